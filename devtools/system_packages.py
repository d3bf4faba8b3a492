"""What the operating system must have, and how to get it there."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence

from devtools.console import command_line, run, say

# (shared library, Debian package): what the wheels that we install do not carry themselves.
# Found in a bare Debian, see docs/dependencies.md.
LINUX_LIBRARIES = (
    ("libstdc++.so.6", "libstdc++6"),
    # Qt, even without a screen. The last one brings a font: without any, text is boxes.
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
    # Qt on X11.
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(
    libraries: Iterable[tuple[str, str]] = LINUX_LIBRARIES,
    loads: Callable[[str], bool] = _loads,
) -> list[str]:
    """Return the Debian packages of the shared libraries that do not load."""
    return [package for library, package in libraries if not loads(library)]


def apt_command(packages: Sequence[str]) -> list[str]:
    """Return the command that installs packages on Debian and Ubuntu."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def command_for_person(packages: Sequence[str]) -> str:
    """Return what a person without root's rights has to type."""
    return command_line(["sudo", *apt_command(packages)])


def root_prefix() -> list[str] | None:
    """Return what to put before a command to run it as root; ``None`` where we may not."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    allowed = subprocess.run([sudo, "-n", "true"], check=False, capture_output=True)
    return [sudo, "-n"] if allowed.returncode == 0 else None


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages where we may; else print the command for it.

    Returns:
        Whether they are installed now.
    """
    if not shutil.which("apt-get"):
        say(f"This system lacks what Debian calls {' '.join(packages)}. Please install it.")
        return False
    prefix = root_prefix()
    if prefix is not None:
        say(f"Installing system packages: {' '.join(packages)}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run([*prefix, "apt-get", "update", "-qq"], quiet)  # a container starts without lists
        if run([*prefix, *apt_command(packages)], quiet) == 0:
            return True
    say(f"This system lacks {' '.join(packages)}. Please type this, then start again:")
    say(f"    {command_for_person(packages)}")
    return False


def prepare_system() -> None:
    """Install the shared libraries that are missing, or say which; then go on either way."""
    if sys.platform.startswith("linux"):
        missing = missing_packages()
        if missing:
            install_packages(missing)
