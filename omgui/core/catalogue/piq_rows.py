"""Rows of the metrics as the library piq 0.8 defines them.

Where an older metric of the same name exists its numbers differ (other luma, other downsampling),
hence the prefix. Numbers are those of piq 0.8.0, called as ``metric(distorted, reference)``.
"""

from __future__ import annotations

from functools import partial

from omgui.core.catalogue.checkpoint_files import CLIP_RN50, VGG16
from omgui.core.catalogue.library_rows import LIBRARIES, named, piq_row
from omgui.core.metric_spec import Batching, Better, Checkpoint, Family, Kind, MetricSpec

_RELEASES = "https://github.com/photosynthesis-team/piq/releases/download"
_DEEP = f"{LIBRARIES}.piq_deep"

LPIPS = Checkpoint(
    "lpips_weights.pt", f"{_RELEASES}/v0.4.0/lpips_weights.pt", 10_000, licence="Apache-2.0 (piq)"
)
DISTS = Checkpoint(
    "dists_weights.pt", f"{_RELEASES}/v0.4.1/dists_weights.pt", 13_000, licence="Apache-2.0 (piq)"
)
PIEAPP = Checkpoint("PieAPPv0.1.pth", f"{_RELEASES}/v0.5.4/PieAPPv0.1.pth", 273_500_000)
BRISQUE = Checkpoint(
    "brisque_svm_weights.pt", f"{_RELEASES}/v0.4.0/brisque_svm_weights.pt", 116_000
)
TOKENS = Checkpoint("clipiqa_tokens.pt", f"{_RELEASES}/v0.7.1/clipiqa_tokens.pt", 2_500)

_distance = partial(piq_row, better=Better.LOWER, range=(0.0, None), ideal=0.0)
_features = partial(_distance, factory=f"{_DEEP}:PiqFeatureDistance")

ROWS: tuple[MetricSpec, ...] = (
    piq_row(
        name="piq_psnr",
        title="PSNR (RGB, piq)",
        build=named("piq_psnr"),
        paper="10·log10(1 / MSE) of all RGB samples",
        range=(0.0, 80.0),
        ideal=80.0,
        score_unit="dB",
    ),
    piq_row(
        name="piq_ssim",
        title="SSIM (RGB, piq)",
        build=named("piq_ssim"),
        paper="Wang et al., IEEE TIP 13(4), 2004; downsampled as the authors advise",
        ideal=1.0,
        range=(-1.0, 1.0),
        min_side=11,
    ),
    piq_row(
        name="piq_ms_ssim",
        title="MS-SSIM (RGB, piq)",
        build=named("piq_ms_ssim"),
        paper="Wang et al., Asilomar 2003",
        ideal=1.0,
        min_side=161,
    ),
    piq_row(
        name="piq_iw_ssim",
        title="IW-SSIM (piq)",
        build=named("piq_iw_ssim"),
        paper="Wang and Li, IEEE TIP 20(5), 2011",
        ideal=1.0,
        channel="Y",
        min_side=161,
        batching=Batching.ONE_BY_ONE,
        undefined_when="the reference has too little structure to weigh its information",
        family=Family.CLASSIC,
    ),
    piq_row(
        name="piq_vif_p",
        title="VIF (pixel domain, piq)",
        build=named("piq_vif_p"),
        paper="Sheikh and Bovik, IEEE TIP 15(2), 2006; the authors' approximation on pixels",
        range=(0.0, None),
        ideal=1.0,
        channel="Y",
        min_side=41,
        undefined_when="the reference is flat: it holds no information to be kept or lost",
        family=Family.CLASSIC,
    ),
    piq_row(
        name="piq_fsim",
        title="FSIMc (piq)",
        build=named("piq_fsim"),
        paper="Zhang et al., IEEE TIP 20(8), 2011",
        ideal=1.0,
        channel="YIQ",
        min_side=2,
        undefined_when="both pictures are flat, and they differ",
    ),
    piq_row(
        name="piq_vsi",
        title="VSI (piq)",
        build=named("piq_vsi"),
        paper="Zhang et al., IEEE TIP 23(10), 2014",
        ideal=1.0,
        undefined_when="neither picture has a salient place: both are of one colour",
    ),
    _distance(
        name="piq_gmsd",
        title="GMSD (piq)",
        build=named("piq_gmsd"),
        paper="Xue et al., IEEE TIP 23(2), 2014",
        channel="Y",
        min_side=3,
    ),
    piq_row(
        name="piq_srsim_c",
        title="SR-SIM (chromatic, piq)",
        build=named("piq_srsim_c"),
        paper="Zhang and Li, ICIP 2012",
        ideal=1.0,
        channel="YIQ",
        min_side=40,
        batching=Batching.ONE_BY_ONE,  # saliency is scaled by the extremes of the whole batch
    ),
    _distance(
        name="piq_msgmsd_c",
        title="MS-GMSDc (piq)",
        build=named("piq_msgmsd_c"),
        paper="Zhang et al., ICASSP 2017",
        channel="YIQ",
        min_side=17,
    ),
    _distance(
        name="piq_mdsi_mult",
        title="MDSI (multiplied, piq)",
        build=named("piq_mdsi_mult"),
        paper="Nafchi et al., IEEE Access 4, 2016, equation 10",
        min_side=2,
    ),
    piq_row(
        name="piq_tv",
        title="Total variation (piq)",
        build=named("piq_tv"),
        paper="Rudin, Osher and Fatemi, Physica D 60, 1992; root of the sum of squared differences",
        kind=Kind.NR,
        better=Better.NEITHER,
        range=(0.0, None),
        family=Family.DESCRIPTIVE,
    ),
    _features(
        name="piq_lpips",
        title="LPIPS (VGG16, piq)",
        build=named("piq_lpips"),
        paper="Zhang et al., CVPR 2018",
        min_side=16,
        checkpoints=(LPIPS, VGG16),
    ),
    _features(
        name="piq_dists",
        title="DISTS (at 256 pixels, piq)",
        build=named("piq_dists"),
        range=(0.0, 1.0),
        paper="Ding et al., IEEE TPAMI 44(5), 2022",
        checkpoints=(DISTS, VGG16),
    ),
    _features(
        name="piq_content",
        title="Content distance (VGG16, piq)",
        build=named("piq_content"),
        paper="Gatys, Ecker and Bethge, arXiv 1508.06576, equation 1",
        min_side=4,
        checkpoints=(VGG16,),
        family=Family.LEARNED,
    ),
    _features(
        name="piq_style",
        title="Style distance (VGG16, piq)",
        build=named("piq_style"),
        paper="Gatys, Ecker and Bethge, arXiv 1508.06576, equation 4",
        min_side=4,
        checkpoints=(VGG16,),
        family=Family.LEARNED,
    ),
    piq_row(
        name="piq_pieapp",
        title="PieAPP (piq)",
        paper="Prashnani et al., CVPR 2018",
        factory=f"{_DEEP}:PiqPieApp",
        better=Better.LOWER,
        range=(None, None),
        min_side=64,
        checkpoints=(PIEAPP,),
    ),
    piq_row(
        name="piq_brisque",
        title="BRISQUE (piq)",
        paper="Mittal, Moorthy and Bovik, IEEE TIP 21(12), 2012",
        kind=Kind.NR,
        factory=f"{_DEEP}:PiqBrisque",
        better=Better.LOWER,
        range=(None, None),
        channel="Y",
        min_side=12,
        undefined_when="the picture is flat, or its statistics cannot be estimated",
        checkpoints=(BRISQUE,),
    ),
    piq_row(
        name="piq_clipiqa",
        title="CLIP-IQA (piq)",
        paper="Wang, Chan and Loy, AAAI 2023",
        kind=Kind.NR,
        factory=f"{_DEEP}:PiqClipIqa",
        min_side=31,
        checkpoints=(TOKENS, CLIP_RN50),
    ),
)
