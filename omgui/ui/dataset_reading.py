"""A dataset as its files say, for showing: also what could not be run yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.config_reader import read_config, read_media
from omgui.core.dataset import Dataset, find_config, load_dataset
from omgui.core.dataset_config import DatasetConfig
from omgui.core.findings import Findings
from omgui.core.metric_spec import Kind, Media, MetricSpec
from omgui.core.paths import is_folder, is_there
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.worklist import FrItem, NrItem
from omgui.core.worklist_files import read_list, read_pairs
from omgui.core.yaml_lines import read_yaml

NO_METRICS = "no-metrics"


@dataclass(frozen=True)
class ReadDataset:
    """What the Data tab shows.

    Attributes:
        name: Of the YAML file.
        path: The YAML file; ``None`` where there is none.
        media: What it consists of; ``None`` where the file does not say.
        root: Folder that listed files are relative to; ``None`` where the file does not say.
        output: Folder of the results; likewise.
        pairs: Distorted files beside their reference.
        files: Files scored by themselves.
        metrics: Metrics asked for that exist.
        problems: Everything that is wrong with it.
        is_waiting_for_metrics: Whether nothing is wrong but that no metric is ticked yet.
    """

    name: str
    path: Path | None = None
    media: Media | None = None
    root: Path | None = None
    output: Path | None = None
    pairs: tuple[FrItem, ...] = ()
    files: tuple[NrItem, ...] = ()
    metrics: tuple[MetricSpec, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_waiting_for_metrics: bool = False


def read_dataset(workspace: Path, name: str) -> ReadDataset:
    """Read everything that the files of a dataset say; never raises for what is in them."""
    catalogue, _ = load_catalogue()
    try:
        path = find_config(workspace, name)
        source = read_yaml(path, f"{path.parent.name}/{path.name}")
    except ProblemError as error:
        return ReadDataset(name, problems=(error.problem,))
    media = read_media(source)
    config = read_config(source, Findings())
    loaded = _loaded(workspace, name, catalogue)
    problems = loaded if isinstance(loaded, tuple) else _problems(loaded)
    pairs, files, found = _lists(path, media, loaded)
    if not isinstance(loaded, Dataset):
        known = set(problems)
        problems += tuple(problem for problem in found if problem not in known)
    codes = {problem.code for problem in problems}
    root = workspace / config.dataset_pth if config is not None else None
    if root is not None and not is_folder(root):
        problems = (_no_data(root), *problems)
    return ReadDataset(
        name,
        path,
        media,
        root,
        workspace / config.output if config is not None else None,
        pairs,
        files,
        loaded.metrics if isinstance(loaded, Dataset) else _asked(config, catalogue),
        tuple(problem for problem in problems if problem.code != NO_METRICS),
        codes == {NO_METRICS},
    )


def _loaded(
    workspace: Path, name: str, catalogue: Mapping[str, MetricSpec]
) -> Dataset | tuple[Problem, ...]:
    try:
        return load_dataset(workspace, name, catalogue)
    except ProblemsError as error:
        return tuple(error.problems)


def _problems(dataset: Dataset) -> tuple[Problem, ...]:
    lost = (found.problem for found in dataset.item_problems)
    return (*dataset.metric_problems, *lost, *dataset.warnings)


def _lists(
    path: Path, media: Media | None, loaded: Dataset | tuple[Problem, ...]
) -> tuple[tuple[FrItem, ...], tuple[NrItem, ...], tuple[Problem, ...]]:
    """Return both lists, whichever of them the metrics need, and what is wrong with them."""
    pairs: tuple[FrItem, ...] = loaded.worklist.fr if isinstance(loaded, Dataset) else ()
    files: tuple[NrItem, ...] = loaded.worklist.nr if isinstance(loaded, Dataset) else ()
    findings = Findings()
    for kind, what in ((Kind.FR, "pairs"), (Kind.NR, "list")):
        file = path.with_name(f"{path.stem}_{what}.json")
        place = f"{file.parent.name}/{file.name}"
        if media is None or not is_there(file):
            continue
        if kind is Kind.FR and not pairs:
            pairs = read_pairs(file, place, media, findings)
        elif kind is Kind.NR and not files:
            files = read_list(file, place, findings)
    lost = (found.problem for found in findings.item_problems)
    return pairs, files, (*findings.errors, *lost, *findings.warnings)


def _asked(
    config: DatasetConfig | None, catalogue: Mapping[str, MetricSpec]
) -> tuple[MetricSpec, ...]:
    if config is None:
        return ()
    lists = (value for key, value in config if key.endswith("_metrics"))
    return tuple(catalogue[name] for names in lists for name in names if name in catalogue)


def _no_data(root: Path) -> Problem:
    message = "The folder of the files is not there."
    hint = "Connect the drive it is on, or correct 'dataset_pth' in the configuration."
    return Problem("data-folder-missing", message, hint, str(root))
