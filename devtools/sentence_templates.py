"""Text of the source as templates: ``f"Frame {index} …"`` becomes ``Frame {index} …``.

A template names what is filled in. Words that follow a number stand in brackets of their own:
``⟨frame|frames⟩``. Braces that are meant as they stand are doubled, as in Python.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

# Functions that put a number and its word into a text, or the word alone.
COUNTED = "counted"
_FIELD = re.compile(r"\{(\w*)(?:![rs])?(?::[^{}]*)?\}")


def literal(text: str) -> str:
    """Return text of a constant as a template."""
    return text.replace("{", "{{").replace("}", "}}")


def formatted(text: str) -> str:
    """Return a text for ``str.format`` as a template: its fields get names."""
    numbers = iter(range(100))

    def named(match: re.Match[str]) -> str:
        name = match[1] or str(next(numbers))
        return f"{{v{name}}}" if name.isdigit() else f"{{{name}}}"

    return _FIELD.sub(named, text)


class Maker:
    """Makes templates of expressions.

    Args:
        plural_words: Functions of one number that return a word, with its form for one and for
            several.
    """

    def __init__(self, plural_words: Mapping[str, tuple[str, str]]) -> None:
        self._plural_words = plural_words

    def of(self, node: ast.expr) -> list[str]:
        """Return the templates of a text; several where the code chooses between words."""
        names: dict[str, str] = {}
        return ["".join(parts) for parts in product(*self._pieces(node, names))]

    def _pieces(self, node: ast.expr, names: dict[str, str]) -> Iterator[list[str]]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield [literal(node.value)]
        elif isinstance(node, ast.JoinedStr):
            for value in node.values:
                inner = value.value if isinstance(value, ast.FormattedValue) else value
                yield from self._pieces(inner, names)
        elif isinstance(node, ast.IfExp):
            yield self._choice(node, names)
        elif isinstance(node, ast.Call):
            yield self._call(node, names)
        elif isinstance(node, ast.BinOp) and _is_text(node.left):
            yield [f"⟨{ast.literal_eval(node.left)}|⟩"]
        else:
            yield [self._field(node, names)]

    def _choice(self, node: ast.IfExp, names: dict[str, str]) -> list[str]:
        """Return both sides of ``a if … else b``; as one where they only follow a number."""
        one, other = (
            ["".join(parts) for parts in product(*self._pieces(side, names))]
            for side in (node.body, node.orelse)
        )
        if _is_plural(node.test) and len(one) == len(other) == 1:
            return [f"⟨{one[0]}|{other[0]}⟩"]
        return [*one, *other]

    def _call(self, node: ast.Call, names: dict[str, str]) -> list[str]:
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        if function == COUNTED:
            words = [str(arg.value) for arg in node.args[1:] if isinstance(arg, ast.Constant)]
            one, several = words if len(words) == 2 else (words[0], f"{words[0]}s")
            return [f"{self._field(node.args[0], names)} ⟨{one}|{several}⟩"]
        if function in self._plural_words:
            return ["⟨{}|{}⟩".format(*self._plural_words[function])]
        return [self._field(node, names)]

    def _field(self, node: ast.expr, names: dict[str, str]) -> str:
        source = ast.unparse(node)
        if source not in names:
            taken = set(names.values())
            base = re.sub(r"\W", "", _name(node)).strip("_") or "value"
            name = next(
                name for name in (base, *(f"{base}{i}" for i in range(2, 99))) if name not in taken
            )
            names[source] = name
        return f"{{{names[source]}}}"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_plural(test: ast.expr) -> bool:
    """Whether a condition asks for one or several."""
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value == 1
        and isinstance(test.comparators[0].value, int)
        and isinstance(test.ops[0], (ast.Eq, ast.NotEq, ast.Gt))
    )


def _name(node: ast.expr) -> str:
    """Return a word for what an expression stands for."""
    while True:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute):
            return node.attr
        inner = _inner(node)
        if inner is None:
            return "value"
        node = inner


def _inner(node: ast.expr) -> ast.expr | None:
    """Return the part of an expression that says most about it."""
    if isinstance(node, ast.Call):
        return _of_call(node)
    if isinstance(node, ast.BinOp):
        return node.right if isinstance(node.left, ast.Constant) else node.left
    if isinstance(node, ast.BoolOp):
        return node.values[0]
    if isinstance(node, ast.GeneratorExp):
        return node.generators[0].iter
    for part in ("value", "operand", "body"):  # x[0], -x, x if … else y
        found = getattr(node, part, None)
        if isinstance(found, ast.expr):
            return found
    return None


def _of_call(node: ast.Call) -> ast.expr:
    """Return what a function is called with, or what a method belongs to."""
    if isinstance(node.func, ast.Attribute) and not _is_text(node.func.value):
        return node.args[0] if node.args else node.func.value
    return node.args[0] if node.args else node.func


def texts(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield every text of a module that is no docstring and no part of another text."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)
        if isinstance(node, ast.JoinedStr) and node not in skipped:
            skipped.update(set(ast.walk(node)) - {node})
    for node in ast.walk(tree):
        if node not in skipped and (isinstance(node, ast.JoinedStr) or _is_constant_text(node)):
            assert isinstance(node, ast.expr)
            yield node


def _is_constant_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def without(tree: ast.AST, is_left_out: Callable[[ast.AST], Sequence[ast.AST]]) -> set[ast.AST]:
    """Return all nodes below those that a function names for each node."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        for part in is_left_out(node):
            found.update(ast.walk(part))
    return found
