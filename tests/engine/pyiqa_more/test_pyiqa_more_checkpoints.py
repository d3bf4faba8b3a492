"""Checkpoints of pyiqa's other metrics: missing ones and damaged ones."""

import math

import pytest
import torch

from omgui.core.problems import ProblemError
from tests.engine.pyiqa_more.parts import build, files_of


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
