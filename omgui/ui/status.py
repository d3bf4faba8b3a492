"""The line at the bottom: what the engine does, and how much memory there is."""

from __future__ import annotations

import psutil
from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget
from typing_extensions import override

from omgui.ui.device_words import device_text
from omgui.ui.session import Session
from omgui.ui.states import DatasetStates

_EVERY_MS = 2000
_GIB = 2**30


class StatusBar(QStatusBar):
    """What the engine does, on what, and how much memory is free."""

    def __init__(
        self, session: Session, states: DatasetStates, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._states = states
        self.engine = QLabel()
        self.device = QLabel()
        self.memory = QLabel()
        for label in (self.engine, self.device, self.memory):
            label.setContentsMargins(6, 0, 6, 0)
            self.addPermanentWidget(label)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        states.run_changed.connect(self.refresh)
        self.refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Say what is the case now."""
        running = self._states.running
        if not running:
            self.engine.setText(self.tr("Nothing is running"))
        elif self._states.is_stopping:
            self.engine.setText(self.tr("Stopping: {name}").replace("{name}", running))
        elif self._states.is_paused:
            self.engine.setText(self.tr("Paused: {name}").replace("{name}", running))
        else:
            self.engine.setText(self.tr("Running: {name}").replace("{name}", running))
        device = device_text(str(self._session.runs.active.view.device)) if running else ""
        cores = psutil.cpu_count() or 1
        self.device.setText(device or self.tr("%n core(s)", "", cores))
        memory = psutil.virtual_memory()
        words = self.tr("Memory: {free} of {total} GiB free")
        self.memory.setText(
            words.replace("{free}", f"{memory.available / _GIB:.1f}").replace(
                "{total}", f"{memory.total / _GIB:.0f}"
            )
        )
