"""What devices are called wherever the window names one."""

from __future__ import annotations

import re

_CPU = re.compile(r"\bcpu\b")


def device_text(device: str) -> str:
    """Return the name of a device, or of several, as people write it: CPU, cuda:0.

    Args:
        device: As the engine names it; more words may stand around it.
    """
    return _CPU.sub("CPU", device)
