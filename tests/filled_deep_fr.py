"""Stand-ins of the official files of the learned full-reference metrics, in their containers."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from omgui.engine.libraries.pyiqa_import import architecture, default_options
from omgui.engine.libraries.pyiqa_routes import Routes, led_by
from omgui.engine.libraries.vision import torchvision
from tests.filled_weights import filled

ALEXNET, VGG16, VGG19 = (
    "alexnet-owt-7be5be79.pth",
    "vgg16-397923af.pth",
    "vgg19-dcbb9e9d.pth",
)
TIMM = {
    "resnet50": "resnet50.a1_in1k",
    "vit_base_patch8_224": "vit_base_patch8_224.augreg2_in21k_ft_in1k",
}
CONSTANTS = {"filter", "shift", "scale", "mean", "std"}
VIT_B32 = (512, 224, 12, 768, 32, 77, 49408, 512, 8, 12)
LINEAR = {"lpips": (64, 192, 384, 256, 256), "lpips-vgg": (64, 128, 256, 512, 512)}
# pyiqa's own file of each metric, and the key below which the tensors are.
OWN = {
    "topiq_fr": ("cfanet_fr_kadid_res50-2c4cc61d.pth", "params"),
    "topiq_fr-pipal": ("cfanet_fr_pipal_res50-69bbe5ba.pth", "params"),
    "pieapp": ("PieAPPv0.1-0937b014.pth", ""),
    "stlpips": ("alex_shift_tolerant.pth", ""),
    "stlpips-vgg": ("vgg_shift_tolerant.pth", ""),
    "ckdn": ("CKDN_model_best-38b27dc6.pth", ""),
    "wadiqam_fr": ("WaDIQaM-kadid-f7541ea5.pth", "params"),
    "msswd": ("msswd_weights.pth", "net_dict"),
    "lpips": ("LPIPS_v0.1_alex-df73285e.pth", ""),
    "lpips-vgg": ("LPIPS_v0.1_vgg-a78928a0.pth", ""),
    "dists": ("DISTS_weights-f5e65c96.pth", ""),
    "ahiq": ("AHIQ_vit_p8_epoch33-da3ea303.pth", ""),
    "afine_all": ("afine.pth", ""),
}
SAME_FILE = {
    "lpips+": "lpips",
    "lpips-vgg+": "lpips-vgg",
    "afine_fr": "afine_all",
    "afine_all_scale": "afine_all",
}
BACKBONE = {
    "lpips": ALEXNET,
    "lpips+": ALEXNET,
    "lpips-vgg": VGG16,
    "lpips-vgg+": VGG16,
    "dists": VGG16,
    "dmm": VGG16,
    "deepdc": VGG19,
}
NAMES = (*OWN, *SAME_FILE, "deepdc", "dmm")


class StandIns:
    """Writes each stand-in of an official file once.

    Args:
        folder: Where they go.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, name: str) -> dict[str, Path]:
        """Return the paths of all files of a metric by official name."""
        files: dict[str, Path] = {}
        if name in BACKBONE:
            files |= self.torchvision(BACKBONE[name])
        if name == "ahiq":
            for network in TIMM:
                files |= self.timm(network)
        own = SAME_FILE.get(name, name)
        if own in OWN:
            file, key = OWN[own]
            files[file] = self._written(file, lambda: _own(own, key))
        return files

    def torchvision(self, file: str) -> dict[str, Path]:
        """Return the path of a backbone of torchvision."""
        return {file: self._written(file, lambda: _torchvision(file))}

    def timm(self, network: str) -> dict[str, Path]:
        """Return the path of a backbone of timm."""
        import timm  # after torchvision, which our engine makes importable

        file = f"{TIMM[network]}.safetensors"
        path = self._folder / file
        if not path.exists():
            with torch.device("meta"):
                net = timm.create_model(network)
            save_file(_filled(net), path)
        return {file: path}

    def _written(self, file: str, content: Callable[[], Mapping[str, Any]]) -> Path:
        path = self._folder / file
        if not path.exists():
            torch.save(content(), path)
        return path


def _filled(net: nn.Module) -> dict[str, Tensor]:
    """Return stand-ins of all tensors but the constants that the library computes by itself."""
    state: dict[str, Tensor] = {}
    for key, like in net.state_dict().items():
        last = key.rpartition(".")[2]
        if last == "num_batches_tracked":
            state[key] = torch.zeros((), dtype=like.dtype)
        elif last in CONSTANTS:
            state[key] = like
        else:
            state[key] = torch.from_numpy(filled(key, tuple(like.shape)))
    return state


def _empty(like: Tensor) -> Tensor:
    """Return a single zero that is seen many times: for half gigabytes that nothing looks at."""
    return torch.zeros([1] * like.ndim).expand(like.shape)


def _torchvision(file: str) -> dict[str, Tensor]:
    with torch.device("meta"):
        net = getattr(torchvision.models, file.partition("-")[0])()
    if not hasattr(net, "features"):
        return _filled(net)
    state = {f"features.{key}": value for key, value in _filled(net.features).items()}
    classifier = net.classifier.state_dict().items()
    return {**state, **{f"classifier.{key}": _empty(like) for key, like in classifier}}


def _own(name: str, key: str) -> dict[str, Any]:
    if name in LINEAR:
        shapes = enumerate((1, channels, 1, 1) for channels in LINEAR[name])
        return {
            f"lin{k}.model.1.weight": torch.from_numpy(abs(filled(f"lin{k}", shape)))
            for k, shape in shapes
        }
    if name == "dists":
        shape = (1, 3 + 64 + 128 + 256 + 512 + 512, 1, 1)
        return {k: torch.from_numpy(abs(filled(k, shape))) for k in ("alpha", "beta")}
    if name == "afine_all":
        return _afine()
    net = _network(name)
    if name == "ahiq":
        return {
            "regressor_model_state_dict": _filled(net.regressor),
            "deform_net_model_state_dict": _filled(net.deform_net),
        }
    state = _filled(net)
    return {key: state} if key else state


def _network(name: str) -> nn.Module:
    """Build a network of pyiqa on no device: only its shapes are wanted."""
    options = default_options(name)
    create = architecture(options.pop("type"))
    with torch.device("meta"), led_by(Routes({})), contextlib.redirect_stdout(io.StringIO()):
        return create(**options, pretrained=False)


def _afine() -> dict[str, Any]:
    """Return its parts; the text side of CLIP is empty, single numbers are the authors'."""
    architecture("AFINE")
    afine, models = (sys.modules[f"pyiqa.archs.{k}"] for k in ("afine_arch", "afineclip_model"))
    with torch.device("meta"):
        clip = models.AFINECLIP(*VIT_B32)
    tuned = {key: _empty(like) for key, like in clip.state_dict().items()}
    tuned |= {f"visual.{key}": value for key, value in _filled(clip.visual).items()}
    number = torch.tensor
    return {
        "finetuned_clip": tuned,
        "natural": _filled(afine.AFINEQhead()),
        "fidelity": _filled(afine.AFINEDhead()),
        "natural_scale": {"yita3": number(4.9592), "yita4": number(21.5968)},
        "fidelity_scale": {"yita3": number(0.5), "yita4": number(0.15)},
        "adapter": {"k": number(5.0)},
    }
