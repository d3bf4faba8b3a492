"""The network of DOVER's aesthetic branch: blocks that mix neighbouring frames."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from omgui.engine.models.vqa import convnext
from omgui.engine.models.vqa.pace import Pace


@pytest.mark.parametrize("at_once", [1, 2**31])  # one place at a time, or all
@pytest.mark.parametrize("frames", [1, 3])
@torch.inference_mode()
def test_block_equals_a_convolution_in_three_dimensions(frames, at_once, monkeypatch) -> None:
    monkeypatch.setitem(convnext._HIDDEN_BYTES, "cpu", at_once)
    torch.manual_seed(frames)
    block = convnext._Block(8, frames)
    block.gamma.fill_(0.7)
    x = torch.randn(2, 4, 9, 6, 8)
    # As published: channels first for the convolution, last for all else.
    y = block.dwconv(x.permute(0, 4, 1, 2, 3)).permute(0, 2, 3, 4, 1)
    y = functional.layer_norm(y, (8,), block.norm.weight, block.norm.bias, 1e-6)
    wanted = x + block.gamma * block.pwconv2(functional.gelu(block.pwconv1(y)))
    assert torch.allclose(block(x.clone(), Pace(print)), wanted, rtol=1e-5, atol=1e-6)


def test_every_third_block_mixes_three_frames() -> None:
    with torch.device("meta"):
        network = convnext.ConvNext()
    frames = [[block.dwconv.kernel_size[0] for block in stage] for stage in network.stages]
    assert frames == [[1, 3, 1], [1, 3, 1], [1, 3, 1] * 3, [1, 3, 1]]
