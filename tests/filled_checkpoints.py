"""Stand-ins of the files that pyiqa's metrics fetch, in the containers of the real ones.

Numbers come from the key and the shape (tests/filled_weights.py). Keys and shapes are those that
the library's own strict loading asks for.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import scipy.io
import torch
from torch import nn

from omgui.engine.libraries.pyiqa_import import architecture, default_options
from omgui.engine.libraries.pyiqa_routes import Routes, led_by
from tests.filled_piq import _Tree
from tests.filled_weights import _KEPT, filled
from tests.torch_archives import save_archive

# Official file: pyiqa's name of a metric that loads it whole, and under which key it does.
WHOLE = {
    "HyperIQA-resnet50-koniq10k-c96c41b1.pth": ("hyperiqa", "params"),
    "CNNIQA_koniq10k-e6f14c91.pth": ("cnniqa", "params"),
    "P2P_RoIPoolModel-fit.10.bs.120-ca69882e.pth": ("paq2piq", None),
    "ckpt_koniq10k.pt": ("maniqa", None),
    "tres_koniq-f0502926.pth": ("tres", None),
    "musiq_koniq_ckpt-e95806b9.pth": ("musiq", None),
    "DBCNN_KonIQ10k-2de81c0a.pth": ("dbcnn", "params"),
    "NIMA_InceptionV2_ava-b0c77c00.pth": ("nima", "params"),
    "cfanet_nr_koniq_res50-9a73138b.pth": ("topiq_nr", "params"),
    "cfanet_fr_kadid_res50-2c4cc61d.pth": ("topiq_fr", "params"),
    "PieAPPv0.1-0937b014.pth": ("pieapp", None),
    "CKDN_model_best-38b27dc6.pth": ("ckdn", None),
    "UNIQUE.pt": ("unique", None),
}


def write_stand_in(file: str, folder: Path) -> Path:
    """Write the stand-in of an official file into a folder; return its path."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if file in WHOLE:
        metric, key = WHOLE[file]
        state = filled_like(empty_network(metric))
        torch.save(state if key is None else {key: state}, path)
    elif file.endswith(".mat"):
        scipy.io.savemat(path, _MATLAB[file]())
    elif file == "RN50.pt":
        _write_clip(path)
    elif file == "CLIP-IQA+_learned_prompts-603f3273.pth":
        torch.save(torch.from_numpy(0.4 * filled("prompts", (16, 512))), path)
    elif file == "brisque_svm_weights.pth":
        coefficients = torch.from_numpy(_numbers("coefficients").standard_normal(774) * 20.0)
        vectors = torch.from_numpy(_numbers("vectors").standard_normal((774, 36)))
        torch.save([coefficients, vectors], path)
    else:
        raise KeyError(file)
    return path


class _NoFiles(Routes):
    """Leaves what files would fill as the constructor made it: constants included."""

    def load_into(self, *_: object, **__: object) -> None:
        pass

    def timm(self, *_: object, **__: object) -> None:
        pass


def empty_network(metric: str, **options: Any) -> nn.Module:
    """Build a network of pyiqa without any file."""
    settings = {**default_options(metric), **options}
    create = architecture(settings.pop("type"))
    with led_by(_NoFiles({})):
        return create(**settings).eval()


def filled_like(net: nn.Module) -> dict[str, torch.Tensor]:
    """Return the state of a network with stand-in numbers; fixed constants stay as they are."""
    return {
        key: tensor
        if key.rpartition(".")[2] in _KEPT or not tensor.is_floating_point()
        else torch.from_numpy(filled(key, tuple(tensor.shape), str(tensor.dtype)[6:]))
        for key, tensor in net.state_dict().items()
    }


def fill(net: nn.Module) -> nn.Module:
    """Put stand-in numbers into a network."""
    net.load_state_dict(filled_like(net))
    return net


def _write_clip(path: Path) -> None:
    """Write a TorchScript archive, in half precision, as CLIP was published."""
    routes = Routes({})
    architecture("CLIPIQA")
    with led_by(routes):
        net = routes.clip(sys.modules["pyiqa.archs.clip_model"], "RN50")
    shapes = {
        key: tuple(tensor.shape)
        for key, tensor in net.state_dict().items()
        if tensor.is_floating_point()
    }
    save_archive(_Tree(shapes).half(), path)


def _numbers(name: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(zlib.crc32(name.encode())))


def _covariance(random: np.random.Generator, size: int) -> np.ndarray:
    mixing = random.standard_normal((size, size)) / np.sqrt(size)
    return mixing @ mixing.T + np.eye(size)


def _niqe() -> dict[str, Any]:
    random = _numbers("niqe")
    return {"mu_prisparam": random.random((1, 36)) + 0.5, "cov_prisparam": _covariance(random, 36)}


def _ilniqe() -> dict[str, Any]:
    random = _numbers("ilniqe")
    template = np.empty((1, 4), object)
    template[0, 0] = random.random((1, 430))
    template[0, 1] = _covariance(random, 430)
    template[0, 2] = random.random((468, 1))
    template[0, 3] = random.standard_normal((468, 430)) / 20.0
    return {"templateModel": template}


def _nrqm() -> dict[str, Any]:
    """Three forests of ten full binary trees; what is not read is zero."""
    random = _numbers("nrqm")
    fields = [(name, "O") for name in ("ldau", "rdau", "a2", "a3", "thr", "pred", "attr")]
    forests = np.empty((1, 3), object)
    for at, features in enumerate((18, 45, 75)):
        left, right = np.zeros((31, 10), int), np.zeros((31, 10), int)
        left[:15] = np.arange(2, 32, 2)[:, None]
        right[:15] = np.arange(3, 33, 2)[:, None]
        forest = np.zeros((1, 1), fields)
        forest[0, 0] = (
            *(left, right, 0, 0, random.standard_normal((31, 10))),
            *(random.random((31, 10)) * 10.0, random.integers(1, features + 1, (31, 10))),
        )
        forests[0, at] = forest
    model = np.zeros((1, 1), [("linear", "O"), ("rf", "O")])
    model[0, 0] = (np.array([[0.1], [0.3], [0.3], [0.3]]), forests)
    return {"model": model}


_MATLAB = {
    "niqe_modelparameters.mat": _niqe,
    "ILNIQE_templateModel.mat": _ilniqe,
    "NRQM_model.mat": _nrqm,
}
