"""The rows of a dataset's table, in the order of the wide CSV, and which scores stand in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from omgui.core.dataset import Dataset
from omgui.core.metric_spec import Kind
from omgui.core.pairing.applying import fields_of
from omgui.core.pairing.settings import PairingSettings
from omgui.core.problems import ProblemError
from omgui.core.worklist import FrItem, csv_name

Place = tuple[str, str, str]  # reference, file and mode as the store has them


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the wide table.

    Attributes:
        reference: Path of the reference as listed; empty for a file that is scored alone.
        file: Path of the distorted file, or of the file itself, as listed.
        name: The same as CSV files have it.
        mode: How frames are paired, with the offset, e.g. ``same+3``; empty for images.
        has_alone: Whether the file is listed for the no-reference metrics, too.
    """

    reference: str
    file: str
    name: str
    mode: str
    has_alone: bool

    def place(self, kind: Kind) -> Place | None:
        """Return where the store has a score of this row; ``None`` where none is asked for."""
        if kind is Kind.FR:
            return (self.reference, self.file, self.mode) if self.reference else None
        return ("", self.file, "") if self.has_alone else None


def table_rows(dataset: Dataset) -> list[TableRow]:
    """Return the rows of a dataset: its pairs, then the files that are only scored alone."""
    kinds = {spec.kind for spec in dataset.metrics}
    root = dataset.root
    alone = {item.file for item in dataset.worklist.nr} if Kind.NR in kinds else set()
    pairs = sorted(_pairs(dataset), key=lambda pair: pair[0]) if Kind.FR in kinds else []
    rows = [
        TableRow(
            item.reference,
            item.distorted,
            csv_name(item, dataset.config.type, root),
            how,
            item.distorted in alone,
        )
        for _, item, how in pairs
    ]
    paired = {row.file for row in rows}
    if alone:
        singles = (item.file for item in dataset.worklist.nr if item.file not in paired)
        rows += [TableRow("", file, file, "", has_alone=True) for file in singles]
    return rows


def _pairs(dataset: Dataset) -> Iterator[tuple[int, FrItem, str]]:
    """Yield all pairs with their place, also those of sets that cannot be scored."""
    for item in dataset.worklist.fr:
        yield item.row, item, item.how
    for lost in dataset.item_problems:
        for number, name in enumerate(lost.distorted):
            row = lost.row + number
            yield row, FrItem(lost.reference, name, None, lost.group, row), ""


def asked_places(dataset: Dataset) -> dict[tuple[str, str, str, str], None]:
    """Return reference, file, mode and metric of every score asked for, in the table's order.

    Feature extractors, which have no column, are among them.
    """
    asked: dict[tuple[str, str, str, str], None] = {}
    for row in table_rows(dataset):
        for spec in dataset.metrics:
            place = row.place(spec.kind)
            if place is not None:
                asked[place[0], place[1], place[2], spec.name] = None
    return asked


@dataclass
class RowIndex:
    """Finds the rows that show a score.

    Attributes:
        rows: The rows.
    """

    rows: list[TableRow]
    _fr: dict[Place, list[int]] = field(default_factory=dict)
    _nr: dict[Place, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            for kind, known in ((Kind.FR, self._fr), (Kind.NR, self._nr)):
                place = row.place(kind)
                if place is not None:
                    known.setdefault(place, []).append(number)

    def of(self, kind: Kind) -> Mapping[Place, list[int]]:
        """Return the rows by the place of their score."""
        return self._fr if kind is Kind.FR else self._nr


def name_fields(dataset: Dataset, rows: list[TableRow]) -> dict[str, list[str]]:
    """Return what the rule of the dataset finds in the names of its distorted files.

    Returns:
        The fields by name, with a value for each row; none where no rule is known.
    """
    try:
        rule = PairingSettings.from_config(dataset.config.omgui.pairing).rule
    except ProblemError:  # said where the dataset is opened; the table does without
        return {}
    if rule is None:
        return {}
    found = [fields_of(rule, row.file) if row.reference else {} for row in rows]
    names = dict.fromkeys(name for fields in found for name in fields)
    return {name: [fields.get(name, "") for fields in found] for name in names}
