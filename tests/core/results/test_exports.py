"""Tables as files: every number exact or rounded as said, every text a text."""

from __future__ import annotations

import csv
import io
import json
import math
import xml.etree.ElementTree as ET
import zipfile
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.metric_spec import Better
from omgui.core.problems import ProblemError
from omgui.core.results import xlsx
from omgui.core.results.columns import NumberColumn, PlainTable, TextColumn
from omgui.core.results.exports import (
    ExportFormat,
    as_bytes,
    as_text,
    best_two,
    guarded,
    without_guard,
)
from omgui.core.results.grouping import group_rows
from omgui.core.results.sheet import (
    Sheet,
    SheetColumn,
    digits_for,
    make_sheet,
    provenance_rows,
)
from omgui.core.results.xlsx import column_name
from tests.core.results.made import KNOWN

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAN = math.nan


def numbers(title, cells, **more) -> SheetColumn:
    return SheetColumn(title, tuple(cells), is_text=False, **more)


def texts(title, cells) -> SheetColumn:
    return SheetColumn(title, tuple(cells), is_text=True)


def test_sheet_of_a_table_has_what_is_shown(table) -> None:
    sheet = make_sheet(table, [1, 3, 0], ["file", "psnr", "gone"], title="set")
    file, psnr, flags = sheet.columns
    assert (file.title, file.cells[0]) == ("filename", "a_x264_37.mp4")
    assert psnr.cells == (30.0, None, 40.0)
    assert psnr.lost == {1}
    assert (psnr.better, psnr.unit, psnr.digits) == (Better.HIGHER, "dB", 2)
    assert flags.cells == ("", "psnr: file-missing", "")
    assert (sheet.title, sheet.row_count) == ("set", 3)
    assert [column.title for column in make_sheet(table, [0], ["psnr"]).columns] == ["psnr"]
    assert make_sheet(table, [0]).columns[-1].title == "flags"
    counts = make_sheet(table, [0, 3], ["frames_scored"]).columns[0]
    assert (counts.cells, counts.is_count) == ((2, None), True)
    assert Sheet("", ()).row_count == 0


def test_csv_of_the_whole_table_is_that_of_a_run(table) -> None:
    lines = as_text(make_sheet(table, range(7)), ExportFormat.CSV).splitlines()
    assert lines[0] == (
        "reference,filename,mode,content,codec,crf,psnr,lpips,niqe,"
        "frames_scored,frames_expected,flags"
    )
    assert lines[1] == "ref/a.mp4,a_x264_23.mp4,same,a,x264,23,40.0,0.1,4.0,2,2,"
    assert lines[4].endswith(",nan,,,,,psnr: file-missing")


def test_groups_are_written_like_any_table(table) -> None:
    groups = group_rows(table, range(5), ["codec"], ["psnr"])
    text = as_text(make_sheet(groups, [1, 0], ["codec", "count", "psnr mean"]), ExportFormat.TSV)
    assert text == "codec\tcount\tpsnr mean\nx265\t2\t32.5\nx264\t3\t35.0\n"


@pytest.mark.parametrize("name", ["=1+1", "+x", "@x", "-x.mp4", "\tx", "\rx", "-"])
def test_names_that_look_like_formulas_stay_names(name) -> None:
    text = as_text(Sheet("", (texts("filename", [name]),)), ExportFormat.CSV)
    (cell,) = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert cell == f"'{name}"
    assert without_guard(cell) == name


@pytest.mark.parametrize("name", ["a", "-3", "-0.5", "'x", "", "a=b"])
def test_other_names_are_left_as_they_are(name) -> None:
    assert guarded(name) == without_guard(name) == name


@given(st.lists(st.tuples(st.text(), st.floats() | st.none()), min_size=1))
def test_csv_comes_back_exactly(rows) -> None:
    rows = [(name.encode("utf-8", "ignore").decode(), value) for name, value in rows]
    sheet = Sheet(
        "",
        (
            texts("filename", [name for name, _ in rows]),
            numbers("psnr", [value for _, value in rows]),
        ),
    )
    data = as_bytes(sheet, ExportFormat.CSV).decode()
    (_, *found) = list(csv.reader(io.StringIO(data, newline="")))
    assert len(found) == len(rows)
    for (name, value), (cell, number) in zip(rows, found, strict=True):
        assert without_guard(cell) == name or name.startswith("'")
        assert number == ("" if value is None else repr(value))


def test_json_has_rows_and_provenance() -> None:
    sheet = Sheet(
        "set",
        (texts("filename", ["a"]), numbers("psnr", [math.inf]), numbers("n", [None])),
        (("psnr", "reader", "x"),),
    )
    said = json.loads(as_text(sheet, ExportFormat.JSON))
    assert said["rows"] == [{"filename": "a", "psnr": "inf", "n": None}]
    assert said["provenance"] == [{"of": "psnr", "key": "reader", "value": "x"}]


SHOWN = Sheet(
    "",
    (
        texts("codec", ["x264_a", "b|c", "50%"]),
        numbers("psnr", [30.126, 40.004, 40.001], better=Better.HIGHER, digits=2, unit="dB"),
        numbers("lpips", [0.1, 0.2, None], better=Better.LOWER, digits=4),
        numbers("si", [1.0, 2.0, 3.0], better=Better.NEITHER, digits=0),
        numbers("count", [1, 2, 3], is_count=True),
    ),
)


def test_latex_marks_the_best_and_the_second_by_the_direction() -> None:
    assert as_text(SHOWN, ExportFormat.LATEX) == (
        "% \\usepackage{booktabs}\n"
        "\\begin{tabular}{lrrrr}\n"
        "\\toprule\n"
        "codec & psnr (dB) $\\uparrow$ & lpips $\\downarrow$ & si & count \\\\\n"
        "\\midrule\n"
        "x264\\_a & \\underline{30.13} & \\textbf{0.1000} & 1 & 1 \\\\\n"
        "b\\textbar{}c & \\textbf{40.00} & \\underline{0.2000} & 2 & 2 \\\\\n"
        "50\\% & \\textbf{40.00} & -- & 3 & 3 \\\\\n"
        "\\bottomrule\n"
        "\\end{tabular}\n"
    )


def test_latex_has_no_special_character_of_its_own() -> None:
    odd = Sheet("", (texts("a", ['\\{}$&#%_^~<>|"\n x']),))
    line = as_text(odd, ExportFormat.LATEX).splitlines()[5]
    assert line == (
        r"\textbackslash{}\{\}\$\&\#\%\_\textasciicircum{}\textasciitilde{}"
        r"\textless{}\textgreater{}\textbar{}\textquotedbl{} x \\"
    )


def test_markdown_is_a_table_with_the_best_in_bold() -> None:
    assert as_text(SHOWN, ExportFormat.MARKDOWN) == (
        "| codec | psnr ↑ | lpips ↓ | si | count |\n"
        "| :--- | ---: | ---: | ---: | ---: |\n"
        "| x264\\_a | 30.13 | **0.1000** | 1 | 1 |\n"
        "| b\\|c | **40.00** | 0.2000 | 2 | 2 |\n"
        "| 50% | **40.00** | – | 3 | 3 |\n"
    )


def test_nothing_is_best_where_all_look_the_same() -> None:
    alike = numbers("psnr", [1.001, 1.002], better=Better.HIGHER, digits=2)
    assert best_two(alike) == ("", "")
    assert best_two(numbers("psnr", [], better=Better.HIGHER)) == ("", "")


@pytest.mark.parametrize(
    ("values", "digits"),
    [
        ([95.1, 3.0], 2),
        ([0.98], 4),
        ([1.0], 3),
        ([0.0], 2),
        ([], 2),
        ([12345.6], 0),
        ([1e-9], 6),
        ([NAN, math.inf, 5.0], 3),
    ],
)
def test_four_digits_of_the_largest_number_are_shown(values, digits) -> None:
    assert digits_for(values) == digits


def test_provenance_says_how_every_metric_was_made() -> None:
    rows = provenance_rows(
        {"psnr": KNOWN["psnr"]}, {"psnr": {"torch": "2.4"}}, {"filter": "psnr<30", "sort": ""}
    )
    assert ("", "filter", "psnr<30") in rows
    assert ("psnr", "better", "higher") in rows
    assert ("psnr", "range", "0 … ") in rows
    assert ("psnr", "torch", "2.4") in rows
    assert all(value for _, _, value in rows)
    assert {key for what, key, _ in rows if not what} == {"written", "omgui", "filter"}


# -- XLSX ---------------------------------------------------------------------------------------


def workbook(sheet: Sheet) -> list[list[list[object]]]:
    """Read a workbook as a spreadsheet does, each cell by its place."""
    archive = zipfile.ZipFile(io.BytesIO(as_bytes(sheet, ExportFormat.XLSX)))
    assert archive.testzip() is None
    for name in archive.namelist():
        ET.fromstring(archive.read(name))
    found = []
    for number in (1, 2):
        root = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        pane = root.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
        assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
        lines = []
        for row in root.iter(f"{MAIN}row"):
            cells = {}
            for cell in row.iter(f"{MAIN}c"):
                value, text = cell.find(f"{MAIN}v"), cell.find(f"{MAIN}is/{MAIN}t")
                cells[cell.get("r")] = float(value.text) if text is None else text.text
                assert cell.find(f"{MAIN}f") is None
            lines.append(cells)
        found.append(lines)
    return found


def test_workbook_has_numbers_as_numbers_and_texts_as_texts() -> None:
    sheet = Sheet(
        "",
        (
            texts("filename", ["=1+1", "a & <b>", " ö\n", "_x0041_"]),
            numbers("psnr", [1 / 3, None, math.inf, -5]),
        ),
        (("psnr", "reader", "=x"),),
    )
    scores, made = workbook(sheet)
    assert scores == [
        {"A1": "filename", "B1": "psnr"},
        {"A2": "=1+1", "B2": 1 / 3},
        {"A3": "a & <b>"},
        {"A4": " ö\n", "B4": "inf"},
        {"A5": "_x005F_x0041_", "B5": -5.0},
    ]
    assert made == [
        {"A1": "of", "B1": "what", "C1": "value"},
        {"A2": "psnr", "B2": "reader", "C2": "=x"},
    ]


def test_empty_table_is_a_workbook_too() -> None:
    assert workbook(Sheet("", ())) == [[{}], [{"A1": "of", "B1": "what", "C1": "value"}]]


@given(st.lists(st.text(st.characters(), max_size=20), max_size=5))
def test_any_name_makes_a_readable_workbook(names) -> None:
    scores, _ = workbook(Sheet("", (texts("name", names),)))
    assert len(scores) == len(names) + 1


def test_table_too_large_for_excel_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS_LIMIT", 3)
    with pytest.raises(ProblemError) as caught:
        as_bytes(Sheet("", (texts("a", ["1", "2", "3"]),)), ExportFormat.XLSX)
    assert caught.value.problem.code == "xlsx-too-large"


def test_columns_are_named_as_excel_does() -> None:
    places = [0, 25, 26, 51, 52, 701, 702, 16_383]
    assert [column_name(place) for place in places] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_parquet_is_not_made_here() -> None:
    with pytest.raises(KeyError):
        as_bytes(SHOWN, ExportFormat.PARQUET)


def test_plain_numbers_are_written_under_their_key() -> None:
    column = NumberColumn("psnr 1", "psnr 1", array("d", [1.0, NAN]), Better.HIGHER)
    table = PlainTable(2, {"t": TextColumn("t", "T", ["x", "y"]), "psnr 1": column})
    assert as_text(make_sheet(table, [0, 1]), ExportFormat.CSV) == "t,psnr 1\nx,1.0\ny,\n"
