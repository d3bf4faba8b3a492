"""Fixtures of the window's tests: no screen, no real home, nothing left behind."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QThread, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from omgui.ui import languages, pages
from omgui.ui.session import Session
from omgui.ui.theme import apply_theme

_WAIT_MS = 5000


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["omgui-tests"]


@pytest.fixture(scope="module", autouse=True)
def _what_is_older_stays() -> None:
    """Keep what other files of tests have loaded out of every collection.

    With torch among it, looking through it after each test takes longer than the tests do.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_home(home: Path) -> Path:
    """Give every test of the window a home without preferences."""
    return home


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves windows or running threads behind; undo what it set for all.

    As in the program itself, nothing is collected in a thread of the background: that would
    destroy widgets there.
    """
    gc.disable()
    apply_theme(qapp, "light")
    languages.apply_language("en")  # English has forms for one and many, as in the program itself
    before = set(map(id, qapp.topLevelWidgets()))
    yield
    gc.enable()
    for part in (pages.METRICS, pages.RUN, pages.WIZARD, pages.QUICK_COMPARE, pages.RUNS):
        pages.replace(part, None)
    languages.apply_language("en")
    QLocale.setDefault(QLocale.c())
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    left = [
        widget
        for widget in qapp.topLevelWidgets()
        if id(widget) not in before and widget.isVisible() and not _is_helper(widget)
    ]
    for widget in left:
        widget.close()
    assert not left, f"{request.node.nodeid} left windows behind: {left}"
    threads = [
        thing
        for thing in gc.get_objects()
        if issubclass(type(thing), QThread) and _is_running(thing)  # asks no proxy for its class
    ]
    assert not threads, f"{request.node.nodeid} left threads behind: {threads}"


def _is_helper(widget: QWidget) -> bool:
    """Whether Qt keeps a widget of its own, such as the frame of a tool tip."""
    return widget.metaObject().className() in {"QTipLabel", "QComboBoxPrivateContainer"}


def _is_running(thread: QThread) -> bool:
    try:
        return thread.isRunning() and thread is not QThread.currentThread()
    except RuntimeError:  # destroyed by Qt already
        return False


class FakeRuns(QObject):
    """A run controller that only notes what it is told."""

    view_changed = Signal()
    queue_changed = Signal()
    run_finished = Signal(object)
    unfinished_found = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.broken_off: list[str] = []
        self.said: list[tuple[object, ...]] = []
        self.running = ""
        self.queued = ""
        self.phase = "running"
        self._session = session

    @property
    def active(self) -> SimpleNamespace | None:
        if not self.running:
            return None
        return SimpleNamespace(
            key=(self._session.workspace, self.running),
            dataset=self.running,
            phase=SimpleNamespace(value=self.phase),
            view=SimpleNamespace(device="CPU, 2 processes"),
        )

    def unfinished(self) -> tuple[SimpleNamespace, ...]:
        return tuple(
            SimpleNamespace(key=(self._session.workspace, name)) for name in self.broken_off
        )

    def retry_failed(self, name: str) -> None:
        self.said.append(("retry", name))

    def is_queued(self, name: str) -> bool:
        return name == self.queued

    def enqueue(self, workspace: Path, name: str) -> None:
        self.said.append(("enqueue", workspace, name))

    def start(self) -> None:
        self.said.append(("start",))

    def pause(self) -> None:
        self.said.append(("pause",))

    def resume(self) -> None:
        self.said.append(("resume",))

    def cancel(self) -> None:
        self.said.append(("cancel",))

    def dismiss(self, name: str) -> None:
        self.said.append(("dismiss", name))

    def close(self) -> None:
        self.said.append(("close",))


@pytest.fixture
def fake_parts() -> None:
    """Put fakes in the place of the parts that have tests of their own."""
    pages.replace(pages.RUNS, FakeRuns)
    pages.replace(pages.METRICS, _fake_page("Metrics of"))
    pages.replace(pages.RUN, FakeRunPage)


class FakeRunPage(QLabel):
    """A page that starts its dataset as the real one does, without options."""

    def __init__(self, session: Session, dataset: str, parent: QWidget) -> None:
        super().__init__(f"Run of {dataset}", parent)
        self._session = session
        self._dataset = dataset

    def start_run(self) -> None:
        self._session.runs.enqueue(self._session.workspace, self._dataset)
        self._session.runs.start()


def _fake_page(words: str) -> Callable[..., QWidget]:
    def make(_session: Session, dataset: str, parent: QWidget) -> QWidget:
        return QLabel(f"{words} {dataset}", parent)

    return make


@pytest.fixture
def session() -> Iterator[Session]:
    """A session without a workspace."""
    made = Session()
    yield made
    made.close()


@pytest.fixture
def shop(workspace) -> Path:
    """A workspace with two datasets of images, whose files need not be pictures."""
    for name in ("ref.png", "good1.png", "good2.png", "other.png"):
        (workspace.data / name).write_bytes(b"")
    workspace.dataset(
        "first",
        "img",
        pairs={"ref.png": ["good1.png", "good2.png"]},
        files=["other.png"],
        fr_metrics=["psnr", "ssim"],
    )
    workspace.dataset("second", "img", files=["other.png"], nr_metrics=["si"])
    return workspace.folder
