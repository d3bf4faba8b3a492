"""The widgets of quick compare: where they are and what is written on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.background import Background
from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.icons import icon
from omgui.ui.quick_compare.metrics_box import MetricsBox
from omgui.ui.quick_compare.model import CompareModel
from omgui.ui.quick_compare.table import FilesTable

_SIZE = (1080, 660)


class CompareWindow(QDialog):
    """The dialog without what it does.

    Args:
        background: Where slow questions are asked.
        parent: The window.
    """

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CompareModel(self)
        self._make_widgets(background)
        self._lay_out()
        self.setAcceptDrops(True)
        self.resize(*_SIZE)

    def _make_widgets(self, background: Background) -> None:
        self.intro = QLabel(wordWrap=True)
        self.table = FilesTable(self.model, self)
        self.table_title = QLabel()
        self.table_title.setBuddy(self.table)
        self.details = QLabel(wordWrap=True)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.add = QPushButton(icon("file"), "")
        self.make_reference = QPushButton()
        self.remove = QPushButton(icon("close"), "")
        self.alone = FramedCheckBox()
        self.remove_pictures = QPushButton(icon("picture"), "")
        self.remove_videos = QPushButton(icon("film"), "")
        self.metrics = MetricsBox(background, self)
        self.name = QLineEdit()
        self.name_title = QLabel()
        self.name_title.setBuddy(self.name)
        self.place_title = QLabel()
        self.place = QLabel(wordWrap=True)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.status_icon = QLabel()
        self.status = QLabel(wordWrap=True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.score = self.buttons.addButton("", role.AcceptRole)
        self.save_only = self.buttons.addButton("", role.ActionRole)
        self.cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.cancel.setIcon(icon("close"))
        self.score.setIcon(icon("run"))
        self.score.setDefault(True)
        for button in (self.add, self.make_reference, self.remove, self.save_only):
            button.setAutoDefault(False)
        for button in (self.remove_pictures, self.remove_videos):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for widget in (self.add, self.make_reference, self.remove):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self.alone)
        form = QFormLayout()
        form.addRow(self.name_title, self.name)
        form.addRow(self.place_title, self.place)
        said = QHBoxLayout()
        said.addWidget(self.status_icon, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.status, 1)
        mending = QHBoxLayout()
        for widget in (self.remove_pictures, self.remove_videos):
            mending.addWidget(widget)
        mending.addStretch(1)
        right = QVBoxLayout()
        right.addLayout(form)
        right.addStretch(1)
        right.addLayout(said)
        right.addLayout(mending)
        bottom = QHBoxLayout()
        bottom.addWidget(self.metrics, 1)
        bottom.addSpacing(8)
        bottom.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.intro)
        layout.addWidget(self.table_title)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.details)
        layout.addLayout(tools)
        layout.addLayout(bottom, 1)
        layout.addWidget(self.buttons)

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(self.tr("Quick Compare"))
        self.intro.setText(
            self.tr(
                "Choose the reference, tick metrics and press Score. More files can be dropped "
                "anywhere on this window."
            )
        )
        self.table_title.setText(
            self.tr("&Files (Space makes the current one the reference, Delete removes):")
        )
        self.table.setAccessibleName(self.tr("Files to compare"))
        self.table.set_invitation(self.tr("Drop two or more pictures or videos here."))
        self.add.setText(self.tr("&Add Files…"))
        self.make_reference.setText(self.tr("Use as &Reference"))
        self.remove.setText(self.tr("Remo&ve"))
        self.remove.setToolTip(self.tr("Take the selected files out of the comparison"))
        self.alone.setText(self.tr("No re&ference: score each file by itself"))
        self.remove_pictures.setText(self.tr("Remove the &Pictures"))
        self.remove_videos.setText(self.tr("Remove the V&ideos"))
        self.name_title.setText(self.tr("&Name of the dataset:"))
        self.place_title.setText(self.tr("Goes to:"))
        self.score.setText(self.tr("&Score"))
        self.score.setToolTip(self.tr("Save the dataset and run it at once"))
        self.save_only.setText(self.tr("Save &Only"))
        self.save_only.setToolTip(self.tr("Save the dataset without running it"))
        self.metrics.retranslate()
        self.model.retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
