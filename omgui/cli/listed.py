"""Which stored scores the present lists and metrics of a dataset ask for, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.core.problems import ProblemsError
from omgui.core.results.table_rows import asked_places
from omgui.core.words import counted
from omgui.engine.store import ScoreTarget, Store, StoredScore

Rows = Mapping[ScoreTarget, StoredScore]
_Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class Shown:
    """Stored scores as they are shown.

    Attributes:
        rows: Those that are asked for, in the order of the wide table; then, where wanted, others.
        listed: Those that are asked for.
        note: What a person should know of the choice; empty where there is nothing.
        left_out: How many are not shown.
    """

    rows: Rows
    listed: frozenset[ScoreTarget]
    note: str = ""
    left_out: int = 0


def shown(workspace: Path, name: str, store: Store, *, with_others: bool) -> Shown:
    """Return the stored scores that are to be shown.

    Args:
        workspace: The folder of the datasets' configurations.
        name: Of the dataset.
        store: Its store.
        with_others: Also those that are no longer asked for.
    """
    rows = newest(store)
    try:
        dataset = load_dataset(workspace, name, load_catalogue()[0])
    except ProblemsError as error:
        note = (
            "The configuration cannot be used, so everything that is stored is shown "
            f"({error.problems[0]})"
        )
        return Shown(rows, frozenset(rows), note)
    by_place = {_place(target): target for target in rows}
    found = (by_place[place] for place in asked_places(dataset) if place in by_place)
    # A score that the last run wanted anew, and has not got, is not what the dataset asks for.
    listed = [target for target in found if not rows[target].is_superseded]
    ordered = {target: rows[target] for target in listed}
    others = {target: score for target, score in rows.items() if target not in ordered}
    if with_others:
        return Shown({**ordered, **others}, frozenset(ordered))
    note = ""
    if others:
        is_are = "is" if len(others) == 1 else "are"
        note = (
            f"{counted(len(others), 'stored score')} of pairs, files or metrics that the dataset "
            f"no longer lists, or of other settings, {is_are} left out; --all shows them too."
        )
    return Shown(ordered, frozenset(ordered), note, len(others))


def newest(store: Store) -> Rows:
    """Return the stored scores; of several under different keys, the one asked for last."""
    latest: dict[_Place, tuple[ScoreTarget, StoredScore]] = {}
    for target, score in store.scores().items():  # oldest first
        known = latest.get(_place(target))
        if known is None or known[1].is_superseded or not score.is_superseded:
            latest[_place(target)] = target, score
    return dict(latest.values())


def _place(target: ScoreTarget) -> _Place:
    return target.reference, target.file, target.mode, target.metric
