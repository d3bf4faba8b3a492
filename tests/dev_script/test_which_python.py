"""The script says which Python it needs, and needs nothing else."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import sys

import pytest

from devtools import console

dev = importlib.import_module("dev")


def test_too_old_python_is_told_in_words_what_to_do() -> None:
    message = dev.too_old_message((3, 9), "/usr/bin/python3")
    assert "needs Python 3.10 or newer" in message
    assert "this is Python 3.9 (/usr/bin/python3)" in message
    assert "dev.py demo" in message


@pytest.mark.parametrize("version", [(3, 10), (3, 11), (3, 13), (4, 0)])
def test_new_enough_python_gets_no_complaint(version: tuple[int, int]) -> None:
    assert dev.too_old_message(version, "python") == ""


def test_old_pythons_can_read_the_script_as_far_as_the_complaint() -> None:
    source = (console.ROOT / "dev.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    before = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)][:-1]
    assert [name.name for node in before for name in node.names] == ["sys"]


def test_floor_is_the_one_that_the_package_declares() -> None:
    pyproject = (console.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    major, minor = dev.PYTHON_FLOOR
    assert f'requires-python = ">={major}.{minor}"' in pyproject


def test_the_script_needs_nothing_but_the_standard_library() -> None:
    files = [console.ROOT / "dev.py", *(console.ROOT / "devtools").glob("*.py")]
    imported = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    assert imported - {"devtools"} <= set(sys.stdlib_module_names)
