"""FAST-VQA, FasterVQA and DOVER whole: features and scores are those of the reference tool.

With stand-in weights in files of the official form (tests/filled_clip_models.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from omgui.core.problems import ProblemError
from omgui.engine.clip_model import ClipFrame, ClipShape
from omgui.engine.models.vqa.dover import Dover
from omgui.engine.models.vqa.fast_vqa import FastVqa
from omgui.engine.models.vqa.raw_scores import between_0_and_1, runs_at_once
from tests import filled_weights
from tests.engine.vqa.clip_goldens import clip, deviation, golden

CPU = torch.device("cpu")
CLOSE = 5e-6  # relative; the reference itself varies so much with the number of threads
FEATURES_CLOSE = 5e-5  # of single numbers, relative to the size of the others
_LAST_BLOCKS = {f"aesthetic_backbone.stages.{i}.{j}": i for i, j in enumerate((2, 2, 8, 2))}


@lru_cache(maxsize=1)
def fast_vqa(form: str) -> FastVqa:
    # The two files hold the same stand-ins: numbers come from the keys, which are the same.
    path = filled_weights.official_file("FAST-VQA")
    return FastVqa(CPU, {path.name: path}, form=form)


@lru_cache(maxsize=1)
def dover() -> Dover:
    path = filled_weights.official_file("dover")
    return Dover(CPU, {path.name: path})


@pytest.fixture(autouse=True, scope="module")
def _forget_networks() -> Iterator[None]:
    yield
    fast_vqa.cache_clear()
    dover.cache_clear()


def seen(model: Any, name: str) -> Any:
    """Return a complete view of a clip."""
    frames = clip(name)
    count, height, width, _ = frames.shape
    view = model.view(ClipShape(count, width, height))
    for index in sorted(view.frames):
        view.add(index, ClipFrame(frames[index]))
    return view


def nothing() -> None:
    """Let a computation go on."""


@contextmanager
def recorded(parts: dict[str, nn.Module]) -> Iterator[dict[str, list[np.ndarray]]]:
    """Record what the modules return, in the layout of the golden numbers."""
    outputs: dict[str, list[np.ndarray]] = {}

    def record(name: str, output: Tensor) -> None:
        outputs.setdefault(name, []).append(output.clone().numpy())
        if name in _LAST_BLOCKS:
            outputs[f"aesthetic_backbone.stages.{_LAST_BLOCKS[name]}"] = outputs[name]

    handles = [
        module.register_forward_hook(
            lambda _module, _inputs, output, name=name: record(name, output)
        )
        for name, module in parts.items()
    ]
    try:
        yield outputs
    finally:
        for handle in handles:
            handle.remove()


def parts_of(backbone: nn.Module, prefix: str) -> dict[str, nn.Module]:
    inner = {f"{prefix}.{name}": module for name, module in backbone.named_modules() if name}
    return {**inner, f"{prefix}.features": backbone}


def in_layout(name: str, outputs: list[np.ndarray]) -> np.ndarray:
    """Return recorded numbers in the layout of the golden ones: channels first but for blocks."""
    if name.endswith("(windows)"):  # place by place here; first windows of all places there
        by_place = np.stack([output.reshape(2, 392, -1) for output in outputs])
        return (
            by_place.reshape(-1, 64, *by_place.shape[1:])
            .swapaxes(1, 2)
            .reshape(-1, *by_place.shape[2:])
        )
    whole = np.concatenate(outputs)
    if name.endswith("_map"):
        return whole[:, None]
    return whole if _is_block(name) else whole.transpose(0, 4, 1, 2, 3)


def _is_block(name: str) -> bool:
    return name.split(".")[-2] == "blocks"


def deviations(known: Any, outputs: dict[str, list[np.ndarray]]) -> dict[str, float]:
    return {
        name: deviation(in_layout(name, outputs[name.removesuffix("(windows)")]), summary)
        for name, summary in known.items()
    }


# -- features ------------------------------------------------------------------------------------


def test_features_and_score_of_faster_vqa_equal_the_reference() -> None:
    known, model = golden("fastervqa", "c64", "centre"), fast_vqa("faster")
    view = seen(model, "c64")
    backbone, head = model._network
    parts = {**parts_of(backbone, "fragments_backbone"), "head_map": head}
    with recorded(parts) as outputs:
        (score,) = model.score([view], nothing)
    found = deviations({**known["intermediate"], "head_map": known["head_map"]}, outputs)
    assert len(found) == 21
    assert max(found.values()) < FEATURES_CLOSE, found
    assert score.value == pytest.approx(known["score"], rel=CLOSE)
    assert score.parts == {}


@pytest.mark.slow
def test_features_score_and_parts_of_dover_equal_the_reference() -> None:
    known, model = golden("dover", "c240", "fixed"), dover()
    view = seen(model, "c240")
    parts: dict[str, nn.Module] = {}
    for name, (backbone, head) in model._networks.items():
        parts |= {**parts_of(backbone, f"{name}_backbone"), f"{name}_map": head}
    wanted = {**known["intermediate"]}
    wanted |= {name: known[name] for name in ("technical_map", "aesthetic_map")}
    with recorded(
        {name: part for name, part in parts.items() if _is_wanted(name, wanted)}
    ) as outputs:
        (score,) = model.score([view], nothing)
    found = deviations(wanted, outputs)
    assert len(found) == 34
    assert max(found.values()) < FEATURES_CLOSE, found
    per_run = [float(part.mean()) for part in outputs["technical_map"]]
    assert per_run == pytest.approx(known["technical_mean_per_clip"], abs=1e-6)
    assert score.value == pytest.approx(known["score"], rel=CLOSE)
    assert score.parts == {
        "technical": pytest.approx(
            logistic((known["technical_raw"] - 0.1107) / 0.07355), rel=CLOSE
        ),
        "aesthetic": pytest.approx(
            logistic((known["aesthetic_raw"] + 0.08285) / 0.03774), rel=CLOSE
        ),
    }


def _is_wanted(name: str, wanted: dict[str, Any]) -> bool:
    return name in wanted or f"{name}(windows)" in wanted or name in _LAST_BLOCKS


def logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


# -- scores --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_runs_of_fast_vqa_computed_together_give_the_score_of_the_reference(monkeypatch) -> None:
    known, model = golden("fastvqa", "c240", "fixed"), fast_vqa("fast")
    monkeypatch.setattr(model, "clips_at_once", 3)  # of four: the last goes alone
    with recorded({"head_map": model._network[1]}) as outputs:
        (score,) = model.score([seen(model, "c240")], nothing)
    maps = outputs["head_map"]
    assert [len(part) for part in maps] == [3, 1]
    per_run = np.concatenate(maps).mean(axis=(1, 2, 3)).tolist()
    assert per_run == pytest.approx(known["head_mean_per_clip"], abs=1e-6)
    assert score.value == pytest.approx(known["score"], rel=CLOSE)


def test_clips_scored_together_keep_their_own_scores(monkeypatch) -> None:
    model = fast_vqa("faster")
    views = [seen(model, "c240"), seen(model, "c64")]
    monkeypatch.setattr(model, "clips_at_once", 8)
    together = [score.value for score in model.score(views, nothing)]
    wanted = [
        golden("fastervqa", name, rule)["score"]
        for name, rule in (("c240", "fixed"), ("c64", "centre"))
    ]
    assert together == pytest.approx(wanted, rel=CLOSE)


def test_same_view_has_the_same_score_to_the_last_bit_whatever_came_before(monkeypatch) -> None:
    model = fast_vqa("faster")
    view = seen(model, "c64")
    before = view.pixels.copy()
    (first,) = model.score([view], nothing)
    calls = []

    def stop() -> None:
        calls.append(None)
        if len(calls) == 4:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        model.score([view], stop)
    monkeypatch.setattr(model, "threads", 2)
    assert model.score([view], lambda: calls.append(None)) == [first]
    assert len(calls) == 4 + 12 + 1, "after every block, and after every run"
    assert np.array_equal(view.pixels, before)


def test_each_draw_is_another_view_and_the_same_one_again() -> None:
    model = fast_vqa("faster")
    shape = ClipShape(40, 300, 400)
    frame = ClipFrame(
        np.arange(400 * 300 * 3, dtype=np.uint32).view(np.uint8)[::4].reshape(400, 300, 3)
    )
    pictures = []
    for draw in (0, 1, 0):
        view: Any = model.view(shape, draw)
        for index in view.frames:
            view.add(index, frame)
        pictures.append(view.pixels)
    assert np.array_equal(pictures[0], pictures[2])
    assert not np.array_equal(pictures[0], pictures[1])
    first, second = (dover().view(ClipShape(3000, 300, 300), draw).frames for draw in (0, 1))
    assert first != second


# -- what surrounds them -------------------------------------------------------------------------


def test_file_of_another_model_is_refused() -> None:
    path = filled_weights.official_file("dover")
    with pytest.raises(ProblemError, match="is missing") as caught:
        FastVqa(CPU, {path.name: path}, form="fast")
    assert caught.value.problem.code == "weights-wrong"


@pytest.mark.parametrize(
    "key",
    ["layers.0.blocks.0.attn.relative_position_index", "layers.3.blocks.1.attn.proj.bias"],
)
def test_file_that_lacks_anything_is_refused(key, tmp_path) -> None:
    content = torch.load(filled_weights.official_file("dover"), mmap=True)
    del content[f"technical_backbone.{key}"]
    path = tmp_path / "DOVER.pth"
    torch.save(content, path)
    with pytest.raises(ProblemError, match=f"technical_backbone.{key}” is missing"):
        Dover(CPU, {path.name: path})
    path.unlink()


def test_other_devices_than_a_cpu_take_several_runs_at_once() -> None:
    assert runs_at_once(CPU) == 1
    assert runs_at_once(torch.device("cuda")) == 8
    assert fast_vqa("faster").clips_at_once == dover().clips_at_once == 1


@pytest.mark.parametrize("value", [-1e6, -30.0, -0.5, 0.0, 0.5, 30.0, 1e6])
def test_logistic_function_is_defined_everywhere(value) -> None:
    assert between_0_and_1(value) == pytest.approx(0.5 + 0.5 * math.tanh(value / 2), abs=1e-15)
