"""Where every file landed: the tree of groups, what is in none, and moves by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSignalBlocker,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.pairing import Move
from omgui.ui.icons import icon
from omgui.ui.wizard.dragging import DragTree
from omgui.ui.wizard.groups_model import GroupsModel
from omgui.ui.wizard.leftovers import Leftovers
from omgui.ui.wizard.move_bar import MoveBar
from omgui.ui.wizard.move_dialog import MoveDialog
from omgui.ui.wizard.moves import ALONE, LEFT_OUT, moved, to_reference
from omgui.ui.wizard.pairs_index import GroupView, Reason, groups_having
from omgui.ui.wizard.state import WizardState

_FILTER_MS = 150
_FEW_GROUPS = 12  # so many are shown unfolded
_FIELD_WIDTH, _WIDEST_FIELD, _FIELD_GAP = 90, 130, 12


class PlacedView(QWidget):
    """The tree, the leftovers, and the buttons that move files between them."""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._unfolded: set[str] = set()
        self._filtering = 0
        self._awaited: tuple[str, Sequence[str]] = ("", ())  # moved to a reference, not there yet
        self._dialog: MoveDialog | None = None
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.model = GroupsModel(self)
        self.tree = DragTree()
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setDragEnabled(True)
        self.tree.setAcceptDrops(True)
        self.tree.setMinimumHeight(100)
        self.tree.header().setStretchLastSection(False)
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.leftovers = Leftovers()
        self.bar = MoveBar()
        self.actions_, self.buttons = self.bar.actions_, self.bar.buttons
        self._waiting = QTimer(self, singleShot=True, interval=_FILTER_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.bar.offer_in((self.tree, self.leftovers.table))
        above = QWidget()
        top = QVBoxLayout(above)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.filter)
        top.addWidget(self.tree, 1)
        top.addWidget(self.empty, 1)
        top.addWidget(self.bar)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(above)
        self.splitter.addWidget(self.leftovers)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([600, 200])  # else what is shown first decides
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_typed)
        self._waiting.timeout.connect(self._apply_filter)
        self.tree.expanded.connect(self._on_expanded)
        self.tree.collapsed.connect(self._on_collapsed)
        self.tree.selectionModel().selectionChanged.connect(self._on_tree_chosen)
        self.leftovers.table.selectionModel().selectionChanged.connect(self._on_table_chosen)
        self.model.dropped.connect(self._on_dropped_on_group)
        self.leftovers.dropped.connect(self._on_dropped_on_leftovers)
        self.actions_["move"].triggered.connect(self._on_move)
        self.actions_["leave"].triggered.connect(self._on_leave)
        self.actions_["alone"].triggered.connect(self._on_alone)
        self.actions_["back"].triggered.connect(self._on_back)
        self._state.paired_changed.connect(self._on_paired)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.filter.setPlaceholderText(self.tr("Search in the groups"))
        self.filter.setAccessibleName(self.tr("Search in the groups"))
        self.tree.setAccessibleName(self.tr("Groups"))
        self._say_empty()
        self.bar.retranslate()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def focus_search(self) -> None:
        """Let the person type what to search for."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def chosen(self) -> list[str]:
        """Return the files that are selected in one of the two views."""
        indexes = self.tree.selectionModel().selectedRows()
        if indexes:
            return list(dict.fromkeys(self.model.path_of(index) for index in indexes))
        return self.leftovers.chosen()

    @Slot()
    def _on_paired(self) -> None:
        self.leftovers.show_paired(self._state.paired)
        self._apply_filter()

    @Slot()
    def _on_typed(self) -> None:
        self._waiting.start()

    @Slot()
    def _apply_filter(self) -> None:
        background = self._state.background
        background.forget(self._filtering)
        groups, text = self._state.paired.index.groups, self.filter.text()
        if not text.strip():
            self._show(groups)
            return
        self._filtering = background.start(
            lambda: groups_having(groups, text), self._show, self._failed
        )

    def _failed(self, error: Exception) -> None:
        raise error

    def _show(self, groups: Sequence[GroupView]) -> None:
        state = self._state
        bar = self.tree.verticalScrollBar()
        place = bar.value()
        rows = state.paired.index.rows_of
        wanted = state.decisions.overrules.moves
        # Of what lies in no group, the lists below say that it was moved.
        moves = frozenset(it for it in wanted if any(pair[0] for pair in rows.get(it, ())))
        with QSignalBlocker(self.tree):
            self.model.show(groups, state.paired.pairing, moves, state.media)
        is_few = len(groups) <= _FEW_GROUPS
        for row, group in enumerate(groups):
            if is_few or group.reference in self._unfolded:
                self.tree.expand(self.model.index(row, 0))
        self._set_widths()
        bar.setValue(place)
        self.tree.setVisible(bool(groups))
        self.empty.setVisible(not groups)
        self._say_empty()
        self._show_moved()
        self._enable()

    def _say_empty(self) -> None:
        if self._state.paired.index.groups:
            self.empty.setText(self.tr("Nothing fits the search."))
            return
        self.empty.setText(
            self.tr("No file is compared with a reference. Below is where the files are, and why.")
        )

    def _show_moved(self) -> None:
        """Choose what was moved to a reference where it is now, once it is there."""
        reference, paths = self._awaited
        if not paths or self._state.is_busy:
            return
        self._awaited = ("", ())
        found = self.model.indexes_in(reference, paths)
        if not found:
            return
        self.tree.expand(found[0].parent())
        flags = QItemSelectionModel.SelectionFlag
        self.tree.setCurrentIndex(found[0])
        for index in found[1:]:
            self.tree.selectionModel().select(index, flags.Select | flags.Rows)
        self.tree.scrollTo(found[0])

    def _set_widths(self) -> None:
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self.model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            wanted = self.tree.sizeHintForColumn(column) + _FIELD_GAP
            header.resizeSection(column, max(_FIELD_WIDTH, min(wanted, _WIDEST_FIELD)))

    @Slot(QModelIndex)
    def _on_expanded(self, index: QModelIndex) -> None:
        self._unfolded.add(self.model.path_of(index))

    @Slot(QModelIndex)
    def _on_collapsed(self, index: QModelIndex) -> None:
        self._unfolded.discard(self.model.path_of(index))

    @Slot()
    def _on_tree_chosen(self) -> None:
        if self.tree.selectionModel().hasSelection():
            self.leftovers.table.clearSelection()
        self._enable()

    @Slot()
    def _on_table_chosen(self) -> None:
        if self.leftovers.table.selectionModel().hasSelection():
            self.tree.clearSelection()
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen()
        moves = self._state.decisions.overrules.moves
        self.bar.enable(is_chosen=bool(chosen), is_moved=any(path in moves for path in chosen))

    def _move(self, text: str, paths: Sequence[str], move: Move | None) -> None:
        self._awaited = (move.reference, paths) if move is not None else ("", ())
        self._state.decide(text, moved(self._state.decisions, paths, move))

    @Slot()
    def _on_move(self) -> None:
        paths = self.chosen()
        if not paths:
            return
        pairing = self._state.paired.pairing
        unused = (one.path for one in self._state.paired.left.get(Reason.UNUSED, ()))
        likely = [*self.leftovers.candidates(paths), *pairing.references, *unused]
        dialog = MoveDialog(paths, list(dict.fromkeys(likely)), self._state.paths, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog, self._moving = dialog, paths
        dialog.accepted.connect(self._on_move_chosen)
        dialog.open()

    @Slot()
    def _on_move_chosen(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and dialog.reference:
            self._move(self.tr("move"), self._moving, to_reference(dialog.reference))

    @Slot()
    def _on_leave(self) -> None:
        self._move(self.tr("leave out"), self.chosen(), LEFT_OUT)

    @Slot()
    def _on_alone(self) -> None:
        self._move(self.tr("without reference"), self.chosen(), ALONE)

    @Slot()
    def _on_back(self) -> None:
        self._move(self.tr("take back"), self.chosen(), None)

    @Slot(tuple, str)
    def _on_dropped_on_group(self, paths: tuple[str, ...], reference: str) -> None:
        self._move(self.tr("move"), paths, to_reference(reference))

    @Slot(tuple, object, str)
    def _on_dropped_on_leftovers(self, paths: tuple[str, ...], reason: Reason, row: str) -> None:
        if reason is Reason.ALONE:
            self._move(self.tr("without reference"), paths, ALONE)
        elif reason is Reason.UNUSED and row and row not in paths:
            self._move(self.tr("move"), paths, to_reference(row))
        else:
            self._move(self.tr("leave out"), paths, LEFT_OUT)
