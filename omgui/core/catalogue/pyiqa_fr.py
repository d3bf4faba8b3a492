"""Rows of the learned full-reference metrics whose networks are pyiqa's.

Names are those of the older tool, and pyiqa's where that has none. Numbers are pyiqa's, called as
``metric(distorted, reference)``; what depends on the reference alone is computed once for all files
that are compared with it.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from omgui.core.catalogue import checkpoint_files as files
from omgui.core.metric_spec import Better, Family, Kind, MetricSpec, OptionValue

_DEEP = "omgui.engine.libraries.deep_fr"
_ORDER = MappingProxyType({"order": "distorted_first"})
_OLD_ORDER = MappingProxyType({"order": "reference_first"})
_LPIPS = "Zhang et al., CVPR 2018"
_PLUS = f"{_LPIPS}; weighted by semantics as in Chen et al., IEEE TIP 33, 2024"
_STLPIPS = "Ghildyal and Liu, ECCV 2022"
_TOPIQ = "Chen et al., IEEE TIP 33, 2024"
_AFINE = "Chen et al., CVPR 2025"
_NO_SEMANTICS = "the network finds nothing in the reference that could say which places count"

_row = partial(
    MetricSpec,
    kind=Kind.FR,
    range=(None, None),
    code="pyiqa 0.1.16",
    licence="PolyForm-Noncommercial-1.0.0 (pyiqa)",
    packages=("pyiqa", "torchvision"),
    family=Family.LEARNED,
)
_distance = partial(_row, better=Better.LOWER, range=(0.0, None), ideal=0.0)
_lpips = partial(_distance, factory=f"{_DEEP}.lpips:Lpips")


def _named(name: str) -> MappingProxyType[str, OptionValue]:
    """Return what tells the factory which network to build."""
    return MappingProxyType({"name": name})


ROWS: tuple[MetricSpec, ...] = (
    _row(
        name="topiq_fr",
        title="TOPIQ, full-reference (KADID)",
        factory=f"{_DEEP}.topiq:Topiq",
        build=_named("topiq_fr"),
        better=Better.HIGHER,
        paper=_TOPIQ,
        checkpoints=(files.TOPIQ_FR_KADID,),
        packages=("pyiqa", "torchvision", "timm", "facexlib"),
        options=_ORDER,
        compat_options=_OLD_ORDER,
    ),
    _row(
        name="ahiq",
        title="AHIQ (PIPAL)",
        factory=f"{_DEEP}.ahiq:Ahiq",
        build=_named("ahiq"),
        better=Better.HIGHER,
        paper="Lao et al., CVPR Workshops 2022",
        checkpoints=(files.AHIQ, files.TIMM_RESNET50, files.TIMM_VIT_B8),
        packages=("pyiqa", "torchvision", "timm"),
        options=_ORDER,
        compat_options=_OLD_ORDER,
    ),
    _row(
        name="pieapp",
        title="PieAPP",
        factory=f"{_DEEP}.pieapp:PieApp",
        build=_named("pieapp"),
        better=Better.LOWER,
        min_side=64,
        paper="Prashnani et al., CVPR 2018",
        checkpoints=(files.PIEAPP,),
        options=_ORDER,
        compat_options=_OLD_ORDER,
    ),
    _lpips(
        name="lpips",
        title="LPIPS (AlexNet)",
        build=_named("lpips"),
        min_side=31,
        paper=_LPIPS,
        checkpoints=(files.LPIPS_ALEX, files.ALEXNET),
    ),
    _distance(
        name="dists",
        title="DISTS",
        factory=f"{_DEEP}.dists:Dists",
        build=_named("dists"),
        paper="Ding et al., IEEE TPAMI 44(5), 2022",
        checkpoints=(files.DISTS, files.VGG16),
    ),
    _row(
        name="ckdn",
        title="CKDN (degraded reference)",
        factory=f"{_DEEP}.ckdn:Ckdn",
        build=_named("ckdn"),
        better=Better.HIGHER,
        range=(0.0, 1.0),
        paper="Zheng et al., ICCV 2021",
        checkpoints=(files.CKDN,),
        compat_resizes_reference=True,
    ),
    _lpips(
        name="lpips-vgg",
        title="LPIPS (VGG16)",
        build=_named("lpips-vgg"),
        min_side=16,
        paper=_LPIPS,
        checkpoints=(files.LPIPS_VGG, files.VGG16),
        family=Family.VARIANT,
    ),
    _lpips(
        name="lpips+",
        title="LPIPS+ (AlexNet)",
        build=_named("lpips+"),
        min_side=31,
        undefined_when=_NO_SEMANTICS,
        paper=_PLUS,
        checkpoints=(files.LPIPS_ALEX, files.ALEXNET),
        family=Family.VARIANT,
    ),
    _lpips(
        name="lpips-vgg+",
        title="LPIPS+ (VGG16)",
        build=_named("lpips-vgg+"),
        min_side=16,
        undefined_when=_NO_SEMANTICS,
        paper=_PLUS,
        checkpoints=(files.LPIPS_VGG, files.VGG16),
        family=Family.VARIANT,
    ),
    _lpips(
        name="stlpips",
        title="ST-LPIPS (shift-tolerant, AlexNet)",
        build=_named("stlpips"),
        min_side=21,
        paper=_STLPIPS,
        checkpoints=(files.STLPIPS_ALEX,),
    ),
    _lpips(
        name="stlpips-vgg",
        title="ST-LPIPS (shift-tolerant, VGG16)",
        build=_named("stlpips-vgg"),
        min_side=18,
        paper=_STLPIPS,
        checkpoints=(files.STLPIPS_VGG,),
        family=Family.VARIANT,
    ),
    _row(
        name="topiq_fr-pipal",
        title="TOPIQ, full-reference (PIPAL)",
        factory=f"{_DEEP}.topiq:Topiq",
        build=_named("topiq_fr-pipal"),
        better=Better.HIGHER,
        paper=_TOPIQ,
        checkpoints=(files.TOPIQ_FR_PIPAL,),
        packages=("pyiqa", "torchvision", "timm", "facexlib"),
        family=Family.VARIANT,
    ),
    _distance(
        name="deepdc",
        title="DeepDC (distance correlation)",
        factory=f"{_DEEP}.deepdc:DeepDc",
        build=_named("deepdc"),
        range=(0.0, 1.0),
        min_side=16,
        paper="Zhu et al., arXiv 2211.04927",
        checkpoints=(files.VGG19,),
    ),
    _row(
        name="wadiqam_fr",
        title="WaDIQaM-FR (KADID)",
        factory=f"{_DEEP}.wadiqam:WaDiqam",
        build=_named("wadiqam_fr"),
        better=Better.HIGHER,
        min_side=33,
        paper="Bosse et al., IEEE TIP 27(1), 2018",
        checkpoints=(files.WADIQAM_FR,),
    ),
    _distance(
        name="dmm",
        title="DMM (debiased mapping)",
        factory=f"{_DEEP}.dmm:Dmm",
        build=_named("dmm"),
        min_side=121,
        paper="Chen et al., IEEE TMM, 2025 (document 10886996)",
        checkpoints=(files.VGG16,),
    ),
    _distance(
        name="msswd",
        title="MS-SWD (colour difference)",
        factory=f"{_DEEP}.msswd:MsSwd",
        build=_named("msswd"),
        min_side=6,
        paper="He et al., ECCV 2024",
        checkpoints=(files.MSSWD,),
        family=Family.SPECIAL,
    ),
    _row(
        name="afine_all_scale",
        title="A-FINE (0–100)",
        factory=f"{_DEEP}.afine:Afine",
        build=_named("afine_all_scale"),
        better=Better.LOWER,
        range=(0.0, 100.0),
        paper=_AFINE,
        code="pyiqa 0.1.16; sides that are no multiple of 32 as in the authors' program",
        checkpoints=(files.AFINE,),
    ),
    _row(
        name="afine_all",
        title="A-FINE (unscaled)",
        factory=f"{_DEEP}.afine:Afine",
        build=_named("afine_all"),
        better=Better.LOWER,
        paper=_AFINE,
        code="pyiqa 0.1.16; sides that are no multiple of 32 as in the authors' program",
        checkpoints=(files.AFINE,),
        family=Family.VARIANT,
    ),
    _row(
        name="afine_fr",
        title="A-FINE, fidelity alone",
        factory=f"{_DEEP}.afine:Afine",
        build=_named("afine_fr"),
        better=Better.LOWER,
        range=(-2.0, 2.0),
        paper=_AFINE,
        code="pyiqa 0.1.16; sides that are no multiple of 32 as in the authors' program",
        checkpoints=(files.AFINE,),
        family=Family.VARIANT,
    ),
)
