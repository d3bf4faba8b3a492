"""The store: what it has said yes to is there, and what is not ours is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from omgui.core.file_identity import FileFacts
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.results import store_schema
from omgui.engine.store import ScoreTarget, Store

TARGET = ScoreTarget("ref.mp4", "dist.mp4", "same", "psnr", "key")


@pytest.fixture
def store(tmp_path: Path):
    opened = Store(tmp_path / "set.omgui")
    yield opened
    opened.close()


def add(store: Store, target: ScoreTarget = TARGET) -> int:
    with store.transaction():
        store.add_targets([target])
    return store.scores()[target].id


def test_score_comes_back_with_everything_said_of_it(store: Store) -> None:
    number = add(store)
    flagged = Problem("fewer-frames", "Only 5 of 9.", "Look.", "here", Severity.WARNING)
    with store.transaction():
        store.finish_score(
            number,
            value=0.1 + 0.2,
            frames_scored=5,
            frames_expected=9,
            problem=flagged,
            provenance={"device": "cpu", "notes": ["ä"]},
            seconds=1.5,
        )
    found = store.scores()[TARGET]
    assert found.value == 0.1 + 0.2
    assert (found.state, found.frames_scored, found.frames_expected) == ("done", 5, 9)
    assert found.problem == flagged
    assert found.provenance == {"device": "cpu", "notes": ["ä"]}
    assert found.seconds == 1.5


def test_score_without_value_is_a_problem(store: Store) -> None:
    number = add(store)
    with store.transaction():
        store.finish_score(
            number,
            value=None,
            frames_scored=0,
            frames_expected=0,
            problem=Problem("file-missing", "The file does not exist."),
            provenance={},
            seconds=0.0,
        )
    assert store.scores()[TARGET].state == "problem"


def test_adding_a_target_twice_keeps_its_score(store: Store) -> None:
    number = add(store)
    assert add(store) == number
    assert len(store.scores()) == 1


@given(values=arrays(np.float64, st.integers(0, 40)), cuts=st.lists(st.integers(0, 40)))
def test_frame_scores_come_back_bit_by_bit(tmp_path_factory, values, cuts) -> None:
    store = Store(tmp_path_factory.mktemp("store") / "set.omgui")
    number = add(store)
    edges = sorted({0, len(values), *(cut for cut in cuts if cut < len(values))})
    with store.transaction():
        for first, last in zip(edges, [*edges[1:], len(values)], strict=True):
            if last > first:
                store.append_frames(number, first, values[first:last])
    first, found = store.frame_scores(number)
    assert first == 0
    assert found.tobytes() == values.tobytes()
    assert store.frames_stored().get(number, 0) == len(values)
    store.close()


def test_frames_after_a_gap_are_not_trusted(store: Store) -> None:
    number = add(store)
    with store.transaction():
        store.append_frames(number, 1, np.ones(3))
        store.append_frames(number, 9, np.ones(3))
        store.append_frames(number, 12, np.ones(3))
    assert store.frames_stored() == {number: 4}
    assert store.frame_scores(number)[0] == 1
    assert len(store.frame_scores(number)[1]) == 3


def test_finished_frames_are_one_piece(store: Store) -> None:
    number = add(store)
    with store.transaction():
        for k in range(1, 6):
            store.append_frames(number, k, np.array([float(k)]))
        merged = store.merge_frames(number)
        assert store.merge_frames(number + 1).tolist() == []
    assert merged.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert store.frame_scores(number)[0] == 1
    assert store._db.execute("SELECT count(*) FROM frames").fetchone() == (1,)


def test_forgotten_frames_are_gone(store: Store) -> None:
    number = add(store)
    with store.transaction():
        store.append_frames(number, 0, np.ones(3))
        store.forget_frames(number)
    assert store.frames_stored() == {}


def test_failed_transaction_leaves_nothing(store: Store) -> None:
    number = add(store)

    def fail() -> None:
        with store.transaction():
            store.append_frames(number, 0, np.ones(3))
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail()
    assert store.frames_stored() == {}
    with store.transaction():  # the store goes on working
        store.append_frames(number, 0, np.ones(2))
    assert store.frames_stored() == {number: 2}


def test_reader_sees_what_a_writer_has_committed(store: Store) -> None:
    number = add(store)
    with store.transaction():
        store.append_frames(number, 0, np.ones(3))
    reader = Store(store.path, is_readonly=True)
    assert reader.frames_stored() == {number: 3}
    reader.close()


def test_no_write_ahead_log_is_left_beside_the_store(store: Store) -> None:
    add(store)
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_runs_are_noted(store: Store) -> None:
    with store.transaction():
        first = store.begin_run({"device": "cpu"}, "")
        store.end_run(first, "completed")
        store.begin_run({"device": "cuda:0"}, "")
    done, unfinished = store.runs()
    assert done[2] == "completed"
    assert done[3] == {"device": "cpu"}
    assert unfinished[1:3] == (None, None)


def test_store_of_a_newer_version_is_refused_and_not_touched(store: Store) -> None:
    add(store)
    store.close()
    database = sqlite3.connect(store.path)
    database.execute(f"PRAGMA user_version = {store_schema.VERSION + 1}")
    database.close()
    before = store.path.read_bytes()
    with pytest.raises(ProblemError) as caught:
        Store(store.path)
    assert caught.value.problem.code == "store-too-new"
    assert store.path.read_bytes() == before


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set.omgui"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE t (x)")
    database.close()
    with pytest.raises(ProblemError) as caught:
        Store(path)
    assert caught.value.problem.code == "store-foreign"


def test_file_that_is_no_database_is_a_problem_in_words(tmp_path: Path) -> None:
    path = tmp_path / "set.omgui"
    path.write_bytes(b"filename,psnr\n" * 100)
    with pytest.raises(ProblemError) as caught:
        Store(path)
    assert caught.value.problem.code == "store-unreadable"


def test_missing_store_is_a_problem_for_a_reader(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        Store(tmp_path / "set.omgui", is_readonly=True)
    assert caught.value.problem.code == "store-missing"
    assert list(tmp_path.iterdir()) == []


def test_older_store_is_copied_and_migrated(store: Store, monkeypatch) -> None:
    number = add(store)
    store.close()
    now = store_schema.VERSION
    monkeypatch.setattr(store_schema, "VERSION", now + 1)
    monkeypatch.setitem(
        store_schema.MIGRATIONS, now, lambda db: db.execute("ALTER TABLE run ADD COLUMN note TEXT")
    )
    migrated = Store(store.path)
    assert migrated.scores()[TARGET].id == number
    migrated.close()
    assert store.path.with_name(f"set.omgui.v{now}").exists()


def test_store_of_the_first_version_gets_a_place_for_features(store: Store) -> None:
    number = add(store)
    store.close()
    database = sqlite3.connect(store.path)
    for difference in (
        "DROP TABLE features",
        "DROP TABLE file",
        "DROP TABLE note",
        "DROP INDEX score_changed",
        "ALTER TABLE score DROP COLUMN changed",
        "ALTER TABLE score DROP COLUMN superseded",
    ):
        database.execute(difference)
    database.execute("PRAGMA user_version = 1")
    database.close()
    migrated = Store(store.path)
    assert migrated.features(number) is None
    vector = np.array([1.5, -2.0], dtype=np.float32)
    with migrated.transaction():
        migrated.put_features(number, vector)
    assert migrated.features(number).tolist() == vector.tolist()
    migrated.close()


def test_scores_of_a_file_that_was_replaced_are_superseded_also_where_they_are_not_asked_for(
    store: Store,
) -> None:
    first, second = FileFacts(10, 1, "one"), FileFacts(10, 2, "two")
    with store.transaction():
        store.note_files({"r.png": first, "d.png": first, "gone.png": None}, ["psnr"])
        targets = [
            ScoreTarget("r.png", "d.png", "", "psnr", "k"),
            ScoreTarget("r.png", "d.png", "", "ssim", "k"),
            ScoreTarget("r.png", "other.png", "", "ssim", "k"),
            ScoreTarget("", "e.png", "", "si", "k"),
        ]
        store.add_targets(targets)
    with store.transaction():
        store.note_files({"d.png": first, "e.png": first}, ["psnr"])
    assert not any(score.is_superseded for score in store.scores().values())
    with store.transaction():
        store.note_files({"d.png": second, "e.png": first}, ["psnr"])
        store.note_files({"e.png": second}, ["psnr", "ssim", "si"])
        store.note_files({"r.png": None}, ["psnr"])
    noted = {name for (name,) in store._db.execute("SELECT name FROM file")}
    assert noted == {"d.png", "e.png"}
    found = {(t.file, t.metric): score.is_superseded for t, score in store.scores().items()}
    assert found == {
        ("d.png", "psnr"): False,  # under a new key, if its files are others
        ("d.png", "ssim"): True,
        ("other.png", "ssim"): True,  # its reference is gone
        ("e.png", "si"): False,
    }


def test_migration_that_fails_changes_nothing(store: Store, monkeypatch) -> None:
    add(store)
    store.close()

    def fail(database: sqlite3.Connection) -> None:
        database.execute("DROP TABLE frames")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(store_schema, "VERSION", store_schema.VERSION + 1)
    monkeypatch.setitem(store_schema.MIGRATIONS, store_schema.VERSION - 1, fail)
    with pytest.raises(ProblemError):
        Store(store.path)
    monkeypatch.undo()
    again = Store(store.path)
    assert again.frames_stored() == {}
    assert TARGET in again.scores()
    again.close()
