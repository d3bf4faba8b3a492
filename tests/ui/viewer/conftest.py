"""A dataset of short clips and one of pictures, and the Viewer on them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from omgui.ui.session import Session
from omgui.ui.viewer.viewer_page import ViewerPage
from tests.ui.viewer import study
from tests.ui.viewer.opened import Opened
from tests.ui.viewer.study import HIGH, LOW, WORST
from tests.workspaces import Workspace


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = study.make_study(tmp_path_factory.mktemp("viewer") / "workspace")
    for name, fill in (("vid", study.fill_videos), ("img", study.fill_pictures)):
        store = study.open_store(workspace, name)
        fill(store)
        store.close()
    return workspace


@pytest.fixture
def workspace(written: Workspace, tmp_path) -> Workspace:
    shutil.copytree(written.folder, tmp_path / "workspace")
    made = object.__new__(Workspace)
    made.folder = tmp_path / "workspace"
    made.data, made.configs = made.folder / "data", made.folder / "datasets_configs"
    return made


@pytest.fixture
def opened(qtbot, session: Session, workspace: Workspace) -> Iterator[Opened]:
    session.open_workspace(workspace.folder)
    made = Opened(qtbot, session)
    yield made
    for page in made.pages:
        page.close_page()


@pytest.fixture
def page(opened: Opened) -> ViewerPage:
    """The worst file of the dataset, opened at a cell of psnr, and its worst frame."""
    opened.selection.set_items([LOW, HIGH])
    opened.selection.set_metric("psnr")
    page = opened.open()
    opened.until_curves(page, 2)
    opened.until_frame(page, WORST)
    return page
