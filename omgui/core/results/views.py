"""Named views of a table, kept in the dataset's YAML file: ``omgui: {views: [...]}``."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from omgui.core.dataset import find_config
from omgui.core.dataset_config import OMGUI_KEY
from omgui.core.pooling import Pooling
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.results.grouping import Statistic
from omgui.core.results.ordering import SortKey
from omgui.core.written_files import replace_text
from omgui.core.yaml_edit import with_setting
from omgui.core.yaml_lines import YAML_LIMIT_BYTES, read_text, read_yaml

VIEWS_KEY = "views"
_NAME_LIMIT = 80
_SHOWN = 60


class ViewSort(BaseModel):
    """By what a view is sorted.

    Attributes:
        column: Key of a column.
        descending: Whether the greatest comes first.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    column: str
    descending: bool = False

    @property
    def key(self) -> SortKey:
        """The same for sorting."""
        return SortKey(self.column, self.descending)


class TableView(BaseModel):
    """How a table is shown.

    Attributes:
        name: For people; each name once.
        columns: Keys of the columns in their order; empty for all of them.
        sort: What counts most comes first.
        filter: As a person types it.
        group_by: Keys of columns; empty for single items.
        statistics: What is said of groups.
        pooling: How scores of frames become scores of items.
        coloured: Whether scores are coloured by rank.

    Keys of newer versions are kept when the file is written back.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    name: Annotated[str, Field(min_length=1, max_length=_NAME_LIMIT)]
    columns: tuple[str, ...] = ()
    sort: tuple[ViewSort, ...] = ()
    filter: str = ""
    group_by: tuple[str, ...] = ()
    statistics: tuple[Statistic, ...] = (Statistic.MEAN, Statistic.MEDIAN, Statistic.STD)
    pooling: Pooling = Pooling.MEAN
    coloured: bool = False

    def to_config(self) -> dict[str, Any]:
        """Return what is written into the YAML file: plain values."""
        values: dict[str, Any] = self.model_dump(mode="json", exclude_defaults=True)
        return values


@dataclass(frozen=True)
class Views:
    """The views of a dataset.

    Attributes:
        views: In their order.
        unreadable: What is written there and is no view; kept when views are saved.
        problems: One for each of these.
    """

    views: tuple[TableView, ...] = ()
    unreadable: tuple[Any, ...] = ()
    problems: tuple[Problem, ...] = ()

    def with_view(self, view: TableView) -> Views:
        """Return the same with this view, in the place of the one of its name or at the end."""
        names = [one.name for one in self.views]
        if view.name in names:
            views = tuple(view if one.name == view.name else one for one in self.views)
        else:
            views = (*self.views, view)
        return Views(views, self.unreadable, self.problems)

    def without(self, name: str) -> Views:
        """Return the same without the view of a name."""
        left = tuple(one for one in self.views if one.name != name)
        return Views(left, self.unreadable, self.problems)


def read_views(values: Sequence[Any]) -> Views:
    """Read the value of ``omgui: {views: …}``."""
    views: dict[str, TableView] = {}
    unreadable: list[Any] = []
    problems: list[Problem] = []
    for number, value in enumerate(values, 1):
        try:
            view = TableView.model_validate(value)
        except ValidationError as error:
            details = error.errors(include_url=False)[0]
            key = ".".join(str(step) for step in details["loc"]) or f"view {number}"
            problems.append(_unusable(number, f"'{key}': {details['msg']}"))
            unreadable.append(value)
            continue
        if view.name in views:
            problems.append(_unusable(number, f"there is another one named '{view.name}'"))
            unreadable.append(value)
            continue
        views[view.name] = view
    return Views(tuple(views.values()), tuple(unreadable), tuple(problems))


def _unusable(number: int, why: str) -> Problem:
    message = f"The saved view number {number} cannot be used: {why[:200]}."
    hint = "It is kept in the file; mend it there, or remove it."
    return Problem("view-unusable", message, hint, "omgui: views", Severity.WARNING)


def load_views(workspace: Path, name: str) -> Views:
    """Read the views of a dataset from its file.

    Raises:
        ProblemError: The file cannot be read.
    """
    path = find_config(workspace, name)
    settings = read_yaml(path, path.name).values.get(OMGUI_KEY)
    written = settings.get(VIEWS_KEY) if isinstance(settings, Mapping) else None
    return read_views(written if isinstance(written, list) else [])


def save_views(workspace: Path, name: str, views: Views) -> None:
    """Write the views of a dataset into its file; everything else in it stays, comments too.

    The time of the file stays as well: it tells whether anything that decides scores was edited.

    Raises:
        ProblemError: The file cannot be read or written.
    """
    path = find_config(workspace, name)
    text = read_text(path, path.name, YAML_LIMIT_BYTES)
    written = [*(view.to_config() for view in views.views), *views.unreadable]
    changed = with_setting(text, path.name, (OMGUI_KEY, VIEWS_KEY), written or None)
    if changed == text:
        return
    if len(changed.encode()) > YAML_LIMIT_BYTES:
        message = "With these views the file of the dataset would become too large."
        raise ProblemError(Problem("views-too-large", message, "Remove some.", path.name))
    before = path.stat()
    replace_text(path, changed)
    with contextlib.suppress(OSError):  # not every network drive allows it
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
