"""Videos that do not begin together: both frames before and after, and a question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.frame_offsets import offset_refusal
from omgui.core.media_facts import VideoFacts
from omgui.core.problems import ProblemError
from omgui.media.alignment import Alignment
from omgui.media.frame_pictures import FramePictures
from omgui.ui.problem_words import both, spoken
from omgui.ui.wizard.checking import Checker
from omgui.ui.wizard.decisions import Pair
from omgui.ui.wizard.models import FilesModel, Row
from omgui.ui.wizard.parts import Notice, make_table
from omgui.ui.wizard.picture_box import Picture, PictureBox
from omgui.ui.wizard.state import WizardState

_FIRST_MOMENT = 20  # frames after the first common one: beginnings are often black
_STEP = 30
_ROWS_SHOWN = 5
_FILE_WIDTH = 320


class AlignmentPanel(QWidget):
    """The pairs that seem to be shifted, one question each."""

    def __init__(self, state: WizardState, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._checker = checker
        self._reader: FramePictures | None = None
        self._found: list[tuple[Pair, Alignment]] = []
        self._moment = 0
        self._asked = 0
        self._shown: tuple[Pair, int] | None = None
        self.words = Notice()
        self.model = FilesModel(3, self)
        self.table = make_table(self.model, is_many=True)
        self.table.setColumnWidth(0, _FILE_WIDTH)
        self.table.setColumnWidth(1, _FILE_WIDTH)
        rows = self.table.verticalHeader().defaultSectionSize() * (_ROWS_SHOWN + 1)
        self.table.setMaximumHeight(rows)
        self.captions = [QLabel(wordWrap=True) for _ in range(3)]
        self.boxes = [PictureBox() for _ in range(3)]
        self.said = Notice()
        self.accept = QPushButton(autoDefault=False)
        self.keep = QPushButton(autoDefault=False)
        self.next = QPushButton(autoDefault=False)
        self.moment = QPushButton(autoDefault=False)
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.accept.clicked.connect(self._on_accept)
        self.keep.clicked.connect(self._on_keep)
        self.next.clicked.connect(self.show_next)
        self.moment.clicked.connect(self._on_moment)
        checker.judged.connect(self._fill)
        checker.pairs_changed.connect(self._fill)
        self.retranslate()

    def _lay_out(self) -> None:
        pictures = QGridLayout()
        for column in range(3):
            pictures.addWidget(self.captions[column], 0, column)
            pictures.addWidget(self.boxes[column], 1, column)
            pictures.setColumnStretch(column, 1)
        pictures.setRowStretch(1, 1)
        buttons = QHBoxLayout()
        for button in (self.accept, self.keep, self.next, self.moment):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.table)
        layout.addLayout(pictures, 1)
        layout.addWidget(self.said)
        layout.addLayout(buttons)

    @property
    def undecided(self) -> int:
        """How many pairs wait for an answer."""
        decided = self._state.decisions.offsets
        return sum(pair not in decided for pair, _ in self._found)

    def close_page(self) -> None:
        """End the reader of frames."""
        self._state.background.forget(self._asked)
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.table.setAccessibleName(self.tr("Videos that begin earlier or later"))
        self.model.set_headers(
            self.tr("Distorted video"), self.tr("Reference"), self.tr("What you decided")
        )
        self.keep.setText(self.tr("&Keep unshifted"))
        self.next.setText(self.tr("Show ne&xt"))
        self.moment.setText(self.tr("Another &moment"))
        self.moment.setToolTip(self.tr("Show frames of another moment of the same videos"))
        self._shown = None
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def show_next(self) -> None:
        """Choose the next pair that waits for an answer."""
        decided = self._state.decisions.offsets
        start = self.table.currentIndex().row() + 1
        order = [*range(start, len(self._found)), *range(start)]
        for row in order:
            if row < len(self._found) and self._found[row][0] not in decided:
                self.table.selectRow(row)
                return

    @Slot()
    def _fill(self) -> None:
        found = self._checker.book.shifted()
        rows = [self._row(pair, one) for pair, one in found]
        current = self.table.currentIndex().row()
        is_same = [pair for pair, _ in found] == [pair for pair, _ in self._found]
        self._found = found
        chosen = {index.row() for index in self.table.selectionModel().selectedRows()}
        self.model.show(rows)
        if found:
            wanted = chosen if is_same and chosen else {min(max(current, 0), len(found) - 1)}
            for row in wanted:
                self._select(row)
        self._say()
        self._on_chosen()

    def _select(self, row: int) -> None:
        flags = self.table.selectionModel().SelectionFlag
        index = self.model.index(row, 0)
        self.table.setCurrentIndex(index)
        self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def _row(self, pair: Pair, found: Alignment) -> Row:
        decided = self._state.decisions.offsets.get(pair)
        if decided is None:
            words = self.tr("Not decided: is it shifted by {frames}?")
            words = words.replace("{frames}", f"{found.frames:+d}")
            return Row((pair[1], pair[0], words), pair[1], "warning", "warning")
        if decided:
            words = self.tr("Shifted by {frames}").replace("{frames}", f"{decided:+d}")
        else:
            words = self.tr("Kept unshifted")
        return Row((pair[1], pair[0], words), pair[1], "state_complete", "good")

    def _say(self) -> None:
        if self._checker.is_aligning:
            done, total = self._checker.pairs_progress
            words = self.tr("Comparing how the videos begin: {done} of {total} pairs…")
            self.words.say(words.replace("{done}", str(done)).replace("{total}", str(total)))
        elif not self._found:
            self.words.say(
                self.tr(
                    "Every pair that was compared begins with the same picture, as far as that can "
                    "be told."
                ),
                "state_complete",
                "good",
            )
        elif self.undecided:
            self.words.warn(
                self.tr(
                    "Begin earlier or later than their reference, it seems: %n video(s). Nothing "
                    "is shifted unless you accept it.",
                    "",
                    self.undecided,
                )
            )
        else:
            self.words.say(self.tr("All are decided."), "state_complete", "good")

    def _chosen(self) -> list[tuple[Pair, Alignment]]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self._found[row] for row in rows if row < len(self._found)]

    @Slot()
    def _on_chosen(self) -> None:
        chosen = self._chosen()
        is_compatible = False
        if self._state.opened is not None:
            is_compatible = self._state.opened.config.omgui.is_compatible
        book = self._checker.book
        refusals = [
            offset_refusal(book.mode_of(pair), is_compatible=is_compatible) for pair, _ in chosen
        ]
        refusal = next((one for one in refusals if one is not None), None)
        offsets = {found.frames for _, found in chosen}
        if len(offsets) == 1:
            words = self.tr("&Accept offset {frames}")
            self.accept.setText(words.replace("{frames}", f"{chosen[0][1].frames:+d}"))
        else:
            self.accept.setText(self.tr("&Accept offsets"))
        self.accept.setEnabled(bool(chosen) and refusal is None)
        self.keep.setEnabled(bool(chosen))
        self.next.setEnabled(self.undecided > 0)
        self.moment.setEnabled(bool(chosen))
        if refusal is not None:
            self.said.warn(both(refusal.message, refusal.hint))
        else:
            self.said.say(self._explanation(chosen[0]) if len(chosen) == 1 else "")
        if chosen and (chosen[0][0], self._moment) != self._shown:
            self._ask(chosen[0])
        elif not chosen:
            self._clear()

    def _explanation(self, one: tuple[Pair, Alignment]) -> str:
        frames = one[1].frames
        if frames > 0:
            return self.tr(
                "The distorted video has %n extra frame(s) at its beginning. With the offset they "
                "are left out.",
                "",
                frames,
            )
        return self.tr(
            "The distorted video lacks the first %n frame(s) of its reference. With the offset "
            "these are left out.",
            "",
            -frames,
        )

    def _clear(self) -> None:
        self._shown = None
        for caption, box in zip(self.captions, self.boxes, strict=True):
            caption.clear()
            box.show_picture(None)

    def _ask(self, one: tuple[Pair, Alignment]) -> None:
        """Fetch three frames in the background; of several wishes the last counts."""
        pair, found = one
        root = self._state.root
        if root is None:
            return
        self._shown = (pair, self._moment)
        frame = self._frame(pair, found.frames)
        captions = (
            self.tr("Reference, frame {number}"),
            self.tr("Unshifted: distorted, frame {number}"),
            self.tr("With offset: distorted, frame {number}"),
        )
        wanted = (
            (root / pair[0], frame),
            (root / pair[1], frame),
            (root / pair[1], frame + found.frames),
        )
        for label, text, (_, number) in zip(self.captions, captions, wanted, strict=True):
            label.setText(text.replace("{number}", str(number)))
        reader = self._reader = self._reader or FramePictures()
        background = self._state.background
        background.forget(self._asked)
        self._asked = background.start(
            lambda: [_read(reader, path, number) for path, number in wanted],
            self._on_frames,
            self._failed,
        )

    def _frame(self, pair: Pair, frames: int) -> int:
        """Return the number of the reference's frame that is shown."""
        facts = [self._checker.book.facts.get(name) for name in pair]
        counts = [one.frames for one in facts if isinstance(one, VideoFacts)]
        first = max(0, -frames)
        last = min(counts, default=1) - 1 - max(0, frames)
        room = max(1, last - first + 1)
        return first + (_FIRST_MOMENT + self._moment * _STEP) % room

    def _on_frames(self, frames: list[Picture | str]) -> None:
        for box, frame in zip(self.boxes, frames, strict=True):
            if isinstance(frame, str):
                box.show_picture(None, frame)
            else:
                box.show_picture(frame)

    def _failed(self, error: Exception) -> None:
        raise error

    @Slot()
    def _on_moment(self) -> None:
        self._moment += 1
        self._on_chosen()

    @Slot()
    def _on_accept(self) -> None:
        offsets = {pair: found.frames for pair, found in self._chosen()}
        self._state.decide(self.tr("offset"), self._state.decisions.with_offsets(offsets))
        self.show_next()

    @Slot()
    def _on_keep(self) -> None:
        offsets = dict.fromkeys((pair for pair, _ in self._chosen()), 0)
        self._state.decide(self.tr("keep unshifted"), self._state.decisions.with_offsets(offsets))
        self.show_next()


def _read(reader: FramePictures, path: Path, number: int) -> Picture | str:
    try:
        return reader.frame(path, number)
    except ProblemError as error:
        return spoken(error.problem.message)
