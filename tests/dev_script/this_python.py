"""The Python that runs the tests."""

from __future__ import annotations

import sys

MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"
