"""The dialog of quick compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from omgui.core.metric_spec import Media
from omgui.core.problems import ProblemError
from omgui.ui import places
from omgui.ui.icons import icon
from omgui.ui.problem_words import error_text
from omgui.ui.quick_compare.checks import Blocker, Checks, State
from omgui.ui.quick_compare.files import MEDIA_PATTERNS, ComparedFile, examine, kinds_of
from omgui.ui.quick_compare.looking import Looking
from omgui.ui.quick_compare.metrics import Asked, limits_of
from omgui.ui.quick_compare.parts import CompareWindow
from omgui.ui.quick_compare.plan import make_plan, proposed_name
from omgui.ui.quick_compare.saving import save_plan
from omgui.ui.session import Session

_ICON = 16


class QuickCompare(CompareWindow):
    """A few files become a small dataset: choose the reference, tick metrics, go.

    After it was accepted, :attr:`saved_name` and :attr:`is_run_wanted` say what to do.

    Args:
        session: What is open.
        files: To begin with.
        parent: The window.
    """

    def __init__(
        self, session: Session, files: Sequence[Path] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(session.background, parent)
        self.saved_name = ""
        self.is_run_wanted = False
        self._session = session
        self._is_saving = False
        self._failure = ""
        self._works: list[int] = []
        self._folders: list[Path] = []
        self._checks = Checks(self)
        self._looking = Looking(session.background, self)
        self._connect()
        self.retranslate()
        self.add_files(files)

    # -- what can be asked -----------------------------------------------------------------------

    @property
    def workspace(self) -> Path:
        """The folder that the dataset goes to."""
        return self._session.workspace or places.default_workspace()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files to the comparison, once they were looked at off this thread."""
        if paths:
            wanted = list(paths)
            background = self._session.background
            self._works.append(background.start(lambda: examine(wanted), self._on_examined, _raise))

    def _connect(self) -> None:
        self._looking.found.connect(self.model.tell)
        self._looking.drawn.connect(self.model.draw)
        self.model.changed.connect(self._on_changed)
        self.metrics.model.changed.connect(self._say)
        self.table.reference_wanted.connect(self._on_reference_wanted)
        self.table.removal_wanted.connect(self._on_removal_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._say)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self.add.clicked.connect(self._on_add)
        self.make_reference.clicked.connect(self._on_reference_wanted)
        self.remove.clicked.connect(self._on_removal_wanted)
        self.alone.toggled.connect(self.model.score_alone)
        self.remove_pictures.clicked.connect(self._on_remove_pictures)
        self.remove_videos.clicked.connect(self._on_remove_videos)
        self.name.textChanged.connect(self._say)
        self.name.textEdited.connect(self._on_name_edited)
        self.score.clicked.connect(self._on_score)
        self.save_only.clicked.connect(self._on_save_only)
        self.cancel.clicked.connect(self.reject)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._is_saving and event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not self._is_saving and paths:
            event.acceptProposedAction()
            self.add_files(paths)

    @override
    def done(self, result: int) -> None:
        for work in self._works:
            self._session.background.forget(work)
        self._looking.close()
        self.metrics.close_box()
        super().done(result)

    # -- what a person does ----------------------------------------------------------------------

    @Slot()
    def _on_add(self) -> None:
        dialog = QFileDialog(self, self.tr("Add files to the comparison"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        media = self.tr("Pictures and videos ({endings})").replace("{endings}", MEDIA_PATTERNS)
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        dialog.setNameFilters([media, self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    @Slot(list)
    def _on_files(self, files: list[str]) -> None:
        self.add_files([Path(file) for file in files])

    @Slot()
    def _on_reference_wanted(self) -> None:
        current = self.table.currentIndex()
        if current.isValid() and not self._is_saving:
            self.alone.setChecked(False)
            self.model.choose_reference(current.row())

    @Slot()
    def _on_removal_wanted(self) -> None:
        if not self._is_saving:
            self.model.remove(self.table.selected_rows())

    @Slot()
    def _on_remove_pictures(self) -> None:
        self._remove_all(Media.IMAGE)

    @Slot()
    def _on_remove_videos(self) -> None:
        self._remove_all(Media.VIDEO)

    def _remove_all(self, media: Media) -> None:
        files = self.model.files
        self.model.remove(row for row, file in enumerate(files) if file.media is media)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_name_edited(self) -> None:
        self._failure = ""
        self._say()

    @Slot()
    def _on_score(self) -> None:
        self._save(is_run_wanted=True)

    @Slot()
    def _on_save_only(self) -> None:
        self._save(is_run_wanted=False)

    # -- what comes of it ------------------------------------------------------------------------

    def _on_examined(self, outcome: tuple[list[ComparedFile], list[Path]]) -> None:
        files, self._folders = outcome
        self._looking.look(self.model.add(files))
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    @Slot()
    def _on_changed(self) -> None:
        """Follow the files: what metrics can be asked for, and a name nobody has typed over."""
        self._failure = ""
        files, reference = self.model.files, self.model.reference
        kinds = kinds_of(files)
        if kinds:
            asked = Asked(kinds[0], has_reference=not self.model.is_alone)
            self.metrics.model.set_asked(asked, limits_of(file.facts for file in files))
        if not self.name.isModified():
            taken = self._session.dataset_names()
            self.name.setText(proposed_name(files, reference, taken))
            self.name.setModified(False)
        self._say()

    def _missing(self) -> tuple[Blocker, str] | None:
        state = State(
            self.model.files,
            self.model.reference,
            self.name.text().strip(),
            self._session.dataset_names(),
            len(self.metrics.model.chosen),
            self.metrics.is_seeking,
        )
        return self._checks.missing(state, is_alone=self.model.is_alone)

    @Slot()
    def _say(self) -> None:
        """Say what is missing or was noticed, and let only be pressed what can be done."""
        missing = self._missing()
        row = self.table.currentIndex().row()
        is_row = 0 <= row < self.model.rowCount()
        self.details.setText(self.model.remark(row).details if is_row else "")
        is_free = not self._is_saving
        can_save = missing is None and is_free
        self.score.setEnabled(can_save)
        self.save_only.setEnabled(can_save)
        self.remove.setEnabled(is_free and bool(self.table.selected_rows()))
        can_refer = is_row and self.model.files[row].problem is None
        self.make_reference.setEnabled(is_free and can_refer)
        is_mixed = missing is not None and missing[0] is Blocker.MIXED
        self.remove_pictures.setVisible(is_mixed)
        self.remove_videos.setVisible(is_mixed)
        self.place.setText(str(self.workspace))
        self._say_status(missing)

    def _say_status(self, missing: tuple[Blocker, str] | None) -> None:
        if self._is_saving:
            name, role, text = "info", "quiet", self.tr("Saving…")
        elif self._failure:
            name, role, text = "error", "bad", self._failure
        elif missing is not None:
            is_busy = missing[0] in {Blocker.LOOKING, Blocker.FILES}
            name, role = ("info", "quiet") if is_busy else ("warning", "warning")
            text = missing[1]
        else:
            name, role = ("warning", "warning") if self.model.broken else ("state_complete", "good")
            text = self._summary()
        if self._folders:
            hint = self.tr("A folder is left out: for whole folders there is “New Dataset”.")
            text = f"{text} {hint}"
        self.status_icon.setPixmap(icon(name, role).pixmap(_ICON, _ICON))
        self.status.setText(text)

    def _summary(self) -> str:
        listed = sum(file.is_media for file in self.model.files)
        metrics = self.tr("%n metric(s)", "", len(self.metrics.model.chosen))
        if self.model.is_alone:
            files = self.tr("%n file(s) scored by themselves", "", listed)
        else:
            files = self.tr("%n file(s) compared with the reference", "", listed - 1)
        left_out = self.model.rowCount() - listed
        parts = [self.tr("Ready: {files}, {metrics}.")]
        if left_out:
            parts.append(self.tr("%n file(s) left out.", "", left_out))
        if self.model.broken:
            parts.append(self.tr("%n file(s) will get no score: see above.", "", self.model.broken))
        return " ".join(parts).replace("{files}", files).replace("{metrics}", metrics)

    def _save(self, *, is_run_wanted: bool) -> None:
        if self._missing() is not None or self._is_saving:
            return
        workspace = self.workspace
        plan = make_plan(
            self.name.text().strip(),
            workspace,
            self.model.files,
            self.model.reference,
            self.metrics.model.chosen,
        )
        self._is_saving, self._failure = True, ""
        self.is_run_wanted = is_run_wanted
        self._set_locked(True)

        def saved(_outcome: object) -> None:
            self._on_saved(plan.name, workspace)

        background = self._session.background
        self._works.append(
            background.start(lambda: save_plan(workspace, plan), saved, self._on_unsaved)
        )

    def _set_locked(self, is_locked: bool) -> None:
        for widget in (self.add, self.alone, self.name, self.metrics):
            widget.setEnabled(not is_locked)
        self._say()

    def _on_saved(self, name: str, workspace: Path) -> None:
        if self._session.workspace is None:
            self._session.open_workspace(workspace)
        self.saved_name = name
        self.accept()

    def _on_unsaved(self, error: Exception) -> None:
        self._is_saving = False
        self._failure = error_text(error)
        self._set_locked(False)
        if not isinstance(error, (ProblemError, OSError)):
            raise error


def _raise(error: Exception) -> None:
    raise error  # what the disk can do is expected; anything else is a defect
