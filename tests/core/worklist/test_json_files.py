"""Files that are no usable JSON are refused with the place of the mistake."""

from __future__ import annotations

import pytest

from omgui.core import worklist_json
from omgui.core.metric_spec import Media
from omgui.core.worklist import NrItem
from omgui.core.worklist_files import read_list, read_pairs
from tests.core.worklist.worklist_folder import Folder


def test_byte_order_mark_is_tolerated(folder: Folder) -> None:
    assert folder.listed('\ufeff["a.png"]') == (NrItem("a.png", 0),)


def test_json_error_is_placed_to_the_character(folder: Folder) -> None:
    folder.listed('["a.png",\n "b.png"\n "c.png"]')
    error = folder.only_error()
    assert error.code == "json-invalid"
    assert error.where == "a.json, line 3, column 2"


@pytest.mark.parametrize("content", ["[" * 100_000, "[" + "9" * 5000 + "]"])
def test_json_made_to_harm_is_refused(folder: Folder, content: str) -> None:
    assert folder.listed(content) == ()
    assert folder.only_error().code == "json-invalid"


def test_file_that_is_not_utf_8_is_refused_with_its_line(folder: Folder) -> None:
    folder.path.write_bytes(b'["a.png",\n"\xe4.png"]')
    assert read_list(folder.path, "a.json", folder.findings) == ()
    error = folder.only_error()
    assert (error.code, error.where) == ("file-not-utf-8", "a.json, line 2")


def test_missing_file_is_a_problem(folder: Folder) -> None:
    assert read_pairs(folder.path, "a.json", Media.IMAGE, folder.findings) == ()
    assert folder.only_error().code == "file-missing"


def test_too_large_file_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist_json, "JSON_LIMIT_BYTES", 10)
    folder.listed(["a.png", "b.png"])
    assert folder.only_error().code == "file-too-large"
