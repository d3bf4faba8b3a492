"""Measures everything, prints a Markdown table: ``python -m benchmarks``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import limits, older_tool, whole_runs
from benchmarks.contests import CONTESTS
from benchmarks.measured import BenchmarkError
from benchmarks.report import Line, machine, table, versions
from benchmarks.workspaces import Place

_KEYS = [contest.key for contest in CONTESTS] + [limit.key for limit in limits.LIMITS]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py bench",
        description="Compares omgui with objective-metrics 1.2 and with what the machine can do.",
    )
    parser.add_argument("--quick", action="store_true", help="less of everything, one round")
    parser.add_argument(
        "--only",
        action="append",
        choices=_KEYS,
        metavar="LINE",
        help=f"only this line; may be repeated ({', '.join(_KEYS)})",
    )
    parser.add_argument("--rounds", type=int, help="rounds of each line (default: 3; quick: 1)")
    parser.add_argument(
        "--older-python", metavar="PATH", help="interpreter that has the older tool"
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write all numbers there")
    parser.add_argument(
        "--media", metavar="FOLDER", type=Path, help="keep the clips there for another time"
    )
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _older_python(named: str | None) -> Path | None:
    try:
        return older_tool.find_or_make(named, _say)
    except BenchmarkError as error:
        _say(f"No comparison with the older tool: {error}.")
        return None


def _lines(options: argparse.Namespace, place: Place, older: Path | None) -> Iterator[Line]:
    chosen = set(options.only or _KEYS)
    contests = [contest for contest in CONTESTS if contest.key in chosen]
    yield from whole_runs.measure(contests, place, older, _say)
    wanted = [limit for limit in limits.LIMITS if limit.key in chosen]
    yield from limits.measure(wanted, place, _say)


def _measure(options: argparse.Namespace, folder: Path) -> list[Line]:
    rounds = options.rounds or (1 if options.quick else 3)
    clips = options.media.absolute() if options.media else folder / "media"
    place = Place(clips, folder, rounds, options.quick)
    is_compared = any(not options.only or c.key in options.only for c in CONTESTS)
    older = _older_python(options.older_python) if is_compared else None
    before = machine()
    lines: list[Line] = []
    for line in _lines(options, place, older):
        lines.append(line)
        _say(table([line]).splitlines()[-1])
    facts = {"omgui": versions(sys.executable), "older tool": versions(older) if older else "none"}
    print(table(lines))
    print(f"\nMachine: {before} at the start; {machine().rpartition(', load ')[2]} at the end.")
    for name, said in facts.items():
        print(f"{name}: {said}.")
    if options.json is not None:
        numbers = {
            "machine": [before, machine()],
            "versions": facts,
            "is_quick": options.quick,
            "lines": [line.as_json() for line in lines],
        }
        options.json.write_text(json.dumps(numbers, indent=1), encoding="utf-8")
    return lines


def main() -> int:
    """Measure what the command line asks for; return 1 if a target is not met."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(
        prefix="omgui-benchmarks-", ignore_cleanup_errors=True
    ) as folder:
        lines = _measure(options, Path(folder))
    return 0 if all(line.is_met is not False for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
