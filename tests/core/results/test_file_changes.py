"""Files that are others than when they were scored are told, and what became of them."""

from __future__ import annotations

import os

import pytest

from omgui.core.dataset_changes import DatasetChanges, dataset_changes
from omgui.core.file_identity import file_facts
from omgui.core.problems import ProblemError
from omgui.core.results import file_changes
from omgui.core.results.comparing import compare
from omgui.core.results.file_changes import FileChange, change_of, changed_files, worst_change
from omgui.core.results.live import CancelledError
from omgui.core.results.result_table import empty_table
from tests.core.results.made import A23, A37, A65, ALONE, B9, B23, REF, MadeStore, configure

NAMES = ("ref/a.mp4", "ref/b.mp4", "a_x264_23.mp4", "a_x264_37.mp4", "b_x264_23.mp4")


@pytest.fixture
def root(dataset):
    """The files of the study."""
    for name in (*NAMES, "a_x265_37.mp4", "b_x265_9.mp4"):
        path = dataset.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
        os.utime(path, ns=(10**18, 10**18))
    return dataset.root


@pytest.fixture
def noted(store, dataset, root):
    """A store that knows what its files were like."""
    rows = [(name, *file_facts(root / name)) for name in NAMES]
    store.database.executemany("INSERT INTO file VALUES (?, ?, ?, ?)", rows)
    return store


def test_each_change_is_told(noted, dataset, root) -> None:
    assert changed_files(dataset.store, root, NAMES) == {}
    (root / NAMES[0]).write_bytes(b"longer than it was")
    (root / NAMES[1]).unlink()
    os.utime(root / NAMES[2], ns=(5, 5))
    (root / NAMES[3]).write_bytes(NAMES[3].upper().encode())  # as long as before
    (root / "new.mp4").write_bytes(b"not scored yet")
    found = changed_files(dataset.store, root, [*NAMES, "new.mp4", "a\0b", "ref"])
    assert found == {
        NAMES[0]: FileChange.CONTENT,
        NAMES[1]: FileChange.GONE,
        NAMES[2]: FileChange.TIME,
        NAMES[3]: FileChange.CONTENT,
        "a\0b": FileChange.ABSENT,
        "ref": FileChange.ABSENT,
    }
    assert worst_change(found, NAMES[2:]) is FileChange.CONTENT
    assert worst_change(found, NAMES) is FileChange.GONE
    assert worst_change(found, NAMES[4:]) is None


def test_row_is_as_its_worst_file(dataset) -> None:
    table = empty_table(dataset)
    assert change_of(table, 0) is None
    reference = NAMES[0]
    table.file_changes = {reference: FileChange.TIME, table.rows[0].file: FileChange.CONTENT}
    assert table.rows[0].reference == table.rows[1].reference == reference
    assert change_of(table, 0) is FileChange.CONTENT
    assert change_of(table, 1) is FileChange.TIME
    assert change_of(compare(table, table), 0) is None  # of two datasets


def test_not_more_files_are_read_than_one_can_wait_for(noted, dataset, root, monkeypatch) -> None:
    monkeypatch.setattr(file_changes, "_READ_MOST", 1)
    for name in NAMES[:2]:
        (root / name).write_bytes(name.upper().encode())
    found = changed_files(dataset.store, root, NAMES)
    assert found == {NAMES[0]: FileChange.CONTENT, NAMES[1]: FileChange.TIME}


@pytest.mark.parametrize("patience", [0, 1])
def test_looking_can_be_stopped(noted, dataset, root, patience) -> None:
    os.utime(root / NAMES[2], ns=(5, 5))
    asked = []

    def is_cancelled():
        asked.append(None)
        return len(asked) > patience

    with pytest.raises(CancelledError):
        changed_files(dataset.store, root, NAMES, is_cancelled)


def test_of_an_older_store_what_is_newer_than_its_last_run_is_told(dataset, root) -> None:
    made = MadeStore(dataset.store, version=3)
    assert changed_files(dataset.store, root, NAMES) == {}  # it was never run
    made.run("2001-09-09T01:46:40+00:00")  # 10**9 seconds of the epoch
    os.utime(root / NAMES[0], ns=(10**18 + 5 * 10**9, 10**18 + 5 * 10**9))
    assert changed_files(dataset.store, root, NAMES) == {NAMES[0]: FileChange.NEWER}
    made.database.execute("PRAGMA user_version = 4")  # brought up, and not run since
    made.database.execute("CREATE TABLE file (name, size_bytes, modified_ns, identity)")
    assert changed_files(dataset.store, root, NAMES) == {NAMES[0]: FileChange.NEWER}
    made.close()


def test_without_a_store_only_what_is_gone_is_told(dataset, root) -> None:
    (root / NAMES[0]).unlink()
    assert changed_files(dataset.store, root, NAMES) == {NAMES[0]: FileChange.ABSENT}


def test_store_that_cannot_be_read_is_a_problem(dataset, root) -> None:
    dataset.store.parent.mkdir(parents=True)
    dataset.store.write_bytes(b"no database" * 100)
    with pytest.raises(ProblemError):
        changed_files(dataset.store, root, NAMES)
    assert dataset_changes(dataset.workspace, "set") == DatasetChanges()


# -- the dataset ---------------------------------------------------------------------------------


@pytest.fixture
def complete(noted, dataset):
    """A store with all scores that the study asks for."""
    made = {"metric_version": 1}
    for place in (A23, A37, A65, B23, B9):
        noted.put(place, "psnr", 1.0, made=made)
        noted.put(place, "ssim", 1.0, made=made)
    for place in (ALONE, REF, ("", "a_x265_37.mp4", "")):
        noted.put(place, "si", 1.0, made=made)
    return noted


YAML = """\
type: vid
dataset_pth: data
dataset_name: clips
output: results
logs_output: clips.log
fr_iqa_metrics: [psnr, ssim]
nr_iqa_metrics: [si]
"""


@pytest.fixture
def study(complete, tmp_path):
    """The workspace, configured with metrics of the catalogue."""
    configure(tmp_path, YAML)
    return tmp_path


def test_dataset_with_all_scores_has_not_changed(study) -> None:
    found = dataset_changes(study, "set")
    assert found == DatasetChanges()
    assert not found.is_serious


def test_what_the_last_run_was_not_asked_for_is_told(study) -> None:
    more = ["a_x264_23.mp4", "ref/a.mp4", "a_x265_37.mp4", "c.mp4"]
    configure(study, YAML.replace("psnr,", "psnr, vif,"), listed=more)
    found = dataset_changes(study, "set")
    assert (found.metrics, found.items) == (("vif",), ("c.mp4",))
    assert found.files == {"c.mp4": FileChange.ABSENT}
    assert found.is_serious


def test_other_settings_are_told_with_their_metrics(study, complete) -> None:
    complete.run("2026-01-02", damaged_videos="refuse")
    configure(study, f"{YAML}omgui: {{damaged_videos: score}}\n")
    ((words, metrics),) = dataset_changes(study, "set").settings.items()
    assert metrics == ("psnr", "ssim", "si")
    assert "settings" in words


def test_dataset_that_is_not_there_has_not_changed(tmp_path) -> None:
    assert dataset_changes(tmp_path, "none") == DatasetChanges()


def test_dataset_that_was_never_scored_has_not_changed(study, dataset, complete) -> None:
    complete.close()
    dataset.store.unlink()
    assert dataset_changes(study, "set") == DatasetChanges()


def test_files_that_were_only_copied_are_no_serious_change(study, root) -> None:
    os.utime(root / NAMES[2], ns=(5, 5))
    found = dataset_changes(study, "set")
    assert found.files == {NAMES[2]: FileChange.TIME}
    assert not found.is_serious


def test_superseded_scores_do_not_count(study, complete) -> None:
    ((number,),) = complete.database.execute(
        "SELECT id FROM score WHERE metric = 'si' AND file = 'ref/a.mp4'"
    )
    complete.supersede(number)
    assert dataset_changes(study, "set").items == ("ref/a.mp4",)


def test_older_stores_are_compared_too(study, dataset, complete) -> None:
    complete.close()
    dataset.store.unlink()
    older = MadeStore(dataset.store, version=2)
    older.run("2026-01-01")
    for place in (A23, A37, A65, B23, B9):
        older.put(place, "psnr", 1.0)
    found = dataset_changes(study, "set")
    assert (found.metrics, found.items) == (("ssim", "si"), ())
    older.close()
