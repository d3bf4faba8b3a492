"""mad, nlpd, srsim, dss: the older tool's and the libraries' numbers, limits and order."""

import numpy as np
import pytest
import torch

from omgui.engine.kernels.dss import dss
from omgui.engine.kernels.mad import mad
from omgui.engine.kernels.nlpd import nlpd
from omgui.engine.kernels.planes import Pair
from omgui.engine.kernels.srsim import srsim
from tests import reference_inputs
from tests.engine.kernels.frames import crop, planes_of
from tests.engine.kernels.goldens import GOLDENS

_TOLERANCE = GOLDENS["relative_tolerance"]
_KERNELS = {"mad": mad, "nlpd": nlpd, "srsim": srsim, "dss": dss}
_IDEAL = {"mad": 0.0, "nlpd": 0.0, "srsim": 1.0, "dss": 1.0}
_LOWER_IS_BETTER = {"mad", "nlpd"}


def score(metric, reference, distorted):
    with torch.inference_mode():
        return _KERNELS[metric](Pair(planes_of(reference), planes_of(distorted))).item()


def fr_goldens():
    for metric in _KERNELS:
        for name, value in GOLDENS["fr"][metric].items():
            # "half" pairs are resized before scoring, which is not the kernels' business.
            if isinstance(value, float) and "@half" not in name:
                large = "1080p" in name or "800x800" in name
                if not (metric == "mad" and large):
                    yield metric, name, value


@pytest.mark.parametrize(("metric", "name", "golden"), list(fr_goldens()))
def test_scores_of_the_older_tool(metric, name, golden):
    first, second = reference_inputs.pair(name)
    # The older tool hands the reference over as the distorted picture.
    found = score(metric, reference=second, distorted=first)
    tolerance = _TOLERANCE.get(metric, _TOLERANCE["default"])
    assert found == pytest.approx(golden, rel=tolerance, abs=1e-8)


# Called in the libraries' own order (distorted, reference), pyiqa 0.1.16 and piq 0.8.0 with
# torch 2.13 on x86-64, one thread, float32.
_LIBRARY_SCORES = [
    ("mad", "tex_127x93|tex_127x93@block16", 0.0),
    ("mad", "noise_224x224|noise_224x224@blur1", 149.21497460168683),
    ("mad", "disks_401x299|disks_401x299@noise20", 194.83542122528942),
    ("mad", "chelsea|chelsea@jpeg40", 58.188996014498606),
    ("mad", "const_200x150|const_200x150@noise20", 190.0999373700453),
    ("mad", "gray_333x257|gray_333x257@contrast130", 27.4341559751722),
    ("nlpd", "tex_127x93|tex_127x93@block16", 0.093227319419384),
    ("nlpd", "noise_224x224|noise_224x224@blur1", 0.4562510550022125),
    ("nlpd", "disks_401x299|disks_401x299@noise20", 0.22589726746082306),
    ("nlpd", "chelsea|chelsea@jpeg40", 0.12527020275592804),
    ("nlpd", "const_200x150|const_200x150@noise20", 0.23985420167446136),
    ("nlpd", "gray_333x257|gray_333x257@contrast130", 0.1465597152709961),
    ("srsim", "tex_127x93|tex_127x93@block16", 0.9904108047485352),
    ("srsim", "noise_224x224|noise_224x224@blur1", 0.7894287705421448),
    ("srsim", "disks_401x299|disks_401x299@noise20", 0.8730922341346741),
    ("srsim", "chelsea|chelsea@jpeg40", 0.9791337847709656),
    ("srsim", "const_200x150|const_200x150@noise20", 0.8079180717468262),
    ("srsim", "gray_333x257|gray_333x257@contrast130", 0.9880641102790833),
    ("dss", "tex_127x93|tex_127x93@block16", 0.9928601980209351),
    ("dss", "noise_224x224|noise_224x224@blur1", 0.7968683242797852),
    ("dss", "disks_401x299|disks_401x299@noise20", 0.7766949534416199),
    ("dss", "chelsea|chelsea@jpeg40", 0.9726256728172302),
    ("dss", "const_200x150|const_200x150@noise20", 0.7643982768058777),
    ("dss", "gray_333x257|gray_333x257@contrast130", 0.9676066637039185),
]


@pytest.mark.parametrize(("metric", "name", "library"), _LIBRARY_SCORES)
def test_scores_of_the_libraries_in_their_own_order(metric, name, library):
    reference, distorted = reference_inputs.pair(name)
    assert abs(score(metric, reference, distorted) - library) <= 1e-6 * max(1.0, abs(library))


def _library_call(metric):
    if metric in ("mad", "nlpd"):
        pyiqa = pytest.importorskip("pyiqa")
        return pyiqa.create_metric(metric, device=torch.device("cpu"), as_loss=False)
    piq = pytest.importorskip("piq")
    return lambda x, y: getattr(piq, metric)(x, y, reduction="none", data_range=1.0)


@pytest.mark.filterwarnings("default")  # of the libraries
@pytest.mark.parametrize("metric", _KERNELS)
def test_agrees_with_the_installed_library_on_odd_crops(metric):
    library = _library_call(metric)
    # The library's own float32 noise in nlpd and mad reaches 3e-6 where scores are small.
    tolerance = 3e-6 if metric in _LOWER_IS_BETTER else 1e-6
    for number, (height, width) in enumerate(((67, 81), (96, 121), (101, 64), (150, 49))):
        reference = crop("astronaut", height, width, top=30 * number)
        for operation in ("jpeg30", "blur1", "noise10", "contrast130"):
            distorted = reference_inputs.distort(reference, operation)
            tensors = [
                torch.from_numpy(a).permute(2, 0, 1)[None].float().div(255)
                for a in (distorted, reference)
            ]
            with torch.inference_mode():
                expected = library(*tensors).item()
            found = score(metric, reference, distorted)
            assert abs(found - expected) <= tolerance * max(1.0, abs(expected)), operation


@pytest.mark.parametrize("metric", _KERNELS)
@pytest.mark.parametrize("name", ["tex_127x93", "black_96x96", "const_200x150", "noise_224x224"])
def test_equal_pictures_score_exactly_the_ideal(metric, name):
    picture = reference_inputs.image(name)
    assert score(metric, picture, picture.copy()) == _IDEAL[metric]


def _are_flat(*pictures):
    return all((picture == picture[0, 0]).all() for picture in pictures)


@pytest.mark.parametrize("metric", _KERNELS)
def test_plain_and_black_pictures_score_finite_numbers(metric):
    plain = [reference_inputs.constant(64, 80, (level,) * 3) for level in (0, 100, 140, 255)]
    busy = crop("astronaut", 64, 80)
    for reference in (*plain, busy):
        for distorted in (*plain, busy):
            found = score(metric, reference, distorted)
            if metric == "mad" and reference is not distorted and _are_flat(reference, distorted):
                assert np.isnan(found), "without contrast, black and white would be called equal"
                continue
            assert np.isfinite(found)
            assert -0.5 <= found <= (400.0 if metric == "mad" else 2.0)


@pytest.mark.parametrize("metric", _KERNELS)
def test_score_of_a_frame_does_not_depend_on_its_batch(metric):
    references = [crop("astronaut", 101, 133, top=50 * k) for k in range(3)]
    references[1] = reference_inputs.constant(101, 133, (250, 250, 250))
    distorted = [
        reference_inputs.distort(frame, operation)
        for frame, operation in zip(references, ("jpeg20", "noise20", "blur1"), strict=True)
    ]
    with torch.inference_mode():
        together = _KERNELS[metric](Pair(planes_of(*references), planes_of(*distorted)))
    alone = [score(metric, r, d) for r, d in zip(references, distorted, strict=True)]
    assert together.dtype == torch.float64
    assert together.tolist() == pytest.approx(alone, rel=1e-9, abs=0)


@pytest.mark.parametrize("metric", _KERNELS)
@pytest.mark.parametrize(
    "operations", [("jpeg90", "jpeg50", "jpeg20", "jpeg5"), ("blur1", "blur2", "blur4")]
)
def test_heavier_distortion_never_improves_the_score(metric, operations):
    reference = crop("chelsea", 160, 200)
    scores = [
        score(metric, reference, reference_inputs.distort(reference, operation))
        for operation in operations
    ]
    worse_first = metric not in _LOWER_IS_BETTER
    assert scores == sorted(scores, reverse=worse_first)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize("metric", _KERNELS)
def test_reference_work_is_shared_between_its_distorted_files(metric):
    reference = planes_of(crop("astronaut", 64, 80))
    distorted = [
        reference_inputs.distort(crop("astronaut", 64, 80), o) for o in ("blur1", "jpeg10")
    ]
    with torch.inference_mode():
        found = [_KERNELS[metric](Pair(reference, planes_of(d))).item() for d in distorted]
    assert found == [score(metric, crop("astronaut", 64, 80), d) for d in distorted]


@pytest.mark.parametrize(
    ("metric", "height", "width", "is_defined"),
    [
        ("mad", 15, 40, False),
        ("mad", 16, 16, True),
        ("nlpd", 1, 1, True),
        ("nlpd", 2, 7, True),
        ("srsim", 39, 90, False),
        ("srsim", 40, 41, True),
        ("dss", 24, 31, False),  # nine whole blocks
        ("dss", 16, 47, False),  # ten
        ("dss", 8, 88, True),  # eleven
        ("dss", 7, 400, False),
    ],
)
def test_pictures_too_small_for_the_definition_have_no_score(metric, height, width, is_defined):
    reference = crop("astronaut", height, width)
    distorted = reference_inputs.distort(reference, "noise30")
    assert np.isfinite(score(metric, reference, distorted)) == is_defined
    if not is_defined:
        assert np.isnan(score(metric, reference, reference))


def test_mad_measures_visibility_against_the_reference():
    plain = reference_inputs.constant(64, 80, (0, 0, 0))
    busy = crop("astronaut", 64, 80)
    assert score("mad", plain, busy) == 0.0  # nothing is bright enough to mask or to be seen
    assert score("mad", busy, plain) > 100.0
