"""Pictures without content: no metric may answer with infinity, a million or an accident."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import Kind, Media, MetricSpec
from tests.faults.common import assert_unscored
from tests.workspaces import NAN, Finished, Workspace

FR = [
    spec
    for spec in load_catalogue()[0].values()
    if spec.kind is Kind.FR and Media.IMAGE in spec.media and not spec.checkpoints
]
NR = [
    spec
    for spec in load_catalogue()[0].values()
    if spec.kind is Kind.NR and Media.IMAGE in spec.media and not spec.checkpoints
]
FLAT = {"black": 0, "gray": 120, "nearly_gray": 121, "white": 255}
SIDE = 176
LARGEST_SANE = 10_000.0


def _make(workspace: Workspace) -> dict[str, list[str]]:
    """Write the pictures; return the pairs."""
    from PIL import Image

    from tests import reference_inputs

    for name, shade in FLAT.items():
        flat = Image.new("RGB", (SIDE, SIDE), (shade,) * 3)
        flat.save(workspace.data / f"{name}.png")
        flat.save(workspace.data / f"{name}_too.png")
    texture = reference_inputs.texture(SIDE, SIDE, 0)
    Image.fromarray(texture).save(workspace.data / "texture.png")
    Image.fromarray(texture).save(workspace.data / "same.png")
    for name, (height, width) in {"small": (17, 17), "line": (1, 200)}.items():
        pixels = reference_inputs.texture(height, width, 0)
        Image.fromarray(pixels).save(workspace.data / f"{name}.png")
        Image.fromarray(pixels).save(workspace.data / f"{name}_too.png")
    return {
        "texture.png": ["same.png", "black.png", "gray.png", "white.png", "texture.png"],
        "gray.png": ["gray_too.png", "nearly_gray.png", "texture.png", "black.png"],
        "black.png": ["black_too.png", "white.png", "texture.png"],
        "white.png": ["white_too.png", "black.png", "texture.png"],
        "small.png": ["small_too.png", "texture.png"],
        "line.png": ["line_too.png"],
    }


class Study:
    """Every metric without weights on every degenerate pair, in one run."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.pairs = _make(workspace)
        self.files = [f"{name}.png" for name in (*FLAT, "texture", "small", "line")]
        workspace.dataset(
            "flat",
            "img",
            pairs=self.pairs,
            files=self.files,
            fr_metrics=[spec.name for spec in FR],
            nr_metrics=[spec.name for spec in NR],
        )
        self.run: Finished = workspace.run("flat", workers=2)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study(Workspace(tmp_path_factory.mktemp("flat") / "workspace"))


def _in_range(spec: MetricSpec, score: float) -> bool:
    low, high = spec.range
    slack = 1e-4 if spec.packages else 1e-5  # libraries compute in single precision
    return (low is None or score >= low - slack) and (high is None or score <= high + slack)


@pytest.mark.parametrize("spec", [*FR, *NR], ids=lambda spec: spec.name)
def test_every_score_is_a_sane_number_or_missing_for_a_plain_reason(
    study: Study, spec: MetricSpec
) -> None:
    events = [event for event in study.run.items if event.metric == spec.name]
    assert events
    for event in events:
        if event.score is None:
            assert event.problem is not None
            assert event.problem.code in {"undefined", "too-small"}, event.problem
            assert_unscored(event, event.problem.code)
            continue
        assert math.isfinite(event.score), event
        assert abs(event.score) < LARGEST_SANE, event
        assert _in_range(spec, event.score), event


@pytest.mark.parametrize("spec", FR, ids=lambda spec: spec.name)
def test_identical_pictures_have_the_ideal_score_or_none(study: Study, spec: MetricSpec) -> None:
    assert spec.ideal is not None
    for reference, name in (
        ("texture.png", "same.png"),
        ("gray.png", "gray_too.png"),
        ("black.png", "black_too.png"),
        ("white.png", "white_too.png"),
        ("small.png", "small_too.png"),
        ("line.png", "line_too.png"),
    ):
        event = study.run.of(name, spec.name, reference)
        if event.score is not None:
            assert event.score == pytest.approx(spec.ideal, abs=2e-4), event
        else:
            assert name != "same.png", f"{spec.name} of identical pictures is defined"


@pytest.mark.parametrize("spec", FR, ids=lambda spec: spec.name)
def test_a_picture_below_the_minimum_is_too_small_and_one_at_it_is_not(
    study: Study, spec: MetricSpec
) -> None:
    for reference, names in (
        ("small.png", study.pairs["small.png"]),
        ("line.png", ["line_too.png"]),
    ):
        shortest = 17 if reference == "small.png" else 1
        for name in names:
            event = study.run.of(name, spec.name, reference)
            if spec.min_side > shortest:
                assert_unscored(event, "too-small")
                assert event.problem is not None
                assert f"{spec.min_side}" in event.problem.message
            elif event.problem is not None:
                assert event.problem.code == "undefined"


def test_a_reference_beside_itself_is_scored(study: Study) -> None:
    for spec in FR:
        itself = study.run.of("texture.png", spec.name, "texture.png")
        assert itself.score == study.run.of("same.png", spec.name, "texture.png").score
    counts = study.run.end.counts
    assert counts.total == counts.computed + counts.problems == len(study.run.items)


def test_the_tables_hold_numbers_and_nan_only(study: Study) -> None:
    for spec in (*FR, *NR):
        for value in study.workspace.column("flat", spec.name):
            assert value == NAN or math.isfinite(float(value))


def test_opposite_flat_pictures_are_never_called_equal(study: Study) -> None:
    """Black beside white must not score like identical pictures."""
    for spec in FR:
        for reference, name in (("black.png", "white.png"), ("white.png", "black.png")):
            event = study.run.of(name, spec.name, reference)
            if event.score is not None and spec.name in {"psnr", "ssim", "nlpd", "mad"}:
                assert event.score != pytest.approx(spec.ideal, abs=1e-3), event


def test_the_exit_code_says_that_scores_are_missing(study: Study) -> None:
    assert study.run.code == 1
    assert study.run.ends["flat"].finish.value == "completed"
    assert Path(study.workspace.store("flat")).is_file()
