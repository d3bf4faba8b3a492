"""What people install on Windows: a set-up program by Inno Setup. Nobody has run this yet."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from devtools.bundle_files import PACKAGING, call, title, version

_SIGN_COMMAND = "OMGUI_SIGN_COMMAND"  # such as: signtool sign /fd sha256 /f key.pfx


def make(bundle: Path, to: Path, variant: str) -> list[Path]:
    """Make the set-up program and the list of contents.

    Args:
        bundle: Folder of the packaged program.
        to: Where they go.
        variant: Of PyTorch.

    Returns:
        What is to be published.
    """
    for program in ("omgui.exe", "omgui-cli.exe"):
        _sign(bundle / program)
    script = PACKAGING / "windows" / "omgui.iss"
    name = title(variant)
    call(
        *("iscc", "/Qp", f"/DVersion={version()}", f"/DBundle={bundle}"),
        *(f"/DOutput={to}", f"/DName={name}", *(() if variant == "cpu" else ("/DLarge",)), script),
    )
    setup = to / f"{name}.exe"
    _sign(setup)
    listed = to / f"{name}.cdx.json"
    shutil.copyfile(bundle / "_internal" / "sbom.cdx.json", listed)
    return [setup, *sorted(to.glob(f"{name}-*.bin")), listed]


def _sign(program: Path) -> None:
    """Sign a program where the machine was given a way to; else Windows warns of it."""
    command = os.environ.get(_SIGN_COMMAND, "")
    if command:
        call(*command.split(), program)
