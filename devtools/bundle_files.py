"""Files of the packaged program: how large they are, how they are called, their checksums."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from devtools.console import ROOT, SetupProblem, run

PACKAGING = ROOT / "packaging"
_LISTED = 12
_BLOCK = 1 << 20


def version() -> str:
    """Return the version of omgui without importing it."""
    text = (ROOT / "omgui" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise SetupProblem("omgui/__init__.py names no version.")
    return found.group(1)


def title(variant: str) -> str:
    """Return how files for people are called, up to their ending.

    Args:
        variant: ``cpu``, or PyTorch's build for NVIDIA cards.
    """
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    kind = "" if variant == "cpu" else f"-{variant}"
    return f"omgui-{version()}-{system}-{platform.machine().lower()}{kind}"


def size_bytes(folder: Path) -> int:
    """Return what a folder takes, links not followed."""
    return sum(
        path.lstat().st_size
        for root, _, names in os.walk(folder)
        for name in names
        if not (path := Path(root, name)).is_symlink()
    )


def largest(folder: Path) -> list[tuple[str, int]]:
    """Return the largest parts of the packaged program: name and bytes."""
    parts = [*folder.iterdir(), *(folder / "_internal").iterdir()]
    sizes = [
        (part.name, size_bytes(part) if part.is_dir() else part.lstat().st_size)
        for part in parts
        if part.name != "_internal"
    ]
    return sorted(sizes, key=lambda each: -each[1])[:_LISTED]


def link_tree(source: Path, target: Path) -> None:
    """Copy a folder by hard links where the disk allows, else by copies."""

    def link(one: str, other: str) -> None:
        try:
            os.link(one, other, follow_symlinks=False)
        except OSError:
            shutil.copy2(one, other, follow_symlinks=False)

    shutil.copytree(source, target, symlinks=True, copy_function=link)


def filled(template: Path, values: dict[str, str], target: Path) -> None:
    """Write a template with its ``@NAMES@`` replaced."""
    text = template.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def call(*command: str | Path) -> None:
    """Run a program of this system, and stop where it fails."""
    if shutil.which(str(command[0])) is None:
        raise SetupProblem(f"{command[0]} is needed for this, and is not installed.")
    if run(command) != 0:
        raise SetupProblem(f"{command[0]} failed; see its message above.")


def write_checksums(files: Iterable[Path], folder: Path) -> Path:
    """Write ``SHA256SUMS`` in the form that ``sha256sum --check`` reads."""
    listed = folder / "SHA256SUMS"
    lines = [f"{digest(file, 'sha256')}  {file.name}\n" for file in files]
    listed.write_text("".join(lines), encoding="utf-8", newline="\n")
    return listed


def digest(file: Path, kind: str) -> str:
    """Return the digits of a file's checksum.

    Args:
        file: Which one; read in pieces.
        kind: As ``hashlib`` calls it.
    """
    found = hashlib.new(kind, usedforsecurity=False)
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
