"""What the system lacks is installed, or told with the exact command."""

from __future__ import annotations

import importlib
import importlib.util

import pytest

from devtools import console, environment, system_packages
from tests.dev_script.this_python import MINOR


def test_person_without_rights_is_told_the_exact_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(system_packages, "root_prefix", lambda: None)
    assert not system_packages.install_packages(["python3.11-venv"])
    expected = "    sudo apt-get install -y --no-install-recommends python3.11-venv\n"
    assert expected in capsys.readouterr().out


def test_system_without_apt_is_told_what_is_missing_and_no_wrong_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: None)
    assert not system_packages.install_packages(["libstdc++6"])
    shown = capsys.readouterr().out
    assert "libstdc++6" in shown
    assert "apt-get" not in shown


def test_root_installs_what_is_missing_after_fetching_the_lists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []

    def run(command: list[str], _extra: dict[str, str]) -> int:
        started.append(command)
        return 0

    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(system_packages, "root_prefix", list)
    monkeypatch.setattr(system_packages, "run", run)
    assert system_packages.install_packages(["libstdc++6"])
    assert started == [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "--no-install-recommends", "libstdc++6"],
    ]


def test_only_libraries_that_do_not_load_are_missing() -> None:
    libraries = [("liba.so.1", "liba1"), ("libb.so.2", "libb2")]
    loads = {"liba.so.1": True, "libb.so.2": False}
    assert system_packages.missing_packages(libraries, loads.__getitem__) == ["libb2"]


def test_a_library_that_exists_nowhere_is_found_missing() -> None:
    libraries = [("libomgui-no-such-thing.so.9", "libnothing9")]
    assert system_packages.missing_packages(libraries) == ["libnothing9"]


def test_python_without_ensurepip_names_the_debian_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        environment.importlib.util,
        "find_spec",
        lambda name: None if name == "ensurepip" else real(name),
    )
    monkeypatch.setattr(environment.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(system_packages, "root_prefix", lambda: None)
    with pytest.raises(console.SetupProblem, match=rf"python{MINOR}-venv is installed"):
        environment._check_python()
    assert f"python{MINOR}-venv" in capsys.readouterr().out
