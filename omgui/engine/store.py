"""The result store: one SQLite file per dataset; what it has said yes to survives a power cut."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from omgui.core.file_identity import FileFacts
from omgui.core.problems import Problem, ProblemError
from omgui.core.results import store_access, store_schema
from omgui.core.results.stored import (
    CHECKPOINT,
    ScoreTarget,
    StoredScore,
    problem_from_json,
    problem_to_json,
)
from omgui.engine.disk import explain
from omgui.engine.noted_files import note_files

__all__ = ["CHECKPOINT", "ScoreTarget", "Store", "StoredScore"]

_COLUMNS = (
    "reference, file, mode, metric, score_key, id, state, value, frames_scored, frames_expected, "
    "problem, provenance, seconds"
)
_NEXT_CHANGE = "(SELECT coalesce(max(changed), 0) + 1 FROM score)"


class Store:
    """Scores, frame scores, provenance and problems of one dataset.

    Writing happens inside :meth:`transaction`; what a finished transaction wrote is on the disk.
    The rollback journal is used, never the write-ahead log, which is unsafe on network drives.

    Args:
        path: ``{output}/{dataset_name}.omgui``.
        is_readonly: Open for reading; the file must exist.

    Raises:
        ProblemError: ``store-unreadable``, ``store-foreign``, ``store-too-new``,
            ``store-missing``.
    """

    def __init__(self, path: Path, *, is_readonly: bool = False) -> None:
        self.path = path
        if is_readonly and not path.is_file():
            raise ProblemError(store_access.missing_store(path))
        try:
            self._db = self._open(is_readonly=is_readonly)
        except sqlite3.Error as error:
            raise ProblemError(explain(error, path.parent, path)) from error

    def _open(self, *, is_readonly: bool) -> sqlite3.Connection:
        database = store_access.connect(self.path, "ro" if is_readonly else "rwc")
        try:
            version = store_schema.check_version(database, str(self.path))
            if not is_readonly:
                self._prepare(database, version)
            self._knows_superseded = not is_readonly or version >= store_schema.FIRST_WITH_CHANGES
        except BaseException:
            database.close()
            raise
        return database

    def _prepare(self, database: sqlite3.Connection, version: int) -> None:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        if version and database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise ProblemError(store_access.damaged_store(self.path))
        store_access.bring_up(database, self.path, version)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside reaches the disk together, or not at all.

        Raises:
            sqlite3.OperationalError: The disk is full or gone; nothing of it was written.
        """
        return store_access.transaction(self._db)

    def add_targets(self, targets: Sequence[ScoreTarget]) -> None:
        """Make a row for every target that has none yet; they are what is asked for now."""
        self._db.executemany(
            "INSERT OR IGNORE INTO score "
            "(reference, file, mode, metric, score_key, state, changed) "
            f"VALUES (?, ?, ?, ?, ?, 'open', {_NEXT_CHANGE})",
            [(t.reference, t.file, t.mode, t.metric, t.score_key) for t in targets],
        )
        self.mark_asked(targets)

    def mark_asked(self, targets: Sequence[ScoreTarget]) -> None:
        """Note under which keys scores are asked for: those under other keys are superseded.

        What is not among the targets stays as it is: a run may be a part of what is asked for.
        """
        self._db.executemany(
            f"UPDATE score SET superseded = score_key != ?, changed = {_NEXT_CHANGE} "
            "WHERE reference = ? AND file = ? AND mode = ? AND metric = ? "
            "AND superseded != (score_key != ?)",
            [(t.score_key, t.reference, t.file, t.mode, t.metric, t.score_key) for t in targets],
        )

    def note_files(self, files: Mapping[str, FileFacts | None], metrics: Collection[str]) -> None:
        """Note what the files are like that scores are asked of now.

        Scores of a file that is another one now are superseded, those of metrics that are not
        asked for in this run, too.

        Args:
            files: By name as listed; ``None`` where a file cannot be read.
            metrics: Those that are asked for.
        """
        note_files(self._db, files, metrics)

    def metrics(self) -> set[str]:
        """Return the metrics that the store has rows of."""
        return {name for (name,) in self._db.execute("SELECT DISTINCT metric FROM score")}

    def scores(self) -> dict[ScoreTarget, StoredScore]:
        """Return everything that is stored, by target, without the frame scores."""
        superseded = "superseded" if self._knows_superseded else "0"
        rows = self._db.execute(f"SELECT {_COLUMNS}, {superseded} FROM score ORDER BY id")
        return {
            ScoreTarget(*row[:5]): StoredScore(
                id=row[5],
                state=row[6],
                value=row[7],
                frames_scored=row[8],
                frames_expected=row[9],
                problem=problem_from_json(row[10]),
                provenance=json.loads(row[11]) if row[11] else {},
                seconds=row[12],
                is_superseded=bool(row[13]),
            )
            for row in rows
        }

    def checkpoints_used(self) -> dict[str, dict[str, str]]:
        """Return, by metric and file, the weights that its newest finished score was made with."""
        newest = "SELECT max(id) FROM score WHERE state = 'done' GROUP BY metric"
        rows = self._db.execute(f"SELECT metric, provenance FROM score WHERE id IN ({newest})")
        found: dict[str, dict[str, str]] = {}
        for metric, text in rows:
            made = json.loads(text) if text else {}
            found[metric] = {
                key.removeprefix(CHECKPOINT): str(value)
                for key, value in made.items()
                if key.startswith(CHECKPOINT)
            }
        return found

    def append_frames(self, score_id: int, first_frame: int, scores: NDArray[np.float64]) -> None:
        """Store the scores of consecutive frames; NaN marks an undefined one."""
        blob = np.ascontiguousarray(scores, dtype="<f8").tobytes()
        self._db.execute(
            "INSERT OR REPLACE INTO frames (score_id, first_frame, count, scores) "
            "VALUES (?, ?, ?, ?)",
            (score_id, first_frame, len(scores), blob),
        )

    def frame_scores(self, score_id: int) -> tuple[int, NDArray[np.float64]]:
        """Return the number of the first frame and all frame scores, in order.

        Only the unbroken beginning is returned: after a gap, nothing can be trusted.
        """
        start: int | None = None
        parts: list[NDArray[np.float64]] = []
        reached = 0
        for first, count, blob in self._db.execute(
            "SELECT first_frame, count, scores FROM frames WHERE score_id = ? ORDER BY first_frame",
            (score_id,),
        ):
            if start is None:
                start = reached = first
            if first != reached:
                break
            parts.append(np.frombuffer(blob, dtype="<f8"))
            reached = first + count
        joined = np.concatenate(parts) if parts else np.empty(0, dtype=np.float64)
        return (start or 0), joined.astype(np.float64, copy=False)

    def merge_frames(self, score_id: int) -> NDArray[np.float64]:
        """Put the frame scores of a finished score into one piece, which is read at once.

        Returns:
            All of them, in order.
        """
        first_frame, scores = self.frame_scores(score_id)
        if len(scores):
            self.forget_frames(score_id)
            self.append_frames(score_id, first_frame, scores)
        return scores

    def frames_stored(self) -> dict[int, int]:
        """Return, by score, the frame after the last one stored without a gap."""
        reached: dict[int, int] = {}
        has_gap: set[int] = set()
        for score_id, first, count in self._db.execute(
            "SELECT score_id, first_frame, count FROM frames ORDER BY score_id, first_frame"
        ):
            if reached.get(score_id, first) != first:
                has_gap.add(score_id)
            if score_id not in has_gap:
                reached[score_id] = first + count
        return reached

    def frames_counted(self) -> dict[int, int]:
        """Return, by score, how many frame scores are stored."""
        rows = self._db.execute("SELECT score_id, sum(count) FROM frames GROUP BY score_id")
        return dict(rows.fetchall())

    def forget_frames(self, score_id: int) -> None:
        """Drop the frame scores of a score that must be computed anew."""
        self._db.execute("DELETE FROM frames WHERE score_id = ?", (score_id,))

    def finish_score(  # noqa: PLR0913  # the columns of a finished score
        self,
        score_id: int,
        *,
        value: float | None,
        frames_scored: int,
        frames_expected: int,
        problem: Problem | None,
        provenance: Mapping[str, Any],
        seconds: float,
    ) -> None:
        """Store what became of a score."""
        self._db.execute(
            "UPDATE score SET state = ?, value = ?, frames_scored = ?, frames_expected = ?, "
            f"problem = ?, provenance = ?, seconds = ?, changed = {_NEXT_CHANGE} WHERE id = ?",
            (
                "problem" if value is None else "done",
                value,
                frames_scored,
                frames_expected,
                problem_to_json(problem),
                json.dumps(provenance, ensure_ascii=False, sort_keys=True),
                seconds,
                score_id,
            ),
        )

    def put_features(self, score_id: int, vector: NDArray[np.float32]) -> None:
        """Store what a feature extractor gave for a file."""
        blob = np.ascontiguousarray(vector, dtype="<f4").tobytes()
        self._db.execute(
            "INSERT OR REPLACE INTO features (score_id, vector) VALUES (?, ?)", (score_id, blob)
        )

    def features(self, score_id: int) -> NDArray[np.float32] | None:
        """Return the features of a file, ``None`` where there are none."""
        row = self._db.execute(
            "SELECT vector FROM features WHERE score_id = ?", (score_id,)
        ).fetchone()
        if row is None:
            return None
        return np.frombuffer(row[0], dtype="<f4").astype(np.float32)

    def begin_run(self, settings: Mapping[str, Any], worklist: str) -> int:
        """Note that a run started; return its number."""
        cursor = self._db.execute(
            "INSERT INTO run (started, settings, worklist) VALUES (?, ?, ?)",
            (_now(), json.dumps(settings, ensure_ascii=False, sort_keys=True), worklist),
        )
        return int(cursor.lastrowid or 0)

    def end_run(self, run_id: int, finish: str) -> None:
        """Note how a run ended."""
        self._db.execute(
            "UPDATE run SET ended = ?, finish = ? WHERE id = ?", (_now(), finish, run_id)
        )

    def runs(self) -> list[tuple[str, str | None, str | None, Mapping[str, Any]]]:
        """Return started, ended, finish and settings of all runs, oldest first."""
        return [
            (started, ended, finish, json.loads(settings))
            for started, ended, finish, settings in self._db.execute(
                "SELECT started, ended, finish, settings FROM run ORDER BY id"
            )
        ]


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
