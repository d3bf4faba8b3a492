"""Error maps of single frames, for a person who looks at them: ``omgui-engine --maps``.

A request is a line of JSON, ``{"metric": …, "reference": [height, width], "distorted": [height,
width]}``, and the pixels of the two frames, RGB, 8 bits each. The answer is a line of JSON,
``{"shape": [h, w], "bytes": …}``, and the map as little-endian float32; or ``{"problem": …,
"bytes": 0}``. Requests are answered one by one; the process ends with its stdin.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

import numpy as np
import torch
from numpy.typing import NDArray

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError
from omgui.engine.decode.resize import resize_like_pil
from omgui.engine.devices import available_cores
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.metric import LoadedMetric

_CPU = torch.device("cpu")  # accelerators are for runs, which may be going on


class Mapper:
    """Computes error maps; a metric, once built, is kept.

    Args:
        catalogue: The metrics by name.
    """

    def __init__(self, catalogue: Mapping[str, MetricSpec]) -> None:
        self._catalogue = catalogue
        self._built: dict[str, LoadedMetric] = {}

    def map_of(
        self, name: str, reference: NDArray[np.uint8], distorted: NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        """Return the error map of a metric.

        Args:
            name: Of a metric that has a map.
            reference: H×W×3 uint8 RGB.
            distorted: The same; brought to the size of the reference as for scoring.

        Returns:
            h×w, the frame or a reduced one; not a number where the map is undefined.

        Raises:
            ProblemError: ``map-unavailable``, ``map-too-small``, or the metric cannot be built.
        """
        spec = self._catalogue.get(name)
        if spec is None or spec.error_map is None:
            raise ProblemError(
                Problem(
                    "map-unavailable",
                    f"The metric '{name}' has no error map.",
                    "Choose another one.",
                )
            )
        height, width = reference.shape[:2]
        if min(height, width) < spec.min_side:
            raise ProblemError(
                Problem(
                    "map-too-small",
                    f"{spec.title} needs frames of at least {spec.min_side} pixels on each side; "
                    f"these have {width}×{height}.",
                    "Choose another map.",
                )
            )
        fitted = resize_like_pil(distorted, width, height)
        sides = (Planes(torch.from_numpy(side[None])) for side in (reference, fitted))
        with torch.inference_mode():
            found: NDArray[np.float32] = self._metric(spec).error_map(Pair(*sides))[0]
        return found

    def _metric(self, spec: MetricSpec) -> LoadedMetric:
        if spec.name not in self._built:
            options = spec.options_for(is_compatible=False)
            self._built[spec.name] = LoadedMetric(spec, options, _CPU)
        return self._built[spec.name]


def serve(source: BinaryIO, stream: BinaryIO, mapper: Mapper) -> None:
    """Answer requests until there are no more."""
    while line := source.readline():
        request = json.loads(line)
        frames = [_read_frame(source, *request[side]) for side in ("reference", "distorted")]
        try:
            found = mapper.map_of(request["metric"], *frames)
        except ProblemError as error:
            _say(stream, {"problem": asdict(error.problem)})
        except Exception as error:  # noqa: BLE001  # a metric may raise anything; the next may not
            _say(stream, {"problem": asdict(_failed(request["metric"], error))})
        else:
            data = np.ascontiguousarray(found, "<f4").data.cast("B")
            _say(stream, {"shape": found.shape}, data)


def serve_pipes() -> None:
    """Answer requests on stdin and stdout of this process."""
    # C libraries print to file descriptor 1; only answers may.
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    torch.set_num_threads(available_cores())
    serve(os.fdopen(os.dup(0), "rb"), stream, Mapper(load_catalogue()[0]))


def _read_frame(source: BinaryIO, height: int, width: int) -> NDArray[np.uint8]:
    pixels = np.empty((height, width, 3), np.uint8)
    if source.readinto(pixels.data.cast("B")) < math.prod(pixels.shape):  # type: ignore[attr-defined]  # a buffered reader
        raise EOFError("the frame was cut off")
    return pixels


def _failed(name: str, error: Exception) -> Problem:
    return Problem(
        "map-failed",
        f"The error map of {name} cannot be computed: {type(error).__name__}: {error}",
        "Choose another map.",
    )


def _say(stream: BinaryIO, line: dict[str, Any], data: memoryview | bytes = b"") -> None:
    stream.write(json.dumps({**line, "bytes": len(data)}).encode("ascii") + b"\n")
    stream.write(data)
    stream.flush()
