"""Which metrics a dataset asks for, as a picker changes it; the rest of its file stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from omgui.core.config_reader import read_config
from omgui.core.dataset import find_config
from omgui.core.dataset_config import (
    FEATURE_KEYS,
    METRIC_KEYS,
    DatasetConfig,
    dump_config,
    metric_key,
)
from omgui.core.findings import Findings
from omgui.core.metric_spec import Media, MetricSpec
from omgui.core.problems import ProblemsError
from omgui.core.written_files import replace_text
from omgui.core.yaml_lines import read_yaml

MetricLists = Mapping[str, tuple[str, ...]]


def keys_of(media: Media) -> tuple[str, ...]:
    """Return the keys under which metrics and feature extractors are listed."""
    return (*METRIC_KEYS[media], FEATURE_KEYS[media])


def home_of(spec: MetricSpec, media: Media) -> str | None:
    """Return the key that a row belongs under; ``None`` where it does not fit the media."""
    if spec.features:
        return FEATURE_KEYS[media] if media in spec.media else None
    return metric_key(spec, media)


def lists_of(config: DatasetConfig) -> dict[str, tuple[str, ...]]:
    """Return the names under every key that counts for the media of a dataset."""
    return {key: tuple(getattr(config, key)) for key in keys_of(config.type)}


def names_in(lists: MetricLists) -> tuple[str, ...]:
    """Return every name that is listed, once."""
    return tuple(dict.fromkeys(name for names in lists.values() for name in names))


def with_chosen(
    lists: MetricLists, chosen: Collection[str], media: Media, known: Mapping[str, MetricSpec]
) -> dict[str, tuple[str, ...]]:
    """Return the lists that hold exactly the chosen names.

    What is listed already keeps its place, also where nobody knows it or where it belongs under
    another key; what is new goes to the end of its list.

    Args:
        lists: As they are.
        chosen: Names that are wanted. A new one that does not fit the media is left out.
        media: Of the dataset.
        known: The catalogue by name.
    """
    wanted = set(chosen)
    changed = {key: [name for name in names if name in wanted] for key, names in lists.items()}
    new = wanted.difference(names_in(lists))
    for name in sorted(new, key=list(known).index):
        home = home_of(known[name], media)
        if home is not None:
            changed[home].append(name)
    return {key: tuple(names) for key, names in changed.items()}


def read_choice(workspace: Path, name: str) -> tuple[Path, DatasetConfig]:
    """Return a dataset's file and what it says, also where it asks for no metric yet.

    Raises:
        ProblemError: There is no such file, or it is no YAML.
        ProblemsError: It cannot be understood, with everything that is wrong.
    """
    path = find_config(workspace, name)
    findings = Findings()
    config = read_config(read_yaml(path, f"{path.parent.name}/{path.name}"), findings)
    if config is None:
        raise ProblemsError(findings.errors)
    return path, config


def save_choice(workspace: Path, name: str, lists: MetricLists) -> DatasetConfig:
    """Write the lists of metrics into a dataset's file; all else stays as the file says now.

    Args:
        workspace: The folder of all datasets.
        name: Of the dataset.
        lists: Names by key.

    Raises:
        ProblemError: There is no such file, it is no YAML, or it cannot be written.
        ProblemsError: It cannot be understood, with everything that is wrong.
    """
    path, config = read_choice(workspace, name)
    if lists_of(config) == dict(lists):
        return config
    changed = config.model_copy(update=dict(lists))
    replace_text(path, dump_config(changed))
    return changed
