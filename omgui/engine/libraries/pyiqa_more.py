"""Metrics of pyiqa that need more than a call: words asked once, other sizes, other devices."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.libraries.checkpoint_reader import read_checkpoint, wrong_file
from omgui.engine.libraries.pyiqa_import import architecture
from omgui.engine.libraries.pyiqa_lean import ClipIqaMetric, share_of_good
from omgui.engine.libraries.pyiqa_metric import (
    PyiqaMetric,
    SingleMetric,
    StatisticalMetric,
    repeatable,
)

_CELL = 32  # pixels that the transformer of A-FINE takes as one
_PATCH, _STEP = 224, 128  # of MA-CLIP
_PATCHES_AT_ONCE = 16
_SENTENCES_AT_ONCE = 99


class QualiClipMetric(ClipIqaMetric):
    """QualiCLIP and QualiCLIP+; they look at pictures as CLIP-IQA does, with other words.

    Source: Agnolucci, Galteri and Bertini, arXiv 2403.11176.
    """

    def _features_of_words(self, device: torch.device) -> Tensor:
        if self._net.model_type != "qualiclip":
            return super()._features_of_words(device)
        features: Tensor = self._net.prompts_features.to(device)
        return features

    def _likeness(self, pictures: Tensor) -> Tensor:
        likeness: Tensor = super()._likeness(pictures) / self._net.temperature
        return likeness


class MaclipMetric(SingleMetric):
    """MA-CLIP: likeness to words joined with the magnitude of the features.

    pyiqa scores on CUDA only; this runs anywhere, and asks for the words once.

    Source: Liao et al., arXiv 2511.09948; patches of 224 pixels every 128 and the whole picture.
    """

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        net = self._net
        with torch.inference_mode(), repeatable(device):
            self._words: Tensor = net.clip_model.encode_text(net.prompt_pairs.to(device))

    def _forward(self, *pictures: Tensor) -> Tensor:
        net = self._net
        seen = self._normalised(*pictures)
        whole = functional.interpolate(seen, size=(_PATCH, _PATCH), mode="bilinear")
        windows = seen.unfold(2, _PATCH, _STEP).unfold(3, _PATCH, _STEP)
        patches = windows.permute(0, 2, 3, 1, 4, 5).flatten(0, 2)
        likeness, features = [], []
        for some in torch.split(torch.cat((patches, whole)), _PATCHES_AT_ONCE):
            logits, _, found = net.clip_model(
                some, None, pos_embedding=net.pos_embedding, text_features=self._words
            )
            likeness.append(logits)
            features.append(found)
        magnitude = net.box_cox(torch.cat(features).abs(), lam=0.5).mean(-1)
        joined: Tensor = net.fusion(share_of_good(torch.cat(likeness)), magnitude)[0]
        return joined.mean()


class LiqeMetric(PyiqaMetric):
    """LIQE and LIQE-mix, which know their words by heart after the first second.

    pyiqa reads up to 495 sentences, each filled up to 77 words, whenever the metric is built. What
    fills them up comes after the end of the sentence, where nothing looks at it: without it the
    features are the same, to rounding, in a quarter of the time.

    Source: Zhang et al., CVPR 2023.
    """

    @contextmanager
    def _prepared(self) -> Iterator[None]:
        kind: Any = architecture("LIQE")
        kind.get_text_features = _features_of_sentences
        yield

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        clip = self._net.clip_model
        del clip.transformer, clip.token_embedding  # all sentences are read


def _features_of_sentences(net: Any, words: Tensor) -> Tensor:  # noqa: ANN401  # pyiqa's own
    """Return the normalised features of N sentences of numbered words."""
    with torch.inference_mode():
        clip = net.clip_model
        ends = words.argmax(-1)  # the mark of the end has the highest number
        length = int(ends.max()) + 1
        found = []
        for some in torch.split(words[:, :length], _SENTENCES_AT_ONCE):
            seen = clip.token_embedding(some) + clip.positional_embedding[:length]
            seen = seen.permute(1, 0, 2)
            for block in clip.transformer.resblocks:
                asked = block.ln_1(seen)
                mask = block.attn_mask[:length, :length].to(asked)
                seen = seen + block.attn(asked, asked, asked, need_weights=False, attn_mask=mask)[0]
                seen = seen + block.mlp(block.ln_2(seen))
            found.append(clip.ln_final(seen.permute(1, 0, 2)))
        last = torch.cat(found)[torch.arange(len(words)), ends] @ clip.text_projection
        features: Tensor = last / last.norm(dim=1, keepdim=True)
    return features.clone()


class AfineNaturalness(SingleMetric):
    """The naturalness term of A-FINE, which needs no reference; lower is better.

    A side that is no multiple of 32 pixels is enlarged to the next one, bicubic, as in the
    authors' program; pyiqa refuses such frames.

    Source: Chen et al., CVPR 2025.
    """

    @contextmanager
    def _prepared(self) -> Iterator[None]:
        architecture("AFINE")
        models: Any = sys.modules["pyiqa.archs.afineclip_model"]
        # Under the name of all other modules with a CLIP, so that it is found and left empty.
        models.CLIP = models.AFINECLIP
        yield

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        del self._net.clip_model.transformer  # a quarter of a gigabyte for words: none are asked

    def _forward(self, *pictures: Tensor) -> Tensor:
        net = self._net
        (seen,) = pictures
        mean, std = (torch.tensor(part).view(1, 3, 1, 1).to(seen) for part in (net.mean, net.std))
        # Not in place, as pyiqa does it: other metrics look at the same frames.
        seen = (seen - mean) / std
        size = [-side // _CELL * -_CELL for side in seen.shape[2:]]
        if size != list(seen.shape[2:]):
            seen = functional.interpolate(seen, size=size, mode="bicubic", align_corners=False)
        _, features = net.clip_model.visual(seen)
        score: Tensor = net.net_scale_nr(net.net_qhead(seen, features))
        return score


class MetaIqaMetric(PyiqaMetric):
    """MetaIQA; pyiqa would leave what its file lacks at random, so the file is looked at first.

    Source: Zhu et al., CVPR 2020.
    """

    _FILE = "Metaiqa_livec.pth"
    _CONSTANTS = ("mean", "std", "num_batches_tracked")

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        found = read_checkpoint(files[self._FILE])
        for outer in ("params", "state_dict"):
            found = found.get(outer, found)
        renamed = {_name_in_metaiqa(key) for key in found}
        wanted = [key for key in self._net.state_dict() if not key.endswith(self._CONSTANTS)]
        for key in wanted:
            if key not in renamed:
                raise wrong_file(self._FILE, f"it lacks {key}")


class PiqeMetric(StatisticalMetric):
    """PIQE, which needs no file; NaN for a picture of one colour, which has no block to look at.

    Source: Venkatanath et al., National Conference on Communications 2015.
    """

    def __init__(self, device: torch.device) -> None:
        super().__init__(device, {}, name="piqe")


def _name_in_metaiqa(key: str) -> str:
    for old, new in (("net_g.", ""), ("module.", ""), ("net.", "head.")):
        key = key.replace(old, new)
    return key
