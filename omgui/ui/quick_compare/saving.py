"""Writes the dataset of a comparison; belongs off the GUI thread."""

from __future__ import annotations

from pathlib import Path

from omgui.core.dataset_writer import write_dataset
from omgui.ui.quick_compare.plan import Plan


def save_plan(workspace: Path, plan: Plan) -> None:
    """Write the files of a new dataset.

    Args:
        workspace: The folder of all datasets; made where it does not exist yet.
        plan: What is to be written.

    Raises:
        ProblemError: There is such a dataset already, or a file cannot be written.
        OSError: The workspace cannot be made.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    write_dataset(workspace, plan.name, plan.config, plan.pairing)
