"""Checkpoints of learned full-reference metrics: right ones, wrong ones, missing ones."""

import pytest
import torch

from omgui.core.problems import ProblemError
from omgui.engine.libraries.deep_fr import sides
from tests.engine.deep_fr.parts import CPU, SPECS, build
from tests.filled_deep_fr import OWN, StandIns

SAME_NETWORK = {
    *("topiq_fr-pipal", "lpips-vgg", "lpips+", "lpips-vgg+", "stlpips-vgg"),
    *("afine_all", "afine_fr"),
}


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
