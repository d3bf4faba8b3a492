"""The transformer on fragments, against torchvision's where the two are the same network."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from omgui.engine.libraries.vision import torchvision
from omgui.engine.models.vqa import swin
from omgui.engine.models.vqa.pace import Pace, paced
from omgui.engine.models.vqa.patches import side_by_side
from omgui.engine.models.vqa.windows import relative_positions, windows_of

CPU = torch.device("cpu")


def oracle(width: int, heads: int, depth: int) -> nn.Sequential:
    parts = torchvision.models.video.swin_transformer
    return nn.Sequential(
        *(
            parts.SwinTransformerBlock(
                width,
                heads,
                [8, 7, 7],
                [4, 3, 3] if number % 2 else [0, 0, 0],
                attn_layer=parts.ShiftedWindowAttention3d,
            )
            for number in range(depth)
        )
    )


def key_in_oracle(key: str) -> str:
    return key.removeprefix("blocks.").replace("mlp.fc1", "mlp.0").replace("mlp.fc2", "mlp.3")


def filled_stage(width: int, side: int, is_last: bool) -> Any:
    torch.manual_seed(0)
    stage = swin._Stage(width, 2, side, is_last=is_last)
    for key, parameter in stage.named_parameters():
        if key.endswith("table"):
            nn.init.normal_(parameter)
        elif "norm" in key:
            nn.init.normal_(parameter, mean=float(key.endswith("weight")), std=0.2)
        else:
            nn.init.normal_(parameter, std=1.5 / parameter.shape[-1] ** 0.5)
    return stage


def ungated(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every pair of tokens a distance of 1, and fragments no bias of their own."""

    def without_gate(side: int, is_shifted: bool, device: torch.device) -> Any:
        found = windows_of(side, is_shifted, device)
        return dataclasses.replace(found, distance=torch.ones_like(found.distance))

    monkeypatch.setattr(swin, "windows_of", without_gate)
    for block in stage.blocks:
        if block.attn.fragment_position_bias_table is not None:
            nn.init.zeros_(block.attn.fragment_position_bias_table)


# One place of one clip at a time is what a CPU does, some or all of both what other devices do.
@pytest.mark.parametrize("at_once", [1, 10**7, 2**31])
@pytest.mark.parametrize(("width", "side", "is_last"), [(96, 14, False), (64, 7, True)])
@torch.inference_mode()
def test_blocks_without_gate_equal_torchvision(width, side, is_last, at_once, monkeypatch) -> None:
    stage = filled_stage(width, side, is_last)
    ungated(stage, monkeypatch)
    monkeypatch.setitem(swin._ATTENTION_BYTES, "cpu", at_once)
    wanted = oracle(width, width // 32, 2).eval()
    state = {
        key_in_oracle(key): tensor
        for key, tensor in stage.state_dict().items()
        if key.startswith("blocks.") and "fragment" not in key and "index" not in key
    }
    kept = wanted.load_state_dict(state, strict=False)
    assert all(key.endswith("relative_position_index") for key in kept.missing_keys)
    assert not kept.unexpected_keys
    tokens = torch.randn(2, 16, side, side, width)
    known = wanted(tokens)
    stage.downsample = None
    calls: list[None] = []
    found = stage(tokens.clone(), Pace(lambda: calls.append(None)))
    assert torch.allclose(found, known, rtol=1e-4, atol=1e-5)
    assert float((found - tokens).abs().mean()) > 0.5, "the blocks do something"
    assert len(calls) == 2


@pytest.mark.parametrize("threads", [2, 5])
@torch.inference_mode()
def test_no_bit_depends_on_the_number_of_threads(threads) -> None:
    stage = filled_stage(96, 14, is_last=False)
    tokens = torch.randn(2, 16, 14, 14, 96)
    calls: list[None] = []
    with paced(lambda: calls.append(None), threads) as pace:
        found = stage(tokens.clone(), pace)
    assert torch.equal(found, stage(tokens.clone(), Pace(lambda: calls.append(None))))
    assert len(calls) == 4


@torch.inference_mode()
def test_merging_equals_torchvision() -> None:
    stage = filled_stage(32, 14, is_last=False)
    wanted = torchvision.models.video.swin_transformer.PatchMerging(32)
    wanted.load_state_dict(stage.downsample.state_dict())
    tokens = torch.randn(2, 16, 14, 14, 32)
    assert torch.allclose(stage.downsample(tokens), wanted(tokens), rtol=1e-5, atol=1e-6)


@torch.inference_mode()
def test_bias_counts_the_steps_between_fragments() -> None:
    stage = filled_stage(96, 14, is_last=False)
    attention = stage.blocks[1].attn
    windows = windows_of(14, is_shifted=True, device=CPU)
    bias = attention.bias(attention.tables(CPU), windows, slice(None))
    assert bias.shape == (4, 2, 3, 392, 392)
    place, later, head = 2, 1, 1
    # Lower left place: rows 10 to 13 and then 0 to 2 of the grid, columns 3 to 9.
    for one, other in ((0, 0), (0, 6), (16, 33), (30, 3), (200, 391), (391, 10)):
        rows = [(10 + token // 7 % 7) % 14 for token in (one, other)]
        columns = [3 + token % 7 for token in (one, other)]
        frames = [token // 49 for token in (one, other)]
        steps = abs(rows[0] // 2 - rows[1] // 2) + abs(columns[0] // 2 - columns[1] // 2)
        row = relative_positions(CPU)[one, other]
        between = attention.relative_position_bias_table[row, head]
        within = attention.fragment_position_bias_table[row, head]
        goes_round = (rows[0] < 7) != (rows[1] < 7) or (frames[0] < 4) != (frames[1] < 4)
        wanted = between * steps + within * (1 - steps) - 100 * goes_round
        found = bias[place, later, head, one, other]
        assert float(found) == pytest.approx(float(wanted), rel=1e-5, abs=1e-5)


@pytest.mark.parametrize(("side", "places"), [(56, 64), (28, 16), (14, 4), (7, 1)])
@pytest.mark.parametrize("is_shifted", [False, True])
def test_every_token_lies_in_one_window(side, places, is_shifted) -> None:
    order = windows_of(side, is_shifted, CPU).order
    assert order.shape == (places, 2, 392)
    assert order.flatten().sort().values.tolist() == list(range(16 * side * side))


def test_convolution_of_blocks_equals_the_library_s() -> None:
    torch.manual_seed(0)
    layer = nn.Conv3d(3, 5, (2, 4, 4), stride=(2, 4, 4))
    pixels: Tensor = torch.randn(2, 4, 8, 12, 3)
    wanted = layer(pixels.permute(0, 4, 1, 2, 3)).permute(0, 2, 3, 4, 1)
    assert torch.allclose(side_by_side(layer, pixels), wanted, rtol=1e-5, atol=1e-6)
