"""From open scores to groups that share one decode."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from omgui.core.dataset import Dataset
from omgui.core.metric_spec import Media, MetricSpec, Unit
from omgui.core.passes import passes_of
from omgui.core.worklist import FrItem, NrItem
from omgui.engine.plan import Plan, Row, sets_of
from omgui.engine.store import ScoreTarget, StoredScore
from omgui.engine.tasks import FileTask, GroupTask, PairTask, ScoreTask, SingleTask

# Open decoders are what memory goes into: a reference with more distorted videos is read again.
_MOST_VIDEOS_AT_ONCE = 6
_MOST_IMAGES_AT_ONCE = 32
_GROUPS_PER_WORKER = 4


@dataclass
class _Draft:
    """A group while it is put together."""

    root: Path
    files: dict[str, int] = field(default_factory=dict)
    pairs: list[PairTask] = field(default_factory=list)
    singles: list[SingleTask] = field(default_factory=list)
    reference: int | None = None

    def file(self, name: str) -> int:
        return self.files.setdefault(name, len(self.files))

    def task(self, number: int, dataset: Dataset, metrics: tuple[str, ...]) -> GroupTask:
        settings = dataset.config.omgui
        files = tuple(FileTask(name=name, path=str(self.root / name)) for name in self.files)
        return GroupTask(
            id=number,
            media="img" if dataset.config.type is Media.IMAGE else "vid",
            files=files,
            reference=self.reference,
            pairs=tuple(self.pairs),
            singles=tuple(self.singles),
            scores_damaged=settings.damaged_videos == "score",
            as_older_tool=settings.is_compatible,
            pass_metrics=metrics,
        )


class Grouper:
    """Puts open scores into groups.

    Args:
        dataset: The dataset.
        metrics: Rows by name.
        plan: What is asked for.
        stored: What the store knows of it.
        reached: By score, the frame to go on at.
    """

    def __init__(
        self,
        dataset: Dataset,
        metrics: Mapping[str, MetricSpec],
        plan: Plan,
        stored: Mapping[ScoreTarget, StoredScore],
        reached: Mapping[int, int],
    ) -> None:
        self._dataset = dataset
        self._metrics = metrics
        self._plan = plan
        self._stored = stored
        self._reached = reached
        self._in_pass: frozenset[str] = frozenset(metrics)
        self._media = dataset.config.type
        self._sets = sets_of(dataset) if dataset.config.omgui.is_compatible else {}

    def groups(self, workers: int, model_bytes: int | None = None) -> list[GroupTask]:
        """Return the groups, those with references first, in worklist order.

        Args:
            workers: Number of workers.
            model_bytes: What the models of one worker may take; where those of all metrics take
                more, the dataset is gone through several times with some of them each.
        """
        passes = passes_of([m for m in self._metrics.values() if self._has_open(m)], model_bytes)
        tasks: list[GroupTask] = []
        for metrics in passes:
            self._in_pass = frozenset(metrics)
            named = metrics if len(passes) > 1 else ()
            for draft in self._drafts(workers):
                tasks.append(draft.task(len(tasks), self._dataset, named))
        return tasks

    def _has_open(self, spec: MetricSpec) -> bool:
        return spec.name not in self._plan.unavailable and any(
            self._stored[row.targets[spec.name]].state != "done" for row in self._plan.rows(spec)
        )

    def _drafts(self, workers: int) -> list[_Draft]:
        singles = self._open_singles()
        drafts: list[_Draft] = []
        by_reference = self._by_reference(Unit.FRAME)
        pairs_in_all = sum(map(len, by_reference.values()))
        size = self._group_size(pairs_in_all, workers)
        for reference, rows in by_reference.items():
            for some in _in_step(rows):
                for first in range(0, len(some), size):
                    drafts.append(self._pair_draft(reference, some[first : first + size], singles))
        drafts += self._single_drafts(singles)
        return drafts + self._file_drafts()

    def _group_size(self, pairs: int, workers: int) -> int:
        if self._media is Media.VIDEO:
            return _MOST_VIDEOS_AT_ONCE
        fair = math.ceil(pairs / (workers * _GROUPS_PER_WORKER))
        return max(1, min(fair, _MOST_IMAGES_AT_ONCE))

    def _open_pairs(self, unit: Unit) -> Iterable[tuple[Row, tuple[ScoreTask, ...]]]:
        seen: set[ScoreTarget] = set()
        for row in self._plan.fr_rows:
            if _pair_of(row).group < 0:
                continue
            wanted = {
                name: target
                for name, target in row.targets.items()
                if target not in seen
                and (self._metrics[name].unit is Unit.FILE) is (unit is Unit.FILE)
            }
            seen.update(wanted.values())
            scores = self._open(wanted)
            if scores:
                yield row, scores

    def _open(self, targets: Mapping[str, ScoreTarget]) -> tuple[ScoreTask, ...]:
        tasks: list[ScoreTask] = []
        for name, target in targets.items():
            stored = self._stored[target]
            if name in self._plan.unavailable or name not in self._in_pass:
                continue
            if stored.state != "done":
                tasks.append(
                    ScoreTask(
                        id=stored.id,
                        metric=name,
                        options=dict(self._plan.options[name]),
                        start_frame=self._reached.get(stored.id, 0),
                    )
                )
        return tuple(tasks)

    def _open_singles(self) -> dict[str, tuple[ScoreTask, ...]]:
        singles: dict[str, tuple[ScoreTask, ...]] = {}
        for row in self._plan.nr_rows:
            if isinstance(row.item, NrItem) and row.item.file not in singles:
                scores = self._open(row.targets)
                if scores:
                    singles[row.item.file] = scores
        return singles

    def _pair_draft(
        self,
        reference: str,
        rows: list[tuple[Row, tuple[ScoreTask, ...]]],
        singles: dict[str, tuple[ScoreTask, ...]],
    ) -> _Draft:
        draft = _Draft(self._dataset.root)
        draft.reference = draft.file(reference)
        for row, scores in rows:
            item = _pair_of(row)
            file = draft.file(item.distorted)
            mates = self._sets.get((reference, item.group), [item.distorted])
            draft.pairs.append(
                PairTask(
                    file=file,
                    mode=item.mode.value if item.mode else None,
                    offset=item.offset,
                    set_files=tuple(draft.file(name) for name in mates),
                    scores=scores,
                )
            )
        for name in [reference, *(_pair_of(row).distorted for row, _ in rows)]:
            scores_alone = singles.pop(name, ())
            if scores_alone:
                draft.singles.append(SingleTask(file=draft.file(name), scores=scores_alone))
        return draft

    def _single_drafts(self, singles: dict[str, tuple[ScoreTask, ...]]) -> list[_Draft]:
        size = 1 if self._media is Media.VIDEO else _MOST_IMAGES_AT_ONCE // 2
        drafts: list[_Draft] = []
        waiting = list(singles.items())
        for first in range(0, len(waiting), size):
            draft = _Draft(self._dataset.root)
            for name, scores in waiting[first : first + size]:
                draft.singles.append(SingleTask(file=draft.file(name), scores=scores))
            drafts.append(draft)
        return drafts

    def _file_drafts(self) -> list[_Draft]:
        """Return metrics that read the files themselves, apart: they cannot share our decode."""
        drafts: list[_Draft] = []
        for reference, rows in self._by_reference(Unit.FILE).items():
            for first in range(0, len(rows), _MOST_VIDEOS_AT_ONCE):
                some = rows[first : first + _MOST_VIDEOS_AT_ONCE]
                drafts.append(self._pair_draft(reference, some, {}))
        return drafts

    def _by_reference(self, unit: Unit) -> dict[str, list[tuple[Row, tuple[ScoreTask, ...]]]]:
        found: dict[str, list[tuple[Row, tuple[ScoreTask, ...]]]] = {}
        for row, scores in self._open_pairs(unit):
            found.setdefault(_pair_of(row).reference, []).append((row, scores))
        return found


def _in_step(
    rows: list[tuple[Row, tuple[ScoreTask, ...]]],
) -> list[list[tuple[Row, tuple[ScoreTask, ...]]]]:
    """Part rows that show the same file in different modes.

    Read together, one would run ahead of the other, and the frames in between would pile up.
    """
    parts: list[list[tuple[Row, tuple[ScoreTask, ...]]]] = []
    modes: list[dict[str, object]] = []
    for row, scores in rows:
        item = _pair_of(row)
        fits = (k for k, m in enumerate(modes) if m.get(item.distorted, item.mode) == item.mode)
        place = next(fits, len(parts))
        if place == len(parts):
            parts.append([])
            modes.append({})
        parts[place].append((row, scores))
        modes[place][item.distorted] = item.mode
    return parts


def _pair_of(row: Row) -> FrItem:
    if not isinstance(row.item, FrItem):
        raise TypeError("a full-reference row holds a pair")
    return row.item
