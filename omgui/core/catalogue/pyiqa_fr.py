"""Rows of the learned full-reference metrics whose networks are pyiqa's.

Names are those of the older tool, and pyiqa's where that has none. Numbers are pyiqa's, called as
``metric(distorted, reference)``; what depends on the reference alone is computed once for all files
that are compared with it.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from omgui.core.catalogue import checkpoint_files as files
from omgui.core.catalogue.library_rows import LIBRARIES, TIMM, TOPIQ, full_reference, named
from omgui.core.metric_spec import Better, ErrorMap, Family, MetricSpec

_DEEP = f"{LIBRARIES}.deep_fr"
_ORDER = MappingProxyType({"order": "distorted_first"})
_OLD_ORDER = MappingProxyType({"order": "reference_first"})
_LPIPS = "Zhang et al., CVPR 2018"
_PLUS = f"{_LPIPS}; weighted by semantics as in Chen et al., IEEE TIP 33, 2024"
_STLPIPS = "Ghildyal and Liu, ECCV 2022"
_NO_SEMANTICS = "the network finds nothing in the reference that could say which places count"

_distance = partial(full_reference, better=Better.LOWER, range=(0.0, None), ideal=0.0)
_lpips = partial(
    _distance, factory=f"{_DEEP}.lpips:Lpips", error_map=ErrorMap("distance", 0.0, None)
)
_topiq = partial(
    full_reference,
    factory=f"{_DEEP}.topiq:Topiq",
    better=Better.HIGHER,
    paper="Chen et al., IEEE TIP 33, 2024",
    packages=TOPIQ,
)
_afine = partial(
    full_reference,
    factory=f"{_DEEP}.afine:Afine",
    better=Better.LOWER,
    paper="Chen et al., CVPR 2025",
    code="pyiqa 0.1.16; sides that are no multiple of 32 as in the authors' program",
    checkpoints=(files.AFINE,),
)


ROWS: tuple[MetricSpec, ...] = (
    _topiq(
        name="topiq_fr",
        title="TOPIQ, full-reference (KADID)",
        build=named("topiq_fr"),
        checkpoints=(files.TOPIQ_FR_KADID,),
        options=_ORDER,
        compat_options=_OLD_ORDER,
    ),
    full_reference(
        name="ahiq",
        title="AHIQ (PIPAL)",
        factory=f"{_DEEP}.ahiq:Ahiq",
        build=named("ahiq"),
        better=Better.HIGHER,
        paper="Lao et al., CVPR Workshops 2022",
        checkpoints=(files.AHIQ, files.TIMM_RESNET50, files.TIMM_VIT_B8),
        packages=TIMM,
        options=_ORDER,
        compat_options=_OLD_ORDER,
    ),
    full_reference(
        name="pieapp",
        title="PieAPP",
        factory=f"{_DEEP}.pieapp:PieApp",
        build=named("pieapp"),
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
        build=named("lpips"),
        min_side=31,
        paper=_LPIPS,
        checkpoints=(files.LPIPS_ALEX, files.ALEXNET),
    ),
    _distance(
        name="dists",
        title="DISTS",
        factory=f"{_DEEP}.dists:Dists",
        build=named("dists"),
        paper="Ding et al., IEEE TPAMI 44(5), 2022",
        checkpoints=(files.DISTS, files.VGG16),
    ),
    full_reference(
        name="ckdn",
        title="CKDN (degraded reference)",
        factory=f"{_DEEP}.ckdn:Ckdn",
        build=named("ckdn"),
        better=Better.HIGHER,
        range=(0.0, 1.0),
        paper="Zheng et al., ICCV 2021",
        checkpoints=(files.CKDN,),
        compat_resizes_reference=True,
    ),
    _lpips(
        name="lpips-vgg",
        title="LPIPS (VGG16)",
        build=named("lpips-vgg"),
        min_side=16,
        paper=_LPIPS,
        checkpoints=(files.LPIPS_VGG, files.VGG16),
        family=Family.VARIANT,
    ),
    _lpips(
        name="lpips+",
        title="LPIPS+ (AlexNet)",
        build=named("lpips+"),
        min_side=31,
        undefined_when=_NO_SEMANTICS,
        paper=_PLUS,
        checkpoints=(files.LPIPS_ALEX, files.ALEXNET),
        family=Family.VARIANT,
    ),
    _lpips(
        name="lpips-vgg+",
        title="LPIPS+ (VGG16)",
        build=named("lpips-vgg+"),
        min_side=16,
        undefined_when=_NO_SEMANTICS,
        paper=_PLUS,
        checkpoints=(files.LPIPS_VGG, files.VGG16),
        family=Family.VARIANT,
    ),
    _lpips(
        name="stlpips",
        title="ST-LPIPS (shift-tolerant, AlexNet)",
        build=named("stlpips"),
        min_side=21,
        paper=_STLPIPS,
        checkpoints=(files.STLPIPS_ALEX,),
    ),
    _lpips(
        name="stlpips-vgg",
        title="ST-LPIPS (shift-tolerant, VGG16)",
        build=named("stlpips-vgg"),
        min_side=18,
        paper=_STLPIPS,
        checkpoints=(files.STLPIPS_VGG,),
        family=Family.VARIANT,
    ),
    _topiq(
        name="topiq_fr-pipal",
        title="TOPIQ, full-reference (PIPAL)",
        build=named("topiq_fr-pipal"),
        checkpoints=(files.TOPIQ_FR_PIPAL,),
        family=Family.VARIANT,
    ),
    _distance(
        name="deepdc",
        title="DeepDC (distance correlation)",
        factory=f"{_DEEP}.deepdc:DeepDc",
        build=named("deepdc"),
        range=(0.0, 1.0),
        min_side=16,
        paper="Zhu et al., arXiv 2211.04927",
        checkpoints=(files.VGG19,),
    ),
    full_reference(
        name="wadiqam_fr",
        title="WaDIQaM-FR (KADID)",
        factory=f"{_DEEP}.wadiqam:WaDiqam",
        build=named("wadiqam_fr"),
        better=Better.HIGHER,
        min_side=33,
        paper="Bosse et al., IEEE TIP 27(1), 2018",
        checkpoints=(files.WADIQAM_FR,),
    ),
    _distance(
        name="dmm",
        title="DMM (debiased mapping)",
        factory=f"{_DEEP}.dmm:Dmm",
        build=named("dmm"),
        min_side=121,
        paper="Chen et al., IEEE TMM, 2025 (document 10886996)",
        checkpoints=(files.VGG16,),
    ),
    _distance(
        name="msswd",
        title="MS-SWD (colour difference)",
        factory=f"{_DEEP}.msswd:MsSwd",
        build=named("msswd"),
        min_side=6,
        paper="He et al., ECCV 2024",
        checkpoints=(files.MSSWD,),
        family=Family.SPECIAL,
    ),
    _afine(
        name="afine_all_scale",
        title="A-FINE (0–100)",
        build=named("afine_all_scale"),
        range=(0.0, 100.0),
    ),
    _afine(
        name="afine_all",
        title="A-FINE (unscaled)",
        build=named("afine_all"),
        family=Family.VARIANT,
    ),
    _afine(
        name="afine_fr",
        title="A-FINE, fidelity alone",
        build=named("afine_fr"),
        range=(-2.0, 2.0),
        family=Family.VARIANT,
    ),
)
