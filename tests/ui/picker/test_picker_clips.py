"""Metrics of whole clips in the picker: their parts come with them, and draws take their time."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from omgui.core import estimates
from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import Cost, Costs
from omgui.core.clip_settings import ClipSettings
from omgui.core.dataset_metrics import with_parts
from omgui.core.estimates import FileSize
from omgui.core.metric_spec import Media
from omgui.ui.metrics.about_html import AboutHtml
from omgui.ui.metrics.facts import Sample, read_facts, size_of
from omgui.ui.metrics.forecast import forecast, place_of, time_of
from omgui.ui.metrics.machine import Machine
from omgui.ui.metrics.rows import MetricRow
from omgui.ui.quick_compare import metrics as compare_metrics
from tests.ui.picker.parts import row, said
from tests.workspaces import Workspace

KNOWN, _ = load_catalogue()
CPU = Machine(1, 16 << 30)
PARTS = ["dover-technical", "dover-aesthetic"]


def names(page) -> list[str]:
    return [one.name for one in page.picker.rows]


def test_parts_of_a_score_are_not_offered(open_page):
    page = open_page("clips")
    assert "dover" in names(page)
    assert not set(PARTS) & set(names(page))


def test_part_that_the_file_names_can_be_taken_out(open_page, shop, qtbot):
    shop.dataset(
        "named", "vid", pairs={"a.mp4": [[["b.mp4"], "same"]]}, nr_vqa_metrics=["dover-aesthetic"]
    )
    page = open_page("named")
    assert row(page, "dover-aesthetic").is_ticked
    page.ticking.tick_one("dover-aesthetic", False)
    qtbot.waitUntil(lambda: said(shop, "named").get("nr_vqa_metrics") is None)
    assert not set(PARTS) & set(names(page))
    page.picker.choice.undo_stack.undo()
    assert row(page, "dover-aesthetic").is_ticked


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dover", "the clip as a whole; one score"),
        ("psnr", "each picture or frame by itself"),
        ("ti", "each frame and the one before it"),
        ("vmaf", "the video file as a whole"),
    ],
)
def test_details_say_what_a_metric_looks_at(name, words):
    text = AboutHtml().of(MetricRow(name, KNOWN[name]), None)
    assert words in text
    assert ("dover-technical, dover-aesthetic" in text) is (name == "dover")


def test_details_of_a_part_say_what_it_comes_with():
    text = AboutHtml().of(MetricRow("dover-technical", KNOWN["dover-technical"]), None)
    assert "comes with dover by itself" in text
    assert "Gives also" not in text


@pytest.fixture
def facts(tmp_path, monkeypatch):
    costs = Costs("a machine", {"dover": Cost(0.0, 0.0, 900_000_000, 36_000.0)})
    monkeypatch.setattr(estimates, "measured_costs", lambda: costs)
    shop = Workspace(tmp_path / "shop")
    asked = {"clips": ClipSettings(repeats=4, window=8.0, stride=2.0).model_dump()}
    shop.dataset("set", "vid", files=["a.mp4", "b.mp4"], nr_vqa_metrics=["dover"], omgui=asked)
    return read_facts(shop.folder, "set")


def test_draws_and_windows_are_in_the_forecast_and_parts_are_scores_at_no_cost(facts):
    sample = Sample((FileSize(640, 360, 250, True, 25.0), FileSize(640, 360, 250, True, 25.0)))
    assert sample.typical.fps == 25.0
    place = place_of(facts, CPU, [KNOWN["dover"]])
    seconds, _ = time_of(KNOWN["dover"], facts, sample, place)
    assert seconds == pytest.approx(2 * (4 + 2) * 36.0)  # windows begin at 0 and 2 s
    found = forecast(with_parts([KNOWN["dover"]], KNOWN), facts, sample, CPU)
    assert found.estimate.scores == 6
    assert found.estimate.seconds == pytest.approx(seconds, rel=0.05)
    assert found.estimate.unmeasured == ()


def test_frame_rate_of_a_file_is_taken_where_it_is_known():
    seen = SimpleNamespace(width=64, height=48, frames=10, fps=30.0)
    assert size_of(seen, Media.VIDEO).fps == 30.0
    del seen.fps
    assert size_of(seen, Media.VIDEO).fps is None
    assert Sample((size_of(seen, Media.VIDEO),)).typical.fps is None


def test_quick_compare_offers_no_parts(monkeypatch):
    monkeypatch.setattr(compare_metrics, "package_problem", lambda _spec: None)
    monkeypatch.setattr(compare_metrics, "problem_for", lambda _spec: None)
    ready = [spec.name for spec in compare_metrics.ready_metrics(KNOWN)]
    assert "dover" in ready
    assert not set(PARTS) & set(ready)
