"""Saying in plain words why a video cannot be opened."""

from __future__ import annotations

from pathlib import Path

from omgui.core.problems import ProblemError
from omgui.engine.decode.container import Container, ContainerFacts
from omgui.engine.decode.files import problem

NO_FRAME = "opens the file but delivers no frame"
_NOT_VIDEOS = {Container.IMAGE: "a picture", Container.TEXT: "text"}


def refuse_hopeless(path: Path, facts: ContainerFacts) -> None:
    """Refuse what the header alone shows not to be a video.

    Raises:
        ProblemError: ``not-a-video``, ``no-video-stream`` or ``video-incomplete``.
    """
    if facts.kind in _NOT_VIDEOS:
        raise problem(
            "not-a-video",
            f"The file contains {_NOT_VIDEOS[facts.kind]}, not a video.",
            "Check that the path names the right file.",
            path,
        )
    if not facts.has_video:
        raise _without_video(path)
    if not facts.has_index:
        raise problem(
            "video-incomplete",
            "The file ends before its index (moov), so no frame can be found in it.",
            "The copy or the recording was interrupted: copy or export it again.",
            path,
        )


def explain_failure(path: Path, facts: ContainerFacts, passed_over: list[str]) -> ProblemError:
    """Return the problem to raise when no reader delivers a first frame.

    Args:
        path: The file.
        facts: What its header says.
        passed_over: What each reader said.
    """
    reasons = "; ".join(passed_over)
    if "matches no streams" in reasons:
        return _without_video(path)
    if facts.ends_early or (NO_FRAME in reasons and not facts.promised_frames):
        return problem(
            "no-frames",
            "The video has no frame that can be decoded.",
            "Check the file with a player, or export it again.",
            path,
        )
    if facts.kind is Container.OTHER:
        return problem(
            "not-a-video",
            "The file is not a video, or of a kind that no decoder here knows.",
            "Check the file with a player.",
            path,
        )
    return problem(
        "video-undecodable",
        f"No decoder here can decode this {facts.kind.value} file.",
        _advice(passed_over),
        path,
    )


def _advice(passed_over: list[str]) -> str:
    if len(passed_over) == 1:  # USE_CV2
        return "Unset USE_CV2, so that other decoders are tried."
    return "Convert it, for example to H.264."


def _without_video(path: Path) -> ProblemError:
    return problem(
        "no-video-stream",
        "The file has sound or other data, but no video.",
        "Check that the path names the right file.",
        path,
    )
