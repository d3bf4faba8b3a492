"""The about box says what this is, what it computes on, where things lie, and its licences."""

from __future__ import annotations

import json
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from omgui.core.licences import Licence
from omgui.ui import about_dialog, licence_panel, places
from omgui.ui.about_dialog import AboutDialog
from omgui.ui.metrics import machine
from omgui.weights.places import weights_folders

_GIB = 2**30


def report(**changes):
    said = {"cores": 8, "available_bytes": 1, "cuda_free_bytes": [], "mps": False}
    return json.dumps({"machine": {**said, **changes}, "checks": []})


@pytest.fixture
def doctor(monkeypatch):
    """Let a small program answer in the place of the engine's, and forget what it said before."""
    said = [report()]
    monkeypatch.setattr(machine._Kept, "machine", None)
    monkeypatch.setattr(
        machine, "doctor_command", lambda: (sys.executable, ["-S", "-c", f"print({said[0]!r})"])
    )
    return said


@pytest.fixture
def about(session, qtbot, doctor):
    made = AboutDialog(session)
    qtbot.addWidget(made)
    yield made
    made.reject()


def test_devices_are_what_the_engine_says(about, doctor, qtbot):
    doctor[0] = report(cuda_free_bytes=[3 * _GIB, 5 * _GIB], mps=True)
    assert "Asking the engine" in about.devices.text()
    about.show()
    qtbot.waitUntil(lambda: "cuda" in about.devices.text())
    assert "CPU, 8 core" in about.devices.text()
    assert "cuda:1, 5.0 GiB of its memory free" in about.devices.text()
    assert "mps" in about.devices.text()
    assert "Asking" not in about.devices.text()
    about.copy.click()
    copied = QGuiApplication.clipboard().text()
    for words in ("omgui 0", "Qt 6", "PyAV", "cuda:0"):
        assert words in copied


def test_machine_without_graphics_processors_is_told(about, qtbot):
    about.show()
    qtbot.waitUntil(lambda: "no graphics processor" in about.devices.text())


@pytest.mark.parametrize("program", [sys.executable, "/no/such/program"])
def test_engine_that_does_not_answer_is_told(about, qtbot, monkeypatch, program):
    monkeypatch.setattr(machine, "doctor_command", lambda: (program, ["-S", "-c", "print('?')"]))
    about.show()
    qtbot.waitUntil(lambda: "did not answer" in about.devices.text())
    assert "CPU" in about.devices.text()


def test_closing_ends_what_asks_the_engine(about, qtbot, monkeypatch):
    monkeypatch.setattr(
        machine, "doctor_command", lambda: (sys.executable, ["-c", "import time; time.sleep(60)"])
    )
    about.show()
    about.reject()
    assert about.probe._process is None


def test_folders_are_shown_and_opened(about, monkeypatch, session):
    opened = []
    answers = iter([True, False])
    monkeypatch.setattr(
        about_dialog, "open_path", lambda path: opened.append(path) or next(answers)
    )
    buttons = {
        button.accessibleName(): button
        for button in about.findChildren(QPushButton)
        if button.property("folder")
    }
    folders = [weights_folders()[0], places.preferences_file().parent, places.logs_folder()]
    assert list(buttons) == [
        "Open folder: Checkpoints",
        "Open folder: Settings",
        "Open folder: Log",
    ]
    buttons["Open folder: Checkpoints"].click()
    assert str(folders[0]) in about.said.text()
    assert "not there yet" in about.said.text()
    for folder, name in zip(folders[1:], list(buttons)[1:], strict=True):
        folder.mkdir(parents=True, exist_ok=True)
        buttons[name].click()
    assert opened == folders[1:]
    assert "no program that opens" in about.said.text()


def test_licences_are_listed_when_they_are_looked_at(about, qtbot):
    assert about.licences.model.rowCount() == 0
    QAbstractItemModelTester(about.licences.model)
    about.tabs.setCurrentWidget(about.licences)
    qtbot.waitUntil(lambda: about.licences.model.rowCount() > 5)
    assert about.licences.model.text(0, 0) == "omgui"
    assert about.licences.model.text(0, 2) == "MIT"
    qtbot.waitUntil(lambda: "MIT License" in about.licences.text.toPlainText())
    rows = about.licences.model.rowCount()
    about.tabs.setCurrentIndex(0)
    about.tabs.setCurrentWidget(about.licences)
    assert about.licences.model.rowCount() == rows


def test_file_of_a_bundle_is_listed_last(about, qtbot, monkeypatch, tmp_path):
    notices = tmp_path / "THIRD_PARTY.txt"
    notices.write_text("All of them.", encoding="utf-8")
    rows = (Licence("omgui", "1", "MIT"), Licence("odd", "2", ""))
    monkeypatch.setattr(licence_panel, "all_licences", lambda: rows)
    monkeypatch.setattr(licence_panel, "bundle_notices", lambda: notices)
    monkeypatch.setattr(licence_panel, "licence_text", lambda _package: "")
    panel = about.licences
    panel.read()
    qtbot.waitUntil(lambda: "without a text" in panel.text.toPlainText())
    assert panel.model.text(1, 2) == "see its text"
    panel.table.selectRow(2)
    qtbot.waitUntil(lambda: "All of them." in panel.text.toPlainText())
    notices.unlink()
    panel.table.selectRow(0)
    panel.table.selectRow(2)
    qtbot.waitUntil(lambda: "No such file" in panel.text.toPlainText())
