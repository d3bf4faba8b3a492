"""Rows of the older tool's no-reference metrics that pyiqa provides.

Names are those of the older tool; the numbers are those of pyiqa 0.1.16. Networks without a final
bound have no range: what people see of them mostly lies in that of their training scores.
"""

from __future__ import annotations

from functools import partial

from omgui.core.catalogue import checkpoint_files as files
from omgui.core.catalogue.library_rows import (
    CLIP,
    LIBRARIES,
    TIMM,
    TOPIQ,
    named,
    no_reference,
    statistics,
)
from omgui.core.metric_spec import Batching, Better, Family, MetricSpec

_LEAN = f"{LIBRARIES}.pyiqa_lean"

_statistics = partial(
    statistics,
    undefined_when="the frame is of one colour, or nearly so: it has no statistics to compare",
)
_clipiqa = partial(
    no_reference,
    factory=f"{_LEAN}:ClipIqaMetric",
    range=(0.0, 1.0),
    min_side=31,  # halved five times
    paper="Wang, Chan, Loy, AAAI 2023",
    packages=CLIP,
)


ROWS: tuple[MetricSpec, ...] = (
    no_reference(
        name="hyperiqa",
        title="HyperIQA (KonIQ)",
        build=named("hyperiqa"),
        batching=Batching.ONE_BY_ONE,  # 25 crops of a frame are a batch of their own
        paper="Su et al., CVPR 2020",
        checkpoints=(files.HYPERIQA,),
        packages=TIMM,
    ),
    no_reference(
        name="cnniqa",
        title="CNNIQA (KonIQ)",
        build=named("cnniqa"),
        min_side=7,  # one kernel
        paper="Kang et al., CVPR 2014",
        checkpoints=(files.CNNIQA,),
    ),
    no_reference(
        name="paq2piq",
        title="PaQ-2-PiQ",
        build=named("paq2piq"),
        paper="Ying et al., CVPR 2020",
        checkpoints=(files.PAQ2PIQ,),
    ),
    _clipiqa(
        name="clipiqa",
        title="CLIP-IQA",
        build=named("clipiqa"),
        checkpoints=(files.CLIP_RN50,),
    ),
    _clipiqa(
        name="clipiqa+",
        title="CLIP-IQA+ (KonIQ)",
        build=named("clipiqa+"),
        checkpoints=(files.CLIP_RN50, files.CLIPIQA_PLUS),
    ),
    no_reference(
        name="maniqa",
        title="MANIQA (KonIQ)",
        factory=f"{_LEAN}:ManiqaMetric",
        build=named("maniqa"),
        range=(0.0, None),
        batching=Batching.ONE_BY_ONE,  # 20 crops
        paper="Yang et al., CVPR Workshops 2022",
        checkpoints=(files.MANIQA_KONIQ,),
        packages=(*TIMM, "einops"),
    ),
    no_reference(
        name="tres",
        title="TReS (KonIQ)",
        factory=f"{_LEAN}:TresMetric",
        build=named("tres"),
        batching=Batching.ONE_BY_ONE,  # 50 crops
        paper="Golestaneh, Dadsetan, Kitani, WACV 2022",
        checkpoints=(files.TRES_KONIQ,),
    ),
    no_reference(
        name="musiq",
        title="MUSIQ (KonIQ)",
        build=named("musiq"),
        paper="Ke et al., ICCV 2021",
        checkpoints=(files.MUSIQ_KONIQ,),
    ),
    _statistics(
        name="pi",
        channel="Y",
        title="Perceptual index",
        build=named("pi"),
        min_side=104,  # a block of NIQE and a border of 4
        paper="Blau et al., ECCV Workshops 2018",
        checkpoints=(files.NRQM, files.NIQE),
    ),
    no_reference(
        name="dbcnn",
        title="DBCNN (KonIQ)",
        build=named("dbcnn"),
        min_side=16,  # halved four times
        paper="Zhang et al., IEEE TCSVT 30(1), 2020",
        checkpoints=(files.DBCNN_KONIQ,),
    ),
    no_reference(
        name="nima",
        title="NIMA (AVA, Inception-ResNet-v2)",
        build=named("nima"),
        range=(1.0, 10.0),
        paper="Talebi and Milanfar, IEEE TIP 27(8), 2018",
        checkpoints=(files.NIMA_AVA,),
        packages=TIMM,
        family=Family.AESTHETIC,
    ),
    _statistics(
        name="nrqm",
        channel="Y",
        title="NRQM (Ma)",
        build=named("nrqm"),
        better=Better.HIGHER,
        min_side=95,  # below, the forests are asked for features that do not exist
        paper="Ma et al., Computer Vision and Image Understanding 158, 2017",
        checkpoints=(files.NRQM,),
    ),
    _statistics(
        name="ilniqe",
        title="IL-NIQE",
        build=named("ilniqe"),
        range=(0.0, None),
        min_side=8,
        batching=Batching.ONE_BY_ONE,  # the fits of a batch stop together
        paper="Zhang, Zhang, Bovik, IEEE TIP 24(8), 2015",
        checkpoints=(files.ILNIQE,),
    ),
    _statistics(
        name="brisque",
        channel="Y",
        title="BRISQUE",
        build=named("brisque"),
        min_side=13,  # a window of 7 at half the size
        paper="Mittal, Moorthy, Bovik, IEEE TIP 21(12), 2012",
        checkpoints=(files.BRISQUE,),
    ),
    _statistics(
        name="niqe",
        title="NIQE",
        build=named("niqe"),
        range=(0.0, None),
        channel="Y",
        min_side=96,  # one block
        paper="Mittal, Soundararajan, Bovik, IEEE Signal Processing Letters 20(3), 2013",
        checkpoints=(files.NIQE,),
    ),
    no_reference(
        name="topiq_nr",
        title="TOPIQ, no reference (KonIQ)",
        build=named("topiq_nr"),
        paper="Chen et al., IEEE TIP 33, 2024",
        checkpoints=(files.TOPIQ_NR_KONIQ,),
        packages=TOPIQ,
    ),
)
