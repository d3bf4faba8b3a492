"""What a store holds, read a little at a time: a run that is writing never waits long for it."""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from omgui.core.results.store_schema import FIRST_WITH_CHANGES
from omgui.core.results.stored import ScoreTarget, StoredScore, problem_from_json

ROWS_AT_ONCE = 20_000  # about 0.1 s of reading
NEWS_AT_ONCE = 2_000  # a window's thread puts them into its table within some milliseconds
_SCORES_AT_ONCE = 500  # SQLite's smallest limit on variables is 999
_TARGET = "reference, file, mode, metric, score_key"
_STATE = "state, value, frames_scored, frames_expected, problem"

# id, reference, file, mode, metric, state, value, scored, expected, problem, superseded, changed,
# and the provenance where it names the spread of several draws
ScoreRow = tuple[
    int, str, str, str, str, str, float | None, int, int, str | None, int, int, str | None
]


@dataclass(frozen=True)
class Frames:
    """Frame scores of one score, in order, without a gap.

    Attributes:
        first_frame: Number of the first of them.
        scores: One for each frame; NaN where the metric is not defined.
    """

    first_frame: int
    scores: array[float]

    @property
    def end(self) -> int:
        """Number of the frame after the last one."""
        return self.first_frame + len(self.scores)


def read_version(database: sqlite3.Connection) -> int:
    """Return the version of a store."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def read_birth(database: sqlite3.Connection) -> str:
    """Return what tells a store from the one that was in its place before."""
    row = database.execute("SELECT id, started FROM run ORDER BY id LIMIT 1").fetchone()
    return "" if row is None else f"{row[0]} {row[1]}"


def read_scores(database: sqlite3.Connection) -> Iterator[list[ScoreRow]]:
    """Yield all scores in blocks, oldest first, each block by a short look into the store."""
    query = f"{_select(database)} WHERE id > ? ORDER BY id LIMIT ?"
    last = 0
    while rows := database.execute(query, (last, ROWS_AT_ONCE)).fetchall():
        last = rows[-1][0]
        yield rows


def read_changes(database: sqlite3.Connection, since: tuple[int, int]) -> list[ScoreRow]:
    """Return the scores that changed after a change, at most 2,000.

    What changed last comes last. Of a store of an older version, nothing: no run writes to it.

    Args:
        database: Open for reading.
        since: Number of the last change that is known, and the row of the score; one change may
            be of several scores.
    """
    if not knows_changes(database):
        return []
    # Two questions that the index answers at once: where a store was brought up from an older
    # version, millions of scores have the same number.
    select = _select(database)
    same = f"{select} WHERE changed = ? AND id > ? ORDER BY id LIMIT ?"
    rows: list[ScoreRow] = database.execute(same, (*since, NEWS_AT_ONCE)).fetchall()
    later = f"{select} WHERE changed > ? ORDER BY changed, id LIMIT ?"
    return rows + database.execute(later, (since[0], NEWS_AT_ONCE - len(rows))).fetchall()


def read_some_scores(
    database: sqlite3.Connection, score_ids: Sequence[int]
) -> Iterator[list[ScoreRow]]:
    """Yield some scores in blocks, by their rows of the store."""
    for begin in range(0, len(score_ids), _SCORES_AT_ONCE):
        some = tuple(score_ids[begin : begin + _SCORES_AT_ONCE])
        marks = ", ".join("?" * len(some))
        yield database.execute(
            f"{_select(database)} WHERE id IN ({marks}) ORDER BY id", some
        ).fetchall()


def knows_changes(database: sqlite3.Connection) -> bool:
    """Whether a store knows what changed when, and what is superseded."""
    return read_version(database) >= FIRST_WITH_CHANGES


def _select(database: sqlite3.Connection) -> str:
    news = "superseded, changed" if knows_changes(database) else "0, 0"
    return (
        f"SELECT id, reference, file, mode, metric, {_STATE}, {news}, "
        "CASE WHEN instr(provenance, '\"spread\"') THEN provenance END FROM score"
    )


def read_spreads(database: sqlite3.Connection, metric: str) -> Iterator[list[tuple[int, str]]]:
    """Yield, in blocks, the rows of a metric whose provenance names a spread, with it."""
    query = (
        "SELECT id, provenance FROM score WHERE metric = ? AND id > ? "
        "AND instr(provenance, '\"spread\"') ORDER BY id LIMIT ?"
    )
    last = 0
    while rows := database.execute(query, (metric, last, ROWS_AT_ONCE)).fetchall():
        last = rows[-1][0]
        yield rows


def read_score(
    database: sqlite3.Connection, score_id: int
) -> tuple[ScoreTarget, StoredScore] | None:
    """Return everything that is known of one score; ``None`` where it is gone."""
    superseded = "superseded" if knows_changes(database) else "0"
    row = database.execute(
        f"SELECT {_TARGET}, {_STATE}, provenance, seconds, {superseded} FROM score WHERE id = ?",
        (score_id,),
    ).fetchone()
    if row is None:
        return None
    return ScoreTarget(*row[:5]), StoredScore(
        id=score_id,
        state=row[5],
        value=row[6],
        frames_scored=row[7],
        frames_expected=row[8],
        problem=problem_from_json(row[9]),
        provenance=json.loads(row[10]) if row[10] else {},
        seconds=row[11],
        is_superseded=bool(row[12]),
    )


def read_frames(database: sqlite3.Connection, score_id: int, reached: int = 0) -> Frames:
    """Return the frame scores that reach beyond frame ``reached``.

    Only the unbroken beginning of them: after a gap, nothing can be trusted.

    Args:
        database: Open for reading.
        score_id: Row of the score.
        reached: Frame behind the last one that is known; 0 for all.
    """
    rows = database.execute(
        "SELECT first_frame, count, scores FROM frames WHERE score_id = ? "
        "AND first_frame + count > ? ORDER BY first_frame",
        (score_id, reached),
    )
    return _joined(rows)


def read_frame_end(database: sqlite3.Connection, score_id: int) -> int:
    """Return the number of the frame after the last one that is stored; 0 without any."""
    query = "SELECT max(first_frame + count) FROM frames WHERE score_id = ?"
    return int(database.execute(query, (score_id,)).fetchone()[0] or 0)


def read_many_frames(
    database: sqlite3.Connection, score_ids: Sequence[int]
) -> Iterator[tuple[int, Frames]]:
    """Yield the frame scores of several scores; nothing for those that have none."""
    for begin in range(0, len(score_ids), _SCORES_AT_ONCE):
        some = score_ids[begin : begin + _SCORES_AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = database.execute(
            "SELECT score_id, first_frame, count, scores FROM frames "
            f"WHERE score_id IN ({marks}) ORDER BY score_id, first_frame",
            tuple(some),
        ).fetchall()
        pieces: dict[int, list[tuple[int, int, bytes]]] = {}
        for score_id, *piece in rows:
            pieces.setdefault(score_id, []).append((piece[0], piece[1], piece[2]))
        for score_id, of_score in pieces.items():
            yield score_id, _joined(of_score)


def _joined(rows: Iterable[tuple[int, int, bytes]]) -> Frames:
    start: int | None = None
    reached = 0
    scores = array("d")
    for first, count, blob in rows:
        if start is None:
            start = reached = first
        if first != reached:
            break
        piece = array("d")
        piece.frombytes(blob)
        scores.extend(piece)
        reached = first + count
    if sys.byteorder == "big":  # the store is little-endian
        scores.byteswap()
    return Frames(start or 0, scores)


def read_last_settings(database: sqlite3.Connection) -> dict[str, Any]:
    """Return the settings of the last run; empty where there was none."""
    row = database.execute("SELECT settings FROM run ORDER BY id DESC LIMIT 1").fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def read_keys(database: sqlite3.Connection) -> Iterator[list[tuple[int, str]]]:
    """Yield rows and score keys of all scores in blocks."""
    last = 0
    query = "SELECT id, score_key FROM score WHERE id > ? ORDER BY id LIMIT ?"
    while rows := database.execute(query, (last, ROWS_AT_ONCE)).fetchall():
        last = rows[-1][0]
        yield rows
