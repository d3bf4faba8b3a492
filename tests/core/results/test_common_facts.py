"""What is said of how several scores were made is true of all of them."""

from __future__ import annotations

import pytest

from omgui.core.pooling import Pooling
from omgui.core.results import common_facts as module
from omgui.core.results.common_facts import common_facts
from omgui.core.results.exports import ExportFormat, as_text
from omgui.core.results.grouping import group_rows
from omgui.core.results.live import CancelledError, ResultSource
from omgui.core.results.pooled import PooledScores
from omgui.core.results.sheet import make_sheet
from omgui.core.results.store_access import reading
from tests.core.results.made import A23, A37, A65, B9


@pytest.fixture
def made(store, dataset):
    """Four scores: of two sizes, and one of them read by another reader."""
    for number, (place, size) in enumerate(((A23, 1), (A37, 1), (A65, 2), (B9, 2))):
        facts = {"device": "cpu", "size": f"{size}x{size}", "pooling": "mean"}
        if number == 3:
            facts["reader"] = "opencv"
        store.frames(store.put(place, "psnr", 30.0 + number, made=facts), [30.0, 30.0 + number])
    store.put(A23, "lpips", 0.5)
    return ResultSource(dataset).load()


def facts_of(table, rows, dataset, **more):
    with reading(dataset.store) as database:
        return common_facts(table, rows, database, **more)


def test_only_rows_that_are_written_count(made, dataset) -> None:
    assert facts_of(made, [0, 1], dataset) == {
        "psnr": {"device": "cpu", "size": "1x1", "pooling": "mean"}
    }


def test_what_differs_is_said_to_vary(made, dataset) -> None:
    found = facts_of(made, range(made.row_count), dataset)["psnr"]
    assert found["device"] == "cpu"
    assert found["size"] == "varies: 1x1, 2x2"
    assert found["reader"] == "varies: opencv, –"


def test_many_values_are_counted(made, dataset, monkeypatch) -> None:
    monkeypatch.setattr(module, "_NAMED", 1)
    assert facts_of(made, range(5), dataset)["psnr"]["size"] == "varies: 2 values"


def test_facts_say_how_the_table_is_pooled(made, dataset) -> None:
    worst = PooledScores(Pooling.MIN)
    worst.compute(dataset.store, made)
    assert facts_of(worst.apply(made), [0], dataset)["psnr"]["pooling"] == "min"


def test_reading_can_be_stopped(made, dataset) -> None:
    with pytest.raises(CancelledError):
        facts_of(made, [0], dataset, is_cancelled=lambda: True)


def test_groups_keep_the_pooling_in_every_heading(made, dataset) -> None:
    worst = PooledScores(Pooling.MIN)
    worst.compute(dataset.store, made)
    groups = group_rows(worst.apply(made), range(4), ["codec"], ["psnr"])
    sheet = make_sheet(groups, [0], ["codec", "count", "psnr mean", "psnr missing"])
    heading = "codec,count,psnr (min) mean,psnr (min) missing"
    assert as_text(sheet, ExportFormat.CSV).splitlines()[0] == heading
    assert "psnr (min) mean" in as_text(sheet, ExportFormat.MARKDOWN)
    assert "psnr (min) mean" in as_text(sheet, ExportFormat.LATEX)
