"""Whole runs of omgui and of the older tool on the same files, turn by turn."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import imageio_ffmpeg

from benchmarks.contests import VMAF_TOLERANCE, Contest
from benchmarks.differences import Gap, differences, in_words
from benchmarks.measured import BenchmarkError, Usage, is_possible, median
from benchmarks.report import NOISE, Line, failed_line
from benchmarks.workspaces import Place, Tables, Work

_KINDS = ("cpu", "wall")
_RUNS = ("ours_start", "older_start", "ours", "older", "ours_long")


class Rounds:
    """What the rounds measured."""

    def __init__(self) -> None:
        self.usages: dict[str, list[Usage]] = {runs: [] for runs in _RUNS}
        self.differences: dict[str, Gap] = {}

    def add(self, runs: str, usage: Usage) -> None:
        """Note a run."""
        self.usages[runs].append(usage)

    def compare(self, gaps: Mapping[str, Gap]) -> None:
        """Note score differences; the worst of all rounds counts."""
        for metric, gap in gaps.items():
            self.differences[metric] = gap.joined(self.differences.get(metric, Gap()))

    def median(self, kind: str, runs: str) -> float:
        """Return the median of ``cpu`` or ``wall`` seconds."""
        return median([getattr(usage, f"{kind}_s") for usage in self.usages[runs]])


def measure(
    contests: Sequence[Contest],
    place: Place,
    older_python: Path | None,
    say: Callable[[str], None],
) -> Iterator[Line]:
    """Run the comparisons; yields a line for each.

    Args:
        contests: Which ones.
        place: Where, how often and how much.
        older_python: Interpreter that has the older tool, ``None`` where there is none.
        say: Hears what is being done.
    """
    for contest in contests:
        if older_python is None:
            why = "the older tool is not here; standard error says why"
            yield failed_line(contest.key, contest.what, contest.target, why)
            continue
        try:
            yield _line(contest, place, older_python, say)
        except BenchmarkError as error:
            yield failed_line(contest.key, contest.what, contest.target, str(error))


def _line(contest: Contest, place: Place, older_python: Path, say: Callable[[str], None]) -> Line:
    say(f"{contest.key}: making the test material")
    work, longer = contest.make(place.media, contest.quick if place.is_quick else contest.full)
    tiny = contest.tiny(place.media)
    workspace = place.workspace(contest.key)
    ffmpeg = _ffmpeg_folder(place.work)
    found = Rounds()
    tables: dict[str, Tables] = {}

    def ours() -> None:
        say(f"{contest.key}: omgui, {work.items} and {longer.items} {contest.unit}s")
        found.add("ours_start", workspace.omgui(tiny, is_compatible=True)[0])
        usage, tables["ours"] = workspace.omgui(work, is_compatible=True)
        found.add("ours", usage)
        found.add(
            "ours_long", usage if longer is work else workspace.omgui(longer, is_compatible=True)[0]
        )

    def theirs() -> None:
        say(f"{contest.key}: the older tool, {work.items} {contest.unit}s")
        found.add("older_start", workspace.older(work.empty(), older_python, ffmpeg)[0])
        usage, tables["older"] = workspace.older(work, older_python, ffmpeg)
        found.add("older", usage)

    # Not counted: whatever the disk still has to bring into memory.
    workspace.omgui(tiny, is_compatible=True)
    workspace.older(work.empty(), older_python, ffmpeg)
    for number in range(place.rounds):
        for turn in (ours, theirs) if number % 2 == 0 else (theirs, ours):
            turn()
        found.compare(differences(work, tables["ours"], tables["older"]))
    return Verdict(contest, work, longer, found).line()


class Verdict:
    """What the rounds of a comparison say.

    Args:
        contest: The comparison.
        work: What both scored.
        longer: What omgui scored for the cost of an item.
        found: What the rounds measured.
    """

    def __init__(self, contest: Contest, work: Work, longer: Work, found: Rounds) -> None:
        self._contest = contest
        self._work = work
        self._longer = longer
        self._found = found
        self._whole = {
            kind: found.median(kind, "older") / found.median(kind, "ours") for kind in _KINDS
        }
        self._older_item = self._of_an_item("older", work.items)
        self._our_item = self._of_an_item("ours", longer.items)
        self._apart = {
            # Noise can make start-up longer than a whole run; that is no number then.
            kind: self._older_item[kind] / self._our_item[kind]
            if self._our_item[kind] > 0
            else math.nan
            for kind in _KINDS
        }

    def _of_an_item(self, tool: str, items: int) -> dict[str, float]:
        runs = "ours_long" if tool == "ours" else tool
        return {
            kind: (self._found.median(kind, runs) - self._found.median(kind, f"{tool}_start"))
            / items
            for kind in _KINDS
        }

    def line(self) -> Line:
        """Return the line of the table."""
        contest, found = self._contest, self._found
        raw = {
            "items": self._work.items,
            "items_of_the_longer_run": self._longer.items,
            "older_item_s": self._older_item,
            "our_item_s": self._our_item,
            "ratio_start_up_apart": self._apart,
            "ratio_whole_run": self._whole,
            "differences": {metric: asdict(gap) for metric, gap in found.differences.items()},
            **{runs: [asdict(usage) for usage in found.usages[runs]] for runs in _RUNS},
        }
        said = in_words(found.differences)
        return Line(
            contest.key, contest.what, self._words(), contest.target, self._is_met(), said, raw
        )

    def _is_noise(self) -> bool:
        items = (self._older_item, self._our_item)
        return not all(is_possible(item["cpu"], item["wall"]) for item in items)

    def _is_met(self) -> bool | None:
        gaps = self._found.differences.values()
        if any(gap.only_older for gap in gaps):
            return False  # a score that is not computed costs no time
        if self._contest.judged == "wall":
            is_equal = all(gap.largest <= VMAF_TOLERANCE for gap in gaps)
            return self._whole["wall"] >= self._contest.ratio and is_equal
        if self._is_noise():
            return None
        return all(self._apart[kind] >= self._contest.ratio for kind in _KINDS)

    def _words(self) -> str:
        found, unit = self._found, self._contest.unit
        older, ours = (_seconds(costs["cpu"]) for costs in (self._older_item, self._our_item))
        parts = [
            f"start-up apart **{self._apart['cpu']:.1f}× CPU, {self._apart['wall']:.1f}× wall** "
            f"({older} → {ours} CPU a {unit})",
            f"whole run of {self._work.items}: {_ratios(self._whole)}",
        ]
        if self._longer is not self._work:
            parts.append(
                f"whole run of {self._longer.items}, the older tool's computed from its start-up "
                f"and cost: {_ratios(self._whole_longer())}"
            )
        start = [
            f"{found.median(kind, 'older_start'):.1f} → {found.median(kind, 'ours_start'):.1f} s"
            for kind in _KINDS
        ]
        parts.append(f"start-up {start[0]} CPU, {start[1]} wall")
        return "; ".join([*parts, NOISE] if self._is_noise() else parts)

    def _whole_longer(self) -> dict[str, float]:
        count = self._longer.items
        return {
            kind: (self._found.median(kind, "older_start") + self._older_item[kind] * count)
            / self._found.median(kind, "ours_long")
            for kind in _KINDS
        }


def _ratios(ratios: Mapping[str, float]) -> str:
    return f"{ratios['cpu']:.1f}× CPU, {ratios['wall']:.1f}× wall"


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def _ffmpeg_folder(folder: Path) -> Path:
    """Return a folder whose ``ffmpeg`` is the one omgui uses; the older tool looks on the PATH."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    link = programs / ("ffmpeg.exe" if os.name == "nt" else "ffmpeg")
    if not link.exists():
        executable = Path(imageio_ffmpeg.get_ffmpeg_exe())
        try:
            link.symlink_to(executable)
        except OSError:
            shutil.copy2(executable, link)
    return programs
