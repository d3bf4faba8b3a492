"""Pictures of every page of the window, for README and for looking at them.

    python docs/make_images.py [FOLDER] [--only light-en]

The demo is made, scored and opened in a home of its own; then each page is drawn without a screen:
light and dark, in English and Russian, at 1280×720, and once at 200 % (2560×1440). Takes some
minutes. The default folder is ``docs/images``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent  # of the checkout
_SIZE = (1280, 720)
_LONGEST_WAIT_S = 90.0
_PIECE_MS = 50


@dataclass(frozen=True)
class Look:
    """How the window looks on a set of pictures."""

    theme: str
    language: str
    scale: int = 1

    @property
    def name(self) -> str:
        """What the names of its pictures end with."""
        return f"{self.theme}-{self.language}" + (f"-{self.scale}00" if self.scale > 1 else "")


LOOKS = (Look("light", "en"), Look("dark", "en"), Look("light", "ru"), Look("dark", "en", 2))


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw all pictures; each look in a process of its own, because the scale is one's for life."""
    parser = argparse.ArgumentParser(prog="python docs/make_images.py", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--only", help="one look, e.g. dark-en")
    parser.add_argument("--draw", nargs=2, metavar=("LOOK", "DEMO"), help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.draw:
        name, demo = chosen.draw
        _draw(next(look for look in LOOKS if look.name == name), Path(demo), chosen.folder)
        return 0
    with tempfile.TemporaryDirectory(prefix="omgui-pictures-") as temporary:
        demo = Path(temporary) / "demo"
        omgui = [sys.executable, "-m", "omgui.cli.main"]
        subprocess.run([*omgui, "demo", demo, "--no-run"], check=True)
        # The videos are run in the window.
        subprocess.run([*omgui, "run", "demo_images", "-C", demo], check=True)
        for look in LOOKS:
            if chosen.only in {None, look.name}:
                _draw_apart(look, demo, chosen.folder.absolute(), Path(temporary) / look.name)
    return 0


def _draw_apart(look: Look, demo: Path, folder: Path, home: Path) -> None:
    home.mkdir()
    places = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
    }
    environment = {**os.environ, **{name: str(place) for name, place in places.items()}}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(look.scale)}
    own: list[str | Path] = [sys.executable, __file__, folder]
    own += ["--draw", look.name, demo]
    subprocess.run(own, env=environment, cwd=ROOT, check=True)


def _draw(look: Look, demo: Path, folder: Path) -> None:
    from omgui.ui.app import Desktop, make_app
    from omgui.ui.dataset_page import DATA, METRICS, RESULTS, RUN

    app = make_app()
    desktop = Desktop(app, [])
    window: Any = desktop.window
    session = desktop.session
    session.change_preferences(theme=look.theme, language=look.language, is_reopening=False)
    window.resize(*_SIZE)
    camera = _Camera(folder, look)
    _wait(0.5)
    camera.take(window, "welcome")
    with _dialog(lambda: _wizard(session, demo, window)) as wizard:
        _through_wizard(wizard, camera)
    with _dialog(lambda: _quick_compare(session, demo, window)) as quick:
        _until(quick.score.isEnabled)
        _wait(2.0)
        camera.take(quick, "quick_compare")
    session.open_workspace(demo)
    session.select("demo_videos")
    _until(lambda: window.page is not None and window.page.data.read is not None)
    _wait(0.5)
    camera.take(window, "data")
    window.page.show_tab(METRICS)
    _wait(4.0)
    camera.take(window, "metrics")
    window.page.show_tab(RUN)
    _wait(1.0)
    window.page.content.start_run()
    if look is LOOKS[0]:  # later looks find everything scored
        _until(lambda: _is_half_way(session))
        camera.take(window, "run")
    _until(lambda: not session.runs.is_busy)
    _wait(1.0)
    camera.take(window, "run_finished")
    window.page.show_tab(RESULTS)
    _until(lambda: window.page.content.panel.model.rowCount() > 0)
    _wait(1.0)
    camera.take(window, "results")
    _viewer(window, "distorted/carphone_crf45.mp4", camera)
    session.select("demo_images")
    _until(lambda: window.page is not None and window.page.data.read is not None)
    _viewer(window, "", camera, "viewer_images")
    window.page.show_tab(DATA)
    desktop.close()


def _viewer(window: Any, file: str, camera: _Camera, name: str = "viewer") -> None:  # noqa: ANN401
    """Show the frames of a file side by side, and with an error map."""
    from omgui.ui.dataset_page import VIEWER

    if file:
        reference = "reference/" + file.partition("/")[2].partition("_")[0] + ".mp4"
        window.page.selection.set_items([(reference, file, "same")])
        window.page.selection.set_metric("psnr")
    window.page.show_tab(VIEWER)
    panes = window.page.content.panes
    _until(lambda: panes.current_pixels()[1] is not None)
    _wait(2.0)
    camera.take(window, name)
    shown = panes.toolbar.maps
    _until(lambda: shown.findData("ssim") > 0)
    shown.setCurrentIndex(shown.findData("ssim"))
    _wait(6.0)  # the engine's process starts with the first map
    camera.take(window, f"{name}_map")
    shown.setCurrentIndex(0)


def _wizard(session: Any, demo: Path, window: Any) -> Any:  # noqa: ANN401  # Qt is imported late
    from omgui.ui import pages

    return pages.make_wizard(session, demo / "data" / "videos", None, window)


def _quick_compare(session: Any, demo: Path, window: Any) -> Any:  # noqa: ANN401
    from omgui.ui import pages

    names = ("reference/bikes.mp4", "distorted/bikes_crf23.mp4", "distorted/bikes_crf45.mp4")
    return pages.make_quick_compare(
        session, [demo / "data" / "videos" / name for name in names], window
    )


def _through_wizard(wizard: Any, camera: _Camera) -> None:  # noqa: ANN401
    for number, name in enumerate(("folder", "pairs", "check", "save")):
        wizard.show_page(number)
        _wait(0.5)
        _until(lambda: not wizard.state.is_busy)
        _wait(6.0 if name == "check" else 1.5)
        camera.take(wizard, f"wizard_{number + 1}_{name}")


def _is_half_way(session: Any) -> bool:  # noqa: ANN401
    counts = session.runs.view.counts
    views = session.runs.view.datasets.values()
    done = sum(view.done for view in views)
    total = sum(view.counts.total for view in views) or counts.total
    return bool(total > 0 and done * 3 >= total)


@contextmanager
def _dialog(make: Callable[[], Any]) -> Iterator[Any]:
    dialog = make()
    dialog.resize(*_SIZE)
    dialog.open()
    try:
        yield dialog
    finally:
        dialog.done(0)
        _wait(0.3)
        dialog.deleteLater()


class _Camera:
    """Takes pictures of one look."""

    def __init__(self, folder: Path, look: Look) -> None:
        self._folder = folder
        self._look = look

    def take(self, widget: Any, name: str) -> None:  # noqa: ANN401
        """Draw a window into a file."""
        path = self._folder / f"{name}-{self._look.name}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")
        sys.stdout.write(f"{path.name}\n")


def _wait(seconds: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_WAIT_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        _wait(_PIECE_MS / 1000)


if __name__ == "__main__":
    sys.exit(main())
