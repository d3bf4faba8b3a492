"""Tables written to files: whole or not at all, in the format that the name says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from omgui.core.problems import ProblemError
from omgui.core.results.exports import ExportFormat
from omgui.core.results.sheet import Sheet, SheetColumn
from omgui.tables.files import format_of, write_table
from omgui.tables.parquet import parquet_bytes

SHEET = Sheet(
    "set",
    (
        SheetColumn("filename", ("=a", "b"), is_text=True),
        SheetColumn("psnr", (1 / 3, None), is_text=False, lost=frozenset({1})),
        SheetColumn("frames_scored", (7, None), is_text=False, is_count=True),
    ),
    (("psnr", "reader", "x"),),
)


def test_parquet_has_types_and_says_how_numbers_were_made(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    write_table(SHEET, path, ExportFormat.PARQUET)
    found = parquet.read_table(path)
    assert found.to_pydict() == {
        "filename": ["=a", "b"],
        "psnr": [1 / 3, None],
        "frames_scored": [7, None],
    }
    assert [str(kind) for kind in found.schema.types] == ["string", "double", "int64"]
    facts = json.loads(found.schema.metadata[b"omgui"])
    assert facts == [{"of": "psnr", "key": "reader", "value": "x"}]


def test_parquet_without_its_package_is_refused_in_words(monkeypatch) -> None:
    monkeypatch.setattr("omgui.tables.parquet.importlib.util.find_spec", lambda _name: None)
    with pytest.raises(ProblemError) as caught:
        parquet_bytes(SHEET)
    assert caught.value.problem.code == "pyarrow-missing"


def test_other_formats_are_written_as_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_table(SHEET, path, ExportFormat.CSV)
    text = path.read_bytes().decode()
    assert text == "filename,psnr,frames_scored\n'=a,0.3333333333333333,7\nb,nan,\n"


def test_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    for place, says in ((tmp_path, "it is a folder"), (tmp_path / "no" / "t.csv", "No such file")):
        with pytest.raises(ProblemError) as caught:
            write_table(SHEET, place, ExportFormat.CSV)
        assert caught.value.problem.code == "file-unwritable"
        assert says in caught.value.problem.message
    assert list(tmp_path.iterdir()) == []


def test_ending_of_a_name_says_the_format() -> None:
    assert format_of(Path("a/t.XLSX")) is ExportFormat.XLSX
    assert format_of(Path("t.tex")) is ExportFormat.LATEX
    assert format_of(Path("t.txt")) is None
