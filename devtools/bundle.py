"""``dev.py bundle``: the packaged program, for people without Python, built and tested."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from devtools import bundle_files, bundle_linux, bundle_mac, bundle_windows, checks
from devtools.console import ROOT, SetupProblem, run, run_quietly, say
from devtools.environment import NOT_FOR_SCORING, Environment, set_up

# Nothing but what goes in, and PyInstaller: what lies beside could be taken along.
PLAIN = Environment(
    ROOT / ".venv" / "bundle",
    extras=("demo", "gui", "learned", "parquet"),
    without=NOT_FOR_SCORING,
    tools=("pyinstaller==6.22.3", "pyinstaller-hooks-contrib==2026.9"),
    torch_build="cpu",
)
STARTS = 3  # the first one reads from the disk


@dataclass(frozen=True)
class Built:
    """A finished build.

    Attributes:
        folder: With both programs.
        environment: What it was made of.
        took_s: How long PyInstaller worked.
    """

    folder: Path
    environment: Environment
    took_s: float

    @property
    def command_line(self) -> Path:
        """The program for terminals."""
        return self.folder / ("omgui-cli.exe" if os.name == "nt" else "omgui-cli")


def main(arguments: list[str]) -> int:
    """Build the package, test it, and make what people install.

    Args:
        arguments: See ``--help``.

    Returns:
        0 where everything worked.
    """
    chosen = _parser().parse_args(arguments)
    environment = environment_for(chosen.cuda)
    set_up(environment)
    to: Path = chosen.to.absolute()
    built = (
        Built(to / "omgui", environment, 0.0)
        if chosen.keep
        else _build(environment, to, chosen.work.absolute())
    )
    _report(built)
    outcomes = [] if chosen.no_test else _test(built)
    if chosen.installers and all(outcome.is_good for outcome in outcomes):
        made = _installers(built, to, variant=chosen.cuda or "cpu")
        bundle_files.write_checksums(made, to)
    if outcomes:
        say(checks.summary(outcomes))
    return 0 if all(outcome.is_good for outcome in outcomes) else 1


def environment_for(cuda: str) -> Environment:
    """Return the environment that a build is made of.

    Args:
        cuda: PyTorch's build for NVIDIA cards, such as ``cu128``; the small one where empty.
    """
    if not cuda:
        return PLAIN
    return replace(PLAIN, folder=ROOT / ".venv" / f"bundle-{cuda}", torch_build=cuda)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bundle", description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="default: dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build", help="default: build")
    parser.add_argument("--cuda", default="", metavar="BUILD", help="with CUDA, such as cu128")
    parser.add_argument("--keep", action="store_true", help="use the build that is there already")
    parser.add_argument("--no-test", action="store_true", help="do not test it")
    parser.add_argument(
        "--installers", action="store_true", help="also make what this system's people install"
    )
    return parser


def _build(environment: Environment, to: Path, work: Path) -> Built:
    started = time.monotonic()
    builder = checks.module(
        "PyInstaller", "--noconfirm", "--log-level=WARN", environment=environment
    )
    spec = bundle_files.PACKAGING / "pyinstaller.spec"
    say(f"PyInstaller builds {to / 'omgui'}; that takes minutes.")
    if run([*builder, "--distpath", to, "--workpath", work, spec]) != 0:
        raise SetupProblem("PyInstaller failed; see its message above.")
    return Built(to / "omgui", environment, time.monotonic() - started)


def _report(built: Built) -> None:
    say(f"size: {bundle_files.size_bytes(built.folder) / 1e6:,.0f} MB unpacked")
    for name, size in bundle_files.largest(built.folder):
        say(f"  {size / 1e6:7,.0f} MB  {name}")
    if built.took_s:
        say(f"build: {built.took_s:.0f} s")
    for _ in range(STARTS):
        started = time.monotonic()
        code, said = run_quietly([built.command_line, "--version"])
        if code != 0:
            raise SetupProblem(f"The packaged program does not start:\n{said}")
        say(f"start of omgui-cli: {time.monotonic() - started:.2f} s")


def _test(built: Built) -> list[checks.Outcome]:
    os.environ["OMGUI_BUNDLE"] = str(built.folder)
    os.environ["OMGUI_BUNDLE_PYTHON"] = str(built.environment.python)
    return checks.run_tests(["tests/bundle", "-m", "bundle"])


def _installers(built: Built, to: Path, variant: str) -> Sequence[Path]:
    if sys.platform == "win32":
        return bundle_windows.make(built.folder, to, variant)
    if sys.platform == "darwin":
        return bundle_mac.make(to / "omgui.app", to, variant)
    pictures = to / "pictures"
    bundle_files.call(built.environment.python, bundle_files.PACKAGING / "icons.py", pictures)
    made = bundle_linux.make(built.folder, to, variant, pictures / "icons")
    shutil.rmtree(pictures)
    return made
