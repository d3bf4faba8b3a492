"""Named views of the table, which are saved with the dataset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget
from typing_extensions import override

from omgui.core.problems import ProblemError
from omgui.core.results.views import TableView, Views, load_views, save_views
from omgui.ui.background import Background


class _Change(QUndoCommand):
    """Views before and after something was saved, renamed or deleted."""

    def __init__(
        self, words: str, before: Views, after: Views, put: Callable[[Views], None]
    ) -> None:
        super().__init__(words)
        self._before, self._after, self._put = before, after, put

    @override
    def redo(self) -> None:
        self._put(self._after)

    @override
    def undo(self) -> None:
        self._put(self._before)


class ViewsMenu(QMenu):
    """Shows, saves, renames and deletes views; each of these can be undone.

    Args:
        workspace: Where the dataset is.
        dataset: Its name.
        background: Where its file is read and written, one work after the other.
        parent: Owner.

    Attributes:
        views: Those that are saved.
        now: How the table is shown now.

    Signals:
        wanted(TableView): The table is to be shown like this.
        noted(tuple): Problems that a person should know of.
    """

    wanted = Signal(object)
    noted = Signal(object)

    def __init__(
        self, workspace: Path, dataset: str, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._dataset, self._background = workspace, dataset, background
        self.views = Views()
        self.now = TableView(name="-")
        self.undo_stack = QUndoStack(self)
        self.aboutToShow.connect(self._fill)

    def read(self) -> None:
        """Read the views of the dataset."""
        workspace, dataset = self._workspace, self._dataset
        self._background.start(
            lambda: load_views(workspace, dataset), self._on_read, self._on_failed
        )

    def save_as(self) -> None:
        """Ask for a name, and keep the view of now under it."""
        label = self.tr(
            "Name of the view (filter, order, columns and groups are kept with the dataset; a "
            "view of this name is replaced):"
        )
        name = self._ask(self.tr("Save view"), label, "")
        if name:
            after = self.views.with_view(self.now.model_copy(update={"name": name}))
            self._change(self.tr("Save view “{name}”"), name, after)

    def rename(self, view: TableView) -> None:
        """Ask for another name of a view."""
        name = self._ask(self.tr("Rename view"), self.tr("New name:"), view.name)
        if not name or name == view.name:
            return
        new = view.model_copy(update={"name": name})
        others = (one for one in self.views.views if one.name != name)
        views = tuple(new if one.name == view.name else one for one in others)
        after = Views(views, self.views.unreadable, self.views.problems)
        self._change(self.tr("Rename view “{name}”"), view.name, after)

    def delete(self, view: TableView) -> None:
        """Delete a view; undo brings it back."""
        self._change(self.tr("Delete view “{name}”"), view.name, self.views.without(view.name))

    @Slot()
    def _fill(self) -> None:
        self.clear()
        plain = self.addAction(self.tr("&Everything, as usual"))
        plain.triggered.connect(self._on_plain)
        if self.views.views:
            self.addSection(self.tr("Saved views"))
        for view in self.views.views:
            self._add(self, view, self.wanted.emit)
        self.addSeparator()
        save = self.addAction(self.tr("&Save this view…"))
        save.triggered.connect(lambda _=False: self.save_as())
        if self.views.views:
            for title, act in (
                (self.tr("&Rename"), self.rename),
                (self.tr("&Delete"), self.delete),
            ):
                menu = self.addMenu(title)
                for view in self.views.views:
                    self._add(menu, view, act)

    def _add(self, menu: QMenu, view: TableView, act: Callable[[TableView], object]) -> None:
        action = menu.addAction(view.name.replace("&", "&&"))
        action.triggered.connect(lambda _=False: act(view))

    @Slot()
    def _on_plain(self) -> None:
        self.wanted.emit(TableView(name=self.now.name, coloured=self.now.coloured))

    def _ask(self, title: str, label: str, text: str) -> str:
        name, is_given = QInputDialog.getText(self.parentWidget(), title, label, text=text)
        return " ".join(name.split())[:80] if is_given else ""

    def _change(self, words: str, name: str, after: Views) -> None:
        words = words.replace("{name}", name)
        self.undo_stack.push(_Change(words, self.views, after, self._put))

    def _put(self, views: Views) -> None:
        self.views = views
        workspace, dataset = self._workspace, self._dataset
        self._background.start(
            lambda: save_views(workspace, dataset, views), _written, self._on_failed
        )

    def _on_read(self, views: Views) -> None:
        self.views = views
        if views.problems:
            self.noted.emit(views.problems)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):
            raise error
        self.noted.emit((error.problem,))


def _written(_nothing: object) -> None:
    """The file is written; the window hears of it as of any change of a dataset."""
