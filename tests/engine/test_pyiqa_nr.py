"""The older tool's no-reference metrics of pyiqa, each from stand-ins of its official files.

Expected scores: tests/make_goldens_pyiqa.py, by pyiqa itself. Official files cannot be had here.
"""

import json
import random
import socket
import threading
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import torch

from omgui.core.catalogue.pyiqa_nr import ROWS
from omgui.core.metric_spec import Batching, Family
from omgui.core.problems import ProblemError
from omgui.engine.kernels.planes import Planes
from omgui.engine.libraries import checkpoint_reader
from omgui.engine.libraries.checkpoint_reader import _sha256
from omgui.engine.libraries.pyiqa_metric import PyiqaMetric
from tests.filled_checkpoints import fill, write_stand_in
from tests.pyiqa_pictures import FEWER_CROPS, pictures
from tests.reference_inputs import distort, image

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "goldens_pyiqa_nr.json").read_text("utf-8"))["scores"]
# pyiqa with stand-in numbers put into the finished network, on the authors' own machine.
FILLED = json.loads((DATA / "goldens_pyiqa_filled.json").read_text("utf-8"))["scores"]
BY_NAME = {row.name: row for row in ROWS}
SECONDS_A_FRAME = {"maniqa", "ilniqe"}
QUICK = [name for name in BY_NAME if name not in SECONDS_A_FRAME]
STATISTICAL = [row.name for row in ROWS if row.family is Family.STATISTICAL]
CPU = torch.device("cpu")


def planes(*frames):
    return Planes(torch.from_numpy(np.stack(frames)))


@contextmanager
def no_connections():
    """Any attempt to reach the network fails the test."""

    def refuse(*args, **kwargs):
        raise AssertionError("a metric tried to reach the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


def build(row, files, **options):
    module, _, attribute = row.factory.partition(":")
    return getattr(import_module(module), attribute)(
        device=CPU, files=files, **row.build, **options
    )


class Built:
    """A metric of the catalogue and the files that it was built from."""

    def __init__(self, name, folder):
        self.row = BY_NAME[name]
        names = [checkpoint.file for checkpoint in self.row.checkpoints]
        self.files = {
            name: folder / name if (folder / name).exists() else write_stand_in(name, folder)
            for name in names
        }
        self.options = FEWER_CROPS.get(name, {})
        with no_connections():
            self.metric = build(self.row, self.files, **self.options)


@pytest.fixture(scope="module")
def case(request, tmp_path_factory):
    """One metric at a time: together their files have two gigabytes."""
    folder = tmp_path_factory.mktemp("files")
    with pytest.MonkeyPatch.context() as patch:
        # No stand-in has the checksum of OpenAI's file: that of the stand-in takes its place.
        if "RN50.pt" in {checkpoint.file for checkpoint in BY_NAME[request.param].checkpoints}:
            clip = write_stand_in("RN50.pt", folder)
            patch.setattr(checkpoint_reader, "_PUBLISHED_ARCHIVES", {"RN50.pt": _sha256(clip)})
        yield Built(request.param, folder)
    for path in folder.iterdir():
        path.unlink()


def every(names):
    return pytest.mark.parametrize("case", names, indirect=True, scope="module")


def expected_of(case):
    scores = EXPECTED[case.row.name]
    return {name: pytest.approx(score, rel=1e-6, abs=1e-7) for name, score in scores.items()}


@every(BY_NAME)
def test_two_threads_at_once_get_the_scores_of_pyiqa(case):
    seen = pictures(case.row.name)
    answers = {}

    def score(thread):
        answers[thread] = {name: case.metric(planes(frame)).item() for name, frame in seen.items()}

    threads = [threading.Thread(target=score, args=(at,)) for at in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {0: expected_of(case), 1: expected_of(case)}


@every(QUICK)
def test_score_depends_on_no_random_state(case):
    frame = planes(next(iter(pictures(case.row.name).values())))
    scores = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        np.random.seed(seed)
        random.seed(seed)
        scores.append(case.metric(frame).item())
    assert scores[0] == scores[1]


@every([name for name in BY_NAME if BY_NAME[name].batching is Batching.SAME_SIZE])
def test_frames_of_a_batch_score_as_they_do_alone(case):
    cat = image("chelsea")[:128, :136]
    frames = [cat, distort(cat, "block20"), distort(cat, "noise40")]
    together = case.metric(planes(*frames)).tolist()
    alone = [case.metric(planes(one)).item() for one in frames]
    assert together == pytest.approx(alone, rel=2e-6, abs=1e-6)


@every([name for name in BY_NAME if name not in {"maniqa", "tres", "hyperiqa"}])
def test_smallest_frame_has_a_score(case):
    side = case.row.min_side
    frame = np.random.default_rng(0).integers(0, 256, (side, side + 40, 3), dtype=np.uint8)
    shapes = (frame, frame.transpose(1, 0, 2), frame[:, :side])
    for seen in shapes[: 1 if case.row.name in SECONDS_A_FRAME else 3]:
        assert np.isfinite(case.metric(planes(seen)).item())


@every(["cnniqa", "dbcnn", "clipiqa", "niqe", "pi"])
def test_frame_below_the_smallest_has_none(case):
    side = case.row.min_side - 1
    frame = np.random.default_rng(0).integers(0, 256, (side, 200, 3), dtype=np.uint8)
    with pytest.raises(RuntimeError):
        case.metric(planes(frame))


@every(STATISTICAL)
def test_frame_of_one_colour_has_no_statistics(case):
    grey, black = np.full((128, 128, 3), 77, np.uint8), np.zeros((128, 128, 3), np.uint8)
    assert case.metric(planes(grey, black)).isnan().tolist() == [True, True]
    assert case.row.undefined_when


@every(["niqe", "pi", "nrqm", "brisque"])
def test_frame_without_statistics_takes_none_from_its_neighbours(case):
    cat = image("chelsea")[:128, :128]
    speck = np.zeros_like(cat)
    speck[0, 0] = 1
    scores = case.metric(planes(np.zeros_like(cat), cat, speck, cat)).tolist()
    alone = case.metric(planes(cat)).item()
    assert (scores[1], scores[3]) == (alone, alone)
    assert np.isfinite(alone)


@every([name for name in ("clipiqa", "clipiqa+", "tres") if name in BY_NAME])
def test_work_that_was_left_out_did_not_count(case):
    whole = PyiqaMetric(CPU, case.files, name=case.row.name, **case.options)
    frame = planes(pictures(case.row.name)["small 97×61"])
    assert case.metric(frame).item() == whole(frame).item()


@every([name for name in QUICK if name in FILLED])
def test_filled_network_scores_as_published(case):
    golden = FILLED[case.row.name]
    metric = build(case.row, case.files, **golden["kwargs"])
    if case.row.name.startswith("clipiqa"):
        # Published with numbers of full precision, also those of CLIP, which no file can hold.
        fill(metric._net.clip_model[0])
        fill(metric._net)
        metric._forward = metric._net  # the prompts were looked at before
    cat = np.ascontiguousarray(image("chelsea")[:256, :256])
    for frame, call in ((cat, "metric(ref)"), (distort(cat, "block20"), "metric(dist)")):
        assert metric(planes(frame)).item() == pytest.approx(golden[call], rel=1e-5)


@pytest.mark.slow
@every(["maniqa", "tres"])
def test_all_crops_score_as_published(case):
    golden = FILLED[case.row.name]
    metric = build(case.row, case.files, **golden["kwargs"])
    cat = np.ascontiguousarray(image("chelsea")[:256, :256])
    frame = planes(distort(cat, "block20"))
    assert metric(frame).item() == pytest.approx(golden["metric(dist)"], rel=1e-5)


@every(QUICK)
def test_missing_file_is_named(case):
    for checkpoint in case.row.checkpoints:
        others = {file: path for file, path in case.files.items() if file != checkpoint.file}
        with no_connections(), pytest.raises(ProblemError) as caught:
            build(case.row, others, **case.options)
        assert caught.value.problem.code == "weights-missing"
        assert checkpoint.file in caught.value.problem.message


@every(QUICK)
def test_file_that_was_cut_off_is_named(case, tmp_path):
    checkpoint = case.row.checkpoints[-1]
    cut = tmp_path / checkpoint.file
    with case.files[checkpoint.file].open("rb") as whole:
        cut.write_bytes(whole.read(10_000))
    with pytest.raises(ProblemError) as caught:
        build(case.row, {**case.files, checkpoint.file: cut}, **case.options)
    assert caught.value.problem.code == "weights-wrong"
    assert checkpoint.file in caught.value.problem.message
    assert "[" not in caught.value.problem.message
