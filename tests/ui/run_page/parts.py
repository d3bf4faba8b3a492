"""What the tests of the page of a run share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton

from omgui.core.events import Counts, ItemName
from omgui.core.problems import Problem, Severity
from omgui.core.run_folder import Request
from omgui.core.run_view import DatasetView, FoundProblem, ItemView
from omgui.ui.run.controller import RunController
from omgui.ui.run.run_state import Phase, RunState

LOST = Problem("file-missing", "The file does not exist.", "Put it back.")

SHORT = Problem("short", "The video ends early.", severity=Severity.WARNING)

ITEM = ItemName("d.mp4", "r.mp4", "same")


@dataclass
class FakeSession:
    """What a page needs of a session."""

    workspace: Path
    runs: RunController


def state_of(phase: Phase, **fields: object) -> RunState:
    view = DatasetView(
        "set",
        Counts(10, 4, 1, 1, 1),
        ("psnr",),
        5,
        MappingProxyType({ITEM: ItemView(300, {"psnr": 30})}),
        found=(FoundProblem(LOST, ITEM, "psnr"), FoundProblem(SHORT)),
        device="cpu",
        workers=2,
    )
    request = Request(workspace=Path("/w"), datasets=("set",))
    return RunState("id", request, phase, view, **fields)


def click(button: QAbstractButton) -> None:
    assert button.isEnabled(), button.text()
    button.click()


def checked(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
