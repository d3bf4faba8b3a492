"""Frames of one file for a person's eye: decoded in a child process, kept, read ahead."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from omgui.core.problems import Problem
from omgui.media.frame_access import undecodable
from omgui.media.frame_child import Bytes, FrameChild, Line, server_command
from omgui.media.frame_shots import KnownFrames, Shot, ShotCache

CACHE_BYTES = 160 * 2**20  # beside 96 MiB in the child: 512 MiB for a pair
_AHEAD = {1: 8, -1: 12}  # frames decoded before they are asked for
_KEPT_BEHIND = 30  # frames that the child should not leave out when going backwards
_TIME_LIMIT_S = 60.0
_WATCH_S = 1.0
_IDLE_S = 30.0  # after which memory is given back: a page may stay open behind others
_MOST_DEATHS = 3
_CLOSING_S = 1.0
_STUCK_S = 1.0  # of silence, after which a decoder is not waited for when another file is wanted


NO_FILE = Problem("file-missing", "There is no file.")


class FrameClient:
    """Gives frames of one file at a time; of several wishes the last counts.

    Nothing here waits for a decoder. A file that crashes it costs a message.

    Args:
        on_news: Called when something has come, from threads of this object.
        cache_bytes: How much is kept.
        command: Command line of the child.
    """

    def __init__(
        self,
        on_news: Callable[[], None],
        *,
        cache_bytes: int = CACHE_BYTES,
        command: Sequence[str] | None = None,
    ) -> None:
        self._on_news = on_news
        self._cache_bytes = cache_bytes
        self._command = list(command or server_command())
        self._changed = threading.Condition()
        self._file = 0
        self._opening: Line = {}
        self._child: FrameChild | None = None
        self._generation = 0
        self._heard_s = 0.0
        self._is_closed = False
        self._forget()
        self._thread = threading.Thread(target=self._work, name="frame-wishes", daemon=True)
        self._thread.start()

    def _forget(self) -> None:
        self._known = KnownFrames(ShotCache(self._cache_bytes))
        self._wanted: int | None = None
        self._wish: Line | None = None  # to be sent
        self._asked: list[int] = []  # sent last, and not yet answered
        self._deaths = 0

    def turn_to(
        self,
        path: Path | None,
        *,
        is_video: bool = True,
        reader: str = "",
        expected: int | None = None,
    ) -> None:
        """Forget the file before, and give frames of this one from now on.

        Args:
            path: The file; ``None`` for none.
            is_video: Whether it is a video; else a picture, which is frame 0.
            reader: What read it when it was scored; empty where that is not known.
            expected: How many frames were found then; ``None`` where that is not known.
        """
        with self._changed:
            is_stuck = bool(self._asked) and time.monotonic() - self._heard_s > _STUCK_S
            self._file += 1
            self._forget()
            self._opening = {
                "file": self._file,
                "path": str(path) if path is not None else "",
                "kind": "vid" if is_video else "img",
                "reader": reader,
                "expected": expected,
            }
            if path is None:
                self._known.trouble = NO_FILE
            if is_stuck:
                self._retire()

    @property
    def count(self) -> int | None:
        """Number of frames; ``None`` until it is known."""
        return self._known.count

    @property
    def fps(self) -> float | None:
        """Frames per second on average; ``None`` until it is known."""
        return self._known.fps

    @property
    def has_failed(self) -> bool:
        """Whether nothing of this file can be had."""
        return self._known.trouble is not None

    def want(self, index: int, direction: int = 1, *, is_dragging: bool = False) -> None:
        """Ask for a frame, and for those that will be asked for next.

        Args:
            index: Its number.
            direction: Which way the next wishes go: 1 or -1.
            is_dragging: Whether a frame near it helps, and the next wish is not known.
        """
        with self._changed:
            self._wanted = index
            wanted = self._open_wishes(index, direction, is_dragging=is_dragging)
            if wanted == self._asked:
                self._wish = None
                return
            self._wish = {"of": self._opening, "want": wanted, "is_near_enough": is_dragging}
            if direction < 0 and not is_dragging:
                self._wish["needed_from"] = max(0, index - _KEPT_BEHIND)
            self._changed.notify_all()

    def shot(self, index: int) -> Shot | None:
        """Return a frame if it is there."""
        with self._changed:
            return self._known.shots.get(index)

    def near(self) -> Shot | None:
        """Return what came last of a frame that was wanted, or of one near it: see its number."""
        return self._known.near

    def problem(self, index: int) -> Problem | None:
        """Return why a frame cannot be had."""
        with self._changed:
            if (
                self._known.trouble is None
                and self._known.count is not None
                and index >= self._known.count
            ):
                return undecodable(Path(self._opening["path"]), index).problem
            return self._known.trouble or self._known.problems.get(index)

    def stop(self) -> None:
        """Let the child end, and whatever it is doing, without waiting for it."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def close(self) -> None:
        """End the child, and whatever it is doing."""
        self.stop()
        self._thread.join(_CLOSING_S)

    def _open_wishes(self, index: int, direction: int, *, is_dragging: bool) -> list[int]:
        last = self._known.count - 1 if self._known.count is not None else index + _AHEAD[1]
        steps = 1 if is_dragging else min(_AHEAD[direction], self._known.shots.fitting())
        wanted = [index + direction * step for step in range(steps)]
        return [
            number
            for number in wanted
            if 0 <= number <= last
            and number not in self._known.shots
            and number not in self._known.problems
        ]

    def _work(self) -> None:
        """Send wishes, and watch that they are answered."""
        while True:
            with self._changed:
                if self._wish is None and not self._is_closed:
                    self._changed.wait(_WATCH_S if self._asked else _IDLE_S)
                if self._is_closed:
                    break
                wish, self._wish = self._wish, None
                if wish is None:
                    self._look_after()
            if wish is not None:
                self._send(wish)
        self._let_go()

    def _look_after(self) -> None:
        """End a child that hangs; or one that nobody has asked for long, and what it gave."""
        silent_s = time.monotonic() - self._heard_s
        if self._asked and silent_s > _TIME_LIMIT_S and self._child is not None:
            self._child.kill()  # its end is noticed by its reader
        elif not self._asked and silent_s > _IDLE_S:
            self._retire()
            self._known.shots.keep_only(self._wanted)

    def _send(self, wish: Line) -> None:
        if self._known.trouble is not None:
            return
        child = self._child or self._started()
        if child is None:
            return
        with self._changed:
            if wish["of"] is not self._opening:
                return
            self._asked = list(wish["want"])
            self._heard_s = time.monotonic()
            has_died = child is not self._child
        if has_died:
            self._note_death()
        else:
            child.send(wish)

    def _started(self) -> FrameChild | None:
        with self._changed:
            self._generation += 1
            number = self._generation
        try:
            child = FrameChild(
                self._command, partial(self._on_answer, number), partial(self._on_end, number)
            )
        except OSError as error:
            self._fail(self._lost(f"no process could be started: {error.strerror}"))
            return None
        with self._changed:
            if number == self._generation:
                self._child = child
                return child
        child.close()
        return None

    def _retire(self) -> None:
        """Let go of a child that ended, or hangs, without waiting for it; others hold the lock."""
        self._generation += 1
        child, self._child = self._child, None
        if child is not None:
            threading.Thread(target=child.close, name="frames-end").start()

    def _let_go(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def _on_answer(self, generation: int, line: Line, data: Bytes) -> None:
        with self._changed:
            self._heard_s = time.monotonic()
            is_old = generation != self._generation or line["file"] != self._file
            if is_old or self._is_closed:
                return
            if "alive" in line:
                return
            self._known.take(line, data, self._wanted)
            number = line.get("frame")
            if number in self._asked:
                self._asked.remove(number)
        self._on_news()

    def _on_end(self, generation: int) -> None:
        """Notice that the child ended; the next wish starts another."""
        with self._changed:
            if generation != self._generation or self._is_closed:
                return
            self._retire()
        self._note_death()

    def _note_death(self) -> None:
        with self._changed:
            self._deaths += 1
            lost = self._asked[0] if self._asked else self._wanted
            is_wanted = bool(self._asked)
            self._asked = []
        if is_wanted or self._deaths >= _MOST_DEATHS:
            problem = self._lost("the decoder crashed, or took too long")
            self._fail(problem, None if self._deaths >= _MOST_DEATHS else lost)

    def _fail(self, problem: Problem, number: int | None = None) -> None:
        with self._changed:
            if number is None:
                self._known.trouble = problem
            else:
                self._known.problems[number] = problem
        self._on_news()

    def _lost(self, reason: str) -> Problem:
        return Problem(
            "decode-failed",
            f"This cannot be shown: {reason}.",
            "Check the file with a player, or export it again.",
            str(self._opening["path"]),
        )
