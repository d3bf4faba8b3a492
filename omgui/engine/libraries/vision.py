"""torchvision, usable even where its compiled operators do not fit the installed torch.

The wheel of PyPI beside a torch from elsewhere (CPU-only, another CUDA) is a common pair whose
``import torchvision`` ends in ``operator torchvision::nms does not exist``, although most of it
needs no compiled operator. Import torchvision from here only::

    from omgui.engine.libraries.vision import torchvision

Operators that are missing are declared, and those that a metric uses (``roi_pool``,
``deform_conv2d``, ``nms``) are given in plain torch; where the compiled ones load, they are used.
"""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from omgui.core.problems import Problem, ProblemError
from omgui.engine.libraries import vision_operators
from omgui.engine.libraries.lean_import import without_compiler

_NMS = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_SCHEMAS = {
    "nms": _NMS,
    "qnms": _NMS,
    "roi_pool": "(Tensor input, Tensor rois, float spatial_scale, SymInt pooled_height, "
    "SymInt pooled_width) -> (Tensor, Tensor)",
    "deform_conv2d": "(Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias, "
    "SymInt stride_h, SymInt stride_w, SymInt pad_h, SymInt pad_w, SymInt dilation_h, "
    "SymInt dilation_w, SymInt groups, SymInt offset_groups, bool use_mask) -> Tensor",
}
_OURS = {
    "nms": vision_operators.nms,
    "roi_pool": vision_operators.roi_pool,
    "deform_conv2d": vision_operators.deform_conv2d,
}
_BACKENDS = ("CPU", "CUDA", "MPS")
_lock = threading.Lock()
# What is declared lives as long as this does.
_library: Any = None


def _compiled_operators_load(package: str) -> bool:
    """Return whether torchvision's own operators are there now.

    Declaring an operator that the compiled library then declares again ends the process, so every
    name under which the library was ever shipped is tried: ``_C``, and ``_C_stable`` from 0.29 on.
    """
    for name in compiled_libraries(Path(package)):
        try:
            torch.ops.load_library(str(name))  # type: ignore[no-untyped-call]
        except (ImportError, OSError):
            continue
    return hasattr(torch.ops.torchvision, "nms")


def compiled_libraries(package: Path) -> list[Path]:
    """Return the files of a torchvision that may hold its operators."""
    return sorted(
        path for path in package.glob("_C*") if path.name.endswith((*EXTENSION_SUFFIXES, ".dylib"))
    )


def _has_kernel(name: str, backend: str) -> bool:
    return bool(torch._C._dispatch_has_kernel_for_dispatch_key(f"torchvision::{name}", backend))  # noqa: SLF001  # no public question


def _declare() -> None:
    global _library  # noqa: PLW0603  # one library per process
    _library = torch.library.Library("torchvision", "FRAGMENT")  # type: ignore[no-untyped-call]
    for name, schema in _SCHEMAS.items():
        if not hasattr(torch.ops.torchvision, name):
            _library.define(name + schema)
    for name, function in _OURS.items():
        for backend in _BACKENDS:
            if not _has_kernel(name, backend):
                _library.impl(name, function, backend)


def _load() -> ModuleType:
    if "torchvision" in sys.modules:
        needs_ours = not _has_kernel("nms", "CPU")
    else:
        spec = find_spec("torchvision")
        if spec is None or not spec.submodule_search_locations:
            raise ProblemError(
                Problem(
                    "package-missing",
                    "The Python package torchvision is not installed.",
                    "Install the torchvision that goes with this torch: `pip install torchvision`.",
                )
            )
        needs_ours = not _compiled_operators_load(next(iter(spec.submodule_search_locations)))
    if needs_ours:
        _declare()
    with without_compiler():
        package = import_module("torchvision")  # only importable now
    if needs_ours:
        _vouch_for_ours()
    return package


def _vouch_for_ours() -> None:
    """Tell torchvision that the operators given here exist; of all others it still says so."""
    for module in ("boxes", "roi_pool", "deform_conv"):
        vars(import_module(f"torchvision.ops.{module}"))["_assert_has_ops"] = lambda: None


with _lock:
    torchvision: Any = _load()
