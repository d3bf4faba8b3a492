"""Frames that are shown together are those that were scored together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.frame_mapping import FrameMapping, Mode, Shift, no_overlap
from omgui.core.problems import ProblemError
from omgui.core.viewing import ShownFrames, Viewing, time_text


@pytest.mark.parametrize("mode", list(Mode))
@given(reference=st.integers(1, 60), distorted=st.integers(1, 60), offset=st.integers(-8, 8))
def test_pairs_are_those_of_the_mapping(mode, reference, distorted, offset) -> None:
    offset = 0 if mode is Mode.REPEAT_EACH else offset
    refused = no_overlap(Shift(offset), reference, distorted)
    if refused is not None:
        with pytest.raises(ProblemError) as caught:
            Viewing.of_pair(mode, reference, distorted, offset)
        assert caught.value.problem == refused
        return
    mapping = FrameMapping(mode, reference, distorted, offset)
    viewing = Viewing.of_pair(mode, reference, distorted, offset)
    assert len(viewing) == len(mapping)
    assert [viewing.at(frame) for frame in viewing.frames] == [
        ShownFrames(frame, frame, mapping.distorted_frame(frame))
        for frame in mapping.reference_frames
    ]


def test_distorted_video_that_begins_late_is_shown_from_where_both_are_there() -> None:
    viewing = Viewing.of_pair(Mode.SAME, 10, 6, offset=-4)
    assert viewing.frames == range(4, 10)
    assert viewing.at(4) == ShownFrames(4, 4, 0)
    assert viewing.clamped(0) == 4
    assert viewing.clamped(99) == 9
    assert viewing.stepped(5, 10) == 9
    assert viewing.stepped(5, -1) == 4
    with pytest.raises(IndexError):
        viewing.at(3)


def test_file_alone_and_pictures_are_counted_by_themselves() -> None:
    assert Viewing.of_file(3).at(2) == ShownFrames(2, None, 2)
    assert Viewing.of_pictures(is_pair=True).at(0) == ShownFrames(0, 0, 0)
    assert Viewing.of_pictures(is_pair=False).at(0) == ShownFrames(0, None, 0)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "0:00:00.000"),
        (4.16, "0:00:04.160"),
        (3725.0004, "1:02:05.000"),
        (-0.5, "-0:00:00.500"),
    ],
)
def test_times_are_told_as_people_read_them(seconds, text) -> None:
    assert time_text(seconds) == text
