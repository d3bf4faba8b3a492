"""What people install on Linux: a Debian package, and an archive that runs from any folder."""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from devtools.bundle_files import (
    PACKAGING,
    call,
    digest,
    filled,
    link_tree,
    size_bytes,
    title,
    version,
)
from devtools.console import ROOT, say

LINUX = PACKAGING / "linux"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def make(bundle: Path, to: Path, variant: str, icons: Path) -> list[Path]:
    """Make the Debian package, the archive and the list of contents.

    Args:
        bundle: Folder of the packaged program.
        to: Where they go.
        variant: Of PyTorch.
        icons: Folder of pictures that are called by their size.

    Returns:
        What is to be published.
    """
    made = [
        _archive(bundle, to, variant, icons),
        _debian(bundle, to, variant, icons),
        _sbom(bundle, to, variant),
    ]
    for path in made:
        say(f"{path.name}: {path.stat().st_size / 1e6:,.0f} MB")
    return made


def _sbom(bundle: Path, to: Path, variant: str) -> Path:
    target = to / f"{title(variant)}.cdx.json"
    shutil.copyfile(bundle / "_internal" / "sbom.cdx.json", target)
    return target


def _archive(bundle: Path, to: Path, variant: str, icons: Path) -> Path:
    tree = to / "archive" / f"omgui-{version()}"
    _begin(tree.parent)
    link_tree(bundle, tree)
    _shared_files(tree / "share", icons)
    filled(LINUX / "README.txt", _values(), tree / "README.txt")
    target = to / f"{title(variant)}.tar.zst"
    packer = "zstd -10 -T0 --quiet"
    owner = ["--owner=0", "--group=0", "--sort=name"]
    call("tar", *owner, "-I", packer, "-cf", target, "-C", tree.parent, tree.name)
    shutil.rmtree(tree.parent)
    return target


def _debian(bundle: Path, to: Path, variant: str, icons: Path) -> Path:
    tree = to / "debian"
    _begin(tree)
    # Not in /opt, which apt removes together with the last package that has something there.
    (tree / "usr" / "lib").mkdir(parents=True)
    link_tree(bundle, tree / "usr" / "lib" / "omgui")
    programs = tree / "usr" / "bin"
    programs.mkdir()
    for name in ("omgui", "omgui-cli"):
        (programs / name).symlink_to(f"../lib/omgui/{name}")
    _shared_files(tree / "usr" / "share", icons)
    values = {**_values(), "SIZE_KB": str(size_bytes(tree) // 1024)}
    sums = "".join(_sums(tree))
    filled(LINUX / "control", values, tree / "DEBIAN" / "control")
    (tree / "DEBIAN" / "md5sums").write_text(sums, encoding="utf-8")
    for root, folders, _ in os.walk(tree):
        for folder in folders:
            Path(root, folder).chmod(0o755)
    kind = "" if variant == "cpu" else f"-{variant}"
    target = to / f"omgui{kind}_{version()}_{values['ARCHITECTURE']}.deb"
    call("dpkg-deb", "-Zzstd", "-z10", "--root-owner-group", "--build", tree, target)
    shutil.rmtree(tree)
    return target


def _sums(tree: Path) -> Iterator[str]:
    """Yield what `dpkg --verify` compares an installed package with."""
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{digest(path, 'md5')}  {path.relative_to(tree).as_posix()}\n"


def _begin(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _values() -> dict[str, str]:
    machine = platform.machine()
    return {
        "VERSION": version(),
        "DATE": time.strftime("%Y-%m-%d"),
        "ARCHITECTURE": _ARCHITECTURES.get(machine, machine),
        "LIBC": _libc(),
    }


def _libc() -> str:
    """Return the version of the C library here: an older one would not do."""
    said = os.confstr("CS_GNU_LIBC_VERSION") or ""
    return said.rpartition(" ")[2]


def _shared_files(share: Path, pictures: Path) -> None:
    """Write what desktops read: entry, icons, file type, description, manual, copyright."""
    values = _values()
    filled(LINUX / "omgui.desktop", values, share / "applications" / "omgui.desktop")
    filled(LINUX / "omgui.xml", values, share / "mime" / "packages" / "omgui.xml")
    described = share / "metainfo" / "org.omgui.omgui.metainfo.xml"
    filled(LINUX / "omgui.metainfo.xml", values, described)
    icons = share / "icons" / "hicolor"
    drawing = icons / "scalable" / "apps" / "omgui.svg"
    drawing.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "omgui" / "resources" / "icons" / "omgui.svg", drawing)
    for picture in sorted(pictures.glob("*.png")):
        place = icons / f"{picture.stem}x{picture.stem}" / "apps" / "omgui.png"
        place.parent.mkdir(parents=True)
        shutil.copyfile(picture, place)
    _manual(share / "man" / "man1", values)
    papers = share / "doc" / "omgui"
    filled(LINUX / "copyright", values, papers / "copyright")
    _pack((ROOT / "CHANGELOG.md").read_bytes(), papers / "changelog.gz")


def _pack(content: bytes, target: Path) -> None:
    # Always the same bytes, whenever it is packed.
    target.write_bytes(gzip.compress(content, mtime=0))


def _manual(folder: Path, values: dict[str, str]) -> None:
    page = folder / "omgui.1"
    filled(LINUX / "omgui.1", values, page)
    _pack(page.read_bytes(), folder / "omgui.1.gz")
    page.unlink()
    (folder / "omgui-cli.1.gz").symlink_to("omgui.1.gz")
