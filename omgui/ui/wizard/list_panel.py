"""Pairs read from a file of text that comes with the dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.pairing import LIST_ENDINGS
from omgui.ui.check_boxes import BoxDelegate
from omgui.ui.icons import icon
from omgui.ui.wizard.decisions import Way
from omgui.ui.wizard.parts import Notice
from omgui.ui.wizard.state import WizardState

_OFFERED = 200


class ListPanel(QWidget):
    """Files of text to choose from; the ticked ones name the pairs."""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.explanation = QLabel(wordWrap=True)
        self.label = QLabel()
        self.files = QListWidget()
        self.files.setItemDelegate(BoxDelegate(self.files))
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.label.setBuddy(self.files)
        self.other = QPushButton(icon("folder_open"), "", autoDefault=False)
        self.said = Notice()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.explanation)
        layout.addWidget(self.label)
        layout.addWidget(self.files, 1)
        layout.addWidget(self.other)
        layout.addWidget(self.said)
        self.files.itemChanged.connect(self._on_ticked)
        self.files.itemActivated.connect(self._on_activated)
        self.other.clicked.connect(self._on_other)
        state.folder_changed.connect(self._fill)
        state.decided.connect(self._fill)
        state.paired_changed.connect(self._say)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.explanation.setText(
            self.tr(
                "Many datasets come with a list, such as info.txt or a CSV table of ratings, "
                "whose lines name a distorted file and its reference. Which column is which "
                "is found out."
            )
        )
        self.label.setText(self.tr("Lists to &read:"))
        self.files.setAccessibleName(self.tr("Lists to read"))
        self.other.setText(self.tr("Another &file…"))
        self.other.setToolTip(self.tr("Choose a list that lies elsewhere"))
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _offered(self) -> list[str]:
        """Return the files of text of the folder, and what was chosen elsewhere."""
        listing = self._state.listing
        found = [one.path for one in listing.ignored if _may_be_list(one.path)] if listing else []
        return list(dict.fromkeys([*self._state.decisions.lists, *found[:_OFFERED]]))

    @Slot()
    def _fill(self) -> None:
        chosen = self._state.decisions.lists
        offered = self._offered()
        shown = [self.files.item(row).text() for row in range(self.files.count())]
        self.files.blockSignals(True)
        if shown != offered:
            self.files.clear()
            for name in offered:
                item = QListWidgetItem(icon("file"), name)
                item.setToolTip(name)
                self.files.addItem(item)
        for row, name in enumerate(offered):
            is_on = name in chosen
            state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
            self.files.item(row).setCheckState(state)
        self.files.blockSignals(False)
        if offered and not self.files.currentItem():
            self.files.setCurrentRow(0)
        self._say()

    @Slot()
    def _say(self) -> None:
        state = self._state
        if state.decisions.way is not Way.LIST:
            self.said.say("")
        elif not state.decisions.lists:
            if self.files.count():
                self.said.say(self.tr("Tick the list that names the pairs."))
            else:
                self.said.say(self.tr("This folder holds no file of text: choose another file."))
        elif state.is_busy:
            self.said.say(self.tr("Reading the list…"))
        elif state.paired.columns:
            self.said.say("\n".join(map(self._columns_words, state.paired.columns)))
        else:
            self.said.say("")  # the page says below what is wrong

    def _columns_words(self, found: tuple[str, int, int]) -> str:
        name, reference, distorted = found
        words = self.tr("{file}: references in column {one}, distorted files in column {other}.")
        words = words.replace("{one}", str(reference)).replace("{other}", str(distorted))
        return words.replace("{file}", name)

    @Slot(QListWidgetItem)
    def _on_ticked(self, _item: QListWidgetItem) -> None:
        items = (self.files.item(row) for row in range(self.files.count()))
        checked = Qt.CheckState.Checked
        self._choose([item.text() for item in items if item.checkState() is checked])

    @Slot(QListWidgetItem)
    def _on_activated(self, item: QListWidgetItem) -> None:
        is_on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)

    @Slot()
    def _on_other(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a list of pairs"), str(self._state.root or ""))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*.{ending}" for ending in LIST_ENDINGS)
        texts = self.tr("Lists ({endings})").replace("{endings}", endings)
        dialog.setNameFilters([texts, self.tr("All files (*)")])
        dialog.filesSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def take(self, files: Sequence[str]) -> None:
        """Read these lists too."""
        root = self._state.root
        names = [_named(Path(file), root) for file in files]
        self._choose(list(dict.fromkeys([*self._state.decisions.lists, *names])))

    def _choose(self, lists: Sequence[str]) -> None:
        decisions = replace(self._state.decisions, way=Way.LIST, lists=tuple(lists))
        self._state.decide(self.tr("list of pairs"), decisions)


def _may_be_list(path: str) -> bool:
    return path.rpartition(".")[2].casefold() in LIST_ENDINGS


def _named(path: Path, root: Path | None) -> str:
    """Return how a dataset names a list: relative where it lies in its folder."""
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return str(path)
