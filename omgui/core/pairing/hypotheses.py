"""Guesses at which files of a dataset are the references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from omgui.core.pairing.cancelling import WatchedList
from omgui.core.pairing.names import (
    frame_rate,
    is_reference_token,
    is_zero_token,
    says_distorted,
    says_reference,
)
from omgui.core.pairing.sketch import Sketch

_FOLDERS_LIMIT = 12
_ONE_OF_SEVERAL = 0.9


class Source(str, Enum):
    """What a proposal stands on."""

    RECIPE = "recipe"  # a public dataset was recognised
    REFERENCE_FOLDER = "reference-folder"  # a folder says so
    REFERENCE_WORD = "reference-word"  # a part of the name says so
    PREFIX = "prefix"  # names of distorted files begin with that of the reference
    FRAME_RATE = "frame-rate"  # references have the highest frame rate
    ZERO = "zero"  # references have the level 0
    OTHER_FOLDER = "other-folder"  # names of one folder are contained in those of others
    NO_REFERENCES = "no-references"


@dataclass(frozen=True)
class Hypothesis:
    """A guess.

    Attributes:
        source: What it stands on.
        word: The folder or word that tells references.
        references: The files taken for references.
        others: The files taken for distorted ones.
        role_depth: Depth of the folder that tells them apart; ``None`` where it is the name.
        role_token: The token of the name that tells them apart, or empty.
        weight: Less than 1 where another guess of the same kind is as good.
    """

    source: Source
    word: str
    references: Sequence[Sketch]
    others: Sequence[Sketch]
    role_depth: int | None = None
    role_token: str = ""
    weight: float = 1.0


def hypotheses(sketches: WatchedList[Sketch]) -> Iterator[Hypothesis]:
    """Yield guesses, those that names speak for first."""
    yield from _by_folder_words(sketches)
    yield from _by_words(sketches)
    yield from _by_prefix(sketches)
    yield from _by_frame_rate(sketches)
    yield from _by_zero(sketches)
    yield from _by_other_folders(sketches)


def _split(
    sketches: WatchedList[Sketch], is_reference: Sequence[bool], source: Source, word: str
) -> Iterator[Hypothesis]:
    """Yield the guess unless one of the sides is empty."""
    told = sketches.having(it for it, is_one in zip(sketches, is_reference, strict=True) if is_one)
    if 0 < len(told) < len(sketches):
        rest = (it for it, is_one in zip(sketches, is_reference, strict=True) if not is_one)
        references, others = told, sketches.having(rest)
        yield Hypothesis(source, word, references, others)


def _folder(sketch: Sketch, depth: int) -> str:
    return sketch.folders[depth] if depth < len(sketch.folders) else ""


def _depths(sketches: Sequence[Sketch]) -> range:
    return range(max((len(sketch.folders) for sketch in sketches), default=0))


def _by_folder_words(sketches: WatchedList[Sketch]) -> Iterator[Hypothesis]:
    for depth in _depths(sketches):
        names = [_folder(sketch, depth) for sketch in sketches]
        telling = {name for name in set(names) if says_reference(name)}
        if not set(names) - telling:
            telling = {name for name in telling if not says_distorted(name)}
        choices = [telling]
        if len(telling) > 1:
            choices += [{name} for name in sorted(telling)[:_FOLDERS_LIMIT]]
        for chosen in choices:
            told = [name in chosen for name in names]
            word = min(chosen, default="", key=len)
            weight = 1.0 if chosen is telling else _ONE_OF_SEVERAL
            for guess in _split(sketches, told, Source.REFERENCE_FOLDER, word):
                yield replace(guess, role_depth=depth, weight=weight)


def _by_words(sketches: WatchedList[Sketch]) -> Iterator[Hypothesis]:
    telling = Counter(
        token for sketch in sketches for token in sketch.token_texts if is_reference_token(token)
    )
    for word, _ in telling.most_common(6):
        told = [word in sketch.token_texts for sketch in sketches]
        for guess in _split(sketches, told, Source.REFERENCE_WORD, word):
            yield replace(guess, role_token=word)


def _by_prefix(sketches: WatchedList[Sketch]) -> Iterator[Hypothesis]:
    names = {(sketch.folders, sketch.folded) for sketch in sketches}
    roots: set[tuple[tuple[str, ...], str]] = set()
    for sketch in sketches:
        for _, end in sketch.spans[:-1]:
            shorter = (sketch.folders, sketch.folded[:end])
            if shorter in names:
                roots.add(shorter)
    told = [(sketch.folders, sketch.folded) in roots for sketch in sketches]
    yield from _split(sketches, told, Source.PREFIX, "")


def _by_frame_rate(sketches: WatchedList[Sketch]) -> Iterator[Hypothesis]:
    rates = [frame_rate(sketch.path) for sketch in sketches]
    known = {rate for rate in rates if rate is not None}
    if len(known) < 2:
        return
    highest = max(known)
    told = [rate == highest for rate in rates]
    yield from _split(sketches, told, Source.FRAME_RATE, f"{highest:g}")
    both = [
        rate and _zero_place(sketch) is not None
        for rate, sketch in zip(told, sketches, strict=True)
    ]
    yield from _split(sketches, both, Source.FRAME_RATE, f"{highest:g}")


def _zero_place(sketch: Sketch) -> int | None:
    """Return where a name says that nothing was done to the file."""
    texts = sketch.token_texts
    return next((at for at in range(len(texts)) if is_zero_token(texts, at)), None)


def _by_zero(sketches: WatchedList[Sketch]) -> Iterator[Hypothesis]:
    """Take for references what has the level 0: ``qp_00``, ``hrc00``."""
    places = [_zero_place(sketch) for sketch in sketches]
    found = Counter(
        sketch.token_texts[place]
        for sketch, place in zip(sketches, places, strict=True)
        if place is not None
    )
    for word, _ in found.most_common(3):
        told = [
            place is not None and sketch.token_texts[place] == word
            for sketch, place in zip(sketches, places, strict=True)
        ]
        for guess in _split(sketches, told, Source.ZERO, word):
            yield replace(guess, role_token=word)


def _by_other_folders(sketches: WatchedList[Sketch]) -> Iterator[Hypothesis]:
    for depth in _depths(sketches):
        counts = Counter(_folder(sketch, depth) for sketch in sketches)
        if not 2 <= len(counts) <= 5 * _FOLDERS_LIMIT:
            continue
        for name, count in sorted(counts.items(), key=lambda item: item[1])[:_FOLDERS_LIMIT]:
            if 2 * count > len(sketches):
                continue
            told = [_folder(sketch, depth) == name for sketch in sketches]
            for guess in _split(sketches, told, Source.OTHER_FOLDER, name):
                yield replace(guess, role_depth=depth)
