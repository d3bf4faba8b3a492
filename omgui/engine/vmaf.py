"""VMAF through ffmpeg's libvmaf: one ffmpeg process per pair, argument lists, no shell."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omgui.core.frame_mapping import Mode
from omgui.core.problems import Problem, ProblemError
from omgui.engine import children
from omgui.engine.ffmpeg import ffmpeg_version, find_ffmpeg, has_libvmaf, no_window_flags

THREADS_VARIABLE = "VMAF_N_THREADS"
_LOG = "vmaf.json"  # relative to a folder of its own: no path ever enters the filter string
_POLL_S = 0.05
_SAID = 2000  # characters of its complaints that are kept
_CONVERSION_SLACK = 2  # frames that a change of frame rate may lose at the end


class FfmpegFailedError(Exception):
    """Ffmpeg gave no scores.

    Args:
        code: Its exit code.
        said: The end of what it said.
    """

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"exit code {code}: {said}")
        self.code = code
        self.said = said


@dataclass(frozen=True)
class VideoFacts:
    """What the filter chain depends on, as OpenCV reads it from the container."""

    fps: float
    width: int
    height: int
    declared_frames: int


@dataclass(frozen=True)
class VmafScores:
    """Scores of one pair.

    Attributes:
        mean: Pooled by libvmaf, six decimals.
        frames: Of each frame, six decimals.
        frames_expected: How many there should be.
        complaint: What ffmpeg complained about, empty if nothing.
        command: Filter chain that was used.
        version: Of ffmpeg.
    """

    mean: float
    frames: NDArray[np.float64]
    frames_expected: int
    complaint: str
    command: str
    version: str


def video_facts(path: Path) -> VideoFacts:
    """Read frame rate (rounded to 2 decimals, as the older tool compares it) and size.

    Raises:
        ProblemError: ``not-a-video``.
    """
    import cv2  # noqa: PLC0415  # one decoder per process, and only when it is needed

    capture = cv2.VideoCapture(str(path))
    try:
        facts = VideoFacts(
            fps=round(float(capture.get(cv2.CAP_PROP_FPS)), 2),
            width=int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
            height=int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
            declared_frames=int(capture.get(cv2.CAP_PROP_FRAME_COUNT)),
        )
    finally:
        capture.release()
    if facts.width < 1 or facts.height < 1:
        raise ProblemError(
            Problem(
                "not-a-video",
                "The file is not a video that can be read.",
                "Play it to see whether it is damaged, and replace it.",
                str(path),
            )
        )
    return facts


def filter_chain(reference: VideoFacts, distorted: VideoFacts, mode: Mode, threads: int) -> str:
    """Return the filter graph of the older tool, which decides the numbers.

    The distorted video is brought to the reference's frame rate (``framerate`` blends) and size
    (bicubic). ``repeat_last`` goes on with the last frame, the other modes end with the shorter.
    """
    steps = ""
    if distorted.fps != reference.fps:
        steps += f"framerate={reference.fps},"
    if (distorted.width, distorted.height) != (reference.width, reference.height):
        steps += f"scale={reference.width}:{reference.height}:flags=bicubic,setsar=1,"
    end = "repeatlast=1" if mode is Mode.REPEAT_LAST else "shortest=1"
    return (
        "[0:v]setpts=PTS-STARTPTS[reference];"
        f"[1:v]{steps}setpts=PTS-STARTPTS[distorted];"
        f"[distorted][reference]libvmaf=n_threads={threads}:{end}"
        f":log_fmt=json:log_path={_LOG}"
    )


def vmaf_threads(default: int) -> int:
    """Return the threads for libvmaf, from ``VMAF_N_THREADS`` if it is set.

    Raises:
        ProblemError: ``bad-environment``: it is no positive whole number.
    """
    text = os.environ.get(THREADS_VARIABLE, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise ProblemError(
            Problem(
                "bad-environment",
                f"{THREADS_VARIABLE} is '{text}', which is no positive whole number.",
                f"Set it to the number of threads, e.g. {THREADS_VARIABLE}=2, or remove it.",
            )
        )
    return int(text)


def score_pair(
    videos: tuple[Path, Path],
    facts: tuple[VideoFacts, VideoFacts],
    mode: Mode,
    *,
    threads: int,
    checkpoint: Callable[[], None],
) -> VmafScores:
    """Score one pair of videos.

    Args:
        videos: The reference and the distorted video.
        facts: Theirs.
        mode: How frames are paired.
        threads: For libvmaf, where the environment does not say.
        checkpoint: Called while waiting; what it raises ends ffmpeg.

    Raises:
        FfmpegFailedError: There are no scores.
        ProblemError: ``vmaf-unavailable``, ``bad-environment``.
    """
    ffmpeg = find_ffmpeg()
    if not has_libvmaf(ffmpeg):
        raise ProblemError(
            Problem(
                "vmaf-unavailable",
                f"{ffmpeg} was built without libvmaf.",
                "Install imageio-ffmpeg, whose ffmpeg has it, or name one in OMGUI_FFMPEG.",
            )
        )
    chain = filter_chain(*facts, mode, vmaf_threads(threads))
    with tempfile.TemporaryDirectory(prefix="omgui-vmaf-") as folder:
        said = _run(_command(ffmpeg, *videos, chain), Path(folder), checkpoint)
        mean, frames = _read_log(Path(folder) / _LOG, said)
    expected = facts[0].declared_frames if facts[0].declared_frames > 0 else len(frames)
    if facts[0].fps != facts[1].fps and abs(expected - len(frames)) <= _CONVERSION_SLACK:
        expected = len(frames)
    return VmafScores(mean, frames, expected, said, chain, ffmpeg_version(ffmpeg))


def _command(ffmpeg: Path, reference: Path, distorted: Path, chain: str) -> list[str]:
    # "file:" keeps ffmpeg from reading a name as an option or as another protocol.
    inputs = ["-i", f"file:{reference.absolute()}", "-i", f"file:{distorted.absolute()}"]
    quiet = ["-hide_banner", "-nostdin", "-v", "error"]
    return [str(ffmpeg), *quiet, *inputs, "-lavfi", chain, "-f", "null", "-"]


def _run(command: list[str], folder: Path, checkpoint: Callable[[], None]) -> str:
    """Run ffmpeg; return what it complained about, empty if nothing.

    Raises:
        FfmpegFailedError: It ended with an error.
    """
    complaints = folder / "stderr.txt"
    with complaints.open("wb") as stderr:
        process = subprocess.Popen(  # an argument list, no shell
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            creationflags=no_window_flags(),
        )
        children.add(process)
        try:
            while process.poll() is None:
                checkpoint()
                time.sleep(_POLL_S)
        finally:
            children.discard(process)
            if process.poll() is None:
                process.kill()
                process.wait()
    said = complaints.read_text("utf-8", "replace").strip()
    if process.returncode != 0:
        raise FfmpegFailedError(process.returncode, said[-_SAID:])
    return said[:_SAID]


def _read_log(path: Path, said: str) -> tuple[float, NDArray[np.float64]]:
    try:
        log = json.loads(path.read_text("utf-8"))
        frames = np.array([shot["metrics"]["vmaf"] for shot in log["frames"]], dtype=np.float64)
        mean = float(log["pooled_metrics"]["vmaf"]["mean"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FfmpegFailedError(0, said) from error
    return mean, frames
