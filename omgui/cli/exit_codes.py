"""What the program's exit code means; scripts rely on it."""

from __future__ import annotations

COMPLETE = 0  # every score computed
PROBLEMS = 1  # finished with problems
BAD_CONFIGURATION = 2  # nothing run
CANCELLED = 130
