"""Estimates of time and memory, and what earlier runs measured."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from omgui.core.catalogue.costs import measured_costs
from omgui.core.estimates import (
    FileSize,
    Workload,
    duration_words,
    memory_of,
    memory_words,
    seconds_of,
)
from omgui.core.file_identity import file_facts
from omgui.core.measured_times import measured_times, stored_scores
from omgui.core.packages import package_problem
from omgui.core.passes import room_for_models, split_into_passes, workers_that_fit
from tests.core.results.made import MadeStore
from tests.weights.samples import metric

HD = FileSize(1280, 720)
CLIP = FileSize(1280, 720, 100, is_video=True)


def test_a_frame_of_720p_costs_what_was_measured_at_720p():
    assert seconds_of("psnr", HD) == pytest.approx(measured_costs().by_metric["psnr"].ms_720p / 1e3)
    assert seconds_of("psnr", CLIP) == pytest.approx(100 * seconds_of("psnr", HD))
    assert seconds_of("vmaf", HD) == pytest.approx(0.025 * 0.9216)


def test_what_nobody_has_measured_stays_unknown():
    assert seconds_of("of_a_plugin", HD) is None
    assert memory_of("of_a_plugin", 100, HD) is None


def test_memory_holds_the_model_and_grows_with_the_picture():
    small, large = memory_of("psnr", 0, HD), memory_of("psnr", 0, FileSize(2560, 1440))
    assert large == pytest.approx(4 * small)
    assert memory_of("psnr", 500, HD) == small + 500


def test_twice_the_scores_take_twice_the_time_beside_the_start():
    def seconds(count: int) -> float:
        load = Workload()
        load.add_scores("psnr", CLIP, count)
        return load.estimate(0, 1, 1, "cpu").seconds

    assert seconds(20) - seconds(10) == pytest.approx(seconds(30) - seconds(20))
    assert seconds(20) > seconds(10)


def test_workers_and_threads_share_the_time_and_workers_add_up_memory():
    load = Workload()
    load.add_scores("psnr", CLIP, 100)
    one, four = load.estimate(10, 1, 1, "cpu"), load.estimate(10, 2, 2, "cpu")
    assert (one.seconds - 3) == pytest.approx(4 * (four.seconds - 3))
    assert four.memory_bytes == pytest.approx(2 * one.memory_bytes)


def test_measured_seconds_count_more_than_figures():
    load = Workload()
    load.add_scores("psnr", HD, 2, seconds_each=50.0)
    assert load.estimate(0, 1, 1, "cpu").seconds == pytest.approx(103)


def test_an_unmeasured_metric_is_named_and_guessed():
    load = Workload()
    load.add_scores("of_a_plugin", HD)
    found = load.estimate(0, 1, 1, "cpu")
    assert found.unmeasured == ("of_a_plugin",)
    assert found.as_json() == {
        "scores": 1,
        "seconds": round(3 + 0.09216, 1),
        "memory_bytes": round(found.memory_bytes),
        "workers": 1,
        "device": "cpu",
        "unmeasured": ["of_a_plugin"],
    }


def test_figures_of_the_cpu_say_nothing_of_an_accelerator():
    load = Workload(has_figures=False)
    load.add_scores("psnr", HD, 5)
    load.add_scores("ssim", HD, 5, seconds_each=1.0)
    assert load.estimate(0, 1, 1, "cuda:0").unmeasured == ("psnr",)


def test_scores_of_unusable_files_are_counted_and_cost_nothing():
    load = Workload()
    load.add_scores("psnr", None, 3)
    found = load.estimate(0, 2, 1, "cpu")
    assert (found.scores, found.seconds, found.memory_bytes) == (3, 0, 0)


def test_videos_and_pictures_have_to_be_decoded():
    def seconds(size: FileSize) -> float:
        load = Workload()
        load.add_files(size, 10)
        return load.estimate(0, 1, 1, "cpu").seconds - 3

    assert seconds(CLIP) == pytest.approx(10 * 100 * 5 * 0.9216 / 1e3)
    assert seconds(HD) == pytest.approx(10 * 25 * 0.9216 / 1e3)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.1, "1 s"),
        (89, "89 s"),
        (91, "2 min"),
        (3600, "60 min"),
        (7200, "2.0 h"),
        (3e5, "3.5 days"),
    ],
)
def test_time_is_said_as_people_say_it(seconds, words):
    assert duration_words(seconds) == words


@pytest.mark.parametrize(("count", "words"), [(3e6, "3 MB"), (2.54e9, "2.5 GB")])
def test_memory_is_said_as_people_say_it(count, words):
    assert memory_words(count) == words


# -- passes and workers --------------------------------------------------------------------------


def test_models_that_fit_together_need_one_pass():
    assert split_into_passes([("a", 5), ("b", 5)], 10) == [("a", "b")]
    assert split_into_passes([("a", 5), ("b", 500)], None) == [("b", "a")]
    assert split_into_passes([], 10) == [()]


def test_models_that_do_not_fit_together_need_more_passes():
    parts = split_into_passes([("a", 6), ("b", 5), ("c", 4), ("d", 5)], 10)
    assert parts == [("a", "c"), ("b", "d")]


def test_a_model_that_is_too_large_has_a_pass_of_its_own():
    assert split_into_passes([("huge", 99), ("a", 1), ("b", 2)], 10) == [("huge",), ("b", "a")]


def test_workers_depend_on_cores_and_memory():
    assert workers_that_fit(8, 64 << 30, 0) == 8
    assert workers_that_fit(8, 5_000_000_000, 1_000_000_000) == 2
    assert workers_that_fit(8, 1000, 0) == 1


def test_half_of_the_memory_is_for_models():
    assert room_for_models(24, 1, 1) == 12
    assert room_for_models(24, 2, 4) == 6


# -- packages ------------------------------------------------------------------------------------


def needing(*packages):
    from dataclasses import replace

    return replace(metric("m"), packages=packages)


def test_missing_packages_are_named_with_how_to_install_them():
    assert package_problem(needing("json")) is None
    problem = package_problem(needing("json", "no_such_package_a", "no_such_package_b"))
    assert problem.code == "package-missing"
    assert "packages no_such_package_a, no_such_package_b" in problem.message
    assert "pip install" in problem.hint


def test_a_half_removed_package_counts_as_missing():
    assert package_problem(needing("no_such_package.below")).code == "package-missing"


# -- times of earlier runs -----------------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "d 100%.omgui"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE score (metric TEXT, state TEXT, provenance TEXT, seconds REAL)"
        )
        connection.executemany(
            "INSERT INTO score VALUES (?, ?, ?, ?)",
            [
                ("psnr", "done", '{"device": "cpu"}', 1.0),
                ("psnr", "done", '{"device": "cpu"}', 3.0),
                ("psnr", "problem", None, 50.0),
                ("ssim", "done", None, 2.0),
                ("vif", "done", "no json", 2.0),
                ("vsi", "done", "[]", 2.0),
                ("gmsd", "done", "{}", 0.0),
            ],
        )
        connection.commit()
    return path


def test_times_are_the_mean_of_what_was_computed(store):
    found = measured_times(store)
    assert (found["psnr"].seconds_each, found["psnr"].scores) == (2.0, 2)
    assert found["psnr"].device == "cpu"
    assert "gmsd" not in found


def test_a_provenance_that_says_nothing_costs_no_time(store):
    assert {measured_times(store)[name].device for name in ("ssim", "vif", "vsi")} == {""}


def test_stored_scores_are_counted_once_for_each_item_the_newest_of_it(tmp_path):
    path = tmp_path / "s.omgui"
    rows = [
        ("r", "a", "same", "psnr", "old", "done"),
        ("r", "a", "same", "psnr", "new", "open"),
        ("r", "b", "same", "psnr", "old", "done"),
        ("r", "b", "same", "psnr", "new", "done"),
        ("r", "c", "same", "psnr", "new", "problem"),
        ("", "a", "", "si", "new", "done"),
        ("", "b", "", "si", "new", "done"),
    ]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE score (id INTEGER PRIMARY KEY, reference, file, mode, metric, "
            "score_key, state)"
        )
        columns = "reference, file, mode, metric, score_key, state"
        connection.executemany(f"INSERT INTO score ({columns}) VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
    assert stored_scores(path) == {"psnr": 1, "si": 2}
    assert stored_scores(tmp_path / "none.omgui") == {}


def test_scores_of_files_that_were_changed_since_are_not_counted(tmp_path):
    made = MadeStore(tmp_path / "s.omgui")
    for name in ("r", "a", "b"):
        (tmp_path / name).write_bytes(b"1")
        row = (name, *file_facts(tmp_path / name))
        made.database.execute("INSERT INTO file VALUES (?, ?, ?, ?)", row)
    for place in (("r", "a", ""), ("r", "b", "")):
        made.put(place, "psnr", 1.0)
    made.put(("", "a", ""), "si", 1.0)
    made.close()
    assert stored_scores(made.path, tmp_path) == {"psnr": 2, "si": 1}
    (tmp_path / "a").write_bytes(b"another")
    assert stored_scores(made.path, tmp_path) == {"psnr": 1}
    assert stored_scores(made.path) == {"psnr": 2, "si": 1}
    made.path.write_bytes(b"no database" * 100)
    assert stored_scores(made.path, tmp_path) == {}


def test_without_a_store_nothing_is_measured(tmp_path):
    assert measured_times(tmp_path / "none.omgui") == {}
    (tmp_path / "text.omgui").write_text("this is no database, but a text of some length")
    assert measured_times(tmp_path / "text.omgui") == {}
