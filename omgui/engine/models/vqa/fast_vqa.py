"""FAST-VQA and FasterVQA: one transformer on fragments of a few frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from torch import nn

from omgui.engine.clip_model import ClipScore, ClipShape, ClipView
from omgui.engine.models.checkpoint_file import read_checkpoint
from omgui.engine.models.vqa.draws import Draw, fixed_draw
from omgui.engine.models.vqa.fragments import FragmentView
from omgui.engine.models.vqa.frame_choice import fast_vqa_frames
from omgui.engine.models.vqa.pace import paced
from omgui.engine.models.vqa.patches import Head
from omgui.engine.models.vqa.raw_scores import between_0_and_1, raw_scores, runs_at_once
from omgui.engine.models.vqa.swin import Swin


@dataclass(frozen=True)
class _Form:
    """What tells the two models apart beside their weights.

    Attributes:
        name: Name for people.
        runs: How many runs of 32 frames are looked at.
        group: How many frames share the places of their fragments.
        mean: Mean of the raw scores of the authors' training videos.
        spread: Their standard deviation.
    """

    name: str
    runs: int
    group: int
    mean: float
    spread: float


_FORMS = {
    "fast": _Form("FAST-VQA", 4, 32, -0.110198185, 0.04178565),
    "faster": _Form("FasterVQA", 1, 8, 0.14759505, 0.03613452),
}


class FastVqa:
    """Quality between 0 and 1, higher is better.

    FAST-VQA looks at four runs of 32 consecutive frames, FasterVQA at the 32 in the middle of the
    clip; of each frame only 49 squares of 32×32 pixels are seen. Their places are drawn in the
    paper; here each draw is the same everywhere.

    Attributes:
        clips_at_once: How many runs of 32 frames go through the network together; may be lowered.
        threads: How many threads share out one network's work; may be raised on a CPU. No bit of a
            score depends on it.

    Args:
        device: Where it computes.
        files: Its checkpoint by file name.
        form: ``fast`` for FAST-VQA-B with four runs, ``faster`` for FasterVQA (FAST-VQA-3D).

    Raises:
        ProblemError: ``weights-wrong`` when the file is not its checkpoint.

    Sources: Wu et al., ECCV 2022 (arXiv 2207.02595) and TPAMI 2023 (arXiv 2210.05357); frames as
    the authors' script for single videos takes them, not as the papers describe.
    """

    def __init__(self, device: torch.device, files: Mapping[str, Path], *, form: str) -> None:
        (path,) = files.values()
        self._form = _FORMS[form]
        self._device = device
        with torch.device("meta"):
            network = nn.ModuleDict({"fragments_backbone": Swin(), "vqa_head": Head()})
        unused = tuple(f"fragments_backbone.{key}" for key in Swin.unused())
        read_checkpoint(path).fill(network, device, unused=unused)
        self._network = (
            cast(Swin, network["fragments_backbone"]),
            cast(Head, network["vqa_head"]),
        )
        self.clips_at_once = runs_at_once(device)
        self.threads = 1

    def view(self, shape: ClipShape, draw: int = 0) -> ClipView:
        """Return an empty view of a clip; see :class:`ClipModel`."""
        return self.view_drawn(shape, fixed_draw(draw))

    def view_drawn(self, shape: ClipShape, draw: Draw) -> FragmentView:
        """Return an empty view whose fragments lie where a rule draws them."""
        numbers = fast_vqa_frames(shape.frames, self._form.runs)
        return FragmentView(self._form.name, shape, numbers, self._form.group, draw)

    def score(self, views: Sequence[ClipView], checkpoint: Callable[[], None]) -> list[ClipScore]:
        """Return the scores of complete views; see :class:`ClipModel`."""
        pictures = [cast(FragmentView, view).pixels for view in views]
        with paced(checkpoint, self.threads) as pace:
            raws = raw_scores(pictures, self._network, self._device, self.clips_at_once, pace)
        form = self._form
        return [ClipScore(between_0_and_1((raw - form.mean) / form.spread)) for raw in raws]
