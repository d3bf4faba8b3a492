"""A finished set-up is left alone; whatever changes it asks for a new one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from devtools import environment


@pytest.mark.parametrize("changed", ["pyproject.toml", "dev.py", "devtools/environment.py"])
def test_a_change_of_what_decides_the_set_up_asks_for_a_new_one(
    checkout: Path, changed: str
) -> None:
    before = environment.stamp_key(environment.MAIN, checkout)
    assert environment.stamp_key(environment.MAIN, checkout) == before
    (checkout / changed).write_text("# other\n", encoding="utf-8")
    assert environment.stamp_key(environment.MAIN, checkout) != before


def test_another_python_or_environment_asks_for_a_new_set_up(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {environment.stamp_key(environment.MAIN, checkout)}
    keys.add(environment.stamp_key(environment.WITHOUT_TORCH, checkout))
    monkeypatch.setattr(sys, "version", "3.99.0 (of another day)")
    keys.add(environment.stamp_key(environment.MAIN, checkout))
    assert len(keys) == 3


def test_windows_line_ends_of_a_checkout_do_not_ask_for_a_new_set_up(checkout: Path) -> None:
    before = environment.stamp_key(environment.MAIN, checkout)
    (checkout / "pyproject.toml").write_bytes(b"# pyproject.toml\r\n")
    assert environment.stamp_key(environment.MAIN, checkout) == before


def test_environment_is_ready_only_under_the_key_of_its_finished_set_up(
    made: environment.Environment,
) -> None:
    assert not environment.is_ready(made, "key")
    environment.write_stamp(made, "key", 1.0)
    assert environment.is_ready(made, "key")
    assert not environment.is_ready(made, "other key")


def test_damaged_stamp_or_lost_python_is_no_ready_environment(
    made: environment.Environment,
) -> None:
    environment.write_stamp(made, "key", 1.0)
    made.python.unlink()
    assert not environment.is_ready(made, "key")
    made.python.touch()
    (made.folder / environment.STAMP_NAME).write_text('{"key": ', encoding="utf-8")
    assert not environment.is_ready(made, "key")


def test_second_set_up_starts_no_process(
    made: environment.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.write_stamp(made, environment.stamp_key(made), 1.0)

    def forbidden(*_args: object, **_kwargs: object) -> None:
        pytest.fail("a ready environment was touched")

    monkeypatch.setattr(subprocess, "run", forbidden)
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    environment.set_up(made)


def test_interrupted_set_up_is_taken_up_again(
    made: environment.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "ROOT", made.folder.parent)
    monkeypatch.setattr(environment, "MAIN", made)
    monkeypatch.setattr(environment, "stamp_key", lambda _environment: "key")
    environment.write_stamp(made, "key of an older set-up", 1.0)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_install_uv", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.set_up(made)
    assert not (made.folder / environment.STAMP_NAME).exists()


def test_venv_of_the_same_python_is_kept(made: environment.Environment) -> None:
    assert not environment.needs_new_venv(made)


@pytest.mark.parametrize("config", ["version = 3.2.1\n", "version = unknown\n", ""])
def test_venv_of_another_python_is_made_anew(made: environment.Environment, config: str) -> None:
    (made.folder / "pyvenv.cfg").write_text(config, encoding="utf-8")
    assert environment.needs_new_venv(made)


def test_venv_whose_python_is_gone_is_made_anew(made: environment.Environment) -> None:
    made.python.unlink()
    assert environment.needs_new_venv(made)
