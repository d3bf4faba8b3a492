"""Matching of one sequence of atoms with a path, without ever taking long.

A path can often be read in several ways: ``crowd_run_x264_30`` fits ``{content}_{codec}_{crf}``
with the content ``crowd`` or ``crowd_run``. Which way is meant, only the other files can tell, so a
matcher gives all of them, those first that give most to the *keys*, the fields that name the
reference. A regular expression finds the usual way fast; the search behind it remembers what led
nowhere and gives up after a fixed number of steps, so no template and no name can make it hang.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from omgui.core.pairing.template import AnyFolders, Atom, Atoms, Field, FieldKind, Literal, Wildcard

STEPS_LIMIT = 4_000
_FREE_LIMIT = 3
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PATTERNS = {
    FieldKind.NUMBER: r"[0-9]+(?:\.[0-9]+)?",
    FieldKind.WORD: r"[^\W_]+",
    FieldKind.FOLDERS: r".+",
    FieldKind.SAME_FOLDER: r"(?:.*/)?",
}
Values = dict[str, str]


class Matcher:
    """Matches one sequence of atoms.

    Args:
        atoms: The sequence.
        keys: Names of the fields that are to be as long as they can.
        ignore_case: Whether literals and choices fit in any case.

    Attributes:
        is_unambiguous: Whether no path can be read in two ways, so that :meth:`first` is enough.
    """

    def __init__(self, atoms: Atoms, keys: frozenset[str], *, ignore_case: bool) -> None:
        self._keys = keys
        self._ignore_case = ignore_case
        self._atoms = tuple(_folded(atom) for atom in atoms) if ignore_case else atoms
        first, last = (self._atoms[0], self._atoms[-1]) if self._atoms else (None, None)
        self._prefix = first.text if isinstance(first, Literal) else ""
        self._suffix = last.text if isinstance(last, Literal) else ""
        names = [atom.name for atom in self._atoms if isinstance(atom, Field)]
        self._has_repeats = len(set(names)) < len(names)
        self._split = _split(self._atoms, keys)
        self.is_unambiguous = _is_unambiguous(self._atoms)
        self._fast = _expression(self._atoms, keys, is_only=self.is_unambiguous)

    def first(self, path: str) -> Values | None:
        """Return the usual way to read a path, if there is one; fast.

        That there is none does not say that there are no others.
        """
        text = self._text(path)
        if self._fast is None or not self._may_fit(text):
            return None
        match = self._fast.fullmatch(text)
        if match is None:
            return None
        if text is path or len(text) != len(path):
            return match.groupdict()
        return {name: path[slice(*match.span(name))] for name in self._fast.groupindex}

    def all(self, path: str) -> Iterator[Values]:
        """Yield the ways to read a path, those with the longest keys first."""
        if self.is_unambiguous:
            only = self.first(path)
            if only is not None:
                yield only
            return
        text = self._text(path)
        if self._may_fit(text) and self._split is not None:
            yield from self._halves(path if len(text) == len(path) else text, text)
        elif self._may_fit(text):
            source = path if len(text) == len(path) else text
            search = _Search(self._atoms, self._keys, text, remembers=not self._has_repeats)
            for spans in search.ways(0, 0, {}):
                yield {name: source[start:end] for name, (start, end) in spans.items()}

    def _halves(self, source: str, text: str) -> Iterator[Values]:
        """Yield the ways to read ``{content}_{rest}``, the commonest template that has several."""
        content, separator, rest = self._split or ("", "", "")
        first, last = len(self._prefix), len(text) - len(self._suffix)
        if first >= last or "/" in text[first:last]:
            return
        at = text.rfind(separator, first + 1, last - 1)
        while at >= 0:
            behind = at + len(separator)
            yield {content: source[first:at], rest: source[behind:last]}
            at = text.rfind(separator, first + 1, behind - 1)

    def _text(self, path: str) -> str:
        return path.casefold() if self._ignore_case else path

    def _may_fit(self, text: str) -> bool:
        return text.startswith(self._prefix) and text.endswith(self._suffix)


def _folded(atom: Atom) -> Atom:
    if isinstance(atom, Literal):
        return Literal(atom.text.casefold())
    if isinstance(atom, Field):
        choices = tuple(choice.casefold() for choice in atom.choices)
        return Field(atom.name, atom.kind, choices)
    return atom


def _split(atoms: Atoms, keys: frozenset[str]) -> tuple[str, str, str] | None:
    """Return field, separator and field where nothing but two fields is of unknown length."""
    inner = atoms[1:] if atoms and isinstance(atoms[0], Literal) else atoms
    inner = inner[:-1] if inner and isinstance(inner[-1], Literal) else inner
    if len(inner) != 3:
        return None
    content, separator, rest = inner
    if not (isinstance(content, Field) and isinstance(rest, Field)):
        return None
    if not isinstance(separator, Literal) or "/" in separator.text or content.name == rest.name:
        return None
    is_usual = content.kind is rest.kind is FieldKind.ANY
    is_usual = is_usual and content.name in keys and rest.name not in keys
    return (content.name, separator.text, rest.name) if is_usual else None


def _is_unambiguous(atoms: Atoms) -> bool:
    """Whether at most one atom of each folder and of the name is of unknown length."""
    variable = 0
    for index, atom in enumerate(atoms):
        if isinstance(atom, AnyFolders) or _is_same_folder(atom):
            if index > 0:
                return False
        elif isinstance(atom, Literal):
            variable = 0 if "/" in atom.text else variable
        elif isinstance(atom, Field) and atom.kind is FieldKind.FOLDERS:
            return False
        else:
            variable += 1
            if variable > 1:
                return False
    return True


def _expression(atoms: Atoms, keys: frozenset[str], *, is_only: bool) -> re.Pattern[str] | None:
    """Return an expression for the usual way; ``None`` where it could take long."""
    parts: list[str] = []
    seen: set[str] = set()
    free = 0
    for atom, following in zip(atoms, (*atoms[1:], None), strict=True):
        is_greedy = is_only or (isinstance(atom, Field) and atom.name in keys)
        pattern, is_free = _pattern(atom, following, is_greedy=is_greedy)
        free += is_free
        if isinstance(atom, Field):
            pattern = f"(?P={atom.name})" if atom.name in seen else f"(?P<{atom.name}>{pattern})"
            seen.add(atom.name)
        parts.append(pattern)
    if free > _FREE_LIMIT and not is_only:
        return None
    return re.compile("".join(parts), re.DOTALL)


def _pattern(  # one line for each kind of atom reads best
    atom: Atom, following: Atom | None, *, is_greedy: bool
) -> tuple[str, bool]:
    """Return the expression of an atom, and whether its end is not known from what follows."""
    if isinstance(atom, Literal):
        return re.escape(atom.text), False
    if isinstance(atom, AnyFolders):
        return "(?:.*/)?", True
    if isinstance(atom, Wildcard):
        return "[^/]*?", True
    if atom.kind is FieldKind.CHOICE:
        longest_first = sorted(atom.choices, key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, longest_first))})", False
    if atom.kind is not FieldKind.ANY:
        return _PATTERNS[atom.kind], atom.kind in {FieldKind.FOLDERS, FieldKind.SAME_FOLDER}
    return _any_text(following, is_greedy=is_greedy)


def _any_text(following: Atom | None, *, is_greedy: bool) -> tuple[str, bool]:
    stop = following.text[0] if isinstance(following, Literal) else ""
    if is_greedy:
        return "[^/]+", stop != "/"
    if stop and not stop.isalnum():
        return f"[^/{re.escape(stop)}]+", False
    return "[^/]+?", True


class _Search:
    """Finds every way to read one text; remembers from where there is none."""

    def __init__(self, atoms: Atoms, keys: frozenset[str], text: str, *, remembers: bool) -> None:
        self._atoms = atoms
        self._keys = keys
        self._text = text
        self._remembers = remembers
        self._dead: set[tuple[int, int]] = set()
        self._steps = STEPS_LIMIT

    def ways(
        self, index: int, start: int, spans: dict[str, tuple[int, int]]
    ) -> Iterator[dict[str, tuple[int, int]]]:
        """Yield the spans of the fields for every way to read the rest of the text."""
        index, start = self._past_literals(index, start)
        if index == len(self._atoms):
            if start == len(self._text):
                yield spans
            return
        atom = self._atoms[index]
        if isinstance(atom, Literal):
            return
        if (index, start) in self._dead or self._steps <= 0:
            return
        is_dead = True
        for end in self._ends(atom, index, start):
            self._steps -= 1
            if isinstance(atom, Field):
                earlier = spans.get(atom.name)
                if earlier and self._text[slice(*earlier)] != self._text[start:end]:
                    continue
                inner = self.ways(index + 1, end, {**spans, atom.name: (start, end)})
            else:
                inner = self.ways(index + 1, end, spans)
            for way in inner:
                is_dead = False
                yield way
        if is_dead and self._remembers:
            self._dead.add((index, start))

    def _past_literals(self, index: int, start: int) -> tuple[int, int]:
        """Go on behind literals that are there; stop at the first that is not."""
        for atom in self._atoms[index:]:
            if not isinstance(atom, Literal) or not self._text.startswith(atom.text, start):
                break
            start += len(atom.text)
            index += 1
        return index, start

    def _ends(self, atom: Field | Wildcard | AnyFolders, index: int, start: int) -> Iterator[int]:
        """Yield where an atom that begins at ``start`` may end, the best first."""
        text = self._text
        if isinstance(atom, AnyFolders) or (
            isinstance(atom, Field) and atom.kind is FieldKind.SAME_FOLDER
        ):
            yield from (at for at in range(len(text), start, -1) if text[at - 1] == "/")
            yield start
        elif isinstance(atom, Wildcard):
            yield from self._stops(index, start, self._component_end(start))
        elif atom.kind is FieldKind.CHOICE:
            for choice in sorted(atom.choices, key=len, reverse=True):
                if text.startswith(choice, start):
                    yield start + len(choice)
        else:
            is_deep = atom.kind is FieldKind.FOLDERS
            limit = len(text) if is_deep else self._component_end(start)
            ends = self._stops(index, start + 1, limit)
            chosen = reversed(list(ends)) if atom.name in self._keys else ends
            yield from (end for end in chosen if _is_of_kind(atom.kind, text[start:end]))

    def _component_end(self, start: int) -> int:
        end = self._text.find("/", start)
        return len(self._text) if end < 0 else end

    def _stops(self, index: int, first: int, limit: int) -> Iterator[int]:
        """Yield the places from ``first`` to ``limit`` at which the next atom could begin."""
        following = self._atoms[index + 1] if index + 1 < len(self._atoms) else None
        if following is None:
            if limit == len(self._text) and first <= limit:
                yield limit
        elif isinstance(following, Literal):
            at = self._text.find(following.text, first)
            while 0 <= at <= limit:
                yield at
                at = self._text.find(following.text, at + 1)
        else:
            yield from range(first, limit + 1)


def _is_same_folder(atom: Atom) -> bool:
    return isinstance(atom, Field) and atom.kind is FieldKind.SAME_FOLDER


def _is_of_kind(kind: FieldKind, value: str) -> bool:
    if kind is FieldKind.NUMBER:
        return _NUMBER.fullmatch(value) is not None and value.isascii()
    return kind is not FieldKind.WORD or value.isalnum()
