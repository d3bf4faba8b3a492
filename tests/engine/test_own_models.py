"""SPAQ, KonCept512, Linearity, UNIQUE and the features of Inception-v3.

Expected scores are those of the older tool with the same stand-in weights (goldens_models.json).
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from omgui.core.catalogue import own_models
from omgui.core.problems import ProblemError
from omgui.engine.kernels.planes import Planes
from omgui.engine.libraries.vision import torchvision
from omgui.engine.models import pictures, spaq
from tests import filled_weights
from tests.reference_inputs import image, sha, texture

GOLDENS = json.loads((filled_weights.DATA / "goldens_models.json").read_text("utf-8"))
ROWS = {row.name: row for row in (*own_models.ROWS, *own_models.FEATURE_EXTRACTORS)}
MODELS = [row.name for row in own_models.ROWS]
CPU = torch.device("cpu")
CLOSE = 1e-6  # relative; equal to the last bit where torch and processor are those of the goldens


def build(name: str, **options: Any) -> Any:
    """Build what a row describes, as the engine does, from a file in the official container."""
    row = ROWS[name]
    module, _, attribute = row.factory.partition(":")
    factory = getattr(import_module(module), attribute)
    (checkpoint,) = row.checkpoints
    files = {checkpoint.file: filled_weights.official_file(name)}
    return factory(device=CPU, files=files, **getattr(row, "build", {}), **options)


@lru_cache(maxsize=1)  # the large ones do not all have to lie in memory
def old(name: str) -> Any:
    return build(name, **dict(ROWS[name].compat_options))


def planes(*names: str) -> Planes:
    for name in names:
        assert sha(image(name)) == GOLDENS["inputs"][name], f"{name} is another picture here"
    return Planes(torch.from_numpy(np.stack([image(name) for name in names])))


def golden(metric: str, *names: str) -> Any:
    return pytest.approx([GOLDENS["nr"][metric][name] for name in names], rel=CLOSE)


@pytest.mark.parametrize("name", MODELS)
def test_stand_in_weights_are_those_of_the_golden_scores(name) -> None:
    content = torch.load(filled_weights.official_file(name), weights_only=False, mmap=True)
    state = content.get("state_dict", content.get("model", content))
    known = GOLDENS["fill"][name]
    assert list(state) == list(filled_weights.manifest(name))
    total = sum(float(tensor.double().sum()) for tensor in state.values())
    assert total == pytest.approx(known["sum"], rel=1e-9)
    for key, values in known["samples"].items():
        assert state[key].flatten()[: len(values)].tolist() == values


# One batch each: the older tool took its pictures one by one, so this is also batch = singles.
# Both, and their order, matter: a picture that leaked into its neighbour would show.
@pytest.mark.parametrize("name", MODELS)
def test_batch_equals_single_pictures_of_the_older_tool(name) -> None:
    batch = ("chelsea", "chelsea@blur3", "chelsea")
    scores = old(name)(planes(*batch))
    assert scores.shape == (3,)
    assert scores.tolist() == golden(name, *batch)


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        ("spaq-bl", "check_256x256"),
        ("spaq-bl", "big_800x800"),  # resized first
        ("koncept512", "tiny_16x16"),
        ("unique", "tiny_16x16"),
        ("unique", "black_96x96"),
        ("unique", "tall_200x700"),
        ("unique", "astronaut"),  # smaller than 768, so not resized
        ("unique", "big_800x800"),
    ],
)
def test_score_equals_the_older_tool(metric, name) -> None:
    assert old(metric)(planes(name)).tolist() == golden(metric, name)


def test_quality_of_mta_is_its_first_output() -> None:
    # With stand-in weights the first output of MT-A has the numbers of the only one of BL.
    quality = build("spaq-mta", **dict(ROWS["spaq-mta"].options))
    name = "check_256x256"
    assert quality(planes(name)).tolist() == golden("spaq-bl", name)
    assert GOLDENS["nr"]["spaq-mta"][name] != golden("spaq-bl", name)


@pytest.mark.parametrize(("name", "option"), [("spaq-mta", "attributes"), ("linearity", "mapping")])
def test_unknown_option_is_refused_before_the_file_is_read(name, option) -> None:
    with pytest.raises(ValueError, match=f"{option} must be"):
        build(name, **{option: "first"})


# -- SPAQ's patches ------------------------------------------------------------------------------


def test_picture_of_one_patch_has_a_score() -> None:
    # The older tool fails at 224×224. A picture of two patches has the mean of both.
    whole = texture(224, 336, 3)
    score = old("spaq-bl")
    halves = [
        score(Planes(torch.from_numpy(part[None]))) for part in (whole[:, :224], whole[:, 112:])
    ]
    both = score(Planes(torch.from_numpy(whole[None])))
    assert abs(float(halves[0] - halves[1])) > 1e-4
    assert float(both) == pytest.approx(float(sum(halves) / 2), rel=CLOSE)


@pytest.mark.parametrize(
    ("side", "starts"),
    [(224, [0]), (225, [0, 1]), (336, [0, 112]), (384, [0, 112, 160]), (512, [0, 112, 224, 288])],
)
def test_last_patch_ends_at_the_border(side, starts) -> None:
    assert spaq.patch_starts(side) == starts


def test_long_picture_is_scored_in_small_chunks() -> None:
    seen: list[int] = []
    metric = build("spaq-bl")
    network = metric._network

    def look(patches: torch.Tensor) -> torch.Tensor:
        seen.append(len(patches))
        return network(patches[:, :, ::56, ::56]).repeat(1, 1)

    metric._network = look
    metric(Planes(torch.zeros((1, 224, 9000, 3), dtype=torch.uint8)))
    assert sum(seen) == len(spaq.patch_starts(9000)) > 75
    assert max(seen) <= spaq.CHUNK


def test_picture_smaller_than_a_patch_is_never_scored() -> None:
    row = ROWS["spaq-bl"]
    assert row.min_side == spaq.PATCH == 224
    with pytest.raises(ValueError, match="223×300"):
        old("spaq-bl")(Planes(torch.zeros((1, 300, 223, 3), dtype=torch.uint8)))


# -- preprocessing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "height", "side"),
    [(800, 800, 512), (1366, 769, 768), (517, 1003, 512), (93, 127, 342)],
)
def test_resize_equals_torchvision_on_pillow_images(width, height, side) -> None:
    pixels = texture(height, width, 9)
    wanted = torchvision.transforms.Resize(side)(Image.fromarray(pixels))
    frames = Planes(torch.from_numpy(pixels[None]))
    size = pictures.size_with_shorter_side(width, height, side)
    assert size == wanted.size
    found = pictures.resized(frames, *size)
    assert np.array_equal(found[0].numpy(), np.asarray(wanted))
    assert pictures.resized(frames, *size) is found, "metrics of one size share the picture"


def test_normalised_planes_equal_torchvision() -> None:
    pixels = texture(40, 50, 2)
    steps = torchvision.transforms
    wanted = steps.Normalize(pictures.IMAGENET_MEAN, pictures.IMAGENET_STD)(
        steps.ToTensor()(Image.fromarray(pixels))
    )
    found = pictures.normalised(
        torch.from_numpy(pixels[None]), pictures.IMAGENET_MEAN, pictures.IMAGENET_STD
    )
    assert torch.equal(found[0], wanted)


# -- features ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["chelsea", "tall_200x700", "tiny_16x16", "check_256x256"])
def test_features_equal_the_older_tool(name) -> None:
    known = GOLDENS["inception_v3"][name]
    features = _extractor()(planes(name))
    assert features.shape == (1, ROWS["inception_v3"].features)
    assert features.dtype == torch.float32
    assert features[0, :8].tolist() == pytest.approx(known["first8"], rel=1e-5, abs=1e-7)
    assert float(features.double().norm()) == pytest.approx(known["norm"], rel=CLOSE)
    assert float(features.double().sum()) == pytest.approx(known["sum"], rel=CLOSE)
    assert int((features > 0).sum()) == known["nonzero"]


def test_features_of_a_batch_equal_those_of_single_pictures() -> None:
    names = ("chelsea", "chelsea@blur3", "chelsea")
    batch = _extractor()(planes(*names))
    single = _extractor()(planes("chelsea@blur3"))
    assert torch.allclose(batch[1], single[0], rtol=1e-5, atol=1e-6)
    assert torch.equal(batch[0], batch[2])
    assert not torch.allclose(batch[0], batch[1], rtol=1e-5, atol=1e-6)


@lru_cache(maxsize=1)
def _extractor() -> Any:
    return build("inception_v3")


# -- what surrounds them -------------------------------------------------------------------------


def test_two_threads_at_once_change_nothing() -> None:
    metric = old("unique")
    names = ["check_256x256", "tiny_16x16", "disks_401x299", "tex_64x64"] * 2
    with ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(lambda name: float(metric(planes(name))), names))
    assert scores == golden("unique", *names)


def test_file_of_another_form_is_refused_by_name_and_shape() -> None:
    (checkpoint,) = ROWS["spaq-bl"].checkpoints
    files = {checkpoint.file: filled_weights.official_file("spaq-mta")}
    with pytest.raises(ProblemError) as caught:
        spaq.Spaq(CPU, files, form="bl")
    assert caught.value.problem.code == "weights-wrong"
    assert "backbone.fc.weight” has the shape 6×2048 instead of 1×2048" in str(caught.value)


def test_scene_branch_must_be_in_the_file_although_no_score_needs_it(tmp_path) -> None:
    content = torch.load(filled_weights.official_file("spaq-mts"), weights_only=False)
    del content["state_dict"]["backbone_semantic.fc.bias"]
    path = tmp_path / "MT-S_release.pt"
    torch.save(content, path)
    with pytest.raises(ProblemError, match=r"backbone_semantic\.fc\.bias” is missing"):
        spaq.Spaq(CPU, {path.name: path}, form="mts")
    path.unlink()


@pytest.mark.parametrize("row", own_models.ROWS, ids=lambda row: row.name)
def test_row_names_the_file_and_folder_of_the_older_tool(row) -> None:
    (checkpoint,) = row.checkpoints
    assert (checkpoint.folder, checkpoint.file) == filled_weights.PLACES[row.name]
    assert checkpoint.url.startswith("gdrive")
    # What the row tells before a download is what the tensors take.
    bytes_of_tensors = filled_weights.official_file(row.name).stat().st_size
    assert checkpoint.size_bytes == pytest.approx(bytes_of_tensors, rel=0.01)
