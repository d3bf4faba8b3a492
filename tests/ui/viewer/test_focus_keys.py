"""Keys belong to the list or box that has the focus before they belong to the Viewer."""

from __future__ import annotations

import pytest

pytest.importorskip("av")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.viewer.opened import Opened
from tests.ui.viewer.study import WORST

Key = Qt.Key


def focus(opened: Opened, page: QWidget, part: QWidget) -> None:
    page.activateWindow()
    part.setFocus()
    opened.until(part.hasFocus)


def test_metric_is_picked_by_its_letter(opened: Opened, page) -> None:
    box = page.parts.top.worst_metric
    focus(opened, page, box)
    QTest.keyClick(box, Key.Key_S)
    assert box.currentText() == "ssim"
    assert page.shown.state.metric == "ssim"
    assert page.panes.look.arrangement.value == "side"
    QTest.keyClick(box, Key.Key_Home)
    assert box.currentIndex() == 0
    assert page.panes.frame == WORST


def test_open_list_has_all_its_keys(opened: Opened, page) -> None:
    box = page.parts.top.worst_metric
    focus(opened, page, box)
    QTest.keyClick(box, Key.Key_Space)
    view = box.view()
    opened.until(view.isVisible)
    for key in (Key.Key_Home, Key.Key_End, Key.Key_W, Key.Key_Right):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert page.panes.frame == WORST
    assert page.panes.look.arrangement.value == "side"
    box.hidePopup()


def test_boxes_are_ticked_by_space_and_sliders_go_to_their_ends(opened: Opened, page) -> None:
    page.panes.map_names([("psnr", "PSNR")])
    page.panes.toolbar.maps.setCurrentIndex(1)
    bar = page.panes.map_bar
    focus(opened, page, bar.is_log)
    QTest.keyClick(bar.is_log, Key.Key_Space)
    assert bar.is_log.isChecked()
    assert not page.panes.player.is_playing
    focus(opened, page, bar.opacity)
    QTest.keyClick(bar.opacity, Key.Key_End)
    assert bar.opacity.value() == 100
    assert page.panes.frame == WORST


def test_space_ticks_a_file_in_the_list(opened: Opened, page) -> None:
    view = page.parts.files.view
    focus(opened, page, view)
    view.setCurrentIndex(page.parts.files.model.index(2, 0))
    QTest.keyClick(view, Key.Key_Space)
    assert 2 in page.shown.state.shown
    assert not page.panes.player.is_playing


def test_keys_of_the_viewer_work_from_lists_and_closed_boxes(opened: Opened, page) -> None:
    for part in (page.parts.files.view, page.parts.top.worst_metric):
        focus(opened, page, part)
        page.panes.show_frame(WORST)
        QTest.keyClick(part, Key.Key_Right)
        assert page.panes.frame == WORST + 1
    slider = page.panes.transport.slider
    focus(opened, page, slider)
    QTest.keyClick(slider, Key.Key_Home)
    assert page.panes.frame == 0
