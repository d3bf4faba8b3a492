"""Where the older tool comes from: an environment of its own, found or made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.measured import BenchmarkError
from devtools.console import ROOT, command_line, run_quietly
from devtools.pip_settings import PipSettings, read_settings, uv_environment, uv_options
from devtools.torch_choice import torch_attempts

FOLDER = ROOT / ".venv" / "older-tool"
TOOL = "objective-metrics==1.2.2"
# What scores depend on is pinned; the tool itself leaves it open.
_PINNED = ("pyiqa==0.1.16", "piq==0.8.0")
_UNDECLARED = ("decord", "opencv-python-headless", "Pillow")
_DECLARED = ("scikit-video", "h5py", "ffmpeg-python", "gdown>=5,<6", "setuptools<81", "PyYAML")
# pyiqa asks for them, and neither is used here; the first would replace the headless OpenCV.
_LEFT_OUT = ("opencv-python", "bitsandbytes")
_MISFIT = "torchvision::"
# Where only a torchvision for CUDA is to be had beside a PyTorch without, its library cannot be
# loaded, and its Python part stops at operators for detecting objects, which nobody calls here.
_DECLARATION = """\
import importlib.abc, sys
kept = []
class Declare(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "torchvision" and not kept:
            kept.append(None)
            import torch
            kept.append(torch.library.Library("torchvision", "DEF"))
            for name in ("nms", "qnms"):
                kept[-1].define(name + "(Tensor dets, Tensor scores, float threshold) -> Tensor")
        return None
sys.meta_path.insert(0, Declare())
"""
_IS_THERE = "import objective_metrics, pyiqa, piq, decord, torch"


def find_or_make(named: str | None, say: Callable[[str], None]) -> Path:
    """Return the interpreter of an environment with the older tool.

    Args:
        named: An interpreter that a person named.
        say: Hears what is being done.

    Raises:
        BenchmarkError: It has no such tool, or no environment can be made; says why and what to do.
    """
    if named is not None:
        python = Path(named).absolute()  # not resolved: that would leave the environment
        why = _missing(python)
        if why:
            raise BenchmarkError(f"{python} does not have the older tool: {why}")
        return python
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if python.exists() and not _missing(python):
        return python
    _make(python, say)
    why = _missing(python)
    if _MISFIT in why:
        say("Its torchvision does not fit this PyTorch; declaring what is missing.")
        (_site() / "declare_torchvision.py").write_text(_DECLARATION, encoding="utf-8")
        (_site() / "declare_torchvision.pth").write_text("import declare_torchvision\n", "utf-8")
        why = _missing(python)
    if why:
        raise BenchmarkError(
            f"the older tool was installed into {FOLDER} but does not start: {why}"
        )
    return python


def _missing(python: Path) -> str:
    """Return why the tool cannot be imported; empty when it can."""
    code, said = run_quietly([python, "-c", _IS_THERE])
    return "" if code == 0 else (said.strip().splitlines() or ["it does not start"])[-1]


def _make(python: Path, say: Callable[[str], None]) -> None:
    uv = _uv()
    if uv is None:
        raise BenchmarkError(
            "making an environment for the older tool needs uv, which `python3 dev.py setup` "
            f"installs; or make one by hand with {TOOL} and name its interpreter with "
            "--older-python"
        )
    say(f"Making an environment for {TOOL} in {FOLDER}; this takes minutes.")
    _make_venv(uv, say)
    overrides = FOLDER / "overrides.txt"
    lines = [f"{name} ; sys_platform == 'never'" for name in _LEFT_OUT]
    overrides.write_text("\n".join([*lines, f"torch=={_our_torch()}", ""]), encoding="utf-8")
    install: list[str | Path] = [uv, "pip", "install", "--python", python]
    settings = _pip_settings()
    variables = uv_environment(settings, os.environ)
    _install_torch(install, settings, variables)
    packages = [f"torch=={_our_torch()}", _torchvision(), *_PINNED, *_UNDECLARED, *_DECLARED]
    options: list[str | Path] = [*uv_options(settings), "--overrides", overrides]
    _run([*install, *options, *packages], variables)
    # Its metadata refuses every Python but 3.10, on which it does not depend.
    target: list[str | Path] = _any_python(python, say)
    _run([*install[:3], *target, *uv_options(settings), "--no-deps", TOOL], variables)


def _pip_settings() -> PipSettings:
    code, listing = run_quietly([sys.executable, "-m", "pip", "config", "list"])
    return read_settings(listing if code == 0 else "")


def _install_torch(
    install: Sequence[str | Path], settings: PipSettings, variables: Mapping[str, str]
) -> None:
    """Install PyTorch from the first place that has it, as ``dev.py`` does."""
    wanted = f"torch=={_our_torch()}"
    for attempt in torch_attempts(settings, sys.platform, has_gpu=False):
        command = [*install, *attempt.options, wanted]
        if attempt.is_last:
            _run(command, variables)
        elif run_quietly(command, variables)[0] == 0:
            return


def _any_python(python: Path, say: Callable[[str], None]) -> list[str | Path]:
    """Return the options that install the tool into this Python."""
    code, said = run_quietly([python, "-c", "import sys; print(sys.version_info[:2] == (3, 10))"])
    if code == 0 and said.strip() == "True":
        return ["--python", python]
    say(
        "The tool asks for CPython 3.10, which is not to be had here: it is installed into "
        f"Python {sys.version_info[0]}.{sys.version_info[1]} against its metadata."
    )
    return ["--python-version", "3.10", "--target", _site()]


def _site() -> Path:
    return next(FOLDER.glob("lib/python*/site-packages"), FOLDER / "Lib" / "site-packages")


def _make_venv(uv: Path, say: Callable[[str], None]) -> None:
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    attempts: Sequence[list[str | Path]] = (
        [uv, "venv", "--clear", "--python", "3.10", FOLDER],
        [uv, "venv", "--clear", "--python", sys.executable, FOLDER],
    )
    for attempt in attempts:
        code, said = run_quietly(attempt)
        if code == 0:
            return
        say(f"{command_line(attempt)}: {(said.strip().splitlines() or ['failed'])[-1]}")
    raise BenchmarkError("no environment for the older tool could be made; see above")


def _run(command: Sequence[str | Path], variables: Mapping[str, str]) -> None:
    code, said = run_quietly(command, variables)
    if code != 0:
        last = " / ".join(said.strip().splitlines()[-5:])
        raise BenchmarkError(
            f"the older tool could not be installed: `{command_line(command)}` said: {last}. "
            "An environment made by hand can be named with --older-python"
        )


def _uv() -> Path | None:
    name = "uv.exe" if sys.platform == "win32" else "uv"
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which("uv")
    if found is None:
        return None
    works = subprocess.run([found, "--version"], capture_output=True, check=False)
    return Path(found) if works.returncode == 0 else None


def _our_torch() -> str:
    """Return our own torch's version without the build: both tools compute with the same one."""
    return version("torch").partition("+")[0]


def _torchvision() -> str:
    """Return the torchvision that belongs to our torch: 0.15 came with 2.0, 0.16 with 2.1, …"""
    minor = int(_our_torch().split(".")[1])
    return f"torchvision==0.{minor + 15}.*"
