"""How a person left the table of each dataset: it is like that again when it is next opened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from omgui.core.results.views import TableView
from omgui.ui.kept_by_dataset import LAYOUTS, KeptByDataset


class TableLayout(BaseModel):
    """How a table was left.

    Attributes:
        view: Columns, order, groups, pooling and colours. The filter is not kept: whoever opens
            a table expects all of its rows.
        hidden: Keys of the columns that there were and that were not shown. Columns that are in
            neither are new, and shown.
        widths: Of the columns that were pulled.
    """

    model_config = ConfigDict(frozen=True)

    view: TableView
    hidden: tuple[str, ...] = ()
    widths: dict[str, int] = {}

    @classmethod
    def of(cls, view: TableView, keys: Sequence[str], widths: Mapping[str, int]) -> TableLayout:
        """Return how a table is left that has these columns."""
        hidden = tuple(key for key in keys if key not in view.columns) if view.columns else ()
        return cls(view=view.model_copy(update={"filter": ""}), hidden=hidden, widths=dict(widths))

    def view_of(self, keys: Sequence[str], names: Collection[str]) -> TableView:
        """Return the view for a table that may have got or lost columns since.

        Args:
            keys: Of all of its columns.
            names: Of those by which rows can be grouped.
        """
        view = self.view
        columns = view.columns
        if columns:
            known = {*columns, *self.hidden}
            columns = (*columns, *(key for key in keys if key not in known))
        group_by = tuple(key for key in view.group_by if key in names)
        return view.model_copy(update={"columns": columns, "group_by": group_by})


class TableLayouts:
    """A file of a person's own; nothing in it can keep a table from being shown.

    Args:
        path: Where it is kept.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._file = KeptByDataset(LAYOUTS, path)

    def find(self, workspace: Path, dataset: str) -> TableLayout | None:
        """Return how the table of a dataset was left; ``None`` where that is not known."""
        try:
            return TableLayout.model_validate(self._file.find(workspace, dataset))
        except ValidationError:
            return None

    def keep(self, workspace: Path, dataset: str, layout: TableLayout | None) -> None:
        """Write down how a table is left; without room on the disk it is forgotten.

        Args:
            workspace: Where the dataset is.
            dataset: Its name.
            layout: How it is left; ``None`` where it is as usual.
        """
        values = layout.model_dump(mode="json", exclude_defaults=True) if layout else None
        self._file.keep(workspace, dataset, values)
