"""An installed package with tiny metrics: one with weights, one that draws, one of features.

``install`` writes it to a folder; with that folder on PYTHONPATH, command lines and workers find
it through the entry point ``omgui.metrics``.
"""

from __future__ import annotations

from pathlib import Path

WEIGHTS = "toy_weights.pt"
FEATURES = 4

_METADATA = "Metadata-Version: 2.1\nName: omgui-toys\nVersion: 1.0\n"
_ENTRY_POINTS = "[omgui.metrics]\ntoys = omgui_toys:ROWS\n"
_ROWS = f"""
from types import MappingProxyType
from omgui.core.metric_spec import Better, Checkpoint, Kind, MetricSpec

def _row(name, kernel, kind=Kind.NR, **more):
    return MetricSpec(
        name=name, title=name, kind=kind, factory=f"omgui_toy_kernels:{{kernel}}",
        better=Better.HIGHER, range=(None, None), paper="none", code="tests", licence="MIT", **more,
    )

_WEIGHTS = (Checkpoint({WEIGHTS!r}, "https://example.invalid/{WEIGHTS}", size_bytes=1234),)
ROWS = (
    _row("toy_weighted", "Weighted", checkpoints=_WEIGHTS, build=MappingProxyType({{"power": 2}})),
    _row("toy_random", "drawn", deterministic=False),
    _row("toy_random_fr", "drawn", kind=Kind.FR, deterministic=False),
    _row("toy_features", "corners", features={FEATURES}),
    _row("toy_short", "short", features={FEATURES}),
    _row("toy_unpackaged", "drawn", packages=("omgui_no_such_package",)),
    _row("toy_sizes", "sizes", kind=Kind.FR, compat_resizes_reference=True),
)
"""
_KERNELS = """
import os, time
import torch

class Weighted:
    def __init__(self, device, files, power):
        (path,) = files.values()
        self._scale = torch.load(path, weights_only=True)["scale"].to(device)
        self._power = power

    def __call__(self, planes):
        time.sleep(float(os.environ.get("OMGUI_TOY_S", "0")))
        return planes.frames.flatten(1).double().mean(1) * self._scale ** self._power

def drawn(given):
    generators = [torch.Generator().manual_seed(seed) for seed in given.seeds]
    return torch.cat([torch.rand(1, generator=one, dtype=torch.float64) for one in generators])

def corners(planes):
    frames = planes.frames[..., 1].double()
    return torch.stack([frames[:, 0, 0], frames[:, 0, -1], frames[:, -1, 0], frames[:, -1, -1]], 1)

def short(planes):
    return corners(planes)[:, :3]

def sizes(pair):
    return torch.full((pair.count,), 1000.0 * pair.reference.width + pair.distorted.width)
"""


def install(folder: Path) -> dict[str, str]:
    """Write the package; return the environment that makes it installed."""
    info = folder / "omgui_toys-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(_METADATA)
    (info / "entry_points.txt").write_text(_ENTRY_POINTS)
    (folder / "omgui_toys.py").write_text(_ROWS)
    (folder / "omgui_toy_kernels.py").write_text(_KERNELS)
    return {"PYTHONPATH": str(folder)}


def write_weights(path: Path, scale: float) -> None:
    """Write the checkpoint of ``toy_weighted``; its score is the mean pixel times scale²."""
    import torch

    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"scale": torch.tensor(scale, dtype=torch.float64)}, path)
