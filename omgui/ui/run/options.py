"""How a dataset is to be run: kept in its YAML file, whose other lines stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from omgui.core.catalogue import load_catalogue
from omgui.core.clip_settings import ClipSettings, duration_text
from omgui.core.config_reader import read_config
from omgui.core.dataset import find_config
from omgui.core.dataset_config import METRIC_KEYS, OMGUI_KEY, DatasetConfig, dump_config
from omgui.core.findings import Findings
from omgui.core.metric_spec import MetricSpec, Unit
from omgui.core.problems import Problem, ProblemError
from omgui.core.run_folder import write_then_replace
from omgui.core.yaml_lines import read_yaml
from omgui.core.yaml_text import yaml_text

COMPATIBLE = "objective-metrics-1.2"


@dataclass(frozen=True)
class RunOptions:
    """What a person chooses on the page of the run.

    Attributes:
        device: As in the YAML file; ``None`` to let the engine choose.
        workers: Likewise.
        is_compatible: Whether to reproduce the older tool.
        repeats: Draws of metrics of whole clips, of which the score is the mean.
        window_s: Length of the windows of a score over time; ``None`` for no such score.
        stride_s: From the start of a window to that of the next; ``None`` without windows.
    """

    device: str | None = None
    workers: int | None = None
    is_compatible: bool = False
    repeats: int = 1
    window_s: float | None = None
    stride_s: float | None = None


@dataclass(frozen=True)
class Settings:
    """What the page of a run needs of the YAML file.

    Attributes:
        options: How to run.
        root: Folder of the files.
        log: File of the log.
        table: File of all scores.
        store: File in which a run keeps what it has computed.
        has_clips: Whether the dataset asks for a metric of whole clips.
        has_draws: Whether one of them draws frames or places.
    """

    options: RunOptions
    root: Path
    log: Path
    table: Path
    store: Path
    has_clips: bool = False
    has_draws: bool = False


def read_settings(workspace: Path, dataset: str) -> Settings:
    """Read the YAML file of a dataset.

    Raises:
        ProblemError: It cannot be read, or something in it is wrong.
    """
    config = _config(workspace, dataset)[1]
    settings = config.omgui
    workers = settings.workers if isinstance(settings.workers, int) else None
    clips = settings.clips
    options = RunOptions(
        settings.device,
        workers,
        settings.is_compatible,
        clips.repeats,
        clips.window,
        _stride(clips),
    )
    asked = _metrics_of_clips(config)
    results = workspace / config.output
    return Settings(
        options,
        workspace / config.dataset_pth,
        workspace / config.logs_output,
        results / f"{config.dataset_name}_scores.csv",
        results / f"{config.dataset_name}.omgui",
        bool(asked),
        not all(spec.deterministic for spec in asked),
    )


def _stride(clips: ClipSettings) -> float | None:
    if clips.window is None:
        return None
    return clips.window / 4 if clips.stride is None else clips.stride


def _metrics_of_clips(config: DatasetConfig) -> list[MetricSpec]:
    """Return the metrics of whole clips that a dataset lists."""
    known = load_catalogue()[0]
    names = [name for key in METRIC_KEYS[config.type] for name in getattr(config, key)]
    specs = [known[name] for name in names if name in known]
    return [spec for spec in specs if spec.unit is Unit.CLIP and config.type in spec.media]


def _clips_block(before: ClipSettings, options: RunOptions) -> dict[str, Any] | None:
    """Return how metrics of clips are asked, as the file has it; ``None`` for nothing to say."""
    block = before.model_dump(exclude_unset=True)
    wanted = options.repeats, options.window_s, options.stride_s
    if wanted != (before.repeats, before.window, _stride(before)):
        repeats, window, stride = wanted
        values: dict[str, Any] = {
            "repeats": repeats if repeats > 1 else None,
            "window": None if window is None else duration_text(window),
            "stride": None if window is None or stride is None else duration_text(stride),
        }
        others = {key: value for key, value in block.items() if key not in values}
        block = {key: value for key, value in values.items() if value is not None} | others
    return block or None


def write_options(workspace: Path, dataset: str, options: RunOptions) -> None:
    """Keep how to run a dataset, complete or not at all.

    Raises:
        ProblemError: The file cannot be read or written.
    """
    path, config = _config(workspace, dataset)
    values: dict[str, Any] = {
        "device": options.device,
        "workers": options.workers,
        "compatibility": COMPATIBLE if options.is_compatible else None,
        "clips": _clips_block(config.omgui.clips, options),
    }
    kept = config.omgui.model_dump(exclude_unset=True, exclude={"unknown", *values})
    chosen = {key: value for key, value in values.items() if value is not None}
    changed = config.model_copy(
        update={"omgui": type(config.omgui)(**kept, **chosen, unknown=config.omgui.unknown)}
    )
    try:
        before = path.read_text(encoding="utf-8")
        block = {**kept, **chosen, **config.omgui.unknown}
        after = _with_block(before, block)
        if _read(after) != _read(dump_config(changed)):
            after = dump_config(changed)  # written in an unusual way; comments are lost
        if after != before:
            write_then_replace(path, after)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProblemError(
            Problem(
                "options-unwritable",
                f"The options cannot be kept: {reason}.",
                "Device, workers and compatibility count for this run if it is started now; "
                "get the right to write there.",
                str(path),
            )
        ) from error


def _config(workspace: Path, dataset: str) -> tuple[Path, DatasetConfig]:
    path = find_config(workspace, dataset)
    findings = Findings()
    config = read_config(read_yaml(path, f"{path.parent.name}/{path.name}"), findings)
    if config is None:
        raise ProblemError(findings.errors[0])
    return path, config


def _read(text: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None


def _with_block(text: str, settings: Mapping[Any, Any]) -> str:
    """Return the text of a YAML file with another block of omgui's own settings."""
    lines = text.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith(f"{OMGUI_KEY}:")]
    block = yaml_text({OMGUI_KEY: dict(settings)})
    new = block.splitlines() if settings else []
    if not starts:
        return "\n".join([*lines, *new, ""])
    first = starts[0]
    after = first + 1
    while after < len(lines) and (not lines[after].strip() or lines[after][0] in " \t"):
        after += 1
    return "\n".join([*lines[:first], *new, *lines[after:], ""])
