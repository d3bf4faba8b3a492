"""The luma of every colour there is."""

import numpy as np
import pytest
import torch

from omgui.engine.kernels import colour
from omgui.engine.kernels.planes import Planes


def all_colours():
    green, blue = np.mgrid[0:256, 0:256].astype(np.uint8)
    for red in range(256):
        yield Planes(torch.from_numpy(np.dstack([np.full_like(green, red), green, blue])[None]))


def test_luma_of_every_colour_is_its_nearest_integer_and_ties_fall_as_in_the_library():
    # Of the 16,782 colours whose Y of YIQ lies on a half the library rounds 5,204 down. BT.601
    # has 194 such, of which 84 go down; 59 next to a half leave their side.
    moved = {"yiq": 0, "601": 0}
    for frames in all_colours():
        red, green, blue = frames.frames.long().unbind(-1)
        yiq = (299 * red + 587 * green + 114 * blue + 500) // 1000
        studio = 16 + (65481 * red + 128553 * green + 24966 * blue + 127500) // 255000
        moved["yiq"] += int((colour.luma_yiq(frames)[:, 0] != yiq).sum())
        moved["601"] += int((colour.luma_601(frames)[:, 0] != studio).sum())
    assert moved == {"yiq": 5204, "601": 143}


def test_luma_of_every_colour_equals_pyiqa():
    color_util = pytest.importorskip("pyiqa.utils.color_util")
    for frames in all_colours():
        rgb = frames.rgb()
        assert torch.equal(colour.luma_yiq(frames), color_util.to_y_channel(rgb, 255, "yiq"))
        assert torch.equal(colour.luma_601(frames), color_util.to_y_channel(rgb, 255, "ycbcr"))
