"""Process-wide switches of a worker: freed memory is kept, and one thread computes one frame."""

from __future__ import annotations

import ctypes
import sys

import torch

_M_TRIM_THRESHOLD = -1  # malloc.h of the GNU C library
_M_MMAP_MAX = -4


def retain_freed_memory() -> bool:
    """Ask the C library to reuse large blocks instead of giving them back to the kernel.

    Giving back and page-faulting in again costs more than the arithmetic on a frame. Only the GNU
    C library has the switch; elsewhere nothing happens.

    Returns:
        Whether the switch was taken.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):
        return False
    return bool(mallopt(_M_MMAP_MAX, 0)) and bool(mallopt(_M_TRIM_THRESHOLD, 2**31 - 1))


def limit_arithmetic_threads() -> None:
    """Let each operation use one thread.

    Frames are shared out between threads and workers instead: that scales better than splitting
    small operations, oversubscription is many times slower, and a sum that is never split is the
    same on every machine.
    """
    torch.set_num_threads(1)
