"""``omgui demo``: makes a small real dataset, scores it, and shows what came out."""

from __future__ import annotations

import argparse
import csv
import math
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from omgui.cli import exit_codes, gui
from omgui.cli.demo_configs import DATA, IMAGES, VIDEOS, write_configs
from omgui.cli.demo_data import make_images, make_videos
from omgui.cli.output import say_problem
from omgui.cli.progress import ProgressScreen
from omgui.cli.run import exit_code, perform
from omgui.core.catalogue import load_catalogue
from omgui.core.events import Finish
from omgui.core.metric_spec import Better, MetricSpec
from omgui.core.problems import Problem, ProblemError
from omgui.core.programs import Program, command_of
from omgui.engine.ffmpeg import find_ffmpeg, has_libvmaf, no_window_flags
from omgui.engine.runner import RunRequest

_OUTPUT = "results"
_WIDTH_OF_FILES = 160  # where there is no terminal to fit
_DIGITS = 4
_ARROWS = {Better.HIGHER: "↑", Better.LOWER: "↓", Better.NEITHER: ""}


def command(arguments: argparse.Namespace) -> int:
    """Make the demo, run it, show the scores.

    Args:
        arguments: Of the command line.

    Returns:
        As of ``omgui run``; 1 where the demo could not be made.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH_OF_FILES)
    folder: Path = arguments.folder.absolute()
    started = time.monotonic()
    try:
        make_demo(folder, console)
    except ProblemError as error:
        say_problem(error.problem)
        return exit_codes.PROBLEMS
    except OSError as error:
        message = f"The demo cannot be written: {error.strerror or error}."
        say_problem(Problem("demo-unwritable", message, "Name another folder.", str(folder)))
        return exit_codes.PROBLEMS
    except KeyboardInterrupt:
        return exit_codes.CANCELLED
    if arguments.no_run:
        return exit_codes.COMPLETE
    request = RunRequest(workspace=folder, datasets=(IMAGES, VIDEOS))
    with ProgressScreen(console) as screen:
        outcome = perform(request, screen.show, screen.say)
    if outcome.finish is not Finish.CANCELLED:
        _show_tables(folder, console)
        _show_next(folder, console, time.monotonic() - started)
        if console.is_terminal and not arguments.no_window:
            open_window(folder, console)
    return exit_code(outcome, request)


def make_demo(folder: Path, console: Console) -> None:
    """Make the files and configurations of the demo; what is there already is kept.

    Args:
        folder: The workspace.
        console: Where to say what is being made.

    Raises:
        ProblemError: A package or ffmpeg is missing.
        OSError: The folder cannot be written.
    """
    catalogue, _ = load_catalogue()
    metrics = list(catalogue.values())
    if not has_libvmaf(find_ffmpeg()):
        metrics = [row for row in metrics if row.name != "vmaf"]
    with console.status("Making images and videos") as status:

        def on_file(name: str) -> None:
            status.update(f"Making {escape(name)}")

        images = make_images(folder / DATA[IMAGES], on_file)
        videos = make_videos(folder / DATA[VIDEOS], on_file)
    write_configs(folder, images, videos, metrics)
    count = sum(1 + len(distorted) for distorted in images.values())
    clips = sum(len(group.distorted) for group in videos)
    clips += len({group.reference for group in videos})
    console.print(f"The demo in {escape(_shown(folder))} has {count} images and {clips} videos.")


def open_window(folder: Path, console: Console) -> bool:
    """Open the window on the demo, where there is a screen; the command does not wait for it.

    Returns:
        Whether it was started.
    """
    if gui.what_is_missing() is not None:
        return False
    subprocess.Popen(  # an argument list, no shell
        command_of(Program.COMMAND_LINE, "gui", str(folder)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=no_window_flags(),
    )
    console.print("\nThe window opens with this workspace.")
    return True


def _show_tables(folder: Path, console: Console) -> None:
    for name in (IMAGES, VIDEOS):
        path = folder / _OUTPUT / f"{name}_scores.csv"
        try:
            with path.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
        except OSError:
            continue  # the run has said why it is not there
        console.print(f"\n[bold]{escape(name)}[/bold], rounded; {escape(_shown(path))} is exact.")
        for table in score_tables(rows, console.width):
            console.print(table)
    console.print("↑ higher is better, ↓ lower is better; no arrow: describes, does not judge.")


def score_tables(rows: Sequence[dict[str, str]], width: int) -> Iterator[Table]:
    """Yield the rows of a wide table in as many tables as a screen of this width needs.

    Args:
        rows: Rows of ``{dataset}_scores.csv``, in order.
        width: Characters that a line of the screen has.
    """
    catalogue, _ = load_catalogue()
    metrics = [catalogue[name] for name in (rows[0] if rows else ()) if name in catalogue]
    names = [_file(row) for row in rows]
    cells = {metric.name: rounded([row[metric.name] for row in rows]) for metric in metrics}
    room = width - max(map(len, names), default=0) - 2
    for block in _blocks(metrics, cells, room):
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
        table.add_column("file", no_wrap=True)
        for metric in block:
            table.add_column(_heading(metric), justify="right", no_wrap=True)
        for index, name in enumerate(names):
            line = [cells[metric.name][index] for metric in block]
            if any(line):
                table.add_row(escape(name), *line)
        yield table


def _blocks(
    metrics: Sequence[MetricSpec], cells: Mapping[str, Sequence[str]], room: int
) -> Iterator[list[MetricSpec]]:
    """Yield neighbouring metrics whose columns fit beside the names."""
    block: list[MetricSpec] = []
    used = 0
    for metric in metrics:
        needed = max(map(len, (_heading(metric), *cells[metric.name]))) + 2
        if block and used + needed > room:
            yield block
            block, used = [], 0
        block.append(metric)
        used += needed
    if block:
        yield block


def _heading(metric: MetricSpec) -> str:
    return f"{metric.name}{_ARROWS[metric.better]}"


def _file(row: dict[str, str]) -> str:
    name = row["filename"].rpartition("/")[2]
    return f"{name} ({row['mode']})" if row["mode"] not in {"", "same"} else name


def rounded(column: Sequence[str]) -> list[str]:
    """Return the numbers of a column with as many digits as a person compares.

    Args:
        column: Cells of a CSV; what is no number stays as it is.
    """
    values = [value for cell in column if math.isfinite(value := _number(cell))]
    before_point = len(str(int(max(map(abs, values), default=0.0))))
    places = max(0, _DIGITS + (max(map(abs, values), default=0.0) < 1) - before_point)
    return [
        f"{value:.{places}f}" if math.isfinite(value := _number(cell)) else cell for cell in column
    ]


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan


def _show_next(folder: Path, console: Console, seconds: float) -> None:
    where = escape(_shown(folder))
    console.print(f"\nThis took {seconds:.0f} s. What to look at, and to try:")
    table = Table.grid(padding=(0, 2))
    for left, right in (
        (f"{where}/datasets_configs", "what was asked for: YAML and lists, with comments"),
        (
            f"{where}/{_OUTPUT}",
            "a CSV for each metric, a wide table, and the store of each dataset",
        ),
        (f"{where}/logs", "what happened"),
        (f"omgui check {VIDEOS} -C {where}", "what can be known before a run"),
        (f"omgui run {IMAGES} -C {where}", "again: every score is kept, nothing is computed"),
        (
            f"omgui scores {VIDEOS} -C {where} --frames bikes_halfrate.mp4",
            "the scores of single frames",
        ),
        ("omgui metrics", "every metric there is"),
    ):
        table.add_row(" ", left, f"[dim]{right}[/dim]")
    console.print(table)


def _shown(path: Path) -> str:
    """Return a path as a person would type it here."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive of Windows
        return str(path)
    return str(path) if relative.startswith("..") else relative
