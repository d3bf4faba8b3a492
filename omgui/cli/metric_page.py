"""``docs/metrics.md``, made from the rows of the catalogue: ``omgui metrics --markdown``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from omgui.cli.metrics import shown_range
from omgui.core.catalogue.costs import Cost, Costs
from omgui.core.metric_spec import Checkpoint, Family, Kind, MetricSpec, Unit

_HEAD = """# Metrics

<!-- Made by `omgui metrics --markdown`; a test compares. Change the rows, not this page. -->

{count} metrics. The name is what a configuration lists. *FR* metrics compare a distorted file with
its reference, *NR* metrics look at a file alone. `omgui metrics` shows the same with the state of
the weights on your machine; `omgui weights` fetches, imports and checks them. Which metrics of the
libraries are left out, and why, is in [metrics_left_out.md](metrics_left_out.md); how near the
numbers are to those of the libraries, in [exactness.md](exactness.md).

*ms* is CPU time for one frame, or pair of frames, of 1920×1080 on one thread, nothing shared
between metrics: {machine}. A dash means that it was not measured at this size. *s a clip* is for a
video of any length and size, for each draw and window: see [clip_metrics.md](clip_metrics.md).
"""
_COLUMNS = ("name", "title", "better", "range", "sees", "min side", "ms", "weights", "paper")
_FAMILIES = {
    Family.CLASSIC: "Classic: formulas on pixels, no weights",
    Family.LEARNED: "Learned: deep networks",
    Family.STATISTICAL: "Natural scene statistics",
    Family.AESTHETIC: "Aesthetics",
    Family.FACE: "Faces",
    Family.SPECIAL: "Special purpose",
    Family.VARIANT: "Variants: other training data, or another library's version",
    Family.DESCRIPTIVE: "Descriptive: say something of the content, judge nothing",
}


def metric_page(catalogue: Mapping[str, MetricSpec], costs: Costs) -> str:
    """Return the page as Markdown.

    Args:
        catalogue: The rows.
        costs: What each was measured to take.
    """
    rows = list(catalogue.values())
    metrics = [row for row in rows if not row.features]
    parts = [_HEAD.format(count=len(metrics), machine=costs.machine)]
    for family, title in _FAMILIES.items():
        for kind in Kind:
            some = [row for row in metrics if row.family is family and row.kind is kind]
            if some:
                parts.append(f"## {kind.value}: {title}\n")
                parts.append(_table(some, costs.by_metric))
    extractors = [row for row in rows if row.features]
    if extractors:
        parts.append("## Feature extractors\n")
        parts.append(_table(extractors, costs.by_metric))
    parts.append(_licences(rows))
    parts.append(_weights(rows))
    return "\n".join(parts)


def _table(rows: Iterable[MetricSpec], costs: Mapping[str, Cost]) -> str:
    lines = [_line(_COLUMNS), _line(["---"] * len(_COLUMNS))]
    lines += [_line(_cells(row, costs.get(row.name))) for row in rows]
    return "\n".join([*lines, ""])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _cells(row: MetricSpec, cost: Cost | None) -> list[str]:
    title = row.title if row.unit is Unit.FRAME else f"{row.title} ({row.unit.value})"
    return [
        f"`{row.name}`",
        title,
        row.better.value,
        f"{row.features} numbers" if row.features else shown_range(row),
        row.channel,
        str(row.min_side),
        _time(row, cost),
        ", ".join(f"`{one.file}`" for one in row.checkpoints),
        row.paper,
    ]


def _time(row: MetricSpec, cost: Cost | None) -> str:
    if row.part_of:
        return f"with `{row.part_of}`"
    if cost is not None and cost.ms_clip:
        return f"{max(1, round(cost.ms_clip / 1e3))} s a clip"
    return "–" if cost is None or cost.ms_1080p is None else f"{cost.ms_1080p:.0f}"


def _licences(rows: Iterable[MetricSpec]) -> str:
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row.code, row.licence), []).append(f"`{row.name}`")
    lines = ["## Whose code, under which licence\n", _line(("code", "licence", "metrics"))]
    lines.append(_line(["---"] * 3))
    lines += [_line((code, terms, ", ".join(names))) for (code, terms), names in found.items()]
    return "\n".join([*lines, ""])


def _weights(rows: Iterable[MetricSpec]) -> str:
    found: dict[Checkpoint, list[str]] = {}
    for row in rows:
        for checkpoint in row.checkpoints:
            found.setdefault(checkpoint, []).append(f"`{row.name}`")
    lines = ["## Files of weights\n", _line(("file", "size", "terms", "source", "metrics"))]
    lines.append(_line(["---"] * 5))
    for one, names in found.items():
        size = f"{one.size_bytes / 1e6:.1f} MB" if one.size_bytes else "not published"
        lines.append(_line((f"`{one.file}`", size, one.licence, _source(one), ", ".join(names))))
    return "\n".join([*lines, ""])


def _source(checkpoint: Checkpoint) -> str:
    scheme, _, rest = checkpoint.url.partition(":")
    if scheme in {"gdrive", "gdrive-folder"}:
        return "Google Drive"
    return rest.removeprefix("//").partition("/")[0]
