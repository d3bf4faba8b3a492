"""Curves as they are drawn: nothing is lost in drawing, and one moves in them as one expects."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from omgui.ui.theme import own_palette
from omgui.ui.viewer.curve_data import Curve, Envelope
from omgui.ui.viewer.curve_items import cut_line
from omgui.ui.viewer.curve_painting import painted
from omgui.ui.viewer.curve_plot import Layout
from omgui.ui.viewer.curve_saving import SCALE, Sheet, curves_svg, write_curves
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


def test_where_one_looks_stays_when_a_metric_is_added_or_taken_away(stack: CurveStack) -> None:
    one, two = layouts(wavy())
    stack.draw([one], range(COUNT))
    stack.zoom(3)
    seen = stack.visible()
    stack.draw([one, two], range(COUNT))
    assert stack.visible() == pytest.approx(seen)
    assert [plot.axis.style["showValues"] for plot in stack.plots] == [False, True]
    stack.draw([two], range(COUNT))
    assert stack.visible() == pytest.approx(seen)
    assert stack.plots[0].axis.style["showValues"]
    assert stack.plots[0].layout_shown is two


def test_plots_are_made_beforehand_so_that_metrics_come_at_once(
    qtbot, monkeypatch: pytest.MonkeyPatch, stack: CurveStack
) -> None:
    one, two = layouts(wavy())
    stack.draw([one], range(COUNT))
    qtbot.waitUntil(lambda: not stack._readying.isActive())
    made = []
    monkeypatch.setattr("omgui.ui.viewer.curve_stack._made_plot", lambda: made.append(1))
    stack.draw([one, two] * 3, range(COUNT))
    stack.draw([one], range(COUNT))
    assert not any(plot.layout_shown.curves for plot in stack._spare)  # they may be long
    stack.draw([one, two], range(COUNT))
    assert not made
    stack.set_cursor(7)
    assert [plot.cursor.value() for plot in stack.plots] == [7, 7]


def test_every_curve_is_drawn_once_however_much_changes(
    monkeypatch: pytest.MonkeyPatch, stack: CurveStack
) -> None:
    drawn, usual = [], Envelope.drawn

    def noted(self, *given):
        drawn.append(self)
        return usual(self, *given)

    monkeypatch.setattr(Envelope, "drawn", noted)
    stack.draw(layouts(wavy(), wavy(row=1)), range(COUNT))
    assert len(drawn) == 3
    assert all(len(line.getData()[0]) for plot in stack.plots for line in plot._lines)


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


SHEET = Sheet("ref.mp4", "Frame", [(0, "low.mp4"), (1, "high.mp4")])


def test_curves_are_saved_as_png_and_as_svg_with_their_legend(tmp_path, stack: CurveStack) -> None:
    stack.draw(layouts(wavy(1000), wavy(1000, row=1)), range(1000))
    QApplication.processEvents()
    write_curves(painted(curves_svg(stack, SHEET), SCALE), tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 2 * stack.view.viewport().width()
    svg = curves_svg(stack, SHEET)
    write_curves(svg, tmp_path / "a.svg")
    assert QSvgRenderer(str(tmp_path / "a.svg")).isValid()
    text = svg.decode()
    for words in ("low.mp4", "high.mp4", "ref.mp4", "psnr (dB)", ">Frame<"):
        assert words in text
    assert "image/png" not in text, "marks are drawn, not pasted in as pixels"
    assert "Generated with Qt" not in text


def in_paths(svg: bytes) -> list[list[tuple[float, float]]]:
    """Return the corners of all that is stroked, and check that nothing moves them."""
    text = svg.decode()
    assert "vector-effect" not in text
    assert "clip" not in text
    for matrix in re.findall(r'transform="matrix\(([^)]*)\)"', text):
        assert [float(number) for number in matrix.split(",")][:4] == [1, 0, 0, 1]
    found = []
    for path in re.findall(r'<path[^>]* d="([^"]*)"', text):
        found.append([(float(x), float(y)) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", path)])
    return found


def test_svg_has_its_points_where_they_are_seen_however_far_one_zoomed(stack: CurveStack) -> None:
    one = wavy()
    layout = Layout("psnr", (one,), {"psnr": 0}, {"psnr": (12.0, 41.0)})
    stack.draw([layout], range(COUNT))
    stack.set_worst(one, [DIP, 3])
    stack.set_cuts([DIP - 5, 40])
    stack.set_cursor(DIP)
    for _ in range(18):
        stack.zoom(1)
    QApplication.processEvents()
    assert stack.visible()[1] - stack.visible()[0] < 20
    box = stack.plots[0].box
    above = stack.view.fontMetrics().height() + 3 + 4  # the title of the sheet
    dip = box.mapViewToScene(QPointF(DIP, 12.0))
    paths = in_paths(curves_svg(stack, SHEET))
    corners = [corner for path in paths for corner in path]
    assert any(abs(x - dip.x()) < 0.01 and abs(y - dip.y() - above) < 0.6 for x, y in corners)
    room = box.sceneBoundingRect().adjusted(-6, above - 6, 6, above + 6)
    wide = [path for path in paths if len(path) > 5]  # boxes have five
    assert wide
    for path in wide:
        assert all(room.contains(QPointF(*corner)) for corner in path)


def test_line_is_cut_at_the_edges_of_its_room_and_open_where_it_was() -> None:
    room = QRectF(0, 0, 10, 10)
    line = np.array([(-5, 5), (5, 5), (5, 20), (math.nan, 1), (1, 1), (2, 1), (30, 1)], dtype=float)
    cut = [part.tolist() for part in cut_line(line, room)]
    assert cut == [[[0, 5], [5, 5], [5, 10]], [[1, 1], [2, 1], [10, 1]]]
    assert cut_line(line - 100, room) == []
    pairs = np.array([(1, -5), (1, 15), (2, -5), (2, 15)], dtype=float)
    assert [part.tolist() for part in cut_line(pairs, room, 2)] == [
        [[1, 0], [1, 10]],
        [[2, 0], [2, 10]],
    ]


def test_curves_of_a_dark_window_are_saved_on_white_where_that_is_wanted(stack: CurveStack) -> None:
    stack.setPalette(own_palette(is_dark=True))
    stack.draw(layouts(wavy(100)), range(100))
    QApplication.processEvents()
    light = replace(SHEET, palette=own_palette(is_dark=False))
    drawn = (painted(curves_svg(stack, sheet), SCALE) for sheet in (SHEET, light))
    shades = [image.pixelColor(3, 3).lightness() for image in drawn]
    assert shades[0] < 100
    assert shades[1] == 255
    assert stack.view.backgroundBrush().color().lightness() < 100, "the window stays dark"


def test_title_of_a_plot_hides_no_curve_and_low_plots_keep_numbers_apart(
    stack: CurveStack,
) -> None:
    stack.draw(layouts(wavy(100)), range(100))
    QApplication.processEvents()
    for plot in stack.plots:
        title = plot.heading.rect
        assert title.bottom() <= plot.box.sceneBoundingRect().top() + 1
    stack.draw(layouts(wavy(100)) * 3, range(100))
    QApplication.processEvents()
    for plot in stack.plots:
        axis, height = plot.plot.getAxis("left"), plot.box.height()
        ((_, numbers),) = axis.tickValues(*plot.box.viewRange()[1], height) or ((0, ()),)
        line = stack.fontMetrics().height()
        assert not axis.style["showValues"] or len(numbers) <= 1 + height / line


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
