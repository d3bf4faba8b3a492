"""Pictures that are pipes, or gone when their turn comes, cost their own rows only."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.common import POSIX, assert_unscored
from tests.workspaces import NAN, Workspace


@pytest.mark.skipif(not POSIX, reason="named pipes are POSIX")
@pytest.mark.timeout(60)
def test_a_named_pipe_in_the_worklist_does_not_stop_the_run(
    workspace: Workspace, pictures: Path
) -> None:
    workspace.add(pictures / "ref.png", pictures / "good1.png")
    os.mkfifo(workspace.data / "pipe.png")
    pairs = {"ref.png": ["pipe.png", "good1.png"]}
    workspace.dataset("pipes", "img", pairs=pairs, fr_metrics=["psnr"])
    done = workspace.run_as_command("pipes")
    assert done.code == 1
    assert_unscored(done.of("pipe.png", "psnr", "ref.png"), "file-unreadable")
    assert done.of("good1.png", "psnr", "ref.png").score is not None


def test_a_file_deleted_between_planning_and_scoring_costs_its_own_row(
    workspace: Workspace, pictures: Path
) -> None:
    from omgui.core.events import DatasetStarted

    workspace.add(*pictures.glob("*.png"))
    pairs = {
        "ref.png": ["good1.png", "good2.png", "good3.png"],
        "ref2.png": ["ref2_good1.png", "ref2_good2.png"],
    }
    workspace.dataset("deleted", "img", pairs=pairs, fr_metrics=["psnr"])

    def delete(event: object) -> None:
        if isinstance(event, DatasetStarted):
            (workspace.data / "good2.png").unlink()
            (workspace.data / "ref2.png").unlink()

    done = workspace.run("deleted", on_event=delete)
    assert done.code == 1
    assert_unscored(done.of("good2.png", "psnr", "ref.png"), "file-missing")
    for name in pairs["ref2.png"]:
        assert_unscored(done.of(name, "psnr", "ref2.png"), "file-missing")
    values = workspace.column("deleted", "psnr")
    assert [value == NAN for value in values] == [False, True, False, True, True]
    # Put back, the next run scores what was missing, and nothing else.
    shutil.copy2(pictures / "good2.png", workspace.data)
    shutil.copy2(pictures / "ref2.png", workspace.data)
    again = workspace.run("deleted")
    assert again.code == 0
    assert again.started[0].kept == 2
    assert {event.item.file for event in again.items} == {
        "good2.png",
        "ref2_good1.png",
        "ref2_good2.png",
    }
    assert NAN not in workspace.column("deleted", "psnr")
