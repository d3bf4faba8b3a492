"""What cells, columns and rows of a table of scores are called, in the language in force."""

from __future__ import annotations

from PySide6.QtCore import QObject

from omgui.core.metric_spec import Better
from omgui.core.pooling import Pooling
from omgui.core.problems import Problem
from omgui.core.results.columns import (
    WITH_SCORE,
    CellState,
    Column,
    MetricColumn,
    NumberColumn,
    Table,
    TextColumn,
)
from omgui.core.results.comparing import BOTH, FIRST_ONLY, SECOND_ONLY, SIDE
from omgui.core.results.file_changes import MARKED, FileChange, change_of
from omgui.core.results.grouping import GroupTable, Statistic, statistic_key
from omgui.core.results.result_table import ResultTable
from omgui.core.results.spreads import SPREAD
from omgui.core.words import one_line
from omgui.ui.change_words import ChangeWords
from omgui.ui.problem_words import problem_text, spoken
from omgui.ui.results.arranging import Arranged
from omgui.ui.results.clip_words import ClipWords
from omgui.ui.results.shades import place_among

_ARROWS = {Better.HIGHER: " ↑", Better.LOWER: " ↓"}
_UNREADABLE = ("file-unreadable", "decode-failed", "no-frames", "not-an-image", "video-undecodable")
PART_MARK, LOOK_MARK, CHANGED_MARK = " ◐", " ⚑", " ⚠"


def number_text(value: float, digits: int, *, is_count: bool) -> str:
    """Return a number as cells show it; empty for none."""
    if value != value:  # noqa: PLR0124  # NaN is not
        return ""
    return f"{value:.0f}" if is_count else f"{value:.{digits}f}"


class CellWords(QObject):
    """Speaks of cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clips = ClipWords(self)
        self._changes = ChangeWords(self)

    def pooling(self, pooling: Pooling) -> str:
        """Return the name of a pooling."""
        return {
            Pooling.MEAN: self.tr("Mean"),
            Pooling.HARMONIC: self.tr("Harmonic mean"),
            Pooling.MEDIAN: self.tr("Median"),
            Pooling.MIN: self.tr("Worst frame"),
            Pooling.P1: self.tr("Worst 1 % (percentile)"),
            Pooling.P5: self.tr("Worst 5 % (percentile)"),
            Pooling.P10: self.tr("Worst 10 % (percentile)"),
        }[pooling]

    def about_pooling(self, pooling: Pooling) -> str:
        """Return in plain words what a pooling does."""
        percentile = self.tr(
            "This share of the frames is as bad as the number or worse. Of metrics whose lower "
            "scores are better it is taken from the upper end."
        )
        return {
            Pooling.MEAN: self.tr("The average of all frames, as the runs store it."),
            Pooling.HARMONIC: self.tr(
                "An average that low scores pull down more than high ones pull up."
            ),
            Pooling.MEDIAN: self.tr("Half of the frames are better, half are worse."),
            Pooling.MIN: self.tr(
                "The score of the worst frame: the lowest one, or the highest one of metrics "
                "whose lower scores are better."
            ),
            Pooling.P1: percentile,
            Pooling.P5: percentile,
            Pooling.P10: percentile,
        }[pooling]

    def statistic(self, statistic: Statistic) -> str:
        """Return the name of a statistic."""
        return {
            Statistic.MEAN: self.tr("mean"),
            Statistic.MEDIAN: self.tr("median"),
            Statistic.STD: self.tr("standard deviation"),
            Statistic.MISSING: self.tr("items without score"),
        }[statistic]

    def title(self, column: Column) -> str:
        """Return what a column is called."""
        fixed = {
            "reference": self.tr("Reference"),
            "file": self.tr("File"),
            "mode": self.tr("Mode"),
            SIDE: self.tr("Side"),
            "count": self.tr("Items"),
            "frames_scored": self.tr("Frames scored"),
            "frames_expected": self.tr("Frames expected"),
        }
        if column.key in fixed and not isinstance(column, MetricColumn):
            return fixed[column.key]
        title = self._with_pooling(column.title)
        name, _, last = title.rpartition(" ")
        parts = {
            "mean": self.tr("mean"),
            "median": self.tr("median"),
            "std": self.tr("std"),
            "missing": self.tr("missing"),
            "difference": self.tr("difference"),
            SPREAD: self.tr("spread"),
        }
        return f"{name} {parts[last]}" if name and last in parts else title

    def _with_pooling(self, title: str) -> str:
        """Return a title with the pooling in it, ``psnr (min)``, in the language in force."""
        labels = {
            "harmonic mean": self.tr("harmonic mean"),
            "median": self.tr("median"),
            "min": self.tr("min"),
            "max": self.tr("max"),
        }
        labels |= {
            f"{percent}th percentile": self.tr("{n}th percentile").replace("{n}", str(percent))
            for percent in (5, 10, 90, 95, 99)
        }
        labels["1st percentile"] = self.tr("1st percentile")
        for label, words in labels.items():
            title = title.replace(f"({label})", f"({words})")
        return title

    def heading(self, column: Column) -> str:
        """Return what stands above a column: its title, unit and direction."""
        title = self.title(column)
        if isinstance(column, TextColumn):
            return title
        unit = f" ({column.unit})" if column.unit else ""
        mark = "⚠ " if isinstance(column, MetricColumn) and column.outdated else ""
        arrow = _ARROWS.get(column.better, "") if column.better is not None else ""
        return f"{mark}{title}{unit}{arrow}"

    def about_column(self, column: Column) -> str:
        """Return what is to be known of a column."""
        lines = [self.title(column)]
        if isinstance(column, NumberColumn):
            directions = {
                Better.HIGHER: self.tr("Higher scores are better."),
                Better.LOWER: self.tr("Lower scores are better."),
                Better.NEITHER: self.tr("Describes the content; no score is better than another."),
            }
            if column.better is not None:
                lines.append(directions[column.better])
        if isinstance(column, MetricColumn) and column.outdated:
            lines.append(spoken(column.outdated))
            lines.append(self.tr("Run the dataset again to have them computed anew."))
        return "\n".join(lines)

    def text(self, table: Table, key: str, row: int, digits: int) -> str:
        """Return what a cell shows."""
        column = table.columns[key]
        if isinstance(column, TextColumn):
            return self._said_side(column, row) or one_line(column.values[row])
        shown = number_text(column.values[row], digits, is_count=column.is_count)
        if isinstance(column, MetricColumn):
            return self._score(table, column, row, shown)
        if self.missing(table, key, row):
            return f"{shown}{PART_MARK}"
        return shown or "–"

    def _score(self, table: Table, column: MetricColumn, row: int, shown: str) -> str:
        """Return a score with the mark of what is to be looked at, or why there is none."""
        state = column.state(row)
        if state not in WITH_SCORE:
            return self._short(column, row, state)
        if change_of(table, row) is FileChange.CONTENT:
            return f"{shown}{CHANGED_MARK}"
        return shown + {CellState.PARTIAL: PART_MARK, CellState.FLAGGED: LOOK_MARK}.get(state, "")

    def _said_side(self, column: TextColumn, row: int) -> str:
        """Return in which of two compared tables a row is; empty for any other column."""
        if column.key != SIDE:
            return ""
        sides = {
            BOTH: self.tr("both"),
            FIRST_ONLY: self.tr("first only"),
            SECOND_ONLY: self.tr("second only"),
        }
        return sides.get(column.values[row], "")

    def count(self, arranged: Arranged, selected: int) -> str:
        """Return how many items and groups are shown, and how many rows are selected."""
        total = arranged.items.row_count
        items = self.tr("%n item(s)", "", arranged.matching)
        if arranged.matching < total:
            items = self.tr("{some} of {all}").replace("{some}", f"{arranged.matching:,}")
            items = items.replace("{all}", self.tr("%n item(s)", "", total))
        parts = [items]
        if isinstance(arranged.table, GroupTable):
            parts.insert(0, self.tr("%n group(s)", "", arranged.table.row_count))
        if selected > 1:
            parts.append(self.tr("%n selected", "", selected))
        return " · ".join(parts)

    def missing(self, table: Table, key: str, row: int) -> int:
        """Return how many members of a group have no score for one of its numbers."""
        metric, _, last = key.rpartition(" ")
        if not isinstance(table, GroupTable) or last == Statistic.MISSING.value:
            return 0
        counts = table.columns.get(statistic_key(metric, Statistic.MISSING))
        return int(counts.values[row]) if isinstance(counts, NumberColumn) else 0

    def _short(self, column: MetricColumn, row: int, state: CellState) -> str:
        if state is CellState.PROBLEM:
            return self.short_problem(column.problems.get(row))
        return {
            CellState.NOT_ASKED: "–",
            CellState.OPEN: self.tr("not yet"),
            CellState.STALE: self.tr("outdated"),
        }.get(state, "")

    def short_problem(self, problem: Problem | None) -> str:
        """Return a word or two for why there is no score."""
        code = problem.code if problem is not None else ""
        unreadable = self.tr("unreadable")
        known = {
            "file-missing": self.tr("file missing"),
            "file-empty": self.tr("file empty"),
            "weights-missing": self.tr("no weights"),
            "weights-wrong": self.tr("no weights"),
            "package-missing": self.tr("not installed"),
            "out-of-memory": self.tr("no memory"),
            "undefined": self.tr("undefined"),
            "pooling-undefined": self.tr("undefined"),
            "too-small": self.tr("too small"),
            "too-few-frames": self.tr("too short"),
            "shape-differs": self.tr("sizes differ"),
            "no-frame-scores": self.tr("not stored"),
            "item-kills-worker": self.tr("crashed"),
            "worker-died": self.tr("crashed"),
            **dict.fromkeys(_UNREADABLE, unreadable),
        }
        return known.get(code, self.tr("problem"))

    def tip(self, table: Table, key: str, row: int) -> str:
        """Return all that is to be said of a cell; several lines."""
        column = table.columns[key]
        if isinstance(column, TextColumn):
            said = self._said_side(column, row) or column.values[row]
            return "\n".join([said, *self.about_files(table, row)])
        value = column.values[row]
        lines = []
        if value == value:  # noqa: PLR0124  # NaN is not
            exact = number_text(value, 0, is_count=True) if column.is_count else repr(value)
            lines.append(f"{self.title(column)}: {exact} {column.unit}".rstrip())
        else:
            lines.append(self.title(column))
        lines += self._clips.about_cell(table, key, row)
        if isinstance(column, MetricColumn):
            lines += self.about_score(column, row)
            lines += self.about_files(table, row) if column.ids[row] else []
        elif missing := self.missing(table, key, row):
            lines.append(
                self.tr("%n item(s) of this group have no score and do not count.", "", missing)
            )
        lines += self.about_rank(column, row)
        return "\n".join(lines)

    def about_files(self, table: Table, row: int) -> list[str]:
        """Return what became of the files of a row since they were scored."""
        if change_of(table, row) is None or not isinstance(table, ResultTable):
            return []
        names = (table.rows[row].file, table.rows[row].reference)
        changes = ((name, table.file_changes.get(name)) for name in names)
        return [
            f"{'⚠ ' if change in MARKED else ''}{name}: {self._changes.about_file(change)}"
            for name, change in changes
            if change is not None
        ]

    def about_rank(self, column: NumberColumn, row: int) -> list[str]:
        """Return the place of a score among all of its column."""
        place = place_among(column, row)
        if place is None:
            return []
        words = self.tr("Rank {place} of {all}, 1 is the best.")
        return [words.replace("{place}", str(place[0])).replace("{all}", str(place[1]))]

    def about_score(self, column: MetricColumn, row: int) -> list[str]:
        """Return what became of a score, and why."""
        state = column.state(row)
        words = {
            CellState.NOT_ASKED: self.tr("The dataset does not ask for this score."),
            CellState.OPEN: self.tr("Not computed yet."),
            CellState.STALE: self.tr(
                "There is only a score of earlier files or settings, which is not shown. Run the "
                "dataset again."
            ),
        }
        lines = [words[state]] if state in words else []
        if state is CellState.PARTIAL:
            part = self.tr("From part of the frames: {scored} of {expected}.")
            scored = part.replace("{scored}", str(column.scored[row]))
            lines.append(scored.replace("{expected}", str(column.expected[row])))
        problem = column.problems.get(row)
        if problem is not None:
            lines.append(problem_text(problem))
        elif state is CellState.PROBLEM:
            lines.append(self.tr("It could not be computed."))
        if column.outdated and column.ids[row]:
            lines.append(f"⚠ {spoken(column.outdated)}")
        return lines
