"""Where a dataset writes, checked before anything is scored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omgui.core.dataset_config import DatasetConfig
from omgui.core.findings import Findings
from omgui.core.metric_spec import MetricSpec
from omgui.core.paths import is_folder, is_there, one_name
from omgui.core.problems import Problem, ProblemError
from omgui.core.yaml_lines import YamlFile, read_yaml


@dataclass(frozen=True)
class Outputs:
    """Where a dataset writes, to find what cannot be written or would be written twice."""

    workspace: Path
    path: Path
    source: YamlFile
    config: DatasetConfig
    findings: Findings

    @property
    def folder(self) -> Path:
        """The folder of the results."""
        return self.workspace / self.config.output

    @property
    def log(self) -> Path:
        """The file of the log."""
        return self.workspace / self.config.logs_output

    def refuse_unusable(self) -> None:
        """Add an error for a folder where a file is needed, and the other way round."""
        if is_there(self.folder) and not is_folder(self.folder):
            message = f"'{self.config.output}' is a file, not a folder."
            self._refuse("output", message, "Rename it, or choose another folder.")
        if is_folder(self.log):
            message = f"'{self.config.logs_output}' is a folder, not a file."
            example = f"{self.config.logs_output.rstrip('/')}/log.txt"
            self._refuse("logs_output", message, f"Write the name of a file, such as {example}.")

    def _refuse(self, key: str, message: str, hint: str) -> None:
        problem = Problem("output-unusable", message, hint, self.source.where(key))
        self.findings.errors.append(problem)

    def note_collisions(self, metrics: tuple[MetricSpec, ...]) -> None:
        """Warn about files that two things, or two datasets, would write."""
        endings = [".omgui", "_scores.csv", *(f"_{spec.name}.csv" for spec in metrics)]
        files = [self.folder / f"{self.config.dataset_name}{ending}" for ending in endings]
        taken: set[str] = set()
        for file in [*files, self.log]:
            if one_name(file) in taken:
                message = f"Two things would be written to '{file.name}'."
                self._note(message, "Rename the log, or remove one of the metrics.", "logs_output")
            taken.add(one_name(file))
        for other in sorted(self.path.parent.glob("*.yaml")):
            if other != self.path and writes_to(self.workspace, other) == one_name(files[0]):
                message = f"{other.name} has the same 'output' and 'dataset_name' as this one."
                hint = "Change one of the two, or their results are mixed."
                self._note(message, hint, "dataset_name")

    def _note(self, message: str, hint: str, key: str) -> None:
        self.findings.warn("output-collision", message, hint, self.source.where(key))


def store_name(workspace: Path, output: str, prefix: str) -> str:
    """Return by what the store of a dataset is told from others.

    Args:
        workspace: The folder of all datasets.
        output: Folder of the results.
        prefix: How the files of the results begin.
    """
    return one_name(workspace / output / f"{prefix}.omgui")


def writes_to(workspace: Path, path: Path) -> str:
    """Return where the results of another dataset go; empty where that cannot be read."""
    try:
        values = read_yaml(path, path.name).values
    except ProblemError:
        return ""
    return store_name(workspace, f"{values.get('output')}", f"{values.get('dataset_name')}")
