"""Moves of files by hand, as decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from omgui.core.pairing import Move, Overrules, Place
from omgui.ui.wizard.decisions import Decisions


def moved(decisions: Decisions, paths: Iterable[str], move: Move | None) -> Decisions:
    """Return the decisions with some files moved.

    Args:
        decisions: What was decided until now.
        paths: The files.
        move: Where they go; ``None`` for where the rule puts them.
    """
    moves = dict(decisions.overrules.moves)
    for path in paths:
        moves.pop(path, None)
        if move is not None:
            moves[path] = move
    return replace(decisions, overrules=Overrules(moves=moves))


def to_reference(reference: str) -> Move:
    """Return the move to the group of a reference."""
    return Move(to=Place.GROUP, reference=reference)


ALONE = Move(to=Place.ALONE)
LEFT_OUT = Move(to=Place.LEFTOVER)
