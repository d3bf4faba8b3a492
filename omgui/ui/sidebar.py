"""The left side of the window: the datasets of the workspace and how far they are."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.session import Session
from omgui.ui.states import DatasetStates
from omgui.ui.theme import role_colour

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_MARGIN = 6
_WIDTH = 200


class DatasetListModel(QAbstractListModel):
    """Datasets by name, with the words of their state."""

    def __init__(
        self, session: Session, states: DatasetStates, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._states = states
        self._names: list[str] = session.dataset_names()
        session.datasets_changed.connect(self.reload)
        session.workspace_opened.connect(self.reload)
        states.changed.connect(self.refresh)
        states.run_changed.connect(self.refresh)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        name = self._names[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == STATE_ROLE:
            return self._states.words(name)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._states.picture(name)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return "\n".join([f"{name}: {self._states.words(name)}", *self._states.why(name)])
        return None

    def row_of(self, name: str) -> int:
        """Return the row of a dataset, -1 where there is none of that name."""
        return self._names.index(name) if name in self._names else -1

    @Slot()
    def reload(self) -> None:
        """Take the names as of the session's last look at the disk."""
        names = self._session.dataset_names()
        if names != self._names:
            self.beginResetModel()
            self._names = names
            self.endResetModel()

    @Slot()
    def refresh(self) -> None:
        """Show the states anew."""
        if self._names:
            self.dataChanged.emit(self.index(0), self.index(len(self._names) - 1))


class _TwoLines(QStyledItemDelegate):
    """Paints the name, and below it the state in a quieter colour."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        lines = QFontMetrics(option.font).height() * 2
        return QSize(_WIDTH, lines + 2 * _MARGIN)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        opt = QStyleOptionViewItem(option)
        self.initStyleOption(opt, index)
        icon = QIcon(opt.icon)
        opt.text = ""
        opt.icon = QIcon()
        style = QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, opt, painter, opt.widget)
        is_selected = bool(opt.state & QStyle.StateFlag.State_Selected)
        room = opt.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        side = round(QFontMetrics(opt.font).height() * 1.25)
        mode = QIcon.Mode.Selected if is_selected else QIcon.Mode.Normal
        place = QRect(room.left(), room.top(), side, room.height())
        icon.paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
        room.setLeft(room.left() + side + _MARGIN)
        colour = opt.palette.color(
            QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        )
        painter.save()
        painter.setPen(colour)
        name = QFont(opt.font)
        name.setBold(is_selected)
        self._line(painter, name, room, str(index.data()), Qt.AlignmentFlag.AlignTop)
        painter.setPen(colour if is_selected else role_colour("quiet", opt.palette))
        words = str(index.data(STATE_ROLE))
        self._line(painter, opt.font, room, words, Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    def _line(
        self, painter: QPainter, font: QFont, room: QRect, text: str, where: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, where | Qt.AlignmentFlag.AlignLeft, elided)


class Sidebar(QWidget):
    """The list of datasets under the name of the workspace."""

    def __init__(
        self, session: Session, states: DatasetStates, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.model = DatasetListModel(session, states, self)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title.setBuddy(self.list)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, 0, _MARGIN)
        layout.addWidget(self.title)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        self.setMinimumWidth(140)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.model.modelReset.connect(self._show_selected)
        session.dataset_selected.connect(self._show_selected)
        session.workspace_opened.connect(self.retranslate)
        session.datasets_changed.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        workspace = self._session.workspace
        self.title.setText(workspace.name if workspace is not None else self.tr("No workspace"))
        self.title.setToolTip(str(workspace or ""))
        self.list.setAccessibleName(self.tr("Datasets of the workspace"))
        if workspace is None:
            self.empty.setText(self.tr("Open a workspace, or drop a folder of files here."))
        else:
            self.empty.setText(
                self.tr("This workspace has no dataset yet. Drop a folder of files here.")
            )
        is_empty = self.model.rowCount() == 0
        self.list.setVisible(not is_empty)
        self.empty.setVisible(is_empty)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.model.refresh()
        super().changeEvent(event)

    def step(self, rows: int) -> None:
        """Select the dataset so many rows further down; the ends stop it."""
        count = self.model.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + rows, 0), count - 1)
            self.list.setCurrentIndex(self.model.index(row))

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._session.select(str(current.data()))

    @Slot()
    def _show_selected(self) -> None:
        row = self.model.row_of(self._session.selected)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        # A view that gets the focus makes its first row current without selecting it.
        is_marked = index.isValid() and self.list.selectionModel().isSelected(index)
        if row != self.list.currentIndex().row() or (row >= 0 and not is_marked):
            self.list.setCurrentIndex(index)
