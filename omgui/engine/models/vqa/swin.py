"""Video Swin-Tiny whose position bias depends on the fragments that two tokens come from.

Sources: Liu et al., CVPR 2022 (arXiv 2106.13230) for the transformer; Wu et al., ECCV 2022
(arXiv 2207.02595) for the gated bias.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from omgui.engine.models.vqa.pace import Pace
from omgui.engine.models.vqa.patches import side_by_side
from omgui.engine.models.vqa.windows import TOKENS, Windows, relative_positions, windows_of

_DEPTHS = (2, 2, 6, 2)
_WIDTH = 96
_HEAD = 32  # numbers per head
_TABLE = 15 * 13 * 13  # ways in which two tokens of a window can lie to each other
_PAIRS = (8, 49, 8, 49)  # frame and place of one token of a window, and of another
_HIDDEN = -100.0  # added where two tokens of a window are no neighbours
# What the attention of the windows in one go may take. On a CPU one place at a time stays in the
# cache, which is also fastest.
_ATTENTION_BYTES = {"cpu": 1, "other": 512 * 2**20}


class Swin(nn.Module):
    """From a clip of 32 frames of 224×224 pixels to 16×7×7 places of 768 features."""

    def __init__(self) -> None:
        super().__init__()
        self.patch_embed = _PatchEmbedding()
        self.layers = nn.ModuleList(
            _Stage(_WIDTH * 2**number, depth, 56 >> number, is_last=number == 3)
            for number, depth in enumerate(_DEPTHS)
        )
        self.norm = nn.LayerNorm(_WIDTH * 8)

    @staticmethod
    def unused() -> tuple[str, ...]:
        """Return what checkpoints hold beside the weights: a constant, here computed once."""
        return tuple(
            f"layers.{stage}.blocks.{block}.attn.relative_position_index"
            for stage, depth in enumerate(_DEPTHS)
            for block in range(depth)
        )

    def forward(self, pixels: Tensor, pace: Pace) -> Tensor:
        """Return B×16×7×7×768 features.

        Args:
            pixels: B×32×224×224×3, normalised.
            pace: How to proceed; asked after every block.
        """
        x = self.patch_embed(pixels)
        for stage in self.layers:
            x = stage(x, pace)
        return cast(Tensor, self.norm(x))


class _PatchEmbedding(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.proj = nn.Conv3d(3, _WIDTH, (2, 4, 4), stride=(2, 4, 4))
        self.norm = nn.LayerNorm(_WIDTH)

    def forward(self, pixels: Tensor) -> Tensor:
        return cast(Tensor, self.norm(side_by_side(self.proj, pixels)))


class _Stage(nn.Module):
    def __init__(self, width: int, depth: int, side: int, *, is_last: bool) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(
            _Block(width, side, is_gated=not is_last, is_shifted=bool(number % 2))
            for number in range(depth)
        )
        self.downsample = None if is_last else _Merging(width)

    def forward(self, x: Tensor, pace: Pace) -> Tensor:
        for block in self.blocks:
            x = block(x, pace)
            pace.checkpoint()
        return x if self.downsample is None else cast(Tensor, self.downsample(x))


class _Merging(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(4 * width)
        self.reduction = nn.Linear(4 * width, 2 * width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        batch, depth, height, width, channels = x.shape
        squares = x.view(batch, depth, height // 2, 2, width // 2, 2, channels)
        # Of each square the rows change first: upper left, lower left, upper right, lower right.
        squares = squares.permute(0, 1, 2, 4, 5, 3, 6).flatten(4)
        return cast(Tensor, self.reduction(self.norm(squares)))


class _Block(nn.Module):
    """Attention within windows, then two layers on each token; some windows at a time.

    No token of a window needs any of another, so that nothing is ever held for all windows but the
    tokens themselves.
    """

    def __init__(self, width: int, side: int, *, is_gated: bool, is_shifted: bool) -> None:
        super().__init__()
        self._side, self._is_shifted = side, is_shifted
        self.norm1 = nn.LayerNorm(width)
        self.attn = _Attention(width, is_gated=is_gated)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = _Mlp(width)

    def forward(self, x: Tensor, pace: Pace) -> Tensor:
        """Change B×16×side×side×C tokens in place and return them."""
        windows = windows_of(self._side, self._is_shifted, x.device)
        tokens = x.view(len(x), -1, x.shape[-1])
        tables = self.attn.tables(x.device)

        def attend(part: tuple[slice, slice]) -> None:
            runs, places = part
            order = windows.order[places].flatten()
            some = tokens[runs].index_select(1, order)
            some = some + self.attn(self.norm1(some), self.attn.bias(tables, windows, places))
            some += self.mlp(self.norm2(some))
            tokens[runs].index_copy_(1, order, some)

        pace.each(attend, self._parts(x, len(windows.order)))
        return x

    def _parts(self, x: Tensor, places: int) -> list[tuple[slice, slice]]:
        """Return which runs and places of windows are computed in one go, all in all each once."""
        most = _ATTENTION_BYTES["cpu" if x.device.type == "cpu" else "other"]
        fitting = most // (2 * self.attn.heads * TOKENS**2 * x.element_size())
        runs = min(max(fitting, 1), len(x))
        places_at_once = max(fitting // runs, 1)
        return [
            (slice(run, run + runs), slice(place, place + places_at_once))
            for place in range(0, places, places_at_once)
            for run in range(0, len(x), runs)
        ]


class _Attention(nn.Module):
    def __init__(self, width: int, *, is_gated: bool) -> None:
        super().__init__()
        self.heads = width // _HEAD
        self.relative_position_bias_table = nn.Parameter(torch.empty(_TABLE, self.heads))
        # Named by the authors the other way round: this one acts within a fragment.
        self.fragment_position_bias_table = (
            nn.Parameter(torch.empty(_TABLE, self.heads)) if is_gated else None
        )
        self.register_buffer("relative_position_index", torch.empty(TOKENS, TOKENS).long())
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def tables(self, device: torch.device) -> tuple[Tensor, Tensor | None]:
        """Return heads×8×49×8×49: the bias within a fragment, and what each step away adds."""
        between = self._spread(self.relative_position_bias_table, device)
        if self.fragment_position_bias_table is None:
            return between, None
        within = self._spread(self.fragment_position_bias_table, device)
        return within, between - within

    def _spread(self, table: Tensor, device: torch.device) -> Tensor:
        by_head = table.t().contiguous()[:, relative_positions(device).flatten()]
        return by_head.view(self.heads, *_PAIRS)

    def bias(self, tables: tuple[Tensor, Tensor | None], windows: Windows, chosen: slice) -> Tensor:
        """Return what is added to the attention at some places: S×(1 or 2)×heads×392×392.

        As many steps as lie between two fragments are added: two away the bias is extrapolated.
        """
        within, step = tables
        distance = windows.distance[chosen, None, None, :, None, :]
        if step is None:
            bias = within.expand(len(distance), *within.shape)
        else:
            bias = torch.addcmul(within, step, distance)
        bias = bias[:, None]
        if windows.later is not None:
            apart = windows.later[:, None, :, None, :, None]
            if windows.apart is not None:
                apart = apart | windows.apart[chosen, None, None, None, :, None, :]
            bias = bias + apart * _HIDDEN
        return bias.view(len(distance), -1, self.heads, TOKENS, TOKENS)

    def forward(self, tokens: Tensor, bias: Tensor) -> Tensor:
        """Return what B×(S·2·392)×C tokens get from those of their windows."""
        batch, count, width = tokens.shape
        parts = self.qkv(tokens).view(-1, TOKENS, 3, self.heads, _HEAD)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mask = bias.expand(batch, -1, 2, -1, -1, -1).reshape(-1, *bias.shape[2:])
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return cast(Tensor, self.proj(found.transpose(1, 2).reshape(batch, count, width)))


class _Mlp(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)

    def forward(self, tokens: Tensor) -> Tensor:
        return cast(Tensor, self.fc2(functional.gelu(self.fc1(tokens))))
