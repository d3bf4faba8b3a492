"""What people install on macOS: a disk image with the program. Nobody has run this yet."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from devtools.bundle_files import call, title
from devtools.console import SetupProblem, say

_PROFILE = "OMGUI_NOTARY_PROFILE"  # a profile that `xcrun notarytool store-credentials` made


def make(app: Path, to: Path, variant: str) -> list[Path]:
    """Make the disk image and the list of contents.

    PyInstaller signed the program where ``OMGUI_CODESIGN_IDENTITY`` names an identity.

    Args:
        app: ``omgui.app``.
        to: Where they go.
        variant: Of PyTorch.

    Returns:
        What is to be published.
    """
    tree = to / "image"
    if tree.exists():
        shutil.rmtree(tree)
    tree.mkdir()
    call("ditto", app, tree / app.name)
    (tree / "Applications").symlink_to("/Applications")
    image = to / f"{title(variant)}.dmg"
    image.unlink(missing_ok=True)
    call(
        *("hdiutil", "create", "-volname", "omgui", "-srcfolder", tree),
        *("-format", "ULFO", "-fs", "APFS", image),
    )
    shutil.rmtree(tree)
    _notarise(image)
    listed = to / f"{title(variant)}.cdx.json"
    found = sorted(app.rglob("sbom.cdx.json"))
    if not found:
        raise SetupProblem(f"{app} contains no sbom.cdx.json.")
    shutil.copyfile(found[0], listed)
    return [image, listed]


def _notarise(image: Path) -> None:
    profile = os.environ.get(_PROFILE, "")
    if not profile:
        say(f"{image.name} is not notarised: {_PROFILE} is not set. macOS will refuse to open it.")
        return
    call("xcrun", "notarytool", "submit", image, "--keychain-profile", profile, "--wait")
    call("xcrun", "stapler", "staple", image)
