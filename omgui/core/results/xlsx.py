"""Workbooks of Excel (ECMA-376) with two sheets: the table, and how its numbers were made.

Only what every reader understands: texts are written where they stand, so that none of them can be
a formula, and numbers with all their digits.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from omgui.core.problems import Problem, ProblemError
from omgui.core.results.sheet import Cell, Sheet

_ROWS_LIMIT = 1_048_576
_COLUMNS_LIMIT = 16_384
_TEXT_LIMIT = 32_767
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Characters that XML cannot have, and what would be read as the escape of one.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST = 60
_SHEETS = ("scores", "provenance")

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_KIND}.worksheet+xml"/>'
    "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    f'<sheet name="{_SHEETS[0]}" sheetId="1" r:id="rId1"/>'
    f'<sheet name="{_SHEETS[1]}" sheetId="2" r:id="rId2"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    "</Relationships>",
    # Style 0 is plain, style 1 the bold one of headings.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}


def xlsx_bytes(sheet: Sheet) -> bytes:
    """Return a table as a workbook, with a sheet that says how its numbers were made.

    Raises:
        ProblemError: ``xlsx-too-large``.
    """
    if sheet.row_count >= _ROWS_LIMIT or len(sheet.columns) > _COLUMNS_LIMIT:
        message = f"An Excel sheet has {_ROWS_LIMIT} rows and {_COLUMNS_LIMIT} columns at most."
        raise ProblemError(Problem("xlsx-too-large", message, "Filter the table, or write CSV."))
    columns = [column.cells for column in sheet.columns]
    titles = [column.title for column in sheet.columns]
    lines: Iterable[tuple[Cell, ...]] = zip(*columns, strict=True)
    made = ("of", "what", "value")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in _PARTS.items():
            archive.writestr(zipfile.ZipInfo(name), f"{_HEAD}{text}")
        _write(archive, 1, titles, lines, _widths(titles, columns))
        _write(archive, 2, made, sheet.provenance, [20, 30, 60])
    return out.getvalue()


def _widths(titles: Sequence[str], columns: Sequence[Sequence[Cell]]) -> list[int]:
    """Return widths that show most of what is there, from the first rows."""
    return [
        min(_WIDEST, 2 + max(len(title), *(len(str(cell)) for cell in cells[:200]), 6))
        for title, cells in zip(titles, columns, strict=True)
    ]


def _write(
    archive: zipfile.ZipFile,
    number: int,
    titles: Sequence[str],
    lines: Iterable[Sequence[Cell]],
    widths: Sequence[int],
) -> None:
    entry = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml")
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as part:
        for text in _worksheet(titles, lines, widths):
            part.write(text.encode("utf-8"))


def _worksheet(
    titles: Sequence[str], lines: Iterable[Sequence[Cell]], widths: Sequence[int]
) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}">'
    yield '<sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield "</sheetView></sheetViews>"
    if widths:
        yield "<cols>"
        for place, width in enumerate(widths, 1):
            yield f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        yield "</cols>"
    yield "<sheetData>"
    names = [column_name(place) for place in range(len(titles))]
    yield _row(1, names, titles, ' s="1"')
    for number, cells in enumerate(lines, 2):
        yield _row(number, names, cells, "")
    yield "</sheetData></worksheet>"


def _row(number: int, names: Sequence[str], cells: Sequence[Cell], style: str) -> str:
    texts = [
        _cell(f"{name}{number}", cell, style)
        for name, cell in zip(names, cells, strict=True)
        if cell is not None
    ]
    return f'<row r="{number}">{"".join(texts)}</row>'


def _cell(place: str, cell: str | float, style: str) -> str:
    if isinstance(cell, str) or not math.isfinite(cell):
        text = _ODD.sub(_escaped, str(cell)[:_TEXT_LIMIT])
        said = f'<t xml:space="preserve">{escape(text)}</t>'
        return f'<c r={quoteattr(place)}{style} t="inlineStr"><is>{said}</is></c>'
    return f'<c r="{place}"{style}><v>{cell!r}</v></c>'


def _escaped(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def column_name(place: int) -> str:
    """Return what Excel calls a column, such as A or AB.

    Args:
        place: From 0.
    """
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
