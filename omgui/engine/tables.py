"""The CSV files: they grow line by line, and are put into worklist order in the end."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from omgui.core.metric_spec import MetricSpec
from omgui.core.results.csv_lines import csv_line
from omgui.core.results.spreads import SPREAD, spread_key
from omgui.core.worklist import FrItem
from omgui.core.written_files import whole_file
from omgui.engine.plan import Plan, Row
from omgui.engine.store import ScoreTarget, StoredScore

NO_VALUE = "nan"


def number(value: float | None) -> str:
    """Return a score with full precision, ``nan`` where there is none."""
    return NO_VALUE if value is None else repr(float(value))


def write_then_rename(path: Path, lines: Iterable[str]) -> None:
    """Write a file completely beside its place, then put it there.

    Raises:
        OSError: The disk is full or gone; what was there before still is.
    """
    with whole_file(path) as out:
        out.writelines(line.encode("utf-8", "backslashreplace") for line in lines)


class MetricTable:
    """``{dataset_name}_{metric}.csv``: ``filename,{metric}``.

    Args:
        path: Where it is.
        spec: The metric.
        rows: All rows in worklist order.
    """

    def __init__(self, path: Path, spec: MetricSpec, rows: Sequence[Row]) -> None:
        self.path = path
        self._metric = spec.name
        self._rows = rows
        self._names: dict[ScoreTarget, list[str]] = {}
        for row in rows:
            self._names.setdefault(row.targets[spec.name], []).append(row.name)

    def rewrite(self, scores: Mapping[ScoreTarget, float | None], *, is_complete: bool) -> None:
        """Write what is known, in worklist order.

        Args:
            scores: Finished scores; ``None`` where one could not be computed.
            is_complete: Whether rows without a score are written as ``nan``, or left out.

        Raises:
            OSError: The disk is full or gone.
        """
        lines = [csv_line(["filename", self._metric])]
        for row in self._rows:
            target = row.targets[self._metric]
            if target in scores or is_complete:
                lines.append(csv_line([row.name, number(scores.get(target))]))
        write_then_rename(self.path, lines)

    def append(self, target: ScoreTarget, value: float | None) -> None:
        """Add the line, or lines, of a finished score.

        Raises:
            OSError: The disk is full or gone.
        """
        lines = "".join(csv_line([name, number(value)]) for name in self._names.get(target, []))
        with self.path.open("a", encoding="utf-8", newline="", errors="backslashreplace") as out:
            out.write(lines)


def wide_lines(
    plan: Plan,
    metrics: Sequence[MetricSpec],
    stored: Mapping[ScoreTarget, StoredScore],
    drawn: Container[str] = (),
) -> list[str]:
    """Return the lines of the table with a column per metric.

    A distorted file's row also holds its no-reference scores. Files that are only scored without
    reference have rows of their own. A cell is empty where nothing was asked or nothing is computed
    yet, ``nan`` where the score could not be computed. ``frames_scored`` and ``frames_expected``
    are those of the metric that lost most frames, and ``flags`` names every problem as
    ``metric: code``.

    Args:
        plan: What is asked for.
        metrics: The metrics, in order.
        stored: What is known of scores.
        drawn: Names of metrics whose score is the mean of several draws. The column behind that of
            such a metric is the spread of the draws, empty where there is none.
    """
    header = ["reference", "filename", "mode"]
    for spec in metrics:
        header += [spec.name, spread_key(spec.name)] if spec.name in drawn else [spec.name]
    lines = [csv_line([*header, "frames_scored", "frames_expected", "flags"])]
    alone = {row.item.identity[0]: row for row in plan.nr_rows}
    used: set[str] = set()
    for row in plan.fr_rows:
        item = row.item
        if not isinstance(item, FrItem):
            continue
        own = alone.get(item.distorted)
        used.add(item.distorted)
        targets = {**(own.targets if own else {}), **row.targets}
        names = [item.reference, row.name, item.how]
        lines.append(_wide_line(names, targets, metrics, stored, drawn))
    for row in plan.nr_rows:
        if row.item.identity[0] not in used:
            lines.append(_wide_line(["", row.name, ""], row.targets, metrics, stored, drawn))
    return lines


def _wide_line(
    names: list[str],
    targets: Mapping[str, ScoreTarget],
    metrics: Sequence[MetricSpec],
    stored: Mapping[ScoreTarget, StoredScore],
    drawn: Container[str],
) -> str:
    cells: list[str] = []
    flags: list[str] = []
    worst: tuple[int, int] | None = None
    for spec in metrics:
        target = targets.get(spec.name)
        found = stored.get(target) if target is not None else None
        cells.append("" if found is None else number(found.value))
        if spec.name in drawn:
            spread = None if found is None else found.provenance.get(SPREAD)
            cells.append("" if spread is None else number(spread))
        if found is None:
            continue
        if found.problem is not None:
            flags.append(f"{spec.name}: {found.problem.code}")
        if found.frames_expected and (worst is None or _share(found) < worst[0] / worst[1]):
            worst = found.frames_scored, found.frames_expected
    counted = [str(count) for count in worst] if worst else ["", ""]
    return csv_line([*names, *cells, *counted, "; ".join(flags)])


def _share(score: StoredScore) -> float:
    return score.frames_scored / score.frames_expected
