"""Asks before decisions are lost."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


class LeaveQuestion(QMessageBox):
    """Close without saving, or keep editing?

    Attributes:
        leave: The button that closes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Close the wizard"))
        self.setText(self.tr("Close without saving?"))
        self.setInformativeText(self.tr("What you decided here would be lost."))
        roles = QMessageBox.ButtonRole
        self.leave = self.addButton(self.tr("&Close without saving"), roles.AcceptRole)
        stay = self.addButton(self.tr("&Keep editing"), roles.RejectRole)
        self.setDefaultButton(stay)
        self.setEscapeButton(stay)
