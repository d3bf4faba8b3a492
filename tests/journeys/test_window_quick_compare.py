"""From a few dropped files to scores: the dialog, the files on the disk and the real engine."""

from __future__ import annotations

import csv
import gc
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from omgui.ui.quick_compare import QuickCompare
from omgui.ui.run.engine_process import find_process, kill_tree
from omgui.ui.run.run_state import Phase
from omgui.ui.session import Session

WAIT_MS = 120_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _collector(qapp: QObject) -> Iterator[None]:
    """Collect garbage on the GUI thread only, as the program does: Qt's objects live there."""
    del qapp
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def session(home: Path, tmp_path: Path) -> Iterator[Session]:
    """A window's session on an empty workspace; in the end every engine is ended."""
    del home
    (tmp_path / "shop").mkdir()
    made = Session()
    assert made.open_workspace(tmp_path / "shop")
    yield made
    active = made.runs.active if made.has_runs else None
    made.close()
    process = find_process(active.folder.mark) if active is not None else None
    if process is not None:
        kill_tree(process)
        psutil.wait_procs([process], timeout=10)


def drop(dialog: QuickCompare, *files: Path) -> None:
    """Drop files on the dialog, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, none))


def scores(session: Session, name: str) -> dict[str, dict[str, str]]:
    """Return the wide table by distorted file."""
    assert session.workspace is not None
    path = session.workspace / "results" / name / f"{name}_scores.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["filename"]: row for row in csv.DictReader(stream)}


def score(qtbot: QtBot, session: Session, dialog: QuickCompare) -> str:
    """Press Score, run what was saved as the window does, and wait for the end."""
    qtbot.waitUntil(dialog.score.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.score, LEFT)
    name = dialog.saved_name
    assert dialog.is_run_wanted
    session.reload()
    assert name in session.dataset_names()
    session.runs.enqueue(session.workspace, name)
    session.runs.start()

    def is_over() -> None:
        state = session.runs.state(name)
        assert state is not None
        assert state.phase.is_over

    qtbot.waitUntil(is_over, timeout=WAIT_MS)
    assert session.runs.state(name).phase is Phase.COMPLETED
    assert session.runs.state(name).view.counts.problems == 0
    dialog.deleteLater()
    return name


def test_dropped_videos_get_their_scores(qtbot: QtBot, session: Session, clips: Path) -> None:
    dialog = QuickCompare(session, [clips / "good2.mp4", clips / "ref.mp4"])
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2, timeout=WAIT_MS)
    drop(dialog, clips / "good1.mp4")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3, timeout=WAIT_MS)
    found = scores(session, score(qtbot, session, dialog))
    assert set(found) == {"good1.mp4", "good2.mp4"}
    better, worse = found["good1.mp4"], found["good2.mp4"]
    assert better["reference"] == "ref.mp4"
    for metric in ("psnr", "ssim"):
        assert float(better[metric]) > float(worse[metric]), "good2 is compressed harder"


def test_dropped_pictures_without_reference_get_their_scores(
    qtbot: QtBot, session: Session, pictures: Path
) -> None:
    dialog = QuickCompare(session, [pictures / "ref.png", pictures / "good3.png"])
    dialog.open()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2, timeout=WAIT_MS)
    qtbot.mouseClick(dialog.alone, LEFT, pos=dialog.alone.rect().center())
    if not dialog.alone.isChecked():  # the middle of a wide box may be beside its words
        dialog.alone.click()
    found = scores(session, score(qtbot, session, dialog))
    assert set(found) == {"ref.png", "good3.png"}
    assert float(found["good3.png"]["si"]) < float(found["ref.png"]["si"]), "good3 is blurred"
