"""What the engine asks of a worker and what a worker answers, as validated JSON lines."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from omgui.core.metric_spec import OptionValue
from omgui.core.problems import Problem


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScoreTask(_Message):
    """One score to compute: the row of the store, the metric, and where to go on."""

    id: int
    metric: str
    options: dict[str, OptionValue] = {}
    start_frame: int = 0


def pack_features(vector: NDArray[np.float64]) -> str:
    """Return features as they travel."""
    packed = np.ascontiguousarray(vector, dtype="<f4").tobytes()
    return base64.b64encode(packed).decode("ascii")


class FileTask(_Message):
    """A file of the group."""

    name: str
    path: str


class PairTask(_Message):
    """A distorted file against the group's reference.

    Attributes:
        file: Index of the distorted file in the group.
        mode: How frames are mapped; ``None`` for images.
        offset: Distorted frame i + ``offset`` is shown with reference frame i.
        set_files: Indices of the files whose shortest length rules the mapping; in the older
            tool's compatibility mode the whole set, else only the file itself.
        scores: What to compute.
    """

    file: int
    mode: str | None = None
    offset: int = 0
    set_files: tuple[int, ...] = ()
    scores: tuple[ScoreTask, ...]


class SingleTask(_Message):
    """A file scored without reference."""

    file: int
    scores: tuple[ScoreTask, ...]


class GroupTask(_Message):
    """Files that are decoded together: one reference, its distorted files, no-reference scores.

    Attributes:
        type: Tag.
        id: Number of the group in this run.
        media: ``img`` or ``vid``.
        files: Every file that takes part.
        reference: Index of the reference among them, if there is one.
        pairs: Full-reference work.
        singles: No-reference work.
        device: ``cpu``, ``cuda:0``, ``mps``.
        threads: Threads for the arithmetic.
        kept_bytes: What may be kept of a frame for the next file that needs it, all metrics
            together; ``None`` where the memory of the device is not known.
        scores_damaged: Whether damaged videos are scored (and flagged) instead of refused.
        as_older_tool: Whether readers are tried in the order of the older tool.
        pass_metrics: The metrics of the pass over the dataset that the group belongs to, where
            there is more than one pass; models of others may be forgotten.
    """

    type: Literal["group"] = "group"
    id: int
    media: Literal["img", "vid"]
    files: tuple[FileTask, ...]
    reference: int | None = None
    pairs: tuple[PairTask, ...] = ()
    singles: tuple[SingleTask, ...] = ()
    device: str = "cpu"
    threads: int = 1
    kept_bytes: int | None = None
    scores_damaged: bool = False
    as_older_tool: bool = False
    pass_metrics: tuple[str, ...] = ()

    def narrowed(self, keep: Callable[[ScoreTask], ScoreTask | None]) -> GroupTask:
        """Return the group with only those scores for which ``keep`` returns a task."""

        def kept(scores: tuple[ScoreTask, ...]) -> tuple[ScoreTask, ...]:
            return tuple(new for new in map(keep, scores) if new is not None)

        pairs = [pair.model_copy(update={"scores": kept(pair.scores)}) for pair in self.pairs]
        singles = [work.model_copy(update={"scores": kept(work.scores)}) for work in self.singles]
        return self.model_copy(
            update={
                "pairs": tuple(pair for pair in pairs if pair.scores),
                "singles": tuple(work for work in singles if work.scores),
            }
        )

    def score_ids(self) -> list[int]:
        """Return the ids of all scores of the group."""
        scores = [work.scores for work in self.pairs] + [work.scores for work in self.singles]
        return [score.id for some in scores for score in some]


class Control(_Message):
    """A word to the worker in between."""

    type: Literal["control"] = "control"
    word: Literal["pause", "resume", "stop"]


class Ready(_Message):
    """The worker has its libraries and begins; one that dies before that is no fault of a file."""

    type: Literal["ready"] = "ready"


class Began(_Message):
    """A score's item was opened; ``frames`` is what the container declares."""

    type: Literal["began"] = "began"
    scores: tuple[int, ...]
    frames: int | None = None


class Chunk(_Message):
    """Scores of consecutive frames; float64 little-endian in base64, NaN = undefined."""

    type: Literal["chunk"] = "chunk"
    score: int
    first_frame: int
    data: str

    @staticmethod
    def of(score: int, first_frame: int, values: NDArray[np.float64]) -> Chunk:
        """Pack frame scores exactly."""
        packed = base64.b64encode(np.ascontiguousarray(values, dtype="<f8").tobytes())
        return Chunk(score=score, first_frame=first_frame, data=packed.decode("ascii"))

    def values(self) -> NDArray[np.float64]:
        """Return the frame scores."""
        return np.frombuffer(base64.b64decode(self.data), dtype="<f8").astype(np.float64)


class Done(_Message):
    """A score is complete, or cannot be computed.

    Attributes:
        type: Tag.
        score: Row of the store.
        value: For scores without frame scores in the store (images): the number. Else ``None``
            and the engine pools what it stored.
        frames_expected: Frames that should have a score.
        problem: Why there is none (severity error), or why it is flagged (warning).
        provenance: How the number was made.
        seconds: Time the metric took.
        features: What a feature extractor gave, float32 little-endian in base64.
    """

    type: Literal["done"] = "done"
    score: int
    value: float | None = None
    frames_expected: int = 0
    problem: Problem | None = None
    provenance: dict[str, OptionValue | list[str]] = {}
    seconds: float = 0.0
    features: str = ""

    def vector(self) -> NDArray[np.float32] | None:
        """Return the features, ``None`` where there are none."""
        if not self.features:
            return None
        return np.frombuffer(base64.b64decode(self.features), dtype="<f4").astype(np.float32)


class Restart(_Message):
    """The frame scores sent so far rest on a wrong frame count; they will be sent again."""

    type: Literal["restart"] = "restart"
    score: int


class Told(_Message):
    """Something for the log."""

    type: Literal["told"] = "told"
    message: str


class Alive(_Message):
    """A sign of life of a worker whose work takes long."""

    type: Literal["alive"] = "alive"


class GroupDone(_Message):
    """Everything of the group was answered."""

    type: Literal["group_done"] = "group_done"
    id: int


ToWorker = GroupTask | Control
FromWorker = Ready | Began | Chunk | Done | Restart | Told | Alive | GroupDone
TO_WORKER: TypeAdapter[ToWorker] = TypeAdapter(Annotated[ToWorker, Field(discriminator="type")])
FROM_WORKER: TypeAdapter[FromWorker] = TypeAdapter(
    Annotated[FromWorker, Field(discriminator="type")]
)
