"""The way a person goes: files on a disk, ``omgui run``, CSV; compared with the older tool."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from omgui.core.events import DatasetStarted, FramesScored
from tests import media_files, reference_clips, reference_inputs
from tests.workspaces import Workspace

DATA = Path(__file__).parent.parent / "data"
GOLDENS = json.loads((DATA / "goldens_iqa.json").read_text())
FR = [metric for metric in GOLDENS["fr"] if metric != "mad"]
BASES = ("astronaut", "coffee", "disks_401x299", "tex_127x93")
COMPATIBLE = {"compatibility": "objective-metrics-1.2"}


def save(folder: Path, name: str) -> str:
    from PIL import Image

    file = f"{name}.png".replace("@", "_at_")
    Image.fromarray(reference_inputs.image(name)).save(folder / file)
    return file


@pytest.fixture
def golden_pictures(workspace: Workspace) -> dict[str, str]:
    """Save the pictures of the golden pairs; return the pair of each distorted file."""
    names: dict[str, str] = {}
    pairs: dict[str, list[str]] = {}
    for pair in GOLDENS["fr"]["psnr"]:
        reference, distorted = pair.split("|")
        if reference in BASES and not pair.endswith("@same"):
            file = save(workspace.data, distorted)
            pairs.setdefault(save(workspace.data, reference), []).append(file)
            names[file] = pair
    workspace.dataset(
        "old", "img", pairs=pairs, files=list(names), fr_metrics=FR, nr_metrics=["si", "cf"],
        omgui=COMPATIBLE,
    )  # fmt: skip
    workspace.dataset("new", "img", pairs=pairs, files=list(names), fr_metrics=["vif", "mdsi"])
    return names


def test_csv_of_images_equals_the_older_tool(workspace, golden_pictures) -> None:
    finished = workspace.run_as_command("old", workers=2)
    tolerances = GOLDENS["relative_tolerance"]
    compared = 0
    for metric in FR:
        relative = tolerances.get(metric, tolerances["default"])
        for file, value in workspace.table("old", metric):
            expected = GOLDENS["fr"][metric][golden_pictures[file]]
            if not isinstance(expected, float):
                assert value == "nan"  # smaller than the minimum, as the older tool found
                continue
            compared += 1
            assert float(value) == pytest.approx(expected, rel=relative, abs=1e-8), (metric, file)
    assert compared > 70
    assert finished.code == 1, "ms_ssim cannot score the smallest pictures"
    assert any("half2" in pair for pair in golden_pictures.values()), "one pair must be resized"
    assert "resized from" in workspace.log("old")


def test_compatible_and_default_scores_are_kept_apart(workspace, golden_pictures) -> None:
    workspace.run("new", "old", workers=2)
    default = dict(workspace.table("new", "vif"))
    old = dict(workspace.table("old", "vif"))
    assert all(default[file] != old[file] for file in golden_pictures)
    log = workspace.log("old")
    assert "objective-metrics 1.2" in log
    assert "vif" in log


@pytest.fixture
def golden_clips(workspace: Workspace) -> None:
    """The codec-free clips in a lossless codec, as the older tool's golden sets use them."""
    names = ("ref12", "blur1:12", "noise20:12", "blur1:5", "noise20:9")
    for name in names:
        path = workspace.data / f"{name.replace(':', '_')}.mkv"
        media_files.encode(path, reference_clips.clip(name), "lossless")
    workspace.dataset(
        "clips",
        "vid",
        pairs={
            "ref12.mkv": [
                [["blur1_12.mkv", "noise20_12.mkv"], "same"],
                [["blur1_5.mkv", "noise20_9.mkv"], "repeat_last"],
                [["blur1_5.mkv", "noise20_9.mkv"], "repeat_each"],
            ]
        },
        files=["ref12.mkv", "blur1_12.mkv"],
        fr_iqa_metrics=["psnr", "gmsd", "mdsi"],
        nr_iqa_metrics=["si", "cf"],
        nr_vqa_metrics=["ti"],
        omgui=COMPATIBLE,
    )


def test_csv_of_videos_equals_the_older_tool(workspace, golden_clips) -> None:
    goldens = json.loads((DATA / "goldens_video_modes.json").read_text())
    seen: list[FramesScored] = []
    finished = workspace.run(
        "clips", on_event=lambda e: seen.append(e) if isinstance(e, FramesScored) else None
    )
    assert finished.code == 0
    cases = {(tuple(c["dist"]), c["mode"]): c["scores"] for c in goldens["fr_iqa_video"]}
    expected = (
        cases[("blur1:12", "noise20:12"), "same"]
        + cases[("blur1:5", "noise20:9"), "repeat_last"]
        + cases[("blur1:5", "noise20:9"), "repeat_each"]
    )
    for place, metric in enumerate(("psnr", "gmsd", "mdsi")):
        column = [float(value) for value in workspace.column("clips", metric)]
        assert column == pytest.approx([scores[place] for scores in expected], rel=1e-5)
    for metric in ("si", "cf", "ti"):
        for file, value in workspace.table("clips", metric):
            golden = goldens["nr_video"]["ref12" if file.startswith("ref") else "blur1:12"]
            assert float(value) == pytest.approx(golden[metric], rel=1e-9)
    assert {len(row) > 0 for row in workspace.wide("clips")} == {True}
    assert sum(len(event.scores) for event in seen if event.metric == "ti") == 22


def test_vmaf_equals_ffmpeg_with_the_command_of_the_older_tool(workspace, clips) -> None:
    from omgui.engine.ffmpeg import find_ffmpeg

    workspace.add(*(clips / f"{name}.mp4" for name in ("ref", "good1", "short")))
    pairs = {"ref.mp4": [[["good1.mp4"], "same"], [["short.mp4"], "repeat_last"]]}
    workspace.dataset("v", "vid", pairs=pairs, fr_vqa_metrics=["vmaf"])
    finished = workspace.run("v")
    assert finished.code == 0
    printed = [
        _printed_vmaf(find_ffmpeg(), workspace.data, name, end)
        for name, end in (("good1.mp4", "shortest=1"), ("short.mp4", "repeatlast=1"))
    ]
    assert [float(value) for value in workspace.column("v", "vmaf")] == printed
    frames = [e for e in finished.events if isinstance(e, FramesScored)]
    assert [len(event.scores) for event in frames] == [12, 12]


def _printed_vmaf(ffmpeg: Path, folder: Path, name: str, end: str) -> float:
    """Run ffmpeg as the older tool does and read the number that it prints."""
    chain = (
        "[0:v]setpts=PTS-STARTPTS[reference];[1:v]setpts=PTS-STARTPTS[distorted];"
        f"[distorted][reference]libvmaf=n_threads=1:{end}"
    )
    said = subprocess.run(
        [ffmpeg, "-i", "ref.mp4", "-i", name, "-lavfi", chain, "-f", "null", "-"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    ).stderr.decode()
    return float(said.partition("VMAF score: ")[2].split()[0])


def test_second_run_computes_nothing_and_changes_nothing(workspace, pictures) -> None:
    workspace.add(*(pictures / f"{name}.png" for name in ("ref", "good1", "good2")))
    workspace.dataset(
        "p", "img", pairs={"ref.png": ["good1.png", "good2.png"]}, fr_metrics=["psnr", "ssim"]
    )
    first = workspace.run("p")
    tables = workspace.tables("p")
    second = workspace.run("p")
    assert second.started[0].kept == first.end.counts.computed == 4
    assert second.end.counts.computed == 0
    assert workspace.tables("p") == tables
    fresh = workspace.run("p", is_fresh=True)
    assert fresh.end.counts.computed == 4
    assert workspace.tables("p") == tables
    assert (workspace.output("p") / "p.omgui.before-fresh").exists()


def test_results_do_not_depend_on_workers(workspace, clips) -> None:
    workspace.add(*(clips / f"{name}.mp4" for name in ("ref", "good1", "good2")))
    keys = {
        "pairs": {"ref.mp4": [[["good1.mp4"], "same"], [["good2.mp4"], "same"]]},
        "files": ["ref.mp4", "good1.mp4"],
        "fr_iqa_metrics": ["psnr", "ssim", "fsim", "vif", "haarpsi"],
        "nr_iqa_metrics": ["si"],
        "nr_vqa_metrics": ["ti"],
    }
    for name in ("one", "two", "chosen"):
        workspace.dataset(name, "vid", **keys)
    workspace.run("one", workers=1)
    workspace.run("two", workers=2)
    started = workspace.run("chosen", workers=None).started
    assert isinstance(started[0], DatasetStarted)
    one, two, chosen = (list(workspace.tables(n).values()) for n in ("one", "two", "chosen"))
    assert one == two == chosen


def test_selected_metrics_are_computed_and_the_rest_is_left_alone(workspace, pictures) -> None:
    workspace.add(pictures / "ref.png", pictures / "good1.png")
    workspace.dataset(
        "p", "img", pairs={"ref.png": ["good1.png"]}, fr_metrics=["psnr", "ssim"]
    )  # fmt: skip
    finished = workspace.run("p", metrics=("psnr",))
    assert finished.code == 0
    assert set(workspace.tables("p")) == {"p_psnr.csv", "p_scores.csv"}
    wrong = workspace.run("p", metrics=("vif",))
    assert wrong.code == 2
    assert wrong.codes() == ["metric-not-in-dataset"]


def test_engine_process_speaks_the_same_events(workspace, pictures) -> None:
    from omgui.core import wire
    from omgui.core.events import RunFinished

    workspace.add(pictures / "ref.png", pictures / "good1.png")
    workspace.dataset("p", "img", pairs={"ref.png": ["good1.png"]}, fr_metrics=["psnr"])
    request = {"workspace": str(workspace.folder), "datasets": ["p"], "device": "cpu"}
    # stdin stays open: its end would mean that the window is gone.
    with subprocess.Popen(
        [sys.executable, "-m", "omgui.engine"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{json.dumps(request)}\npause\nresume\n")
        process.stdin.flush()
        events = [wire.decode(line) for line in process.stdout]
    assert process.returncode == 0
    assert isinstance(events[-1], RunFinished)
    assert events[-1].counts.computed == 1


def test_part_of_the_metrics_leaves_the_others_in_the_wide_table(workspace, pictures) -> None:
    workspace.add(pictures / "ref.png", pictures / "good1.png")
    workspace.dataset("p", "img", pairs={"ref.png": ["good1.png"]}, fr_metrics=["psnr", "ssim"])
    workspace.run("p")
    whole = workspace.wide("p")
    workspace.run("p", metrics=("psnr",), is_fresh=False)
    assert workspace.wide("p") == whole


def test_tables_of_another_tool_are_kept_also_for_a_metric_added_later(workspace, pictures) -> None:
    workspace.add(pictures / "ref.png", pictures / "good1.png")
    workspace.dataset("p", "img", pairs={"ref.png": ["good1.png"]}, fr_metrics=["psnr", "ssim"])
    workspace.output("p").mkdir()
    old = "filename,ssim\r\ngood1.png,0.5\r\n"
    (workspace.output("p") / "p_ssim.csv").write_text(old, newline="")
    workspace.run("p", metrics=("psnr",))
    workspace.run("p")
    kept = workspace.output("p") / "p_ssim.before-omgui.csv"
    assert kept.read_bytes() == old.encode()
    assert workspace.column("p", "ssim") != ["0.5"]
