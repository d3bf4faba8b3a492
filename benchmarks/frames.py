"""How long frames take to come to the eye: ``python -m benchmarks.frames [--clip A --clip B]``.

A reference and a distorted clip of 1080p H.264 with 250 frames between key frames, or clips of your
own, are shown by the real panes on an offscreen screen (unless QT_QPA_PLATFORM says otherwise).
Measured is the time from a wish to both exact pictures on the canvas, painted; and how late the
event loop is meanwhile. Exit code 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import media
from benchmarks.report import machine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from omgui.ui.viewer.frame_pane import FramePanes

STEP_MS = 40.0
JUMP_MS = 250.0
LATE_MS = 50.0
_FRAMES = 750
_CRF = (23, 32)
_GRAIN = 2.0
_TICK_S = 0.001
_LIMIT_S = 30.0


def make_clips(folder: Path) -> tuple[Path, Path]:
    """Make a clip as people have them, x264's usual settings, and a worse copy."""
    media._GRAIN = _GRAIN  # noqa: SLF001 - the usual grain makes 55 Mbit/s
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", str(media.FULL_HD), "-r", "25", "-i", "-"]
    paths = folder / "reference.mp4", folder / "distorted.mp4"
    for path, crf in zip(paths, _CRF, strict=True):
        x264 = ["-c:v", "libx264", "-preset", "medium", "-crf", str(crf), "-g", "250"]
        source = raw if crf == _CRF[0] else ["-i", paths[0]]
        frames = media._frames(media.FULL_HD, _FRAMES) if crf == _CRF[0] else None  # noqa: SLF001
        media._ffmpeg([*source, *x264, "-pix_fmt", "yuv420p", path], frames)  # noqa: SLF001
    return paths


class Stopwatch:
    """Asks panes for frames, and notes how long they take and how late the event loop is."""

    def __init__(self, app: QApplication, panes: FramePanes) -> None:
        self._app = app
        self._panes = panes
        self._shown: list[int] = []
        self.late_ms: list[float] = []
        panes.frame_shown.connect(self._shown.append)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Turn the event loop until something is so."""
        end = time.perf_counter() + _LIMIT_S
        while not is_so():
            if time.perf_counter() > end:
                raise TimeoutError("the frame did not come")
            before = time.perf_counter()
            self._app.processEvents()
            self.late_ms.append((time.perf_counter() - before) * 1e3)
            time.sleep(_TICK_S)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)

    def ms(self, frame: int) -> float:
        """Return how long a frame takes until it is painted."""
        if frame == self._panes.frame:
            return 0.0
        self._shown.clear()
        began = time.perf_counter()
        self._panes.show_frame(frame)
        self.until(lambda: frame in self._shown)
        self._panes.canvas.repaint()
        return (time.perf_counter() - began) * 1e3

    def sequence(self, frames: Iterable[int], pause_s: float = 0.0) -> list[float]:
        """Return how long each of several frames takes."""
        found = []
        for frame in frames:
            found.append(self.ms(frame))
            self.wait(pause_s)
        return found


def line(title: str, found: list[float], target: float | None) -> bool:
    """Print a line of the table; return whether the median keeps to its target."""
    ordered = sorted(found)
    middle, late = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    is_met = target is None or middle <= target
    said = "" if target is None else f"≤ {target:.0f}: {'yes' if is_met else 'NO'}"
    print(f"| {title} | {middle:.1f} | {late:.1f} | {ordered[-1]:.1f} | {said} |")
    return is_met


def measure(paths: tuple[Path, Path]) -> bool:
    """Print all figures; return whether every target is met."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from omgui.core.frame_mapping import Mode
    from omgui.ui.viewer.frame_pane import FramePanes
    from omgui.ui.viewer.frame_source import FrameFile, FrameSource

    app = QApplication.instance() or QApplication([])
    panes = FramePanes()
    panes.resize(1280, 720)
    panes.show()
    watch = Stopwatch(app, panes)
    files = [FrameFile(path, path.name) for path in paths]
    source = FrameSource(files[0], files[1], Mode.SAME)
    began = time.perf_counter()
    panes.show_source(source)
    watch.until(lambda: bool(watch._shown))  # noqa: SLF001
    first_ms = (time.perf_counter() - began) * 1e3
    watch.until(lambda: panes.viewing is not None)
    last = panes.viewing.frames[-1] if panes.viewing else 0
    draw = random.Random(7)
    watch.late_ms.clear()
    print(f"Machine: {machine()}. Two clips, {last + 1} frames.\n")
    print("| from wish to painted, ms | median | p95 | max | target |\n|---|---|---|---|---|")
    line("first picture, processes started", [first_ms], None)
    middle = last // 2
    met = [
        line("next frame, as fast as it goes", watch.sequence(range(1, 150)), STEP_MS),
        line("next frame, 25 a second", watch.sequence(range(150, 200), 0.035), STEP_MS),
    ]
    back = range(middle, middle - 60, -1)
    watch.ms(middle + 1)
    met.append(line("frame before, as fast as it goes", watch.sequence(back), STEP_MS))
    jumps = [draw.randrange(last) for _ in range(40)]
    met.append(line("random jump", watch.sequence(jumps, 0.2), JUMP_MS))
    panes.perform("difference")
    met.append(line("next frame as difference", watch.sequence(range(300, 350), 0.03), STEP_MS))
    met.append(line("event loop, one turn", watch.late_ms, LATE_MS))
    began = time.perf_counter()
    panes.close_page()
    line("closing", [(time.perf_counter() - began) * 1e3], 1000.0)
    print(f"\nMachine at the end: {machine()}.")
    return all(met)


def main() -> int:
    """Measure; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.frames")
    parser.add_argument("--clip", action="append", type=Path, help="reference, then distorted")
    clips = parser.parse_args().clip or []
    if clips:
        return 0 if measure((clips[0], clips[-1])) else 1
    with tempfile.TemporaryDirectory(prefix="omgui-frames-") as folder:
        return 0 if measure(make_clips(Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
