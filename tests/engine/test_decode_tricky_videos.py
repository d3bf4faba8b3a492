"""Whole videos that readers trip over: interlaced, AV1, streams, edit lists, uneven times."""

from __future__ import annotations

import numpy as np
import pytest

from omgui.core.problems import ProblemError
from omgui.engine.decode.decoder_log import DecoderLogWatch
from omgui.engine.decode.video import open_video
from tests import media_files, reference_clips
from tests.engine.videos import assert_same, decode, read_all


def test_interlaced_video_is_never_taken_from_a_reader_that_cannot_convert_it(tmp_path):
    path = media_files.make_clip(tmp_path, "h264-interlaced", 6)
    reader = open_video(path, env={})
    frames = read_all(reader)
    assert_same(frames, decode(path, "ffmpeg"))
    # The content, not memory that a failed conversion left: chroma smears, luma stays.
    for frame, original in zip(frames, reference_clips.clip("ref6"), strict=True):
        assert np.abs(frame.astype(int) - original).mean() < 12


def test_codec_that_opencv_lacks_is_not_taken_for_damage(tmp_path):
    path = media_files.make_clip(tmp_path, "av1", 2)
    with DecoderLogWatch() as watch:
        assert len(read_all(open_video(path, env={}))) == 2
        assert watch.error_count() == 0


def test_a_conversion_that_fails_later_is_never_scored_silently(tmp_path):
    progressive = media_files.make_clip(tmp_path, "h264-ts", 6, stem="a")
    interlaced = tmp_path / "b.mp4"
    media_files.encode(interlaced, reference_clips.clip("ref12")[6:], "h264-interlaced")
    media_files.remuxed(interlaced, tmp_path / "b.ts")
    path = tmp_path / "both.ts"
    path.write_bytes(progressive.read_bytes() + (tmp_path / "b.ts").read_bytes())
    reader = open_video(path, env={})
    frames = [reader.read() for _ in range(6)]
    for frame, original in zip(frames, reference_clips.clip("ref6"), strict=True):
        assert np.abs(frame.astype(int) - original).mean() < 12
    with pytest.raises(ProblemError, match="differently"):
        read_all(reader)


def test_av1_is_decoded(tmp_path):
    path = media_files.make_clip(tmp_path, "av1", 3)
    frames = read_all(open_video(path, env={}))
    assert len(frames) == 3
    for frame, original in zip(frames, reference_clips.clip("ref3"), strict=True):
        assert np.abs(frame.astype(int) - original).mean() < 15


@pytest.mark.parametrize("codec", ["mpeg2-ts", "h264-ts"])
@pytest.mark.parametrize("as_older_tool", [False, True])
def test_transport_stream_starts_at_its_first_frame(tmp_path, codec, as_older_tool):
    path = media_files.make_clip(tmp_path, codec, 30)
    reader = open_video(path, env={}, as_older_tool=as_older_tool)
    frames = read_all(reader)
    assert len(frames) == 30
    first = reference_clips.clip("ref1")[0].astype(int)
    assert np.abs(frames[0] - first).mean() < 12
    assert reader.name != "decord"


def test_variable_frame_rate_gives_every_stored_frame_once(tmp_path):
    path = tmp_path / "a.mkv"
    timing = ("-vf", "setpts=N*N*0.1/25/TB", "-fps_mode", "vfr", "-enc_time_base", "1/1000")
    media_files.encode(path, reference_clips.clip("ref10"), "lossless", extra=timing)
    reader = open_video(path, env={})
    frames = read_all(reader)
    assert_same(frames, decode(path, "ffmpeg"))
    assert reader.damage is None  # although OpenCV's count, from the duration, is another


def test_frames_cut_away_by_an_edit_list_are_not_damage(tmp_path):
    whole = media_files.make_clip(tmp_path, "h264", 36)
    path = media_files.remuxed(whole, tmp_path / "cut.mp4", before=("-ss", "0.6"))
    for as_older_tool in (False, True):
        reader = open_video(path, env={}, as_older_tool=as_older_tool)
        frames = read_all(reader)
        assert 20 <= len(frames) <= 22
        assert reader.damage is None
        assert_same(frames, decode(path, "ffmpeg"))
