"""Results of two datasets are never mixed."""

from __future__ import annotations

from pathlib import Path

from omgui.core.free_outputs import free_output, stores_in_use
from tests.core.config_folder import IMAGES, ConfigFolder


def test_folder_that_a_renamed_dataset_writes_to_is_not_free(workspace: ConfigFolder) -> None:
    workspace.write("renamed.yaml", IMAGES.replace("dataset_name: kadid", "dataset_name: old"))
    workspace.write("broken.yaml", "[")
    taken = stores_in_use(workspace.root)
    assert len(taken) == len(stores_in_use(workspace.root, "renamed")) + 1
    assert free_output(workspace.root, "results", "old", taken) == "results_2"
    assert free_output(workspace.root, "results", "OLD", taken) == "results_2"
    assert free_output(workspace.root, "results", "new", taken) == "results"
    assert (
        free_output(workspace.root, "results", "old", stores_in_use(workspace.root, "renamed"))
        == "results"
    )


def test_workspace_without_datasets_has_every_folder_free(tmp_path: Path) -> None:
    assert stores_in_use(tmp_path) == frozenset()
    assert free_output(tmp_path, "results", "x", frozenset()) == "results"
