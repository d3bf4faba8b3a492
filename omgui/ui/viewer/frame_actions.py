"""Everything that can be done with frames, as a table of actions that a page mounts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from omgui.ui.icons import icon
from omgui.ui.viewer.frame_canvas import Arrangement

# group → name → icon, keys
TABLE: dict[str, dict[str, tuple[str, Sequence[str]]]] = {
    "go": {
        "next": ("frame_next", ("Right",)),
        "back": ("frame_back", ("Left",)),
        "next_ten": ("", ("Shift+Right",)),
        "back_ten": ("", ("Shift+Left",)),
        "first": ("frame_first", ("Home",)),
        "last": ("frame_last", ("End",)),
    },
    "play": {
        "play": ("run", ("Space",)),
        "play_forward": ("", ("L",)),
        "stop": ("", ("K",)),
        "play_back": ("", ("J",)),
    },
    "look": {
        "side": ("view_side", ("S",)),
        "wipe": ("view_wipe", ("W",)),
        "flicker": ("view_flicker", ("F",)),
        "difference": ("view_difference", ("D",)),
        "turns": ("", ("Shift+F",)),
        "peek": ("", ("R",)),
        "split_left": ("", ("[",)),
        "split_right": ("", ("]",)),
        "stronger": ("", ("G",)),
        "weaker": ("", ("Shift+G",)),
    },
    "zoom": {
        "fit": ("", ("0",)),
        "own_size": ("", ("1",)),
        "zoom_in": ("", ("+", "=")),
        "zoom_out": ("", ("-",)),
        "pan_left": ("", ("Ctrl+Left",)),
        "pan_right": ("", ("Ctrl+Right",)),
        "pan_up": ("", ("Ctrl+Up",)),
        "pan_down": ("", ("Ctrl+Down",)),
    },
    "keep": {
        "save_distorted": ("save", ("Ctrl+S",)),
        "save_both": ("", ("Ctrl+Shift+S",)),
        "save_view": ("", ()),
        "save_map": ("", ()),
        "copy_image": ("copy", ("Ctrl+Shift+C",)),
        "copy_time": ("", ("Ctrl+T",)),
    },
}
ARRANGEMENTS = tuple(each.value for each in Arrangement)


class FrameActions(QObject):
    """The actions of the frame panes, made once.

    Args:
        parent: What they belong to.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.all: dict[str, QAction] = {}
        self._arrangements = QActionGroup(self)
        for entries in TABLE.values():
            for name, (drawing, keys) in entries.items():
                action = QAction(parent)
                action.setObjectName(f"frame_{name}")
                action.setShortcuts([QKeySequence(key) for key in keys])
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                if drawing:
                    action.setIcon(icon(drawing))
                if name in ARRANGEMENTS:
                    action.setCheckable(True)
                    self._arrangements.addAction(action)
                self.all[name] = action
        self.all["turns"].setCheckable(True)
        self.all["turns"].setChecked(True)
        self.all["side"].setChecked(True)
        self.all["peek"].setAutoRepeat(False)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self.all[name]

    def by_group(self) -> list[tuple[str, list[QAction]]]:
        """Return the actions with the title of each group, for menus and for the list of keys."""
        titles = {
            "go": self.tr("Go to a frame"),
            "play": self.tr("Play"),
            "look": self.tr("Compare"),
            "zoom": self.tr("Zoom and move"),
            "keep": self.tr("Save and copy"),
        }
        return [
            (titles[group], [self.all[name] for name in entries])
            for group, entries in TABLE.items()
        ]

    @Slot()
    def retranslate(self) -> None:
        """Name everything in the language in force."""
        for name, text in self._texts().items():
            action = self.all[name]
            action.setText(text)
            keys = ", ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
            )
            action.setToolTip(f"{text} ({keys})" if keys else text)

    def _texts(self) -> dict[str, str]:
        return {
            "next": self.tr("Next frame"),
            "back": self.tr("Frame before"),
            "next_ten": self.tr("Ten frames on"),
            "back_ten": self.tr("Ten frames back"),
            "first": self.tr("First frame"),
            "last": self.tr("Last frame"),
            "play": self.tr("Play or stop"),
            "play_forward": self.tr("Play; again for faster"),
            "stop": self.tr("Stop"),
            "play_back": self.tr("Play backwards; again for faster"),
            "side": self.tr("Side by side"),
            "wipe": self.tr("Wipe"),
            "flicker": self.tr("Flicker"),
            "turns": self.tr("Flicker by itself"),
            "difference": self.tr("Difference"),
            "peek": self.tr("Show the reference while the key is held"),
            "split_left": self.tr("Move the split of the wipe to the left"),
            "split_right": self.tr("Move the split of the wipe to the right"),
            "stronger": self.tr("Amplify the difference more"),
            "weaker": self.tr("Amplify the difference less"),
            "fit": self.tr("Fit the picture in"),
            "own_size": self.tr("One pixel for one pixel"),
            "zoom_in": self.tr("Zoom in"),
            "zoom_out": self.tr("Zoom out"),
            "pan_left": self.tr("Move to the left"),
            "pan_right": self.tr("Move to the right"),
            "pan_up": self.tr("Move up"),
            "pan_down": self.tr("Move down"),
            "save_distorted": self.tr("Save the frame as PNG…"),
            "save_both": self.tr("Save both frames as PNG…"),
            "save_view": self.tr("Save what is compared as PNG…"),
            "save_map": self.tr("Save the error map as PNG…"),
            "copy_image": self.tr("Copy what is compared as an image"),
            "copy_time": self.tr("Copy the time of the frame"),
        }
