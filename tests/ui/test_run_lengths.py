"""How large files are said to be, before they are scored."""

from __future__ import annotations

import itertools
from pathlib import Path

import PIL.Image

from omgui.core.clip_settings import ClipSettings
from omgui.core.clip_windows import windows_of
from omgui.core.events import ItemName
from omgui.core.item_sizes import ItemFacts
from omgui.media.video_probe import probe_video
from omgui.ui.run.lengths import declared_image, declared_video, survey_lengths
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
    area = 96 * 72 / 1e6
    assert found == {
        ItemName("good1.mp4", "ref.mp4", "same"): ItemFacts(12, area),
        ItemName("lost.mp4", "ref.mp4", "same"): ItemFacts(12, area),
        ItemName("short.mp4"): ItemFacts(7, area),
    }
    assert survey_lengths(workspace.folder, "set", lambda: True) == {}
    assert survey_lengths(workspace.folder, "unknown", lambda: False) == {}


def test_draws_and_windows_of_metrics_of_clips_are_counted(
    workspace: Workspace, clips: Path
) -> None:
    workspace.add(clips / "ref.mp4")
    asked = {"clips": {"repeats": 3, "window": "100ms", "stride": "100ms"}}
    names = ["ref.mp4"]
    workspace.dataset("set", "vid", files=names, nr_vqa_metrics=("dover",), omgui=asked)
    found = survey_lengths(workspace.folder, "set", lambda: False)[ItemName("ref.mp4")]
    facts = probe_video(workspace.data / "ref.mp4")
    windows = len(windows_of(facts.frames, facts.fps, 0.1, 0.1))
    assert windows > 1
    assert found.clips == 3 + windows


def test_looking_at_very_many_files_ends_in_time(workspace: Workspace, clips: Path) -> None:
    names = [f"{k}.mp4" for k in range(5)]
    for name in names:
        workspace.place(clips / "short.mp4", name)
    workspace.dataset("set", "vid", files=names, nr_iqa_metrics=("si",))
    clock = itertools.count(step=11.0)
    found = survey_lengths(workspace.folder, "set", lambda: False, lambda: next(clock))
    assert len(found) == 2


def test_images_have_an_area(workspace: Workspace, pictures: Path) -> None:
    workspace.add(pictures / "ref.png")
    workspace.dataset("set", "img", files=["ref.png", "gone.png"], nr_metrics=("si",))
    found = survey_lengths(workspace.folder, "set", lambda: False)
    with PIL.Image.open(pictures / "ref.png") as image:
        width, height = image.size
    assert found == {ItemName("ref.png"): ItemFacts(1, width * height / 1e6)}


def test_what_cannot_be_read_declares_nothing(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("hello")
    assert declared_video(tmp_path / "text.mp4", ClipSettings()) is None
    assert declared_video(tmp_path / "nowhere.mp4", ClipSettings()) is None
    assert declared_image(tmp_path / "nowhere.png", ClipSettings()) is None
