"""The files of one reference: which have curves, how these look, and their scores at a frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.check_boxes import BoxDelegate
from omgui.ui.rows_model import ROOT, Index
from omgui.ui.viewer.files_model import FilesModel
from omgui.ui.viewer.viewer_state import MOST_FILES, ViewerState

_NAME_WIDTH = 120
_ROOM = 12
_NAME_SHARE = 0.6  # of the width: beyond that, one scrolls to see the scores


class FilesPanel(QWidget):
    """Lists the files of a reference; ticked ones have curves, the bold one is in the pictures.

    Signals:
        activated(int): The pictures of this row of the table are to be shown.
        ticked(int, bool): A file is to be shown among the curves, or not.
    """

    activated = Signal(int)
    ticked = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = QLabel()
        self.model = FilesModel(self)
        self.model.ticked.connect(self._on_ticked)
        self._has_ticked = False
        self._is_fitting = self._has_pulled = False
        self._said = False, 0
        self._active: tuple[str, int | None] = ("", None)
        self.view = QTableView(wordWrap=False, showGrid=False)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # ends tell files apart
        self.view.setTabKeyNavigation(False)
        self.view.setModel(self.model)
        self.view.setItemDelegateForColumn(0, BoxDelegate(self.view))
        self.view.setIconSize(QSize(30, 14))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_clicked)
        self.model.modelReset.connect(self._fit)
        self.model.scores_came.connect(self._on_scores)
        self.view.horizontalHeader().sectionResized.connect(self._on_pulled)
        self.hint = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.place)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.hint)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.view.setAccessibleName(self.tr("Files of the reference"))
        self.model.retitle()
        self.say(*self._said)

    def say(self, has_curves: bool, count: int) -> None:  # two facts
        """Say what can be done with so many files."""
        self._said = has_curves, count
        words = ""
        if has_curves and count > 1:
            words = self.tr(
                "Tick files to draw their curves, at most {most}. Press Enter on a file, or click "
                "its name, to see its frames."
            ).replace("{most}", str(MOST_FILES))
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def show_active(self, state: ViewerState) -> None:
        """Highlight the file whose pictures are shown, however one came to it."""
        before, self._active = self._active, (state.reference, state.active)
        is_other = before != self._active or not self.view.currentIndex().isValid()
        if is_other and state.active is not None:  # else a person may be on the way to another one
            index = self.model.index(state.number_of(state.active), 0)
            if index != self.view.currentIndex():
                self.view.setCurrentIndex(index)

    def show_place(self, words: str, frame: int | None) -> None:
        """Show the scores of a frame."""
        self.place.setText(words)
        self.model.show_frame(frame)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.model.forget_icons(self.devicePixelRatioF())
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_scores(self) -> None:
        if not self._has_pulled:
            self._fit()

    @Slot()
    def _on_pulled(self) -> None:
        self._has_pulled = not self._is_fitting

    @Slot()
    def _fit(self) -> None:
        self._is_fitting, self._has_pulled = True, False
        try:
            self._share_out()
        finally:
            self._is_fitting = False

    def _share_out(self) -> None:
        header = self.view.horizontalHeader()
        left = self.view.viewport().width()
        for column in range(1, self.model.columnCount(ROOT)):
            width = self.fontMetrics().horizontalAdvance(self.model.widest(column)) + _ROOM
            header.resizeSection(column, max(width, header.sectionSizeHint(column)))
            left -= header.sectionSize(column)
        name = min(self.view.sizeHintForColumn(0), int(_NAME_SHARE * self.view.viewport().width()))
        header.resizeSection(0, max(_NAME_WIDTH, name, left))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot(object)
    def _on_activated(self, index: Index) -> None:
        if index.isValid():
            self.activated.emit(self.model.row(index.row()))

    @Slot(object)
    def _on_clicked(self, index: Index) -> None:
        # A click on the box has ticked it already; anywhere else it shows the pictures.
        if not self._has_ticked:
            self._on_activated(index)
        self._has_ticked = False

    @Slot(int, bool)
    def _on_ticked(self, row: int, is_shown: bool) -> None:
        self._has_ticked = True
        self.ticked.emit(row, is_shown)
