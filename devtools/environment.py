"""The virtual environment: made once, found ready within milliseconds after that."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from devtools.console import ROOT, SetupProblem, command_line, run, run_quietly, say
from devtools.pip_settings import PipSettings, read_settings, uv_environment, uv_options
from devtools.system_packages import install_packages, prepare_system
from devtools.torch_choice import Attempt, build_options, torch_attempts

UV_VERSION = "0.13.9"
STAMP_NAME = "omgui-setup.json"


@dataclass(frozen=True)
class Environment:
    """One virtual environment.

    Attributes:
        folder: Where it lies.
        without: Dependencies that are left out of it, to prove that the tests pass without.
        tools: Packages beside the project's own that its chores need.
        torch_build: Which of PyTorch's builds, as uv names them; found out where empty.
    """

    folder: Path
    extras: tuple[str, ...]
    without: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    torch_build: str = ""

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self._programs / ("python.exe" if os.name == "nt" else "python")

    @property
    def uv(self) -> Path:
        """Its installer."""
        return self._programs / ("uv.exe" if os.name == "nt" else "uv")

    @property
    def _programs(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")


# Asked for by pyiqa for training, for its own development or for models that are left out; what we
# import of it needs none of them: a gigabyte less to fetch.
NOT_FOR_SCORING = (
    *("accelerate", "addict", "bitsandbytes", "datasets", "filterpy", "future", "numba"),
    *("opencv-python", "pre-commit", "sentencepiece", "tensorboard", "transformers", "yapf"),
)
MAIN = Environment(ROOT / ".venv", extras=("test", "lint"), without=NOT_FOR_SCORING)
# Inside the other, so that one folder holds all and is ignored and deleted as one.
WITHOUT_TORCH = Environment(
    ROOT / ".venv" / "without-torch",
    extras=("test",),
    without=(
        *("torch", "torchvision", "decord", "opencv-python-headless"),
        *("pyiqa", "piq", "timm", "openai-clip", *NOT_FOR_SCORING),
    ),
)


def stamp_key(environment: Environment, root: Path = ROOT) -> str:
    """Return a fingerprint of all that decides what an environment must contain.

    Args:
        environment: Which one.
        root: The checkout; a moved one is set up again, because the installation points to it.
    """
    sources = [root / "pyproject.toml", root / "dev.py", *sorted((root / "devtools").glob("*.py"))]
    parts = [sys.version, platform.machine(), str(root), str(environment)]
    digest = hashlib.sha256("\n".join(parts).encode())
    for source in sources:
        digest.update(source.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_ready(environment: Environment, key: str) -> bool:
    """Tell whether an environment was set up to the end, for this very fingerprint."""
    try:
        stamp = json.loads((environment.folder / STAMP_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(stamp, dict) and stamp.get("key") == key and environment.python.exists()


def write_stamp(environment: Environment, key: str, took_s: float) -> None:
    """Note that an environment is complete; the last thing that a set-up does."""
    note = {"key": key, "python": platform.python_version(), "took_s": round(took_s, 1)}
    path = environment.folder / STAMP_NAME
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)


def requirement(name: str, pyproject: str) -> str:
    """Return what pyproject.toml demands of a dependency, e.g. ``torch>=2.4``."""
    found = re.search(rf'"({re.escape(name)}\b[^";]*)["; ]', pyproject)
    if found is None:
        raise SetupProblem(f"pyproject.toml does not name {name}, which dev.py has to install.")
    return found.group(1).strip()


def overrides_for(names: tuple[str, ...]) -> str:
    """Return uv's overrides that leave dependencies out on every system."""
    return "".join(f"{name} ; sys_platform == 'never'\n" for name in names)


def needs_new_venv(environment: Environment) -> bool:
    """Tell whether there is no usable venv, or one of another Python."""
    try:
        text = (environment.folder / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return True
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", text, re.MULTILINE)
    has_same_python = found is not None and (
        tuple(map(int, found.groups())) == tuple(sys.version_info[:2])
    )
    return not (has_same_python and environment.python.exists())


def set_up(environment: Environment = MAIN) -> None:
    """Make an environment complete; returns at once where it is.

    Raises:
        SetupProblem: Something is missing that only the person can provide.
    """
    key = stamp_key(environment)
    if is_ready(environment, key):
        return
    started = time.monotonic()
    if environment is not MAIN:
        set_up(MAIN)  # it holds the installer
    say(f"Setting up {environment.folder.relative_to(ROOT)} with Python {sys.version.split()[0]}.")
    (environment.folder / STAMP_NAME).unlink(missing_ok=True)
    _make_venv(environment)
    _install_uv()
    installer = _Installer(environment)
    if "torch" not in environment.without:
        prepare_system()
        installer.install_torch()
    installer.install_project()
    installer.check_imports()
    took_s = time.monotonic() - started
    write_stamp(environment, key, took_s)
    say(f"Ready after {took_s:.0f} s.")


def _make_venv(environment: Environment) -> None:
    if not needs_new_venv(environment):
        return
    _check_python()
    if environment.folder.exists():
        shutil.rmtree(environment.folder)
    without_pip = [] if environment is MAIN else ["--without-pip"]
    if run([sys.executable, "-m", "venv", *without_pip, environment.folder]) != 0:
        raise SetupProblem(f"Python could not make {environment.folder}; see its message above.")


def _check_python() -> None:
    if sys.maxsize <= 2**32:
        raise SetupProblem("This is a 32-bit Python; PyTorch needs a 64-bit one.")
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not shutil.which("apt-get"):
        raise SetupProblem(
            f"{sys.executable} has no venv or ensurepip module. Install your system's package "
            f"for it, or Python from https://www.python.org/downloads/."
        )
    if not install_packages([package]):
        raise SetupProblem(f"Nothing can be set up before {package} is installed.")


def _install_uv() -> None:
    code, version = run_quietly([MAIN.uv, "--version"])
    if code == 0 and version.split()[1:2] == [UV_VERSION]:
        return
    say("Installing uv, the installer.")
    command = [str(MAIN.python), "-m", "pip", "install", "--quiet", f"uv=={UV_VERSION}"]
    if run(command, {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}) != 0:
        raise SetupProblem(
            "pip could not install uv; see its message above. Is there a way to a package index? "
            f"This can be tried alone: {command_line(command)}"
        )


class _Installer:
    """Installs into one environment, with the person's own settings of pip."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._settings = _pip_settings()
        self._variables = uv_environment(self._settings, os.environ)
        self._pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    def install_torch(self) -> None:
        """Install PyTorch: what is there, then a wheel on this machine, then from an index."""
        wanted = requirement("torch", self._pyproject)
        build = self._environment.torch_build
        for attempt in torch_attempts(self._settings, sys.platform, build=build):
            if self._resolves(attempt, wanted):
                say(f"PyTorch: {attempt.title}.")
                if run([*self._uv_install(), *attempt.options, wanted], self._variables) == 0:
                    return
        raise SetupProblem(f"No {wanted} could be installed for this Python from any place.")

    def _resolves(self, attempt: Attempt, wanted: str) -> bool:
        dry = [*self._uv_install(), "--dry-run", *attempt.options, wanted]
        code, printed = run_quietly(dry, self._variables)
        if code != 0 and attempt.is_last:
            say(printed)
        return code == 0

    def install_project(self) -> None:
        """Install the project and its dependencies, and leave PyTorch as it is."""
        say("Installing the project and what it needs.")
        command = [
            *self._uv_install(),
            *uv_options(self._settings),
            *build_options(self._environment.torch_build),
            *self._rules(),
            *("--editable", f".[{','.join(self._environment.extras)}]"),
            *self._environment.tools,
        ]
        if run(command, self._variables) != 0:
            raise SetupProblem("The installation failed; see uv's message above.")

    def _rules(self) -> list[str | Path]:
        """Write down what uv must keep or leave out, and return the options that say so."""
        overrides = self._environment.folder / "omgui-overrides.txt"
        overrides.write_text(overrides_for(self._environment.without), encoding="utf-8")
        if "torch" in self._environment.without:
            return ["--overrides", overrides]
        constraints = self._environment.folder / "omgui-constraints.txt"
        constraints.write_text(self._torch_as_installed(), encoding="utf-8")
        return ["--overrides", overrides, "--constraints", constraints]

    def _uv_install(self) -> list[str | Path]:
        return [MAIN.uv, "pip", "install", "--python", self._environment.python]

    def _torch_as_installed(self) -> str:
        question = "from importlib.metadata import version; print(version('torch'))"
        code, version = run_quietly([self._environment.python, "-c", question])
        if code != 0:
            raise SetupProblem(f"PyTorch was installed but is not found:\n{version}")
        return f"torch=={version.strip()}\n"

    def check_imports(self) -> None:
        """Import what brings native libraries, so that a missing one is named here."""
        wanted = {"torch": "torch", "opencv-python-headless": "cv2", "av": "av", "numpy": "numpy"}
        for package, module in wanted.items():
            if package in self._environment.without:
                continue
            code, printed = run_quietly([self._environment.python, "-c", f"import {module}"])
            if code != 0:
                raise SetupProblem(
                    f"{package} is installed but does not start. If the last line names a shared "
                    f"library, install the system package that holds it.\n{printed}"
                )


def _pip_settings() -> PipSettings:
    code, listing = run_quietly([MAIN.python, "-m", "pip", "config", "list"])
    settings = read_settings(listing if code == 0 else "")
    for place in settings.ignored:
        say(f"pip is told to look in {place}, which does not exist; going on without.")
    return settings
