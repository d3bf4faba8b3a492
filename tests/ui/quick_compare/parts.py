"""What the tests of quick compare share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.frame_mapping import Mode
from omgui.ui.quick_compare import QuickCompare

WAIT_MS = 20_000

Opener = Callable[..., QuickCompare]

LEFT = Qt.MouseButton.LeftButton


def settle(qtbot: QtBot, dialog: QuickCompare, count: int) -> None:
    """Wait until that many files are known, and which metrics are ready."""

    def look() -> None:
        assert len(dialog.model.files) == count
        assert all(file.is_known for file in dialog.model.files)
        assert not dialog.metrics.is_seeking

    qtbot.waitUntil(look, timeout=WAIT_MS)


def press(qtbot: QtBot, dialog: QuickCompare, *, run: bool = True) -> Dataset:
    """Press Score or Save Only; return the dataset as it was saved."""
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.score if run else dialog.save_only, LEFT)
    assert dialog.is_run_wanted is run
    return load_dataset(dialog.workspace, dialog.saved_name, load_catalogue()[0])


def pairs_of(dataset: Dataset) -> list[tuple[str, str, Mode | None]]:
    return [(item.reference, item.distorted, item.mode) for item in dataset.worklist.fr]
