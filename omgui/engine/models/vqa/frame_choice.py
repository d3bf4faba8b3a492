"""Which frames of a clip are looked at, by their numbers from 0, in the order of use.

A number may occur several times: short clips begin again from their start.
"""

from __future__ import annotations

from omgui.engine.models.vqa.draws import Draw, drawn

RUN = 32  # frames that the networks take at once


def fast_vqa_frames(count: int, runs: int) -> list[int]:
    """Return runs of 32 consecutive frames, spread evenly: what FAST-VQA and FasterVQA look at.

    Args:
        count: Frames of the clip.
        runs: 4 for FAST-VQA; 1, from the middle, for FasterVQA.
    """
    step = max(count - RUN + 1, 0) / runs
    starts = [int(run * step + step / 2) for run in range(runs)]
    return [(start + frame) % count for start in starts for frame in range(RUN)]


def dover_technical_frames(count: int, draw: Draw) -> list[int]:
    """Return three runs of 32 frames, every second one, each from a third of the clip."""
    return _spread(count, 3, RUN, draw, "time-technical")


def dover_aesthetic_frames(count: int, draw: Draw) -> list[int]:
    """Return 32 single frames, each from one of 32 parts of the clip.

    Below 32 frames the parts have no length, and all of them are the first frame; so in the
    original.
    """
    return _spread(count, RUN, 1, draw, "time-aesthetic")


def _spread(count: int, parts: int, run: int, draw: Draw, name: str) -> list[int]:
    """Return a run of frames, 2 apart, from each part of a clip, beginning somewhere in it."""
    length = count // parts
    offsets = drawn(draw, name, (parts,), length - 2 * run)
    return [
        (length * part + int(offset) + 2 * frame) % count
        for part, offset in enumerate(offsets)
        for frame in range(run)
    ]
