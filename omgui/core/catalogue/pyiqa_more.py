"""Rows of pyiqa's further metrics: other training data, aesthetics, faces, special purposes.

Names are pyiqa's, but where a metric of the older tool has the name already. Numbers are those of
pyiqa 0.1.16; see ``docs/metrics_left_out.md`` for what is not here.
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
from omgui.core.catalogue.pyiqa_variants import FORMULAS, TOPIQ_PAPER, VARIANTS
from omgui.core.metric_spec import Batching, Better, Family, MetricSpec

_FACE_PAPER = "Chen et al., CVPR Workshops 2024 (CGFIQA)"
_SMALL = 224  # a smaller picture has no patch

_matlab = partial(
    statistics,
    channel="Y",
    batching=Batching.ONE_BY_ONE,
    undefined_when="the picture has no texture to take statistics of",
    family=Family.VARIANT,
)

_STATISTICS = (
    no_reference(
        name="entropy",
        title="Entropy of grey levels",
        factory="omgui.engine.kernels.entropy:entropy",
        better=Better.NEITHER,
        range=(0.0, 8.0),
        score_unit="bit",
        channel="Y",
        paper="Shannon, Bell System Technical Journal 27(3), 1948",
        code="own kernel; numbers of pyiqa 0.1.16",
        licence="MIT",
        packages=(),
        family=Family.DESCRIPTIVE,
    ),
    statistics(
        name="piqe",
        title="PIQE",
        factory=f"{LIBRARIES}.pyiqa_more:PiqeMetric",
        range=(0.0, 100.0),
        channel="Y",
        min_side=16,
        batching=Batching.ONE_BY_ONE,
        undefined_when="the picture is of one colour: it has no block to look at",
        paper="Venkatanath et al., National Conference on Communications 2015",
    ),
    _matlab(
        name="niqe_matlab",
        title="NIQE (model of MATLAB)",
        build=named("niqe_matlab"),
        min_side=96,
        paper="Mittal, Soundararajan and Bovik, IEEE SPL 20(3), 2013",
        checkpoints=(files.NIQE_MATLAB,),
    ),
    _matlab(
        name="brisque_matlab",
        title="BRISQUE (model of MATLAB)",
        build=named("brisque_matlab"),
        min_side=13,
        paper="Mittal, Moorthy and Bovik, IEEE TIP 21(12), 2012",
        checkpoints=(files.BRISQUE_MATLAB,),
    ),
)

_LEARNED = (
    *(
        no_reference(
            name=f"arniqa{suffix}",
            title=f"ARNIQA ({title})",
            build=named(f"arniqa{suffix}"),
            min_side=2,
            paper="Agnolucci et al., WACV 2024",
            checkpoints=(files.ARNIQA, file),
            family=Family.VARIANT if suffix else Family.LEARNED,
        )
        for suffix, title, file in (
            ("", "KonIQ", files.ARNIQA_KONIQ),
            ("-live", "LIVE", files.ARNIQA_LIVE),
            ("-csiq", "CSIQ", files.ARNIQA_CSIQ),
            ("-tid", "TID2013", files.ARNIQA_TID),
            ("-kadid", "KADID", files.ARNIQA_KADID),
            ("-clive", "CLIVE", files.ARNIQA_CLIVE),
            ("-flive", "FLIVE", files.ARNIQA_FLIVE),
            ("-spaq", "SPAQ", files.ARNIQA_SPAQ),
        )
    ),
    *(
        no_reference(
            name=f"qualiclip{suffix}",
            title=title,
            factory=f"{LIBRARIES}.pyiqa_more:QualiClipMetric",
            build=named(f"qualiclip{suffix}"),
            range=(0.0, 1.0),
            min_side=31,
            paper="Agnolucci, Galteri and Bertini, arXiv 2403.11176",
            packages=CLIP,
            checkpoints=checkpoints,
            family=Family.VARIANT if "-" in suffix else Family.LEARNED,
        )
        for suffix, title, checkpoints in (
            ("", "QualiCLIP (no opinion scores)", (files.QUALICLIP,)),
            ("+", "QualiCLIP+ (KonIQ)", (files.QUALICLIP, files.QUALICLIP_KONIQ)),
            ("+-clive", "QualiCLIP+ (CLIVE)", (files.QUALICLIP, files.QUALICLIP_CLIVE)),
            ("+-flive", "QualiCLIP+ (FLIVE)", (files.QUALICLIP, files.QUALICLIP_FLIVE)),
            ("+-spaq", "QualiCLIP+ (SPAQ)", (files.QUALICLIP, files.QUALICLIP_SPAQ)),
        )
    ),
    *(
        no_reference(
            name=name,
            title=title,
            factory=f"{LIBRARIES}.pyiqa_more:LiqeMetric",
            build=named(name),
            range=(1.0, 5.0),
            min_side=_SMALL,
            batching=Batching.ONE_BY_ONE,  # 15 patches
            paper="Zhang et al., CVPR 2023",
            packages=CLIP,
            checkpoints=(file,),
        )
        for name, title, file in (
            ("liqe", "LIQE (KonIQ)", files.LIQE_KONIQ),
            ("liqe_mix", "LIQE (six datasets)", files.LIQE_MIX),
        )
    ),
    no_reference(
        name="maclip",
        title="MA-CLIP",
        factory=f"{LIBRARIES}.pyiqa_more:MaclipMetric",
        build=named("maclip"),
        min_side=_SMALL,
        batching=Batching.ONE_BY_ONE,
        paper="Liao et al., arXiv 2511.09948",
        packages=CLIP,
        checkpoints=(files.CLIP_RN50,),
    ),
    no_reference(
        name="metaiqa",
        title="MetaIQA",
        factory=f"{LIBRARIES}.pyiqa_more:MetaIqaMetric",
        build=named("metaiqa"),
        range=(0.0, 1.0),
        paper="Zhu et al., CVPR 2020",
        checkpoints=(files.METAIQA,),
    ),
    no_reference(
        name="wadiqam_nr",
        title="WaDIQaM-NR (KonIQ)",
        build=named("wadiqam_nr"),
        min_side=33,
        paper="Bosse et al., IEEE TIP 27(1), 2018",
        checkpoints=(files.WADIQAM_NR,),
    ),
    no_reference(
        name="afine_nr",
        title="A-FINE, naturalness term",
        factory=f"{LIBRARIES}.pyiqa_more:AfineNaturalness",
        build=named("afine_nr"),
        better=Better.LOWER,
        range=(-2.0, 2.0),
        batching=Batching.ONE_BY_ONE,
        paper="Chen et al., CVPR 2025",
        checkpoints=(files.AFINE,),
    ),
)

_PURPOSES = (
    no_reference(
        name="uranker",
        title="URanker (under water)",
        build=named("uranker"),
        paper="Guo et al., AAAI 2023",
        packages=(*TIMM, "einops"),
        checkpoints=(files.URANKER,),
        family=Family.SPECIAL,
    ),
    no_reference(
        name="laion_aes",
        title="LAION aesthetic predictor",
        build=named("laion_aes"),
        paper="Schuhmann et al., NeurIPS 2022 (LAION-5B), its aesthetic predictor",
        packages=CLIP,
        checkpoints=(files.LAION_AES, files.CLIP_VIT_L14),
        family=Family.AESTHETIC,
    ),
    no_reference(
        name="topiq_iaa",
        title="TOPIQ aesthetics (AVA, Swin)",
        build=named("topiq_iaa"),
        range=(1.0, 10.0),
        paper=TOPIQ_PAPER,
        packages=TOPIQ,
        checkpoints=(files.TOPIQ_IAA,),
        family=Family.AESTHETIC,
    ),
    no_reference(
        name="topiq_iaa_res50",
        title="TOPIQ aesthetics (AVA, ResNet-50)",
        build=named("topiq_iaa_res50"),
        range=(1.0, 10.0),
        paper=TOPIQ_PAPER,
        packages=TOPIQ,
        checkpoints=(files.TOPIQ_IAA_RES50,),
        family=Family.AESTHETIC,
    ),
    *(
        no_reference(
            name=name,
            title=title,
            factory=f"{LIBRARIES}.pyiqa_faces:FaceMetric",
            build=named(name),
            batching=Batching.ONE_BY_ONE,
            undefined_when="no face was found",
            paper=paper,
            packages=TOPIQ,
            checkpoints=(file, files.FACE_DETECTION),
            family=Family.FACE,
        )
        for name, title, paper, file in (
            ("topiq_nr-face", "TOPIQ-NR faces (CGFIQA)", _FACE_PAPER, files.TOPIQ_FACE),
            (
                "topiq_nr_swin-face",
                "TOPIQ-NR faces (CGFIQA, Swin)",
                _FACE_PAPER,
                files.TOPIQ_FACE_SWIN,
            ),
            (
                "topiq_nr-face-v1",
                "TOPIQ-NR faces (GFIQA)",
                "Su et al., IEEE TMM 26, 2024 (GFIQA-20k); network as TOPIQ",
                files.TOPIQ_FACE_V1,
            ),
        )
    ),
)

ROWS: tuple[MetricSpec, ...] = (*FORMULAS, *_STATISTICS, *_LEARNED, *_PURPOSES, *VARIANTS)
