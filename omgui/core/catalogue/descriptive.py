"""Rows of the no-reference measures that describe content and need no checkpoint."""

from __future__ import annotations

from types import MappingProxyType

from omgui.core.metric_spec import Better, Kind, Media, MetricSpec, Unit

_INFORMATION = "omgui.engine.kernels.information"

ROWS: tuple[MetricSpec, ...] = (
    MetricSpec(
        name="si",
        title="Spatial information",
        kind=Kind.NR,
        factory=f"{_INFORMATION}:spatial_information",
        better=Better.NEITHER,
        range=(0.0, None),
        channel="Y",
        min_side=3,
        paper="ITU-T P.910, per frame; a video's score is the mean over frames, not the maximum",
        code="own kernel; numbers of objective-metrics 1.2.2",
        licence="MIT",
    ),
    MetricSpec(
        name="cf",
        title="Colourfulness",
        kind=Kind.NR,
        factory=f"{_INFORMATION}:colourfulness",
        better=Better.NEITHER,
        range=(0.0, None),
        paper="Hasler and Suesstrunk, Human Vision and Electronic Imaging 2003",
        code="own kernel; the published formula",
        licence="MIT",
        options=MappingProxyType({"wraps_uint8": False}),
        compat_options=MappingProxyType({"wraps_uint8": True}),
    ),
    MetricSpec(
        name="ti",
        title="Temporal information",
        kind=Kind.NR,
        unit=Unit.STEP,
        factory=f"{_INFORMATION}:temporal_information",
        better=Better.NEITHER,
        range=(0.0, None),
        channel="Y",
        min_frames=2,
        history=1,
        media=(Media.VIDEO,),
        paper="ITU-T P.910, per pair of frames; the score is the mean over time, not the maximum",
        code="own kernel; numbers of objective-metrics 1.2.2",
        licence="MIT",
    ),
)
