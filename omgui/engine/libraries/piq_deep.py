"""Metrics of the library piq that need checkpoints, built from given files without a network."""

from __future__ import annotations

import importlib
import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.libraries.checkpoint_reader import read_clip
from omgui.engine.libraries.piq_metric import import_piq
from omgui.engine.libraries.vision import torchvision
from omgui.engine.models.checkpoint_file import read_checkpoint, wrong

VGG16_FILE = "vgg16-397923af.pth"
LPIPS_FILE = "lpips_weights.pt"
DISTS_FILE = "dists_weights.pt"
PIEAPP_FILE = "PieAPPv0.1.pth"
BRISQUE_FILE = "brisque_svm_weights.pt"
TOKENS_FILE = "clipiqa_tokens.pt"
CLIP_FILE = "RN50.pt"

_STAGES: tuple[str, ...] = (
    "3",
    "8",
    "15",
    "22",
    "29",
)  # last activation before each pooling of VGG16
_CHANNELS = (64, 128, 256, 512, 512)
_VECTORS = 774  # support vectors of BRISQUE
_PATCHES = 64  # of PieAPP in one call: 2622 of a 1080p frame would need gigabytes


class PiqFeatureDistance:
    """A distance between VGG16 features: LPIPS, DISTS, content or style.

    Features of a reference are computed once for all its distorted files, except those of LPIPS,
    which keep the full resolution and would fill the memory.

    Args:
        device: Where it computes.
        files: Checkpoints by official name.
        name: ``piq_lpips``, ``piq_dists``, ``piq_content`` or ``piq_style``.

    Raises:
        ProblemError: ``package-missing``, or ``weights-wrong`` naming the file.

    Source: Zhang et al., CVPR 2018 (LPIPS); Ding et al., IEEE TPAMI 44(5), 2022 (DISTS); Gatys,
    Ecker and Bethge, arXiv 1508.06576 (content, style); layers and means of piq 0.8.0.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path], *, name: str) -> None:
        self._name = name
        self._net: Any = _feature_distance(name, files, device)

    def __call__(self, pair: Pair) -> Tensor:
        """Return N float32 distances, 0 for equal frames."""
        if self._name == "piq_lpips":
            reference = self._features(pair.reference)
        else:
            reference = pair.reference.shared(
                (self._name, id(self)), lambda: self._features(pair.reference)
            )
        distances = self._net.compute_distance(self._features(pair.distorted), reference)
        weighted = zip(distances, self._net.weights, strict=True)
        means = [(distance * weight.to(distance)).mean((2, 3)) for distance, weight in weighted]
        scores = torch.cat(means, 1).sum(1)
        if self._name == "piq_dists":
            scores = 1.0 - scores  # the library adds up similarities
        return torch.where(pair.identical, 0.0, scores)

    def _features(self, planes: Planes) -> list[Tensor]:
        pictures = planes.rgb()
        side = min(planes.height, planes.width)
        if self._name == "piq_dists" and side > 256:
            pictures = functional.interpolate(
                pictures, scale_factor=256 / side, recompute_scale_factor=False, mode="bilinear"
            )
        features: list[Tensor] = self._net.get_features(pictures)
        return features


class PiqPieApp:
    """Perceptual error trained on preferences between pairs of distorted pictures.

    Args:
        device: Where it computes.
        files: Checkpoints by official name.

    Raises:
        ProblemError: ``package-missing``, or ``weights-wrong`` naming the file.

    Source: Prashnani et al., CVPR 2018; patches of 64 pixels every 27, as in piq 0.8.0.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        import_piq()
        self._crop = importlib.import_module("piq.functional").crop_patches
        found = read_checkpoint(files[PIEAPP_FILE])
        key = "ref_score_subtract.weight"
        if key in found.tensors and found.tensors[key].ndim == 1:  # published as a vector
            reshaped = found.tensors[key].unsqueeze(1)
            found = replace(found, tensors={**found.tensors, key: reshaped})
        with torch.device("meta"):
            self._net = importlib.import_module("piq.pieapp").PieAPPModel()
        found.fill(self._net, device)

    def __call__(self, pair: Pair) -> Tensor:
        """Return N float32 errors; those of equal frames are small, but not 0.

        Raises:
            ValueError: A side is shorter than 64 pixels.
        """
        if min(pair.reference.height, pair.reference.width) < 64:
            raise ValueError("a patch of 64×64 pixels does not fit into the frame")
        frames = zip(pair.reference.rgb(), pair.distorted.rgb(), strict=True)
        return torch.stack([self._score(*both) for both in frames])

    def _score(self, reference: Tensor, distorted: Tensor) -> Tensor:
        chunks = [
            self._crop(picture[None] / 1.0 * 255, size=64, stride=27).split(_PATCHES)
            for picture in (distorted, reference)
        ]
        errors, weights = [], []
        for one, other in zip(*chunks, strict=True):
            features = self._net(one), self._net(other)
            error, weight = self._net.compute_difference(
                features[1][0] - features[0][0], features[1][1] - features[0][1]
            )
            errors.append(error)
            weights.append(weight)
        weight = torch.cat(weights).flatten()
        return (torch.cat(errors).flatten() * weight).sum() / weight.sum()


class PiqBrisque:
    """Support vector regression on statistics of normalised luma.

    Args:
        device: Where it computes.
        files: Checkpoints by official name.

    Raises:
        ProblemError: ``package-missing``, or ``weights-wrong`` naming the file.

    Source: Mittal, Moorthy and Bovik, IEEE TIP 21(12), 2012; as in piq 0.8.0.
    """

    _fetching = Lock()  # piq fetches its model inside each call, by a name of the whole module

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        import_piq()
        self._library: Any = importlib.import_module("piq.brisque")
        path = files[BRISQUE_FILE]
        model = _tensors(path)
        if [tuple(part.shape)[:1] for part in model] != [(_VECTORS,)] * 2:
            raise wrong(path, f"it should hold two tensors of {_VECTORS} support vectors each")
        self._model = [part.to(device) for part in model]

    def __call__(self, planes: Planes) -> Tensor:
        """Return N float32 scores, NaN where a statistic cannot be estimated."""
        scores = torch.cat([self._score(picture[None]) for picture in planes.rgb()])
        return torch.where(planes.is_flat, torch.nan, scores)

    def _score(self, picture: Tensor) -> Tensor:
        fetch = self._library.load_url
        with self._fetching:
            # Copies, because the library transposes what it is given in place.
            self._library.load_url = lambda *_, **__: [part.clone() for part in self._model]
            try:
                score: Tensor = self._library.brisque(picture, reduction="none")
            except AssertionError:  # the library's check that the statistics exist
                score = torch.full((1,), torch.nan, device=picture.device)
            finally:
                self._library.load_url = fetch
        return score.flatten()


class PiqClipIqa:
    """Similarity to the words "good photo" against "bad photo" in the space of CLIP.

    Args:
        device: Where it computes.
        files: Checkpoints by official name.

    Raises:
        ProblemError: ``package-missing``, or ``weights-wrong`` naming the file.

    Source: Wang, Chan and Loy, AAAI 2023; one pair of words and no position embedding, as in
    piq 0.8.0.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        import_piq()
        library = importlib.import_module("piq.clip_iqa")
        self._net = library.clip.build_model(read_clip(files[CLIP_FILE])).float()
        self._net.to(device).eval().requires_grad_(False)
        path = files[TOKENS_FILE]
        tokens = _content(path)
        if not isinstance(tokens, Tensor) or tuple(tokens.shape) != (2, 77):
            raise wrong(path, "it should hold one tensor, the numbers of 2×77 words")
        with torch.inference_mode():
            words = self._net.encode_text(tokens.to(device)).float()
            self._words = words / words.norm(dim=-1, keepdim=True)
            self._scale = self._net.logit_scale.exp()
        self._mean, self._std = (
            torch.tensor(values, device=device).view(1, 3, 1, 1)
            for values in (library.OPENAI_CLIP_MEAN, library.OPENAI_CLIP_STD)
        )

    def __call__(self, planes: Planes) -> Tensor:
        """Return N float32 probabilities of "good photo"."""
        pictures = (planes.rgb() - self._mean) / self._std
        seen = self._net.encode_image(pictures, pos_embedding=False).float()
        seen = seen / seen.norm(dim=-1, keepdim=True)
        likeness: Tensor = self._scale * seen @ self._words.t()
        return likeness.softmax(-1)[:, 0]


def _feature_distance(name: str, files: Mapping[str, Path], device: torch.device) -> nn.Module:
    piq = import_piq()
    if name in ("piq_content", "piq_style"):
        shell = piq.ContentLoss if name == "piq_content" else piq.StyleLoss
        stages, weights = _STAGES[2:3], [torch.ones(())]
    elif name == "piq_lpips":
        shell, stages, weights = piq.LPIPS, _STAGES, _lpips_weights(files[LPIPS_FILE])
    else:
        shell, stages, weights = piq.DISTS, _STAGES, _dists_weights(files[DISTS_FILE])
    # The constructors of two of them fetch files. What they set up beyond that is this.
    net = shell.__new__(shell)
    piq.ContentLoss.__init__(
        net,
        _vgg16(files[VGG16_FILE], device)[: int(stages[-1]) + 1],  # nothing reads the rest
        layers=list(stages),
        weights=weights,
        replace_pooling=name == "piq_dists",
        normalize_features=name == "piq_lpips",
        allow_layers_weights_mismatch=name == "piq_dists",
    )
    ready: nn.Module = net.to(device).eval()
    return ready


def _lpips_weights(path: Path) -> list[Tensor]:
    weights = _tensors(path)
    if [part.numel() for part in weights] != list(_CHANNELS):
        raise wrong(path, f"it should hold weights of {_CHANNELS} channels")
    return [part.reshape(1, -1, 1, 1) for part in weights]


def _dists_weights(path: Path) -> list[Tensor]:
    found = read_checkpoint(path).tensors
    channels = [3, *_CHANNELS]
    parts: list[Tensor] = []
    for key in ("alpha", "beta"):
        if key not in found or tuple(found[key].shape) != (1, sum(channels), 1, 1):
            raise wrong(path, f"it should hold '{key}' of shape 1×{sum(channels)}×1×1")
        parts.extend(torch.split(found[key], channels, 1))
    return parts


def _vgg16(path: Path, device: torch.device) -> nn.Sequential:
    with torch.device("meta"):
        whole = torchvision.models.vgg16(weights=None)
    # The classifier has half a gigabyte that no distance of features needs.
    read_checkpoint(path).fill(whole, device, unused=("classifier",))
    features: nn.Sequential = whole.features
    return features


def _tensors(path: Path) -> list[Tensor]:
    """Read a file that holds a bare list of tensors."""
    found = _content(path)
    if not isinstance(found, list | tuple) or not all(isinstance(part, Tensor) for part in found):
        raise wrong(path, f"it holds a {type(found).__name__}, not a list of tensors")
    return [part.detach() for part in found]


def _content(path: Path) -> object:
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError, ValueError) as error:
        raise wrong(path, f"it cannot be read ({type(error).__name__})") from error
