"""A few metrics to begin with, and why these; the picker has all others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset_config import METRIC_KEYS
from omgui.core.metric_spec import Kind, Media
from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.wizard.checking import Checker
from omgui.ui.wizard.metric_fit import FitWords, Sizes, sizes_of
from omgui.ui.wizard.parts import Notice
from omgui.ui.wizard.saving import first_metrics
from omgui.ui.wizard.state import WizardState


class MetricBoxes(QWidget):
    """Boxes to tick for a new dataset; a dataset that exists keeps its metrics.

    Signals:
        changed(): Another box is ticked.
    """

    changed = Signal()

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.boxes: dict[str, FramedCheckBox] = {}
        self.row = QHBoxLayout()
        self.row.addStretch(1)
        self.words = QLabel(wordWrap=True)
        self.fits = Notice()
        self._fit_words = FitWords(self)
        self._sizes: Sizes = Sizes()
        self._sizing = 0
        self._unticked: set[str] = set()  # not by the person
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.row)
        layout.addWidget(self.words)
        layout.addWidget(self.fits)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Names of the metrics that are ticked."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def find_sizes(self, checker: Checker) -> None:
        """Count the sizes of all files once they are known; there may be 200,000."""
        background = self._state.background
        background.forget(self._sizing)
        done, total = checker.files_progress
        if not total or done < total:
            self.note_sizes(Sizes())
            return
        facts, names = dict(checker.book.facts), checker.book.index.rows_of
        self._sizing = background.start(
            lambda: sizes_of(facts, names), self.note_sizes, self._failed
        )

    def _failed(self, error: Exception) -> None:
        raise error

    def note_sizes(self, sizes: Sizes) -> None:
        """Close the boxes of metrics that cannot run on files of these sizes, and say why.

        Args:
            sizes: Of all files that can be read; none where they are not known yet.
        """
        self._sizes = sizes
        known, _ = load_catalogue()
        said = []
        for name, box in self.boxes.items():
            refusal = self._fit_words.refusal(known[name], sizes)
            said.append(refusal or self._fit_words.warning(known[name], sizes))
            box.setToolTip(refusal or known[name].about or name)
            box.setAccessibleDescription(refusal)
            self._open(name, box, is_open=not refusal)
        self.fits.warn("\n".join(filter(None, said)))

    def _open(self, name: str, box: FramedCheckBox, *, is_open: bool) -> None:
        if box.isEnabled() == is_open:
            return
        box.setEnabled(is_open)
        if is_open:
            box.setChecked(name in self._unticked)
            self._unticked.discard(name)
        elif box.isChecked():
            self._unticked.add(name)
            box.setChecked(False)

    def offer(self) -> None:
        """Offer what fits the pairs that there are now."""
        has_pairs = bool(self._state.paired.pairing.groups)
        if self._state.opened is not None:
            self._show((), ())
            self.words.setText(self._kept_words(has_pairs=has_pairs))
            return
        offered, ticked = first_metrics(self._state.media or Media.IMAGE, has_pairs=has_pairs)
        self._show(offered, ticked)
        if has_pairs:
            words = self.tr(
                "These are what others report most, are computed fast and need no download. The "
                "tab Metrics has all others."
            )
        else:
            words = self.tr(
                "These describe the content and need neither references nor downloads. The tab "
                "Metrics has all others."
            )
        self.words.setText(words)

    def _kept_words(self, *, has_pairs: bool) -> str:
        opened = self._state.opened
        if opened is None:
            return ""
        kinds = METRIC_KEYS[opened.config.type]
        lists = {key: getattr(opened.config, key) for key in kinds}
        count = sum(len(names) for names in lists.values())
        words = self.tr("%n metric(s), as before. Change them on the tab Metrics.", "", count)
        needs_pairs = any(lists[key] for key, kind in kinds.items() if kind is Kind.FR)
        if needs_pairs and not has_pairs:
            words += " " + self.tr(
                "Some of them compare with a reference, and there are no pairs any more: untick "
                "these there before you run it."
            )
        return words

    def _show(self, offered: tuple[str, ...], ticked: tuple[str, ...]) -> None:
        if tuple(self.boxes) == offered:
            self.note_sizes(self._sizes)
            return
        for box in self.boxes.values():
            self.row.removeWidget(box)
            box.hide()
            box.deleteLater()
        known, _ = load_catalogue()
        self.boxes = {}
        for number, name in enumerate(offered):
            box = FramedCheckBox(known[name].title)
            box.setToolTip(known[name].about or name)
            box.setChecked(name in ticked)
            box.toggled.connect(self.changed)
            self.boxes[name] = box
            self.row.insertWidget(number, box)
        self._unticked.clear()
        self.note_sizes(self._sizes)
