"""How curves are drawn: a row of choices above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from omgui.core.curves import Smoothing
from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.flow_layout import FlowLayout
from omgui.ui.icons import icon

_SMOOTHINGS = (
    (Smoothing.NONE, 1),
    (Smoothing.MEAN, 5),
    (Smoothing.MEAN, 25),
    (Smoothing.MEAN, 101),
    (Smoothing.MEDIAN, 5),
    (Smoothing.MEDIAN, 25),
)
STACKED, OVERLAID, SCALED = range(3)
_LETTERS = 5  # at least; all fit into one line where the window is 1280 points wide
# name → keys
_ACTIONS = {
    "zoom_in": ("Ctrl++", "Ctrl+="),
    "zoom_out": ("Ctrl+-",),
    "pan_left": ("Alt+Left",),
    "pan_right": ("Alt+Right",),
    "reset": ("Ctrl+0",),
    "box": ("B",),
    "save": (),
    "copy": (),
    "light": (),
}


@dataclass(frozen=True)
class CurveOptions:
    """What is chosen.

    Attributes:
        arrangement: ``STACKED``, ``OVERLAID`` or ``SCALED``.
        smoothing: How neighbouring frames are taken together.
        window: How many of them.
        base: Row whose scores are subtracted; ``None`` for none.
        is_time: Whether the axis says times.
        has_cuts: Whether scene cuts are marked.
    """

    arrangement: int = STACKED
    smoothing: Smoothing = Smoothing.NONE
    window: int = 1
    base: int | None = None
    is_time: bool = False
    has_cuts: bool = False


class CurveOptionsBar(QWidget):
    """The row of choices.

    Signals:
        changed(): Something else is chosen; see :attr:`options`.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrangement = QComboBox()
        self.smoothing = QComboBox()
        self.base = QComboBox()
        self.axis = QComboBox()
        for box, count in (
            (self.arrangement, 3),
            (self.smoothing, len(_SMOOTHINGS)),
            (self.axis, 2),
        ):
            box.addItems([""] * count)
        for box in (self.arrangement, self.smoothing, self.base, self.axis):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_LETTERS)
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            box.currentIndexChanged.connect(self.changed)
        self.axis.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.cuts = FramedCheckBox()
        self.cuts.toggled.connect(self.changed)
        self.actions_by_name: dict[str, QAction] = {}
        for name, keys in _ACTIONS.items():
            action = QAction(self)
            action.setObjectName(f"curve_{name}")
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.actions_by_name[name] = action
        self.actions_by_name["box"].setCheckable(True)
        self.actions_by_name["light"].setCheckable(True)
        self.actions_by_name["light"].setChecked(True)
        self.actions_by_name["save"].setIcon(icon("save"))
        self.actions_by_name["copy"].setIcon(icon("copy"))
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = FlowLayout(self, is_filling=True)
        self.labels: list[QLabel] = []
        for box in (self.arrangement, self.smoothing, self.base, self.axis):
            label = QLabel()
            label.setBuddy(box)
            self.labels.append(label)
            pair = QWidget()  # that a line does not end between the two
            is_wide = box is not self.axis  # whose words are short
            wide = QSizePolicy.Policy.Expanding if is_wide else QSizePolicy.Policy.Preferred
            pair.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(label)
            line.addWidget(box, 1)
            layout.addWidget(pair)
        layout.addWidget(self.cuts)
        self.more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu = QMenu(self.more)
        self.menu.addActions(list(self.actions_by_name.values()))
        self.more.setMenu(self.menu)
        layout.addWidget(self.more)

    @property
    def options(self) -> CurveOptions:
        """What is chosen."""
        way, window = _SMOOTHINGS[self.smoothing.currentIndex()]
        return CurveOptions(
            self.arrangement.currentIndex(),
            way,
            window,
            self.base.currentData(),
            self.axis.currentIndex() == 1,
            self.cuts.isChecked(),
        )

    def offer_bases(self, bases: Sequence[tuple[int, str]]) -> None:
        """Offer rows whose scores can be subtracted.

        Args:
            bases: Rows and names of the files that are shown.
        """
        kept = self.base.currentData()
        wanted = [(None, self.tr("none")), *(bases if len(bases) > 1 else ())]
        now = [(self.base.itemData(k), self.base.itemText(k)) for k in range(self.base.count())]
        if now == wanted:
            return
        with QSignalBlocker(self.base):
            self.base.clear()
            for row, name in wanted:
                self.base.addItem(name, row)
            self.base.setCurrentIndex(max(0, self.base.findData(kept)) if kept is not None else 0)
        self.base.setEnabled(len(bases) > 1)
        if self.base.currentData() != kept:
            self.changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        words = (self.tr("Pl&ots"), self.tr("Smoothing"), self.tr("&Baseline"), self.tr("A&xis"))
        for label, text in zip(self.labels, words, strict=True):
            label.setText(text)
        names = (
            self.tr("Plots"),
            self.tr("Smoothing"),
            self.tr("Baseline"),
            self.tr("Axis"),
        )
        for box, text in zip(
            (self.arrangement, self.smoothing, self.base, self.axis), names, strict=True
        ):
            box.setAccessibleName(text)
        plots = (
            self.tr("by metric"),
            self.tr("all in one"),
            self.tr("all in one, 0 to 1"),
        )
        for number, text in enumerate(plots):
            self.arrangement.setItemText(number, text)
        self.arrangement.setToolTip(
            self.tr(
                "One plot for each metric, or one for all of them: with the scores as they are, or "
                "with each metric brought to 0 to 1"
            )
        )
        for number, (way, window) in enumerate(_SMOOTHINGS):
            self.smoothing.setItemText(number, self._smoothing_text(way, window))
        self.smoothing.setToolTip(
            self.tr(
                "Draws for each frame what the frames around it give; worst frames are sought "
                "among the scores themselves"
            )
        )
        self.base.setToolTip(
            self.tr(
                "Draws how much the scores of the other files are above or below those of one file"
            )
        )
        if self.base.count():
            self.base.setItemText(0, self.tr("none"))
        self.axis.setItemText(0, self.tr("Frames"))
        self.axis.setItemText(1, self.tr("Time"))
        self.axis.setToolTip(self.tr("Times go by the average frame rate"))
        self.cuts.setText(self.tr("Mar&k cuts"))
        self.cuts.setToolTip(
            self.tr("Looks for the beginnings of scenes in the reference, and marks them")
        )
        self.more.setText(self.tr("More"))
        self.more.setAccessibleName(self.tr("More for curves"))
        for name, text in self._action_texts().items():
            self.actions_by_name[name].setText(text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _smoothing_text(self, way: Smoothing, window: int) -> str:
        if way is Smoothing.NONE:
            return self.tr("none")
        words = (
            self.tr("mean of {count} frames")
            if way is Smoothing.MEAN
            else self.tr("median of {count} frames")
        )
        return words.replace("{count}", str(window))

    def _action_texts(self) -> dict[str, str]:
        return {
            "zoom_in": self.tr("See fewer frames"),
            "zoom_out": self.tr("See more frames"),
            "pan_left": self.tr("Earlier frames"),
            "pan_right": self.tr("Later frames"),
            "reset": self.tr("See all frames"),
            "box": self.tr("Drag a box to zoom into it"),
            "save": self.tr("Save the curves as PNG or SVG…"),
            "copy": self.tr("Copy the curves as an image"),
            "light": self.tr("Save and copy on white, in a dark window, too"),
        }
