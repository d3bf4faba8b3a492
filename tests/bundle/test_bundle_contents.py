"""The package contains whatever the metrics import, and the licences of what it contains."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from omgui.core.licences import all_licences, licence_text
from tests.bundle.conftest import Bundle

pytestmark = [pytest.mark.bundle, pytest.mark.slow, pytest.mark.timeout(600)]

# Runs in the environment that the package was made of: it has everything, and PyInstaller.
_SURVEY = """
import json, sys, zipfile
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from PyInstaller.archive.readers import CArchiveReader

program = Path(sys.argv[1])
archive = CArchiveReader(str(program))
(name,) = (name for name, entry in archive.toc.items() if entry[4] == "z")
packed = set(archive.open_embedded_archive(name).toc)
for place in zipfile.ZipFile(program.parent / "_internal" / "base_library.zip").namelist():
    packed.add(place.removesuffix(".pyc").replace("/", ".").removesuffix(".__init__"))
before = set(sys.modules)

from omgui.core.catalogue import load_catalogue
from omgui.engine.libraries.pyiqa_import import architecture, default_options

kinds = set()
for metric in load_catalogue()[0]:
    try:
        kinds.add(default_options(metric.removeprefix("pyiqa_"))["type"])
    except KeyError:  # not one of pyiqa's
        continue
for kind in kinds:
    architecture(kind)
for package in map(import_module, ("omgui.engine", "omgui.media", "omgui.cli", "omgui.weights")):
    for found in walk_packages(package.__path__, package.__name__ + "."):
        if not found.name.endswith("__main__"):
            import_module(found.name)

missing = set()
for name, module in list(sys.modules.items()):
    file = Path(getattr(module, "__file__", None) or "")
    spec = getattr(module, "__spec__", None)
    if name in before or spec is None or not file.is_absolute() or file.suffix != ".py":
        continue
    beside = (program.parent / "_internal").joinpath(*spec.name.split("."))
    is_file = beside.with_suffix(".py").exists() or (beside / "__init__.py").exists()
    if spec.name not in packed and not is_file:
        missing.add(spec.name)
print(json.dumps({"kinds": len(kinds), "missing": sorted(missing)}))
"""


def test_every_module_that_metrics_import_is_in_the_package(bundle: Bundle, tmp_path: Path) -> None:
    survey = tmp_path / "survey.py"
    survey.write_text(_SURVEY, encoding="utf-8")
    command = [bundle.python, survey, bundle.command_line]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["kinds"] > 40
    assert said["missing"] == []


def test_the_window_finds_the_texts_of_licences(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(bundle.folder / "_internal")])
    parts = [part.package for part in all_licences()]
    assert parts[0] == "omgui"
    assert {"torch", "numpy", "pyiqa", "opencv-python-headless"} <= set(parts)
    without = {part for part in parts if not licence_text(part)}
    # Qt's and these small ones' own packages come without; THIRD_PARTY.txt has the general texts.
    assert len(without) < len(parts) / 4
    assert not without & {"omgui", "torch", "numpy", "opencv-python-headless"}


def test_the_licences_of_everything_are_in_one_file(bundle: Bundle) -> None:
    text = (bundle.folder / "_internal" / "THIRD_PARTY.txt").read_text("utf-8")
    for name in ("Python 3", "torch", "numpy", "PyAV", "FFmpeg", "libvmaf", "Qt 6", "pyiqa"):
        assert name.lower() in text.lower()
    for name in ("GPL-2", "GPL-3", "LGPL-2.1", "LGPL-3", "PolyForm-Noncommercial"):
        assert name in text
