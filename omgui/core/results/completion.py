"""What a filter could go on with: names of columns, and values that the table has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from omgui.core.metric_spec import Better
from omgui.core.results.columns import NumberColumn, Table, TextColumn
from omgui.core.results.filter_terms import FilterError, Term, quoted, read_terms
from omgui.core.results.filters import HAS, IS, find_key, has_words, is_words

_WORDS_LIMIT = 50
_PATHS = frozenset({"reference", "file"})
_SHORT = 20
_NO_TERM = ""


@dataclass(frozen=True)
class Completion:
    """What can take the place of a part of a filter.

    Attributes:
        start: Where the part begins.
        end: Where it ends.
        words: What can take its place, the likeliest first; written so that it can be read.
    """

    start: int
    end: int
    words: tuple[str, ...]


def complete(text: str, cursor: int, table: Table) -> Completion:
    """Return how a filter could go on where the cursor stands.

    Args:
        text: The filter.
        cursor: Where the cursor is, in characters.
        table: Whose columns it is about.
    """
    term = _term_at(text[:cursor])
    if term is None:
        return Completion(cursor, cursor, _limited(_names(table, "")))
    if not term.operator:
        return Completion(term.name_start, cursor, _limited(_names(table, term.value)))
    return Completion(term.value_start, cursor, _limited(_values(term, table)))


def example_filter(table: Table) -> str:
    """Return a filter that a table can answer, to show what one looks like."""
    texts = [
        f"{quoted(key)}={quoted(value)}"
        for key, column in table.columns.items()
        if isinstance(column, TextColumn) and key not in _PATHS
        if 0 < len(value := next(filter(None, column.values), "")) <= _SHORT
    ]
    scores = [
        f"{quoted(key)}{'>' if column.better is Better.LOWER else '<'}{number:.2g}"
        for key, column in table.columns.items()
        if isinstance(column, NumberColumn) and column.better is not None
        if (number := next((it for it in column.values if math.isfinite(it)), None)) is not None
    ]
    return " ".join([*texts[-2:], *scores[:1]])


def _term_at(text: str) -> Term | None:
    """Return the term that is being typed at the end of a text."""
    try:
        terms = read_terms(text, is_unfinished=True)
    except FilterError:
        return None
    is_at_end = bool(terms) and terms[-1].end == len(text)
    return terms[-1] if is_at_end else None


def _names(table: Table, begun: str) -> Iterable[str]:
    wanted = begun.casefold()
    for key, column in table.columns.items():
        if key.casefold().startswith(wanted):
            yield f"{quoted(key)}{'=' if isinstance(column, TextColumn) else '<'}"
    for name in (HAS, IS):
        if name.startswith(wanted):
            yield f"{name}:"


def _values(term: Term, table: Table) -> Iterable[str]:
    name, wanted = term.name.casefold(), term.value.casefold()
    if name in {HAS, IS}:
        words = has_words(table) if name == HAS else is_words()
        return [quoted(word) for word in words if word.casefold().startswith(wanted)]
    try:
        column = table.columns[find_key(term, table)]
    except FilterError:
        return []
    if not isinstance(column, TextColumn):
        return []
    counts = Counter(column.values)
    del counts[""]
    places = dict(zip(column.values, column.order, strict=True))
    found = sorted(
        (value for value in counts if wanted in value.casefold()), key=places.__getitem__
    )
    return map(quoted, found)


def _limited(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(words)[:_WORDS_LIMIT]
