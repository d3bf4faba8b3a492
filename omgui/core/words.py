"""Words for people that several parts of the program need."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What breaks a line, and what no font draws, each as something that all fonts have.
_PICTURES = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}")
_PICTURES |= dict.fromkeys([0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "↵") | {0x09: "→"}

_BREAK = r"[/_\-. +()\[\]]"  # what people put between the parts of a name
_BEGINNING = re.compile(rf".*{_BREAK}", re.DOTALL)
_END = re.compile(rf"{_BREAK}.*", re.DOTALL)


def counted(number: int, word: str, words: str = "") -> str:
    """Return ``1 score`` or ``2 scores``.

    Args:
        number: How many.
        word: For one.
        words: For several, where an ``s`` at the end is not enough.
    """
    return f"{number} {word if number == 1 else words or f'{word}s'}"


def sentence(words: str) -> str:
    """Return words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def one_line(name: str) -> str:
    """Return the name of a file as one line of a table; line breaks in it are shown as ``↵``."""
    return name if name.isprintable() else name.translate(_PICTURES)


def without_common_folder(paths: Sequence[str]) -> list[str]:
    """Return relative paths without the folders that all of them begin with.

    Where room is short, what tells files apart is to be read, and that is at the end.
    """
    folders = [path.split("/")[:-1] for path in paths]
    shared = 0
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared += 1
    return [path.split("/", shared)[-1] for path in paths]


def distinct_parts(paths: Sequence[str]) -> list[str]:
    """Return what tells names apart, ``crf23`` and ``crf45`` of ``film_crf23.mp4`` and so on.

    Only whole parts of the names that all begin or end with are left out, and none of one name
    alone.
    """
    names = without_common_folder(paths)
    if len(set(names)) < 2:
        return names
    beginning = _BEGINNING.match(_shared(names))
    rests = [name[beginning.end() if beginning else 0 :] for name in names]
    end = _END.search(_shared([rest[::-1] for rest in rests])[::-1])
    found = [rest[: len(rest) - len(end[0])] if end else rest for rest in rests]
    return found if all(found) else names


def _shared(names: Sequence[str]) -> str:
    """Return what all names begin with."""
    first, last = min(names), max(names)  # what these two share, all between them do
    count = next((k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[:count]
