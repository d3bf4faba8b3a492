"""MDTVSFA: features of every frame by ResNet-50, their course by a recurrent network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from omgui.core.problems import Problem, ProblemError
from omgui.engine.clip_model import ClipFrame, ClipScore, ClipShape, ClipView
from omgui.engine.libraries.vision import torchvision
from omgui.engine.models.checkpoint_file import read_checkpoint
from omgui.engine.models.vqa.resnet_bands import SHRINKAGE, Trunk

HEAD_FILE = "MDTVSFA.pt"
TRUNK_FILE = "resnet50-0676ba61.pth"
WINDOW = 12  # frames that the pooling looks back and ahead, the present one among them
_CHANNELS = 2048
_REDUCED = 128
_HIDDEN = 32
_DATASETS = ("K", "C", "L", "N")  # that it was trained on, in the authors' letters
_AT_ONCE_ON_GPU = 8
_LARGEST_SHARED = 3 * 2048 * 1152  # bytes of a frame; of larger ones two would take gigabytes
_SHARED = 6 * _LARGEST_SHARED  # of all frames in work; each takes some 25 times its bytes
_GRU_STEPS = 4096  # a fraction of a second


class Mdtvsfa:
    """Quality as people remember it: the worst frames of late weigh most.

    Means and deviations over the picture of ResNet-50's last features, 4096 numbers of every frame
    at its full size, are reduced to 128; a recurrent network and a temporal pooling make one number
    of them, which is mapped to about 0.15–0.85 with the authors' weights.

    Attributes:
        frames_at_once: How many frames the large network sees at once; changes nothing but speed
            and memory.
        threads: How many frames a CPU works on side by side, each by itself; changes nothing but
            speed and memory.

    Args:
        device: Where features are computed; the rest is little and computed on the CPU.
        files: Its two checkpoints by file name.

    Raises:
        ProblemError: ``weights-wrong`` when a file is not the checkpoint that it should be.

    Source: Li, Jiang and Jiang, International Journal of Computer Vision 129, 2021.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        self._device = device
        self.frames_at_once = 1 if device.type == "cpu" else _AT_ONCE_ON_GPU
        self.threads = 1
        with torch.device("meta"):
            self._head = _Head()
            network = torchvision.models.resnet50(weights=None)
        read_checkpoint(files[HEAD_FILE]).fill(self._head, torch.device("cpu"), unused=("lm",))
        read_checkpoint(files[TRUNK_FILE]).fill(network, device, unused=("fc",))
        self._trunk = Trunk(network)
        reduction = self._head.dimemsion_reduction
        self._weight, self._bias = reduction.weight.to(device), reduction.bias.to(device)

    def view(self, shape: ClipShape, draw: int = 0) -> ClipView:
        """Return an empty view of a clip; nothing is drawn.

        Raises:
            ProblemError: ``too-small``: nothing can deviate in a picture of a single place.
        """
        if max(shape.width, shape.height) <= SHRINKAGE:
            raise ProblemError(
                Problem(
                    "too-small",
                    f"{shape.width}×{shape.height} pixels are too few for mdtvsfa, which needs "
                    f"more than {SHRINKAGE} on at least one side.",
                    "Leave the metric out for such files, or use larger ones.",
                )
            )
        return _View(self, shape.frames)

    def frames_together(self, pixels: NDArray[np.uint8]) -> int:
        """Return how many frames of this size are to be computed in one go."""
        if self.frames_at_once > 1:
            return self.frames_at_once
        if pixels.nbytes > _LARGEST_SHARED:
            return 1
        return min(self.threads, _SHARED // pixels.nbytes)

    def reduced_together(self, frames: Sequence[NDArray[np.uint8]]) -> list[NDArray[np.float32]]:
        """Return what :meth:`reduced` gives for each frame, as fast as may be."""
        if self.frames_at_once > 1 or len(frames) == 1:
            return list(self.reduced(frames))
        # One by one: a batch would be rounded in another way, and be no faster.
        with ThreadPoolExecutor(len(frames), "mdtvsfa") as pool:
            return [rows[0] for rows in pool.map(lambda frame: self.reduced([frame]), frames)]

    @torch.inference_mode()
    def features(self, frames: Tensor) -> Tensor:
        """Return N×4096 means and unbiased deviations over the picture, of N×H×W×3 uint8."""
        places = self._trunk(frames.to(self._device)).flatten(2)
        deviations, means = torch.std_mean(places, dim=2)
        return torch.cat([means, deviations], dim=1)

    @torch.inference_mode()
    def reduced(self, frames: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Return N×128 numbers, each row the network's view of one of N frames of one size."""
        features = self.features(torch.from_numpy(np.stack(frames)))
        numbers = functional.linear(features, self._weight, self._bias)
        return cast("NDArray[np.float32]", numbers.cpu().numpy())

    @torch.inference_mode()
    def score(self, views: Sequence[ClipView], checkpoint: Callable[[], None]) -> list[ClipScore]:
        """Return the scores of views whose frames have all come.

        Args:
            views: Views of this model.
            checkpoint: Called every second or so of work.
        """
        scores = []
        for view in cast("Sequence[_View]", views):
            checkpoint()
            numbers = torch.from_numpy(view.numbers(checkpoint))
            quality = self._head.course(numbers, checkpoint)
            scores.append(ClipScore(self._head.score(pooled(quality))))
        return scores


def pooled(quality: Tensor) -> Tensor:
    """Return one number for the quality of T frames, as people remember it.

    To every frame belong the worst of it and the 11 before, and a mean of it and the 11 behind in
    which bad frames weigh more; the windows are cut at the ends of the clip. The result is the mean
    of all.

    Args:
        quality: T numbers.

    Source: section 3.3 of Li, Jiang and Jiang, ACM Multimedia 2019 (arXiv 1908.00375).
    """
    values = quality.double()
    before = functional.pad(values, (WINDOW - 1, 0), value=float("inf")).unfold(0, WINDOW, 1)
    ahead = functional.pad(values, (0, WINDOW - 1), value=float("inf")).unfold(0, WINDOW, 1)
    weights = (-ahead).softmax(1)  # zero beyond the end
    remembered = (weights * ahead.nan_to_num(posinf=0.0)).sum(1)
    return (0.5 * remembered + 0.5 * before.amin(1)).mean()


class _Frame:
    """What is known of a frame; its pixels only until then."""

    __slots__ = ("numbers", "pixels")

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self.pixels: NDArray[np.uint8] | None = pixels
        self.numbers: NDArray[np.float32] | None = None


class _View:
    """The 128 numbers of each frame of one clip.

    Args:
        model: What computes them.
        count: Number of frames that will come.
    """

    frames: frozenset[int] | None = None  # all

    def __init__(self, model: Mdtvsfa, count: int) -> None:
        self._model = model
        self._numbers = np.empty((count, _REDUCED), np.float32)
        self._missing = count
        self._waiting: dict[int, _Frame] = {}

    def add(self, index: int, frame: ClipFrame) -> None:
        self._waiting[index] = frame.shared.setdefault(self._model, _Frame(frame.pixels))
        self._take_what_is_known()
        if len(self._waiting) >= self._model.frames_together(frame.pixels):
            self._settle(lambda: None)

    def numbers(self, checkpoint: Callable[[], None]) -> NDArray[np.float32]:
        """Return T×128 numbers.

        Raises:
            ValueError: Not all frames have come.
        """
        self._settle(checkpoint)
        if self._missing:
            raise ValueError(f"{self._missing} of {len(self._numbers)} frames have not come")
        return self._numbers

    def _settle(self, checkpoint: Callable[[], None]) -> None:
        """Compute the frames that wait, so many at once as allowed."""
        self._take_what_is_known()
        while self._waiting:
            frames = list(self._waiting.values())
            pixels = [frame.pixels for frame in frames if frame.pixels is not None]
            count = self._model.frames_together(pixels[0])
            part, rows = frames[:count], self._model.reduced_together(pixels[:count])
            for frame, row in zip(part, rows, strict=True):
                frame.numbers, frame.pixels = row.copy(), None
            self._take_what_is_known()
            checkpoint()

    def _take_what_is_known(self) -> None:
        """Keep the numbers of frames that this or another view of them has had computed."""
        for index, frame in list(self._waiting.items()):
            if frame.numbers is not None:
                self._numbers[index] = frame.numbers
                self._missing -= 1
                del self._waiting[index]


class _Head(nn.Module):
    """The layers under the names that they have in the checkpoint."""

    def __init__(self) -> None:
        super().__init__()
        self.dimemsion_reduction = nn.Linear(2 * _CHANNELS, _REDUCED)
        self.feature_aggregation = nn.GRU(_REDUCED, _HIDDEN, batch_first=True)
        self.regression = nn.Linear(_HIDDEN, 1)
        self.nlm = nn.Sequential(nn.Linear(1, 1), nn.Sigmoid(), nn.Linear(1, 1))
        self.lm = nn.ModuleDict({name: nn.Linear(1, 1) for name in _DATASETS})

    def aggregated(self, numbers: Tensor, checkpoint: Callable[[], None]) -> Tensor:
        """Return T×32 states of the recurrent network, of T×128 numbers."""
        states, last = [], None
        for first in range(0, len(numbers), _GRU_STEPS):
            part = numbers[None, first : first + _GRU_STEPS]
            found, last = self.feature_aggregation(part, last)
            states.append(found[0])
            checkpoint()
        return torch.cat(states)

    def course(self, numbers: Tensor, checkpoint: Callable[[], None]) -> Tensor:
        """Return the quality of T frames, of T×128 numbers."""
        quality: Tensor = self.regression(self.aggregated(numbers, checkpoint))
        return quality.flatten()

    def score(self, quality: Tensor) -> float:
        """Return the score for a pooled quality."""
        relative = quality.sigmoid().float().view(1, 1)
        return float(self.nlm(relative))
