"""One list of pairs read: which columns name the files is found out from the files there are."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from omgui.core.pairing.cancelling import IsCancelled, never, watched
from omgui.core.pairing.names import says_distorted, says_reference
from omgui.core.problems import Problem, ProblemError, Severity

LIST_LIMIT_BYTES = 64 << 20
_SAMPLE = 200  # lines by which the columns are told
_COLUMNS_LIMIT = 24
_ENOUGH = 0.5  # of the lines of the sample
_SEPARATORS = (",", ";", "\t", "")
Row = Sequence[str]
Find = Callable[[str], str | None]


@dataclass(frozen=True)
class PairList:
    """What a list says.

    Attributes:
        pairs: Distorted file and reference, by the line that names them, counted from 1.
        reference: The column of the references, counted from 1.
        distorted: The column of the distorted files.
        problems: Lines that lead to no pair.
    """

    pairs: tuple[tuple[int, str, str], ...]
    reference: int
    distorted: int
    problems: tuple[Problem, ...] = ()


def read_pair_list(path: Path, find: Find, is_cancelled: IsCancelled = never) -> PairList:
    """Read one list.

    Args:
        path: The file.
        find: Returns the file of the dataset that a text names, if it does.
        is_cancelled: Asked now and then.

    Raises:
        ProblemError: ``pair-list-unreadable`` or ``pair-list-without-pairs``.
        PairingCancelled: It is wanted no more.
    """
    lines = [
        (number, line)
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    choice = max((_columns(lines, separator, find) for separator in _SEPARATORS), key=_worth)
    if choice.count < max(1, _ENOUGH * (min(len(lines), _SAMPLE) - 1)):
        message = "No two of its columns name files of this folder."
        hint = "Choose a list whose lines name a distorted file and its reference."
        raise ProblemError(Problem("pair-list-without-pairs", message, hint, str(path)))
    pairs: list[tuple[int, str, str]] = []
    problems: list[Problem] = []
    first = lines[0][0]
    for number, row in watched(_rows(lines, choice.separator), is_cancelled):
        cells = [_cell(row, column) for column in (choice.distorted, choice.reference)]
        distorted, reference = map(find, cells)
        if distorted and reference and distorted != reference:
            pairs.append((number, distorted, reference))
        elif number != first or distorted or reference:  # else the names of the columns
            both = zip(cells, (distorted, reference), strict=True)
            missing = [cell for cell, it in both if not it]
            problems += _of_line(path.name, number, missing)
    return PairList(tuple(pairs), choice.reference + 1, choice.distorted + 1, tuple(problems))


def _of_line(name: str, number: int, missing: Sequence[str]) -> list[Problem]:
    """Return what is to be said of a line without a pair; nothing of a file beside itself."""
    if not missing:
        return []
    named = " and ".join(f"'{cell}'" for cell in missing)
    message = f"{named} cannot be found among the files, or could be several of them."
    where = f"{name}, line {number}"
    hint = "Copy the missing file into the folder, or pair the other by hand."
    return [Problem("pair-list-file-missing", message, hint, where, Severity.WARNING)]


@dataclass(frozen=True)
class _Choice:
    """Two columns of a list, read in one way; how many lines of the sample they fit."""

    separator: str
    reference: int
    distorted: int
    count: int


def _worth(choice: _Choice) -> int:
    return choice.count


def _columns(lines: Sequence[tuple[int, str]], separator: str, find: Find) -> _Choice:
    """Find the two columns that name pairs."""
    rows = [row for _, row in _rows(lines[:_SAMPLE], separator)]
    count = min(max(map(len, rows), default=0), _COLUMNS_LIMIT)
    found = [[find(_cell(row, column)) for row in rows] for column in range(count)]
    best = _Choice(separator, 0, 1, 0)
    for one, other in combinations(range(count), 2):
        pairs = [
            (first, second)
            for first, second in zip(found[one], found[other], strict=True)
            if first and second and first != second
        ]
        if len(pairs) > best.count:
            is_first = _is_reference_first(pairs, _cell(rows[0], one), _cell(rows[0], other))
            reference, distorted = (one, other) if is_first else (other, one)
            best = _Choice(separator, reference, distorted, len(pairs))
    return best


def _is_reference_first(pairs: Sequence[tuple[str, str]], one: str, other: str) -> bool:
    """Whether the first of two columns has the references: fewer files, or it is called so."""
    firsts, seconds = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    if len(firsts) != len(seconds):
        return len(firsts) < len(seconds)
    for first, second in ((one, other), pairs[0]):
        if says_reference(first) != says_reference(second):
            return says_reference(first)
        if says_distorted(first) != says_distorted(second):
            return says_distorted(second)
    return True


def _rows(lines: Sequence[tuple[int, str]], separator: str) -> Iterator[tuple[int, Row]]:
    if not separator:
        yield from ((number, line.split()) for number, line in lines)
        return
    for number, line in lines:
        try:
            yield number, next(csv.reader([line], delimiter=separator, skipinitialspace=True))
        except csv.Error:  # a cell without end
            yield number, line.split(separator)


def _cell(row: Row, column: int) -> str:
    return row[column].strip().strip("\"'") if column < len(row) else ""


def _text(path: Path) -> str:
    """Read a file of text in whatever encoding it is.

    Raises:
        ProblemError: ``pair-list-unreadable``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LIST_LIMIT_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _unreadable(path, f"The list cannot be read: {reason}.") from error
    if len(content) > LIST_LIMIT_BYTES:
        raise _unreadable(path, f"The list is larger than {LIST_LIMIT_BYTES >> 20} MiB.")
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if "\0" in text:
        raise _unreadable(path, "This is no file of text.")
    return text


def _unreadable(path: Path, message: str) -> ProblemError:
    hint = "Choose a file of text with a line for each pair, such as info.txt or a CSV table."
    return ProblemError(Problem("pair-list-unreadable", message, hint, str(path)))
