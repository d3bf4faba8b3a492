"""A path taken apart: folders, stem, ending, and the tokens of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

_TOKEN = re.compile(r"[^_\-. +~,;@#=]+")
_FINE_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\dA-Za-z_]+")
_TOKENS_LIMIT = 14
Span = tuple[int, int]


def tokens(name: str, *, is_fine: bool = False) -> list[Span]:
    """Return where the tokens of a name are; fine ones also end between letters and digits."""
    expression = _FINE_TOKEN if is_fine else _TOKEN
    return [match.span() for match in expression.finditer(name)]


class Sketch:
    """One path, taken apart.

    Attributes:
        path: The path.
        folders: Its folders from the outside in.
        stem: Its name without the ending.
        ending: The ending with its dot, or empty.
    """

    __slots__ = ("__dict__", "ending", "folders", "path", "stem")

    def __init__(self, path: str) -> None:
        self.path = path
        *folders, name = path.split("/")
        self.folders = tuple(folders)
        stem, dot, ending = name.rpartition(".")
        self.stem, self.ending = (stem, f".{ending}") if dot and stem else (name, "")

    @cached_property
    def folded(self) -> str:
        """The stem without regard to case."""
        folded = self.stem.casefold()
        return folded if len(folded) == len(self.stem) else self.stem

    @cached_property
    def spans(self) -> list[Span]:
        """Where the tokens of the stem are."""
        return tokens(self.stem)

    @cached_property
    def token_texts(self) -> tuple[str, ...]:
        """The tokens of the stem without regard to case."""
        return tuple(self.folded[start:end] for start, end in self.spans)

    def runs(self, *, is_fine: bool = False) -> Iterator[str]:
        """Yield the pieces of the folded stem from one token to another, the longest first."""
        spans = tokens(self.stem, is_fine=True) if is_fine else self.spans
        spans = spans[:_TOKENS_LIMIT]
        for length in range(len(spans), 0, -1):
            for first in range(len(spans) - length + 1):
                yield self.folded[spans[first][0] : spans[first + length - 1][1]]
