"""The child process that decodes frames: ``python -m omgui.media.frame_server``.

Wishes come as JSON lines on stdin, each with the file that it is of; the newest replaces those
before it. Each answer is a JSON line, followed by as many bytes of pixels as it says. The process
ends with its stdin.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from omgui.core.problems import Problem, ProblemError
from omgui.media.frame_access import no_frames, undecodable
from omgui.media.frame_colour import Colours, Picture
from omgui.media.survey_worker import own_stdout, told

if TYPE_CHECKING:
    from omgui.media.frame_finder import FrameFinder
    from omgui.media.frame_index import FrameTimes

Line = dict[str, Any]
_EARLY = 150  # frames that can be had while the times of all are still being read
_NEAR = 12  # frames within which the exact one comes soon enough
_KEPT_BYTES = 96 * 2**20
_SIGN_OF_LIFE_S = 2.0
_MOST_THREADS = 4
_DAMAGE_REMARK = (
    "The video data are damaged here. What a decoder makes up for them may differ from what was "
    "scored."
)


class _SupersededError(Exception):
    """A newer wish has come."""


class Mailbox:
    """Holds the newest wish; whoever works on an older one hears of it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._newest: Line | None = None

    def put(self, wish: Line) -> None:
        """Replace what was wished before."""
        with self._changed:
            self._newest = wish
            self._changed.notify_all()

    def wake(self) -> None:
        """Let whoever waits look again."""
        with self._changed:
            self._changed.notify_all()

    @property
    def has_newer(self) -> bool:
        """Whether a wish waits."""
        return self._newest is not None

    def take(self) -> Line:
        """Wait for a wish, and take it."""
        with self._changed:
            while self._newest is None:
                self._changed.wait()
            wish, self._newest = self._newest, None
            return wish

    def wait_for(self, is_ready: Callable[[], bool]) -> None:
        """Wait until something is ready, or a wish has come."""
        with self._changed:
            while not is_ready() and self._newest is None:
                self._changed.wait()


class Answers:
    """Writes answers; any thread may.

    Args:
        stream: Where they go.
        file: Number of the file that they are of.
    """

    _lock = threading.Lock()

    def __init__(self, stream: BinaryIO, file: int) -> None:
        self._stream = stream
        self._file = file
        self._last = time.monotonic()

    def say(self, line: Line, pixels: Picture | None = None) -> None:
        """Write an answer."""
        data = b"" if pixels is None else np.ascontiguousarray(pixels).data.cast("B")
        line |= {"file": self._file, "bytes": len(data)}
        with self._lock:
            self._stream.write(json.dumps(line, ensure_ascii=True).encode("ascii") + b"\n")
            self._stream.write(data)
            self._stream.flush()
            self._last = time.monotonic()

    def live(self) -> None:
        """Say now and then that work goes on."""
        if time.monotonic() - self._last > _SIGN_OF_LIFE_S:
            self.say({"alive": True})


class VideoServer:
    """Gives frames of a video.

    Args:
        opening: Path, reader and expected number of frames.
        mailbox: Where wishes come.
        answers: Where frames go.

    Raises:
        ProblemError: The video cannot be opened.
    """

    def __init__(self, opening: Line, mailbox: Mailbox, answers: Answers) -> None:
        from omgui.media.frame_finder import FrameFinder  # noqa: PLC0415  # only for videos

        self._path = Path(opening["path"])
        self._expected: int | None = opening.get("expected")
        self._colours = Colours(opening.get("reader", ""))
        self._mailbox = mailbox
        self._answers = answers
        self._times: FrameTimes | None = None
        self._trouble: Problem | None = None
        self._is_closed = False
        # One more than cores, so that none is idle while threads wait for each other.
        threads = min(_MOST_THREADS, (os.cpu_count() or 1) + 1)
        self._finder: FrameFinder = FrameFinder(self._path, threads, _KEPT_BYTES)
        threading.Thread(target=self._read_index, name="index", daemon=True).start()

    def _read_index(self) -> None:
        from omgui.media.frame_index import read_index  # noqa: PLC0415  # as above

        try:
            times = read_index(self._path, self._expected, self._on_step)
        except _SupersededError:
            return
        except Exception as error:  # noqa: BLE001  # as in main
            self._trouble = told(error)
        else:
            if times.count:
                self._times = times  # first: who knows the number may use it
                self._answers.say({"count": times.count, "fps": self._finder.fps_of(times)})
            else:
                self._trouble = no_frames(self._path).problem
        if self._trouble is not None:
            self._answers.say({"problem": asdict(self._trouble)})
        self._mailbox.wake()

    def _on_step(self) -> None:
        self._answers.live()
        if self._is_closed:
            raise _SupersededError

    @property
    def _has_index(self) -> bool:
        return self._times is not None or self._trouble is not None

    def serve(self, wish: Line) -> None:
        """Answer a wish, unless a newer one comes."""
        wanted: list[int] = wish["want"]
        for index in wanted:
            if index >= _EARLY and not self._has_index:
                self._mailbox.wait_for(lambda: self._has_index)
            if self._mailbox.has_newer or self._trouble is not None:
                return
            self._finder.times = self._times
            try:
                if wish.get("is_near_enough"):
                    self._give_near(index)
                self._give(index, wish.get("needed_from"))
            except _SupersededError:
                return
            except IndexError:
                error = undecodable(self._path, index)
                self._answers.say({"problem": asdict(error.problem), "frame": index})

    def close(self) -> None:
        """Let go of the file."""
        self._is_closed = True
        self._finder.close()

    def _on_packet(self) -> None:
        self._answers.live()
        if self._mailbox.has_newer:
            raise _SupersededError

    def _give_near(self, index: int) -> None:
        """Give the key frame before a frame that takes a while."""
        if self._finder.is_at_hand(index, _NEAR):
            return
        key = self._finder.key_before(index) if self._times is not None else None
        if key is not None and index - key > _NEAR:
            self._give(key, None, is_near=True)

    def _give(self, index: int, needed_from: int | None, *, is_near: bool = False) -> None:
        # A near frame is soon there; asked for anew again and again, it would never come.
        on_packet = self._answers.live if is_near else self._on_packet
        frame = self._finder.find(index, needed_from, on_packet)
        if frame is None:
            error = undecodable(self._path, index)
            self._answers.say({"problem": asdict(error.problem), "frame": index})
            return
        pixels = self._colours.rgb(frame, self._finder.codec)
        remark = self._colours.remark(frame)
        # Channels the other way round are sent as they are: turning them costs more than sending.
        is_bgr = pixels.strides[2] < 0
        line = {
            "frame": index,
            "height": pixels.shape[0],
            "width": pixels.shape[1],
            "is_bgr": is_bgr,
            "pts_s": self._finder.seconds(frame),
            "is_near": is_near,
            "remark": _DAMAGE_REMARK if self._finder.is_damaged else remark,
        }
        self._answers.say(line, pixels[..., ::-1] if is_bgr else pixels)


class PictureServer:
    """Gives the only frame of a picture.

    Args:
        opening: Its path.
        answers: Where it goes.
    """

    def __init__(self, opening: Line, answers: Answers) -> None:
        self._path = Path(opening["path"])
        self._answers = answers
        answers.say({"count": 1, "fps": None})

    def close(self) -> None:
        """Keep nothing."""

    def serve(self, wish: Line) -> None:
        """Give the picture, whatever frame is asked for."""
        from omgui.media.picture_file import read_picture  # noqa: PLC0415  # only for pictures

        if not wish["want"]:
            return
        try:
            pixels, remark = read_picture(self._path)
        except ProblemError as error:
            self._answers.say({"problem": asdict(error.problem), "frame": 0})
            return
        line = {
            "frame": 0,
            "height": pixels.shape[0],
            "width": pixels.shape[1],
            "is_bgr": False,
            "pts_s": None,
            "is_near": False,
            "remark": remark,
        }
        self._answers.say(line, pixels)


def _listen(mailbox: Mailbox) -> None:
    for line in sys.stdin.buffer:
        mailbox.put(json.loads(line))
    os._exit(0)  # whoever asked is gone; a decoder in its midst must not keep this process


def main() -> None:
    """Serve files until nobody asks any more."""
    stream = own_stdout()
    mailbox = Mailbox()
    threading.Thread(target=_listen, args=(mailbox,), name="wishes", daemon=True).start()
    server: VideoServer | PictureServer | None = None
    current: Line = {}
    while True:
        wish = mailbox.take()
        try:
            if wish["of"] != current:
                current = wish["of"]
                if server is not None:
                    server.close()
                    server = None
                server = _opened(current, mailbox, Answers(stream, current["file"]))
            if server is not None:
                server.serve(wish)
        except Exception as error:  # noqa: BLE001  # a library may raise anything; it costs a file
            Answers(stream, current["file"]).say({"problem": asdict(told(error))})


def _opened(opening: Line, mailbox: Mailbox, answers: Answers) -> VideoServer | PictureServer:
    if opening["kind"] == "vid":
        return VideoServer(opening, mailbox, answers)
    return PictureServer(opening, answers)


if __name__ == "__main__":
    main()
