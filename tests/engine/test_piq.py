"""The metrics of piq: its own numbers, without its downloads, and words where it would stop."""

import json
import math
import socket
import threading
from importlib import import_module

import numpy as np
import pytest
import torch

from omgui.core.catalogue.piq_rows import ROWS
from omgui.core.metric_spec import Batching, Better, Family, Kind
from omgui.core.problems import ProblemError
from omgui.engine.kernels.planes import Pair, Planes
from tests.filled_piq import BRISQUE, DISTS, LPIPS, PIEAPP, TOKENS, VGG16, write_piq
from tests.make_goldens_piq import CASES, GOLDENS
from tests.reference_inputs import constant, distort, pair, texture

SPECS = {spec.name: spec for spec in ROWS}
FORMULAS = [name for name, spec in SPECS.items() if not spec.checkpoints]
LEARNED = [name for name, spec in SPECS.items() if spec.checkpoints]
FR = [name for name, spec in SPECS.items() if spec.kind is Kind.FR]
NR = [name for name, spec in SPECS.items() if spec.kind is Kind.NR]
SCORES = json.loads(GOLDENS.read_text("utf-8"))["scores"]
# Single precision, and an ill-conditioned matrix in IW-SSIM; DISTS is 1 minus nearly 1.
TOLERANCE = {"piq_iw_ssim": 5e-6, "piq_dists": 2e-4}
CPU = torch.device("cpu")


def size(name):
    """Return a size that is quick to score."""
    return (66, 95) if name in LEARNED else (180, 201)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write_piq(tmp_path_factory.mktemp("piq"))


@pytest.fixture(scope="module")
def metrics(files):
    return {name: build(name, files) for name in SPECS}


def build(name, files):
    spec = SPECS[name]
    module, _, attribute = spec.factory.partition(":")
    given = dict(spec.build)
    if spec.checkpoints:
        given["files"] = {each.file: files[each.file] for each in spec.checkpoints}
    return getattr(import_module(module), attribute)(device=CPU, **given)


def planes(*pictures):
    return Planes(torch.from_numpy(np.stack(pictures)))


def score(metric, reference, distorted):
    """Score a pair, or the distorted picture alone, with fresh planes."""
    is_fr = SPECS[metric[0]].kind is Kind.FR
    seen = Pair(planes(reference), planes(distorted)) if is_fr else planes(distorted)
    with torch.inference_mode():
        scores = metric[1](seen)
    assert scores.shape == (1,)
    return scores.item()


@pytest.fixture
def scored(metrics):
    """Score by name."""
    return lambda name, reference, distorted: score((name, metrics[name]), reference, distorted)


@pytest.mark.parametrize(
    ("name", "case"),
    # The patches of PieAPP take seconds a picture.
    [(name, case) for name in SPECS for case in CASES[: 1 if name == "piq_pieapp" else None]],
)
def test_score_is_that_of_piq(name, case, scored):
    expected = pytest.approx(SCORES[case][name], rel=TOLERANCE.get(name, 2e-6), abs=1e-7)
    assert scored(name, *pair(case)) == expected


def test_every_row_has_a_golden_number_and_none_is_the_ideal():
    for scores in SCORES.values():
        assert set(scores) == set(SPECS)
        assert all(scores[name] != spec.ideal for name, spec in SPECS.items())


@pytest.mark.parametrize("name", FR)
def test_equal_pictures_have_exactly_the_ideal_score(name, scored):
    ideal = SPECS[name].ideal
    height, width = size(name)
    for picture in (
        texture(height, width),
        constant(height, width, (0, 0, 0)),
        constant(height, width, (200, 10, 30)),
    ):
        found = scored(name, picture, picture.copy())
        if name == "piq_pieapp":  # errors are differences of learned scores: small, not 0
            assert ideal is None
            assert math.isfinite(found)
        else:
            assert found == ideal


@pytest.mark.parametrize("name", FR)
def test_flat_pictures_that_differ_have_a_finite_score_or_none(name, scored):
    red, gray = constant(*size(name), (200, 10, 30)), constant(*size(name), (90, 90, 90))
    found = scored(name, gray, red)
    assert math.isnan(found) == (name in {"piq_iw_ssim", "piq_vif_p", "piq_fsim", "piq_vsi"})
    assert math.isnan(found) == bool(SPECS[name].undefined_when)
    assert not math.isinf(found)


@pytest.mark.parametrize("name", ["piq_vif_p", "piq_iw_ssim"])
def test_flat_reference_has_no_information_to_compare_with(name, scored):
    flat, rich = constant(180, 201), texture(180, 201)
    assert math.isnan(scored(name, flat, rich))
    assert math.isfinite(scored(name, rich, flat))


def test_iw_ssim_of_a_reference_with_one_edge_is_undefined_not_an_error(scored):
    edge = constant(180, 201, (0, 0, 0))
    edge[:, :90] = 200
    assert math.isnan(scored("piq_iw_ssim", edge, distort(edge, "noise20")))


def test_iw_ssim_without_number_spares_the_other_frames_of_a_batch(metrics, scored):
    rich, flat = texture(180, 201), constant(180, 201)
    noisy = distort(rich, "noise20")
    with torch.inference_mode():
        batch = metrics["piq_iw_ssim"](Pair(planes(flat, rich), planes(noisy, noisy)))
    assert math.isnan(batch[0])
    assert batch[1].item() == scored("piq_iw_ssim", rich, noisy)


def test_brisque_of_a_flat_picture_is_undefined(scored):
    for level in (0, 90, 255):
        flat = constant(96, 100, (level,) * 3)
        assert math.isnan(scored("piq_brisque", flat, flat))


@pytest.mark.parametrize("name", SPECS)
def test_batch_has_the_scores_of_singles_unless_the_row_forbids_batches(name, metrics, scored):
    one, two = texture(*size(name)), texture(*size(name), 3)
    references, distorted = (one, two, one), (distort(one, "noise20"), distort(two, "blur2"), two)
    singles = [scored(name, *each) for each in zip(references, distorted, strict=True)]
    given = planes(*distorted)
    if name in FR:
        given = Pair(planes(*references), given)
    with torch.inference_mode():
        batch = metrics[name](given).tolist()
    is_same = batch == pytest.approx(singles, rel=5e-6, abs=5e-7 if name in LEARNED else 0.0)
    if SPECS[name].batching is Batching.SAME_SIZE:
        assert is_same
    elif name == "piq_srsim_c":
        assert not is_same  # else the row could allow batches


@pytest.mark.parametrize("name", SPECS)
def test_smallest_frame_has_a_score_and_a_smaller_one_has_none(name, metrics, scored):
    side = SPECS[name].min_side
    reference = texture(side, side + 9)
    assert math.isfinite(scored(name, reference, distort(reference, "noise30")))
    if side == 1:
        return
    smaller = texture(side - 1, side + 8)
    try:
        found = scored(name, smaller, distort(smaller, "noise30"))
    except (ValueError, RuntimeError):
        return
    if name in {"piq_gmsd", "piq_mdsi_mult"}:
        # A deviation over a single place is 0: the score of a perfect picture, for any picture.
        single = texture(side - 1, side - 1)
        assert scored(name, single, 255 - single) == 0.0
    else:
        assert math.isnan(found)


@pytest.mark.parametrize("name", SPECS)
def test_random_seeds_do_not_change_a_score(name, scored):
    reference = texture(*size(name))
    noisy = distort(reference, "noise20")
    found = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        np.random.seed(seed)
        found.append(scored(name, reference, noisy))
    assert SPECS[name].deterministic
    assert found[0] == found[1]


@pytest.mark.parametrize("name", ["piq_brisque", "piq_lpips", "piq_clipiqa"])
def test_two_threads_at_once_get_their_own_scores(name, scored):
    pictures = [texture(*size(name), seed) for seed in range(4)]
    reference = texture(*size(name), 9)
    expected = [scored(name, reference, picture) for picture in pictures]
    found = [None] * 4

    def work(at):
        found[at] = scored(name, reference, pictures[at])

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected


@pytest.mark.parametrize("name", ["piq_dists", "piq_content", "piq_style"])
def test_features_of_the_reference_are_computed_once(name, metrics, monkeypatch, scored):
    reference, others = texture(*size(name)), [texture(*size(name), seed) for seed in (1, 2, 3)]
    expected = [scored(name, reference, other) for other in others]
    net = metrics[name]._net
    real, calls = net.get_features, []
    monkeypatch.setattr(net, "get_features", lambda x: calls.append(1) or real(x))
    kept = planes(reference)
    with torch.inference_mode():
        found = [metrics[name](Pair(kept, planes(other))).item() for other in others]
    assert found == expected
    assert len(calls) == 4


@pytest.mark.parametrize("name", LEARNED)
def test_metric_is_built_without_network_and_without_writing(name, files, monkeypatch, tmp_path):
    def refuse(*_, **__):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    build(name, files)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "case",
    [
        ("piq_lpips", LPIPS, [torch.zeros(3)], "64"),
        ("piq_dists", DISTS, {"alpha": torch.zeros(1, 1475, 1, 1)}, "beta"),
        ("piq_content", VGG16, {"features.0.weight": torch.zeros(64, 3, 3, 3)}, "features.0.bias"),
        ("piq_pieapp", PIEAPP, {"conv1.weight": torch.zeros(1)}, "conv1.weight"),
        ("piq_brisque", BRISQUE, [torch.zeros(2), torch.zeros(2)], "774"),
        ("piq_brisque", BRISQUE, {"sv": torch.zeros(774)}, "dict"),
        ("piq_clipiqa", TOKENS, torch.zeros(3, 5, dtype=torch.int64), "2×77"),
    ],
)
def test_wrong_checkpoint_is_refused_with_the_reason(case, files, tmp_path):
    name, file, content, words = case
    wrong = tmp_path / file
    torch.save(content, wrong)
    with pytest.raises(ProblemError) as caught:
        build(name, {**files, file: wrong})
    assert caught.value.problem.code == "weights-wrong"
    assert file in caught.value.problem.message
    assert words in caught.value.problem.message
    assert caught.value.problem.hint


@pytest.mark.parametrize("name", LEARNED)
def test_file_that_is_no_checkpoint_is_refused_in_words(name, files, tmp_path):
    for file in SPECS[name].checkpoints:
        broken = tmp_path / file.file
        broken.write_bytes(b"\x80\x02 not a checkpoint")
        with pytest.raises(ProblemError) as caught:
            build(name, {**files, file.file: broken})
        assert caught.value.problem.code == "weights-wrong"
        assert file.file in caught.value.problem.message


def test_another_version_of_piq_is_named_with_the_right_one(monkeypatch):
    library = import_module("omgui.engine.libraries.piq_metric")
    monkeypatch.setattr(import_module("piq"), "__version__", "0.7.0")
    library.import_piq.cache_clear()
    with pytest.raises(ProblemError) as caught:
        library.import_piq()
    library.import_piq.cache_clear()
    assert caught.value.problem.code == "package-missing"
    assert "0.7.0" in caught.value.problem.message
    assert "piq==0.8.0" in caught.value.problem.hint


@pytest.mark.parametrize("name", [name for name in FORMULAS if name in FR])
def test_stronger_noise_never_looks_better(name, scored):
    reference = texture(180, 201)
    found = [scored(name, reference, distort(reference, f"noise{k}")) for k in (10, 40, 90)]
    assert found == sorted(found, reverse=SPECS[name].better is Better.HIGHER)
    assert len(set(found)) == 3


def test_rows_stay_out_of_the_way_of_the_metrics_everyone_knows():
    families = {spec.family for spec in ROWS}
    assert families <= {Family.VARIANT, Family.CLASSIC, Family.LEARNED, Family.DESCRIPTIVE}
    assert all(spec.name.startswith("piq_") and "piq" in spec.title for spec in ROWS)
