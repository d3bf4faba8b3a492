"""Checkpoints in the picker: fetched, cancelled, imported, and what went wrong said in place."""

from __future__ import annotations

import zipfile

import pytest

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import Problem
from omgui.ui import data_tab
from omgui.ui.metrics.page import MetricsPage
from omgui.ui.metrics.rows import Column, Files
from omgui.ui.problem_words import in_window_words
from omgui.weights import download, stream
from omgui.weights.inventory import missing_problem
from tests.ui.picker.parts import needing, row, with_rows
from tests.weights import site as web
from tests.weights.samples import torch_file
from tests.workspaces import Workspace

CONTENT = torch_file(300_000)
OTHER = torch_file(60_000, seed=2)
# Left out of the environment, so that nothing of this machine is found or used.
_VARIABLES = (
    "OMGUI_OFFLINE", "OMGUI_MIRROR", "HF_HUB_OFFLINE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
    "http_proxy", "https_proxy", "all_proxy", "TORCH_HOME", "HF_HOME",
)  # fmt: skip


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(download, "_LONGEST_WAIT_S", 0.01)
    monkeypatch.setattr(stream, "SILENCE_S", 2.0)
    with web.running() as one:
        yield one


@pytest.fixture
def folder(tmp_path, monkeypatch):
    path = tmp_path / "weights"
    monkeypatch.setenv("OMGUI_WEIGHTS", str(path))
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return path


@pytest.fixture
def shop(tmp_path):
    found = Workspace(tmp_path / "shop")
    found.dataset("images", "img", files=["b.png"], nr_metrics=["si", "learned", "second"])
    return found


@pytest.fixture
def learned(site, folder, monkeypatch):
    """Two metrics of the catalogue need files, which the site has and the folder has not."""
    first = needing("learned", site.put("/learned.pth", CONTENT), CONTENT)
    second = needing("second", site.put("/second.pth", OTHER), OTHER)
    with_rows(monkeypatch, first, second)


@pytest.fixture
def page(qtbot, session, shop, learned, still):
    session.open_workspace(shop.folder)
    made = MetricsPage(session, "images")
    qtbot.addWidget(made)
    made.resize(1060, 600)
    made.show()
    qtbot.waitUntil(lambda: made.picker.is_sampled and made.picker.jobs is not None)
    qtbot.waitUntil(lambda: row(made, "learned").files.state is Files.MISSING)
    made.table.setCurrentIndex(made.model.index_of("learned"))
    yield made
    made.close_page()


def cell(page: MetricsPage, name: str) -> str:
    index = page.model.index_of(name).siblingAtColumn(Column.FILES.value)
    return page.model.data(index)


def wait_for(qtbot, page: MetricsPage, name: str, state: Files) -> None:
    qtbot.waitUntil(lambda: row(page, name).files.state is state, timeout=10_000)


def test_what_is_missing_is_told_with_its_size(page):
    assert cell(page, "learned") == "300 kB to fetch"
    assert cell(page, "si") == "none needed"
    assert "learned, second" in page.footer.warnings.text()
    assert "kB" in page.footer.fetch.text()


def test_one_click_fetches_with_progress(page, qtbot, site, folder):
    site.pages["/learned.pth"].behaviours.append(web.slowly(1.0))
    percents = []
    page.picker.jobs.progressed.connect(lambda _step: percents.append(cell(page, "learned")))
    page.details.fetch.click()
    qtbot.waitUntil(lambda: page.details.progress.value() > 0, timeout=8000)
    assert page.details.cancel.isVisible()
    assert not page.details.fetch.isVisible()
    wait_for(qtbot, page, "learned", Files.READY)
    assert (folder / "learned.pth").read_bytes() == CONTENT
    assert any(said.startswith("fetching ") and said.endswith(" %") for said in percents)
    assert cell(page, "learned") == "ready"
    assert not page.details.progress.isVisible()
    qtbot.waitUntil(lambda: "checksum" in page.details.text.toPlainText())


def test_everything_that_ticked_metrics_lack_is_fetched_at_once(page, qtbot, folder):
    page.footer.fetch.click()
    wait_for(qtbot, page, "learned", Files.READY)
    wait_for(qtbot, page, "second", Files.READY)
    assert sorted(path.name for path in folder.glob("*.pth")) == ["learned.pth", "second.pth"]
    assert not page.footer.fetch.isVisible()


def test_a_failure_is_said_in_place_and_can_be_tried_again(page, qtbot, site):
    site.pages["/learned.pth"].behaviours.append(web.status(404))
    page.details.fetch.click()
    wait_for(qtbot, page, "learned", Files.FAILED)
    assert cell(page, "learned") == "failed"
    for said in (page.details.state.text(), page.footer.warnings.text()):
        assert "Fetching failed: nothing from 127.0.0.1" in said
        assert "it does not have the file" in said
        assert "try again, or bring the file with “Import”" in said
        assert "omgui weights" not in said
    assert page.details.fetch.isVisible()
    page.details.fetch.click()
    wait_for(qtbot, page, "learned", Files.READY)
    assert "does not have" not in page.details.state.text()
    assert "failed" not in page.footer.warnings.text()


def test_a_cancelled_fetch_goes_on_where_it_stopped(page, qtbot, site, folder):
    site.pages["/learned.pth"].behaviours.append(web.slowly(20.0))
    page.details.fetch.click()
    qtbot.waitUntil(lambda: row(page, "learned").files.done_bytes > 10_000, timeout=8000)
    page.details.cancel.click()
    wait_for(qtbot, page, "learned", Files.MISSING)
    assert not (folder / "learned.pth").exists()
    page.details.fetch.click()
    wait_for(qtbot, page, "learned", Files.READY)
    assert site.ranges()[-1] is not None, "it began anew"
    assert (folder / "learned.pth").read_bytes() == CONTENT


def test_closing_the_page_ends_a_fetch_soon(page, qtbot, site):
    site.pages["/learned.pth"].behaviours.append(web.slowly(60.0))
    page.details.fetch.click()
    qtbot.waitUntil(lambda: row(page, "learned").files.state is Files.FETCHING, timeout=8000)
    page.close_page()
    assert not page.picker.jobs.is_busy("learned")


def test_offline_mode_is_said_and_nothing_is_asked(page, site, monkeypatch):
    monkeypatch.setenv("OMGUI_OFFLINE", "1")
    page.details.show_row(row(page, "learned"), None)
    assert not page.details.fetch.isEnabled()
    assert "OMGUI_OFFLINE" in page.details.state.text()
    page.details.fetch.click()
    assert site.asked == []


def test_a_folder_is_imported_with_a_word_on_each_file(page, qtbot, tmp_path, folder):
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "learned.pth").write_bytes(CONTENT)
    (stick / "second.pth").write_bytes(b"<html>please sign in</html>")
    (stick / "strange.pth").write_bytes(torch_file(50, seed=9))
    page.details.import_wanted.emit(stick)
    assert page.details.report.isVisible()
    wait_for(qtbot, page, "learned", Files.READY)
    assert (folder / "learned.pth").read_bytes() == CONTENT
    said = page.details.report.toPlainText()
    assert "imported as" in said
    assert "second.pth: refused" in said
    assert "strange.pth: no checkpoint that any metric needs" in said
    assert row(page, "second").files.state is Files.MISSING


def test_a_zip_archive_is_imported(page, qtbot, tmp_path):
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("weights/learned.pth", CONTENT)
        out.writestr("weights/second.pth", OTHER)
    page.details.import_wanted.emit(archive)
    wait_for(qtbot, page, "second", Files.READY)
    wait_for(qtbot, page, "learned", Files.READY)


def test_an_import_of_nothing_says_so(page, qtbot, tmp_path):
    page.details.import_wanted.emit(tmp_path / "nowhere")
    qtbot.waitUntil(lambda: not page.picker.jobs.is_importing)
    qtbot.waitUntil(lambda: "⚠" in page.details.report.toPlainText())
    (tmp_path / "empty").mkdir()
    page.details.import_wanted.emit(tmp_path / "empty")
    qtbot.waitUntil(lambda: "No checkpoint" in page.details.report.toPlainText())


def test_a_file_of_the_wrong_size_is_shown_as_wrong(page, qtbot, folder):
    folder.mkdir()
    (folder / "learned.pth").write_bytes(OTHER)
    page.picker.jobs.look()
    wait_for(qtbot, page, "learned", Files.WRONG)
    assert cell(page, "learned") == "not the official file"
    assert "wrong size" in page.details.text.toPlainText()


def test_a_row_whose_files_are_missing_can_be_ticked_and_is_pointed_out(page):
    assert row(page, "learned").reason is None
    assert row(page, "learned").can_be_ticked
    assert "Checkpoints are missing" in page.footer.warnings.text()


def test_hints_name_what_the_window_has_instead_of_commands(learned):
    missing = missing_problem("learned", (Checkpoint("learned.pth", "https://x.org/a", 5),))
    assert "`omgui weights" in missing.hint
    said = in_window_words(missing)
    assert "“Fetch” or “Import”" in said.hint
    assert said.message == missing.message
    for code in ("weights-suspicious", "weights-of-tomorrow", "metric-broken"):
        told = in_window_words(Problem(code, "Bad.", "Run `omgui weights fetch x`."))
        assert "`" not in told.hint
        assert "Metrics" in told.hint
    for code, way in (("no-such-device", "tab Run"), ("engine-broken", "Start omgui again")):
        assert way in in_window_words(Problem(code, "Bad.", "Run `omgui doctor`.")).hint
    plain = Problem("weights-folder-unwritable", "Full.", "Choose another disk.")
    assert in_window_words(plain) == plain


def test_folder_of_weights_that_nothing_opens_is_told(page, monkeypatch, folder):
    told = []
    monkeypatch.setattr(data_tab, "_LAUNCHERS", ())
    monkeypatch.setattr(data_tab.sys, "platform", "linux")
    data_tab.unopened().failed.connect(told.append)
    page.details.open_folder.click()
    data_tab.unopened().failed.disconnect(told.append)
    assert told == [folder.parent]


def test_one_reason_of_many_failures_is_said_once(page, qtbot, site):
    for path in ("/learned.pth", "/second.pth"):
        site.pages[path].behaviours.append(web.status(404))
    page.footer.fetch.click()
    for name in ("learned", "second"):
        wait_for(qtbot, page, name, Files.FAILED)
    said = page.footer.warnings.text()
    assert said.count("Fetching failed") == 1
    assert "learned, second: Fetching failed" in said
