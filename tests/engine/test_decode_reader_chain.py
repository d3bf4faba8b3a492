"""Which reader decodes a video, and what happens when one fails on the way."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from omgui.core.problems import ProblemError
from omgui.engine.decode.video import open_video, reader_order
from tests import media_files
from tests.engine.videos import FakeReader, chain, needs_decord, read_all


def test_picture_size_that_changes_is_a_problem(tmp_path):
    reader = chain(FakeReader("opencv", 3))
    assert reader.read() is not None
    reader._reader.read = lambda: np.zeros((4, 6, 3), np.uint8)
    with pytest.raises(ProblemError, match=r"8×8 to 6×4 at frame 1") as caught:
        reader.read()
    assert caught.value.problem.code == "frame-size-changes"


def test_environment_chooses_the_reader():
    assert reader_order({}) == ("opencv", "ffmpeg", "decord")
    assert reader_order({}, as_older_tool=True) == ("decord", "opencv", "ffmpeg")
    assert reader_order({"USE_CV2": "0", "DECORD_GPU": "1"}) == ("opencv",)
    assert reader_order({"DECORD_GPU": "false"})[:2] == ("decord-gpu", "decord")
    assert reader_order({"USE_CV2": "", "DECORD_GPU": ""}) == reader_order({})


@needs_decord
def test_without_a_gpu_decord_falls_to_the_cpu_and_says_why(tmp_path):
    path = media_files.make_clip(tmp_path, "h264", 4)
    reader = open_video(path, env={"DECORD_GPU": "1"})
    assert len(read_all(reader)) == 4
    assert reader.name in {"decord-gpu", "decord"}
    if reader.name == "decord":
        assert reader.passed_over[0].startswith("decord-gpu: ")


def test_missing_decord_means_opencv(tmp_path, monkeypatch):
    path = media_files.make_clip(tmp_path, "h264", 4)
    monkeypatch.setitem(sys.modules, "decord", None)
    reader = open_video(path, env={}, as_older_tool=True)
    assert reader.name == "opencv"
    assert "not available" in reader.passed_over[0]
    assert len(read_all(reader)) == 4


def test_reader_tells_size_rate_and_length(tmp_path):
    reader = open_video(media_files.make_clip(tmp_path, "h264", 7), env={})
    assert (reader.width, reader.height, reader.fps) == (96, 72, 25.0)
    assert reader.declared_frames == 7
    assert reader.frames_read == 0
    read_all(reader)
    assert reader.frames_read == 7
    assert reader.damage is None
    assert reader.read() is None


def test_chain_goes_on_where_a_reader_breaks():
    first, second = FakeReader("decord", 3, fails=True), FakeReader("opencv", 6)
    reader = chain(first, second)
    values = [int(frame[0, 0, 0]) for frame in read_all(reader)]
    assert values == [1, 2, 3, 4, 5, 6]
    assert reader.name == "opencv"
    assert first.is_closed
    assert reader.passed_over == ["decord: failed at frame 3: broken"]
    assert reader.damage == "a decoder failed at frame 3; 6 frames can be decoded"


def test_chain_refuses_to_mix_decoders_that_disagree():
    reader = chain(FakeReader("decord", 3, fails=True), FakeReader("opencv", 6, shift=1))
    for _ in range(3):
        reader.read()
    with pytest.raises(ProblemError) as caught:
        reader.read()
    assert caught.value.problem.code == "decoders-disagree"


def test_chain_without_another_reader_names_the_frame():
    reader = chain(FakeReader("decord", 3, fails=True), FakeReader("opencv", 2))
    for _ in range(3):
        reader.read()
    with pytest.raises(ProblemError, match="from frame 3 on") as caught:
        reader.read()
    assert caught.value.problem.code == "decode-failed"


def test_importing_the_chain_loads_no_decoder():
    code = (
        "import sys, omgui.engine.decode.video; "
        "sys.exit(any(m in sys.modules for m in ('decord', 'cv2', 'av', 'torch')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
