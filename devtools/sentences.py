"""Sentences that the rooms without Qt make, for the window in other languages.

    python -m devtools.sentences          # after sentences were added or changed
    python -m devtools.sentences --check  # exit code 1 where anything is not translated
    python -m devtools.sentences --list   # all templates, one a line

Problems, mismatches, reasons and descriptions are plain English where they are made, in files and
in the store. The window translates what it shows by their templates (``omgui/ui/sentences.py``).
Here every template is collected from the source; each must have a translation under "sentences" in
``omgui/resources/sentences/``, or stand in ``sentences_not_shown.txt`` because no person sees it in
the window. What is filled in and is no text of the source (words of the system or of a library,
single words) is translated under "pieces", written by hand.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from devtools.console import say
from devtools.sentence_templates import Maker, formatted, texts, without

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ru",)
_NOT_SHOWN = Path(__file__).with_name("sentences_not_shown.txt")
ROOMS = ("core", "media", "weights", "engine", "tables", "ui")
_CATALOGUE = "omgui/core/catalogue/"
_DESCRIPTIONS = f"{_CATALOGUE}about.py"
# What rows of the catalogue say to people; names, titles and papers stay as they are.
_SAID_OF_METRICS = {"undefined_when", "code", "licence"}
# Texts of these are filled in by ``str.format``.
_FORMATTED = {
    _DESCRIPTIONS,
    "omgui/core/pairing/example.py",
    "omgui/core/pairing/result.py",
    "omgui/media/alignment.py",
    "omgui/engine/libraries/checkpoint_reader.py",
}
_PLURAL_WORDS = {"_frames": ("frame", "frames")}
# Errors of these are caught by pydantic and shown.
_SHOWN_ERRORS = {"omgui/core/dataset_config.py"}
_BUGS = re.compile(r"(Value|Type|Key|Assertion|Runtime|NotImplemented|Import|Attribute)Error$")
_ELSEWHERE = {
    *("debug", "info", "warning", "exception", "critical"),
    *("compile", "execute", "executescript", "executemany", "define"),
    *("tr", "translate"),
}
_WORDS = re.compile(r"(?<![\w<])[A-Za-z][a-z’']+(?![\w>=(])")
# SQL, and lists of columns for it.
_SQL = re.compile(
    r"(^|[ (])(SELECT|INSERT|UPDATE|DELETE|CREATE|WHERE|ORDER|PRAGMA|BEGIN) |^\w+(, [a-z_]+)+$"
)
_FIELDS = re.compile(r"(?<!\{)\{\w+\}")
# A sentence of its own before or behind: it is translated by itself.
_BEFORE = re.compile(r"^\{\w+\} ?(?=['A-Z])")
_BEHIND = re.compile(r"(?<=[.!?]) \{\w+\}$")


def resource(language: str) -> Path:
    """Return the file with the translations of a language."""
    return ROOT / "omgui" / "resources" / "sentences" / f"{language}.json"


def _left_out(node: ast.AST) -> Sequence[ast.AST]:
    """Return what of a node is for programs or log files, or is translated by Qt."""
    return node.args if isinstance(node, ast.Call) and _called(node) in _ELSEWHERE else []


def _of_bugs(node: ast.AST) -> Sequence[ast.AST]:
    """Return what of a node is for programmers."""
    return node.args if isinstance(node, ast.Call) and _BUGS.search(_called(node)) else []


def _called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_said(template: str) -> bool:
    """Whether a text looks like words for a person: several, with spaces between them."""
    plain = _FIELDS.sub("{}", template).strip()
    has_words = " " in plain and "\n" not in plain and bool(_WORDS.search(plain))
    return has_words and not plain.startswith("<") and not _SQL.search(plain)


def _by_itself(template: str) -> str:
    """Return a template without sentences that are filled in before or behind it."""
    return _BEHIND.sub("", _BEFORE.sub("", template.strip())).strip()


def _of_row(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what rows of the catalogue say to people, there or in a constant of the module."""
    constants = {
        str(getattr(target, "id", "")): node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in _SAID_OF_METRICS:
            yield constants.get(str(getattr(node.value, "id", "")), node.value)


def _of_window(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the texts of functions of the window that make problems."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and _makes_problems(function):
            yield from texts(ast.Module(function.body, []))


def _makes_problems(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"
        for node in ast.walk(function)
    )


@cache
def templates_of(path: Path) -> tuple[str, ...]:
    """Return the templates of one module, in its order."""
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    left_out = without(tree, _left_out)
    if name not in _SHOWN_ERRORS:
        left_out |= without(tree, _of_bugs)
    if name.startswith(_CATALOGUE) and name not in (_DESCRIPTIONS, f"{_CATALOGUE}__init__.py"):
        nodes = list(_of_row(tree))
    else:
        nodes = list(_of_window(tree) if name.startswith("omgui/ui/") else texts(tree))
    maker = Maker(_PLURAL_WORDS)
    found: list[str] = []
    for node in sorted(nodes, key=lambda one: (one.lineno, one.col_offset)):
        if node in left_out:
            continue
        is_filled_in = name in _FORMATTED and isinstance(node, ast.Constant)
        made = [formatted(ast.literal_eval(node))] if is_filled_in else maker.of(node)
        found += [_by_itself(one) for one in made if _is_said(one)]
    return tuple(found)


@cache
def collected() -> dict[str, str]:
    """Return every template that the window may have to show, with the module that makes it."""
    silent = not_shown()
    found: dict[str, str] = {}
    for room in ROOMS:
        for path in sorted((ROOT / "omgui" / room).rglob("*.py")):
            for template in templates_of(path):
                if template not in silent:
                    found.setdefault(template, path.relative_to(ROOT).as_posix())
    return found


@cache
def not_shown() -> frozenset[str]:
    """Return the texts that look like sentences and never reach the window."""
    lines = _NOT_SHOWN.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("# "))


def missing(language: str) -> list[str]:
    """Return the templates that a language has no translation for."""
    known = _content(language)["sentences"]
    return [template for template in collected() if not known.get(template)]


def stale(language: str) -> list[str]:
    """Return what is translated and not said any more."""
    return [template for template in _content(language)["sentences"] if template not in collected()]


def _content(language: str) -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = json.loads(resource(language).read_text("utf-8"))
    return content


def gather(language: str) -> None:
    """Bring the file of a language up to date: in the order of the source, new ones empty."""
    content = _content(language)
    known = content["sentences"]
    content["sentences"] = {template: known.get(template, "") for template in collected()}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    resource(language).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def main(arguments: Sequence[str]) -> int:
    """Gather, and say what is missing; with ``--check`` only say it, with ``--list`` list all."""
    if "--list" in arguments:
        for template, module in collected().items():
            say(f"{module}\t{template}")
        return 0
    is_complete = True
    for language in LANGUAGES:
        old = stale(language)
        if "--check" not in arguments:
            gather(language)
        new = missing(language)
        say(
            f"{language}: {len(new)} sentences are not translated, {len(old)} are not said any more"
        )
        for template in (*new, *old):
            say(f"  {collected().get(template, 'nowhere')}: {template}")
        is_complete = is_complete and not new and not old
    return 0 if is_complete or "--check" not in arguments else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
