"""From a finished run to the worst frame of the worst file, and both its frames on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6")
pytest.importorskip("cv2")

from PIL import Image
from PySide6.QtCore import Qt

from omgui.core.metric_spec import Better
from omgui.core.results.frame_series import FrameSeries, worst_frames
from omgui.engine.decode.video import open_video
from omgui.ui.selection import Selection
from omgui.ui.session import Session
from omgui.ui.viewer.viewer_page import ViewerPage
from tests import media_files, reference_clips
from tests.workspaces import Workspace

WAIT_MS = 60_000
FRAMES = 24
FILES = {"good.mp4": 20, "bad.mp4": 45}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("viewer") / "workspace")
    shots = [reference_clips.frame(t) for t in range(FRAMES)]
    for name, quality in {"ref.mp4": 5, **FILES}.items():
        media_files.encode(workspace.data / name, shots, extra=("-crf", str(quality)))
    workspace.dataset(
        "clips",
        "vid",
        pairs={"ref.mp4": [[list(FILES), "same"]]},
        fr_iqa_metrics=("psnr",),
    )
    workspace.run("clips")
    return workspace


def decoded(path: Path, index: int) -> NDArray[np.uint8]:
    """Return a frame as the engine scores it."""
    reader = open_video(path, env={})
    frame = None
    for _ in range(index + 1):
        frame = reader.read()
    reader.close()
    assert frame is not None
    return frame


def test_worst_frame_of_the_worst_file_is_found_and_both_frames_saved(
    qtbot, home: Path, study: Workspace, tmp_path: Path
) -> None:
    session, selection = Session(), Selection()
    session.open_workspace(study.folder)
    # What a double click on the worst score of the results does.
    selection.set_items([("ref.mp4", "bad.mp4", "same")])
    selection.set_metric("psnr")
    page = ViewerPage(session, "clips", selection)
    qtbot.addWidget(page)
    try:
        page.resize(1200, 700)
        page.show()
        qtbot.waitUntil(
            lambda: page.shown.made is not None and bool(page.shown.made.worst), timeout=WAIT_MS
        )
        state = page.shown.state
        column = state.table.metrics["psnr"]
        assert column.values[1] < column.values[0]
        series = FrameSeries.of(column.ids[1])
        series.update(study.store("clips"))
        worst = worst_frames(series.frames, Better.HIGHER, 2)

        def is_shown(frame: int) -> bool:
            pair = page.panes.stage.pair
            return pair is not None and pair.is_exact and pair.numbers.frame == frame

        qtbot.waitUntil(lambda: is_shown(worst[0]), timeout=WAIT_MS)
        page.activateWindow()
        qtbot.keyClick(page.panes.canvas, Qt.Key.Key_PageDown)
        qtbot.waitUntil(lambda: is_shown(worst[1]), timeout=WAIT_MS)
        maps = page.panes.toolbar.maps
        qtbot.waitUntil(lambda: maps.findData("psnr") > 0, timeout=WAIT_MS)
        maps.setCurrentIndex(maps.findData("psnr"))
        qtbot.waitUntil(page.panes.stage._has_map, timeout=WAIT_MS)
        shown, _ = page.panes.stage._map
        error = decoded(study.data / "bad.mp4", worst[1]).astype(float)
        error -= decoded(study.data / "ref.mp4", worst[1])
        assert shown.values.shape == error.shape[:2]
        luma = (error @ (0.299, 0.587, 0.114)) ** 2
        assert np.corrcoef(shown.values.ravel(), luma.ravel())[0, 1] > 0.99
        page.panes.keeper.ask_path = lambda _proposal: str(tmp_path / "worst.png")
        with qtbot.waitSignal(page.panes.keeper.saved, timeout=WAIT_MS) as heard:
            page.panes.perform("save_both")
        assert [path.name for path in heard.args[0]] == [
            "worst_reference.png",
            "worst_distorted.png",
        ]
        for path, name in zip(heard.args[0], ("ref.mp4", "bad.mp4"), strict=True):
            saved = np.asarray(Image.open(path))
            assert np.array_equal(saved, decoded(study.data / name, worst[1])), name
    finally:
        page.close_page()
        session.close()
