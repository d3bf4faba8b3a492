"""What a person types into a filter, taken apart: words, quoted texts, and conditions on fields."""

from __future__ import annotations

from dataclasses import dataclass

from omgui.core.problems import Problem, ProblemError

OPERATORS = ("!=", "<=", ">=", "=", "<", ">", "~", ":")
_ENDS = frozenset('=<>~:!"')
TEXT_LIMIT = 2000  # characters


class FilterError(ProblemError):
    """A filter that cannot be used.

    Attributes:
        position: Where what is wrong begins, in characters of the filter.
        length: How long it is.
    """

    def __init__(self, problem: Problem, position: int, length: int = 1) -> None:
        super().__init__(problem)
        self.position = position
        self.length = length


@dataclass(frozen=True)
class Term:
    """One condition as it is written.

    Attributes:
        name: Of a field; empty for a plain word.
        operator: One of ``= != < <= > >= ~ :``; empty for a plain word.
        value: What is looked for.
        is_negated: Whether rows that fulfil it are left out.
        start: Where it begins, with its ``-``.
        name_start: Where its name, or word, begins.
        value_start: Where its value begins, with its quotation mark.
        end: Where it ends.
    """

    name: str
    operator: str
    value: str
    is_negated: bool
    start: int
    name_start: int
    value_start: int
    end: int


def read_terms(text: str, *, is_unfinished: bool = False) -> list[Term]:
    """Take a filter apart.

    Args:
        text: What was typed.
        is_unfinished: Whether it is still being typed: quotation marks need no second one, and
            values may be missing.

    Raises:
        FilterError: ``filter-quote-open``, ``filter-no-value``, ``filter-no-name``,
            ``filter-too-long``.
    """
    if len(text) > TEXT_LIMIT:
        message = f"The filter is longer than {TEXT_LIMIT} characters."
        raise FilterError(Problem("filter-too-long", message, "Shorten it."), TEXT_LIMIT)
    return _Reader(text, is_unfinished=is_unfinished).terms()


class _Reader:
    def __init__(self, text: str, *, is_unfinished: bool) -> None:
        self._text = text
        self._is_unfinished = is_unfinished
        self._at = 0

    def terms(self) -> list[Term]:
        found: list[Term] = []
        while self._skip_spaces():
            found.append(self._term())
        return found

    def _skip_spaces(self) -> bool:
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)

    def _term(self) -> Term:
        start = self._at
        following = self._text[start + 1 : start + 2]
        is_negated = self._text[start] == "-" and bool(following) and not following.isspace()
        self._at += is_negated
        name_start = self._at
        name, is_quoted = self._part(_ENDS)
        operator = next((it for it in OPERATORS if self._text.startswith(it, self._at)), "")
        if not operator:
            if not is_quoted:  # a word with a mark in its middle, which means nothing else there
                self._at = name_start
                name, _ = self._part(frozenset())
            return Term("", "", name, is_negated, start, name_start, name_start, self._at)
        if not name:
            message = f"There is no name before '{operator}'."
            hint = "Write what is compared, as in psnr<30, or put text in quotation marks."
            raise FilterError(Problem("filter-no-name", message, hint), self._at, len(operator))
        self._at += len(operator)
        value_start = self._at
        value, _ = self._part(frozenset())
        if self._at == value_start and not self._is_unfinished:
            message = f"There is no value after '{name}{operator}'."
            hint = f'Write one without a space before it; {name}{operator}"" means an empty one.'
            problem = Problem("filter-no-value", message, hint)
            raise FilterError(problem, name_start, self._at - name_start)
        return Term(name, operator, value, is_negated, start, name_start, value_start, self._at)

    def _part(self, ends: frozenset[str]) -> tuple[str, bool]:
        """Return what stands here, up to a space or one of the ends, and whether it is quoted."""
        if self._text.startswith('"', self._at):
            return self._quoted(), True
        start = self._at
        while self._at < len(self._text):
            character = self._text[self._at]
            if character.isspace() or character in ends:
                break
            self._at += 1
        return self._text[start : self._at], False

    def _quoted(self) -> str:
        start = self._at
        self._at += 1
        found: list[str] = []
        while self._at < len(self._text):
            character = self._text[self._at]
            self._at += 1
            if character == '"':
                return "".join(found)
            if character == "\\" and self._text.startswith(('"', "\\"), self._at):
                character = self._text[self._at]
                self._at += 1
            found.append(character)
        if self._is_unfinished:
            return "".join(found)
        message = "A quotation mark is opened and not closed."
        hint = 'Write a second " where the text ends.'
        raise FilterError(Problem("filter-quote-open", message, hint), start, self._at - start)


def quoted(text: str) -> str:
    """Return a name or value as it is written in a filter, in quotation marks where needed."""
    is_plain = bool(text) and not any(it.isspace() or it in _ENDS or it == "\\" for it in text)
    if is_plain and not text.startswith("-"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
