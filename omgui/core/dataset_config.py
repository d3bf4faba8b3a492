"""A data set: WORKSPACE/datasets_configs/NAME.yaml and the lists beside it, read and checked."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from omgui.core.metric_spec import Kind, Media, MetricSpec
from omgui.core.problems import Problem, ProblemError, ProblemsError, Severity
from omgui.core.worklist import Findings, ItemProblem, Worklist, read_list, read_pairs
from omgui.core.yaml_lines import YamlFile, did_you_mean, read_yaml, shown

CONFIG_FOLDERS = ("datasets_configs", "dataset_configs")
METRIC_KEYS: Mapping[Media, Mapping[str, Kind]] = {
    Media.IMAGE: {"fr_metrics": Kind.FR, "nr_metrics": Kind.NR},
    Media.VIDEO: {
        "fr_iqa_metrics": Kind.FR,
        "nr_iqa_metrics": Kind.NR,
        "fr_vqa_metrics": Kind.FR,
        "nr_vqa_metrics": Kind.NR,
    },
}
FEATURE_KEYS: Mapping[Media, str] = {
    Media.IMAGE: "feature_extractors",
    Media.VIDEO: "image_feature_extractors",
}
OMGUI_KEY = "omgui"
_MEDIA_WORDS = {Media.IMAGE: "images", Media.VIDEO: "videos"}
_NAME_BYTES_LIMIT = 150  # of the 255 that file systems allow, with room for the metric
_WINDOWS_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\.|$)", re.I)


def _usable_path(path: str) -> str:
    if not path.strip():
        raise ValueError("is empty", "Write '.' for the workspace itself.")
    if "\0" in path or not _is_text(path):
        raise ValueError("contains characters that no path can have", "Write it again.")
    return path


def _usable_prefix(name: str) -> str:
    """Check what the names of result files begin with, so that they fit every system."""
    bad = re.search(r'[\x00-\x1f<>:"/\\|?*]', name)
    if bad:
        message = f"contains {bad[0]!r}, which not every system allows in the name of a file"
        raise ValueError(message, "Use '-' or '_' instead.")
    if not name.strip() or not _is_text(name):
        raise ValueError("is empty or is not text", "Write what result files are to begin with.")
    if len(name.encode()) > _NAME_BYTES_LIMIT:
        raise ValueError(f"is longer than {_NAME_BYTES_LIMIT} bytes", "Shorten it.")
    if _WINDOWS_DEVICE.match(name):
        raise ValueError("is the name of a device on Windows", "Put another word before it.")
    return name


def _is_text(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


PathText = Annotated[str, AfterValidator(_usable_path)]
Names = tuple[str, ...]


class OmguiSettings(BaseModel):
    """What a data set asks of omgui beyond the keys of the older tool.

    Attributes:
        compatibility: Whose values to reproduce; ``None`` for the authors' definitions.
        device: As ``--device``; ``None`` to choose.
        workers: Processes that score; ``None`` or ``auto`` to choose.
        damaged_videos: Whether a video that breaks off is refused or scored as far as it goes.
        unknown: Keys of other versions, kept when the file is written back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    compatibility: Literal["objective-metrics-1.2"] | None = None
    device: str | None = None
    workers: Annotated[int, Field(strict=True, ge=1)] | Literal["auto"] | None = None
    damaged_videos: Literal["refuse", "score"] = "refuse"
    unknown: dict[Any, Any] = {}

    @property
    def is_compatible(self) -> bool:
        """Whether the older tool's values are to be reproduced."""
        return self.compatibility is not None


class DatasetConfig(BaseModel):
    """The content of NAME.yaml.

    Attributes:
        type: Images or videos.
        dataset_pth: Folder of the files; a relative one is relative to the workspace.
        dataset_name: What the names of result files begin with.
        output: Folder of the results, relative to the workspace.
        logs_output: File of the log, relative to the workspace.
        unknown: Keys of other tools and versions, kept when the file is written back.

    The other fields are the lists of metric names under their keys, and omgui's own settings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Media
    dataset_pth: PathText
    dataset_name: Annotated[str, AfterValidator(_usable_prefix)]
    output: PathText
    logs_output: PathText
    fr_metrics: Names = ()
    nr_metrics: Names = ()
    fr_iqa_metrics: Names = ()
    nr_iqa_metrics: Names = ()
    fr_vqa_metrics: Names = ()
    nr_vqa_metrics: Names = ()
    feature_extractors: Names = ()
    image_feature_extractors: Names = ()
    omgui: OmguiSettings = OmguiSettings()
    unknown: dict[Any, Any] = {}


_KEYS = tuple(key for key in DatasetConfig.model_fields if key != "unknown")
_OMGUI_KEYS = tuple(key for key in OmguiSettings.model_fields if key != "unknown")
_MANDATORY = tuple(key for key in _KEYS if DatasetConfig.model_fields[key].is_required())


@dataclass(frozen=True)
class Dataset:
    """A data set that can be run, at least in part.

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


def metric_key(spec: MetricSpec, media: Media) -> str | None:
    """Return the key that a metric is listed under; ``None`` if it does not fit the media."""
    if media not in spec.media:
        return None
    prefix = spec.kind.value.lower()
    if media is Media.IMAGE:
        return f"{prefix}_metrics"
    return f"{prefix}_{'iqa' if Media.IMAGE in spec.media else 'vqa'}_metrics"


def dump_config(config: DatasetConfig) -> str:
    """Return the text of NAME.yaml: mandatory keys, lists, settings, then what is unknown.

    Reading it gives an equal configuration. Empty lists are left out, since the older tool needs
    the list file even for an empty list. Comments of an earlier file are not kept.
    """
    values: dict[Any, Any] = {}
    for key in _KEYS:
        value = getattr(config, key)
        if isinstance(value, Media):
            values[key] = value.value
        elif isinstance(value, tuple) and value:
            values[key] = list(value)
        elif isinstance(value, str):
            values[key] = value
    settings = config.omgui.model_dump(exclude_unset=True, exclude={"unknown"})
    settings |= config.omgui.unknown
    if settings:
        values[OMGUI_KEY] = settings
    values |= config.unknown
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=1000)


def find_config(workspace: Path, name: str) -> Path:
    """Return the path of NAME.yaml in one of the folders that may hold it.

    Raises:
        ProblemError: ``dataset-missing``.
    """
    folders = [workspace / folder for folder in CONFIG_FOLDERS]
    for folder in folders:
        path = folder / f"{name}.yaml"
        if _is_there(path):
            return path
    names = sorted(path.stem for folder in folders for path in folder.glob("*.yaml"))
    listed = f"There are: {', '.join(names[:20])}." if names else f"'{workspace}' has none."
    raise ProblemError(
        Problem(
            "dataset-missing",
            f"There is no data set {shown(name)}.",
            f"{did_you_mean(name, names)} {listed}".strip(),
            f"{CONFIG_FOLDERS[0]}/{name}.yaml",
        )
    )


def load_dataset(workspace: Path, name: str, known_metrics: Mapping[str, MetricSpec]) -> Dataset:
    """Read a data set and find everything that is wrong with it without opening its files.

    Args:
        workspace: The folder of all data sets.
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
    if path != twin and _is_there(twin):
        message = f"There is another {path.name} in '{CONFIG_FOLDERS[1]}', which is not read."
        findings.warn("config-in-two-folders", message, "Remove one of them.", source.place)
    _note_keys(source, findings)
    config = _config(source, findings)
    media = _media(source)
    if media is None:
        raise ProblemsError(findings.errors)
    metrics, metric_problems = _metrics(source, media, known_metrics, findings)
    _note_media(source, media, findings)
    worklist = _worklist(path, source, media, metrics, findings)
    if config is not None:
        outputs = _Outputs(workspace, path, source, config, findings)
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


def _note_keys(source: YamlFile, findings: Findings) -> None:
    settings = source.values.get(OMGUI_KEY)
    nested = [(OMGUI_KEY, key) for key in settings] if isinstance(settings, dict) else []
    for path in [*((key,) for key in source.values), *nested]:
        keys = _KEYS if len(path) == 1 else _OMGUI_KEYS
        if path[-1] not in keys:
            findings.warn(
                "unknown-key",
                f"The key {shown(path[-1])} is not known and is ignored.",
                did_you_mean(path[-1], keys),
                source.where(*(str(step) for step in path)),
            )
    for repeated, first, last in source.repeated:
        findings.warn(
            "key-repeated",
            f"The key is given twice, in lines {first} and {last}; the last one counts.",
            "Remove one.",
            source.where(*repeated),
        )


def _media(source: YamlFile) -> Media | None:
    try:
        return Media(source.values.get("type"))
    except ValueError:
        return None


def _split(values: dict[Any, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Put unknown keys aside, and leave out keys without a value, as the older tool does."""
    known = {key: values[key] for key in keys if values.get(key) is not None}
    return {**known, "unknown": {key: values[key] for key in values if key not in keys}}


def _config(source: YamlFile, findings: Findings) -> DatasetConfig | None:
    values = _split(source.values, _KEYS)
    if isinstance(values.get(OMGUI_KEY), dict):
        values[OMGUI_KEY] = _split(values[OMGUI_KEY], _OMGUI_KEYS)
    written = values.get("dataset_name")
    if written is not None and not isinstance(written, str | list | dict):
        values["dataset_name"] = str(written)  # 2013 is a name to the older tool
        findings.warn(
            "name-not-text",
            f"YAML does not take this for text. The name is read as '{written}'.",
            "Put it in quotes.",
            source.where("dataset_name"),
        )
    try:
        return DatasetConfig(**values)
    except ValidationError as error:
        found = {details["loc"][:2]: details for details in error.errors(include_url=False)}
        findings.errors.extend(_explained(details, source) for details in found.values())
        return None


def _explained(details: ErrorDetails, source: YamlFile) -> Problem:
    """Put pydantic's finding into words."""
    key = str(details["loc"][0])
    where = source.where(*details["loc"][:2])
    written = details["input"]
    if details["type"] == "missing":
        similar = did_you_mean(key, [str(other) for other in source.values if other not in _KEYS])
        hint = similar or f"Add a line '{key}: …'."
        return Problem("key-missing", f"The key '{key}' is missing.", hint, source.where(key))
    if details["type"] == "value_error":
        message, hint = details["ctx"]["error"].args
        return Problem("value-unusable", f"'{key}' {message}.", hint, where)
    if key == "type":
        hint = f"{did_you_mean(written, ['img', 'vid'])} Write img for images or vid for videos."
        return Problem("unknown-type", f"{shown(written)} is not a type.", hint.strip(), where)
    message, hint = _wrong_type(details, key, written)
    return Problem("wrong-type", message, hint, where)


def _wrong_type(details: ErrorDetails, key: str, written: object) -> tuple[str, str]:
    path = details["loc"]
    if key == OMGUI_KEY:
        return _wrong_setting(path, written)
    if key not in _MANDATORY and len(path) == 1:
        example = written if isinstance(written, str) else "name, name"
        return f"'{key}' must be a list.", f"Write {key}: [{example}]"
    what = "an entry of " if len(path) > 1 else ""
    return f"{shown(written)} is not text, as {what}'{key}' must be.", "Put it in quotes."


def _wrong_setting(path: tuple[int | str, ...], written: object) -> tuple[str, str]:
    if len(path) == 1:
        return "'omgui' must hold keys of its own.", "Write them below it, indented."
    setting = str(path[1])
    choices = {
        "compatibility": ["objective-metrics-1.2"],
        "workers": ["auto"],
        "damaged_videos": ["refuse", "score"],
    }.get(setting, [])
    allowed = [*choices, *(["a whole number from 1"] if setting == "workers" else [])]
    hint = f"Write {' or '.join(allowed)}." if allowed else "Put it in quotes."
    message = f"{shown(written)} is not a value of '{setting}'."
    return message, f"{did_you_mean(written, choices)} {hint}".strip()


def _listed_names(source: YamlFile, key: str) -> Iterator[tuple[str, str]]:
    """Yield the names under a key, with their places."""
    names = source.values.get(key)
    if isinstance(names, list):
        for index, name in enumerate(names):
            if isinstance(name, str):
                yield name, source.where(key, index)


def _metrics(
    source: YamlFile, media: Media, known_metrics: Mapping[str, MetricSpec], findings: Findings
) -> tuple[tuple[MetricSpec, ...], list[Problem]]:
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
    for name, where in repeated.items():
        message = f"'{name}' is listed twice and computed once."
        findings.warn("metric-repeated", message, "Remove one.", where)
    for name, where in _listed_names(source, FEATURE_KEYS[media]):
        problems[name, ""] = Problem(
            "extractor-unavailable",
            f"The feature extractor '{name}' is not available in this version.",
            "Remove it, or compute the features with the older tool.",
            where,
        )
    return tuple(chosen.values()), list(problems.values())


def _metric_problem(
    name: str, kind: Kind, media: Media, known_metrics: Mapping[str, MetricSpec]
) -> Problem | None:
    """Say why a metric cannot be scored under a key for ``kind``."""
    spec = known_metrics.get(name)
    if spec is None:
        names = [other for other, row in known_metrics.items() if media in row.media]
        hint = f"{did_you_mean(name, names)} 'omgui metrics' lists all names."
        return Problem("unknown-metric", f"There is no metric {shown(name)}.", hint.strip())
    home = metric_key(spec, media)
    if home is None:
        message = f"The metric '{name}' cannot score {_MEDIA_WORDS[media]}."
        return Problem("metric-not-for-media", message, "Remove it.")
    if spec.kind is not kind:
        needs = "needs a reference" if spec.kind is Kind.FR else "does without a reference"
        message = f"The metric '{name}' {needs}, unlike those of this list."
        return Problem("metric-wrong-list", message, f"Put it under '{home}'.")
    return None


def _note_media(source: YamlFile, media: Media, findings: Findings) -> None:
    """Note keys that only count for the other type, and a file that asks for nothing."""
    own = (*METRIC_KEYS[media], FEATURE_KEYS[media])
    for other, keys in METRIC_KEYS.items():
        for key in (*keys, FEATURE_KEYS[other]):
            if key not in own and source.values.get(key):
                findings.warn(
                    "key-of-other-type",
                    f"'{key}' is for {_MEDIA_WORDS[other]} and is ignored in this data set.",
                    f"Write {' or '.join(METRIC_KEYS[media])}.",
                    source.where(key),
                )
    if not any(source.values.get(key) for key in own):
        findings.errors.append(
            Problem(
                "no-metrics",
                "The data set asks for no metric.",
                f"List names under {' or '.join(METRIC_KEYS[media])}.",
                source.place,
            )
        )


def _worklist(
    path: Path,
    source: YamlFile,
    media: Media,
    metrics: tuple[MetricSpec, ...],
    findings: Findings,
) -> Worklist:
    """Read the lists that the metrics need; where none is known, those the file asks for."""
    asked = {kind for key, kind in METRIC_KEYS[media].items() if source.values.get(key)}
    needed = {spec.kind for spec in metrics} or asked
    lists: dict[Kind, tuple[Path, str]] = {}
    for kind, what in ((Kind.FR, "pairs"), (Kind.NR, "list")):
        file = path.with_name(f"{path.stem}_{what}.json")
        if kind in needed and _is_there(file):
            lists[kind] = (file, f"{file.parent.name}/{file.name}")
        elif kind in needed:
            keys = [key for key, of in METRIC_KEYS[media].items() if of is kind]
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


@dataclass(frozen=True)
class _Outputs:
    """Where a data set writes, to find what cannot be written or would be written twice."""

    workspace: Path
    path: Path
    source: YamlFile
    config: DatasetConfig
    findings: Findings

    @property
    def folder(self) -> Path:
        return self.workspace / self.config.output

    @property
    def log(self) -> Path:
        return self.workspace / self.config.logs_output

    def refuse_unusable(self) -> None:
        if _is_there(self.folder) and not _is_folder(self.folder):
            message = f"'{self.config.output}' is a file, not a folder."
            self._refuse("output", message, "Rename it, or choose another folder.")
        if _is_folder(self.log):
            message = f"'{self.config.logs_output}' is a folder, not a file."
            example = f"{self.config.logs_output.rstrip('/')}/log.txt"
            self._refuse("logs_output", message, f"Write the name of a file, such as {example}.")

    def _refuse(self, key: str, message: str, hint: str) -> None:
        problem = Problem("output-unusable", message, hint, self.source.where(key))
        self.findings.errors.append(problem)

    def note_collisions(self, metrics: tuple[MetricSpec, ...]) -> None:
        endings = [".omgui", "_scores.csv", *(f"_{spec.name}.csv" for spec in metrics)]
        files = [self.folder / f"{self.config.dataset_name}{ending}" for ending in endings]
        taken: set[str] = set()
        for file in [*files, self.log]:
            if _one_name(file) in taken:
                message = f"Two things would be written to '{file.name}'."
                self._note(message, "Rename the log, or remove one of the metrics.", "logs_output")
            taken.add(_one_name(file))
        for other in sorted(self.path.parent.glob("*.yaml")):
            if other != self.path and _writes_to(self.workspace, other) == _one_name(files[0]):
                message = f"{other.name} has the same 'output' and 'dataset_name' as this one."
                hint = "Change one of the two, or their results are mixed."
                self._note(message, hint, "dataset_name")

    def _note(self, message: str, hint: str, key: str) -> None:
        self.findings.warn("output-collision", message, hint, self.source.where(key))


def _is_there(path: Path) -> bool:
    return _status(path) is not None


def _is_folder(path: Path) -> bool:
    status = _status(path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def _status(path: Path) -> os.stat_result | None:
    """Look at a path; unlike pathlib, without complaint where no file can have its name."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def _one_name(path: Path) -> str:
    """Return what file systems that ignore case take a path for."""
    return os.path.normpath(path).casefold()


def _writes_to(workspace: Path, path: Path) -> str:
    """Return where the results of another data set go; empty where that cannot be read."""
    try:
        values = read_yaml(path, path.name).values
    except ProblemError:
        return ""
    return _one_name(workspace / f"{values.get('output')}" / f"{values.get('dataset_name')}.omgui")
