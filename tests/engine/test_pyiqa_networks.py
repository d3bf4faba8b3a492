"""Building pyiqa's networks from files at hand: nothing fetched, nothing run, nothing left."""

import os
import random
import subprocess
import sys
import threading

import numpy as np
import pytest
import torch
from torch import nn

from omgui.core.problems import ProblemError
from omgui.engine.libraries import checkpoint_reader, pyiqa_import
from omgui.engine.libraries.checkpoint_reader import (
    _sha256,
    read_checkpoint,
    read_clip,
    read_safetensors,
    read_script,
)
from omgui.engine.libraries.pyiqa_networks import build
from omgui.engine.libraries.pyiqa_routes import Routes, led_by
from tests.filled_checkpoints import empty_network, filled_like, write_stand_in
from tests.filled_piq import write_small_clip
from tests.torch_archives import save_archive

CPU = torch.device("cpu")
CNNIQA = "CNNIQA_koniq10k-e6f14c91.pth"


def trouble(act):
    with pytest.raises(ProblemError) as caught:
        act()
    return caught.value.problem


@pytest.fixture
def file(tmp_path):
    return write_stand_in(CNNIQA, tmp_path)


def save_cnniqa(tmp_path, change):
    state = filled_like(empty_network("cnniqa"))
    path = tmp_path / CNNIQA
    torch.save({"params": change(state)}, path)
    return trouble(lambda: build("cnniqa", {CNNIQA: path}, CPU))


def test_network_is_ready_to_score(file):
    net = build("cnniqa", {CNNIQA: file}, CPU)
    assert not net.training
    assert not any(parameter.requires_grad for parameter in net.parameters())


def test_building_changes_nobodys_random_numbers(file):
    states = torch.get_rng_state(), np.random.get_state()[1].copy(), random.getstate()
    build("cnniqa", {CNNIQA: file}, CPU)
    assert torch.equal(torch.get_rng_state(), states[0])
    assert np.array_equal(np.random.get_state()[1], states[1])
    assert random.getstate() == states[2]


def test_building_says_nothing(file, capfd):
    build("cnniqa", {CNNIQA: file}, CPU)
    assert capfd.readouterr() == ("", "")


def test_tensor_that_is_missing_is_named(tmp_path):
    def drop(state):
        del state["fc2.bias"]
        return state

    problem = save_cnniqa(tmp_path, drop)
    assert problem.code == "weights-wrong"
    assert "lacks fc2.bias" in problem.message


def test_tensor_of_another_shape_is_named(tmp_path):
    problem = save_cnniqa(tmp_path, lambda state: {**state, "fc1.weight": torch.zeros(800, 99)})
    assert problem.code == "weights-wrong"
    assert "fc1.weight" in problem.message


def test_tensor_that_does_not_belong_is_named(tmp_path):
    problem = save_cnniqa(tmp_path, lambda state: {**state, "head.weight": torch.zeros(1)})
    assert problem.code == "weights-wrong"
    assert "head.weight" in problem.message


def test_file_with_values_that_are_no_numbers_is_refused(tmp_path):
    nan = torch.full((800,), float("nan"))
    problem = save_cnniqa(tmp_path, lambda state: {**state, "fc1.bias": nan})
    assert (problem.code, CNNIQA in problem.message) == ("weights-wrong", True)


def test_file_without_the_expected_container_is_refused(tmp_path):
    path = tmp_path / CNNIQA
    torch.save({"model": {}}, path)
    problem = trouble(lambda: build("cnniqa", {CNNIQA: path}, CPU))
    assert (problem.code, CNNIQA in problem.message) == ("weights-wrong", True)


class Bomb:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def test_code_in_a_checkpoint_is_not_run(tmp_path):
    path, crater = tmp_path / CNNIQA, tmp_path / "crater"
    torch.save({"params": Bomb(str(crater))}, path)
    problem = trouble(lambda: build("cnniqa", {CNNIQA: path}, CPU))
    assert problem.code == "weights-wrong"
    assert "program code" in problem.message
    assert not crater.exists()


def test_numbers_that_training_left_behind_are_no_code(tmp_path):
    path = tmp_path / "file.pth"
    torch.save({"loss": np.float64(0.5), "best": np.float32(2.0), "epoch": 3}, path)
    assert read_checkpoint(path) == {"loss": 0.5, "best": 2.0, "epoch": 3}


@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html><html>", b"PK\x03\x04cut off"])
@pytest.mark.parametrize("read", [read_checkpoint, read_clip, read_safetensors, read_script])
def test_file_of_another_format_is_refused(tmp_path, read, content):
    path = tmp_path / "file.pt"
    path.write_bytes(content)
    problem = trouble(lambda: read(path))
    assert problem.code == "weights-wrong"
    assert "file.pt" in problem.message


@pytest.mark.parametrize("read", [read_checkpoint, read_clip, read_safetensors, read_script])
def test_file_that_vanished_is_missing(tmp_path, read):
    assert trouble(lambda: read(tmp_path / "file.pt")).code == "weights-missing"


def test_archive_with_code_is_opened_only_as_published(tmp_path, monkeypatch):
    path = tmp_path / "RN50.pt"
    write_small_clip(path)
    assert "never published" in trouble(lambda: read_clip(path)).message
    monkeypatch.setattr(checkpoint_reader, "_PUBLISHED_ARCHIVES", {"RN50.pt": _sha256(path)})
    assert read_clip(path)["visual.conv1.weight"].shape == (2, 3, 3, 3)


class Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.line = nn.Linear(3, 1)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.line(values)


class Thief(nn.Module):
    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return torch.from_file("/etc/passwd", False, 10)


def test_network_saved_with_its_code_may_do_arithmetic(tmp_path):
    net = Line()
    loaded = read_script(save_archive(net, tmp_path / "regressor.pth"))
    values = torch.ones(2, 3)
    assert torch.equal(loaded(values), net(values))


def test_network_saved_with_code_that_reads_files_is_refused(tmp_path):
    path = save_archive(Thief(), tmp_path / "regressor.pth")
    assert "torch.from_file" in trouble(lambda: read_script(path)).message


def test_other_threads_keep_torchs_own_functions(file, tmp_path):
    plain = tmp_path / "plain.pt"
    torch.save(Bomb, plain)  # a class: readable only by someone who trusts the file
    seen = []

    def read():
        seen.append(torch.load(plain, weights_only=False))

    with led_by(Routes({})):
        assert torch.hub.load_state_dict_from_url("https://example.org/nothing.pth") == {}
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert seen == [Bomb]


def test_everything_is_put_back_even_after_trouble(tmp_path):
    def seen():
        return (
            torch.load,
            torch.jit.load,
            torch.hub.load_state_dict_from_url,
            torch.hub.download_url_to_file,
            nn.Module.load_state_dict,
        )

    before = seen()
    assert trouble(lambda: build("cnniqa", {}, CPU)).code == "weights-missing"
    assert seen() == before


def test_two_threads_may_build_at_once(file):
    nets = []
    threads = [
        threading.Thread(target=lambda: nets.append(build("cnniqa", {CNNIQA: file}, CPU)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = [net.state_dict() for net in nets]
    assert len(states) == 3
    assert all(torch.equal(states[0][key], other[key]) for other in states for key in other)


def test_other_version_of_pyiqa_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(pyiqa_import, "version", lambda package: "0.1.15")
    problem = trouble(pyiqa_import._require_proven_version)
    assert problem.code == "package-missing"
    assert "0.1.15" in problem.message
    assert "pyiqa==0.1.16" in problem.hint


def test_missing_package_is_named():
    problem = trouble(lambda: pyiqa_import._module("pyiqa.archs.no_such_thing"))
    assert problem.code == "package-missing"


def test_pyiqa_enters_without_its_luggage():
    code = (
        "import sys, warnings\n"
        "from omgui.engine.libraries.pyiqa_import import architecture\n"
        "architecture('CFANet'), architecture('CLIPIQA')\n"
        "for luggage in ('transformers', 'torch._dynamo', 'pkg_resources', 'pyiqa.models'):\n"
        "    assert luggage not in sys.modules, luggage\n"
        "import pyiqa\n"
        "assert pyiqa.__version__ == '0.1.16'\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_public_functions_of_pyiqa_are_there_for_whoever_wants_them(monkeypatch):
    asked = []
    monkeypatch.setattr(pyiqa_import, "import_module", lambda name: asked.append(name) or os)
    monkeypatch.setattr(os, "create_metric", "the function", raising=False)
    assert pyiqa_import._public_function("create_metric") == "the function"
    assert asked == ["pyiqa.api_helpers"]
    with pytest.raises(AttributeError, match="no_such_thing"):
        pyiqa_import._public_function("no_such_thing")


@pytest.mark.parametrize(
    "line",
    [
        'torch .from_file("x", True, 16)',
        "torch.save(x)",
        "(torch).from_file(x)",
        "ops.prim.Print(x)",
        "getattr(x, y)(z)",
    ],
)
def test_code_of_an_archive_may_only_compute_however_it_is_written(line: str) -> None:
    from omgui.engine.libraries.checkpoint_reader import _more_than_arithmetic

    harmless = "def forward(self, x: Tensor) -> Tensor:\n  w = torch.linear(x, self.weight)\n"
    assert _more_than_arithmetic(harmless) == ""
    assert _more_than_arithmetic(f"{harmless}  y = {line}\n")
    assert _more_than_arithmetic("def __setstate__(self, x):\n  return x\n")
    assert _more_than_arithmetic("def (") == "cannot be read"
