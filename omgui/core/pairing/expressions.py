"""Regular expressions of rules: read, and refused where they could run for ever.

Python's matcher goes back and tries again, which takes exponentially long for some expressions. So
what a repetition repeats may not itself repeat or choose, and few repetitions may overlap. What is
left is at worst cubic in the length of a path, and paths are short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from omgui.core.pairing.template import RuleError
from omgui.core.problems import Problem

EXPRESSION_LIMIT = 500
PATH_LIMIT = 300
_WIDE_LIMIT = 3
_QUANTIFIER = re.compile(r"([*+?]|\{[0-9]*,?[0-9]*\})([?+]?)")
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\]", re.DOTALL)
_GROUP_HEAD = re.compile(r"\(\?(?:P<[^>]*>|P=[^)]*|[aiLmsux-]*:|[aiLmsux]+(?=\))|<?[=!]|#[^)]*)?")


@dataclass(frozen=True)
class Expression:
    """A regular expression that is safe to use.

    Attributes:
        pattern: Compiled.
        is_of_name: Whether it is about the name of a file alone, in any folder.
    """

    pattern: re.Pattern[str]
    is_of_name: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of its groups."""
        return tuple(self.pattern.groupindex)

    def values(self, path: str) -> dict[str, str] | None:
        """Return what its groups match in a path; ``None`` where it does not fit."""
        if len(path) > PATH_LIMIT:
            return None
        text = path.rpartition("/")[2] if self.is_of_name else path
        match = self.pattern.fullmatch(text)
        return None if match is None else match.groupdict(default="")


def read_expression(text: str, *, ignore_case: bool = False) -> Expression:
    """Read a regular expression.

    Raises:
        RuleError: It is no expression, has no named group, or could take too long.
    """
    if len(text) > EXPRESSION_LIMIT:
        hint = "Write several shorter rules."
        raise _error(f"It is longer than {EXPRESSION_LIMIT} characters.", hint, EXPRESSION_LIMIT)
    try:
        pattern = re.compile(text, re.IGNORECASE if ignore_case else 0)
    except (re.error, OverflowError, RecursionError) as error:
        said = getattr(error, "msg", None) or "it is too large"
        hint = "Put a backslash before a special character that is meant as it stands."
        column = getattr(error, "pos", None) or 0
        raise _error(f"This is not a regular expression: {said}.", hint, column) from error
    if not pattern.groupindex:
        hint = "Name what leads to the reference, as in (?P<content>.+)_[0-9]+"
        raise _error("It has no named group.", hint, 0, len(text))
    if any(name.startswith("__") for name in pattern.groupindex):
        raise _error("Names of groups may not begin with '__'.", "Choose another.", 0, len(text))
    refuse_slow(text)
    return Expression(pattern, is_of_name="/" not in text)


def refuse_slow(text: str, wide_limit: int = _WIDE_LIMIT) -> None:
    """Refuse an expression that could take too long; it must be one that Python understands.

    Args:
        text: The expression.
        wide_limit: How many repetitions may overlap.

    Raises:
        RuleError: It says where.
    """
    _Guard(text, wide_limit).check()


@dataclass
class _Group:
    start: int
    is_variable: bool = False


class _Guard:
    """Looks for what could make the matcher go back again and again."""

    def __init__(self, text: str, wide_limit: int) -> None:
        self._text = text
        self._wide_limit = wide_limit
        self._open: list[_Group] = [_Group(0)]
        self._wide = 0

    def check(self) -> None:
        """Raise where the expression could take long."""
        position = 0
        while position < len(self._text):
            position = self._step(position)

    def _step(self, start: int) -> int:
        """Look at what begins here, with its quantifier; return where the next thing begins."""
        character = self._text[start]
        head = _GROUP_HEAD.match(self._text, start)
        if character == "(":
            self._open.append(_Group(start))
            return head.end() if head else start + 1
        if character == "|":
            self._open[-1].is_variable = True
            return start + 1
        if character == ")":
            group = self._open.pop()
            return self._quantified(group.start, start + 1, group)
        match = _ATOM.match(self._text, start)
        end = match.end() if match else start + 1
        return self._quantified(start, end, None)

    def _quantified(self, start: int, end: int, group: _Group | None) -> int:
        quantifier = _QUANTIFIER.match(self._text, end)
        if group is not None and group.is_variable:
            self._open[-1].is_variable = True
        if quantifier is None:
            return end
        is_exact = quantifier[1][1:-1].isdecimal()
        self._open[-1].is_variable |= not is_exact
        if quantifier[1] == "?":
            return quantifier.end()
        if group is not None and group.is_variable:
            message = "What is repeated here may not itself repeat or choose."
            hint = "Such an expression can run for ever. Write it without the outer repetition."
            raise _error(message, hint, start, quantifier.end() - start)
        if is_exact:
            return quantifier.end()
        if group is not None or self._is_wide(self._text[start:end], quantifier.end()):
            self._wide += 1
        if self._wide > self._wide_limit:
            message = f"More than {self._wide_limit} repetitions can match the same text."
            hint = "Write [^_]+ instead of .+ where a '_' follows, so that it stays fast."
            raise _error(message, hint, start, quantifier.end() - start)
        return quantifier.end()

    def _is_wide(self, atom: str, end: int) -> bool:
        """Whether a repetition could end at several places, as far as what follows tells."""
        following = self._text[end:].lstrip(")")
        if not following:
            return False  # only the end of the text can follow
        match = re.match(r"\\([^\w\s])|([^\\.\[\](){}*+?^$|])", following)
        if match is None:
            return True
        try:
            return re.fullmatch(atom, match[1] or match[2], re.DOTALL) is not None
        except re.error:  # what refers to a group means nothing by itself
            return True


def _error(message: str, hint: str, column: int, length: int = 1) -> RuleError:
    return RuleError(Problem("regex-invalid", message, hint), column, length, "regex")
