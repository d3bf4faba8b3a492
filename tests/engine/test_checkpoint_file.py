"""Checkpoint files: strictly complete, and never a program."""

from __future__ import annotations

import argparse
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from omgui.core.problems import Problem, ProblemError
from omgui.engine.models.checkpoint_file import read_checkpoint

CPU = torch.device("cpu")


def network() -> nn.Module:
    """A network whose keys and shapes stand for those of a real one."""
    with torch.device("meta"):
        return nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))


def state() -> dict[str, torch.Tensor]:
    return {
        "0.weight": torch.tensor([[1.0, 2.0, 3.0], [0.5, 0.0, -1.0]]),
        "0.bias": torch.tensor([0.25, -0.5]),
        "1.weight": torch.tensor([2.0, 1.0]),
        "1.bias": torch.tensor([0.0, 1.0]),
        "1.running_mean": torch.tensor([0.5, 0.5]),
        "1.running_var": torch.tensor([4.0, 1.0]) - 1e-5,
        "1.num_batches_tracked": torch.tensor(7),
    }


def save(folder: Path, content: Any, **how: Any) -> Path:
    path = folder / "model.pt"
    torch.save(content, path, **how)
    return path


def filled(path: Path) -> nn.Module:
    module = network()
    read_checkpoint(path).fill(module, CPU)
    return module


def refusal(path: Path) -> Problem:
    """Return the problem of a file that must not be taken."""
    with pytest.raises(ProblemError) as caught:
        filled(path)
    problem = caught.value.problem
    assert problem.code == "weights-wrong"
    assert problem.message.startswith("model.pt is not the checkpoint that it should be: ")
    assert problem.hint
    assert problem.where == str(path)
    for jargon in ("Errno", "Traceback", "Unpickl", "PytorchStream", "magic number"):
        assert jargon not in str(problem)
    return problem


CONTAINERS = {
    "bare": state,
    "state_dict": lambda: {"epoch": 3, "state_dict": state(), "optimizer": {"state": {}}},
    "model": lambda: {"model": state(), "k": [1.0, 2.0, 3.0]},
    "params": lambda: {"params": state()},
    "parallel": lambda: {f"module.{key}": tensor for key, tensor in state().items()},
    "parallel in state_dict": lambda: {
        "state_dict": {f"module.{key}": tensor for key, tensor in state().items()}
    },
    "parameters": lambda: {
        key: nn.Parameter(tensor) if tensor.is_floating_point() else tensor
        for key, tensor in state().items()
    },
    "numpy numbers": lambda: {"state_dict": state(), "srcc": [np.float64(0.5), np.int64(3)]},
    "older torch without counters": lambda: {
        key: tensor for key, tensor in state().items() if "num_batches" not in key
    },
}


@pytest.mark.parametrize("is_current", [True, False], ids=["current format", "format before 1.6"])
@pytest.mark.parametrize("container", CONTAINERS)
def test_weights_are_taken_from_every_official_container(tmp_path, container, is_current) -> None:
    content = CONTAINERS[container]()
    path = save(tmp_path, content, _use_new_zipfile_serialization=is_current)
    module = filled(path)
    with torch.inference_mode():
        found = module(torch.tensor([[1.0, 1.0, 1.0]]))
    # (6.25 − 0.5) / 2 · 2 + 0 and (−1 − 0.5) / 1 · 1 + 1
    assert found.tolist() == [pytest.approx([5.75, -0.5])]
    assert not module.training
    assert not any(parameter.requires_grad for parameter in module.parameters())


def test_model_does_not_stand_on_its_file(tmp_path) -> None:
    path = save(tmp_path, state())
    module = filled(path)
    path.write_bytes(bytes(path.stat().st_size))
    assert module[0].weight.tolist() == state()["0.weight"].tolist()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"0.bias": None}, "“0.bias” is missing."),
        ({"0.bias": None, "1.bias": None}, "“0.bias” is missing (and 1 more)."),
        ({"2.weight": torch.zeros(1)}, "it holds “2.weight” too much."),
        (
            {"0.weight": torch.zeros(3, 2)},
            "“0.weight” has the shape 3×2 instead of 2×3.",
        ),
        ({"1.bias": torch.tensor(1.0)}, "“1.bias” has the shape of a single number instead of 2."),
        (
            {"0.weight": torch.zeros(2, 3, dtype=torch.float16)},
            "“0.weight” is stored as float16 instead of float32.",
        ),
        (
            {"0.weight": torch.zeros(2, 3).to_sparse()},
            "“0.weight” is not stored number by number.",
        ),
        ({"0.weight": "text"}, "“0.weight” in it is no tensor."),
    ],
)  # fmt: skip
# torch warns of checks that it leaves out for sparse tensors, or of their price.
@pytest.mark.filterwarnings("ignore:(Sparse|Validating sparse):UserWarning")
def test_first_thing_that_does_not_fit_is_named(tmp_path, change, said) -> None:
    content = {**state(), **change}
    content = {key: tensor for key, tensor in content.items() if tensor is not None}
    assert refusal(save(tmp_path, content)).message.endswith(said)


def test_key_is_named_as_it_stands_in_the_file(tmp_path) -> None:
    content = {f"module.{key}": tensor for key, tensor in state().items() if key != "0.bias"}
    assert "“module.0.bias” is missing" in refusal(save(tmp_path, content)).message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([1, 2], "it holds a list"),
        (torch.zeros(3), "it holds a Tensor"),
        ({}, "it holds no tensors"),
        ({"state_dict": {}}, "it holds no tensors"),
    ],
)
def test_file_without_tensors_by_name_is_refused(tmp_path, content, said) -> None:
    assert said in refusal(save(tmp_path, content)).message


@pytest.mark.parametrize("is_current", [True, False])
@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_broken_download_is_refused(tmp_path, is_current, kept) -> None:
    path = save(tmp_path, state(), _use_new_zipfile_serialization=is_current)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    said = refusal(path).message
    assert ("its end is missing" in said) if is_current else ("cut off" in said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"\n<!DOCTYPE html><html><title>Quota exceeded</title>", "it is a web page"),
        (b"\x00" * 4096, "damaged or cut off"),
        (b"just a note\n" * 40, "damaged or cut off"),
        (b"\x89PNG\r\n\x1a\n" + b"\x01" * 100, "damaged or cut off"),
    ],
)
def test_file_that_is_no_checkpoint_is_told_in_words(tmp_path, data, said) -> None:
    path = tmp_path / "model.pt"
    path.write_bytes(data)
    assert said in refusal(path).message


def test_zip_of_something_else_is_refused(tmp_path) -> None:
    import zipfile

    path = tmp_path / "model.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "weights are elsewhere")
    assert "not written by PyTorch" in refusal(path).message


def test_folder_in_the_place_of_a_file_is_told_in_words(tmp_path) -> None:
    path = tmp_path / "model.pt"
    path.mkdir()
    assert "it cannot be read" in refusal(path).message


def test_vanished_file_is_missing_not_wrong(tmp_path) -> None:
    with pytest.raises(ProblemError) as caught:
        read_checkpoint(tmp_path / "model.pt")
    assert caught.value.problem.code == "weights-missing"


@pytest.mark.parametrize(
    ("extra", "named"),
    [
        (lambda: argparse.Namespace(lr=0.1), "argparse.Namespace"),
        (lambda: torch.optim.SGD([torch.zeros(1)]), "torch.optim.sgd.SGD"),
        (network, "torch.nn.modules.container.Sequential"),
    ],
)
@pytest.mark.parametrize("is_current", [True, False])
def test_python_objects_beside_tensors_are_named_and_a_way_out_is_told(
    tmp_path, extra, named, is_current
) -> None:
    content = {"state_dict": state(), "args": extra()}
    problem = refusal(save(tmp_path, content, _use_new_zipfile_serialization=is_current))
    assert f"it holds Python objects ({named})" in problem.message
    assert "save its tensors alone" in problem.hint


class _Harm:
    """Writes a file when it is unpickled carelessly."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self._path),)


@pytest.mark.parametrize("is_current", [True, False])
def test_program_in_a_file_never_runs(tmp_path, is_current) -> None:
    mark = tmp_path / "ran"
    path = save(
        tmp_path,
        {"state_dict": state(), "notes": _Harm(mark)},
        _use_new_zipfile_serialization=is_current,
    )
    assert "mkdir" in refusal(path).message
    path.write_bytes(pickle.dumps({"state_dict": _Harm(mark)}))
    refusal(path)
    assert not mark.exists()


def test_numpy_numbers_beside_the_tensors_keep_their_values(tmp_path) -> None:
    line = [np.float64(1.5), np.float32(0.25), np.int64(-3)]
    checkpoint = read_checkpoint(save(tmp_path, {"model": state(), "k": line}))
    assert checkpoint.numbers("k", 3) == (1.5, 0.25, -3.0)


def test_numpy_numbers_may_be_read_only_meanwhile(tmp_path) -> None:
    path = save(tmp_path, {"model": state(), "k": [np.float64(1.5)]})
    before = set(torch.serialization.get_safe_globals())
    read_checkpoint(path)
    assert set(torch.serialization.get_safe_globals()) == before
    with pytest.raises(pickle.UnpicklingError):
        torch.load(path, weights_only=True)


@pytest.mark.parametrize(
    "extras", [{}, {"k": [1.0, 2.0]}, {"k": None}, {"k": [1.0, 2.0, "three"]}, {"k": 5.0}]
)
def test_numbers_that_are_not_there_are_told_in_words(tmp_path, extras) -> None:
    checkpoint = read_checkpoint(save(tmp_path, {"model": state(), **extras}))
    with pytest.raises(ProblemError, match="it holds no 3 numbers under “k”"):
        checkpoint.numbers("k", 3)
