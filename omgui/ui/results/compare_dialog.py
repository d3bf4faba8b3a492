"""With what a dataset's table is compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.icons import icon


class CompareDialog(QDialog):
    """Another dataset of the workspace, or a file.

    Args:
        name: The dataset that differences are counted from.
        others: Names of the other datasets.
        folder: Where files are looked for first.
        parent: Owner.

    Signals:
        wanted(object): A name or a path was chosen.
        unwanted(): What was begun is to be stopped.
    """

    wanted = Signal(object)
    unwanted = Signal()

    def __init__(
        self, name: str, others: Sequence[str], folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(self.tr("Compare"))
        self.words = QLabel(self.tr("Compare the scores of {name} with:").replace("{name}", name))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.list_label = QLabel(self.tr("Another &dataset of this workspace:"))
        self.list = QListWidget()
        self.list.addItems(list(others))
        self.list.setAccessibleName(self.tr("Other datasets"))
        self.list_label.setBuddy(self.list)
        self.none = QLabel(self.tr("There is no other dataset in this workspace."))
        self.none.setVisible(not others)
        self.list.setVisible(bool(others))
        self.file_label = QLabel(
            self.tr("or a &file: a store (.omgui), also an earlier one, or CSV:")
        )
        self.file = QLineEdit()
        self.file.setClearButtonEnabled(True)
        self.file.setAccessibleName(self.tr("File to compare with"))
        self.file_label.setBuddy(self.file)
        self.choose = QPushButton(icon("folder_open"), self.tr("C&hoose…"))
        self.choose.setAutoDefault(False)
        self.error = QLabel()
        self.error.setWordWrap(True)
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.hide()
        self.busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self.busy.setAccessibleName(self.tr("Reading"))
        self.busy.hide()
        self.compare = QPushButton(icon("compare"), self.tr("&Compare"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setIcon(icon("close"))
        cancel.setAutoDefault(False)
        self.buttons.addButton(self.compare, QDialogButtonBox.ButtonRole.ActionRole)
        self.compare.setDefault(True)
        self._lay_out()
        self.list.itemSelectionChanged.connect(self._on_listed)
        self.list.itemActivated.connect(self._on_compare)
        self.file.textChanged.connect(self._enable)
        self.choose.clicked.connect(self._on_choose)
        self.compare.clicked.connect(self._on_compare)
        self.buttons.rejected.connect(self.reject)
        if others:
            self.list.setCurrentRow(0)
        self._enable()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.file, 1)
        line.addWidget(self.choose)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list_label)
        layout.addWidget(self.list)
        layout.addWidget(self.none)
        layout.addWidget(self.file_label)
        layout.addLayout(line)
        for widget in (self.error, self.busy, self.buttons):
            layout.addWidget(widget)
        self.resize(480, 380)

    @property
    def chosen(self) -> str | Path | None:
        """A path where one is written, else the chosen name; ``None`` where there is neither."""
        text = self.file.text().strip()
        if text:
            path = Path(text).expanduser()
            return path if path.is_absolute() else self._folder / path
        item = self.list.currentItem()
        return item.text() if item is not None and item.isSelected() else None

    def fail(self, words: str) -> None:
        """Say why the two cannot be compared."""
        self._set_busy(is_busy=False)
        self.error.setText(f"⚠ {words}")
        self.error.show()

    @override
    def reject(self) -> None:
        self.unwanted.emit()
        super().reject()

    def _set_busy(self, *, is_busy: bool) -> None:
        self.busy.setVisible(is_busy)
        self.error.hide()
        self._enable()

    @Slot()
    def _on_listed(self) -> None:
        if self.list.selectedItems():
            self.file.clear()
        self._enable()

    @Slot()
    def _enable(self) -> None:
        self.compare.setEnabled(self.chosen is not None and not self.busy.isVisibleTo(self))

    @Slot()
    def _on_choose(self) -> None:
        kinds = self.tr("Scores") + " (*.omgui *.omgui.* *.csv)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Compare"), str(self._folder), kinds)
        if name:
            self.file.setText(name)

    @Slot()
    def _on_compare(self) -> None:
        chosen = self.chosen
        if chosen is not None and self.compare.isEnabled():
            self._set_busy(is_busy=True)
            self.wanted.emit(chosen)
