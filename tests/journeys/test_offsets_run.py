"""An accepted offset, from the YAML to the tables: the scores of the pair that was cut to fit."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from omgui.core.events import FramesScored
from tests import media_files, reference_clips
from tests.workspaces import Command, Workspace

FRAMES = 40
METRICS = {
    "fr_iqa_metrics": ["psnr", "ssim"],
    "nr_iqa_metrics": ["si"],
    "fr_vqa_metrics": ["vmaf"],
    "nr_vqa_metrics": ["ti"],
}
# Distorted file, offset that makes it fit the reference, and the reference to which it was cut.
LATE, EARLY = ("late.mkv", 3, "ref.mkv"), ("early.mkv", -5, "ref_cut.mkv")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offsets")
    reference = reference_clips.clip(f"ref{FRAMES}")
    distorted = reference_clips.clip(f"blur1:{FRAMES}")
    clips = {
        "ref": reference,
        "ref_cut": reference[5:],
        "fits": distorted,
        "late": [*reference_clips.clip("noise20:3"), *distorted],
        "early": distorted[5:],
    }
    for name, frames in clips.items():
        media_files.encode(folder / f"{name}.mkv", frames, "lossless")
    return folder


@pytest.fixture
def studies(workspace: Workspace, clips: Path) -> Workspace:
    workspace.add(*clips.iterdir())
    workspace.dataset(
        "cut",
        "vid",
        pairs={
            "ref.mkv": [[["fits.mkv"], "same"]],
            "ref_cut.mkv": [[["early.mkv"], "same"]],
        },
        files=["late.mkv", "early.mkv"],
        **METRICS,
    )
    workspace.dataset(
        "shifted",
        "vid",
        pairs={"ref.mkv": [[["late.mkv", "early.mkv"], "same"]]},
        files=["late.mkv", "early.mkv"],
        omgui={
            "offsets": [
                {"reference": "ref.mkv", "distorted": name, "frames": frames}
                for name, frames, _ in (LATE, EARLY)
            ]
        },
        **METRICS,
    )
    return workspace


@pytest.mark.parametrize("workers", [1, 2])
def test_offset_scores_exactly_what_the_pair_scores_that_was_cut_to_fit(studies, workers) -> None:
    finished = studies.run("cut", "shifted", workers=workers)
    assert finished.code == 0
    assert finished.end.counts.flagged == 0
    for metric in ("psnr", "ssim", "vmaf"):
        expected = studies.column("cut", metric)
        assert studies.column("shifted", metric) == expected, metric  # equal to the last digit
        assert "nan" not in expected
    rows = {row["filename"]: row for row in studies.wide("shifted")}
    assert {name: row["mode"] for name, row in rows.items()} == {
        "late.mkv": "same+3",
        "early.mkv": "same-5",
    }
    assert rows["late.mkv"]["frames_expected"] == "40"
    assert rows["early.mkv"]["frames_expected"] == "35"
    assert all(row["frames_scored"] == row["frames_expected"] for row in rows.values())


def test_stored_scores_say_the_offset_and_count_frames_as_the_reference_does(studies) -> None:
    studies.run("shifted")
    command = [sys.executable, "-m", "omgui.cli.main", "scores", "shifted"]
    command += ["-C", str(studies.folder), "--format", "json"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    scores = [score for score in json.loads(said)["scores"] if score["reference"]]
    assert len(scores) == 6
    for score in scores:
        _, frames, _ = LATE if score["file"] == "late.mkv" else EARLY
        assert score["provenance"]["offset"] == frames
        assert score["mode"] == f"same{frames:+d}"
    command += ["--frames", "early.mkv"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    first = {score["metric"]: score["first_frame"] for score in json.loads(said)["scores"]}
    assert first == {"psnr": 5, "ssim": 5, "vmaf": 5, "si": 0, "ti": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupted_run_continues_in_the_middle_of_a_shifted_pair(studies) -> None:
    path = studies.configs / "shifted.yaml"
    path.write_text(path.read_text().replace('"psnr", "ssim"', '"mad"'))
    with Command(studies.command("shifted")) as command:
        for event in command.each():
            if isinstance(event, FramesScored) and event.metric == "mad":
                break
        command.process.send_signal(signal.SIGTERM)
        assert command.finish().code == 130
    seen: list[FramesScored] = []
    studies.run(
        "shifted", on_event=lambda e: seen.append(e) if isinstance(e, FramesScored) else None
    )
    again = sum(len(event.scores) for event in seen if event.metric == "mad")
    assert 0 < again < FRAMES + FRAMES - 5, "what was stored must not be computed again"
    continued = studies.tables("shifted")
    studies.run("shifted", is_fresh=True)
    assert studies.tables("shifted") == continued


def test_accepting_an_offset_computes_these_scores_anew_and_no_others(studies) -> None:
    studies.run("shifted")
    path = studies.configs / "shifted.yaml"
    path.write_text(path.read_text().replace('"frames": 3', '"frames": 2'))
    again = studies.run("shifted")
    # All but the three full-reference scores of one file are kept.
    assert again.started[0].kept == again.started[0].scores - 3
    assert studies.wide("shifted")[0]["mode"] == "same+2"


def test_check_says_what_an_offset_does(studies) -> None:
    command = [sys.executable, "-m", "omgui.cli.main", "check", "shifted", "--json"]
    command += ["-C", str(studies.folder)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert "same+3" in done.stdout or "3 frames" in done.stdout, done.stdout + done.stderr
    assert "distorted-longer" not in done.stdout
    assert "frames-differ" not in done.stdout


def test_offset_that_leaves_nothing_costs_only_its_pair(studies) -> None:
    path = studies.configs / "shifted.yaml"
    path.write_text(path.read_text().replace('"frames": 3', '"frames": 300'))
    finished = studies.run("shifted")
    assert finished.code == 1
    for metric in ("psnr", "ssim", "vmaf"):
        late, early = studies.column("shifted", metric)
        assert late == "nan"
        assert early != "nan"
        problem = finished.of("late.mkv", metric, "ref.mkv").problem
        assert problem.code == "no-overlap"
