"""Learned full-reference metrics: pyiqa's numbers, with the work on the reference done once."""

import json
import math
import tempfile
import threading
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import torch

from omgui.core.catalogue.pyiqa_fr import ROWS
from omgui.core.metric_spec import Batching
from omgui.core.problems import ProblemError
from omgui.engine.kept_memory import KEPT
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.libraries.deep_fr import sides
from omgui.engine.libraries.deep_fr.crops import uniform_crops
from omgui.engine.libraries.deep_fr.pointwise import speed_up_pointwise
from tests.filled_checkpoints import fill
from tests.filled_deep_fr import NAMES, OWN, StandIns
from tests.make_goldens_deep_fr import CASES, GOLDENS, OPTIONS, cut
from tests.reference_inputs import constant, distort, image, sha, texture

SPECS = {spec.name: spec for spec in ROWS}
SCORES = json.loads(GOLDENS.read_text("utf-8"))["scores"]
TOOL = json.loads((GOLDENS.parent / "goldens_pyiqa_filled.json").read_text("utf-8"))
CPU = torch.device("cpu")
# One network for all rows of A-FINE: making its two hundred million numbers takes seconds.
AFINE = [name for name in SPECS if name.startswith("afine")]
# A pair takes AHIQ seconds, even with two crops of its twenty: it has a test of its own.
LIGHT = pytest.mark.parametrize("name", [name for name in SPECS if name != "ahiq"])
SAME_NETWORK = {
    *("topiq_fr-pipal", "lpips-vgg", "lpips+", "lpips-vgg+", "stlpips-vgg"),
    *("afine_all", "afine_fr"),
}
ASYMMETRIC_TOOL = {"topiq_fr", "ahiq", "pieapp"}


def build(name, files):
    spec = SPECS[name]
    module, _, attribute = spec.factory.partition(":")
    given = {"files": {each.file: files[each.file] for each in spec.checkpoints}}
    options = {**spec.build, **OPTIONS.get(name, {})}
    return getattr(import_module(module), attribute)(device=CPU, **given, **options)


@pytest.fixture(scope="module")
def stand_ins():
    """Stand-ins of the official files, 1.7 GB, deleted when the tests of this module end."""
    with tempfile.TemporaryDirectory() as folder:
        yield StandIns(Path(folder))


@pytest.fixture(scope="module")
def afine_network(stand_ins):
    return sides.build("afine_all", stand_ins.of("afine_all"), CPU)


@pytest.fixture(scope="module")
def built():
    """Metrics that were built, by name."""
    return {}


@pytest.fixture
def metric(name, built, stand_ins, request, monkeypatch):
    if name in AFINE:
        network = request.getfixturevalue("afine_network")
        network.model_type = name
        monkeypatch.setattr(sides, "build", lambda *_, **__: network)
    if name not in built:
        built[name] = build(name, stand_ins.of(name))
    return built[name]


@pytest.fixture
def small(name):
    """Height and width that are quick to score."""
    return (max(SPECS[name].min_side, 33), max(SPECS[name].min_side, 40))


def planes(*pictures):
    return Planes(torch.from_numpy(np.stack(pictures)))


def score(metric, reference, distorted):
    """Score two H×W×3 arrays, or planes that may have something in store."""
    pair = Pair(
        *(side if isinstance(side, Planes) else planes(side) for side in (reference, distorted))
    )
    scores = metric(pair)
    assert scores.shape == (pair.count,)
    return scores.item() if pair.count == 1 else scores.tolist()


@pytest.mark.parametrize(
    ("name", "case"),
    [(name, case) for name in SPECS for case in CASES[: 1 if name == "ahiq" else None]],
)
def test_score_is_that_of_pyiqa(name, metric, case):
    assert score(metric, *cut(case)) == pytest.approx(SCORES[name][case], rel=1e-5, abs=1e-6)


@LIGHT
def test_score_is_that_of_pyiqa_with_the_files_exchanged(name, metric):
    reference, distorted = cut(CASES[0])
    expected = pytest.approx(SCORES[name]["swapped"], rel=1e-5, abs=1e-6)
    assert score(metric, distorted, reference) == expected


def test_every_row_has_its_own_golden_numbers():
    assert set(SCORES) == set(SPECS) == set(NAMES)
    known = [tuple(scores.values()) for scores in SCORES.values()]
    # Stand-ins of both TOPIQs are equal, and so are their networks.
    assert len(set(known)) == len(known) - 1


@pytest.mark.parametrize("name", list(SPECS))
def test_only_the_older_tools_asymmetric_metrics_offer_its_order(name):
    moved = SCORES[name]["swapped"] - SCORES[name][CASES[0]]
    if name in ASYMMETRIC_TOOL:
        assert abs(moved) > 1e-4
    assert bool(SPECS[name].options) == bool(SPECS[name].compat_options)
    assert bool(SPECS[name].options) == (name in ASYMMETRIC_TOOL)


@LIGHT
def test_shared_reference_gives_the_scores_of_a_fresh_one(name, metric, small, monkeypatch):
    reference = texture(*small)
    others = [distort(reference, how) for how in ("noise20", "blur2", "block16")]
    expected = [score(metric, reference, other) for other in others]
    looks, look = [], metric._reference_side
    monkeypatch.setattr(metric, "_reference_side", lambda frames: looks.append(1) or look(frames))
    kept = planes(reference)
    assert [score(metric, kept, other) for other in others] == expected
    assert len(looks) == 1


@LIGHT
def test_same_distorted_file_has_the_same_score_against_each_reference(name, metric, small):
    distorted = texture(*small)
    references = [texture(*small, seed) for seed in (1, 2)]
    expected = [score(metric, reference, distorted) for reference in references]
    kept = planes(distorted)
    assert [score(metric, reference, kept) for reference in references] == expected
    # As when a study lists a reference among its own distorted files.
    assert score(metric, kept, kept) == score(metric, distorted, distorted)


@LIGHT
def test_reference_too_large_to_keep_is_looked_at_anew(name, metric, small, monkeypatch):
    reference = texture(*small)
    others = [distort(reference, how) for how in ("noise20", "blur2")]
    expected = [score(metric, reference, other) for other in others]
    monkeypatch.setattr(KEPT, "_most_bytes", KEPT.taken_bytes)
    kept = planes(reference)
    assert [score(metric, kept, other) for other in others] == expected
    assert sides.size_bytes([place.value for place in held(kept)]) == 0


def held(kept):
    return [value for value in kept._kept.values() if isinstance(value, sides._Kept)]


@LIGHT
def test_batch_has_the_scores_of_singles(name, metric, small):
    assert SPECS[name].batching is Batching.SAME_SIZE
    references = [texture(*small, seed) for seed in (0, 1, 0)]
    distorted = [distort(references[0], "noise20"), distort(references[1], "blur2"), references[1]]
    singles = [score(metric, *pair) for pair in zip(references, distorted, strict=True)]
    batch = score(metric, planes(*references), planes(*distorted))
    assert batch == pytest.approx(singles, rel=1e-5, abs=2e-7)


@LIGHT
def test_long_batch_passes_in_parts_and_keeps_each(name, metric, small, monkeypatch):
    references = [texture(*small, seed) for seed in range(3)]
    distorted = [distort(picture, "noise20") for picture in references]
    whole = score(metric, planes(*references), planes(*distorted))
    monkeypatch.setattr(sides, "_PASS_PIXELS", 2 * small[0] * small[1])
    kept = planes(*references)
    assert score(metric, kept, planes(*distorted)) == pytest.approx(whole, rel=1e-5, abs=2e-7)
    assert len(held(kept)) == (2 if metric.is_batched else 3)


@LIGHT
def test_equal_pictures_have_exactly_the_ideal_score(name, metric, small):
    ideal = SPECS[name].ideal
    for picture in (texture(*small), constant(*small), constant(*small, (0, 0, 0))):
        found = score(metric, picture, picture.copy())
        if ideal is not None:
            assert found == ideal
        elif not SPECS[name].undefined_when:
            assert math.isfinite(found)


@LIGHT
def test_smallest_frame_has_a_score_and_a_smaller_one_has_none(name, metric):
    side = SPECS[name].min_side
    for shape in ((side, side + 9), (side + 9, side), (side, side)):
        reference = texture(*shape)
        assert math.isfinite(score(metric, reference, distort(reference, "noise30")))
    if side > 1:
        smaller = texture(side - 1, side + 8)
        with pytest.raises(RuntimeError, match=r"[Ss]ize"):
            score(metric, smaller, distort(smaller, "noise30"))


@LIGHT
def test_two_threads_at_once_get_their_own_scores(name, metric, small):
    references = [texture(*small, seed) for seed in (0, 1)]
    distorted = [distort(picture, "noise20") for picture in references]
    expected = [score(metric, *pair) for pair in zip(references, distorted, strict=True)]
    shared = planes(references[0])
    found = [[] for _ in references]

    def work(at):
        for _ in range(3):
            reference = references[1] if at else shared
            found[at].append(score(metric, reference, distorted[at]))

    threads = [threading.Thread(target=work, args=(at,)) for at in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[value] * 3 for value in expected]


@LIGHT
def test_scores_depend_on_no_random_state_and_change_no_picture(name, metric, small):
    reference, distorted = planes(texture(*small)), planes(texture(*small, 1))
    before = [side.rgb().clone() for side in (reference, distorted)]
    found = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        found.append(score(metric, reference.part(0, 1), distorted.part(0, 1)))
        score(metric, reference, distorted)
    assert found[0] == found[1]
    assert torch.equal(reference.rgb(), before[0])
    assert torch.equal(distorted.rgb(), before[1])


@pytest.mark.parametrize("name", ["ahiq"])
def test_ahiq_shares_its_reference_between_files_and_threads(name, metric, monkeypatch):
    monkeypatch.setattr(metric, "_crops", 1)
    first, second = texture(33, 33), texture(33, 33, 1)
    noisy = distort(first, "noise20")
    batch = score(metric, planes(second, first), planes(noisy, noisy))
    kept, beside = planes(first), planes(noisy)
    alone = score(metric, kept, beside)
    assert batch[1] == pytest.approx(alone, rel=1e-5)
    assert abs(batch[0] - alone) > 1e-5
    looked = []
    monkeypatch.setattr(metric, "_see", looked.append)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(score(metric, kept, beside))) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 2
    assert not looked


# --- numbers that were published beside the specification ----------------------------------------


@pytest.mark.parametrize("published", ["lpips", "dists", "ckdn", "pieapp", "topiq_fr", "ahiq"])
def test_score_with_published_stand_in_weights_is_the_published_one(
    published, stand_ins, monkeypatch
):
    real = sides.build
    monkeypatch.setattr(sides, "build", lambda *given, **options: fill(real(*given, **options)))
    reference = image("chelsea")[:256, :256].copy()
    distorted = distort(reference, "block20")
    assert sha(reference) == TOOL["inputs"]["sha_ref"]
    assert sha(distorted) == TOOL["inputs"]["sha_dist"]
    metric = build(published, stand_ins.of(published))
    expected = TOOL["scores"][published]
    one, other = planes(reference), planes(distorted)
    assert score(metric, one, other) == pytest.approx(expected["metric(dist, ref)"], rel=1e-5)
    assert score(metric, other, one) == pytest.approx(expected["metric(ref, dist)"], rel=1e-5)


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("small_one", ["wadiqam_fr", "msswd", "ckdn", "stlpips"])
def test_checkpoint_of_another_metric_is_refused_and_named(small_one, tmp_path):
    files = StandIns(tmp_path).of(small_one)
    file = OWN[small_one][0]
    torch.save({"params": {"weight": torch.zeros(2)}, "net_dict": {}}, files[file])
    with pytest.raises(ProblemError) as caught:
        build(small_one, files)
    assert caught.value.problem.code == "weights-wrong"
    assert file in caught.value.problem.message


@pytest.mark.parametrize(
    ("lenient", "key"),
    [
        ("lpips", "lin3.model.1.weight"),
        ("dists", "beta"),
        ("stlpips", "net.slice2.5.weight"),
    ],
)
def test_checkpoint_that_lacks_a_tensor_is_refused(lenient, key, tmp_path):
    # The library takes these files as they come, and keeps random numbers for what they lack.
    files = StandIns(tmp_path).of(lenient)
    path = files[OWN[lenient][0]]
    state = torch.load(path, weights_only=True)
    del state[key]
    torch.save(state, path)
    with pytest.raises(ProblemError) as caught:
        build(lenient, files)
    assert caught.value.problem.code == "weights-wrong"
    assert key in caught.value.problem.message


@pytest.mark.parametrize(
    "named",
    [name for name in SPECS if name not in SAME_NETWORK],
)
def test_missing_checkpoint_is_named_before_anything_is_scored(named):
    with pytest.raises(ProblemError) as caught:
        sides.build(named, {}, CPU)
    assert caught.value.problem.code == "weights-missing"
    files = [each.file for each in SPECS[named].checkpoints]
    assert any(file in caught.value.problem.message for file in files)


# --- single parts --------------------------------------------------------------------------------


def test_crops_lie_at_even_steps_and_skip_the_last_of_the_grid():
    frames = torch.arange(2 * 60 * 45, dtype=torch.float32).view(2, 1, 60, 45)
    crops = uniform_crops(frames, 20, 20)
    assert crops.shape == (40, 1, 20, 20)
    # Steps of (60 - 20) // 4 and (45 - 20) // 4; crop 7 is in the second row, third column.
    assert torch.equal(crops[7, 0], frames[0, 0, 10:30, 12:32])
    assert torch.equal(crops[39, 0], frames[1, 0, 30:50, 24:44])


def test_crops_of_a_small_picture_are_taken_from_an_enlarged_one():
    ramp = torch.linspace(0, 1, 10).view(1, 1, 1, 10).expand(1, 1, 8, 10)
    crops = uniform_crops(ramp, 16, 2)
    assert crops.shape == (2, 1, 16, 16)
    assert crops[0, 0, 0].diff().min() >= 0
    # 17 by 21 pixels: a step of (21 - 16) // 1 to the right.
    assert torch.equal(crops[0, ..., 5:], crops[1, ..., :11])


@pytest.mark.parametrize(("stride", "bias"), [(1, True), (2, False)])
def test_pointwise_convolution_by_another_library_is_the_same(stride, bias):
    torch.manual_seed(3)
    network = torch.nn.Sequential(torch.nn.Conv2d(24, 7, 1, stride=stride, bias=bias))
    network.append(torch.nn.Conv2d(7, 5, 3)).requires_grad_(False)
    frames = torch.rand(2, 21, 30, 24).permute(0, 3, 1, 2)
    expected = network(frames)
    speed_up_pointwise(network)
    assert isinstance(network[1], torch.nn.Conv2d)
    assert torch.allclose(network(frames), expected, atol=1e-6)


def test_afine_of_any_size_is_that_of_the_enlarged_pictures(afine_network, monkeypatch):
    # The authors enlarge; pyiqa, whose own forward is asked here, takes multiples of 32 only.
    afine_network.model_type = "afine_all"
    monkeypatch.setattr(sides, "build", lambda *_, **__: afine_network)
    metric = build("afine_all", dict.fromkeys(["afine.pth"], Path()))
    reference = texture(50, 64)
    distorted = distort(reference, "noise20")
    enlarged = [
        torch.nn.functional.interpolate(planes(side).rgb(), size=(64, 64), mode="bicubic")
        for side in (distorted, reference)
    ]
    with torch.inference_mode():
        expected = afine_network(*enlarged).item()
    assert score(metric, reference, distorted) == pytest.approx(expected, rel=1e-4)


def test_afine_terms_tell_reference_and_distorted_apart():
    # Else the stand-ins would hide an exchange of the two.
    for whole in ("afine_all", "afine_all_scale"):
        assert abs(SCORES[whole]["swapped"] - SCORES[whole][CASES[0]]) > 1e-3
