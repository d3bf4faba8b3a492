"""Frames of a reference and a distorted file, fetched in the background and brought together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot

from omgui.core.problems import Problem, ProblemError
from omgui.core.viewing import ShownFrames, Viewing
from omgui.media.frame_client import FrameClient
from omgui.media.frame_shots import Shot
from omgui.ui.viewer.frame_source import FrameFile, FrameSource

_ANY = 10**9  # frames, as long as their number is not known


@dataclass(frozen=True)
class Side:
    """One of the two pictures.

    Attributes:
        number: Which frame of the file is wanted.
        shot: Its frame; ``None`` as long as it has not come.
        problem: Why there is none.
    """

    number: int
    shot: Shot | None = None
    problem: Problem | None = None

    @property
    def is_exact(self) -> bool:
        """Whether there is no other frame in its place."""
        return self.shot is None or self.shot.index == self.number

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to wait for."""
        return self.shot is not None or self.problem is not None


@dataclass(frozen=True)
class ShownPair:
    """What there is of one frame.

    Attributes:
        numbers: Which frames these are.
        reference: The reference's; ``None`` for a file alone.
        distorted: The distorted file's.
    """

    numbers: ShownFrames
    reference: Side | None
    distorted: Side

    @property
    def is_settled(self) -> bool:
        """Whether both sides are there, or will never be."""
        return self.distorted.is_settled and (self.reference is None or self.reference.is_settled)

    @property
    def is_exact(self) -> bool:
        """Whether both are the frames that were asked for."""
        sides = [self.distorted] if self.reference is None else [self.distorted, self.reference]
        return all(side.is_exact for side in sides)


class FrameFeed(QObject):
    """Fetches what is shown of one source at a time.

    Signals:
        came(): Something has come that may be looked at.
        ready(): It is known which frames there are; see :attr:`viewing`.
        rate_known(): It is known how many frames a second there are; see :attr:`fps`.
    """

    came = Signal()
    ready = Signal()
    rate_known = Signal()
    _news = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source: FrameSource | None = None
        self.viewing: Viewing | None = None
        self.trouble: Problem | None = None
        self._known_fps: float | None = None
        self._reference: FrameClient | None = None
        self._distorted: FrameClient | None = None
        self._is_told = False
        self._news.connect(self._on_news, Qt.ConnectionType.QueuedConnection)

    @property
    def fps(self) -> float | None:
        """Frames per second of what scores are counted by; ``None`` where not known."""
        is_pair = self.source is not None and self.source.reference is not None
        client = self._reference if is_pair else self._distorted
        return None if client is None else client.fps

    def show(self, source: FrameSource | None) -> None:
        """Turn to another source, or to none."""
        self.source = source
        self._known_fps = None
        self.viewing = None
        self.trouble = None
        self._reference = self._turn(self._reference, source.reference if source else None)
        self._distorted = self._turn(self._distorted, source.distorted if source else None)
        if source is not None and not source.is_video:
            self.viewing = Viewing.of_pictures(is_pair=source.reference is not None)

    def want(self, frame: int, direction: int = 1, *, is_dragging: bool = False) -> None:
        """Ask for a frame; of several wishes the last counts.

        Args:
            frame: As scores are counted.
            direction: Which way the next wishes go: 1 or -1.
            is_dragging: Whether something near it helps for the moment.
        """
        numbers = self._numbers(frame)
        if numbers is None or self._distorted is None:
            return
        if self._reference is not None and numbers.reference is not None:
            self._reference.want(numbers.reference, direction, is_dragging=is_dragging)
        self._distorted.want(numbers.distorted, direction, is_dragging=is_dragging)

    def pair(self, frame: int, *, is_near_enough: bool = False) -> ShownPair | None:
        """Return what there is of a frame.

        Args:
            frame: As scores are counted.
            is_near_enough: Whether frames near it do where it has not come.
        """
        numbers = self._numbers(frame)
        if numbers is None or self._distorted is None:
            return None
        reference = None
        if self._reference is not None and numbers.reference is not None:
            reference = _side(self._reference, numbers.reference, is_near_enough=is_near_enough)
        distorted = _side(self._distorted, numbers.distorted, is_near_enough=is_near_enough)
        return ShownPair(numbers, reference, distorted)

    def close(self) -> None:
        """End what decodes."""
        clients = [client for client in (self._reference, self._distorted) if client is not None]
        for client in clients:
            client.stop()
        for client in clients:
            client.close()
        self._reference = self._distorted = None
        self.source = None

    def _turn(self, client: FrameClient | None, file: FrameFile | None) -> FrameClient | None:
        """Let a side show a file, by the process that showed the file before."""
        if file is None or self.source is None:
            if client is not None:
                client.turn_to(None)
            return client
        client = client or FrameClient(self._tell)
        client.turn_to(
            file.path,
            is_video=self.source.is_video,
            reader=file.reader,
            expected=file.frames,
        )
        return client

    def _tell(self) -> None:
        """Pass on that there is news, from any thread; once until it is looked at."""
        if not self._is_told:
            self._is_told = True
            self._news.emit()

    def _numbers(self, frame: int) -> ShownFrames | None:
        viewing = self.viewing or self._provisional()
        if viewing is None or frame not in viewing.frames:
            return None
        return viewing.at(frame)

    def _provisional(self) -> Viewing | None:
        """Return what can be shown while the files are still being looked into."""
        source = self.source
        if source is None or self.trouble is not None:
            return None
        if source.reference is None or source.mode is None:
            return Viewing.of_file(_ANY)
        return self._viewing_of(source, _ANY, _ANY)

    def _viewing_of(self, source: FrameSource, reference: int, distorted: int) -> Viewing | None:
        if source.mode is None:
            return Viewing.of_file(distorted)
        try:
            return Viewing.of_pair(source.mode, reference, distorted, source.offset)
        except ProblemError as error:
            self.trouble = error.problem
            return None

    @Slot()
    def _on_news(self) -> None:
        self._is_told = False
        if self.viewing is None and self.source is not None and self.trouble is None:
            self._look_at_counts(self.source)
        if self.fps != self._known_fps:  # it may come after all frames that are wanted
            self._known_fps = self.fps
            self.rate_known.emit()
        self.came.emit()

    def _look_at_counts(self, source: FrameSource) -> None:
        distorted = source.mapped_frames or _count(source.distorted, self._distorted)
        reference: int | None = 1
        if source.reference is not None:
            reference = _count(source.reference, self._reference)
            # Of a file that is broken or missing, the other one can still be looked at.
            if reference is None and self._reference is not None and self._reference.has_failed:
                reference = distorted
            if distorted is None and self._distorted is not None and self._distorted.has_failed:
                distorted = reference
        if distorted is None or reference is None:
            return
        self.viewing = self._viewing_of(source, reference, distorted)
        if self.viewing is not None:
            self.ready.emit()


def _count(file: FrameFile, client: FrameClient | None) -> int | None:
    if file.frames is not None:
        return file.frames
    return None if client is None else client.count


def _side(client: FrameClient, number: int, *, is_near_enough: bool) -> Side:
    shot = client.shot(number)
    problem = client.problem(number) if shot is None else None
    if shot is None and problem is None and is_near_enough:
        shot = client.near()
    return Side(number, shot, problem)
