"""The table of results is the wide CSV of the run, whatever the run was like."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.core.events import FramesScored, ItemFinished, RunEvent
from omgui.core.pooling import Pooling
from omgui.core.results.columns import CellState
from omgui.core.results.exports import ExportFormat, as_text
from omgui.core.results.frame_series import FrameSeries, score_details
from omgui.core.results.live import ResultSource
from omgui.core.results.pooled import PooledScores
from omgui.core.results.result_table import ResultTable
from omgui.core.results.sheet import make_sheet
from tests.faults.conftest import Steady
from tests.studies import NAMES
from tests.workspaces import Workspace

Rows = list[dict[str, str]]


def source_of(workspace: Path, name: str) -> ResultSource:
    return ResultSource(load_dataset(workspace, name, load_catalogue()[0]))


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def shown(table: ResultTable) -> Rows:
    return rows_of(as_text(make_sheet(table, range(table.row_count)), ExportFormat.CSV))


def assert_same(table: ResultTable, wide: Rows) -> None:
    """Assert that every cell is that of the wide CSV, digit by digit."""
    found = shown(table)
    assert len(found) == len(wide)
    lacks = () if table.is_video else ("mode", "frames_scored", "frames_expected")
    for mine, theirs in zip(found, wide, strict=True):
        assert mine == {key: value for key, value in theirs.items() if key not in lacks}


@pytest.mark.parametrize("name", NAMES)
def test_table_of_a_finished_run_is_its_wide_csv(steady: Steady, name: str) -> None:
    wide = rows_of(steady.tables[name][f"{name}_scores.csv"].decode())
    assert_same(source_of(steady.folder, name).load(), wide)


def test_pooled_scores_are_those_that_numpy_finds_in_the_frames(steady: Steady) -> None:
    table = source_of(steady.folder, "vid").load()
    path = steady.store("vid")
    for pooling, low, high in (
        (Pooling.P5, 5, 95),
        (Pooling.MIN, 0, 100),
        (Pooling.MEDIAN, 50, 50),
    ):
        pooled = PooledScores(pooling)
        pooled.compute(path, table)
        for name, column in pooled.apply(table).metrics.items():
            is_low_better = table.specs[name].better.value == "lower"
            for row, value in enumerate(column.values):
                if column.state(row) is CellState.SCORE:
                    series = FrameSeries.of(column.ids[row])
                    series.update(path)
                    wanted = np.percentile(series.frames.scores, high if is_low_better else low)
                    assert value == wanted  # to the last digit


def test_table_follows_a_run_that_goes_on(disturbed: Workspace) -> None:
    source = source_of(disturbed.folder, "vid")
    tables = [source.load()]
    series: dict[int, FrameSeries] = {}
    grown: set[int] = set()

    def look(event: RunEvent) -> None:
        if not isinstance(event, FramesScored | ItemFinished):
            return
        news = source.news()
        if news.must_reload:
            tables[0] = source.load()
        tables[0].apply(news.scores)
        for column in tables[0].metrics.values():
            for score_id in filter(None, column.ids):
                one = series.setdefault(score_id, FrameSeries.of(score_id))
                before = one.frames.end
                if one.update(disturbed.store("vid")) and 0 < before < one.frames.end:
                    grown.add(score_id)

    done = disturbed.run("vid", on_event=look)
    assert done.code == 0
    tables[0].apply(source.news().scores)
    assert_same(tables[0], disturbed.wide("vid"))
    assert grown
    assert {len(one.frames.scores) for one in series.values()} <= {31, 32}  # ti has no first frame


def test_going_back_and_forth_between_settings_shows_those_of_the_last_run(
    workspace: Workspace, pictures: Path
) -> None:
    workspace.add(*pictures.glob("*.png"))
    pairs = {"ref.png": ["good1.png", "good2.png"]}
    workspace.dataset(
        "x",
        "img",
        pairs=pairs,
        files=["good1.png", "ref.png"],
        fr_metrics=["mdsi"],
        nr_metrics=["cf"],
    )
    tables: list[Rows] = []
    for is_compatible in (False, True, False):
        workspace.run("x", is_compatible=is_compatible)
        table = source_of(workspace.folder, "x").load()
        assert_same(table, workspace.wide("x"))
        assert bool(table.metrics["mdsi"].outdated) is is_compatible
        tables.append(shown(table))
    assert tables[0] == tables[2] != tables[1]
    # A part of a run: the scores of other settings of what it leaves out are no scores any more.
    workspace.run("x", is_compatible=True, metrics=("cf",))
    table = source_of(workspace.folder, "x").load()
    assert_same(table, workspace.wide("x"))


def test_score_of_a_file_that_has_changed_is_stale(workspace: Workspace, pictures: Path) -> None:
    workspace.add(*pictures.glob("*.png"))
    pairs = {"ref.png": ["good1.png", "good2.png", "lost.png"]}
    workspace.dataset("x", "img", pairs=pairs, fr_metrics=["psnr", "mdsi"])
    workspace.run("x")
    (workspace.data / "good1.png").write_bytes((workspace.data / "good2.png").read_bytes())
    workspace.run("x", metrics=("psnr",))
    table = source_of(workspace.folder, "x").load()
    assert_same(table, workspace.wide("x"))
    psnr, mdsi = table.metrics["psnr"], table.metrics["mdsi"]
    assert psnr.values[0] == psnr.values[1]
    assert table.flags(2) == "psnr: file-missing; mdsi: file-missing"
    assert mdsi.state(0) is CellState.STALE
    found = score_details(workspace.store("x"), mdsi.ids[0])
    assert found is not None
    assert found[1].value != mdsi.values[1]
