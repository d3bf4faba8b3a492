"""What this program is: its versions, what it computes on, where things lie, and its licences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui import __version__
from omgui.ui import places
from omgui.ui.data_tab import open_path
from omgui.ui.dialog_buttons import closing_buttons
from omgui.ui.icons import app_icon
from omgui.ui.licence_panel import LicencePanel
from omgui.ui.log_file import versions
from omgui.ui.metrics.machine import Machine, MachineProbe
from omgui.ui.problem_words import spoken
from omgui.ui.session import Session
from omgui.weights.places import weights_folders

_ICON_SIDE = 56
_ROOM = (640, 560)
_GIB = 2**30
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class AboutDialog(QDialog):
    """Versions, devices as the engine knows them, folders and licences.

    Args:
        session: Whose background reads the licences.
        parent: Window it belongs to.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About omgui"))
        self.probe = MachineProbe(self)
        self.versions = QLabel(versions(), textInteractionFlags=_SELECTABLE)
        self.devices = QLabel(textInteractionFlags=_SELECTABLE, wordWrap=True)
        self.said = QLabel(wordWrap=True)
        self.said.hide()
        self.licences = LicencePanel(session)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._installation(), self.tr("&Installation"))
        self.tabs.addTab(self.licences, self.tr("&Licences"))
        self.copy = QPushButton(self.tr("&Copy Versions"))
        self.copy.setAutoDefault(False)
        buttons = closing_buttons()
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addLayout(self._head())
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        self.resize(*_ROOM)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self._on_copy)
        self.tabs.currentChanged.connect(self._on_tab)
        self.probe.answered.connect(self._on_answered)
        self.probe.failed.connect(self._on_failed)
        self.finished.connect(self._on_finished)
        self._show_devices(self.probe.known)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.probe.start()

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(_ICON_SIDE, _ICON_SIDE))
        name = QLabel(f"omgui {__version__}")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        name.setFont(font)
        words = QLabel(self.tr("Objective image and video quality assessment over whole datasets."))
        words.setWordWrap(True)
        column = QVBoxLayout()
        column.addWidget(name)
        column.addWidget(words)
        head = QHBoxLayout()
        head.addWidget(picture)
        head.addLayout(column, 1)
        return head

    def _installation(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Versions:"), self.versions)
        form.addRow(self.tr("Computes on:"), self.devices)
        for name, folder in self._folders():
            form.addRow(name, self._folder(name.rstrip(":"), folder))
        form.addRow(self.said)
        return page

    def _folders(self) -> list[tuple[str, Path]]:
        weights = [(self.tr("Checkpoints:"), folder) for folder in weights_folders()]
        return [
            *weights,
            (self.tr("Settings:"), places.preferences_file().parent),
            (self.tr("Log:"), places.logs_folder()),
        ]

    def _folder(self, name: str, folder: Path) -> QWidget:
        path = QLabel(str(folder), textInteractionFlags=_SELECTABLE, wordWrap=True)
        path.setTextFormat(Qt.TextFormat.PlainText)
        button = QPushButton(self.tr("Open"))
        button.setAutoDefault(False)
        button.setAccessibleName(self.tr("Open folder: {name}").replace("{name}", name))
        button.setProperty("folder", str(folder))
        button.clicked.connect(self._on_folder)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(path, 1)
        line.addWidget(button)
        return row

    def _show_devices(self, machine: Machine) -> None:
        lines = [self.tr("CPU, %n core(s)", "", machine.cores)]
        for number, free in enumerate(machine.cuda_free_bytes):
            words = self.tr("cuda:{number}, {free} GiB of its memory free")
            said = QLocale().toString(free / _GIB, "f", 1)
            lines.append(words.replace("{number}", str(number)).replace("{free}", said))
        if machine.has_mps:
            lines.append(self.tr("mps, the graphics processor of this Mac"))
        if not machine.is_asked:
            lines.append(self.tr("Asking the engine for graphics processors…"))
        elif len(lines) == 1:
            lines.append(self.tr("no graphics processor that torch can use"))
        if machine.vmaf_fault:
            lines.append(f"VMAF: {spoken(machine.vmaf_fault)}")
        self.devices.setText("\n".join(lines))

    @Slot(object)
    def _on_answered(self, machine: Machine) -> None:
        self._show_devices(machine)

    @Slot()
    def _on_failed(self) -> None:
        first = self.devices.text().partition("\n")[0]
        self.devices.setText(
            "\n".join([first, self.tr("The engine did not answer. Install omgui again.")])
        )

    @Slot(int)
    def _on_tab(self, _number: int) -> None:
        if self.tabs.currentWidget() is self.licences:
            self.licences.read()

    @Slot()
    def _on_folder(self) -> None:
        folder = Path(str(self.sender().property("folder")))
        words = ""
        if not folder.is_dir():
            words = self.tr("{folder} is not there yet: nothing was put into it so far.")
        elif not open_path(folder):
            words = self.tr("This system has no program that opens {folder}.")
        self.said.setText(words.replace("{folder}", str(folder)))
        self.said.setVisible(bool(words))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.versions.text()}\n{self.devices.text()}")

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self.probe.close()
        self.licences.close_panel()
