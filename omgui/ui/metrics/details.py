"""The panel beside the table: what a metric is, and its checkpoints with their buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from omgui.core.problems import Problem
from omgui.ui.data_tab import open_path
from omgui.ui.icons import icon
from omgui.ui.metrics.about_html import AboutHtml
from omgui.ui.metrics.rows import Files, MetricRow
from omgui.ui.problem_words import in_window_words, spoken
from omgui.weights.bring_in import Brought, Outcome
from omgui.weights.inventory import MetricWeights
from omgui.weights.network import offline_variable
from omgui.weights.places import weights_folders
from omgui.weights.words import size_text

_FETCHABLE = {Files.MISSING, Files.WRONG, Files.FAILED}
_UNDER_WAY = {Files.FETCHING, Files.QUEUED}


class DetailsPanel(QWidget):
    """Everything of one metric.

    Signals:
        fetch_wanted(str), cancel_wanted(str): For the checkpoints of a metric.
        import_wanted(Path), import_cancel_wanted(): For a folder, a zip archive or a file.
    """

    fetch_wanted = Signal(str)
    cancel_wanted = Signal(str)
    import_wanted = Signal(object)
    import_cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._html = AboutHtml(self)
        self._row: MetricRow | None = None
        self._weights: MetricWeights | None = None
        self._is_importing = False
        self.text = QTextBrowser(self)
        self.text.setOpenExternalLinks(True)
        self.text.setTabChangesFocus(True)
        self.progress = QProgressBar(self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fetch = QPushButton(icon("download"), "", self)
        self.cancel = QPushButton(icon("stop"), "", self)
        self.bring_in = QToolButton(self)
        self.bring_in.setIcon(icon("folder_open"))
        self.bring_in.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.bring_in.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu = QMenu(self.bring_in)
        self._from_folder = menu.addAction("")
        self._from_file = menu.addAction("")
        self.bring_in.setMenu(menu)
        self.open_folder = QPushButton(icon("folder"), "", self)
        self.report = QTextBrowser(self)
        self.report.setTabChangesFocus(True)
        self.report.setMaximumHeight(160)
        self.report.hide()
        self._lay_out()
        self.fetch.clicked.connect(self._on_fetch)
        self.cancel.clicked.connect(self._on_cancel)
        self._from_folder.triggered.connect(self._on_from_folder)
        self._from_file.triggered.connect(self._on_from_file)
        self.open_folder.clicked.connect(self._on_open_folder)
        self.retranslate()
        self._update_buttons()

    def show_row(self, row: MetricRow | None, weights: MetricWeights | None) -> None:
        """Show a metric; ``None`` shows what to do to see one."""
        is_same = row is not None and self._row is not None and row.name == self._row.name
        self._row, self._weights = row, weights
        place = self.text.verticalScrollBar().value() if is_same else 0
        if row is None:
            hint = self.tr("Choose a metric in the table to read what it measures.")
            self.text.setPlainText(hint)
        else:
            self.text.setHtml(self._html.of(row, weights))
            self.text.verticalScrollBar().setValue(place)
        self._update_buttons()

    def show_progress(self, row: MetricRow) -> None:
        """Show how far the files of the metric are that is shown."""
        if self._row is not None and row.name == self._row.name:
            self._row = row
            self._update_buttons()

    def set_importing(self, is_importing: bool) -> None:
        """Show whether an import is going on."""
        self._is_importing = is_importing
        if is_importing:
            self.report.setPlainText(self.tr("Importing…"))
            self.report.show()
        self._update_buttons()

    def show_import(self, brought: list[Brought], problem: Problem | None) -> None:
        """Show what became of each file of an import."""
        lines = [self._line(one) for one in brought]
        if problem is not None:
            lines.insert(0, f"⚠ {spoken(problem.message)} {in_window_words(problem).hint}".strip())
        elif not any(one.outcome is not Outcome.UNKNOWN for one in brought):
            lines.insert(0, self.tr("⚠ No checkpoint of any metric was found there."))
        else:
            count = sum(one.outcome is Outcome.IMPORTED for one in brought)
            lines.insert(0, self.tr("%n file(s) imported.", "", count))
        self.report.setPlainText("\n".join(lines))
        self.report.show()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.text.setAccessibleName(self.tr("About the metric"))
        self.progress.setAccessibleName(self.tr("Progress of fetching"))
        self.report.setAccessibleName(self.tr("What the import did"))
        self.fetch.setText(self.tr("Fet&ch"))
        self.cancel.setText(self.tr("Cance&l"))
        self.bring_in.setText(self.tr("&Import"))
        self.bring_in.setAccessibleName(self.tr("Import checkpoints"))
        self.bring_in.setToolTip(
            self.tr("Bring in checkpoints of any metric that were fetched on another computer")
        )
        self._from_folder.setText(self.tr("From a &folder…"))
        self._from_file.setText(self.tr("From a &zip archive or a file…"))
        self.open_folder.setText(self.tr("&Open folder"))
        self.open_folder.setToolTip(self.tr("Show the folder of the checkpoints"))
        self.show_row(self._row, self._weights)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.fetch, 1)
        first.addWidget(self.cancel, 1)
        second = QHBoxLayout()
        second.addWidget(self.bring_in)
        second.addWidget(self.open_folder)
        second.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.state)
        layout.addWidget(self.progress)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.report)

    def _update_buttons(self) -> None:
        row = self._row
        state = row.files.state if row is not None else Files.NONE_NEEDED
        offline = offline_variable()
        self.fetch.setVisible(state in _FETCHABLE)
        self.fetch.setEnabled(not offline)
        self.cancel.setVisible(state in _UNDER_WAY or self._is_importing)
        self.progress.setVisible(state in _UNDER_WAY)
        self.bring_in.setEnabled(not self._is_importing)
        if row is None:
            self.state.hide()
            return
        if state in _FETCHABLE:
            size = row.files.missing_bytes
            self.fetch.setText(
                self.tr("Fet&ch {size}").format(size=spoken(size_text(size)))
                if size > 0
                else self.tr("Fet&ch")
            )
        if state in _UNDER_WAY:
            percent = row.files.percent
            self.progress.setRange(0, 100 if percent is not None else 0)
            self.progress.setValue(percent or 0)
        self.state.setText(self._said(row, offline))
        self.state.setVisible(bool(self.state.text()))

    def _said(self, row: MetricRow, offline: str) -> str:
        files = row.files
        if files.state in _FETCHABLE and offline:
            return self.tr(
                "Nothing can be fetched: offline mode is on ({variable}). Import the files instead."
            ).format(variable=offline)
        if files.state is Files.FAILED:
            return files.said  # beside the button that tries again, not below the fold
        if files.state is Files.QUEUED:
            return self.tr("Waits until what is being fetched is there.")
        if files.state is Files.FETCHING:
            return self.tr("{done} of {total}, {speed}/s").format(
                done=spoken(size_text(files.done_bytes)),
                total=spoken(size_text(files.missing_bytes)),
                speed=spoken(size_text(round(files.bytes_per_s))),
            )
        return ""

    def _line(self, brought: Brought) -> str:
        file = brought.checkpoint.file if brought.checkpoint is not None else ""
        if brought.outcome is Outcome.IMPORTED:
            return self.tr("✓ {source}: imported as {path}").format(
                source=brought.source, path=brought.path
            )
        if brought.outcome is Outcome.ALREADY_THERE:
            return self.tr("✓ {source}: {file} was there already").format(
                source=brought.source, file=file
            )
        if brought.outcome is Outcome.REFUSED:
            return self.tr("✗ {source}: refused: {reason}").format(
                source=brought.source, reason=spoken(brought.reason)
            )
        return self.tr("– {source}: no checkpoint that any metric needs").format(
            source=brought.source
        )

    @Slot()
    def _on_fetch(self) -> None:
        if self._row is not None:
            self.fetch_wanted.emit(self._row.name)

    @Slot()
    def _on_cancel(self) -> None:
        if self._is_importing:
            self.import_cancel_wanted.emit()
        if self._row is not None and self._row.files.state in _UNDER_WAY:
            self.cancel_wanted.emit(self._row.name)

    @Slot()
    def _on_from_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with checkpoints"))
        if folder:
            self.import_wanted.emit(Path(folder))

    @Slot()
    def _on_from_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Zip archive or checkpoint"))
        if path:
            self.import_wanted.emit(Path(path))

    @Slot()
    def _on_open_folder(self) -> None:
        folder = weights_folders()[0]
        if self._weights is not None:
            folder = next((f.path.parent for f in self._weights.files if f.path), folder)
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        open_path(folder)
