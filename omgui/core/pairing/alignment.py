"""A distorted file laid beside its reference: what both names share, and what each has alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from omgui.core.pairing.sketch import Sketch, tokens


class Part(Enum):
    """What a piece of a path is."""

    FIXED = "fixed"  # a '/'
    FOLDER = "folder"  # a folder that both have
    SHARED = "shared"  # a part of a name that both have
    OWN = "own"  # what only this one has
    ENDING = "ending"  # the ending of the file


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a path.

    Attributes:
        part: What it is.
        text: The text.
        number: Which of the shared pieces; -1 for those that are not shared.
    """

    part: Part
    text: str
    number: int = -1


Pieces = list[Piece]
_SEPARATED = re.compile(r"^([_\-. +~]*)(.*?)([_\-. +~]*)$", re.DOTALL)


@dataclass(frozen=True)
class Alignment:
    """Both paths in pieces, from left to right."""

    distorted: tuple[Piece, ...]
    reference: tuple[Piece, ...]

    @property
    def shape(self) -> tuple[object, ...]:
        """What is equal for pairs that one rule can describe."""
        return tuple(
            tuple((piece.part, piece.number) for piece in side)
            for side in (self.distorted, self.reference)
        )

    @property
    def needs_folding(self) -> bool:
        """Whether what both have is not written in the same case."""
        shared = {piece.number: piece.text for piece in self.distorted if piece.number >= 0}
        return any(
            shared[piece.number] != piece.text for piece in self.reference if piece.number >= 0
        )

    @property
    def has_shared(self) -> bool:
        """Whether there is anything that leads from one to the other."""
        return any(piece.part in {Part.FOLDER, Part.SHARED} for piece in self.reference)


class _Builder:
    """Collects the pieces of both sides."""

    def __init__(self) -> None:
        self.distorted: Pieces = []
        self.reference: Pieces = []
        self._count = 0

    def share(self, part: Part, first: str, second: str) -> None:
        self.distorted.append(Piece(part, first, self._count))
        self.reference.append(Piece(part, second, self._count))
        self._count += 1

    def slash(self) -> None:
        self.distorted.append(Piece(Part.FIXED, "/"))
        self.reference.append(Piece(Part.FIXED, "/"))

    def names(self, first: str, second: str, *, is_folder: bool = False) -> None:
        """Lay two names beside each other."""
        at = other = 0
        for start, begin, length, size in _blocks(first, second, is_folder=is_folder):
            _own(self.distorted, first[at:start])
            _own(self.reference, second[other:begin])
            self.share(Part.SHARED, first[start : start + length], second[begin : begin + size])
            at, other = start + length, begin + size
        _own(self.distorted, first[at:])
        _own(self.reference, second[other:])


def _own(pieces: Pieces, text: str) -> None:
    if text:
        pieces.append(Piece(Part.OWN, text))


def align(distorted: Sketch, reference: Sketch) -> Alignment:
    """Lay a distorted file beside its reference."""
    left, right = distorted.folders, reference.folders
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and _same(left[start], right[start]):
        start += 1
    end = 0
    while end < shorter - start and _same(left[-1 - end], right[-1 - end]):
        end += 1
    builder = _Builder()
    for name, other in zip(left[:start], right[:start], strict=True):
        builder.share(Part.FOLDER, name, other)
        builder.slash()
    _middle(builder, left[start : len(left) - end], right[start : len(right) - end])
    for name, other in zip(left[len(left) - end :], right[len(right) - end :], strict=True):
        builder.share(Part.FOLDER, name, other)
        builder.slash()
    builder.names(distorted.stem, reference.stem)
    builder.distorted.append(Piece(Part.ENDING, distorted.ending))
    builder.reference.append(Piece(Part.ENDING, reference.ending))
    return Alignment(tuple(builder.distorted), tuple(builder.reference))


def _middle(builder: _Builder, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Add the folders that differ."""
    if len(left) == len(right):
        for name, other in zip(left, right, strict=True):
            builder.names(name, other, is_folder=True)
            builder.slash()
        return
    for pieces, names in ((builder.distorted, left), (builder.reference, right)):
        for name in names:
            pieces += [Piece(Part.OWN, name), Piece(Part.FIXED, "/")]


def _same(name: str, other: str) -> bool:
    return name == other or name.casefold() == other.casefold()


def _items(name: str, *, is_fine: bool) -> list[tuple[str, int, int]]:
    """Return tokens and what stands between them, in small letters, with their places."""
    items: list[tuple[str, int, int]] = []
    at = 0
    for start, end in tokens(name, is_fine=is_fine):
        if start > at:
            items.append((name[at:start], at, start))
        items.append((name[start:end].casefold(), start, end))
        at = end
    if at < len(name):
        items.append((name[at:], at, len(name)))
    return items


def _blocks(first: str, second: str, *, is_folder: bool) -> list[tuple[int, int, int, int]]:
    """Return where two names agree: start and length in each, without separators at the ends."""
    for is_fine in (False,) if is_folder else (False, True):
        left, right = _items(first, is_fine=is_fine), _items(second, is_fine=is_fine)
        texts = [item[0] for item in left], [item[0] for item in right]
        found: list[tuple[int, int, int, int]] = []
        for block in SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks():
            if block.size:
                start, end = left[block.a][1], left[block.a + block.size - 1][2]
                begin, stop = right[block.b][1], right[block.b + block.size - 1][2]
                match = _SEPARATED.match(first[start:end])
                if match and match[2]:
                    before, after = len(match[1]), len(match[3])
                    length = end - start - before - after
                    size = stop - begin - before - after
                    found.append((start + before, begin + before, length, size))
        if found:
            return found
    return []
