"""Templates of paths, such as ``ref/{content}[_{fps}fps].mp4``, and the place of every fault.

A template stands for a few plain sequences of atoms (one for each choice of optional parts and
alternatives), which is what a matcher works on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from omgui.core.problems import Problem, ProblemError

TEMPLATE_LIMIT = 500
_VARIANTS_LIMIT = 64
_FIELDS_LIMIT = 20
_DEPTH_LIMIT = 20
_SPECIAL = frozenset("{}[]()|*\\")


class FieldKind(str, Enum):
    """What the value of a field may consist of."""

    ANY = "any"  # anything but '/'
    NUMBER = "number"  # digits, with a decimal point perhaps
    WORD = "word"  # letters and digits
    FOLDERS = "folders"  # anything, '/' too
    CHOICE = "choice"  # one of some texts
    SAME_FOLDER = "same folder"  # any folders with the '/' behind, perhaps none; never written


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that is there as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a path that has a name.

    Attributes:
        name: What it is called.
        kind: What it may consist of.
        choices: What it may be, of a choice.
    """

    name: str
    kind: FieldKind = FieldKind.ANY
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A part of a path without a name: any text without '/', perhaps none."""


@dataclass(frozen=True, slots=True)
class AnyFolders:
    """Any number of folders, perhaps none, with the '/' behind each."""


Atom = Literal | Field | Wildcard | AnyFolders
Atoms = tuple[Atom, ...]


class RuleError(ProblemError):
    """A rule that cannot be understood, and the spot.

    Attributes:
        side: Where the fault is: ``distorted``, ``reference``, ``regex`` or ``rule``.
        column: Its place in the text of that side, from 0.
        length: How many characters it takes, at least 1.
        line: Which of several rules, from 0.
    """

    def __init__(
        self,
        problem: Problem,
        column: int = 0,
        length: int = 1,
        side: str = "rule",
        line: int = 0,
    ) -> None:
        super().__init__(problem)
        self.side = side
        self.column = column
        self.length = max(1, length)
        self.line = line

    def moved(self, side: str, line: int = 0) -> RuleError:
        """Return the same fault, said of another side and line."""
        return RuleError(self.problem, self.column, self.length, side, line)


@dataclass(frozen=True)
class Template:
    """A template that has been understood.

    Attributes:
        text: As it was written.
        variants: The sequences of atoms it stands for, those with more parts first.
    """

    text: str
    variants: tuple[Atoms, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields, in the order in which they appear."""
        return tuple(self.kinds)

    @property
    def kinds(self) -> dict[str, Field]:
        """The fields by their names."""
        atoms = [atom for atoms in self.variants for atom in atoms]
        return {atom.name: atom for atom in atoms if isinstance(atom, Field)}

    @property
    def has_folder(self) -> bool:
        """Whether it says anything about folders."""
        return any(
            isinstance(atom, AnyFolders)
            or (isinstance(atom, Literal) and "/" in atom.text)
            or (isinstance(atom, Field) and atom.kind is FieldKind.FOLDERS)
            for atoms in self.variants
            for atom in atoms
        )


def parse_template(text: str, known: Mapping[str, Field] | None = None) -> Template:
    """Read a template.

    Args:
        text: ``{field}``, ``{field:number}``, ``{field:word}``, ``{field:folders}``,
            ``{field:a|b}``; ``[optional]``; ``(one|other)``; ``*``; ``**/`` for any folders; a
            backslash makes the next character plain. Everything else stands for itself.
        known: Fields of the other side: what they may consist of holds here too.

    Raises:
        RuleError: It cannot be understood.
    """
    if len(text) > TEMPLATE_LIMIT:
        hint = "Write several shorter rules."
        raise _error(f"It is longer than {TEMPLATE_LIMIT} characters.", hint, TEMPLATE_LIMIT)
    if not text.strip():
        raise _error("It is empty.", "Write something such as {content}_{codec}.mp4", 0)
    reader = _Reader(text, known or {})
    variants = reader.alternatives(0)
    if reader.position < len(text):
        found = text[reader.position]
        opening = {"]": "[", ")": "("}[found]
        hint = f"Put a '{opening}' before it, or write '\\{found}' where names contain it."
        raise _error(f"There is no '{opening}' for this '{found}'.", hint, reader.position)
    merged = tuple(dict.fromkeys(_merged(atoms) for atoms in variants))
    template = Template(text, merged)
    if len(template.fields) > _FIELDS_LIMIT:
        hint = "Use * for parts that you need not know."
        raise _error(f"It has more than {_FIELDS_LIMIT} fields.", hint, 0, len(text))
    return template


class _Reader:
    """Goes through a template from left to right."""

    def __init__(self, text: str, known: Mapping[str, Field]) -> None:
        self._text = text
        self._kinds = dict(known)
        self.position = 0

    def alternatives(self, depth: int) -> list[Atoms]:
        """Read up to the end or a closing bracket; a '|' separates alternatives inside ( )."""
        if depth > _DEPTH_LIMIT:
            raise _error("Brackets are nested too deeply.", "Write several rules.", self.position)
        found: list[Atoms] = []
        current: list[Atoms] = [()]
        while self.position < len(self._text) and self._text[self.position] not in ")]":
            if self._text[self.position] == "|":
                if depth == 0:
                    hint = "Put the alternatives in ( ), as in (jpeg|jp2k)."
                    raise _error("'|' is not inside ( ).", hint, self.position)
                found += current
                current = [()]
                self.position += 1
                continue
            parts = self._part(depth)
            current = [(*before, *part) for before in current for part in parts]
            if len(found) + len(current) > _VARIANTS_LIMIT:
                hint = "Write several rules, or use * for what may differ."
                message = "It has too many optional parts and alternatives."
                raise _error(message, hint, self.position - 1)
        return found + current

    def _part(self, depth: int) -> list[Atoms]:
        start = self.position
        character = self._text[start]
        if character == "[":
            inner = self._bracketed("]", depth)
            return [*inner, ()]
        if character == "(":
            return self._bracketed(")", depth)
        if character == "{":
            return [(self._field(),)]
        if character == "*":
            return [(self._star(),)]
        if character == "\\":
            return [(self._escaped(),)]
        if character == "}":
            hint = "Put a '{' before the name of the field, or write '\\}' where names contain it."
            raise _error("There is no '{' for this '}'.", hint, start)
        while self.position < len(self._text) and self._text[self.position] not in _SPECIAL:
            self.position += 1
        return [(Literal(self._text[start : self.position]),)]

    def _bracketed(self, closing: str, depth: int) -> list[Atoms]:
        start = self.position
        self.position += 1
        inner = self.alternatives(depth + 1)
        if self._text[self.position : self.position + 1] != closing:
            opening = self._text[start]
            hint = f"Put a '{closing}' behind it, or write '\\{opening}' where names contain it."
            raise _error(f"This '{opening}' is never closed.", hint, start)
        if closing == "]" and not any(inner):
            message, hint = "There is nothing between the brackets.", "Remove them."
            raise _error(message, hint, start, self.position + 1 - start)
        self.position += 1
        return inner

    def _star(self) -> Atom:
        start = self.position
        if self._text.startswith("**", start):
            if not self._text.startswith("**/", start) or self._text[max(0, start - 1)] not in "*/":
                hint = "Write '**/' for any folders at the start or behind a '/', or a single '*'."
                raise _error("'**' stands for whole folders only.", hint, start, 2)
            self.position += 3
            return AnyFolders()
        self.position += 1
        return Wildcard()

    def _escaped(self) -> Atom:
        character = self._text[self.position + 1 : self.position + 2]
        if character not in _SPECIAL or not character:
            hint = "Write '/' between folders, also on Windows."
            message = "A backslash only makes one of { } [ ] ( ) | * \\ plain."
            raise _error(message, hint, self.position)
        self.position += 2
        return Literal(character)

    def _field(self) -> Atom:
        start = self.position
        end = self._text.find("}", start)
        if end < 0:
            hint = "Put a '}' behind the name of the field, or write '\\{' where names contain it."
            raise _error("This '{' is never closed.", hint, start)
        name, colon, kind = self._text[start + 1 : end].partition(":")
        if "{" in name:
            hint = "Put a '}' behind the name of each field, as in {content}_{codec}."
            said = f"The first '{{' of '{self._text[start : end + 1]}' is never closed."
            raise _error(said, hint, start)
        if not name.isidentifier() or name.startswith("__"):
            hint = "Names of fields consist of letters, digits and '_', as in {content}."
            said = f"'{name}' is no name of a field." if name else "The field has no name."
            raise _error(said, hint, start, end + 1 - start)
        self.position = end + 1
        if not colon:
            return self._kinds.setdefault(name, Field(name))
        field = _kind(name, kind, start, end)
        known = self._kinds.setdefault(name, field)
        if known != field:
            message = f"The field '{name}' is said to be two different things."
            raise _error(message, "Say it at its first place only.", start, end + 1 - start)
        return field


def _kind(name: str, kind: str, start: int, end: int) -> Field:
    choices = tuple(kind.split("|"))
    if len(choices) > 1 and all(choices):
        return Field(name, FieldKind.CHOICE, choices)
    if kind in {"number", "word", "folders"}:
        return Field(name, FieldKind(kind))
    message = f"'{kind}' is not what a field can be."
    hint = "Write number, word or folders behind the colon, or choices such as jpeg|jp2k."
    raise _error(message, hint, start, end + 1 - start)


def _merged(atoms: Atoms) -> Atoms:
    """Join neighbouring literals."""
    merged: list[Atom] = []
    for atom in atoms:
        if isinstance(atom, Literal) and merged and isinstance(merged[-1], Literal):
            merged[-1] = Literal(merged[-1].text + atom.text)
        else:
            merged.append(atom)
    return tuple(merged)


def _error(message: str, hint: str, column: int, length: int = 1) -> RuleError:
    return RuleError(Problem("template-invalid", message, hint), column, length)
