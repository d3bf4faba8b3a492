"""Too little memory is a normal event; a broken metric costs itself."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pytest
import torch

from omgui.core.catalogue import Catalogue, load_catalogue
from omgui.core.metric_spec import Batching, Better, Kind, MetricSpec, Unit
from omgui.core.problems import ProblemError
from omgui.engine.group import GroupScorer
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.scorer import MetricOutOfMemoryError, Scorer, is_beyond_device, is_out_of_memory
from omgui.engine.tasks import FileTask, GroupTask, ScoreTask, SingleTask
from tests.engine.memory_video import Heard, MemoryReader, opener

CALLS: list[int] = []
LIMIT = {"cpu": 0, "meta-device": 0}


def frame_means(planes: Planes) -> torch.Tensor:
    """A metric that fits LIMIT frames at once."""
    CALLS.append(planes.count)
    if planes.count > LIMIT["cpu"]:
        raise torch.OutOfMemoryError("CUDA out of memory")
    return planes.frames.double().flatten(1).mean(1)


def failing(planes: Planes) -> torch.Tensor:
    raise ValueError("a defect of the metric")


def sometimes(planes: Planes) -> torch.Tensor:
    """Undefined on frames whose first sample is odd."""
    first = planes.frames[:, 0, 0, 0].double()
    return torch.where(first % 2 == 1, torch.nan, first)


class OnCpuOnly:
    """A metric in double precision, built and called where that may be missing."""

    built: ClassVar[list[str]] = []

    def __init__(self, *, device: torch.device, fails_at: str = "call") -> None:
        self._device, self._fails_at = device, fails_at
        if fails_at == "build":
            self._double()
        self.built.append(device.type)

    def __call__(self, *frames: Planes | Pair) -> torch.Tensor:
        self._double()
        seen = frames[0].reference if isinstance(frames[0], Pair) else frames[0]
        return torch.arange(seen.count, dtype=torch.float64)

    def _double(self) -> None:
        if self._device.type == "mps":
            raise TypeError(
                "Cannot convert a MPS Tensor to float64 dtype as the MPS framework doesn't "
                "support float64. Please use float32 instead."
            )


class Broken:
    """A metric that cannot be built."""

    def __init__(self, **_options: object) -> None:
        raise RuntimeError("no weights")


def row(name: str, attribute: str) -> MetricSpec:
    factory = f"{__name__}:{attribute}"
    return MetricSpec(name, name, Kind.NR, factory, Better.HIGHER, (0, None), "p", "c", "MIT")


CATALOGUE = Catalogue(
    (
        row("mean", "frame_means"),
        row("failing", "failing"),
        row("broken", "Broken"),
        row("gone", "nothing_here"),
        row("sometimes", "sometimes"),
        load_catalogue()[0]["si"],
    )
)


@pytest.fixture(autouse=True)
def fresh() -> None:
    CALLS.clear()
    LIMIT["cpu"] = 100


def planes(count: int) -> Planes:
    frames = np.arange(count * 8 * 8 * 3, dtype=np.uint32) % 251
    return Planes(torch.from_numpy(frames.astype(np.uint8).reshape(count, 8, 8, 3)))


def test_batch_is_halved_until_it_fits_and_no_frame_is_lost() -> None:
    scorer = Scorer(CATALOGUE, "cpu")
    task = ScoreTask(id=1, metric="mean")
    whole = scorer.score_frames(task, planes(13), None)
    LIMIT["cpu"] = 2
    halved = Scorer(CATALOGUE, "cpu").score_frames(task, planes(13), None)
    assert halved.tolist() == whole.tolist()


def test_what_fits_is_remembered() -> None:
    scorer = Scorer(CATALOGUE, "cpu")
    task = ScoreTask(id=1, metric="mean")
    LIMIT["cpu"] = 4
    scorer.score_frames(task, planes(16), None)
    CALLS.clear()
    scorer.score_frames(task, planes(16), None)
    assert max(CALLS) <= 4


def test_single_frame_that_does_not_fit_is_said() -> None:
    LIMIT["cpu"] = 0
    with pytest.raises(MetricOutOfMemoryError, match="mean"):
        Scorer(CATALOGUE, "cpu").score_frames(ScoreTask(id=1, metric="mean"), planes(4), None)


@pytest.mark.parametrize("metric", ["broken", "gone"])
def test_metric_that_cannot_be_built_is_a_problem_in_words(metric: str) -> None:
    with pytest.raises(ProblemError) as caught:
        Scorer(CATALOGUE, "cpu").load(ScoreTask(id=1, metric=metric))
    assert caught.value.problem.code == "metric-broken"
    assert metric in caught.value.problem.message


def scored(monkeypatch: pytest.MonkeyPatch, *metrics: str, frames: int = 6) -> Heard:
    clip = [np.full((8, 8, 3), k, np.uint8) for k in range(frames)]
    monkeypatch.setattr("omgui.engine.track.open_video", opener({"0": lambda: MemoryReader(clip)}))
    heard = Heard()
    scores = tuple(ScoreTask(id=k, metric=name) for k, name in enumerate(metrics))
    task = GroupTask(
        id=0,
        media="vid",
        files=(FileTask(name="a.mp4", path="0"),),
        singles=(SingleTask(file=0, scores=scores),),
    )
    GroupScorer(CATALOGUE, heard.answers, {}, SimpleNamespace(error_count=lambda: 0)).score(task)
    return heard


def test_metric_without_memory_gets_a_pass_of_its_own(monkeypatch) -> None:
    LIMIT["cpu"] = 0
    original = Scorer.unload

    def unload(self: Scorer) -> None:
        LIMIT["cpu"] = 1  # once the others are gone, it fits
        original(self)

    monkeypatch.setattr(Scorer, "unload", unload)
    heard = scored(monkeypatch, "mean", "si")
    assert list(heard.frames[0].values()) == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    assert heard.done[0].problem is None
    assert len(heard.frames[1]) == 6


def test_metric_that_never_fits_is_a_problem_and_the_others_are_scored(monkeypatch) -> None:
    LIMIT["cpu"] = 0
    heard = scored(monkeypatch, "mean", "si")
    assert heard.done[0].problem.code == "out-of-memory"
    assert heard.done[1].problem is None
    assert len(heard.frames[1]) == 6


def test_metric_that_raises_costs_itself(monkeypatch) -> None:
    heard = scored(monkeypatch, "failing", "broken", "si")
    assert heard.done[0].problem.code == "metric-failed"
    assert "a defect of the metric" in heard.done[0].problem.message
    assert heard.done[1].problem.code == "metric-broken"
    assert heard.done[2].problem is None


def test_undefined_frames_are_marked_not_dropped(monkeypatch) -> None:
    heard = scored(monkeypatch, "sometimes")
    frames = heard.frames[0]
    assert len(frames) == 6
    assert [k for k, value in frames.items() if np.isnan(value)] == [1, 3, 5]


def test_swapped_pair_exchanges_the_roles_and_shares_the_planes() -> None:
    pair = Pair(planes(2), Planes(planes(2).frames.flip(0)))
    assert pair.swapped().reference is pair.distorted
    assert pair.swapped().distorted is pair.reference


def test_frames_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="nothing is resized here"):
        Pair(planes(2), planes(3))
    with pytest.raises(ValueError, match="uint8"):
        Planes(torch.zeros(1, 3, 8, 8))


def test_steps_of_a_clip_are_halved_too(monkeypatch) -> None:
    spec = load_catalogue()[0]["ti"]
    scorer = Scorer(Catalogue((spec,)), "cpu")
    task = ScoreTask(id=1, metric="ti")
    frames = planes(9)
    current, previous = frames.part(1, 8), frames.part(0, 8)
    whole = scorer.score_frames(task, current, previous)
    real = scorer.load(task).score_frames

    def short_of_memory(now: Planes, before: Planes) -> np.ndarray:
        if now.count > 3:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(now, before)

    monkeypatch.setattr(scorer.load(task), "score_frames", short_of_memory)
    assert scorer.score_frames(task, current, previous).tolist() == whole.tolist()


def test_metric_that_may_not_share_a_call_sees_one_frame_at_a_time() -> None:
    spec = replace(row("mean", "frame_means"), batching=Batching.ONE_BY_ONE)
    scorer = Scorer(Catalogue((spec,)), "cpu")
    scores = scorer.score_frames(ScoreTask(id=1, metric="mean"), planes(5), None)
    assert CALLS == [1] * 5
    assert len(scores) == 5


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
        RuntimeError("MPS backend out of memory"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED"),
    ],
)
def test_every_way_of_saying_too_little_memory_is_understood(error) -> None:
    assert is_out_of_memory(error)
    assert not is_out_of_memory(RuntimeError("The size of tensor a must match"))


@pytest.mark.parametrize("fails_at", ["build", "call"])
@pytest.mark.parametrize("kind", ["frames", "steps", "pair"])
def test_metric_that_an_accelerator_lacks_the_precision_for_is_computed_on_the_cpu(
    fails_at, kind, monkeypatch
) -> None:
    monkeypatch.setattr(OnCpuOnly, "built", [])
    unit = Unit.STEP if kind == "steps" else Unit.FRAME
    double = replace(row("double", "OnCpuOnly"), build={"fails_at": fails_at}, unit=unit)
    scorer = Scorer(Catalogue((double, row("mean", "frame_means"))), "mps")
    task, frames = ScoreTask(id=1, metric="double"), planes(3)
    assert scorer.device_of(task).type == "mps"
    for _ in range(2):
        if kind == "pair":
            scores = scorer.score_pair(task, Pair(frames, planes(3)))
        else:
            scores = scorer.score_frames(task, frames, frames if kind == "steps" else None)
        assert scores.tolist() == [0, 1, 2]
    assert scorer.device_of(task).type == "cpu"  # which is what its provenance says
    assert OnCpuOnly.built.count("cpu") == 1
    assert scorer.device_of(ScoreTask(id=2, metric="mean")).type == "mps"


def test_defect_of_a_metric_on_an_accelerator_is_not_tried_elsewhere() -> None:
    scorer = Scorer(CATALOGUE, "mps")
    task = ScoreTask(id=1, metric="failing")
    with pytest.raises(ValueError, match="a defect"):
        scorer.score_frames(task, planes(1), None)
    assert scorer.device_of(task).type == "mps"


def test_what_an_accelerator_lacks_is_understood() -> None:
    missing = "The operator 'aten::x' is not currently implemented for the MPS device."
    assert is_beyond_device(NotImplementedError(missing))
    assert not is_beyond_device(NotImplementedError("forward"))
    assert not is_beyond_device(TypeError("expected float64"))
