"""pyiqa's further metrics: its own numbers from given files, without its downloads."""

import json
import math
import random
import re
import socket
import sys
import threading
from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import torch

from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.pyiqa_more import ROWS
from omgui.core.metric_spec import Batching, Better, Family, Kind
from omgui.core.problems import ProblemError
from omgui.engine.kernels.entropy import entropy
from omgui.engine.kernels.planes import Pair, Planes
from tests.filled_more import write_more
from tests.make_goldens_pyiqa_more import CASES, FEWER, FIRST, GOLDENS
from tests.reference_inputs import constant, distort, texture

SPECS = {spec.name: spec for spec in ROWS}
FORMULAS = [name for name, spec in SPECS.items() if spec.kind is Kind.FR]
SCORES = json.loads(GOLDENS.read_text("utf-8"))["scores"]
# Small networks of CLIP's architecture, instead of those that the rows do without.
SMALL = {"qualiclip": "RN50.pt", "liqe": "ViT-B-32.pt"}
SLOW = ("maniqa", "tres", "topiq_iaa", "topiq_nr_swin", "afine", "uranker")
# Rows with the network of another one, and only another file of it: their scores say it all.
TWINS = {
    *(f"arniqa-{data}" for data in ("live", "csiq", "tid", "kadid", "clive", "flive", "spaq")),
    *(f"qualiclip+-{data}" for data in ("clive", "flive", "spaq")),
    *("musiq-paq2piq", "musiq-spaq", "nima-spaq", "maniqa-pipal", "maniqa-kadid", "topiq_nr-spaq"),
    *("topiq_nr-face-v1", "topiq_nr_swin-face"),
}
DROPPED_AT_BYTES = 250_000_000
CPU = torch.device("cpu")


class Built:
    """A row with its metric, and its score of the first case."""

    def __init__(self, name, files):
        self.spec = SPECS[name]
        self.metric = build(name, files)
        self.first = self.score(*CASES[FIRST]())

    def score(self, reference, distorted):
        """Score a pair, or the distorted picture alone, with fresh planes."""
        scores = self.batch([reference], [distorted])
        assert scores.shape == (1,)
        return scores.item()

    def batch(self, references, distorted):
        given = planes(distorted)
        if self.spec.kind is Kind.FR:
            given = Pair(planes(references), given)
        with torch.inference_mode():
            return self.metric(given)


def build(name, files):
    spec = SPECS[name]
    module, _, attribute = spec.factory.partition(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, type):
        return partial(found, **spec.build)
    given = {**spec.build, **FEWER.get(name, {})}
    if spec.checkpoints:
        given["files"] = files
    return found(device=CPU, **given)


def planes(pictures):
    return Planes(torch.from_numpy(np.stack(pictures)))


def seed(number):
    random.seed(number)
    np.random.seed(number)
    torch.manual_seed(number)


def refuse(*_, **__):
    raise AssertionError("a connection was opened")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pyiqa")


def files_of(name, folder):
    names = [each.file for each in SPECS[name].checkpoints]
    names += [file for start, file in SMALL.items() if name.startswith(start)]
    return {file: write_more(file, folder) for file in names}


@pytest.fixture(scope="module")
def make(folder):
    """Build a row under a seed, with every way to the network and to the home barred."""

    def make(name):
        files = files_of(name, folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket.socket, "connect", refuse)
            patch.setattr(socket, "getaddrinfo", refuse)
            seed(1)
            built = Built(name, files)
        for path in folder.iterdir():
            if path.stat().st_size > DROPPED_AT_BYTES:
                path.unlink()
        return built

    return make


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


def test_every_row_has_golden_numbers_of_its_own():
    assert set(SCORES) == set(SPECS)
    for name, golden in SCORES.items():
        assert all(math.isfinite(score) for score in golden.values())
        assert len(set(golden.values())) == len(golden), name


# --- formulas ----------------------------------------------------------------------------------


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


# --- faces -------------------------------------------------------------------------------------


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


# --- A-FINE ------------------------------------------------------------------------------------


@rows(lambda spec: spec.name == "afine_nr")
def test_afine_naturalness_takes_any_size_and_leaves_the_frames_alone(built):
    frames = planes([texture(65, 90)])
    before = frames.rgb().clone()
    with torch.inference_mode():
        assert math.isfinite(built.metric(frames).item())
    assert torch.equal(frames.rgb(), before)


# --- checkpoints -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("arniqa", "regressor_koniq10k.pth"),
        ("qualiclip+", "QualiCLIP.pth"),
        ("qualiclip+", "QualiCLIP+_koniq.pth"),
        ("maclip", "RN50.pt"),
        ("metaiqa", "Metaiqa_livec.pth"),
        ("topiq_nr-face", "detection_Resnet50_Final.pth"),
        ("brisque_matlab", "brisque_matlab.mat"),
    ],
)
def test_missing_checkpoint_is_named(name, file, folder):
    files = {key: path for key, path in files_of(name, folder).items() if key != file}
    with pytest.raises(ProblemError) as caught:
        build(name, files)
    assert caught.value.problem.code == "weights-missing"
    assert file in caught.value.problem.message


@pytest.mark.parametrize(
    ("name", "file", "key"),
    [
        ("metaiqa", "Metaiqa_livec.pth", "module.net.fc2.weight"),
        ("wadiqam_nr", "WaDIQaM-NR-koniq-aaffea29.pth", "features.0.weight"),
        ("topiq_nr-face", "detection_Resnet50_Final.pth", "module.fpn.output1.0.weight"),
        ("arniqa", "ARNIQA.pth", "model.0.weight"),
    ],
)
def test_checkpoint_that_lacks_a_tensor_is_refused(name, file, key, folder, tmp_path):
    files = files_of(name, folder)
    content = torch.load(files[file], weights_only=True)
    del content.get("params", content)[key]
    torch.save(content, tmp_path / file)
    with pytest.raises(ProblemError) as caught:
        build(name, {**files, file: tmp_path / file})
    assert caught.value.problem.code == "weights-wrong"
    assert file in caught.value.problem.message
    assert key.rpartition(".")[0].rpartition(".")[2] in caught.value.problem.message


def test_checkpoint_with_a_gap_is_blamed_and_not_the_backbone_that_was_skipped(folder, tmp_path):
    files = files_of("nima-vgg16-ava", folder)
    (file,) = files
    content = torch.load(files[file], weights_only=True)
    content["params"]["classifier.2.weight"].view(-1)[0] = math.nan
    torch.save(content, tmp_path / file)
    with pytest.raises(ProblemError) as caught:
        build("nima-vgg16-ava", {file: tmp_path / file})
    assert caught.value.problem.code == "weights-wrong"
    assert file in caught.value.problem.message
    assert "not numbers" in caught.value.problem.message


# --- what is offered ---------------------------------------------------------------------------


def left_out():
    text = (Path(__file__).parents[2] / "docs/metrics_left_out.md").read_text("utf-8")
    return {
        name
        for cell in re.findall(r"^\| (.+?) \|", text, re.M)
        for name in re.findall(r"`(.+?)`", cell)
    }


def test_every_metric_of_pyiqa_is_offered_or_left_out_with_a_reason():
    module = import_module("omgui.engine.libraries.pyiqa_import")
    module.default_options("psnr")
    names = set(sys.modules["pyiqa.default_model_configs"].DEFAULT_CONFIGS)
    offered = set(load_catalogue()[0])
    assert not names - offered - left_out()
    assert not offered & left_out()


def test_every_metric_of_piq_is_offered_or_left_out_with_a_reason():
    piq = import_module("omgui.engine.libraries.piq_metric").import_piq()
    public = {name for name, value in vars(piq).items() if callable(value)}
    public = {name for name in public if not name.endswith("Loss") or name == "ContentLoss"}
    renamed = {
        "multi_scale_ssim": "piq_ms_ssim",
        "information_weighted_ssim": "piq_iw_ssim",
        "multi_scale_gmsd": "piq_msgmsd_c",
        "srsim": "piq_srsim_c",
        "mdsi": "piq_mdsi_mult",
        "total_variation": "piq_tv",
        "ContentLoss": "piq_content",
        "CLIPIQA": "piq_clipiqa",
        "haarpsi": "haarpsi",  # the older tool's, with the same numbers
        "dss": "dss",
    }
    offered = set(load_catalogue()[0])
    for name in public:
        assert renamed.get(name, f"piq_{name.lower()}") in offered or name in left_out(), name
