"""Page 4 of the wizard: the name, and the files that will be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset_names import name_problem, proposed_name
from omgui.core.problems import ProblemError
from omgui.ui import places
from omgui.ui.icons import icon
from omgui.ui.problem_words import both, problem_text
from omgui.ui.session import Session
from omgui.ui.wizard.alone_choice import AloneChoice
from omgui.ui.wizard.checking import Checker
from omgui.ui.wizard.file_previews import FilePreviews
from omgui.ui.wizard.left_matters import LeftMatters
from omgui.ui.wizard.metric_boxes import MetricBoxes
from omgui.ui.wizard.open_matters import OpenMatters
from omgui.ui.wizard.output_choice import OutputChoice
from omgui.ui.wizard.parts import Notice, make_title
from omgui.ui.wizard.saving import (
    Plan,
    Wishes,
    Work,
    make_plan,
)
from omgui.ui.wizard.state import WizardState

_PREVIEW_MS = 200


class SavePage(QWidget):
    """What the dataset is called, what is scored at first, and what will be written.

    Signals:
        changed(): Something was typed or ticked.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        state: WizardState,
        checker: Checker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._state = state
        self._checker = checker
        self._is_name_typed = False
        self._previewing = 0
        self.title = make_title()
        self.name = QLineEdit()
        self.name_said = Notice()
        self.workspace = QLineEdit(str(places.default_workspace()))
        self.choose = QPushButton(icon("folder_open"), "", autoDefault=False)
        self.output = QLineEdit()
        self.output_choice = OutputChoice(self.output, state.background, self)
        self.alone = AloneChoice(state)
        self.metrics = MetricBoxes(state)
        self.left_matters = LeftMatters(state)
        self.open_matters = OpenMatters(checker)
        self.preview_words = QLabel(wordWrap=True)
        self.previews = FilePreviews()
        self.said = Notice()
        self._soon = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._labels = {
            key: QLabel() for key in ("name", "workspace", "output", "alone", "metrics")
        }
        self._lay_out()
        self.name.textEdited.connect(self._on_name)
        self.workspace.textChanged.connect(self._on_workspace)
        self.choose.clicked.connect(self._on_choose)
        self.output.textChanged.connect(self._on_changed)
        self.output_choice.looked.connect(self._on_changed)
        self.metrics.changed.connect(self._on_changed)
        self._soon.timeout.connect(self._preview)
        state.decided.connect(self._on_changed)
        state.paired_changed.connect(self._on_changed)
        state.opened_changed.connect(self._on_opened)
        state.folder_changed.connect(self._propose_name)
        session.datasets_changed.connect(self._on_changed)
        checker.progressed.connect(self._find_sizes)
        checker.pairs_changed.connect(self._find_sizes)
        self.retranslate()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.workspace, 1)
        where.addWidget(self.choose)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.addRow(self._labels["name"], self.name)
        self.form.addRow(self.name_said)
        self.form.addRow(self._labels["workspace"], where)
        self.form.addRow(self._labels["output"], self.output)
        self.form.addRow(self._labels["alone"], self.alone)
        self.form.addRow(self._labels["metrics"], self.metrics)
        for key, widget in (
            ("name", self.name),
            ("workspace", self.workspace),
            ("output", self.output),
            ("alone", self.alone.box),
        ):
            self._labels[key].setBuddy(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addLayout(self.form)
        layout.addWidget(self.left_matters)
        layout.addWidget(self.open_matters)
        layout.addWidget(self.preview_words)
        layout.addWidget(self.previews, 1)
        layout.addWidget(self.said)

    def show_page(self) -> None:
        """Bring everything up to date when the page comes in front."""
        self._show_workspace()
        self._propose_name()
        self._look_at_outputs()
        self.metrics.offer()
        self._find_sizes()
        self.open_matters.say()
        self._on_changed()
        self._preview()

    def _show_workspace(self) -> None:
        """Show where the dataset goes; where a workspace is open, nothing is to be chosen."""
        opened = self._session.workspace
        self.workspace.setReadOnly(opened is not None)
        self.workspace.setFrame(opened is None)
        self.choose.setVisible(opened is None)
        if opened is not None:
            self.workspace.setText(str(opened))
            self.workspace.setCursorPosition(0)

    def obstacle(self) -> str:
        """Return why it cannot be saved; empty where it can."""
        opened = self._state.opened
        own = opened.name if opened is not None else ""
        problem = name_problem(self.name.text(), self._session.dataset_names(), own)
        if problem is not None:
            return both(problem.message, problem.hint)
        if not self.output_choice.text:
            return self.tr("Name a folder for the results.")
        if self.output_choice.is_taken(self.workspace_path, self.name.text()):
            return self.tr(
                "Another dataset has results of this name in this folder. Choose another folder "
                "of the results, or another name."
            )
        if self.workspace_path is None:
            return self.tr("Choose a folder for the datasets.")
        return ""

    @property
    def workspace_path(self) -> Path | None:
        """The workspace that is open, or the folder chosen for one."""
        if self._session.workspace is not None:
            return self._session.workspace
        text = self.workspace.text().strip()
        return Path(text).expanduser().absolute() if text else None

    def planner(self) -> Callable[[], Plan] | None:
        """Return what puts the dataset together, for a thread; ``None`` if something is missing."""
        state, workspace = self._state, self.workspace_path
        if self.obstacle() or state.listing is None or state.media is None or workspace is None:
            return None
        wishes = Wishes(self.name.text(), self.output_choice.text, self.metrics.ticked)
        book = self._checker.book
        work = Work(state.listing, state.media, state.decisions, state.paired, book, state.opened)
        return lambda: make_plan(workspace, wishes, work, load_catalogue()[0])

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.title.setText(self.tr("What is the dataset called?"))
        texts = {
            "name": self.tr("&Name:"),
            "workspace": self.tr("Folder of all &datasets:"),
            "output": self.tr("Folder of the res&ults:"),
            "alone": self.tr("Also score &without reference:"),
            "metrics": self.tr("Metrics to begin with:"),
        }
        for key, text in texts.items():
            self._labels[key].setText(text)
        self.choose.setText(self.tr("C&hoose…"))
        self.preview_words.setText(
            self.tr("These files will be written, not before you press Save:")
        )
        self.previews.retranslate()
        self.metrics.offer()
        self._on_changed()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_opened(self) -> None:
        opened = self._state.opened
        if opened is not None:
            self.name.setText(opened.name)
            self.output_choice.give(opened.config.output)
            self._is_name_typed = True
        self._on_changed()

    @Slot()
    def _propose_name(self) -> None:
        root = self._state.root
        if root is not None and not self._is_name_typed:
            self.name.setText(proposed_name(root, self._session.dataset_names()))

    def _look_at_outputs(self) -> None:
        opened = self._state.opened
        self.output_choice.look(self.workspace_path, opened.name if opened is not None else "")

    @Slot()
    def _on_workspace(self) -> None:
        if self.isVisible():
            self._look_at_outputs()
        self._on_changed()

    @Slot(str)
    def _on_name(self) -> None:
        self._is_name_typed = True
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self.output_choice.propose(self.workspace_path, self.name.text())
        obstacle = self.obstacle()
        if obstacle:
            self.name_said.fail(obstacle)
        else:
            self.name_said.say(self._renamed_words())
        if self.isVisible():
            self._soon.start()
        self.changed.emit()

    def _renamed_words(self) -> str:
        opened = self._state.opened
        if opened is None or opened.name == self.name.text():
            return ""
        words = self.tr("It becomes a new dataset; “{name}” stays as it is.")
        return words.replace("{name}", opened.name)

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the folder of all datasets"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.workspace.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _find_sizes(self) -> None:
        if self.isVisible():
            self.metrics.find_sizes(self._checker)

    @Slot()
    def _preview(self) -> None:
        planner = self.planner()
        background = self._state.background
        background.forget(self._previewing)
        if planner is None:
            self.previews.show_none()
            return
        self._previewing = background.start(
            lambda: planner().preview(), self.previews.show_files, self._on_no_preview
        )

    def _on_no_preview(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):
            raise error
        self.said.fail(problem_text(error.problem))
