"""Three operators of torchvision in plain torch, for where its compiled ones do not load.

Same arguments, same numbers to float rounding; slower, which no metric here notices.
"""

from __future__ import annotations

import torch
from torch import Tensor


def nms(boxes: Tensor, scores: Tensor, iou_threshold: float) -> Tensor:
    """Keep the best of overlapping boxes.

    Args:
        boxes: N×4, left, top, right, bottom.
        scores: N.
        iou_threshold: A box goes when it shares more than this with a better one that stays.

    Returns:
        Indices of the boxes that stay, best first.
    """
    order = scores.argsort(descending=True, stable=True)
    left, top, right, bottom = boxes[order].unbind(1)
    areas = (right - left) * (bottom - top)
    width = torch.minimum(right[:, None], right) - torch.maximum(left[:, None], left)
    height = torch.minimum(bottom[:, None], bottom) - torch.maximum(top[:, None], top)
    common = width.clamp(min=0) * height.clamp(min=0)
    overlaps = (common / (areas[:, None] + areas - common) > iou_threshold).tolist()
    kept: list[int] = []
    for at in range(len(overlaps)):
        if not any(overlaps[better][at] for better in kept):
            kept.append(at)
    return order[torch.tensor(kept, dtype=torch.long, device=order.device)]


def roi_pool(
    planes: Tensor, boxes: Tensor, scale: float, rows: int, columns: int
) -> tuple[Tensor, Tensor]:
    """Take the maximum in each cell of a grid laid over each box.

    Args:
        planes: N×C×H×W.
        boxes: K×5: index of the picture, left, top, right, bottom; both ends belong to the box.
        scale: What the box has to be multiplied with to be in pixels of the planes.
        rows: Rows of the grid.
        columns: Columns of the grid.

    Returns:
        K×C×rows×columns maxima, 0 in cells without a pixel, and where in its plane each lies, -1
        in cells without a pixel.

    Source: Girshick, Fast R-CNN, ICCV 2015, section 2.1; rounding as in torchvision.
    """
    channels, height, width = planes.shape[1:]
    pooled = planes.new_zeros((len(boxes), channels, rows, columns))
    places = torch.full(pooled.shape, -1, dtype=torch.int32, device=planes.device)
    edges = _round_half_away(boxes[:, 1:] * scale).tolist()
    for at, (picture, box) in enumerate(zip(boxes[:, 0].long().tolist(), edges, strict=True)):
        left, top, right, bottom = (int(edge) for edge in box)
        across = _cells(left, right, columns, width)
        for row, (first_row, end_row) in enumerate(_cells(top, bottom, rows, height)):
            for column, (first, end) in enumerate(across):
                if first_row >= end_row or first >= end:
                    continue
                cell = planes[picture, :, first_row:end_row, first:end].flatten(1)
                best, where = cell.max(1)
                pooled[at, :, row, column] = best
                down = where.div(end - first, rounding_mode="floor") + first_row
                places[at, :, row, column] = (down * width + where % (end - first) + first).int()
    return pooled, places


def _round_half_away(values: Tensor) -> Tensor:
    # In double precision, where adding a half to a single-precision number is exact.
    wide = values.detach().to("cpu").double()
    return wide.sign() * (wide.abs() + 0.5).floor()


def _cells(first: int, last: int, count: int, limit: int) -> list[tuple[int, int]]:
    """Split first…last into overlapping cells, cut to 0…limit."""
    # Single precision decides where a cell of a large box ends.
    size = torch.tensor(float(max(last - first + 1, 1))) / count
    steps = torch.arange(count + 1, dtype=torch.float32) * size
    starts = (steps[:-1].floor().long() + first).clamp(0, limit).tolist()
    ends = (steps[1:].ceil().long() + first).clamp(0, limit).tolist()
    return list(zip(starts, ends, strict=True))


def deform_conv2d(  # noqa: PLR0913, PLR0917  # torchvision's signature
    planes: Tensor,
    weight: Tensor,
    offset: Tensor,
    mask: Tensor,
    bias: Tensor,
    stride_h: int,
    stride_w: int,
    pad_h: int,
    pad_w: int,
    dilation_h: int,
    dilation_w: int,
    groups: int,
    offset_groups: int,
    use_mask: bool,
) -> Tensor:
    """Convolve with taps that each position moves and weighs by itself.

    Args:
        planes: N×C×H×W.
        weight: O×(C/groups)×KH×KW.
        offset: N×(2·offset_groups·KH·KW)×OH×OW: down and right of each tap, in pixels.
        mask: N×(offset_groups·KH·KW)×OH×OW: weight of each tap.
        bias: O.
        stride_h: Rows between positions.
        stride_w: Columns between positions.
        pad_h: Rows of zeros above and below.
        pad_w: Columns of zeros left and right.
        dilation_h: Rows between taps.
        dilation_w: Columns between taps.
        groups: Groups of channels that are convolved apart.
        offset_groups: Groups of channels that share offsets.
        use_mask: Whether the mask counts.

    Returns:
        N×O×OH×OW.

    Source: Zhu et al., Deformable ConvNets v2, CVPR 2019, equation 1; outside of the picture lie
    zeros.
    """
    count, channels = planes.shape[:2]
    kernel_h, kernel_w = weight.shape[2:]
    out_h, out_w = offset.shape[2:]
    taps = kernel_h * kernel_w
    moves = offset.reshape(count, offset_groups, taps, 2, out_h, out_w)
    weighing = mask.reshape(count, offset_groups, taps, 1, out_h * out_w) if use_mask else None
    rows = torch.arange(out_h, device=planes.device, dtype=planes.dtype) * stride_h - pad_h
    columns = torch.arange(out_w, device=planes.device, dtype=planes.dtype) * stride_w - pad_w
    source = planes.reshape(count, offset_groups, channels // offset_groups, *planes.shape[2:])
    seen = planes.new_empty((count, channels, taps, out_h, out_w))
    for tap in range(taps):
        down = (rows + (tap // kernel_w) * dilation_h)[:, None] + moves[:, :, tap, 0]
        right = columns + (tap % kernel_w) * dilation_w + moves[:, :, tap, 1]
        values = _between_pixels(source, down, right)
        if weighing is not None:
            values = values * weighing[:, :, tap]
        seen[:, :, tap] = values.reshape(count, channels, out_h, out_w)
    stacked = seen.reshape(count, groups, -1, out_h * out_w)
    by_group = weight.reshape(groups, weight.shape[0] // groups, -1)
    convolved = torch.matmul(by_group, stacked)
    return convolved.reshape(count, -1, out_h, out_w) + bias[:, None, None]


def _between_pixels(source: Tensor, down: Tensor, right: Tensor) -> Tensor:
    """Interpolate N×G×C×H×W at N×G×OH×OW places between its pixels; outside lie zeros."""
    n, groups, channels, height, width = source.shape
    size = (n, groups, channels, down[0, 0].numel())
    flat = source.reshape(n, groups, channels, -1)
    top, left = down.floor(), right.floor()
    total = source.new_zeros(size)
    for row, above in ((top, 1.0 - (down - top)), (top + 1, down - top)):
        for column, beside in ((left, 1.0 - (right - left)), (left + 1, right - left)):
            inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
            at = row.clamp(0, height - 1) * width + column.clamp(0, width - 1)
            places = at.long().reshape(n, groups, 1, -1).expand(size)
            share = (above * beside * inside).reshape(n, groups, 1, -1)
            total = total + flat.gather(3, places) * share
    return total
