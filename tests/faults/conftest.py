"""The study that is broken into, and what it comes to when nothing disturbs it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.studies import NAMES, make_study
from tests.workspaces import Workspace


@dataclass(frozen=True)
class Steady:
    """Two datasets, ``img`` and ``vid``, and their tables after a run that nothing disturbed."""

    folder: Path
    tables: dict[str, dict[str, bytes]]
    scores: int

    def copy_to(self, target: Path, *, with_stores: bool = False) -> Workspace:
        """Return a copy of the workspace without its results, or with the stores alone."""
        workspace = Workspace(target)
        shutil.rmtree(target)
        shutil.copytree(self.folder, target, copy_function=shutil.copy2)
        for name in NAMES:
            shutil.rmtree(workspace.output(name), ignore_errors=True)
            if with_stores:
                workspace.output(name).mkdir()
                workspace.store(name).write_bytes(self.store(name).read_bytes())
        return workspace

    def store(self, name: str) -> Path:
        return self.folder / f"results_{name}" / f"{name}.omgui"


@pytest.fixture(scope="session")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Steady:
    folder = tmp_path_factory.mktemp("steady") / "workspace"
    workspace = make_study(folder, images=16, frames=32)
    done = workspace.run(*NAMES)
    assert done.code == 0
    tables = {name: workspace.tables(name) for name in NAMES}
    return Steady(workspace.folder, tables, done.end.counts.total)


@pytest.fixture
def disturbed(steady: Steady, tmp_path: Path) -> Workspace:
    """A copy of the study to be disturbed."""
    return steady.copy_to(tmp_path / "disturbed")


@pytest.fixture
def assert_undisturbed(steady: Steady) -> Callable[[Workspace], None]:
    """Assert that the tables are, byte for byte, those of the run that nothing disturbed."""

    def check(workspace: Workspace, *names: str) -> None:
        for name in names or NAMES:
            assert workspace.tables(name) == steady.tables[name], name

    return check
