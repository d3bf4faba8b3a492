"""The Results page: where its table comes from, pooling, views, what is said of a score."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QInputDialog

from omgui.core.pooling import Pooling
from omgui.core.results.views import TableView, load_views
from omgui.ui.background import Background
from omgui.ui.languages import apply_language
from tests.core.results.made import A23, B9, MadeStore
from tests.ui.access import nameless, on_page, repeated
from tests.ui.results.conftest import WAIT_MS, column, settle


def test_dataset_that_was_never_run_says_so_and_leads_to_the_run(open_page, qtbot):
    page = open_page()
    settle(qtbot, page)
    assert page.not_run.isVisible()
    assert column(page, "psnr")[:5] == ["not yet"] * 5
    with qtbot.waitSignal(page.run_wanted):
        page.run.click()


def test_damaged_store_is_said_in_place_and_read_again_when_it_is_mended(
    open_page, study, store, qtbot
):
    good = store.path.read_bytes()
    store.close()
    store.path.write_bytes(b"no store" * 999)
    page = open_page()
    qtbot.waitUntil(page.retry.isVisible, timeout=WAIT_MS)
    assert page.problems.model.rowCount() == 1
    store.path.write_bytes(good)
    page.retry.click()
    settle(qtbot, page)
    assert not page.problems.isVisible()
    assert column(page, "psnr")[0] == "40.00"


def test_new_scores_appear_while_rows_and_selection_stay(page, store, qtbot):
    page.panel.sort("psnr")
    settle(qtbot, page)
    page.panel.table.select_places([1], 1, "psnr")
    before = column(page, "file")
    store.put(B9, "psnr", 10.0)
    page.feed.look()
    qtbot.waitUntil(lambda: "10.00" in column(page, "psnr"), timeout=WAIT_MS)
    settle(qtbot, page)
    assert column(page, "file") == before
    assert page.panel.table.currentIndex().row() == 1
    page.panel.again.click()
    settle(qtbot, page)
    assert column(page, "psnr")[0] == "10.00"
    assert not page.panel.again.isVisible()


def test_row_that_passes_the_filter_by_a_new_score_comes_behind_the_others(page, store, qtbot):
    page.panel.change(filter="psnr<36")
    settle(qtbot, page)
    assert column(page, "psnr") == ["30.00 ◐", "35.00"]
    store.put(A23, "psnr", 12.0)
    page.feed.look()
    qtbot.waitUntil(lambda: len(column(page, "psnr")) == 3, timeout=WAIT_MS)
    assert column(page, "psnr") == ["30.00 ◐", "35.00", "12.00"]


def test_store_that_is_replaced_is_read_anew(page, store, qtbot):
    store.close()
    store.path.unlink()
    other = MadeStore(store.path)
    other.run("2027-01-01")
    other.put(A23, "psnr", 11.0)
    other.close()
    page.feed.look()
    qtbot.waitUntil(lambda: column(page, "psnr")[0] == "11.00", timeout=WAIT_MS)
    settle(qtbot, page)
    assert column(page, "psnr")[:2] == ["11.00", "not yet"]


def test_pooling_is_computed_from_stored_frames_and_said(page, qtbot):
    page.pooling.box.setCurrentIndex(list(Pooling).index(Pooling.MIN))
    page.pooling.box.activated.emit(page.pooling.box.currentIndex())
    qtbot.waitUntil(lambda: page.feed.pooling is Pooling.MIN, timeout=WAIT_MS)
    settle(qtbot, page)
    assert column(page, "psnr")[:3] == ["35.00", "30.00 ◐", "30.00"]
    assert column(page, "lpips")[:2] == ["not stored", "not stored"]
    number = page.panel.arranged.keys.index("psnr")
    assert page.panel.model.heading(number) == "psnr (min) (dB) ↑"


def test_new_scores_are_pooled_too(page, store, qtbot):
    page.feed.pool(Pooling.MIN)
    qtbot.waitUntil(lambda: page.feed.pooling is Pooling.MIN, timeout=WAIT_MS)
    store.frames(store.put(B9, "psnr", 20.0), [18.0, 22.0])
    page.feed.look()
    qtbot.waitUntil(lambda: column(page, "psnr")[4] == "18.00", timeout=WAIT_MS)


def test_stopped_pooling_leaves_the_table_as_it_was(page, qtbot, monkeypatch):
    from omgui.core.results.live import CancelledError
    from omgui.core.results.pooled import PooledScores

    def until_stopped(_pooled, _store, _table, is_cancelled, progress):
        progress(1, 4)
        while not is_cancelled():
            pass
        raise CancelledError

    monkeypatch.setattr(PooledScores, "compute", until_stopped)
    page.feed.pool(Pooling.P5)
    qtbot.waitUntil(page.progress.stop.isVisible, timeout=WAIT_MS)
    page.progress.stop.click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: not page.progress.isVisible(), timeout=WAIT_MS)
    assert page.feed.pooling is Pooling.MEAN
    assert page.pooling.box.currentIndex() == 0
    assert column(page, "psnr")[0] == "40.00"


def test_every_pooling_is_explained(page):
    texts = {page.panel.model.words.about_pooling(pooling) for pooling in Pooling}
    assert len(texts) == 5, "the percentiles share one"


def test_strip_tells_how_a_score_was_made(page, qtbot):
    page.panel.table.select_places([0], 0, "psnr")
    qtbot.waitUntil(lambda: "decord" in page.details.text.text(), timeout=WAIT_MS)
    words = page.details.text.text()
    assert "40.0" in words
    assert "Computed on CPU" in words
    assert "metric_version" not in words
    assert "metric_version: 1" in page.details.text.toolTip()
    assert "net.pth (abcdef0123" in words
    page.panel.table.select_places([3], 3, "psnr")
    qtbot.waitUntil(lambda: "does not exist" in page.details.text.text(), timeout=WAIT_MS)


@pytest.fixture
def answers(monkeypatch):
    """Answer every question for a name with the next of these."""
    given = []
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (given.pop(0), True))
    return given


def test_view_is_saved_with_the_dataset_renamed_deleted_and_brought_back(
    page, study, answers, qtbot
):
    menu = page.views_menu

    def names():
        return [view.name for view in load_views(study, "set").views]

    page.panel.change(filter="codec=x265", group_by=("crf",))
    settle(qtbot, page)
    answers += ["bad  ones", "worse"]
    menu.save_as()
    qtbot.waitUntil(lambda: names() == ["bad ones"], timeout=WAIT_MS)
    menu.rename(menu.views.views[0])
    qtbot.waitUntil(lambda: names() == ["worse"], timeout=WAIT_MS)
    menu.delete(menu.views.views[0])
    qtbot.waitUntil(lambda: names() == [], timeout=WAIT_MS)
    page.undo_stack.undo()
    qtbot.waitUntil(lambda: names() == ["worse"], timeout=WAIT_MS)
    saved = load_views(study, "set").views[0]
    assert (saved.filter, saved.group_by) == ("codec=x265", ("crf",))


def test_chosen_view_changes_filter_order_groups_and_pooling(page, qtbot):
    view = TableView(name="v", filter="codec=x264", sort=({"column": "psnr"},), pooling="min")
    page.show_view(view)
    qtbot.waitUntil(lambda: page.feed.pooling is Pooling.MIN, timeout=WAIT_MS)
    settle(qtbot, page)
    assert page.panel.filter.text() == "codec=x264"
    assert column(page, "psnr") == ["30.00 ◐", "35.00", "file missing"]
    menu = page.views_menu
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: page.feed.pooling is Pooling.MEAN, timeout=WAIT_MS)
    settle(qtbot, page)
    assert len(column(page, "psnr")) == 7


def test_view_whose_filter_is_not_understood_is_said_and_shows_all_rows(page, qtbot):
    page.show_view(TableView(name="v", filter="gone>3"))
    assert page.panel.guide.words.isVisible()
    assert page.panel.filter.text() == "gone>3"
    settle(qtbot, page)
    assert len(column(page, "psnr")) == 7


def test_saved_view_does_not_make_the_page_read_everything_anew(page, answers, session, qtbot):
    table = page.feed.table
    answers.append("mine")
    page.views_menu.save_as()
    with qtbot.waitSignal(session.dataset_edited, timeout=WAIT_MS):
        pass
    settle(qtbot, page)
    assert page.feed.table is table


@pytest.mark.parametrize("language", ["en", "ru"])
def test_page_can_be_used_without_a_mouse_and_without_seeing_it(page, language):
    apply_language(language)
    assert nameless(page) == []
    assert repeated(on_page(page)) == []


def test_page_says_everything_in_another_language_at_once(page, qtbot):
    apply_language("ru")
    page.retranslate()
    assert page.panel.model.rowCount() == 7


def test_closed_page_leaves_no_work_behind(open_page, store, qtbot):
    page = open_page()
    page.close_page()
    assert not any(lane.is_busy for lane in page.findChildren(Background))


def test_configuration_that_cannot_be_read_is_said_until_it_is_mended(page, study, session, qtbot):
    config = study / "datasets_configs" / "set.yaml"
    good = config.read_text(encoding="utf-8")
    config.write_text("type: [", encoding="utf-8")
    session.dataset_edited.emit("set")
    qtbot.waitUntil(page.problems.isVisible, timeout=WAIT_MS)
    config.write_text(good, encoding="utf-8")
    session.dataset_edited.emit("set")
    qtbot.waitUntil(lambda: not page.problems.isVisible(), timeout=WAIT_MS)
    settle(qtbot, page)
    assert column(page, "psnr")[0] == "40.00"


def test_metric_that_was_added_to_the_dataset_gets_a_column(page, study, session, qtbot):
    config = study / "datasets_configs" / "set.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[psnr, lpips]", "[psnr, ssim]"), encoding="utf-8")
    page.panel.table.select_places([2], 2, "psnr")
    session.dataset_edited.emit("set")
    qtbot.waitUntil(lambda: "ssim" in page.panel.arranged.keys, timeout=WAIT_MS)
    settle(qtbot, page)
    assert column(page, "ssim")[0] == "not yet"
    assert page.panel.table.currentIndex().row() == 2, "the row is found again by its names"
    assert page.panel.table.current_key() == "psnr"


def test_scores_of_a_run_are_followed_more_often_than_idle_ones(page, session, qtbot):
    assert not page.feed.is_running
    session._runs = SimpleNamespace(active=SimpleNamespace(key=(session.workspace, "set")))
    assert page.feed.is_running
    session._runs.active.key = (session.workspace, "other")
    assert not page.feed.is_running
    session._runs = None
    assert page.feed._timer.interval() > 1000
    page.hide()
    assert not page.feed.is_active
    page.show()
    qtbot.waitUntil(page.feed._timer.isActive, timeout=WAIT_MS)
