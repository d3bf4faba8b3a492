"""The pictures with what is said of them: which frames, what is odd, the pixel under the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.problems import Problem
from omgui.core.viewing import time_text
from omgui.ui.problem_words import in_window_words
from omgui.ui.viewer.frame_canvas import FrameCanvas
from omgui.ui.viewer.frame_feed import ShownPair
from omgui.ui.viewer.frame_layers import Layer, Pixels
from omgui.ui.viewer.frame_map import FrameMap
from omgui.ui.viewer.frame_source import FrameSource
from omgui.ui.viewer.frame_stage import FrameStage
from omgui.ui.viewer.frame_words import FrameWords


class FrameBoard(QWidget):
    """Shows two frames, or one.

    Attributes:
        canvas: Paints them.
        stage: Puts them on the canvas.
        headings: What reference and distorted picture are.
        changes: What became of the files since they were scored.
        remarks: What is odd about them; hidden until something is.
        pixel: The values of the pixel under the mouse, or what was said last.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = FrameWords(self)
        self._source: FrameSource | None = None
        self.canvas = FrameCanvas()
        self.stage = FrameStage(self.canvas, self)
        self.headings = (HeadingLine(), HeadingLine())
        self.remarks = QLabel(wordWrap=True)
        self.changes = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.changes.hide()
        self.pixel = _line()
        headings = QHBoxLayout()
        for heading in self.headings:
            headings.addWidget(heading, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(headings)
        layout.addWidget(self.changes)
        layout.addWidget(self.remarks)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.pixel)
        self.stage.shown.connect(self._on_shown)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.left.connect(self.pixel.clear)

    def turn_to(self, source: FrameSource | None) -> None:
        """Show nothing yet of another source; ``None`` for none."""
        self._source = source
        self.stage.turn_to(source)
        self.headings[0].setVisible(source is not None and source.reference is not None)
        for label in (*self.headings, self.remarks, self.pixel):
            label.clear()
        self.remarks.setMinimumHeight(0)
        self.remarks.hide()
        self._describe()

    def say_problem(self, problem: Problem) -> None:
        """Say in the place of pictures why there are none."""
        problem = in_window_words(problem)
        self.stage.say(f"{problem.message}\n{problem.hint}".strip())
        self._describe()

    def say_of_files(self, words: str) -> None:
        """Say what is odd about the files of both pictures; empty for nothing."""
        self.changes.setText(words)
        self.changes.setVisible(bool(words))
        self._describe()

    def pixels(self) -> tuple[Pixels | None, Pixels | None]:
        """Return the pixels of reference and distorted picture, H×W×3 RGB."""
        reference, distorted = self.stage.reference, self.stage.distorted
        return (
            None if reference is None else reference.rgb,
            None if distorted is None else distorted.rgb,
        )

    def time_text(self) -> str:
        """Return when what is shown is shown in its video; empty where that is not known."""
        pair = self.stage.pair
        side = None if pair is None else (pair.reference or pair.distorted)
        shot = None if side is None else side.shot
        return "" if shot is None or shot.pts_s is None else time_text(shot.pts_s)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.canvas.setAccessibleName(self.tr("Frames"))
        self.pixel.setAccessibleName(self.tr("Values of the pixel under the mouse"))
        if self.stage.pair is not None:
            self.stage.show_pair(self.stage.pair)
        else:
            self.turn_to(self._source)

    @Slot(object)
    def _on_shown(self, pair: ShownPair) -> None:
        if self._source is None:
            return
        for heading, is_reference in zip(self.headings, (True, False), strict=True):
            heading.say(*self._words.heading(self._source, pair, is_reference=is_reference))
        said = self._words.remarks(pair)
        if said:
            self.remarks.setText(said)
            self.remarks.show()
        elif self.remarks.isVisible():  # the pictures would jump if its room came and went
            self.remarks.setMinimumHeight(self.remarks.height())
            self.remarks.clear()
        self._describe()

    @Slot(int, int)
    def _on_pointed(self, x: int, y: int) -> None:
        self.pixel.setText(self._words.pixel(x, y, *self._pictures))

    @property
    def _pictures(self) -> tuple[Layer | None, Layer | None, FrameMap | None]:
        return self.stage.reference, self.stage.distorted, self.stage.map

    def _describe(self) -> None:
        """Tell a screen reader what is on the canvas."""
        parts = [heading.text() for heading in self.headings if heading.text()]
        parts += [text for text in (self.changes.text(), self.remarks.text()) if text]
        cells = [cell.words for cell in self.canvas.scene.cells if cell.words]
        self.canvas.setAccessibleDescription(". ".join([*parts, *cells]))


class HeadingLine(QLabel):
    """A line that keeps its facts, and shortens the name behind them where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._facts = ""

    def say(self, facts: str, name: str) -> None:
        """Show facts, and a name that is shortened first."""
        self._facts = facts
        self.setText(f"{facts}{name}")
        self.setToolTip(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(self._facts)
        name = self.text().removeprefix(self._facts)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, max(0, room))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(flags), f"{self._facts}{name}")
        painter.end()


def _line() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return label
