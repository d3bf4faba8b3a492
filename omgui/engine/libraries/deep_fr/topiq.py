"""TOPIQ, full-reference."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.libraries.deep_fr.pointwise import speed_up_pointwise
from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, channel_blocks, no_gradients

_TINY = 1e-12  # under the root of the difference


class Topiq(TwoSided[list[Tensor], list[Tensor]]):
    """From the semantics of both frames down to where they differ, over five levels of ResNet-50.

    The attention layers of the network are called piece by piece: by themselves they keep a map
    of what they attended to, which takes memory and belongs to no thread.

    Source: Chen et al., IEEE TIP 33, 2024, section III.
    """

    keeps_distorted = True

    def _take(self, network: Part) -> None:
        no_gradients(network)
        speed_up_pointwise(network)
        self._network = network

    def _reference_side(self, frames: Tensor) -> list[Tensor]:
        return list(self._network.semantic_model(self._network.preprocess(frames)))

    _distorted_side = _reference_side

    def _compare(self, reference: list[Tensor], distorted: list[Tensor]) -> Tensor:
        network = self._network
        coarsest = distorted[-1].shape[2:]
        tokens = [
            self._tokens(level, reference[level], distorted[level], coarsest)
            for level in reversed(range(len(distorted)))
        ]
        query = tokens[0]
        for blocks, finer in zip(network.attn_blks, tokens[1:], strict=True):
            for block in blocks.layers:
                query = _attend_to(block, query, finer)
        score: Tensor = network.score_linear(_attend(network.attn_pool, query).mean(0))
        return score

    def _tokens(
        self, level: int, reference: Tensor, distorted: Tensor, coarsest: tuple[int, ...]
    ) -> Tensor:
        """Return L×N×E: one token for each place of the coarsest level."""
        network = self._network
        apart = _apart(reference, distorted)
        weight = network.weight_pool[level](apart)
        layers = (distorted, reference, apart)
        parts = [_pooled(layer, weight, coarsest) for layer in layers]
        seen = network.dim_reduce[level](torch.cat(parts, 1))
        tokens = _as_tokens(seen) + _as_tokens(self._positions(seen.shape[2:]))
        for block in network.sa_attn_blks[level].layers:
            tokens = _attend(block, tokens)
        return tokens

    def _positions(self, size: tuple[int, ...]) -> Tensor:
        down, across = self._network.h_emb, self._network.w_emb
        both = torch.cat(
            (
                down.expand(-1, -1, -1, across.shape[3]),
                across.expand(-1, -1, down.shape[2], -1),
            ),
            1,
        )
        return functional.interpolate(both, size=size, mode="bicubic", align_corners=False)


def _apart(reference: Tensor, distorted: Tensor) -> Tensor:
    apart = torch.empty_like(distorted)
    for block in channel_blocks(apart):
        some = torch.sub(distorted[:, block], reference[:, block], out=apart[:, block])
        some.square_().add_(_TINY).sqrt_()
    return apart


def _pooled(layer: Tensor, weight: Tensor, size: tuple[int, ...]) -> Tensor:
    """Return the weighted layer, averaged down to a size unless a side is no larger already."""
    parts = []
    for block in channel_blocks(layer):
        part = layer[:, block] * weight
        if part.shape[2] > size[0] and part.shape[3] > size[1]:
            part = functional.adaptive_avg_pool2d(part, (size[0], size[1]))
        parts.append(part)
    return torch.cat(parts, 1)


def _as_tokens(planes: Tensor) -> Tensor:
    return planes.flatten(2).permute(2, 0, 1)


def _attend(layer: Part, tokens: Tensor) -> Tensor:
    """Self-attention and a small network, each added to what it is given (norm first)."""
    seen = layer.norm1(tokens)
    tokens = tokens + layer.self_attn(seen, seen, seen, need_weights=False)[0]
    return tokens + _feed_forward(layer, layer.norm2(tokens))


def _attend_to(layer: Part, tokens: Tensor, others: Tensor) -> Tensor:
    others = layer.norm2(others)
    asked = layer.multihead_attn(layer.norm1(tokens), others, others, need_weights=False)
    tokens = tokens + asked[0]
    return tokens + _feed_forward(layer, layer.norm3(tokens))


def _feed_forward(layer: Part, tokens: Tensor) -> Tensor:
    answer: Tensor = layer.linear2(layer.activation(layer.linear1(tokens)))
    return answer
