"""What a comparison says of its files, in the language of the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import FileFacts, VideoFacts
from omgui.core.mismatch import Mismatch, Weight, pair_mismatches
from omgui.core.mode_proposal import ModeProposal
from omgui.core.oddities import file_oddities
from omgui.ui.problem_words import both, spoken
from omgui.ui.quick_compare.files import ComparedFile, Why

_ORDER = tuple(Weight)
_OTHER_KIND = "kinds-differ"
# What the reason of a proposed mode says already.
_TOLD_BY_REASON = frozenset(
    {"frames-differ", "distorted-longer", "repeat-last", "repeat-uneven", "fps-differ"}
)


@dataclass(frozen=True)
class Remark:
    """What is said of one file.

    Attributes:
        text: In short, for its row.
        details: Everything, with what to do about it.
        weight: Of the weightiest thing; ``None`` where nothing needs to be looked at.
    """

    text: str = ""
    details: str = ""
    weight: Weight | None = None


class Words(QObject):
    """Texts of the comparison's files."""

    def facts(self, facts: FileFacts | None) -> str:
        """Return size, frames and frame rate of a file."""
        if facts is None:
            return ""
        parts = [f"{facts.width}×{facts.height}"]
        if isinstance(facts, VideoFacts):
            parts.append(self.tr("%n frame(s)", "", facts.frames))
            if facts.fps:
                rate = f"{facts.fps:.3f}".rstrip("0").rstrip(".")
                parts.append(self.tr("{rate} fps").replace("{rate}", rate))
        else:
            parts.append(facts.format)
        return " · ".join(parts)

    def why(self, why: Why) -> str:
        """Return why a file is proposed as the reference."""
        words = {
            Why.NAME: self.tr("its name says so"),
            Why.FOLDER: self.tr("the name of its folder says so"),
            Why.BEGINNING: self.tr("the names of all others begin with its name"),
            Why.LOSSLESS: self.tr("only its format is lossless"),
            Why.RATE: self.tr("it has the most data"),
            Why.FIRST: self.tr("it is the first; please check"),
        }
        return words[why]

    def mode(self, mode: Mode) -> str:
        """Return how frames are paired."""
        words = {
            Mode.SAME: self.tr("Frame by frame"),
            Mode.REPEAT_EACH: self.tr("Each frame repeated"),
            Mode.REPEAT_LAST: self.tr("Last frame repeated at the end"),
        }
        return words[mode]

    def unknown(self) -> Remark:
        """Return what is said of a file that is being looked into."""
        return Remark(self.tr("Looking into it…"))

    def unusable(self, file: ComparedFile) -> Remark:
        """Return what is said of a file that cannot be used."""
        problem = file.problem
        if problem is None:
            return Remark()
        if file.is_media:
            outcome = self.tr("It stays in the dataset, and will get no score as it is.")
        else:
            outcome = self.tr("It will not be part of the dataset.")
        details = f"{both(problem.message, problem.hint)} {outcome}"
        return Remark(spoken(problem.message), details, Weight.ERROR)

    def reference(self, file: ComparedFile, why: Why | None) -> Remark:
        """Return what is said of the reference.

        Args:
            file: The reference.
            why: Why it is proposed; ``None`` where a person chose it.
        """
        if why is None:
            text = self.tr("The reference")
        else:
            text = self.tr("Proposed as the reference: {why}").replace("{why}", self.why(why))
        return _with(text, file_oddities(file.facts) if file.facts is not None else [])

    def alone(self, file: ComparedFile) -> Remark:
        """Return what is said of a file that is scored by itself."""
        found = file_oddities(file.facts) if file.facts is not None else []
        return _with(self.tr("Scored by itself"), found)

    def distorted(
        self, reference: ComparedFile, file: ComparedFile, proposal: ModeProposal | None
    ) -> Remark:
        """Return what is said of a file beside the reference."""
        found: list[Mismatch] = []
        mode = proposal.mode if proposal is not None else None
        if file.facts is not None and reference.facts is not None:
            found = pair_mismatches(reference.facts, file.facts, mode)
            other = [one for one in found if one.code == _OTHER_KIND]
            if other:
                return _with(self.tr("Of another kind"), other)
            found += file_oddities(file.facts)
        if proposal is None:
            return _with(self.tr("Compared with the reference"), found)
        found = [one for one in found if one.code not in _TOLD_BY_REASON]
        if not proposal.is_sure:
            hint = self.tr("Where this is wrong, save and choose “Edit Pairs…” to pair otherwise.")
            found.insert(0, Mismatch(proposal.code, Weight.WARNING, spoken(proposal.reason), hint))
        elif proposal.reason:
            return _with(f"{self.mode(proposal.mode)}. {spoken(proposal.reason)}", found)
        return _with(self.mode(proposal.mode), found)


def _with(text: str, found: list[Mismatch]) -> Remark:
    """Return a text with what was found about the file, the weightiest first."""
    found = sorted(found, key=lambda one: _ORDER.index(one.weight))
    short = [text, *dict.fromkeys(spoken(one.message) for one in found)]
    details = (both(one.message, one.hint) for one in found)
    full = [text, *dict.fromkeys(details)]
    return Remark(
        ". ".join(part.rstrip(".") for part in short),
        " ".join(f"{part.rstrip('.')}." for part in full),
        found[0].weight if found else None,
    )
