"""What the page is busy with, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget
from typing_extensions import override

from omgui.ui.icons import icon
from omgui.ui.results.feed import ResultFeed

_PATIENCE = 2  # ticks of progress before it is shown: most tables are there at once


class ProgressLine(QWidget):
    """A line that is hidden while nothing takes time.

    Args:
        feed: Tells how far it is.
        parent: Owner.
    """

    def __init__(self, feed: ResultFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._ticks = 0
        self.words = QLabel()
        self.bar = QProgressBar(textVisible=False)
        self.stop = QPushButton(icon("stop"), "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.stop)
        self.stop.clicked.connect(feed.cancel_pooling)
        feed.progressed.connect(self._on_progress)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.stop.setText(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Keep the table as it is"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._show()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_progress(self) -> None:
        is_busy = self._feed.is_reading or self._feed.pooled_scores is not None
        self._ticks = self._ticks + 1 if is_busy else 0
        self.setVisible(self._ticks > _PATIENCE)
        if is_busy:
            self._show()

    def _show(self) -> None:
        pooled = self._feed.pooled_scores
        self.stop.setVisible(pooled is not None)
        if pooled is not None:
            self.words.setText(self.tr("Pooling the scores of frames…"))
            self.bar.setRange(0, pooled[1])
            self.bar.setValue(pooled[0])
            return
        self.words.setText(self.tr("Reading… %n score(s)", "", self._feed.read_scores))
        self.bar.setRange(0, 0)
