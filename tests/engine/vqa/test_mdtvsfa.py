"""MDTVSFA: features, course and score are those of the reference tool, whatever the bands.

With stand-in weights in files of the official form (tests/filled_mdtvsfa.py).
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from omgui.core.problems import ProblemError
from omgui.engine.clip_model import ClipFrame, ClipShape
from omgui.engine.libraries.vision import torchvision
from omgui.engine.models import pictures
from omgui.engine.models.vqa import mdtvsfa, resnet_layers
from omgui.engine.models.vqa.mdtvsfa import Mdtvsfa, pooled
from omgui.engine.models.vqa.resnet_bands import Trunk
from tests import filled_mdtvsfa
from tests.engine.vqa import clip_goldens
from tests.engine.vqa.clip_goldens import clip, deviation, golden
from tests.filled_clip_models import unit_noise
from tests.reference_inputs import texture

CPU = torch.device("cpu")
CLOSE = 2e-6  # relative; of scores
COURSE_CLOSE = 1e-5  # of single numbers, relative to the size of the others
# Where the authors' own file lies, for whom has it; it is not ours to give away.
OFFICIAL = Path(os.environ.get("OMGUI_OFFICIAL_WEIGHTS", ""), filled_mdtvsfa.HEAD)


@pytest.fixture(scope="module")
def files() -> Iterator[dict[str, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        yield filled_mdtvsfa.write_mdtvsfa(Path(folder))


@pytest.fixture(scope="module")
def model(files) -> Mdtvsfa:
    return Mdtvsfa(CPU, files)


@pytest.fixture(scope="module")
def network(files) -> nn.Sequential:
    """The trunk as torchvision computes it."""
    with torch.device("meta"):
        whole = torchvision.models.resnet50(weights=None)
    whole.load_state_dict(torch.load(files[filled_mdtvsfa.TRUNK], weights_only=True), assign=True)
    return nn.Sequential(*list(whole.eval().requires_grad_(requires_grad=False).children())[:8])


@pytest.fixture(scope="module")
def trunk(network) -> Trunk:
    return built_trunk(network)


def built_trunk(network: nn.Sequential) -> Trunk:
    names = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4")
    parts = nn.Module()
    for name, part in zip(names, network, strict=True):
        parts.add_module(name, part)
    return Trunk(parts)


def nothing() -> None:
    """Let a computation go on."""


def seen(model: Mdtvsfa, frames: np.ndarray, shared: list[dict[object, Any]] | None = None) -> Any:
    """Return a complete view of frames."""
    view = model.view(ClipShape(len(frames), frames.shape[2], frames.shape[1]))
    assert view.frames is None
    for index, pixels in enumerate(frames):
        view.add(index, ClipFrame(pixels, {} if shared is None else shared[index]))
    return view


def scores(model: Mdtvsfa, *views: Any) -> list[float]:
    return [score.value for score in model.score(views, nothing)]


def tiny(count: int, height: int = 40, width: int = 33) -> np.ndarray:
    """Return T×H×W×3 pictures that are quick to score."""
    return np.stack([texture(height, width, seed) for seed in range(count)])


def apart(found: Tensor, known: Tensor) -> float:
    """Return the largest difference, relative to the largest number."""
    return float((found - known).abs().max() / known.abs().max())


# -- golden numbers ------------------------------------------------------------------------------


def test_clip_gives_the_numbers_of_the_older_tool(model) -> None:
    known = golden("mdtvsfa", "c64", "deterministic")
    frames = clip("c64")
    features = torch.cat([model.features(torch.from_numpy(f[None].copy())) for f in frames])
    for part, name in (
        (features, "all"),
        (features[:, :2048], "mean_half"),
        (features[:, 2048:], "std_half"),
    ):
        assert deviation(part.numpy(), known["features"][name]) < COURSE_CLOSE
    numbers = model.reduced([*frames])
    assert deviation(numbers[None], known["reduced"]) < COURSE_CLOSE
    states = model._head.aggregated(torch.from_numpy(numbers), nothing)
    assert deviation(states[None].numpy(), known["gru"]) < COURSE_CLOSE
    quality = model._head.course(torch.from_numpy(numbers), nothing)
    assert quality.tolist() == pytest.approx(known["q"], rel=COURSE_CLOSE, abs=COURSE_CLOSE)
    assert float(pooled(quality)) == pytest.approx(known["pooled"], rel=COURSE_CLOSE)
    assert scores(model, seen(model, frames)) == pytest.approx([known["score"]], rel=CLOSE)


def test_larger_pictures_have_the_features_and_course_of_the_older_tool(model) -> None:
    known = golden("mdtvsfa", "c240", "deterministic")
    frames = clip("c240")[:6]  # the course of the first frames does not depend on those behind
    first = torch.from_numpy(frames[:1].copy())
    outputs = model._trunk(first)
    assert deviation(outputs[0].numpy(), known["resnet_frame0"]["layer4"]) < COURSE_CLOSE
    features = model.features(first)[0]
    for start, name in ((0, "frame0_first5"), (2048, "frame0_std_first5")):
        found = features[start : start + 5].tolist()
        assert found == pytest.approx(known["features"][name], rel=COURSE_CLOSE)
    numbers = np.concatenate([model.reduced([frame]) for frame in frames])
    quality = model._head.course(torch.from_numpy(numbers), nothing)
    assert quality.tolist() == pytest.approx(known["q"][:6], rel=COURSE_CLOSE, abs=COURSE_CLOSE)


@pytest.mark.parametrize("name", ["c64", "c240"])
def test_pooling_and_mapping_are_those_of_the_older_tool(model, name) -> None:
    known = golden("mdtvsfa", name, "deterministic")
    whole = pooled(torch.tensor(known["q"]))
    assert float(whole) == pytest.approx(known["pooled"], rel=CLOSE)
    assert float(whole.sigmoid()) == pytest.approx(known["relative"], rel=CLOSE)
    assert model._head.score(whole) == pytest.approx(known["score"], rel=CLOSE)


@pytest.mark.weights
@pytest.mark.skipif(
    not OFFICIAL.is_file(), reason="OMGUI_OFFICIAL_WEIGHTS names no folder with MDTVSFA.pt"
)
@pytest.mark.parametrize("name", ["a", "b"])
def test_authors_file_gives_the_scores_of_the_older_tool(files, name) -> None:
    model = Mdtvsfa(CPU, {**files, OFFICIAL.name: OFFICIAL})
    known = clip_goldens.goldens("mdtvsfa")["official_head"]["cases"][name]
    count = known["T"]
    noise = unit_noise(f"features:{name}", (count, 4096)).astype(np.float32)
    drift = np.linspace(-0.3, 0.3, count).astype(np.float32)[:, None]
    features = np.maximum(np.float32(0), np.float32(0.45) + np.float32(0.6) * noise + drift)
    head = model._head
    quality = head.course(head.dimemsion_reduction(torch.from_numpy(features)), nothing)
    assert quality.tolist() == pytest.approx(known["q"], rel=COURSE_CLOSE, abs=1e-6)
    assert float(pooled(quality)) == pytest.approx(known["pooled"], rel=CLOSE)
    assert head.score(pooled(quality)) == pytest.approx(known["mapped_score"], rel=CLOSE)


# -- pooling -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 11, 12, 13, 40])
def test_pooling_equals_its_formula(count) -> None:
    quality = np.cos(np.arange(count) * 1.7) * 3
    total = 0.0
    for t in range(count):
        ahead = quality[t : t + 12]
        soft = (ahead * np.exp(-ahead)).sum() / np.exp(-ahead).sum()
        total += 0.5 * soft + 0.5 * quality[max(0, t - 11) : t + 1].min()
    assert float(pooled(torch.from_numpy(quality))) == pytest.approx(total / count, rel=1e-12)


def test_pooling_of_very_bad_frames_is_a_number() -> None:
    # The exponential in the formula, taken alone, would be infinite.
    assert float(pooled(torch.full((20,), -900.0))) == pytest.approx(-900.0)


# -- bands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("height", "width", "rows"),
    [(77, 45, (1, 2, 3, 5, 9, 33, 76)), (64, 33, (1, 4, 7, 32)), (98, 64, (6, 31)), (35, 1, (3,))],
)
def test_bands_of_a_picture_give_what_the_whole_gives(trunk, network, height, width, rows) -> None:
    frames = torch.from_numpy(texture(height, width, 4)[None])
    trunk.band_pixels = height * width
    whole = trunk(frames)
    assert whole.shape == (1, 2048, math.ceil(height / 32), math.ceil(width / 32))
    pixels = pictures.normalised(frames, pictures.IMAGENET_MEAN, pictures.IMAGENET_STD)
    assert apart(whole, network(pixels)) < COURSE_CLOSE
    for count in rows:
        trunk.band_pixels = count * width
        assert apart(trunk(frames), whole) < 1e-6, f"bands of {count} rows"


def test_several_frames_in_bands_give_what_each_gives(trunk) -> None:
    frames = torch.from_numpy(tiny(3, 71, 50))
    trunk.band_pixels = 50 * 13
    together = trunk(frames)
    assert apart(together, torch.cat([trunk(frame[None]) for frame in frames])) < COURSE_CLOSE


@pytest.mark.parametrize("order", [torch.channels_last, torch.contiguous_format])
def test_network_is_the_same_without_fused_operators(trunk, network, monkeypatch, order) -> None:
    monkeypatch.setattr(resnet_layers, "_has_fused_operators", lambda: False)
    plain = built_trunk(network)
    plain._order = order  # the second is that of other devices
    frames = torch.from_numpy(tiny(2, 61, 70))
    for rows in (61, 9):
        plain.band_pixels = trunk.band_pixels = rows * 70
        assert apart(plain(frames), trunk(frames)) < COURSE_CLOSE


@pytest.mark.parametrize("error", [AttributeError, RuntimeError])
def test_fused_operators_that_do_not_work_are_not_used(monkeypatch, error) -> None:
    def fail(*_: object) -> None:
        raise error("gone")

    monkeypatch.setattr(resnet_layers._Packed, "_ordered", fail)
    assert resnet_layers._has_fused_operators.__wrapped__() is False


def test_fused_operators_that_give_other_numbers_are_not_used(monkeypatch) -> None:
    monkeypatch.setattr(resnet_layers._Packed, "onto", lambda _self, pixels, _other: pixels)
    assert resnet_layers._has_fused_operators.__wrapped__() is False


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_frame_of_2160p_takes_little_memory(files) -> None:
    program = f"""
import numpy as np, torch
from pathlib import Path
from omgui.engine.clip_model import ClipFrame, ClipShape
from omgui.engine.memory import limit_arithmetic_threads, retain_freed_memory
from omgui.engine.models.vqa.mdtvsfa import Mdtvsfa
retain_freed_memory()
limit_arithmetic_threads()
model = Mdtvsfa(torch.device("cpu"), {{n: Path(p) for n, p in {_texts(files)!r}.items()}})
view = model.view(ClipShape(1, 3840, 2160))
view.add(0, ClipFrame(np.random.default_rng(1).integers(0, 255, (2160, 3840, 3), np.uint8)))
print(model.score([view], lambda: None)[0].value)
print(next(s for s in open("/proc/self/status") if s.startswith("VmHWM")).split()[1])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    score, peak_kib = map(float, done.stdout.split())
    assert 0 < score < 2
    assert peak_kib < 1.3 * 2**20


def _texts(files: dict[str, Path]) -> dict[str, str]:
    return {name: str(path) for name, path in files.items()}


# -- views ---------------------------------------------------------------------------------------


def test_single_frame_has_a_score(model) -> None:
    # The older tool fails.
    frames = tiny(1)
    quality = model._head.course(torch.from_numpy(model.reduced([*frames])), nothing)
    assert pooled(quality) == quality.double()
    assert scores(model, seen(model, frames)) == [model._head.score(quality.double())]


def test_picture_of_one_place_is_refused_in_words(model) -> None:
    with pytest.raises(ProblemError, match="32×20 pixels are too few for mdtvsfa") as caught:
        model.view(ClipShape(9, 32, 20))
    assert caught.value.problem.code == "too-small"


def test_narrow_picture_of_two_places_has_a_score(model) -> None:
    assert 0 < scores(model, seen(model, tiny(2, 2, 33)))[0] < 2


def test_same_clip_has_the_same_score_whatever_was_scored_before(model) -> None:
    frames = tiny(3)
    first = scores(model, seen(model, frames))
    scores(model, seen(model, tiny(2, 90, 70)))
    assert scores(model, seen(model, tiny(1)), seen(model, frames))[1:] == first


def test_order_of_frames_matters_and_draws_do_not(model) -> None:
    frames = tiny(4)
    assert scores(model, seen(model, frames)) != scores(model, seen(model, frames[::-1]))
    view = model.view(ClipShape(4, 33, 40), draw=3)
    for index, pixels in enumerate(frames):
        view.add(index, ClipFrame(pixels))
    assert scores(model, view) == scores(model, seen(model, frames))


def test_two_threads_at_once_change_nothing(model) -> None:
    clips = [tiny(2), tiny(2, 70, 40), tiny(3, 33, 90)] * 3
    alone = [scores(model, seen(model, frames)) for frames in clips[:3]]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda frames: scores(model, seen(model, frames)), clips)) == alone * 3


class Counted:
    """Counts the frames that the network sees, by batch."""

    def __init__(self, model: Mdtvsfa, monkeypatch: pytest.MonkeyPatch) -> None:
        self.batches: list[int] = []
        self.errors: list[Exception] = []
        self._reduced = model.reduced
        monkeypatch.setattr(model, "reduced", self)

    def __call__(self, frames: list[np.ndarray]) -> np.ndarray:
        if self.errors:
            raise self.errors.pop()
        self.batches.append(len(frames))
        return self._reduced(frames)


@pytest.fixture
def counted(model, monkeypatch) -> Counted:
    return Counted(model, monkeypatch)


@pytest.mark.parametrize(("at_once", "batches"), [(1, [1] * 7), (3, [3, 3, 1]), (8, [7])])
def test_frames_are_computed_together_without_changing_the_score(
    model, counted, monkeypatch, at_once, batches
) -> None:
    frames = tiny(7)
    alone = scores(model, seen(model, frames))
    counted.batches.clear()
    monkeypatch.setattr(model, "frames_at_once", at_once)
    assert scores(model, seen(model, frames)) == pytest.approx(alone, rel=CLOSE)
    assert counted.batches == batches


def test_threads_share_frames_without_changing_a_bit(model, monkeypatch) -> None:
    frames = tiny(5)
    alone = scores(model, seen(model, frames))
    monkeypatch.setattr(model, "threads", 2)
    assert scores(model, seen(model, frames)) == alone


@pytest.mark.parametrize(
    ("width", "height", "together"), [(320, 240, 64), (1920, 1080, 6), (3840, 2160, 1)]
)
def test_so_many_threads_share_as_the_memory_allows(
    model, monkeypatch, width, height, together
) -> None:
    monkeypatch.setattr(model, "threads", 64)
    assert model.frames_together(np.zeros((height, width, 3), np.uint8)) == together


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no graphics card for CUDA")
def test_graphics_card_gives_the_score_of_the_processor(model, files, monkeypatch) -> None:
    monkeypatch.setattr(torch.backends.cudnn, "allow_tf32", False)  # as in a worker
    quick = Mdtvsfa(torch.device("cuda"), files)
    quick._trunk.band_pixels = 50 * 33
    frames = tiny(11, 71, 50)
    assert quick.frames_at_once == 8
    wanted = scores(model, seen(model, frames))
    assert scores(quick, seen(quick, frames)) == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize("at_once", [1, 3])
def test_windows_that_overlap_compute_a_frame_once(model, counted, monkeypatch, at_once) -> None:
    monkeypatch.setattr(model, "frames_at_once", at_once)
    frames = tiny(9)
    windows = [(0, 5), (2, 7), (4, 9)]
    views = [model.view(ClipShape(5, 33, 40)) for _ in windows]
    for number, pixels in enumerate(frames):
        frame = ClipFrame(pixels)
        for (first, end), view in zip(windows, views, strict=True):
            if first <= number < end:
                view.add(number - first, frame)
    found = scores(model, *views)
    assert sum(counted.batches) == len(frames)
    apart = [scores(model, seen(model, frames[first:end]))[0] for first, end in windows]
    assert found == pytest.approx(apart, rel=CLOSE)
    assert len(set(found)) == 3


def test_frame_for_which_memory_ran_out_is_computed_when_it_comes_again(
    model, counted, monkeypatch
) -> None:
    frames = tiny(4)
    wanted = scores(model, seen(model, frames))
    monkeypatch.setattr(model, "frames_at_once", 2)
    view = model.view(ClipShape(4, 33, 40))
    view.add(0, ClipFrame(frames[0]))
    counted.errors.append(MemoryError())
    with pytest.raises(MemoryError):
        view.add(1, ClipFrame(frames[1]))
    monkeypatch.setattr(model, "frames_at_once", 1)
    for index in (1, 2, 3):
        view.add(index, ClipFrame(frames[index]))
    assert scores(model, view) == wanted


def test_view_that_lacks_frames_is_not_scored(model) -> None:
    view = model.view(ClipShape(3, 33, 40))
    view.add(0, ClipFrame(tiny(1)[0]))
    with pytest.raises(ValueError, match="2 of 3 frames have not come"):
        model.score([view], nothing)


def test_long_clip_is_scored_in_parts_that_can_be_stopped(model, monkeypatch) -> None:
    noise = torch.from_numpy(unit_noise("numbers", (11, 128)).astype(np.float32))
    whole = model._head.aggregated(noise, nothing)
    monkeypatch.setattr(mdtvsfa, "_GRU_STEPS", 4)
    calls: list[None] = []
    parts = model._head.aggregated(noise, lambda: calls.append(None))
    assert torch.allclose(parts, whole, rtol=1e-5, atol=1e-6)
    assert len(calls) == 3

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model.score([seen(model, tiny(1))], stop)


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "key"), [(filled_mdtvsfa.HEAD, "lm.N.bias"), (filled_mdtvsfa.TRUNK, "fc.weight")]
)
def test_file_must_hold_what_no_score_needs(files, tmp_path, file, key) -> None:
    tensors = torch.load(files[file], weights_only=True)
    del tensors[key]
    path = tmp_path / file
    torch.save(tensors, path)
    with pytest.raises(ProblemError, match=f"{key}” is missing") as caught:
        Mdtvsfa(CPU, {**files, file: path})
    assert caught.value.problem.code == "weights-wrong"
    path.unlink()


def test_file_of_another_network_is_refused(files) -> None:
    swapped = {filled_mdtvsfa.HEAD: files[filled_mdtvsfa.TRUNK]}
    with pytest.raises(ProblemError, match=r"dimemsion_reduction\.weight” is missing"):
        Mdtvsfa(CPU, {**files, **swapped})
