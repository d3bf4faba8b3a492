"""Writing and comparing tables from the Results page."""

from __future__ import annotations

import csv
import json

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.core.results.exports import ExportFormat
from omgui.tables.files import SUFFIXES
from omgui.ui.results.columns_dialog import ColumnsDialog
from omgui.ui.results.compare_dialog import CompareDialog
from omgui.ui.results.export_dialog import ExportDialog
from tests.core.results.made import A23, A37, YAML, MadeStore, configure
from tests.ui.access import nameless, on_page, repeated
from tests.ui.results.conftest import WAIT_MS, column, settle


@pytest.fixture
def dialog(page, qtbot):
    source, folder = page.source()
    made = ExportDialog(source, folder, page._side, page)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog, suffix, part=1):
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))
    dialog.parts.button(part).setChecked(True)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_every_format_is_written(dialog, tmp_path, qtbot, suffix):
    choose(dialog, suffix)
    path = tmp_path / f"table{suffix}"
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.write(path)
    assert path.stat().st_size > 100


def test_whole_table_is_written_whatever_is_filtered(page, tmp_path, qtbot):
    page.panel.change(filter="codec=x265")
    settle(qtbot, page)
    source, folder = page.source()
    for part, rows in ((0, 7), (1, 2), (2, 1)):
        dialog = ExportDialog(source, folder, page._side, page)
        qtbot.addWidget(dialog)
        choose(dialog, ".csv", part)
        path = tmp_path / f"{part}.csv"
        with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
            dialog.write(path)
        with path.open(encoding="utf-8", newline="") as stream:
            written = list(csv.DictReader(stream))
        assert len(written) == rows
    with (tmp_path / "0.csv").open(encoding="utf-8", newline="") as stream:
        first = next(csv.DictReader(stream))
    assert (first["filename"], first["psnr"], first["codec"]) == ("a_x264_23.mp4", "40.0", "x264")
    assert first["flags"] == ""


def test_groups_are_written_as_they_are_shown(page, tmp_path, qtbot):
    page.panel.change(group_by=("codec",))
    settle(qtbot, page)
    source, folder = page.source()
    dialog = ExportDialog(source, folder, page._side, page)
    qtbot.addWidget(dialog)
    choose(dialog, ".json")
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.write(tmp_path / "groups.json")
    said = json.loads((tmp_path / "groups.json").read_text(encoding="utf-8"))
    assert [row["codec"] for row in said["rows"]] == ["x264", "x265", ""]
    assert said["rows"][0]["psnr mean"] == 35.0
    facts = {one["key"]: one["value"] for one in said["provenance"] if not one["of"]}
    assert facts["grouped by"] == "codec"


def test_digits_of_a_table_for_a_paper_can_be_chosen(dialog, tmp_path, qtbot):
    choose(dialog, ".tex")
    dialog.digits.setValue(1)
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.write(tmp_path / "table.tex")
    text = (tmp_path / "table.tex").read_text(encoding="utf-8")
    assert r"\textbf{40.0}" in text
    assert "40.00" not in text


def test_digits_cannot_be_chosen_where_all_are_written(dialog):
    choose(dialog, ".csv")
    assert not dialog.digits.isEnabled()
    dialog.digits.setValue(2)
    assert dialog.wish.digits is None
    choose(dialog, ".md")
    assert dialog.wish.digits == 2


def test_typed_ending_decides_the_format(dialog, tmp_path, qtbot):
    choose(dialog, ".csv")
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.write(tmp_path / "table.json")
    json.loads((tmp_path / "table.json").read_text(encoding="utf-8"))
    assert dialog.wish.format is ExportFormat.CSV


def test_file_that_cannot_be_written_is_said_in_the_dialog(dialog, tmp_path, qtbot):
    (tmp_path / "a_folder.csv").mkdir()
    choose(dialog, ".csv")
    dialog.write(tmp_path / "a_folder.csv")
    qtbot.waitUntil(dialog.error.isVisible, timeout=WAIT_MS)
    assert "folder" in dialog.error.text()
    assert dialog.save.isEnabled()


def test_name_without_ending_never_replaces_a_file_unasked(dialog, tmp_path, qtbot):
    (tmp_path / "mine.csv").write_text("precious", encoding="utf-8")
    choose(dialog, ".csv")
    dialog.write(tmp_path / "mine")
    assert "mine.csv" in dialog.error.text()
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "precious"


def test_save_asks_where_to(dialog, tmp_path, qtbot, monkeypatch):
    asked = []

    def answer(_parent, _title, proposed, _kinds):
        asked.append(proposed)
        return str(tmp_path / "out.csv"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.save.click()
    assert asked[0].endswith("set_table.csv")
    assert (tmp_path / "out.csv").exists()


def test_columns_are_chosen_and_moved(page, qtbot):
    items = page.panel.items
    title = page.panel.model.words.title
    columns = [(key, title(one)) for key, one in items.columns.items()]
    dialog = ColumnsDialog(columns, [key for key, _ in columns], page)
    qtbot.addWidget(dialog)
    assert dialog.chosen == ()
    dialog.none.click()
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    dialog.search.setText("p")
    dialog.all.click()
    dialog.search.clear()
    assert dialog.chosen == ("psnr", "lpips", "frames_expected")
    dialog.list.setCurrentRow([key for key, _ in columns].index("lpips"))
    dialog.up.click()
    assert dialog.chosen == ("lpips", "psnr", "frames_expected")
    page.panel.change(columns=dialog.chosen)
    settle(qtbot, page)
    assert page.panel.arranged.keys == dialog.chosen
    dialog.usual.click()
    assert dialog.chosen == ()


# -- comparing -----------------------------------------------------------------------------------


@pytest.fixture
def other(study):
    """A second dataset of the same names, with other scores."""
    yaml = YAML.replace("dataset_name: clips", "dataset_name: more").replace("clips.log", "m.log")
    configure(study, yaml, name="other")
    made = MadeStore(load_dataset(study, "other", load_catalogue()[0]).store)
    made.run()
    made.put(A23, "psnr", 41.5)
    made.put(A37, "psnr", 29.0, key="another")
    made.close()
    return made.path


def shown(page, qtbot):
    qtbot.waitUntil(lambda: page.comparing.window is not None, timeout=WAIT_MS)
    window = page.comparing.window
    qtbot.waitUntil(lambda: window.panel.arranged is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.panel.is_settled, timeout=WAIT_MS)
    return window


def cells(window, key):
    number = window.panel.arranged.keys.index(key)
    model = window.panel.model
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_two_datasets_are_compared_side_by_side(open_page, store, other, qtbot):
    page = open_page()
    settle(qtbot, page)
    page.comparing.choose()
    dialog = page.findChild(CompareDialog)
    assert dialog.chosen == "other"
    dialog.compare.click()
    window = shown(page, qtbot)
    keys = window.panel.arranged.keys
    assert keys[:3] == ("file", "psnr difference", "lpips difference")
    assert keys.index("psnr 1") > keys.index("lpips difference")
    assert "flags" not in keys
    headings = [window.panel.model.heading(number) for number in range(len(keys))]
    assert headings[keys.index("psnr 2")] == "psnr other (dB) ↑"
    assert "Difference: other − set" in window.words.text()
    assert "mean difference +0.2500 dB over 2 item" in window.summary.text()
    assert "1 better, 1 worse, 0 equal" in window.summary.text()
    assert cells(window, "psnr 1")[:3] == ["40.00", "30.00", "35.00"]
    assert cells(window, "psnr 2")[:3] == ["41.50", "29.00", "–"]
    assert cells(window, "psnr difference")[:3] == ["1.500", "-1.000", "–"]
    window.panel.table.select_places([0], 0, "psnr difference")
    assert "same files with the same settings" in window.details.text()
    window.panel.table.select_places([1], 1, "psnr difference")
    assert "other files or with other settings" in window.details.text()
    window.panel.change(filter='"psnr difference"<0')
    qtbot.waitUntil(lambda: window.panel.is_settled, timeout=WAIT_MS)
    assert cells(window, "file") == ["a_x264_37.mp4"]
    assert "over 1 item" in window.summary.text()
    with qtbot.waitSignal(page.selection.viewer_wanted):
        window.panel.table.opened.emit(0)
    assert page.selection.items[0] == ("ref/a.mp4", "a_x264_37.mp4", "same")
    assert page.selection.metric == "psnr"
    source, _ = window.source()
    assert source.title == "set_and_other"
    assert nameless(window) == []
    assert repeated(on_page(window)) == []
    window.close()


def test_store_of_an_earlier_run_is_compared(page, store, qtbot, tmp_path):
    earlier = tmp_path / "clips.omgui.before-fresh"
    made = MadeStore(earlier)
    made.run()
    made.put(A23, "psnr", 38.0)
    made.close()
    page.comparing.compare_with(earlier)
    window = shown(page, qtbot)
    assert cells(window, "psnr difference")[0] == "-2.000"
    window.close()


def test_csv_file_is_compared(page, qtbot, tmp_path):
    path = tmp_path / "theirs.csv"
    path.write_text("filename,psnr\na_x264_23.mp4,39.5\nb.mp4,1\n", encoding="utf-8")
    page.comparing.compare_with(path)
    window = shown(page, qtbot)
    assert cells(window, "psnr difference")[0] == "-0.5000"
    assert sorted(set(cells(window, "side"))) == ["both", "first only", "second only"]
    row = cells(window, "side").index("second only")
    window.panel.table.select_places([row], row, "file")
    window.panel.table.opened.emit(row)
    assert "Only theirs.csv has this item" in window.details.text()
    window.close()


def test_both_scores_of_a_comparison_have_the_same_digits(page, qtbot, tmp_path):
    path = tmp_path / "theirs.csv"
    path.write_text("filename,lpips\na_x264_23.mp4,1.5\n", encoding="utf-8")
    page.comparing.compare_with(path)
    window = shown(page, qtbot)
    assert (cells(window, "lpips 1")[0], cells(window, "lpips 2")[0]) == ("0.1000", "1.5000")
    assert "0 better, 1 worse" in window.summary.text()
    window.close()


def test_enter_in_a_dialog_does_what_it_is_for(dialog, page, qtbot):
    assert dialog.save.isDefault()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel).autoDefault()
    page.comparing.choose()
    compare = page.findChild(CompareDialog)
    assert compare.compare.isDefault()
    assert not compare.buttons.button(QDialogButtonBox.StandardButton.Cancel).autoDefault()
    compare.reject()


def test_format_digits_and_folder_are_proposed_again(page, tmp_path, qtbot):
    source, saves = page.source()
    (tmp_path / "paper").mkdir()
    first = ExportDialog(source, saves, page._side, page)
    qtbot.addWidget(first)
    choose(first, ".tex")
    first.digits.setValue(2)
    with qtbot.waitSignal(first.accepted, timeout=WAIT_MS):
        first.write(tmp_path / "paper" / "table.tex")
    second = ExportDialog(*page.source(), page._side, page)
    qtbot.addWidget(second)
    assert (second.suffix, second.digits.value()) == (".tex", 2)
    assert second._saves.folder == tmp_path / "paper"


def test_how_numbers_were_made_is_said_of_the_rows_that_are_written(
    page, store, dialog, tmp_path, qtbot
):
    """Two of three scores are written; they were made by the same reader, the third was not."""
    store.put(A37, "psnr", 30.0, made={"device": "cpu", "reader": "opencv"})
    made = {}
    for part, text in (("23", "x264 crf=23"), ("all", "")):
        page.panel.change(filter=text)
        settle(qtbot, page)
        written = ExportDialog(*page.source(), page._side, page)
        qtbot.addWidget(written)
        choose(written, ".json")
        with qtbot.waitSignal(written.accepted, timeout=WAIT_MS):
            written.write(tmp_path / f"{part}.json")
        said = json.loads((tmp_path / f"{part}.json").read_text(encoding="utf-8"))
        facts = {one["key"]: one["value"] for one in said["provenance"] if one["of"] == "psnr"}
        made[part] = facts["reader"]
    assert made == {"23": "decord", "all": "varies: decord, opencv"}


def test_what_cannot_be_compared_is_said_in_the_dialog(page, qtbot, tmp_path):
    path = tmp_path / "theirs.csv"
    path.write_text("name,value\nx,1\n", encoding="utf-8")
    page.comparing.choose()
    dialog = page.findChild(CompareDialog)
    assert dialog.none.isVisible()
    assert not dialog.compare.isEnabled()
    dialog.file.setText(str(path))
    dialog.compare.click()
    qtbot.waitUntil(dialog.error.isVisible, timeout=WAIT_MS)
    assert "no metric in common" in dialog.error.text()
    assert nameless(dialog) == []
    assert repeated(on_page(dialog)) == []
    dialog.reject()


def test_only_columns_that_exist_are_offered_by_the_page(page):
    assert column(page, "file")
    assert page.source()[0].keys == tuple(page.panel.items.columns)
