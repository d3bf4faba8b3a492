"""Single frames for a person's eye, decoded in a child process."""

from __future__ import annotations

import base64
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omgui.core.problems import Problem, ProblemError
from omgui.media.background_jobs import problem_of
from omgui.media.child import Child, ChildDiedError, ChildHangsError, worker_command

_TIME_LIMIT_S = 30.0
_PREVIEW = 640


class FramePictures:
    """Gives frames; a file that crashes the decoder costs a message.

    Not for the thread of the window: a frame takes from a tenth of a second to some seconds. Any
    thread may ask; one is served at a time.

    Args:
        time_limit_s: What a frame may take.
        command: Command line of the child, which is started with the first frame.
    """

    def __init__(
        self, *, time_limit_s: float = _TIME_LIMIT_S, command: Sequence[str] | None = None
    ) -> None:
        self._time_limit_s = time_limit_s
        self._command = list(command or worker_command())
        self._child: Child | None = None
        self._lock = threading.Lock()
        self._is_closed = threading.Event()

    def frame(
        self,
        path: Path,
        index: int,
        max_side: int | None = _PREVIEW,
        *,
        is_video: bool = True,
    ) -> NDArray[np.uint8]:
        """Return a frame, H×W×3 RGB.

        Args:
            path: The video.
            index: Number of the frame, from 0.
            max_side: Larger pictures are made smaller; ``None`` for the whole.
            is_video: Whether it is a video; else a picture, whose only frame is 0.

        Raises:
            ProblemError: It cannot be had, in words; also after closing.
        """
        job = "frame" if is_video else "picture"
        request = {"job": job, "path": str(path), "index": index, "max_side": max_side}
        with self._lock:
            if self._is_closed.is_set():  # a request that waited must not start a child anew
                raise ProblemError(_lost(path, index))
            try:
                self._child = self._child or Child(self._command)
                answer = self._child.ask(request, self._time_limit_s, self._is_closed.is_set)
            except (ChildDiedError, ChildHangsError, OSError) as error:
                self._let_go()
                raise ProblemError(_lost(path, index)) from error
        problem = problem_of(answer)
        if problem is not None:
            raise ProblemError(replace(problem, where=str(path)))
        data = base64.b64decode(answer["data"])
        return np.frombuffer(data, np.uint8).reshape(answer["height"], answer["width"], 3)

    def close(self) -> None:
        """End the child, and whatever it is doing."""
        self._is_closed.set()
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


def _lost(path: Path, index: int) -> Problem:
    return Problem(
        "decode-failed",
        f"Frame {index} cannot be shown: the decoder crashed, or took too long.",
        "Check the file with a player, or export it again.",
        str(path),
    )
