"""Curves as they are drawn: nothing is lost in drawing, and one moves in them as one expects."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from omgui.ui.theme import own_palette
from omgui.ui.viewer.curve_data import Curve, Envelope
from omgui.ui.viewer.curve_plot import Layout
from omgui.ui.viewer.curve_saving import curves_image, curves_svg, write_curves
from omgui.ui.viewer.curve_stack import CurveStack
from omgui.ui.viewer.curve_styles import curve_pen

COUNT = 100_000
DIP = 61_234


def curve(values, *, row: int = 0, metric: str = "psnr", first: int = 0) -> Curve:
    return Curve(row, row, metric, first, np.array(values, dtype=np.float64))


def wavy(count: int = COUNT, row: int = 0) -> Curve:
    values = 40 + np.sin(np.arange(count) / 50) - row
    if count > DIP:
        values[DIP] = 12.0
    return curve(values, row=row)


@pytest.fixture
def stack(qtbot):
    made = CurveStack()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    yield made
    made.close_page()


# -- what is drawn ------------------------------------------------------------------------------


def test_dip_of_a_single_frame_is_drawn_however_many_frames_there_are() -> None:
    drawn = wavy().envelope.drawn(0, COUNT, 600)
    assert len(drawn.x) <= 2 * 600
    assert drawn.y.min() == 12.0
    place = drawn.x[int(drawn.y.argmin())]
    assert abs(place - DIP) <= COUNT / 300


@settings(deadline=None)
@given(st.data())
def test_lowest_and_highest_of_what_is_seen_are_always_drawn(data) -> None:
    count = data.draw(st.integers(1, 3000))
    seed = data.draw(st.integers(0, 1000))
    values = np.random.default_rng(seed).normal(size=count)
    values[np.random.default_rng(seed).random(count) < 0.2] = np.nan
    begin = data.draw(st.integers(0, count - 1))
    end = data.draw(st.integers(begin, count - 1))
    drawn = Envelope(7, values).drawn(begin + 7, end + 7, data.draw(st.integers(50, 300)))
    seen = values[begin : end + 1]
    seen = seen[np.isfinite(seen)]
    there = drawn.y[np.isfinite(drawn.y)]
    assert np.all(np.diff(drawn.x) >= 0)
    if len(seen):
        assert there.min() <= seen.min()
        assert there.max() >= seen.max()
        assert set(there) <= set(values[np.isfinite(values)])


def test_gap_stays_open_and_a_frame_between_gaps_is_a_stroke() -> None:
    drawn = curve([1.0, 2.0, math.nan, 3.0, math.nan, 4.0, 5.0]).envelope.drawn(0, 6, 500)
    is_open = np.isnan(drawn.y)
    assert drawn.x[is_open].tolist() == [2.0, 4.0]
    lone = drawn.y == 3.0
    assert lone.sum() == 3
    assert np.ptp(drawn.x[lone]) > 0


def test_infinite_score_hides_none_of_its_neighbours() -> None:
    values = np.full(4000, 30.0)
    values[::2] = math.inf
    drawn = curve(values).envelope.drawn(0, 4000, 100)
    assert set(drawn.y) == {30.0}
    assert curve(values).at(0) == math.inf


def test_outside_of_the_frames_there_is_nothing() -> None:
    one = curve([1.0, 2.0], first=5)
    assert math.isnan(one.at(4))
    assert math.isnan(one.at(7))
    assert one.at(6) == 2.0
    assert len(one.envelope.drawn(100, 200, 300).x) == 0
    assert curve([math.nan]).limits is None


def test_neighbouring_files_differ_in_colour_and_dash() -> None:
    pens = [curve_pen(number, own_palette(is_dark=False)) for number in range(40)]
    looks = {(pen.color().name(), tuple(pen.dashPattern()), pen.style()) for pen in pens}
    assert len(looks) == 40
    for one, other in pairwise(pens):
        assert one.color() != other.color()
        assert one.dashPattern() != other.dashPattern() or one.style() != other.style()
    assert {pen.widthF() for pen in pens} == {1.0}


# -- moving in it -------------------------------------------------------------------------------


def layouts(*curves: Curve) -> list[Layout]:
    return [Layout("psnr (dB)", tuple(curves), {}, {}), Layout("ssim", (curves[0],), {}, {})]


def test_plots_have_one_axis_of_frames_and_ranges_of_their_own(stack: CurveStack) -> None:
    low = curve(np.linspace(0.1, 0.2, COUNT), metric="ssim")
    stack.draw([Layout("psnr", (wavy(),), {}, {}), Layout("ssim", (low,), {}, {})], range(COUNT))
    stack.zoom(3)
    stack.pan(1)
    QApplication.processEvents()
    one, other = (plot.box.viewRange() for plot in stack.plots)
    assert one[0] == pytest.approx(other[0])
    assert one[1][0] < 12
    assert other[1][1] < 0.3


def test_zoom_is_at_the_cursor_and_reset_shows_everything(stack: CurveStack) -> None:
    stack.draw(layouts(wavy()), range(COUNT))
    whole = stack.visible()
    stack.set_cursor(70_000)
    for _ in range(8):
        stack.zoom(1)
    begin, end = stack.visible()
    assert begin < 70_000 < end
    assert end - begin < COUNT / 20
    stack.set_cursor(10)
    begin, end = stack.visible()
    assert begin <= 10 <= end, "the cursor is brought into sight"
    stack.reset()
    assert stack.visible() == pytest.approx(whole)


def test_new_frames_are_shown_while_all_are_seen_and_leave_a_zoomed_view_alone(
    stack: CurveStack,
) -> None:
    stack.draw(layouts(wavy(1000)), range(1000))
    stack.draw(layouts(wavy(2000)), range(2000))
    assert stack.visible()[1] >= 1999
    stack.set_cursor(500)
    stack.zoom(4)
    before = stack.visible()
    stack.draw(layouts(wavy(3000)), range(3000))
    assert stack.visible() == pytest.approx(before)


def test_click_chooses_the_frame_under_the_pointer(qtbot, stack: CurveStack) -> None:
    stack.draw(layouts(wavy(100)), range(100))
    QApplication.processEvents()
    place = stack.plots[0].box.mapViewToScene(QPointF(42, 40))
    pixel = stack.view.mapFromScene(place)
    with qtbot.waitSignal(stack.frame_chosen) as heard:
        qtbot.mouseClick(stack.view.viewport(), Qt.MouseButton.LeftButton, pos=pixel)
    assert heard.args == [42, False]


def test_hovering_names_the_frame_below_the_pointer(qtbot, stack: CurveStack) -> None:
    stack.draw(layouts(wavy(100)), range(100))
    QApplication.processEvents()
    place = stack.plots[1].box.mapViewToScene(QPointF(7, 40))
    with qtbot.waitSignal(stack.frame_hovered) as heard:
        stack.view.scene().sigMouseMoved.emit(place)
    assert heard.args == [7]
    with qtbot.waitSignal(stack.frame_hovered) as heard:
        stack.view.scene().sigMouseMoved.emit(QPointF(0, 0))
    assert heard.args == [None]


def test_box_zoom_keeps_to_the_box(qtbot, stack: CurveStack) -> None:
    stack.draw(layouts(wavy(1000)), range(1000))
    QApplication.processEvents()
    stack.set_boxing(True)
    box = stack.plots[0].box
    ends = [
        stack.view.mapFromScene(box.mapViewToScene(QPointF(*p))) for p in ((200, 41), (400, 39))
    ]
    viewport = stack.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=ends[0])
    qtbot.mouseMove(viewport, ends[0] + QPoint(15, 5))
    qtbot.mouseMove(viewport, ends[1])
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=ends[1])
    QApplication.processEvents()
    begin, end = stack.visible()
    assert begin == pytest.approx(200, abs=12)
    assert end == pytest.approx(400, abs=12)


def test_axis_says_frames_or_times(stack: CurveStack) -> None:
    stack.draw(layouts(wavy(1000)), range(1000))
    axis = stack.plots[-1].axis
    assert axis.tickStrings([0, 250], 1, 50) == ["0", "250"]
    assert all(spacing >= 1 for spacing, _ in axis.tickValues(0, 3, 700))
    stack.set_rate(25.0)
    assert axis.tickStrings([0, 250], 1, 50) == ["0:00:00", "0:00:10"]
    assert axis.tickStrings([1], 1, 1) == ["0:00:00.040"]
    spacing, values = axis.tickValues(0, 1000, 700)[0]
    assert spacing % 25 == pytest.approx(0), "ticks are at whole seconds"
    assert values


def test_marks_of_worst_frames_and_cuts_are_drawn_where_they_are(stack: CurveStack) -> None:
    one = wavy(100)
    stack.draw(layouts(one), range(100))
    stack.set_worst(one, [3, 50])
    stack.set_cuts([20, 40])
    plot = stack.plots[0]
    assert plot._worst.getData()[0].tolist() == [3, 50]
    assert plot._worst.getData()[1].tolist() == [one.at(3), one.at(50)]
    assert set(plot._cuts.getData()[0]) == {19.5, 39.5}
    stack.set_worst(None, [])
    assert len(plot._worst.getData()[0]) == 0


def test_metrics_in_one_plot_have_marks_of_their_own_and_can_be_scaled(stack: CurveStack) -> None:
    small = curve(np.linspace(0.1, 0.2, 100), metric="ssim")
    scales = {"psnr": (39.0, 41.0), "ssim": (0.1, 0.2)}
    layout = Layout("all", (wavy(100), small), {"psnr": 0, "ssim": 1}, scales, is_scaled=True)
    stack.draw([layout], range(100))
    lines, signs = stack.plots[0]._lines, stack.plots[0]._signs
    for line in lines:
        assert np.nanmin(line.getData()[1]) >= -0.01
        assert np.nanmax(line.getData()[1]) <= 1.01
    assert [sign.opts["symbol"] for sign in signs] == ["o", "s"]


def test_other_theme_repaints_the_plots(stack: CurveStack) -> None:
    stack.draw(layouts(wavy(100)), range(100))
    light = stack.view.backgroundBrush().color()
    stack.setPalette(own_palette(is_dark=True))
    QApplication.processEvents()
    assert stack.view.backgroundBrush().color().lightness() < light.lightness()


# -- keeping it ---------------------------------------------------------------------------------


def test_curves_are_saved_as_png_and_as_svg_with_their_legend(tmp_path, stack: CurveStack) -> None:
    stack.draw(layouts(wavy(1000), wavy(1000, row=1)), range(1000))
    QApplication.processEvents()
    legend = [(0, "low.mp4"), (1, "high.mp4")]
    write_curves(curves_image(stack, legend, "ref.mp4"), tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 2 * stack.view.viewport().width()
    svg = curves_svg(stack, legend, "ref.mp4")
    write_curves(svg, tmp_path / "a.svg")
    assert QSvgRenderer(str(tmp_path / "a.svg")).isValid()
    text = svg.decode()
    assert "low.mp4" in text
    assert "high.mp4" in text
    assert "ref.mp4" in text
    assert "image/png" not in text, "marks are drawn, not pasted in as pixels"


def test_curves_that_cannot_be_written_are_told_of(tmp_path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_curves(b"<svg/>", tmp_path / "nowhere" / "a.svg")


def turn_wheel(stack: CurveStack, frame: float, modifiers: Qt.KeyboardModifier) -> None:
    place = stack.view.mapFromScene(stack.plots[0].box.mapViewToScene(QPointF(frame, 40)))
    viewport = stack.view.viewport()
    event = QWheelEvent(
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        QPoint(0, 0),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def test_wheel_zooms_at_the_pointer_and_with_control_the_scores(stack: CurveStack) -> None:
    stack.draw(layouts(wavy(1000)), range(1000))
    QApplication.processEvents()
    box = stack.plots[0].box
    before, heights = stack.visible(), box.viewRange()[1]
    turn_wheel(stack, 300, Qt.KeyboardModifier.NoModifier)
    after = stack.visible()
    assert after[1] - after[0] < before[1] - before[0]
    share = (300 - before[0]) / (before[1] - before[0])
    assert (300 - after[0]) / (after[1] - after[0]) == pytest.approx(share, abs=0.01)
    assert box.viewRange()[1] == pytest.approx(heights)
    turn_wheel(stack, 300, Qt.KeyboardModifier.ControlModifier)
    assert stack.visible() == pytest.approx(after)
    low, high = box.viewRange()[1]
    assert high - low < heights[1] - heights[0]


def test_dragging_moves_along_the_frames_only(qtbot, stack: CurveStack) -> None:
    stack.draw(layouts(wavy(1000)), range(1000))
    stack.set_cursor(900)
    stack.zoom(2)
    QApplication.processEvents()
    box, viewport = stack.plots[0].box, stack.view.viewport()
    begin, heights = stack.visible()[0], box.viewRange()[1]
    start = stack.view.mapFromScene(box.mapViewToScene(QPointF(begin + 20, 40)))
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(30, 8))
    qtbot.mouseMove(viewport, start + QPoint(120, 20))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(120, 20))
    QApplication.processEvents()
    assert stack.visible()[0] < begin - 10
    assert box.viewRange()[1] == pytest.approx(heights)
