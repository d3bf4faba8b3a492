"""Stores: opened whatever a run is doing or was killed in, and told apart from other files."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from omgui.core.problems import ProblemError
from omgui.core.results import store_access, store_schema
from omgui.core.results.reader import read_scores, read_version
from omgui.core.results.store_access import connect, reading, undo_killed_write, unreadable
from omgui.core.results.stored import problem_from_json, problem_to_json
from tests.core.results.made import A23, LOST, MadeStore


def code_of(path) -> str:
    with pytest.raises(ProblemError) as caught, reading(path):
        raise AssertionError("it was opened")
    return caught.value.problem.code


def test_store_that_a_killed_run_has_half_written_is_read_as_it_was(dataset, store) -> None:
    store.put(A23, "psnr", 1.0)
    copy = dataset.store.with_name("killed.omgui")
    store.database.execute("PRAGMA cache_spill = 1")
    store.database.execute("PRAGMA cache_size = 1")
    store.database.execute("BEGIN")
    for number in range(2000):  # more than fits the memory, so that it reaches the file
        store.put(("r", f"{number}", ""), "psnr", 2.0)
    shutil.copy(dataset.store, copy)
    shutil.copy(f"{dataset.store}-journal", f"{copy}-journal")
    store.database.execute("ROLLBACK")
    with reading(copy) as database:
        assert len([row for block in read_scores(database) for row in block]) == 1
    assert not copy.with_name("killed.omgui-journal").exists()


def test_store_that_a_living_run_is_writing_to_is_left_to_it(dataset, store, monkeypatch) -> None:
    monkeypatch.setattr(store_access, "undo_killed_write", None)  # would fail if it were called
    monkeypatch.setattr(reading.__wrapped__, "__defaults__", (0.0,))
    store.database.execute("BEGIN EXCLUSIVE")
    store.put(A23, "psnr", 1.0)
    assert code_of(dataset.store) == "store-busy"
    store.database.execute("ROLLBACK")


def test_nothing_is_taken_back_where_there_is_nothing(tmp_path, dataset, store) -> None:
    assert not undo_killed_write(dataset.store)
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.with_name("folder-journal").touch()
    assert not undo_killed_write(folder)


def test_files_that_are_no_store_are_told_apart(tmp_path) -> None:
    assert code_of(tmp_path / "none.omgui") == "store-missing"
    (tmp_path / "empty.omgui").touch()  # a run is about to fill it
    assert code_of(tmp_path / "empty.omgui") == "store-missing"
    (tmp_path / "text.omgui").write_bytes(b"no database" * 1000)
    assert code_of(tmp_path / "text.omgui") == "store-unreadable"
    foreign = sqlite3.connect(tmp_path / "foreign.omgui")
    foreign.execute("CREATE TABLE a (b)")
    foreign.close()
    assert code_of(tmp_path / "foreign.omgui") == "store-foreign"
    newer = MadeStore(tmp_path / "newer.omgui")
    newer.database.execute(f"PRAGMA user_version = {store_schema.VERSION + 1}")
    newer.close()
    assert code_of(tmp_path / "newer.omgui") == "store-too-new"


@pytest.mark.parametrize(
    ("said", "code", "message"),
    [
        ("database is locked", "store-busy", "written to"),
        ("file is not a database", "store-unreadable", "damaged"),
        ("disk I/O error", "store-unreadable", "disk I/O error"),
    ],
)
def test_what_sqlite_says_is_put_into_words(tmp_path, said, code, message) -> None:
    problem = unreadable(sqlite3.OperationalError(said), tmp_path / "x")
    assert problem.code == code
    assert message in problem.message


def test_store_of_the_first_version_is_brought_up_step_by_step(tmp_path) -> None:
    made = MadeStore(tmp_path / "old.omgui", version=2)
    made.put(A23, "psnr", 1.0)
    made.database.execute("DROP TABLE features")
    made.database.execute("PRAGMA user_version = 1")
    store_access.bring_up(made.database, made.path, 1)
    made.close()
    with reading(made.path) as database:
        assert read_version(database) == store_schema.VERSION
        assert database.execute("SELECT count(*) FROM features, note").fetchone() == (0,)
    assert made.path.with_name("old.omgui.v1").exists()


def test_new_file_becomes_a_store_and_a_present_one_stays(tmp_path) -> None:
    path = tmp_path / "new.omgui"
    database = connect(path, "rwc")
    store_access.bring_up(database, path, 0)
    store_access.bring_up(database, path, store_schema.VERSION)
    assert read_version(database) == store_schema.VERSION
    database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["new.omgui"]


def test_step_that_another_process_has_taken_is_not_taken_again(tmp_path) -> None:
    made = MadeStore(tmp_path / "old.omgui")
    store_schema.migrate(made.database, 2)
    assert read_version(made.database) == store_schema.VERSION
    made.close()


def test_step_that_fails_changes_nothing(tmp_path, monkeypatch) -> None:
    made = MadeStore(tmp_path / "old.omgui", version=2)

    def fail(database: sqlite3.Connection) -> None:
        database.execute("DROP TABLE frames")
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setitem(store_schema.MIGRATIONS, 2, fail)
    with pytest.raises(sqlite3.OperationalError):
        store_schema.migrate(made.database, 2)
    assert made.database.execute("SELECT count(*) FROM frames").fetchone() == (0,)
    assert read_version(made.database) == 2
    made.close()


def test_transaction_that_fails_leaves_nothing(dataset, store) -> None:
    def fail_after(action) -> None:
        with store_access.transaction(store.database):
            action()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after(lambda: store.put(A23, "psnr", 1.0))
    assert store.database.execute("SELECT count(*) FROM score").fetchone() == (0,)
    with pytest.raises(ZeroDivisionError):  # SQLite has taken it back itself
        fail_after(lambda: store.database.execute("ROLLBACK"))


def test_problems_come_back_from_the_store() -> None:
    assert problem_from_json(problem_to_json(LOST)) == LOST
    assert problem_from_json(problem_to_json(None)) is None
