"""Long work on many names that ends soon after nobody wants it any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from typing_extensions import override

_EVERY = 256  # items; the slowest take some 50 µs each
_Item = TypeVar("_Item")
IsCancelled = Callable[[], bool]


class PairingCancelled(Exception):  # noqa: N818  # no error: somebody closed a window
    """What was being computed is wanted no more."""


def never() -> bool:
    """Return that the work is still wanted."""
    return False


def stop_if(is_cancelled: IsCancelled) -> None:
    """Ask whether the work is still wanted.

    Raises:
        PairingCancelled: It is not.
    """
    if is_cancelled():
        raise PairingCancelled


def watched(items: Iterable[_Item], is_cancelled: IsCancelled) -> Iterator[_Item]:
    """Yield items, and ask now and then whether they are still wanted.

    Raises:
        PairingCancelled: They are not.
    """
    for number, item in enumerate(items):
        if not number % _EVERY:
            stop_if(is_cancelled)
        yield item


class WatchedList(list[_Item]):
    """A list over which every loop is watched.

    Args:
        items: What it holds.
        is_cancelled: Asked now and then in every loop.
    """

    def __init__(self, items: Iterable[_Item], is_cancelled: IsCancelled) -> None:
        super().__init__(watched(items, is_cancelled))
        self._is_cancelled = is_cancelled

    @override
    def __iter__(self) -> Iterator[_Item]:
        return watched(super().__iter__(), self._is_cancelled)

    def having(self, items: Iterable[_Item]) -> WatchedList[_Item]:
        """Return a list of other items that is watched in the same way."""
        return WatchedList(items, self._is_cancelled)
