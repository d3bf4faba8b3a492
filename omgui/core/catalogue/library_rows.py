"""What the rows of one library have in common, so that each row says only what is its own."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from omgui.core.metric_spec import Better, Family, Kind, MetricSpec, OptionValue

LIBRARIES = "omgui.engine.libraries"
PYIQA = ("pyiqa", "torchvision")
SCIPY = (*PYIQA, "scipy")
CLIP = (*PYIQA, "clip")
TIMM = (*PYIQA, "timm")
TOPIQ = (*TIMM, "facexlib")

_pyiqa = partial(
    MetricSpec,
    range=(None, None),
    code="pyiqa 0.1.16",
    licence="PolyForm-Noncommercial-1.0.0 (pyiqa)",
    packages=PYIQA,
    family=Family.LEARNED,
)
full_reference = partial(_pyiqa, kind=Kind.FR)
no_reference = partial(
    _pyiqa,
    kind=Kind.NR,
    factory=f"{LIBRARIES}.pyiqa_metric:PyiqaMetric",
    better=Better.HIGHER,
)
statistics = partial(
    no_reference,
    factory=f"{LIBRARIES}.pyiqa_metric:StatisticalMetric",
    better=Better.LOWER,
    packages=SCIPY,
    family=Family.STATISTICAL,
)
piq_row = partial(
    MetricSpec,
    kind=Kind.FR,
    factory=f"{LIBRARIES}.piq_metric:PiqFormula",
    better=Better.HIGHER,
    range=(0.0, 1.0),
    code="piq 0.8.0",
    licence="Apache-2.0 (piq)",
    packages=("piq", "torchvision"),
    family=Family.VARIANT,
)


def named(name: str, **more: OptionValue) -> MappingProxyType[str, OptionValue]:
    """Return what tells the factory which of its library's metrics to build."""
    return MappingProxyType({"name": name, **more})
