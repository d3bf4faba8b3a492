"""How long videos are said to be, before they are scored."""

from __future__ import annotations

from pathlib import Path

from omgui.core.events import ItemName
from omgui.core.run_estimate import ItemFacts
from omgui.ui.run import lengths
from omgui.ui.run.lengths import declared_frames, survey_lengths
from tests.workspaces import Workspace


def test_length_of_an_item_is_that_of_its_reference(workspace: Workspace, clips: Path) -> None:
    workspace.add(clips / "ref.mp4", clips / "short.mp4", clips / "good1.mp4")
    workspace.dataset(
        "set",
        "vid",
        pairs={"ref.mp4": [[["good1.mp4", "lost.mp4"], "same"]], "gone.mp4": [[["x.mp4"], "same"]]},
        files=["short.mp4"],
        fr_iqa_metrics=("psnr",),
        nr_iqa_metrics=("si",),
    )
    found = survey_lengths(workspace.folder, "set", lambda: False)
    assert found == {
        ItemName("good1.mp4", "ref.mp4", "same"): ItemFacts(12),
        ItemName("lost.mp4", "ref.mp4", "same"): ItemFacts(12),
        ItemName("short.mp4"): ItemFacts(7),
    }
    assert survey_lengths(workspace.folder, "set", lambda: True) == {}
    assert survey_lengths(workspace.folder, "unknown", lambda: False) == {}


def test_of_many_videos_a_sample_is_enough(workspace: Workspace, clips: Path, monkeypatch) -> None:
    monkeypatch.setattr(lengths, "_MOST_FILES", 2)
    names = [f"{k}.mp4" for k in range(5)]
    for name in names:
        workspace.place(clips / "short.mp4", name)
    workspace.dataset("set", "vid", files=names, nr_iqa_metrics=("si",))
    assert len(survey_lengths(workspace.folder, "set", lambda: False)) == 2


def test_images_have_no_length(workspace: Workspace, pictures: Path) -> None:
    workspace.add(pictures / "ref.png")
    workspace.dataset("set", "img", files=["ref.png"], nr_metrics=("si",))
    assert survey_lengths(workspace.folder, "set", lambda: False) == {}


def test_what_cannot_be_read_declares_nothing(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("hello")
    assert declared_frames(tmp_path / "text.mp4") == 0
    assert declared_frames(tmp_path / "nowhere.mp4") == 0
