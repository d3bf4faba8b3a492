"""VMAF through ffmpeg's libvmaf: argument lists, no shell; a reference is decoded once."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omgui.core.frame_mapping import NO_SHIFT, Mode, Shift
from omgui.core.problems import Problem, ProblemError
from omgui.engine import children
from omgui.engine.ffmpeg import ffmpeg_version, find_ffmpeg, has_libvmaf, no_window_flags

THREADS_VARIABLE = "VMAF_N_THREADS"
_LOG = "vmaf{}.json"  # relative to a folder of its own: no path ever enters the filter string
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
class Contender:
    """A distorted video that is to be compared with the reference."""

    path: Path
    facts: VideoFacts
    mode: Mode
    shift: Shift = NO_SHIFT


@dataclass(frozen=True)
class VmafScores:
    """Scores of one pair.

    Attributes:
        mean: Pooled by libvmaf, six decimals.
        frames: Of each frame, six decimals.
        frames_expected: How many there should be.
        complaint: What ffmpeg complained about, empty if nothing.
        command: Filter graph that was used.
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


def filter_graph(reference: VideoFacts, contender: Contender, number: int, threads: int) -> str:
    """Return the filter graph of the older tool, which decides the numbers.

    The distorted video is brought to the reference's frame rate (``framerate`` blends) and size
    (bicubic). ``repeat_last`` goes on with the last frame, the other modes end with the shorter.
    Frames that an offset leaves out are cut off first.

    Args:
        reference: Of ffmpeg's input 0.
        contender: The distorted video.
        number: Its input of ffmpeg, from 1.
        threads: For libvmaf.
    """
    distorted = contender.facts
    steps = _cut(contender.shift.distorted_skip)
    if distorted.fps != reference.fps:
        steps += f"framerate={reference.fps},"
    if (distorted.width, distorted.height) != (reference.width, reference.height):
        steps += f"scale={reference.width}:{reference.height}:flags=bicubic,setsar=1,"
    end = "repeatlast=1" if contender.mode is Mode.REPEAT_LAST else "shortest=1"
    return (
        f"[0:v]{_cut(contender.shift.reference_skip)}setpts=PTS-STARTPTS[reference];"
        f"[{number}:v]{steps}setpts=PTS-STARTPTS[distorted];"
        f"[distorted][reference]libvmaf=n_threads={threads}:{end}"
        f":log_fmt=json:log_path={_LOG.format(number)}"
    )


def _cut(frames: int) -> str:
    # By number, not by time. What follows sees a video that begins at 0, like one cut before.
    return f"trim=start_frame={frames},setpts=PTS-STARTPTS," if frames else ""


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


def score(
    reference: tuple[Path, VideoFacts],
    contenders: Sequence[Contender],
    *,
    threads: int,
    checkpoint: Callable[[], None],
) -> list[VmafScores]:
    """Score distorted videos against one reference in one process.

    Each has a filter graph of its own, fed by one decoder of the reference: the graphs run side by
    side, and the numbers are those of separate processes.

    Args:
        reference: The reference video and its facts.
        contenders: The distorted videos.
        threads: For libvmaf, where the environment does not say.
        checkpoint: Called while waiting; what it raises ends ffmpeg.

    Returns:
        The scores of each contender. What ffmpeg complained about may concern any of them.

    Raises:
        FfmpegFailedError: There are no scores, for whichever of the videos it was.
        ProblemError: ``vmaf-unavailable``, ``bad-environment``, ``ffmpeg-missing``.
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
    count = vmaf_threads(threads)
    graphs = [
        filter_graph(reference[1], contender, number, count)
        for number, contender in enumerate(contenders, start=1)
    ]
    paths = [reference[0], *(contender.path for contender in contenders)]
    with tempfile.TemporaryDirectory(prefix="omgui-vmaf-") as folder:
        said = _run(_command(ffmpeg, paths, graphs), Path(folder), checkpoint)
        logs = [
            _read_log(Path(folder) / _LOG.format(number), said)
            for number in range(1, len(contenders) + 1)
        ]
    return [
        VmafScores(
            mean,
            frames,
            _expected(reference[1], contender, len(frames)),
            said,
            graph,
            ffmpeg_version(ffmpeg),
        )
        for (mean, frames), contender, graph in zip(logs, contenders, graphs, strict=True)
    ]


def _expected(reference: VideoFacts, contender: Contender, scored: int) -> int:
    """Return how many frames there should be scores of."""
    shift = contender.shift
    there = scored + shift.distorted_skip
    declared = shift.expected(contender.mode, reference.declared_frames, there)
    if reference.declared_frames <= 0:
        return scored
    is_converted = reference.fps != contender.facts.fps
    return scored if is_converted and abs(declared - scored) <= _CONVERSION_SLACK else declared


def _command(ffmpeg: Path, paths: Sequence[Path], graphs: Sequence[str]) -> list[str]:
    # "file:" keeps ffmpeg from reading a name as an option or as another protocol.
    inputs = [word for path in paths for word in ("-i", f"file:{path.absolute()}")]
    filters = [word for graph in graphs for word in ("-filter_complex", graph)]
    quiet = ["-hide_banner", "-nostdin", "-v", "error"]
    return [str(ffmpeg), *quiet, *inputs, *filters, "-f", "null", "-"]


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
