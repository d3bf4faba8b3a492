"""Builds workspaces as a person would write them, and runs them as a person would run them.

Standard library and ``omgui.core`` only at the top, so that tests of the vocabulary can use it in
an environment without torch.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from omgui.core import wire
from omgui.core.events import (
    DatasetFinished,
    DatasetStarted,
    ItemFinished,
    ProblemFound,
    RunEvent,
    RunFinished,
)
from omgui.core.problems import Problem, ProblemError

OMGUI = (sys.executable, "-m", "omgui.cli.main")
RUN_TIMEOUT_S = 240
NAN = "nan"
Pairs = Mapping[str, object]


@dataclass(frozen=True)
class Finished:
    """What a run said and how it ended."""

    code: int
    events: tuple[RunEvent, ...]

    @property
    def items(self) -> list[ItemFinished]:
        """Everything that was said of single scores."""
        return [event for event in self.events if isinstance(event, ItemFinished)]

    @property
    def started(self) -> list[DatasetStarted]:
        return [event for event in self.events if isinstance(event, DatasetStarted)]

    @property
    def ends(self) -> dict[str, DatasetFinished]:
        """How each dataset ended."""
        return {e.dataset: e for e in self.events if isinstance(e, DatasetFinished)}

    @property
    def end(self) -> RunFinished:
        last = self.events[-1]
        assert isinstance(last, RunFinished), f"the run ended without a word: {last}"
        return last

    def problems(self, dataset: str | None = None) -> list[Problem]:
        """Return problems of datasets, metrics and workers."""
        return [
            event.problem
            for event in self.events
            if isinstance(event, ProblemFound) and dataset in {None, event.dataset}
        ]

    def codes(self, dataset: str | None = None) -> list[str]:
        return [problem.code for problem in self.problems(dataset)]

    def of(
        self, file: str, metric: str, reference: str | None = None, mode: str | None = None
    ) -> ItemFinished:
        """Return the one event of one score."""
        found = [
            event
            for event in self.items
            if (event.item.file, event.metric, event.item.reference) == (file, metric, reference)
            and mode in {None, event.item.mode}
        ]
        assert len(found) == 1, f"{file!r} {metric} beside {reference!r}: {len(found)} events"
        return found[0]


class Workspace:
    """A folder with datasets, made by tests.

    Args:
        folder: Where; it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.configs = folder / "datasets_configs"
        self.data.mkdir(parents=True)
        self.configs.mkdir()

    def add(self, *sources: Path, into: str = ".") -> None:
        """Copy files into the data folder with their times, so that their identity stays."""
        target = self.data / into
        target.mkdir(parents=True, exist_ok=True)
        for source in sources:
            shutil.copy2(source, target / source.name)

    def place(self, source: Path, name: str) -> Path:
        """Copy one file under any name."""
        target = self.data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
        return target

    def dataset(
        self,
        name: str,
        media: str,
        *,
        pairs: Pairs | None = None,
        files: Sequence[str] | None = None,
        **keys: Any,
    ) -> None:
        """Write NAME.yaml, NAME_pairs.json and NAME_list.json.

        Args:
            name: Of the dataset.
            media: ``img`` or ``vid``.
            pairs: Content of the pairs file; none is written without.
            files: Content of the list file; none is written without.
            keys: Further or other keys of the YAML file, e.g. ``fr_metrics``.
        """
        values = {
            "type": media,
            "dataset_pth": "data",
            "dataset_name": name,
            "output": f"results_{name}",
            "logs_output": f"logs/{name}.log",
            **{key: list(v) if isinstance(v, tuple) else v for key, v in keys.items()},
        }
        # JSON is YAML; so the tests need no YAML library of their own.
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
        text = "\n".join([*lines, ""])
        (self.configs / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
        for what, content in (("pairs", pairs), ("list", files)):
            if content is not None:
                path = self.configs / f"{name}_{what}.json"
                path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    # -- results ---------------------------------------------------------------------------------

    def output(self, name: str) -> Path:
        return self.folder / f"results_{name}"

    def store(self, name: str) -> Path:
        return self.output(name) / f"{name}.omgui"

    def log(self, name: str) -> str:
        return (self.folder / "logs" / f"{name}.log").read_text("utf-8")

    def table(self, name: str, metric: str) -> list[tuple[str, str]]:
        """Return the rows of a metric's CSV without the header, which is checked."""
        path = self.output(name) / f"{name}_{metric}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        assert header == ["filename", metric]
        assert all(len(row) == 2 for row in rows)
        return [(row[0], row[1]) for row in rows]

    def column(self, name: str, metric: str) -> list[str]:
        return [value for _, value in self.table(name, metric)]

    def wide(self, name: str) -> list[dict[str, str]]:
        path = self.output(name) / f"{name}_scores.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def tables(self, name: str) -> dict[str, bytes]:
        """Return every CSV of a dataset as it lies on the disk."""
        return {path.name: path.read_bytes() for path in sorted(self.output(name).glob("*.csv"))}

    # -- running ---------------------------------------------------------------------------------

    def run(
        self,
        *names: str,
        on_event: Callable[[RunEvent], None] | None = None,
        workers: int | None = 1,
        start: Callable[..., Any] | None = None,
        **request: Any,
    ) -> Finished:
        """Run datasets in this process, with real worker processes.

        Args:
            names: Of the datasets.
            on_event: Hears every event while the run goes on.
            workers: Number of workers; ``None`` for the engine's choice.
            start: Starts a worker; the ordinary one by default.
            request: Further fields of ``RunRequest``.
        """
        from omgui.cli.run import exit_code
        from omgui.engine.runner import Runner, RunRequest

        events: list[RunEvent] = []

        def emit(event: RunEvent) -> None:
            # Every event must survive the wire, as it would to a window.
            assert wire.decode(wire.encode(event)) == event
            events.append(event)
            if on_event is not None:
                on_event(event)

        asked = RunRequest(self.folder, names, workers=workers, device="cpu", **request)
        runner = Runner(asked, emit) if start is None else Runner(asked, emit, start=start)
        outcome = runner.run()
        return Finished(exit_code(outcome, asked), tuple(events))

    def command(self, *names: str, workers: int | None = 1) -> list[str]:
        """Return the command line of a run that prints its events."""
        counted = [] if workers is None else ["--workers", str(workers)]
        where = ["-C", str(self.folder), "--json", "--device", "cpu"]
        return [*OMGUI, "run", *names, *where, *counted]

    def run_as_command(
        self,
        *names: str,
        workers: int | None = 1,
        env: Mapping[str, str] | None = None,
        **popen: Any,
    ) -> Finished:
        """Run datasets by the command line, in a process of its own."""
        with Command(self.command(*names, workers=workers), env=env, **popen) as command:
            return command.finish()


class Command:
    """An ``omgui`` process in a session of its own; whatever it leaves behind is found and ended.

    Args:
        argv: The command.
        env: Variables added to this process's own.
        stdin: As of ``subprocess.Popen``.
        popen: Further arguments of ``subprocess.Popen``.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        stdin: int = subprocess.DEVNULL,
        **popen: Any,
    ) -> None:
        self.process = subprocess.Popen(
            list(argv),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
            start_new_session=True,
            **popen,
        )
        self.events: list[RunEvent] = []

    def __enter__(self) -> Command:
        return self

    def __exit__(self, *_error: object) -> None:
        for process in self.left_behind():
            process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def each(self) -> Iterator[RunEvent]:
        """Yield events as they arrive."""
        stdout: IO[bytes] | None = self.process.stdout
        assert stdout is not None
        for line in stdout:
            try:
                event = wire.decode(line.decode("utf-8"))
            except ProblemError:
                if line.endswith(b"\n"):
                    raise
                return  # it was killed in the middle of a line
            self.events.append(event)
            yield event

    def until(self, kind: type[RunEvent]) -> RunEvent:
        """Read up to the first event of a kind."""
        for event in self.each():
            if isinstance(event, kind):
                return event
        raise AssertionError(f"no {kind.__name__}: {self.words()}")

    def finish(self) -> Finished:
        """Read everything and wait for the end."""
        for _ in self.each():
            pass
        words = self.words()
        code = self.process.wait(RUN_TIMEOUT_S)
        assert "Traceback" not in words, words
        assert self.left_behind(within_s=10) == []
        return Finished(code, tuple(self.events))

    def words(self) -> str:
        """Return what it wrote to stderr."""
        assert self.process.stderr is not None
        said: bytes = self.process.stderr.read()
        return said.decode("utf-8", "replace")

    def left_behind(self, within_s: float = 0.0) -> list[Any]:
        """Return living processes of the session after some time to end by themselves."""
        end = time.monotonic() + within_s
        while (alive := processes_of_session(self.process.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        return alive


def processes_of_session(session: int) -> list[Any]:
    """Return living processes of a session, orphans included."""
    import psutil

    if not hasattr(os, "getsid"):  # Windows: no sessions; children are all there is
        try:
            root = psutil.Process(session)
            return [root, *root.children(recursive=True)]
        except psutil.Error:
            return []
    found = []
    for process in psutil.process_iter():
        try:
            is_of_it = os.getsid(process.pid) == session
            if is_of_it and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (OSError, psutil.Error):
            continue
    return found
