"""Videos are held against their mode, their metrics and their own header."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.cli.check.reports import check, kinds, only
from tests.cli.workspaces import clip, configure


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    """Return a folder of clips that each test links into its dataset."""
    folder = tmp_path_factory.mktemp("clips")
    clip(folder / "r30.mp4", frames=30, fps=30)
    clip(folder / "d30.mp4", frames=30, fps=30)
    clip(folder / "d20.mp4", frames=20, fps=30)
    clip(folder / "d40.mp4", frames=40, fps=30)
    clip(folder / "half.mp4", frames=15, fps=15)
    clip(folder / "odd.mp4", frames=13, fps=13)
    clip(folder / "small.mp4", frames=30, size="96x88")
    clip(folder / "wide.mp4", frames=30, size="256x176")
    return folder


def videos(tmp_path, clips, pairs, *, files=(), more="", **metrics):
    """Configure a dataset ``v`` whose files are the clips it names."""
    names = {*files, *pairs}
    names |= {name for sets in pairs.values() for distorted, _ in sets for name in distorted}
    (tmp_path / "data").mkdir()
    for name in names:
        os.link(clips / name, tmp_path / "data" / name)
    asked = metrics or {"fr_iqa_metrics": ["psnr"]}
    configure(tmp_path, "v", media="vid", pairs=pairs, files=list(files), more=more, **asked)
    return tmp_path


@pytest.mark.parametrize(
    "case",
    [
        ("d30.mp4", "same", []),
        ("d20.mp4", "same", ["frames-differ"]),
        ("d40.mp4", "same", ["distorted-longer"]),
        ("half.mp4", "same", ["fps-differ", "frames-differ"]),
        ("half.mp4", "repeat_each", []),
        ("odd.mp4", "repeat_each", ["repeat-uneven"]),
        ("d40.mp4", "repeat_each", ["distorted-longer", "fps-differ"]),
        ("d20.mp4", "repeat_each", ["fps-differ", "repeat-uneven"]),
        ("d30.mp4", "repeat_last", []),
        ("d20.mp4", "repeat_last", ["repeat-last"]),
        ("half.mp4", "repeat_last", ["fps-differ", "repeat-last"]),
        ("small.mp4", "same", ["size-differs"]),
        ("wide.mp4", "same", ["shape-differs"]),
        ("d30.mp4", "repeat_all", ["unknown-mode"]),
    ],
)
def test_videos_are_held_against_their_mode(tmp_path, clips, capsys, case):
    distorted, mode, expected = case
    pairs = {"r30.mp4": [[["d30.mp4"], "same"], [[distorted], mode]]}
    _, report = check(videos(tmp_path, clips, pairs), "v", capsys)
    found = [kind for kind in kinds(report) if kind != "listed-twice"]
    assert sorted(found) == expected


def test_short_video_says_how_many_frames_would_be_scored(tmp_path, clips, capsys):
    pairs = {"r30.mp4": [[["d20.mp4", "d30.mp4"], "same"]]}
    code, report = check(videos(tmp_path, clips, pairs), "v", capsys)
    found = only(report, "frames-differ")
    assert code == 1
    assert found["message"] == "Only 20 of 30 frames would be scored."
    assert found["where"] == "d20.mp4 | r30.mp4"


def test_cut_off_video_is_an_error_unless_damage_is_tolerated(tmp_path, clips, capsys):
    workspace = videos(tmp_path, clips, {"r30.mp4": [[["d30.mp4"], "same"]]})
    source = ["-i", str(clips / "d30.mp4"), "-c", "copy", "-movflags", "+faststart"]
    from omgui.engine.ffmpeg import find_ffmpeg

    whole = tmp_path / "whole.mp4"
    command = [str(find_ffmpeg()), "-v", "error", *source, str(whole)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    (workspace / "data" / "d30.mp4").unlink()
    content = whole.read_bytes()
    (workspace / "data" / "d30.mp4").write_bytes(content[: len(content) * 2 // 3])
    _, report = check(workspace, "v", capsys)
    assert kinds(report) == ["video-damaged"], "what follows from it is not said, too"
    assert only(report, "video-damaged")["severity"] == "error"
    with (workspace / "datasets_configs" / "v.yaml").open("a") as file:
        file.write("omgui: {damaged_videos: score}\n")
    _, report = check(workspace, "v", capsys)
    assert only(report, "video-damaged")["severity"] == "warning"


def test_vmaf_without_libvmaf_is_found_before_the_run(tmp_path, clips, capsys, monkeypatch):
    monkeypatch.setattr("omgui.cli.checks.machine.has_libvmaf", lambda _path: False)
    pairs = {"r30.mp4": [[["d30.mp4"], "same"]]}
    workspace = videos(tmp_path, clips, pairs, fr_vqa_metrics=["vmaf"])
    code, report = check(workspace, "v", capsys)
    assert code == 1
    assert only(report, "metric-unavailable")["where"] == "vmaf"


def test_bad_number_of_vmaf_threads_is_found_before_the_run(tmp_path, clips, capsys, monkeypatch):
    monkeypatch.setenv("VMAF_N_THREADS", "many")
    pairs = {"r30.mp4": [[["d30.mp4"], "same"]]}
    workspace = videos(tmp_path, clips, pairs, fr_vqa_metrics=["vmaf"])
    code, report = check(workspace, "v", capsys)
    assert code == 1
    assert "'many'" in only(report, "bad-environment")["message"]


def test_one_frame_is_too_few_for_temporal_information(tmp_path, capsys):
    clip(tmp_path / "data" / "one.mp4", frames=1)
    configure(tmp_path, "v", media="vid", files=["one.mp4"], nr_vqa_metrics=["ti"])
    _, report = check(tmp_path, "v", capsys)
    assert "ti" in only(report, "too-few-frames")["message"]


def test_parts_of_a_score_need_no_weights_of_their_own_and_take_no_time(
    tmp_path, clips, capsys, monkeypatch
):
    monkeypatch.setenv("OMGUI_WEIGHTS", str(tmp_path / "nowhere"))
    more = "omgui: {clips: {repeats: 3, window: 500ms, stride: 500ms}}"
    found = []
    for name, asked in (("once", ""), ("often", more)):
        (tmp_path / name).mkdir()
        videos(tmp_path / name, clips, {}, files=["r30.mp4"], more=asked, nr_vqa_metrics=["dover"])
        _, report = check(tmp_path / name, "v", capsys)
        lack = only(report, "weights-missing")
        assert "Metric dover needs" in lack["message"]
        assert (lack["scores"], report["estimate"]["scores"]) == (3, 3)
        assert report["estimate"]["unmeasured"] == []
        found.append(report["estimate"]["seconds"])
    # Three draws and two windows, instead of one draw.
    assert found[1] - found[0] == pytest.approx(4 / 5 * (found[1] - 3), rel=0.05)
