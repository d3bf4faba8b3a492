"""The checkpoints that metrics need and the state of each: as a table, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from omgui.cli.output import one_line, print_text
from omgui.core.words import counted
from omgui.weights.checksums import State
from omgui.weights.inventory import FileStatus, MetricWeights, is_usable
from omgui.weights.places import weights_folders
from omgui.weights.words import size_text

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH_OF_FILES = 180  # where there is no terminal to fit
_NARROW = 120
_NARROW_STATE = 16  # the longest word of a state is not to be broken
STATES: Mapping[State, tuple[str, str]] = {
    State.VERIFIED: ("verified", "green"),
    State.UNREAD: ("there, not yet read", "green"),
    State.UNCHECKED: ("there, no checksum to compare", "green"),
    State.WRONG_SIZE: ("wrong size", "bold red"),
    State.WRONG_CHECKSUM: ("wrong checksum", "bold red"),
    State.NO_CHECKPOINT: ("not a checkpoint", "bold red"),
    State.UNREADABLE: ("unreadable", "bold red"),
    State.MISSING: ("missing", "yellow"),
}


def print_inventory(found: Sequence[MetricWeights], *, is_json: bool) -> None:
    """Print what is there of some metrics' checkpoints."""
    folders = [str(folder) for folder in weights_folders()]
    if is_json:
        metrics = [
            {
                "metric": one.metric,
                "is_complete": one.is_complete,
                "files": [file_json(file) for file in one.files],
            }
            for one in found
        ]
        said = {"folders": folders, "metrics": metrics}
        sys.stdout.write(f"{json.dumps(said, ensure_ascii=False, indent=1)}\n")
        return
    console = screen()
    _print_table(console, found)
    for line in _summary(found, folders):
        print_text(console, line)


def _print_table(console: Console, found: Sequence[MetricWeights]) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    if not found:
        return
    is_narrow = console.width < _NARROW
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.add_column("metric", no_wrap=True, style="bold")
    table.add_column("file", overflow="fold")
    table.add_column("size", justify="right", no_wrap=True)
    table.add_column("state", min_width=_NARROW_STATE)
    if not is_narrow:
        table.add_column("where", overflow="fold")
    for metric in found:
        for number, one in enumerate(metric.files):
            words, style = STATES[one.state]
            name = "" if number else metric.metric
            size = size_text(one.size_bytes) if one.size_bytes else "?"
            state = f"[{style}]{words}[/{style}]"
            where = "" if one.path is None else one_line(str(one.path.parent))
            cells = [escape(name), escape(one.checkpoint.file), size, state, escape(where)]
            table.add_row(*cells[: len(table.columns)])
    console.print(table)
    if is_narrow:
        for folder in dict.fromkeys(str(p.parent) for m in found for p in m.paths):
            print_text(console, f"Found in {folder}")


def _summary(found: Iterable[MetricWeights], folders: Sequence[str]) -> list[str]:
    files = {one.checkpoint: one for metric in found for one in metric.files}
    absent = [one for one in files.values() if one.state is State.MISSING]
    unusable = [one for one in files.values() if one not in absent and not is_usable(one.state)]
    total = counted(len(files), "file")
    said: list[str] = []
    if not files:
        return ["No files are needed."]
    if unusable:
        said.append(f"{len(unusable)} of {total} {_are(unusable)} not usable.")
    if absent:
        size = size_text(sum(one.size_bytes for one in absent))
        said.append(f"{len(absent)} of {total} {_are(absent)} missing, at least {size}.")
    if not said:
        return ["The file is there." if len(files) == 1 else f"All {total} are there."]
    said.append(
        f"They belong into {folders[0]}; `omgui weights fetch` gets them, "
        "`omgui weights import` takes them from a folder or zip archive."
    )
    return said


def _are(files: Sequence[FileStatus]) -> str:
    return "is" if len(files) == 1 else "are"


def file_json(found: FileStatus) -> dict[str, object]:
    """Return what is known of a file as plain values."""
    checkpoint = found.checkpoint
    return {
        "file": checkpoint.file,
        "folder": checkpoint.folder,
        "state": found.state.value,
        "path": None if found.path is None else str(found.path),
        "size_bytes": found.size_bytes or None,
        "url": checkpoint.url,
        "is_backbone": checkpoint.backbone,
        "licence": checkpoint.licence,
        "also_used_by": found.also_used_by,
    }


def screen() -> Console:
    """Return the terminal; where there is none, one with room for the table."""
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH_OF_FILES)
