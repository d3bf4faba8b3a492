"""Chooses the reference of files that are moved by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.wizard.path_list import PathList


class MoveDialog(QDialog):
    """A list of references; on wish, of all files.

    Args:
        moved: The files that are moved.
        likely: References that fit, and those that there are.
        everything: All files of the folder.
        parent: What it belongs to.
    """

    def __init__(
        self,
        moved: Sequence[str],
        likely: Sequence[str],
        everything: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        out = set(moved)
        self._likely = [path for path in likely if path not in out]
        self._everything = [path for path in everything if path not in out]
        self.setWindowTitle(self.tr("Move to a reference"))
        names = ", ".join(moved[:3]) + ("…" if len(moved) > 3 else "")
        words = QLabel(self.tr("Compare %n file(s) with:", "", len(moved)) + f"\n{names}")
        words.setWordWrap(True)
        self.references = PathList()
        self.references.set_words(self.tr("&Reference:"), self.tr("References"))
        self.all = FramedCheckBox(self.tr("Show &all files, to make one of them a reference"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        layout = QVBoxLayout(self)
        for widget in (words, self.references, self.all, self.buttons):
            layout.addWidget(widget)
        self.all.setChecked(not self._likely)
        self.all.toggled.connect(self._fill)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.references.view.doubleClicked.connect(self.accept)
        self.references.current_changed.connect(self._enable)
        self.references.is_first_chosen = True
        self.references.filter.setFocus()
        self._fill()
        self.resize(560, 420)

    @property
    def reference(self) -> str:
        """The reference that was chosen."""
        return self.references.current

    @Slot()
    def _fill(self) -> None:
        shown = self._everything if self.all.isChecked() else self._likely
        self.references.model.show(shown)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setEnabled(bool(self.references.current))
