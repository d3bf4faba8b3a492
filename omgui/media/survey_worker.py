"""The child process that looks into files: ``python -m omgui.media.survey_worker``.

Requests come as JSON lines on stdin, one answer each goes to stdout. It ends with its stdin.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from omgui.core.problems import Problem, ProblemError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from omgui.media.frame_changes import FrameChanges
    from omgui.media.thumbnails import ThumbnailCache

Answer = dict[str, Any]
_SIGN_OF_LIFE_S = 2.0


def main() -> None:
    """Answer requests until there are no more."""
    answers = own_stdout()
    _write(answers, {"ready": True})
    worker = Worker(_SignsOfLife(answers))
    for line in sys.stdin.buffer:
        _write(answers, worker.answer(json.loads(line)))


def own_stdout() -> BinaryIO:
    """Keep stdout for answers: what a library prints goes to stderr."""
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


def told(error: Exception) -> Problem:
    """Return what is said of an error while looking into a file."""
    if isinstance(error, ProblemError):
        return error.problem
    if isinstance(error, MemoryError):
        return Problem("out-of-memory", "The file needs more memory than there is.")
    said = f"Looking into the file failed: {type(error).__name__}: {str(error)[:300]}"
    hint = "Check the file with a player, or export it again."
    return Problem("file-unreadable", said, hint)


def _write(answers: BinaryIO, answer: Answer) -> None:
    answers.write(json.dumps(answer, ensure_ascii=True).encode("ascii") + b"\n")
    answers.flush()


class _SignsOfLife:
    """Tells now and then that work goes on: a large file takes long, one that hangs is silent."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._last = time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self._last > _SIGN_OF_LIFE_S:
            self._last = now
            _write(self._answers, {"alive": True})


class Worker:
    """Answers requests one by one, and remembers what the next will need again.

    Args:
        on_step: Called now and then while a request is worked on.
    """

    def __init__(self, on_step: Callable[[], None]) -> None:
        self._on_step = on_step
        self._thumbnails: ThumbnailCache | None = None
        self._changes: FrameChanges | None = None
        self._jobs: dict[str, Callable[[Answer], Answer]] = {
            "probe": self._probe,
            "align": self._align,
            "frame": self._frame,
            "picture": self._picture,
            "changes": self._frame_changes,
        }

    def answer(self, request: Answer) -> Answer:
        """Return the answer to a request; any trouble is one."""
        try:
            return self._jobs[request["job"]](request)
        except Exception as error:  # noqa: BLE001  # a library may raise anything; it costs a file
            return {"problem": asdict(told(error))}

    def _probe(self, request: Answer) -> Answer:
        path = Path(request["path"])
        if request["media"] == "vid":
            from omgui.media.video_probe import probe_video  # noqa: PLC0415  # only what is needed

            return {"facts": asdict(probe_video(path, self._on_step))}
        from omgui.media.image_probe import probe_image  # noqa: PLC0415  # only what is needed

        return {"facts": asdict(probe_image(path))}

    def _align(self, request: Answer) -> Answer:
        from omgui.media.offset_search import align  # noqa: PLC0415  # numpy costs a start
        from omgui.media.thumbnails import ThumbnailCache  # noqa: PLC0415  # as above

        cache = self._thumbnails = self._thumbnails or ThumbnailCache(self._on_step)
        reference = cache.of(Path(request["reference"]))
        distorted = cache.of(Path(request["distorted"]))
        return {"alignment": asdict(align(reference, distorted))}

    def _frame_changes(self, request: Answer) -> Answer:
        from omgui.media.frame_changes import FrameChanges  # noqa: PLC0415  # as above

        path, first = Path(request["path"]), request["first"]
        known = self._changes
        if known is None or known.path != path or known.reached != first:
            if known is not None:
                known.close()
            known = self._changes = FrameChanges(path, self._on_step)
            known.more(first)
        return {"changes": known.more(request["count"]), "is_end": known.has_ended}

    @staticmethod
    def _frame(request: Answer) -> Answer:
        from omgui.media.frame_access import frame_of  # noqa: PLC0415  # as above

        return _sent(frame_of(Path(request["path"]), request["index"]), request["max_side"])

    @staticmethod
    def _picture(request: Answer) -> Answer:
        from omgui.media.picture_file import read_picture  # noqa: PLC0415  # as above

        return _sent(read_picture(Path(request["path"]))[0], request["max_side"])


def _sent(picture: NDArray[np.uint8], max_side: int | None) -> Answer:
    from omgui.media.frame_access import shrunk  # noqa: PLC0415  # numpy costs a start

    small = shrunk(picture, max_side)
    height, width = small.shape[:2]
    data = base64.b64encode(small.tobytes()).decode("ascii")
    return {"width": width, "height": height, "data": data}


if __name__ == "__main__":
    main()
