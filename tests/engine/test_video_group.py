"""Frame mapping, shared decode and verdicts of a group of videos."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from omgui.core.catalogue import load_catalogue
from omgui.engine.group import GroupScorer
from omgui.engine.tasks import FileTask, GroupTask, PairTask, ScoreTask, SingleTask
from tests import reference_clips
from tests.engine.memory_video import Heard, MemoryReader, opener

DATA = Path(__file__).parent.parent / "data"
GOLDENS = json.loads((DATA / "goldens_video_modes.json").read_text())
CATALOGUE = load_catalogue()[0]
QUIET = SimpleNamespace(error_count=lambda: 0)


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Heard]:
    """Score a group whose files are clips of the given names."""

    def run(task: GroupTask, readers: dict[str, Callable[[], MemoryReader]] | None = None) -> Heard:
        known = {
            file.name: (lambda name=file.name: MemoryReader(reference_clips.clip(name)))
            for file in task.files
            if not file.name.startswith("missing")
        }
        known |= readers or {}
        paths = {
            f"{k}": known[file.name] for k, file in enumerate(task.files) if file.name in known
        }
        monkeypatch.setattr("omgui.engine.track.open_video", opener(paths))
        files = tuple(FileTask(name=f.name, path=str(k)) for k, f in enumerate(task.files))
        heard = Heard()
        scorer = GroupScorer(CATALOGUE, heard.answers, {}, QUIET)
        with nullcontext():
            scorer.score(task.model_copy(update={"files": files}))
        return heard

    return run


def group(
    reference: str,
    distorted: Sequence[str],
    mode: str,
    metrics: Sequence[str],
    *,
    is_compatible: bool = False,
    singles: dict[str, Sequence[str]] | None = None,
    **settings: object,
) -> GroupTask:
    names = list(dict.fromkeys([reference, *distorted, *(singles or {})]))
    numbers = iter(range(1000))

    def tasks(wanted: Sequence[str]) -> tuple[ScoreTask, ...]:
        return tuple(
            ScoreTask(
                id=next(numbers),
                metric=m,
                options=CATALOGUE[m].options_for(is_compatible=is_compatible),
            )
            for m in wanted
        )

    everyone = tuple(names.index(name) for name in distorted)
    pairs = tuple(
        PairTask(
            file=names.index(name),
            mode=mode,
            set_files=everyone if is_compatible else (names.index(name),),
            scores=tasks(metrics),
        )
        for name in distorted
    )
    alone = tuple(
        SingleTask(file=names.index(name), scores=tasks(wanted))
        for name, wanted in (singles or {}).items()
    )
    return GroupTask(
        id=0,
        media="vid",
        files=tuple(FileTask(name=name, path=name) for name in names),
        reference=0,
        pairs=pairs,
        singles=alone,
        **settings,
    )


CASES = [case for case in GOLDENS["fr_iqa_video"] if case["mode"] != "unknown"]


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c['ref']}-{'+'.join(c['dist'])}-{c['mode']}"
)
def test_modes_give_the_scores_of_the_older_tool(case, threads, score) -> None:
    metrics = GOLDENS["fr_metrics"]
    task = group(
        case["ref"], case["dist"], case["mode"], metrics, is_compatible=True, threads=threads
    )
    heard = score(task)
    for pair, expected in zip(task.pairs, case["scores"], strict=True):
        for one, number in zip(pair.scores, expected, strict=True):
            assert heard.mean(one.id) == pytest.approx(number, rel=1e-5)


@pytest.mark.parametrize("name", list(GOLDENS["nr_video"]))
def test_no_reference_scores_of_videos_equal_the_older_tool(name, score) -> None:
    expected = GOLDENS["nr_video"][name]
    task = GroupTask(
        id=0,
        media="vid",
        files=(FileTask(name=name, path=name),),
        singles=(
            SingleTask(
                file=0,
                scores=tuple(
                    ScoreTask(id=k, metric=m, options=CATALOGUE[m].options_for(is_compatible=True))
                    for k, m in enumerate(expected)
                ),
            ),
        ),
    )
    heard = score(task)
    for one in task.singles[0].scores:
        number = expected[one.metric]
        if isinstance(number, dict):  # the older tool raised; one frame has no motion
            problem = heard.done[one.id].problem
            assert problem is not None
            assert problem.code == "too-few-frames"
        else:
            assert heard.mean(one.id) == pytest.approx(number, rel=1e-9)


def test_shorter_file_of_a_set_does_not_change_its_mates(score) -> None:
    alone = score(group("ref12", ["blur1:12"], "repeat_last", ["psnr"]))
    beside = score(group("ref12", ["blur1:12", "noise20:3", "missing"], "repeat_last", ["psnr"]))
    assert beside.mean(0) == alone.mean(0)
    assert beside.done[1].problem is None
    assert beside.done[2].problem.code == "file-missing"


def test_shared_decode_gives_the_same_scores_as_separate_ones(score) -> None:
    names = ["blur1:12", "noise20:12"]
    together = score(
        group("ref12", names, "same", ["psnr", "ssim"], singles={"ref12": ["si", "ti"]})
    )
    for place, name in enumerate(names):
        alone = score(group("ref12", [name], "same", ["psnr", "ssim"]))
        for k in (0, 1):
            assert together.frames[2 * place + k] == alone.frames[k]
    assert len(together.frames[4]) == 12
    assert sorted(together.frames[5]) == list(range(1, 12))


def test_every_file_is_decoded_once(score) -> None:
    opened: list[str] = []

    def counted(name: str) -> Callable[[], MemoryReader]:
        def make() -> MemoryReader:
            opened.append(name)
            return MemoryReader(reference_clips.clip(name))

        return make

    names = ["ref12", "blur1:12", "noise20:12"]
    task = group("ref12", names[1:], "same", ["psnr"], singles={n: ["si", "ti"] for n in names})
    heard = score(task, {name: counted(name) for name in names})
    assert sorted(opened) == sorted(names)
    assert all(done.problem is None for done in heard.done.values())


def test_wrong_declared_length_is_found_and_scored_again(score) -> None:
    honest = score(group("ref12", ["blur1:6/2"], "repeat_each", ["psnr"]))
    lying = {"blur1:6/2": lambda: MemoryReader(reference_clips.clip("blur1:6/2"), declared=4)}
    heard = score(group("ref12", ["blur1:6/2"], "repeat_each", ["psnr"]), lying)
    assert heard.frames == honest.frames
    assert heard.done[0].problem is None


def test_truncated_video_is_refused_with_its_counts(score) -> None:
    cut = {"blur1:12": lambda: MemoryReader(reference_clips.clip("blur1:5"), declared=12)}
    heard = score(group("ref12", ["blur1:12", "noise20:12"], "same", ["psnr"]), cut)
    assert heard.done[0].problem.code == "video-damaged"
    assert "5 of 12" in heard.done[0].problem.message
    assert heard.done[1].problem is None
    assert len(heard.frames[1]) == 12


def test_truncated_video_is_scored_and_flagged_on_wish(score) -> None:
    cut = {"blur1:12": lambda: MemoryReader(reference_clips.clip("blur1:5"), declared=12)}
    heard = score(group("ref12", ["blur1:12"], "same", ["psnr"], scores_damaged=True), cut)
    assert heard.done[0].problem.severity.value == "warning"
    assert heard.done[0].frames_expected == 12
    assert len(heard.frames[0]) == 5


def test_reference_that_breaks_costs_its_pairs_but_not_single_scores(score) -> None:
    broken = {"ref12": lambda: MemoryReader(reference_clips.clip("ref12"), breaks_at=4)}
    task = group("ref12", ["blur1:12"], "same", ["psnr"], singles={"blur1:12": ["si"]})
    heard = score(task, broken)
    assert heard.done[0].problem.code == "decode-failed"
    assert "reference" in heard.done[0].problem.message
    assert heard.done[1].problem is None
    assert len(heard.frames[1]) == 12


def test_longer_distorted_video_is_flagged(score) -> None:
    heard = score(group("ref6", ["blur1:12"], "same", ["psnr"]))
    assert heard.done[0].problem.code == "distorted-longer"
    assert heard.done[0].problem.severity.value == "warning"
    assert len(heard.frames[0]) == 6


@pytest.mark.parametrize("start", [1, 5, 11, 12])
def test_continuing_gives_the_same_frames(start, score) -> None:
    task = group("ref12", ["blur1:6/2"], "repeat_each", ["psnr"], singles={"ref12": ["ti"]})
    whole = score(task)
    rest = score(task.narrowed(lambda s: s.model_copy(update={"start_frame": start})))
    for one in (0, 1):
        expected = {k: v for k, v in whole.frames[one].items() if k >= start}
        assert rest.frames.get(one, {}) == expected
        assert rest.done[one].frames_expected == whole.done[one].frames_expected


def test_frames_smaller_than_the_minimum_are_a_problem_of_that_metric_alone(score) -> None:
    heard = score(group("ref5", ["blur1:5"], "same", ["ms_ssim", "psnr"]))
    assert heard.done[0].problem.code == "too-small"
    assert "96×72" in heard.done[0].problem.message
    assert heard.done[1].problem is None


def test_batches_give_the_scores_of_single_frames(score, monkeypatch) -> None:
    task = group("ref12", ["blur1:6/2", "blur1:12"], "repeat_each", ["psnr", "ssim", "gmsd"])
    one_by_one = score(task)
    monkeypatch.setattr("omgui.engine.group._CPU_BATCH", 5)
    batched = score(task)
    for one, frames in one_by_one.frames.items():
        assert batched.frames[one] == pytest.approx(frames, rel=1e-9)


def test_clip_without_frames_is_a_problem(score) -> None:
    heard = score(
        group("ref5", ["empty"], "repeat_each", ["psnr"], singles={"empty": ["si"]}),
        {"empty": lambda: MemoryReader([])},
    )
    assert heard.done[0].problem.code == "no-frames"
    assert heard.done[1].problem is not None
    assert np.isnan(list(heard.frames.get(1, {}).values())).all()


def test_recount_keeps_the_reason_of_a_metric_that_failed(score) -> None:
    lying = {"blur1:6/2": lambda: MemoryReader(reference_clips.clip("blur1:6/2"), declared=4)}
    heard = score(group("ref12", ["blur1:6/2"], "repeat_each", ["ms_ssim", "psnr"]), lying)
    assert heard.done[0].problem.code == "too-small"
    assert heard.done[1].problem is None
    assert len(heard.frames[1]) == 12


def test_frames_that_a_mapping_leaves_out_are_not_kept(score, monkeypatch) -> None:
    from omgui.engine.track import Track

    most = 0
    read_to = Track.read_to

    def watched(self: Track, index: int, **options: int) -> bool:
        nonlocal most
        there = read_to(self, index, **options)
        most = max(most, len(self._frames))
        return there

    monkeypatch.setattr(Track, "read_to", watched)
    heard = score(group("ref2", ["blur1:12"], "repeat_each", ["psnr"]))
    assert len(heard.frames[0]) == 2
    assert most <= 3


@pytest.mark.parametrize("threads", [1, 3])
def test_a_stop_is_heard_between_two_metrics_of_a_frame(threads, score, monkeypatch) -> None:
    """A frame of slow metrics beside many files takes long; nobody waits for all of them."""
    from omgui.engine.answers import StoppedError
    from omgui.engine.scorer import Scorer

    scored: list[str] = []
    score_pair = Scorer.score_pair

    def counted(self: Scorer, task: ScoreTask, pair: object):
        scored.append(task.metric)
        return score_pair(self, task, pair)

    def stop(_heard: Heard) -> None:
        if len(scored) >= 2:
            raise StoppedError

    monkeypatch.setattr(Scorer, "score_pair", counted)
    monkeypatch.setattr(Heard, "checkpoint", stop)
    names = ["blur1:12", "noise20:12"]
    with pytest.raises(StoppedError):
        score(group("ref12", names, "same", ["psnr", "ssim", "gmsd"], threads=threads))
    assert 2 <= len(scored) < 2 + threads


def test_frames_that_are_repeated_unevenly_are_flagged_but_not_for_the_older_tool(score) -> None:
    task = group("ref12", ["blur1:5"], "repeat_each", ["psnr"])
    heard = score(task)
    assert heard.done[0].problem.code == "repeat-uneven"
    assert heard.done[0].problem.severity.value == "warning"
    assert "2 are shown 3 times and the others twice" in heard.done[0].problem.message
    older = score(task.model_copy(update={"as_older_tool": True}))
    assert older.done[0].problem is None
