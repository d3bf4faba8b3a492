"""A comparison by mouse, keyboard and ear."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from omgui.ui.quick_compare.files import (
    Why,
)
from omgui.ui.quick_compare.model import FILE, REFERENCE
from tests.ui.quick_compare.parts import LEFT, WAIT_MS, Opener, settle


def test_more_files_are_dropped_and_taken_out(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "good1.png")
    data = QMimeData()
    names = ("ref.png", "good1.png", "good2.png")
    data.setUrls([QUrl.fromLocalFile(str(pictures / name)) for name in names])
    data.setUrls([*data.urls(), QUrl.fromLocalFile(str(pictures))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
    settle(qtbot, dialog, 3)
    assert [file.path.name for file in dialog.model.files] == ["good1.png", "ref.png", "good2.png"]
    assert dialog.model.reference == 1
    assert "A folder is left out" in dialog.status.text()
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.remove, LEFT)
    assert [file.path.name for file in dialog.model.files] == ["ref.png", "good2.png"]
    assert dialog.model.reference == 0


def test_chosen_reference_stays_when_files_come_and_go(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    names = ("good1.png", "good2.png", "ref.png")
    dialog = compare(*(pictures / name for name in names))
    dialog.model.choose_reference(1)
    dialog.model.remove([0])
    assert dialog.model.files[dialog.model.reference or 0].path.name == "good2.png"
    dialog.model.remove([0])
    assert dialog.model.why is Why.FIRST, "another one is proposed when it goes"
    dialog.model.remove([0])
    assert dialog.model.reference is None
    assert "Drop two or more" in dialog.status.text()


def test_everything_is_done_by_keyboard(qtbot: QtBot, compare: Opener, pictures: Path) -> None:
    names = ("ref.png", "good1.png", "good2.png", "good3.png")
    dialog = compare(*(pictures / name for name in names))
    dialog.activateWindow()
    table = dialog.table
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.model.reference == 1
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [file.path.name for file in dialog.model.files] == ["ref.png", "good1.png", "good3.png"]
    order, widget = [], table.nextInFocusChain()
    while widget is not table:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(dialog):
            order.append(widget)
        widget = widget.nextInFocusChain()
    reached = set(order)
    assert {dialog.add, dialog.alone, dialog.metrics.list, dialog.name, dialog.score} <= reached
    metrics = dialog.metrics.list
    metrics.setFocus()
    metrics.setCurrentIndex(dialog.metrics.model.index(0, 0))
    qtbot.keyClick(metrics, Qt.Key.Key_Space)
    assert [spec.name for spec in dialog.metrics.model.chosen] == ["ssim"]
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.is_run_wanted
    assert dialog.saved_name == "good1"


def test_every_control_says_what_it_is(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    for button in (dialog.add, dialog.make_reference, dialog.remove, dialog.alone, dialog.score):
        assert "&" in button.text()
    for view in (dialog.table, dialog.metrics.list, dialog.metrics.search):
        assert view.accessibleName()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert dialog.model.index(0, REFERENCE).data(spoken) == "reference"
    assert dialog.model.index(1, REFERENCE).data(spoken) == "not the reference"


def test_first_frames_are_shown(qtbot: QtBot, compare: Opener, pictures: Path, clips: Path) -> None:
    for files in ((pictures / "ref.png", pictures / "good1.png"), (clips / "ref.mp4",)):
        dialog = compare(*files)
        icon_role = Qt.ItemDataRole.DecorationRole
        first = dialog.model.index(0, FILE)

        def is_picture() -> bool:
            return not first.data(icon_role).pixmap(32).toImage().hasAlphaChannel()  # noqa: B023

        qtbot.waitUntil(is_picture, timeout=WAIT_MS)


def test_files_to_add_are_pictures_and_videos_unless_all_are_wanted(
    compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    dialog.add.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    media, every = chooser.nameFilters()
    assert "*.png" in media
    assert "*.mkv" in media
    assert "*.txt" not in media
    assert every == "All files (*)"
    chooser.reject()


def test_list_of_metrics_grows_with_the_window(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    before = dialog.metrics.list.height()
    dialog.resize(dialog.width(), dialog.height() + 300)
    QApplication.processEvents()
    assert dialog.metrics.list.height() > before + 100
