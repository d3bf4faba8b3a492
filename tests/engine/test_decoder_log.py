"""Damage that decoders only mutter about in their log is heard."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from omgui.core.problems import ProblemError
from omgui.engine.decode import decoder_log
from omgui.engine.decode.decoder_log import DecoderLogWatch, capture_stderr, is_decoder_error
from omgui.engine.decode.decord_reader import DecordReader
from omgui.engine.decode.reader import ReaderFailedError
from omgui.engine.decode.verify import verify_with_ffmpeg
from omgui.engine.decode.video import open_video
from tests import media_files
from tests.engine.videos import needs_decord, read_all


def damaged_video(tmp_path):
    whole = media_files.encode(tmp_path / "whole.mp4", media_files.large_frames(24))
    return whole, media_files.overwritten_middle(whole, tmp_path / "damaged.mp4", size=3000)


def test_damage_in_the_middle_is_found_although_every_frame_arrives(tmp_path):
    whole, damaged = damaged_video(tmp_path)
    with DecoderLogWatch() as watch:
        assert watch.is_watching
        assert len(read_all(open_video(whole, env={}))) == 24
        assert watch.error_count() == 0
        read_all(open_video(damaged, env={}))
        assert watch.error_count() > 0
    assert verify_with_ffmpeg(whole, media_files.ffmpeg_exe()) is None
    words = verify_with_ffmpeg(damaged, media_files.ffmpeg_exe())
    assert words is not None
    assert words.startswith("the video data are damaged (")


@needs_decord
def test_decord_tells_the_watch_of_damage_too(tmp_path):
    _, damaged = damaged_video(tmp_path)
    with DecoderLogWatch() as watch:
        reader = DecordReader(damaged)
        try:
            read_all(reader)
        except ReaderFailedError:
            reader.close()
        assert watch.error_count() > 0


def test_watch_passes_everything_on_in_order_and_gives_stderr_back():
    script = (
        "import os, sys\n"
        "from omgui.engine.decode.decoder_log import DecoderLogWatch, capture_stderr\n"
        "os.write(2, b'before\\n')\n"
        "with DecoderLogWatch() as watch:\n"
        "    print('from Python', file=sys.stderr, flush=True)\n"
        "    with capture_stderr() as log:\n"
        "        os.write(2, b'[h264 @ 0x55aa] error while decoding MB 1 2\\n')\n"
        "    assert 'MB 1 2' in log.text\n"
        "    assert watch.error_count() == 1, watch.error_count()\n"
        "    os.write(2, b'no newline')\n"
        "os.write(2, b' after\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().splitlines() == [
        "before",
        "from Python",
        "[h264 @ 0x55aa] error while decoding MB 1 2",
        "no newline after",
    ]


def test_watch_keeps_counting_when_its_file_grows_large(monkeypatch, capfd):
    monkeypatch.setattr(decoder_log, "_ROTATE_BYTES", 1000)
    monkeypatch.setattr(decoder_log, "_POLL_S", 0.001)
    with DecoderLogWatch() as watch:
        for _ in range(300):
            os.write(2, b"[h264 @ 0x1] Invalid NAL unit size\n")
            time.sleep(0.0005)
        assert watch.error_count() == 300
        assert len(watch._spools) == 2
    assert capfd.readouterr().err.count("Invalid NAL") == 300


def test_watch_stops_while_another_thread_captures(monkeypatch, capfd):
    monkeypatch.setattr(decoder_log, "_ROTATE_BYTES", 10)
    monkeypatch.setattr(decoder_log, "_POLL_S", 0.001)
    with capture_stderr() as log, DecoderLogWatch() as watch:
        os.write(2, b"[h264 @ 0x1] Invalid NAL unit size\n" * 3)
        time.sleep(0.05)
        assert watch.error_count() == 3
    assert log.text.count("Invalid NAL") == 3


def test_only_complaints_of_decoders_count():
    assert is_decoder_error(b"[h264 @ 0x55f6b065ba80] concealing 120 DC, 120 AC errors in P frame")
    assert is_decoder_error(b"[mpeg4 @ 0x5573a5df9e80] ac-tex damaged at 8 4")
    assert is_decoder_error(b"[hevc @ 000001] Invalid NAL unit 40")
    assert not is_decoder_error(b"2026-11-22 17:25:21,020 - ERROR - corrupt settings")
    assert not is_decoder_error(b"[swscaler @ 0x55] deprecated pixel format used")


def test_check_for_damage_gives_up_in_time(tmp_path):
    path = media_files.encode(tmp_path / "a.mp4", media_files.large_frames(60))
    words = verify_with_ffmpeg(path, media_files.ffmpeg_exe(), timeout_s=0.001)
    assert words == "the check for damage did not finish within 0.001 seconds"


def test_check_for_damage_without_ffmpeg_is_a_problem(tmp_path):
    with pytest.raises(ProblemError) as caught:
        verify_with_ffmpeg(tmp_path / "a.mp4", tmp_path / "no_such_ffmpeg")
    assert caught.value.problem.code == "ffmpeg-missing"
