"""Playing: which frame it is time for, at the real rate or slower."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot

_TICK_MS = 10
_USUAL_FPS = 25.0
_MOST = 4.0
SPEEDS = (1.0, 0.5, 0.25)


class Player(QObject):
    """A clock that asks for frames; what cannot be shown in time is left out.

    Signals:
        due(int): It is time for this frame.
        changed(): It was started or stopped, or goes at another speed.
    """

    due = Signal(int)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speed = 1.0
        self._rate = 0.0  # frames of the video in a second of playing; 0 stands still
        self._haste = 1.0
        self._fps = _USUAL_FPS
        self._frames = range(0)
        self._start = 0
        self._last = -1
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def is_playing(self) -> bool:
        """Whether frames follow each other."""
        return self._timer.isActive()

    @property
    def direction(self) -> int:
        """Which way frames follow each other: 1, -1, or 0 where they stand still."""
        return (self._rate > 0) - (self._rate < 0) if self.is_playing else 0

    @property
    def pace(self) -> float:
        """How much faster than the video it goes; negative backwards, 0 when it stands still."""
        return self.direction * self.speed * self._haste

    def play(self, frame: int, frames: range, fps: float | None, direction: int = 1) -> None:
        """Play from a frame on; in the same direction again, twice as fast.

        Args:
            frame: The frame that is shown.
            frames: All that there are.
            fps: How many belong to a second; ``None`` where that is not known.
            direction: 1 or -1.
        """
        if not frames:
            return
        is_again = self.is_playing and direction == self.direction
        self._haste = min(2 * self._haste, _MOST) if is_again else 1.0
        self._fps = fps or _USUAL_FPS
        self._frames = frames
        if direction > 0 and frame >= frames[-1]:
            frame = frames[0]
        self._begin(frame, direction)

    def stop(self) -> None:
        """Stand still."""
        if self._timer.isActive():
            self._timer.stop()
            self.changed.emit()

    def set_speed(self, speed: float) -> None:
        """Play slower or at the real rate, also from now on."""
        self.speed = speed
        if self.is_playing:
            self._begin(self._last, self.direction)

    def _begin(self, frame: int, direction: int) -> None:
        self._start = self._last = frame
        self._rate = direction * self._fps * self.speed * self._haste
        self._clock.start()
        self._timer.start()
        self.changed.emit()

    @Slot()
    def _tick(self) -> None:
        frame = self._start + int(self._clock.elapsed() / 1000 * self._rate)
        is_over = frame not in self._frames
        frame = min(max(frame, self._frames[0]), self._frames[-1])
        if frame != self._last:
            self._last = frame
            self.due.emit(frame)
        if is_over:
            self.stop()
