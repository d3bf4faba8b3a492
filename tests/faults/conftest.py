"""A study that takes some seconds, so that there is time to break into it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.workspaces import Workspace

IMAGES = 16
FRAMES = 32
IMAGE_FR = ("psnr", "mad")
VIDEO_FR = ("psnr", "mad")


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
        for name in ("img", "vid"):
            shutil.rmtree(workspace.output(name), ignore_errors=True)
            if with_stores:
                workspace.output(name).mkdir()
                workspace.store(name).write_bytes(self.store(name).read_bytes())
        return workspace

    def store(self, name: str) -> Path:
        return self.folder / f"results_{name}" / f"{name}.omgui"


@pytest.fixture(scope="session")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Steady:
    from PIL import Image

    from tests import media_files, reference_clips, reference_inputs

    workspace = Workspace(tmp_path_factory.mktemp("steady") / "workspace")
    pixels = reference_inputs.texture(152, 200, 3)
    Image.fromarray(pixels).save(workspace.data / "ref.png")
    names = [f"noise{k:02}.png" for k in range(IMAGES)]
    for k, name in enumerate(names):
        noisy = reference_inputs.distort(pixels, f"noise{4 + 4 * k}")
        Image.fromarray(noisy).save(workspace.data / name)
    frames = [reference_clips.frame(t) for t in range(FRAMES)]
    for name, quality in (("ref", 5), ("low", 40), ("high", 25)):
        media_files.encode(workspace.data / f"{name}.mp4", frames, extra=("-crf", str(quality)))
    workspace.dataset(
        "img",
        "img",
        pairs={"ref.png": names},
        files=["ref.png", *names[:3]],
        fr_metrics=IMAGE_FR,
        nr_metrics=["si"],
    )
    workspace.dataset(
        "vid",
        "vid",
        pairs={"ref.mp4": [[["low.mp4", "high.mp4"], "same"]]},
        files=["low.mp4"],
        fr_iqa_metrics=VIDEO_FR,
        nr_vqa_metrics=["ti"],
    )
    done = workspace.run("img", "vid")
    assert done.code == 0
    tables = {name: workspace.tables(name) for name in ("img", "vid")}
    return Steady(workspace.folder, tables, done.end.counts.total)


@pytest.fixture
def disturbed(steady: Steady, tmp_path: Path) -> Workspace:
    """A copy of the study to be disturbed."""
    return steady.copy_to(tmp_path / "disturbed")


@pytest.fixture
def assert_undisturbed(steady: Steady) -> Callable[[Workspace], None]:
    """Assert that the tables are, byte for byte, those of the run that nothing disturbed."""

    def check(workspace: Workspace, *names: str) -> None:
        for name in names or ("img", "vid"):
            assert workspace.tables(name) == steady.tables[name], name

    return check
