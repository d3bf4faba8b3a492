"""Scoring one group, in as many passes as memory and wrong frame counts make necessary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path

from omgui.core.catalogue import Catalogue
from omgui.core.problems import Problem, ProblemError
from omgui.core.words import sentence
from omgui.engine import trouble
from omgui.engine.answers import Answers
from omgui.engine.decode.decoder_log import DecoderLogWatch
from omgui.engine.decode.verify import verify_with_ffmpeg
from omgui.engine.ffmpeg import find_ffmpeg
from omgui.engine.image_group import ImageGroup
from omgui.engine.kept_memory import KEPT
from omgui.engine.scorer import Scorer
from omgui.engine.tasks import GroupTask, ScoreTask
from omgui.engine.track import Track
from omgui.engine.video_group import VideoGroup
from omgui.engine.video_work import Later

_MOST_RECOUNTS = 2
_CPU_BATCH = 1  # a frame stays in the cache; threads share out whole frames
_ACCELERATOR_BATCH = 16


class GroupScorer:
    """Scores groups one after the other, keeping metrics loaded between them.

    Args:
        catalogue: The metrics.
        answers: Where scores go.
        env: Environment that rules the choice of readers.
        log_watch: Hears the decoders complain.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        answers: Answers,
        env: Mapping[str, str],
        log_watch: DecoderLogWatch,
    ) -> None:
        self._catalogue = catalogue
        self._answers = answers
        self._env = env
        self._log_watch = log_watch
        self._scorers: dict[str, Scorer] = {}

    def score(self, task: GroupTask) -> None:
        """Score a group by frames; every one of its scores is answered."""
        KEPT.allow(task.kept_bytes)
        if task.pass_metrics:
            models = {self._catalogue[name].model for name in task.pass_metrics}
            for scorer in self._scorers.values():
                scorer.keep_only(models)
        for scorer in self._scorers.values():
            scorer.draws.clear()
        postponed = self._pass(task, self._scorer(task.device))
        for metric in sorted({score.metric for score in postponed}):
            self._alone(task, {s.id for s in postponed if s.metric == metric}, metric)

    def _scorer(self, device: str) -> Scorer:
        if device not in self._scorers:
            self._scorers[device] = Scorer(self._catalogue, device)
        return self._scorers[device]

    def _alone(self, task: GroupTask, scores: Collection[int], metric: str) -> None:
        """Give a metric a pass of its own on the device, then on the CPU, then give up."""
        self._answers.told(f"{metric} does not fit into the memory beside the others: own pass.")
        scorer = self._scorer(task.device)
        scorer.unload()
        left = self._pass(self._rest(task, scores), scorer)
        if left and task.device != "cpu":
            self._answers.told(f"{metric} does not fit into {task.device}: computed on the CPU.")
            scorer.unload()
            left = self._pass(self._rest(task, [s.id for s in left]), self._scorer("cpu"))
        for score in left:
            spec = self._catalogue[score.metric]
            self._answers.done(score.id, problem=trouble.out_of_memory(spec))

    def _rest(self, task: GroupTask, scores: Collection[int]) -> GroupTask:
        """Return the part of the group that these scores need, from where they stopped."""
        reached = self._answers.reached

        def keep(score: ScoreTask) -> ScoreTask | None:
            if score.id not in scores:
                return None
            start = reached.get(score.id, score.start_frame)
            return score.model_copy(update={"start_frame": start})

        return task.narrowed(keep)

    def _pass(self, task: GroupTask, scorer: Scorer) -> list[ScoreTask]:
        if not task.score_ids():
            return []
        if task.media == "img":
            return ImageGroup(task, scorer, self._answers).run()
        return self._videos(task, scorer)

    def _videos(self, task: GroupTask, scorer: Scorer) -> list[ScoreTask]:
        counts: dict[int, int] = {}
        postponed: list[ScoreTask] = []
        recounts = 0
        while task.score_ids():
            later = self._video_pass(task, scorer, counts)
            postponed += later.postponed
            counts |= later.counts
            again = {score.id for score in later.recounted}
            for score in sorted(again):
                self._answers.restart(score)
            if again:
                recounts += 1
                self._answers.told(
                    "The declared frame counts were wrong; scored again by the real ones."
                )
            if recounts >= _MOST_RECOUNTS:
                for score in sorted(again):
                    self._answers.done(score, problem=_UNSTABLE)
                again = set()
            task = self._rest(task, again | {score.id for score in later.drawn})
        return postponed

    def _video_pass(self, task: GroupTask, scorer: Scorer, counts: Mapping[int, int]) -> Later:
        seen = self._log_watch.error_count()
        verified: dict[str, Problem | None] = {}

        def damage_of(track: Track) -> Problem | None:
            damage = track.damage
            if damage is not None or not track.is_open or self._log_watch.error_count() == seen:
                return damage
            if track.file.path not in verified:
                verified[track.file.path] = _verify(track, self._answers.checkpoint)
            return verified[track.file.path]

        batch = _CPU_BATCH if scorer.device.type == "cpu" else _ACCELERATOR_BATCH
        group = VideoGroup(
            task,
            scorer,
            self._answers,
            env=self._env,
            batch=batch,
            counts=counts,
            damage_of=damage_of,
        )
        return group.run()


_UNSTABLE = Problem(
    "frame-count-unstable",
    "Every time the video is decoded, it gives another number of frames.",
    "Re-encode it, or decode it once to raw video.",
)


def _verify(track: Track, checkpoint: Callable[[], None]) -> Problem | None:
    """Ask ffmpeg whether this is the file that a decoder complained about."""
    try:
        damage = verify_with_ffmpeg(Path(track.file.path), find_ffmpeg(), checkpoint=checkpoint)
    except ProblemError as error:
        return replace(error.problem, where=track.file.name)
    if damage is None:
        return None
    return Problem(
        "video-damaged",
        sentence(damage),
        "Replace the file by an intact copy, or set 'damaged_videos: score' under 'omgui:' to "
        "score what can be decoded.",
    )
