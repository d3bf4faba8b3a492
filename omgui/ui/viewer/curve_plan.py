"""Which curves are wanted, and what came of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from omgui.core.curves import Smoothing
from omgui.core.metric_spec import Better
from omgui.core.results.table_rows import TableRow
from omgui.ui.viewer.curve_data import Curve

Scores = dict[tuple[int, str], Curve]  # by row and metric


@dataclass(frozen=True)
class Wish:
    """One curve that is wanted.

    Attributes:
        row: Row of the table.
        number: Place of its file among those of its reference.
        metric: Name of the metric.
        score_id: Row of the store; 0 where there is no score.
        pair_id: Where the metric looks at the distorted file of a pair alone: row of the store
            with a score of the pair, 0 where there is none; ``None`` for all others.
        item: The row itself.
        is_stepped: Whether its metric scores windows, not frames.
    """

    row: int
    number: int
    metric: str
    score_id: int
    pair_id: int | None
    item: TableRow
    is_stepped: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from other curves."""
        return self.row, self.metric


@dataclass(frozen=True)
class CurvePlan:
    """All that is wanted to be drawn.

    Attributes:
        store: Where the scores are.
        wishes: The curves.
        smoothing: How neighbouring frames are taken together.
        window: How many of them.
        base: Row whose scores are subtracted; ``None`` for none.
        active: Row and metric that worst frames are those of.
        better: Direction of that metric.
        worst: How many worst frames are wanted.
        listed: Those whose scores are only listed; :meth:`CurveBook.listed` reads them.
    """

    store: Path
    wishes: tuple[Wish, ...] = ()
    smoothing: Smoothing = Smoothing.NONE
    window: int = 1
    base: int | None = None
    active: tuple[int, str] | None = None
    better: Better = Better.NEITHER
    worst: int = 0
    listed: tuple[Wish, ...] = ()


@dataclass(frozen=True)
class CurveSet:
    """What came of a plan.

    Attributes:
        plan: The plan.
        curves: Those that can be drawn.
        scores: The scores behind each, neither smoothed nor subtracted, by row and metric.
        without: Those without frame scores; why is for the front end to say.
        unplaced: Those whose frames cannot be laid on the reference's.
        worst: Numbers of the worst frames of the active curve, the worst first.
        is_finished: Whether nothing more will come.
    """

    plan: CurvePlan
    curves: tuple[Curve, ...] = ()
    scores: Scores = field(default_factory=dict)
    without: tuple[tuple[int, str], ...] = ()
    unplaced: tuple[tuple[int, str], ...] = ()
    worst: tuple[int, ...] = ()
    is_finished: bool = True
