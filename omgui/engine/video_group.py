"""One reference video, its distorted videos, and no-reference scores of any of them: one decode."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from numpy.typing import NDArray

from omgui.core.frame_mapping import Mode
from omgui.core.problems import Problem, ProblemError
from omgui.engine import trouble
from omgui.engine.answers import Answers
from omgui.engine.kernels.planes import Pair
from omgui.engine.scorer import MetricOutOfMemoryError, Scorer, is_out_of_memory
from omgui.engine.tasks import GroupTask
from omgui.engine.track import Reading, Track
from omgui.engine.video_judge import VideoJudge
from omgui.engine.video_opening import VideoOpening
from omgui.engine.video_work import Later, Outcome, PairWork, ScoreWork, SingleWork


class VideoGroup:
    """Scores a group in one pass over its files.

    Memory does not depend on the length of the videos: each file has a few decoded frames in
    hand, and the planes of as many frames as there are threads.

    Args:
        task: The group.
        scorer: Metrics on the device.
        answers: Where scores go.
        env: Environment that rules the choice of readers.
        batch: Frames that share a call; more than 1 only on accelerators.
        counts: Verified frame counts by file, where an earlier pass found declared ones wrong.
        damage_of: Says what is known to be wrong with a file that was read.
    """

    def __init__(  # noqa: PLR0913  # what a pass needs
        self,
        task: GroupTask,
        scorer: Scorer,
        answers: Answers,
        *,
        env: Mapping[str, str],
        batch: int,
        counts: Mapping[int, int],
        damage_of: Callable[[Track], Problem | None],
    ) -> None:
        self._task = task
        self._scorer = scorer
        self._answers = answers
        self._batch = batch
        self._window = batch * task.threads
        self._damage_of = damage_of
        reading = Reading(env, task.threads, task.as_older_tool)
        self._opening = VideoOpening(task, scorer, answers, reading, counts)
        self._tracks = self._opening.tracks
        self._pairs = self._opening.pairs
        self._singles = self._opening.singles
        self._clips = self._opening.clips
        self._pool = ThreadPoolExecutor(task.threads) if task.threads > 1 else None

    def run(self) -> Later:
        """Score everything that can be scored; say what another pass must do."""
        try:
            self._opening.open()
            if self._task.reference is not None:
                self._compare(self._tracks[self._task.reference])
            self._drain()
            self._answers.flush()
            judge = VideoJudge(
                self._task, self._tracks, self._opening.counts, self._scorer, self._answers
            )
            later = judge.judge(self._pairs, self._singles, self._damage_of)
            return judge.judge_clips(self._clips, self._damage_of, later)
        finally:
            if self._pool is not None:  # first, as its threads look at the tracks
                self._pool.shutdown(cancel_futures=True)
            for track in self._tracks.values():
                track.close()

    def _compare(self, reference: Track) -> None:
        self._skip_leading(reference)
        first = 0
        while reference.is_open:
            self._answers.checkpoint()
            reference.read_to(first + self._window - 1)
            last = min(first + self._window, reference.frames_read)
            if last <= first:
                return
            jobs = [
                self._pair_job(reference, tuple(range(k, min(k + self._batch, last))))
                for k in range(first, last, self._batch)
            ]
            self._perform([*jobs, *self._single_jobs(is_final=False)])
            first = last
            self._forget(reference, first)

    def _skip_leading(self, reference: Track) -> None:
        """Read past what an offset leaves out, where others look at it: it must not pile up."""
        for work in self._pairs:
            if not work.is_sole and work.track is not reference:
                self._read_alone(work.track, work.shift.distorted_skip)

    def _pair_job(self, reference: Track, frames: tuple[int, ...]) -> Callable[[], list[Outcome]]:
        beside = [(work, self._beside(work, frames)) for work in self._pairs]

        def job() -> list[Outcome]:
            outcomes: list[Outcome] = []
            for work, (shown, distorted) in beside:
                if shown:
                    outcomes += self._score_pair(reference, work, shown, distorted)
            return outcomes

        return job

    @classmethod
    def _beside(
        cls, work: PairWork, frames: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return those of the frames that are shown, and the distorted ones beside them."""
        found: list[int] = []
        shown = tuple(frame for frame in frames if frame >= work.shift.reference_skip)
        for frame in shown:
            if work.has_ended or not work.track.is_open:
                break
            wanted = cls._counterpart(work, frame)
            if wanted is None:
                work.has_ended = True
                break
            work.last_frame = wanted
            found.append(wanted)
        return shown[: len(found)], tuple(found)

    @staticmethod
    def _counterpart(work: PairWork, frame: int) -> int | None:
        """Return the distorted frame beside a reference frame, and read up to it."""
        wanted = frame + work.shift.frames
        if work.mapping is not None:
            if frame >= len(work.mapping):
                return None
            wanted = work.mapping.distorted_frame(frame)
        if work.track.read_to(wanted, keeps_from=wanted if work.skips else 0):
            return wanted
        is_over = work.track.frames_read <= work.shift.distorted_skip
        if work.mode is not Mode.REPEAT_LAST or is_over:
            return None
        return work.track.frames_read - 1

    def _score_pair(
        self,
        reference: Track,
        work: PairWork,
        shown: tuple[int, ...],
        distorted: tuple[int, ...],
    ) -> list[Outcome]:
        wanted = [s for s in work.scores if s.is_active and shown[-1] >= s.task.start_frame]
        if not wanted:
            return []
        outcomes: list[Outcome] = []
        for is_turned in (False, True):
            some = [score for score in wanted if self._is_turned(score) is is_turned]
            # In the older tool a metric may see the reference in the size of the distorted video.
            size = work.track.size if is_turned else reference.size
            try:
                if some:
                    pair = Pair(reference.planes(shown, size), work.track.planes(distorted, size))
            except (MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
                outcomes += [_postponed(score, shown[0]) for score in some]
                continue
            outcomes += [
                self._attempt(score, shown, partial(self._scorer.score_pair, score.task, pair))
                for score in some
            ]
        if work.is_alone:
            work.track.release(distorted)
        return outcomes

    def _is_turned(self, score: ScoreWork) -> bool:
        return self._task.as_older_tool and score.spec.compat_resizes_reference

    def _single_jobs(self, *, is_final: bool) -> list[Callable[[], list[Outcome]]]:
        jobs: list[Callable[[], list[Outcome]]] = []
        for work in self._singles:
            while work.position < work.track.frames_read:
                last = min(work.position + self._batch, work.track.frames_read)
                if last - work.position < self._batch and not (is_final or work.track.has_ended):
                    break
                jobs.append(self._single_job(work, tuple(range(work.position, last))))
                work.position = last
        return jobs

    def _single_job(self, work: SingleWork, frames: tuple[int, ...]) -> Callable[[], list[Outcome]]:
        def job() -> list[Outcome]:
            outcomes: list[Outcome] = []
            for score in work.scores:
                if not score.is_active or frames[-1] < score.task.start_frame:
                    continue
                back = score.spec.history
                shown = frames[max(0, back - frames[0]) :]
                if shown:
                    outcomes.append(self._score_single(work.track, score, shown, back))
            return outcomes

        return job

    def _score_single(
        self, track: Track, score: ScoreWork, shown: tuple[int, ...], back: int
    ) -> Outcome:
        def compute() -> NDArray[np.float64]:
            before = track.planes(tuple(k - back for k in shown)) if back else None
            return self._scorer.score_frames(score.task, track.planes(shown), before)

        return self._attempt(score, shown, compute)

    def _attempt(
        self, score: ScoreWork, shown: tuple[int, ...], compute: Callable[[], NDArray[np.float64]]
    ) -> Outcome:
        # A frame of many slow metrics beside many files takes long: each is a sign of life.
        self._answers.checkpoint()
        try:
            values = compute()
        except MetricOutOfMemoryError:
            return _postponed(score, shown[0])
        except ProblemError as error:
            score.problem = error.problem
            return score, shown[0], None
        except Exception as error:  # noqa: BLE001  # a metric may raise anything; it costs itself
            if is_out_of_memory(error):  # already while its frames went to the device
                return _postponed(score, shown[0])
            score.problem = trouble.metric_failed(score.spec, error, f"frame {shown[0]}")
            return score, shown[0], None
        skipped = max(0, score.task.start_frame - shown[0])
        return score, shown[0] + skipped, values[skipped:]

    def _perform(self, jobs: list[Callable[[], list[Outcome]]]) -> None:
        """Run the jobs, and hand their scores on in the order of the frames."""
        if self._pool is None:
            done = [job() for job in jobs]
        else:
            done = list(self._pool.map(lambda job: job(), jobs))
        failed: set[int] = set()
        for score, first, values in (outcome for outcomes in done for outcome in outcomes):
            if values is None:
                failed.add(score.task.id)
            elif score.task.id not in failed and len(values):
                self._answers.frames(score.task.id, first, values)

    def _forget(self, reference: Track, first: int) -> None:
        needed = {id(track): track.frames_read for track in self._tracks.values()}
        needed[id(reference)] = first
        for pair in self._pairs:
            # In mode same a frame is shown once; in the others the last one may come again.
            next_frame = pair.last_frame + int(pair.mode is Mode.SAME)
            needed[id(pair.track)] = min(needed[id(pair.track)], next_frame)
        for single in self._singles:
            behind = single.position - single.history
            needed[id(single.track)] = min(needed[id(single.track)], behind)
        for track in self._tracks.values():
            track.forget_before(needed[id(track)])

    def _drain(self) -> None:
        """Read on where no-reference scores or the verification of a count need it."""
        self._perform(self._single_jobs(is_final=False))
        for file, track in self._tracks.items():
            if self._opening.is_for_clips_only(track):
                self._pass_by(track)
                continue
            seen = [single.track for single in self._singles] + [w.track for w in self._clips]
            is_scored = any(other is track for other in seen)
            is_counted = any(
                pair.mapping is not None and file in pair.set_files for pair in self._pairs
            )
            if is_scored or is_counted:
                self._read_alone(track, None)
        self._perform(self._single_jobs(is_final=True))

    def _pass_by(self, track: Track) -> None:
        """Read a file as far as metrics of whole clips need it."""
        works = [work for work in self._clips if work.track is track]
        is_certain = track.is_open and track.chain.is_count_certain
        is_certain &= all(work.shape.frames == track.declared_frames for work in works)
        # Where only decoding can tell the number of frames, it is to be known in the end.
        last = max((work.last_frame for work in works), default=0)
        self._read_alone(track, last + 1 if is_certain else None)

    def _read_alone(self, track: Track, end: int | None) -> None:
        """Read a file up to this frame, or to its end, with no-reference scores on the way."""
        while not track.has_ended and (end is None or track.frames_read < end):
            self._answers.checkpoint()
            step = track.frames_read + self._window
            track.read_to((step if end is None else min(step, end)) - 1)
            self._perform(self._single_jobs(is_final=False))
            self._forget_single(track)

    def _forget_single(self, track: Track) -> None:
        behind = [s.position - s.history for s in self._singles if s.track is track]
        track.forget_before(min(behind, default=track.frames_read))


def _postponed(score: ScoreWork, frame: int) -> Outcome:
    score.is_postponed = True
    return score, frame, None
