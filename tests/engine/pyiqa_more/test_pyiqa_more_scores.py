"""More of pyiqa's metrics: its numbers, whatever is scored beside."""

import math
import threading

import numpy as np
import pytest
import torch

from omgui.core.metric_spec import Batching, Better, Family, Kind
from omgui.engine.kernels.entropy import entropy
from tests.engine.pyiqa_more.parts import SCORES, SPECS, planes, seed
from tests.make_goldens_pyiqa_more import CASES, FIRST
from tests.reference_inputs import constant, distort, texture

FORMULAS = [name for name, spec in SPECS.items() if spec.kind is Kind.FR]

SLOW = ("maniqa", "tres", "topiq_iaa", "topiq_nr_swin", "afine", "uranker")

# Rows with the network of another one, and only another file of it: their scores say it all.
TWINS = {
    *(f"arniqa-{data}" for data in ("live", "csiq", "tid", "kadid", "clive", "flive", "spaq")),
    *(f"qualiclip+-{data}" for data in ("clive", "flive", "spaq")),
    *("musiq-paq2piq", "musiq-spaq", "nima-spaq", "maniqa-pipal", "maniqa-kadid", "topiq_nr-spaq"),
    *("topiq_nr-face-v1", "topiq_nr_swin-face"),
}


@pytest.fixture(scope="module", params=SPECS)
def built(request, make):
    """Each row in turn; pytest runs all tests of one before the next is built."""
    return make(request.param)


def rows(chosen):
    """Run a test for some of the rows."""
    names = [name for name, spec in SPECS.items() if chosen(spec)]
    return pytest.mark.parametrize("built", names, indirect=True)


def test_score_is_that_of_pyiqa(built):
    golden = SCORES[built.spec.name]
    assert built.first == pytest.approx(golden[FIRST], rel=1e-5)
    for case in golden:
        if case != FIRST and not built.spec.name.startswith(SLOW):
            assert built.score(*CASES[case]()) == pytest.approx(golden[case], rel=1e-5)


@rows(lambda spec: spec.name not in TWINS)
def test_score_does_not_depend_on_random_numbers(built):
    seed(2)
    assert built.spec.deterministic
    assert built.score(*CASES[FIRST]()) == built.first


@rows(lambda spec: spec.batching is Batching.SAME_SIZE and spec.name not in TWINS)
def test_batch_has_the_scores_of_singles(built):
    reference, distorted = CASES[FIRST]()
    other = texture(*distorted.shape[:2], 5)
    batch = built.batch([reference, reference], [distorted, other]).tolist()
    assert batch == pytest.approx([built.first, built.score(reference, other)], rel=1e-5)


@rows(lambda spec: spec.name not in TWINS and not spec.name.startswith((*SLOW, "topiq")))
def test_smallest_frame_has_a_score_and_a_smaller_one_has_none(built):
    name, side = built.spec.name, built.spec.min_side
    reference = texture(side, side + 9)
    assert math.isfinite(built.score(reference, distort(reference, "noise30")))
    if side == 1 or name in {"piqe", "brisque_matlab", "pyiqa_cw_ssim"}:
        return  # these find numbers in less than a block, a window or a band, but mirrored ones
    smaller = texture(side - 1, side + 8)
    with pytest.raises((RuntimeError, AssertionError, ValueError)):
        built.score(smaller, distort(smaller, "noise30"))


@rows(
    lambda spec: (
        (spec.undefined_when and spec.family is not Family.FACE)
        or spec.name in {*FORMULAS, "entropy", "liqe", "maclip", "qualiclip", "arniqa"}
    )
)
def test_flat_frames_have_a_finite_score_or_none_by_the_row(built):
    black, red = constant(240, 256, (0, 0, 0)), constant(240, 256, (200, 40, 90))
    for reference, distorted in ((black, red), (black, black)):
        found = built.score(reference, distorted)
        assert not math.isinf(found)
        if built.spec.kind is Kind.FR and reference is distorted:
            assert found == built.spec.ideal
        else:
            assert math.isnan(found) == bool(built.spec.undefined_when)


@rows(lambda spec: spec.kind is Kind.FR)
def test_equal_pictures_have_exactly_the_ideal_score(built):
    picture = texture(180, 201)
    assert built.score(picture, picture.copy()) == built.spec.ideal


@rows(lambda spec: spec.kind is Kind.FR)
def test_stronger_noise_never_looks_better(built):
    reference = texture(180, 201)
    found = [built.score(reference, distort(reference, f"noise{k}")) for k in (10, 40, 90)]
    assert found[0] > found[1] > found[2]
    assert built.spec.better is Better.HIGHER


@pytest.mark.parametrize(
    ("picture", "bits"),
    [
        (constant(8, 8, (77, 77, 77)), 0.0),
        (np.stack([np.full((8, 3), 255 * (k % 2), np.uint8) for k in range(8)]), 1.0),
        (np.stack([np.full((8, 3), 30 * (k % 4), np.uint8) for k in range(8)]), 2.0),
        (np.repeat(np.arange(256, dtype=np.uint8).reshape(16, 16, 1), 3, 2), 8.0),
    ],
)
def test_entropy_counts_the_bits_of_the_grey_levels(picture, bits):
    found = entropy(planes([picture])).item()
    assert found == pytest.approx(bits, abs=1e-5)
    assert not math.copysign(1.0, found) < 0


@rows(lambda spec: spec.name == "topiq_nr-face")
def test_frame_without_a_face_has_no_score(built):
    heads = built.metric._net.face_helper.face_det.ClassHead
    seen = CASES[FIRST]()[1]
    usual = [head.conv1x1.bias.detach().clone() for head in heads]
    for head in heads:
        head.conv1x1.bias.data.view(-1, 2)[:] = torch.tensor([1e4, -1e4])  # background everywhere
    assert math.isnan(built.score(seen, seen))
    for head, bias in zip(heads, usual, strict=True):
        head.conv1x1.bias.data.copy_(bias)
    assert built.score(seen, seen) == built.first


@rows(lambda spec: spec.name in {"piqe", "liqe", "qualiclip+", "maclip", "pyiqa_cw_ssim"})
def test_two_threads_at_once_get_their_own_scores(built):
    reference = texture(240, 250, 9)
    pictures = [texture(240, 250, number) for number in range(4)]
    expected = [built.score(reference, picture) for picture in pictures]
    found = [None] * 4

    def work(at):
        found[at] = built.score(reference, pictures[at])

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected
    assert len(set(found)) == 4


@rows(lambda spec: spec.name == "afine_nr")
def test_afine_naturalness_takes_any_size_and_leaves_the_frames_alone(built):
    frames = planes([texture(65, 90)])
    before = frames.rgb().clone()
    with torch.inference_mode():
        assert math.isfinite(built.metric(frames).item())
    assert torch.equal(frames.rgb(), before)
