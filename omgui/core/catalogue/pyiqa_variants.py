"""Rows of pyiqa's other versions: trained on other data, with other backbones, on other luma."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from omgui.core.catalogue import checkpoint_files as files
from omgui.core.catalogue.library_rows import (
    CLIP,
    LIBRARIES,
    SCIPY,
    TIMM,
    TOPIQ,
    named,
    no_reference,
)
from omgui.core.metric_spec import Batching, Better, ErrorMap, Family, Kind, MetricSpec

TOPIQ_PAPER = "Chen et al., IEEE TIP 33, 2024 (TOPIQ)"

_variant = partial(no_reference, family=Family.VARIANT)
_formula = partial(
    MetricSpec,
    kind=Kind.FR,
    better=Better.HIGHER,
    code="own kernel; numbers of pyiqa 0.1.16",
    licence="MIT",
    family=Family.VARIANT,
)
_KERNELS = "omgui.engine.kernels"
_SQUARED_ERROR = ErrorMap("squared error", 0.0, None, f"{_KERNELS}.psnr:squared_error_map")
_SIMILARITY = ErrorMap("similarity", 1.0, 0.0, f"{_KERNELS}.ssim:ssim_map")
_LUMA = MappingProxyType({"picture": "luma_yiq"})
_RGB = MappingProxyType({"picture": "rgb"})


VARIANTS: tuple[MetricSpec, ...] = (
    *(
        _variant(
            name=f"musiq-{data}",
            title=f"MUSIQ ({title})",
            build=named(f"musiq-{data}"),
            range=(1.0, 10.0) if data == "ava" else (None, None),
            paper="Ke et al., ICCV 2021",
            packages=SCIPY,
            checkpoints=(file,),
            family=Family.AESTHETIC if data == "ava" else Family.VARIANT,
        )
        for data, title, file in (
            ("ava", "AVA", files.MUSIQ_AVA),
            ("paq2piq", "PaQ-2-PiQ", files.MUSIQ_PAQ2PIQ),
            ("spaq", "SPAQ", files.MUSIQ_SPAQ),
        )
    ),
    *(
        _variant(
            name=f"nima-{data}",
            title=f"NIMA ({title})",
            build=named(f"nima-{data}"),
            range=(1.0, 10.0) if "ava" in data else (None, None),
            paper="Talebi and Milanfar, IEEE TIP 27(8), 2018",
            packages=TIMM,
            checkpoints=(file,),
            family=Family.AESTHETIC if "ava" in data else Family.VARIANT,
        )
        for data, title, file in (
            ("koniq", "KonIQ", files.NIMA_KONIQ),
            ("spaq", "SPAQ", files.NIMA_SPAQ),
            ("vgg16-ava", "AVA, VGG16", files.NIMA_AVA_VGG16),
        )
    ),
    *(
        _variant(
            name=f"maniqa-{data}",
            title=f"MANIQA ({data.upper()})",
            factory=f"{LIBRARIES}.pyiqa_lean:ManiqaMetric",
            build=named(f"maniqa-{data}"),
            batching=Batching.ONE_BY_ONE,  # 20 crops of a frame are a batch of their own
            paper="Yang et al., CVPR Workshops 2022",
            packages=(*TIMM, "einops"),
            checkpoints=(file,),
        )
        for data, file in (("pipal", files.MANIQA_PIPAL), ("kadid", files.MANIQA_KADID))
    ),
    _variant(
        name="tres-flive",
        title="TReS (FLIVE)",
        factory=f"{LIBRARIES}.pyiqa_lean:TresMetric",
        build=named("tres-flive"),
        batching=Batching.ONE_BY_ONE,  # 50 crops
        paper="Golestaneh, Dadsetan and Kitani, WACV 2022",
        checkpoints=(files.TRES_FLIVE,),
    ),
    *(
        _variant(
            name=f"topiq_nr-{data}",
            title=f"TOPIQ-NR ({data.upper()})",
            build=named(f"topiq_nr-{data}"),
            paper=TOPIQ_PAPER,
            packages=TOPIQ,
            checkpoints=(file,),
        )
        for data, file in (("flive", files.TOPIQ_NR_FLIVE), ("spaq", files.TOPIQ_NR_SPAQ))
    ),
    *(
        _variant(
            name=f"clipiqa+_{backbone}_512",
            title=f"CLIP-IQA+ ({title})",
            factory=f"{LIBRARIES}.pyiqa_lean:ClipIqaMetric",
            build=named(f"clipiqa+_{backbone}_512"),
            range=(0.0, 1.0),
            min_side=side,
            paper="Wang, Chan and Loy, AAAI 2023",
            packages=CLIP,
            checkpoints=checkpoints,
        )
        for backbone, title, side, checkpoints in (
            ("rn50", "ResNet-50", 31, (files.CLIPIQA_PLUS_RN50, files.CLIP_RN50)),
            ("vitL14", "ViT-L/14", 14, (files.CLIPIQA_PLUS_VITL14, files.CLIP_VIT_L14)),
        )
    ),
    _variant(
        name="unique_pyiqa",
        title="UNIQUE (at full size, pyiqa)",
        build=named("unique"),
        paper="Zhang et al., IEEE TIP 30, 2021",
        checkpoints=(files.UNIQUE_PYIQA,),
    ),
)

FORMULAS: tuple[MetricSpec, ...] = (
    _formula(
        name="pyiqa_psnr",
        title="PSNR (RGB, pyiqa)",
        factory=f"{_KERNELS}.psnr:psnr",
        error_map=_SQUARED_ERROR,
        build=_RGB,
        range=(0.0, 80.0),
        ideal=80.0,
        score_unit="dB",
        paper="10·log10(1 / MSE) of all RGB samples",
    ),
    _formula(
        name="psnry",
        title="PSNR (luma of YIQ, pyiqa)",
        factory=f"{_KERNELS}.psnr:psnr",
        error_map=_SQUARED_ERROR,
        build=_LUMA,
        range=(0.0, 80.0),
        ideal=80.0,
        score_unit="dB",
        channel="Y",
        paper="10·log10(1 / MSE) of full-range luma",
    ),
    _formula(
        name="pyiqa_ssim",
        title="SSIM (luma of YIQ, pyiqa)",
        factory=f"{_KERNELS}.ssim:ssim",
        error_map=_SIMILARITY,
        build=_LUMA,
        range=(0.0, 1.0),
        ideal=1.0,
        channel="Y",
        min_side=11,
        paper="Wang et al., IEEE TIP 13(4), 2004",
    ),
    _formula(
        name="ssimc",
        title="SSIM (RGB, pyiqa)",
        factory=f"{_KERNELS}.ssim:ssim",
        error_map=_SIMILARITY,
        build=_RGB,
        range=(0.0, 1.0),
        ideal=1.0,
        min_side=11,
        paper="Wang et al., IEEE TIP 13(4), 2004",
    ),
    _formula(
        name="pyiqa_ms_ssim",
        title="MS-SSIM (luma of YIQ, pyiqa)",
        factory=f"{_KERNELS}.ssim:ms_ssim",
        build=_LUMA,
        range=(0.0, 1.0),
        ideal=1.0,
        channel="Y",
        min_side=161,
        paper="Wang et al., Asilomar 2003",
    ),
    _formula(
        name="pyiqa_cw_ssim",
        title="CW-SSIM (luma of YIQ, pyiqa)",
        factory=f"{_KERNELS}.cw_ssim:cw_ssim",
        build=_LUMA,
        range=(0.0, 1.0),
        ideal=1.0,
        channel="Y",
        min_side=64,
        undefined_when="both pictures are flat, and they differ",
        paper="Sampat et al., IEEE TIP 18(11), 2009",
    ),
)
