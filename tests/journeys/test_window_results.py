"""From a run to a table that can be handed in: filter, group, export, in the real window."""

from __future__ import annotations

import csv
import os
import statistics

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omgui.core.results.exports import ExportFormat
from omgui.core.results.reader import read_scores
from omgui.core.results.store_access import reading
from omgui.ui.dataset_page import RESULTS
from omgui.ui.main_window import MainWindow
from omgui.ui.results.export_dialog import ExportDialog
from omgui.ui.session import Session
from tests import reference_inputs
from tests.workspaces import Workspace

WAIT_MS = 60_000
RULE = "{content}_{codec}_{crf}.png -> {content}.png"


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Workspace:
    """A dataset of pictures with fields in their names, scored by the real engine."""
    workspace = Workspace(tmp_path_factory.mktemp("results") / "workspace")
    pairs = {}
    for content, size in (("beach", 64), ("city", 72)):
        pixels = reference_inputs.texture(size, 80, 3)
        Image.fromarray(pixels).save(workspace.data / f"{content}.png")
        names = [f"{content}_{codec}_{crf}.png" for codec in ("x264", "x265") for crf in (23, 37)]
        for number, name in enumerate(names):
            noisy = reference_inputs.distort(pixels, f"noise{4 + 6 * number}")
            Image.fromarray(noisy).save(workspace.data / name)
        pairs[f"{content}.png"] = names
    workspace.dataset(
        "codecs",
        "img",
        pairs=pairs,
        files=["beach.png"],
        fr_metrics=["psnr", "ssim"],
        nr_metrics=["si"],
        omgui={"pairing": {"rule": {"lines": [RULE]}}},
    )
    workspace.run("codecs")
    return workspace


@pytest.fixture
def page(home, study, qtbot):
    window = MainWindow(Session())
    qtbot.addWidget(window)
    window.show()
    assert window.session.open_workspace(study.folder)
    window.session.select("codecs")
    window.page.show_tab(RESULTS)
    made = window.page.content
    qtbot.waitUntil(lambda: made.panel.arranged is not None, timeout=WAIT_MS)
    yield made
    window.close()
    window.session.close()


def settle(qtbot, page, wanted=lambda: True):
    qtbot.waitUntil(lambda: wanted() and page.panel.is_settled, timeout=WAIT_MS)


def export(qtbot, page, path, part):
    source, folder = page.source()
    dialog = ExportDialog(source, folder, page._side, page)
    qtbot.addWidget(dialog)
    dialog.parts.button(part).setChecked(True)
    assert dialog.wish.format is ExportFormat.CSV
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.write(path)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def stored(study, metric):
    """Return the scores of a metric by file, as the store has them."""
    with reading(study.output("codecs") / "codecs.omgui") as database:
        rows = [row for block in read_scores(database) for row in block]
    return {row[2]: row[6] for row in rows if row[4] == metric}


def test_scores_are_filtered_grouped_and_exported_as_the_store_has_them(
    page, study, qtbot, tmp_path
):
    page.focus_search()
    QTest.keyClicks(page.panel.filter, "crf>30 psnr<60")
    QTest.keyClick(page.panel.filter, Qt.Key.Key_Return)
    settle(qtbot, page, lambda: page.panel.wish.view.filter != "")
    menu = page.tools.group_menu
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "codec").trigger()
    settle(qtbot, page, lambda: page.panel.arranged.wish == page.panel.wish)
    written = export(qtbot, page, tmp_path / "groups.csv", part=1)
    psnr = stored(study, "psnr")
    for row in written:
        members = [psnr[f"{content}_{row['codec']}_37.png"] for content in ("beach", "city")]
        assert int(row["count"]) == 2
        assert float(row["psnr mean"]) == pytest.approx(statistics.fmean(members), rel=1e-12)
        assert float(row["psnr std"]) == pytest.approx(statistics.stdev(members), rel=1e-9)
    assert [row["codec"] for row in written] == ["x264", "x265"]


def test_whole_table_of_the_page_is_the_wide_csv_with_the_fields(page, study, qtbot, tmp_path):
    written = export(qtbot, page, tmp_path / "all.csv", part=0)
    wide = study.output("codecs") / "codecs_scores.csv"
    with wide.open(encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream))
    shared = ("reference", "filename", "psnr", "ssim", "si")
    assert [{key: row[key] for key in shared} for row in written] == [
        {key: row[key] for key in shared} for row in expected
    ]
    assert {row["codec"] for row in written} == {"x264", "x265", ""}


def test_worst_item_comes_first_and_is_shown_in_the_viewer(page, study, qtbot):
    page.panel.sort("psnr")
    settle(qtbot, page, lambda: page.panel.arranged.wish == page.panel.wish)
    page.panel.table.select_places([0], 0, "psnr")
    psnr = stored(study, "psnr")
    worst = min(psnr, key=psnr.__getitem__)
    assert page.selection.items[0][1] == worst
    assert page.selection.metric == "psnr"
    with qtbot.waitSignal(page.selection.viewer_wanted):
        QTest.keyClick(page.panel.table, Qt.Key.Key_Return)
