"""Videos that do not begin with the same picture: an offset scores what cutting them would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from omgui.core.catalogue import load_catalogue
from omgui.engine.group import GroupScorer
from omgui.engine.tasks import FileTask, GroupTask, PairTask, ScoreTask, SingleTask
from omgui.engine.track import Track
from tests import reference_clips
from tests.engine.memory_video import Heard, MemoryReader, opener

CATALOGUE = load_catalogue()[0]
QUIET = SimpleNamespace(error_count=lambda: 0)
METRICS = ("psnr", "ssim")
REFERENCE = reference_clips.clip("ref12")
BLURRED = reference_clips.clip("blur1:12")
LEADER = reference_clips.clip("noise20:3")


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Heard]:
    """Score one pair, whose scores are 0 for psnr and 1 for ssim, and single scores from 2 on."""

    def run(
        reference: Sequence[np.ndarray],
        distorted: Sequence[np.ndarray],
        *,
        offset: int = 0,
        mode: str = "same",
        singles: Sequence[str] = (),
        start: int = 0,
        is_same_file: bool = False,
        **settings: object,
    ) -> Heard:
        clips = {"0": reference, "1": distorted}
        readers: dict[str, Callable[[], MemoryReader]] = {
            name: (lambda clip=clip: MemoryReader(clip)) for name, clip in clips.items()
        }
        monkeypatch.setattr("omgui.engine.track.open_video", opener(readers))
        file = 0 if is_same_file else 1
        scores = tuple(
            ScoreTask(id=k, metric=name, options=dict(CATALOGUE[name].options), start_frame=start)
            for k, name in enumerate((*METRICS, *singles))
        )
        task = GroupTask(
            id=0,
            media="vid",
            files=tuple(FileTask(name=name, path=name) for name in clips),
            reference=0,
            pairs=(
                PairTask(file=file, mode=mode, offset=offset, set_files=(file,), scores=scores[:2]),
            ),
            singles=(SingleTask(file=file, scores=scores[2:]),) if singles else (),
            **settings,
        )
        heard = Heard()
        GroupScorer(CATALOGUE, heard.answers, {}, QUIET).score(task)
        return heard

    return run


def moved(frames: dict[int, float], by: int) -> dict[int, float]:
    return {frame + by: value for frame, value in frames.items()}


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("singles", [(), ("si", "ti")], ids=["alone", "beside single scores"])
@pytest.mark.parametrize("mode", ["same", "repeat_last"])
def test_extra_frames_at_the_beginning_are_passed_over(mode, singles, threads, score) -> None:
    cut = score(REFERENCE, BLURRED, mode=mode, singles=singles, threads=threads)
    late = score(
        REFERENCE, [*LEADER, *BLURRED], offset=3, mode=mode, singles=singles, threads=threads
    )
    for one in (0, 1):
        assert late.frames[one] == cut.frames[one]
        assert late.done[one].frames_expected == 12
        assert late.done[one].problem is None
        assert late.done[one].provenance["offset"] == 3
    assert "offset" not in cut.done[0].provenance
    for one in range(2, 2 + len(singles)):
        assert len(late.frames[one]) == len(cut.frames[one]) + 3, "these see every frame"


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("mode", ["same", "repeat_last"])
def test_frames_that_the_distorted_video_lacks_at_the_beginning_are_not_scored(
    mode, threads, score
) -> None:
    cut = score(REFERENCE[4:], BLURRED[4:], mode=mode, threads=threads)
    early = score(REFERENCE, BLURRED[4:], offset=-4, mode=mode, threads=threads, singles=["si"])
    for one in (0, 1):
        assert early.frames[one] == moved(cut.frames[one], 4), "counted by reference frames"
        assert early.done[one].frames_expected == 8
        assert early.done[one].problem is None
    assert len(early.frames[2]) == 8


def test_end_that_the_offset_pushed_out_is_not_missed(score) -> None:
    heard = score(REFERENCE, [*LEADER, *BLURRED][:12], offset=3)
    assert len(heard.frames[0]) == 9
    assert heard.done[0].frames_expected == 9
    assert heard.done[0].problem is None


def test_end_that_is_missing_beyond_the_offset_is_expected(score) -> None:
    heard = score(REFERENCE, [*LEADER, *BLURRED][:10], offset=3)
    assert len(heard.frames[0]) == 7
    assert heard.done[0].frames_expected == 9


def test_last_frame_stands_for_the_missing_end_after_an_offset(score) -> None:
    cut = score(REFERENCE, BLURRED[:5], mode="repeat_last")
    late = score(REFERENCE, [*LEADER, *BLURRED[:5]], mode="repeat_last", offset=3)
    assert late.frames == cut.frames
    assert late.done[0].frames_expected == 12


@pytest.mark.parametrize(
    ("offset", "distorted", "is_flagged"),
    [
        (3, [*LEADER, *BLURRED], False),
        (3, [*LEADER, *BLURRED, BLURRED[-1]], True),
        (-3, BLURRED, False),  # as long as the reference: what it has too much was not scored …
        (-3, [*BLURRED, BLURRED[-1]], True),  # … and is no news; more is
    ],
)
def test_longer_video_is_flagged_only_beyond_the_offset(
    offset, distorted, is_flagged, score
) -> None:
    done = score(REFERENCE, distorted, offset=offset).done[0]
    assert (done.problem is not None and done.problem.code == "distorted-longer") is is_flagged


@pytest.mark.parametrize("mode", ["same", "repeat_last"])
@pytest.mark.parametrize(("offset", "who"), [(12, "distorted"), (-12, "reference"), (40, "dist")])
def test_offset_that_leaves_nothing_is_a_problem(mode, offset, who, score) -> None:
    heard = score(REFERENCE, BLURRED, offset=offset, mode=mode)
    problem = heard.done[0].problem
    assert problem.code == "no-overlap"
    assert problem.severity.value == "error"
    assert who in problem.message
    assert f"{offset:+d}" in problem.message
    assert not heard.frames


@pytest.mark.parametrize("offset", [3, -3])
def test_video_beside_itself_can_be_shifted(offset, score) -> None:
    heard = score(REFERENCE, REFERENCE, offset=offset, is_same_file=True)
    first, second = (REFERENCE[:-3], REFERENCE[3:])[:: 1 if offset > 0 else -1]
    cut = score(first, second)
    assert heard.frames[0] == moved(cut.frames[0], max(0, -offset))
    assert heard.done[0].problem is None


@pytest.mark.parametrize("start", [1, 4, 7, 11])
@pytest.mark.parametrize("offset", [3, -3])
def test_continuing_gives_the_same_frames(offset, start, score) -> None:
    distorted = [*LEADER, *BLURRED] if offset > 0 else BLURRED[3:]
    whole = score(REFERENCE, distorted, offset=offset)
    rest = score(REFERENCE, distorted, offset=offset, start=start)
    for one in (0, 1):
        expected = {k: v for k, v in whole.frames[one].items() if k >= start}
        assert rest.frames[one] == expected
        assert rest.done[one].frames_expected == whole.done[one].frames_expected


@pytest.mark.parametrize("singles", [(), ("si",)])
def test_frames_before_the_offset_do_not_pile_up(singles, score, monkeypatch) -> None:
    most = 0
    read_to = Track.read_to

    def watched(self: Track, index: int, **options: int) -> bool:
        nonlocal most
        there = read_to(self, index, **options)
        most = max(most, len(self._frames))
        return there

    monkeypatch.setattr(Track, "read_to", watched)
    heard = score(REFERENCE, [*LEADER * 10, *BLURRED], offset=30, singles=singles)
    assert len(heard.frames[0]) == 12
    assert most <= 3


def test_damage_is_told_rather_than_the_missing_overlap(score, monkeypatch) -> None:
    heard = score(REFERENCE, [], offset=3)
    problem = heard.done[0].problem
    assert problem is None or problem.code != "no-overlap"


def test_file_is_not_opened_again_for_an_offset(score, monkeypatch) -> None:
    opened: list[str] = []
    original = Track.__init__

    def counted(self: Track, file: FileTask, **options: object) -> None:
        opened.append(Path(file.path).name)
        original(self, file, **options)

    monkeypatch.setattr(Track, "__init__", counted)
    score(REFERENCE, [*LEADER, *BLURRED], offset=3, singles=["si"])
    assert sorted(opened) == ["0", "1"]
