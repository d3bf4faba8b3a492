"""Dialogs that give a dataset another name, or delete it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.dataset_moves import Belongings
from omgui.core.dataset_names import name_problem
from omgui.core.problems import Problem
from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.problem_words import both
from omgui.ui.wizard.parts import Notice

_WIDTH = 480
_LINES_SHOWN = 9


class RenameDialog(QDialog):
    """Asks for another name; what it says is done by whoever opens it.

    Signals:
        wanted(str): The dataset is to have this name.
    """

    wanted = Signal(str)

    def __init__(self, dataset: str, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset = dataset
        self._taken = taken
        self._is_busy = False
        self.words = QLabel(wordWrap=True)
        self.label = QLabel()
        self.name = QLineEdit(dataset)
        self.name.selectAll()
        self.label.setBuddy(self.name)
        self.said = Notice()
        self.rename = QPushButton(default=True)
        self.cancel = QPushButton(autoDefault=False)
        layout = QVBoxLayout(self)
        for widget in (self.label, self.name, self.said, self.words):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(_row(self))
        self.setMinimumWidth(_WIDTH)
        self.name.textChanged.connect(self._check)
        self.rename.clicked.connect(self._on_rename)
        self.cancel.clicked.connect(self.reject)
        self.retranslate()

    @property
    def buttons(self) -> Sequence[tuple[QPushButton, QDialogButtonBox.ButtonRole]]:
        """Its buttons, for the row below."""
        roles = QDialogButtonBox.ButtonRole
        return (self.rename, roles.AcceptRole), (self.cancel, roles.RejectRole)

    def fail(self, problem: Problem) -> None:
        """Say why it did not work; another name can be tried."""
        self._is_busy = False
        self._check()
        self.said.fail(both(problem.message, problem.hint))
        _grow(self)

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        title = self.tr("Rename the dataset {name}").replace("{name}", self._dataset)
        self.setWindowTitle(title)
        self.label.setText(self.tr("&New name:"))
        self.words.setText(
            self.tr(
                "The scores that it has stay where they are and belong to it as before. "
                "No image or video is touched."
            )
        )
        self.rename.setText(self.tr("&Rename"))
        self.cancel.setText(self.tr("Cancel"))
        self._check()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def reject(self) -> None:
        if not self._is_busy:
            super().reject()

    @Slot()
    def _check(self) -> None:
        name = self.name.text()
        problem = name_problem(name, self._taken, self._dataset)
        self.said.fail(both(problem.message, problem.hint) if problem is not None else "")
        _grow(self)
        is_new = problem is None and name != self._dataset
        self.rename.setEnabled(is_new and not self._is_busy)

    @Slot()
    def _on_rename(self) -> None:
        self._is_busy = True
        self._check()
        self.wanted.emit(self.name.text())


class DeleteDialog(QDialog):
    """Says which files would go, and asks once.

    Signals:
        wanted(tuple, bool): These files are to go, that of the dataset last; into the trash.

    Args:
        dataset: Its name.
        found: Its files.
        workspace: Paths below it are shown without it.
        has_trash: Whether the system keeps what is deleted.
        parent: The window.
    """

    wanted = Signal(tuple, bool)

    def __init__(
        self,
        dataset: str,
        found: Belongings,
        workspace: Path,
        *,
        has_trash: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dataset = dataset
        self._found = found
        self._workspace = workspace
        self._has_trash = has_trash
        self._is_busy = False
        self.words = QLabel(wordWrap=True)
        self.files = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.files.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.files.setMinimumHeight(self.files.fontMetrics().lineSpacing() * (_LINES_SHOWN + 1))
        self.results = FramedCheckBox()
        self.results.setVisible(bool(found.results))
        self.fate = Notice()
        self.said = Notice()
        self.delete = QPushButton(autoDefault=False)
        self.cancel = QPushButton(default=True)
        layout = QVBoxLayout(self)
        for widget in (self.words, self.files, self.results, self.fate, self.said, _row(self)):
            layout.addWidget(widget)
        layout.setStretchFactor(self.files, 1)
        self.setMinimumWidth(_WIDTH)
        self.results.toggled.connect(self._list)
        self.delete.clicked.connect(self._on_delete)
        self.cancel.clicked.connect(self.reject)
        self.retranslate()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def buttons(self) -> Sequence[tuple[QPushButton, QDialogButtonBox.ButtonRole]]:
        """Its buttons, for the row below."""
        roles = QDialogButtonBox.ButtonRole
        return (self.delete, roles.DestructiveRole), (self.cancel, roles.RejectRole)

    def fail(self, problem: Problem, left: Belongings) -> None:
        """Say what stays and why; what is left can be deleted for good.

        Args:
            problem: Why.
            left: The files that are still there.
        """
        self._is_busy = False
        self._found = left
        self._has_trash = False
        self.results.setVisible(bool(left.results))
        self.retranslate()
        self.said.fail(both(problem.message, problem.hint))
        _grow(self)

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        title = self.tr("Delete the dataset {name}").replace("{name}", self._dataset)
        self.setWindowTitle(title)
        self.words.setText(
            self.tr(
                "These files go. The images or videos stay as they are: "
                "they do not belong to the dataset alone."
            )
        )
        self.files.setAccessibleName(self.tr("Files that go"))
        count = len(self._found.results)
        self.results.setText(self.tr("Delete its &results too: %n file(s)", "", count))
        if self._has_trash:
            self.fate.say(self.tr("They are moved to the trash, where you can get them back."))
            self.delete.setText(self.tr("Move to &Trash"))
        else:
            self.fate.warn(self.tr("They are deleted for good: this cannot be undone."))
            self.delete.setText(self.tr("&Delete for Good"))
        self.cancel.setText(self.tr("Cancel"))
        self._list()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def reject(self) -> None:
        if not self._is_busy:
            super().reject()

    def _chosen(self) -> tuple[Path, ...]:
        results = self._found.results if self.results.isChecked() else ()
        return (*results, *self._found.configuration)

    @Slot()
    def _list(self) -> None:
        shown = (_below(path, self._workspace) for path in self._chosen())
        self.files.setPlainText("\n".join(shown))
        self.delete.setEnabled(not self._is_busy)

    @Slot()
    def _on_delete(self) -> None:
        self._is_busy = True
        self._list()
        self.wanted.emit(self._chosen(), self._has_trash)


def _row(dialog: RenameDialog | DeleteDialog) -> QDialogButtonBox:
    box = QDialogButtonBox()
    for button, role in dialog.buttons:
        box.addButton(button, role)
    return box


def _grow(dialog: QDialog) -> None:
    """Make room for what a dialog has to say."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    wanted = layout.totalHeightForWidth(dialog.width())
    if wanted > dialog.height():
        dialog.resize(dialog.width(), wanted)


def _below(path: Path, workspace: Path) -> str:
    try:
        return path.relative_to(workspace).as_posix()
    except ValueError:
        return str(path)


class DatasetWords(QObject):
    """Why a dataset can be neither renamed nor deleted just now."""

    def running(self, dataset: str) -> str:
        """Return that it is being scored."""
        words = self.tr("{name} is being scored. Wait for the end of its run, or cancel it.")
        return words.replace("{name}", dataset)

    def queued(self, dataset: str) -> str:
        """Return that it waits to be scored."""
        words = self.tr("{name} waits in the queue of runs. Take it out on the tab Run first.")
        return words.replace("{name}", dataset)

    def locked(self, dataset: str) -> str:
        """Return that another program scores it."""
        words = self.tr(
            "{name} is being scored by another program. Wait for the end of that run first."
        )
        return words.replace("{name}", dataset)

    def no_trash(self) -> str:
        """Return, within a sentence, why a file stays: not for its rights, but for its disk."""
        return self.tr("the trash does not take it")
