"""Any name and any length of a path works in every reader."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from omgui.engine.decode.ffmpeg_reader import FfmpegReader
from omgui.engine.decode.verify import verify_with_ffmpeg
from omgui.engine.decode.video import open_video
from tests import media_files
from tests.engine.videos import has_decord, read_all


@pytest.mark.parametrize(
    "name",
    [
        "видео 図.mp4",
        'it\'s "quoted" $(touch x) `y`.mp4',
        "line\nbreak.mp4",
        "-i.mp4",
        "100%03d.mp4",
        "a:b?c#d.mp4",
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
def test_any_file_name_works_in_every_reader(tmp_path, name, monkeypatch):
    made = media_files.make_clip(tmp_path, "h264", 2)
    made.rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for env, older in (({}, False), ({}, has_decord()), ({"USE_CV2": "1"}, False)):
        reader = open_video(Path(name), env=env, as_older_tool=older)
        assert reader.passed_over == []
        assert len(read_all(reader)) == 2
    assert len(read_all(FfmpegReader(Path(name).absolute()))) == 2
    assert verify_with_ffmpeg(Path(name), media_files.ffmpeg_exe()) is None
    assert sorted(os.listdir(tmp_path)) == [name]  # noqa: PTH208 - nothing was executed


def test_very_long_path_works(tmp_path):
    folder = tmp_path / ("a" * 120) / ("b" * 120) / ("c" * 60)
    folder.mkdir(parents=True)
    path = media_files.make_clip(folder, "h264", 2)
    assert len(read_all(open_video(path, env={}))) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8")
def test_name_that_is_not_utf8_is_read_or_refused_in_words(tmp_path):
    path = media_files.make_clip(tmp_path, "h264", 2)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp4"))
    path.rename(odd)
    reader = open_video(odd, env={}, as_older_tool=has_decord())
    assert len(read_all(reader)) == 2
