"""What does not fit between two files, and what is odd about one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import ImageFacts, VideoFacts
from omgui.core.mismatch import Weight, pair_mismatches
from omgui.core.oddities import file_oddities
from tests.core.test_mode_proposal import video


def image(width: int = 640, height: int = 360, **other: object) -> ImageFacts:
    facts = ImageFacts(width, height, "RGB", "PNG", frames=1, is_turned=False, is_cut_off=False)
    return replace(facts, **other)


def codes(reference, distorted, mode: Mode | None = Mode.SAME, offset: int = 0) -> list[str]:
    found = pair_mismatches(reference, distorted, mode, offset)
    assert all(mismatch.message.endswith(".") for mismatch in found)
    return [mismatch.code for mismatch in found]


@pytest.mark.parametrize("mode", list(Mode))
def test_equal_videos_fit_in_every_mode(mode: Mode) -> None:
    assert codes(video(), video(), mode) == []


@pytest.mark.parametrize(
    ("reference", "distorted", "mode", "expected"),
    [
        (video(), video(90), Mode.SAME, ["frames-differ"]),
        (video(), video(110), Mode.SAME, ["distorted-longer"]),
        (video(), video(fps=50.0), Mode.SAME, ["fps-differ"]),
        (video(), video(fps=None), Mode.SAME, []),
        (video(), video(50, 12.5), Mode.REPEAT_EACH, []),
        (video(), video(30, 7.5), Mode.REPEAT_EACH, ["repeat-uneven"]),
        (video(), video(200, 50.0), Mode.REPEAT_EACH, ["distorted-longer"]),
        (video(), video(50, 25.0), Mode.REPEAT_EACH, ["fps-differ"]),
        (video(), video(90), Mode.REPEAT_LAST, ["repeat-last"]),
        (video(), video(110), Mode.REPEAT_LAST, ["distorted-longer"]),
        (video(), video(90), None, []),
        (video(is_variable_rate=True), video(), Mode.SAME, ["variable-rate"]),
        (video(), video(transfer="pq"), Mode.SAME, ["hdr-differs"]),
        (video(bit_depth=8), video(bit_depth=10), Mode.SAME, ["depth-differs"]),
        (video(bit_depth=0), video(bit_depth=10), Mode.SAME, []),
        (video(), video(sample_aspect=4 / 3), Mode.SAME, ["pixel-shape-differs"]),
        (video(), video(width=320, height=180), Mode.SAME, ["size-differs"]),
        (video(), video(width=360, height=640), Mode.SAME, ["shape-differs"]),
        (video(), image(), None, ["kinds-differ"]),
        (image(), video(), None, ["kinds-differ"]),
        (image(), image(320, 180), None, ["size-differs"]),
        (image(), image(320, 320), None, ["shape-differs"]),
        (image(), image(), None, []),
    ],
)
def test_what_does_not_fit_is_said(reference, distorted, mode, expected) -> None:
    assert codes(reference, distorted, mode) == expected


def test_weightiest_comes_first() -> None:
    found = pair_mismatches(
        video(bit_depth=8), video(90, bit_depth=10, width=320, height=180), Mode.SAME
    )
    assert [mismatch.weight for mismatch in found] == [Weight.WARNING, Weight.NOTE, Weight.NOTE]


def test_hdr_and_pixel_shape_are_said_of_both_sides() -> None:
    (hdr,) = pair_mismatches(video(transfer="hlg"), video(), Mode.SAME)
    assert "reference is HDR, HLG, the distorted video is no HDR" in hdr.message
    (shape,) = pair_mismatches(video(), video(sample_aspect=1.25), Mode.SAME)
    assert "1.25 times as wide as high" in shape.message
    (uneven,) = pair_mismatches(video(is_variable_rate=True), video(), Mode.SAME)
    assert "The reference video's frames" in uneven.message


@pytest.mark.parametrize(
    ("distorted", "mode", "offset", "expected"),
    [
        (103, Mode.SAME, 3, ["shifted"]),
        (100, Mode.SAME, 3, ["shifted"]),  # pushed out at the end
        (99, Mode.SAME, 3, ["frames-differ", "shifted"]),
        (104, Mode.SAME, 3, ["distorted-longer", "shifted"]),
        (97, Mode.SAME, -3, ["shifted"]),
        (100, Mode.SAME, -3, ["shifted"]),
        (101, Mode.SAME, -3, ["distorted-longer", "shifted"]),
        (96, Mode.SAME, -3, ["frames-differ", "shifted"]),
        (93, Mode.REPEAT_LAST, 3, ["shifted", "repeat-last"]),
        (100, Mode.SAME, 100, ["no-overlap"]),
        (100, Mode.SAME, -100, ["no-overlap"]),
    ],
)
def test_counts_are_judged_with_the_offset(distorted, mode, offset, expected) -> None:
    assert codes(video(100), video(distorted), mode, offset) == expected


def test_note_of_an_offset_says_which_frames_meet() -> None:
    (note,) = pair_mismatches(video(100), video(100), Mode.SAME, 3)
    assert "by +3 frames: distorted frame 3 is shown with reference frame 0; 97 " in note.message
    (note,) = pair_mismatches(video(100), video(97), Mode.REPEAT_LAST, -3)
    assert "distorted frame 0 is shown with reference frame 3; 97 frames" in note.message


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (image(), []),
        (image(is_cut_off=True), ["image-cut-off"]),
        (image(mode="I;16"), ["pixels-changed"]),
        (image(frames=3), ["pixels-changed"]),
        (image(frames=3, format="MPO"), []),
        (image(is_turned=True), ["pixels-changed"]),
        (image(mode="RGBA"), ["pixels-changed"]),
        (image(mode="CMYK"), ["pixels-changed"]),
        (image(mode="LAB"), ["pixels-changed"]),
        (video(), []),
        (video(60, declared_frames=100), ["video-damaged"]),
        (video(bit_depth=10), ["more-than-8-bit"]),
        (video(transfer="pq"), ["hdr"]),
    ],
)
def test_oddities_of_a_file_are_said(facts: ImageFacts | VideoFacts, expected) -> None:
    assert [oddity.code for oddity in file_oddities(facts)] == expected


def test_damaged_video_is_an_error_only_where_it_is_refused() -> None:
    damaged = video(60, declared_frames=100)
    (refused,) = file_oddities(damaged)
    assert refused.weight is Weight.ERROR
    assert "damaged_videos" in refused.hint
    (scored,) = file_oddities(damaged, refuses_damaged=False)
    assert scored.weight is Weight.WARNING
    assert "damaged_videos" not in scored.hint
