"""A dataset: WORKSPACE/datasets_configs/NAME.yaml and the lists beside it, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from omgui.core.config_reader import note_keys, read_config, read_media
from omgui.core.dataset_config import FEATURE_KEYS, METRIC_KEYS, DatasetConfig
from omgui.core.dataset_metrics import choose_metrics, note_media
from omgui.core.dataset_outputs import Outputs
from omgui.core.findings import Findings
from omgui.core.frame_offsets import with_offsets
from omgui.core.metric_spec import Kind, Media, MetricSpec
from omgui.core.paths import is_there
from omgui.core.problems import Problem, ProblemError, ProblemsError, Severity
from omgui.core.worklist import ItemProblem, Worklist
from omgui.core.worklist_files import read_list, read_pairs
from omgui.core.yaml_lines import YamlFile, did_you_mean, read_yaml, shown

CONFIG_FOLDERS = ("datasets_configs", "dataset_configs")


@dataclass(frozen=True)
class Dataset:
    """A dataset that can be run, at least in part.

    Attributes:
        name: What it is called on the command line.
        workspace: The folder that everything relative is relative to.
        config: The content of its YAML file.
        metrics: What is to be scored, each metric once, in the order of the file.
        worklist: The items. Only the kinds that ``metrics`` needs are read.
        metric_problems: One for every metric asked for that cannot be scored.
        item_problems: Sets that cannot be scored.
        warnings: What looks wrong but keeps no score from being computed.
    """

    name: str
    workspace: Path
    config: DatasetConfig
    metrics: tuple[MetricSpec, ...]
    worklist: Worklist
    metric_problems: tuple[Problem, ...]
    item_problems: tuple[ItemProblem, ...]
    warnings: tuple[Problem, ...]

    @property
    def root(self) -> Path:
        """The folder that listed files are relative to."""
        return self.workspace / self.config.dataset_pth

    @property
    def output(self) -> Path:
        """The folder of the results."""
        return self.workspace / self.config.output

    @property
    def log(self) -> Path:
        """The file of the log."""
        return self.workspace / self.config.logs_output

    @property
    def store(self) -> Path:
        """The file that keeps every score."""
        return self.output / f"{self.config.dataset_name}.omgui"


def find_config(workspace: Path, name: str) -> Path:
    """Return the path of NAME.yaml in one of the folders that may hold it.

    Raises:
        ProblemError: ``dataset-missing``.
    """
    folders = [workspace / folder for folder in CONFIG_FOLDERS]
    for folder in folders:
        path = folder / f"{name}.yaml"
        if is_there(path):
            return path
    names = sorted(path.stem for folder in folders for path in folder.glob("*.yaml"))
    bare = name.removesuffix(".yaml")
    message = f"There is no dataset {shown(name)}."
    if not any(folder.is_dir() for folder in folders):
        message, hint = _no_workspace(workspace)
    elif bare != name and bare in names:
        hint = f"Write its name without the ending: {bare}."
    else:
        listed = f"There are: {', '.join(names[:20])}." if names else f"'{workspace}' has none."
        hint = f"{did_you_mean(name, names)} {listed}".strip()
    raise ProblemError(
        Problem("dataset-missing", message, hint, f"{CONFIG_FOLDERS[0]}/{name}.yaml")
    )


def _no_workspace(workspace: Path) -> tuple[str, str]:
    """Return what is wrong with a folder that cannot be a workspace, and what to do."""
    folder = CONFIG_FOLDERS[0]
    hint = f"Name the folder that holds '{folder}', with -C on the command line."
    if not workspace.exists():
        return f"The workspace '{workspace}' does not exist.", hint
    if not workspace.is_dir():
        return f"'{workspace}' is no folder, so it is no workspace.", hint
    if workspace.name in CONFIG_FOLDERS:
        hint = f"The workspace is the folder above it: '{workspace.parent}'."
    return f"'{workspace}' holds no folder '{folder}', so it is no workspace.", hint


def load_dataset(workspace: Path, name: str, known_metrics: Mapping[str, MetricSpec]) -> Dataset:
    """Read a dataset and find everything that is wrong with it without opening its files.

    Args:
        workspace: The folder of all datasets.
        name: Name of the YAML file without its ending.
        known_metrics: The catalogue by name.

    Raises:
        ProblemsError: Nothing can be run, with everything that is wrong. An unknown metric and a
            set that cannot be scored do not count, as long as something is left to score.
    """
    try:
        path = find_config(workspace, name)
        source = read_yaml(path, f"{path.parent.name}/{path.name}")
    except ProblemError as error:
        raise ProblemsError([error.problem]) from error
    findings = Findings()
    twin = workspace / CONFIG_FOLDERS[1] / path.name
    if path != twin and is_there(twin):
        message = f"There is another {path.name} in '{CONFIG_FOLDERS[1]}', which is not read."
        findings.warn("config-in-two-folders", message, "Remove one of them.", source.place)
    note_keys(source, findings)
    config = read_config(source, findings)
    media = read_media(source)
    if media is None:
        raise ProblemsError(findings.errors)
    metrics, metric_problems = choose_metrics(source, media, known_metrics, findings)
    note_media(source, media, findings)
    worklist = _worklist(path, source, media, metrics, findings)
    if config is not None:
        worklist = with_offsets(worklist, config, source, findings)
        outputs = Outputs(workspace, path, source, config, findings)
        outputs.refuse_unusable()
        outputs.note_collisions(metrics)
    if config is None or findings.errors or not metrics:
        lost = [found.problem for found in findings.item_problems]
        severe = [problem for problem in lost if problem.severity is Severity.ERROR]
        raise ProblemsError([*findings.errors, *metric_problems, *severe])
    return Dataset(
        name,
        workspace,
        config,
        metrics,
        worklist,
        tuple(metric_problems),
        tuple(findings.item_problems),
        tuple(findings.warnings),
    )


def _worklist(
    path: Path,
    source: YamlFile,
    media: Media,
    metrics: tuple[MetricSpec, ...],
    findings: Findings,
) -> Worklist:
    """Read the lists that the metrics need; where none is known, those the file asks for."""
    kinds = {**METRIC_KEYS[media], FEATURE_KEYS[media]: Kind.NR}
    asked = {kind for key, kind in kinds.items() if source.values.get(key)}
    needed = {spec.kind for spec in metrics} or asked
    lists: dict[Kind, tuple[Path, str]] = {}
    for kind, what in ((Kind.FR, "pairs"), (Kind.NR, "list")):
        file = path.with_name(f"{path.stem}_{what}.json")
        if kind in needed and is_there(file):
            lists[kind] = (file, f"{file.parent.name}/{file.name}")
        elif kind in needed:
            keys = [key for key, of in kinds.items() if of is kind]
            key = next(key for key in keys if source.values.get(key))
            findings.errors.append(
                Problem(
                    f"{what}-missing",
                    f"'{key}' needs {file.name}, which is missing.",
                    f"Make it with the wizard or 'omgui new', or remove '{key}'.",
                    source.where(key),
                )
            )
    return Worklist(
        fr=read_pairs(*lists[Kind.FR], media, findings) if Kind.FR in lists else (),
        nr=read_list(*lists[Kind.NR], findings) if Kind.NR in lists else (),
    )
