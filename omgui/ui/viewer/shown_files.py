"""Which files of which reference are ticked in the Viewer, and which of them is in front."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from omgui.core.results.result_table import ResultTable
from omgui.core.results.table_rows import TableRow
from omgui.ui.selection import RowKey

MOST_FILES = 12
_FILES_AT_FIRST = 6


def key_of(row: TableRow) -> RowKey:
    """Return by what a row is known to the whole page."""
    return row.reference, row.file, row.mode


class _Left(NamedTuple):
    """What was shown of a reference when another one was turned to."""

    shown: list[int]
    active: int
    guest: int | None
    host: int | None


class ShownFiles:
    """Decides which files are shown; knows no widget.

    Args:
        table: The results of the dataset.

    Attributes:
        reference: The reference whose files are shown; empty for the files that are scored alone.
        shown: Rows of the table that have curves, in the order of the table.
        active: The row whose pictures are shown; ``None`` for none.
        groups: Rows of the table by their reference.
    """

    def __init__(self, table: ResultTable) -> None:
        self.table = table
        self.groups: dict[str, list[int]] = {}
        self._rows: dict[RowKey, int] = {}
        self._numbers: list[int] = []  # of each row: its place among those of its reference
        for number, row in enumerate(table.rows):
            group = self.groups.setdefault(row.reference, [])
            self._numbers.append(len(group))
            group.append(number)
            self._rows.setdefault(key_of(row), number)
        self.reference = ""
        self.shown: list[int] = []
        self.active: int | None = None
        self._guest: int | None = None  # shown because it was looked at, and not ticked
        self._host: int | None = None  # ticked, and not shown as there is no room beside the guest
        self._left: dict[str, _Left] = {}

    @property
    def files(self) -> list[int]:
        """Rows of all files of the reference."""
        return self.groups.get(self.reference, [])

    @property
    def active_row(self) -> TableRow | None:
        """The row whose pictures are shown."""
        return None if self.active is None else self.table.rows[self.active]

    def number_of(self, row: int) -> int:
        """Return the place of a file among those of its reference."""
        return self._numbers[row]

    def row_of(self, key: RowKey) -> int | None:
        """Return the row that is known by a key."""
        return self._rows.get(key)

    def show_items(self, keys: Iterable[RowKey]) -> int:
        """Show items and no others, the first of them in front.

        Returns:
            How many belong to other references, and are not shown.
        """
        rows = [row for key in keys if (row := self._rows.get(key)) is not None]
        if not rows:
            return 0
        own = self._of_the_first(rows)
        self._leave()
        self.reference = self.table.rows[rows[0]].reference
        self.shown = sorted(set(own[:MOST_FILES]))
        self.active = own[0]
        self._guest, self._host = (own[0] if len(own) == 1 else None), None
        return len(rows) - len(own)

    def follow(self, keys: Iterable[RowKey]) -> int:
        """Show what was chosen elsewhere, beside what is ticked here.

        A single item comes to the front, and leaves when another one comes, unless it was ticked.

        Args:
            keys: Of the items, the one in front first.

        Returns:
            How many belong to other references, and are not shown.
        """
        rows = [row for key in keys if (row := self._rows.get(key)) is not None]
        if not rows:
            return 0
        own = self._of_the_first(rows)
        reference = self.table.rows[rows[0]].reference
        if reference != self.reference and reference in self._left:
            self._come_back(reference)
        elif reference != self.reference or self.active is None:
            return self.show_items(key_of(self.table.rows[row]) for row in rows)
        if self._guest in self.shown:
            self.shown.remove(self._guest)
            if self._host is not None and self._host not in self.shown:
                self.shown = sorted([*self.shown, self._host])
        self._guest = own[0] if len(own) == 1 and own[0] not in self.shown else None
        ticked = set(self.shown)
        for row in reversed(own):
            self.activate(row)
        left = ticked.difference(self.shown)
        self._host = left.pop() if left and self._guest is not None else None
        return len(rows) - len(own)

    def show_reference(self, reference: str) -> None:
        """Show what was shown of a reference before, or its first files."""
        if reference != self.reference and reference in self._left:
            self._come_back(reference)
            return
        self._leave()
        files = self.groups.get(reference, [])
        self.reference = reference
        self.shown = list(files[:_FILES_AT_FIRST])
        self.active = files[0] if files else None
        self._guest = self._host = None

    def tick(self, row: int, *, is_shown: bool) -> bool:
        """Show a file or hide it; the one in front stays.

        Returns:
            Whether that could be done.
        """
        if row == self._guest:
            self._guest = self._host = None
        if is_shown and row not in self.shown:
            if len(self.shown) >= MOST_FILES:
                return False
            self.shown = sorted([*self.shown, row])
        elif not is_shown and row in self.shown and row != self.active:
            self.shown.remove(row)
        else:
            return is_shown == (row in self.shown)
        return True

    def activate(self, row: int) -> None:
        """Put a file in front; where it is not shown yet, it takes the place of the last one."""
        if row not in self.shown:
            if len(self.shown) >= MOST_FILES:
                self.shown.remove(next(each for each in reversed(self.shown) if each != row))
            self.shown = sorted([*self.shown, row])
        self.active = row

    def neighbour(self, by: int) -> int | None:
        """Return the file shown before or after the one in front; at both ends that one."""
        if self.active is None or self.active not in self.shown:
            return self.active
        place = self.shown.index(self.active) + by
        return self.shown[min(max(place, 0), len(self.shown) - 1)]

    def _adopt_files(self, other: ShownFiles) -> None:
        """Show the files that another table shows, as far as this one has them."""
        keys = [key_of(other.table.rows[row]) for row in other.shown]
        active = other.active_row
        self.show_items([*([key_of(active)] if active is not None else []), *keys])
        self._guest = self._same_row(other, other._guest)
        self._host = self._same_row(other, other._host)
        for reference, left in other._left.items():
            shown = [row for each in left.shown if (row := self._same_row(other, each)) is not None]
            active_one = self._same_row(other, left.active)
            if active_one is not None:
                guest, host = (self._same_row(other, it) for it in (left.guest, left.host))
                self._left[reference] = _Left(shown, active_one, guest, host)

    def _same_row(self, other: ShownFiles, row: int | None) -> int | None:
        return None if row is None else self._rows.get(key_of(other.table.rows[row]))

    def _of_the_first(self, rows: list[int]) -> list[int]:
        """Return those of some rows that have the same reference as the first one."""
        reference = self.table.rows[rows[0]].reference
        return [row for row in rows if self.table.rows[row].reference == reference]

    def _leave(self) -> None:
        """Take down what is shown of a reference, for when one comes back to it."""
        if self.active is not None:
            left = _Left(list(self.shown), self.active, self._guest, self._host)
            self._left[self.reference] = left

    def _come_back(self, reference: str) -> None:
        self._leave()
        left = self._left[reference]
        self.reference = reference
        self.shown, self.active = list(left.shown), left.active
        self._guest, self._host = left.guest, left.host
