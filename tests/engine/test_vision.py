"""torchvision beside a torch that its compiled operators do not fit."""

import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES

import numpy as np
import pytest
import torch
from torch.nn import functional

from omgui.engine.libraries import vision_operators
from omgui.engine.libraries.vision import compiled_libraries, torchvision


def numbers(*shape, seed=0):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape)).float()


@pytest.mark.parametrize("groups", [1, 2])
@pytest.mark.parametrize("offset_groups", [1, 4])
def test_without_offsets_a_deformable_convolution_is_an_ordinary_one(groups, offset_groups):
    planes, weight, bias = numbers(2, 4, 11, 13), numbers(6, 4 // groups, 3, 2), numbers(6)
    settings = {"stride": (2, 1), "padding": (1, 2), "dilation": (2, 1)}
    expected = functional.conv2d(planes, weight, bias, groups=groups, **settings)
    offset = torch.zeros(2, 2 * offset_groups * 6, *expected.shape[2:])
    ours = torchvision.ops.deform_conv2d(planes, offset, weight, bias, **settings)
    torch.testing.assert_close(ours, expected, rtol=1e-5, atol=1e-5)


def test_whole_offsets_shift_what_each_tap_sees():
    planes, weight = numbers(1, 1, 9, 9), numbers(1, 1, 3, 3)
    offset = torch.zeros(1, 9, 2, 7, 7)
    offset[:, :, 0], offset[:, :, 1] = 1.0, -2.0  # one down, two left
    ours = torchvision.ops.deform_conv2d(planes, offset.flatten(1, 2), weight)
    # Outside of the picture lie zeros.
    shifted = functional.pad(planes, (2, 0, 0, 1))[..., 1:, :9]
    torch.testing.assert_close(ours, functional.conv2d(shifted, weight), rtol=1e-5, atol=1e-5)


def test_offset_between_pixels_takes_the_mean_of_its_four_neighbours():
    planes = torch.tensor([[[[1.0, 2.0], [5.0, 12.0]]]])
    offset = torch.full((1, 2, 2, 2), 0.5)
    ours = torchvision.ops.deform_conv2d(planes, offset, torch.ones(1, 1, 1, 1))
    assert ours.flatten().tolist() == [5.0, 3.5, 4.25, 3.0]  # neighbours outside are zero


def test_mask_weighs_each_tap():
    planes, weight = numbers(1, 2, 6, 6), numbers(3, 2, 3, 3)
    offset, mask = torch.zeros(1, 18, 4, 4), torch.zeros(1, 9, 4, 4)
    mask[:, 4] = 0.25  # only the middle tap counts, a quarter
    ours = torchvision.ops.deform_conv2d(planes, offset, weight, mask=mask)
    expected = functional.conv2d(planes[..., 1:5, 1:5], 0.25 * weight[..., 1:2, 1:2])
    torch.testing.assert_close(ours, expected, rtol=1e-5, atol=1e-6)


def test_offset_groups_move_their_own_channels_only():
    planes = numbers(1, 2, 5, 5)
    offset = torch.zeros(1, 2, 2, 5, 5)
    offset[:, 1, 1] = 1.0  # the second channel, one right
    weight = torch.eye(2)[..., None, None]
    ours = torchvision.ops.deform_conv2d(planes, offset.flatten(1, 2), weight)
    assert torch.equal(ours[:, 0], planes[:, 0])
    assert torch.equal(ours[:, 1, :, :4], planes[:, 1, :, 1:])
    assert not ours[:, 1, :, 4].any()


def naive_roi_pool(planes, box, rows, columns):
    """Follow the definition with whole numbers: cells from ⌊i·h/n⌋ up to ⌈(i+1)·h/n⌉."""
    left, top, right, bottom = box
    height, width = bottom - top + 1, right - left + 1
    pooled = np.zeros((planes.shape[0], rows, columns), np.float32)
    for i in range(rows):
        for j in range(columns):
            first, end = top + i * height // rows, top - (-(i + 1) * height // rows)
            start, stop = left + j * width // columns, left - (-(j + 1) * width // columns)
            cell = planes[:, max(first, 0) : max(end, 0), max(start, 0) : max(stop, 0)]
            if cell.shape[1] and cell.shape[2]:
                pooled[:, i, j] = cell.max((1, 2))
    return pooled


@pytest.mark.parametrize("box", [(0, 0, 8, 7), (2, 1, 5, 6), (3, 3, 3, 3), (5, 4, 20, 30)])
@pytest.mark.parametrize("grid", [(2, 2), (3, 5)])
def test_region_pooling_takes_the_maximum_of_each_cell(box, grid):
    planes = numbers(2, 3, 8, 9)
    ours = torchvision.ops.RoIPool(grid, 1.0)(planes, torch.tensor([[1.0, *box]]))
    assert np.array_equal(ours[0].numpy(), naive_roi_pool(planes[1].numpy(), box, *grid))


def test_region_pooling_says_where_each_maximum_lies():
    planes = numbers(1, 2, 6, 7)
    best, where = vision_operators.roi_pool(planes, torch.tensor([[0.0, 0, 0, 6, 5]]), 1.0, 2, 3)
    picked = planes[0].flatten(1).gather(1, where[0].flatten(1).long())
    assert torch.equal(picked, best[0].flatten(1))


def test_region_pooling_rounds_scaled_halves_away_from_zero():
    planes = torch.arange(16.0).reshape(1, 1, 4, 4)
    # 80 / 32 = 2.5 is row and column 3.
    ours = torchvision.ops.roi_pool(planes, torch.tensor([[0.0, 0, 0, 80, 80]]), (1, 1), 1 / 32)
    assert ours.item() == 15.0


def test_overlapping_boxes_give_way_to_the_best():
    boxes = torch.tensor([[0.0, 0, 10, 10], [1, 1, 11, 11], [20, 20, 30, 30], [0, 0, 10, 9]])
    kept = torchvision.ops.nms(boxes, torch.tensor([0.5, 0.9, 0.1, 0.7]), 0.65)
    assert kept.tolist() == [1, 3, 2]


@pytest.mark.parametrize("suffix", EXTENSION_SUFFIXES)
def test_compiled_operators_are_found_under_every_name_they_were_shipped_with(tmp_path, suffix):
    # Missing one ends the process: the library then declares what the stand-ins declared already.
    for name in ("_C", "_C_stable", "image", "image_stable"):
        (tmp_path / f"{name}{suffix}").touch()
    (tmp_path / "_C.py").touch()
    found = [path.name for path in compiled_libraries(tmp_path)]
    assert sorted(found) == sorted([f"_C{suffix}", f"_C_stable{suffix}"])


def test_compiled_operators_of_macos_are_found(tmp_path):
    (tmp_path / "_C_stable.dylib").touch()
    assert compiled_libraries(tmp_path) == [tmp_path / "_C_stable.dylib"]


def test_torchvision_imports_beside_its_own_operators_and_beside_none():
    # In a process of its own: a double declaration does not raise, it aborts.
    code = (
        "from omgui.engine.libraries.vision import torchvision\n"
        "import torch\n"
        "boxes = torch.tensor([[0., 0, 9, 9]])\n"
        "print(torchvision.ops.nms(boxes, torch.tensor([1.]), 0.5).tolist())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout.strip()) == (0, "[0]"), answer.stderr


def test_importing_torchvision_is_quiet_and_leaves_the_compiler_unloaded():
    code = (
        "import sys\n"
        "from omgui.engine.libraries.vision import torchvision\n"
        "assert 'torch._dynamo' not in sys.modules\n"
        "import torch\n"
        "assert torch.compiler.disable(lambda: 7)() == 7\n"  # the real one, once it is wanted
        "assert 'torch._dynamo' in sys.modules\n"
    )
    answer = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
