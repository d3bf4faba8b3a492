"""The panes show the frames that were scored together, however one gets to them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from omgui.core.frame_mapping import Mode
from omgui.ui import languages
from omgui.ui.viewer.frame_keeper import FrameKeeper
from omgui.ui.viewer.frame_map import FrameMap, MapRange, Top
from omgui.ui.viewer.frame_pane import FramePanes
from omgui.ui.viewer.frame_source import FrameFile, FrameSource
from omgui.ui.viewer.frame_words import FrameWords
from tests import media_files
from tests.ui.access import nameless, on_page, repeated
from tests.ui.viewer.frames import COUNT, HEIGHT, WIDTH, Shown, clips, numbered, pair

Key = Qt.Key
pytestmark = pytest.mark.shares_children


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> tuple[Path, Path]:
    return clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def panes(qapp, files, children_end) -> Iterator[FramePanes]:
    """Panes for all tests, with their processes, which take longest to start."""
    made = FramePanes()
    shown: list[int] = []
    made.frame_shown.connect(shown.append)
    made.show_source(pair(*files))
    end = time.monotonic() + 20
    while not shown and time.monotonic() < end:
        qapp.processEvents()
        time.sleep(0.01)
    yield made
    made.close_page()
    made.close()
    made.deleteLater()


@pytest.fixture
def shown(qtbot, panes) -> Iterator[Shown]:
    made = Shown(qtbot, panes)
    yield made
    made.end()


@pytest.fixture
def both(shown, files) -> Shown:
    shown.turn_to(pair(*files))
    return shown


def press(shown: Shown, key: Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(shown.panes.canvas, key, modifier or Qt.KeyboardModifier.NoModifier)


def mount(shown: Shown) -> None:
    for _, actions in shown.panes.actions_by_group():
        shown.panes.addActions(actions)  # a second time changes nothing
    shown.panes.activateWindow()
    shown.until(shown.panes.isActiveWindow)
    shown.panes.canvas.setFocus()


def test_keys_go_through_the_frames(both) -> None:
    mount(both)
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, modifier, frame in (
        (Key.Key_Right, None, 1),
        (Key.Key_Right, shift, 11),
        (Key.Key_Left, None, 10),
        (Key.Key_Left, shift, 0),
        (Key.Key_End, None, COUNT - 1),
        (Key.Key_Right, None, COUNT - 1),
        (Key.Key_Home, None, 0),
    ):
        press(both, key, modifier)
        both.until(lambda frame=frame: both.panes.frame == frame and both.numbers() == (frame,) * 2)
    assert both.wanted == [0, 1, 11, 10, 0, COUNT - 1, 0]


def test_pictures_beside_each_other_are_those_of_the_mode_and_the_offset(shown, files) -> None:
    shown.turn_to(pair(*files, offset=-7))
    assert shown.panes.viewing.frames == range(7, COUNT)
    assert shown.panes.frame == 7
    assert shown.numbers() == (7, 0)
    shown.panes.show_frame(30)
    shown.until_shown(30)
    assert shown.numbers() == (30, 23)
    shown.panes.show_frame(2)  # has no counterpart
    shown.until_shown(7)
    shown.turn_to(pair(*files, mode=Mode.REPEAT_EACH, mapped_frames=COUNT // 2), frame=9)
    assert shown.numbers() == (9, 4)
    headings = [heading.text() for heading in shown.panes.board.headings]
    assert "frame 9" in headings[0]
    assert "frame 4" in headings[1]
    assert "0:00:00.160" in headings[1]
    assert f"{WIDTH}×{HEIGHT}" in headings[1]


def test_offset_that_leaves_nothing_is_said_in_place(shown, files, qtbot) -> None:
    shown.panes.show_source(pair(*files, offset=COUNT))
    qtbot.waitUntil(
        lambda: "nothing is left to compare" in shown.panes.canvas.accessibleDescription()
    )


def test_slider_shows_frames_while_it_is_dragged(both) -> None:
    slider = both.panes.transport.slider
    slider.setSliderDown(True)
    for frame in (5, 17, 33):
        slider.setValue(frame)
        assert both.panes.frame == frame
    slider.setSliderDown(False)
    both.until_shown(33)
    assert both.numbers() == (33, 33)
    assert both.panes.transport.number.value() == 33
    both.panes.transport.number.setValue(21)
    both.until_shown(21)
    assert slider.value() == 21


def test_playing_goes_at_the_real_rate_and_stops_at_the_end(both, qtbot) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    both.panes.perform("play")
    assert both.panes.player.pace == 1.0
    both.until_shown(COUNT - 1)
    qtbot.waitUntil(lambda: not both.panes.player.is_playing)
    order = both.wanted[both.wanted.index(20) :]
    assert order == sorted(order)
    both.panes.perform("play_back")
    both.panes.perform("play_back")
    assert both.panes.player.pace == -2.0
    both.until(lambda: (both.panes.frame or 0) < 30)
    both.panes.perform("stop")
    assert not both.panes.player.is_playing


def test_speed_is_chosen_while_it_plays(both) -> None:
    both.panes.perform("play")
    both.panes.transport.speeds.setCurrentIndex(2)
    assert both.panes.player.pace == 0.25
    both.panes.perform("play")
    assert both.panes.player.pace == 0.0


def scene_at(shown: Shown, x: float, y: float) -> QColor:
    """Return the colour on the screen at a part of the canvas."""
    canvas = shown.panes.canvas
    image = canvas.grab().toImage()
    return image.pixelColor(QPoint(int(x * image.width()), int(y * image.height())))


def test_arrangements_show_what_they_say(both) -> None:
    both.panes.show_frame(20)  # reference 120, distorted 121
    both.until_shown(20)
    assert scene_at(both, 0.25, 0.5).red() == 120
    assert scene_at(both, 0.75, 0.5).red() == 121
    both.panes.perform("wipe")
    both.panes.canvas.move_split(0.7)
    assert scene_at(both, 0.6, 0.3).red() == 120
    assert scene_at(both, 0.78, 0.3).red() == 121
    both.panes.perform("split_left")
    assert both.panes.canvas.split == pytest.approx(0.65)
    both.panes.perform("flicker")
    assert scene_at(both, 0.5, 0.5).red() == 121
    both.panes.perform("difference")
    both.until(lambda: scene_at(both, 0.5, 0.5).red() == 8)
    both.panes.perform("stronger")
    both.until(lambda: scene_at(both, 0.5, 0.5).red() == 16)
    both.panes.toolbar.is_signed.setChecked(True)
    both.until(lambda: scene_at(both, 0.5, 0.5).red() == 128 + 16)
    assert "Signed difference ×16" in [cell.caption for cell in both.panes.canvas.scene.cells]


def test_reference_is_seen_as_long_as_the_key_is_held(both) -> None:
    mount(both)
    both.panes.perform("wipe")
    both.panes.show_frame(20)
    both.until_shown(20)
    canvas = both.panes.canvas
    QTest.keyPress(canvas, Key.Key_R)
    assert scene_at(both, 0.75, 0.5).red() == 120
    QTest.keyRelease(canvas, Key.Key_R)
    assert scene_at(both, 0.75, 0.5).red() == 121
    assert both.panes.look.arrangement.value == "wipe"
    both.panes.perform("flicker")
    button = both.panes.toolbar.peek
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert scene_at(both, 0.5, 0.5).red() == 120
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert scene_at(both, 0.5, 0.5).red() == 121


def test_pixel_under_the_mouse_is_told_of_both(both) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    both.panes.canvas.pointed.emit(3, 4)
    text = both.panes.board.pixel.text()
    assert "Pixel 3, 4" in text
    assert "reference RGB 120 120 120" in text
    assert "distorted RGB 121 121 121" in text
    assert "difference +1 +1 +1" in text
    QTest.mouseMove(both.panes.canvas, QPoint(200, 150))
    both.panes.canvas.left.emit()
    assert both.panes.board.pixel.text() == ""


def test_sizes_that_differ_are_said_and_laid_over_each_other(shown, files, tmp_path) -> None:
    small = [frame[::2, ::2] for frame in numbered(COUNT, 1)]
    path = media_files.encode(tmp_path / "small.mkv", small, "lossless")
    shown.turn_to(pair(files[0], path), frame=20)
    assert "differ in size" in shown.panes.board.remarks.text()
    assert shown.panes.board.remarks.isVisible()
    shown.panes.perform("wipe")
    assert scene_at(shown, 0.7, 0.3).red() == 121
    shown.panes.perform("difference")
    shown.until(lambda: scene_at(shown, 0.5, 0.5).red() == 8)
    shown.panes.canvas.pointed.emit(WIDTH - 1, HEIGHT - 1)
    assert "distorted RGB 121 121 121" in shown.panes.board.pixel.text()


def test_broken_file_is_said_in_its_place_and_the_other_is_shown(shown, files, tmp_path) -> None:
    shown.turn_to(pair(files[0], tmp_path / "missing.mkv"), frame=20)
    assert "does not exist" in shown.panes.canvas.accessibleDescription()
    reference, distorted = shown.panes.current_pixels()
    assert reference is not None
    assert distorted is None
    for name in ("wipe", "flicker", "difference", "side"):
        shown.panes.perform(name)
    shown.panes.show_frame(25)
    shown.until_shown(25)
    assert scene_at(shown, 0.25, 0.5).red() == 150


def test_file_scored_alone_is_shown_alone(shown, files) -> None:
    shown.turn_to(FrameSource(None, FrameFile(files[1], "d.mkv")), frame=20)
    assert scene_at(shown, 0.5, 0.5).red() == 121
    assert not shown.panes.board.headings[0].isVisible()
    assert not shown.panes.toolbar.arrangements["wipe"].isVisible()
    assert not shown.panes.actions_table["save_both"].isEnabled()


def test_pictures_are_shown_without_time(shown, tmp_path) -> None:
    for name, level in (("r.png", 50), ("d.png", 53)):
        Image.fromarray(np.full((40, 60, 3), level, np.uint8)).save(tmp_path / name)
    shown.turn_to(pair(tmp_path / "r.png", tmp_path / "d.png", mode=None, is_video=False))
    assert scene_at(shown, 0.25, 0.5).red() == 50
    assert scene_at(shown, 0.75, 0.5).red() == 53
    assert not shown.panes.transport.isVisible()
    assert "frame" not in shown.panes.board.headings[1].text()
    assert not shown.panes.actions_table["next"].isEnabled()
    shown.panes.perform("next")
    assert shown.panes.frame == 0


def test_large_pictures_are_shown_small(shown, tmp_path) -> None:
    for name, level in (("r.png", 50), ("d.png", 53)):
        Image.fromarray(np.full((1500, 2000, 3), level, np.uint8)).save(tmp_path / name)
    shown.turn_to(pair(tmp_path / "r.png", tmp_path / "d.png", mode=None, is_video=False))
    assert scene_at(shown, 0.25, 0.5).red() == 50
    assert scene_at(shown, 0.75, 0.5).red() == 53
    shown.panes.perform("difference")
    shown.until(lambda: scene_at(shown, 0.5, 0.5).red() == 24)


def test_map_lies_over_the_distorted_picture_of_its_frame(both) -> None:
    asked = both.maps
    both.panes.map_names([("se", "Squared error")])
    both.panes.show_frame(20)
    both.until_shown(20)
    assert not asked
    both.panes.toolbar.maps.setCurrentIndex(1)
    assert both.panes.chosen_map == "se"
    assert [(each.key, each.frame) for each in asked] == [("se", 20)]
    assert int(asked[0].distorted[0, 0, 0]) == 121
    values = np.ones((HEIGHT // 8, WIDTH // 8), np.float32)
    both.panes.set_map(FrameMap(19, values, 0.0, 1.0, "of another frame"))
    both.panes.set_map(FrameMap(20, values, 0.0, 1.0, "Squared error"))
    both.panes.map_bar.opacity.setValue(100)
    both.until(lambda: scene_at(both, 0.75, 0.5).getRgb()[:3] == (255, 255, 210))
    assert scene_at(both, 0.25, 0.5).red() == 120
    assert both.panes.map_bar.isVisible()
    assert both.panes.map_bar.scale.words == "0 – 1"
    both.panes.show_frame(21)
    both.until_shown(21)
    assert scene_at(both, 0.75, 0.5).red() == 127  # the map was of another frame
    assert asked[-1].frame == 21
    both.panes.toolbar.maps.setCurrentIndex(0)
    assert not both.panes.map_bar.isVisible()


def test_what_is_saved_has_the_pixels_of_the_files(both, tmp_path, qtbot) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    keeper = both.panes.keeper
    proposals: list[str] = []

    def answer(proposal: str) -> str:
        proposals.append(Path(proposal).name)
        return str(tmp_path / "picture")

    keeper.ask_path = answer
    both.panes.perform("wipe")
    for name, made in (
        ("save_distorted", {"picture.png": (121, 121)}),
        ("save_both", {"picture_reference.png": (120, 120), "picture_distorted.png": (121, 121)}),
        (
            "save_both",
            {"picture_reference_2.png": (120,) * 2, "picture_distorted_2.png": (121,) * 2},
        ),
        ("save_view", {"picture.png": (120, 121)}),
    ):
        with qtbot.waitSignal(keeper.saved) as saved:
            both.panes.perform(name)
        assert {path.name for path in saved.args[0]} == set(made)
        for file, (left, right) in made.items():
            pixels = np.asarray(Image.open(tmp_path / file))
            assert pixels.shape == (HEIGHT, WIDTH, 3)
            assert (pixels[:, 0], pixels[:, -1]) == (pytest.approx(left), pytest.approx(right))
    assert proposals == ["dist_frame20.png"] * 3 + ["dist_frame20_view.png"]
    assert "Saved" in both.panes.board.pixel.text()
    keeper.ask_path = lambda _: str(tmp_path / "no" / "folder.png")
    with qtbot.waitSignal(keeper.said) as said:
        both.panes.perform("save_distorted")
    assert "could not be saved" in said.args[0]
    keeper.ask_path = lambda _: ""
    both.panes.perform("save_distorted")


def test_picture_that_waits_to_be_saved_is_written_though_the_page_is_closed(
    both, tmp_path
) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    keeper = FrameKeeper(both.panes)
    keeper.ask_path = lambda _: str(tmp_path / "kept.png")
    begun, may_go = threading.Event(), threading.Event()
    keeper._background.start(lambda: begun.set() or may_go.wait(10), lambda _: None, lambda _: None)
    begun.wait(10)
    keeper.perform("save_distorted")
    threading.Timer(0.05, may_go.set).start()
    keeper.close()
    assert (tmp_path / "kept.png").exists()


def show_map(shown: Shown, values: np.ndarray | None = None) -> FrameMap:
    """Lay a map over frame 20: yellow, the last colour of the scale, as a whole."""
    shown.panes.show_frame(20)
    shown.until_shown(20)
    shown.panes.map_names([("se", "Squared error")])
    shown.panes.toolbar.maps.setCurrentIndex(1)
    values = np.ones((HEIGHT // 8, WIDTH // 8), np.float32) if values is None else values
    made = FrameMap(20, values, 0.0, 1.0, "Squared error")
    shown.panes.map_bar.opacity.setValue(100)
    shown.panes.set_map(made)
    shown.until(lambda: shown.panes.stage.map is made)
    return made


def late_map(shown: Shown) -> FrameMap:
    """Return the answer to the last wish for a map, as a provider gives it."""
    wish = shown.maps[-1]
    values = np.ones((HEIGHT // 8, WIDTH // 8), np.float32)
    return FrameMap(wish.frame, values, 0.0, 1.0, "Squared error", turn=wish.turn)


def settle_maps(shown: Shown) -> None:
    """Wait until what was asked to be coloured has come, be it shown or not."""
    maps = shown.panes.stage._maps
    shown.until(lambda: maps._waiting is None and not maps._background.is_busy)


def test_map_of_a_file_is_never_laid_over_the_same_frame_of_another(both) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    both.panes.map_names([("se", "Squared error")])
    both.panes.toolbar.maps.setCurrentIndex(1)
    late = late_map(both)
    source = both.panes.source
    both.turn_to(replace(source, distorted=source.reference), 20)
    both.until_shown(20)
    both.panes.set_map(late)
    settle_maps(both)
    assert both.panes.stage.map is None
    both.panes.set_map(late_map(both))
    both.until(lambda: both.panes.stage.map is not None)


def test_map_that_was_switched_off_does_not_come_back(both) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    both.panes.map_names([("se", "Squared error")])
    both.panes.toolbar.maps.setCurrentIndex(1)
    both.panes.set_map(late_map(both))
    both.panes.toolbar.maps.setCurrentIndex(0)  # its colours are still being computed
    settle_maps(both)
    assert both.panes.stage.map is None


def saved_as(shown: Shown, qtbot, name: str) -> np.ndarray:
    keeper = shown.panes.keeper
    path = Path.home() / "saved.png"  # every test has a home of its own
    keeper.ask_path = lambda _: str(path)
    with qtbot.waitSignal(keeper.saved):
        shown.panes.perform(name)
    return np.asarray(Image.open(path))


YELLOW = (255, 255, 210)


@pytest.mark.parametrize(
    ("look", "left", "right"),
    [("side", 5, WIDTH + 5), ("wipe", 5, WIDTH - 5), ("flicker", None, 5)],
)
def test_saved_comparison_holds_the_error_map_and_its_colours(
    both, qtbot, look, left, right
) -> None:
    show_map(both)
    both.panes.perform(look)
    pixels = saved_as(both, qtbot, "save_view")
    if left is not None:
        assert tuple(pixels[5, left]) == (120, 120, 120)
    assert tuple(pixels[5, right]) == YELLOW
    below = pixels[HEIGHT:]
    assert below.shape[0] > 30, "the scale is below the pictures, not over them"
    assert (below == YELLOW).all(-1).any()
    assert (below == 0).all(-1).any(), "the scale goes from its first colour to its last"


def test_error_map_is_saved_alone_and_opaque(both, qtbot) -> None:
    proposals: list[str] = []
    both.panes.keeper.ask_path = lambda path: proposals.append(path) or ""
    both.panes.perform("save_map")
    assert "choose one above the pictures" in both.panes.board.pixel.text()
    show_map(both)
    both.panes.map_bar.opacity.setValue(10)
    pixels = saved_as(both, qtbot, "save_map")
    assert (pixels[:HEIGHT, :WIDTH] == YELLOW).all()
    both.panes.keeper.ask_path = lambda path: proposals.append(path) or ""
    both.panes.perform("save_map")
    assert [Path(path).name for path in proposals] == ["dist_frame20_se_map.png"]


def test_map_is_copied_with_what_is_compared(both, qtbot) -> None:
    show_map(both)
    with qtbot.waitSignal(both.panes.keeper.said):
        both.panes.perform("copy_image")
    image: QImage = QGuiApplication.clipboard().image()
    assert image.pixelColor(5, 5).getRgb()[:3] == (120, 120, 120)
    assert image.pixelColor(WIDTH + 5, 5).getRgb()[:3] == YELLOW


def test_difference_has_neither_map_nor_colours_of_one(both, qtbot) -> None:
    show_map(both)
    both.panes.perform("difference")
    both.until(lambda: scene_at(both, 0.5, 0.5).red() == 8)
    assert not both.panes.map_bar.isVisible()
    assert not both.panes.toolbar.maps.isVisible()
    pixels = saved_as(both, qtbot, "save_view")
    assert pixels.shape == (HEIGHT, WIDTH, 3)
    both.panes.perform("side")
    assert both.panes.map_bar.isVisible()


def test_colours_of_a_map_lie_beside_the_picture_and_not_on_it(both) -> None:
    before = both.panes.canvas.geometry()
    show_map(both)
    QApplication.processEvents()
    with_map = both.panes.canvas.geometry()
    assert with_map.top() == before.top()
    for words in ("The error map is being computed…", ""):
        both.panes.say_of_map(words)
        QApplication.processEvents()
        assert both.panes.canvas.geometry() == with_map, "the picture jumps"
    assert scene_at(both, 0.97, 0.6).getRgb()[:3] == YELLOW, "nothing covers its corner"


def test_range_that_is_fixed_is_that_of_the_map_until_another_is_typed(both) -> None:
    show_map(both)
    bar = both.panes.map_bar
    changes: list[MapRange] = []
    both.panes.map_range_changed.connect(lambda: changes.append(both.panes.map_range))
    bar.top.setCurrentIndex(2)
    assert changes == [MapRange(Top.FIXED, 1.0)]
    bar.value.setValue(0.25)
    bar.is_log.setChecked(True)
    assert changes[1:] == [MapRange(Top.FIXED, 0.25), MapRange(Top.FIXED, 0.25, is_log=True)]
    both.panes.map_range_changed.disconnect()


def test_pixel_under_the_mouse_has_its_value_of_the_map(both) -> None:
    values = np.arange(6 * 8, dtype=np.float32).reshape(6, 8)
    show_map(both, values)
    both.panes.canvas.pointed.emit(WIDTH - 1, 9)
    assert "error map 15" in both.panes.board.pixel.text()


def test_flicker_goes_by_itself_and_stands_still_when_it_is_pressed_again(both) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    both.panes.actions_table["turns"].setChecked(True)
    both.panes.perform("flicker")
    for lightness in (120, 121, 120):
        both.until(lambda lightness=lightness: scene_at(both, 0.5, 0.5).red() == lightness)
    both.panes.perform("flicker")
    assert not both.panes.looks.flicker.is_going
    assert scene_at(both, 0.5, 0.5).red() == 121
    both.panes.perform("flicker")
    assert both.panes.looks.flicker.is_going
    both.panes.perform("side")
    assert not both.panes.looks.flicker.is_going


def test_line_about_damage_comes_once_and_stays_where_it_is(both) -> None:
    board = both.panes.board
    board._words.remarks = lambda pair: "Damaged." if pair.numbers.frame % 2 else ""
    tops = []
    for frame in (21, 22, 23):
        both.panes.show_frame(frame)
        both.until_shown(frame)
        QApplication.processEvents()
        tops.append((board.remarks.text(), both.panes.canvas.y()))
    del board._words.remarks
    assert [text for text, _ in tops] == ["Damaged.", "", "Damaged."]
    assert len({top for _, top in tops}) == 1


def test_speeds_have_room_in_every_language(both) -> None:
    transport = both.panes.transport
    assert transport.count.text() == f"(0–{COUNT - 1})"
    assert str(COUNT) in transport.count.toolTip()
    room = transport.speeds.sizeHint().width()
    languages.apply_language("ru")
    QApplication.processEvents()
    assert transport.count.text() == f"(0–{COUNT - 1})"
    assert transport.speeds.sizeHint().width() > room
    languages.apply_language("en")


def test_end_of_a_long_name_is_kept_in_that_of_a_picture(tmp_path) -> None:
    name = "clip_" + "x" * 200 + "_crf35"
    described = FrameWords().described(FrameFile(tmp_path / f"{name}.mp4", ""))
    assert len(described) == 80
    assert described.startswith("clip_x")
    assert described.endswith("x_crf35")


def test_space_plays_from_the_start_where_the_end_is_reached(both) -> None:
    mount(both)
    press(both, Key.Key_End)
    both.until_shown(COUNT - 1)
    press(both, Key.Key_Space)
    both.until(lambda: both.panes.frame < COUNT // 2)


def test_frame_and_time_are_copied(both, qtbot) -> None:
    both.panes.show_frame(20)
    both.until_shown(20)
    both.panes.perform("flicker")
    with qtbot.waitSignal(both.panes.keeper.said):
        both.panes.perform("copy_image")
    image: QImage = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    assert image.pixelColor(5, 5).red() == 121
    both.panes.perform("copy_time")
    assert QGuiApplication.clipboard().text() == "0:00:00.800"


def test_zoom_is_shared_and_keeps_what_is_under_the_mouse(both) -> None:
    canvas = both.panes.canvas
    both.panes.perform("own_size")
    assert canvas.scale == 1.0
    both.panes.perform("zoom_in")
    assert canvas.scale == pytest.approx(1.25)
    canvas.zoom_to(40.0, QPointF(200, 200))
    assert both.panes.toolbar.zoom.text() == "4000 %"
    before = canvas.zoom
    both.panes.perform("pan_left")
    assert canvas.zoom.x < before.x
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(60, 100))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    both.panes.perform("fit")
    assert canvas.zoom.scale is None
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert canvas.scale == 1.0


def test_everything_can_be_reached_and_has_a_name(both) -> None:
    both.panes.map_names([("se", "Squared error")])
    assert not nameless(both.panes)
    assert not repeated(on_page(both.panes))
    for _, actions in both.panes.actions_by_group():
        for action in actions:
            assert action.text()
    keys = [
        key.toString()
        for _, actions in both.panes.actions_by_group()
        for action in actions
        for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_language_changes_while_frames_are_shown(both, qapp: QApplication) -> None:
    languages.apply_language("ru")
    both.panes.retranslate()
    assert both.panes.board.headings[0].text()
    languages.apply_language("en")
    both.panes.retranslate()
    assert both.panes.board.headings[0].text().startswith("Reference · frame 0")


def test_nothing_to_show_says_what_to_do(shown, files) -> None:
    words = "Choose a row"
    assert words in shown.panes.canvas.accessibleDescription()
    shown.turn_to(pair(*files))
    assert words not in shown.panes.canvas.accessibleDescription()
    shown.panes.show_source(None)
    assert words in shown.panes.canvas.accessibleDescription()
    assert shown.panes.frame is None
    shown.panes.show_frame(3)
    assert shown.panes.frame is None


def test_turning_from_source_to_source_never_shows_the_wrong_one(shown, files) -> None:
    reference, distorted = files
    for _ in range(5):
        shown.panes.show_source(pair(reference, distorted))
        shown.panes.show_source(pair(distorted, reference))
    shown.turn_to(pair(reference, distorted), frame=12)
    assert shown.numbers() == (12, 12)
    assert isinstance(shown.panes, QWidget)
