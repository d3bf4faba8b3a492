"""Looks into the files of a comparison in the background: what they are, and their first frame."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from omgui.core.media_facts import FileFacts, VideoFacts
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, ProblemError
from omgui.media.survey import Survey, Surveyed
from omgui.ui.background import Background
from omgui.ui.quick_compare.files import NOT_MEDIA, media_by_name

if TYPE_CHECKING:
    from omgui.media.frame_pictures import FramePictures

_LOOK_MS = 100
_WORKERS = 2
_SIDE = 160  # pixels of a thumbnail's longer side, at twice the scale
_LARGEST_PICTURE = 80_000_000  # pixels; beyond, a thumbnail costs too much memory
_OTHER_KIND = frozenset({"not-an-image", "not-a-video"})
_OTHER = {Media.IMAGE: Media.VIDEO, Media.VIDEO: Media.IMAGE}


@dataclass(frozen=True)
class _Asked:
    """A survey that is going on, and what its files are taken for."""

    survey: Survey
    media: Media
    is_second: bool


class Looking(QObject):
    """Looks into files; what cannot be read as what its name says is tried as the other kind.

    Args:
        background: Where pictures are drawn, and the end is waited for.
        parent: What it belongs to.

    Signals:
        found(list): Pairs of the path of a file, and its facts or the problem with it.
        drawn(str, QImage): Path of a file, and its first frame.
    """

    found = Signal(list)
    drawn = Signal(str, QImage)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._asked: list[_Asked] = []
        self._ended: list[Survey] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._on_timer)
        self._drawing = 0
        self._to_draw: deque[tuple[str, FileFacts]] = deque()
        self._is_drawing = False
        self._is_closed = False
        self._painter = _Painter()

    def look(self, paths: Iterable[Path]) -> None:
        """Begin to look into some files."""
        names: dict[Media, list[str]] = {}
        for path in paths:
            names.setdefault(media_by_name(path), []).append(str(path))
        for media, listed in names.items():
            self._ask(listed, media, is_second=False)

    def close(self) -> None:
        """End everything; nothing more is told. What takes time is waited for elsewhere."""
        self._is_closed = True
        self._timer.stop()
        self._to_draw.clear()
        self._background.forget(self._drawing)
        painter = self._painter
        surveys = [*self._ended, *(asked.survey for asked in self._asked)]
        self._asked.clear()
        self._ended.clear()
        for survey in surveys:
            survey.cancel()

        def wait() -> None:
            painter.stop()
            for survey in surveys:
                survey.join()

        # No daemon: the program ends after it, and no pool can drop it.
        threading.Thread(target=wait, name="quick-compare-end").start()

    def _ask(self, names: list[str], media: Media, *, is_second: bool) -> None:
        survey = Survey(Path(), names, media, workers=_WORKERS)
        survey.start()
        self._asked.append(_Asked(survey, media, is_second))
        self._timer.start()

    @Slot()
    def _on_timer(self) -> None:
        for asked in list(self._asked):
            is_finished = asked.survey.is_finished
            told, again = self._sorted(asked, asked.survey.poll())
            if again:
                self._ask(again, _OTHER[asked.media], is_second=True)
            if told:
                self.found.emit(told)
            if is_finished:
                self._asked.remove(asked)
                self._ended.append(asked.survey)
        if not self._asked:
            self._timer.stop()
        self._draw_next()

    def _sorted(
        self, asked: _Asked, answers: Iterable[Surveyed]
    ) -> tuple[list[tuple[str, FileFacts | Problem]], list[str]]:
        """Part answers into the last words on files and files to be tried as the other kind."""
        told: list[tuple[str, FileFacts | Problem]] = []
        again: list[str] = []
        for name, found in ((one.name, one.found) for one in answers):
            is_other = isinstance(found, Problem) and found.code in _OTHER_KIND
            if is_other and not asked.is_second:
                again.append(name)
                continue
            told.append((name, _neither(name) if is_other else found))
            if not isinstance(found, Problem):
                self._to_draw.append((name, found))
        return told, again

    def _draw_next(self) -> None:
        if self._is_drawing or not self._to_draw or self._is_closed:
            return
        self._is_drawing = True
        name, facts = self._to_draw.popleft()
        painter = self._painter
        self._drawing = self._background.start(
            lambda: (name, painter.picture(Path(name), facts)), self._on_drawn, _raise
        )

    def _on_drawn(self, outcome: tuple[str, QImage | None]) -> None:
        self._is_drawing = False
        name, picture = outcome
        if picture is not None:
            self.drawn.emit(name, picture)
        self._draw_next()


def _raise(error: Exception) -> None:
    raise error  # what files can do to it is expected; anything else is a defect


def _neither(name: str) -> Problem:
    message = "The file is neither a picture nor a video that can be read here."
    hint = "It is left out. Check it with a viewer or a player."
    return Problem(NOT_MEDIA, message, hint, name)


class _Painter:
    """Makes thumbnails, in one thread at a time; videos are decoded in a child process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frames: FramePictures | None = None
        self._is_stopped = False

    def picture(self, path: Path, facts: FileFacts) -> QImage | None:
        """Return a small picture of a file; ``None`` where there is none to be had."""
        if isinstance(facts, VideoFacts):
            return self._first_frame(path)
        if facts.width * facts.height > _LARGEST_PICTURE:
            return None
        return _picture_thumbnail(path)

    def stop(self) -> None:
        """End the child process, also while a picture is being decoded."""
        with self._lock:
            self._is_stopped = True
            frames = self._frames
        if frames is not None:
            frames.close()

    def _first_frame(self, path: Path) -> QImage | None:
        from omgui.media.frame_pictures import FramePictures  # noqa: PLC0415 - numpy costs a start

        with self._lock:
            if self._is_stopped:
                return None
            frames = self._frames = self._frames or FramePictures()
        with contextlib.suppress(ProblemError):
            frame = frames.frame(path, 0, max_side=_SIDE)
            height, width = frame.shape[:2]
            return _image(frame.tobytes(), width, height)
        return None


def _picture_thumbnail(path: Path) -> QImage | None:
    from PIL import Image  # noqa: PLC0415 - only what is needed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as picture:
                picture.draft("RGB", (_SIDE, _SIDE))
                picture.thumbnail((_SIDE, _SIDE))
                small = picture.convert("RGB")
        except Exception:  # noqa: BLE001 - Pillow may raise anything; the survey says what is wrong
            return None
    return _image(small.tobytes(), small.width, small.height)


def _image(pixels: bytes, width: int, height: int) -> QImage:
    return QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
