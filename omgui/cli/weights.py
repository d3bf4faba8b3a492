"""``omgui weights``: which checkpoints are there, and how to get the others."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from omgui.cli import exit_codes
from omgui.cli.output import say, say_problem
from omgui.cli.weights_screen import open_screen
from omgui.cli.weights_table import print_inventory
from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.words import counted
from omgui.core.yaml_lines import did_you_mean, shown
from omgui.weights.bring_in import Outcome, bring_in
from omgui.weights.checksums import State, verify
from omgui.weights.download import Meter
from omgui.weights.fetch import fetch_all, wanted_by
from omgui.weights.inventory import FileStatus, find, inventory, is_usable
from omgui.weights.words import size_text

NOTHING_THERE = "There is nothing to verify: none of the files is there."
NOTHING_NEEDED = "There is nothing to verify: no files are needed."


def command(arguments: argparse.Namespace) -> int:
    """Do what was asked for with checkpoints.

    Args:
        arguments: Of the command line.

    Returns:
        0, 1 where something is missing, wrong or refused, 2 where a metric, dataset or source
        does not exist, 130 where it was cancelled.
    """
    actions = {"list": _list, "fetch": _fetch, "import": _import, "verify": _verify}
    try:
        return actions[arguments.action](arguments)
    except ProblemsError as error:
        for problem in error.problems:
            say_problem(problem)
        return exit_codes.BAD_CONFIGURATION
    except ProblemError as error:
        say_problem(error.problem)
        return exit_codes.BAD_CONFIGURATION
    except KeyboardInterrupt:
        say("cancelled; what is complete stays, a part is continued later")
        return exit_codes.CANCELLED


def _list(arguments: argparse.Namespace) -> int:
    is_chosen, specs = _with_files(arguments)
    found = [inventory(spec) for spec in specs]
    print_inventory(found, is_json=arguments.json)
    is_lacking = is_chosen and not all(one.is_complete for one in found)
    return exit_codes.PROBLEMS if is_lacking else exit_codes.COMPLETE


def _fetch(arguments: argparse.Namespace) -> int:
    is_chosen, specs = _with_files(arguments)
    if not is_chosen and not arguments.all:
        return _explain_fetch(specs)
    failed = 0
    wanted = wanted_by(specs)
    with open_screen(is_json=arguments.json) as screen:
        for done in fetch_all(wanted, screen.progress):
            failed += done.problem is not None
            screen.fetched(done)
        if not wanted:
            screen.note("Nothing to fetch: no files are needed.")
    return exit_codes.PROBLEMS if failed else exit_codes.COMPLETE


def _explain_fetch(specs: Iterable[MetricSpec]) -> int:
    absent = [one for one in wanted_by(specs) if not is_usable(find(one).state)]
    known = sum(one.size_bytes for one in absent)
    say(
        "Say what to fetch: `omgui weights fetch METRIC`, `omgui weights fetch --dataset NAME`, or "
        "`omgui weights fetch --all`."
    )
    say(
        f"For all metrics together {counted(len(absent), 'file is', 'files are')} missing, at "
        f"least {size_text(known)}; `omgui weights list` shows them."
    )
    return exit_codes.BAD_CONFIGURATION


def _import(arguments: argparse.Namespace) -> int:
    wanted = wanted_by(load_catalogue()[0].values())
    outcomes: set[Outcome] = set()
    with open_screen(is_json=arguments.json) as screen:
        for source in arguments.sources:
            for brought in bring_in(source, wanted, screen.progress):
                outcomes.add(brought.outcome)
                screen.brought(brought)
        has_found = bool(outcomes - {Outcome.UNKNOWN})
        if not has_found:
            screen.note("No checkpoint of any metric was found there.")
    is_fine = has_found and Outcome.REFUSED not in outcomes
    return exit_codes.COMPLETE if is_fine else exit_codes.PROBLEMS


def _verify(arguments: argparse.Namespace) -> int:
    is_chosen, specs = _with_files(arguments)
    wrong, has_shown = 0, False
    with open_screen(is_json=arguments.json) as screen:
        for checkpoint, metrics in wanted_by(specs).items():
            found = find(checkpoint)
            if found.path is not None:
                meter, size = Meter(checkpoint.file, screen.progress), found.size_bytes
                state = verify(checkpoint, found.path, lambda done: meter.at(done, size))  # noqa: B023  # used before the next turn
                found = FileStatus(checkpoint, found.path, size, state)
            is_missing = found.state is State.MISSING
            wrong += found.state.is_wrong or (is_missing and is_chosen)
            if is_chosen or not is_missing:
                has_shown = True
                screen.verified(found, metrics[0])
        if not has_shown:
            screen.note(NOTHING_THERE if specs else NOTHING_NEEDED)
    is_fine = not wrong and (has_shown or not specs)
    return exit_codes.COMPLETE if is_fine else exit_codes.PROBLEMS


def _with_files(arguments: argparse.Namespace) -> tuple[bool, tuple[MetricSpec, ...]]:
    """Return whether some metrics were chosen, and those of them, or of all, that need files.

    Raises:
        ProblemError: There is no such metric.
        ProblemsError: The dataset cannot be used.
    """
    is_chosen = bool(arguments.metrics) or arguments.dataset is not None
    specs = _chosen(arguments) if is_chosen else tuple(load_catalogue()[0].values())
    # Parts of a score come with their metric, and from its file.
    needed = (spec for spec in specs if spec.checkpoints and (is_chosen or not spec.part_of))
    return is_chosen, tuple(needed)


def _chosen(arguments: argparse.Namespace) -> tuple[MetricSpec, ...]:
    catalogue, _ = load_catalogue()
    chosen: dict[str, MetricSpec] = {}
    for name in arguments.metrics:
        if name not in catalogue:
            hint = f"{did_you_mean(name, list(catalogue))} 'omgui metrics' lists all names."
            message = f"There is no metric {shown(name)}."
            raise ProblemError(Problem("unknown-metric", message, hint.strip()))
        chosen[name] = catalogue[name]
    if arguments.dataset is not None:
        from omgui.core.dataset import load_dataset

        dataset = load_dataset(arguments.workspace.absolute(), arguments.dataset, catalogue)
        chosen.update((spec.name, spec) for spec in dataset.metrics)
    return tuple(chosen.values())
