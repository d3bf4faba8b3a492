"""How the networks of clips proceed: in parts that threads may share, asking whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import torch

Part = TypeVar("Part")


class Pace:
    """What a network works with beside its input.

    Args:
        checkpoint: Asks whether to go on; what it raises ends the work.
        pool: Threads that share out the parts; ``None`` for the calling thread alone.
    """

    def __init__(
        self, checkpoint: Callable[[], None], pool: ThreadPoolExecutor | None = None
    ) -> None:
        self.checkpoint = checkpoint
        self._pool = pool

    def each(self, work: Callable[[Part], None], parts: Iterable[Part]) -> None:
        """Do parts that do not touch each other's numbers; the result is the same in any order."""
        if self._pool is None:
            for part in parts:
                work(part)
            return

        def alone(part: Part) -> None:
            with torch.inference_mode():  # each thread has a mode of its own
                work(part)

        for _ in self._pool.map(alone, parts):
            pass


@contextmanager
def paced(checkpoint: Callable[[], None], threads: int) -> Iterator[Pace]:
    """Give work its pace, with so many threads; all of them have ended afterwards."""
    if threads == 1:
        yield Pace(checkpoint)
        return
    with ThreadPoolExecutor(threads, "clip-model") as pool:
        yield Pace(checkpoint, pool)
