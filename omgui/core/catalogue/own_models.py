"""Rows of the learned metrics built here, and of what extracts features from pictures.

Their checkpoints are the authors' files at the addresses from which the older tool fetches them,
under its folders; sizes are those of the tensors.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from omgui.core.metric_spec import Better, Checkpoint, Family, Kind, MetricSpec, OptionValue

_MODELS = "omgui.engine.models"

_model = partial(
    MetricSpec,
    kind=Kind.NR,
    better=Better.HIGHER,
    range=(None, None),
    code="own network from the paper; numbers of objective-metrics 1.2.2",
    licence="MIT",
    packages=("torchvision",),
    family=Family.LEARNED,
)


def _spaq(
    form: str,
    title: str,
    file: Checkpoint,
    options: Mapping[str, OptionValue] = MappingProxyType({}),
    compat_options: Mapping[str, OptionValue] = MappingProxyType({}),
) -> MetricSpec:
    return _model(
        name=f"spaq-{form}",
        title=title,
        factory=f"{_MODELS}.spaq:Spaq",
        build=MappingProxyType({"form": form}),
        options=options,
        compat_options=compat_options,
        min_side=224,  # one patch
        paper="Fang et al., CVPR 2020",
        checkpoints=(file,),
    )


def _spaq_file(name: str, drive_id: str, size_bytes: int) -> Checkpoint:
    return Checkpoint(name, f"gdrive:{drive_id}", size_bytes=size_bytes, folder="SPAQ")


ROWS: tuple[MetricSpec, ...] = (
    _spaq(
        "bl",
        "SPAQ baseline (BL)",
        _spaq_file("BL_release.pt", "13ZHXKtL9RaGTlpm6qPlBZ_S1YxBOJ0gw", 94_300_000),
    ),
    _spaq(
        "mta",
        "SPAQ with attributes (MT-A)",
        _spaq_file("MT-A_release.pt", "16tXAF-oi9YddYHV2ea3kIWMSe_g65X45", 94_400_000),
        # quality: the first of six outputs, as the authors' demonstration has it. all: the mean of
        # quality and five attributes (brightness, colourfulness, contrast, noisiness, sharpness).
        options=MappingProxyType({"attributes": "quality"}),
        compat_options=MappingProxyType({"attributes": "all"}),
    ),
    _spaq(
        "mts",
        "SPAQ with scenes (MT-S)",
        _spaq_file("MT-S_release.pt", "1IgTxDEl3VoAaKz7GhIJHLpySfy0axm56", 188_800_000),
    ),
    _model(
        name="koncept512",
        title="KonCept512",
        factory=f"{_MODELS}.koncept:KonCept512",
        paper="Hosu et al., IEEE TIP 29, 2020",
        checkpoints=(
            Checkpoint(
                "KonCept512.pth",
                "gdrive-folder:1N6pRJVBOWv2UuASiAxmgt1tFADa6W56U/KonCept512.pth",
                size_bytes=240_000_000,
                folder="KonCept512",
            ),
        ),
        packages=("torchvision", "timm"),
    ),
    _model(
        name="linearity",
        title="LinearityIQA",
        factory=f"{_MODELS}.linearity:Linearity",
        # own: the line fitted to the output in use, as the authors corrected it in August 2023.
        # last: that of an auxiliary output, as before; ranks are the same, numbers are not.
        options=MappingProxyType({"mapping": "own"}),
        compat_options=MappingProxyType({"mapping": "last"}),
        paper="Li et al., ACM Multimedia 2020",
        checkpoints=(
            Checkpoint(
                "p1q2plus0.1variant.pth",
                "gdrive-folder:1cLW6eMibPl9GJWvRB4WTszc1JgfWcgJc/p1q2plus0.1variant.pth",
                size_bytes=363_000_000,
                folder="Linearity",
            ),
        ),
    ),
    _model(
        name="unique",
        title="UNIQUE",
        factory=f"{_MODELS}.unique:Unique",
        paper="Zhang et al., IEEE TIP 30, 2021",
        checkpoints=(
            Checkpoint(
                "model.pt",
                "gdrive-folder:1d_FYZb8XRBeq_WNqf8bKxuOCNgLUirfN/model.pt",
                size_bytes=89_000_000,
                folder="UNIQUE",
                aliases=("UNIQUE.pt",),
            ),
        ),
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
