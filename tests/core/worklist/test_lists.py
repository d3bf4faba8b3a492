"""Lists of files: every entry keeps its row, odd ones are named."""

from __future__ import annotations

from collections import Counter

import pytest

from omgui.core.findings import Findings
from omgui.core.worklist import NrItem
from tests.core.worklist.worklist_folder import Folder

# Excerpts of lists made by hand for public datasets by the author of the older tool.
CVD2014_LIST = [
    "videos/Test1/.DS_Store",
    "videos/Test1/City/Test01_City_D01.avi",
    "videos/Test1/City/Test01_City_D02.avi",
]


def test_list_keeps_every_entry_in_its_row(folder: Folder) -> None:
    items = folder.listed(["b.png", "a.png"])
    assert items == (NrItem("b.png", 0), NrItem("a.png", 1))
    assert folder.findings == Findings()


def test_file_listed_twice_keeps_both_rows_and_is_computed_once(folder: Folder) -> None:
    items = folder.listed(["a.png", "b.png", "a.png"])
    assert [item.row for item in items] == [0, 1, 2]
    assert Counter(item.identity for item in items) == {("a.png",): 2, ("b.png",): 1}
    warning = folder.only_warning()
    assert warning.code == "listed-twice"
    assert warning.where == "a.json, list[2]"
    assert "list[0]" in warning.message


def test_system_file_in_a_real_list_is_named(folder: Folder) -> None:
    assert len(folder.listed(CVD2014_LIST)) == 3
    warning = folder.only_warning()
    assert warning.code == "system-file"
    assert "videos/Test1/.DS_Store" in warning.message


@pytest.mark.parametrize("name", ["Thumbs.db", "a/thumbs.DB", "a/desktop.ini", "a/._b.png"])
def test_files_that_systems_leave_behind_are_named(folder: Folder, name: str) -> None:
    folder.listed([name])
    assert folder.only_warning().code == "system-file"


def test_ordinary_names_with_dots_are_not_taken_for_system_files(folder: Folder) -> None:
    folder.listed(["../other/a.png", "/abs/b.png", ".hidden.png", "Thumbs.db/a.png", "ü/x y.png"])
    assert folder.findings == Findings()


def test_backslashes_are_warned_about_but_kept(folder: Folder) -> None:
    (item,) = folder.listed(["a\\b.png"])
    assert item.file == "a\\b.png"
    assert folder.only_warning().code == "path-backslash"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (7, "entry-not-text"),
        (None, "entry-not-text"),
        (["a.png"], "entry-not-text"),
        ("", "path-empty"),
        ("a\0.png", "path-unusable"),
        ("a\udcff.png", "path-unusable"),
    ],
)
def test_entry_that_is_no_path_is_an_error_with_its_place(
    folder: Folder, entry: object, code: str
) -> None:
    folder.listed(["a.png", entry])
    error = folder.only_error()
    assert error.code == code
    assert error.where == "a.json, list[1]"


def test_all_wrong_entries_are_reported_together(folder: Folder) -> None:
    folder.listed([1, "a.png", ""])
    assert [error.where for error in folder.findings.errors] == [
        "a.json, list[0]",
        "a.json, list[2]",
    ]


def test_report_of_a_file_full_of_errors_stays_readable(folder: Folder) -> None:
    folder.listed(list(range(5000)))
    *errors, last = folder.findings.errors
    assert len(errors) == 100
    assert last.message == "4900 more entries are wrong."


def test_list_must_be_an_array(folder: Folder) -> None:
    assert folder.listed({"a.png": []}) == ()
    assert folder.only_error().code == "list-shape"


@pytest.mark.parametrize("content", ["[]", "{}"])
def test_worklist_without_entries_is_warned_about(folder: Folder, content: str) -> None:
    read = folder.listed if content == "[]" else folder.paired
    assert read(content) == ()
    assert folder.only_warning().code == "list-empty"
