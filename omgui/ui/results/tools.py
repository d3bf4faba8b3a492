"""The buttons above a table: groups, columns, colours, copying, writing to a file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from omgui.core.results.exports import ExportFormat
from omgui.ui.background import Background
from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.icons import icon
from omgui.ui.results.columns_dialog import ColumnsDialog
from omgui.ui.results.export_dialog import ExportDialog
from omgui.ui.results.exporting import ExportSource
from omgui.ui.results.group_menu import GroupMenu
from omgui.ui.results.panel import TablePanel
from omgui.ui.save_folder import SaveFolder

_SEVERAL = 2  # one row is always selected, and means nothing


class TableTools(QWidget):
    """What can be done with a table of any kind; owns buttons that a page lays out.

    Args:
        panel: The table.
        source: Returns what can be written of it, and the folder for files.
        background: Where files are written.
        parent: Owner.

    Attributes:
        parts: The buttons in their order.
    """

    def __init__(
        self,
        panel: TablePanel,
        source: Callable[[], tuple[ExportSource, SaveFolder] | None],
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._source, self._background = panel, source, background
        self.group = QPushButton(icon("pairs"), "")
        self.group_menu = GroupMenu(panel.model.words, self)
        self.group.setMenu(self.group_menu)
        self.columns = QPushButton(icon("dataset"), "")
        self.colours = FramedCheckBox()
        self.copy = QPushButton(icon("copy"), "")
        self.copy_menu = QMenu(self)
        self.copy.setMenu(self.copy_menu)
        self.export = QPushButton(icon("save"), "")
        self.parts = (self.group, self.columns, self.colours, self.copy, self.export)
        self.copied = QAction()
        self.copy_menu.aboutToShow.connect(self._say_copied)
        self.group_menu.aboutToShow.connect(self._fill_groups)
        self.group_menu.chosen.connect(self._on_groups)
        self.columns.clicked.connect(self.choose_columns)
        self.colours.toggled.connect(self._on_colours)
        self.export.clicked.connect(self.choose_export)
        panel.wish_changed.connect(self._show_wish)
        panel.shown.connect(self._enable)
        self.retranslate()
        self._show_wish()
        self._enable()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.columns.setText(self.tr("&Columns…"))
        self.colours.setText(self.tr("C&olours by rank"))
        self.colours.setToolTip(
            self.tr("Blue for the best scores of a column, orange for the worst")
        )
        self.copy.setText(self.tr("Cop&y"))
        self.export.setText(self.tr("E&xport…"))
        self.copy_menu.clear()
        self.copied = self.copy_menu.addAction("")
        self.copied.setEnabled(False)
        self.copy_menu.addSeparator()
        for text, wanted in (
            (self.tr("For &spreadsheets"), ExportFormat.TSV),
            (self.tr("As &Markdown"), ExportFormat.MARKDOWN),
            (self.tr("As &LaTeX"), ExportFormat.LATEX),
        ):
            action = self.copy_menu.addAction(text)
            action.triggered.connect(
                lambda _=False, wanted=wanted: self._panel.copy(wanted, _SEVERAL)
            )
        self._show_wish()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def choose_columns(self) -> None:
        """Let the person choose columns."""
        items, arranged = self._panel.items, self._panel.arranged
        if items is None or arranged is None:
            return
        title = self._panel.model.words.title
        columns = [(key, title(column)) for key, column in items.columns.items()]
        wanted = self._panel.wish.view.columns or tuple(items.columns)
        shown = [key for key in wanted if key in items.columns]
        dialog = ColumnsDialog(columns, shown, self)
        if dialog.exec():
            self._panel.change(columns=dialog.chosen)
        dialog.deleteLater()

    @Slot()
    def choose_export(self) -> None:
        """Let the person write the table to a file."""
        found = self._source()
        if found is None:
            return
        source, saves = found
        dialog = ExportDialog(source, saves, self._background, self)
        if dialog.exec() and dialog.path is not None:
            words = self.tr("Written: {path}").replace("{path}", str(dialog.path))
            self._panel.said.emit(words)
        dialog.deleteLater()

    @Slot()
    def _say_copied(self) -> None:
        """Say which rows a copy has, before it is made."""
        arranged = self._panel.arranged
        count = self._panel.copying.selected(_SEVERAL)
        rows = len(arranged.rows) if arranged is not None else 0
        shown = self.tr("All %n row(s) that are shown:", "", rows)
        self.copied.setText(self.tr("The %n selected row(s):", "", count) if count else shown)

    @Slot()
    def _fill_groups(self) -> None:
        items = self._panel.items
        if items is not None:
            self.group_menu.fill(items, self._panel.wish.view)

    @Slot(object, object)
    def _on_groups(self, by: tuple[str, ...], statistics: tuple[object, ...]) -> None:
        self._panel.close_group()
        self._panel.change(group_by=by, statistics=statistics)

    @Slot(bool)
    def _on_colours(self, is_on: bool) -> None:  # a slot
        self._panel.change(coloured=is_on)

    @Slot()
    def _show_wish(self) -> None:
        view = self._panel.wish.view
        self.colours.blockSignals(True)
        self.colours.setChecked(view.coloured)
        self.colours.blockSignals(False)
        text = self.tr("&Group")
        names = ", ".join(view.group_by)
        self.group.setText(f"{text}: {names}" if names else text)
        self.group.setToolTip(self.tr("Put rows together that have the same values"))

    @Slot()
    def _enable(self) -> None:
        has_rows = self._panel.arranged is not None
        for widget in (self.group, self.columns, self.copy, self.export):
            widget.setEnabled(has_rows)
