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
from typing import TYPE_CHECKING, TextIO

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import Unit
from omgui.core.problems import Problem
from omgui.engine import children
from omgui.engine.answers import Answers, StoppedError
from omgui.engine.decode.decoder_log import DecoderLogWatch
from omgui.engine.file_group import score_files
from omgui.engine.tasks import (
    FROM_WORKER,
    TO_WORKER,
    Control,
    FromWorker,
    GroupDone,
    GroupTask,
    Ready,
    ScoreTask,
)

if TYPE_CHECKING:
    from omgui.engine.group import GroupScorer


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

    commands = Commands(os.fdopen(os.dup(0), encoding="utf-8"))
    threading.Thread(target=commands.listen, name="commands", daemon=True).start()
    try:
        _serve(commands, send)
    except StoppedError:
        return 0
    return 0


def _serve(commands: Commands, send: Callable[[FromWorker], None]) -> None:
    task = commands.groups.get()
    if task is None:
        return
    answers = Answers(send, commands)
    with DecoderLogWatch() as watch:
        faulthandler.enable(watch.original_fd)
        scorers = Scorers(answers, watch)
        send(Ready())
        while task is not None:
            try:
                scorers.score(task)
            except StoppedError:
                raise
            except Exception as error:  # noqa: BLE001  # a defect of ours costs this group only
                _give_up(task, answers, error)
            answers.flush()
            send(GroupDone(id=task.id))
            task = commands.groups.get()


class Scorers:
    """What scores groups; torch is imported for the first one that needs it.

    Args:
        answers: Where scores go.
        watch: Hears the decoders complain.
    """

    def __init__(self, answers: Answers, watch: DecoderLogWatch) -> None:
        self._answers = answers
        self._watch = watch
        self._catalogue = load_catalogue()[0]
        self._by_frame: GroupScorer | None = None

    def score(self, task: GroupTask) -> None:
        """Score a group; every one of its scores is answered."""
        by_file = task.narrowed(lambda score: score if self._reads_files(score) else None)
        if by_file.score_ids():
            score_files(by_file, self._catalogue, self._answers)
        by_frame = task.narrowed(lambda score: None if self._reads_files(score) else score)
        if by_frame.score_ids():
            self._frame_scorer().score(by_frame)

    def _reads_files(self, score: ScoreTask) -> bool:
        return self._catalogue[score.metric].unit is Unit.FILE

    def _frame_scorer(self) -> GroupScorer:
        if self._by_frame is None:
            from omgui.engine.group import GroupScorer  # noqa: PLC0415
            from omgui.engine.memory import (  # noqa: PLC0415
                compute_in_full_precision,
                limit_arithmetic_threads,
                retain_freed_memory,
            )

            retain_freed_memory()
            limit_arithmetic_threads()
            compute_in_full_precision()
            self._by_frame = GroupScorer(self._catalogue, self._answers, os.environ, self._watch)
        return self._by_frame


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
