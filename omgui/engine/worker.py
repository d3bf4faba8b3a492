"""The worker process: takes groups on stdin, answers on stdout, one JSON line each."""

from __future__ import annotations

import faulthandler
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import TextIO

from omgui.core.catalogue import load_catalogue
from omgui.core.problems import Problem
from omgui.engine import children
from omgui.engine.answers import Answers, StoppedError
from omgui.engine.tasks import (
    FROM_WORKER,
    TO_WORKER,
    Control,
    FromWorker,
    GroupDone,
    GroupTask,
    Ready,
)


class Commands:
    """Hears pause, resume and stop while a group is at work.

    Args:
        source: Lines of the parent. At their end the parent is gone, and so is this process.
    """

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self.groups: queue.Queue[GroupTask | None] = queue.Queue()
        self._may_run = threading.Event()
        self._may_run.set()
        self._is_stopped = False

    def listen(self) -> None:
        """Read commands until the parent is gone; then end this process at once."""
        for line in self._source:
            message = TO_WORKER.validate_json(line)
            if isinstance(message, Control):
                self._obey(message)
            else:
                self.groups.put(message)
        # The parent is gone and nobody would hear the scores. Threads of a decoder may hang, so
        # no orderly shutdown is tried.
        children.kill_all()
        os._exit(0)

    def _obey(self, control: Control) -> None:
        if control.word == "pause":
            self._may_run.clear()
            return
        if control.word == "stop":
            self._is_stopped = True
            self.groups.put(None)
        self._may_run.set()

    def checkpoint(self) -> None:
        """Wait while paused.

        Raises:
            StoppedError: The run was cancelled.
        """
        self._may_run.wait()
        if self._is_stopped:
            raise StoppedError


def _protocol_stream() -> TextIO:
    """Take stdout for the protocol, and send what C libraries print to stderr instead."""
    sys.stdout.flush()
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return stream


def main() -> int:
    """Serve until told to stop."""
    faulthandler.enable()
    # Ctrl-C reaches the whole process group; the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stream = _protocol_stream()
    lock = threading.Lock()

    def send(message: FromWorker) -> None:
        line = FROM_WORKER.dump_json(message).decode("utf-8")
        with lock:
            stream.write(f"{line}\n")
            stream.flush()

    commands = Commands(sys.stdin)
    threading.Thread(target=commands.listen, name="commands", daemon=True).start()
    try:
        _serve(commands, send)
    except StoppedError:
        return 0
    return 0


def _serve(commands: Commands, send: Callable[[FromWorker], None]) -> None:
    first = commands.groups.get()
    if first is None:
        return
    # Imported only now: a worker that is never given work costs no import of torch.
    from omgui.engine.decode.decoder_log import DecoderLogWatch  # noqa: PLC0415
    from omgui.engine.group import GroupScorer  # noqa: PLC0415
    from omgui.engine.memory import limit_arithmetic_threads, retain_freed_memory  # noqa: PLC0415

    send(Ready())
    retain_freed_memory()
    limit_arithmetic_threads()
    answers = Answers(send, commands)
    with DecoderLogWatch() as watch:
        faulthandler.enable(watch.original_fd)
        scorer = GroupScorer(load_catalogue()[0], answers, os.environ, watch)
        task: GroupTask | None = first
        while task is not None:
            try:
                scorer.score(task)
            except StoppedError:
                raise
            except Exception as error:  # noqa: BLE001  # a defect of ours costs this group only
                _give_up(task, answers, error)
            answers.flush()
            send(GroupDone(id=task.id))
            task = commands.groups.get()


def _give_up(task: GroupTask, answers: Answers, error: Exception) -> None:
    """Answer what is left of a group after a defect of the program."""
    answers.told(traceback.format_exc())
    problem = Problem(
        "internal-error",
        f"The program itself failed: {type(error).__name__}: {str(error)[:300]}",
        "The trace is in the log of the dataset; please report it.",
    )
    for score in task.score_ids():
        if score not in answers.answered:
            answers.done(score, problem=problem)


if __name__ == "__main__":
    sys.exit(main())
