"""One run as seen from outside: its events folded, its engine's pulse felt."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Mapping

import psutil

from omgui.core.events import PROTOCOL, Finish, ItemName, RunEvent, RunFinished
from omgui.core.item_sizes import ItemFacts
from omgui.core.problems import Problem, ProblemError
from omgui.core.run_estimate import RunEstimator
from omgui.core.run_folder import (
    Command,
    LineTail,
    RunFolder,
    TimedEvent,
    decode_line,
    encode_line,
    read_commands,
)
from omgui.core.run_view import DatasetView, RunView, reduce_all
from omgui.ui.run.engine_process import find_process, is_served, kill_tree, memory_bytes
from omgui.ui.run.run_state import PHASE_OF, Phase, RunState

_PULSE_S = 0.5
_SILENCE_S = 30.0
_STARTING_S = 20.0
_OBEY_S = 2.0
_MEMORY_S = 2.0
_LINES_AT_ONCE = 1 << 18  # bytes; some thousand lines, so that other threads get their turn


class RunWatcher:
    """Follows one run folder; every method is called in one and the same thread.

    Args:
        folder: The run.
        process: Its engine, if this process has started it.
        past: How it ended, if it is known to have ended.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        folder: RunFolder,
        process: subprocess.Popen[bytes] | None = None,
        past: Phase | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder = folder
        self._request = folder.request()
        self._dataset = next(iter(self._request.datasets), "")
        self._process = process
        self._clock = clock
        self._tail = LineTail(folder.events)
        self._view = RunView()
        self._estimator = RunEstimator()
        self._past = past
        self._part = 0.0
        self._last_at_s = 0.0
        self._nonsense = 0
        self._is_alive = True
        self._felt_at = -_PULSE_S
        self._beat: int = 0
        self._beat_at = clock()
        self._memory = 0
        self._memory_at = -_MEMORY_S
        self._engine: psutil.Process | None = None
        self._wish: str = ""
        self._cancelled_at: float | None = None
        self._was_killed = False
        self._words = ""
        self._problem: Problem | None = None
        told = read_commands(LineTail(folder.commands).read())
        if any(command.word == "cancel" for command in told):  # by a window before this one
            self._cancelled_at = clock()
        self.state = self._seen()

    def poll(self) -> bool:
        """Look once.

        Returns:
            Whether there is more to read at once.
        """
        if self._view.finish is not None:
            return False
        was_alive = self._feel_pulse()
        has_more = self._read()
        if not was_alive and not has_more and self._view.finish is None:
            self._close_book()
        self._weigh()
        self.state = self._seen()
        return has_more

    def pause(self) -> None:
        """Ask the engine to pause."""
        self._tell("pause")

    def resume(self) -> None:
        """Ask it to go on."""
        self._tell("resume")

    def cancel(self) -> None:
        """Ask it to end."""
        if self._cancelled_at is None:
            self._cancelled_at = self._clock()
        self._tell("cancel")

    def then(self, folder: RunFolder) -> None:
        """Put another run behind this one."""
        with contextlib.suppress(OSError):
            self.folder.tell(Command(word="then", folder=folder.id))

    def know(self, facts: Mapping[ItemName, ItemFacts]) -> None:
        """Take the lengths of items, for a better time left."""
        self._estimator.know(facts)

    def stop_now(self) -> None:
        """End the engine and its workers by force; stored scores stay."""
        self._was_killed = True
        engine = self._engine_process()
        if engine is not None:
            kill_tree(engine)
        self._felt_at = -_PULSE_S

    def _tell(self, word: str) -> None:
        self._wish = word
        try:
            self.folder.tell(Command.model_validate({"word": word}))
            self._problem = None
        except OSError as error:
            self._problem = Problem(
                "engine-unreachable",
                f"The running engine cannot be told anything: {error.strerror or error}.",
                "Free some space on the disk, or use 'Stop now'.",
                str(self.folder.commands),
            )
        self.state = self._seen()

    # -- what is seen ------------------------------------------------------------------------------

    def _read(self) -> bool:
        lines = self._tail.read(_LINES_AT_ONCE)
        events: list[RunEvent] = []
        for line in lines:
            if not line:
                continue
            try:
                timed = decode_line(line)
            except ProblemError:
                self._nonsense += 1
                continue
            self._last_at_s = max(self._last_at_s, timed.at_s)
            self._estimator.heard(timed.event, timed.at_s)
            events.append(timed.event)
        if events:
            self._view = reduce_all(self._view, events)
        return self._tail.is_behind

    def _feel_pulse(self) -> bool:
        """Return whether the engine lives."""
        now = self._clock()
        if now - self._felt_at < _PULSE_S:
            return self._is_alive
        self._felt_at = now
        with contextlib.suppress(OSError):
            beat = self.folder.heartbeat.stat().st_mtime_ns
            if beat != self._beat:
                self._beat, self._beat_at = beat, now
        if self._process is not None and self._process.poll() is None:
            self._is_alive = True
        else:
            self._is_alive = is_served(self.folder) or self._may_be_starting()
        return self._is_alive

    def _may_be_starting(self) -> bool:
        """Whether the engine of another window may not have got as far as its lock."""
        if self._process is not None or self.folder.mark is not None:
            return False
        with contextlib.suppress(OSError):
            age_s = time.time() - self.folder.path.stat().st_mtime
            return age_s < _STARTING_S
        return False

    def _close_book(self) -> None:
        """Write the end that the engine could not write, so that no one waits for it again."""
        while self._read():  # what was written between the last look and the end
            pass
        if self._view.finish is not None:
            return
        finish = Finish.CANCELLED if self._was_killed else Finish.CRASHED
        event = RunFinished(finish, self._of_dataset().counts)
        self._words = self.folder.last_words()
        line = encode_line(TimedEvent(self._last_at_s, event))
        with (
            contextlib.suppress(OSError),
            self.folder.events.open("a", encoding="utf-8", newline="\n") as stream,
        ):
            stream.write(f"\n{line}\n")
        self._view = reduce_all(self._view, [event])

    def _engine_process(self) -> psutil.Process | None:
        if self._engine is None:
            if self._process is not None and self._process.poll() is None:
                with contextlib.suppress(psutil.Error):
                    self._engine = psutil.Process(self._process.pid)
            else:
                self._engine = find_process(self.folder.mark)
        return self._engine

    def _weigh(self) -> None:
        now = self._clock()
        if now - self._memory_at < _MEMORY_S:
            return
        self._memory_at = now
        engine = self._engine_process() if self._is_alive else None
        self._memory = memory_bytes(engine) if engine is not None else 0

    # -- what it amounts to ------------------------------------------------------------------------

    def _of_dataset(self) -> DatasetView:
        return self._view.datasets.get(self._dataset, DatasetView(self._dataset))

    def _phase(self) -> Phase:
        finish = self._view.finish
        if finish is not None:
            # A run goes on after a dataset that failed, and so is completed; ours has but one.
            of_dataset = self._of_dataset().finish
            is_completed = finish is Finish.COMPLETED and of_dataset is not None
            return PHASE_OF[of_dataset if is_completed and of_dataset else finish]
        return self._past or self._living_phase()

    def _living_phase(self) -> Phase:
        if self._cancelled_at is not None:
            return Phase.CANCELLING
        if self._is_silent():
            return Phase.SILENT
        if self._view.is_paused:
            return Phase.PAUSED
        if self._wish == "pause":
            return Phase.PAUSING
        return Phase.RUNNING if self._view.is_started else Phase.STARTING

    def _is_silent(self) -> bool:
        return self._clock() - max(self._beat_at, 0.0) > _SILENCE_S

    def _now_s(self) -> float:
        """Return the time on the engine's clock."""
        if self._view.finish is not None:
            return self._last_at_s
        try:
            since = time.time() - self.folder.events.stat().st_mtime
        except OSError:
            since = 0.0
        return self._last_at_s + max(0.0, since)

    def _seen(self) -> RunState:
        now = self._now_s()
        phase = self._phase()
        # Never backwards, although the costs of metrics become better known.
        self._part = max(self._part, self._estimator.part_done())
        is_over = phase.is_over
        late = self._cancelled_at is not None and self._clock() - self._cancelled_at > _OBEY_S
        return RunState(
            id=self.folder.id,
            request=self._request,
            phase=phase,
            view=self._of_dataset(),
            active_s=self._estimator.active_s(now),
            left_s=None if is_over else self._estimator.seconds_left(now),
            part_done=self._part,
            frames_per_second=0.0 if is_over else self._estimator.frames_per_second(now),
            memory_bytes=0 if is_over else self._memory,
            can_stop_now=not is_over and (late or phase is Phase.SILENT),
            last_words=self._words,
            nonsense=self._nonsense + self._tail.overlong,
            newer_version=self._view.version if self._view.protocol > PROTOCOL else "",
            problem=self._problem,
        )
