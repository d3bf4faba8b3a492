"""Many requests to child processes, several at once: cancellable, and pulled from outside."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from omgui.core.problems import Problem, Severity
from omgui.media.child import Answer, Child, ChildDiedError, ChildHangsError, worker_command

Name = TypeVar("Name")
Found = TypeVar("Found")
_MOST_WORKERS = 8
_BAD_STARTS = 3


def problem_of(answer: Answer) -> Problem | None:
    """Return the problem that a child answered with, if it did."""
    fields = answer.get("problem")
    return (
        None if fields is None else Problem(**{**fields, "severity": Severity(fields["severity"])})
    )


@dataclass(frozen=True)
class Job(Generic[Name]):
    """One request.

    Attributes:
        name: What the answer will be known by.
        request: What the child is asked.
        where: The file that it concerns, for problems.
    """

    name: Name
    request: Answer
    where: str


class BackgroundJobs(Generic[Name, Found]):
    """Asks child processes; answers wait until they are pulled.

    Args:
        jobs: The requests, begun in this order; made one by one as they are begun, so that starting
            costs nothing however many they are.
        total: How many they are.
        read: Makes of an answer, or a problem, what is pulled; called in threads of the jobs.
        workers: Child processes; by default as many as there are cores, at most 8.
        time_limit_s: How long a child may be silent; then it is ended, and the next job begun.
        command: Command line of a child.
    """

    def __init__(  # noqa: PLR0913  # the last three are for tests and odd machines
        self,
        jobs: Iterable[Job[Name]],
        total: int,
        read: Callable[[Name, Answer | Problem], Found],
        *,
        workers: int | None = None,
        time_limit_s: float,
        command: Sequence[str] | None = None,
    ) -> None:
        self._waiting: Iterator[Job[Name]] = iter(jobs)
        self._again: list[Job[Name]] = []
        self._read = read
        self.total = total
        self._count = max(1, min(workers or os.cpu_count() or 1, _MOST_WORKERS, self.total))
        self._time_limit_s = time_limit_s
        self._command = list(command or worker_command())
        self._lock = threading.Lock()
        self._answers: list[Found] = []
        self._threads: list[threading.Thread] = []
        self._is_cancelled = threading.Event()
        self._bad_starts = 0
        self.done = 0

    def start(self) -> None:
        """Begin; returns at once."""
        if self._threads or not self.total:
            return
        for number in range(self._count):
            thread = threading.Thread(target=self._work, name=f"survey-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def poll(self) -> list[Found]:
        """Return the answers since the last call, in the order in which they came."""
        with self._lock:
            found, self._answers = self._answers, []
        return found

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will come, except what waits to be pulled."""
        return self.done >= self.total or (
            bool(self._threads or self._is_cancelled.is_set())
            and not any(thread.is_alive() for thread in self._threads)
        )

    def cancel(self) -> None:
        """End everything soon; what has no answer yet gets none. Returns at once."""
        self._is_cancelled.set()

    def join(self, timeout_s: float = 5.0) -> bool:
        """Wait for the threads; return whether all have ended."""
        end = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        child: Child | None = None
        try:
            while not self._is_cancelled.is_set():
                with self._lock:
                    job = self._again.pop() if self._again else next(self._waiting, None)
                if job is None:
                    return
                child = self._answered(job, child)
        finally:
            if child is not None:
                child.close()

    def _answered(self, job: Job[Name], child: Child | None) -> Child | None:
        """Do one job; return the child where it lives on."""
        try:
            child = child or Child(self._command)
        except OSError as error:
            self._take_back(job, str(error))
            return None
        is_well = False
        try:
            is_well = self._ask(job, child)
        finally:
            if not is_well:
                child.close()
        return child if is_well else None

    def _ask(self, job: Job[Name], child: Child) -> bool:
        """Ask a child; return whether it is fit for more."""
        try:
            answer = child.ask(job.request, self._time_limit_s, self._is_cancelled.is_set)
        except OSError as error:
            self._take_back(job, str(error))
        except ChildDiedError as error:
            if error.was_ready:
                self._note(job, _kills(job.where, error))
            else:
                self._take_back(job, f"{error.reason}. {error.words}".strip())
        except ChildHangsError:
            if not self._is_cancelled.is_set():
                self._note(job, _hangs(job.where, self._time_limit_s))
        else:
            self._note(job, problem_of(answer) or answer)
            return True
        return False

    def _take_back(self, job: Job[Name], reason: str) -> None:
        """Try a job again whose child did not even start; give up where none does."""
        with self._lock:
            self._bad_starts += 1
            is_broken = self._bad_starts >= _BAD_STARTS * self._count
            if not is_broken:
                self._again.append(job)
                return
        problem = Problem(
            "survey-broken",
            f"The program that looks into files cannot be started: {reason}",
            "Run `omgui doctor`; reinstalling omgui may help.",
            job.where,
        )
        self._note(job, problem)

    def _note(self, job: Job[Name], found: Answer | Problem) -> None:
        read = self._read(job.name, found)
        with self._lock:
            self._answers.append(read)
            self.done += 1


def _kills(where: str, error: ChildDiedError) -> Problem:
    return Problem(
        "file-kills-decoder",
        f"The decoder crashed on this file ({error.reason}).",
        "The file is damaged, or trips a defect of the decoder: export it again.",
        where,
    )


def _hangs(where: str, limit_s: float) -> Problem:
    return Problem(
        "file-hangs",
        f"Nothing was heard of the file for {limit_s:g} seconds, and it was given up.",
        "Check the disk or the network drive, then check again.",
        where,
    )
