"""The state of a dataset is told from its store, whatever state the store itself is in."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest

from omgui.core.dataset_state import DatasetState, look_at_dataset
from omgui.core.results.store_schema import VERSION
from tests.workspaces import Workspace

_TABLES = """
CREATE TABLE score (id INTEGER PRIMARY KEY, reference TEXT, file TEXT, mode TEXT, metric TEXT,
                    score_key TEXT, state TEXT, provenance TEXT);
CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT, finish TEXT,
                  settings TEXT DEFAULT '{}');
"""
NOW = datetime.now(timezone.utc)


@pytest.fixture
def dataset(tmp_path):
    """A dataset whose files were written an hour ago."""
    workspace = Workspace(tmp_path / "workspace")
    workspace.dataset("d", "img", files=["a.png"], nr_metrics=["si"])
    an_hour_ago = (NOW - timedelta(hours=1)).timestamp()
    for file in workspace.configs.iterdir():
        os.utime(file, (an_hour_ago, an_hour_ago))
    return workspace


def write_store(workspace, *, runs=(), scores=()):
    store = workspace.folder / "results_d" / "d.omgui"
    store.parent.mkdir()
    with closing(sqlite3.connect(store)) as database:
        database.executescript(_TABLES)
        database.executemany("INSERT INTO run (started, finish) VALUES (?, ?)", runs)
        database.executemany(
            "INSERT INTO score (reference, file, mode, metric, score_key, state) "
            "VALUES ('', 'a.png', '', 'si', ?, ?)",
            scores,
        )
        database.commit()
    return store


def test_without_a_store_it_was_not_run(dataset):
    assert look_at_dataset(dataset.folder, "d") is DatasetState.NOT_RUN


def test_store_without_runs_is_as_good_as_none(dataset):
    write_store(dataset)
    assert look_at_dataset(dataset.folder, "d") is DatasetState.NOT_RUN


@pytest.mark.parametrize("finish", [None, "cancelled", "failed", "crashed"])
def test_last_run_decides_whether_it_is_unfinished(dataset, finish):
    write_store(dataset, runs=[(NOW.isoformat(), "completed"), (NOW.isoformat(), finish)])
    assert look_at_dataset(dataset.folder, "d") is DatasetState.UNFINISHED


@pytest.mark.parametrize(
    ("scores", "state"),
    [
        ([("k1", "done")], DatasetState.COMPLETE),
        ([("k1", "problem")], DatasetState.PROBLEMS),
        ([("k1", "problem"), ("k2", "done")], DatasetState.COMPLETE),  # the file was mended
        ([("k1", "done"), ("k2", "problem")], DatasetState.PROBLEMS),
    ],
)
def test_newest_score_decides_whether_there_are_problems(dataset, scores, state):
    write_store(dataset, runs=[(NOW.isoformat(), "completed")], scores=scores)
    assert look_at_dataset(dataset.folder, "d") is state


@pytest.mark.parametrize(
    ("superseded", "state"), [(0, DatasetState.PROBLEMS), (1, DatasetState.COMPLETE)]
)
def test_problem_counts_only_where_the_last_run_asked_for_that_very_score(
    dataset, superseded, state
):
    store = write_store(
        dataset,
        runs=[(NOW.isoformat(), "completed")],
        scores=[("k1", "problem"), ("k2", "done")],  # settings went there and back again
    )
    with closing(sqlite3.connect(store)) as database:
        database.execute("ALTER TABLE score ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0")
        database.execute("UPDATE score SET superseded = ? WHERE score_key = 'k1'", (superseded,))
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.commit()
    assert look_at_dataset(dataset.folder, "d") is state


def test_problems_of_metrics_that_are_no_longer_asked_for_do_not_count(dataset):
    store = write_store(dataset, runs=[(NOW.isoformat(), "completed")], scores=[("k1", "done")])
    with closing(sqlite3.connect(store)) as database:
        database.execute(
            "INSERT INTO score (reference, file, mode, metric, score_key, state) "
            "VALUES ('', 'a.png', '', 'given_up', 'k', 'problem')"
        )
        database.commit()
    assert look_at_dataset(dataset.folder, "d") is DatasetState.COMPLETE
    config = dataset.configs / "d.yaml"
    config.write_text(config.read_text().replace("si", "given_up"))
    an_hour_ago = (NOW - timedelta(hours=1)).timestamp()
    os.utime(config, (an_hour_ago, an_hour_ago))
    assert look_at_dataset(dataset.folder, "d") is DatasetState.PROBLEMS


def test_time_without_a_zone_is_utc(dataset):
    write_store(dataset, runs=[(NOW.replace(tzinfo=None).isoformat(), "completed")])
    assert look_at_dataset(dataset.folder, "d") is DatasetState.COMPLETE


def test_list_edited_after_the_run_is_told(dataset):
    write_store(dataset, runs=[(NOW.isoformat(), "completed")], scores=[("k1", "done")])
    (dataset.configs / "d_list.json").write_text('["a.png", "b.png"]')
    touch(dataset)
    assert look_at_dataset(dataset.folder, "d") is DatasetState.CHANGED


def test_edit_that_cannot_be_run_is_told(dataset):
    write_store(dataset, runs=[(NOW.isoformat(), "completed")], scores=[("k1", "done")])
    (dataset.configs / "d_list.json").write_text("{}")
    touch(dataset)
    assert look_at_dataset(dataset.folder, "d") is DatasetState.CHANGED


def test_copy_with_other_times_is_as_complete_as_before(dataset):
    write_store(dataset, runs=[(NOW.isoformat(), "completed")], scores=[("k1", "done")])
    touch(dataset)
    assert look_at_dataset(dataset.folder, "d") is DatasetState.COMPLETE


def touch(workspace):
    """Let all files of the dataset be written after its run."""
    later = (NOW + timedelta(minutes=1)).timestamp()
    for file in workspace.configs.iterdir():
        os.utime(file, (later, later))


@pytest.mark.parametrize("text", ["{", "type: img\n", "output: r\n", "output: 3\ndataset_name: d"])
def test_configuration_that_cannot_be_read_is_told(dataset, text):
    (dataset.configs / "d.yaml").write_text(text)
    assert look_at_dataset(dataset.folder, "d") is DatasetState.BROKEN


def test_dataset_that_is_not_there_cannot_be_read(dataset):
    assert look_at_dataset(dataset.folder, "e") is DatasetState.BROKEN


def test_foreign_file_says_nothing(dataset):
    store = write_store(dataset)
    store.write_bytes(b"no database" * 100)
    assert look_at_dataset(dataset.folder, "d") is None


def test_locked_store_is_not_waited_for(dataset):
    store = write_store(dataset, runs=[(NOW.isoformat(), "completed")])
    with closing(sqlite3.connect(store)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert look_at_dataset(dataset.folder, "d") is None
