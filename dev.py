#!/usr/bin/env python3
"""Every chore of this project, with nothing but Python installed.

    python3 dev.py demo     set everything up, score a small real dataset, show the table
    python3 dev.py test     set everything up, run every check that CI runs
    python3 dev.py --help   all commands

On Windows write ``py dev.py`` instead. Everything is installed into the folder ``.venv`` beside
this file; delete that folder to start over. The work is done by ``devtools/``, which like this
file uses the standard library only: both run before anything else is installed.
"""

import sys

PYTHON_FLOOR = (3, 10)


# Nothing newer than Python 3.6 up to here, hence the quotes: it must run where it says "too old".
def too_old_message(version: "tuple[int, ...]", executable: str) -> str:
    """Say in words that a Python is too old; empty when it is not."""
    if tuple(version[:2]) >= PYTHON_FLOOR:
        return ""
    return (
        f"omgui needs Python {PYTHON_FLOOR[0]}.{PYTHON_FLOOR[1]} or newer, "
        f"but this is Python {version[0]}.{version[1]} ({executable}).\n"
        "Install a newer one (https://www.python.org/downloads/ or your system's packages) and\n"
        "start this again with it, for example: python3.12 dev.py demo"
    )


_complaint = too_old_message(sys.version_info[:2], sys.executable)
if _complaint:
    sys.exit(_complaint)

from devtools.commands import main  # noqa: E402 - older Pythons could not import it

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
