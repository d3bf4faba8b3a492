"""VMAF of videos whose headers lie about their length: what counts is what can be decoded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.common import assert_flagged
from tests.workspaces import Finished, Workspace

FRAMES = 12
SHORT = 7
LIES = {"longer": 20, "shorter": 7}  # frames that the header declares
FPS = 25
REFERENCES = ["ref.mkv", *(f"ref_{lie}.mkv" for lie in LIES)]


class Study:
    """A reference and its distorted videos, once honest and with every lie."""

    def __init__(self, workspace: Workspace) -> None:
        from tests import media_files, reference_clips

        folder = workspace.data
        shots = reference_clips.clip(f"ref{FRAMES}")
        media_files.encode(folder / "ref.mkv", shots, "ffv1")
        media_files.encode(folder / "low.mkv", shots, "ffv1", extra=("-vf", "gblur=sigma=2"))
        blurred = shots[:SHORT]
        media_files.encode(folder / "cut.mkv", blurred, "ffv1", extra=("-vf", "gblur=sigma=2"))
        for lie, frames in LIES.items():
            for name in ("ref", "low"):
                target = folder / f"{name}_{lie}.mkv"
                media_files.with_declared_length(folder / f"{name}.mkv", target, frames / FPS)
        lying = [f"low_{lie}.mkv" for lie in LIES]
        sets = [[["low.mkv", *lying, "cut.mkv"], "same"], [["cut.mkv"], "repeat_last"]]
        pairs = dict.fromkeys(REFERENCES, sets)
        workspace.dataset("lies", "vid", pairs=pairs, fr_vqa_metrics=["vmaf"])
        self.run: Finished = workspace.run("lies")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study(Workspace(tmp_path_factory.mktemp("lies") / "workspace"))


def test_headers_of_the_study_really_lie(study: Study, tmp_path: Path) -> None:
    from omgui.engine.vmaf import video_facts
    from tests import media_files, reference_clips

    honest = media_files.encode(tmp_path / "a.mkv", reference_clips.clip(f"ref{FRAMES}"), "ffv1")
    assert video_facts(honest).declared_frames == FRAMES
    for frames in LIES.values():
        lying = media_files.with_declared_length(honest, tmp_path / "b.mkv", frames / FPS)
        assert video_facts(lying).declared_frames == frames


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("distorted", ["low.mkv", *(f"low_{lie}.mkv" for lie in LIES)])
def test_whole_videos_are_scored_whole_whatever_their_headers_say(
    study: Study, reference: str, distorted: str
) -> None:
    event = study.run.of(distorted, "vmaf", reference)
    assert event.problem is None
    assert (event.frames_scored, event.frames_expected) == (FRAMES, FRAMES)
    assert event.score == study.run.of("low.mkv", "vmaf", "ref.mkv").score


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_short_video_is_flagged_with_the_frames_that_the_reference_really_has(
    study: Study, reference: str
) -> None:
    event = study.run.of("cut.mkv", "vmaf", reference, mode="same")
    assert_flagged(event, "fewer-frames")
    assert (event.frames_scored, event.frames_expected) == (SHORT, FRAMES)


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_short_video_that_repeats_its_last_frame_is_scored_to_the_real_end(
    study: Study, reference: str
) -> None:
    event = study.run.of("cut.mkv", "vmaf", reference, mode="repeat_last")
    assert event.problem is None
    assert (event.frames_scored, event.frames_expected) == (FRAMES, FRAMES)
