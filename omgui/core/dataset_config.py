"""The content of WORKSPACE/datasets_configs/NAME.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from omgui.core.clip_settings import ClipSettings
from omgui.core.metric_spec import Kind, Media, MetricSpec, OptionValue
from omgui.core.yaml_text import yaml_text

METRIC_KEYS: Mapping[Media, Mapping[str, Kind]] = {
    Media.IMAGE: {"fr_metrics": Kind.FR, "nr_metrics": Kind.NR},
    Media.VIDEO: {
        "fr_iqa_metrics": Kind.FR,
        "nr_iqa_metrics": Kind.NR,
        "fr_vqa_metrics": Kind.FR,
        "nr_vqa_metrics": Kind.NR,
    },
}
FEATURE_KEYS: Mapping[Media, str] = {
    Media.IMAGE: "feature_extractors",
    Media.VIDEO: "image_feature_extractors",
}
OMGUI_KEY = "omgui"
OFFSET_LIMIT = 1_000_000  # frames; nine hours of film
_NAME_BYTES_LIMIT = 150  # of the 255 that file systems allow, with room for the metric
_WINDOWS_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\.|$)", re.I)


def _usable_path(path: str) -> str:
    if not path.strip():
        raise ValueError("is empty", "Write '.' for the workspace itself.")
    if "\0" in path or not _is_text(path):
        raise ValueError("contains characters that no path can have", "Write it again.")
    return path


def usable_prefix(name: str) -> str:
    """Check what the names of result files begin with, so that they fit every system."""
    bad = re.search(r'[\x00-\x1f<>:"/\\|?*]', name)
    if bad:
        message = f"contains {bad[0]!r}, which not every system allows in the name of a file"
        raise ValueError(message, "Use '-' or '_' instead.")
    if not name.strip() or not _is_text(name):
        raise ValueError("is empty or is not text", "Write what result files are to begin with.")
    if len(name.encode()) > _NAME_BYTES_LIMIT:
        raise ValueError(f"is longer than {_NAME_BYTES_LIMIT} bytes", "Shorten it.")
    if _WINDOWS_DEVICE.match(name):
        raise ValueError("is the name of a device on Windows", "Put another word before it.")
    return name


def _mapping(value: object) -> object:
    if not isinstance(value, dict):
        hint = "Remove it; the wizard writes it."
        raise ValueError("has a 'pairing' that holds no keys", hint)  # noqa: TRY004  # for pydantic
    return value


def _views(value: object) -> object:
    if not isinstance(value, list | tuple):
        hint = "Remove it; the window writes it."
        raise ValueError("has 'views' that are no list", hint)  # noqa: TRY004  # for pydantic
    return value


def _is_text(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)


PathText = Annotated[str, AfterValidator(_usable_path)]
Names = tuple[str, ...]


class FrameOffset(BaseModel):
    """A pair of videos that do not begin with the same picture.

    Attributes:
        reference: Path of the reference as listed.
        distorted: Path of the distorted video as listed.
        frames: Distorted frame i + ``frames`` is shown with reference frame i: positive where the
            distorted video has extra frames at the beginning, negative where it lacks some.

    Keys of other versions are kept when the file is written back.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    reference: Annotated[str, AfterValidator(_usable_path)]
    distorted: Annotated[str, AfterValidator(_usable_path)]
    frames: Annotated[int, Field(strict=True, ge=-OFFSET_LIMIT, le=OFFSET_LIMIT)]


class OmguiSettings(BaseModel):
    """What a dataset asks of omgui beyond the keys of the older tool.

    Attributes:
        compatibility: Whose values to reproduce; ``None`` for the authors' definitions.
        device: As ``--device``; ``None`` to choose.
        workers: Processes that score; ``None`` or ``auto`` to choose.
        damaged_videos: Whether a video that breaks off is refused or scored as far as it goes.
        offsets: Pairs of videos that do not begin with the same picture.
        clips: How metrics of whole clips are asked.
        pairing: How the lists were made, as :class:`omgui.core.pairing.settings.PairingSettings`
            reads it; kept as it is.
        views: How its table is shown, as :func:`omgui.core.results.views.read_views` reads them;
            kept as they are.
        unknown: Keys of other versions, kept when the file is written back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    compatibility: Literal["objective-metrics-1.2"] | None = None
    device: str | None = None
    workers: Annotated[int, Field(strict=True, ge=1)] | Literal["auto"] | None = None
    damaged_videos: Literal["refuse", "score"] = "refuse"
    offsets: tuple[FrameOffset, ...] = ()
    clips: ClipSettings = ClipSettings()
    pairing: Annotated[dict[Any, Any], BeforeValidator(_mapping)] = {}
    views: Annotated[tuple[Any, ...], BeforeValidator(_views)] = ()
    unknown: dict[Any, Any] = {}

    @property
    def is_compatible(self) -> bool:
        """Whether the older tool's values are to be reproduced."""
        return self.compatibility is not None

    def options(self, spec: MetricSpec) -> dict[str, OptionValue]:
        """Return the options in force for a metric."""
        return {**spec.options_for(is_compatible=self.is_compatible), **self.clips.options(spec)}


class DatasetConfig(BaseModel):
    """The content of NAME.yaml.

    Attributes:
        type: Images or videos.
        dataset_pth: Folder of the files; a relative one is relative to the workspace.
        dataset_name: What the names of result files begin with.
        output: Folder of the results, relative to the workspace.
        logs_output: File of the log, relative to the workspace.
        unknown: Keys of other tools and versions, kept when the file is written back.

    The other fields are the lists of metric names under their keys, and omgui's own settings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Media
    dataset_pth: PathText
    dataset_name: Annotated[str, AfterValidator(usable_prefix)]
    output: PathText
    logs_output: PathText
    fr_metrics: Names = ()
    nr_metrics: Names = ()
    fr_iqa_metrics: Names = ()
    nr_iqa_metrics: Names = ()
    fr_vqa_metrics: Names = ()
    nr_vqa_metrics: Names = ()
    feature_extractors: Names = ()
    image_feature_extractors: Names = ()
    omgui: OmguiSettings = OmguiSettings()
    unknown: dict[Any, Any] = {}


CONFIG_KEYS = tuple(key for key in DatasetConfig.model_fields if key != "unknown")
OMGUI_KEYS = tuple(key for key in OmguiSettings.model_fields if key != "unknown")
MANDATORY_KEYS = tuple(key for key in CONFIG_KEYS if DatasetConfig.model_fields[key].is_required())


def metric_key(spec: MetricSpec, media: Media) -> str | None:
    """Return the key that a metric is listed under; ``None`` if it does not fit the media."""
    if media not in spec.media:
        return None
    prefix = spec.kind.value.lower()
    if media is Media.IMAGE:
        return f"{prefix}_metrics"
    return f"{prefix}_{'iqa' if Media.IMAGE in spec.media else 'vqa'}_metrics"


def dump_config(config: DatasetConfig) -> str:
    """Return the text of NAME.yaml: mandatory keys, lists, settings, then what is unknown.

    Reading it gives an equal configuration. Empty lists are left out, since the older tool needs
    the list file even for an empty list. Comments of an earlier file are not kept.
    """
    values: dict[Any, Any] = {}
    for key in CONFIG_KEYS:
        value = getattr(config, key)
        if isinstance(value, Media):
            values[key] = value.value
        elif isinstance(value, tuple) and value:
            values[key] = list(value)
        elif isinstance(value, str):
            values[key] = value
    settings = config.omgui.model_dump(exclude_unset=True, exclude={"unknown"})
    settings |= config.omgui.unknown
    if settings:
        values[OMGUI_KEY] = settings
    values |= config.unknown
    return yaml_text(values)
