"""Error maps come from a process of their own; what it does costs a map, not the window."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omgui.core.problems import Problem, ProblemError
from omgui.ui import languages
from omgui.ui.viewer.frame_map import FrameMap, MapRange, MapRequest, Top, map_ends
from omgui.ui.viewer.map_child import MapMaker, maps_command
from omgui.ui.viewer.map_provider import MapProvider, rows_with_maps

GREY = np.full((4, 6, 3), 100, np.uint8)
LIGHT = np.full((4, 6, 3), 130, np.uint8)


class Panes(QWidget):
    """What a provider needs of the panes."""

    map_wanted = Signal(object)
    map_chosen = Signal(str)
    map_range_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        QVBoxLayout(self)
        self.chosen_map = "psnr"
        self.offered: list[tuple[str, str]] = []
        self.shown: list[FrameMap | None] = []
        self.said: list[str] = []
        self.map_range = MapRange()

    def map_names(self, names) -> None:
        self.offered = list(names)

    def say_of_map(self, words: str) -> None:
        self.said.append(words)

    def set_map(self, shown: FrameMap | None) -> None:
        self.shown.append(shown)


class Maker:
    """Computes maps when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may_go = threading.Semaphore(0)
        self.problem: Problem | None = None

    def map_of(self, metric, reference, distorted):
        self.asked.append(metric)
        assert self.may_go.acquire(timeout=20)
        if self.problem is not None:
            raise ProblemError(self.problem)
        return (distorted.astype(np.float32) - reference).mean(-1)

    def close(self) -> None:
        self.may_go.release()


@pytest.fixture
def panes(qtbot) -> Panes:
    made = Panes()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def provider(panes, maker, home, monkeypatch, qtbot):
    monkeypatch.setenv("OMGUI_WEIGHTS", str(home))
    made = MapProvider(panes, maker)
    qtbot.waitUntil(lambda: bool(panes.offered))
    yield made
    made.close()


def wish(frame: int, key: str = "psnr") -> MapRequest:
    return MapRequest(key, frame, GREY, LIGHT)


def test_maps_that_need_missing_weights_are_not_offered(panes, provider, qtbot) -> None:
    offered = [key for key, _ in panes.offered]
    assert offered[:4] == ["psnr", "ssim", "fsim", "gmsd"]
    assert {row.name for row in rows_with_maps()} - set(offered) >= {"lpips"}
    languages.apply_language("ru")
    qtbot.waitUntil(lambda: dict(panes.offered)["psnr"] == "PSNR (Y): квадрат ошибки")
    languages.apply_language("en")
    qtbot.waitUntil(lambda: dict(panes.offered)["psnr"] == "PSNR (Y): squared error")


def test_shown_map_is_named_in_another_language_at_once(panes, provider, maker, qtbot) -> None:
    panes.map_wanted.emit(wish(0))
    maker.may_go.release()
    qtbot.waitUntil(lambda: bool(panes.shown))
    languages.apply_language("ru")
    qtbot.waitUntil(lambda: panes.shown[-1].title == "PSNR (Y): квадрат ошибки")


def test_newest_wish_is_served_next_and_older_ones_are_dropped(
    panes, provider, maker, qtbot
) -> None:
    for frame in range(5):
        panes.map_wanted.emit(wish(frame))
    maker.may_go.release(2)
    qtbot.waitUntil(lambda: len(panes.shown) == 2)
    assert [shown.frame for shown in panes.shown] == [0, 4]
    assert maker.asked == ["psnr", "psnr"]
    assert panes.shown[1].values.tolist() == [[30.0] * 6] * 4
    assert (panes.shown[1].low, panes.shown[1].high) == (0.0, 30.0)


def test_map_of_equal_frames_is_dark(panes, provider, maker, qtbot) -> None:
    panes.map_wanted.emit(MapRequest("psnr", 0, GREY, GREY))
    maker.may_go.release()
    qtbot.waitUntil(lambda: bool(panes.shown))
    assert panes.shown[0].values.max() == panes.shown[0].low < panes.shown[0].high


def test_range_of_the_colours_is_chosen_without_another_computation(
    panes, provider, maker, qtbot
) -> None:
    distorted = LIGHT.copy()
    distorted[0, 0] = 240  # one of 24 pixels
    panes.map_wanted.emit(MapRequest("psnr", 0, GREY, distorted))
    maker.may_go.release()
    qtbot.waitUntil(lambda: bool(panes.shown))
    assert panes.shown[-1].ends == ("0", "140")
    for wanted, ends in (
        (MapRange(Top.FIXED, 50.0), ("0", "50")),
        (MapRange(Top.FIXED, 50.0, is_log=True), ("0.05", "50")),
        (MapRange(Top.MOST), ("0", "114.7")),
        (MapRange(Top.LARGEST), ("0", "140")),
    ):
        panes.map_range = wanted
        panes.map_range_changed.emit()
        assert panes.shown[-1].ends == ends
    assert maker.asked == ["psnr"]


@pytest.mark.parametrize(("end", "high"), [(None, 1.0), (0.0, 0.0), (2.0, 2.0)])
def test_equal_frames_have_a_range_all_the_same(end, high) -> None:
    low = 1.0 if end is not None else 0.0
    same = np.full((2, 2), low, np.float32)
    for top in Top:
        wanted = MapRange(top, low)
        assert wanted.high(low, map_ends(same, low, end)) != low
    assert map_ends(same, low, end)[Top.LARGEST] == high
    assert map_ends(np.full((2, 2), np.nan, np.float32), 0.0, None)[Top.MOST] == 1.0


def test_part_of_a_similarity_goes_down_from_one() -> None:
    values = np.linspace(0.5, 1.0, 101, dtype=np.float32)[None]
    assert map_ends(values, 1.0, 0.0)[Top.MOST] == pytest.approx(0.505)


def test_similarity_is_dark_where_it_is_one(panes, provider, maker, qtbot) -> None:
    panes.chosen_map = "ssim"
    panes.map_wanted.emit(wish(0, "ssim"))
    maker.may_go.release()
    qtbot.waitUntil(lambda: bool(panes.shown))
    assert (panes.shown[0].low, panes.shown[0].high) == (1.0, 0.0)


def test_map_that_nobody_wants_any_more_is_not_shown(panes, provider, maker, qtbot) -> None:
    panes.map_wanted.emit(wish(0))
    panes.chosen_map = "ssim"
    panes.map_chosen.emit("ssim")
    panes.map_wanted.emit(wish(0, "ssim"))
    maker.may_go.release(2)
    qtbot.waitUntil(lambda: bool(panes.shown))
    assert len(panes.shown) == 1
    assert panes.shown[0].title.startswith("SSIM")


def test_problem_is_told_in_place_until_another_map_comes(panes, provider, maker, qtbot) -> None:
    panes.show()
    maker.problem = Problem("map-too-small", "Too small.", "Choose another map.")
    panes.map_wanted.emit(wish(0))
    maker.may_go.release()
    qtbot.waitUntil(lambda: panes.shown == [None])
    assert provider.note.text() == "Too small. Choose another map."
    assert provider.note.isVisible()
    maker.problem = None
    panes.map_wanted.emit(wish(1))
    maker.may_go.release()
    qtbot.waitUntil(lambda: len(panes.shown) == 2)
    assert not provider.note.isVisible()
    panes.close()


def test_map_that_takes_a_while_is_announced(panes, provider, maker, qtbot) -> None:
    panes.show()
    panes.map_wanted.emit(wish(0))
    qtbot.waitUntil(lambda: bool(panes.said))
    assert panes.said == ["The error map is being computed…"]
    assert not provider.note.isVisible(), "a new line would push the pictures down"
    maker.may_go.release()
    qtbot.waitUntil(lambda: bool(panes.shown))
    assert panes.said[-1] == ""
    panes.close()


def test_file_without_a_reference_has_no_map(panes, provider, maker) -> None:
    panes.map_wanted.emit(MapRequest("psnr", 0, None, LIGHT))
    assert maker.asked == []


def fake(tmp_path: Path, body: str) -> list[str]:
    script = tmp_path / "fake_maps.py"
    script.write_text(
        "import json, os, sys, time\nimport numpy as np\n"
        "source, stream = sys.stdin.buffer, sys.stdout.buffer\n"
        "def say(line, data=b''):\n"
        "    stream.write(json.dumps({**line, 'bytes': len(data)}).encode() + b'\\n' + data)\n"
        "    stream.flush()\n"
        "for line in iter(source.readline, b''):\n"
        "    asked = json.loads(line)\n"
        "    h, w = asked['reference']\n"
        "    a = np.frombuffer(source.read(h * w * 3), np.uint8).reshape(h, w, 3)\n"
        "    h, w = asked['distorted']\n"
        "    b = np.frombuffer(source.read(h * w * 3), np.uint8).reshape(h, w, 3)\n" + body
    )
    return [sys.executable, str(script)]


ANSWER = (
    "    if asked['metric'] == 'dies': os._exit(3)\n"
    "    if asked['metric'] == 'hangs': time.sleep(600)\n"
    "    found = (b - 1.0 * a).mean(-1).astype('<f4')\n"
    "    say({'shape': found.shape}, found.tobytes())\n"
)


def living_children() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]


def test_a_process_that_dies_or_hangs_costs_a_map_and_the_next_is_made(tmp_path) -> None:
    maker = MapMaker(fake(tmp_path, ANSWER), time_limit_s=5)
    assert maker.map_of("psnr", GREY, LIGHT).tolist() == [[30.0] * 6] * 4
    with pytest.raises(ProblemError, match="dies cannot be shown"):
        maker.map_of("dies", GREY, LIGHT)
    assert maker.map_of("psnr", LIGHT, GREY).tolist() == [[-30.0] * 6] * 4
    maker.close()
    hanging = MapMaker(fake(tmp_path, ANSWER), time_limit_s=0.3)
    with pytest.raises(ProblemError, match="hangs cannot be shown"):
        hanging.map_of("hangs", GREY, LIGHT)
    hanging.close()
    with pytest.raises(ProblemError):
        hanging.map_of("psnr", GREY, LIGHT)
    assert living_children() == []


def test_closing_ends_a_map_in_the_making_at_once(tmp_path) -> None:
    maker = MapMaker(fake(tmp_path, ANSWER))
    failed: list[ProblemError] = []

    def ask() -> None:
        try:
            maker.map_of("hangs", GREY, LIGHT)
        except ProblemError as error:
            failed.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while not living_children():
        thread.join(0.01)
    maker.close()
    thread.join(5)
    assert failed
    assert living_children() == []


def test_packaged_program_starts_its_own_engine(monkeypatch) -> None:
    assert maps_command()[1:] == ["-m", "omgui.engine", "--maps"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/omgui/omgui")
    assert maps_command() == [str(Path("/opt/omgui/omgui-cli")), "--program", "engine", "--maps"]
