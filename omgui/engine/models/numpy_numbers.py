"""NumPy numbers inside checkpoints, which training scripts write without meaning to.

``torch.load(weights_only=True)`` refuses a whole file for a single ``numpy.float64``, such as a
correlation noted beside the weights. The stand-ins below are all that such a number needs; they
make plain Python numbers and can do nothing else.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch

_PLAIN_KINDS = "biuf"  # truth values, whole numbers, floating-point numbers
_LOCK = threading.Lock()  # the list of what may be read is one for the whole process


class _NumberType:
    """Stands for ``numpy.dtype``: remembers which number is meant."""

    def __init__(self, code: str, *_details: object) -> None:
        self._code = code
        self._order = "="

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        # The second entry of NumPy's state is the order of bytes; "|" where there is only one.
        self._order = str(state[1])

    def number(self, data: bytes) -> bool | int | float | None:
        """Return the number that the bytes mean, ``None`` for anything that is no plain number."""
        order = self._order if self._order in "<>" else ""
        try:
            meant = np.dtype(f"{order}{self._code}")
        except TypeError:
            return None
        if meant.kind not in _PLAIN_KINDS or len(data) != meant.itemsize:
            return None
        number: bool | int | float = np.frombuffer(data, meant)[0].item()
        return number


def _stands_for(module: str, name: str, thing: Any) -> Any:  # noqa: ANN401  # class or function
    thing.__module__, thing.__qualname__, thing.__name__ = module, name, name
    return thing


def _maker(module: str) -> Any:  # noqa: ANN401  # torch asks for no type
    def scalar(meant: _NumberType, data: bytes = b"") -> bool | int | float | None:
        return meant.number(data) if isinstance(data, bytes) else None

    return _stands_for(module, "scalar", scalar)


_STAND_INS = [
    _stands_for("numpy", "dtype", _NumberType),
    _maker("numpy.core.multiarray"),  # NumPy 1
    _maker("numpy._core.multiarray"),  # NumPy 2
]


@contextmanager
def numpy_numbers_allowed() -> Iterator[None]:
    """Let ``torch.load(weights_only=True)`` read NumPy numbers meanwhile, as plain numbers."""
    with _LOCK:
        before = torch.serialization.get_safe_globals()
        torch.serialization.add_safe_globals(_STAND_INS)
        try:
            yield
        finally:
            torch.serialization.clear_safe_globals()
            torch.serialization.add_safe_globals(before)
