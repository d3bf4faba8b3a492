"""Stand-ins of the files of pyiqa's further metrics; see tests/filled_checkpoints.py.

Many of these networks are large, so their numbers come from a short block of random numbers that is
repeated, and CLIP's largest one is written with few channels: its shape is read off its file.
"""

from __future__ import annotations

import math
import sys
import warnings
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import scipy.io
import torch
from torch import Tensor, nn

from omgui.engine.libraries.pyiqa_import import architecture
from tests.filled_checkpoints import empty_network
from tests.filled_weights import _KEPT
from tests.torch_archives import save_archive

_BLOCK = 100_003  # a prime, so that no two rows of a matrix are equal
# Official file: pyiqa's name of a metric that loads it whole, and where in it its tensors are.
WHOLE: Mapping[str, tuple[str, str | None]] = {
    "musiq_ava_ckpt-e8d3f067.pth": ("musiq-ava", None),
    "musiq_paq2piq_ckpt-364c0c84.pth": ("musiq-paq2piq", None),
    "musiq_spaq_ckpt-358bb6af.pth": ("musiq-spaq", None),
    "NIMA_VGG16_ava-dc4e8265.pth": ("nima-vgg16-ava", "params"),
    "NIMA_koniq-250367ae.pth": ("nima-koniq", "params"),
    "NIMA-spaq-46a7fcb7.pth": ("nima-spaq", "params"),
    "ckpt_kadid10k.pt": ("maniqa-kadid", None),
    "MANIQA_PIPAL-ae6d356b.pth": ("maniqa-pipal", None),
    "tres_flive-09b0de5b.pth": ("tres-flive", None),
    "cfanet_nr_flive_res50-ded1c74e.pth": ("topiq_nr-flive", "params"),
    "cfanet_nr_spaq_res50-a7f799ac.pth": ("topiq_nr-spaq", "params"),
    "cfanet_iaa_ava_swin-393b41b4.pth": ("topiq_iaa", "params"),
    "topiq_nr_gfiqa_swin-7bb80a60.pth": ("topiq_nr_swin-face", "params"),
    "cfanet_iaa_ava_res50-3cd62bb3.pth": ("topiq_iaa_res50", "params"),
    "URanker_ckpt-450eb36d.pth": ("uranker", None),
    "UNIQUE.pt": ("unique", None),
    "WaDIQaM-NR-koniq-aaffea29.pth": ("wadiqam_nr", "params"),
}
# Files of the same layout: written once, then linked.
_SAME = {
    "musiq_paq2piq_ckpt-364c0c84.pth": "musiq_spaq_ckpt-358bb6af.pth",
    "NIMA-spaq-46a7fcb7.pth": "NIMA_koniq-250367ae.pth",
    "MANIQA_PIPAL-ae6d356b.pth": "ckpt_kadid10k.pt",
    "cfanet_nr_spaq_res50-a7f799ac.pth": "cfanet_nr_flive_res50-ded1c74e.pth",
    "topiq_nr_gfiqa_res50-d76bf1ae.pth": "cfanet_nr_flive_res50-ded1c74e.pth",
    "topiq_nr_cgfiqa_res50-0a8b8e4f.pth": "cfanet_nr_flive_res50-ded1c74e.pth",
    **{f"QualiCLIP+_{data}.pth": "QualiCLIP+_koniq.pth" for data in ("clive", "flive", "spaq")},
    **{
        f"regressor_{data}.pth": "regressor_koniq10k.pth"
        for data in ("live", "csiq", "tid2013", "kadid10k", "clive", "flive", "spaq")
    },
}
# CLIP with few channels: vision width, layers, patch (or none), side; words, width, layers.
SMALL_CLIP: Mapping[str, tuple[Any, ...]] = {
    "RN50.pt": (1024, 224, (1, 1, 1, 1), 4, None, 77, 49408, 64, 1, 1),
    "ViT-B-32.pt": (64, 224, 2, 64, 32, 77, 49408, 64, 1, 2),
    "ViT-L-14.pt": (768, 224, 2, 64, 14, 77, 49408, 64, 1, 2),
}
# As published; what costs are measured with. Source: the shapes in OpenAI's files.
FULL_CLIP: Mapping[str, tuple[Any, ...]] = {
    "RN50.pt": (1024, 224, (3, 4, 6, 3), 64, None, 77, 49408, 512, 8, 12),
    "ViT-B-32.pt": (512, 224, 12, 768, 32, 77, 49408, 512, 8, 12),
    "ViT-L-14.pt": (768, 224, 24, 1024, 14, 77, 49408, 768, 12, 12),
}
FACES = "detection_Resnet50_Final.pth"
_WORDS = 7  # where in these the width of the words' side is
clip_sizes: dict[str, tuple[Any, ...]] = dict(SMALL_CLIP)


def write_more(file: str, folder: Path) -> Path:
    """Write the stand-in of an official file into a folder; return its path."""
    path = folder / file
    if path.exists():
        return path
    if file in _SAME:
        path.hardlink_to(write_more(_SAME[file], folder))
        return path
    if file in clip_sizes:
        torch.save(clip(file), path)
    elif file in WHOLE:
        metric, key = WHOLE[file]
        state = quickly_filled(_shapes_of(metric))
        torch.save(state if key is None else {key: state}, path)
    elif file == "regressor_koniq10k.pth":
        _write_regressor(path)
    elif file.endswith(".mat"):
        scipy.io.savemat(path, _MATLAB[file]())
    else:
        torch.save(_OTHER[file](), path)
    return path


def quickly_filled(state: Mapping[str, Tensor], prefix: str = "") -> dict[str, Tensor]:
    """Return stand-in numbers for a state, by key and shape; fixed constants stay as they are."""
    return {prefix + key: _numbers(key, tensor) for key, tensor in state.items()}


def clip(file: str) -> dict[str, Tensor]:
    """Return the state of a CLIP, a small one as a rule, whose shapes its readers infer."""
    architecture("CLIPIQA")
    net = sys.modules["pyiqa.archs.clip_model"].CLIP(*clip_sizes[file])
    state = quickly_filled(net.state_dict())
    state["logit_scale"] = torch.tensor(4.0)  # near the real one; small ones hide differences
    # Its readers count layers, and give each four blocks of one kind or another.
    return state


def _numbers(key: str, tensor: Tensor) -> Tensor:
    last = key.rpartition(".")[2]
    if last in _KEPT or not tensor.is_floating_point():
        return tensor
    random = np.random.Generator(np.random.PCG64(zlib.crc32(key.encode())))
    block = random.standard_normal(min(_BLOCK, max(tensor.numel(), 1))).astype("float32")
    if last == "running_var":
        block = 1.0 + 0.1 * abs(block)
    elif last == "running_mean":
        block *= 0.1
    elif tensor.ndim > 1:
        block *= 1.0 / math.sqrt(math.prod(tensor.shape[1:]))
    elif last in {"weight", "gamma"}:
        block = 1.0 + 0.1 * block.clip(-2.0, 2.0)
    else:
        block *= 0.05
    return torch.from_numpy(np.resize(block, tuple(tensor.shape)).astype("float32"))


def _shapes_of(metric: str) -> dict[str, Tensor]:
    # Without "gfiqa" in its name it wants no helper that finds faces.
    plain = {"model_name": "cfanet_iaa_ava_swin"} if metric == "topiq_nr_swin-face" else {}
    return empty_network(metric, **plain).state_dict()


def _write_regressor(path: Path) -> None:
    """A linear map that was saved with its code, as the authors' regressors are."""

    class Regressor(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            weight = torch.zeros(1, 4096)
            # Large, for the features that it is given have the length of one.
            large = 300.0 * _numbers("regressor.weight", weight)
            self.weight = nn.Parameter(large, requires_grad=False)
            self.bias = nn.Parameter(torch.tensor([40.0]), requires_grad=False)

        def forward(self, features: Tensor) -> Tensor:
            return torch.nn.functional.linear(features, self.weight, self.bias)

    save_archive(Regressor(), path, torch.zeros(1, 4096))


def _arniqa() -> dict[str, Tensor]:
    import torchvision

    encoder = nn.Sequential(*list(torchvision.models.resnet50(weights=None).children())[:-1])
    return quickly_filled(encoder.state_dict(), "model.")


def _qualiclip() -> dict[str, Tensor]:
    state = clip("RN50.pt")
    words = _numbers("words", torch.zeros(14, 1024))
    return {f"clip_model.{key}": tensor for key, tensor in state.items()} | {
        "prompts_features": words / words.norm(dim=-1, keepdim=True)
    }


def _prompts(pairs: int, file: str) -> dict[str, dict[str, Tensor]]:
    """Learnt words before, within and after what is asked, as wide as the words of a CLIP."""
    width = clip_sizes[file][_WORDS]
    parts = {"ctx": 16, "token_prefix": 1, "token_suffix": 60}
    return {
        "params": {
            f"prompt_learner.{key}": _numbers(key, torch.zeros(pairs, words, width))
            for key, words in parts.items()
        }
    }


def _liqe() -> dict[str, dict[str, Tensor]]:
    state = clip("ViT-B-32.pt")
    return {"params": {f"clip_model.{key}": tensor for key, tensor in state.items()}}


def _metaiqa() -> dict[str, Tensor]:
    import torchvision

    kind = architecture("MetaIQA")
    head = sys.modules[kind.__module__].BaselineModel1(1, 0.5, 1000)
    body = torchvision.models.resnet18(weights=None)
    return {
        **quickly_filled(body.state_dict(), "module.resnet_layer."),
        **quickly_filled(head.state_dict(), "module.net."),
    }


def _laion() -> dict[str, Tensor]:
    kind = architecture("LAIONAes")
    return quickly_filled(sys.modules[kind.__module__].MLP(768).state_dict())


def _afine() -> dict[str, Any]:
    kind = architecture("AFINE")
    module = sys.modules[kind.__module__]
    models = sys.modules["pyiqa.archs.afineclip_model"]
    clip = models.AFINECLIP(512, 224, 12, 768, 32, 77, 49408, 512, 8, 12)
    scales = module.AFINENLM_FR_Fit_with_limit, module.AFINENLM_NR_Fit
    return {
        "finetuned_clip": quickly_filled(clip.state_dict()),
        "natural": quickly_filled(module.AFINEQhead().state_dict()),
        "fidelity": quickly_filled(module.AFINEDhead().state_dict()),
        "fidelity_scale": scales[0](2, -2, 0.5, 0.15, 0.95, 0.05, 0.7, 0.01).state_dict(),
        "natural_scale": scales[1](2, -2, 4.9592, 21.5968).state_dict(),
        "adapter": module.AFINELearnLambda(k=5).state_dict(),
    }


def _detection() -> dict[str, Tensor]:
    from facexlib.detection.retinaface import RetinaFace

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        net = RetinaFace(network_name="resnet50", device=torch.device("cpu"))
    state = quickly_filled(net.state_dict(), "module.")
    for key, tensor in state.items():
        if "ClassHead" in key and key.endswith("bias"):
            # Of each pair background and face: a face everywhere.
            tensor.view(-1, 2)[:] = torch.tensor([-4.0, 4.0])
    return state


def find_one_face(folder: Path) -> None:
    """Let the detector see one face: thousands cost what no picture costs."""
    state = torch.load(folder / FACES, weights_only=True)
    for key, tensor in state.items():
        if "ClassHead" in key and key.endswith("bias") and "ClassHead.2" not in key:
            tensor.view(-1, 2)[:] = torch.tensor([40.0, -40.0])  # only the largest are left ...
        if "BboxHead" in key and key.endswith("bias"):
            tensor.view(-1, 4)[:, 2:] = 10.0  # ... and so large that they are one
    torch.save(state, folder / FACES)


def _matlab_brisque() -> dict[str, np.ndarray]:
    random = np.random.Generator(np.random.PCG64(5))
    # Near the features of pictures: far from them every kernel is zero.
    usual = np.array(([2.2, 0.4] + [0.8, 0.05, 0.2, 0.2] * 4) * 2)
    vectors = usual + 0.2 * random.standard_normal((700, 36))
    return {"sv": vectors, "sv_coef": 1e6 * random.standard_normal((700, 1))}


def _matlab_niqe() -> dict[str, np.ndarray]:
    random = np.random.Generator(np.random.PCG64(6))
    mixing = random.standard_normal((36, 36)) / 6.0
    return {
        "mu_prisparam": random.random((1, 36)) + 0.5,
        "cov_prisparam": mixing @ mixing.T + np.eye(36),
    }


_MATLAB = {"brisque_matlab.mat": _matlab_brisque, "niqe_matlab_params.mat": _matlab_niqe}
_OTHER = {
    "ARNIQA.pth": _arniqa,
    "QualiCLIP.pth": _qualiclip,
    "QualiCLIP+_koniq.pth": lambda: _prompts(14, "RN50.pt"),
    "CLIPIQA+_RN50_512-89f5d940.pth": lambda: _prompts(2, "RN50.pt"),
    "CLIPIQA+_ViTL14_512-e66488f2.pth": lambda: _prompts(2, "ViT-L-14.pt"),
    "liqe_koniq.pt": _liqe,
    "liqe_mix.pt": _liqe,
    "Metaiqa_livec.pth": _metaiqa,
    "sac+logos+ava1-l14-linearMSE.pth": _laion,
    "afine.pth": _afine,
    FACES: _detection,
}
