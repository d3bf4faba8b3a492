"""What the page of the Viewer adds to the keys of frames and curves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS = {
    "next_worst": ("PgDown",),
    "last_worst": ("PgUp",),
    "next_file": (".",),
    "last_file": (",",),
    "jump": ("Ctrl+G",),
    "note": ("N",),
    "keys": ("?",),
}


class ViewerActions(QObject):
    """The actions of the page, by name.

    Args:
        page: What they belong to.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.all: dict[str, QAction] = {}
        for name, keys in _KEYS.items():
            action = QAction(page)
            action.setObjectName(f"viewer_{name}")
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.all[name] = action
        self.retranslate(is_video=True)

    def __getitem__(self, name: str) -> QAction:
        return self.all[name]

    def title(self) -> str:
        """Return what stands above these actions in a list."""
        return self.tr("Viewer")

    def retranslate(self, *, is_video: bool) -> None:
        """Name everything in the language in force."""
        texts = {
            "next_worst": self.tr("Next worst frame")
            if is_video
            else self.tr("Next worst picture"),
            "last_worst": (
                self.tr("Worse frame before") if is_video else self.tr("Worse picture before")
            ),
            "next_file": self.tr("Next file"),
            "last_file": self.tr("File before"),
            "jump": self.tr("Go to a frame or a time"),
            "note": self.tr("Write a note on the frame"),
            "keys": self.tr("All keys"),
        }
        form = QKeySequence.SequenceFormat.NativeText
        for name, text in texts.items():
            action = self.all[name]
            action.setText(text)
            action.setToolTip(f"{text} ({action.shortcut().toString(form)})")
