"""The names that files get in tables, as in the older tool."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path

import pytest

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.worklist import FrItem, NrItem, csv_name

VIDEO = FrItem("r.mp4", "./sub//a.mp4", Mode.SAME, 0, 0)


def test_names_of_video_pairs_are_normalised_as_in_the_older_tool(tmp_path: Path) -> None:
    assert csv_name(VIDEO, Media.VIDEO, tmp_path) == "sub/a.mp4"


def test_names_of_files_outside_the_folder_are_relative_to_it(tmp_path: Path) -> None:
    elsewhere = FrItem("r.mp4", str(tmp_path / "b" / "a.mp4"), Mode.SAME, 0, 0)
    assert csv_name(elsewhere, Media.VIDEO, tmp_path / "data" / "set") == "../../b/a.mp4"
    through = FrItem("r.mp4", "../set/a.mp4", Mode.SAME, 0, 0)
    assert csv_name(through, Media.VIDEO, tmp_path / "set") == "a.mp4"


def test_names_of_images_and_of_files_without_reference_are_those_listed(tmp_path: Path) -> None:
    image = FrItem("r.png", "./sub//a.png", None, 0, 0)
    assert csv_name(image, Media.IMAGE, tmp_path) == "./sub//a.png"
    assert csv_name(NrItem("./a.mp4", 0), Media.VIDEO, tmp_path) == "./a.mp4"


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("./sub\\a.mp4", "sub/a.mp4"),
        ("C:\\data\\set\\sub\\a.mp4", "sub/a.mp4"),
        ("D:/x/../a.mp4", "D:/a.mp4"),
    ],
)
def test_names_on_windows_have_forward_slashes(
    monkeypatch: pytest.MonkeyPatch, listed: str, name: str
) -> None:
    monkeypatch.setattr(os, "path", ntpath)
    monkeypatch.setattr(os, "sep", "\\")
    item = FrItem("r.mp4", listed, Mode.SAME, 0, 0)
    assert csv_name(item, Media.VIDEO, "C:\\data\\set") == name
