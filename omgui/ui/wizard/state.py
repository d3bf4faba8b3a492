"""What the wizard knows and decides; its pages show this and change nothing else."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from omgui.core.metric_spec import Media
from omgui.core.pairing import Pairing, PairingCancelled, Proposal, propose
from omgui.core.problems import Problem
from omgui.media.listing import FolderListing, list_folder
from omgui.ui.background import Background
from omgui.ui.collector import let_go
from omgui.ui.wizard.decision_step import DecisionStep
from omgui.ui.wizard.decisions import Chosen, Decisions
from omgui.ui.wizard.jobs import Job, expected_problems, ignore, look_ahead, of_pairs, typed
from omgui.ui.wizard.opened import Opened, read_opened
from omgui.ui.wizard.pairing_work import Paired, Question, chosen_of, pair

_PROGRESS_MS = 100
_TYPING_MS = 150
_MANY = 20_000  # files; to give back so many names takes a while, which a thread has
_LATER_S = 1.0  # when no widget holds them any more
_THREADS = 4  # a listing that hangs on a network drive holds up nothing else


class WizardState(QObject):
    """The folder, the decisions, and the pairs they come to.

    Signals:
        folder_changed(): Another folder, or the list of its files came, or could not be made.
        listing_progressed(int): So many files were found by now.
        proposals_changed(): Other proposals.
        decided(): The decisions are others.
        paired_changed(): The pairs are others.
        opened_changed(): The dataset that is to be changed was read, or could not be.
    """

    folder_changed = Signal()
    listing_progressed = Signal(int)
    proposals_changed = Signal()
    decided = Signal()
    paired_changed = Signal()
    opened_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.background = Background(self, threads=_THREADS)
        self.decisions = Decisions()
        self.root: Path | None = None
        self.listing: FolderListing | None = None
        self.problems: tuple[Problem, ...] = ()
        self.proposals: tuple[Proposal, ...] = ()
        self.paired = Paired(Pairing())
        self.opened: Opened | None = None
        self.is_opening = False
        self._paths: tuple[str, ...] = ()
        self._paths_of: tuple[int, Media | None] = (0, None)
        self._listing = Job()
        self._proposing = Job()
        self._pairing = Job()
        self._is_listing = False
        self._is_proposing = False
        self._is_pairing = False
        self._is_stale = False
        self._is_closed = False
        self._progress = QTimer(self, interval=_PROGRESS_MS)
        self._progress.timeout.connect(self._on_progress)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._pair)

    @property
    def is_listing(self) -> bool:
        """Whether files are still being found."""
        return self._is_listing

    @property
    def is_busy(self) -> bool:
        """Whether the pairs that are shown are not those of the decisions yet."""
        return self._is_listing or self._is_proposing or self._is_pairing or self._soon.isActive()

    @property
    def is_proposing(self) -> bool:
        """Whether proposals are still being looked for."""
        return self._is_proposing

    @property
    def media(self) -> Media | None:
        """What is scored; where a folder holds both and nobody chose, what there is more of."""
        if self.decisions.media is not None:
            return self.decisions.media
        if self.listing is None or not (self.listing.images or self.listing.videos):
            return None
        is_more = self.listing.videos > self.listing.images
        return Media.VIDEO if is_more else Media.IMAGE

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are to be paired."""
        media, listing = self.media, self.listing
        if listing is None or media is None:
            return ()
        if self._paths_of != (id(listing), media):
            self._paths_of = (id(listing), media)
            self._paths = listing.paths(media)
        return self._paths

    def decide(self, text: str, decisions: Decisions, *, typing: int = -1) -> None:
        """Decide something, so that it can be undone.

        Args:
            text: What was decided, for the Undo button.
            decisions: All decisions from now on.
            typing: Steps with the same number from 0 on are one step.
        """
        if decisions != self.decisions:
            step = DecisionStep(self._take, self.decisions, decisions, text, typing)
            self.undo_stack.push(step)

    def set_folder(self, root: Path) -> None:
        """Look into another folder.

        What was decided for a new dataset is forgotten; that of a dataset which is being changed
        stays, since its files may have moved.
        """
        if self.opened is None:
            self.undo_stack.clear()
            self.decisions = Decisions()
        self._list(root)
        self.decided.emit()

    @Slot()
    def list_again(self) -> None:
        """Look into the folder again; decisions stay."""
        if self.root is not None:
            self._list(self.root)

    @Slot()
    def cancel_listing(self) -> None:
        """Stop looking for files."""
        self._listing.is_cancelled.set()

    def open_dataset(self, workspace: Path, name: str) -> None:
        """Go on with a dataset that exists."""
        self.is_opening = True

        def failed(error: Exception) -> None:
            self.is_opening = False
            self.problems = expected_problems(error)
            self.opened_changed.emit()

        self.background.start(lambda: read_opened(workspace, name), self._on_opened, failed)

    def close(self) -> None:
        """End everything that is going on."""
        self._is_closed = True
        self._listing.is_cancelled.set()
        self._proposing.is_cancelled.set()
        self._pairing.is_cancelled.set()
        self._progress.stop()
        self._soon.stop()
        self.background.close()
        let_go()
        if len(self._paths) > _MANY:
            held: list[object] = [self.listing, self.paired, self.proposals, self.opened]
            later = threading.Timer(_LATER_S, held.clear)
            later.daemon = True
            later.start()

    def _on_opened(self, opened: Opened) -> None:
        self.is_opening = False
        self.opened = opened
        self.problems = opened.problems
        self.decisions = opened.decisions()
        self._list(opened.root)
        self.opened_changed.emit()
        self.decided.emit()

    def _take(self, decisions: Decisions) -> None:
        before, self.decisions = self.decisions, decisions
        if self.listing is not None and before.media != decisions.media:
            self._propose()
        elif of_pairs(before) != of_pairs(decisions):
            is_typed = typed(before) != typed(decisions)
            self._pair_soon(_TYPING_MS if is_typed else 0)
        self.decided.emit()

    def _list(self, root: Path) -> None:
        self._paths_of = (0, None)
        self._listing.is_cancelled.set()
        self._proposing.is_cancelled.set()
        self.root = root
        self.listing = None
        self.proposals = ()
        self.paired = Paired(Pairing())
        job = self._listing = Job()
        self._is_listing = True

        def listed(listing: FolderListing) -> None:
            if job is self._listing:
                self._on_listed(listing)

        def failed(error: Exception) -> None:
            if job is self._listing:
                self._is_listing = False
                self._progress.stop()
                self.problems = expected_problems(error)
                self.folder_changed.emit()

        def look() -> FolderListing:
            return look_ahead(list_folder(root, job.note, job.is_cancelled.is_set))

        self.background.start(look, listed, failed)
        self._progress.start()
        self.folder_changed.emit()
        self.proposals_changed.emit()
        self.paired_changed.emit()

    def _on_listed(self, listing: FolderListing) -> None:
        self._is_listing = False
        self._progress.stop()
        self.listing = listing
        opened = self.opened.problems if self.opened is not None else ()
        self.problems = (*opened, *listing.problems)
        self._propose()
        self.folder_changed.emit()

    def _propose(self) -> None:
        self._proposing.is_cancelled.set()
        job = self._proposing = Job()
        paths, media, root = self.paths, self.media, self.root
        self.proposals = ()
        self._is_proposing = bool(paths)
        if not paths:
            self.proposals_changed.emit()
            self._pair_soon()
            return

        def proposed(found: list[Proposal]) -> None:
            if job is self._proposing:
                self._is_proposing = False
                self.proposals = tuple(found)
                self.proposals_changed.emit()
                self._pair_soon()

        def failed(error: Exception) -> None:
            raise error

        is_cancelled = job.is_cancelled.is_set
        self.background.start(
            lambda: propose(paths, media, is_cancelled, root=root), proposed, failed
        )
        self.proposals_changed.emit()

    def _pair_soon(self, delay_ms: int = 0) -> None:
        self._soon.start(delay_ms)

    @Slot()
    def _pair(self) -> None:
        """Compute the pairs; of several wishes in the meantime, only the last counts."""
        if self._is_pairing:
            self._is_stale = True
            self._pairing.is_cancelled.set()
            return
        if self.listing is None or self._is_proposing or self._is_closed:
            return
        best = chosen_of(self.proposals[0]) if self.proposals else None
        job, listing = Job(), self.listing
        self._pairing = job
        question = Question(
            *(self.decisions, listing.root, self.paths, self.media, best, self.opened),
            seen=lambda: listing.seen,
            is_cancelled=job.is_cancelled.is_set,
        )
        self._is_pairing, self._is_stale = True, False

        def paired(found: Paired) -> None:
            self._is_pairing = False
            if self._is_stale:
                self._pair()
                return
            old = [self.paired]
            self.paired = found
            self.paired_changed.emit()
            # What is not needed any more may be 200,000 names: a thread gives them back.
            self.background.start(old.clear, ignore, failed)

        def failed(error: Exception) -> None:
            self._is_pairing = False
            if not isinstance(error, PairingCancelled):
                raise error
            self._pair()  # the newest wish counts

        self.background.start(lambda: pair(question), paired, failed)

    @Slot()
    def _on_progress(self) -> None:
        self.listing_progressed.emit(self._listing.count)


def current_choice(state: WizardState) -> Chosen | None:
    """Return the proposal in force, whether taken or simply the best."""
    if state.decisions.chosen is not None:
        return state.decisions.chosen
    return chosen_of(state.proposals[0]) if state.proposals else None
