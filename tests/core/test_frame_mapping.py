from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.frame_mapping import FrameMapping, Mode, uneven_repeats
from omgui.core.problems import ProblemError

counts = st.integers(1, 400)


def mapped(mode: Mode, reference_count: int, distorted_count: int) -> list[int]:
    mapping = FrameMapping(mode, reference_count, distorted_count)
    return [mapping.distorted_frame(i) for i in range(len(mapping))]


def played_frames(mode: Mode, reference_count: int, distorted_count: int) -> list[int]:
    """Pair frames as a player would: by reading both videos one frame after the other."""
    if mode is Mode.REPEAT_EACH:
        shows = dict.fromkeys(range(distorted_count), 0)
        for frame in shows:
            shows[frame] = reference_count // distorted_count
        missing = reference_count - sum(shows.values())
        for k in range(missing):
            shows[k * int(distorted_count / missing)] += 1
        return [frame for frame, times in shows.items() for _ in range(times)]
    references, frames = iter(range(reference_count)), iter(range(distorted_count))
    played = [frame for _, frame in zip(references, frames, strict=False)]
    if mode is Mode.REPEAT_LAST:
        played += [played[-1]] * (reference_count - len(played))
    return played


# Counts and frames as written down for the older tool.
REPEAT_EACH_EXAMPLES = {
    (100, 50): [frame for frame in range(50) for _ in range(2)],
    (100, 33): [0] + [frame for frame in range(33) for _ in range(3)],
    (100, 100): list(range(100)),
    (50, 100): list(range(0, 100, 2)),
    (7, 3): [0, 0, 0, 1, 1, 2, 2],
    (10, 4): [0, 0, 0, 1, 1, 2, 2, 2, 3, 3],
    (100, 99): [0, *range(99)],
    (3, 7): [0, 2, 4],
    (30, 20): [frame for even in range(0, 20, 2) for frame in (even, even, even + 1)],
}


@pytest.mark.parametrize("lengths", REPEAT_EACH_EXAMPLES, ids=str)
def test_repeat_each_repeats_the_frames_that_the_older_tool_repeats(
    lengths: tuple[int, int],
) -> None:
    assert mapped(Mode.REPEAT_EACH, *lengths) == REPEAT_EACH_EXAMPLES[lengths]


def test_same_drops_what_is_left_of_the_longer_video() -> None:
    assert mapped(Mode.SAME, 5, 3) == [0, 1, 2]
    assert mapped(Mode.SAME, 3, 5) == [0, 1, 2]


def test_repeat_last_holds_the_last_frame_of_a_shorter_distorted_video() -> None:
    assert mapped(Mode.REPEAT_LAST, 5, 3) == [0, 1, 2, 2, 2]
    assert mapped(Mode.REPEAT_LAST, 3, 5) == mapped(Mode.SAME, 3, 5)


def test_shorter_distorted_video_gives_fewer_pairs_than_expected_in_mode_same() -> None:
    mapping = FrameMapping(Mode.SAME, reference_count=10, distorted_count=8)
    assert (len(mapping), mapping.frames_expected) == (8, 10)


@given(st.sampled_from(Mode), counts, counts)
def test_mapping_equals_playing_both_videos(mode: Mode, reference: int, distorted: int) -> None:
    assert mapped(mode, reference, distorted) == played_frames(mode, reference, distorted)


@given(st.sampled_from(Mode), counts, counts)
def test_mapping_never_goes_backwards_and_stays_inside_the_video(
    mode: Mode, reference: int, distorted: int
) -> None:
    frames = mapped(mode, reference, distorted)
    assert frames == sorted(frames)
    assert frames[0] == 0
    assert frames[-1] < distorted


@given(counts, counts)
def test_repeating_modes_pair_every_reference_frame(reference: int, distorted: int) -> None:
    for mode in (Mode.REPEAT_EACH, Mode.REPEAT_LAST):
        mapping = FrameMapping(mode, reference, distorted)
        assert len(mapping) == mapping.frames_expected == reference


def test_frames_of_a_very_long_video_are_found_without_counting() -> None:
    mapping = FrameMapping(Mode.REPEAT_EACH, 10**12, 3 * 10**11)
    assert mapping.distorted_frame(10**12 - 1) == 3 * 10**11 - 1


@pytest.mark.parametrize(
    ("reference", "distorted", "word"), [(0, 5, "reference"), (5, 0, "distorted"), (5, -1, "dist")]
)
def test_video_without_frames_is_a_problem_in_words(
    reference: int, distorted: int, word: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        FrameMapping(Mode.REPEAT_EACH, reference, distorted)
    assert caught.value.problem.code == "no-frames"
    assert word in caught.value.problem.message


@pytest.mark.parametrize("i", [-1, 3])
def test_pairs_that_do_not_exist_are_not_invented(i: int) -> None:
    with pytest.raises(IndexError):
        FrameMapping(Mode.SAME, 5, 3).distorted_frame(i)


@pytest.mark.parametrize(
    ("reference", "distorted", "said"),
    [
        (30, 15, ""),
        (15, 30, ""),  # too long, which is another matter
        (31, 15, "1 is shown 3 times and the others twice"),
        (8, 5, "3 are shown twice and the others once"),
    ],
)
def test_frames_that_cannot_be_repeated_equally_often_are_told(
    reference: int, distorted: int, said: str
) -> None:
    words = uneven_repeats(reference, distorted)
    assert said in words
    assert bool(words) is bool(said)
