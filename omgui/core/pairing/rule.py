"""Rules that say which reference a distorted file has: as they are written, and ready for use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

from omgui.core.frame_mapping import Mode
from omgui.core.pairing.expressions import read_expression
from omgui.core.pairing.matching import Matcher, Values
from omgui.core.pairing.template import (
    AnyFolders,
    Atom,
    Atoms,
    FieldKind,
    Literal,
    RuleError,
    Template,
    parse_template,
)
from omgui.core.pairing.template import Field as TemplateField
from omgui.core.problems import Problem

PATH_LIMIT = 1024  # characters; no dataset has longer paths, and matching stays fast
LINES_LIMIT = 50
_READINGS_LIMIT = 100
_REFERENCE_READINGS_LIMIT = 24
_SAME_FOLDER = TemplateField("__folder", FieldKind.SAME_FOLDER)
Key = tuple[str, ...]


class RuleLine(BaseModel):
    """One rule: how the name of a distorted file leads to that of its reference.

    Attributes:
        distorted: Template of the distorted files; empty where ``regex`` says it.
        regex: Regular expression with named groups for the distorted files, instead of a template.
        reference: Template of the references.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    distorted: str = ""
    regex: str = ""
    reference: str

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        """Accept a rule as a person writes it."""
        if not isinstance(value, str):
            return value
        distorted, reference = split_rule(value)
        return {"distorted": distorted, "reference": reference}

    @model_serializer
    def _plain(self) -> str | dict[str, str]:
        """Write a rule as a person does, where that can be read back."""
        if self.regex:
            return {"regex": self.regex, "reference": self.reference}
        sides = (self.distorted, self.reference)
        if any("->" in side or "→" in side or side != side.strip() for side in sides):
            return {"distorted": self.distorted, "reference": self.reference}
        return self.text

    @model_validator(mode="after")
    def _is_usable(self) -> RuleLine:
        if bool(self.distorted) == bool(self.regex):
            raise ValueError("needs either 'distorted' or 'regex'")
        CompiledLine(self, ignore_case=False)
        return self

    @property
    def text(self) -> str:
        """The rule as a person writes it."""
        return f"{self.distorted or self.regex} -> {self.reference}"


class PairingRule(BaseModel):
    """Rules that are tried one after the other.

    Attributes:
        lines: The rules.
        ignore_case: Whether ``A`` and ``a`` are the same in names.
        mode: How the frames of all pairs are mapped; ``None`` to find it out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: Annotated[tuple[RuleLine, ...], Field(min_length=1, max_length=LINES_LIMIT)]
    ignore_case: Annotated[bool, Field(strict=True)] = False
    mode: Mode | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The rules as a person writes them."""
        return tuple(line.text for line in self.lines)

    @property
    def only_of_references(self) -> tuple[str, ...]:
        """Names of fields that a rule has on its right side only, where they mean any text."""
        return tuple(dict.fromkeys(chain.from_iterable(map(_only_right, self.lines))))


def parse_rule(texts: Sequence[str], *, ignore_case: bool = False) -> PairingRule:
    """Read rules such as ``{content}_{crf}.mp4 -> ref/{content}.mp4``.

    Args:
        texts: The rules, tried one after the other; an arrow is ``->`` or ``→``.
        ignore_case: Whether ``A`` and ``a`` are the same in names.

    Raises:
        RuleError: A rule cannot be understood. Its column is that in the side, without the spaces
            around it.
    """
    lines: list[RuleLine] = []
    for number, text in enumerate(texts):
        try:
            distorted, reference = split_rule(text)
            read_sides(distorted, reference)
        except RuleError as error:
            raise error.moved(error.side, number) from error
        lines.append(RuleLine(distorted=distorted, reference=reference))
    if not lines:
        raise RuleError(Problem("rule-invalid", "There is no rule.", "Write at least one."))
    if len(lines) > LINES_LIMIT:
        hint = "Use (one|other), [optional parts] or *."
        raise RuleError(Problem("rule-invalid", f"There are more than {LINES_LIMIT} rules.", hint))
    return PairingRule(lines=tuple(lines), ignore_case=ignore_case)


def split_rule(text: str) -> tuple[str, str]:
    """Split a rule at its arrow.

    Raises:
        RuleError: It has no arrow, or several.
    """
    sides = text.replace("→", "->").split("->")
    if len(sides) != 2:
        message = "A rule needs one arrow between the two sides."
        hint = "Write it as {content}_{codec}.mp4 -> ref/{content}.mp4"
        raise RuleError(Problem("rule-invalid", message, hint), 0, len(text))
    return sides[0].strip(), sides[1].strip()


def regex_rule(regex: str, reference: str, *, ignore_case: bool = False) -> PairingRule:
    """Make a rule of a regular expression and the template of the references.

    Args:
        regex: Regular expression for the whole path of a distorted file, or for its name where it
            contains no '/'. Named groups, ``(?P<content>…)``, are the fields.
        reference: Template of the references, which may use these fields.
        ignore_case: Whether ``A`` and ``a`` are the same in names.

    Raises:
        RuleError: One of them cannot be understood.
    """
    expression = read_expression(regex)
    _reference_side(reference, {name: TemplateField(name) for name in expression.fields})
    line = RuleLine(regex=regex, reference=reference)
    return PairingRule(lines=(line,), ignore_case=ignore_case)


def read_sides(distorted: str, reference: str) -> tuple[Template, Template]:
    """Read both templates of a rule.

    Raises:
        RuleError: One of them cannot be understood; it says which.
    """
    try:
        first = parse_template(distorted)
    except RuleError as error:
        raise error.moved("distorted") from error
    return first, _reference_side(reference, first.kinds)


def _reference_side(text: str, known: dict[str, TemplateField]) -> Template:
    try:
        return parse_template(text, known)
    except RuleError as error:
        raise error.moved("reference") from error


def _only_right(line: RuleLine) -> list[str]:
    """Return the fields of the right side that the left does not have."""
    known = read_expression(line.regex).fields if line.regex else ()
    first = parse_template(line.distorted) if line.distorted else None
    kinds = {name: TemplateField(name) for name in known} if first is None else first.kinds
    return [name for name in _reference_side(line.reference, kinds).fields if name not in kinds]


class CompiledLine:
    """A rule ready for use.

    Attributes:
        shared: Names of the fields that both sides have, which lead from one to the other.
        is_told_by_folder: Whether references are told by their folder and distorted files are not.
        fields: Names of the fields of distorted files.
    """

    def __init__(self, line: RuleLine, *, ignore_case: bool) -> None:
        self._ignore_case = ignore_case
        self._expression = (
            read_expression(line.regex, ignore_case=ignore_case) if line.regex else None
        )
        if self._expression is not None:
            self.fields = self._expression.fields
            is_of_name = self._expression.is_of_name
            known = {name: TemplateField(name) for name in self.fields}
            right = _reference_side(line.reference, known)
            variants: tuple[Atoms, ...] = ()
        else:
            left, right = read_sides(line.distorted, line.reference)
            self.fields = left.fields
            is_of_name = not left.has_folder
            variants = left.variants
        self.shared = tuple(name for name in right.fields if name in self.fields)
        self.is_told_by_folder = is_of_name and right.has_folder
        is_together = is_of_name and not right.has_folder
        self._key_names = (*self.shared, *([_SAME_FOLDER.name] if is_together else []))
        folder: Atom = _SAME_FOLDER if is_together else AnyFolders()
        if is_of_name:
            variants = tuple((folder, *atoms) for atoms in variants)
        references = right.variants
        if not right.has_folder:
            references = tuple((folder, *atoms) for atoms in references)
        self._right = right
        keys = frozenset(self._key_names)
        self._distorted = [Matcher(it, keys, ignore_case=ignore_case) for it in variants]
        self._references = [Matcher(it, keys, ignore_case=ignore_case) for it in references]

    def readings(self, path: str) -> Iterator[Values]:
        """Yield the ways in which a path can be that of a distorted file, the likeliest first."""
        if len(path) > PATH_LIMIT:
            return
        if self._expression is not None:
            values = self._expression.values(path)
            if values is not None:
                yield {**values, _SAME_FOLDER.name: path[: path.rfind("/") + 1]}
            return
        text = _given(path)
        for matcher in self._distorted:
            found = matcher.first(text)
            if found is not None:
                yield found
        others = [matcher.all(text) for matcher in self._distorted if not matcher.is_unambiguous]
        yield from islice(chain.from_iterable(others), _READINGS_LIMIT)

    def key(self, values: Values) -> Key:
        """Return what leads from a distorted file to its reference."""
        if self._ignore_case:
            return tuple(values.get(name, "").casefold() for name in self._key_names)
        return tuple(values.get(name, "") for name in self._key_names)

    def reference_keys(self, path: str) -> Iterator[Key]:
        """Yield the keys under which a path is a reference."""
        if len(path) > PATH_LIMIT:
            return
        text = _given(path)
        readings = chain.from_iterable(matcher.all(text) for matcher in self._references)
        for values in islice(readings, _REFERENCE_READINGS_LIMIT):
            yield self.key(values)

    def expected(self, values: Values) -> str:
        """Return the path that the reference of a distorted file would have; * for any text."""
        parts: list[str] = [values.get(_SAME_FOLDER.name, "")]
        for atom in self._right.variants[-1]:
            if isinstance(atom, Literal):
                parts.append(atom.text)
            elif isinstance(atom, TemplateField):
                parts.append(values.get(atom.name, "*"))
            else:
                parts.append("**/" if isinstance(atom, AnyFolders) else "*")
        return "".join(parts)


def public(values: Values) -> Values:
    """Return the fields that a person has named."""
    return {name: value for name, value in values.items() if name != _SAME_FOLDER.name}


def _given(path: str) -> str:
    return path if path.isascii() else unicodedata.normalize("NFC", path)
