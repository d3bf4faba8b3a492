"""Which metrics a dataset asks for, and what is wrong with those it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from omgui.core.dataset_config import FEATURE_KEYS, METRIC_KEYS, metric_key
from omgui.core.findings import Findings
from omgui.core.metric_spec import Kind, Media, MetricSpec
from omgui.core.problems import Problem
from omgui.core.yaml_lines import YamlFile, did_you_mean, shown

_MEDIA_WORDS = {Media.IMAGE: "images", Media.VIDEO: "videos"}


def _listed_names(source: YamlFile, key: str) -> Iterator[tuple[str, str]]:
    """Yield the names under a key, with their places."""
    names = source.values.get(key)
    if isinstance(names, list):
        for index, name in enumerate(names):
            if isinstance(name, str):
                yield name, source.where(key, index)


def choose_metrics(
    source: YamlFile, media: Media, known_metrics: Mapping[str, MetricSpec], findings: Findings
) -> tuple[tuple[MetricSpec, ...], list[Problem]]:
    """Return what is to be scored, and a problem for every metric that cannot be."""
    chosen: dict[str, MetricSpec] = {}
    problems: dict[tuple[str, str], Problem] = {}
    repeated: dict[str, str] = {}
    for key, kind in METRIC_KEYS[media].items():
        for name, where in _listed_names(source, key):
            if name in chosen or (name, key) in problems:
                repeated.setdefault(name, where)
                continue
            problem = _metric_problem(name, kind, media, known_metrics)
            if problem is not None:
                problems[name, key] = problem.at(where)
                continue
            chosen[name] = known_metrics[name]
            home = metric_key(chosen[name], media)
            if home != key:
                message = f"'{name}' belongs under '{home}', where the older tool looks for it."
                findings.warn("metric-misplaced", message, "Move it there.", where)
    key = FEATURE_KEYS[media]
    for name, where in _listed_names(source, key):
        spec = known_metrics.get(name)
        if name in chosen or (name, key) in problems:
            repeated.setdefault(name, where)
        elif spec is None or not spec.features:
            problems[name, key] = _unknown_extractor(name, known_metrics).at(where)
        else:
            chosen[name] = spec
    for name, where in repeated.items():
        message = f"'{name}' is listed twice and computed once."
        findings.warn("metric-repeated", message, "Remove one.", where)
    return with_parts(chosen.values(), known_metrics), list(problems.values())


def with_parts(
    chosen: Iterable[MetricSpec], known_metrics: Mapping[str, MetricSpec]
) -> tuple[MetricSpec, ...]:
    """Return metrics, each followed by the parts of its score that its model gives as well."""
    asked = {spec.name: spec for spec in chosen}
    found: dict[str, MetricSpec] = {}
    for name, spec in asked.items():
        parts = [row for row in known_metrics.values() if row.part_of == name]
        found.update({row.name: row for row in (spec, *parts)})
    return tuple(found.values())


def _unknown_extractor(name: str, known_metrics: Mapping[str, MetricSpec]) -> Problem:
    names = [other for other, row in known_metrics.items() if row.features]
    return Problem(
        "unknown-extractor",
        f"There is no feature extractor {shown(name)}.",
        f"There is: {', '.join(names) or 'none'}. Metrics belong under the other keys.",
    )


def _metric_problem(
    name: str, kind: Kind, media: Media, known_metrics: Mapping[str, MetricSpec]
) -> Problem | None:
    """Say why a metric cannot be scored under a key for ``kind``."""
    spec = known_metrics.get(name)
    if spec is None:
        names = [other for other, row in known_metrics.items() if media in row.media]
        hint = f"{did_you_mean(name, names)} 'omgui metrics' lists all names."
        return Problem("unknown-metric", f"There is no metric {shown(name)}.", hint.strip())
    if spec.features:
        message = f"'{name}' gives features, not a score."
        return Problem("metric-wrong-list", message, f"Put it under '{FEATURE_KEYS[media]}'.")
    home = metric_key(spec, media)
    if home is None:
        message = f"The metric '{name}' cannot score {_MEDIA_WORDS[media]}."
        return Problem("metric-not-for-media", message, "Remove it.")
    if spec.kind is not kind:
        needs = "needs a reference" if spec.kind is Kind.FR else "does without a reference"
        message = f"The metric '{name}' {needs}, unlike those of this list."
        return Problem("metric-wrong-list", message, f"Put it under '{home}'.")
    return None


def note_media(source: YamlFile, media: Media, findings: Findings) -> None:
    """Note keys that only count for the other type, and a file that asks for nothing."""
    own = (*METRIC_KEYS[media], FEATURE_KEYS[media])
    for other, keys in METRIC_KEYS.items():
        for key in (*keys, FEATURE_KEYS[other]):
            if key not in own and source.values.get(key):
                findings.warn(
                    "key-of-other-type",
                    f"'{key}' is for {_MEDIA_WORDS[other]} and is ignored in this dataset.",
                    f"Write {' or '.join(METRIC_KEYS[media])}.",
                    source.where(key),
                )
    if not any(source.values.get(key) for key in own):
        findings.errors.append(
            Problem(
                "no-metrics",
                "The dataset asks for no metric.",
                f"List names under {' or '.join(METRIC_KEYS[media])}.",
                source.place,
            )
        )
