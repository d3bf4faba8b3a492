"""Checkpoints from the network into the weights folder."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from omgui.core.metric_spec import Checkpoint, MetricSpec
from omgui.core.problems import Problem, ProblemError
from omgui.weights import network
from omgui.weights.checksums import State, judge, remember, sha256_of
from omgui.weights.containers import fault
from omgui.weights.download import Download, Meter, NotGotError, OnProgress
from omgui.weights.drive import download_from_drive
from omgui.weights.files import (
    discard,
    disk_problem,
    only_one,
    part_of,
    put_into_place,
    taking_back_folders,
)
from omgui.weights.inventory import find, folders_text, needs
from omgui.weights.places import first_writable, place_in, weights_folders

_IMPORT_HINT = "and bring it in with `omgui weights import FILE`"


@dataclass(frozen=True)
class Fetched:
    """What became of one checkpoint.

    Attributes:
        checkpoint: Which.
        metrics: That need it.
        path: Where it is now, ``None`` where it could not be had.
        was_there: Whether nothing had to be fetched.
        problem: Why it could not be had.
    """

    checkpoint: Checkpoint
    metrics: tuple[str, ...]
    path: Path | None
    was_there: bool = False
    problem: Problem | None = None


def wanted_by(specs: Iterable[MetricSpec]) -> dict[Checkpoint, tuple[str, ...]]:
    """Return every checkpoint of some metrics once, with the metrics that need it."""
    wanted: dict[Checkpoint, tuple[str, ...]] = {}
    for spec in specs:
        for checkpoint in spec.checkpoints:
            wanted[checkpoint] = (*wanted.get(checkpoint, ()), spec.name)
    return wanted


def fetch_all(
    wanted: Mapping[Checkpoint, tuple[str, ...]],
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[Fetched]:
    """Fetch one checkpoint after the other; one that cannot be had keeps none from the others.

    Args:
        wanted: Each with the metrics that need it.
        on_progress: Told how far the file in hand is.
        cancel: Set by whoever wants to stop.

    Raises:
        Cancelled: Somebody wished it; what was fetched stays, and a part is continued next time.
    """
    silent: dict[str, str] = {}
    for checkpoint, metrics in wanted.items():
        fetcher = _Fetcher(checkpoint, metrics[0], on_progress, cancel, silent)
        try:
            path, was_there = fetcher.run()
        except ProblemError as error:
            yield Fetched(checkpoint, metrics, None, problem=error.problem)
        else:
            yield Fetched(checkpoint, metrics, path, was_there)


def fetch(
    checkpoint: Checkpoint,
    metric: str,
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
) -> Path:
    """Return where a checkpoint is, fetched if it is nowhere yet.

    Args:
        checkpoint: Which.
        metric: Whose, for the words of a problem.
        on_progress: Told how far it is.
        cancel: Set by whoever wants to stop.

    Raises:
        ProblemError: It cannot be had.
        Cancelled: Somebody wished it; the part is continued next time.
    """
    return _Fetcher(checkpoint, metric, on_progress, cancel, {}).run()[0]


class _Fetcher:
    """One checkpoint on its way.

    Args:
        checkpoint: Which.
        metric: Whose.
        on_progress: Told how far it is.
        cancel: Set by whoever wants to stop.
        silent: Hosts that did not answer, with the reason; they are not asked again.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        metric: str,
        on_progress: OnProgress | None,
        cancel: threading.Event | None,
        silent: dict[str, str],
    ) -> None:
        self._checkpoint = checkpoint
        self._metric = metric
        self._meter = Meter(checkpoint.file, on_progress)
        self._cancel = cancel or threading.Event()
        self._silent = silent

    def run(self) -> tuple[Path, bool]:
        """Return where the file is, and whether it was there before."""
        there = self._found()
        if there is not None:
            return there, True
        variable = network.offline_variable()
        if variable:
            reason = f"offline mode is on ({variable}), so nothing was fetched"
            hint = f"Unset {variable} to fetch it, or get it on another computer {_IMPORT_HINT}."
            raise ProblemError(self._problem("weights-offline", reason, hint))
        url = network.address(self._checkpoint)
        host = network.host_of(url)
        if host in self._silent:
            raise ProblemError(
                self._not_got(host, NotGotError(self._silent[host], is_unreachable=True))
            )
        return self._bring(url), False

    def _found(self) -> Path | None:
        found = find(self._checkpoint)
        return None if found.state is State.MISSING or found.state.is_wrong else found.path

    def _bring(self, url: str) -> Path:
        places = [place_in(folder, self._checkpoint).parent for folder in weights_folders()]
        with taking_back_folders(places):
            target = place_in(first_writable(), self._checkpoint)
            try:
                return self._brought_to(target, url)
            except OSError as error:
                problem = disk_problem(error, self._checkpoint.file, target.parent)
                raise ProblemError(problem) from error
            except NotGotError as error:
                if error.is_unreachable:
                    self._silent[network.host_of(url)] = error.reason
                raise ProblemError(self._not_got(network.host_of(url), error)) from error

    def _brought_to(self, target: Path, url: str) -> Path:
        part = part_of(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with only_one(target, self._cancel, lambda: self._tell_of_other(part)):
            there = self._found()  # the other process may have finished it
            if there is not None:
                return there
            target.parent.mkdir(parents=True, exist_ok=True)  # or failed, and taken it back
            published = self._download(url, part)
            sha256 = self._checked(part, published)
            put_into_place(part, target)
            discard(part)
        remember(target, sha256)
        return target

    def _tell_of_other(self, part: Path) -> None:
        try:
            self._meter.at(part.stat().st_size, self._checkpoint.size_bytes)
        except OSError:
            return

    def _download(self, url: str, part: Path) -> str:
        size_bytes = self._checkpoint.size_bytes
        if url.startswith((network.DRIVE_FILE, network.DRIVE_FOLDER)):
            download_from_drive(url, part, self._meter, self._cancel, size_bytes)
            return ""
        exact = size_bytes if self._checkpoint.size_is_exact else 0
        download = Download(url, part, self._meter, self._cancel, exact)
        download.run()
        return download.published_sha256

    def _checked(self, part: Path, published: str) -> str:
        """Return the checksum of what arrived.

        Raises:
            NotGotError: It is not the checkpoint; it is gone, so that nothing is added to it.
        """
        checkpoint = self._checkpoint
        reason = fault(part, checkpoint.file)
        sha256 = "" if reason else sha256_of(part)
        if not reason:
            state = judge(checkpoint, part.stat().st_size, sha256)
            if state is State.WRONG_SIZE:
                reason = f"it has {part.stat().st_size} bytes instead of {checkpoint.size_bytes}"
            elif state is State.WRONG_CHECKSUM or published not in {"", sha256}:
                reason = "its checksum is not the one that the publisher gives"
        if reason:
            discard(part)
            raise NotGotError(f"what it sent is not {checkpoint.file}: {reason}")
        return sha256

    def _not_got(self, host: str, error: NotGotError) -> Problem:
        verb = "could not reach" if error.is_unreachable else "nothing from"
        link = network.browser_address(self._checkpoint)
        hint = f"Try again later, or get it elsewhere ({link}) {_IMPORT_HINT}."
        return self._problem("weights-not-fetched", f"{verb} {host}: {error.reason}", hint)

    def _problem(self, code: str, reason: str, hint: str) -> Problem:
        said = needs(self._metric, (self._checkpoint,))
        return Problem(code, f"{said}; not in {folders_text()}; {reason}.", hint)
