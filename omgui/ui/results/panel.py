"""A table of scores with its filter: what it shows is found in the background."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.results.columns import Table
from omgui.core.results.exports import ExportFormat
from omgui.core.results.filter_terms import FilterError
from omgui.core.results.grouping import GroupTable
from omgui.core.results.views import TableView, ViewSort
from omgui.ui.background import Background
from omgui.ui.change_words import shortened
from omgui.ui.icons import icon
from omgui.ui.results.arranger import Arranger
from omgui.ui.results.arranging import Arranged, OpenGroup, Wish, clicked_sort, row_key
from omgui.ui.results.copying import Copying
from omgui.ui.results.filter_guide import FilterGuide
from omgui.ui.results.filter_line import FilterLine
from omgui.ui.results.kept_selection import KeptSelection
from omgui.ui.results.model import ResultsModel
from omgui.ui.results.table import ResultsTable
from omgui.ui.results.table_menu import TableMenu

UNNAMED = "-"


class TablePanel(QWidget):
    """Filter, table, and what is said of both.

    Args:
        lane: Where tables are read and changed, one work after the other.
        side: Where what only reads names is done.
        parent: Owner.

    Signals:
        wish_changed(): Another filter, order, choice of columns or group is wanted.
        shown(): Other rows or values are shown.
        chosen(): Another cell is current, or other rows are selected.
        item_opened(): An item is to be seen in the viewer.
        said(str): Something for the line at the bottom.
    """

    wish_changed = Signal()
    shown = Signal()
    chosen = Signal()
    item_opened = Signal()
    said = Signal(str)

    def __init__(self, lane: Background, side: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._arranger = Arranger(lane, self)
        self.wish = Wish(TableView(name=UNNAMED, coloured=True))
        self.model = ResultsModel(self)
        self.filter_label = QLabel()
        self.filter = FilterLine()
        self.filter_label.setBuddy(self.filter)
        self.guide = FilterGuide(self.filter, lambda: self.items, side, self)
        self.table = ResultsTable(self.model)
        self.copying = Copying(self.table, self.model, lane, self)
        self._kept = KeptSelection(self.table, self.model, self._arranger)
        self.count = QLabel()
        self.empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.clear = QPushButton(icon("close"), "")
        self.back = QPushButton(icon("undo"), "")
        self.group = QLabel(wordWrap=True)
        self.group.setTextFormat(Qt.TextFormat.PlainText)
        self.group.hide()
        self.again = QPushButton(icon("reload"), "")
        self.again.hide()
        self.back.hide()
        self._lay_out()
        self._arranger.arranged.connect(self._on_arranged)
        self._arranger.refused.connect(self._on_refused)
        self._arranger.outrun.connect(self._on_outrun)
        self._arranger.slow.connect(self._say_count)
        self.filter.filter_changed.connect(self._on_filter)
        self.filter.list_wanted.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self.sort)
        self.table.menu_wanted.connect(self._on_menu)
        self.table.copy_wanted.connect(self.copy)
        self.copying.said.connect(self.said)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.clear.clicked.connect(self.filter.clear)
        self.back.clicked.connect(self.close_group)
        self.again.clicked.connect(self.sort_again)
        self.retranslate()
        self._say()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        for widget in (self.filter_label, self.filter, self.count, self.again, self.back):
            line.addWidget(widget)
        line.setStretch(1, 1)
        nothing = QHBoxLayout()
        nothing.addStretch(1)
        nothing.addWidget(self.empty)
        nothing.addWidget(self.clear)
        nothing.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.guide.words)
        layout.addWidget(self.group)
        layout.addLayout(nothing)
        layout.addWidget(self.table, 1)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def arranged(self) -> Arranged | None:
        """What the table shows."""
        return self.model.arranged

    @property
    def items(self) -> Table | None:
        """All single items, those that the filter hides too."""
        return self._arranger.items

    @property
    def is_settled(self) -> bool:
        """Whether the table shows what is wanted."""
        return not self._arranger.is_working

    def show_items(self, items: Table, *, is_same_rows: bool, is_live: bool = False) -> None:
        """Show another table.

        Args:
            items: The table; only the lane changes it from now on.
            is_same_rows: Whether its rows are those of the table before.
            is_live: Whether only scores came: rows keep their places.
        """
        self._arranger.take(items, is_same_rows=is_same_rows)
        if not is_live:
            self.guide.show_example()
            self._check_filter()
        self._request(is_live=is_live)

    def _check_filter(self) -> None:
        """Apply what is typed to another table, whose columns may be other ones; or say why not."""
        view = self.wish.view
        typed = self.filter.text() if self.model.is_doubtful else view.filter
        kept = view.filter if self.guide.check(view.filter) else ""
        is_understood = self.guide.check(typed)
        kept = typed.strip() if is_understood else kept
        self.wish = Wish(view.model_copy(update={"filter": kept}), self.wish.group)
        self._show_refused(is_refused=not is_understood)

    def set_view(self, view: TableView) -> None:
        """Show the table as a view has it."""
        self.filter.show_text(view.filter)
        is_understood = self.guide.check(view.filter)
        self._show_refused(is_refused=not is_understood)
        self._set(Wish(view if is_understood else view.model_copy(update={"filter": ""})))

    def change(self, **changes: object) -> None:
        """Change some of what is wanted: the fields of a view."""
        if "filter" in changes:
            self.filter.show_text(str(changes["filter"]))
            self._show_refused(is_refused=False)
        self._set(Wish(self.wish.view.model_copy(update=changes), self.wish.group))

    @Slot(str, bool)
    def sort(self, key: str, is_more: bool = False) -> None:  # a slot
        """Sort by a column: first upwards, then downwards, then not at all.

        Args:
            key: The column.
            is_more: Whether it counts after the columns that are sorted already.
        """
        self.change(sort=clicked_sort(self.wish.view.sort, key, is_more=is_more))

    def sort_by(self, key: str, *, is_descending: bool) -> None:
        """Sort by a column in this direction."""
        self.change(sort=(ViewSort(column=key, descending=is_descending),))

    @Slot()
    def sort_again(self) -> None:
        """Put the rows in order with the scores that came meanwhile."""
        self._request()

    def open_group(self, row: int) -> None:
        """Show the members of a group."""
        table = self.model.table
        if isinstance(table, GroupTable):
            self._set(Wish(self.wish.view, OpenGroup(table.by, row_key(table, row))))

    @Slot()
    def close_group(self) -> None:
        """Show all groups again."""
        self._set(Wish(self.wish.view))

    def add_condition(self, condition: str) -> None:
        """Filter by one thing more."""
        self.filter.setText(f"{self.filter.text()} {condition}".strip())

    @Slot()
    def copy(self, wanted: ExportFormat = ExportFormat.TSV, at_least: int = 1) -> None:
        """Put the selected rows, or all that are shown, on the clipboard as a table.

        Args:
            wanted: How it is written.
            at_least: So many rows must be selected to be meant; one is always.
        """
        self.copying.copy(wanted, at_least)

    # -- the work in the background --------------------------------------------------------------

    def _set(self, wish: Wish) -> None:
        if wish == self.wish:
            return
        self.wish = wish
        self._request()
        self.wish_changed.emit()

    def _request(self, *, is_live: bool = False) -> None:
        self._arranger.request(self.wish, self.arranged, self._kept.keys(), is_live=is_live)

    @Slot()
    def _on_outrun(self) -> None:
        self._request(is_live=True)

    @Slot(object, bool)
    def _on_arranged(self, arranged: Arranged, is_live: bool) -> None:
        self._kept.show(arranged, is_live=is_live)
        self.again.setVisible(is_live and bool(self.wish.view.sort))
        self._say()
        self.shown.emit()

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        is_understood = self.guide.check(text)
        self._show_refused(is_refused=not is_understood and self.guide.words.isVisibleTo(self))
        if is_understood:
            view = self.wish.view.model_copy(update={"filter": text.strip()})
            self._set(Wish(view, self.wish.group))

    def _show_refused(self, *, is_refused: bool) -> None:
        """Show that the rows are not the answer to what is typed."""
        self.model.set_doubtful(is_refused)
        self._say_count()

    @Slot(object)
    def _on_refused(self, error: FilterError) -> None:
        self.guide.refuse(error)
        self._show_refused(is_refused=True)

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        if self.table.currentIndex().isValid():
            TableMenu(self).popup(place)

    @Slot(int)
    def _on_opened(self, place: int) -> None:
        if self.wish.is_grouped:
            self.open_group(self.model.table_row(place))
        else:
            self.item_opened.emit()

    @Slot()
    def _on_chosen(self) -> None:
        self._say_count()
        self.chosen.emit()

    # -- words -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.filter_label.setText(self.tr("F&ilter:"))
        self.guide.show_example()
        self.filter.setToolTip(
            self.tr(
                "Words of file names, and conditions: codec=x265, crf>30, psnr<30, "
                "file~expression, has:problem, is:partial; “-” before one turns it round. "
                "Ctrl+Space offers what can come next."
            )
        )
        self.filter.setAccessibleName(self.tr("Filter of the rows"))
        self.table.setAccessibleName(self.tr("Scores"))
        self.clear.setText(self.tr("C&lear filter"))
        self.back.setText(self.tr("&Back to groups"))
        self.again.setText(self.tr("Sort again"))
        self.again.setToolTip(
            self.tr("Scores came since the rows were sorted, and rows kept their places.")
        )
        self.model.retitle()
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.model.repaint_colours()
        super().changeEvent(event)

    def _say(self) -> None:
        arranged = self.arranged
        is_empty = arranged is not None and not arranged.rows
        has_items = self.items is not None and self.items.row_count > 0
        self.empty.setVisible(is_empty)
        self.clear.setVisible(is_empty and has_items and bool(self.wish.view.filter))
        nothing = self.tr("There are no items here.")
        self.empty.setText(self.tr("No item passes the filter.") if has_items else nothing)
        self.back.setVisible(self.wish.group is not None)
        self.group.setVisible(self.wish.group is not None)
        if self.wish.group is not None:
            pairs = list(zip(self.wish.group.by, self.wish.group.values, strict=True))
            named = ", ".join(f"{key} = {shortened(value) or '–'}" for key, value in pairs)
            self.group.setText(self.tr("Only the group {name}").replace("{name}", named))
            self.group.setToolTip("\n".join(f"{key} = {value}" for key, value in pairs))
        self._say_count()

    @Slot()
    def _say_count(self) -> None:
        if self.model.is_doubtful:
            self.count.setText(self.tr("filter not applied"))
        elif self._arranger.is_slow:
            self.count.setText(self.tr("Looking…"))
        elif self.arranged is not None:
            selected = self.table.selected_count()
            self.count.setText(self.model.words.count(self.arranged, selected))
