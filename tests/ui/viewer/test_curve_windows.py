"""Scores of windows over time: drawn as steps, never smoothed, one worst frame for each window."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.curves import Smoothing
from omgui.core.metric_spec import Better, Kind, Media, Unit
from omgui.core.results.live import ResultSource
from omgui.ui.viewer import curve_book
from omgui.ui.viewer.curve_book import CurveBook
from omgui.ui.viewer.curve_data import Curve, Envelope
from omgui.ui.viewer.curve_files import FilesModel
from omgui.ui.viewer.curve_panel import CurvePanel
from omgui.ui.viewer.curve_plan import CurvePlan, CurveSet
from omgui.ui.viewer.curve_words import CurveWords
from omgui.ui.viewer.viewer_state import ViewerState
from tests.core.results import made as made_module
from tests.core.results.made import A23, KNOWN, MadeStore, configure, spec

# Three windows, as the engine stores them: by frame.
WINDOWS = [0.5] * 4 + [0.2] * 5 + [0.4] * 4
YAML = made_module.YAML.replace(
    "nr_iqa_metrics: [niqe]\n", "nr_iqa_metrics: [niqe]\nnr_vqa_metrics: [judge]\n"
)


@pytest.fixture
def state(tmp_path, monkeypatch):
    judge = spec("judge", Kind.NR, unit=Unit.CLIP, media=(Media.VIDEO,))
    monkeypatch.setattr(made_module, "KNOWN", {**KNOWN, "judge": judge})
    dataset = configure(tmp_path, YAML)
    store = MadeStore(dataset.store)
    store.run()
    store.frames(store.put(("", A23[1], ""), "judge", 0.4), WINDOWS)
    store.frames(store.put(A23, "psnr", 30.0), [30.0, 31.0, 10.0])
    store.put(("", "a_x265_37.mp4", ""), "judge", 0.3)
    store.close()
    made = ViewerState(ResultSource(dataset).load())
    made.show_items([A23])
    made.select_metric("judge")
    return made


def made_of(state: ViewerState, tmp_path, **more) -> CurveSet:
    active = (state.active, state.metric)
    plan = CurvePlan(tmp_path / "results/clips.omgui", state.wishes(), active=active, **more)
    return CurveBook().make(plan, lambda: False)


def judged(made: CurveSet) -> Curve:
    return next(curve for curve in made.curves if curve.metric == "judge")


def test_metric_of_whole_clips_is_not_the_first_that_is_shown(state) -> None:
    assert "judge" in state.table.metrics
    other = ViewerState(state.table)
    other.show_items([A23])
    assert other.metrics == ["psnr"]
    assert other.is_of_windows("judge")
    assert not other.is_of_windows("psnr")


def test_smoothing_leaves_windows_as_they_are(state, tmp_path) -> None:
    made = made_of(state, tmp_path, smoothing=Smoothing.MEAN, window=3)
    assert judged(made).values.tolist() == WINDOWS
    other = next(curve for curve in made.curves if curve.metric == "psnr")
    assert other.at(2) > 10.0


def test_worst_frames_are_the_middles_of_the_worst_windows(state, tmp_path) -> None:
    made = made_of(state, tmp_path, better=Better.HIGHER, worst=5)
    assert made.worst == (6, 10, 1)


def test_difference_of_windows_is_one_of_windows(state, tmp_path) -> None:
    scores = made_of(state, tmp_path).scores[0, "judge"]
    assert curve_book._difference(scores, scores).is_stepped


def test_each_window_is_drawn_as_one_level_stroke() -> None:
    drawn = Curve(0, 0, "judge", 10, np.array(WINDOWS), is_stepped=True).envelope.drawn(0, 40, 600)
    assert drawn.x.tolist() == [9.5, 13.5, 13.5, 18.5, 18.5, 22.5]
    assert drawn.y.tolist() == [0.5, 0.5, 0.2, 0.2, 0.4, 0.4]


@given(st.lists(st.sampled_from([0.1, 0.2, math.nan]), min_size=1, max_size=60))
def test_steps_pass_through_every_score_and_break_at_gaps(values: list[float]) -> None:
    drawn = Envelope(0, np.array(values), is_stepped=True).drawn(-5, 100, 600)
    assert drawn.x[0] == -0.5
    assert drawn.x[-1] == len(values) - 0.5
    starts, ends = drawn.x[::2], drawn.x[1::2]
    for frame, value in enumerate(values):
        (stroke,) = np.flatnonzero((starts < frame) & (frame < ends))
        np.testing.assert_equal(drawn.y[2 * stroke], value)
        np.testing.assert_equal(drawn.y[2 * stroke + 1], value)


def test_words_say_that_a_frame_has_the_score_of_its_window(state, tmp_path, qtbot) -> None:
    made = made_of(state, tmp_path)
    words = CurveWords()
    assert "judge: a frame has the score of the window around it" in words.windows(made)
    assert "window around it" in words.described(state, made, 3)
    panel = CurvePanel()
    qtbot.addWidget(panel)
    panel.show_curves(state, made, range(13))
    assert "window around it" in panel.hint.text()
    state.show_metrics(["psnr"])
    plain = made_of(state, tmp_path)
    assert words.windows(plain) == ""
    panel.show_curves(state, plain, range(13))
    assert panel.hint.text() == ""
    panel.close_page()


def test_score_of_the_window_is_told_from_one_of_a_frame_in_the_list_of_files(
    state, tmp_path
) -> None:
    made = made_of(state, tmp_path)
    model = FilesModel()
    model.show_state(state, has_curves=True)
    model.show_curves(made, {})
    model.show_frame(2)
    tips = {name: model.tip(0, 1 + k) for k, name in enumerate(state.metrics)}
    assert tips["judge"] == "0.5\nScore of the window around this frame"
    assert tips["psnr"] == "10"


def test_score_without_windows_says_how_to_get_a_curve(state, tmp_path) -> None:
    state.show_items([("ref/a.mp4", "a_x265_37.mp4", "same")])
    state.show_metrics(["judge"])
    made = made_of(state, tmp_path)
    assert made.curves == ()
    said = CurveWords().nothing(state, made)
    assert "judge gives one score for the whole video" in said
    assert "Score over time" in said
