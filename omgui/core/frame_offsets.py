"""Offsets of a configuration beside the pairs that they are meant for."""

from __future__ import annotations

from dataclasses import replace

from omgui.core.dataset_config import OMGUI_KEY, DatasetConfig, FrameOffset
from omgui.core.findings import Findings
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem
from omgui.core.worklist import FrItem, Worklist
from omgui.core.yaml_lines import YamlFile, did_you_mean

_Pair = tuple[str, str]
_HINTS = 20  # each takes a look at every pair; after a folder was renamed, there are thousands


def offset_refusal(mode: Mode | None, *, is_compatible: bool) -> Problem | None:
    """Return why a pair cannot have an offset; ``None`` where it can.

    Args:
        mode: How its frames are paired; ``None`` for images.
        is_compatible: Whether the older tool's values are to be reproduced.
    """
    if mode is None:
        return Problem(
            "offset-of-image", "Pictures have no frames to be shifted.", "Remove the offset."
        )
    if is_compatible:
        return Problem(
            "offset-compatible",
            "The older tool knows no offsets, so its values cannot be reproduced with one.",
            "Remove the offset, or 'compatibility'.",
        )
    if mode is Mode.REPEAT_EACH:
        return Problem(
            "offset-repeat-each",
            "In mode repeat_each one frame stands for several moments, so an offset in frames has "
            "no meaning.",
            "Remove the offset, or cut the video so that both begin with the same picture.",
        )
    return None


def with_offsets(
    worklist: Worklist, config: DatasetConfig, source: YamlFile, findings: Findings
) -> Worklist:
    """Return the worklist with the offset of each pair.

    Args:
        worklist: As the lists say.
        config: What the YAML file says.
        source: That file.
        findings: Takes offsets that cannot be honoured: nothing is shifted, or left unshifted,
            without a word.
    """
    if not config.omgui.offsets:
        return worklist
    if config.type is Media.VIDEO and not worklist.fr:
        return worklist  # the pairs are not read where no metric needs them
    judge = _Judge(worklist, source, findings)
    for index, entry in enumerate(config.omgui.offsets):
        judge.take(index, entry, is_compatible=config.omgui.is_compatible)
    return replace(
        worklist,
        fr=tuple(
            replace(item, offset=judge.frames.get((item.reference, item.distorted), 0))
            for item in worklist.fr
        ),
    )


class _Judge:
    """Takes offsets one after the other, and says what is wrong with them."""

    def __init__(self, worklist: Worklist, source: YamlFile, findings: Findings) -> None:
        self.frames: dict[_Pair, int] = {}
        self._items: dict[_Pair, list[FrItem]] = {}
        for item in worklist.fr:
            self._items.setdefault((item.reference, item.distorted), []).append(item)
        # Sets that cannot be scored have no items; what is said of them is enough.
        self._lost = {
            (lost.reference, name) for lost in findings.item_problems for name in lost.distorted
        }
        self._source = source
        self._findings = findings
        self._hints_left = _HINTS

    def take(self, index: int, entry: FrameOffset, *, is_compatible: bool) -> None:
        pair = entry.reference, entry.distorted
        where = self._source.where(OMGUI_KEY, "offsets", index)
        if pair in self.frames:
            self._twice(entry, where)
            return
        self.frames[pair] = entry.frames
        items = self._items.get(pair, [])
        if not items and pair not in self._lost:
            self._findings.errors.append(self._unlisted(entry).at(where))
        if not entry.frames:
            return
        refusals = [offset_refusal(item.mode, is_compatible=is_compatible) for item in items]
        refusal = next((problem for problem in refusals if problem is not None), None)
        if refusal is not None:
            self._findings.errors.append(refusal.at(where))

    def _twice(self, entry: FrameOffset, where: str) -> None:
        first = self.frames[entry.reference, entry.distorted]
        named = f"'{entry.distorted}' beside '{entry.reference}'"
        if first == entry.frames:
            message = f"The offset of {named} is given twice."
            self._findings.warn("offset-twice", message, "Remove one.", where)
            return
        message = f"{named} has two offsets: {first} and {entry.frames} frames."
        self._findings.errors.append(Problem("offset-twice", message, "Keep the right one.", where))

    def _unlisted(self, entry: FrameOffset) -> Problem:
        self._hints_left -= 1
        beside = [distorted for reference, distorted in self._items if reference == entry.reference]
        written, candidates = entry.distorted, beside
        if not beside:
            written, candidates = entry.reference, [reference for reference, _ in self._items]
        near = did_you_mean(written, candidates) if self._hints_left >= 0 else ""
        message = (
            f"The offset is of a pair that is not listed: '{entry.distorted}' beside "
            f"'{entry.reference}'."
        )
        hint = f"{near} Write both names as in the pairs file, or remove the offset."
        return Problem("offset-unmatched", message, hint.strip())
