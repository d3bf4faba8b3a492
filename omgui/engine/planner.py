"""From a dataset to scores that are asked for, and to groups that share one decode."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from omgui.core.dataset_config import Dataset
from omgui.core.metric_spec import Kind, Media, MetricSpec, OptionValue, Unit
from omgui.core.problems import Problem
from omgui.core.worklist import FrItem, ItemProblem, NrItem, csv_name
from omgui.engine.identity import Identities, score_key
from omgui.engine.store import ScoreTarget, StoredScore
from omgui.engine.tasks import FileTask, GroupTask, PairTask, ScoreTask, SingleTask

# Open decoders are what memory goes into: a reference with more distorted videos is read again.
_MOST_VIDEOS_AT_ONCE = 6
_MOST_IMAGES_AT_ONCE = 32
_GROUPS_PER_WORKER = 4
_REFUSED_GROUP = -1  # and below: no set of the worklist has such a number


@dataclass(frozen=True)
class Row:
    """One line of a result table."""

    name: str
    item: FrItem | NrItem
    targets: Mapping[str, ScoreTarget]


@dataclass(frozen=True)
class Plan:
    """Everything a run of a dataset asks for.

    Attributes:
        fr_rows: Full-reference rows in worklist order.
        nr_rows: No-reference rows in worklist order.
        options: Options in force, by metric.
        refused: Scores that the worklist itself rules out, e.g. by an unknown mode.
    """

    fr_rows: tuple[Row, ...]
    nr_rows: tuple[Row, ...]
    options: Mapping[str, Mapping[str, OptionValue]]
    refused: Mapping[ScoreTarget, Problem]

    def rows(self, spec: MetricSpec) -> tuple[Row, ...]:
        """Return the rows of a metric's table."""
        return self.fr_rows if spec.kind is Kind.FR else self.nr_rows

    def targets(self) -> list[ScoreTarget]:
        """Return every score asked for, once."""
        found: dict[ScoreTarget, None] = {}
        for row in (*self.fr_rows, *self.nr_rows):
            found.update(dict.fromkeys(row.targets.values()))
        return list(found)


def make_plan(dataset: Dataset, metrics: Sequence[MetricSpec], identities: Identities) -> Plan:
    """Return what is asked for.

    Args:
        dataset: The dataset.
        metrics: Those of its metrics that are to be computed.
        identities: Where identities of files are looked up.
    """
    is_compatible = dataset.config.omgui.is_compatible
    options = {spec.name: spec.options_for(is_compatible=is_compatible) for spec in metrics}
    keys = _Keys(dataset, options, identities)
    media = dataset.config.type
    fr = [spec for spec in metrics if spec.kind is Kind.FR]
    nr = [spec for spec in metrics if spec.kind is Kind.NR]
    refused = {item: found.problem for found in dataset.item_problems for item in _items(found)}
    items = sorted([*dataset.worklist.fr, *refused], key=lambda item: item.row) if fr else []
    fr_rows = tuple(
        Row(
            csv_name(item, media, dataset.root),
            item,
            {spec.name: keys.pair(item, spec) for spec in fr},
        )
        for item in items
    )
    refused_targets = {
        target: refused[row.item]
        for row in fr_rows
        if isinstance(row.item, FrItem) and row.item in refused
        for target in row.targets.values()
    }
    nr_rows = (
        Row(
            csv_name(item, media, dataset.root),
            item,
            {spec.name: keys.single(item, spec) for spec in nr},
        )
        for item in (dataset.worklist.nr if nr else ())
    )
    return Plan(fr_rows, tuple(nr_rows), options, refused_targets)


def _items(found: ItemProblem) -> list[FrItem]:
    """Return the rows of a set that cannot be scored, told apart by a group of their own."""
    return [
        FrItem(found.reference, name, None, _REFUSED_GROUP - found.group, found.row + place)
        for place, name in enumerate(found.distorted)
    ]


def sets_of(dataset: Dataset) -> dict[tuple[str, int], list[str]]:
    """Return the distorted files of each set of each reference."""
    sets: dict[tuple[str, int], list[str]] = {}
    for item in dataset.worklist.fr:
        members = sets.setdefault((item.reference, item.group), [])
        if item.distorted not in members:
            members.append(item.distorted)
    return sets


class _Keys:
    """Score keys of the items of one dataset."""

    def __init__(
        self,
        dataset: Dataset,
        options: Mapping[str, Mapping[str, OptionValue]],
        identities: Identities,
    ) -> None:
        self._root = dataset.root
        self._options = options
        self._identities = identities
        self._settings: dict[str, object] = {
            "compatibility": dataset.config.omgui.compatibility or ""
        }
        self._sets: dict[tuple[str, int], list[str]] = {}
        if dataset.config.type is Media.VIDEO:
            self._settings["damaged"] = dataset.config.omgui.damaged_videos
            if dataset.config.omgui.is_compatible:
                self._sets = sets_of(dataset)

    def pair(self, item: FrItem, spec: MetricSpec) -> ScoreTarget:
        mode = item.mode.value if item.mode else ""
        facts = self._facts(spec)
        facts["reference"] = self._identities[self._root / item.reference]
        facts["distorted"] = self._identities[self._root / item.distorted]
        facts["mode"] = mode if item.group >= 0 else "refused"
        members = self._sets.get((item.reference, item.group), [])
        if len(members) > 1 and spec.unit is not Unit.FILE:
            facts["set"] = sorted(self._identities[self._root / name] for name in members)
        return ScoreTarget(item.reference, item.distorted, mode, spec.name, score_key(facts))

    def single(self, item: NrItem, spec: MetricSpec) -> ScoreTarget:
        facts = self._facts(spec)
        facts["file"] = self._identities[self._root / item.file]
        return ScoreTarget("", item.file, "", spec.name, score_key(facts))

    def _facts(self, spec: MetricSpec) -> dict[str, object]:
        return {
            "metric": spec.name,
            "version": spec.version,
            "options": dict(self._options[spec.name]),
            "checkpoints": [checkpoint.sha256 for checkpoint in spec.checkpoints],
            **self._settings,
        }


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

    def task(self, number: int, dataset: Dataset) -> GroupTask:
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
        self._media = dataset.config.type
        self._sets = sets_of(dataset) if dataset.config.omgui.is_compatible else {}

    def groups(self, workers: int) -> list[GroupTask]:
        """Return the groups, those with references first, in worklist order."""
        singles = self._open_singles()
        drafts: list[_Draft] = []
        by_reference: dict[str, list[tuple[Row, tuple[ScoreTask, ...]]]] = {}
        for row, scores in self._open_pairs(Unit.FRAME):
            by_reference.setdefault(_pair_of(row).reference, []).append((row, scores))
        pairs_in_all = sum(map(len, by_reference.values()))
        size = self._group_size(pairs_in_all, workers)
        for reference, rows in by_reference.items():
            for first in range(0, len(rows), size):
                drafts.append(self._pair_draft(reference, rows[first : first + size], singles))
        drafts += self._single_drafts(singles)
        drafts += self._file_drafts()
        return [draft.task(number, self._dataset) for number, draft in enumerate(drafts)]

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
        """Return metrics that read the files themselves: a group per pair, to run side by side."""
        drafts: list[_Draft] = []
        for row, scores in self._open_pairs(Unit.FILE):
            item = _pair_of(row)
            draft = _Draft(self._dataset.root)
            draft.reference = draft.file(item.reference)
            pair = PairTask(
                file=draft.file(item.distorted),
                mode=item.mode.value if item.mode else None,
                scores=scores,
            )
            draft.pairs.append(pair)
            drafts.append(draft)
        return drafts


def _pair_of(row: Row) -> FrItem:
    if not isinstance(row.item, FrItem):
        raise TypeError("a full-reference row holds a pair")
    return row.item
