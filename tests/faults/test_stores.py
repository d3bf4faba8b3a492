"""Result files that are not ours, not of this version, not whole: refused in words, untouched."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from omgui.core.results.store_schema import APPLICATION_ID, VERSION
from tests.faults.common import assert_plain
from tests.faults.conftest import Steady
from tests.workspaces import Finished, Workspace


def _no_worker(*_: object) -> object:
    raise AssertionError("nothing may be scored here")


@pytest.fixture
def ready(workspace: Workspace, pictures: Path) -> Workspace:
    workspace.add(*pictures.glob("*.png"))
    pairs = {"ref.png": ["good1.png", "good2.png"]}
    workspace.dataset("study", "img", pairs=pairs, fr_metrics=["psnr"])
    workspace.output("study").mkdir()
    return workspace


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE score (id INTEGER PRIMARY KEY, dream TEXT)")
        database.execute("INSERT INTO score (dream) VALUES ('of the future')")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE invoices (total REAL)")
        database.execute("INSERT INTO invoices VALUES (12.5)")
    database.close()


def _garbage(path: Path) -> None:
    path.write_bytes(b"These are not the bytes of a database.\n" * 400)


def _folder(path: Path) -> None:
    path.mkdir()


STORES: dict[str, tuple[Callable[[Path], None], str]] = {
    "of a newer version": (_newer, "store-too-new"),
    "of another program": (_foreign, "store-foreign"),
    "garbage": (_garbage, "store-unreadable"),
    "a folder": (_folder, "store-unreadable"),
}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@pytest.mark.parametrize("is_fresh", [False, True], ids=["continued", "fresh"])
@pytest.mark.parametrize("what", STORES)
def test_a_store_that_is_not_ours_is_refused_in_words_and_not_touched(
    ready: Workspace, what: str, is_fresh: bool
) -> None:
    make, code = STORES[what]
    path = ready.store("study")
    make(path)
    before = _bytes(path)
    done = ready.run("study", start=_no_worker, is_fresh=is_fresh)
    assert done.code == 1
    assert done.ends["study"].finish.value == "failed"
    problem = done.problems("study")[-1]
    assert_plain(problem, code if path.is_file() else problem.code)
    assert str(path.parent) in problem.where
    assert problem.hint
    assert _bytes(path) == before
    assert not list(ready.output("study").glob("*.csv"))


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_store_that_lost_its_end_is_refused_in_words(
    steady: Steady, tmp_path: Path, share: float
) -> None:
    workspace = steady.copy_to(tmp_path / "cut", with_stores=True)
    data = steady.store("img").read_bytes()
    workspace.store("img").write_bytes(data[: int(len(data) * share)])
    _assert_damaged(workspace.run("img", start=_no_worker), workspace)


def test_a_store_with_an_overwritten_middle_is_refused_in_words(
    steady: Steady, tmp_path: Path
) -> None:
    workspace = steady.copy_to(tmp_path / "overwritten", with_stores=True)
    data = bytearray(steady.store("img").read_bytes())
    for page in range(4096, len(data), 4096):  # every page but the first
        data[page : page + 64] = hashlib.sha512(b"noise").digest()
    workspace.store("img").write_bytes(bytes(data))
    _assert_damaged(workspace.run("img", start=_no_worker), workspace)


def _assert_damaged(done: Finished, workspace: Workspace) -> None:
    assert done.code == 1
    problem = done.problems("img")[-1]
    assert_plain(problem, "store-unreadable")
    assert "damaged" in problem.message + problem.hint
    assert str(workspace.store("img")) in problem.where


def test_tables_of_another_tool_are_kept_aside_before_the_first_run(ready: Workspace) -> None:
    theirs = "filename,psnr\ngood1.png,31.4\n"
    output = ready.output("study")
    (output / "study_psnr.csv").write_text(theirs)
    (output / "study_psnr.before-omgui.csv").write_text("kept earlier\n")
    (output / "study_scores.csv").write_text("their wide table\n")
    (output / "study_ssim.csv").write_text("not asked for\n")
    done = ready.run("study")
    assert done.code == 0
    assert (output / "study_psnr.before-omgui1.csv").read_text() == theirs
    assert (output / "study_psnr.before-omgui.csv").read_text() == "kept earlier\n"
    assert (output / "study_scores.before-omgui.csv").read_text() == "their wide table\n"
    assert (output / "study_ssim.csv").read_text() == "not asked for\n"
    assert [name for name, _ in ready.table("study", "psnr")] == ["good1.png", "good2.png"]
    # The second run of ours replaces our own tables, and moves nothing.
    before = sorted(output.iterdir())
    assert ready.run("study", start=_no_worker).code == 0
    assert sorted(output.iterdir()) == before


def test_fresh_computes_everything_anew_and_keeps_the_old_store(
    steady: Steady, tmp_path: Path, assert_undisturbed: Callable[..., None]
) -> None:
    workspace = steady.copy_to(tmp_path / "fresh", with_stores=True)
    data = steady.store("vid").read_bytes()
    done = workspace.run("vid", is_fresh=True)
    assert done.code == 0
    assert done.started[0].kept == 0
    assert len(done.items) == done.end.counts.total
    assert (workspace.output("vid") / "vid.omgui.before-fresh").read_bytes() == data
    assert_undisturbed(workspace, "vid")
