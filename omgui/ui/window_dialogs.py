"""Small dialogs of the window: preferences, shortcuts, about."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.icons import app_icon, icon
from omgui.ui.languages import LANGUAGES
from omgui.ui.log_file import versions
from omgui.ui.session import Session

_ICON_SIDE = 64


class PreferencesDialog(QDialog):
    """What a person likes; every change counts at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        likes = session.preferences
        self.theme = QComboBox()
        for theme in ("system", "light", "dark"):
            self.theme.addItem("", theme)
        self.theme.setCurrentIndex(self.theme.findData(likes.theme))
        self.language = QComboBox()
        for code, words in (("system", ""), *LANGUAGES.items()):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(self.language.findData(likes.language))
        for box in (self.theme, self.language):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.reopening = FramedCheckBox()
        self.reopening.setChecked(likes.is_reopening)
        self._theme_words = QLabel()
        self._theme_words.setBuddy(self.theme)
        self._language_words = QLabel()
        self._language_words.setBuddy(self.language)
        form = QFormLayout()
        form.addRow(self._theme_words, self.theme)
        form.addRow(self._language_words, self.language)
        form.addRow(self.reopening)
        self._buttons = _closing()
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._buttons)
        self._buttons.rejected.connect(self.reject)
        self.theme.activated.connect(self._on_theme)
        self.language.activated.connect(self._on_language)
        self.reopening.toggled.connect(self._on_reopening)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(self.tr("Preferences"))
        system = self.tr("As the system has it")
        for row, words in enumerate((system, self.tr("Light"), self.tr("Dark"))):
            self.theme.setItemText(row, words)
        self.language.setItemText(0, system)
        self.reopening.setText(self.tr("&Open the last workspace at the start"))
        self._theme_words.setText(self.tr("&Theme:"))
        self._language_words.setText(self.tr("&Language:"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_theme(self) -> None:
        self._session.change_preferences(theme=self.theme.currentData())

    @Slot()
    def _on_language(self) -> None:
        self._session.change_preferences(language=self.language.currentData())

    @Slot(bool)
    def _on_reopening(self, is_on: bool) -> None:
        self._session.change_preferences(is_reopening=is_on)


class ShortcutsDialog(QDialog):
    """Every action that has keys."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        listed = [action for action in actions if action.shortcuts()]
        self.table = QTableWidget(len(listed), 2)
        self.table.setHorizontalHeaderLabels([self.tr("Keys"), self.tr("What they do")])
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        for row, action in enumerate(listed):
            shown = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(key.toString(shown) for key in action.shortcuts())
            words = action.statusTip() or action.text().replace("&", "")
            self.table.setItem(row, 0, QTableWidgetItem(keys))
            self.table.setItem(row, 1, QTableWidgetItem(words))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = _closing()
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        self.resize(620, 560)


class AboutDialog(QDialog):
    """Which versions of what this is, and under which licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About omgui"))
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        picture.setPixmap(app_icon().pixmap(_ICON_SIDE, _ICON_SIDE))
        self.versions = QLabel(versions())
        self.versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QLabel(
            self.tr(
                "Objective image and video quality assessment over whole datasets.\n\n"
                "omgui is under the MIT licence. Qt for Python is used under the LGPL 3. "
                "Metrics have licences of their own, some for noncommercial use only: "
                "the tab Metrics names each."
            )
        )
        words.setWordWrap(True)
        self.copy = QPushButton(self.tr("&Copy Versions"))
        self.copy.setAutoDefault(False)
        buttons = _closing()
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self._on_copy)
        layout = QVBoxLayout(self)
        for widget in (picture, self.versions, words, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(420)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.versions.text())


def _closing() -> QDialogButtonBox:
    """Return a box with Close, whose own picture of the style would be black on dark ground."""
    close = QDialogButtonBox.StandardButton.Close
    buttons = QDialogButtonBox(close)
    buttons.button(close).setIcon(icon("close"))
    return buttons
