"""Formulas of the library piq, guarded where their definition gives no number."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from types import ModuleType
from typing import Any

import torch
from torch import Tensor

from omgui.core.problems import Problem, ProblemError
from omgui.engine.kernels.planes import Pair, Planes

PROVEN_VERSION = "0.8.0"


@lru_cache(maxsize=1)
def import_piq() -> ModuleType:
    """Return the package piq, of the version whose numbers are known.

    Raises:
        ProblemError: ``package-missing`` where it is absent or of another version.
    """
    found = "it is not installed"
    if importlib.util.find_spec("piq") is not None:
        # piq imports torchvision at once, which does not load beside every torch without help.
        importlib.import_module("omgui.engine.libraries.vision")
        piq = importlib.import_module("piq")
        if piq.__version__ == PROVEN_VERSION:
            return piq
        found = f"{piq.__version__} is installed"
    raise ProblemError(
        Problem(
            "package-missing",
            f"This metric needs the Python package piq {PROVEN_VERSION}; {found}.",
            f"Install it with `pip install piq=={PROVEN_VERSION}`.",
        )
    )


class Undefined(Enum):
    """Where a formula has no number although the library returns one, or stops."""

    NEVER = "never"
    FLAT_REFERENCE = "the reference is flat"
    FLAT_BOTH = "both pictures are flat"


@dataclass(frozen=True)
class Formula:
    """How a metric is called in the library.

    Attributes:
        function: Its name there.
        ideal: Score of a picture against itself, ``None`` for a no-reference formula.
        undefined: Where it has no number. Equal pictures have their ideal score even there.
        arguments: What differs from the library's defaults.
    """

    function: str
    ideal: float | None
    undefined: Undefined = Undefined.NEVER
    arguments: Mapping[str, Any] = field(default_factory=dict)


FORMULAS: Mapping[str, Formula] = {
    "piq_psnr": Formula("psnr", 80.0),
    "piq_ssim": Formula("ssim", 1.0),
    "piq_ms_ssim": Formula("multi_scale_ssim", 1.0),
    "piq_iw_ssim": Formula("information_weighted_ssim", 1.0, Undefined.FLAT_REFERENCE),
    "piq_vif_p": Formula("vif_p", 1.0, Undefined.FLAT_REFERENCE),
    "piq_fsim": Formula("fsim", 1.0, Undefined.FLAT_BOTH),
    "piq_vsi": Formula("vsi", 1.0, Undefined.FLAT_BOTH),
    "piq_gmsd": Formula("gmsd", 0.0),
    "piq_srsim_c": Formula("srsim", 1.0, arguments={"chromatic": True}),
    "piq_msgmsd_c": Formula("multi_scale_gmsd", 0.0, arguments={"chromatic": True}),
    "piq_mdsi_mult": Formula("mdsi", 0.0, arguments={"combination": "mult"}),
    "piq_tv": Formula("total_variation", None),
}


class PiqFormula:
    """A formula of piq without weights, called as ``function(distorted, reference)``.

    Args:
        device: Where the frames will be; the formulas follow them.
        name: A key of ``FORMULAS``.

    Raises:
        ProblemError: ``package-missing``.
    """

    def __init__(self, device: torch.device, *, name: str) -> None:
        self._formula = FORMULAS[name]
        self._device = device
        self._function: Callable[..., Tensor] = getattr(import_piq(), self._formula.function)

    def __call__(self, frames: Pair | Planes) -> Tensor:
        """Return N float32 scores, NaN where undefined.

        Raises:
            ValueError: The frames are smaller than the formula's windows.
        """
        if isinstance(frames, Planes):
            return self._score(frames.rgb())
        scores = self._score(frames.distorted.rgb(), frames.reference.rgb())
        scores = torch.where(self._is_undefined(frames), torch.nan, scores)
        return torch.where(frames.identical, self._formula.ideal or 0.0, scores)

    def _score(self, *pictures: Tensor) -> Tensor:
        try:
            scores = self._function(*pictures, **self._formula.arguments, reduction="none")
        except torch.linalg.LinAlgError:  # type: ignore[attr-defined]  # not listed by torch
            # IW-SSIM inverts the covariance of the reference's details. Where they lie in fewer
            # dimensions than that has, the library stops, for the whole batch.
            count = len(pictures[0])
            if count == 1:
                return torch.full((1,), torch.nan, device=pictures[0].device)
            singles = ([part[k : k + 1] for part in pictures] for k in range(count))
            return torch.cat([self._score(*single) for single in singles])
        return scores.flatten() + 0.0  # without the sign of a negative zero

    def _is_undefined(self, pair: Pair) -> Tensor:
        if self._formula.undefined is Undefined.NEVER:
            return torch.zeros_like(pair.identical)
        if self._formula.undefined is Undefined.FLAT_REFERENCE:
            return pair.reference.is_flat
        return pair.reference.is_flat & pair.distorted.is_flat
