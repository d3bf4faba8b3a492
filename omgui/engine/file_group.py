"""Metrics that read the video files themselves, through another program."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from omgui.core.catalogue import Catalogue
from omgui.core.frame_mapping import Mode, Shift, no_overlap
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.words import sentence
from omgui.engine import trouble, vmaf
from omgui.engine.answers import Answers
from omgui.engine.decode.container import Container, read_container
from omgui.engine.decode.files import read_head
from omgui.engine.decode.refusals import refuse_hopeless
from omgui.engine.decode.verify import verify_with_ffmpeg
from omgui.engine.decode.video import open_video
from omgui.engine.ffmpeg import find_ffmpeg
from omgui.engine.tasks import FileTask, GroupTask, PairTask, ScoreTask


@dataclass(frozen=True)
class _Entry:
    """One score that is to be computed."""

    pair: PairTask
    score: ScoreTask
    contender: vmaf.Contender


def score_files(task: GroupTask, catalogue: Catalogue, answers: Answers) -> None:
    """Score all pairs of a group that have such metrics.

    Args:
        task: A group narrowed to metrics of unit *file*.
        catalogue: The metrics.
        answers: Where scores go.
    """
    FileGroup(task, catalogue, answers).run()


class FileGroup:
    """Distorted videos that are compared with one reference by another program.

    Args:
        task: The group.
        catalogue: The metrics.
        answers: Where scores go.
    """

    def __init__(self, task: GroupTask, catalogue: Catalogue, answers: Answers) -> None:
        self._task = task
        self._catalogue = catalogue
        self._answers = answers
        self._reference_frames: int | None = None

    def run(self) -> None:
        """Answer every score."""
        for pair in self._task.pairs:
            self._answers.began(pair.scores, None)
        try:
            reference = _facts(self._reference, "reference") if self._task.pairs else None
        except ProblemError as error:
            for pair in self._task.pairs:
                self._refuse(pair, error.problem)
            return
        if reference is not None:
            entries = [
                entry for pair in self._task.pairs for entry in self._entries(pair, reference)
            ]
            self._score(reference, entries)

    @property
    def _reference(self) -> FileTask:
        return self._task.files[self._task.reference or 0]

    def _decoded_reference(self) -> int:
        """Return how many frames the reference has, 0 if it cannot be decoded."""
        if self._reference_frames is None:
            try:
                reader = open_video(Path(self._reference.path), env=os.environ)
            except ProblemError:
                self._reference_frames = 0
                return 0
            try:
                while reader.read() is not None:
                    self._answers.checkpoint()
                self._reference_frames = reader.frames_read
            except ProblemError:
                self._reference_frames = reader.frames_read
            finally:
                reader.close()
        return self._reference_frames

    def _may_be_cut(self, contender: vmaf.Contender, reference: vmaf.VideoFacts) -> bool:
        """Whether scores may end before the reference although its header tells their number.

        A header that tells too few frames may tell just those of a distorted video that is too
        short. An index is no such promise: it lists the frames one by one.
        """
        if contender.mode is Mode.REPEAT_LAST or contender.facts.fps != reference.fps:
            return False
        path = Path(self._reference.path)
        container = read_container(path, read_head(path))
        return container.kind is not Container.MP4 or container.promised_frames is None

    def _refuse(self, pair: PairTask, problem: Problem) -> None:
        for score in pair.scores:
            self._answers.done(score.id, problem=problem)

    def _entries(self, pair: PairTask, reference: vmaf.VideoFacts) -> list[_Entry]:
        file = self._task.files[pair.file]
        specs = [self._catalogue[score.metric] for score in pair.scores]
        sizes = [trouble.too_small(spec, reference.width, reference.height) for spec in specs]
        problem = next((size for size in sizes if size is not None), None)
        if problem is not None:
            self._refuse(pair, problem)
            return []
        try:
            facts = _facts(file, "distorted video")
        except ProblemError as error:
            self._refuse(pair, error.problem)
            return []
        shift = Shift(pair.offset)
        problem = no_overlap(shift, reference.declared_frames, facts.declared_frames)
        if problem is not None:
            self._refuse(pair, problem)
            return []
        contender = vmaf.Contender(Path(file.path), facts, Mode(pair.mode), shift)
        return [_Entry(pair, score, contender) for score in pair.scores]

    def _score(self, reference: vmaf.VideoFacts, entries: list[_Entry]) -> None:
        """Score entries together; one by one where ffmpeg is not content with all of them."""
        if not entries:
            return
        started = time.perf_counter()
        try:
            scores = vmaf.score(
                (Path(self._reference.path), reference),
                [entry.contender for entry in entries],
                threads=self._task.threads,
                checkpoint=self._answers.checkpoint,
            )
        except ProblemError as error:
            for entry in entries:
                self._answers.done(entry.score.id, problem=error.problem)
            return
        except vmaf.FfmpegFailedError as error:
            if len(entries) == 1:
                self._fail(entries[0], error)
            else:
                self._score_each(reference, entries)
            return
        if scores[0].complaint and len(entries) > 1:
            self._score_each(reference, entries)
            return
        seconds = (time.perf_counter() - started) / len(entries)
        for entry, found in zip(entries, scores, strict=True):
            self._tell(entry, found, reference, seconds)

    def _score_each(self, reference: vmaf.VideoFacts, entries: list[_Entry]) -> None:
        for entry in entries:
            self._score(reference, [entry])

    def _fail(self, entry: _Entry, error: vmaf.FfmpegFailedError) -> None:
        file = self._task.files[entry.pair.file]
        self._answers.told(f"ffmpeg failed on {file.name}: {error.said}")
        problem = _damage((self._reference, file), self._answers.checkpoint) or _failed(error)
        self._answers.done(entry.score.id, problem=problem)

    def _tell(
        self, entry: _Entry, found: vmaf.VmafScores, reference: vmaf.VideoFacts, seconds: float
    ) -> None:
        file = self._task.files[entry.pair.file]
        problem = None
        shift = entry.contender.shift
        is_short = found.frames_expected != len(found.frames)
        expected = found.frames_expected
        if is_short or self._may_be_cut(entry.contender, reference):
            # Headers lie: what the reference really has is known by decoding it.
            decoded = self._decoded_reference()
            if decoded:
                there = len(found.frames) + shift.distorted_skip
                expected = shift.expected(entry.contender.mode, decoded, there)
        if found.complaint or is_short:
            if found.complaint:
                self._answers.told(f"ffmpeg on {file.name}: {found.complaint}")
            problem = _damage((self._reference, file), self._answers.checkpoint)
            if problem is not None and self._task.scores_damaged:
                problem = replace(problem, severity=Severity.WARNING)
        self._answers.restart(entry.score.id)
        self._answers.frames(entry.score.id, shift.reference_skip, found.frames)
        self._answers.done(
            entry.score.id,
            value=found.mean,
            frames_expected=expected,
            problem=problem or _rate(reference, entry.contender.facts, entry.contender.mode),
            provenance={
                "ffmpeg": found.version,
                "filters": found.command,
                "model": "built-in default of libvmaf (vmaf_v0.6.1)",
                "device": "cpu",
                "mode": entry.contender.mode.value,
                **({"offset": shift.frames} if shift.frames else {}),
            },
            seconds=seconds,
        )


def _facts(file: FileTask, role: str) -> vmaf.VideoFacts:
    """Read what the filters depend on, after the same refusals as for every other metric."""
    path = Path(file.path)
    try:
        refuse_hopeless(path, read_container(path, read_head(path)))
        return vmaf.video_facts(path)
    except ProblemError as error:
        found = error.problem
        message = f"The {role} cannot be used: {found.message}"
        raise ProblemError(replace(found, message=message)) from error


def _damage(files: tuple[FileTask, FileTask], checkpoint: Callable[[], None]) -> Problem | None:
    """Ask ffmpeg which of the two files is damaged, and how."""
    for file, role in zip(files, ("reference", "distorted video"), strict=True):
        damage = verify_with_ffmpeg(Path(file.path), find_ffmpeg(), checkpoint=checkpoint)
        if damage is not None:
            return Problem(
                "video-damaged",
                f"The {role} cannot be used: {sentence(damage)}",
                "Replace the file by an intact copy, or set 'damaged_videos: score' under "
                "'omgui:'.",
            )
    return None


def _failed(error: vmaf.FfmpegFailedError) -> Problem:
    return Problem(
        "vmaf-failed",
        f"ffmpeg gave no VMAF scores (exit code {error.code}).",
        "What it said is in the log of the dataset.",
    )


def _rate(reference: vmaf.VideoFacts, distorted: vmaf.VideoFacts, mode: Mode) -> Problem | None:
    """Flag a change of frame rate that nobody asked for by a mode."""
    if reference.fps == distorted.fps or mode is Mode.REPEAT_EACH:
        return None
    return Problem(
        "frame-rates-differ",
        f"The frame rates differ ({reference.fps:g} and {distorted.fps:g}); for VMAF the distorted "
        "video was converted, which blends neighbouring frames.",
        "Check that the two belong together, or choose the mode repeat_each.",
        severity=Severity.WARNING,
    )
