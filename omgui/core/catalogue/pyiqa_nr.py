"""Rows of the older tool's no-reference metrics that pyiqa provides.

Names are those of the older tool; the numbers are those of pyiqa 0.1.16. Networks without a final
bound have no range: what people see of them mostly lies in that of their training scores.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from omgui.core.catalogue import checkpoint_files as files
from omgui.core.metric_spec import Batching, Better, Family, Kind, MetricSpec, OptionValue

_PLAIN = "omgui.engine.libraries.pyiqa_metric:PyiqaMetric"
_STATISTICS = "omgui.engine.libraries.pyiqa_metric:StatisticalMetric"
_LEAN = "omgui.engine.libraries.pyiqa_lean"
_TIMM = ("pyiqa", "torchvision", "timm")
_NO_SCENE = "the frame is of one colour, or nearly so: it has no statistics to compare"

_row = partial(
    MetricSpec,
    kind=Kind.NR,
    factory=_PLAIN,
    better=Better.HIGHER,
    range=(None, None),
    code="pyiqa 0.1.16",
    licence="PolyForm-Noncommercial-1.0.0 (pyiqa)",
    packages=("pyiqa", "torchvision"),
    family=Family.LEARNED,
)


def _named(name: str) -> MappingProxyType[str, OptionValue]:
    """Return what tells the factory which metric of pyiqa to build."""
    return MappingProxyType({"name": name})


ROWS: tuple[MetricSpec, ...] = (
    _row(
        name="hyperiqa",
        title="HyperIQA (KonIQ)",
        build=_named("hyperiqa"),
        batching=Batching.ONE_BY_ONE,  # 25 crops of a frame are a batch of their own
        paper="Su et al., CVPR 2020",
        checkpoints=(files.HYPERIQA,),
        packages=_TIMM,
    ),
    _row(
        name="cnniqa",
        title="CNNIQA (KonIQ)",
        build=_named("cnniqa"),
        min_side=7,  # one kernel
        paper="Kang et al., CVPR 2014",
        checkpoints=(files.CNNIQA,),
    ),
    _row(
        name="paq2piq",
        title="PaQ-2-PiQ",
        build=_named("paq2piq"),
        paper="Ying et al., CVPR 2020",
        checkpoints=(files.PAQ2PIQ,),
    ),
    _row(
        name="clipiqa",
        title="CLIP-IQA",
        factory=f"{_LEAN}:ClipIqaMetric",
        build=_named("clipiqa"),
        range=(0.0, 1.0),
        min_side=31,  # halved five times
        paper="Wang, Chan, Loy, AAAI 2023",
        checkpoints=(files.CLIP_RN50,),
        packages=("pyiqa", "torchvision", "clip"),
    ),
    _row(
        name="clipiqa+",
        title="CLIP-IQA+ (KonIQ)",
        factory=f"{_LEAN}:ClipIqaMetric",
        build=_named("clipiqa+"),
        range=(0.0, 1.0),
        min_side=31,
        paper="Wang, Chan, Loy, AAAI 2023",
        checkpoints=(files.CLIP_RN50, files.CLIPIQA_PLUS),
        packages=("pyiqa", "torchvision", "clip"),
    ),
    _row(
        name="maniqa",
        title="MANIQA (KonIQ)",
        factory=f"{_LEAN}:ManiqaMetric",
        build=_named("maniqa"),
        range=(0.0, None),
        batching=Batching.ONE_BY_ONE,  # 20 crops
        paper="Yang et al., CVPR Workshops 2022",
        checkpoints=(files.MANIQA_KONIQ,),
        packages=(*_TIMM, "einops"),
    ),
    _row(
        name="tres",
        title="TReS (KonIQ)",
        factory=f"{_LEAN}:TresMetric",
        build=_named("tres"),
        batching=Batching.ONE_BY_ONE,  # 50 crops
        paper="Golestaneh, Dadsetan, Kitani, WACV 2022",
        checkpoints=(files.TRES_KONIQ,),
    ),
    _row(
        name="musiq",
        title="MUSIQ (KonIQ)",
        build=_named("musiq"),
        paper="Ke et al., ICCV 2021",
        checkpoints=(files.MUSIQ_KONIQ,),
    ),
    _row(
        name="pi",
        channel="Y",
        title="Perceptual index",
        factory=_STATISTICS,
        build=_named("pi"),
        better=Better.LOWER,
        min_side=104,  # a block of NIQE and a border of 4
        undefined_when=_NO_SCENE,
        paper="Blau et al., ECCV Workshops 2018",
        checkpoints=(files.NRQM, files.NIQE),
        packages=("pyiqa", "torchvision", "scipy"),
        family=Family.STATISTICAL,
    ),
    _row(
        name="dbcnn",
        title="DBCNN (KonIQ)",
        build=_named("dbcnn"),
        min_side=16,  # halved four times
        paper="Zhang et al., IEEE TCSVT 30(1), 2020",
        checkpoints=(files.DBCNN_KONIQ,),
    ),
    _row(
        name="nima",
        title="NIMA (AVA, Inception-ResNet-v2)",
        build=_named("nima"),
        range=(1.0, 10.0),
        paper="Talebi and Milanfar, IEEE TIP 27(8), 2018",
        checkpoints=(files.NIMA_AVA,),
        packages=_TIMM,
        family=Family.AESTHETIC,
    ),
    _row(
        name="nrqm",
        channel="Y",
        title="NRQM (Ma)",
        factory=_STATISTICS,
        build=_named("nrqm"),
        min_side=95,  # below, the forests are asked for features that do not exist
        undefined_when=_NO_SCENE,
        paper="Ma et al., Computer Vision and Image Understanding 158, 2017",
        checkpoints=(files.NRQM,),
        packages=("pyiqa", "torchvision", "scipy"),
        family=Family.STATISTICAL,
    ),
    _row(
        name="ilniqe",
        title="IL-NIQE",
        factory=_STATISTICS,
        build=_named("ilniqe"),
        better=Better.LOWER,
        range=(0.0, None),
        min_side=8,
        batching=Batching.ONE_BY_ONE,  # the fits of a batch stop together
        undefined_when=_NO_SCENE,
        paper="Zhang, Zhang, Bovik, IEEE TIP 24(8), 2015",
        checkpoints=(files.ILNIQE,),
        packages=("pyiqa", "torchvision", "scipy"),
        family=Family.STATISTICAL,
    ),
    _row(
        name="brisque",
        channel="Y",
        title="BRISQUE",
        factory=_STATISTICS,
        build=_named("brisque"),
        better=Better.LOWER,
        min_side=13,  # a window of 7 at half the size
        undefined_when=_NO_SCENE,
        paper="Mittal, Moorthy, Bovik, IEEE TIP 21(12), 2012",
        checkpoints=(files.BRISQUE,),
        packages=("pyiqa", "torchvision", "scipy"),
        family=Family.STATISTICAL,
    ),
    _row(
        name="niqe",
        title="NIQE",
        factory=_STATISTICS,
        build=_named("niqe"),
        better=Better.LOWER,
        range=(0.0, None),
        channel="Y",
        min_side=96,  # one block
        undefined_when=_NO_SCENE,
        paper="Mittal, Soundararajan, Bovik, IEEE Signal Processing Letters 20(3), 2013",
        checkpoints=(files.NIQE,),
        packages=("pyiqa", "torchvision", "scipy"),
        family=Family.STATISTICAL,
    ),
    _row(
        name="topiq_nr",
        title="TOPIQ, no reference (KonIQ)",
        build=_named("topiq_nr"),
        paper="Chen et al., IEEE TIP 33, 2024",
        checkpoints=(files.TOPIQ_NR_KONIQ,),
        packages=(*_TIMM, "facexlib"),
    ),
)
