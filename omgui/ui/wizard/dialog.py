"""The dataset wizard: its pages, going on and back, undo, and saving in the end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.session import Session
from omgui.ui.wizard.bottom_row import BottomRow
from omgui.ui.wizard.check_page import CheckPage
from omgui.ui.wizard.checking import Checker
from omgui.ui.wizard.folder_page import FolderPage
from omgui.ui.wizard.leave_question import LeaveQuestion
from omgui.ui.wizard.pairs_page import PairsPage
from omgui.ui.wizard.save_page import SavePage
from omgui.ui.wizard.saving import Plan
from omgui.ui.wizard.state import WizardState
from omgui.ui.wizard.steps import Steps
from omgui.ui.wizard.writing import Writing

FOLDER, PAIRS, CHECK, SAVE = range(4)
_SIZE = QSize(1240, 690)


class DatasetWizard(QDialog):
    """Makes a dataset from a folder, or changes one that exists. Nothing is written before Save.

    Args:
        session: What is open.
        folder: The folder to begin with.
        dataset: A dataset of the workspace to change, instead.
        parent: The window.

    Attributes:
        saved_name: Name of the dataset that was saved; empty where none was.
        is_run_wanted: Whether it is to be run at once.
        undo_stack: All decisions.
    """

    def __init__(
        self,
        session: Session,
        folder: Path | None = None,
        dataset: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.saved_name = ""
        self.is_run_wanted = False
        self._is_closed = False
        self._question: LeaveQuestion | None = None
        self.state = WizardState(self)
        self.undo_stack = self.state.undo_stack
        self.checker = Checker(self.state, self)
        self.folder_page = FolderPage(self.state)
        self.pairs_page = PairsPage(self.state)
        self.check_page = CheckPage(self.state, self.checker)
        self.save_page = SavePage(session, self.state, self.checker)
        self.writing = Writing(self.save_page, self.state, self)
        self.pages = (self.folder_page, self.pairs_page, self.check_page, self.save_page)
        self.steps = Steps()
        self.stack = QStackedWidget()
        self.row = BottomRow(self.undo_stack)
        self.hint, self.undo, self.redo = self.row.hint, self.row.undo, self.row.redo
        self.cancel, self.back, self.next = self.row.cancel, self.row.back, self.row.next
        self.save, self.save_and_run = self.row.save, self.row.save_and_run
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.resize(_SIZE)
        self.retranslate()
        self.show_page(FOLDER)
        if dataset is not None and session.workspace is not None:
            self.state.open_dataset(session.workspace, dataset)
        elif folder is not None:
            self.state.set_folder(folder.absolute())
        self._update()

    def _lay_out(self) -> None:
        for page in self.pages:
            self.stack.addWidget(page)
        middle = QHBoxLayout()
        middle.addWidget(self.steps)
        middle.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(middle, 1)
        layout.addWidget(self.row)

    def _connect(self) -> None:
        self._find = QAction(self)
        self._find.triggered.connect(self.focus_search)
        self._find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        self.undo_stack.indexChanged.connect(self._on_decided)
        self.addActions([*self.row.undo_actions, self._find])
        self.steps.currentRowChanged.connect(self._on_step)
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.save.clicked.connect(self._on_save)
        self.save_and_run.clicked.connect(self._on_save_and_run)
        state = self.state
        for signal in (
            *(state.folder_changed, state.proposals_changed, state.decided, state.paired_changed),
            *(state.opened_changed, self.checker.progressed, self.save_page.changed),
        ):
            signal.connect(self._update)
        self.save_page.open_matters.check_wanted.connect(self._on_check_wanted)
        self.save_page.left_matters.pairs_wanted.connect(self._on_pairs_wanted)
        self.writing.changed.connect(self._on_writing)
        self.writing.written.connect(self._on_saved)
        state.opened_changed.connect(self._on_opened)
        state.folder_changed.connect(self._on_folder)

    def show_page(self, number: int) -> None:
        """Put a page in front."""
        self.stack.setCurrentIndex(number)
        if number == CHECK:
            self.checker.start()
        if number == SAVE:
            if not self.checker.is_cancelled:
                self.checker.start()  # a person may come here without the page of checks
            self.save_page.show_page()
        self._update()

    @property
    def page(self) -> int:
        """The page in front."""
        return self.stack.currentIndex()

    @Slot()
    def focus_search(self) -> None:
        """Let the person search on the page in front, where it has something to search."""
        if self.page == PAIRS:
            self.pairs_page.focus_search()

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.steps.retranslate()
        self.row.retranslate()
        self._update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(Path(url.toLocalFile()).is_dir() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        folder = next((path for path in paths if path.is_dir()), None)
        if folder is not None:
            event.acceptProposedAction()
            self.state.set_folder(folder.absolute())
            self.show_page(FOLDER)

    @override
    @Slot()
    def reject(self) -> None:
        """Close without saving; ask first where decisions would be lost."""
        if self.writing.is_going_on:
            return
        if self.undo_stack.isClean() or not self.isVisible():
            self._end()
            super().reject()
            return
        self._ask()

    def _ask(self) -> None:
        if self._question is not None:
            return
        box = LeaveQuestion(self)
        box.leave.clicked.connect(self._on_leave)
        box.finished.connect(self._on_answered)
        self._question = box
        box.open()

    @Slot()
    def _on_leave(self) -> None:
        self._end()
        super().reject()

    @Slot()
    def _on_answered(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    def _end(self) -> None:
        """End everything that is going on in the background."""
        if self._is_closed:
            return
        self._is_closed = True
        self.checker.close()
        self.check_page.close_page()
        self.state.close()

    def _obstacle_before(self, number: int) -> str:
        """Return why a page cannot be shown yet; empty where it can."""
        for page in self.pages[:number]:
            found = page.obstacle()
            if found:
                return found
        return ""

    @Slot()
    def _update(self) -> None:
        number = self.page
        obstacle = self._obstacle_before(number + 1)
        steps = range(len(self.pages))
        open_steps = [step <= number or not self._obstacle_before(step) for step in steps]
        self.steps.show_step(number, open_steps)
        self.row.offer(
            is_first=number == FOLDER,
            is_last=number == SAVE,
            is_saving=self.writing.is_going_on,
            obstacle=obstacle,
        )
        self.hint.setText(obstacle or (self.check_page.hint if number == CHECK else ""))
        opened = self.state.opened
        if opened is not None:
            title = self.tr("Change the dataset {name}").replace("{name}", opened.name)
        else:
            title = self.tr("New dataset")
        self.setWindowTitle(title)

    @Slot()
    def _on_decided(self) -> None:
        self.row.say_undo()

    @Slot()
    def _on_opened(self) -> None:
        if self.state.opened is not None and self.page == FOLDER:
            self.show_page(PAIRS)

    @Slot()
    def _on_folder(self) -> None:
        """Show where it is said why the files cannot be listed."""
        state = self.state
        is_lost = state.listing is None and not state.is_listing and state.root is not None
        if is_lost and self.page != FOLDER:
            self.show_page(FOLDER)

    @Slot(int)
    def _on_step(self, number: int) -> None:
        if number >= 0 and number != self.page:
            self.show_page(number)

    @Slot()
    def _on_check_wanted(self) -> None:
        self.show_page(CHECK)
        self.check_page.show_open_matters()

    @Slot()
    def _on_pairs_wanted(self) -> None:
        self.show_page(PAIRS)

    @Slot()
    def _on_back(self) -> None:
        self.show_page(max(FOLDER, self.page - 1))

    @Slot()
    def _on_next(self) -> None:
        if not self._obstacle_before(self.page + 1):
            self.show_page(min(SAVE, self.page + 1))

    @Slot()
    def _on_save(self) -> None:
        self._save(is_run_wanted=False)

    @Slot()
    def _on_save_and_run(self) -> None:
        self._save(is_run_wanted=True)

    def _save(self, *, is_run_wanted: bool) -> None:
        if not self._obstacle_before(len(self.pages)):
            self.is_run_wanted = self.writing.begin() and is_run_wanted

    @Slot()
    def _on_writing(self) -> None:
        if not self.writing.is_going_on:  # it failed
            self.is_run_wanted = False
        self._update()

    @Slot(object)
    def _on_saved(self, plan: Plan) -> None:
        if self._session.workspace is None:
            self._session.open_workspace(plan.workspace)
        self.saved_name = plan.name
        self._end()
        self.accept()
