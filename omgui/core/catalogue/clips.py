"""Rows of the no-reference metrics that score a clip as a whole.

File names and folders are those under which the older tool keeps the authors' checkpoints; sizes
are those of the tensors, but for MDTVSFA's, which is exact. Of the others no publisher gives a
checksum.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType

from omgui.core.catalogue.checkpoint_files import RESNET50
from omgui.core.metric_spec import Better, Checkpoint, Family, Kind, Media, MetricSpec, Unit

_MODELS = "omgui.engine.models.vqa"
_FAST_VQA = "https://github.com/TimothyHTimothy/FAST-VQA/releases/download/v2.0.0"

_clip = partial(
    MetricSpec,
    kind=Kind.NR,
    unit=Unit.CLIP,
    better=Better.HIGHER,
    range=(0.0, 1.0),
    media=(Media.VIDEO,),
    code="own network from the paper; numbers of objective-metrics 1.2.2",
    licence="MIT",
    family=Family.LEARNED,
)
_drawing = partial(_clip, deterministic=False, min_side=32)  # a fragment

_MDTVSFA = _clip(
    name="mdtvsfa",
    title="MDTVSFA",
    factory=f"{_MODELS}.mdtvsfa:Mdtvsfa",
    min_side=1,
    paper="Li, Jiang and Jiang, IJCV 129, 2021",
    packages=("torchvision",),
    checkpoints=(
        Checkpoint(
            "MDTVSFA.pt",
            "https://github.com/lidq92/MDTVSFA/raw/main/models/MDTVSFA.pt",
            size_bytes=2_163_133,
            sha256="d5dd4fdf69ad4ee0e7f15caca1b5346d30e4d24a67fbbfd2e3fe434cbf5458c7",
            folder="MDTVSFA",
            licence="MIT",
            size_is_exact=True,
        ),
        RESNET50,
    ),
)
_DOVER = _drawing(
    name="dover",
    title="DOVER",
    factory=f"{_MODELS}.dover:Dover",
    paper="Wu et al., ICCV 2023",
    checkpoints=(
        Checkpoint(
            "DOVER.pth",
            "https://github.com/QualityAssessment/DOVER/releases/download/v0.1.0/DOVER.pth",
            size_bytes=239_624_952,
            folder="DOVER",
        ),
    ),
)

ROWS: tuple[MetricSpec, ...] = (
    _MDTVSFA,
    _drawing(
        name="FAST-VQA",
        title="FAST-VQA",
        factory=f"{_MODELS}.fast_vqa:FastVqa",
        build=MappingProxyType({"form": "fast"}),
        paper="Wu et al., ECCV 2022",
        checkpoints=(
            Checkpoint(
                "FAST_VQA_B_1_4.pth",
                f"{_FAST_VQA}/FAST_VQA_B_1_4.pth",
                size_bytes=127_263_348,
                folder="FASTVQA",
            ),
        ),
    ),
    _drawing(
        name="FasterVQA",
        title="FasterVQA",
        factory=f"{_MODELS}.fast_vqa:FastVqa",
        build=MappingProxyType({"form": "faster"}),
        paper="Wu et al., IEEE TPAMI 45(12), 2023",
        checkpoints=(
            Checkpoint(
                "FASTER_VQA_3D_1_1.pth",
                f"{_FAST_VQA}/FAST_VQA_3D_1_1.pth",
                size_bytes=127_343_543,
                folder="FASTVQA",
                aliases=("FAST_VQA_3D_1_1.pth",),
            ),
        ),
    ),
    _DOVER,
    replace(_DOVER, name="dover-technical", title="DOVER, technical branch", part_of="dover"),
    replace(_DOVER, name="dover-aesthetic", title="DOVER, aesthetic branch", part_of="dover"),
)
