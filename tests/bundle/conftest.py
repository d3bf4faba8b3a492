"""The packaged program as its users have it: no Python around it, a home with a difficult name.

``python3 dev.py bundle`` runs these tests; elsewhere there is nothing to test, and they are not
collected.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

_FOLDER = os.environ.get("OMGUI_BUNDLE", "")
collect_ignore_glob = [] if _FOLDER else ["test_*.py"]

_ENDING = ".exe" if os.name == "nt" else ""
# What a system gives every program; nothing else of this process's environment is passed on.
_OF_THE_SYSTEM = (
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "SYSTEMDRIVE",
    "PROGRAMDATA",
    "PROCESSOR_ARCHITECTURE",
    "TEMP",
    "TMP",
    "TMPDIR",
    "NUMBER_OF_PROCESSORS",
)
TIMEOUT_S = 600


@dataclass(frozen=True)
class Bundle:
    """The packaged program, and how to call it.

    Attributes:
        folder: Where it lies.
        python: That of the environment it was made of, for comparison.
        env: All variables that it gets.
    """

    folder: Path
    python: Path
    env: Mapping[str, str]

    @property
    def window(self) -> Path:
        return self.folder / f"omgui{_ENDING}"

    @property
    def command_line(self) -> Path:
        return self.folder / f"omgui-cli{_ENDING}"

    def call(self, *words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of the packaged command line."""
        return self._run([self.command_line, *words], self.env, cwd)

    def call_unpackaged(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the same by Python."""
        command = [self.python, "-m", "omgui.cli.main", *words]
        return self._run(command, {**os.environ, "OMP_NUM_THREADS": "1"}, None)

    @staticmethod
    def _run(
        command: list[str | Path], env: Mapping[str, str], cwd: Path | None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            list(map(str, command)),
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=TIMEOUT_S,
            check=False,
        )


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The packaged program in an environment that helps it with nothing."""
    outside = tmp_path_factory.mktemp("outside")
    home = outside / "Дом Ольги Ø 家"
    nothing = outside / "nothing"
    env = {name: os.environ[name] for name in _OF_THE_SYSTEM if name in os.environ}
    for name, below in (
        ("HOME", ""),
        ("USERPROFILE", ""),
        ("APPDATA", "AppData/Roaming"),
        ("LOCALAPPDATA", "AppData/Local"),
        ("XDG_RUNTIME_DIR", "run"),
    ):
        (home / below).mkdir(parents=True, exist_ok=True)
        env[name] = str(home / below)
    nothing.mkdir()
    nowhere = "http://127.0.0.1:9"  # nobody listens there
    env |= {"PATH": str(nothing), "HTTP_PROXY": nowhere, "HTTPS_PROXY": nowhere}
    # Windows asks a program to close by its window, so there it needs a real one.
    screen = "windows" if os.name == "nt" else "offscreen"
    env |= {"QT_QPA_PLATFORM": screen, "OMP_NUM_THREADS": "1"}
    return Bundle(Path(_FOLDER), Path(os.environ["OMGUI_BUNDLE_PYTHON"]), env)


@pytest.fixture(scope="session")
def home(bundle: Bundle) -> Path:
    return Path(bundle.env["HOME"])


@pytest.fixture
def no_child_is_left(bundle: Bundle) -> Iterator[None]:
    """Nothing of the packaged program runs on after a test."""
    yield
    _, alive = psutil.wait_procs(_programs(bundle.folder), timeout=10)
    for process in alive:
        process.kill()
    assert not alive


def _programs(folder: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if folder in Path(process.exe()).parents:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found
