"""From a dataset to the scores that are asked for, each under its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from omgui.core.dataset import Dataset
from omgui.core.metric_spec import Kind, Media, MetricSpec, OptionValue, Unit
from omgui.core.problems import Problem
from omgui.core.worklist import FrItem, ItemProblem, NrItem, csv_name
from omgui.engine.identity import Identities, score_key
from omgui.engine.known_weights import KnownWeights
from omgui.engine.store import ScoreTarget

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
        refused: Scores that are ruled out beforehand: by the worklist, e.g. by an unknown mode, or
            because the metric cannot start.
        unavailable: Why a metric cannot start, by name.
        checkpoints: SHA-256 of the weights of each metric that has some, by file name.
    """

    fr_rows: tuple[Row, ...]
    nr_rows: tuple[Row, ...]
    options: Mapping[str, Mapping[str, OptionValue]]
    refused: Mapping[ScoreTarget, Problem]
    unavailable: Mapping[str, Problem] = field(default_factory=dict)
    checkpoints: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def rows(self, spec: MetricSpec) -> tuple[Row, ...]:
        """Return the rows of a metric's table."""
        return self.fr_rows if spec.kind is Kind.FR else self.nr_rows

    def targets(self) -> list[ScoreTarget]:
        """Return every score asked for, once."""
        found: dict[ScoreTarget, None] = {}
        for row in (*self.fr_rows, *self.nr_rows):
            found.update(dict.fromkeys(row.targets.values()))
        return list(found)


def make_plan(
    dataset: Dataset,
    metrics: Sequence[MetricSpec],
    identities: Identities,
    weights: KnownWeights | None = None,
) -> Plan:
    """Return what is asked for.

    Args:
        dataset: The dataset.
        metrics: Those of its metrics that are to be computed.
        identities: Where identities of files are looked up.
        weights: Where those of checkpoints are.
    """
    weights = weights or KnownWeights()
    options = {spec.name: dataset.config.omgui.options(spec) for spec in metrics}
    keys = _Keys(dataset, options, identities, weights)
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
    nr_rows = tuple(
        Row(
            csv_name(item, media, dataset.root),
            item,
            {spec.name: keys.single(item, spec) for spec in nr},
        )
        for item in (dataset.worklist.nr if nr else ())
    )
    problems = {spec.name: weights.problem(spec) for spec in metrics}
    unavailable = {name: problem for name, problem in problems.items() if problem is not None}
    refused_targets |= {
        target: unavailable[name]
        for row in (*fr_rows, *nr_rows)
        for name, target in row.targets.items()
        if name in unavailable and target not in refused_targets
    }
    checkpoints = {
        spec.name: dict(
            zip((file.file for file in spec.checkpoints), weights.identity(spec), strict=True)
        )
        for spec in metrics
        if spec.checkpoints
    }
    return Plan(fr_rows, nr_rows, options, refused_targets, unavailable, checkpoints)


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
        weights: KnownWeights,
    ) -> None:
        self._weights = weights
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
        if item.offset:  # left out at 0, so that scores from before there were offsets are kept
            facts["offset"] = item.offset
        facts["reference"] = self._identities[self._root / item.reference]
        facts["distorted"] = self._identities[self._root / item.distorted]
        facts["mode"] = mode if item.group >= 0 else "refused"
        members = self._sets.get((item.reference, item.group), [])
        if len(members) > 1 and spec.unit is not Unit.FILE:
            facts["set"] = sorted(self._identities[self._root / name] for name in members)
        return ScoreTarget(item.reference, item.distorted, item.how, spec.name, score_key(facts))

    def single(self, item: NrItem, spec: MetricSpec) -> ScoreTarget:
        facts = self._facts(spec)
        facts["file"] = self._identities[self._root / item.file]
        return ScoreTarget("", item.file, "", spec.name, score_key(facts))

    def _facts(self, spec: MetricSpec) -> dict[str, object]:
        return {
            "metric": spec.name,
            "version": spec.version,
            "options": dict(self._options[spec.name]),
            "checkpoints": list(self._weights.identity(spec)),
            **self._settings,
        }
