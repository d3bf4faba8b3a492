"""Metrics of whole clips: which frames they see, and what becomes of their scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from omgui.core.catalogue import Catalogue, load_catalogue
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.engine.group import GroupScorer
from omgui.engine.tasks import Done, FileTask, GroupTask, PairTask, ScoreTask, SingleTask, Told
from tests.engine import toy_clips
from tests.engine.memory_video import Heard, MemoryReader, opener

CATALOGUE = Catalogue((*load_catalogue()[0].values(), *toy_clips.ROWS))
WINDOWS = {"window_s": 0.4, "stride_s": 0.2}  # 10 and 5 frames


def levels(count: int) -> list[np.ndarray]:
    return [np.full((16, 16, 3), index, np.uint8) for index in range(count)]


class Scored:
    """What a group of one video gave."""

    def __init__(self, heard: Heard, reader: MemoryReader | None) -> None:
        self.heard = heard
        self.reader = reader

    def done(self, place: int = 0) -> Done:
        return self.heard.done[place]

    def value(self, place: int = 0) -> float | None:
        return self.done(place).value

    def frames(self, place: int = 0) -> list[float]:
        """Return the frame scores in order; nothing may be missing between them."""
        found = self.heard.frames.get(place, {})
        assert sorted(found) == list(range(min(found, default=0), max(found, default=-1) + 1))
        return [found[frame] for frame in sorted(found)]

    def told(self) -> list[str]:
        return [one.message for one in self.heard.messages if isinstance(one, Told)]


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scored]:
    def run(
        metrics: Sequence[str],
        make: Callable[[], MemoryReader] | None = None,
        *,
        options: dict[str, Any] | None = None,
        start: int = 0,
        fr: Sequence[str] = (),
        times: int = 1,
        **settings: Any,
    ) -> Scored:
        made: list[MemoryReader | None] = [None]

        def reader() -> MemoryReader:
            made.append(make() if make else MemoryReader(levels(30)))
            return made[-1]

        monkeypatch.setattr(
            "omgui.engine.track.open_video",
            opener({"clip": reader, "reference": lambda: MemoryReader(levels(30))}),
        )
        tasks = [
            ScoreTask(id=k, metric=name, options=dict(options or {}), start_frame=start)
            for k, name in enumerate((*metrics, *fr))
        ]
        single = SingleTask(file=0, scores=tuple(tasks[: len(metrics)]))
        pair = PairTask(file=0, mode="same", scores=tuple(tasks[len(metrics) :]))
        files = [FileTask(name="clip.mp4", path="clip")]
        if fr:
            files.append(FileTask(name="reference.mp4", path="reference"))
        task = GroupTask(
            id=0,
            media="vid",
            files=tuple(files),
            reference=1 if fr else None,
            pairs=(pair,) if fr else (),
            singles=(single,),
            **settings,
        )
        heard = Heard()
        quiet = SimpleNamespace(error_count=lambda: 0)
        scorer = GroupScorer(CATALOGUE, heard.answers, {}, quiet)
        for _ in range(times):
            heard.done.clear()
            scorer.score(task)
        return Scored(heard, made[-1])

    return run


def test_score_is_of_the_whole_clip(score) -> None:
    scored = score(["toy_every"])
    assert scored.value() == pytest.approx(14.5)
    assert scored.done().frames_expected == 30
    assert scored.done().provenance["frames"] == 30
    assert scored.frames() == []


def test_frames_that_no_metric_looks_at_are_passed_over(score) -> None:
    scored = score(["toy_some"])
    assert scored.value() == pytest.approx((1 + 28) / 2)
    assert scored.reader.looked_at == [1, 28]


def test_reading_stops_behind_the_last_frame_needed_where_the_count_is_certain(score) -> None:
    def long(*, is_count_certain: bool) -> MemoryReader:
        return MemoryReader(levels(200), is_count_certain=is_count_certain)

    sure = score(["toy_early"], lambda: long(is_count_certain=True))
    assert sure.value() == pytest.approx(0.5)
    assert sure.done().problem is None
    assert sure.reader.frames_read < 30  # a few are decoded ahead
    unsure = score(["toy_early"], lambda: long(is_count_certain=False))
    assert unsure.value() == pytest.approx(0.5)
    assert unsure.reader.frames_read == 200


def test_video_that_cannot_be_opened_says_why_for_every_score(score) -> None:
    def damaged() -> MemoryReader:
        raise ProblemError(Problem("video-incomplete", "The index is missing."))

    scored = score(["toy_every", "toy_some", "si", "toy_picky"], damaged, options=WINDOWS)
    for place in range(4):
        assert scored.value(place) is None
        assert scored.done(place).problem.code == "video-incomplete"


def test_clip_and_frame_metrics_share_one_decode(score) -> None:
    scored = score(["toy_some", "si", "toy_every"], fr=["psnr"])
    assert scored.reader.looked_at == list(range(30))
    assert scored.value(0) == pytest.approx(14.5)
    assert scored.value(2) == pytest.approx(14.5)
    assert len(scored.frames(1)) == 30
    assert len(scored.frames(3)) == 30


def test_part_is_computed_with_its_metric(score, monkeypatch) -> None:
    built: list[str] = []
    create = toy_clips.Some.__init__
    monkeypatch.setattr(
        toy_clips.Some,
        "__init__",
        lambda self, device: (built.append("once"), create(self, device))[1],
    )
    scored = score(["toy_some", "toy_some-half"])
    assert [scored.value(0), scored.value(1)] == [14.5, 7.25]
    assert built == ["once"]


def test_part_can_be_asked_alone(score) -> None:
    assert score(["toy_some-half"]).value() == 7.25


def test_model_of_a_part_is_kept_from_video_to_video(score, monkeypatch) -> None:
    built: list[str] = []
    create = toy_clips.Some.__init__
    monkeypatch.setattr(
        toy_clips.Some,
        "__init__",
        lambda self, device: (built.append("once"), create(self, device))[1],
    )
    score(["toy_some-half"], times=2, pass_metrics=("toy_some-half",))
    assert built == ["once"]


def test_repeats_give_mean_and_spread_of_independent_draws(score) -> None:
    done = score(["toy_some"], options={"repeats": 3}).done()
    assert done.value == pytest.approx(114.5)
    assert done.provenance["spread"] == pytest.approx(100.0)
    assert done.provenance["draws"] == ["14.5", "114.5", "214.5"]


def test_more_draws_than_memory_is_for_are_taken_by_reading_again(score, monkeypatch) -> None:
    monkeypatch.setattr("omgui.engine.clip_work.DRAWS_AT_ONCE", 2)
    built: list[MemoryReader] = []

    def make(*, declared: int = 30) -> MemoryReader:
        built.append(MemoryReader(levels(30), declared=declared))
        return built[-1]

    options = {"repeats": 5, **WINDOWS}
    scored = score(["toy_some", "toy_some-half"], make, options=options)
    assert scored.done().value == pytest.approx(214.5)
    assert scored.done().provenance["draws"] == ["14.5", "114.5", "214.5", "314.5", "414.5"]
    assert scored.value(1) == pytest.approx(7.25)
    assert len(scored.frames(0)) == len(scored.frames(1)) == 30
    assert [reader.looked_at for reader in built[1:]] == [[1, 28], [1, 28]]
    # Neither a wrong number of frames nor the draws of another video go into it.
    again = score(["toy_some"], lambda: make(declared=25), options=options, times=2)
    assert again.done().provenance["draws"] == scored.done().provenance["draws"]


def test_video_that_becomes_another_between_draws_is_scored_anew(score, monkeypatch) -> None:
    monkeypatch.setattr("omgui.engine.clip_work.DRAWS_AT_ONCE", 2)
    counts = iter([30, 20, 20, 20])

    def make() -> MemoryReader:
        return MemoryReader(levels(next(counts)), declared=30, is_damaged=False)

    done = score(["toy_some"], make, options={"repeats": 3}).done()
    assert done.provenance["draws"] == [str(9.5 + 100 * draw) for draw in range(3)]
    assert done.frames_expected == 20


def test_score_over_time_gives_frames_that_of_the_nearest_window(score) -> None:
    scored = score(["toy_every"], options=WINDOWS)
    assert scored.value() == pytest.approx(14.5)
    over_time = scored.frames()
    # Windows 0–9, 5–14, 10–19, 15–24, 20–29 with their middles at 4.5, 9.5 …
    assert over_time == [4.5] * 7 + [9.5] * 5 + [14.5] * 5 + [19.5] * 5 + [24.5] * 8


def test_score_over_time_looks_at_no_more_frames_than_it_needs(score) -> None:
    scored = score(["toy_some"], options=WINDOWS)
    wanted = {start + place for start in (0, 5, 10, 15, 20) for place in (1, 8)}
    assert scored.reader.looked_at == sorted(wanted | {1, 28})
    assert len(scored.frames(0)) == 30


def test_windows_that_would_fill_the_memory_cost_the_score_over_time_alone(score) -> None:
    close = {"window_s": 1.6, "stride_s": 0.04}  # 40 frames, each window a frame later

    def long() -> MemoryReader:
        return MemoryReader(levels(80))

    done = score(["toy_some"], long, options=close).done()
    assert done.value == pytest.approx(39.5)
    assert (done.problem.code, done.problem.severity) == ("windows-too-close", Severity.WARNING)
    sparing = score(["toy_every"], long, options=close)  # keeps a few numbers of each frame
    assert sparing.done().problem is None
    assert len(sparing.frames()) == 80
    fewer = score(["toy_some"], long, options=close | {"stride_s": 0.05})
    assert fewer.done().problem is None
    assert len(fewer.frames()) == 80


def test_score_over_time_goes_on_where_it_stopped(score) -> None:
    scored = score(["toy_every"], options=WINDOWS, start=12)
    assert min(scored.heard.frames[0]) == 12
    assert scored.frames(0) == [14.5] * 5 + [19.5] * 5 + [24.5] * 8
    assert scored.value() == pytest.approx(14.5)


def test_clip_shorter_than_a_window_is_one(score) -> None:
    scored = score(["toy_every"], lambda: MemoryReader(levels(6)), options=WINDOWS)
    assert scored.frames(0) == [2.5] * 6


def test_no_frame_rate_costs_the_score_over_time_alone(score) -> None:
    def rateless() -> MemoryReader:
        reader = MemoryReader(levels(30))
        reader.fps = None
        return reader

    done = score(["toy_every"], rateless, options=WINDOWS).done()
    assert done.value == pytest.approx(14.5)
    assert done.problem is not None
    assert (done.problem.code, done.problem.severity) == ("no-frame-rate", Severity.WARNING)


def test_wrong_frame_count_is_found_and_the_clip_scored_again(score) -> None:
    scored = score(["toy_some", "toy_every"], lambda: MemoryReader(levels(30), declared=0))
    assert scored.value(0) == scored.value(1) == pytest.approx(14.5)


@pytest.mark.parametrize("declared", [25, 40])
def test_metric_that_fails_says_so_though_the_clip_is_scored_again(score, declared) -> None:
    scored = score(
        ["toy_picky", "toy_every"],
        lambda: MemoryReader(levels(30), declared=declared, is_damaged=False),
    )
    assert scored.done(0).problem.code == "too-small"
    assert scored.done(0).frames_expected == scored.done(0).provenance["frames"] == 30
    assert scored.value(1) == pytest.approx(14.5)


def test_score_over_time_that_rests_on_a_wrong_count_begins_again(score) -> None:
    wrong = partial(MemoryReader, levels(30), declared=25)
    scored = score(["toy_every"], wrong, options=WINDOWS, start=12)
    assert scored.frames(0) == score(["toy_every"], options=WINDOWS).frames(0)


def test_file_that_could_not_be_counted_is_scored_by_what_was_read(score, monkeypatch) -> None:
    monkeypatch.setattr("omgui.engine.video_opening.count_frames", lambda *_: 0)
    scored = score(["toy_some", "toy_every"], lambda: MemoryReader(levels(30), declared=0))
    assert scored.value(0) == scored.value(1) == pytest.approx(14.5)
    assert scored.done().frames_expected == 30


def test_lost_frames_are_refused_or_scored_as_the_dataset_says(score) -> None:
    def broken() -> MemoryReader:
        return MemoryReader(levels(20), declared=30)

    refused = score(["toy_some"], broken).done()
    assert refused.value is None
    assert refused.problem is not None
    assert refused.problem.code == "video-damaged"
    scored = score(["toy_some"], broken, scores_damaged=True).done()
    assert scored.value == pytest.approx((1 + 18) / 2)
    assert scored.problem is not None
    assert scored.problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("metric", "code"), [("toy_picky", "too-small"), ("toy_raises", "metric-failed")]
)
def test_metric_that_fails_costs_itself(score, metric, code) -> None:
    scored = score([metric, "toy_every"])
    assert scored.value(0) is None
    assert scored.done(0).problem.code == code
    assert scored.value(1) == pytest.approx(14.5)


@pytest.mark.parametrize("repeats", [1, 3])
def test_score_that_is_no_number_is_none(score, repeats) -> None:
    done = score(["toy_nothing"], options={"repeats": repeats}).done()
    assert done.value is done.problem is None
    assert "spread" not in done.provenance


def test_metric_that_runs_out_of_memory_is_given_one_clip_at_a_time(score) -> None:
    scored = score(["toy_hungry", "toy_every"])
    assert scored.value(0) == scored.value(1) == pytest.approx(14.5)
    assert any("own pass" in told for told in scored.told())
