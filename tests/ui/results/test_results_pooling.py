"""A pooling that is chosen counts, whatever comes while it is being computed."""

from __future__ import annotations

import threading

import pytest

from omgui.core.pooling import Pooling
from omgui.core.results.live import CancelledError
from omgui.core.results.pooled import PooledScores
from tests.core.results.made import A23, B9, MadeStore
from tests.ui.results.conftest import WAIT_MS, column, settle


class Gate:
    """Holds poolings up until they may go on, or are cancelled."""

    def __init__(self) -> None:
        self.is_open = threading.Event()
        self.begun = 0


@pytest.fixture
def gate(monkeypatch):
    made, compute = Gate(), PooledScores.compute

    def held(pooled, store, table, is_cancelled, progress):
        made.begun += 1
        while not made.is_open.wait(0.005):
            if is_cancelled():
                raise CancelledError
        compute(pooled, store, table, is_cancelled, progress)

    monkeypatch.setattr(PooledScores, "compute", held)
    yield made
    made.is_open.set()


def test_pooling_that_is_being_computed_outlives_another_reading(page, store, qtbot, gate):
    page.feed.pool(Pooling.MIN)
    qtbot.waitUntil(lambda: gate.begun == 1, timeout=WAIT_MS)
    store.close()
    store.path.unlink()
    other = MadeStore(store.path)
    other.run("2027-01-01")
    other.frames(other.put(A23, "psnr", 11.0), [9.0, 13.0])
    other.close()
    page.feed.look()
    qtbot.waitUntil(lambda: gate.begun == 2, timeout=WAIT_MS)
    gate.is_open.set()
    qtbot.waitUntil(lambda: page.feed.pooling is Pooling.MIN, timeout=WAIT_MS)
    settle(qtbot, page)
    assert column(page, "psnr")[0] == "9.000"


def test_pooling_that_was_not_computed_to_its_end_is_wanted_the_next_time(
    page, open_page, qtbot, gate
):
    page.feed.pool(Pooling.MIN)
    qtbot.waitUntil(lambda: gate.begun == 1, timeout=WAIT_MS)
    page.close_page()
    gate.is_open.set()
    again = open_page()
    qtbot.waitUntil(lambda: again.feed.pooling is Pooling.MIN, timeout=WAIT_MS)


@pytest.mark.parametrize("is_stopped", [True, False])
def test_scores_that_come_meanwhile_are_shown_though_a_pooling_is_given_up(
    page, store, qtbot, gate, is_stopped
):
    gate.is_open.set()
    page.feed.pool(Pooling.MIN)
    qtbot.waitUntil(lambda: page.feed.pooling is Pooling.MIN, timeout=WAIT_MS)
    settle(qtbot, page)
    gate.is_open.clear()
    begun = gate.begun
    if is_stopped:  # before they come, another pooling; after them it is given up
        page.feed.pool(Pooling.P5)
        qtbot.waitUntil(lambda: gate.begun == begun + 1, timeout=WAIT_MS)
    store.frames(store.put(B9, "psnr", 20.0), [18.0, 22.0])
    page.feed.look()
    if is_stopped:
        qtbot.waitUntil(lambda: page.feed._work._is_stale, timeout=WAIT_MS)
        page.feed.cancel_pooling()
    else:  # the scores are being pooled; the same pooling is chosen once more
        qtbot.waitUntil(lambda: gate.begun == begun + 1, timeout=WAIT_MS)
        page.feed.pool(Pooling.MIN)
    gate.is_open.set()
    qtbot.waitUntil(lambda: column(page, "psnr")[4] == "18.00", timeout=WAIT_MS)
    assert page.feed.pooling is Pooling.MIN


def test_pooling_that_is_stopped_can_be_chosen_again(page, qtbot, gate):
    page.feed.pool(Pooling.MIN)
    qtbot.waitUntil(lambda: gate.begun == 1, timeout=WAIT_MS)
    page.feed.cancel_pooling()
    qtbot.waitUntil(lambda: page.feed.pooled_scores is None, timeout=WAIT_MS)
    assert page.feed.wanted_pooling is Pooling.MEAN
    gate.is_open.set()
    page.feed.pool(Pooling.MIN)
    qtbot.waitUntil(lambda: page.feed.pooling is Pooling.MIN, timeout=WAIT_MS)
