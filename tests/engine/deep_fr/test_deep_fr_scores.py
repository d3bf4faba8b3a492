"""Learned full-reference metrics: pyiqa's numbers, with the work on the reference done once."""

import json
import math
import threading
from pathlib import Path

import numpy as np
import pytest
import torch

from omgui.core.metric_spec import Batching
from omgui.engine.kept_memory import KEPT
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.libraries.deep_fr import sides
from tests.engine.deep_fr.parts import CPU, SCORES, SPECS, build
from tests.filled_checkpoints import fill
from tests.make_goldens_deep_fr import CASES, GOLDENS, cut
from tests.reference_inputs import constant, distort, image, sha, texture

TOOL = json.loads((GOLDENS.parent / "goldens_pyiqa_filled.json").read_text("utf-8"))

# A pair takes AHIQ seconds, even with two crops of its twenty: it has a test of its own.
LIGHT = pytest.mark.parametrize("name", [name for name in SPECS if name != "ahiq"])


@pytest.fixture(scope="module")
def afine_network(stand_ins):
    return sides.build("afine_all", stand_ins.of("afine_all"), CPU)


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
