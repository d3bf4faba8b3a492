"""Handing groups to workers, and what becomes of a group whose worker dies."""

from __future__ import annotations

import os
import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from omgui.core.problems import Problem, Severity
from omgui.engine.dataset_run import DatasetRun
from omgui.engine.devices import Layout
from omgui.engine.tasks import Control, GroupDone, GroupTask, ScoreTask
from omgui.engine.worker_process import Heard, WorkerFactory, WorkerProcess

_GROUPS_IN_HAND = 2  # one at work and one waiting, so that no worker waits for its parent
_TRIES = 2
_BAD_STARTS = 3
_STALL_VARIABLE = "OMGUI_STALL_S"
_STALL_S = 1800.0  # longer than anything that a worker does without a sign of life

_LEFT_OUT = Problem(
    "internal-error",
    "The program left this score out: it was asked for and not answered.",
    "Please report it with the log of the dataset.",
)


class EngineBrokenError(Exception):
    """Workers die before they are given anything to do."""


class Dispatcher:
    """Keeps workers busy with the groups of one dataset.

    Args:
        run: The dataset; told of groups that are given up.
        layout: Devices and threads.
        inbox: Where workers' messages arrive.
        start: Starts a worker.
        warn: Says that a worker died.
    """

    def __init__(
        self,
        run: DatasetRun,
        layout: Layout,
        inbox: queue.Queue[Heard],
        start: WorkerFactory,
        warn: Callable[[Problem], None],
    ) -> None:
        self._run = run
        self._layout = layout
        self._inbox = inbox
        self._start = start
        self._warn = warn
        self._waiting: deque[GroupTask] = deque()
        self._tries: dict[int, int] = {}
        self._finished: list[GroupTask] = []
        self._is_paused = False
        self._next_id = 0
        self._bad_starts = 0
        self._stall_s = float(os.environ.get(_STALL_VARIABLE, "") or _STALL_S)
        self.workers: list[WorkerProcess] = []

    def add(self, groups: Iterable[GroupTask]) -> None:
        """Queue groups."""
        for group in groups:
            self._waiting.append(group)
            self._next_id = max(self._next_id, group.id + 1)

    @property
    def is_busy(self) -> bool:
        """Whether anything is waiting or in hand."""
        return bool(self._waiting) or any(worker.in_hand for worker in self.workers)

    def feed(self) -> None:
        """Start workers that are missing, and give each what it can take."""
        while self._waiting and len(self.workers) < len(self._layout.devices):
            self.workers.append(self._started(len(self.workers)))
        # One group each first, so that no worker has two while another has none.
        for depth in range(1, _GROUPS_IN_HAND + 1):
            for place, worker in enumerate(self.workers):
                while self._waiting and len(worker.in_hand) < depth:
                    group = self._waiting.popleft()
                    device = self._layout.devices[place % len(self._layout.devices)]
                    worker.give(group.model_copy(update=self._layout.for_group(device)))

    def _started(self, number: int) -> WorkerProcess:
        try:
            worker = self._start(number, self._inbox)
        except OSError as error:
            raise EngineBrokenError(str(error)) from error
        if self._is_paused:
            worker.tell(Control(word="pause"))
        return worker

    def heard(self, heard: Heard) -> None:
        """Take note of the end of a group or of a worker.

        Raises:
            EngineBrokenError: Workers die at their start, again and again.
        """
        if isinstance(heard.message, GroupDone):
            done = heard.message.id
            self._finished += [g for g in heard.worker.in_hand if g.id == done]
            heard.worker.in_hand = [g for g in heard.worker.in_hand if g.id != done]
            self._bad_starts = 0
        elif heard.message is None and heard.worker in self.workers:
            self._lost(heard.worker)

    def check_finished(self) -> None:
        """Give up what a worker has left out of a group that it called done.

        To be called when everything heard so far is in the store.
        """
        finished, self._finished = self._finished, []
        for group in finished:
            left = self._run.unanswered(group).score_ids()
            if left:
                self._run.give_up(left, _LEFT_OUT)

    def kill_stalled(self) -> None:
        """End workers that have had work in hand and said nothing for very long."""
        if self._is_paused:
            return
        now = time.monotonic()
        for worker in self.workers:
            if worker.in_hand and now - worker.last_heard > self._stall_s:
                worker.kill()
                worker.last_heard = now

    def _lost(self, worker: WorkerProcess) -> None:
        reason = worker.why_it_died()
        words = worker.last_words()
        place = self.workers.index(worker)
        in_hand = worker.in_hand
        worker.close()
        del self.workers[place]
        if not worker.is_ready:
            self._bad_starts += 1
        if self._bad_starts >= _BAD_STARTS:
            raise EngineBrokenError(f"{reason}. {words[-1500:]}")
        self._run.log.fail(f"Worker {worker.number} died: {reason}. Its last words: {words}")
        self._warn(
            Problem(
                "worker-died",
                f"A worker process died ({reason}); what it had in hand is tried again.",
                "The log of the dataset has its last words.",
                severity=Severity.WARNING,
            )
        )
        # Only the oldest group was at work; those behind it are without blame.
        blamed = in_hand[:1] if worker.is_ready else []
        self._waiting.extendleft(reversed(in_hand[len(blamed) :]))
        for group in blamed:
            self._again(group, reason)
        if self.is_busy:
            self.workers.insert(place, self._started(worker.number))

    def _again(self, group: GroupTask, reason: str) -> None:
        """Try a group again; then each item alone; then each metric of it; then give it up."""
        rest = self._run.unanswered(group)
        tries = self._tries[group.id] = self._tries.get(group.id, 0) + 1
        if not rest.score_ids():
            return
        if tries < _TRIES:
            self._waiting.appendleft(rest)
            return
        for parts in (self._items(rest), self._scores(rest)):
            if len(parts) > 1:
                self._tries.update({part.id: _TRIES - 1 for part in parts})
                self._waiting.extendleft(reversed(parts))
                return
        problem = Problem(
            "item-kills-worker",
            f"The program that scores died twice while this item was in hand ({reason}).",
            "The file may trip a defect of a decoder or of a metric. Re-encode it, or leave the "
            "metric out; the log of the dataset has the details.",
        )
        self._run.give_up(rest.score_ids(), problem)

    def _items(self, group: GroupTask) -> list[GroupTask]:
        """Return the group's pairs and singles as groups of their own."""
        alone = [group.model_copy(update={"pairs": (pair,), "singles": ()}) for pair in group.pairs]
        alone += [
            group.model_copy(update={"pairs": (), "singles": (work,), "reference": None})
            for work in group.singles
        ]
        return self._numbered(alone)

    def _scores(self, group: GroupTask) -> list[GroupTask]:
        """Return the group's scores as groups of their own."""
        return self._numbered([group.narrowed(partial(_only, k)) for k in group.score_ids()])

    def _numbered(self, groups: list[GroupTask]) -> list[GroupTask]:
        first = self._next_id
        self._next_id += len(groups)
        return [
            group.model_copy(update={"id": first + place}) for place, group in enumerate(groups)
        ]

    def wish(self, control: Control) -> None:
        """Pause or resume; workers that are started meanwhile are told, too."""
        self._is_paused = control.word == "pause"
        for worker in self.workers:
            worker.last_heard = time.monotonic()
        self.tell_all(control)

    def tell_all(self, control: Control) -> None:
        """Pause, resume or stop all workers."""
        for worker in self.workers:
            worker.tell(control)

    def close(self, *, grace_s: float) -> None:
        """End all workers, by force where they do not end by themselves."""
        self.tell_all(Control(word="stop"))
        end = time.monotonic() + grace_s
        for worker in self.workers:
            if not worker.wait(max(0.0, end - time.monotonic())):
                worker.kill()
            worker.close()
        self.workers.clear()


def _only(score_id: int, score: ScoreTask) -> ScoreTask | None:
    return score if score.id == score_id else None


def drain(inbox: queue.Queue[Heard], wait_s: float, most: int) -> Sequence[Heard]:
    """Return what has arrived, waiting a little for the first message."""
    try:
        found = [inbox.get(timeout=wait_s)]
    except queue.Empty:
        return []
    while len(found) < most:
        try:
            found.append(inbox.get_nowait())
        except queue.Empty:
            break
    return found
