"""How much of what was computed from frames may wait for the next file that needs it."""

from __future__ import annotations

import threading
import weakref

# Where nobody said how much: the features of VGG-16 on a 1080p frame take 1.0 GB, those of PieAPP
# 1.3 GB.
_USUAL_BYTES = 1400 * 2**20


class KeptMemory:
    """A budget of bytes, out of which places claim what they hold, as long as they live.

    Several threads may claim at once. What is refused is computed again when it is needed, which
    costs time and never changes a score.
    """

    def __init__(self) -> None:
        self._most_bytes = _USUAL_BYTES
        self._taken_bytes = 0
        # A place may be collected in the middle of a claim, by the thread that claims.
        self._lock = threading.RLock()

    @property
    def taken_bytes(self) -> int:
        """What living places hold."""
        return self._taken_bytes

    def allow(self, most_bytes: int | None) -> None:
        """Set the budget; ``None`` for the usual one. What is held already stays."""
        self._most_bytes = _USUAL_BYTES if most_bytes is None else most_bytes

    def claim(self, place: object, size_bytes: int) -> bool:
        """Return whether a place may hold so much; it is given back when the place dies."""
        with self._lock:
            if self._taken_bytes + size_bytes > self._most_bytes:
                return False
            self._taken_bytes += size_bytes
        weakref.finalize(place, self._give_back, size_bytes)
        return True

    def _give_back(self, size_bytes: int) -> None:
        with self._lock:
            self._taken_bytes -= size_bytes


KEPT = KeptMemory()
