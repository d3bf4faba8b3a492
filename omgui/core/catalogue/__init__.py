"""The catalogue: every metric that can be asked for, without importing any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import entry_points

from omgui.core.catalogue import (
    classic,
    clips,
    descriptive,
    own_models,
    piq_rows,
    pyiqa_fr,
    pyiqa_more,
    pyiqa_nr,
)
from omgui.core.catalogue.about import ABOUT
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, Severity

PLUGIN_GROUP = "omgui.metrics"

_BUILT_IN = (
    *classic.ROWS,
    *pyiqa_fr.ROWS,
    *own_models.ROWS,
    *pyiqa_nr.ROWS,
    *clips.ROWS,
    *descriptive.ROWS,
    *pyiqa_more.ROWS,
    *piq_rows.ROWS,
    *own_models.FEATURE_EXTRACTORS,
)


class Catalogue(Mapping[str, MetricSpec]):
    """Rows by name, in the order in which they are shown.

    Args:
        rows: The rows.

    Raises:
        ValueError: Two rows have one name.
    """

    def __init__(self, rows: tuple[MetricSpec, ...]) -> None:
        self._rows = {row.name: row for row in rows}
        if len(self._rows) != len(rows):
            raise ValueError("two metrics of the catalogue have the same name")

    def __getitem__(self, name: str) -> MetricSpec:
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@lru_cache(maxsize=1)
def load_catalogue() -> tuple[Catalogue, tuple[Problem, ...]]:
    """Return all rows, with what was wrong with plug-ins.

    A plug-in is an entry point of the group ``omgui.metrics`` that names a ``MetricSpec`` or a
    sequence of them. A broken one costs its own metrics only.
    """
    rows = {row.name: replace(row, about=ABOUT.get(row.name, row.about)) for row in _BUILT_IN}
    problems: list[Problem] = []
    for point in entry_points(group=PLUGIN_GROUP):
        try:
            found = point.load()
            added = (found,) if isinstance(found, MetricSpec) else tuple(found)
        except Exception as error:  # noqa: BLE001  # a plug-in may raise anything
            problems.append(_plugin_problem(point.name, f"{type(error).__name__}: {error}"))
            continue
        for row in added:
            if not isinstance(row, MetricSpec) or row.name in rows:
                problems.append(_plugin_problem(point.name, f"{row!r:.80} cannot be added"))
            else:
                rows[row.name] = row
    return Catalogue(tuple(rows.values())), tuple(problems)


def _plugin_problem(name: str, reason: str) -> Problem:
    return Problem(
        "plugin-broken",
        f"The metric plug-in {name} was left out: {reason}.",
        "Update or remove the package that provides it.",
        severity=Severity.WARNING,
    )
