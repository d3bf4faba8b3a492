"""Small dialogs of the window: preferences and shortcuts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.dialog_buttons import closing_buttons
from omgui.ui.languages import LANGUAGES
from omgui.ui.session import Session
from omgui.ui.update_box import UpdateBox

_LEAST_WIDTH = 520


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
        self.updates = UpdateBox(session)
        self._buttons = closing_buttons()
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.updates)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._buttons.rejected.connect(self.reject)
        self.theme.activated.connect(self._on_theme)
        self.language.activated.connect(self._on_language)
        self.reopening.toggled.connect(self._on_reopening)
        self.retranslate()
        self.resize(_LEAST_WIDTH, 1)
        self._fit()

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

    @override
    def event(self, event: QEvent) -> bool:
        is_taken = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return is_taken

    def _fit(self) -> None:
        """Be high enough for all lines of the words; Qt reckons with them as if they were wider."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

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
    """Every action that has keys.

    Args:
        actions: Those that are listed, if they have keys.
        parent: Owner.
        has_own: Whether the page in front has keys of its own, which are listed first.
    """

    def __init__(
        self,
        actions: Iterable[QAction],
        parent: QWidget | None = None,
        *,
        has_own: bool = False,
    ) -> None:
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
        buttons = closing_buttons()
        buttons.rejected.connect(self.reject)
        own = self.tr("First the keys of the page in front, then those of the whole window.")
        others = self.tr("The tab Viewer has keys of its own: press ? there.")
        self.about = QLabel(own if has_own else others, wordWrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.about)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        self.resize(620, 560)
