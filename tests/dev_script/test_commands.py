"""The script's commands: what their child processes get, and how they end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from devtools import checks, commands, console


def test_nothing_strays_from_the_shell_into_child_processes() -> None:
    shell = {"PATH": "/bin", "PYTHONPATH": "/x", "VIRTUAL_ENV": "/y", "USE_CV2": "1"}
    assert console.clean_environment(shell) == {
        "PATH": "/bin",
        "USE_CV2": "1",
        "PYTHONNOUSERSITE": "1",
    }
    assert "USE_CV2" not in console.clean_environment(shell, console.RUN_VARIABLES)


@pytest.mark.parametrize(
    "line",
    [
        "3 passed in 0.12s",
        "===== 1 failed, 2 passed, 1 skipped in 61.20s (0:01:01) =====",
        "\x1b[32m===== \x1b[32m\x1b[1m3 passed\x1b[0m\x1b[32m in 0.12s\x1b[0m\x1b[32m =====\x1b[0m",
        "========= no tests ran in 0.01s =========",
    ],
)
def test_closing_line_of_pytest_is_recognised(line: str) -> None:
    assert console.closing_line(line)
    assert "\x1b" not in console.closing_line(line)


@pytest.mark.parametrize("line", ["tests/a.py ...... [100%]", "collected 3 items", "3 passed by"])
def test_other_lines_do_not_close_a_test_run(line: str) -> None:
    assert console.closing_line(line) == ""


def test_every_step_runs_even_when_the_first_fails() -> None:
    fails = ("first", [sys.executable, "-c", "raise SystemExit(3)"])
    works = ("second", [sys.executable, "-c", "pass"])
    outcomes = checks.run_steps([fails, works])
    assert [(outcome.name, outcome.is_good) for outcome in outcomes] == [
        ("first", False),
        ("second", True),
    ]
    assert commands._report(outcomes) == 1
    assert commands._report(outcomes[1:]) == 0


def test_test_run_without_any_test_fails(tmp_path: Path) -> None:
    settings = tmp_path / "pytest.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    pytest_there = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", settings]
    code, closing = console.run_pytest([*pytest_there, tmp_path])
    assert code != 0
    assert "no tests ran" in closing


def test_summary_ends_with_the_closing_line_of_the_whole_suite() -> None:
    text = checks.summary(
        [
            checks.Outcome("mypy", is_good=False, took_s=1.0),
            checks.Outcome("tests", is_good=True, took_s=2.0, closing="== 9 passed in 2.00s =="),
            checks.Outcome(
                "tests without torch", is_good=True, took_s=1.0, closing="== 4 passed in 1.00s =="
            ),
        ]
    )
    assert "FAILED  mypy" in text
    assert text.endswith("== 9 passed in 2.00s ==")


def test_problem_of_the_set_up_is_said_in_words_and_ends_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def set_up() -> None:
        raise console.SetupProblem("There is no way to a package index.")

    monkeypatch.setattr(commands, "set_up", set_up)
    assert commands.main(["demo"]) == 2
    assert "dev.py: There is no way to a package index." in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    wanted = {"demo", "test", "setup", "lint", "types", "rooms", "bench", "test-without-torch"}
    assert {line.split()[0] for line in shown.splitlines() if line.startswith("  ")} >= wanted


def test_ci_types_the_command_of_the_readme() -> None:
    script = console.ROOT / ".ci" / "run"
    assert "python3 dev.py test" in script.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert script.stat().st_mode & 0o111
