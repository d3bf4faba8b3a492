"""Metrics that read the video files themselves: each pair is a process of its own."""

from __future__ import annotations

import time
from pathlib import Path

from omgui.core.catalogue import Catalogue
from omgui.core.frame_mapping import Mode
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.engine import vmaf
from omgui.engine.answers import Answers
from omgui.engine.tasks import GroupTask, PairTask, ScoreTask


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
                _score(task, pair, score, answers)
            except ProblemError as error:
                answers.done(score.id, problem=error.problem)


def _score(task: GroupTask, pair: PairTask, score: ScoreTask, answers: Answers) -> None:
    started = time.perf_counter()
    reference = task.files[task.reference or 0]
    distorted = task.files[pair.file]
    found = vmaf.score_pair(
        Path(reference.path),
        Path(distorted.path),
        Mode(pair.mode),
        threads=task.threads,
        checkpoint=answers.checkpoint,
    )
    answers.restart(score.id)
    answers.frames(score.id, 0, found.frames)
    problem = _damage(found, is_tolerated=task.scores_damaged)
    answers.done(
        score.id,
        value=found.mean,
        frames_expected=found.frames_expected,
        problem=problem,
        provenance={
            "ffmpeg": found.version,
            "filters": found.command,
            "model": "built-in default of libvmaf (vmaf_v0.6.1)",
            "device": "cpu",
            "mode": pair.mode or "",
        },
        seconds=time.perf_counter() - started,
    )


def _damage(found: vmaf.VmafScores, *, is_tolerated: bool) -> Problem | None:
    if not found.is_damaged:
        return None
    return Problem(
        "video-damaged",
        f"A decoder complained: {found.is_damaged}",
        "Replace the file by an intact copy, or set 'damaged_videos: score' under 'omgui:'.",
        severity=Severity.WARNING if is_tolerated else Severity.ERROR,
    )
