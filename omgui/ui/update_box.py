"""The part of the preferences that says whether and whom to ask for a newer version."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QEvent, QLocale, Slot
from PySide6.QtWidgets import QFormLayout, QGroupBox, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from omgui import __version__
from omgui.core.releases import is_newer
from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.problem_words import spoken
from omgui.ui.session import Session
from omgui.ui.update_asking import NO_RELEASE, project_feed


class UpdateBox(QGroupBox):
    """Off until the person turns it on; says what is sent, and what came of asking."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.asking = FramedCheckBox()
        self.asking.setChecked(session.preferences.is_asking_for_updates)
        self.address = QLineEdit(session.preferences.updates_address)
        self.address.setPlaceholderText(project_feed() or "https://")
        self._address_words = QLabel()
        self._address_words.setBuddy(self.address)
        self.reason = QLabel(wordWrap=True)
        self.promise = QLabel(wordWrap=True)
        form = QFormLayout()
        form.addRow(self._address_words, self.address)
        layout = QVBoxLayout(self)
        layout.addWidget(self.asking)
        layout.addLayout(form)
        layout.addWidget(self.reason)
        layout.addWidget(self.promise)
        self.asking.toggled.connect(self._on_toggled)
        self.address.editingFinished.connect(self._on_address)
        session.updates.asked.connect(self._say)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setTitle(self.tr("Newer versions"))
        self.asking.setText(self.tr("Ask once a &day whether there is a newer version"))
        self._address_words.setText(self.tr("&Release feed:"))
        self.promise.setText(
            self.tr(
                "Only this address is asked, and only for the newest version. Nothing is sent "
                "along: not your version, nor who you are, nor what you do. Nothing is installed."
            )
        )
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot(bool)
    def _on_toggled(self, is_on: bool) -> None:
        self._session.change_preferences(is_asking_for_updates=is_on)
        self._say()

    @Slot()
    def _on_address(self) -> None:
        self._session.change_preferences(updates_address=self.address.text().strip())
        self._say()

    @Slot()
    def _say(self) -> None:
        # What was turned on can be turned off at any time.
        self.asking.setEnabled(self._session.updates.is_possible or self.asking.isChecked())
        words = self._obstacle() or self._outcome()
        self.reason.setText(words)
        self.reason.setVisible(bool(words))
        self.asking.setAccessibleDescription(words)

    def _obstacle(self) -> str:
        """Return why nobody can be asked."""
        if self._session.updates.is_possible:
            return ""
        if self._session.updates.address:
            return self.tr("Offline mode is on, so nothing is asked.")
        if self.address.text().strip():
            return self.tr("This is not a web address that begins with https://.")
        return self.tr(
            "This copy of omgui names no address to ask. If you know a release feed, write its "
            "address here."
        )

    def _outcome(self) -> str:
        """Return what came of asking this address the last time."""
        last = self._session.updates.last
        if last is None or last.address != self._session.updates.address:
            return ""
        if last.fault:
            is_odd = last.fault == NO_RELEASE
            reason = self.tr("the answer names no release") if is_odd else spoken(last.fault)
            words = self.tr("{when}: no answer: {reason}.").replace("{reason}", reason)
        elif is_newer(last.version, __version__):
            words = self.tr("{when}: {version} is available.").replace("{version}", last.version)
        else:
            words = self.tr("{when}: there is no newer version.")
        moment = QDateTime.fromSecsSinceEpoch(int(last.at_s))
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        return words.replace("{when}", when)
