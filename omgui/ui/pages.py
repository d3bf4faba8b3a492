"""The one place that knows which class stands for which part of the window.

Parts are imported when they are first needed, so that the start stays short; tests put others
in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from omgui.ui.selection import Selection
    from omgui.ui.session import Session

Factory = Callable[..., Any]

METRICS = "metrics"
RUN = "run"
RESULTS = "results"
VIEWER = "viewer"
WIZARD = "wizard"
QUICK_COMPARE = "quick_compare"
RUNS = "runs"

_PLACES = {
    METRICS: "omgui.ui.metrics.page:MetricsPage",
    RUN: "omgui.ui.run.page:RunPage",
    RESULTS: "omgui.ui.results.page:ResultsPage",
    VIEWER: "omgui.ui.viewer.viewer_page:ViewerPage",
    WIZARD: "omgui.ui.wizard.dialog:DatasetWizard",
    QUICK_COMPARE: "omgui.ui.quick_compare:QuickCompare",
    RUNS: "omgui.ui.run.controller:RunController",
}
_replaced: dict[str, Factory] = {}


# In the order in which they are opened; the large ones that two pages need are on their own, so
# that the window can be closed in between.
_PREPARED = (RUNS, METRICS, RUN, "numpy", RESULTS, "pyqtgraph", VIEWER, WIZARD, QUICK_COMPARE)


def modules() -> tuple[str, ...]:
    """Return the names of the modules that are to be imported before pages are opened."""
    return tuple(_PLACES.get(part, part).partition(":")[0] for part in _PREPARED)


def replace(part: str, factory: Factory | None) -> None:
    """Put another factory in the place of a part; ``None`` restores the program's own."""
    if factory is None:
        _replaced.pop(part, None)
    else:
        _replaced[part] = factory


def _factory(part: str) -> Factory:
    if part in _replaced:
        return _replaced[part]
    module, _, name = _PLACES[part].partition(":")
    factory: Factory = getattr(import_module(module), name)
    return factory


def make_metrics_page(session: Session, dataset: str, parent: QWidget) -> QWidget:
    """Return the page on which metrics are ticked."""
    page: QWidget = _factory(METRICS)(session, dataset, parent)
    return page


def make_run_page(session: Session, dataset: str, parent: QWidget) -> QWidget:
    """Return the page on which a run is started and followed."""
    page: QWidget = _factory(RUN)(session, dataset, parent)
    return page


def make_results_page(
    session: Session, dataset: str, selection: Selection, parent: QWidget
) -> QWidget:
    """Return the page with the table of scores."""
    page: QWidget = _factory(RESULTS)(session, dataset, selection, parent)
    return page


def make_viewer_page(
    session: Session, dataset: str, selection: Selection, parent: QWidget
) -> QWidget:
    """Return the page with curves and frames."""
    page: QWidget = _factory(VIEWER)(session, dataset, selection, parent)
    return page


def make_wizard(
    session: Session, folder: Path | None, dataset: str | None, parent: QWidget
) -> QDialog:
    """Return the wizard, for a new folder or for a dataset that exists."""
    dialog: QDialog = _factory(WIZARD)(session, folder, dataset, parent)
    return dialog


def make_quick_compare(session: Session, files: Sequence[Path], parent: QWidget) -> QDialog:
    """Return the dialog that compares a few files."""
    dialog: QDialog = _factory(QUICK_COMPARE)(session, list(files), parent)
    return dialog


def make_run_controller(session: Session) -> QObject:
    """Return the owner of everything that runs."""
    runs: QObject = _factory(RUNS)(session)
    return runs
