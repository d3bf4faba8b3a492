"""The wizard on small folders, opened and closed as the window does it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.ui.session import Session
from omgui.ui.wizard.dialog import CHECK, PAIRS, SAVE, DatasetWizard

WAIT_MS = 20_000
KADID = [f"I0{n}.png" for n in (1, 2, 3)] + [
    f"I0{n}_{kind:02}_0{level}.png" for n in (1, 2, 3) for kind in (1, 2) for level in (1, 2)
]
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def make_files(folder: Path, names: Iterable[str]) -> Path:
    """Make files that are pictures or videos by their first bytes or their names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_PNG if path.suffix == ".png" else b"")
    return folder


class Driver:
    """A wizard with what tests do to it."""

    def __init__(self, wizard: DatasetWizard, qtbot) -> None:
        self.wizard = wizard
        self.state = wizard.state
        self._qtbot = qtbot

    @property
    def pairing(self):
        return self.state.paired.pairing

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        return {group.reference: group.files for group in self.state.paired.index.groups}

    def settle(self) -> None:
        """Wait until the pairs are those of the decisions."""
        self._qtbot.waitUntil(lambda: not self.state.is_busy, timeout=WAIT_MS)

    def until(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=WAIT_MS)

    def go(self, page: int) -> None:
        """Press Next until a page is in front."""
        while self.wizard.page < page:
            before = self.wizard.page
            assert self.wizard.next.isEnabled(), self.wizard.hint.text()
            self.wizard.next.click()
            assert self.wizard.page == before + 1

    def checked(self) -> None:
        """Go to the checks and wait for their end."""
        self.go(CHECK)
        checker = self.wizard.checker
        self.until(
            lambda: (
                checker.files_progress[0] == checker.files_progress[1]
                and not checker.is_looking
                and not checker.is_aligning
                and checker.book.is_settled
            )
        )

    def save(self, name: str = "") -> str:
        """Go to the last page and press Save."""
        self.go(SAVE)
        page = self.wizard.save_page
        if name:
            page.name.selectAll()
            QTest.keyClicks(page.name, name)
        with self._qtbot.waitSignal(self.wizard.accepted, timeout=WAIT_MS):
            self.wizard.save.click()
        return self.wizard.saved_name

    def select(self, *paths: str) -> None:
        """Select files in the tree or in the table below it."""
        placed = self.wizard.pairs_page.placed
        placed.tree.clearSelection()
        placed.leftovers.table.clearSelection()
        for path in paths:
            index = placed.model.index_of(path)
            view = placed.tree
            if not index.isValid():
                row = placed.leftovers.model.row_of(path)
                assert row >= 0, path
                index = placed.leftovers.model.index(row, 0)
                view = placed.leftovers.table
            flags = view.selectionModel().SelectionFlag
            view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)

    def text(self, model, row: int, column: int = 0, parent: QModelIndex | None = None) -> str:
        return str(model.index(row, column, parent or QModelIndex()).data())


def press(widget, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


@pytest.fixture(autouse=True)
def _collecting_as_the_window_does() -> Iterator[None]:
    """Keep Python from collecting widgets in a thread of the wizard, as omgui.ui.collector does."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def drive(session: Session, tmp_path: Path, qtbot) -> Iterator[Callable[..., Driver]]:
    """Open wizards over the workspace ``tmp_path / "shop"``; they are closed in the end."""
    made: list[DatasetWizard] = []
    shop = tmp_path / "shop"
    shop.mkdir(exist_ok=True)
    session.open_workspace(shop)

    def open_wizard(folder: Path | None = None, dataset: str | None = None) -> Driver:
        wizard = DatasetWizard(session, folder, dataset, None)
        made.append(wizard)
        wizard.show()
        driver = Driver(wizard, qtbot)
        if dataset is not None:
            driver.until(lambda: not driver.state.is_opening)
        driver.settle()
        return driver

    yield open_wizard
    for wizard in made:
        wizard.undo_stack.setClean()
        wizard.close()
        wizard.deleteLater()


@pytest.fixture
def kadid(tmp_path: Path) -> Path:
    """Three references with four distorted pictures each, and a text."""
    folder = make_files(tmp_path / "kadid", KADID)
    (folder / "dmos.csv").write_text("dist_img,dmos\n")
    return folder


@pytest.fixture
def on_pairs(drive, kadid) -> Driver:
    """The wizard on the page of pairs, over the three references."""
    driver = drive(kadid)
    driver.go(PAIRS)
    return driver


def loaded(session: Session, name: str) -> Dataset:
    """Read a dataset as a run would."""
    assert session.workspace is not None
    return load_dataset(session.workspace, name, load_catalogue()[0])
