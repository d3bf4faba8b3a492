"""One dataset while it runs: what workers say becomes stored scores, CSV lines and events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from omgui.core.dataset import Dataset
from omgui.core.events import (
    Counts,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    RunEvent,
)
from omgui.core.metric_spec import Media, MetricSpec, Unit
from omgui.core.problems import Problem
from omgui.core.words import counted
from omgui.engine.availability import CANNOT_START
from omgui.engine.dataset_tables import DatasetTables
from omgui.engine.finished import (
    FinishedScore,
    finished_clip,
    finished_image,
    finished_video,
)
from omgui.engine.logs import LogFile
from omgui.engine.plan import Plan
from omgui.engine.store import CHECKPOINT, ScoreTarget, Store
from omgui.engine.tasks import (
    Began,
    Chunk,
    Done,
    FromWorker,
    GroupTask,
    Restart,
    ScoreTask,
    Told,
)


class DatasetRun:
    """Applies messages to the store, and says what became of them once they are safe.

    Args:
        dataset: The dataset.
        metrics: Metrics that are computed, by name.
        plan: What is asked for.
        store: Where scores go; open.
        log: The dataset's log.
    """

    def __init__(
        self,
        dataset: Dataset,
        metrics: Mapping[str, MetricSpec],
        plan: Plan,
        store: Store,
        log: LogFile,
    ) -> None:
        self.dataset = dataset
        self.store = store
        self.log = log
        self._metrics = metrics
        self._plan = plan
        self._targets = plan.targets()
        with store.transaction():
            store.add_targets(self._targets)
        stored = store.scores()
        self.stored = {target: stored[target] for target in self._targets}
        self._by_id = {score.id: target for target, score in self.stored.items()}
        self._open = {s.id for s in self.stored.values() if s.state != "done"}
        self._forget_spoilt()
        self.reached = {k: v for k, v in store.frames_stored().items() if k in self._open}
        self._kept_frames = store.frames_counted()
        self._finished: dict[ScoreTarget, float | None] = {
            target: score.value for target, score in self.stored.items() if score.state == "done"
        }
        kept = len(self._finished)
        flagged = sum(1 for s in self.stored.values() if s.state == "done" and s.problem)
        self.counts = Counts(total=len(self._targets), kept=kept, flagged=flagged)
        self._tables = DatasetTables(dataset, metrics, plan, store, self.stored)
        self._waiting: list[RunEvent | FinishedScore] = []
        self._started: set[tuple[str, str, str]] = set()

    def _forget_spoilt(self) -> None:
        """Drop what an earlier run stored of scores that must begin again.

        Those ended with a problem; or they are features, of which only the whole is stored. What
        was computed before a metric's weights went out of reach is as good as ever.
        """
        with self.store.transaction():
            for target, score in self.stored.items():
                is_feature = bool(self._metrics[target.metric].features)
                code = score.problem.code if score.problem is not None else ""
                is_spoilt = score.state == "problem" and code not in CANNOT_START
                if score.state != "done" and (is_spoilt or is_feature):
                    self.store.forget_frames(score.id)

    def kept_frames(self) -> tuple[int, int]:
        """Return how many frame scores of unfinished scores are stored, and of how many scores."""
        kept = [count for score, count in self._kept_frames.items() if score in self._open]
        return sum(kept), len(kept)

    def catch_up(self) -> None:
        """Take from the store what is finished, where telling of it was interrupted."""
        stored = self.store.scores()
        self._finished |= {
            target: stored[target].value
            for target in self._targets
            if stored[target].state == "done"
        }

    def write_tables_so_far(self) -> None:
        """Write every CSV from the store: a crash may have left them behind it."""
        self._tables.rewrite(self._finished, is_complete=False)

    def apply(self, messages: Iterable[FromWorker]) -> None:
        """Store what workers said, in one transaction.

        Raises:
            sqlite3.OperationalError: The disk is full or gone.
        """
        before = dict(self._kept_frames)
        try:
            with self.store.transaction():
                for message in messages:
                    self._apply(message)
        except BaseException:
            self._kept_frames = before
            raise

    def _apply(self, message: FromWorker) -> None:
        if isinstance(message, Chunk):
            self._store_chunk(message)
        elif isinstance(message, Done):
            self._finish(message)
        elif isinstance(message, Began):
            self._begin(message)
        elif isinstance(message, Restart):
            self.store.forget_frames(message.score)
            self.reached.pop(message.score, None)
            self._kept_frames.pop(message.score, None)
        elif isinstance(message, Told):
            self.log.say(message.message)

    def _begin(self, message: Began) -> None:
        for score in message.scores[:1]:
            item = _item(self._by_id[score])
            key = (item.file, item.reference or "", item.mode or "")
            if key not in self._started:
                self._started.add(key)
                self.log.say(f"{item}: started.")
            kept = min(self.reached.get(score, 0) for score in message.scores)
            self._waiting.append(ItemStarted(self.dataset.name, item, message.frames, kept))

    def _store_chunk(self, chunk: Chunk) -> None:
        if chunk.score not in self._open:
            return
        values = chunk.values()
        self.store.append_frames(chunk.score, chunk.first_frame, values)
        self.reached[chunk.score] = chunk.first_frame + len(values)
        kept = self._kept_frames.get(chunk.score, 0)
        self._kept_frames[chunk.score] = kept + len(values)
        target = self._by_id[chunk.score]
        scores = tuple(None if np.isnan(v) else float(v) for v in values)
        self._waiting.append(
            FramesScored(self.dataset.name, _item(target), target.metric, chunk.first_frame, scores)
        )

    def _finish(self, done: Done) -> None:
        if done.score not in self._open:
            return
        self._open.discard(done.score)
        target = self._by_id[done.score]
        finished = self._judged(target, done)
        vector = done.vector()
        if vector is not None and finished.value is not None:
            self.store.put_features(done.score, vector)
        self.store.finish_score(
            done.score,
            value=finished.value,
            frames_scored=finished.frames_scored,
            frames_expected=finished.frames_expected,
            problem=finished.problem,
            provenance={**done.provenance, "pooling": "mean", **self._weights_of(target)},
            seconds=done.seconds,
        )
        self._waiting.append(finished)

    def _weights_of(self, target: ScoreTarget) -> dict[str, str]:
        used = self._plan.checkpoints.get(target.metric, {})
        return {f"{CHECKPOINT}{file}": digest for file, digest in used.items()}

    def _judged(self, target: ScoreTarget, done: Done) -> FinishedScore:
        if self.dataset.config.type is Media.IMAGE:
            return finished_image(target, done)
        frames = self.store.merge_frames(done.score)
        spec = self._metrics[target.metric]
        if spec.unit is Unit.CLIP:
            return finished_clip(target, done, spec)
        return finished_video(target, done, spec, frames)

    def tell(self, emit: Callable[[RunEvent], None]) -> None:
        """Write the CSV lines and emit the events of what is now safe.

        Raises:
            OSError: The disk is full or gone.
        """
        waiting, self._waiting = self._waiting, []
        for what in waiting:
            if isinstance(what, FinishedScore):
                self._tell_finished(what, emit)
            else:
                emit(what)

    def _tell_finished(self, done: FinishedScore, emit: Callable[[RunEvent], None]) -> None:
        self._finished[done.target] = done.value
        self._tables.append(done.target, done.value)
        item = _item(done.target)
        said = f"{item}: {done.target.metric} "
        if done.value is None:
            if done.problem != self._plan.unavailable.get(done.target.metric):  # said already
                self.log.fail(f"{said}has no score. {done.problem}")
            self.counts = replace(self.counts, problems=self.counts.problems + 1)
        else:
            self.log.say(
                f"{said}= {done.value!r} ({done.frames_scored}/{done.frames_expected} frames)"
            )
            flagged = int(done.problem is not None)
            if done.problem is not None:
                self.log.caution(f"{said}is flagged. {done.problem}")
            self.counts = replace(
                self.counts,
                computed=self.counts.computed + 1,
                flagged=self.counts.flagged + flagged,
            )
        emit(
            ItemFinished(
                self.dataset.name,
                item,
                done.target.metric,
                done.value,
                done.frames_scored,
                done.frames_expected,
                done.problem,
                done.seconds,
            )
        )

    def refuse_unscorable(self) -> None:
        """Answer the scores that are ruled out beforehand."""
        refused = {
            target: problem
            for target, problem in self._plan.refused.items()
            if self.stored[target].id in self._open
        }
        lost = Counter(
            target.metric
            for target, problem in refused.items()
            if problem == self._plan.unavailable.get(target.metric)
        )
        for metric, count in lost.items():
            self.log.fail(f"{metric} cannot start: {counted(count, 'score')} not possible.")
        self.apply([Done(score=self.stored[t].id, problem=p) for t, p in refused.items()])

    def give_up(self, scores: Iterable[int], problem: Problem) -> None:
        """Mark scores that will not be computed, in one transaction."""
        self.apply([Done(score=score, problem=problem) for score in scores if score in self._open])

    def unanswered(self, group: GroupTask) -> GroupTask:
        """Return what is left of a group, each score from where its frames are stored."""

        def left(score: ScoreTask) -> ScoreTask | None:
            if score.id not in self._open:
                return None
            if self._metrics[score.metric].features:
                self.apply([Restart(score=score.id)])
            return score.model_copy(update={"start_frame": self.reached.get(score.id, 0)})

        return group.narrowed(left)

    def write_final_tables(self, wide: Plan, *, is_complete: bool) -> list[str]:
        """Put every CSV into worklist order and write the wide table.

        Args:
            wide: Everything that the dataset asks for, of which this run may be a part.
            is_complete: Whether every score was tried.

        Returns:
            The files written.

        Raises:
            OSError: The disk is full or gone.
        """
        with self.store.transaction():  # so that whoever reads the store shows what the table has
            self.store.mark_asked(wide.targets())
        return self._tables.write_all(self._finished, wide, is_complete=is_complete)


def _item(target: ScoreTarget) -> ItemName:
    return ItemName(target.file, target.reference or None, target.mode or None)
