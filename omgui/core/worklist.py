"""What is scored, in the order of the result files: NAME_list.json and NAME_pairs.json."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.yaml_lines import did_you_mean, read_text, shown

JSON_LIMIT_BYTES = 512 << 20
_ERRORS_LIMIT = 100  # a file of the wrong kind is wrong in every entry
_MODES = ", ".join(mode.value for mode in Mode)
_SHAPES = {
    Media.IMAGE: 'Write {"reference": ["distorted", …]}, or set the type to vid.',
    Media.VIDEO: 'Write {"reference": [[["distorted", …], "same"], …]}, or set the type to img.',
}
_SUSPECT = re.compile(
    r"[\x00\\\ud800-\udfff]|(?:^|/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$",
    re.IGNORECASE,
)
_STRING = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?')


@dataclass(frozen=True, slots=True)
class FrItem:
    """One distorted file beside its reference.

    Attributes:
        reference: Path of the reference as listed, relative to the folder of the data set.
        distorted: Path of the distorted file as listed.
        mode: How the frames are paired; ``None`` for images.
        group: Index of its set among those of its reference.
        row: Its place in the result files, from 0.
    """

    reference: str
    distorted: str
    mode: Mode | None
    group: int
    row: int

    @property
    def identity(self) -> tuple[str, ...]:
        """What decides the score: rows with equal identity are computed once.

        Where the older tool's values are reproduced, the shortest video of the group counts too.
        """
        return (self.reference, self.distorted, self.mode.value if self.mode else "")


@dataclass(frozen=True, slots=True)
class NrItem:
    """One file that is scored by itself.

    Attributes:
        file: Its path as listed, relative to the folder of the data set.
        row: Its place in the result files, from 0.
    """

    file: str
    row: int

    @property
    def identity(self) -> tuple[str, ...]:
        """What decides the score: rows with equal identity are computed once."""
        return (self.file,)


@dataclass(frozen=True)
class Worklist:
    """All items of a data set, in the order of the files that list them.

    Attributes:
        fr: Pairs for the full-reference metrics. Rows of sets that cannot be scored are missing.
        nr: Files for the no-reference metrics.
    """

    fr: tuple[FrItem, ...] = ()
    nr: tuple[NrItem, ...] = ()


@dataclass(frozen=True)
class ItemProblem:
    """A set that cannot be scored, while the rest of the data set can.

    Attributes:
        reference: Path of the reference as listed.
        distorted: Paths of the distorted files of the set; may be empty.
        problem: What is wrong with it.
        group: Index of the set among those of its reference.
        row: Place of its first distorted file in the result files.
    """

    reference: str
    distorted: tuple[str, ...]
    problem: Problem
    group: int
    row: int


@dataclass
class Findings:
    """Everything found while reading, to be shown together.

    Attributes:
        errors: Nothing can be run before these are put right.
        warnings: Things that look wrong but do not keep a score from being computed.
        item_problems: Sets that cannot be scored.
    """

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    item_problems: list[ItemProblem] = field(default_factory=list)

    def warn(self, code: str, message: str, hint: str, where: str) -> None:
        """Add a warning."""
        self.warnings.append(Problem(code, message, hint, where, Severity.WARNING))


def csv_name(item: FrItem | NrItem, media: Media, dataset_pth: str | Path) -> str:
    """Return the name of an item in the first column of a metric's result file.

    That of the older tool: the path as listed, but for pairs of videos the distorted file's path
    normalised relative to the folder of the data set. Always with ``/``.

    Args:
        item: Any item of the data set.
        media: What the data set consists of.
        dataset_pth: The folder of the data set.
    """
    if isinstance(item, NrItem):
        return item.file
    if media is Media.IMAGE:
        return item.distorted
    path = os.path.join(dataset_pth, item.distorted)  # noqa: PTH118 - pathlib drops leading "./"
    try:
        name = os.path.relpath(path, dataset_pth)
    except ValueError:  # on another drive of Windows
        name = os.path.normpath(path)
    return name.replace(os.sep, "/")


def read_list(path: Path, place: str, findings: Findings) -> tuple[NrItem, ...]:
    """Read the files that no-reference metrics score.

    Args:
        path: NAME_list.json, a JSON array of paths.
        place: What the file is called in problems.
        findings: Takes what is wrong with it; the answer counts only where there is no error.

    Returns:
        One item per entry. A file listed twice is two items with one identity.
    """
    source = _JsonFile.read(path, place, findings)
    if source is None:
        return ()
    if not isinstance(source.content, list):
        source.error("list-shape", "This is not a list of files.", 'Write ["file", …].', "")
        return ()
    first: dict[str, int] = {}
    items: list[NrItem] = []
    for row, entry in enumerate(source.content):
        if not isinstance(entry, str) or not entry or _SUSPECT.search(entry):
            source.judge_entry(entry, f"list[{row}]")
        if not isinstance(entry, str):
            continue
        if first.setdefault(entry, row) != row:
            source.findings.warn(
                "listed-twice",
                f"'{entry}' is listed twice, first as list[{first[entry]}].",
                "It is computed once and gets two rows. Remove one.",
                source.where(f"list[{row}]"),
            )
        items.append(NrItem(entry, row))
    if not source.content:
        findings.warn("list-empty", "The list names no file.", "Add the files to score.", place)
    source.close()
    return tuple(items)


def read_pairs(path: Path, place: str, media: Media, findings: Findings) -> tuple[FrItem, ...]:
    """Read the pairs that full-reference metrics score.

    Args:
        path: NAME_pairs.json: ``{"ref": ["dist", …]}`` for images,
            ``{"ref": [[["dist", …], mode], …]}`` for videos.
        place: What the file is called in problems.
        media: Which of the two shapes it has.
        findings: Takes what is wrong with it; the answer counts only where there is no error.

    Returns:
        One item per distorted file of every set that can be scored, with the row it has when the
        others are counted too.
    """
    source = _JsonFile.read(path, place, findings)
    if source is None:
        return ()
    if not isinstance(source.content, dict):
        source.error("pairs-shape", "This is not a mapping of references.", _SHAPES[media], "")
        return ()
    if not source.content:
        findings.warn("list-empty", "The file names no pair.", "Add the pairs to score.", place)
    source.report_repeated_references()
    items = tuple(_PairsReader(source, media).items(source.content))
    source.close()
    return items


class _JsonFile:
    """A JSON file, its place in problems, and the lines of its keys."""

    def __init__(self, place: str, text: str, findings: Findings) -> None:
        self.place = place
        self.findings = findings
        self._text = text
        self._errors: list[Problem] = []
        self._repeated: list[str] = []
        self.content: object = json.loads(text, object_pairs_hook=self._mapping)

    @classmethod
    def read(cls, path: Path, place: str, findings: Findings) -> _JsonFile | None:
        """Read a file, or put what keeps it from being read into the findings."""
        try:
            return cls(place, read_text(path, place, JSON_LIMIT_BYTES), findings)
        except ProblemError as error:
            problem = error.problem
        except json.JSONDecodeError as error:
            message = f"The file is not valid JSON: {error.msg}."
            hint = "Look for a comma, bracket or double quote that is missing or too many."
            where = f"{place}, line {error.lineno}, column {error.colno}"
            problem = Problem("json-invalid", message, hint, where)
        except (RecursionError, ValueError):  # brackets or a number without end
            message = "The file is nested too deeply or holds a number without end."
            problem = Problem("json-invalid", message, "It should only list files.", place)
        findings.errors.append(problem)
        return None

    def _mapping(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            self._repeated += [key for key, count in counts.items() if count > 1]
        return mapping

    @cached_property
    def _key_lines(self) -> dict[str, list[int]]:
        lines: dict[str, list[int]] = {}
        line, position = 1, 0
        for match in _STRING.finditer(self._text):
            if match[2]:
                line += self._text.count("\n", position, match.start())
                position = match.start()
                lines.setdefault(json.loads(match[1]), []).append(line)
        return lines

    def where(self, entry: str, reference: str | None = None) -> str:
        """Say where an entry is: file, line where known, path of the entry."""
        line = "" if reference is None else f", line {self._key_lines[reference][0]}"
        return f"{self.place}{line}{', ' if entry else ''}{entry}"

    def error(
        self, code: str, message: str, hint: str, entry: str, reference: str | None = None
    ) -> None:
        """Add an error, up to a number that a person can still read."""
        problem = Problem(code, message, hint)
        if len(self._errors) < _ERRORS_LIMIT:
            problem = problem.at(self.where(entry, reference))
            self.findings.errors.append(problem)
        self._errors.append(problem)

    def close(self) -> None:
        """Say how many errors were left out."""
        left_out = len(self._errors) - _ERRORS_LIMIT
        if left_out > 0:
            message = f"{left_out} more entries are wrong."
            self.findings.errors.append(Problem("more-errors", message, where=self.place))

    def report_repeated_references(self) -> None:
        """Add an error for every reference that is listed twice, since one would be lost."""
        for key in self._repeated:
            lines = " and ".join(str(line) for line in self._key_lines[key])
            self.error(
                "reference-repeated",
                f"The reference '{key}' is listed twice, in lines {lines}.",
                "Put all its distorted files under one of them.",
                "",
            )

    def judge_entry(self, entry: object, path: str, reference: str | None = None) -> None:
        """Add what is wrong, or odd, about a path."""
        if not isinstance(entry, str):
            message = f"{shown(entry)} is not a path."
            self.error("entry-not-text", message, "Write a path in quotes.", path, reference)
        elif not entry:
            self.error("path-empty", "The path is empty.", "Remove it.", path, reference)
        elif "\0" in entry:
            message = f"{shown(entry)} contains a NUL character."
            self.error("path-unusable", message, "Write the path again.", path, reference)
        elif any("\ud800" <= character <= "\udfff" for character in entry):
            message = f"{shown(entry)} contains bytes that are not text."
            self.error("path-unusable", message, "Rename the file.", path, reference)
        elif "\\" in entry:
            message = f"'{entry}' is written with backslashes."
            hint = "Write '/' between folders, on Windows too."
            self.findings.warn("path-backslash", message, hint, self.where(path, reference))
        else:
            message = f"'{entry}' is a file of the system, which no metric can score."
            hint = "Remove it from the list."
            self.findings.warn("system-file", message, hint, self.where(path, reference))


class _PairsReader:
    """Turns the content of NAME_pairs.json into items."""

    def __init__(self, source: _JsonFile, media: Media) -> None:
        self._source = source
        self._media = media
        self._row = 0
        self._reference_of: dict[str, str] = {}
        self._shared: dict[str, list[str]] = {}

    def items(self, content: dict[str, object]) -> Iterator[FrItem]:
        """Yield every item in order, noting what is wrong on the way."""
        for reference, sets in content.items():
            path = f"pairs[{reference!r}]"
            if not reference or _SUSPECT.search(reference):
                self._source.judge_entry(reference, path, reference)
            yield from self._of_reference(reference, sets, path)
        for distorted, references in self._shared.items():
            named = " and ".join(f"'{name}'" for name in references)
            self._source.findings.warn(
                "two-references",
                f"'{distorted}' is listed under {len(references)} references: {named}.",
                "Rows of the result files name the distorted file only. Keep the right one.",
                self._source.where(f"pairs[{references[-1]!r}]", references[-1]),
            )

    def _of_reference(self, reference: str, sets: object, path: str) -> Iterator[FrItem]:
        groups = self._groups(reference, sets, path)
        if not groups and groups is not None:
            problem = _empty("The reference has no distorted files.")
            self._unscored(reference, (), problem.at(self._source.where(path, reference)), 0)
        seen: set[tuple[str, str]] = set()
        for group, (entries, written_mode) in enumerate(groups or ()):
            is_video = self._media is Media.VIDEO
            set_path = f"{path}[{group}]" if is_video else path
            entries_path = f"{set_path}[0]" if is_video else path
            files = self._files(reference, entries, entries_path)
            self._note_repeats(reference, files, str(written_mode), seen, entries_path)
            mode = _mode(written_mode) if is_video else None
            if not files:
                mode = _empty("The set has no distorted files.")
            if isinstance(mode, Problem):
                problem = mode.at(self._source.where(set_path, reference))
                self._unscored(reference, files, problem, group)
                continue
            for file in files:
                yield FrItem(reference, file, mode, group, self._row)
                self._row += 1

    def _unscored(
        self, reference: str, files: tuple[str, ...], problem: Problem, group: int
    ) -> None:
        item_problem = ItemProblem(reference, files, problem, group, self._row)
        self._source.findings.item_problems.append(item_problem)
        self._row += len(files)

    def _groups(
        self, reference: str, sets: object, path: str
    ) -> list[tuple[list[object], object]] | None:
        """Return the entries and the mode of every set; ``None`` where the shape is wrong."""
        if self._media is Media.IMAGE:
            if isinstance(sets, list) and not any(isinstance(entry, list) for entry in sets):
                return [(sets, None)] if sets else []
        elif isinstance(sets, list) and all(_is_set(entry) for entry in sets):
            return [(entry[0], entry[1]) for entry in sets]
        message = f"What stands for '{reference}' has the wrong form: {shown(sets)}."
        self._source.error("pairs-shape", message, _SHAPES[self._media], path, reference)
        return None

    def _files(self, reference: str, entries: list[object], path: str) -> tuple[str, ...]:
        files: list[str] = []
        for index, entry in enumerate(entries):
            if not isinstance(entry, str) or not entry or _SUSPECT.search(entry):
                self._source.judge_entry(entry, f"{path}[{index}]", reference)
            if isinstance(entry, str):
                files.append(entry)
                first = self._reference_of.setdefault(entry, reference)
                if first != reference:
                    references = self._shared.setdefault(entry, [first])
                    if reference not in references:
                        references.append(reference)
        return tuple(files)

    def _note_repeats(
        self,
        reference: str,
        files: tuple[str, ...],
        mode: str,
        seen: set[tuple[str, str]],
        path: str,
    ) -> None:
        for file in files:
            if (file, mode) in seen:
                self._source.findings.warn(
                    "listed-twice",
                    f"'{file}' is listed twice under '{reference}'.",
                    "It is computed once and gets two rows. Remove one.",
                    self._source.where(path, reference),
                )
            seen.add((file, mode))


def _is_set(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], list)


def _empty(message: str) -> Problem:
    hint = "Add the files, or remove it."
    return Problem("set-empty", message, hint, severity=Severity.WARNING)


def _mode(written: object) -> Mode | Problem:
    try:
        return Mode(written)
    except ValueError:
        hint = f"{did_you_mean(written, [mode.value for mode in Mode])} Modes are: {_MODES}."
        message = f"{shown(written)} is not a mode, so this set is not scored."
        return Problem("unknown-mode", message, hint.strip())
