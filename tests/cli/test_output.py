"""Sentences for people: names cannot break them, lines break between words."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from omgui.cli.output import one_line, print_text, say_problem
from omgui.core.problems import Problem

LONG = "One two three four five six seven eight nine ten eleven twelve thirteen."


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("name", "said"),
    [("a\nb", r"a\nb"), ("a\r\tb", r"a\r\tb"), ("\x1b[2J", r"\x1b[2J"), ("\u202ex", r"\u202ex")],
)
def test_no_name_changes_the_screen(name: str, said: str) -> None:
    assert one_line(name) == said


def test_names_that_are_only_foreign_stay_as_they_are() -> None:
    assert one_line("Ähre Ёж 猫.png") == "Ähre Ёж 猫.png"


def test_problem_is_one_line_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    say_problem(Problem("p", LONG, where="a\nb.png"))
    assert capsys.readouterr().err == f"omgui: a\\nb.png: {LONG}\n"


def test_problem_breaks_between_words_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "30")
    say_problem(Problem("p", LONG))
    lines = screen.getvalue().splitlines()
    assert max(map(len, lines)) <= 30
    assert " ".join(lines) == f"omgui: {LONG}"


def test_indented_sentence_keeps_its_indent_in_every_line() -> None:
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=30, color_system=None)
    print_text(console, LONG, indent=4)
    lines = text.getvalue().splitlines()
    assert len(lines) > 1
    assert all(line.startswith("    ") and line[4] != " " for line in lines)
    assert {word for line in lines for word in line.split()} == set(LONG.split())
