"""DOVER: one network for technical quality, one for how pleasing a video looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from omgui.engine.clip_model import ClipFrame, ClipScore, ClipShape, ClipView
from omgui.engine.models.checkpoint_file import read_checkpoint
from omgui.engine.models.vqa.convnext import ConvNext
from omgui.engine.models.vqa.draws import Draw, fixed_draw
from omgui.engine.models.vqa.fragments import SIDE, FragmentView, Picture, positions_by_frame
from omgui.engine.models.vqa.frame_choice import (
    RUN,
    dover_aesthetic_frames,
    dover_technical_frames,
)
from omgui.engine.models.vqa.pace import Pace, paced
from omgui.engine.models.vqa.patches import Head
from omgui.engine.models.vqa.raw_scores import between_0_and_1, raw_scores, runs_at_once
from omgui.engine.models.vqa.swin import Swin

TECHNICAL, AESTHETIC = "technical", "aesthetic"
_WEIGHTS = {TECHNICAL: 0.6104, AESTHETIC: 0.3896}
_MEANS = {TECHNICAL: 0.1107, AESTHETIC: -0.08285}
_SPREADS = {TECHNICAL: 0.07355, AESTHETIC: 0.03774}
_SQUEEZED = "squeezed for the aesthetic branch of DOVER"


class Dover:
    """Quality between 0 and 1, higher is better, and that of its two branches.

    The technical branch looks at fragments of three runs of 32 frames, the aesthetic one at 32
    whole frames, squeezed to 224×224 pixels. What is drawn in the paper is the same everywhere
    here.

    Attributes:
        clips_at_once: How many runs of 32 frames go through a network together; may be lowered.
        threads: How many threads share out one network's work; may be raised on a CPU. No bit of a
            score depends on it.

    Args:
        device: Where it computes.
        files: Its checkpoint by file name.

    Raises:
        ProblemError: ``weights-wrong`` when the file is not its checkpoint.

    Source: Wu et al., ICCV 2023 (arXiv 2211.04894); weights of the branches as in the authors'
    script for single videos.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path]) -> None:
        (path,) = files.values()
        self._device = device
        with torch.device("meta"):
            backbones = {TECHNICAL: Swin(), AESTHETIC: ConvNext()}
            heads = {TECHNICAL: Head(), AESTHETIC: Head()}
        modules: dict[str, nn.Module] = {
            **{f"{name}_backbone": module for name, module in backbones.items()},
            **{f"{name}_head": module for name, module in heads.items()},
        }
        unused = tuple(f"technical_backbone.{key}" for key in Swin.unused())
        read_checkpoint(path).fill(nn.ModuleDict(modules), device, unused=unused)
        self._networks = {name: (backbones[name], heads[name]) for name in heads}
        self.clips_at_once = runs_at_once(device)
        self.threads = 1

    def view(self, shape: ClipShape, draw: int = 0) -> ClipView:
        """Return an empty view of a clip; see :class:`ClipModel`."""
        return self.view_drawn(shape, fixed_draw(draw))

    def view_drawn(self, shape: ClipShape, draw: Draw) -> DoverView:
        """Return an empty view whose frames and fragments are chosen as a rule draws them."""
        return DoverView(shape, draw)

    def score(self, views: Sequence[ClipView], checkpoint: Callable[[], None]) -> list[ClipScore]:
        """Return the scores of complete views; see :class:`ClipModel`."""
        own = [cast(DoverView, view) for view in views]
        with paced(checkpoint, self.threads) as pace:
            technical = self._raws([view.technical.pixels for view in own], TECHNICAL, pace)
            aesthetic = self._raws([view.aesthetic for view in own], AESTHETIC, pace)
        return [
            _score({TECHNICAL: one, AESTHETIC: other})
            for one, other in zip(technical, aesthetic, strict=True)
        ]

    def _raws(self, pictures: Sequence[Picture], branch: str, pace: Pace) -> list[float]:
        network = self._networks[branch]
        return raw_scores(pictures, network, self._device, self.clips_at_once, pace)


class DoverView:
    """What DOVER keeps of one clip.

    Attributes:
        frames: Numbers of the frames that one branch or the other needs.
        technical: The fragments.
        aesthetic: 32×224×224×3 uint8, RGB, the squeezed frames in the order of use.

    Args:
        shape: Size of the clip.
        draw: By which rule frames and fragments are chosen.

    Raises:
        ProblemError: ``too-small`` when a side is shorter than 32 pixels.
    """

    def __init__(self, shape: ClipShape, draw: Draw) -> None:
        technical = dover_technical_frames(shape.frames, draw)
        aesthetic = dover_aesthetic_frames(shape.frames, draw)
        self.technical = FragmentView("DOVER", shape, technical, RUN, draw)
        self.aesthetic: Picture = np.zeros((len(aesthetic), SIDE, SIDE, 3), np.uint8)
        self.frames: frozenset[int] | None = frozenset((*technical, *aesthetic))
        self._positions = positions_by_frame(aesthetic)

    def add(self, index: int, frame: ClipFrame) -> None:
        """Keep what the branches need of a frame."""
        self.technical.add(index, frame)
        for position in self._positions.get(index, ()):
            self.aesthetic[position] = _squeezed(frame)


def _squeezed(frame: ClipFrame) -> Picture:
    picture: Picture | None = frame.shared.get(_SQUEEZED)
    if picture is None:
        picture = np.empty((SIDE, SIDE, 3), np.uint8)
        for channel in range(3):  # one by one, to hold little of a large frame
            plane = torch.from_numpy(frame.pixels[..., channel].astype(np.float32))
            small = functional.interpolate(
                plane[None, None],
                size=(SIDE, SIDE),
                mode="bilinear",
                align_corners=False,
                antialias=True,
            )
            picture[..., channel] = small[0, 0].round().numpy()
        frame.shared[_SQUEEZED] = picture
    return picture


def _score(raws: Mapping[str, float]) -> ClipScore:
    measured = {name: (raw - _MEANS[name]) / _SPREADS[name] for name, raw in raws.items()}
    together = sum(_WEIGHTS[name] * value for name, value in measured.items())
    parts = {name: between_0_and_1(value) for name, value in measured.items()}
    return ClipScore(between_0_and_1(together), parts)
