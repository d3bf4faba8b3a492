"""Dialogs for saving begin where the person saved last in the same workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from omgui.ui.save_folder import SaveFolder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "ws" / "results").mkdir(parents=True)
    return tmp_path / "ws"


def test_first_dialog_begins_at_the_results(workspace: Path) -> None:
    assert SaveFolder(workspace).folder == workspace / "results"


def test_without_results_it_begins_in_the_workspace_or_at_home(tmp_path: Path) -> None:
    assert SaveFolder(tmp_path).folder == tmp_path
    assert SaveFolder(None).folder == Path.home()


def test_last_folder_is_kept_over_a_restart_and_for_its_workspace(
    workspace: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "paper"
    paper.mkdir()
    SaveFolder(workspace).note(paper / "figure.png")
    assert SaveFolder(workspace).folder == paper
    assert SaveFolder(tmp_path).folder == tmp_path
    paper.rmdir()
    assert SaveFolder(workspace).folder == workspace / "results", "the folder has gone"


def test_folders_of_the_last_workspaces_are_kept(workspace: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    for number in range(20):
        (tmp_path / str(number)).mkdir()
        SaveFolder(tmp_path / str(number), kept).note(workspace / "a.png")
    assert SaveFolder(tmp_path / "0", kept).folder == tmp_path / "0"
    assert SaveFolder(tmp_path / "19", kept).folder == workspace


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "{", "[" * 9999])
def test_damaged_file_costs_no_more_than_the_folders(workspace: Path, text: str) -> None:
    kept = workspace / "kept.json"
    kept.write_text(text, encoding="utf-8")
    assert SaveFolder(workspace, kept).folder == workspace / "results"


def test_folder_that_cannot_be_kept_is_forgotten(workspace: Path) -> None:
    in_the_way = workspace / "file"
    in_the_way.write_text("", encoding="utf-8")
    folder = SaveFolder(workspace, in_the_way / "kept.json")
    folder.note(workspace / "a.png")
    assert folder.folder == workspace / "results"
