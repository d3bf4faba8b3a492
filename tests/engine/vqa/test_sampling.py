"""Which frames and which places of them are looked at: exactly those of the reference tool."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from omgui.core.problems import ProblemError
from omgui.engine.clip_model import ClipFrame, ClipShape
from omgui.engine.models.vqa import draws, frame_choice
from omgui.engine.models.vqa.dover import DoverView
from omgui.engine.models.vqa.enlarging import enlarged_start
from omgui.engine.models.vqa.fragments import FragmentView, large_enough, places
from tests.engine.vqa.clip_goldens import clip, digest, golden, goldens, replayed
from tests.reference_inputs import texture

SAMPLERS = goldens("samplers")
IN_SPACE = ("fragments-h", "fragments-w")
IN_TIME = ("time-technical", "time-aesthetic")
RULES = [("c64", "centre"), ("c240", "fixed"), ("c240", "centre"), ("c240", "seed0")]


def shape_of(name: str) -> ClipShape:
    count, height, width, _ = clip(name).shape
    return ClipShape(count, width, height)


def rule_of(rule: str, known: Any, *names: str) -> draws.Draw:
    if rule == "seed0":
        return replayed(known["draws"], *names)
    return draws.centre if rule == "centre" else draws.fixed_draw(0)


def filled_view(view: Any, name: str) -> Any:
    for index, pixels in enumerate(clip(name)):
        if index in view.frames:
            view.add(index, ClipFrame(pixels))
    return view


def channels_first(pixels: np.ndarray) -> np.ndarray:
    return pixels.transpose(3, 0, 1, 2)


# -- frames --------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", SAMPLERS["frames"])
def test_frames_are_those_of_the_reference_tool(count) -> None:
    known, number = SAMPLERS["frames"][count], int(count)
    assert frame_choice.fast_vqa_frames(number, runs=4) == known["FAST-VQA"]
    assert frame_choice.fast_vqa_frames(number, runs=1) == known["FasterVQA"]
    technical = frame_choice.dover_technical_frames(number, draws.centre)
    aesthetic = frame_choice.dover_aesthetic_frames(number, draws.centre)
    assert technical == known["dover_technical_centre"]
    assert aesthetic == known["dover_aesthetic_centre"]


@pytest.mark.parametrize("count", [100, 300])
def test_frames_drawn_in_the_reference_tool_are_met(count) -> None:
    bits = np.random.RandomState(0)  # what it draws from, in its order

    def draw(_name: str, shape: tuple[int, ...], high: int) -> np.ndarray:
        return bits.randint(0, high, size=shape)

    known = SAMPLERS["frames"][str(count)]
    assert frame_choice.dover_technical_frames(count, draw) == known["dover_technical_seed0"]
    assert frame_choice.dover_aesthetic_frames(count, draw) == known["dover_aesthetic_seed0"]


def test_draws_are_the_same_everywhere_and_differ_by_number_and_name() -> None:
    for known, name in zip(golden("fastvqa", "c240", "fixed")["draws"], IN_SPACE, strict=True):
        drawn = draws.fixed(name, tuple(known["shape"]), known["high"])
        assert drawn.flatten().tolist() == known["values"]
    shape = (7, 7, 4)
    first = draws.fixed_draw(0)("fragments-h", shape, 50)
    assert np.array_equal(first, draws.fixed("fragments-h", shape, 50))
    for other in (
        draws.fixed_draw(1)("fragments-h", shape, 50),
        draws.fixed_draw(0)("fragments-w", shape, 50),
    ):
        assert (first != other).mean() > 0.9
        assert other.min() >= 0
        assert other.max() <= 49


@pytest.mark.parametrize("high", [0, -3])
def test_nothing_is_drawn_where_there_is_no_room(high) -> None:
    def draw(*_of: object) -> np.ndarray:
        raise AssertionError("drawn")

    assert draws.drawn(draw, "fragments-h", (2, 3), high).tolist() == [[0, 0, 0], [0, 0, 0]]


# -- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SAMPLERS["geometry"])
def test_cells_lie_where_those_of_the_reference_tool_do(size) -> None:
    known = SAMPLERS["geometry"][size]
    height, width = map(int, size.split("x"))
    highs: list[int] = []

    def draw(_name: str, shape: tuple[int, ...], high: int) -> np.ndarray:
        highs.append(high)
        return draws.centre(_name, shape, high)

    found = places(ClipShape(8, width, height), frames=8, group=8, draw=draw)
    assert highs == known["randint_highs"]
    if "top" in known:
        assert found.tops[:, 0, 0].tolist() == known["top"]
        assert found.lefts[0, :, 0].tolist() == known["left"]
        return
    y, x = np.mgrid[0:height, 0:width]
    picture = np.stack([y, x, 0 * x], axis=-1).astype(np.uint8)
    view = FragmentView("it", ClipShape(8, width, height), range(8), 8, draws.centre)
    for index in range(8):
        view.add(index, ClipFrame(picture))
    wanted = known["fragments_sha256_of_coordinate_picture_uint8"]
    assert digest(channels_first(view.pixels)) == wanted


@pytest.mark.parametrize(("name", "rule"), RULES)
@pytest.mark.parametrize(("model", "runs", "group"), [("fastvqa", 4, 32), ("fastervqa", 1, 8)])
def test_fragments_equal_those_of_the_reference_tool(model, runs, group, name, rule) -> None:
    known = golden(model, name, rule)
    shape = shape_of(name)
    numbers = frame_choice.fast_vqa_frames(shape.frames, runs)
    assert numbers == known["frame_indices"]
    draw = rule_of(rule, known, *IN_SPACE[: len(known["draws"])])
    view = filled_view(FragmentView("it", shape, numbers, group, draw), name)
    assert digest(channels_first(view.pixels)) == known["fragments"]["sha256_uint8"]


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_views_of_dover_equal_those_of_the_reference_tool(name, rule) -> None:
    known = golden("dover", name, rule)
    draw = rule_of(rule, known, *(IN_TIME + IN_SPACE)[: len(known["draws"])])
    view = filled_view(DoverView(shape_of(name), draw), name)
    chosen = known["frame_indices"]
    assert view.frames == {*chosen["technical"], *chosen["aesthetic"]}
    fragments = digest(channels_first(view.technical.pixels))
    assert fragments == known["views"]["technical"]["sha256_uint8"]
    # Filtered by torch, whose last bit, and so a grey level here and there, is the processor's.
    whole = channels_first(view.aesthetic).astype(np.float64)
    summary = known["views"]["aesthetic"]
    assert list(whole.shape) == summary["shape"]
    assert whole.mean() == pytest.approx(summary["mean"], abs=1e-3)
    assert whole.std() == pytest.approx(summary["std"], abs=1e-3)
    probes = [whole.flat[number * (whole.size - 1) // 7] for number in range(8)]
    assert probes == pytest.approx(summary["probe"], abs=1)


def test_frame_that_is_needed_in_several_places_comes_once() -> None:
    shape = ClipShape(2, 224, 224)
    view = FragmentView("it", shape, [0, 1, 0], 1, draws.fixed_draw(0))
    first, second = texture(224, 224, 1), texture(224, 224, 2)
    view.add(0, ClipFrame(first))
    view.add(1, ClipFrame(second))
    assert [digest(part) for part in view.pixels] == [digest(p) for p in (first, second, first)]


def test_frame_that_is_not_needed_changes_nothing() -> None:
    view = FragmentView("it", ClipShape(9, 300, 300), [4], 1, draws.fixed_draw(0))
    view.add(3, ClipFrame(texture(300, 300)))
    assert not view.pixels.any()


@pytest.mark.parametrize(("width", "height"), [(31, 400), (400, 31), (1, 1)])
def test_frame_smaller_than_a_cell_is_refused_in_words(width, height) -> None:
    with pytest.raises(ProblemError) as caught:
        DoverView(ClipShape(40, width, height), draws.fixed_draw(0))
    problem = caught.value.problem
    assert problem.code == "too-small"
    assert problem.message == (
        f"{width}×{height} pixels are too few for DOVER, which needs at least 32 on each side."
    )


def test_smallest_frame_is_one_cell_enlarged() -> None:
    view = FragmentView("it", ClipShape(1, 32, 32), [0], 1, draws.fixed_draw(0))
    pixels = texture(32, 32)
    view.add(0, ClipFrame(pixels))
    cell = enlarged_start(pixels, 7.0)
    assert np.array_equal(view.pixels[0], np.tile(cell, (7, 7, 1)))


# -- small frames --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("height", "width"), [(64, 96), (180, 320), (223, 500), (33, 700), (201, 101)]
)
def test_enlarged_frame_is_the_library_s_but_for_single_grey_levels(height, width) -> None:
    pixels = texture(height, width)
    factor = 1 / min(height / 224, width / 224)
    planes = torch.from_numpy(pixels).permute(2, 0, 1)[None] / 255.0
    wanted = functional.interpolate(planes, scale_factor=factor, mode="bilinear") * 255.0
    wanted = wanted[0, :, :height, :width].to(torch.uint8).permute(1, 2, 0).numpy()
    found = large_enough(ClipFrame(pixels))
    assert found.shape == pixels.shape
    difference = np.abs(found.astype(int) - wanted)
    assert difference.max() <= 1
    # Whole numbers are where the last bit decides.
    assert (difference > 0).mean() < 0.02


def test_frame_is_enlarged_once_for_all_views() -> None:
    frame = ClipFrame(texture(100, 300))
    assert large_enough(frame) is large_enough(frame)
    large = ClipFrame(texture(224, 300))
    assert large_enough(large) is large.pixels
