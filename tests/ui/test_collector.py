"""Garbage is collected on the GUI thread, and what is large is not gone through again and again."""

from __future__ import annotations

import gc

import pytest

from omgui.ui import collector


@pytest.fixture
def made(qapp):
    gc.unfreeze()
    one = collector.GuiCollector()
    yield one
    one.close()
    gc.disable()  # as the fixture for all tests wants it
    gc.unfreeze()


def test_what_survived_a_long_collection_is_left_out_until_it_is_let_go(made, monkeypatch):
    monkeypatch.setattr(collector, "_LONG_S", -1.0)
    held = [[number] for number in range(5000)]
    made.check()
    assert gc.get_freeze_count() > len(held)
    collector.let_go()
    assert gc.get_freeze_count() == 0


def test_short_collection_leaves_nothing_out(made, monkeypatch):
    monkeypatch.setattr(collector, "_LONG_S", 1000.0)
    held = [[number] for number in range(5000)]
    made.check()
    assert gc.get_freeze_count() == 0
    assert gc.get_count()[0] < len(held)
