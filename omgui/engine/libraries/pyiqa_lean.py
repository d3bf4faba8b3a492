"""Metrics of pyiqa without the work that their score does not depend on; to the bit the same."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.libraries.pyiqa_metric import PyiqaMetric, repeatable


class TresMetric(PyiqaMetric):
    """TReS; pyiqa also looks at every crop mirrored, which only its training needs.

    Source: Golestaneh, Dadsetan, Kitani, WACV 2022, section 3; crops as in pyiqa 0.1.16.
    """

    def _forward(self, *seen: Tensor) -> Tensor:
        net = self._net
        (pictures,) = seen
        crop = import_module("pyiqa.archs.arch_util").uniform_crop
        crops = crop(self._normalised(pictures), 224, net.test_sample)
        _, *stages = net.forward_backbone(net.model, crops)
        pools = (net.L2pooling_l1, net.L2pooling_l2, net.L2pooling_l3, net.L2pooling_l4)
        shrinks = (net.avg8, net.avg4, net.avg2, None)
        tokens = []
        for stage, pool, shrink in zip(stages, pools, shrinks, strict=True):
            pooled = pool(functional.normalize(stage, dim=1, p=2))
            tokens.append(pooled if shrink is None else shrink(pooled))
        places = net.position_embedding(crops.new_ones(1, net.dim_modelt, 7, 7))
        related = net.transformer(torch.cat(tokens, 1), places.repeat(len(crops), 1, 1, 1))
        whole = net.fc2(net.avg7(related).flatten(1))
        local = net.avg7(stages[-1]).flatten(1)
        scores: Tensor = net.fc(torch.cat((whole, local), 1))
        return scores.reshape(len(pictures), net.test_sample).mean(1)


class ManiqaMetric(PyiqaMetric):
    """MANIQA; of the twelve blocks of its transformer, the last two are never looked at.

    Source: Yang et al., CVPR Workshops 2022, figure 2.
    """

    _LAST_BLOCK_SEEN = 9

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        vit = self._net.vit
        vit.blocks = vit.blocks[: self._LAST_BLOCK_SEEN + 1]


class ClipIqaMetric(PyiqaMetric):
    """CLIP-IQA and CLIP-IQA+; the prompts are the same for every picture, and so is their side.

    Source: Wang, Chan, Loy, AAAI 2023, equations 2 and 3.
    """

    def _adapt(self, device: torch.device, files: Mapping[str, Path]) -> None:
        self._net.clip_model[0].to(device)
        with torch.inference_mode(), repeatable(device):
            self._words = self._features_of_words(device)

    def _features_of_words(self, device: torch.device) -> Tensor:
        """Return the features of the words that a picture is compared with."""
        net = self._net
        features: Tensor
        if net.model_type == "clipiqa":
            features = net.clip_model[0].encode_text(net.prompt_pairs.to(device))
        else:
            features = net.prompt_learner(net.clip_model[0])
        return features

    def _forward(self, *seen: Tensor) -> Tensor:
        (pictures,) = seen
        return share_of_good(self._likeness(pictures))

    def _likeness(self, pictures: Tensor) -> Tensor:
        net = self._net
        likeness: Tensor
        likeness, _ = net.clip_model[0](
            self._normalised(pictures),
            None,
            text_features=self._words,
            pos_embedding=net.pos_embedding,
        )
        return likeness


def share_of_good(likeness: Tensor) -> Tensor:
    """Return how much likelier the good words are, 0 to 1.

    Args:
        likeness: N rows; the words come in pairs, the good one first.
    """
    pairs = likeness.reshape(len(likeness), -1, 2).softmax(-1)
    return pairs[..., 0].mean(1)
