"""``omgui metrics``: the catalogue, as a table or as JSON."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from omgui.cli import exit_codes
from omgui.cli.output import print_text
from omgui.core.catalogue import Catalogue, load_catalogue
from omgui.core.metric_spec import Checkpoint, Family, Kind, Media, MetricSpec, Unit
from omgui.core.problems import Problem
from omgui.engine.availability import why_unavailable
from omgui.weights.inventory import missing

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import JustifyMethod
    from rich.table import Table

_NARROW = 100
_NARROW_TITLE = 24
_WIDTH_OF_FILES = 160  # where there is no terminal to fit
_UNITS = {
    Unit.FRAME: "frame",
    Unit.STEP: "frame and the one before",
    Unit.CLIP: "clip",
    Unit.FILE: "video file",
}


def command(arguments: argparse.Namespace) -> int:
    """List the metrics.

    Args:
        arguments: Of the command line.

    Returns:
        0, or 1 where a plug-in had to be left out.
    """
    catalogue, problems = load_catalogue()
    if arguments.json:
        sys.stdout.write(f"{as_json(catalogue, problems)}\n")
    elif arguments.markdown:
        from omgui.cli.metric_page import metric_page
        from omgui.core.catalogue.costs import measured_costs

        sys.stdout.write(metric_page(catalogue, measured_costs()))
    else:
        _show(catalogue, problems)
    return exit_codes.PROBLEMS if problems else exit_codes.COMPLETE


def as_json(catalogue: Catalogue, problems: tuple[Problem, ...]) -> str:
    """Return the whole catalogue, every field of every row, as JSON text.

    ``unavailable`` says why a metric cannot start on this machine, ``null`` if it can.
    """
    said = {
        "metrics": [
            {**_fields(row), "unavailable": _plain(why_unavailable(row))}
            for row in catalogue.values()
        ],
        "problems": [_plain(problem) for problem in problems],
    }
    return json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False)


def _plain(value: object) -> object:
    """Return a value as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _fields(value: DataclassInstance) -> dict[str, object]:
    fields = dataclasses.fields(value)
    return {field.name: _plain(getattr(value, field.name)) for field in fields}


def _show(catalogue: Catalogue, problems: tuple[Problem, ...]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH_OF_FILES)
    console.print(metric_table(catalogue, console.width))
    for problem in problems:
        print_text(console, str(problem), "yellow")


def metric_table(catalogue: Catalogue, width: int) -> Table:
    """Return the catalogue as a table.

    Args:
        catalogue: The metrics.
        width: Characters a line has; a narrow table leaves out what says least.
    """
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    is_narrow = width < _NARROW
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.add_column("name", no_wrap=True, style="bold")
    table.add_column("title", min_width=_NARROW_TITLE)
    for head in _heads(is_narrow=is_narrow):
        justify: JustifyMethod = "right" if head == "min side" else "left"
        table.add_column(head, no_wrap=head != "needs", justify=justify)
    for title, row in _in_families(catalogue):
        if title:
            table.add_section()
            # Below the names, in which there is room for it on every terminal.
            table.add_row(f"[cyan]{title}[/cyan]")
        said = {
            "kind": row.kind.value,
            "of a": _UNITS[row.unit],
            "better": row.better.value,
            "range": shown_range(row),
            "min side": str(row.min_side),
            "needs": _needs(row, is_short=is_narrow),
        }
        cells = [row.name, row.title, *(said[head] for head in _heads(is_narrow=is_narrow))]
        table.add_row(*map(escape, cells))
    return table


def _heads(*, is_narrow: bool) -> tuple[str, ...]:
    if is_narrow:  # the titles of the families tell the kind
        return "better", "range", "needs"
    return "kind", "of a", "better", "range", "min side", "needs"


def _in_families(catalogue: Catalogue) -> Iterator[tuple[str, MetricSpec]]:
    """Yield the rows by kind and family, each first one with the title of its part."""
    for kind in Kind:
        for family in Family:
            title = f"{kind.value}, {family.value}"
            for row in catalogue.values():
                if row.family is family and row.kind is kind:
                    yield title, row
                    title = ""


def shown_range(row: MetricSpec) -> str:
    """Return range and unit of a score, e.g. ``0 … 80 dB``; an open end is ``∞``."""
    low, high = row.range
    ends = f"{'-∞' if low is None else f'{low:g}'} … {'∞' if high is None else f'{high:g}'}"
    return f"{ends} {row.score_unit}".strip()


def _needs(row: MetricSpec, *, is_short: bool) -> str:
    needs: list[str] = []
    if row.unit is Unit.FILE:
        needs.append("ffmpeg with libvmaf" if row.name == "vmaf" else "the files themselves")
    elif Media.IMAGE not in row.media:
        needs.append("video")
    problem = why_unavailable(row)
    if problem is not None and problem.code == "package-missing":
        needs.append("packages" if is_short else "packages that are not installed")
    elif problem is not None and problem.code == "weights-missing":
        size = _megabytes(missing(row))
        needs.append((size or "weights") if is_short else f"weights to fetch{size and ': '}{size}")
    elif problem is not None:
        needs.append("other weights" if is_short else "weights other than those that are there")
    elif row.checkpoints:
        needs.append("weights, there")
    return ", ".join(needs)


def _megabytes(checkpoints: Sequence[Checkpoint]) -> str:
    total = sum(one.size_bytes for one in checkpoints)
    is_known = all(one.size_bytes for one in checkpoints)
    return f"{max(1, round(total / 1e6))} MB" if is_known else ""
