"""The command ``omgui``: which words there are. Each command imports only what it needs."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from omgui import __version__
from omgui.cli import gui
from omgui.cli.exit_codes import BAD_CONFIGURATION

_WORKSPACE_HELP = "folder with datasets_configs/ (default: the current folder)"
AddParser = Callable[..., argparse.ArgumentParser]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: Arguments without the program's name; the process's own by default.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    parser, commands = _parser()
    if gui.is_wanted(words, commands):
        words.insert(0, "gui")
    arguments = parser.parse_args(words)
    _speak_utf8()
    if arguments.module is None:
        gui.say_why_no_window()
        parser.print_help()
        return BAD_CONFIGURATION
    return int(import_module(arguments.module).command(arguments))


def is_for_window(words: Sequence[str]) -> bool:
    """Whether a command line asks for the window, by that command or by naming what it opens.

    Args:
        words: Without the program's name.
    """
    return list(words[:1]) == ["gui"] or gui.is_wanted(words, _parser()[1])


def _speak_utf8() -> None:
    """Let any file name be printed, whatever the locale of the terminal or pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_terminal = stream.isatty()
            encoding = None if is_terminal else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _parser() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    """Return the parser, and the words that are commands."""
    parser = argparse.ArgumentParser(
        prog="omgui",
        description="Objective image and video quality assessment over whole datasets.",
    )
    parser.add_argument("--version", action="version", version=f"omgui {__version__}")
    parser.set_defaults(module=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    add = commands.add_parser
    for describe in (_gui, _new, _run, _check, _metrics, _weights, _scores, _demo, _doctor):
        describe(add)
    return parser, frozenset(commands.choices)


def _command(add: AddParser, name: str, text: str) -> argparse.ArgumentParser:
    parser = add(name, help=text, description=text)
    parser.set_defaults(module=f"omgui.cli.{name}")
    return parser


def _takes_workspace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-C", "--workspace", type=Path, default=Path(), metavar="WORKSPACE", help=_WORKSPACE_HELP
    )


def _takes_json(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--json", action="store_true", help=text)


def _gui(add: AddParser) -> None:
    parser = _command(add, "gui", "show the window; the word can be left out")
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="WORKSPACE",
        help="workspace to open, folder of files for a new dataset, or files to compare",
    )


def _new(add: AddParser) -> None:
    parser = _command(add, "new", "make a dataset of a folder; finds the pairs by the names")
    parser.add_argument("name", metavar="NAME", help="name of the new dataset")
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="folder of the files"
    )
    parser.add_argument("--type", choices=("img", "vid"), help="default: what the folder holds")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--rule",
        action="append",
        metavar="RULE",
        help="such as '{content}_{crf}.mp4 -> ref/{content}.mp4'; several are tried in order",
    )
    ways.add_argument(
        "--regex", metavar="RE", help="expression with named groups; needs --reference"
    )
    ways.add_argument(
        "--example",
        action="append",
        metavar="DISTORTED=REFERENCE",
        help="one pair, from which the others follow; can be repeated",
    )
    ways.add_argument("--recipe", metavar="NAME", help="a known dataset, such as kadid10k")
    ways.add_argument(
        "--pairs-from",
        type=Path,
        action="append",
        metavar="FILE",
        help="a text or CSV file whose lines name a distorted file and its reference; repeatable",
    )
    ways.add_argument("--no-references", action="store_true", help="score every file by itself")
    parser.add_argument(
        "--reference", metavar="TEMPLATE", help="the references that go with --regex"
    )
    parser.add_argument("--ignore-case", action="store_true", help="A and a are the same in rules")
    parser.add_argument(
        "--metrics", type=_names, default=(), metavar="A,B", help="default: psnr,ssim or piqe"
    )
    parser.add_argument(
        "--output", default="results", metavar="DIR", help="folder of results (default: results)"
    )
    _takes_workspace(parser)
    parser.add_argument("--dry-run", action="store_true", help="show everything, write nothing")
    parser.add_argument("--replace", action="store_true", help="replace a dataset of this name")
    _takes_json(parser, "print everything as JSON")


def _run(add: AddParser) -> None:
    parser = _command(add, "run", "score datasets; continues an unfinished run")
    parser.add_argument("names", nargs="+", metavar="NAME", help="datasets of the workspace")
    _takes_workspace(parser)
    parser.add_argument(
        "--device", metavar="DEVICE", help="auto, cpu, cuda, cuda:0,cuda:1 or mps (default: auto)"
    )
    parser.add_argument(
        "--workers", type=_workers, metavar="N|auto", help="worker processes (default: auto)"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="compute everything anew; the old store is kept aside"
    )
    parser.add_argument(
        "--metrics",
        type=_names,
        default=(),
        metavar="A,B",
        help="only these of the dataset's metrics",
    )
    parser.add_argument(
        "--compat",
        action="store_true",
        help="reproduce the values of objective-metrics 1.2, defects included",
    )
    _takes_json(parser, "print one event a line instead of a progress bar")


def _check(add: AddParser) -> None:
    parser = _command(add, "check", "find out before a run what would go wrong")
    parser.add_argument("names", nargs="+", metavar="NAME", help="datasets of the workspace")
    _takes_workspace(parser)
    _takes_json(parser, "print the findings as JSON")


def _metrics(add: AddParser) -> None:
    parser = _command(add, "metrics", "list the metrics")
    _takes_json(parser, "print the catalogue as JSON")
    parser.add_argument("--markdown", action="store_true", help="print it as docs/metrics.md")


def _weights(add: AddParser) -> None:
    parser = _command(add, "weights", "list, fetch, import and verify checkpoints of metrics")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, text in (
        ("list", "show which files metrics need, and which of them are there"),
        ("fetch", "download what is missing; continues a broken download"),
        ("verify", "compare the files that are there with their publishers' checksums"),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("metrics", nargs="*", metavar="METRIC", help="only what these need")
        action.add_argument("--dataset", metavar="NAME", help="only what this dataset needs")
        _takes_workspace(action)
        _takes_json(action, "print JSON; while fetching, one event a line")
        if name == "fetch":
            action.add_argument("--all", action="store_true", help="the files of all metrics")
    text = "take checkpoints from a folder, a zip archive or a file that someone brought"
    action = actions.add_parser("import", help=text, description=text)
    action.add_argument("sources", nargs="+", type=Path, metavar="SOURCE", help="is only read")
    _takes_json(action, "print one event a line as JSON")


def _scores(add: AddParser) -> None:
    parser = _command(add, "scores", "read stored scores of a dataset")
    parser.add_argument("name", metavar="NAME", help="dataset of the workspace")
    _takes_workspace(parser)
    parser.add_argument("--frames", metavar="FILE", help="scores of each frame of this file")
    parser.add_argument(
        "--metric",
        type=_names,
        action="extend",
        default=[],
        metavar="A,B",
        help="only these metrics; can be repeated",
    )
    parser.add_argument(
        "--all", action="store_true", help="also what the dataset no longer lists, marked as such"
    )
    parser.add_argument(
        "--format",
        choices=("csv", "tsv", "json", "parquet", "xlsx", "latex", "markdown"),
        default="csv",
        help="default: csv",
    )
    parser.add_argument(
        "--wide", action="store_true", help="a row for each item, a column for each metric"
    )
    parser.add_argument(
        "--pooling",
        choices=("mean", "harmonic", "median", "min", "p1", "p5", "p10"),
        help="how scores of frames become scores of items; min: the worst frame",
    )
    parser.add_argument(
        "--filter", default="", metavar="F", help="only rows such as 'codec=x265 psnr<30'"
    )
    parser.add_argument(
        "--sort",
        type=_names,
        action="extend",
        default=[],
        metavar="A,-B",
        help="columns to sort by; with '-', the greatest first",
    )
    parser.add_argument(
        "--group-by",
        type=_names,
        action="extend",
        default=[],
        metavar="A,B",
        help="mean, median and spread for each value of these columns",
    )
    parser.add_argument(
        "--compare",
        metavar="NAME2",
        help="difference to another dataset, or to a CSV file or store of this one",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file")


def _demo(add: AddParser) -> None:
    parser = _command(add, "demo", "make a small real dataset, run it, print the table")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path("demo"), metavar="DIR", help="default: ./demo"
    )
    parser.add_argument("--no-run", action="store_true", help="make the files, score nothing")
    parser.add_argument(
        "--no-window", action="store_true", help="do not open the window at the end"
    )


def _doctor(add: AddParser) -> None:
    parser = _command(add, "doctor", "show versions, devices and decoders, and test itself")
    parser.add_argument(
        "--quick", action="store_true", help="leave out trying the decoders and the metrics"
    )
    _takes_json(parser, "print the findings as JSON")


def _workers(text: str) -> int | None:
    """Read ``--workers``: a positive number, or ``auto`` for None."""
    if text == "auto":
        return None
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is neither a positive number nor auto")
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    """Read a list separated by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


if __name__ == "__main__":
    sys.exit(main())
