"""The table of a dataset: its rows, and what became of every score."""

from __future__ import annotations

import math

import pytest

from omgui.core.metric_spec import Better
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.results import bulk, live, reader, store_access
from omgui.core.results.columns import CellState, TextColumn
from omgui.core.results.frame_series import score_details
from omgui.core.results.live import CancelledError, ResultSource, outdated
from omgui.core.results.result_table import ResultTable
from omgui.core.results.store_access import reading
from omgui.core.results.table_rows import asked_places
from tests.core.results.made import (
    A23,
    A37,
    ALONE,
    B9,
    KNOWN,
    LOST,
    REF,
    YAML,
    MadeStore,
    configure,
)

SCORE, OPEN, STALE = CellState.SCORE, CellState.OPEN, CellState.STALE


def states(table: ResultTable, metric: str) -> list[CellState]:
    column = table.metrics[metric]
    return [column.state(row) for row in range(table.row_count)]


def texts(table: ResultTable, key: str) -> list[str]:
    column = table.columns[key]
    assert isinstance(column, TextColumn)
    return list(column.values)


def test_rows_are_pairs_then_files_that_are_only_scored_alone(table: ResultTable) -> None:
    assert [(row.reference, row.file, row.mode) for row in table.rows] == [
        ("ref/a.mp4", "a_x264_23.mp4", "same"),
        ("ref/a.mp4", "a_x264_37.mp4", "same"),
        ("ref/a.mp4", "a_x265_37.mp4", "same"),
        ("ref/b.mp4", "b_x264_23.mp4", "repeat_last"),
        ("ref/b.mp4", "b_x265_9.mp4", ""),  # its mode is unknown, so it cannot be scored
        ("", "ref/a.mp4", ""),
        ("", "ref/a.mp4", ""),
    ]
    assert list(table.metrics) == ["psnr", "lpips", "niqe"]  # features are no scores
    assert texts(table, "file")[0] == "a_x264_23.mp4"


def test_what_the_rule_finds_in_the_names_is_a_column_for_each_field(table: ResultTable) -> None:
    assert table.fields == ("content", "codec", "crf")
    assert texts(table, "codec") == ["x264", "x264", "x265", "x264", "x265", "", ""]
    assert texts(table, "crf")[4:] == ["9", "", ""]


def test_every_state_of_a_score_is_told(table: ResultTable) -> None:
    psnr = [SCORE, CellState.PARTIAL, CellState.FLAGGED, CellState.PROBLEM, SCORE]
    assert states(table, "psnr") == [*psnr, CellState.NOT_ASKED, CellState.NOT_ASKED]
    assert states(table, "lpips")[2:5] == [OPEN, OPEN, OPEN]
    niqe = [SCORE, CellState.NOT_ASKED, OPEN, CellState.NOT_ASKED, CellState.NOT_ASKED, OPEN, OPEN]
    assert states(table, "niqe") == niqe
    assert list(table.metrics["psnr"].values[:3]) == [40.0, 30.0, 35.0]
    assert math.isnan(table.metrics["psnr"].values[3])
    assert table.metrics["psnr"].problems[3] == LOST
    assert table.flags(3) == "psnr: file-missing"


def test_frames_are_those_of_the_metric_that_lost_most(table: ResultTable) -> None:
    scored, expected = table.columns["frames_scored"], table.columns["frames_expected"]
    assert list(scored.values[:3]) == [2, 1, 2]
    assert list(expected.values[:3]) == [2, 2, 2]
    assert math.isnan(scored.values[3])  # nothing is known of its frames


def test_only_some_metrics_can_be_shown(dataset, table) -> None:
    found = ResultSource(dataset, only=("lpips",)).load()
    assert list(found.metrics) == ["lpips"]


def test_dataset_that_was_never_run_has_a_table_without_scores(dataset) -> None:
    source = ResultSource(dataset)
    table = source.load()
    assert set(states(table, "psnr")[:5]) == {OPEN}
    assert source.news() == live.News()
    store = MadeStore(dataset.store)
    store.run()
    assert source.news().must_reload
    store.close()


def test_images_have_no_mode_and_no_frames(tmp_path) -> None:
    yaml = YAML.replace("vid\n", "img\n").replace("_iqa", "").replace("image_feature", "feature")
    dataset = configure(tmp_path, yaml, {"ref/a.png": ["a_x264_23.png"]}, [])
    MadeStore(dataset.store).put(("ref/a.png", "a_x264_23.png", ""), "psnr", 1.0, frames=(1, 1))
    table = ResultSource(dataset).load()
    assert list(table.columns) == ["reference", "file", "psnr", "lpips", "niqe"]
    assert states(table, "psnr") == [SCORE]


def test_rule_that_cannot_be_read_costs_the_fields_only(tmp_path) -> None:
    table = ResultSource(configure(tmp_path, YAML.replace("rule:", "rules:"))).load()
    assert table.fields == ()
    assert ResultSource(configure(tmp_path, YAML[: YAML.index("omgui:")])).load().fields == ()


def test_field_named_like_another_column_gets_a_name_of_its_own(tmp_path) -> None:
    yaml = YAML.replace("{codec}", "{psnr}").replace("{crf}", "{mode}")
    table = ResultSource(configure(tmp_path, yaml)).load()
    assert table.fields == ("content", "psnr_", "mode_")


# -- which of several keys counts ---------------------------------------------------------------


def test_score_under_the_key_that_was_asked_for_last_counts(dataset, store) -> None:
    old = store.put(A23, "psnr", 1.0, key="a")
    store.supersede(old)
    store.put(A23, "psnr", 2.0, key="b")
    assert ResultSource(dataset).load().metrics["psnr"].values[0] == 2.0


def test_going_back_to_older_settings_shows_their_scores_again(dataset, store) -> None:
    source = ResultSource(dataset)
    old = store.put(A23, "psnr", 1.0, key="a")
    new = store.put(A23, "psnr", 2.0, key="b")
    store.supersede(old)
    table = source.load()
    store.supersede(old, is_so=False)
    store.supersede(new)
    table.apply(source.news().scores)
    assert table.metrics["psnr"].values[0] == 1.0
    assert ResultSource(dataset).load().metrics["psnr"].values[0] == 1.0


def test_score_of_other_settings_is_stale_and_no_number(dataset, store) -> None:
    source = ResultSource(dataset)
    table = source.load()
    number = store.put(A23, "psnr", 1.0)
    store.supersede(number)
    assert table.apply(source.news().scores) == {0}
    assert states(table, "psnr")[0] is STALE
    assert math.isnan(table.metrics["psnr"].values[0])
    assert score_details(dataset.store, table.metrics["psnr"].ids[0])[1].value == 1.0
    store.put(A23, "psnr", state="open", key="new", frames=(0, 0))
    table.apply(source.news().scores)
    assert states(table, "psnr")[0] is OPEN


def test_open_score_that_is_no_longer_asked_for_leaves_nothing(dataset, store) -> None:
    source = ResultSource(dataset)
    number = store.put(A23, "psnr", state="open")
    table = source.load()
    store.supersede(number)
    table.apply(source.news().scores)
    assert (states(table, "psnr")[0], table.metrics["psnr"].ids[0]) == (OPEN, 0)
    store.supersede(number)
    assert table.apply(source.news().scores) == set()
    assert ResultSource(dataset).load().metrics["psnr"].ids[0] == 0


def test_of_a_store_of_an_older_version_the_newest_score_counts(dataset) -> None:
    store = MadeStore(dataset.store, version=2)
    store.run()
    store.put(A23, "psnr", 1.0, key="a")
    number = store.put(A23, "psnr", 2.0, key="b")
    source = ResultSource(dataset)
    assert source.load().metrics["psnr"].values[0] == 2.0
    assert source.news() == live.News()  # nothing writes to it
    assert not score_details(dataset.store, number)[1].is_superseded
    store_access.bring_up(store.database, dataset.store, 2)  # a run begins
    assert source.news() == live.News()
    store.put(A23, "psnr", 3.0, key="b")
    assert [score[6] for score in source.news().scores] == [3.0]
    store.close()


def test_what_the_settings_or_the_catalogue_no_longer_agree_with_is_outdated(
    dataset, store
) -> None:
    store.run(compatibility=None, damaged_videos="refuse")
    store.put(A23, "psnr", 1.0, made={"metric_version": 1})
    store.put(A23, "lpips", 1.0)
    fine = ResultSource(dataset).load()
    assert fine.metrics["psnr"].outdated == fine.metrics["lpips"].outdated == ""
    psnr, made = KNOWN["psnr"], {"metric_version": 1, "reader": "x"}
    assert outdated(dataset, psnr, {}, made) == ""
    assert "settings" in outdated(dataset, psnr, {"damaged_videos": "score"}, {})
    assert "version" in outdated(dataset, psnr, {}, {"metric_version": 7})
    assert "options" in outdated(dataset, psnr, {}, {**made, "option.size": 3})
    assert outdated(dataset, psnr, {}, {"option.size": 3}) == ""  # says nothing of options


# -- live ---------------------------------------------------------------------------------------


def test_news_are_what_changed_since_the_last_look(dataset, store, table) -> None:
    source = ResultSource(dataset)
    table = source.load()
    assert source.news() == live.News()
    store.put(B9, "lpips", 0.25)
    store.put(REF, "niqe", 3.0)
    store.put(REF, "other", 3.0)  # no longer asked for
    news = source.news()
    assert len(news.scores) == 3
    assert table.apply(news.scores) == {4, 5, 6}  # listed twice, shown twice
    assert table.metrics["niqe"].values[5] == table.metrics["niqe"].values[6] == 3.0
    assert source.news().scores == ()


def test_problem_that_is_mended_goes_away(dataset, store) -> None:
    source = ResultSource(dataset)
    store.put(A23, "psnr", None, state="problem", problem=LOST, frames=(0, 0))
    table = source.load()
    store.put(A23, "psnr", 33.0)
    table.apply(source.news().scores)
    assert states(table, "psnr")[0] is SCORE
    assert table.metrics["psnr"].problems == {}


def test_many_news_come_in_blocks(dataset, store, monkeypatch) -> None:
    for module in (reader, bulk):
        monkeypatch.setattr(module, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(reader, "NEWS_AT_ONCE", 2)
    source = ResultSource(dataset)
    for place in (A23, A37, B9):
        store.put(place, "psnr", 1.0)
    counts: list[int] = []
    table = source.load(progress=counts.append)
    assert counts == [2, 3]
    assert states(table, "psnr")[:2] == [SCORE, SCORE]
    for place in (A23, A37, B9):
        store.put(place, "lpips", 1.0)
    first, second = source.news(), source.news()
    assert (len(first.scores), first.has_more) == (2, True)
    assert (len(second.scores), second.has_more) == (1, False)


def test_no_score_is_lost_where_one_change_is_of_several(dataset, store, monkeypatch) -> None:
    monkeypatch.setattr(reader, "NEWS_AT_ONCE", 2)
    source = ResultSource(dataset)
    table = source.load()
    for place in (A23, A37, B9):
        store.put(place, "lpips", 1.0)
    store.database.execute("UPDATE score SET changed = 99")
    for _ in range(2):
        table.apply(source.news().scores)
    assert [states(table, "lpips")[row] for row in (0, 1, 4)] == [SCORE] * 3
    assert source.news().scores == ()


def test_loading_can_be_cancelled(dataset, store) -> None:
    store.put(A23, "psnr", 1.0)
    with pytest.raises(CancelledError):
        ResultSource(dataset).load(is_cancelled=lambda: True)
    assert not live.never()


def test_another_store_in_its_place_is_loaded_anew(dataset, store) -> None:
    source = ResultSource(dataset)
    source.load()
    store.close()
    dataset.store.rename(dataset.store.with_name("old"))
    assert source.news().must_reload
    fresh = MadeStore(dataset.store)
    fresh.run(started="2026-02-02")
    assert source.news().must_reload
    fresh.close()


def test_store_that_is_being_written_to_is_looked_at_another_time(
    dataset, store, monkeypatch
) -> None:
    source = ResultSource(dataset)
    source.load()
    monkeypatch.setattr(reading.__wrapped__, "__defaults__", (0.0,))
    store.database.execute("BEGIN EXCLUSIVE")
    assert source.news() == live.News(is_busy=True)
    with pytest.raises(ProblemError) as caught:
        source.load()
    assert caught.value.problem.code == "store-busy"
    store.database.execute("ROLLBACK")
    assert source.news() == live.News()


def test_store_that_is_none_is_said_so(dataset) -> None:
    source = ResultSource(dataset)
    source.load()
    dataset.store.parent.mkdir(exist_ok=True)
    dataset.store.write_bytes(b"no database at all" * 500)
    for look in (source.load, source.news):
        with pytest.raises(ProblemError) as caught:
            look()
        assert caught.value.problem.code == "store-unreadable"


def test_details_of_a_score_have_its_provenance(dataset, store) -> None:
    warning = Problem("few", "Few.", severity=Severity.WARNING)
    number = store.put(A23, "psnr", 9.0, problem=warning, made={"reader": "x"})
    target, score = score_details(dataset.store, number)
    assert (target.file, target.score_key) == ("a_x264_23.mp4", "k")
    assert (score.provenance, score.problem, score.seconds) == ({"reader": "x"}, warning, 0.5)
    assert score_details(dataset.store, number + 1) is None
    bare = store.put(ALONE, "niqe", 9.0)
    assert score_details(dataset.store, bare)[1].provenance == {}


def test_scores_asked_for_come_in_the_order_of_the_table(dataset) -> None:
    asked = list(asked_places(dataset))
    assert asked[:4] == [
        (*A23, "psnr"),
        (*A23, "lpips"),
        (*ALONE, "niqe"),
        (*ALONE, "resnet"),
    ]
    assert len(asked) == len(set(asked))
    assert asked[-1] == (*REF, "resnet")


def test_direction_of_a_column_is_that_of_its_metric(table: ResultTable) -> None:
    assert table.metrics["lpips"].better is Better.LOWER
