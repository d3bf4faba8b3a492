"""How a score was made, in plain words; every detail as it is stored, for those who want it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from omgui.core.results.stored import CHECKPOINT, StoredScore
from omgui.ui.device_words import device_text
from omgui.ui.results.clip_words import TOLD, ClipWords

_OPTION = "option."
_SHA_SHOWN = 12
_REFERENCE, _DISTORTED = "reference.", "distorted."
_READERS = {"opencv": "OpenCV", "ffmpeg": "FFmpeg", "pillow": "Pillow"}


class MadeWords(QObject):
    """Speaks of how scores were made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clips = ClipWords(self)

    def said(self, score: StoredScore) -> str:
        """Return in plain words how a score was made; empty where nothing is known."""
        made = score.provenance
        if not made:
            return ""
        found = [
            *self._frames(made),
            *self._clips.made(made),
            *self._sizes(made),
            *self._reading(made),
            *self._settings(made),
            *self._place(made, score.seconds),
        ]
        return " ".join(found)

    def record(self, score: StoredScore) -> str:
        """Return all that is stored of it, a line for each; empty where nothing is known."""
        lines = [f"{key}: {value}" for key, value in score.provenance.items()]
        return "\n".join([self.tr("As it is stored:"), *lines]) if lines else ""

    def _frames(self, made: Mapping[str, Any]) -> list[str]:
        """Return how many frames there are, and how those of two videos were paired."""
        ours, theirs = made.get("reference.frames"), made.get("distorted.frames_read")
        said = []
        if isinstance(ours, int) and isinstance(theirs, int):
            if ours == theirs:
                said.append(self.tr("Frames compared: {count}.").replace("{count}", str(ours)))
            else:
                words = self.tr(
                    "Frames of the reference: {reference}; of the distorted file: {distorted}; "
                    "compared in the mode {mode}."
                )
                for key, value in (
                    ("{reference}", ours),
                    ("{distorted}", theirs),
                    ("{mode}", made.get("mode", "–")),
                ):
                    words = words.replace(key, str(value))
                said.append(words)
        elif isinstance(made.get("frames"), int):
            words = self.tr("Frames looked at: {count}.")
            said.append(words.replace("{count}", str(made["frames"])))
        if made.get("offset"):
            words = self.tr("The accepted offset of {frames} frames was applied.")
            said.append(words.replace("{frames}", str(made["offset"])))
        return said

    def _sizes(self, made: Mapping[str, Any]) -> list[str]:
        ours, theirs = made.get("reference.size"), made.get("distorted.size")
        if ours == theirs:
            size = ours or made.get("size")
            return [self.tr("Size: {size}.").replace("{size}", _size(size))] if size else []
        words = self.tr("Size of the reference: {reference}; of the distorted file: {distorted}.")
        words = words.replace("{reference}", _size(ours)).replace("{distorted}", _size(theirs))
        how = str(made.get("resized", ""))
        if how.startswith("distorted"):
            return [words, self.tr("The distorted file was brought to the size of the reference.")]
        if how:
            return [words, self.tr("The reference was brought to the size of the distorted file.")]
        return [words]

    def _reading(self, made: Mapping[str, Any]) -> list[str]:
        readers = dict.fromkeys(
            _reader(str(made[key]))
            for key in ("reader", f"{_REFERENCE}reader", f"{_DISTORTED}reader")
            if made.get(key)
        )
        said = []
        if readers:
            said.append(self.tr("Read with {value}.").replace("{value}", ", ".join(readers)))
        for key in ("passed_over", f"{_REFERENCE}passed_over", f"{_DISTORTED}passed_over"):
            if made.get(key):
                names = ", ".join(map(_reader, map(str, made[key])))
                words = self.tr("It could not be read with {value}.")
                said.append(words.replace("{value}", names))
        return said

    def _settings(self, made: Mapping[str, Any]) -> list[str]:
        options = [
            f"{key.removeprefix(_OPTION)} = {value}"
            for key, value in made.items()
            if key.startswith(_OPTION) and key not in TOLD
        ]
        said = []
        if options:
            said.append(self.tr("Settings: {value}.").replace("{value}", ", ".join(options)))
        weights = [
            f"{key.removeprefix(CHECKPOINT)} ({str(value)[:_SHA_SHOWN]}…)"
            for key, value in made.items()
            if key.startswith(CHECKPOINT)
        ]
        if weights:
            said.append(self.tr("Checkpoint: {value}.").replace("{value}", ", ".join(weights)))
        if made.get("model"):
            said.append(self.tr("Model: {value}.").replace("{value}", str(made["model"])))
        return said

    def _place(self, made: Mapping[str, Any], seconds: float) -> list[str]:
        """Return where it was computed, by which version, and how long that took."""
        said = []
        if made.get("device"):
            words = self.tr("Computed on {value}.")
            said.append(words.replace("{value}", device_text(str(made["device"]))))
        if made.get("omgui"):
            said.append(self.tr("Made by omgui {value}.").replace("{value}", str(made["omgui"])))
        if seconds:
            said.append(self.tr("It took {seconds} s.").replace("{seconds}", f"{seconds:.2f}"))
        return said


def _size(text: object) -> str:
    return str(text or "–").replace("x", " × ")


def _reader(name: str) -> str:
    first, space, rest = name.partition(" ")
    return f"{_READERS.get(first, first)}{space}{rest}"
