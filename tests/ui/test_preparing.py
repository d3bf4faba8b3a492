"""Pages are imported while nobody waits for them, and the window never depends on it."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest

from omgui.ui import pages
from omgui.ui.preparing import Preparing


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose modules can be imported, and are forgotten afterwards."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("prepared_"):
            del sys.modules[name]


def test_modules_are_imported_in_a_thread_even_after_one_that_fails(qtbot, shelf: Path) -> None:
    (shelf / "prepared_bad.py").write_text("raise OSError('no such library')\n")
    (shelf / "prepared_good.py").write_text("import threading\nwhere = threading.get_ident()\n")
    preparing = Preparing(["prepared_bad", "prepared_missing", "prepared_good"])
    qtbot.waitUntil(lambda: preparing.is_done)
    assert sys.modules["prepared_good"].where != threading.get_ident()
    preparing.close()


def test_closing_waits_for_the_module_at_hand_and_imports_no_other(qtbot, shelf: Path) -> None:
    (shelf / "prepared_one.py").write_text("begun = True\nimport time\ntime.sleep(0.05)\nend = 1\n")
    (shelf / "prepared_two.py").write_text("")
    preparing = Preparing(["prepared_one", "prepared_two"])
    qtbot.waitUntil(lambda: hasattr(sys.modules.get("prepared_one"), "begun"))
    preparing.close()
    assert sys.modules["prepared_one"].end == 1
    qtbot.wait(20)
    assert "prepared_two" not in sys.modules


def test_window_that_is_closed_at_once_imports_nothing(qtbot, shelf: Path) -> None:
    (shelf / "prepared_late.py").write_text("")
    preparing = Preparing(["prepared_late"])
    preparing.close()
    qtbot.wait(20)
    assert preparing.is_done
    assert "prepared_late" not in sys.modules


def test_all_that_pages_need_can_be_imported_beforehand() -> None:
    names = pages.modules()
    assert len(names) == len(set(names))
    assert {"pyqtgraph", "omgui.ui.viewer.viewer_page"} < set(names)
    for name in names:
        assert import_module(name) is sys.modules[name]
