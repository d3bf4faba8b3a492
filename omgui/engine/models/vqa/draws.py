"""Numbers for samplers that are random in the papers: drawn, but the same on every machine.

======================  =========  ==============  ==================================
name                    shape      high            used by
======================  =========  ==============  ==================================
``fragments-h``         (7, 7, G)  H // 7 − 32     FAST-VQA, FasterVQA, DOVER
``fragments-w``         (7, 7, G)  W // 7 − 32     FAST-VQA, FasterVQA, DOVER
``time-technical``      (3,)       N // 3 − 64     DOVER
``time-aesthetic``      (32,)      N // 32 − 2     DOVER
======================  =========  ==============  ==================================
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
# From a name, a shape and an exclusive upper end above 0 to whole numbers from 0 on.
Draw = Callable[[str, tuple[int, ...], int], Offsets]


def fixed(name: str, shape: tuple[int, ...], high: int, number: int = 0) -> Offsets:
    """Return whole numbers from 0 to ``high`` − 1 that depend on nothing but the arguments.

    Every use has a name of its own, so that a draw does not depend on whether another was made.

    Args:
        name: What they are for, see the table above.
        shape: How many.
        high: Their exclusive upper end, above 0.
        number: Which of the independent draws.

    Source: raw output of PCG64 seeded with the CRC-32 of ``name/number``, modulo ``high``.
    """
    raw = np.random.PCG64(zlib.crc32(f"{name}/{number}".encode())).random_raw(math.prod(shape))
    numbers: Offsets = (np.asarray(raw, np.uint64) % np.uint64(high)).astype(np.int64)
    return numbers.reshape(shape)


def centre(_name: str, shape: tuple[int, ...], high: int) -> Offsets:
    """Return the middle for all of them."""
    return np.full(shape, high // 2, np.int64)


def fixed_draw(number: int) -> Draw:
    """Return the rule :func:`fixed` for one of the independent draws."""
    return partial(fixed, number=number)


def drawn(draw: Draw, name: str, shape: tuple[int, ...], high: int) -> Offsets:
    """Return what a rule draws; zeros, and nothing is drawn, where ``high`` is not positive."""
    return draw(name, shape, high) if high > 0 else np.zeros(shape, np.int64)
