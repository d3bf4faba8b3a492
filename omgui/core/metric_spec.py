"""What the program knows of a metric without importing it: one row of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

OptionValue = str | int | float | bool


class Kind(str, Enum):
    """Whether a metric needs the reference."""

    FR = "FR"
    NR = "NR"


class Unit(str, Enum):
    """What a metric looks at in one go."""

    FRAME = "frame"  # each frame, or pair of frames, by itself: images and videos
    STEP = "step"  # each frame of a video beside the one before it
    CLIP = "clip"  # a video, or a window of it, as a whole: one score
    FILE = "file"  # the video files themselves; decodes on its own


class Better(str, Enum):
    """Direction of a score."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # describes, does not judge


class Batching(str, Enum):
    """Whether several frames in one call give the scores of single calls."""

    SAME_SIZE = "same_size"
    ONE_BY_ONE = "one_by_one"


class Media(str, Enum):
    """What a metric can be asked about."""

    IMAGE = "img"
    VIDEO = "vid"


class Family(str, Enum):
    """Where a picker lists a metric, so that a long catalogue stays readable."""

    CLASSIC = "classic"  # formulas on pixels, no weights
    STATISTICAL = "statistics"  # natural scene statistics with a small fitted model
    LEARNED = "learned"  # deep networks trained on opinion scores
    AESTHETIC = "aesthetics"
    FACE = "faces"
    SPECIAL = "special purpose"  # under water, colour difference …
    VARIANT = "variants"  # other training data or another library's version of a metric
    DESCRIPTIVE = "descriptive"  # says something of the content, judges nothing


@dataclass(frozen=True)
class Checkpoint:
    """A weights file that a metric needs.

    Attributes:
        file: Official file name.
        url: Where its publisher offers it: ``https://…``, ``gdrive:ID`` for a file of Google Drive,
            ``gdrive-folder:ID/NAME`` for one in a folder there.
        size_bytes: Its size, 0 where unknown.
        sha256: Its checksum in hexadecimal digits, or its first digits; empty where the publisher
            gives none.
        backbone: Whether it is a general backbone that the metric's own file completes.
        folder: Its folder below the weights folder, where file names alone are ambiguous; that of
            the older tool where it has one.
        aliases: Other names under which the same file is published.
        licence: Terms of the weights, empty where the publisher names none.
        size_is_exact: Whether the size is the publisher's, not an estimate from the parameters.
    """

    file: str
    url: str
    size_bytes: int = 0
    sha256: str = ""
    backbone: bool = False
    folder: str = ""
    aliases: tuple[str, ...] = ()
    licence: str = ""
    size_is_exact: bool = False


@dataclass(frozen=True)
class ErrorMap:
    """Where in a frame a full-reference score comes from.

    Attributes:
        factory: ``"module:attribute"`` of a function of a pair of frames; empty where the metric,
            built, has a method ``error_map``.
        low: What the darkest colour stands for: no error.
        high: What the brightest colour stands for; ``None`` for the largest value of the map.
        title: What the values are.
    """

    title: str
    low: float
    high: float | None
    factory: str = ""


def _no_options() -> Mapping[str, OptionValue]:
    return MappingProxyType({})


@dataclass(frozen=True)
class MetricSpec:
    """One metric.

    Attributes:
        name: Name in configurations and file names; that of the older tool where it has one.
        title: Name for people.
        kind: Full- or no-reference.
        unit: What it looks at in one go.
        better: Direction of the score.
        range: Lowest and highest score that can occur, ``None`` where unbounded.
        ideal: FR: the score of a frame against itself. ``None`` for NR.
        score_unit: Unit of the score, e.g. ``dB``; empty for a pure number.
        channel: What of the picture it sees: ``Y``, ``RGB``, ``YIQ`` …
        min_side: Shortest side in pixels below which the definition fails.
        min_frames: Fewest frames that a video must have.
        history: Frames before the current one that the score of a frame depends on.
        batching: Whether frames may share a call.
        deterministic: False for metrics that draw random patches. The draw is fixed; of metrics of
            whole clips, several can be asked for.
        undefined_when: When the definition gives no number, for the message of the problem.
        media: What it can be asked about.
        factory: ``"module:attribute"``; a function of frames, or a class to build.
        options: Options that change the score, at their default.
        compat_options: The same where ``compatibility: objective-metrics-1.2`` is set.
        build: Fixed keyword arguments of the factory class; no choice of a person's.
        checkpoints: Weights files, backbones included; without those that a library fetches only
            to overwrite them.
        packages: Importable Python packages that it needs beyond those of every installation.
        family: Where a picker lists it.
        compat_resizes_reference: Whether the older tool brings the reference to the size of the
            distorted picture, not the other way round.
        part_of: Name of the metric of whole clips whose model gives this score beside its own;
            empty for a metric of its own. Whoever asks for that one gets its parts, too.
        features: Numbers that a feature extractor gives for each file instead of a score; 0 for
            metrics.
        version: Raised when a score changes, so that stored scores are not mixed.
        about: What it measures and what for, in two sentences; says nothing that the program uses.
        error_map: How its error is shown on the frame, where it can be.
        paper: Where the metric was published.
        code: Whose implementation defines the numbers.
        licence: Licence of that implementation.
    """

    name: str
    title: str
    kind: Kind
    factory: str
    better: Better
    range: tuple[float | None, float | None]
    paper: str
    code: str
    licence: str
    unit: Unit = Unit.FRAME
    ideal: float | None = None
    score_unit: str = ""
    channel: str = "RGB"
    min_side: int = 1
    min_frames: int = 1
    history: int = 0
    batching: Batching = Batching.SAME_SIZE
    deterministic: bool = True
    undefined_when: str = ""
    media: tuple[Media, ...] = (Media.IMAGE, Media.VIDEO)
    options: Mapping[str, OptionValue] = field(default_factory=_no_options)
    compat_options: Mapping[str, OptionValue] = field(default_factory=_no_options)
    build: Mapping[str, OptionValue] = field(default_factory=_no_options)
    checkpoints: tuple[Checkpoint, ...] = ()
    packages: tuple[str, ...] = ()
    family: Family = Family.CLASSIC
    compat_resizes_reference: bool = False
    part_of: str = ""
    features: int = 0
    version: int = 1
    about: str = field(default="", repr=False, compare=False)
    error_map: ErrorMap | None = None

    @property
    def model(self) -> str:
        """Name of the metric whose model gives its score: its own, or what it is a part of."""
        return self.part_of or self.name

    @property
    def model_bytes(self) -> int:
        """Memory that its weights take, from the sizes of their files.

        Parts of one score share theirs: see :func:`omgui.core.passes.model_sizes`.
        """
        return sum(checkpoint.size_bytes for checkpoint in self.checkpoints)

    def options_for(self, *, is_compatible: bool) -> dict[str, OptionValue]:
        """Return the options in force, with or without the older tool's values."""
        return {**self.options, **(self.compat_options if is_compatible else {})}
