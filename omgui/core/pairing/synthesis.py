"""From pairs to a rule that a person can read: the names generalised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from omgui.core.pairing.alignment import Alignment, Part, Piece, align
from omgui.core.pairing.names import ATTRIBUTES, CODECS
from omgui.core.pairing.rule import RuleLine
from omgui.core.pairing.sketch import Sketch

_LINES_LIMIT = 6
_SHARE_LIMIT = 0.002
_ENDINGS_LIMIT = 6
_TOKEN = re.compile(r"[0-9]+\.[0-9]+|[^_\-. +~,;@#=]+")
_SPECIAL = re.compile(r"([{}\[\]()|*\\])")


@dataclass(frozen=True)
class Freedom:
    """What may differ elsewhere, of pairs that stand for many others.

    Attributes:
        folders: Folders that only distorted files have.
        reference_parts: Parts that only names of references have.
        added_parts: The number of parts that only names of distorted files have.
    """

    folders: bool
    reference_parts: bool
    added_parts: bool


def synthesise(
    pairs: Iterable[tuple[str, str]], freedom: Freedom | None = None
) -> tuple[list[RuleLine], bool]:
    """Return rules that describe pairs, and whether they need names without regard to case.

    The rules that describe most of the pairs come first.

    Args:
        pairs: Distorted file and reference.
        freedom: Given where the pairs are examples of many others, so that what does not differ
            among them may still differ elsewhere.
    """
    shapes: dict[object, list[Alignment]] = {}
    total = 0
    ignore_case = False
    for distorted, reference in pairs:
        alignment = align(Sketch(distorted), Sketch(reference))
        shapes.setdefault(alignment.shape, []).append(alignment)
        total += 1
        ignore_case = ignore_case or alignment.needs_folding
    largest = sorted(shapes.values(), key=len, reverse=True)[:_LINES_LIMIT]
    lines = [
        _Writer(alignments, freedom).line()
        for alignments in largest
        if len(alignments) >= _SHARE_LIMIT * total
    ]
    return list(dict.fromkeys(lines)), ignore_case


class _Writer:
    """Writes the rule for pairs of one shape."""

    def __init__(self, alignments: Sequence[Alignment], freedom: Freedom | None) -> None:
        self._alignments = alignments
        self._freedom = freedom
        self._names: Counter[str] = Counter()
        self._shared: dict[int, str] = {}

    def line(self) -> RuleLine:
        """Return the rule."""
        first = self._alignments[0]
        self._name_shared(first)
        distorted = self._side(first.distorted, [it.distorted for it in self._alignments], "")
        reference = self._side(first.reference, [it.reference for it in self._alignments], "ref_")
        return RuleLine(distorted=distorted, reference=reference)

    def _values(self, side: Sequence[Sequence[Piece]], index: int) -> list[str]:
        return [pieces[index].text for pieces in side]

    def _name_shared(self, first: Alignment) -> None:
        """Choose what stands for each part that both names have."""
        side = [it.distorted for it in self._alignments]
        lengths: dict[int, int] = {}
        for index, piece in enumerate(first.distorted):
            if piece.number >= 0:
                values = set(self._values(side, index))
                is_open = len(values) > 1 or self._freedom is not None
                if is_open:
                    lengths[index] = max(len(value) for value in values)
                else:
                    self._shared[piece.number] = _escaped(piece.text)
        in_name = [at for at in lengths if first.distorted[at].part is Part.SHARED]
        main = max(in_name or lengths, key=lambda at: lengths[at], default=None)
        for index in lengths:
            piece = first.distorted[index]
            wanted = "folder" if piece.part is Part.FOLDER else "tail"
            if index == main:
                wanted = "content"
            self._shared[piece.number] = f"{{{self._name(wanted)}}}"

    def _name(self, wanted: str) -> str:
        self._names[wanted] += 1
        count = self._names[wanted]
        return wanted if count == 1 else f"{wanted}{count}"

    def _side(self, first: Sequence[Piece], side: Sequence[Sequence[Piece]], prefix: str) -> str:
        parts: list[str] = []
        name_at = max((at for at, it in enumerate(first) if it.part is Part.FIXED), default=-1)
        for index, piece in enumerate(first):
            values = self._values(side, index)
            if piece.part is Part.FIXED:
                parts.append("/")
            elif piece.number >= 0:
                parts.append(self._shared[piece.number])
            elif piece.part is Part.ENDING:
                parts.append(_endings(set(values)))
            elif self._is_kept(values, prefix, is_folder=index < name_at):
                parts.append(_escaped(values[0]))
            else:
                is_whole = self._freedom is not None and self._freedom.added_parts and not prefix
                parts.append(self._own(values, prefix, is_whole=is_whole))
        return "".join(parts)

    def _is_kept(self, values: Sequence[str], prefix: str, *, is_folder: bool) -> bool:
        """Whether a part of the examples is taken as it is."""
        if self._freedom is None or len(set(values)) > 1:
            return False
        if prefix:
            return not self._freedom.reference_parts
        return is_folder and not self._freedom.folders

    def _own(self, values: Sequence[str], prefix: str, *, is_whole: bool) -> str:
        """Return what stands for a part that only one side has."""
        split = [_split(value) for value in values]
        if not is_whole and len({tuple(pieces[::2]) for pieces in split}) == 1:
            return "".join(
                self._token(column, prefix) if index % 2 else _escaped(column[0])
                for index, column in enumerate(zip(*split, strict=True))
            )
        before, after = _common_separators(split)
        name = self._name("ref_part" if prefix else "distortion")
        return f"{_escaped(before)}{{{name}}}{_escaped(after)}"

    def _token(self, values: Sequence[str], prefix: str) -> str:
        """Return what stands for one token."""
        is_constant = len(set(values)) == 1 and self._freedom is None
        if is_constant and prefix:
            return _escaped(values[0])
        for name, pattern in ATTRIBUTES:
            matches = [pattern.fullmatch(value) for value in values]
            if all(matches):
                groups = [match.groups() for match in matches if match]
                return self._attribute(name, groups, prefix)
        if all(CODECS.fullmatch(value) for value in values):
            return f"{{{self._name(f'{prefix}codec')}}}"
        if is_constant:
            return _escaped(values[0])
        is_number = all(value.replace(".", "", 1).isdecimal() for value in values)
        return f"{{{self._name(prefix + ('level' if is_number else 'distortion'))}}}"

    def _attribute(self, name: str, groups: list[tuple[str, ...]], prefix: str) -> str:
        """Keep the unit as text where it is always written alike: ``{fps}fps``."""
        field = f"{{{self._name(prefix + name)}}}"
        if len(groups[0]) == 1:
            return field
        for unit_at in (0, 1):
            units = {group[unit_at] for group in groups}
            if not any(unit[:1].isdecimal() for unit in units) and len(units) == 1:
                unit = units.pop()
                return f"{unit}{field}" if unit_at == 0 else f"{field}{unit}"
        return field


def _split(text: str) -> list[str]:
    """Return separator, token, separator, … , separator."""
    parts: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        parts += [text[at : match.start()], match[0]]
        at = match.end()
    return [*parts, text[at:]]


def _common_separators(split: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return the separators with which all texts begin and end."""
    before, after = {parts[0] for parts in split}, {parts[-1] for parts in split}
    return (
        before.pop() if len(before) == 1 else "",
        after.pop() if len(after) == 1 else "",
    )


def _endings(values: set[str]) -> str:
    if len(values) == 1:
        return _escaped(values.pop())
    if "" in values or len(values) > _ENDINGS_LIMIT:
        return "*" if "" in values else ".*"
    return f".({'|'.join(sorted(_escaped(value[1:]) for value in values))})"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
