"""What people install is made of a packaged program: names, contents, the words of other tools."""

from __future__ import annotations

import fnmatch
import importlib.util
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from devtools import bundle, bundle_linux, bundle_mac, bundle_windows
from devtools.bundle_files import PACKAGING, title
from devtools.console import ROOT, SetupProblem
from omgui import __version__

WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
Calls = list[list[str]]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A packaged program, as far as files tell."""
    folder = tmp_path / "built" / "omgui"
    (folder / "_internal").mkdir(parents=True)
    (folder / "_internal" / "sbom.cdx.json").write_text("{}", encoding="utf-8")
    for name in ("omgui", "omgui-cli"):
        (folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def to(tmp_path: Path) -> Path:
    (tmp_path / "to").mkdir()
    return tmp_path / "to"


def replace_tools(
    monkeypatch: pytest.MonkeyPatch, place: ModuleType, makes: tuple[Path, ...] = ()
) -> Calls:
    calls: Calls = []

    def call(*command: str | Path) -> None:
        calls.append(list(map(str, command)))
        for path in makes:
            path.write_bytes(b"made")

    monkeypatch.setattr(place, "call", call)
    return calls


def uploaded() -> list[str]:
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["bundle"]["steps"]
    (upload,) = (step for step in steps if "upload-artifact" in step.get("uses", ""))
    return [Path(line).name for line in upload["with"]["path"].split()]


def assert_uploaded(made: list[Path]) -> None:
    left = [
        path.name
        for path in made
        if not any(fnmatch.fnmatchcase(path.name, one) for one in uploaded())
    ]
    assert left == []


@pytest.mark.skipif(
    not shutil.which("dpkg-deb") or not shutil.which("zstd"), reason="needs dpkg-deb and zstd"
)
def test_linux_gets_a_debian_package_and_an_archive(built: Path, to: Path) -> None:
    made = bundle_linux.make(built, to, "cu128", to)
    assert sorted(path.name for path in to.iterdir()) == sorted(path.name for path in made)
    assert_uploaded(made)
    (debian,) = (path for path in made if path.suffix == ".deb")
    said = subprocess.run(["dpkg-deb", "-I", debian], capture_output=True, text=True, check=True)
    assert f"Version: {__version__}" in said.stdout
    assert "@" not in said.stdout.replace("omgui@localhost", "")
    said = subprocess.run(["dpkg-deb", "-c", debian], capture_output=True, text=True, check=True)
    rows = {row.split()[5]: row.split() for row in said.stdout.splitlines()}
    assert rows["./usr/lib/omgui/omgui-cli"][:2] == ["-rwxr-xr-x", "root/root"]
    assert rows["./usr/bin/omgui"][-1] == "../lib/omgui/omgui"
    assert {row[0] for name, row in rows.items() if name.endswith("/")} == {"drwxr-xr-x"}
    unpacked = to / "unpacked"
    subprocess.run(["dpkg-deb", "-R", debian, unpacked], check=True)
    sums = unpacked / "DEBIAN" / "md5sums"
    done = subprocess.run(["md5sum", "--check", "--quiet", sums], cwd=unpacked, check=False)
    assert done.returncode == 0
    assert len(sums.read_text("utf-8").splitlines()) > 8
    (archive,) = (path for path in made if path.name.endswith(".tar.zst"))
    said = subprocess.run(["tar", "-tf", archive], capture_output=True, text=True, check=True)
    assert f"omgui-{__version__}/omgui" in said.stdout.splitlines()
    assert {name.partition("/")[0] for name in said.stdout.splitlines()} == {f"omgui-{__version__}"}
    read = ["tar", "-xOf", archive, f"omgui-{__version__}/README.txt"]
    assert "@" not in subprocess.run(read, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("variant", "is_cut"), [("cpu", False), ("cu128", True)])
def test_windows_gets_a_setup_program_that_is_cut_where_it_is_large(
    built: Path, to: Path, monkeypatch: pytest.MonkeyPatch, variant: str, is_cut: bool
) -> None:
    parts = tuple(to / f"{title(variant)}-{number}.bin" for number in (1, 2) if is_cut)
    monkeypatch.delenv("OMGUI_SIGN_COMMAND", raising=False)
    calls = replace_tools(monkeypatch, bundle_windows, parts)
    made = bundle_windows.make(built, to, variant)
    assert [path.name for path in made] == [
        f"{title(variant)}.exe",
        *(part.name for part in parts),
        f"{title(variant)}.cdx.json",
    ]
    assert_uploaded(made)
    (command,) = calls
    given = {word[2:].partition("=")[0] for word in command if word.startswith("/D")}
    script = (PACKAGING / "windows" / "omgui.iss").read_text("utf-8")
    wanted = set(re.findall(r"\{#(\w+)\}", script)) - {"SourcePath"}
    assert given - {"Large"} == wanted
    assert ("Large" in given) == is_cut
    assert command[-1] == str(PACKAGING / "windows" / "omgui.iss")


def test_programs_of_windows_are_signed_before_they_are_packed(
    built: Path, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMGUI_SIGN_COMMAND", "signtool sign /a")
    calls = replace_tools(monkeypatch, bundle_windows)
    bundle_windows.make(built, to, "cpu")
    assert [Path(call[-1]).name for call in calls] == [
        "omgui.exe",
        "omgui-cli.exe",
        "omgui.iss",
        f"{title('cpu')}.exe",
    ]
    assert calls[0][:3] == ["signtool", "sign", "/a"]


def test_macos_gets_a_disk_image(
    built: Path, to: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OMGUI_NOTARY_PROFILE", raising=False)
    calls = replace_tools(monkeypatch, bundle_mac)
    made = bundle_mac.make(built, to, "cpu")
    assert [path.name for path in made] == [f"{title('cpu')}.dmg", f"{title('cpu')}.cdx.json"]
    assert_uploaded(made)
    assert [call[0] for call in calls] == ["ditto", "hdiutil"]
    assert "is not notarised" in capsys.readouterr().out

    monkeypatch.setenv("OMGUI_NOTARY_PROFILE", "mine")
    calls.clear()
    bundle_mac.make(built, to, "cpu")
    assert [call[1] for call in calls if call[0] == "xcrun"] == ["notarytool", "stapler"]


def test_a_program_without_its_list_of_contents_is_not_published(
    built: Path, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_tools(monkeypatch, bundle_mac)
    (built / "_internal" / "sbom.cdx.json").unlink()
    with pytest.raises(SetupProblem, match="contains no sbom"):
        bundle_mac.make(built, to, "cpu")


def test_the_workflow_builds_by_the_command_that_developers_have() -> None:
    job = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["bundle"]
    (build,) = (step["run"] for step in job["steps"] if "dev.py" in step.get("run", ""))
    words = shlex.split(re.sub(r"\$\{\{.*?\}\}", "--cuda cu128", build))
    assert words[:3] == ["python", "dev.py", "bundle"]
    chosen = bundle._parser().parse_args(words[3:])
    assert chosen.installers
    assert chosen.cuda == "cu128"
    assert not chosen.no_test
    systems = {(row["system"], row.get("cuda", "")) for row in job["strategy"]["matrix"]["include"]}
    assert {system for system, _ in systems} == {"linux", "windows", "macos"}
    assert {("linux", "cu128"), ("windows", "cu128")} < systems


def test_the_specification_can_be_read_by_python() -> None:
    compile((PACKAGING / "pyinstaller.spec").read_text("utf-8"), "pyinstaller.spec", "exec")


@pytest.fixture(scope="module")
def notices() -> Any:
    source = importlib.util.spec_from_file_location("bundle_notices", PACKAGING / "notices.py")
    assert source is not None
    assert source.loader is not None
    module = importlib.util.module_from_spec(source)
    sys.modules[source.name] = module
    source.loader.exec_module(module)
    return module


def test_what_is_contained_is_named_with_its_licence(notices: Any, tmp_path: Path) -> None:
    found = notices.components([("yaml", "yaml.py", "PYMODULE")], [], [])
    names = [each.name for each in found]
    assert names == ["Python", "PyYAML"]
    text, listed = notices.write(tmp_path, found, __version__)
    said = text.read_text("utf-8")
    assert re.search(r"^  PyYAML [\d.]+: MIT$", said, re.MULTILINE)
    assert "Kirill Simonov" in said
    assert "PolyForm-Noncommercial-1.0.0" in said
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in said
    bill = json.loads(listed.read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    (row,) = (row for row in bill["components"] if row["name"] == "PyYAML")
    assert row["purl"] == f"pkg:pypi/pyyaml@{row['version']}"
    assert row["licenses"] == [{"license": {"name": "MIT"}}]
