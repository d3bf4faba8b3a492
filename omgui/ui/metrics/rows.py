"""The rows of the picker as plain data: what a row says, grouping, search and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from omgui.core.metric_spec import Family, Kind, Media, MetricSpec
from omgui.ui.metrics.forecast import Basis
from omgui.ui.problem_words import spoken


class Files(str, Enum):
    """How the checkpoints of a metric stand."""

    NONE_NEEDED = "none-needed"
    UNSEEN = "unseen"  # nobody has looked yet
    READY = "ready"
    MISSING = "missing"
    QUEUED = "queued"
    FETCHING = "fetching"
    WRONG = "wrong"
    FAILED = "failed"


@dataclass(frozen=True)
class FileState:
    """How the checkpoints of a metric stand, with what is told of it.

    Attributes:
        state: In one word.
        missing_bytes: What is to be fetched; 0 where nobody tells.
        done_bytes: Of it, while it is being fetched.
        bytes_per_s: Speed, while it is being fetched.
        said: Why it could not be fetched, or what is wrong.
    """

    state: Files = Files.UNSEEN
    missing_bytes: int = 0
    done_bytes: int = 0
    bytes_per_s: float = 0.0
    said: str = ""

    @property
    def percent(self) -> int | None:
        """How much of it is there; ``None`` where the size is not known."""
        if self.missing_bytes <= 0:
            return None
        return min(100, self.done_bytes * 100 // self.missing_bytes)


@dataclass(frozen=True)
class Reason:
    """Why a metric cannot run here.

    Attributes:
        code: Stable identifier.
        text: What is wrong, one sentence.
        hint: How to mend it.
    """

    code: str
    text: str
    hint: str = ""


@dataclass
class MetricRow:
    """One row.

    Attributes:
        name: Of the metric, or what the dataset's file says where nobody knows it.
        spec: Its row of the catalogue; ``None`` where there is none.
        is_ticked: Whether the dataset asks for it.
        reason: Why it cannot run on this dataset; ``None`` where nothing is known against it.
        remark: What a person should know although it can run.
        files: How its checkpoints stand.
        seconds: Time by the clock; ``None`` where it is not known.
        basis: Where that time comes from.
        memory_bytes: What it needs in a worker; ``None`` where it is not known.
    """

    name: str
    spec: MetricSpec | None
    is_ticked: bool = False
    reason: Reason | None = None
    remark: str = ""
    files: FileState = field(default_factory=FileState)
    seconds: float | None = None
    basis: Basis = Basis.UNKNOWN
    memory_bytes: float | None = None

    @property
    def can_be_ticked(self) -> bool:
        """Whether a person may change the tick: what cannot run can only be taken out."""
        return self.is_ticked or self.reason is None


def is_offered(spec: MetricSpec | None) -> bool:
    """Whether a person can ask for it: parts of another metric's score come with that one."""
    return spec is not None and not spec.part_of


GroupKey = tuple[str, str, str]
UNKNOWN_GROUP: GroupKey = ("", "", "")
FEATURES = "features"


def group_of(row: MetricRow) -> GroupKey:
    """Return where a row is listed: by need of a reference, by media, by family."""
    spec = row.spec
    if spec is None:
        return UNKNOWN_GROUP
    if spec.features:
        return (FEATURES, Media.IMAGE.value, "")
    media = Media.IMAGE if Media.IMAGE in spec.media else Media.VIDEO
    return (spec.kind.value, media.value, spec.family.value)


_KINDS = ("", *(kind.value for kind in Kind), FEATURES)
_MEDIA = ("", *(media.value for media in Media))
_FAMILIES = ("", *(family.value for family in Family))


def _place(key: GroupKey) -> tuple[int, int, int]:
    return _KINDS.index(key[0]), _MEDIA.index(key[1]), _FAMILIES.index(key[2])


class Show(str, Enum):
    """Which rows are shown."""

    ALL = "all"
    FULL_REFERENCE = "FR"
    NO_REFERENCE = "NR"
    TICKED = "ticked"
    RUNNABLE = "runnable"
    WITHOUT_FILES = "without-files"


_SHOWN: dict[Show, Callable[[MetricRow], bool]] = {
    Show.ALL: lambda _row: True,
    Show.FULL_REFERENCE: lambda row: row.spec is not None and row.spec.kind is Kind.FR,
    Show.NO_REFERENCE: lambda row: row.spec is not None and row.spec.kind is Kind.NR,
    Show.TICKED: lambda row: row.is_ticked,
    Show.RUNNABLE: lambda row: (
        row.reason is None and row.files.state in {Files.NONE_NEEDED, Files.READY}
    ),
    Show.WITHOUT_FILES: lambda row: row.files.state is Files.NONE_NEEDED,
}


def found(rows: Iterable[MetricRow], text: str, show: Show) -> list[MetricRow]:
    """Return the rows in which every word of a search occurs, among those that are shown.

    Args:
        rows: All rows.
        text: Words, in any order; letter case does not matter.
        show: Which rows are shown at all.
    """
    words = text.casefold().split()
    is_shown = _SHOWN[show]
    return [row for row in rows if is_shown(row) and all(word in _searched(row) for word in words)]


def _searched(row: MetricRow) -> str:
    spec = row.spec
    if spec is None:
        return row.name.casefold()
    return "\n".join((spec.name, spec.title, spec.paper, spec.about, spoken(spec.about))).casefold()


class Column(int, Enum):
    """Columns of the picker."""

    NAME = 0
    TITLE = 1
    BETTER = 2
    RANGE = 3
    FILES = 4
    TIME = 5
    MEMORY = 6


_FILE_ORDER = tuple(Files)


def _sort_key(column: Column) -> Callable[[MetricRow], tuple[float | int | str, ...]]:
    keys: dict[Column, Callable[[MetricRow], tuple[float | int | str, ...]]] = {
        Column.NAME: lambda row: (row.name.casefold(),),
        Column.TITLE: lambda row: (row.spec.title.casefold() if row.spec else "",),
        Column.BETTER: lambda row: (row.spec.better.value if row.spec else "",),
        Column.RANGE: lambda row: _range_key(row.spec),
        Column.FILES: lambda row: (_FILE_ORDER.index(row.files.state), row.files.missing_bytes),
        Column.TIME: lambda row: (float("inf") if row.seconds is None else row.seconds,),
        Column.MEMORY: lambda row: (
            float("inf") if row.memory_bytes is None else row.memory_bytes,
        ),
    }
    return keys[column]


def _range_key(spec: MetricSpec | None) -> tuple[float, ...]:
    if spec is None:
        return (0.0, 0.0)
    low, high = spec.range
    return (
        float("-inf") if low is None else low,
        float("inf") if high is None else high,
    )


def grouped(
    rows: Sequence[MetricRow], column: Column | None, *, is_descending: bool
) -> list[tuple[GroupKey, list[MetricRow]]]:
    """Return rows by group, groups in their own order, and rows in that of a column.

    Args:
        rows: Those that are shown.
        column: What to order by; ``None`` keeps the order of the catalogue.
        is_descending: Whether the last comes first.
    """
    groups: dict[GroupKey, list[MetricRow]] = {}
    for row in rows:
        groups.setdefault(group_of(row), []).append(row)
    if column is not None:
        for members in groups.values():
            members.sort(key=_sort_key(column), reverse=is_descending)
    return [(key, groups[key]) for key in sorted(groups, key=_place)]
