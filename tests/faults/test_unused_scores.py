"""Scores that are stored and not used, weights that are none: said once, with the reason."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from omgui.core.events import ItemStarted, Notice
from tests.faults.conftest import Steady
from tests.workspaces import Finished, Workspace


@pytest.fixture
def scored(workspace: Workspace, pictures: Path) -> Workspace:
    """A workspace whose dataset ``good`` has been run: three scores."""
    workspace.add(*pictures.glob("*.png"))
    _good(workspace, "good")
    assert workspace.run("good").code == 0
    return workspace


def _good(workspace: Workspace, name: str, **keys: object) -> None:
    pairs = {"ref.png": ["good1.png", "good2.png"]}
    values = {"fr_metrics": ["psnr"], "nr_metrics": ["cf"], **keys}
    workspace.dataset(name, "img", pairs=pairs, files=["ref.png"], **values)


def _notices(done: Finished) -> list[str]:
    return [event.message for event in done.events if isinstance(event, Notice)]


def test_a_copy_without_the_times_of_the_files_says_why_it_begins_anew(
    scored: Workspace, tmp_path: Path
) -> None:
    assert _notices(scored.run("good")) == []
    copy = Workspace(tmp_path / "copy")
    shutil.rmtree(copy.folder)
    shutil.copytree(scored.folder, copy.folder, copy_function=shutil.copyfile)
    for number, path in enumerate(sorted(copy.data.iterdir())):
        os.utime(path, (1e9 + number, 1e9 + number))  # a copy may be made within the clock's grain
    done = copy.run("good")
    assert len(done.items) == 3
    (said,) = _notices(done)
    assert said.startswith("3 stored scores are not used: the time of change or the size")
    assert said in copy.log("good")


def test_other_settings_are_told_from_other_files(scored: Workspace) -> None:
    done = scored.run("good", is_compatible=True)
    said = [text for text in _notices(done) if "not used" in text]
    assert said == ["3 stored scores are not used: the settings are other ones now."]


def test_a_new_dataset_name_beside_the_old_store_is_told(scored: Workspace) -> None:
    _good(scored, "good", dataset_name="better")
    done = scored.run("good")
    (said,) = _notices(done)
    assert said.startswith("3 stored scores are not used: they lie in good.omgui")
    assert "'dataset_name: good'" in said
    assert _notices(scored.run("good")) == [], "now they are stored under the new name, too"


def test_a_file_that_has_gone_is_no_changed_file(scored: Workspace) -> None:
    (scored.data / "good1.png").unlink()
    assert _notices(scored.run("good")) == []


def test_a_page_in_the_place_of_weights_is_told_once_before_the_run(
    scored: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "weights" / "KonCept512"
    folder.mkdir(parents=True)
    (folder / "KonCept512.pth").write_bytes(b"<html>no quota</html>")
    monkeypatch.setenv("OMGUI_WEIGHTS", str(folder.parent))
    scored.dataset(
        "learned", "img", files=["ref.png", "good1.png", "good2.png"], nr_metrics=["koncept512"]
    )
    done = scored.run("learned")
    assert done.code == 1
    assert done.codes() == ["weights-no-checkpoint"]
    assert {event.problem.code for event in done.items if event.problem} == {
        "weights-no-checkpoint"
    }
    assert not any(isinstance(event, ItemStarted) for event in done.events)
    log = scored.log("learned")
    assert log.count("it is a web page") == 1
    assert "koncept512 cannot start: 3 scores not possible." in log


def test_a_continued_video_begins_at_the_frames_that_are_kept(
    steady: Steady, tmp_path: Path
) -> None:
    from contextlib import closing

    from omgui.engine.store import Store

    workspace = steady.copy_to(tmp_path / "continued", with_stores=True)
    with closing(Store(workspace.store("vid"))) as store, store.transaction():
        pairs = {t: s for t, s in store.scores().items() if t.file == "low.mp4" and t.reference}
        assert pairs
        for score in pairs.values():
            _, frames = store.frame_scores(score.id)
            store.forget_frames(score.id)
            store.append_frames(score.id, 0, frames[:10])
            store._db.execute("UPDATE score SET state = 'open' WHERE id = ?", (score.id,))
    done = workspace.run("vid")
    started = [e for e in done.events if isinstance(e, ItemStarted) and e.item.reference]
    assert started
    assert {event.frames_kept for event in started} <= {0, 10}
    assert any(event.frames_kept == 10 for event in started)
    assert workspace.tables("vid") == steady.tables["vid"]
