"""Scores of frames for curves: read as they come, and the worst of them."""

from __future__ import annotations

import math
import sqlite3
from array import array
from bisect import bisect_left, insort
from dataclasses import dataclass
from pathlib import Path

from omgui.core.metric_spec import Better
from omgui.core.results import reader
from omgui.core.results.reader import Frames
from omgui.core.results.store_access import reading
from omgui.core.results.stored import ScoreTarget, StoredScore

_OPEN = "open"


@dataclass(eq=False)
class FrameSeries:
    """Frame scores of one metric of one item, which grow while a run goes on.

    Attributes:
        score_id: Row of the store.
        frames: What is known of them; NaN where the metric is not defined.
        is_finished: Whether the score is finished, so that no more frames come.
    """

    score_id: int
    frames: Frames
    is_finished: bool = False

    @classmethod
    def of(cls, score_id: int) -> FrameSeries:
        """Return a series of which nothing is known yet."""
        return cls(score_id, Frames(0, array("d")))

    def update(self, store: Path) -> bool:
        """Read what came since the last time. Not for a GUI's thread.

        Args:
            store: The file.

        Returns:
            Whether anything changed.

        Raises:
            ProblemError: The store cannot be read; ``store-busy`` where another try helps.
        """
        if self.is_finished:
            return False
        with reading(store) as database:
            state = reader.read_score(database, self.score_id)
            is_finished = state is None or state[1].state != _OPEN
            # What a worker began anew, and all of a finished score, is read as a whole.
            reached = 0 if is_finished or self._was_restarted(database) else self.frames.end
            found = reader.read_frames(database, self.score_id, reached)
        before = self.frames
        if reached == 0:
            self.frames = found
        elif found.scores and found.first_frame <= before.end:
            more = found.scores[before.end - found.first_frame :]
            self.frames = Frames(before.first_frame, before.scores + more)
        self.is_finished = is_finished
        return is_finished or _differ(before, self.frames)

    def _was_restarted(self, database: sqlite3.Connection) -> bool:
        end = reader.read_frame_end(database, self.score_id)
        return not self.frames.scores or end < self.frames.end


def _differ(one: Frames, other: Frames) -> bool:
    return one.first_frame != other.first_frame or one.scores.tobytes() != other.scores.tobytes()


def score_details(store: Path, score_id: int) -> tuple[ScoreTarget, StoredScore] | None:
    """Return everything that is known of a score, its provenance too; ``None`` if it is gone.

    Raises:
        ProblemError: The store cannot be read.
    """
    with reading(store) as database:
        return reader.read_score(database, score_id)


def worst_frames(frames: Frames, better: Better, count: int, apart: int = 1) -> list[int]:
    """Return the numbers of the worst frames, the worst first.

    Args:
        frames: Scores of the frames; undefined ones are no candidates.
        better: Direction of the metric; one that does not judge has no worst frames.
        count: How many are wanted.
        apart: Of two frames that are nearer than this, only the worse one is taken, so that one
            bad scene does not fill the list.

    Returns:
        Numbers of frames as the store counts them; of equal scores the earlier frame comes first.
    """
    if better is Better.NEITHER:
        return []
    sign = 1.0 if better is Better.HIGHER else -1.0
    scores = frames.scores
    able = (index for index in range(len(scores)) if not math.isnan(scores[index]))
    chosen: list[int] = []
    in_order: list[int] = []
    for index in sorted(able, key=lambda index: sign * scores[index]):
        if len(chosen) >= count:
            break
        if _is_free(in_order, index, apart):
            chosen.append(index)
            insort(in_order, index)
    return [frames.first_frame + index for index in chosen]


def _is_free(taken: list[int], index: int, apart: int) -> bool:
    place = bisect_left(taken, index)
    neighbours = taken[max(0, place - 1) : place + 1]
    return all(abs(index - other) >= apart for other in neighbours)
