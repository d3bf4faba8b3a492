"""Files that people write: read within limits, with the line of every key, and words for faults."""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from omgui.core.problems import Problem, ProblemError

YAML_LIMIT_BYTES = 1 << 20
# A few anchors and merge keys are fine; nested ones can stand for billions of values.
_NODES_LIMIT = 100_000
_DEPTH_WITH_LINES = 4  # omgui, offsets, an entry, its key

_shortener = reprlib.Repr()
_shortener.maxstring = _shortener.maxother = _SHOWN_LIMIT = 100
_shortener.maxlist = 2

KeyPath = tuple[str | int, ...]


def shown(value: object) -> str:
    """Return a value as it is quoted in messages, cut where it is long."""
    text = _shortener.repr(value)
    return text if len(text) <= _SHOWN_LIMIT else f"{text[:_SHOWN_LIMIT]}…"


def did_you_mean(word: object, candidates: Iterable[str]) -> str:
    """Return ``Did you mean 'x'?`` for the candidate most like ``word``; empty without one."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    near = difflib.get_close_matches(str(word)[:120].casefold(), by_folded, n=1)
    return f"Did you mean '{by_folded[near[0]]}'?" if near else ""


def read_text(path: Path, place: str, limit_bytes: int) -> str:
    """Read a UTF-8 file, with or without a byte order mark.

    Args:
        path: The file.
        place: What it is called in problems.
        limit_bytes: A larger file is refused.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-too-large`` or
            ``file-not-utf-8``.
    """
    try:
        if path.exists() and not path.is_file():
            raise ProblemError(Problem("file-unreadable", "This is not a file.", where=place))
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except FileNotFoundError as error:
        raise ProblemError(
            Problem("file-missing", "The file does not exist.", where=place)
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise ProblemError(
            Problem(
                "file-unreadable",
                f"The file cannot be read: {reason}.",
                "Check that it may be read by you and that its drive is connected.",
                place,
            )
        ) from error
    if len(data) > limit_bytes:
        raise ProblemError(
            Problem(
                "file-too-large",
                f"The file is larger than {limit_bytes >> 20} MiB.",
                "Check that this is the file you mean.",
                place,
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemError(
            Problem(
                "file-not-utf-8",
                "The file is not UTF-8 text.",
                "Save it again with the encoding UTF-8.",
                f"{place}, line {line}",
            )
        ) from error


@dataclass(frozen=True)
class YamlFile:
    """A YAML file that holds a mapping.

    Attributes:
        place: What the file is called in problems.
        values: What it says, as plain Python values.
        lines: The line of every key and list entry, counted from 1, to a depth of four.
        repeated: Keys given twice, with both lines. The last one counts, as in every reader.
    """

    place: str
    values: dict[Any, Any]
    lines: dict[KeyPath, int]
    repeated: tuple[tuple[KeyPath, int, int], ...]

    def where(self, *path: str | int) -> str:
        """Say where a key is: file, line and key, as far as they are known."""
        line = next(
            (self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines),
            None,
        )
        key = ".".join(step for step in path if isinstance(step, str))
        return ", ".join(
            [
                self.place,
                *([f"line {line}"] if line else []),
                *([f"key {key}"] if key else []),
            ]
        )


def read_yaml(path: Path, place: str) -> YamlFile:
    """Read a YAML file that holds a mapping, with the lines of its keys.

    Only plain values are made, no Python objects, and aliases that would blow up are refused.

    Args:
        path: The file, at most ``YAML_LIMIT_BYTES`` long.
        place: What it is called in problems.

    Raises:
        ProblemError: As :func:`read_text`; ``yaml-invalid``, ``yaml-too-complex`` or
            ``yaml-not-a-mapping``.
    """
    return parse_yaml(read_text(path, place, YAML_LIMIT_BYTES), place)


def parse_yaml(text: str, place: str) -> YamlFile:
    """Read a text of YAML that holds a mapping, as :func:`read_yaml` does.

    Args:
        text: What the file holds.
        place: What the file is called in problems.

    Raises:
        ProblemError: ``yaml-invalid``, ``yaml-too-complex`` or ``yaml-not-a-mapping``.
    """
    try:
        return _parsed(text, place)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        reason = error.problem or error.context
        raise ProblemError(_invalid(f"{place}{position}", reason)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        reason = f"the character U+{ord(text[error.position]):04X} is not allowed"
        raise ProblemError(_invalid(f"{place}, line {line}", reason)) from error
    except RecursionError as error:
        raise ProblemError(_too_complex(place)) from error
    except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError) as error:
        # What PyYAML lets through for values that do not exist, such as 2024-13-45 or !!int "-".
        raise ProblemError(_invalid(place, f"a value cannot be read ({error})")) from error


def _parsed(text: str, place: str) -> YamlFile:
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise ProblemError(
                Problem(
                    "yaml-not-a-mapping",
                    "The file is empty." if node is None else "The file is not a list of keys.",
                    "It should consist of lines such as 'type: img'.",
                    place,
                )
            )
        if _expanded_size(node, {}) > _NODES_LIMIT:
            raise ProblemError(_too_complex(place))
        lines: dict[KeyPath, int] = {}
        repeated: list[tuple[KeyPath, int, int]] = []
        _collect_lines(node, (), lines, repeated)
        return YamlFile(place, loader.construct_document(node), lines, tuple(repeated))
    finally:
        loader.dispose()


def _invalid(where: str, reason: object) -> Problem:
    return Problem(
        "yaml-invalid",
        f"The file is not valid YAML: {reason}.",
        "Look for a missing colon, bracket or quote, or a wrong indent, at or just before it.",
        where,
    )


def _too_complex(place: str) -> Problem:
    return Problem(
        "yaml-too-complex",
        "The file is nested too deeply or uses aliases (*name) that stand for too much.",
        "Write the values out.",
        place,
    )


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _expanded_size(node: yaml.Node, counted: dict[int, int]) -> int:
    """Count the nodes there would be if every alias were written out."""
    if id(node) not in counted:
        counted[id(node)] = _NODES_LIMIT  # an alias to what contains it never ends
        counted[id(node)] = 1 + sum(_expanded_size(child, counted) for child in _children(node))
    return counted[id(node)]


def _collect_lines(
    node: yaml.Node,
    path: KeyPath,
    lines: dict[KeyPath, int],
    repeated: list[tuple[KeyPath, int, int]],
) -> None:
    if len(path) >= _DEPTH_WITH_LINES:
        return
    if isinstance(node, yaml.SequenceNode):
        entries: list[tuple[str | int, yaml.Node, yaml.Node]] = [
            (index, child, child) for index, child in enumerate(node.value)
        ]
    elif isinstance(node, yaml.MappingNode):
        entries = [
            (key.value, key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)
        ]
    else:
        return
    for step, marked, child in entries:
        here = (*path, step)
        line = marked.start_mark.line + 1
        if here in lines:
            repeated.append((here, lines[here], line))
        lines[here] = line
        _collect_lines(child, here, lines, repeated)
