"""``omgui check``: what can be known before a run, and what the last one left."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from omgui.cli import exit_codes
from omgui.cli.checks.cost import estimate
from omgui.cli.checks.files import (
    file_findings,
    listed_files,
    not_refused,
    probe_files,
    scores_by_file,
    unlisted_findings,
)
from omgui.cli.checks.findings import Finding, Group, Weight, count, grouped
from omgui.cli.checks.history import history, weights_used
from omgui.cli.checks.machine import machine_findings
from omgui.cli.checks.pairs import pair_findings, size_findings
from omgui.cli.output import one_line, print_text
from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.estimates import Estimate, duration_words, memory_words, whole_of
from omgui.core.metric_spec import Kind
from omgui.core.problems import ProblemsError
from omgui.core.results.stored import ScoreTarget
from omgui.core.words import counted
from omgui.engine.identity import Identities
from omgui.engine.known_weights import KnownWeights
from omgui.engine.plan import Plan, make_plan
from omgui.weights.inventory import suspicions

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN_PER_KIND = 20
_FILES_WITHOUT_PROGRESS = 100
_STYLES = {Weight.ERROR: "bold red", Weight.WARNING: "bold yellow", Weight.NOTE: "bold"}


@dataclass(frozen=True)
class Report:
    """What was found about one dataset.

    Attributes:
        dataset: Its name.
        findings: Everything found, in no order.
        is_usable: Whether its configuration can be run at all.
        items: Files and pairs to be scored.
        files: Different files that are listed.
        done: Scores that are stored already.
        estimate: What computing the others takes.
    """

    dataset: str
    findings: tuple[Finding, ...]
    is_usable: bool = True
    items: int = 0
    files: int = 0
    done: int = 0
    estimate: Estimate | None = None

    @property
    def exit_code(self) -> int:
        """What it means to a script."""
        if not self.is_usable:
            return exit_codes.BAD_CONFIGURATION
        is_clean = all(found.weight is Weight.NOTE for found in self.findings)
        return exit_codes.COMPLETE if is_clean else exit_codes.PROBLEMS

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "dataset": self.dataset,
            "is_usable": self.is_usable,
            "items": self.items,
            "files": self.files,
            "scores_done": self.done,
            "estimate": None if self.estimate is None else self.estimate.as_json(),
            "findings": [
                found.as_json() for group in grouped(self.findings) for found in group.findings
            ],
        }


def command(arguments: argparse.Namespace) -> int:
    """Check datasets.

    Args:
        arguments: Of the command line.

    Returns:
        0 where there is nothing but notes, 1 where scores would be missing or doubtful, 2 where a
        configuration cannot be used.
    """
    names = list(dict.fromkeys(arguments.names))
    workspace: Path = arguments.workspace.absolute()
    try:
        if arguments.json:
            reports = [examine(workspace, name) for name in names]
            said = {"datasets": [report.as_json() for report in reports]}
            sys.stdout.write(f"{json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False)}\n")
        else:
            reports = _shown(workspace, names)
    except KeyboardInterrupt:
        return exit_codes.CANCELLED
    return max(report.exit_code for report in reports)


def examine(
    workspace: Path, name: str, start: Callable[[int], Callable[[], None]] | None = None
) -> Report:
    """Find out everything about a dataset.

    Args:
        workspace: The folder of the datasets' configurations.
        name: Name of the dataset.
        start: Given the number of files, returns what is called after each of them.
    """
    catalogue, plugin_problems = load_catalogue()
    plugins = [Finding.of(problem) for problem in plugin_problems]
    try:
        dataset = load_dataset(workspace, name, catalogue)
    except ProblemsError as error:
        findings = [Finding.of(problem) for problem in error.problems]
        return Report(name, (*plugins, *findings), is_usable=False)
    identities = Identities()
    names = listed_files(dataset)
    on_done = _silent if start is None else start(len(names))
    facts = probe_files(dataset, names, identities, on_done)
    plan = make_plan(dataset, dataset.metrics, identities, KnownWeights(weights_used(dataset)))
    past = history(dataset, plan, facts, identities)
    usable = not_refused(dataset, facts)
    findings = [
        *plugins,
        *_configuration_findings(dataset),
        *_unavailable_metrics(plan),
        *(Finding.of(doubt) for spec in dataset.metrics for doubt in suspicions(spec)),
        *machine_findings(dataset),
        *file_findings(dataset, facts, scores_by_file(plan)),
        *size_findings(dataset, usable),
        *pair_findings(dataset, usable),
        *unlisted_findings(dataset, names),
        *past.findings,
    ]
    return Report(
        name,
        tuple(dict.fromkeys(findings)),
        items=len({row.item.identity for row in (*plan.fr_rows, *plan.nr_rows)}),
        files=len(names),
        done=past.done,
        estimate=estimate(dataset, past.open, facts),
    )


def _silent() -> None:
    """Show no progress."""


def _configuration_findings(dataset: Dataset) -> Iterator[Finding]:
    for problem in (*dataset.metric_problems, *dataset.warnings):
        yield Finding.of(problem)
    metrics = sum(spec.kind is Kind.FR for spec in dataset.metrics)
    for lost in dataset.item_problems:
        yield Finding.of(lost.problem, scores=metrics * len(lost.distorted))


def _unavailable_metrics(plan: Plan) -> Iterator[Finding]:
    """Say which metrics cannot start, and how many scores each costs with its parts."""
    costs: dict[str, set[ScoreTarget]] = {}
    for name in plan.unavailable:
        whole = whole_of(name)
        rows = (*plan.fr_rows, *plan.nr_rows)
        lost = {row.targets[name] for row in rows if name in row.targets}
        costs.setdefault(whole if whole in plan.unavailable else name, set()).update(lost)
    for name, targets in costs.items():
        yield Finding.of(plan.unavailable[name], scores=len(targets))


def _shown(workspace: Path, names: list[str]) -> list[Report]:
    from rich.console import Console

    console = Console(highlight=False)
    reports: list[Report] = []
    for name in names:
        with _progress(name) as start:
            report = examine(workspace, name, start)
        if reports:
            console.print()
        reports.append(report)
        _show(report, console)
    return reports


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int], Callable[[], None]]]:
    """Show a bar on the terminal while many files are looked at."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    console = Console(stderr=True)
    # Begun only where it is needed: even a bar without a task moves the cursor.
    progress = Progress(console=console, transient=True, disable=not console.is_terminal)

    def start(files: int) -> Callable[[], None]:
        if files < _FILES_WITHOUT_PROGRESS:
            return _silent
        task = progress.add_task(f"Looking at the files of {escape(one_line(name))}", total=files)
        progress.start()
        return lambda: progress.advance(task)

    try:
        yield start
    finally:
        progress.stop()


def _show(report: Report, console: Console) -> None:
    errors, warnings = (count(report.findings, weight) for weight in (Weight.ERROR, Weight.WARNING))
    said = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    state = said if report.is_usable else f"cannot be run: {said}"
    print_text(console, f"{report.dataset}: {state}", "bold")
    for group in grouped(report.findings):
        _show_group(group, console)
    if report.estimate is not None:
        console.print()
        print_text(console, _summary(report, report.estimate))


def _show_group(group: Group, console: Console) -> None:
    number = len(group.findings)
    console.print()
    print_text(console, f"{group.weight.value} {group.heading}: {number}", _STYLES[group.weight])
    for found in group.findings[:_SHOWN_PER_KIND]:
        print_text(console, _said(found), indent=2)
        if len(group.hints) > 1 and found.hint:
            print_text(console, found.hint, "dim", indent=4)
    if number > _SHOWN_PER_KIND:
        print_text(
            console, f"… and {number - _SHOWN_PER_KIND} more; all of them with --json", indent=2
        )
    if len(group.hints) == 1:
        print_text(console, group.hints[0], "dim", indent=2)


def _said(found: Finding) -> str:
    # Of a place in a list, the line says enough; the whole path of the entry is in the JSON.
    where = re.split(r", (?:pairs|list)\[", found.where)[0]
    return f"{where}: {found.message}" if where else found.message


def _summary(report: Report, guess: Estimate) -> str:
    looked = f"{counted(report.files, 'file')}, {counted(report.items, 'item')}."
    stored = f" {counted(report.done, 'score')} stored already." if report.done else ""
    if not guess.scores:
        return f"{looked}{stored} Nothing is left to compute."
    if not guess.seconds:
        return f"{looked}{stored} None of the scores that are left can be computed."
    unknown = (
        f" Not measured: {', '.join(guess.unmeasured)}; taken as average."
        if guess.unmeasured
        else ""
    )
    return (
        f"{looked}{stored} A run computes {counted(guess.scores, 'score')}. Estimated, on the CPU "
        f"with {counted(guess.workers, 'worker')}: {duration_words(guess.seconds)}, "
        f"{memory_words(guess.memory_bytes)} of memory; it may be half or double.{unknown}"
    )
