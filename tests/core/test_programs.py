"""Child processes are started by Python, and by the packaged program itself where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import omgui
from omgui.core.programs import MODULES, Program, asked_for, command_of, is_packaged

PACKAGED = str(Path("/opt/omgui/omgui"))


@pytest.fixture
def packaged(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", PACKAGED)


def test_python_starts_programs_as_modules() -> None:
    assert not is_packaged()
    started = command_of(Program.WORKER, "--fast")
    assert started == [sys.executable, "-m", "omgui.engine.worker", "--fast"]


@pytest.mark.usefixtures("packaged")
def test_packaged_program_starts_the_one_beside_it() -> None:
    assert is_packaged()
    beside = str(Path("/opt/omgui/omgui-cli"))
    assert command_of(Program.ENGINE, "--maps") == [beside, "--program", "engine", "--maps"]
    assert command_of(Program.COMMAND_LINE, "demo", "x") == [beside, "demo", "x"]


def test_packaged_program_keeps_the_ending_of_its_name(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "folder/omgui.exe")
    assert Path(command_of(Program.SURVEY)[0]).name == "omgui-cli.exe"


@pytest.mark.parametrize("program", Program)
@pytest.mark.usefixtures("packaged")
def test_what_is_started_is_understood(program) -> None:
    _, *words = command_of(program, "a", "--b")
    assert asked_for(words) == (program, ["a", "--b"])


def test_words_without_the_switch_are_the_command_line() -> None:
    assert asked_for([]) == (Program.COMMAND_LINE, [])
    assert asked_for(["run", "x"]) == (Program.COMMAND_LINE, ["run", "x"])


@pytest.mark.parametrize("words", [["--program"], ["--program", "omgui.engine"]])
def test_nothing_else_is_started_by_name(words) -> None:
    with pytest.raises(ValueError, match="is not a valid Program"):
        asked_for(words)


@pytest.mark.parametrize("program", Program)
def test_every_program_is_a_module_of_ours(program) -> None:
    place = Path(omgui.__file__).parent.parent / MODULES[program].replace(".", "/")
    assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()
