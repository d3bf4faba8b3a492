"""The small parts of the frame panes: zoom, playing, compositions, lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from omgui.core.frame_mapping import Mode
from omgui.ui.viewer.frame_canvas import Cell, FrameCanvas, Scene
from omgui.ui.viewer.frame_layers import Composition, Layer, pixels_of, resized
from omgui.ui.viewer.frame_saving import beside, image_of, png_of, with_png
from omgui.ui.viewer.frame_source import whole_length
from omgui.ui.viewer.frame_work import LatestWork, difference_layer
from omgui.ui.viewer.frame_zoom import LEAST, MOST, Zoom
from omgui.ui.viewer.player import Player

sides = st.integers(1, 4000)
parts = st.floats(0, 1)


def noise(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).integers(0, 256, (height, width, 3), np.uint8)


@given(width=sides, height=sides, room=st.tuples(sides, sides))
def test_whole_picture_is_seen_in_the_middle(width, height, room) -> None:
    placed = Zoom().placed((width, height), room)
    for edge, length, place in (
        (placed.left, width * placed.scale, room[0]),
        (placed.top, height * placed.scale, room[1]),
    ):
        assert length <= place * 1.001 or placed.scale <= LEAST
        assert abs(edge - (place - length) / 2) <= 1 or placed.scale <= LEAST


@given(
    scale=st.floats(0.001, 500),
    before=st.floats(LEAST, MOST),
    centre=st.tuples(parts, parts),
    point=st.tuples(parts, parts),
)
def test_no_gap_is_left_at_an_edge_however_one_zooms(scale, before, centre, point) -> None:
    picture, place = (1920.0, 1080.0), (900.0, 500.0)
    at = (point[0] * place[0], point[1] * place[1])
    zoom = Zoom(before, *centre).at_scale(scale, picture, place, at)
    assert LEAST <= zoom.scale <= MOST
    for moved in (zoom, zoom.moved((77.0, -990.0), picture, place)):
        placed = moved.placed(picture, place)
        if picture[0] * placed.scale > place[0]:
            assert placed.left <= 0
            assert placed.left + picture[0] * placed.scale >= place[0] - 1


def test_what_is_under_the_mouse_stays_there() -> None:
    picture, place, point = (1920.0, 1080.0), (900.0, 500.0), (300.0, 200.0)
    zoom = Zoom(2.0, 0.5, 0.5)
    before = zoom.placed(picture, place).picture_point(point)
    after = zoom.at_scale(5.0, picture, place, point).placed(picture, place).picture_point(point)
    assert after == pytest.approx(before, abs=0.5)


@pytest.mark.parametrize(
    ("mode", "reference", "read", "offset", "length"),
    [
        (Mode.SAME, 100, 60, 0, 60),
        (Mode.SAME, 100, 100, 0, None),  # there may be more
        (Mode.SAME, 100, 101, 0, None),
        (Mode.SAME, 100, 104, 5, 104),
        (Mode.SAME, 100, 105, 5, None),
        (Mode.SAME, 100, 94, -5, 94),
        (Mode.SAME, 100, 95, -5, None),
        (Mode.REPEAT_LAST, 100, 99, 0, 99),
        (Mode.REPEAT_EACH, 100, 50, 0, 50),
    ],
)
def test_length_is_known_where_scoring_came_to_the_end(
    mode, reference, read, offset, length
) -> None:
    assert whole_length(mode, reference, read, offset) == length


@pytest.mark.parametrize("is_bgr", [False, True])
def test_layers_show_the_pixels_that_they_are_given(is_bgr) -> None:
    pixels = noise(5, 7)  # rows of 21 bytes, which Qt would pad
    layer = Layer(pixels[..., ::-1] if is_bgr else pixels, is_bgr=is_bgr)
    assert np.array_equal(pixels_of(layer.image), pixels)
    assert np.array_equal(layer.rgb, pixels)
    assert layer.pixel(6, 4) == tuple(pixels[4, 6])
    assert layer.pixel(7, 0) is None
    assert layer.pixel(0, -1) is None
    assert layer.is_coarse(3, 2)
    layer.refine(3, 2)
    small = layer.at_size(3, 2)
    assert (small.width(), small.height()) == (3, 2)
    assert layer.at_size(3, 2) is small
    assert layer.at_size(700, 500) is layer.image


def test_large_pictures_are_refined_behind_the_first_paint(qtbot) -> None:
    large = Layer(np.full((2000, 2000, 3), 77, np.uint8))
    assert large.is_coarse(200, 200)
    canvas = FrameCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(220, 200)
    canvas.show()
    canvas.show_scene(Scene((Cell(large, "large"),), size=large.size))
    qtbot.waitUntil(lambda: not large.is_coarse(200, 200))
    assert not large.is_coarse(2000, 2000)
    assert canvas.grab().toImage().pixelColor(110, 100).red() == 77
    canvas.close_canvas()


def test_compositions_are_made_of_the_files_own_pixels() -> None:
    first, second = noise(20, 30), noise(16, 30)
    both = Composition(first, second).side_by_side()
    assert both.shape == (20, 60, 3)
    assert np.array_equal(both[:, :30], first)
    assert np.array_equal(both[:16, 30:], second)
    assert not both[16:, 30:].any()
    wiped = Composition(first, second).wiped(0.5)
    assert np.array_equal(wiped[:, :15], first[:, :15])
    assert np.array_equal(wiped[:, 15:], resized(second, 30, 20)[:, 15:])
    assert Composition(None, None).side_by_side() is None
    assert Composition(None, second).wiped(0.3) is second
    assert Composition(first, None).wiped(0.3) is first


def test_difference_does_not_care_how_channels_are_stored() -> None:
    first, second = noise(8, 8), noise(9, 8)[:8]
    plain = difference_layer(Layer(first), Layer(second), 4, is_signed=False)
    for left, right in ((True, True), (True, False), (False, True)):
        made = difference_layer(
            Layer(first[..., ::-1] if left else first, is_bgr=left),
            Layer(second[..., ::-1] if right else second, is_bgr=right),
            4,
            is_signed=False,
        )
        assert np.array_equal(made.rgb, plain.rgb)


def test_only_the_last_of_many_wishes_is_worked_on(qtbot) -> None:
    work = LatestWork()
    done: list[tuple[int, int]] = []
    work.done.connect(lambda key, found: done.append((key, found)))
    for number in range(50):
        work.ask(number, lambda number=number: number * 2)
    qtbot.waitUntil(lambda: bool(done) and done[-1] == (49, 98))
    assert done == [(0, 0), (49, 98)]
    work.close()


def test_names_of_second_pictures_never_replace_one(tmp_path) -> None:
    path = tmp_path / "a.png"
    assert beside(path, "reference") == tmp_path / "a_reference.png"
    (tmp_path / "a_reference.png").touch()
    assert beside(path, "reference") == tmp_path / "a_reference_2.png"
    assert with_png(tmp_path / "a.b") == tmp_path / "a.b.png"
    assert with_png(tmp_path / "a.PNG") == tmp_path / "a.PNG"


def test_player_begins_anew_at_the_end_and_needs_frames(qtbot) -> None:
    player = Player()
    player.play(0, range(0), 25.0)
    assert not player.is_playing
    due: list[int] = []
    player.due.connect(due.append)
    player.play(19, range(10, 20), 200.0)
    qtbot.waitUntil(lambda: not player.is_playing)
    assert due[-1] == 19
    assert due[0] < 19
    assert due == sorted(due)
    player.play(15, range(10, 20), None, -1)
    for _ in range(4):
        player.play(15, range(10, 20), None, -1)
    assert player.pace == -4.0
    player.set_speed(0.25)
    assert player.pace == -1.0
    player.stop()
    player.stop()
    assert player.direction == 0


def test_png_files_hold_every_pixel() -> None:
    pixels = noise(7, 5)
    assert np.array_equal(pixels_of(QImage.fromData(png_of(pixels))), pixels)
    image = image_of(pixels.copy())  # keeps what it shows
    assert np.array_equal(pixels_of(image), pixels)
