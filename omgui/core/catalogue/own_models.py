"""Rows of the learned metrics built here, and of what extracts features from pictures.

Their checkpoints are the authors' files at the addresses from which the older tool fetches them,
under its folders; sizes are those of the tensors.
"""

from __future__ import annotations

from types import MappingProxyType

from omgui.core.metric_spec import Better, Checkpoint, Family, Kind, MetricSpec

_MODELS = "omgui.engine.models"
_OURS = "own network from the paper; numbers of objective-metrics 1.2.2"
_SPAQ_PAPER = "Fang et al., CVPR 2020"
_SPAQ_FOLDER = "SPAQ"
_SPAQ_SIDE = 224  # one patch


ROWS: tuple[MetricSpec, ...] = (
    MetricSpec(
        name="spaq-bl",
        title="SPAQ baseline (BL)",
        kind=Kind.NR,
        factory=f"{_MODELS}.spaq:Spaq",
        build=MappingProxyType({"form": "bl"}),
        better=Better.HIGHER,
        range=(None, None),
        min_side=_SPAQ_SIDE,
        paper=_SPAQ_PAPER,
        code=_OURS,
        licence="MIT",
        checkpoints=(
            Checkpoint(
                "BL_release.pt",
                "gdrive:13ZHXKtL9RaGTlpm6qPlBZ_S1YxBOJ0gw",
                size_bytes=94_300_000,
                folder=_SPAQ_FOLDER,
            ),
        ),
        packages=("torchvision",),
        family=Family.LEARNED,
    ),
    MetricSpec(
        name="spaq-mta",
        title="SPAQ with attributes (MT-A)",
        kind=Kind.NR,
        factory=f"{_MODELS}.spaq:Spaq",
        build=MappingProxyType({"form": "mta"}),
        # quality: the first of six outputs, as the authors' demonstration has it. all: the mean of
        # quality and five attributes (brightness, colourfulness, contrast, noisiness, sharpness).
        options=MappingProxyType({"attributes": "quality"}),
        compat_options=MappingProxyType({"attributes": "all"}),
        better=Better.HIGHER,
        range=(None, None),
        min_side=_SPAQ_SIDE,
        paper=_SPAQ_PAPER,
        code=_OURS,
        licence="MIT",
        checkpoints=(
            Checkpoint(
                "MT-A_release.pt",
                "gdrive:16tXAF-oi9YddYHV2ea3kIWMSe_g65X45",
                size_bytes=94_400_000,
                folder=_SPAQ_FOLDER,
            ),
        ),
        packages=("torchvision",),
        family=Family.LEARNED,
    ),
    MetricSpec(
        name="spaq-mts",
        title="SPAQ with scenes (MT-S)",
        kind=Kind.NR,
        factory=f"{_MODELS}.spaq:Spaq",
        build=MappingProxyType({"form": "mts"}),
        better=Better.HIGHER,
        range=(None, None),
        min_side=_SPAQ_SIDE,
        paper=_SPAQ_PAPER,
        code=_OURS,
        licence="MIT",
        checkpoints=(
            Checkpoint(
                "MT-S_release.pt",
                "gdrive:1IgTxDEl3VoAaKz7GhIJHLpySfy0axm56",
                size_bytes=188_800_000,
                folder=_SPAQ_FOLDER,
            ),
        ),
        packages=("torchvision",),
        family=Family.LEARNED,
    ),
    MetricSpec(
        name="koncept512",
        title="KonCept512",
        kind=Kind.NR,
        factory=f"{_MODELS}.koncept:KonCept512",
        better=Better.HIGHER,
        range=(None, None),
        paper="Hosu et al., IEEE TIP 29, 2020",
        code=_OURS,
        licence="MIT",
        checkpoints=(
            Checkpoint(
                "KonCept512.pth",
                "gdrive-folder:1N6pRJVBOWv2UuASiAxmgt1tFADa6W56U/KonCept512.pth",
                size_bytes=240_000_000,
                folder="KonCept512",
            ),
        ),
        packages=("torchvision", "timm"),
        family=Family.LEARNED,
    ),
    MetricSpec(
        name="linearity",
        title="LinearityIQA",
        kind=Kind.NR,
        factory=f"{_MODELS}.linearity:Linearity",
        # own: the line fitted to the output in use, as the authors corrected it in August 2023.
        # last: that of an auxiliary output, as before; ranks are the same, numbers are not.
        options=MappingProxyType({"mapping": "own"}),
        compat_options=MappingProxyType({"mapping": "last"}),
        better=Better.HIGHER,
        range=(None, None),
        paper="Li et al., ACM Multimedia 2020",
        code=_OURS,
        licence="MIT",
        checkpoints=(
            Checkpoint(
                "p1q2plus0.1variant.pth",
                "gdrive-folder:1cLW6eMibPl9GJWvRB4WTszc1JgfWcgJc/p1q2plus0.1variant.pth",
                size_bytes=363_000_000,
                folder="Linearity",
            ),
        ),
        packages=("torchvision",),
        family=Family.LEARNED,
    ),
    MetricSpec(
        name="unique",
        title="UNIQUE",
        kind=Kind.NR,
        factory=f"{_MODELS}.unique:Unique",
        better=Better.HIGHER,
        range=(None, None),
        paper="Zhang et al., IEEE TIP 30, 2021",
        code=_OURS,
        licence="MIT",
        checkpoints=(
            Checkpoint(
                "model.pt",
                "gdrive-folder:1d_FYZb8XRBeq_WNqf8bKxuOCNgLUirfN/model.pt",
                size_bytes=89_000_000,
                folder="UNIQUE",
                aliases=("UNIQUE.pt",),
            ),
        ),
        packages=("torchvision",),
        family=Family.LEARNED,
    ),
)

FEATURE_EXTRACTORS: tuple[MetricSpec, ...] = (
    MetricSpec(
        name="inception_v3",
        title="Inception-v3, 2048 features",
        kind=Kind.NR,
        factory=f"{_MODELS}.inception_features:InceptionFeatures",
        better=Better.NEITHER,
        range=(0.0, None),
        features=2048,
        family=Family.DESCRIPTIVE,
        checkpoints=(
            Checkpoint(
                "inception_v3_google-0cc3c7bd.pth",
                "https://download.pytorch.org/models/inception_v3_google-0cc3c7bd.pth",
                size_bytes=108_950_000,
                sha256="0cc3c7bd",
                backbone=True,
                licence="BSD-3-Clause (torchvision); trained on ImageNet",
            ),
        ),
        packages=("torchvision",),
        paper="Szegedy et al., CVPR 2016",
        code="torchvision",
        licence="BSD-3-Clause",
    ),
)
