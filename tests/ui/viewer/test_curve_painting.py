"""Curves as pixels: the same as the drawing, made in parts that hold up nothing for long."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from omgui.ui.viewer import curve_keeper, curve_painting
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_keeper import CurveKeeper
from omgui.ui.viewer.curve_painting import painted
from omgui.ui.viewer.curve_plot import Layout
from omgui.ui.viewer.curve_saving import SCALE, Sheet, curves_svg
from omgui.ui.viewer.curve_stack import CurveStack
from tests.ui.viewer.opened import WAIT_MS

SHEET = Sheet("ref.mp4", "Frame", [(k, f"{k}.mp4") for k in range(5)])


@pytest.fixture
def stack(qtbot):
    """Five dashed and plain curves with a gap, in one plot."""
    made = CurveStack()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    chance = np.random.default_rng(4)
    values = chance.normal(30, 4, (5, 300))
    values[:, 140:150] = math.nan
    curves = tuple(Curve(k, k, "psnr", 0, each) for k, each in enumerate(values))
    made.draw([Layout("psnr (dB)", curves, {}, {})], range(300))
    QApplication.processEvents()
    yield made
    made.close_page()


def pixels(image: QImage) -> np.ndarray:
    found = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.array(found.constBits()).reshape(found.height(), found.width(), 4)[..., :3]


def test_picture_is_that_of_the_drawing(stack) -> None:
    drawing = curves_svg(stack, SHEET)
    image = painted(drawing, SCALE)
    expected = QImage(image.size(), QImage.Format.Format_RGB32)
    painter = QPainter(expected)
    QSvgRenderer(QByteArray(drawing)).render(painter)
    painter.end()
    differences = np.abs(pixels(image).astype(int) - pixels(expected))
    assert (differences > 60).mean() < 1e-3, "only where a cut line has its corners"
    assert (pixels(image) != 255).mean() > 0.02
    assert image.devicePixelRatio() == SCALE


def test_no_part_of_a_drawing_has_a_long_line_and_all_of_it_is_there(stack) -> None:
    drawing = curves_svg(stack, SHEET).decode()
    parts = list(curve_painting._parts(drawing[drawing.index("<g") :]))
    longest = max(part.count(" L") for part in parts)
    assert longest <= curve_painting._AT_ONCE * curve_painting._PIECE
    for tag in ("<text", "<polyline", "<rect"):
        assert sum(part.count(tag) for part in parts) == drawing.count(tag)
    dashed = [part for part in parts if "stroke-dasharray" in part and "<path" in part]
    offsets = [float(it) for it in re.findall(r'dashoffset="([^"]*)"', "".join(dashed))]
    assert offsets.count(0.0) == 2 * len([k for k in range(5) if k]), "of each line before the gap"
    assert len(offsets) > 20


def test_pictures_are_painted_beside_the_window(stack, qtbot, monkeypatch, tmp_path) -> None:
    threads: list[bool] = []

    def paint(drawing: bytes, scale: float) -> QImage:
        threads.append(QApplication.instance().thread().isCurrentThread())
        return painted(drawing, scale)

    monkeypatch.setattr(curve_keeper, "painted", paint)
    owner = QWidget()
    qtbot.addWidget(owner)
    keeper = CurveKeeper(stack, owner)
    keeper.ask_path = lambda _proposal: str(tmp_path / "a.png")
    with qtbot.waitSignal(keeper.said, timeout=WAIT_MS):
        keeper.copy(SHEET)
    assert not QGuiApplication.clipboard().image().isNull()
    with qtbot.waitSignal(keeper.said, timeout=WAIT_MS):
        keeper.save(SHEET, "a")
    assert not QImage(str(tmp_path / "a.png")).isNull()
    assert threads == [False, False]
    keeper.close()
