"""The mode that a pair of videos calls for, and the sets of one reference."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import VideoFacts
from omgui.core.mode_proposal import propose_mode, propose_sets
from omgui.core.problems import Problem


def video(frames: int = 100, fps: float | None = 25.0, **other: object) -> VideoFacts:
    facts = VideoFacts(
        width=640,
        height=360,
        fps=fps,
        frames=frames,
        declared_frames=frames,
        duration_s=frames / fps if fps else None,
        codec="h264",
        pixel_format="yuv420p",
        rotation=0,
        is_variable_rate=False,
    )
    return replace(facts, **other)


@pytest.mark.parametrize(
    ("reference", "distorted", "mode", "code", "is_sure"),
    [
        (video(), video(), Mode.SAME, "equal-frames", True),
        (video(), video(fps=None), Mode.SAME, "equal-frames", True),
        (video(), video(fps=50.0), Mode.SAME, "equal-frames", False),
        (video(fps=30.0), video(fps=29.97), Mode.SAME, "equal-frames", True),
        (video(100), video(50, 12.5), Mode.REPEAT_EACH, "lower-rate", True),
        (video(300, 60.0), video(100, 20.0), Mode.REPEAT_EACH, "lower-rate", True),
        (video(300, 60.0), video(149, 30.0), Mode.REPEAT_EACH, "lower-rate", False),
        (video(300, 30.0), video(240, 24.0), Mode.REPEAT_EACH, "lower-rate", False),
        (video(100), video(200, 50.0), Mode.REPEAT_EACH, "higher-rate", False),
        (video(100), video(80, 12.5), Mode.REPEAT_EACH, "other-rate-and-length", False),
        (video(100, None), video(50, None), Mode.REPEAT_EACH, "multiple", False),
        (video(100, None), video(99, None), Mode.REPEAT_LAST, "end-missing", False),
        (video(100), video(97), Mode.REPEAT_LAST, "end-missing", False),
        (video(100), video(50), Mode.SAME, "much-shorter", False),
        (video(100), video(103), Mode.SAME, "longer", False),
        (video(100), video(60, declared_frames=100), Mode.SAME, "cut-off", False),
        (video(60, declared_frames=100), video(100), Mode.SAME, "cut-off", False),
        (video(100, declared_frames=None), video(100), Mode.SAME, "equal-frames", True),
    ],
)
def test_mode_follows_from_counts_rates_and_lengths(
    reference: VideoFacts, distorted: VideoFacts, mode: Mode, code: str, is_sure: bool
) -> None:
    proposal = propose_mode(reference, distorted)
    assert (proposal.mode, proposal.code, proposal.is_sure) == (mode, code, is_sure)
    assert proposal.reason.endswith(".")


def test_reason_names_the_numbers_that_it_rests_on() -> None:
    lower = propose_mode(video(300, 29.97), video(150, 14.985)).reason
    assert "14.985 against 29.97" in lower
    assert "2 times" in lower
    uneven = propose_mode(video(300, 30.0), video(240, 24.0)).reason
    assert "1 or 2 times" in uneven
    assert "3 of 100" in propose_mode(video(100), video(97)).reason
    cut = propose_mode(video(100), video(60, declared_frames=100))
    assert "distorted video is cut off" in cut.reason
    assert "60 of 100" in cut.reason
    other = propose_mode(video(100), video(80, 12.5)).reason
    assert "6.4 against 4.0 seconds" in other


def test_files_of_equal_length_and_mode_share_a_set_in_their_order() -> None:
    found = propose_sets(
        video(100),
        {
            "a.mp4": video(100),
            "half.mp4": video(50, 12.5),
            "b.mp4": video(100),
            "cut.mp4": video(97),
            "half2.mp4": video(50, 12.5),
        },
    )
    assert [(one.mode, one.files, one.frames) for one in found] == [
        (Mode.SAME, ("a.mp4", "b.mp4"), 100),
        (Mode.REPEAT_EACH, ("half.mp4", "half2.mp4"), 50),
        (Mode.REPEAT_LAST, ("cut.mp4",), 97),
    ]
    assert [one.is_sure for one in found] == [True, True, False]


def test_files_that_cannot_be_read_keep_a_set_with_the_reason() -> None:
    broken = Problem("not-a-video", "It is a text.")
    found = propose_sets(
        video(100), {"a.mp4": video(100), "b.mp4": broken, "c.mp4": None, "d.mp4": broken}
    )
    assert [one.files for one in found] == [("a.mp4",), ("b.mp4", "d.mp4"), ("c.mp4",)]
    assert [one.code for one in found] == ["equal-frames", "unusable", "unknown"]
    assert "It is a text." in found[1].reason
    assert "distorted video" in found[1].reason


@pytest.mark.parametrize("reference", [None, Problem("file-missing", "It is missing.")])
def test_without_its_reference_nothing_is_known_of_a_set(reference: Problem | None) -> None:
    (found,) = propose_sets(reference, {"a.mp4": video(100)})
    assert found.mode is Mode.SAME
    assert not found.is_sure
    assert "reference" in found.reason


facts = st.one_of(
    st.none(),
    st.just(Problem("file-empty", "It is empty.")),
    st.builds(
        video,
        frames=st.integers(1, 400),
        fps=st.sampled_from([None, 12.5, 24.0, 25.0, 29.97, 30.0, 50.0]),
    ),
)


@given(facts, st.dictionaries(st.text(max_size=3), facts, max_size=12))
def test_every_file_is_in_exactly_one_set(
    reference: VideoFacts | Problem | None, distorted: dict[str, VideoFacts | Problem | None]
) -> None:
    found = propose_sets(reference, distorted)
    names = [name for one in found for name in one.files]
    assert sorted(names) == sorted(distorted)
    for one in found:
        lengths = {
            facts.frames if isinstance(facts, VideoFacts) else None
            for facts in (distorted[name] for name in one.files)
        }
        assert lengths == {one.frames}
