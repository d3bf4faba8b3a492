"""What a dataset asks of metrics of whole clips beyond their one score."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)

from omgui.core.clip_windows import windows_of
from omgui.core.metric_spec import MetricSpec, OptionValue, Unit

REPEATS, WINDOW, STRIDE = "repeats", "window_s", "stride_s"
CLIP_OPTIONS = (REPEATS, WINDOW, STRIDE)
MOST_REPEATS = 100
LONGEST_S = 86_400.0
_DURATION = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(s|ms|min)?\s*")
_SECONDS = {"s": 1.0, "ms": 0.001, "min": 60.0}


def seconds(written: object) -> object:
    """Return a duration such as ``8s``, ``500 ms`` or ``2.5`` in seconds.

    Raises:
        ValueError: It is none.
    """
    if isinstance(written, bool):
        raise ValueError("is no duration")  # noqa: TRY004  # for pydantic
    if isinstance(written, int | float):
        return float(written)
    found = _DURATION.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        raise ValueError("is no duration")
    return float(found[1]) * _SECONDS[found[2] or "s"]


def duration_text(seconds: float) -> str:
    """Return a duration as a file has it: ``8s``, ``0.5s``."""
    return f"{Decimal(repr(float(seconds))).normalize():f}s"


Seconds = Annotated[
    float,
    BeforeValidator(seconds),
    Field(gt=0.0, le=LONGEST_S, allow_inf_nan=False),
    PlainSerializer(duration_text, return_type=str),
]


class ClipSettings(BaseModel):
    """How metrics of whole clips are asked.

    Attributes:
        repeats: Independent draws of frames and places, for metrics that draw; the score is their
            mean.
        window: Length in seconds of the windows that are scored one by one, for a score over time;
            ``None`` for the one score of the clip alone.
        stride: Seconds from the start of a window to that of the next; a quarter of ``window``
            where it is not said.

    Keys of other versions are kept when the file is written back.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    repeats: Annotated[int, Field(strict=True, ge=1, le=MOST_REPEATS)] = 1
    window: Seconds | None = None
    stride: Seconds | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_gaps(cls, values: Any) -> Any:  # noqa: ANN401  # what stands in the file
        """Leave keys without a value at their defaults; names of keys are text."""
        if isinstance(values, dict):
            return {str(key): value for key, value in values.items() if value is not None}
        return values

    def scored_clips(self, frames: int, fps: float | None) -> int:
        """Return how many clips a metric that draws scores of one video, windows included.

        Args:
            frames: Of the video.
            fps: Frames per second; without it, there are no windows.
        """
        if self.window is None or not fps or frames < 1:
            return self.repeats
        stride = self.stride if self.stride is not None else self.window / 4
        return self.repeats + len(windows_of(frames, fps, self.window, stride))

    def options(self, spec: MetricSpec) -> dict[str, OptionValue]:
        """Return what a metric is asked beyond its own options; nothing where that is nothing."""
        if spec.unit is not Unit.CLIP:
            return {}
        found: dict[str, OptionValue] = {}
        if self.repeats > 1 and not spec.deterministic:
            found[REPEATS] = self.repeats
        if self.window is not None:
            found[WINDOW] = self.window
            found[STRIDE] = self.stride if self.stride is not None else self.window / 4
        return found
