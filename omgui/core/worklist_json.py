"""A JSON file that lists files, its place in problems, and the lines of its keys."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cached_property
from pathlib import Path

from omgui.core.findings import Findings
from omgui.core.problems import Problem, ProblemError
from omgui.core.yaml_lines import read_text, shown

JSON_LIMIT_BYTES = 512 << 20
_ERRORS_LIMIT = 100  # a file of the wrong kind is wrong in every entry
_SUSPECT = re.compile(
    r"[\x00\\\ud800-\udfff]|(?:^|/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$",
    re.IGNORECASE,
)
_STRING = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?')


def is_suspect(entry: object) -> bool:
    """Whether :meth:`JsonFile.judge_entry` has something to say about an entry."""
    return not isinstance(entry, str) or not entry or bool(_SUSPECT.search(entry))


class JsonFile:
    """A JSON file, its place in problems, and the lines of its keys."""

    def __init__(self, place: str, text: str, findings: Findings) -> None:
        self.place = place
        self.findings = findings
        self._text = text
        self._errors: list[Problem] = []
        self._repeated: list[str] = []
        self.content: object = json.loads(text, object_pairs_hook=self._mapping)

    @classmethod
    def read(cls, path: Path, place: str, findings: Findings) -> JsonFile | None:
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
