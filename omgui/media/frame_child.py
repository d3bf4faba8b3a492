"""The parent's end of the process that decodes the frames of one file."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from omgui.core.programs import Program, command_of
from omgui.media.child import Child

Line = dict[str, Any]
Bytes = NDArray[np.uint8]


def server_command() -> list[str]:
    """Return the command line of a process that decodes frames."""
    return command_of(Program.FRAMES)


class FrameChild(Child):
    """A child whose answers carry pixels, and come whenever they are ready.

    Args:
        command: Its command line.
        on_answer: Gets every answer and its pixels, in a thread of this object.
        on_end: Called when there will be no more, in the same thread.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_answer: Callable[[Line, Bytes], None],
        on_end: Callable[[], None],
    ) -> None:
        self._on_answer = on_answer
        self._on_end = on_end
        super().__init__(command)

    def send(self, line: Line) -> None:
        """Write a line; that the child died is said elsewhere."""
        self._send(line)

    @override
    def _read(self) -> None:
        stdout = self._process.stdout
        if stdout is None:
            raise ValueError("the child was started without a pipe")
        with stdout, contextlib.suppress(OSError, ValueError, KeyError):  # closed, or not ours
            while head := stdout.readline():
                line = json.loads(head)
                self._on_answer(line, _read_bytes(stdout, line["bytes"]))
        self._on_end()


def _read_bytes(stream: IO[bytes], count: int) -> Bytes:
    data = np.empty(count, np.uint8)
    if count and stream.readinto(data.data) < count:  # type: ignore[attr-defined]  # buffered
        raise ValueError("cut off")
    return data
