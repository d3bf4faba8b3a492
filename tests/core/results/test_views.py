"""Named views: kept with the dataset, whatever else its file says."""

from __future__ import annotations

import os

import pytest

from omgui.core.dataset_config import dump_config
from omgui.core.dataset_state import DatasetState, look_at_dataset
from omgui.core.pooling import Pooling
from omgui.core.problems import ProblemError, ProblemsError
from omgui.core.results import views
from omgui.core.results.grouping import Statistic
from omgui.core.results.ordering import SortKey
from omgui.core.results.views import TableView, Views, ViewSort, load_views, read_views, save_views
from tests.core.results.made import YAML, configure

WORST = TableView(
    name="Worst",
    columns=("file", "psnr"),
    sort=(ViewSort(column="psnr", descending=True),),
    filter="psnr<30",
    group_by=("codec",),
    statistics=(Statistic.MEDIAN,),
    pooling=Pooling.P5,
    coloured=True,
)


@pytest.fixture
def config(tmp_path, dataset):
    return tmp_path / "datasets_configs" / "set.yaml"


def test_views_come_back_as_they_were_saved(tmp_path, dataset) -> None:
    saved = Views().with_view(WORST).with_view(TableView(name="All"))
    save_views(tmp_path, "set", saved)
    assert load_views(tmp_path, "set") == saved
    assert WORST.sort[0].key == SortKey("psnr", is_descending=True)


def test_view_of_the_same_name_takes_its_place(tmp_path) -> None:
    both = Views().with_view(WORST).with_view(TableView(name="All"))
    changed = both.with_view(TableView(name="Worst"))
    assert [view.filter for view in changed.views] == ["", ""]
    assert [view.name for view in changed.without("Worst").views] == ["All"]


def test_rest_of_the_file_and_its_time_stay(tmp_path, config) -> None:
    config.write_text(f"# a remark\n{YAML}")
    os.utime(config, ns=(1, 1_000_000_000))
    save_views(tmp_path, "set", Views().with_view(WORST))
    text = config.read_text()
    assert text.startswith(f"# a remark\n{YAML}")
    assert config.stat().st_mtime_ns == 1_000_000_000
    save_views(tmp_path, "set", Views())
    assert config.read_text() == f"# a remark\n{YAML}"
    before = config.stat().st_ino
    save_views(tmp_path, "set", Views())
    assert config.stat().st_ino == before  # nothing to write


def test_saving_a_view_does_not_make_scores_look_old(tmp_path, dataset, store) -> None:
    store.database.execute("DELETE FROM run")
    store.database.execute(
        "INSERT INTO run (started, ended, finish, settings, worklist) "
        "VALUES ('2100-01-01T00:00:00+00:00', '', 'completed', '{}', '')"
    )
    assert look_at_dataset(tmp_path, "set") is DatasetState.COMPLETE
    save_views(tmp_path, "set", Views().with_view(WORST))
    assert look_at_dataset(tmp_path, "set") is DatasetState.COMPLETE


def test_configuration_with_views_is_read_and_written_back(tmp_path, dataset) -> None:
    save_views(tmp_path, "set", Views().with_view(WORST))
    again = configure(tmp_path, (tmp_path / "datasets_configs" / "set.yaml").read_text())
    assert not again.warnings or "views" not in str(again.warnings)
    (tmp_path / "datasets_configs" / "set.yaml").write_text(dump_config(again.config))
    assert load_views(tmp_path, "set").views == (WORST,)


def test_views_that_cannot_be_used_are_told_and_kept(tmp_path, dataset) -> None:
    odd = {"name": "Odd", "pooling": "best"}
    found = read_views([odd, {"name": "A"}, {"name": "A"}, 7])
    assert [view.name for view in found.views] == ["A"]
    assert found.unreadable == (odd, {"name": "A"}, 7)
    assert [problem.code for problem in found.problems] == ["view-unusable"] * 3
    assert "pooling" in found.problems[0].message
    assert "another one" in found.problems[1].message
    save_views(tmp_path, "set", found)
    assert load_views(tmp_path, "set").unreadable == found.unreadable


def test_keys_of_newer_versions_are_kept(tmp_path, dataset) -> None:
    newer = {"name": "A", "shape": "round", "sort": [{"column": "x", "by": "y"}]}
    save_views(tmp_path, "set", read_views([newer]))
    assert load_views(tmp_path, "set").views[0].to_config() == newer


def test_views_that_are_no_list_are_an_error_in_words(tmp_path) -> None:
    with pytest.raises(ProblemsError) as caught:
        configure(tmp_path, YAML.replace("omgui:\n", "omgui:\n  views: 3\n"))
    assert "'views' that are no list" in str(caught.value)
    assert load_views(tmp_path, "set") == Views()


def test_dataset_without_settings_has_no_views(tmp_path) -> None:
    configure(tmp_path, YAML[: YAML.index("omgui:")])
    assert load_views(tmp_path, "set") == Views()


def test_more_views_than_the_file_may_hold_are_refused(tmp_path, config, monkeypatch) -> None:
    before = config.read_text()
    monkeypatch.setattr(views, "YAML_LIMIT_BYTES", len(before) + 10)
    with pytest.raises(ProblemError) as caught:
        save_views(tmp_path, "set", Views().with_view(WORST))
    assert caught.value.problem.code == "views-too-large"
    assert config.read_text() == before
