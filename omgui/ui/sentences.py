"""Finished English sentences in another language, found again by their templates.

The rooms below the window say what happened in English: it goes into files, the store and the log,
which stay readable for everybody. For the screen a sentence is matched with the templates that it
can have been made from (``devtools/sentences.py`` collects them), and what was filled in is put
into the translation. What was filled in may be a sentence of its own, and is translated as well,
except in quotes: there stand names.

Notation: ``{name}`` is filled in; ``⟨frame|frames⟩`` follows a number. A translation may also hold
``{name|one|few|many}``, a word that goes with the number filled in there, and ``{name&}``, a list
whose "and" or "or" is to be translated.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

_CACHED = 4096
_SURE_WORDS = 2
_DEEPEST = 5  # sentences within sentences
_LONGEST = 2000
_FIELD = re.compile(r"\{\{|\}\}|\{(\w+)\}|⟨([^⟩]*)⟩")
_SLOT = re.compile(r"\{\{|\}\}|\{(\w+)(&?)((?:\|[^{}|]*)*)\}")
_WORD = re.compile(r"(?<![\w\0])[a-z]+(?![\w\0])")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-Z0-9'“])")
_ENDS = ".!?…:"
_QUOTES = {"'": "'", "“": "”", "`": "`"}


def russian_form(number: float) -> int:
    """Return which of three forms goes with a number: 1 кадр, 2 кадра, 5 кадров."""
    if number != int(number):
        return 1
    tail = abs(int(number)) % 100
    if tail % 10 == 1 and tail != 11:
        return 0
    return 1 if 2 <= tail % 10 <= 4 and not 12 <= tail <= 14 else 2


def _only_form(_number: float) -> int:
    return 0


_FORMS: Mapping[str, Callable[[float], int]] = {"ru": russian_form}
_JOINTS = {"ru": {" and ": " и ", " or ": " или "}}
_DECIMAL = re.compile(r"[+-]?\d+\.\d+")
_POINTS = {"ru": ","}
_VERSIONS = {"version", "installed"}  # 2.6 is no number there


@dataclass(frozen=True)
class _Template:
    """One sentence with its translation."""

    source: str
    target: str

    @cached_property
    def plain(self) -> str:
        """The source with a NUL for everything that is filled in."""
        return _FIELD.sub(lambda match: "\0" if match[1] or match[2] else match[0][0], self.source)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that a sentence of this template always has."""
        return frozenset(_WORD.findall(self.plain.lower()))

    @cached_property
    def fragments(self) -> tuple[str, ...]:
        """What stands between what is filled in, in small letters."""
        return tuple(self.plain.rstrip(".").lower().split("\0"))

    def may_be(self, text: str) -> bool:
        """Whether a text in small letters has all fragments in their order: a quick first look."""
        first, *others = self.fragments
        if not text.startswith(first):
            return False
        at = len(first)
        for fragment in others[:-1]:
            found = text.find(fragment, at)
            if found < 0:
                return False
            at = found + len(fragment)
        end = text.rstrip(".")
        return end.endswith(self.fragments[-1]) and len(end) >= at

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the sentences look like; compiled when one is first held against it."""
        text = self.source.rstrip(".") if self.source.endswith(".") else self.source
        parts: list[str] = []
        end, known = 0, set[str]()
        for match in _FIELD.finditer(text):
            parts += (re.escape(text[end : match.start()]), self._part(match, known))
            end = match.end()
        parts.append(re.escape(text[end:]))
        tail = "" if text[-1:] in _ENDS else r"(\.?)"
        return re.compile("".join(parts) + tail, re.DOTALL | re.IGNORECASE)

    def _part(self, match: re.Match[str], known: set[str]) -> str:
        if match[1]:
            is_new = match[1] not in known
            known.add(match[1])
            # A word of the sentence stands behind a space; a name or an ending may be empty.
            is_word = not match.string[: match.start()][-1:].strip()
            some = ".+?" if is_word else ".*?"
            return f"(?P<{match[1]}>{some})" if is_new else f"(?P={match[1]})"
        if match[2] is not None:
            return f"(?:{'|'.join(map(re.escape, match[2].split('|')))})"
        return re.escape(match[0][0])

    @cached_property
    def is_weak(self) -> bool:
        """Whether so little is spelt out that a chance sentence may look the same."""
        return len(self.words) < _SURE_WORDS and not self.source[:1].isalpha()

    def is_quoted(self, name: str) -> bool:
        """Whether what is filled in stands in quotes, and is a name therefore."""
        at = self.source.find(f"{{{name}}}")
        closing = _QUOTES.get(self.source[at - 1 : at])
        end = at + len(name) + 2
        return closing is not None and self.source[end : end + 1] == closing

    def with_case_of(self, text: str, made: str) -> str:
        """Return a translation with a capital at its start where a sentence has one."""
        first, is_start = self.source[:1], text[:1].isupper()
        is_as_written = first.isupper() == is_start and not self.target.startswith("{")
        if not first.isalpha() or is_as_written:
            return made
        return f"{made[:1].upper() if is_start else made[:1].lower()}{made[1:]}"


class Sentences:
    """Translates finished sentences into one language.

    Args:
        translations: Templates in English, and their translations.
        language: Code of the language.
    """

    def __init__(self, translations: Mapping[str, str], language: str = "ru") -> None:
        self._form: Callable[[float], int] = _FORMS.get(language, _only_form)
        self._joints: Mapping[str, str] = _JOINTS.get(language, {})
        self._point = _POINTS.get(language, ".")
        templates = [_Template(*pair) for pair in translations.items()]
        # The more of a sentence a template spells out, the surer it is the right one.
        templates.sort(key=lambda one: -len(one.plain.replace("\0", "")))
        self._most = max((len(_SENTENCE_END.split(one.source)) for one in templates), default=1)
        counts = Counter(word for one in templates for word in one.words)
        self._by_word: dict[str, list[tuple[int, _Template]]] = {}
        for place, one in enumerate(templates):
            rarest = min(one.words, key=lambda word: (counts[word], word), default="")
            self._by_word.setdefault(rarest, []).append((place, one))
        self._known: dict[str, str | None] = {}
        self._depth = 0

    def said(self, text: str) -> str:
        """Return a text in the language; as it is where nothing is known of it."""
        return self.translated(text) or text

    def translated(self, text: str) -> str | None:
        """Return the translation of a sentence or several; ``None`` where none is known."""
        if text in self._known:
            return self._known[text]
        if self._depth >= _DEEPEST or len(text) > _LONGEST or not any(map(str.isalpha, text)):
            return None
        self._depth += 1
        try:
            found = self._translated(text)
        finally:
            self._depth -= 1
        if len(self._known) >= _CACHED:
            self._known.clear()
        if self._depth == 0:  # deeper down it may only be unknown because it is so deep
            self._known[text] = found
        return found

    def _translated(self, text: str) -> str | None:
        match, is_clean = self._match(text)
        if is_clean and match is not None:
            return self._filled_in(*match)
        pieces = _SENTENCE_END.split(text)
        if len(pieces) > 1:
            made, is_whole = self._of_pieces(pieces)
            if is_whole or (made is not None and match is None):
                return made
        return None if match is None else self._filled_in(*match)

    def _of_pieces(self, pieces: Sequence[str]) -> tuple[str | None, bool]:
        """Translate sentence by sentence; say whether all were known."""
        said: list[str] = []
        known = start = 0
        while start < len(pieces):
            for end in range(min(start + self._most, len(pieces)), start, -1):
                match, is_clean = self._match(" ".join(pieces[start:end]))
                if match is not None and is_clean:
                    said.append(self._filled_in(*match))
                    known += end - start
                    break
            else:
                end = start + 1
                said.append(pieces[start])
            start = end
        return (" ".join(said) if known else None), known == len(pieces)

    def _match(self, text: str) -> tuple[tuple[_Template, re.Match[str]] | None, bool]:
        """Return the best template of a text, and whether each blank holds less than a sentence."""
        clean = loose = None
        for template in self._candidates(text):
            match = template.pattern.fullmatch(text)
            if match is None or (template.is_weak and not self._is_sure(template, match)):
                continue
            if any(_SENTENCE_END.search(value) for value in match.groupdict().values()):
                loose = loose or (template, match)
            elif template.source[:1].isupper() == text[:1].isupper():
                return (template, match), True
            else:
                clean = clean or (template, match)
        return clean or loose, clean is not None

    def _is_sure(self, template: _Template, match: re.Match[str]) -> bool:
        """Whether all that is filled in is known or a name, and something is known at all."""
        filled = match.groupdict().items()
        open_ = [value for name, value in filled if not template.is_quoted(name)]
        known = [self.translated(value.strip()) is not None for value in open_]
        is_all = all(found or " " not in value for found, value in zip(known, open_, strict=True))
        return is_all and (any(known) or bool(template.words))

    def _candidates(self, text: str) -> Iterator[_Template]:
        found = set(re.findall(r"[a-z]+", text.lower()))
        lists = [self._by_word[word] for word in found if word in self._by_word]
        lists.append(self._by_word.get("", []))
        small = text.lower()
        some = [entry for entries in lists for entry in entries if entry[1].may_be(small)]
        for _, template in sorted(some, key=lambda entry: entry[0]):
            yield template

    def _filled_in(self, template: _Template, match: re.Match[str]) -> str:
        filled = match.groupdict()

        def slot(found: re.Match[str]) -> str:
            name = found[1]
            if name is None:
                return found[0][0]
            value = filled[name]
            if found[3]:
                return self._form_of(value, found[3][1:].split("|"))
            if template.is_quoted(name):
                return value
            if _DECIMAL.fullmatch(value) and name not in _VERSIONS:
                return value.replace(".", self._point)
            bare = value.strip()
            other = self.translated(bare) or (self._joined(bare) if found[2] else bare)
            return value.replace(bare, other) if bare else value

        made = _SLOT.sub(slot, template.target)
        if template.source.endswith(".") and match.string[-1:] != ".":
            made = made.rstrip(".")
        elif match.string[-1:] == "." and made[-1:] not in _ENDS:
            made += "."
        return template.with_case_of(match.string, made)

    def _joined(self, value: str) -> str:
        for joint, other in self._joints.items():
            value = value.replace(joint, other)
        return value

    def _form_of(self, value: str, forms: Sequence[str]) -> str:
        try:
            return forms[min(self._form(float(value)), len(forms) - 1)]
        except (ValueError, OverflowError):
            return forms[-1]


@cache
def sentences_of(language: str) -> Sentences:
    """Return what is known of a language; English is what the sentences are in already."""
    found = files("omgui.resources") / "sentences" / f"{language}.json"
    if not found.is_file():
        return Sentences({}, language)
    content = json.loads(found.read_text("utf-8"))
    known = {**content["sentences"], **content["pieces"]}
    return Sentences({source: target for source, target in known.items() if target}, language)
