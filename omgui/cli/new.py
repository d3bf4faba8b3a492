"""``omgui new``: from a folder to a dataset, as the wizard does it, from the shell."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from omgui.cli import exit_codes
from omgui.cli.new_report import Found, Report
from omgui.cli.output import say_problem
from omgui.core.catalogue import load_catalogue
from omgui.core.dataset_config import DatasetConfig, OmguiSettings, metric_key
from omgui.core.dataset_writer import dataset_files, write_dataset
from omgui.core.metric_spec import Kind, Media
from omgui.core.pairing import (
    PairingRule,
    PairingSettings,
    RuleError,
    by_example,
    find_recipe,
    load_recipes,
    pair_by_lists,
    parse_rule,
    propose,
    regex_rule,
)
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.yaml_lines import did_you_mean
from omgui.media.listing import FolderListing, list_folder

_DEFAULT_METRICS = {True: ("psnr", "ssim"), False: ("piqe",)}


def command(arguments: argparse.Namespace) -> int:
    """Make a dataset.

    Args:
        arguments: Of the command line.

    Returns:
        0 where it was written and every file has a place, 1 where it was written and files are
        left over, 2 where nothing was written.
    """
    try:
        return _made(arguments)
    except RuleError as error:
        _show_fault(error, arguments)
    except ProblemError as error:
        say_problem(error.problem)
    except ProblemsError as error:
        for problem in error.problems:
            say_problem(problem)
    except KeyboardInterrupt:
        return exit_codes.CANCELLED
    return exit_codes.BAD_CONFIGURATION


def _made(arguments: argparse.Namespace) -> int:
    workspace: Path = arguments.workspace.absolute()
    listing = list_folder(arguments.data)
    media = _media(arguments, listing)
    paths = listing.paths(media)
    found = _found(arguments, paths, media)
    config = _config(arguments, workspace, media, found)
    seen = {path: listing.seen[path] for path in paths}
    files = dataset_files(workspace, arguments.name, config, found.pairing, seen=seen)
    if not arguments.dry_run:
        is_replacing: bool = arguments.replace
        write_dataset(
            *(workspace, arguments.name, config, found.pairing), seen=seen, replace=is_replacing
        )
    report = Report(arguments, listing, media, found, [str(file.path) for file in files])
    report.show()
    is_clean = not found.pairing.counts.leftovers and not found.problems and not listing.problems
    return exit_codes.COMPLETE if is_clean else exit_codes.PROBLEMS


def _media(arguments: argparse.Namespace, listing: FolderListing) -> Media:
    if arguments.type is not None:
        return Media(arguments.type)
    if listing.media is not None:
        return listing.media
    if listing.files:
        message = f"The folder holds {listing.images} pictures and {listing.videos} videos."
        hint = "Say which of them are meant: --type img or --type vid."
    else:
        message = f"The folder holds no picture and no video ({len(listing.ignored)} ignored)."
        hint = "Name the folder of the files with --data."
    raise ProblemError(Problem("no-media", message, hint, str(arguments.data)))


def _found(arguments: argparse.Namespace, paths: tuple[str, ...], media: Media) -> Found:
    if not paths:
        kind = "picture" if media is Media.IMAGE else "video"
        message = f"There is no {kind} in the folder."
        raise ProblemError(Problem("no-media", message, "Look at --type.", str(arguments.data)))
    if arguments.example:
        return _by_example(arguments, paths, media)
    if arguments.no_references:
        return _by_rule(None, paths, media, "No references, as was said.")
    if arguments.pairs_from:
        return _by_lists(arguments, paths, media)
    if arguments.recipe is not None:
        recipe = find_recipe(arguments.recipe)
        if recipe is None:
            names = [it.name for it in load_recipes()]
            hint = f"{did_you_mean(arguments.recipe, names)} There are: {', '.join(names)}."
            message = f"There is no recipe '{arguments.recipe}'."
            raise ProblemError(Problem("unknown-recipe", message, hint.strip()))
        return _by_rule(recipe.rule, paths, media, f"Recipe for {recipe.title}.", recipe.name)
    rule = _rule(arguments)
    if rule is not None:
        return _by_rule(rule, paths, media, "By the rule that was given.")
    best = propose(paths, media, root=arguments.data)[0]
    settings = PairingSettings(rule=best.rule, recipe=best.recipe, lists=best.lists)
    return Found(settings, best.pairing, f"Proposed: {best.sentence}")


def _rule(arguments: argparse.Namespace) -> PairingRule | None:
    if (arguments.regex is None) != (arguments.reference is None):
        hint = "Give both, or a --rule instead."
        message = "--regex and --reference belong together."
        raise ProblemError(Problem("rule-incomplete", message, hint))
    if arguments.regex is not None:
        return regex_rule(arguments.regex, arguments.reference, ignore_case=arguments.ignore_case)
    if arguments.rule:
        return parse_rule(arguments.rule, ignore_case=arguments.ignore_case)
    return None


def _by_rule(
    rule: PairingRule | None, paths: tuple[str, ...], media: Media, because: str, recipe: str = ""
) -> Found:
    settings = PairingSettings(rule=rule, recipe=recipe)
    pairing, problems = settings.pair(paths, media)
    return Found(settings, pairing, because, problems)


def _by_lists(arguments: argparse.Namespace, paths: tuple[str, ...], media: Media) -> Found:
    """Pair by lists, named as the dataset keeps them: relative where they lie in its folder."""
    root: Path = arguments.data.absolute()
    lists = tuple(_relative(path.absolute(), root) for path in arguments.pairs_from)
    found = pair_by_lists(root, lists, paths, media)
    columns = (
        f"{name} (references in column {reference}, distorted files in column {distorted})"
        for name, reference, distorted in found.columns
    )
    because = f"As listed in {', '.join(columns)}."
    return Found(PairingSettings(lists=lists), found.pairing, because, found.problems)


def _by_example(arguments: argparse.Namespace, paths: tuple[str, ...], media: Media) -> Found:
    examples = [_example(text) for text in arguments.example]
    found = by_example(examples, paths, media)
    problems = tuple(
        Problem(it.code, it.message, it.hint, f"--example {arguments.example[it.examples[0]]}")
        for it in found.contradictions
    )
    if found.rule is None:
        raise ProblemsError(list(problems))
    settings = PairingSettings(rule=found.rule, examples=tuple(examples))
    because = f"From {len(examples)} example{'s' if len(examples) > 1 else ''}."
    return Found(settings, found.pairing, because, problems)


def _example(text: str) -> tuple[str, str]:
    distorted, equals, reference = text.partition("=")
    if not equals:
        message = f"'{text}' is no example."
        hint = "Write it as --example DISTORTED=REFERENCE"
        raise ProblemError(Problem("example-invalid", message, hint))
    return distorted, reference


def _config(
    arguments: argparse.Namespace, workspace: Path, media: Media, found: Found
) -> DatasetConfig:
    settings = found.settings.with_leftovers(found.pairing)
    values: dict[str, Any] = {
        "type": media,
        "dataset_pth": _relative(arguments.data.absolute(), workspace),
        "dataset_name": arguments.name,
        "output": arguments.output,
        "logs_output": f"{arguments.output.rstrip('/')}/{arguments.name}.log",
        **_metrics(arguments.metrics, media, has_pairs=bool(found.pairing.groups)),
        "omgui": OmguiSettings(pairing=settings.to_config()),
    }
    try:
        return DatasetConfig(**values)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        message, hint = details["ctx"]["error"].args
        where = "NAME" if details["loc"][0] == "dataset_name" else "--output"
        problem = Problem("value-unusable", f"{details['input']!r} {message}.", hint, where)
        raise ProblemError(problem) from error


def _relative(data: Path, workspace: Path) -> str:
    """Return the folder of the files as the configuration names it: short where it can be."""
    root, folder = Path(os.path.normpath(workspace)), Path(os.path.normpath(data))
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def _metrics(
    names: tuple[str, ...], media: Media, *, has_pairs: bool
) -> dict[str, tuple[str, ...]]:
    """Return the lists of metrics under their keys."""
    catalogue, _ = load_catalogue()
    lists: dict[str, tuple[str, ...]] = {}
    for name in names or _DEFAULT_METRICS[has_pairs]:
        spec = catalogue.get(name)
        key = metric_key(spec, media) if spec and not spec.features else None
        if spec is None:
            hint = f"{did_you_mean(name, catalogue)} 'omgui metrics' lists all names."
            problem = Problem("unknown-metric", f"There is no metric '{name}'.", hint.strip())
            raise ProblemError(problem)
        if key is None:
            message = f"'{name}' cannot score these files."
            raise ProblemError(Problem("metric-not-for-media", message, "Leave it out."))
        if spec.kind is Kind.FR and not has_pairs:
            message = f"'{name}' compares with a reference, and no pairs were found."
            hint = "Give a rule with --rule, or choose metrics without reference."
            raise ProblemError(Problem("pairs-missing", message, hint))
        lists[key] = (*lists.get(key, ()), name)
    return lists


def _show_fault(error: RuleError, arguments: argparse.Namespace) -> None:
    """Show a rule that cannot be understood, with the spot marked."""
    if error.side == "regex":
        text = arguments.regex
    elif arguments.regex is not None:
        text = arguments.reference
    else:
        sides = arguments.rule[error.line].replace("→", "->").split("->")
        chosen = {"distorted": 0, "reference": 1}.get(error.side)
        text = arguments.rule[error.line] if chosen is None else sides[chosen].strip()
    say_problem(error.problem)
    mark = " " * error.column + "^" * min(error.length, max(1, len(text) - error.column))
    sys.stderr.write(f"  {text}\n  {mark}\n")
