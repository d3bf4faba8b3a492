"""What is said of frames: which they are, when they are shown, what is odd about them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from omgui.core.viewing import time_text
from omgui.ui.problem_words import in_window_words, spoken
from omgui.ui.viewer.frame_feed import ShownPair, Side
from omgui.ui.viewer.frame_layers import Layer
from omgui.ui.viewer.frame_map import FrameMap
from omgui.ui.viewer.frame_source import FrameFile, FrameSource

_NAME = 80  # letters of the name of a file that are enough for that of another


class FrameWords(QObject):
    """Finds the words, in the language in force."""

    def empty(self) -> str:
        """Say what to do where nothing is shown."""
        return self.tr("Choose a row of the results to see its frames here.")

    def side(self, source: FrameSource, *, is_reference: bool) -> str:
        """Say which of the two files this is."""
        if source.reference is None:
            return self.tr("File")
        return self.tr("Reference") if is_reference else self.tr("Distorted")

    def difference(self, gain: int, *, is_signed: bool) -> str:
        """Say that the difference is shown."""
        words = self.tr("Signed difference ×{gain}") if is_signed else self.tr("Difference ×{gain}")
        return words.replace("{gain}", str(gain))

    def waiting(self) -> str:
        """Say that a frame is on its way."""
        return self.tr("The frame is being decoded…")

    def trouble(self, side: Side) -> str:
        """Say why there is no picture."""
        if side.problem is None:
            return self.waiting()
        problem = in_window_words(side.problem)
        return f"{problem.message}\n{problem.hint}".strip()

    def heading(
        self, source: FrameSource, pair: ShownPair, *, is_reference: bool
    ) -> tuple[str, str]:
        """Say which frame this is and when it is shown; and of which file."""
        file = source.reference if is_reference else source.distorted
        side = pair.reference if is_reference else pair.distorted
        number = pair.numbers.reference if is_reference else pair.numbers.distorted
        if file is None or side is None:
            return "", ""
        parts = [self.side(source, is_reference=is_reference)]
        shot = side.shot
        if source.is_video:
            index = number if shot is None else shot.index
            parts.append(self.tr("frame {number}").replace("{number}", str(index)))
        if shot is not None:
            if shot.pts_s is not None:
                parts.append(time_text(shot.pts_s))
            parts.append(f"{shot.size[0]}×{shot.size[1]}")
            if not side.is_exact:
                parts.append(self.tr("near it, the exact one is coming"))
        return " · ".join(parts) + " · ", file.name

    def remarks(self, pair: ShownPair) -> str:
        """Say what is odd about the two pictures; empty for nothing."""
        found = []
        sides = [side for side in (pair.reference, pair.distorted) if side is not None]
        shots = [side.shot for side in sides if side.shot is not None]
        if len({shot.size for shot in shots}) > 1:
            found.append(
                self.tr(
                    "The two differ in size. For the eye, the distorted picture is brought to the "
                    "reference's size."
                )
            )
        found += [spoken(text) for text in dict.fromkeys(s.remark for s in shots) if text]
        return " ".join(found)

    def pixel(
        self,
        x: int,
        y: int,
        reference: Layer | None,
        distorted: Layer | None,
        shown: FrameMap | None = None,
    ) -> str:
        """Say the values of a pixel in both pictures, and their difference.

        Args:
            x: Column of the reference's picture.
            y: Row of it.
            reference: The reference's picture.
            distorted: The distorted picture; another size is led back to the reference's.
            shown: The map that lies over it.
        """
        parts = [self.tr("Pixel {x}, {y}").replace("{x}", str(x)).replace("{y}", str(y))]
        first = reference.pixel(x, y) if reference is not None else None
        second = None
        if distorted is not None:
            second = distorted.pixel(*_led_back(x, y, reference, distorted))
        if first is not None:
            words = self.tr("reference RGB {rgb}")
            parts.append(words.replace("{rgb}", " ".join(map(str, first))))
        if second is not None:
            words = self.tr("distorted RGB {rgb}") if reference is not None else "RGB {rgb}"
            parts.append(words.replace("{rgb}", " ".join(map(str, second))))
        if first is not None and second is not None:
            change = " ".join(f"{b - a:+d}" for a, b in zip(first, second, strict=True))
            parts.append(self.tr("difference {rgb}").replace("{rgb}", change))
        below = reference if reference is not None else distorted
        if shown is not None and below is not None and below.pixel(x, y) is not None:
            value = f"{shown.value_at(x, y, below.size):.4g}"
            parts.append(self.tr("error map {value}").replace("{value}", value))
        return "   ".join(parts)

    def saved(self, paths: list[Path]) -> str:
        """Say that pictures were saved, and where."""
        words = self.tr("Saved: {names}")
        if not paths:
            return self.nothing_saved()
        names = [str(paths[0]), *(path.name for path in paths[1:])]
        return words.replace("{names}", ", ".join(names))

    def nothing_saved(self) -> str:
        """Say that there was no picture."""
        return self.tr("Nothing was saved: there is no picture here.")

    def no_map(self) -> str:
        """Say how one gets an error map."""
        return self.tr("There is no error map of this frame: choose one above the pictures first.")

    def not_saved(self, reason: str) -> str:
        """Say that a picture could not be saved."""
        return self.tr("It could not be saved: {reason}").replace("{reason}", reason)

    def copied(self) -> str:
        """Say that something is in the clipboard."""
        return self.tr("Copied.")

    def described(self, file: FrameFile) -> str:
        """Return the name of a file as part of the name of a new one."""
        kept = "".join(c if c.isalnum() or c in "-_." else "_" for c in file.path.stem)
        if len(kept) > _NAME:  # versions of one clip mostly differ at the end
            kept = f"{kept[: _NAME // 4]}--{kept[-(_NAME - _NAME // 4 - 2) :]}"
        return kept or "frame"


def _led_back(x: int, y: int, reference: Layer | None, distorted: Layer) -> tuple[int, int]:
    if reference is None or reference.size == distorted.size:
        return x, y
    return (
        x * distorted.size[0] // reference.size[0],
        y * distorted.size[1] // reference.size[1],
    )
