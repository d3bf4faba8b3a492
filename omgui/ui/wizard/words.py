"""Sentences of the wizard in the language in force."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import FileFacts, ImageFacts
from omgui.core.metric_spec import Media
from omgui.core.mismatch import Mismatch, Weight
from omgui.core.pairing import Evidence, Leftover, LeftoverCode, Source
from omgui.ui.problem_words import both, spoken
from omgui.ui.wizard import check_book
from omgui.ui.wizard.check_book import ModeChoice

translate = QCoreApplication.translate


class CountedWords(QObject):
    """Numbers of things; only texts of ``tr`` with a plain number get forms for one and many."""

    def images(self, count: int) -> str:
        """Return a number of images."""
        return self.tr("%Ln image(s)", "", count)

    def videos(self, count: int) -> str:
        """Return a number of videos."""
        return self.tr("%Ln video(s)", "", count)

    def files(self, count: int) -> str:
        """Return a number of files."""
        return self.tr("%Ln file(s)", "", count)

    def references(self, count: int) -> str:
        """Return a number of references."""
        return self.tr("%Ln reference(s)", "", count)

    def distorted(self, count: int) -> str:
        """Return a number of distorted files."""
        return self.tr("%Ln distorted", "", count)

    def alone(self, count: int) -> str:
        """Return a number of files that are scored without reference."""
        return self.tr("%Ln without reference", "", count)

    def left_over(self, count: int) -> str:
        """Return a number of files that are left over."""
        return self.tr("%Ln left over", "", count)


_counted = CountedWords()


def files_words(media: Media | None, count: int) -> str:
    """Return a number of images, videos or files."""
    if media is Media.IMAGE:
        return _counted.images(count)
    if media is Media.VIDEO:
        return _counted.videos(count)
    return _counted.files(count)


def counts_sentence(references: int, distorted: int, alone: int, left_over: int) -> str:
    """Return e.g. "25 references, 3,000 distorted, 0 left over"."""
    parts = []
    if references or not alone:
        parts.append(_counted.references(references))
        parts.append(_counted.distorted(distorted))
    if alone:
        parts.append(_counted.alone(alone))
    parts.append(_counted.left_over(left_over))
    return ", ".join(parts)


def evidence_sentence(evidence: Evidence) -> str:
    """Return why a proposal is made."""
    word = evidence.word
    texts = {
        Source.RECIPE: translate("wizard", "The names are those of the public dataset {word}."),
        Source.REFERENCE_FOLDER: translate("wizard", "The folder “{word}” holds the references."),
        Source.REFERENCE_WORD: translate("wizard", "“{word}” in the name marks the references."),
        Source.PREFIX: translate(
            "wizard", "Names of distorted files begin with the name of their reference."
        ),
        Source.FRAME_RATE: translate(
            "wizard", "References have the highest frame rate, {word} frames per second."
        ),
        Source.ZERO: translate(
            "wizard", "“{word}” in the name marks files that were left as they were."
        ),
        Source.OTHER_FOLDER: translate(
            "wizard", "Names in “{word}” come back in the other folders."
        ),
        Source.NO_REFERENCES: translate(
            "wizard", "There are no references: every file is scored by itself."
        ),
    }
    return texts[evidence.source].replace("{word}", word)


def proposal_title(evidence: Evidence) -> str:
    """Return what a proposal comes to, in numbers."""
    return counts_sentence(
        evidence.references, evidence.distorted, evidence.alone, evidence.left_over
    )


def confidence_word(confidence: float) -> str:
    """Return how sure omgui is of a proposal."""
    if confidence >= 0.85:
        return translate("wizard", "very likely")
    if confidence >= 0.6:
        return translate("wizard", "likely")
    return translate("wizard", "possible")


def leftover_words(found: Leftover, *, has_rule: bool = True) -> str:
    """Return why a file is left over, and what can be done.

    Args:
        found: The file.
        has_rule: Whether there is anything yet that says what belongs together.
    """
    named = ", ".join(found.candidates[:3])
    if len(found.candidates) > 3:
        named += "…"
    texts = {
        LeftoverCode.NO_RULE: translate("wizard", "Its name does not fit what pairs the others."),
        LeftoverCode.NOT_LISTED: translate("wizard", "No line of the list names a pair of it."),
        LeftoverCode.AMBIGUOUS: translate("wizard", "It fits several references: {named}"),
        LeftoverCode.BOTH_ROLES: translate(
            "wizard", "It and {named} would be the reference of each other."
        ),
        LeftoverCode.REFERENCE_UNUSED: translate("wizard", "No distorted file belongs to it."),
        LeftoverCode.BY_HAND: translate("wizard", "You left it out."),
        LeftoverCode.REFERENCE_MOVED: translate(
            "wizard", "You moved its reference {named} elsewhere."
        ),
    }
    is_of_rule = found.problem.hint.startswith("Add a rule")
    if found.code is LeftoverCode.NO_RULE and not is_of_rule:
        return translate("wizard", "The dataset was saved without it.")
    if found.code is LeftoverCode.NO_RULE and not has_rule:
        return translate("wizard", "Nothing says yet which reference it belongs to.")
    text = texts.get(found.code, spoken(found.problem.message))
    return text.replace("{named}", named)


def mode_words(mode: Mode) -> str:
    """Return how frames are matched, with the word of the file format."""
    return {
        Mode.SAME: translate("wizard", "one to one (same)"),
        Mode.REPEAT_EACH: translate("wizard", "each frame repeated (repeat_each)"),
        Mode.REPEAT_LAST: translate("wizard", "last frame repeated (repeat_last)"),
    }[mode]


def mode_word(mode: Mode) -> str:
    """Return how frames are matched, shortly."""
    return {
        Mode.SAME: translate("wizard", "one to one"),
        Mode.REPEAT_EACH: translate("wizard", "each repeated"),
        Mode.REPEAT_LAST: translate("wizard", "last repeated"),
    }[mode]


def mode_reason(choice: ModeChoice) -> str:
    """Return who says how frames are matched, and why."""
    texts = {
        check_book.BY_HAND: translate("wizard", "You chose it."),
        check_book.BY_RULE: translate("wizard", "The rule says so."),
        check_book.AS_SAVED: translate("wizard", "The dataset was saved like this."),
        check_book.BY_NAME: translate("wizard", "The frame rates in the names say so."),
        check_book.BY_DEFAULT: translate("wizard", "The files were not looked at yet."),
        check_book.UNUSABLE: translate("wizard", "It cannot be scored, so no frames are matched."),
    }
    return texts.get(choice.source, spoken(choice.reason))


def weight_words(weight: Weight) -> str:
    """Return how much a finding matters."""
    return {
        Weight.ERROR: translate("wizard", "Cannot be scored"),
        Weight.WARNING: translate("wizard", "Look at it"),
        Weight.NOTE: translate("wizard", "Good to know"),
    }[weight]


def finding_words(found: Mismatch) -> str:
    """Return a finding with what to do about it."""
    return f"{weight_words(found.weight)}: {both(found.message, found.hint)}"


def size_words(facts: FileFacts) -> str:
    """Return width and height."""
    return f"{facts.width}×{facts.height}"


def number_words(value: float, digits: int = 3) -> str:
    """Return a number without zeros behind the point."""
    text = QLocale().toString(value, "f", digits)
    point = QLocale().decimalPoint()
    return text.rstrip("0").rstrip(point) if point in text else text


def format_words(facts: FileFacts) -> str:
    """Return the format of a file, as people name it."""
    if isinstance(facts, ImageFacts):
        return f"{facts.format} {facts.mode}"
    parts = [facts.codec, facts.pixel_format]
    if facts.rotation:
        parts.append(
            translate("wizard", "turned by {angle}°").replace("{angle}", str(facts.rotation))
        )
    if facts.sample_aspect != 1.0:
        ratio = number_words(facts.sample_aspect)
        parts.append(translate("wizard", "pixels {ratio}:1").replace("{ratio}", ratio))
    if facts.transfer:
        parts.append(f"HDR {facts.transfer.upper()}")
    return " ".join(filter(None, parts))
