"""The packaged program as files: how they are called, linked, measured and summed up."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from devtools import bundle, bundle_files, bundle_linux
from devtools.console import ROOT, SetupProblem
from devtools.pip_settings import PipSettings
from devtools.torch_choice import build_options, torch_attempts
from omgui import __version__


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A packaged program, as far as files tell."""
    folder = tmp_path / "built" / "omgui"
    (folder / "_internal" / "torch").mkdir(parents=True)
    (folder / "omgui-cli").write_bytes(b"x" * 10)
    (folder / "_internal" / "torch" / "large").write_bytes(b"x" * 500)
    return folder


def test_titles_carry_version_system_and_variant() -> None:
    assert bundle_files.version() == __version__
    plain = bundle_files.title("cpu")
    assert plain.startswith(f"omgui-{__version__}-")
    assert "cpu" not in plain
    assert bundle_files.title("cu128") == f"{plain}-cu128"


def test_largest_parts_come_first(built: Path) -> None:
    assert bundle_files.size_bytes(built) == 510
    assert bundle_files.largest(built) == [("torch", 500), ("omgui-cli", 10)]


def test_a_linked_tree_is_the_same_and_changes_nothing(built: Path, tmp_path: Path) -> None:
    (built / "link").symlink_to("omgui-cli")
    tree = tmp_path / "tree"
    bundle_files.link_tree(built, tree)
    assert (tree / "omgui-cli").read_bytes() == b"x" * 10
    assert (tree / "link").readlink() == Path("omgui-cli")
    assert bundle_files.size_bytes(tree) == bundle_files.size_bytes(built)


def test_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    file = tmp_path / "omgui.deb"
    file.write_bytes(b"content")
    listed = bundle_files.write_checksums([file], tmp_path)
    assert listed.read_text() == f"{hashlib.sha256(b'content').hexdigest()}  omgui.deb\n"


def test_a_missing_tool_is_named() -> None:
    with pytest.raises(SetupProblem, match="no-such-tool is needed"):
        bundle_files.call("no-such-tool", "x")


def test_a_cuda_build_has_an_environment_of_its_own() -> None:
    assert bundle.environment_for("") is bundle.PLAIN
    cuda = bundle.environment_for("cu128")
    assert cuda.folder != bundle.PLAIN.folder
    (attempt,) = torch_attempts(PipSettings(), "linux", has_gpu=False, build=cuda.torch_build)
    assert attempt.options[-1] == "--torch-backend=cu128"
    assert attempt.is_last
    # What is made against PyTorch comes from where it comes from.
    assert build_options(cuda.torch_build) == ("--torch-backend=cu128",)


def test_the_small_build_is_small_beside_a_card_too() -> None:
    settings = PipSettings(find_links=("/wheels",))
    build = bundle.PLAIN.torch_build
    attempts = torch_attempts(settings, "linux", has_gpu=True, build=build)
    assert attempts == torch_attempts(settings, "linux", has_gpu=False)
    assert build_options(build) == ()


def test_shared_files_have_no_blanks_left(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "48.png").write_bytes(b"png")
    share = tmp_path / "share"
    bundle_linux._shared_files(share, pictures)
    texts = [path for path in share.rglob("*") if path.suffix in {".xml", ".desktop"}]
    assert len(texts) == 3
    assert not any("@" in path.read_text("utf-8") for path in texts)
    assert (share / "icons/hicolor/48x48/apps/omgui.png").read_bytes() == b"png"
    assert (share / "man/man1/omgui.1.gz").stat().st_size > 300


def test_every_file_of_the_packaging_is_found() -> None:
    names = {path.name for path in (ROOT / "packaging").rglob("*")}
    assert {"pyinstaller.spec", "omgui.iss", "entitlements.plist", "control", "GPL-3.txt"} <= names
