"""How late the window's event loop is while the wizard pairs 200,000 files, and how fast it closes.

``python -m benchmarks.wizard_latency [--files 200000] [--distorted 1]``

The files are made up: the real wizard gets their names instead of a folder, on an offscreen screen
unless QT_QPA_PLATFORM says otherwise. A timer of 5 ms notes how late each of its ticks comes. Exit
code 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TARGET_P95_MS = 50.0
TARGET_CLOSE_MS = 200.0
_TICK_S = 0.005
_LIMIT_S = 180.0
_CLOSE_AFTER_S = (0.5, 1.5, 3.0, 5.0)


class Ticks:
    """Turns the event loop and notes how late it is, by what is being done."""

    def __init__(self, app: object) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._app = app
        self._due = time.perf_counter()
        self.late: dict[str, list[float]] = {}
        self.now = "start"
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=int(_TICK_S * 1e3))
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.setdefault(self.now, []).append(max(0.0, (now - self._due) * 1e3))
        self._due = now + _TICK_S

    def until(self, is_done: Callable[[], bool]) -> None:
        """Let the event loop turn until something is so."""
        end = time.perf_counter() + _LIMIT_S
        while not is_done():
            if time.perf_counter() > end:
                raise SystemExit(f"'{self.now}' took longer than {_LIMIT_S:.0f} s")
            self._app.processEvents()
            time.sleep(0.0005)

    def rest(self, seconds: float = 1.0) -> None:
        """Let it turn for some time."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)


def made_up(files: int, distorted: int) -> Callable[..., object]:
    """Return what lists a folder of so many pictures, so many distorted ones a reference."""
    from omgui.core.metric_spec import Media
    from omgui.media.listing import FolderListing, ListedFile

    def listing(root: Path, *_: object) -> FolderListing:
        names = []
        for number in range(files // (distorted + 1)):
            names.append(f"ref/scene{number:06}.png")
            names += [f"dist/scene{number:06}_jpeg_{n:02}.png" for n in range(distorted)]
        return FolderListing(root, tuple(ListedFile(it, 1, Media.IMAGE) for it in sorted(names)))

    return listing


def measure(files: int, distorted: int) -> tuple[dict[str, list[float]], list[float]]:
    """Return how late the ticks were in ms by what was done, and how long closing took."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from omgui.ui.app import _SWITCH_S
    from omgui.ui.collector import GuiCollector
    from omgui.ui.session import Session
    from omgui.ui.wizard import state as wizard_state
    from omgui.ui.wizard.decisions import Way
    from omgui.ui.wizard.dialog import CHECK, PAIRS, SAVE, DatasetWizard

    app = QApplication.instance() or QApplication([])
    collector = GuiCollector()
    sys.setswitchinterval(_SWITCH_S)
    wizard_state.list_folder = made_up(files, distorted)  # type: ignore[assignment]
    closing = []
    with tempfile.TemporaryDirectory(prefix="omgui-wizard-") as home:
        os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = home
        session = Session()
        session.open_workspace(Path(home))
        ticks = Ticks(app)

        def opened() -> DatasetWizard:
            wizard = DatasetWizard(session, Path(home) / "data", None, None)
            wizard.checker.start = lambda: None  # there are no files to look into
            wizard.show()
            return wizard

        wizard = opened()
        page = wizard.pairs_page
        bar = page.placed.tree.verticalScrollBar()
        for words, act in (
            ("propose", lambda: None),
            ("show pairs", lambda: wizard.show_page(PAIRS)),
            ("search", lambda: page.placed.filter.setText("scene0012")),
            ("search no more", lambda: page.placed.filter.setText("")),
            ("scroll down", lambda: bar.setValue(bar.maximum())),
            ("by example", page.ways[Way.EXAMPLE].click),
            ("by rule", page.ways[Way.RULE].click),
            ("by proposal", page.ways[Way.PROPOSAL].click),
            ("show checks", lambda: wizard.show_page(CHECK)),
            ("show save", lambda: wizard.show_page(SAVE)),
            ("undo", wizard.undo_stack.undo),
        ):
            ticks.now = words
            act()
            ticks.until(lambda: not wizard.state.is_busy)
            ticks.rest()
        wizard.undo_stack.setClean()
        for seconds in (0.0, *_CLOSE_AFTER_S):
            ticks.now = "close"
            began = time.perf_counter()
            wizard.close()
            closing.append((time.perf_counter() - began) * 1e3)
            wizard.deleteLater()
            wizard = opened()
            ticks.now = "propose again"
            ticks.rest(seconds or _CLOSE_AFTER_S[0])
        wizard.close()
        session.close()
        collector.close()
    return ticks.late, closing


def main() -> int:
    """Measure, print a table, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200_000)
    parser.add_argument("--distorted", type=int, default=1, help="distorted files a reference")
    arguments = parser.parse_args()
    late, closing = measure(arguments.files, arguments.distorted)
    everything = sorted(one for ticks in late.values() for one in ticks)
    print("| while | ticks | p95 ms | max ms | over 50 ms |\n| --- | --- | --- | --- | --- |")
    for words, ticks in late.items():
        p95 = sorted(ticks)[int(len(ticks) * 0.95)]
        over = sum(one > TARGET_P95_MS for one in ticks)
        print(f"| {words} | {len(ticks)} | {p95:.1f} | {max(ticks):.0f} | {over} |")
    p95 = everything[int(len(everything) * 0.95)]
    print(f"closing: {', '.join(f'{one:.0f}' for one in closing)} ms")
    print(f"targets: p95 < {TARGET_P95_MS:.0f} ms, closing < {TARGET_CLOSE_MS:.0f} ms")
    return int(p95 >= TARGET_P95_MS or max(closing) >= TARGET_CLOSE_MS)


if __name__ == "__main__":
    sys.exit(main())
