"""Writing a table to a file: which part, which format, how many digits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.results.exports import ExportFormat
from omgui.tables.files import SUFFIXES, format_of
from omgui.ui.background import Background
from omgui.ui.check_boxes import FramedRadioButton
from omgui.ui.icons import icon
from omgui.ui.problem_words import error_text
from omgui.ui.results.exporting import ExportSource, ExportWish, export
from omgui.ui.results.kept_export import AS_FIT, KeptExport
from omgui.ui.save_folder import SaveFolder

_PARTS = ("all", "shown", "selected")
_ROUNDED = frozenset({ExportFormat.LATEX, ExportFormat.MARKDOWN})
_MOST_DIGITS = 12


class ExportDialog(QDialog):
    """Writes a table; what goes wrong is said here.

    Args:
        source: What can be written.
        saves: Where files are proposed to lie.
        background: Where it is written.
        parent: Owner.
    """

    def __init__(
        self,
        source: ExportSource,
        saves: SaveFolder,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source, self._saves, self._background = source, saves, background
        self._kept = KeptExport()
        self.path: Path | None = None
        self.setWindowTitle(self.tr("Export"))
        self.parts = QButtonGroup(self)
        counts = (source.table.row_count, len(source.shown), len(source.selected))
        texts = (
            self.tr("&The whole table, all columns"),
            self.tr("What is &shown: these rows and columns, in this order"),
            self.tr("The se&lected rows, with the columns that are shown"),
        )
        rows = QVBoxLayout()
        for number, (text, count) in enumerate(zip(texts, counts, strict=True)):
            size = self.tr("%n row(s)", "", count)
            button = FramedRadioButton(f"{text} – {size}")
            button.setEnabled(count > 0)
            self.parts.addButton(button, number)
            rows.addWidget(button)
        self.parts.button(1 if counts[1] else 0).setChecked(True)
        self.format = QComboBox()
        for suffix, words in self._formats().items():
            self.format.addItem(words, suffix)
        self.format.setCurrentIndex(self.format.findData(self._kept.suffix))
        self.format.setAccessibleName(self.tr("Format of the file"))
        self.digits = QSpinBox()
        self.digits.setRange(AS_FIT, _MOST_DIGITS)
        self.digits.setValue(self._kept.digits)
        self.digits.setSpecialValueText(self.tr("as many as fit"))
        self.digits.setAccessibleName(self.tr("Digits after the point"))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.error = QLabel()
        self.error.setWordWrap(True)
        self.error.setTextFormat(Qt.TextFormat.PlainText)
        self.error.hide()
        self.busy = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self.busy.setAccessibleName(self.tr("Writing"))
        self.busy.hide()
        self.save = QPushButton(icon("save"), self.tr("Sa&ve as…"))
        self.buttons = self._make_buttons()
        form = QFormLayout()
        form.addRow(self.tr("&Format:"), self.format)
        form.addRow(self.tr("&Digits:"), self.digits)
        layout = QVBoxLayout(self)
        layout.addLayout(rows)
        layout.addLayout(form)
        for widget in (self.about, self.error, self.busy, self.buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(520)
        self.format.currentIndexChanged.connect(self._say)
        self.save.clicked.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        self._say()

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setIcon(icon("close"))
        cancel.setAutoDefault(False)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setDefault(True)
        self.save.setFocus()
        return buttons

    def _formats(self) -> dict[str, str]:
        return {
            ".csv": self.tr("CSV: for every program, all digits"),
            ".xlsx": self.tr("Excel (XLSX): with a sheet on how the numbers were made"),
            ".parquet": self.tr("Parquet: for pandas and other data tools"),
            ".tex": self.tr("LaTeX: a table for a paper, the best scores bold"),
            ".md": self.tr("Markdown: a table for a web page, the best scores bold"),
            ".json": self.tr("JSON: for scripts, with how the numbers were made"),
            ".tsv": self.tr("TSV: columns parted by tabs"),
        }

    @property
    def suffix(self) -> str:
        """The ending of the chosen format."""
        return str(self.format.currentData())

    @property
    def wish(self) -> ExportWish:
        """What is chosen."""
        kind = SUFFIXES[self.suffix]
        is_rounded = kind in _ROUNDED and self.digits.value() != AS_FIT
        digits = self.digits.value() if is_rounded else None
        return ExportWish(_PARTS[self.parts.checkedId()], kind, digits)

    @override
    def reject(self) -> None:
        if not self.busy.isVisible():  # a file is written in one go, soon
            super().reject()

    @Slot()
    def _say(self) -> None:
        is_rounded = SUFFIXES[self.suffix] in _ROUNDED
        self.digits.setEnabled(is_rounded)
        self.about.setText(
            self.tr("Numbers are rounded for reading; the other formats keep all digits.")
            if is_rounded
            else self.tr("Numbers are written with all digits.")
        )

    @Slot()
    def _on_save(self) -> None:
        """Ask where to, which also asks before a file is replaced."""
        proposed = self._saves.folder / f"{self._source.title}_table{self.suffix}"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), str(proposed), f"*{self.suffix}"
        )
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the file.

        Args:
            path: Where; without an ending it gets that of the format.
        """
        wish = self.wish
        if not path.suffix:
            path = path.with_suffix(self.suffix)
            if path.exists():  # the dialog of files has asked about another name
                self._say_error(self.tr("There is a file {name} already; choose it to replace it."))
                self.error.setText(self.error.text().replace("{name}", path.name))
                return
        elif (named := format_of(path)) is not None and named is not wish.format:
            digits = wish.digits if named in _ROUNDED else None
            wish = ExportWish(wish.part, named, digits)  # the name that was typed counts
        self.path = path
        self._set_busy(is_busy=True)
        source = self._source
        self._background.start(lambda: export(source, wish, path), self._on_done, self._on_failed)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.busy.setVisible(is_busy)
        self.error.hide()
        self.save.setEnabled(not is_busy)

    def _on_done(self, _rows: int) -> None:
        self._set_busy(is_busy=False)
        self._kept.keep(self.suffix, self.digits.value())
        if self.path is not None:
            self._saves.note(self.path)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        self._say_error(error_text(error))

    def _say_error(self, words: str) -> None:
        self.error.setText(f"⚠ {words}")
        self.error.show()
