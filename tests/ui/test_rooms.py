"""The window and what it stands on load no library that computes scores."""

from __future__ import annotations

import json
import subprocess
import sys

ROOMS = ("core", "media", "tables", "weights", "ui")
COMPUTING = {"torch", "torchvision", "cv2", "decord", "pyiqa", "piq", "timm"}

IMPORT_ALL = """
import importlib, json, pkgutil, sys
imported = []
for room in sys.argv[1:]:
    package = importlib.import_module(f"omgui.{room}")
    imported.append(package.__name__)
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if found.name.rpartition(".")[2] != "__main__":
            importlib.import_module(found.name)
            imported.append(found.name)
print(json.dumps([len(imported), sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def test_all_modules_of_the_window_come_without_torch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *ROOMS],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    count, loaded = json.loads(done.stdout.splitlines()[-1])
    assert count > 400
    assert "PySide6" in loaded
    assert COMPUTING.isdisjoint(loaded)
