"""How a dataset is to be run: kept in its YAML file, whose other lines stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from omgui.core.config_reader import read_config
from omgui.core.dataset import find_config
from omgui.core.dataset_config import OMGUI_KEY, DatasetConfig, dump_config
from omgui.core.findings import Findings
from omgui.core.problems import Problem, ProblemError
from omgui.core.run_folder import write_then_replace
from omgui.core.yaml_lines import read_yaml

COMPATIBLE = "objective-metrics-1.2"


@dataclass(frozen=True)
class RunOptions:
    """What a person chooses on the page of the run.

    Attributes:
        device: As in the YAML file; ``None`` to let the engine choose.
        workers: Likewise.
        is_compatible: Whether to reproduce the older tool.
    """

    device: str | None = None
    workers: int | None = None
    is_compatible: bool = False


@dataclass(frozen=True)
class Settings:
    """What the page of a run needs of the YAML file.

    Attributes:
        options: How to run.
        root: Folder of the files.
        log: File of the log.
        table: File of all scores.
        store: File in which a run keeps what it has computed.
    """

    options: RunOptions
    root: Path
    log: Path
    table: Path
    store: Path


def read_settings(workspace: Path, dataset: str) -> Settings:
    """Read the YAML file of a dataset.

    Raises:
        ProblemError: It cannot be read, or something in it is wrong.
    """
    config = _config(workspace, dataset)[1]
    settings = config.omgui
    workers = settings.workers if isinstance(settings.workers, int) else None
    options = RunOptions(settings.device, workers, settings.is_compatible)
    results = workspace / config.output
    return Settings(
        options,
        workspace / config.dataset_pth,
        workspace / config.logs_output,
        results / f"{config.dataset_name}_scores.csv",
        results / f"{config.dataset_name}.omgui",
    )


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
                "They count for this run if it is started now; get the right to write there.",
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
    block = yaml.safe_dump({OMGUI_KEY: dict(settings)}, sort_keys=False, allow_unicode=True)
    new = block.splitlines() if settings else []
    if not starts:
        return "\n".join([*lines, *new, ""])
    first = starts[0]
    after = first + 1
    while after < len(lines) and (not lines[after].strip() or lines[after][0] in " \t"):
        after += 1
    return "\n".join([*lines[:first], *new, *lines[after:], ""])
