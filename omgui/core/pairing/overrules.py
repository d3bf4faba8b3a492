"""Moves made by hand: kept by path, and applied after whatever rule there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel, ConfigDict, model_validator

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.pairing.applying import group
from omgui.core.pairing.cancelling import IsCancelled, WatchedList, never
from omgui.core.pairing.result import Leftover, LeftoverCode, PairGroup, Pairing, leftover
from omgui.core.problems import Problem, Severity


class Place(str, Enum):
    """Where a file was moved."""

    GROUP = "group"  # to the distorted files of a reference
    ALONE = "alone"  # scored without reference
    LEFTOVER = "leftover"  # not scored


class Move(BaseModel):
    """One file moved by hand.

    Attributes:
        to: Where it was moved.
        reference: Its reference, where it was moved to a group.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: Place
    reference: str = ""

    @model_validator(mode="after")
    def _is_usable(self) -> Move:
        if (self.to is Place.GROUP) != bool(self.reference):
            raise ValueError("a move to a group needs a reference, and no other does")
        return self


class Overrules(BaseModel):
    """All moves made by hand, by the path of the file. Never changed: every change is a new one.

    Attributes:
        moves: Path of the moved file → where it was moved.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    moves: Mapping[str, Move] = {}

    def with_reference(self, path: str, reference: str) -> Overrules:
        """Return them with a file moved to the distorted files of a reference."""
        return self._with(path, Move(to=Place.GROUP, reference=reference))

    def with_alone(self, path: str) -> Overrules:
        """Return them with a file to be scored without reference."""
        return self._with(path, Move(to=Place.ALONE))

    def with_leftover(self, path: str) -> Overrules:
        """Return them with a file left out."""
        return self._with(path, Move(to=Place.LEFTOVER))

    def without(self, path: str) -> Overrules:
        """Return them without a move: the rule decides again."""
        return Overrules(moves={other: self.moves[other] for other in self.moves if other != path})

    def _with(self, path: str, move: Move) -> Overrules:
        return Overrules(moves={**self.moves, path: move})


@dataclass
class _Table:
    """Places of all files, on the way."""

    reference_of: dict[str, str]
    alone: set[str]
    reasons: dict[str, Leftover]


def overrule(  # noqa: PLR0913, PLR0917  # a rule's outcome, and what was decided besides
    pairing: Pairing,
    overrules: Overrules,
    paths: Iterable[str],
    mode: Mode | None = None,
    media: Media | None = None,
    is_cancelled: IsCancelled = never,
) -> tuple[Pairing, tuple[Problem, ...]]:
    """Apply moves made by hand.

    Args:
        pairing: What the rule comes to.
        overrules: The moves.
        paths: All files of the dataset, in order.
        mode: The mode that the rule demands.
        media: What the dataset consists of.
        is_cancelled: Asked now and then.

    Returns:
        The pairing with every file still in exactly one place, and what is to be said of moves
        that could not be made: ``moved-file-missing`` or ``moved-reference-missing``.

    Raises:
        PairingCancelled: It is wanted no more.
    """
    files = WatchedList(dict.fromkeys(paths), is_cancelled)
    present = set(files)
    problems: list[Problem] = []
    table = _Table(
        dict(pairing.reference_of),
        set(pairing.alone),
        {it.path: it for it in pairing.leftovers},
    )
    moves: dict[str, Move] = {}
    for path, move in overrules.moves.items():
        problem = _obstacle(path, move, present)
        if problem is None:
            moves[path] = move
        else:
            problems.append(problem)
    _make(moves, table)
    groups = group(table.reference_of, mode, media, files, is_cancelled)
    return _result(pairing, table, files, groups), tuple(problems)


def _obstacle(path: str, move: Move, present: set[str]) -> Problem | None:
    """Return why a move cannot be made."""
    if path not in present:
        message = "It was moved by hand and is no longer there."
        hint = "The move is kept, in case the file comes back."
        return Problem("moved-file-missing", message, hint, path, Severity.WARNING)
    if move.to is Place.GROUP and (move.reference not in present or move.reference == path):
        message = f"It was moved by hand to '{move.reference}', which is no longer there."
        hint = "The move is kept, in case the file comes back. Until then the rule decides."
        return Problem("moved-reference-missing", message, hint, path, Severity.WARNING)
    return None


def _make(moves: Mapping[str, Move], table: _Table) -> None:
    for path, move in moves.items():
        table.reference_of.pop(path, None)
        table.alone.discard(path)
        table.reasons.pop(path, None)
        if move.to is Place.GROUP:
            table.reference_of[path] = move.reference
        elif move.to is Place.ALONE:
            table.alone.add(path)
        else:
            table.reasons[path] = leftover(path, LeftoverCode.BY_HAND)
    for move in moves.values():
        if move.to is Place.GROUP and move.reference not in moves:
            table.reference_of.pop(move.reference, None)  # it is a reference now
    for path, reference in list(table.reference_of.items()):
        if reference in moves:
            del table.reference_of[path]
            table.reasons[path] = leftover(path, LeftoverCode.REFERENCE_MOVED, (reference,))


def _result(
    pairing: Pairing, table: _Table, files: list[str], groups: tuple[PairGroup, ...]
) -> Pairing:
    used = set(table.reference_of.values())
    leftovers: list[Leftover] = []
    alone: list[str] = []
    for path in files:
        if path in used or path in table.reference_of:
            continue
        if path in table.alone:
            alone.append(path)
        else:
            known = table.reasons.get(path)
            leftovers.append(known or leftover(path, LeftoverCode.REFERENCE_UNUSED))
    return Pairing(
        groups=groups,
        alone=tuple(alone),
        leftovers=tuple(leftovers),
        notes=tuple(note for note in pairing.notes if note.where in used),
        fields={it: pairing.fields.get(it, {}) for it in table.reference_of},
    )
