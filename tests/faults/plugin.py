"""An installed package with metrics that misbehave, as a stranger's plug-in might.

``install`` writes it to a folder; with that folder on PYTHONPATH, workers and command lines find
it through the entry point ``omgui.metrics``. The metrics misbehave on *dark* distorted frames
(mean below 40) and give the mean of the frame elsewhere. One behaves well and is slow.
"""

from __future__ import annotations

from pathlib import Path

FR = (
    "plug_fine",
    "plug_raises",
    "plug_nan",
    "plug_infinite",
    "plug_none",
    "plug_too_many",
    "plug_chatty",
)
CRASHES = "plug_crash"
SLOW = "plug_slow"
SLOW_S = 0.15  # for each picture or frame, on every machine
ABSENT = "plug_absent"

_METADATA = "Metadata-Version: 2.1\nName: omgui-misbehaving\nVersion: 1.0\n"
_ENTRY_POINTS = """[omgui.metrics]
misbehaving = omgui_misbehaving:ROWS
not_there = omgui_not_there:ROWS
not_a_row = omgui_misbehaving:NOT_A_ROW
"""
_ROWS = """
from omgui.core.metric_spec import Better, Kind, MetricSpec

def _row(name, kernel):
    return MetricSpec(
        name=name, title=name, kind=Kind.FR, factory=f"omgui_misbehaving_kernels:{kernel}",
        better=Better.HIGHER, range=(None, None), paper="none", code="tests", licence="MIT",
    )

NAMES = ("fine", "raises", "nan", "infinite", "none", "too_many", "chatty", "crash", "slow")
ROWS = (*(_row(f"plug_{name}", name) for name in NAMES), _row("plug_absent", "absent"))
NOT_A_ROW = ("psnr",)
"""
_KERNELS = """
import ctypes, math, os, sys, time
import torch

def _means(pair):
    return pair.distorted.frames.flatten(1).double().mean(1)

def _dark(pair):
    return _means(pair) < 40

def fine(pair):
    return _means(pair)

def raises(pair):
    if _dark(pair).any():
        raise ValueError("it is too dark here")
    return _means(pair)

def nan(pair):
    return torch.where(_dark(pair), math.nan, _means(pair))

def infinite(pair):
    return torch.where(_dark(pair), math.inf, _means(pair))

def none(pair):
    return None if _dark(pair).any() else _means(pair)

def too_many(pair):
    means = _means(pair)
    return torch.cat([means, means]) if _dark(pair).any() else means

def chatty(pair):
    print("a line that is no message")
    os.write(1, b'{"type":"group_done","id":0}\\n')
    sys.stdout.flush()
    return _means(pair)

def crash(pair):
    if _dark(pair).any():
        ctypes.string_at(0)
    return _means(pair)

def slow(pair):
    time.sleep(SLOW_S * pair.count)
    return _means(pair)
"""


def install(folder: Path) -> dict[str, str]:
    """Write the package; return the environment that makes it installed."""
    info = folder / "omgui_misbehaving-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(_METADATA)
    (info / "entry_points.txt").write_text(_ENTRY_POINTS)
    (folder / "omgui_misbehaving.py").write_text(_ROWS)
    kernels = f"{_KERNELS}\nSLOW_S = {SLOW_S}\n"
    (folder / "omgui_misbehaving_kernels.py").write_text(kernels)
    return {"PYTHONPATH": str(folder)}
