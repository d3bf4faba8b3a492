"""What the checks found out, beside the pairs: modes with their reasons, and things to look at."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import FileFacts, VideoFacts
from omgui.core.metric_spec import Media
from omgui.core.mismatch import Mismatch, Weight, pair_mismatches
from omgui.core.mode_proposal import propose_mode
from omgui.core.oddities import file_oddities
from omgui.core.pairing import PairGroup
from omgui.core.problems import Problem, Severity
from omgui.media.alignment import Alignment, Verdict
from omgui.ui.wizard.decisions import Decisions, Pair
from omgui.ui.wizard.pairs_index import PairsIndex

BY_HAND, BY_RULE, BY_FACTS, AS_SAVED, BY_NAME, BY_DEFAULT, UNUSABLE = (
    "by-hand",
    "by-rule",
    "by-facts",
    "as-saved",
    "by-name",
    "by-default",
    "unusable",
)
_WEIGHTS = {Severity.ERROR: Weight.ERROR, Severity.WARNING: Weight.WARNING}


@dataclass(frozen=True)
class ModeChoice:
    """The mode of a pair.

    Attributes:
        mode: The mode.
        source: Who says so: one of the words above.
        reason: Why, in words; empty where the source says it.
        is_sure: Whether nobody needs to look.
    """

    mode: Mode
    source: str
    reason: str = ""
    is_sure: bool = True


class CheckBook:
    """All facts beside all pairs; looks nothing up on the disk.

    Attributes:
        facts: What was found out about files, by name, or why they cannot be used.
        alignments: How the beginnings of pairs compare.
        tally: Rows by the weight of what was found; rows without a finding do not count.
        known: How many of the files of the pairs were looked into.

    Judging many thousand pairs takes a while, so it is done in slices by :meth:`settle`.
    """

    def __init__(self) -> None:
        self.facts: dict[str, FileFacts | Problem] = {}
        self.alignments: dict[Pair, Alignment | Problem] = {}
        self.tally: Counter[Weight] = Counter()
        self.known = 0
        self._index = PairsIndex()
        self._decisions = Decisions()
        self._media: Media | None = None
        self._saved: Mapping[str, Mode] = {}
        self._cache: dict[Pair, list[Mismatch]] = {}
        self._weights: dict[Pair, Weight] = {}
        self._open: dict[Pair, None] = {}
        self._rest: Iterator[Pair] | None = None

    def forget(self) -> None:
        """Forget what is known of files, since they are in another folder."""
        self.facts.clear()
        self.alignments.clear()
        self.known = 0
        self._judge_again()

    def show(
        self,
        index: PairsIndex,
        decisions: Decisions,
        media: Media | None,
        saved: Mapping[str, Mode],
    ) -> None:
        """Take other pairs and decisions; facts stay.

        Args:
            index: The pairs.
            decisions: Modes and offsets decided by hand.
            media: Images have no modes.
            saved: Modes of distorted files when the dataset was saved.
        """
        before = (self._media, self._saved, self._decisions.modes, self._decisions.offsets)
        is_same = index is self._index and before == (
            *(media, saved, decisions.modes, decisions.offsets),
        )
        if index is not self._index:
            self.known = len(self.facts.keys() & index.rows_of.keys())
        self._index, self._decisions, self._media = index, decisions, media
        self._saved = saved
        if not is_same:
            self._judge_again()

    @property
    def index(self) -> PairsIndex:
        """The pairs that are checked."""
        return self._index

    @property
    def has_modes(self) -> bool:
        """Whether frames have to be matched at all."""
        return self._media is Media.VIDEO

    @property
    def is_settled(self) -> bool:
        """Whether everything that is known has been judged."""
        return not self._open and self._rest is None

    def settle(self, seconds: float) -> None:
        """Judge rows that something new is known of, no longer than some time."""
        end = time.perf_counter() + seconds
        while not self.is_settled and time.perf_counter() < end:
            row = self._next_row()
            if row is not None:
                self.findings(row)

    def _next_row(self) -> Pair | None:
        if self._open:
            return self._open.popitem()[0]
        row = next(self._rest, None) if self._rest is not None else None
        if row is None:
            self._rest = None
        return row

    def take(self, name: str, found: FileFacts | Problem) -> None:
        """Note what was found out about a file."""
        self.known += name not in self.facts and name in self._index.rows_of
        self.facts[name] = found
        for row in self._index.rows_of.get(name, ()):
            self._judge_row_again(row)

    def take_alignment(self, pair: Pair, found: Alignment | Problem) -> None:
        """Note how the beginnings of a pair compare."""
        self.alignments[pair] = found
        self._judge_row_again(pair)

    def _judge_row_again(self, row: Pair) -> None:
        self._cache.pop(row, None)
        self._open[row] = None

    def _judge_again(self) -> None:
        self._cache.clear()
        self._weights.clear()
        self.tally.clear()
        self._open.clear()
        self._rest = iter(self._index.rows)

    def mode_choice(self, pair: Pair) -> ModeChoice:
        """Return the mode of a pair of videos, and why."""
        reference, distorted = pair
        by_hand = self._decisions.modes.get(distorted)
        if by_hand is not None:
            return ModeChoice(by_hand, BY_HAND)
        said, said_by, _ = self._index.said.get(pair, (None, "", 0))
        if said is not None and said_by == "rule":
            return ModeChoice(said, BY_RULE)
        if distorted in self._saved:
            return ModeChoice(self._saved[distorted], AS_SAVED)
        first, second = self.facts.get(reference), self.facts.get(distorted)
        if isinstance(first, VideoFacts) and isinstance(second, VideoFacts):
            proposal = propose_mode(first, second)
            if proposal.is_sure or said is None:
                return ModeChoice(proposal.mode, BY_FACTS, proposal.reason, proposal.is_sure)
        if said is not None:
            return ModeChoice(said, BY_NAME)
        is_unusable = self.is_unusable(pair)
        source = UNUSABLE if is_unusable else BY_DEFAULT
        return ModeChoice(Mode.SAME, source, is_sure=is_unusable)

    def is_unusable(self, pair: Pair) -> bool:
        """Whether a file of a pair was looked at and cannot be used, so that no frames match."""
        return any(isinstance(self.facts.get(name), Problem) for name in pair)

    def mode_of(self, pair: Pair) -> Mode | None:
        """Return the mode of a pair; ``None`` for images."""
        return self.mode_choice(pair).mode if self.has_modes else None

    def offset_of(self, pair: Pair) -> int:
        """Return the offset that was accepted for a pair and has a meaning in its mode, else 0."""
        frames = self._decisions.offsets.get(pair, 0)
        return 0 if frames and self.mode_of(pair) is Mode.REPEAT_EACH else frames

    def findings(self, row: Pair) -> list[Mismatch]:
        """Return what should be looked at, the weightiest first.

        Args:
            row: A pair; with '' as the reference for a reference, or a file scored by itself.
        """
        if row not in self._cache:
            order = list(Weight)
            found = sorted(self._findings(row), key=lambda one: order.index(one.weight))
            self._cache[row] = found
            self._count(row, found[0].weight if found else None)
        return self._cache[row]

    def _count(self, row: Pair, weight: Weight | None) -> None:
        before = self._weights.pop(row, None)
        if before is not None:
            self.tally[before] -= 1
        if weight is not None:
            self._weights[row] = weight
            self.tally[weight] += 1

    def _findings(self, pair: Pair) -> Iterator[Mismatch]:
        reference, distorted = pair
        facts = self.facts.get(distorted)
        if isinstance(facts, Problem):
            yield of_problem(facts)
            return
        if facts is None:
            return
        yield from file_oddities(facts)
        beside = self.facts.get(reference)
        if beside is None or isinstance(beside, Problem):
            return
        yield from pair_mismatches(beside, facts, self.mode_of(pair), self.offset_of(pair))
        yield from self._of_alignment(pair)

    def _of_alignment(self, pair: Pair) -> Iterator[Mismatch]:
        found = self.alignments.get(pair)
        if found is None or pair in self._decisions.offsets:
            return
        if isinstance(found, Problem):
            yield Mismatch(found.code, Weight.NOTE, found.message, found.hint)
            return
        weights = {
            Verdict.SHIFTED: Weight.WARNING,
            Verdict.DIFFERENT: Weight.WARNING,
            Verdict.CANNOT_TELL: Weight.NOTE,
        }
        weight = weights.get(found.verdict)
        if weight is not None and not (weight is Weight.NOTE and found.is_zero_possible):
            yield Mismatch(f"start-{found.verdict.value}", weight, found.reason)

    def is_odd(self, row: Pair) -> bool:
        """Whether a person should look at a row, as far as it was judged: more than a note."""
        return self._weights.get(row, Weight.NOTE) is not Weight.NOTE

    def shifted(self) -> list[tuple[Pair, Alignment]]:
        """Return the pairs that seem not to begin together and can be shifted."""
        return [
            (pair, found)
            for pair, found in self.alignments.items()
            if isinstance(found, Alignment) and found.verdict is Verdict.SHIFTED
            if found.frames
            and pair in self._index.said
            and self.mode_of(pair) is not Mode.REPEAT_EACH
        ]

    def undecided(self) -> int:
        """Return how many pairs that seem to be shifted wait for an answer."""
        return sum(pair not in self._decisions.offsets for pair, _ in self.shifted())

    def to_align(self) -> list[Pair]:
        """Return the pairs whose beginnings have not been compared yet and can be."""
        found = []
        for pair in self._index.said:
            ready = all(isinstance(self.facts.get(name), VideoFacts) for name in pair)
            if ready and pair not in self.alignments and self.mode_of(pair) is not Mode.REPEAT_EACH:
                found.append(pair)
        return found

    def sets(self) -> tuple[PairGroup, ...]:
        """Part the distorted files of each reference into sets of one mode and one length."""
        return tuple(one for group in self._index.groups for one in self.sets_of(group.reference))

    def sets_of(self, reference: str) -> tuple[PairGroup, ...]:
        """Return the sets of one reference."""
        names = [row[1] for row in self._index.rows_of.get(reference, ()) if row[0] == reference]
        if not self.has_modes:
            return (PairGroup(reference, tuple(names)),) if names else ()
        sets: dict[tuple[Mode, str], list[str]] = {}
        for name in names:
            pair = reference, name
            facts = self.facts.get(name)
            number = self._index.said[pair][2]
            length = f"{facts.frames}" if isinstance(facts, VideoFacts) else f"set {number}"
            sets.setdefault((self.mode_choice(pair).mode, length), []).append(name)
        return tuple(PairGroup(reference, tuple(it), mode) for (mode, _), it in sets.items())


def of_problem(problem: Problem) -> Mismatch:
    """Return a problem of a file as something to look at."""
    return Mismatch(problem.code, _WEIGHTS[problem.severity], problem.message, problem.hint)
