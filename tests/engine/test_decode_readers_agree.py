"""Every reader gives the same frames, bit for bit, or differs only as documented."""

from __future__ import annotations

import numpy as np
import pytest

from tests import media_files, reference_clips, reference_inputs
from tests.engine.videos import READERS, assert_same, decode, needs_decord


@needs_decord
@pytest.mark.parametrize(
    "codec",
    ["h264", "h264-444", "h264-bt709", "h264-full-range", "h265", "vp9", "mpeg4", "mjpeg", "ffv1"],
)
def test_readers_agree_on_every_bit_of_8_bit_video(tmp_path, codec):
    path = media_files.make_clip(tmp_path, codec, 10)
    frames = decode(path, "opencv")
    assert len(frames) == 10
    assert_same(frames, decode(path, "decord"))
    assert_same(frames, decode(path, "ffmpeg"))


@pytest.mark.parametrize("name", ["opencv", "ffmpeg", pytest.param("decord", marks=needs_decord)])
def test_lossless_rgb_comes_back_exactly(tmp_path, name):
    frames = reference_clips.clip("ref6")
    path = media_files.encode(tmp_path / "a.mkv", frames, "lossless")
    assert_same(decode(path, name), frames)


@needs_decord
@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 2), (4, 6), (10, 4), (72, 96), (97, 71)])
def test_narrow_and_odd_frames_are_the_same_in_every_reader(tmp_path, width, height):
    canvas = reference_inputs.texture(96, 97, 0)
    frames = [np.ascontiguousarray(np.roll(canvas, t, 1)[:height, :width]) for t in range(3)]
    path = media_files.encode(tmp_path / "a.mkv", frames, "lossless")
    for name in READERS:
        assert_same(decode(path, name), frames)


@needs_decord
@pytest.mark.parametrize("degrees", ["90", "180", "270"])
def test_rotation_tag_is_obeyed_alike_by_every_reader(tmp_path, degrees):
    upright = media_files.make_clip(tmp_path, "h264", 4)
    path = media_files.remuxed(
        upright, tmp_path / "turned.mp4", before=("-display_rotation", degrees)
    )
    plain = decode(upright, "opencv")
    turned = decode(path, "opencv")
    assert not np.array_equal(turned[0], plain[0])
    turns = int(degrees) // 90
    for frame, original in zip(turned, plain, strict=True):
        # The tag counts anti-clockwise, as numpy does.
        assert np.abs(frame.astype(int) - np.rot90(original, turns)).max() <= 40
    assert_same(turned, decode(path, "decord"))
    assert_same(turned, decode(path, "ffmpeg"))


@needs_decord
@pytest.mark.parametrize(("codec", "size"), [("h264-10bit", (72, 96)), ("ffv1", (71, 97))])
def test_10_bit_and_odd_420_differ_between_readers_only_in_chroma_rounding(tmp_path, codec, size):
    # Not bit-identical: docs/images_and_videos.md says so, and this keeps it honest.
    canvas = reference_inputs.texture(*size, 0)
    path = media_files.encode(tmp_path / f"a{media_files.CODECS[codec][0]}", [canvas] * 3, codec)
    opencv, decord = decode(path, "opencv"), decode(path, "decord")
    for one, other in zip(opencv, decord, strict=True):
        difference = np.abs(one.astype(int) - other)
        assert 0 < difference.mean() < 4
