"""Spreads of scores that are means of several draws, beside their scores."""

from __future__ import annotations

import math

import pytest

from omgui.core.dataset import Dataset
from omgui.core.metric_spec import Kind, Media, Unit
from omgui.core.pooling import Pooling
from omgui.core.problems import Problem, Severity
from omgui.core.results import live
from omgui.core.results.columns import SpreadColumn
from omgui.core.results.filters import parse_filter
from omgui.core.results.live import ResultSource
from omgui.core.results.pooled import PooledScores
from omgui.core.results.sheet import make_sheet
from omgui.core.results.spreads import draws_asked, spread_of
from tests.core.results import made as made_module
from tests.core.results.made import KNOWN, YAML, MadeStore, configure, spec

FIRST, SECOND = ("", "a_x264_23.mp4", ""), ("", "a_x265_37.mp4", "")
DRAWN = {"spread": 0.012, "draws": ["0.5", "0.6"], "option.repeats": 4}
CLIPS = "nr_iqa_metrics: [niqe]\nnr_vqa_metrics: [judge, steady]\n"
ASKED = YAML.replace("nr_iqa_metrics: [niqe]\n", CLIPS).replace(
    "omgui:\n", "omgui:\n  clips: {repeats: 4}\n"
)
METRICS = ["psnr", "lpips", "niqe", "judge", "judge_spread", "steady"]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    clip = {"unit": Unit.CLIP, "media": (Media.VIDEO,)}
    rows = (spec("judge", Kind.NR, deterministic=False, **clip), spec("steady", Kind.NR, **clip))
    found = {**KNOWN, **{row.name: row for row in rows}}
    monkeypatch.setattr(made_module, "KNOWN", found)


@pytest.fixture
def dataset(tmp_path, known) -> Dataset:
    return configure(tmp_path, ASKED)


@pytest.fixture
def store(dataset):
    made = MadeStore(dataset.store)
    made.run()
    yield made
    made.close()


def shown(table) -> list[float | None]:
    values = table.columns["judge_spread"].values
    return [None if math.isnan(value) else value for value in values]


def row_of(table, place) -> int:
    return next(k for k, row in enumerate(table.rows) if row.file == place[1])


def test_column_of_the_spread_comes_right_after_its_metric(dataset, store) -> None:
    table = ResultSource(dataset).load()
    assert [key for key in table.columns if key in METRICS] == METRICS
    column = table.columns["judge_spread"]
    assert isinstance(column, SpreadColumn)
    assert (column.metric, column.draws, column.title) == ("judge", 4, "judge spread")
    assert draws_asked(dataset) == {"judge": 4}


def test_dataset_that_asks_for_one_draw_has_the_columns_that_it_had(tmp_path, known) -> None:
    dataset = configure(tmp_path, ASKED.replace("repeats: 4", "repeats: 1"))
    assert "judge_spread" not in ResultSource(dataset).load().columns
    only = configure(tmp_path, ASKED, name="other")
    assert "judge_spread" not in ResultSource(only, ["psnr"]).load().columns


def test_spreads_are_read_from_the_provenance_of_scores(dataset, store) -> None:
    store.put(FIRST, "judge", 0.5, made=DRAWN)
    store.put(SECOND, "judge", 0.6, made={"device": "cpu"})
    store.put(FIRST, "steady", 0.7, made=DRAWN)
    table = ResultSource(dataset).load()
    expected = [None] * table.row_count
    expected[row_of(table, FIRST)] = 0.012
    assert shown(table) == expected


@pytest.mark.parametrize("is_bulk", [True, False])
def test_every_way_of_reading_finds_the_same_spreads(dataset, store, monkeypatch, is_bulk) -> None:
    if not is_bulk:
        monkeypatch.setattr(live, "load_in_bulk", lambda *_: False)
    look = Problem("odd", "Look.", severity=Severity.WARNING)
    store.put(FIRST, "judge", 0.5, made=DRAWN, problem=look)
    store.put(SECOND, "judge", 0.6, made={"spread": 1})
    store.put(("", "ref/a.mp4", ""), "judge", state="problem", made=DRAWN, problem=look)
    table = ResultSource(dataset).load()
    places = {row.file: value for row, value in zip(table.rows, shown(table), strict=True)}
    assert places["a_x264_23.mp4"] == 0.012
    assert places["a_x265_37.mp4"] == 1.0
    assert places["ref/a.mp4"] is None, "there is no score that could spread"


def test_spreads_of_a_run_that_goes_on_are_news(dataset, store) -> None:
    number = store.put(FIRST, "judge", state="open", frames=(0, 0))
    source = ResultSource(dataset)
    table = source.load()
    assert set(shown(table)) == {None}
    store.put(FIRST, "judge", 0.5, made=DRAWN)
    table.apply(source.news().scores)
    assert shown(table)[row_of(table, FIRST)] == 0.012
    store.supersede(number)
    table.apply(source.news().scores)
    assert set(shown(table)) == {None}, "a score that is outdated shows no number"


def test_spreads_stay_with_another_pooling_and_can_be_filtered_and_written(dataset, store) -> None:
    store.put(FIRST, "judge", 0.5, made=DRAWN)
    source = ResultSource(dataset)
    table = PooledScores(Pooling.MEDIAN).apply(source.load())
    place = row_of(table, FIRST)
    assert parse_filter("judge_spread>0.01", table).rows(table) == [place]
    sheet = make_sheet(table, [place], ["judge", "judge_spread"])
    assert [column.title for column in sheet.columns][:2] == ["judge", "judge_spread"]
    assert sheet.columns[1].cells == (0.012,)


@pytest.mark.parametrize("made", [None, "{}", '{"spread": "wide"}'])
def test_what_names_no_spread_has_none(made) -> None:
    assert math.isnan(spread_of(made))
