"""Files that are in no group, by reason: tabs with counts, and a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.pairing import Leftover, Pairing
from omgui.ui.icons import icon
from omgui.ui.wizard.models import FilesModel, Row
from omgui.ui.wizard.pairing_work import Paired
from omgui.ui.wizard.pairs_index import Reason
from omgui.ui.wizard.parts import make_table
from omgui.ui.wizard.words import leftover_words

_FILE_WIDTH = 300


_TO_LOOK_AT = (Reason.UNMATCHED, Reason.AMBIGUOUS, Reason.UNUSED)


class _LeftoverRows(Sequence[Row]):
    """Rows that are made when they are seen: there may be 200,000."""

    def __init__(self, found: Sequence[Leftover], *, has_rule: bool) -> None:
        self._found = found
        self._has_rule = has_rule

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        if isinstance(number, slice):
            return _LeftoverRows(self._found[number], has_rule=self._has_rule)
        one = self._found[number]
        words = leftover_words(one, has_rule=self._has_rule)
        return Row((one.path, words), one.path, "file", "quiet", f"{one.path}\n{words}")


class _AloneRows(Sequence[Row]):
    """The same for files that are scored without reference."""

    def __init__(self, paths: Sequence[str], words: str) -> None:
        self._paths = paths
        self._words = words

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        if isinstance(number, slice):
            return _AloneRows(self._paths[number], self._words)
        return Row((self._paths[number], self._words), self._paths[number], "file", "quiet")


class Leftovers(QWidget):
    """What is in no group, and why.

    Signals:
        dropped(tuple, Reason, str): Files were dropped on the table of a reason, on this row.
    """

    dropped = Signal(tuple, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paired = Paired(Pairing())
        self._is_touched = False
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setChangeCurrentOnDrag(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for _ in Reason:
            self.tabs.addTab("")
        self.model = FilesModel(2, self)
        self.model.is_drop_allowed = True
        self.table = make_table(self.model, is_many=True)
        self.table.setDragEnabled(True)
        self.table.setAcceptDrops(True)
        self.table.setColumnWidth(0, _FILE_WIDTH)
        self.table.setMinimumHeight(70)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self.table, 1)
        self.tabs.currentChanged.connect(self._fill)
        self.tabs.tabBarClicked.connect(self._on_touched)
        self.model.dropped.connect(self._on_dropped)
        self.retranslate()

    @property
    def reason(self) -> Reason:
        """The tab in front."""
        return Reason(self.tabs.currentIndex())

    def show_reason(self, reason: Reason) -> None:
        """Put a tab in front."""
        self.tabs.setCurrentIndex(reason.value)

    def show_paired(self, paired: Paired) -> None:
        """Show what is in no group now; the first tab with something to look at comes in front."""
        self._paired = paired
        self._say()
        if not self._is_touched or not self._count(self.reason):
            order = (*_TO_LOOK_AT, Reason.LEFT_OUT, Reason.ALONE)
            wanted = next((reason for reason in order if self._count(reason)), None)
            if wanted is not None:
                self.show_reason(wanted)
        self._fill()

    def chosen(self) -> list[str]:
        """Return the files that are selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.model.row(row).path for row in rows]

    def candidates(self, paths: Sequence[str]) -> list[str]:
        """Return the references that fit some files, where there are several."""
        wanted = set(paths)
        ambiguous = self._paired.left.get(Reason.AMBIGUOUS, ())
        found = (one.candidates for one in ambiguous if one.path in wanted)
        return list(dict.fromkeys(name for names in found for name in names))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.tabs.setAccessibleName(self.tr("Files in no group, by reason"))
        self.table.setAccessibleName(self.tr("Files in no group"))
        self.model.set_headers(self.tr("File"), self.tr("Why"))
        self._say()
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _count(self, reason: Reason) -> int:
        alone = self._paired.pairing.alone
        return len(alone if reason is Reason.ALONE else self._paired.left.get(reason, ()))

    @property
    def has_odd(self) -> bool:
        """Whether a file is in no group although nobody wanted that."""
        return any(self._count(reason) for reason in _TO_LOOK_AT)

    def filled(self) -> list[str]:
        """Return the titles of the tabs with files that are not scored."""
        words = self._titles()
        return [words[one] for one in Reason if one is not Reason.ALONE and self._count(one)]

    def _titles(self) -> dict[Reason, str]:
        return {
            Reason.UNMATCHED: self.tr("Unmatched"),
            Reason.AMBIGUOUS: self.tr("Fit two references"),
            Reason.UNUSED: self.tr("Unused references"),
            Reason.LEFT_OUT: self.tr("Left out"),
            Reason.ALONE: self.tr("Without reference"),
        }

    def _say(self) -> None:
        words = self._titles()
        for reason in Reason:
            count = self._count(reason)
            number = self.locale().toString(count)
            self.tabs.setTabText(reason.value, f"{words[reason]} ({number})")
            is_odd = bool(count) and reason in _TO_LOOK_AT
            self.tabs.setTabIcon(reason.value, icon("warning", "warning") if is_odd else QIcon())

    @Slot()
    def _fill(self) -> None:
        if self.reason is Reason.ALONE:
            words = self.tr("It is scored by itself, with no-reference metrics.")
            self.model.show(_AloneRows(self._paired.pairing.alone, words))
        else:
            has_rule = self._paired.rule is not None or bool(self._paired.lists)
            found = self._paired.left.get(self.reason, ())
            self.model.show(_LeftoverRows(found, has_rule=has_rule))

    @Slot()
    def _on_touched(self) -> None:
        self._is_touched = True

    @Slot(tuple, str)
    def _on_dropped(self, paths: tuple[str, ...], row: str) -> None:
        self.dropped.emit(paths, self.reason, row)
