"""Open comparisons, closed when a test is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omgui.ui.metrics import machine
from omgui.ui.quick_compare import QuickCompare
from omgui.ui.session import Session
from tests.ui.quick_compare.parts import Opener, settle


@pytest.fixture(autouse=True)
def _no_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask nobody what the machine has: that takes seconds, and has tests of its own."""
    monkeypatch.setattr(machine.MachineProbe, "start", lambda _self: None)


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Session:
    """A session with an empty workspace."""
    (tmp_path / "shop" / "datasets_configs").mkdir(parents=True)
    assert session.open_workspace(tmp_path / "shop")
    return session


@pytest.fixture
def compare(qtbot: QtBot, opened: Session) -> Iterator[Opener]:
    """Opens the dialog on files and waits until they are known."""
    made: list[QuickCompare] = []

    def open_dialog(*files: Path, session: Session = opened) -> QuickCompare:
        dialog = QuickCompare(session, files)
        made.append(dialog)
        dialog.open()
        settle(qtbot, dialog, len(files))
        return dialog

    yield open_dialog
    for dialog in made:
        dialog.reject()
        dialog.deleteLater()
