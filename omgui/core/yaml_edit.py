"""One setting of a YAML file changed in its text, so that comments and all the rest stay."""

from __future__ import annotations

import textwrap
from typing import Any

import yaml

from omgui.core.yaml_lines import parse_yaml
from omgui.core.yaml_text import yaml_text


def with_setting(text: str, place: str, path: tuple[str, str], value: object) -> str:
    """Return the text of a YAML file with another value for a key of a key.

    Where the text cannot be changed in one place, as in ``omgui: {a: 1}`` on one line, it is
    written anew, without its comments.

    Args:
        text: A mapping in YAML.
        place: What the file is called in problems.
        path: The key, and the one below it.
        value: Plain values; ``None`` to remove the key.

    Raises:
        ProblemError: The text cannot be read; ``yaml-not-a-mapping`` and others.
    """
    values = parse_yaml(text, place).values
    wanted = _changed(values, path, value)
    if wanted == values:
        return text
    edited = _edited(text, path, value)
    if edited is not None and _says(edited, wanted):
        return edited
    return yaml_text(wanted)


def _changed(values: dict[Any, Any], path: tuple[str, str], value: object) -> dict[Any, Any]:
    outer, inner = path
    before = values.get(outer)
    below = dict(before) if isinstance(before, dict) else {}
    if value is None and inner not in below:
        return values
    below.pop(inner, None)
    if value is not None:
        below[inner] = value
    changed = {**values, outer: below}
    if not below:
        del changed[outer]
    return changed


def _says(text: str, wanted: dict[Any, Any]) -> bool:
    """Whether a text says what is wanted, in whatever order."""
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return False
    return bool(found == wanted)


def _edited(text: str, path: tuple[str, str], value: object) -> str | None:
    """Return the text with the lines of the setting replaced; ``None`` where that is impossible."""
    outer, inner = path
    ended = text if text.endswith("\n") else f"{text}\n"
    root = yaml.compose(ended, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    lines = ended.splitlines(keepends=True)
    above = _entry(root, outer)
    if above is None:
        return "".join([*lines, f"{outer}:\n", *_written(inner, value, 2)])
    if not isinstance(above[1], yaml.MappingNode) or above[1].flow_style or not above[1].value:
        return None
    siblings = above[1].value
    indent = int(siblings[0][0].start_mark.column)
    entry = _entry(above[1], inner)
    if entry is None:
        end = _last_line(lines, siblings[-1][1])
        return "".join([*lines[:end], *_written(inner, value, indent), *lines[end:]])
    if value is None and len(siblings) == 1:
        start = int(above[0].start_mark.line)
    else:
        start = int(entry[0].start_mark.line)
    end = _last_line(lines, entry[1])
    new = [] if value is None else _written(inner, value, indent)
    return "".join([*lines[:start], *new, *lines[end:]])


def _entry(node: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the last entry of a key, which is the one that counts."""
    found = [(name, value) for name, value in node.value if name.value == key]
    return found[-1] if found else None


def _last_line(lines: list[str], node: yaml.Node) -> int:
    """Return the line after the last one of a value, without comments and blank lines behind it."""
    end = int(node.end_mark.line)
    # What is written in a block ends where the next key begins; all else on its last line.
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        end += 1
    while end > node.start_mark.line + 1 and _is_blank(lines[end - 1]):
        end -= 1
    return end


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _written(key: str, value: object, indent: int) -> list[str]:
    dumped = yaml_text({key: value})
    return textwrap.indent(dumped, " " * indent).splitlines(keepends=True)
