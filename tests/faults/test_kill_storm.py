"""The storm of benchmarks/kill_storm.py, three rounds of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "kill_storm.py"


@pytest.mark.slow
def test_runs_killed_at_random_moments_end_as_if_nothing_had_happened() -> None:
    small = ("--rounds", "3", "--seed", "7", "--images", "8", "--frames", "12")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *small], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 rounds" in done.stdout
    assert " 0 rounds with differences" in done.stdout
    assert not done.stdout.rstrip().endswith("0 kills"), "something must have been killed"
