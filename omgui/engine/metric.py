"""From a row of the catalogue to something that scores frames."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Protocol, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from omgui.core.metric_spec import MetricSpec, OptionValue, Unit
from omgui.core.problems import Problem, ProblemError
from omgui.engine.clip_model import ClipModel
from omgui.engine.kernels.planes import Pair, Planes
from omgui.weights.inventory import files_of

ORDER = "order"  # option of asymmetric metrics
REFERENCE_FIRST = "reference_first"  # the older tool's order of arguments


class FrameMetric(Protocol):
    """What a factory class must build for a learned metric.

    The class is called with ``device=``, with the row's ``build`` and the options in force as
    keyword arguments, and, where the row names checkpoints, with ``files=``: a path by file name.
    """

    def __call__(self, *frames: Pair | Planes) -> Tensor:
        """Return one score per frame, NaN where undefined."""


class LoadedMetric:
    """A metric ready to score on one device.

    Args:
        spec: Its row of the catalogue.
        options: The options in force.
        device: Where it computes.

    Raises:
        ProblemError: ``metric-broken`` when its code cannot be imported or built.
    """

    def __init__(
        self, spec: MetricSpec, options: Mapping[str, OptionValue], device: torch.device
    ) -> None:
        self.spec = spec
        self.device = device
        passed = dict(options)
        self._swaps = passed.pop(ORDER, None) == REFERENCE_FIRST
        try:
            self._call = _resolve(spec, passed, device)
        except (ProblemError, MemoryError):
            raise
        except Exception as error:  # a plug-in may raise anything
            raise ProblemError(_broken(spec, error)) from error

    def score_pair(self, pair: Pair) -> NDArray[np.float64]:
        """Return N full-reference scores."""
        seen = pair.swapped() if self._swaps else pair
        return self._numbers(self._call(seen), pair.count)

    def score_frames(self, current: Planes, previous: Planes | None = None) -> NDArray[np.float64]:
        """Return N no-reference scores; ``previous`` are the frames one earlier, if needed.

        Returns:
            N scores, NaN where undefined; N×``spec.features`` for a feature extractor.
        """
        if self.spec.unit is Unit.STEP:
            return self._numbers(self._call(current, cast(Planes, previous)), current.count)
        return self._numbers(self._call(current), current.count)

    @property
    def clip_model(self) -> ClipModel:
        """What scores whole clips; of a row whose unit is ``CLIP``."""
        return cast(ClipModel, self._call)

    def error_map(self, pair: Pair) -> NDArray[np.float32]:
        """Return where in the frames the error is, N×h×w; not a number where that is undefined.

        Raises:
            ValueError: The metric has no map.
        """
        row = self.spec.error_map
        if row is None:
            raise ValueError(f"{self.spec.name} has no error map")
        if row.factory:
            picture = self.spec.build.get("picture")
            given = {} if picture is None else {"picture": picture}
            found = _attribute(row.factory)(pair, **given)
        else:
            found = cast(Any, self._call).error_map(pair)
        return cast(NDArray[np.float32], found.detach().to("cpu").to(torch.float32).numpy())

    def _numbers(self, scores: Tensor, count: int) -> NDArray[np.float64]:
        # MPS has no float64: the move comes first.
        values = scores.detach().to("cpu").to(torch.float64).flatten().numpy()
        if self.spec.features and values.size == count * self.spec.features:
            return values.reshape(count, self.spec.features)
        if len(values) != count or self.spec.features:
            raise ValueError(f"the metric returned {len(values)} scores for {count} frames")
        return np.where(np.isfinite(values), values, np.nan)


def _broken(spec: MetricSpec, error: Exception) -> Problem:
    said = f"{type(error).__name__}: {error}"
    doctor = "`omgui doctor`; reinstalling the package that provides it may help."
    if spec.checkpoints and not isinstance(error, ImportError):
        files = " and ".join(file.file for file in spec.checkpoints)
        return Problem(
            "metric-broken",
            f"The metric {spec.name} cannot be built with {files}, which may be damaged or another "
            f"file under that name ({said}).",
            f"Delete what is wrong and fetch it again with `omgui weights fetch {spec.name}`. If "
            f"that does not help, run {doctor}",
        )
    return Problem(
        "metric-broken", f"The metric {spec.name} cannot be started: {said}.", f"Run {doctor}"
    )


def _resolve(spec: MetricSpec, options: dict[str, Any], device: torch.device) -> FrameMetric:
    given: dict[str, Any] = {**spec.build, **options}
    if spec.checkpoints:
        # Found before anything of the model is built or even imported, which takes seconds.
        given["files"] = files_of(spec)
    found = _attribute(spec.factory)
    if inspect.isclass(found):
        build = cast(Callable[..., FrameMetric], found)
        return build(device=device, **given)
    return cast(FrameMetric, _Function(found, given))


def _attribute(factory: str) -> Any:  # noqa: ANN401  # a function or a class
    module, _, attribute = factory.partition(":")
    return getattr(import_module(module), attribute)


class _Function:
    """A kernel with its options bound."""

    def __init__(self, function: FrameMetric, options: dict[str, Any]) -> None:
        self._function = function
        self._options = options

    def __call__(self, *frames: Pair | Planes) -> Tensor:
        return self._function(*frames, **self._options)
