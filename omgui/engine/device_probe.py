"""A process that asks torch what it can compute on, and prints it as JSON."""

from __future__ import annotations

import json
import sys


def main() -> int:
    """Print the number of CUDA devices, the free memory of each, and whether there is MPS."""
    import torch  # noqa: PLC0415  # takes seconds, and is asked in a process of its own for that

    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    mps = getattr(torch.backends, "mps", None)
    said = {
        "cuda": count,
        "free": [_free_bytes(index) for index in range(count)],
        "mps": bool(mps and mps.is_available()),
    }
    sys.stdout.write(f"{json.dumps(said)}\n")
    return 0


def _free_bytes(index: int) -> int:
    import torch  # noqa: PLC0415  # as above

    try:
        return int(torch.cuda.mem_get_info(index)[0])
    except RuntimeError:  # a card in exclusive use, which may be free later
        return 0


if __name__ == "__main__":
    sys.exit(main())
