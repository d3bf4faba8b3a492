"""Where scenes begin is found a piece at a time, by a child process that may crash."""

from __future__ import annotations

import sys

import numpy as np
import pytest

pytest.importorskip("av")

from omgui.core.curves import scene_cuts
from omgui.core.problems import ProblemError
from omgui.media import scene_search
from omgui.media.frame_pictures import FramePictures
from omgui.media.scene_search import SceneSearch
from tests import media_files, reference_inputs


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """Three scenes of slow motion, which begin at frames 0, 20 and 35."""
    folder = tmp_path_factory.mktemp("scenes")
    frames = []
    for seed, count in ((1, 20), (2, 15), (3, 10)):
        picture = reference_inputs.texture(72, 96, seed) // 2 + 60 * seed % 120
        frames += [np.roll(picture, t // 4, 1).astype(np.uint8) for t in range(count)]
    return media_files.encode(folder / "clip.mp4", frames)


def test_scenes_are_found_piece_by_piece(clip, monkeypatch) -> None:
    monkeypatch.setattr(scene_search, "FRAMES_AT_ONCE", 12)
    search = SceneSearch(clip)
    search.look_on(never)
    assert len(search.changes) == 12
    assert not search.has_ended
    search.rest()
    while not search.has_ended:
        search.look_on(never)
    search.look_on(never)
    assert len(search.changes) == 45
    assert scene_cuts(search.changes) == [20, 35]


def test_only_so_many_frames_are_looked_at(clip) -> None:
    search = SceneSearch(clip, most=22)
    search.look_on(never)
    assert search.has_ended
    assert len(search.changes) == 22


def test_file_that_cannot_be_read_and_a_child_that_dies_are_told(tmp_path, clip) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"no video")
    search = SceneSearch(tmp_path / "broken.mp4")
    with pytest.raises(ProblemError):
        search.look_on(never)
    assert search.has_ended
    search = SceneSearch(clip, command=[sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(ProblemError, match="crashed"):
        search.look_on(never)


def test_cancelled_search_ends_its_child(clip) -> None:
    waits = [sys.executable, "-c", "import time; time.sleep(60)"]
    search = SceneSearch(clip, command=waits)
    with pytest.raises(ProblemError):
        search.look_on(lambda: True)
    search.close()


def test_small_picture_of_a_picture_file_is_had_from_the_same_child(tmp_path) -> None:
    from PIL import Image

    Image.fromarray(reference_inputs.texture(72, 96, 1)).save(tmp_path / "a.tif")
    pictures = FramePictures()
    try:
        assert pictures.frame(tmp_path / "a.tif", 0, 48, is_video=False).shape == (36, 48, 3)
        with pytest.raises(ProblemError):
            pictures.frame(tmp_path / "gone.png", 0, 48, is_video=False)
    finally:
        pictures.close()
