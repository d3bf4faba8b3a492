"""Process-wide switches of a worker: freed memory is kept, and one thread computes one frame."""

from __future__ import annotations

import ctypes
import sys

import torch

_M_TRIM_THRESHOLD = -1  # malloc.h of the GNU C library
_M_MMAP_MAX = -4
_M_ARENA_MAX = -8


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
    # Arenas of further threads cannot hold such blocks and would go on giving them back; a lock
    # that is taken some thousand times a frame is nothing beside that.
    settings = ((_M_ARENA_MAX, 1), (_M_MMAP_MAX, 0), (_M_TRIM_THRESHOLD, 2**31 - 1))
    return all(mallopt(name, value) for name, value in settings)


def limit_arithmetic_threads() -> None:
    """Let each operation use one thread.

    Frames are shared out between threads and workers instead: that scales better than splitting
    small operations, oversubscription is many times slower, and a sum that is never split is the
    same on every machine.
    """
    torch.set_num_threads(1)


def compute_in_full_precision() -> None:
    """Keep accelerators from rounding the factors of products to ten bits (TF32).

    torch allows that for convolutions by default; the scores of networks would differ from those
    of the CPU in the third digit.
    """
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False
