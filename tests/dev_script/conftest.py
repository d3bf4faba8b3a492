"""A checkout and an environment, as far as files tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import environment
from tests.dev_script.this_python import MINOR


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like a checkout to the stamp."""
    (tmp_path / "devtools").mkdir()
    for name in ("pyproject.toml", "dev.py", "devtools/environment.py"):
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(tmp_path: Path) -> environment.Environment:
    """An environment with a venv of this very Python in it, as far as files tell."""
    made = environment.Environment(tmp_path / "venv", extras=("test",))
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    config = made.folder / "pyvenv.cfg"
    config.write_text(f"home = somewhere\nversion = {MINOR}.1\n", encoding="utf-8")
    return made
