"""Filters of tables: ``codec=x265 crf>30 psnr<30 "some text" -word file~regex is:partial``.

Conditions are separated by spaces, and a row must fulfil all of them.

- ``word``, ``"some text"``: stands somewhere in the names of the files.
- ``name:text``: stands somewhere in this field; ``name=text``: is this field. Capital and small
  letters are the same, and numbers are compared as numbers: ``crf=30`` finds ``030``.
- ``!=``, ``<``, ``<=``, ``>``, ``>=``: rows without a value fulfil none of them.
- ``name~regex``: a regular expression that fits somewhere in the field.
- ``has:problem``, ``has:psnr``, ``is:partial`` … : what became of the scores.
- ``-`` before a condition: rows that do not fulfil it.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from omgui.core.pairing.expressions import EXPRESSION_LIMIT, refuse_slow
from omgui.core.pairing.template import RuleError
from omgui.core.problems import Problem
from omgui.core.results import row_tests
from omgui.core.results.columns import WITH_SCORE, CellState, Table, TextColumn, as_number
from omgui.core.results.filter_terms import FilterError, Term, read_terms
from omgui.core.results.live import CancelledError, never
from omgui.core.yaml_lines import did_you_mean

ALIASES = {
    "name": "file",
    "filename": "file",
    "distorted": "file",
    "ref": "reference",
    "frames": "frames_expected",
}
_SEARCHED = ("reference", "file")  # by plain words
_WIDE_LIMIT = 2  # repetitions of a regular expression that may overlap: it also begins anywhere
_ROWS_AT_ONCE = 10_000
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
HAS, IS = "has", "is"
UNKNOWN_FIELD = "filter-unknown-field"
STATES: dict[str, frozenset[CellState]] = {
    "partial": frozenset({CellState.PARTIAL}),
    "flagged": frozenset({CellState.FLAGGED, CellState.PARTIAL}),
    "problem": frozenset({CellState.PROBLEM}),
    "open": frozenset({CellState.OPEN}),
    "stale": frozenset({CellState.STALE}),
}
COMPLETE = "complete"  # every score that is asked for is there
_MISSING = frozenset({CellState.OPEN, CellState.PROBLEM, CellState.STALE})
Rows = Iterable[int]
Test = Callable[[Table, Rows], list[int]]


@dataclass(frozen=True)
class Filter:
    """A filter that a table understands.

    Attributes:
        text: As it was typed.
        tests: Each gives those of some rows that fulfil it, in their order.
    """

    text: str
    tests: tuple[Test, ...]

    def rows(
        self,
        table: Table,
        rows: Sequence[int] | None = None,
        is_cancelled: Callable[[], bool] = never,
    ) -> list[int]:
        """Return the rows that fulfil all conditions.

        Args:
            table: One with the columns of the table that the filter was read for.
            rows: Those to choose from, in the order in which they come back; all by default.
            is_cancelled: Asked now and then.

        Raises:
            CancelledError: It was cancelled.
        """
        every = range(table.row_count) if rows is None else rows
        found: list[int] = []
        for begin in range(0, len(every), _ROWS_AT_ONCE):
            if is_cancelled():
                raise CancelledError
            left = list(every[begin : begin + _ROWS_AT_ONCE])
            for test in self.tests:
                left = test(table, left)
            found += left
        return found


def parse_filter(text: str, table: Table) -> Filter:
    """Read a filter.

    Args:
        text: What a person typed; an empty one lets every row pass.
        table: Whose columns it is about.

    Raises:
        FilterError: It cannot be understood; says where and what to do.
    """
    tests: list[Test] = []
    for term in read_terms(text):
        test = _test(term, table)
        tests.append(_negated(test) if term.is_negated else test)
    return Filter(text, tuple(tests))


def _negated(test: Test) -> Test:
    def others(table: Table, rows: Rows) -> list[int]:
        every = list(rows)
        hits = set(test(table, every))
        return [row for row in every if row not in hits]

    return others


def _test(term: Term, table: Table) -> Test:
    if not term.operator:
        return _word(term.value, table)
    if term.name.casefold() in {HAS, IS}:
        return _state_test(term, table)
    key = find_key(term, table)
    column = table.columns[key]
    if isinstance(column, TextColumn):
        return _text_test(term, key)
    return _number_test(term, key)


def find_key(term: Term, table: Table) -> str:
    """Return the key of the column that a term names.

    Raises:
        FilterError: ``filter-unknown-field``.
    """
    name = term.name.casefold()
    keys = {key.casefold(): key for key in table.columns}
    found = keys.get(name) or keys.get(ALIASES.get(name, ""))
    if found is not None:
        return found
    near = did_you_mean(term.name, table.columns)
    listed = f"There are: {', '.join(table.columns)}."
    quotes = "Put text with such a mark in quotation marks."
    problem = Problem(
        UNKNOWN_FIELD,
        f"There is no column '{term.name}'.",
        f"{near} {listed} {quotes}".strip(),
    )
    length = term.value_start - len(term.operator) - term.name_start
    raise FilterError(problem, term.name_start, length)


def searched_columns(table: Table) -> list[str]:
    """Return the columns in which plain words are looked for: names of files, or all texts."""
    texts = [key for key, column in table.columns.items() if isinstance(column, TextColumn)]
    return [key for key in texts if key in _SEARCHED] or texts


def _word(word: str, table: Table) -> Test:
    keys = searched_columns(table)
    return lambda table, rows: row_tests.word_in_any(table, keys, rows, word.casefold())


def _text_test(term: Term, key: str) -> Test:
    if term.operator == "~":
        pattern = _expression(term)
        return lambda table, rows: row_tests.matching(table, key, rows, pattern)
    text, number = term.value.casefold(), _as_number(term.value)
    if term.operator == ":":
        return lambda table, rows: row_tests.word_in_any(table, [key], rows, text)
    if term.operator == "=":
        return lambda table, rows: row_tests.equal(table, key, rows, text, number)
    if term.operator == "!=":
        return lambda table, rows: row_tests.other(table, key, rows, text, number)
    return _comparison(term, key, number)


def _number_test(term: Term, key: str) -> Test:
    if term.operator in {"~", ":"}:
        message = f"'{term.name}' is a number, which '{term.operator}' cannot look into."
        raise _of_value(term, message, f"Use = != < <= > >=, as in {term.name}<30")
    return _comparison(term, key, _as_number(term.value))


def _comparison(term: Term, key: str, number: float) -> Test:
    if math.isnan(number):
        message = f"'{term.value}' is not a number."
        hint = f"Write a number after '{term.operator}', as in {term.name}{term.operator}30"
        raise _of_value(term, message, hint)
    if term.operator == "!=":
        return lambda table, rows: row_tests.unequal(table.columns[key], rows, number)
    compare = _COMPARE[term.operator]
    return lambda table, rows: row_tests.compared(table.columns[key], rows, compare, number)


def _as_number(text: str) -> float:
    """Return a number as people write it, also with a decimal comma; NaN where it is none."""
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    return as_number(plain)


def _expression(term: Term) -> re.Pattern[str]:
    text = term.value
    try:
        if len(text) > EXPRESSION_LIMIT:
            message = f"The expression is longer than {EXPRESSION_LIMIT} characters."
            raise _of_value(term, message, "Shorten it.")
        pattern = re.compile(text, re.IGNORECASE)
        refuse_slow(text, _WIDE_LIMIT)
    except RuleError as error:
        raise _of_value(term, error.problem.message, error.problem.hint) from error
    except (re.error, OverflowError, RecursionError) as error:
        said = getattr(error, "msg", None) or "it is too large"
        hint = "Put a backslash before a special character that is meant as it stands."
        raise _of_value(term, f"This is not a regular expression: {said}.", hint) from error
    return pattern


def _of_value(term: Term, message: str, hint: str) -> FilterError:
    length = max(1, term.end - term.value_start)
    return FilterError(Problem("filter-value", message, hint), term.value_start, length)


def _state_test(term: Term, table: Table) -> Test:
    name, value = term.name.casefold(), term.value.casefold()
    if term.operator not in {":", "="}:
        message = f"'{term.name}' is followed by ':', not by '{term.operator}'."
        raise _of_value(term, message, f"Write {term.name}:{term.value or 'problem'}")
    if name == IS and value == COMPLETE:
        return lambda table, rows: row_tests.in_state(table, rows, _MISSING, is_wanted=False)
    states = STATES.get(value)
    if name == HAS and value == "score":
        states = WITH_SCORE
    if states is not None:
        wanted = states
        return lambda table, rows: row_tests.in_state(table, rows, wanted, is_wanted=True)
    keys = {key.casefold(): key for key in table.columns}
    if name == HAS and value in keys:
        key = keys[value]
        return lambda table, rows: row_tests.with_value(table.columns[key], rows)
    choices = has_words(table) if name == HAS else is_words()
    near = did_you_mean(term.value, choices)
    message = f"'{term.name}:' cannot be followed by '{term.value}'."
    raise _of_value(term, message, f"{near} Write one of: {', '.join(choices)}.".strip())


def has_words(table: Table) -> list[str]:
    """Return what can stand behind ``has:``."""
    return ["problem", "score", *table.columns]


def is_words() -> list[str]:
    """Return what can stand behind ``is:``."""
    return [*STATES, COMPLETE]
