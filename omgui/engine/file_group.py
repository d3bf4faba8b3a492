"""Metrics that read the video files themselves: each pair is a process of its own."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from omgui.core.catalogue import Catalogue
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.engine import verdict, vmaf
from omgui.engine.answers import Answers
from omgui.engine.decode.container import read_container
from omgui.engine.decode.files import read_head
from omgui.engine.decode.refusals import refuse_hopeless
from omgui.engine.decode.verify import verify_with_ffmpeg
from omgui.engine.ffmpeg import find_ffmpeg
from omgui.engine.tasks import FileTask, GroupTask, PairTask, ScoreTask


def score_files(task: GroupTask, catalogue: Catalogue, answers: Answers) -> None:
    """Score all pairs of a group that have such metrics.

    Args:
        task: A group narrowed to metrics of unit *file*.
        catalogue: The metrics.
        answers: Where scores go.
    """
    for pair in task.pairs:
        answers.checkpoint()
        answers.began(pair.scores, None)
        for score in pair.scores:
            try:
                _score(task, pair, score, catalogue[score.metric], answers)
            except ProblemError as error:
                answers.done(score.id, problem=error.problem)


def _score(
    task: GroupTask, pair: PairTask, score: ScoreTask, spec: MetricSpec, answers: Answers
) -> None:
    started = time.perf_counter()
    files = task.files[task.reference or 0], task.files[pair.file]
    mode = Mode(pair.mode)
    facts = [
        _facts(file, role)
        for file, role in zip(files, ("reference", "distorted video"), strict=True)
    ]
    problem = verdict.too_small(spec, facts[0].width, facts[0].height)
    if problem is not None:
        raise ProblemError(problem)
    try:
        found = vmaf.score_pair(
            (Path(files[0].path), Path(files[1].path)),
            (facts[0], facts[1]),
            mode,
            threads=task.threads,
            checkpoint=answers.checkpoint,
        )
    except vmaf.FfmpegFailedError as error:
        answers.told(f"ffmpeg failed on {files[1].name}: {error.said}")
        raise ProblemError(_damage(files) or _failed(error)) from error
    if found.complaint:
        answers.told(f"ffmpeg on {files[1].name}: {found.complaint}")
        problem = _damage(files)
        if problem is not None and task.scores_damaged:
            problem = replace(problem, severity=Severity.WARNING)
    answers.restart(score.id)
    answers.frames(score.id, 0, found.frames)
    answers.done(
        score.id,
        value=found.mean,
        frames_expected=found.frames_expected,
        problem=problem or _rate(facts[0], facts[1], mode),
        provenance={
            "ffmpeg": found.version,
            "filters": found.command,
            "model": "built-in default of libvmaf (vmaf_v0.6.1)",
            "device": "cpu",
            "mode": mode.value,
        },
        seconds=time.perf_counter() - started,
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


def _damage(files: tuple[FileTask, FileTask]) -> Problem | None:
    """Ask ffmpeg which of the two files is damaged, and how."""
    for file, role in zip(files, ("reference", "distorted video"), strict=True):
        damage = verify_with_ffmpeg(Path(file.path), find_ffmpeg())
        if damage is not None:
            return Problem(
                "video-damaged",
                f"The {role} cannot be used: {file.name}: {damage}.",
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
