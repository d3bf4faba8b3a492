"""Stand-ins of the files that piq publishes, in the containers that piq reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

from tests.filled_weights import filled
from tests.torch_archives import save_archive

LPIPS = "lpips_weights.pt"
DISTS = "dists_weights.pt"
PIEAPP = "PieAPPv0.1.pth"
BRISQUE = "brisque_svm_weights.pt"
TOKENS = "clipiqa_tokens.pt"
CLIP = "RN50.pt"
VGG16 = "vgg16-397923af.pth"

_VGG = (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0)
_PIEAPP = (64, 64, 64, 128, 128, 128, 256, 256, 256, 512, 512)


def write_piq(folder: Path) -> dict[str, Path]:
    """Write all of them into a folder; return their paths by name."""
    contents = {
        VGG16: _vgg16(),
        LPIPS: [
            torch.from_numpy(abs(filled(f"lpips.{at}", (1, channels, 1, 1))))
            for at, channels in enumerate((64, 128, 256, 512, 512))
        ],
        DISTS: _dists(),
        PIEAPP: _pieapp(),
        BRISQUE: _brisque(),
        TOKENS: _tokens(),
    }
    for name, content in contents.items():
        torch.save(content, folder / name)
    torch.save(_Tree(_clip_shapes()).state_dict(), folder / CLIP)
    return {name: folder / name for name in (*contents, CLIP)}


def write_small_clip(path: Path) -> None:
    """Write the same small CLIP as a TorchScript archive, which is what piq itself reads."""
    save_archive(_Tree(_clip_shapes()), path)


def _state(shapes: dict[str, tuple[int, ...]]) -> dict[str, torch.Tensor]:
    return {key: torch.from_numpy(filled(key, shape)) for key, shape in shapes.items()}


def _vgg16() -> dict[str, torch.Tensor]:
    shapes: dict[str, tuple[int, ...]] = {}
    at, before = 0, 3
    for channels in _VGG:
        if channels:
            shapes[f"features.{at}.weight"] = (channels, before, 3, 3)
            shapes[f"features.{at}.bias"] = (channels,)
            before = channels
        at += 2 if channels else 1
    state = _state(shapes)
    for name, shape in (("0", (4096, 25088)), ("3", (4096, 4096)), ("6", (1000, 4096))):
        # A single zero seen many times: nothing reads these half gigabytes.
        state[f"classifier.{name}.weight"] = torch.zeros(1).expand(shape)
        state[f"classifier.{name}.bias"] = torch.zeros(shape[0])
    return state


def _dists() -> dict[str, torch.Tensor]:
    shape = (1, 1475, 1, 1)
    parts = {key: np.abs(filled(f"dists.{key}", shape)) for key in ("alpha", "beta")}
    whole = sum(float(part.sum(dtype=np.float64)) for part in parts.values())
    return {key: torch.from_numpy(part / np.float32(whole)) for key, part in parts.items()}


def _pieapp() -> dict[str, torch.Tensor]:
    shapes: dict[str, tuple[int, ...]] = {}
    before = 3
    for at, channels in enumerate(_PIEAPP, 1):
        shapes[f"conv{at}.weight"] = (channels, before, 3, 3)
        shapes[f"conv{at}.bias"] = (channels,)
        before = channels
    for name, out, into in (
        ("fc1_score", 512, 120832),
        ("fc2_score", 1, 512),
        ("fc1_weight", 512, 2048),
        ("fc2_weight", 1, 512),
    ):
        shapes[f"{name}.weight"], shapes[f"{name}.bias"] = (out, into), (out,)
    shapes["ref_score_subtract.weight"] = shapes["ref_score_subtract.bias"] = (1,)
    return _state(shapes)


def _brisque() -> list[torch.Tensor]:
    return [
        torch.from_numpy(20.0 * filled("brisque.coefficients", (774, 1))),
        torch.from_numpy(6.0 * filled("brisque.vectors", (774, 36))),
    ]


def _tokens() -> torch.Tensor:
    tokens = torch.zeros(2, 77, dtype=torch.int64)
    tokens[:, :5] = torch.tensor([[90, 11, 12, 13, 95], [90, 14, 12, 13, 95]])
    return tokens


class _Tree(nn.Module):
    """Modules within modules, such that the weights have the given names."""

    def __init__(self, shapes: dict[str, tuple[int, ...]], path: str = "") -> None:
        super().__init__()
        inner = {key.partition(".")[0] for key in shapes if "." in key}
        for name in sorted(inner):
            own = {k.partition(".")[2]: v for k, v in shapes.items() if k.startswith(f"{name}.")}
            self.add_module(name, _Tree(own, f"{path}{name}."))
        for key, shape in shapes.items():
            if "." not in key:
                values = torch.from_numpy(np.asarray(filled(path + key, shape)))
                if key == "logit_scale":
                    values = torch.tensor(4.0)  # near the real one; small ones hide differences
                self.register_parameter(key, nn.Parameter(values, requires_grad=False))

    def forward(self) -> int:
        return 0


def _clip_shapes(width: int = 4, words: int = 100) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}

    def norm(name: str, channels: int) -> None:
        for last in ("weight", "bias", "running_mean", "running_var"):
            shapes[f"{name}.{last}"] = (channels,)

    before = 3
    for at, channels in enumerate((width // 2, width // 2, width), 1):
        shapes[f"visual.conv{at}.weight"] = (channels, before, 3, 3)
        norm(f"visual.bn{at}", channels)
        before = channels
    for at in range(4):
        inner = width * 2**at
        block = f"visual.layer{at + 1}.0"
        for name, out, into, side in (
            ("conv1", inner, before, 1),
            ("conv2", inner, inner, 3),
            ("conv3", inner * 4, inner, 1),
            ("downsample.0", inner * 4, before, 1),
        ):
            shapes[f"{block}.{name}.weight"] = (out, into, side, side)
        for name, channels in (("bn1", inner), ("bn2", inner), ("bn3", inner * 4)):
            norm(f"{block}.{name}", channels)
        norm(f"{block}.downsample.1", inner * 4)
        before = inner * 4
    embedded, text = 16, 64
    shapes["visual.attnpool.positional_embedding"] = (50, before)
    for name, out in (("q_proj", before), ("k_proj", before), ("v_proj", before), ("c_proj", 16)):
        shapes[f"visual.attnpool.{name}.weight"] = (out, before)
        shapes[f"visual.attnpool.{name}.bias"] = (out,)
    block = "transformer.resblocks.0"
    shapes[f"{block}.attn.in_proj_weight"] = (3 * text, text)
    shapes[f"{block}.attn.in_proj_bias"] = (3 * text,)
    for name, out, into in (
        ("attn.out_proj", text, text),
        ("mlp.c_fc", 4 * text, text),
        ("mlp.c_proj", text, 4 * text),
    ):
        shapes[f"{block}.{name}.weight"], shapes[f"{block}.{name}.bias"] = (out, into), (out,)
    for name in (f"{block}.ln_1", f"{block}.ln_2", "ln_final"):
        shapes[f"{name}.weight"] = shapes[f"{name}.bias"] = (text,)
    shapes["token_embedding.weight"] = (words, text)
    shapes["positional_embedding"] = (77, text)
    shapes["text_projection"] = (text, embedded)
    shapes["logit_scale"] = ()
    return shapes
