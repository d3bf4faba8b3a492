"""The end of a pass over a group of videos: every score is answered, or left to another pass."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence

from omgui.core.frame_mapping import no_overlap
from omgui.core.problems import Problem
from omgui.engine import trouble, verdict
from omgui.engine.answers import Answers
from omgui.engine.clip_work import ClipWork
from omgui.engine.scorer import Scorer
from omgui.engine.tasks import GroupTask
from omgui.engine.track import Track
from omgui.engine.video_work import Later, PairWork, ScoreWork, SingleWork


class VideoJudge:
    """Judges what was read.

    Args:
        task: The group.
        tracks: Its files that were opened, by index.
        counts: Frame counts that mappings rested on, by index.
        scorer: Knows the device and the time each score took.
        answers: Where the verdicts go.
    """

    def __init__(
        self,
        task: GroupTask,
        tracks: Mapping[int, Track],
        counts: Mapping[int, int],
        scorer: Scorer,
        answers: Answers,
    ) -> None:
        self._task = task
        self._tracks = tracks
        self._counts = counts
        self._scorer = scorer
        self._answers = answers

    def judge(
        self,
        pairs: Sequence[PairWork],
        singles: Sequence[SingleWork],
        damage_of: Callable[[Track], Problem | None],
    ) -> Later:
        """Answer every score that this pass has settled; return what it has not."""
        later = Later()
        damages = {id(track): damage_of(track) for track in self._tracks.values()}
        for pair in pairs:
            self._judge_pair(pair, damages, later)
        for single in singles:
            damage = damages[id(single.track)]
            for score in single.scores:
                if self._is_left(score, later):
                    continue
                problem = verdict.single(
                    score.spec, single.track, score.problem, damage, self._task
                )
                frames = single.track.frames_read
                if damage is not None:
                    frames = max(frames, single.track.declared_frames or 0)
                self._done(
                    score,
                    problem,
                    max(0, frames - score.spec.history),
                    {"frames": single.track.frames_read, **verdict.reading(single.track)},
                )
        return later

    def judge_clips(
        self,
        clips: Sequence[ClipWork],
        damage_of: Callable[[Track], Problem | None],
        later: Later,
    ) -> Later:
        """Finish and answer the scores of whole clips; return what this pass leaves, with that."""
        for work in clips:
            damage = damage_of(work.track)
            count = work.track.frames_read
            settled = work.scores
            if work.track.has_ended and count != work.shape.frames:
                file = next(k for k, track in self._tracks.items() if track is work.track)
                later.counts[file] = count
                work.forget_draws()
                if damage is None or self._task.scores_damaged:
                    later.recounted += [s.task for s in work.scores if s.problem is None]
                    settled = [s for s in work.scores if s.problem is not None]
            else:
                work.finish()
            for score in settled:
                if not self._is_left(score, later):
                    self._judge_clip(work, score, damage, later)
        return later

    def _judge_clip(
        self, work: ClipWork, score: ScoreWork, damage: Problem | None, later: Later
    ) -> None:
        track = work.track
        problem = verdict.single(score.spec, track, score.problem, damage, self._task)
        if work.goes_on(score) and not trouble.is_error(problem):
            later.drawn.append(score.task)
            return
        draws = self._scorer.draws.pop(score.task.id, [])
        value = statistics.fmean(draws) if draws else math.nan
        is_number = math.isfinite(value)
        is_declared = damage is not None or not track.has_ended
        frames = work.shape.frames if is_declared else track.frames_read
        made: dict[str, str | int | float | bool | list[str]] = {
            "frames": frames,
            **verdict.reading(track),
        }
        if len(draws) > 1 and is_number:
            made |= {"spread": statistics.stdev(draws), "draws": [repr(one) for one in draws]}
        self._done(
            score,
            problem or work.caution,
            frames,
            made,
            value=value if is_number else None,
        )

    def _judge_pair(self, pair: PairWork, damages: dict[int, Problem | None], later: Later) -> None:
        reference = self._tracks[self._task.reference or 0]
        is_longer = pair.mapping is None and pair.track.is_open and not pair.has_ended
        if is_longer:
            end = reference.frames_read + pair.shift.distorted_skip
            is_longer = pair.track.read_to(end, keeps_from=end)
        shared = verdict.pair(reference, pair.track, damages, is_longer=is_longer, task=self._task)
        if not trouble.is_error(shared):
            shared = no_overlap(pair.shift, reference.frames_read, pair.track.frames_read) or shared
        if self._is_recounted(pair, reference, later) and not trouble.is_error(shared):
            for score in pair.scores:
                if score.problem is None:
                    later.recounted.append(score.task)
                else:
                    self._done(score, score.problem, reference.frames_read, {})
            return
        shared = shared or verdict.uneven(pair.mapping, self._task)
        counts = reference.frames_read, pair.track.frames_read
        expected = pair.shift.expected(pair.mode, *counts)
        for score in pair.scores:
            if self._is_left(score, later):
                continue
            problem = shared if trouble.is_error(shared) else score.problem or shared
            made = verdict.comparing(reference, pair.track, pair.mode, pair.mapping)
            if pair.shift.frames:
                made["offset"] = pair.shift.frames
            if "resized" in made and score.spec.compat_resizes_reference:
                is_turned = self._task.as_older_tool
                made["resized"] = verdict.REFERENCE_RESIZED if is_turned else made["resized"]
            self._done(score, problem, expected, made)

    def _is_recounted(self, pair: PairWork, reference: Track, later: Later) -> bool:
        """Whether the mapping rested on counts that decoding has refuted."""
        if pair.mapping is None:
            return False
        real = {
            file: track.frames_read
            for file, track in self._tracks.items()
            if file in pair.set_files or track is reference
        }
        wrong = {file: count for file, count in real.items() if self._counts.get(file) != count}
        later.counts.update(wrong)
        return bool(wrong)

    @staticmethod
    def _is_left(score: ScoreWork, later: Later) -> bool:
        if score.is_postponed:
            later.postponed.append(score.task)
        return score.is_postponed

    def _done(
        self,
        score: ScoreWork,
        problem: Problem | None,
        frames_expected: int,
        made: Mapping[str, str | int | float | bool | list[str]],
        value: float | None = None,
    ) -> None:
        device = self._scorer.device_of(score.task)
        self._answers.done(
            score.task.id,
            value=value,
            frames_expected=frames_expected,
            problem=problem,
            provenance={
                **verdict.provenance(score.spec, score.task.options, device),
                **made,
            },
            seconds=self._scorer.seconds.pop(score.task.id, 0.0),
        )
