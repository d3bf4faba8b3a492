"""The upper part of the page: where the run is, how fast, how long."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.dataset_state import DatasetState
from omgui.ui.device_words import device_text
from omgui.ui.icons import icon
from omgui.ui.run.run_state import Phase, RunState
from omgui.ui.run.tables import give_way
from omgui.ui.run.words import advice, duration_words, memory_words, phase_icon, phase_words
from omgui.ui.states import state_words
from omgui.ui.theme import state_icon

_STEPS = 1000
_SIDE = 28
_FACTS = ("scores", "speed", "left", "time", "device", "memory")
_ALMOST_S = 2.0
# Before that, what was seen is too little to go by: estimates were off by a multiple.
_TELLING_PART, _TELLING_S = 0.02, 120.0


class StatePanel(QWidget):
    """Big words, a progress bar, figures, and advice where it is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: RunState | None = None
        self._hint = ""
        self._stored = DatasetState.NOT_RUN
        self.sign = QLabel()
        self.words = QLabel()
        font = self.words.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self.words.setFont(font)
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.bar = QProgressBar(maximum=_STEPS)
        self.captions: dict[str, QLabel] = {}
        self.values: dict[str, QLabel] = {}
        self.advice = QLabel()
        self.advice.setWordWrap(True)
        self.advice.setTextFormat(Qt.TextFormat.PlainText)
        self.advice.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.advice_frame = QFrame(frameShape=QFrame.Shape.StyledPanel)
        inside = QVBoxLayout(self.advice_frame)
        inside.addWidget(self.advice)
        self.head = QHBoxLayout()
        self.head.addWidget(self.sign)
        self.head.addWidget(self.words)
        self.head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.head)
        layout.addWidget(self.hint)
        layout.addWidget(self.bar)
        layout.addLayout(self._facts())
        layout.addWidget(self.advice_frame)
        self.retranslate()

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        for column, name in enumerate(_FACTS):
            caption, value = QLabel(), QLabel()
            caption.setForegroundRole(self.palette().ColorRole.PlaceholderText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            give_way(value)
            caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(caption, 0, column)
            grid.addWidget(value, 1, column)
            grid.setColumnStretch(column, 1)
            self.captions[name], self.values[name] = caption, value
        return grid

    def show_state(
        self, state: RunState | None, hint: str, stored: DatasetState = DatasetState.NOT_RUN
    ) -> None:
        """Show a run, or how far the dataset is without one that this window knows.

        Args:
            state: The run.
            hint: What a person can do next.
            stored: What the store says, where there is no run.
        """
        if state is self._state and (hint, stored) == (self._hint, self._stored):
            return
        self._state, self._hint, self._stored = state, hint, stored
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        if state is None:
            self.sign.setPixmap(_pixmap(state_icon(stored), self.devicePixelRatio()))
            words = state_words(stored)
            self.words.setText(words[:1].upper() + words[1:])
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(_STEPS if stored is DatasetState.COMPLETE else 0)
            self.bar.setFormat("")
            self._say("")
            for value in self.values.values():
                value.setText("–")
            return
        self._show_icon(*phase_icon(state))
        self.words.setText(phase_words(state))
        self._show_bar(state)
        self._show_facts(state)
        self._say(advice(state))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        texts = {
            "scores": self.tr("Scores"),
            "speed": self.tr("Speed"),
            "left": self.tr("Time left"),
            "time": self.tr("Time so far"),
            "device": self.tr("Computed on"),
            "memory": self.tr("Memory"),
        }
        for name, text in texts.items():
            self.captions[name].setText(text)
        self.bar.setAccessibleName(self.tr("Progress of the dataset"))
        self.advice.setAccessibleName(self.tr("What should be known about this run"))
        state, self._state = self._state, None
        hint, self._hint = self._hint, "\0"
        self.show_state(state, hint, self._stored)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange and self._state is not None:
            self._show_icon(*phase_icon(self._state))
        super().changeEvent(event)

    def _show_icon(self, name: str, role: str) -> None:
        self.sign.setPixmap(_pixmap(icon(name, role), self.devicePixelRatio()))

    def _say(self, words: str) -> None:
        self.advice.setText(words)
        self.advice_frame.setVisible(bool(words))

    def _show_bar(self, state: RunState) -> None:
        part = state.part_done
        if state.phase is Phase.COMPLETED:
            part = 1.0
        is_waiting = state.phase is Phase.STARTING or (
            state.phase is Phase.RUNNING and not state.view.counts.total
        )
        self.bar.setRange(0, 0 if is_waiting else _STEPS)
        self.bar.setValue(int(part * _STEPS))
        words = self.tr("{n} % of the work")
        if state.view.counts.kept and state.phase is not Phase.COMPLETED:
            words = self.tr("{n} % of what was missing")
        self.bar.setFormat(words.replace("{n}", str(int(part * 100))))

    def _show_facts(self, state: RunState) -> None:
        values = {
            "scores": self._scores(state),
            "speed": self._speed(state),
            "left": self._left(state),
            "time": duration_words(state.active_s),
            "device": self._device(state),
            "memory": memory_words(state.memory_bytes) if state.memory_bytes else "–",
        }
        for name, text in values.items():
            self.values[name].setText(text)
            self.values[name].setToolTip(text)

    def _scores(self, state: RunState) -> str:
        counts = state.view.counts
        if not counts.total and not state.phase.is_over:
            return "–"  # nothing is counted yet
        words = self.tr("{done} of {all}").replace("{done}", f"{state.view.scored:,}")
        words = words.replace("{all}", f"{counts.total:,}")
        if not counts.problems:
            return words
        failed = self.tr("{n} failed").replace("{n}", f"{counts.problems:,}")
        return f"{words}, {failed}"

    def _speed(self, state: RunState) -> str:
        if state.phase.is_over or not state.frames_per_second:
            return "–"
        speed = f"{state.frames_per_second:.1f}"
        return self.tr("{n} frames/s").replace("{n}", speed)

    def _left(self, state: RunState) -> str:
        if state.phase.is_over:
            return "–"
        is_early = state.part_done < _TELLING_PART and state.active_s < _TELLING_S
        if state.left_s is None or is_early:
            return self.tr("estimating…")
        if state.left_s < _ALMOST_S:
            return self.tr("almost done")
        return self.tr("about {time}").replace("{time}", duration_words(state.left_s))

    def _device(self, state: RunState) -> str:
        if not state.view.device:
            return "–"
        workers = self.tr("%n worker(s)", "", state.view.workers)
        return f"{device_text(state.view.device)}, {workers}"


def _pixmap(drawing: QIcon, scale: float) -> QPixmap:
    return drawing.pixmap(QSize(_SIDE, _SIDE), scale)
