"""``omgui check`` finds before a run what the run would stumble over."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from omgui.cli.main import main
from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.core.problems import Problem, Severity
from omgui.engine.identity import Identities
from omgui.engine.plan import make_plan
from omgui.engine.store import Store
from tests.cli.workspaces import clip, configure, picture

PAIR = {"a.png": ["a_1.png", "a_2.png"]}


@pytest.fixture
def images(tmp_path):
    for level, name in enumerate(("a.png", "a_1.png", "a_2.png")):
        picture(tmp_path / "data" / name, level=20 + 10 * level)
    configure(tmp_path, "x", pairs=PAIR, files=[], fr_metrics=["psnr", "ssim"])
    return tmp_path


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


def check(workspace, name, capsys):
    """Return the exit code and the dataset's report."""
    code = main(["check", name, "-C", str(workspace), "--json"])
    out = capsys.readouterr().out

    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return code, json.loads(out, parse_constant=refuse)["datasets"][0]


def kinds(report, severity=None):
    found = report["findings"]
    return [one["kind"] for one in found if severity in {None, one["severity"]}]


def only(report, kind):
    found = [one for one in report["findings"] if one["kind"] == kind]
    assert len(found) == 1, kinds(report)
    return found[0]


def test_nothing_is_found_where_nothing_is_wrong(images, capsys):
    code, report = check(images, "x", capsys)
    assert code == 0
    assert report["findings"] == []
    assert (report["files"], report["items"], report["estimate"]["scores"]) == (3, 2, 4)
    assert report["estimate"]["seconds"] > 0


def test_missing_file_says_how_many_scores_it_costs(images, capsys):
    (images / "data" / "a_1.png").unlink()
    code, report = check(images, "x", capsys)
    found = only(report, "file-missing")
    assert code == 1
    assert (found["where"], found["scores"], found["severity"]) == ("a_1.png", 2, "error")


def test_file_written_with_other_letters_is_suggested(images, capsys):
    (images / "data" / "a_1.png").rename(images / "data" / "A_1.PNG")
    if (images / "data" / "a_1.png").exists():
        pytest.skip("this file system ignores case")
    _, report = check(images, "x", capsys)
    assert "'A_1.PNG'" in only(report, "file-missing")["hint"]


def test_unreadable_files_are_told_apart(images, capsys):
    (images / "data" / "a_1.png").write_bytes(b"")
    (images / "data" / "a_2.png").write_text("no picture at all")
    _, report = check(images, "x", capsys)
    assert kinds(report) == ["file-empty", "not-an-image"]


def test_every_configuration_error_is_shown_at_once(tmp_path, capsys):
    configure(tmp_path, "x", pairs={}, fr_metrics=["psnrr"], more="type: movie")
    code, report = check(tmp_path, "x", capsys)
    assert code == 2
    assert not report["is_usable"]
    configure(tmp_path, "x", fr_metrics=["psnr"], nr_metrics=["si"])
    (tmp_path / "datasets_configs" / "x_pairs.json").unlink()
    code, report = check(tmp_path, "x", capsys)
    assert code == 2
    assert {"pairs-missing", "list-missing"} <= set(kinds(report))


def test_bad_dataset_does_not_hide_the_good_one(images, capsys):
    code = main(["check", "nowhere", "x", "-C", str(images)])
    out = capsys.readouterr().out
    assert code == 2
    assert "nowhere: cannot be run" in out
    assert "x: 0 errors, 0 warnings" in out


def test_distorted_files_under_two_references_are_all_counted(tmp_path, capsys):
    """The hand-made worklist of the gaming dataset, in small: 24 files under two parts."""
    parts = ["Game_Part1.mp4", "Game_Part2.mp4"]
    distorted = [f"Game_Part{part}_{rate}_x264.mp4" for part in (1, 2) for rate in range(12)]
    pairs = {part: [[distorted, "same"]] for part in parts}
    configure(tmp_path, "g", media="vid", pairs=pairs, fr_iqa_metrics=["psnr"])
    for name in (*parts, *distorted):
        (tmp_path / "data" / name).touch()
    code, report = check(tmp_path, "g", capsys)
    assert code == 1
    assert kinds(report, "warning").count("two-references") == 24
    assert kinds(report, "error").count("file-empty") == 26
    main(["check", "g", "-C", str(tmp_path)])
    out = capsys.readouterr().out
    assert "Distorted files under two references: 24" in out
    assert "and 4 more" in out


def test_pictures_of_another_size_are_noted_and_of_another_shape_doubted(images, capsys):
    picture(images / "data" / "a_1.png", 100, 90)
    picture(images / "data" / "a_2.png", 180, 200)
    code, report = check(images, "x", capsys)
    assert code == 1
    assert only(report, "size-differs")["severity"] == "note"
    assert only(report, "shape-differs")["severity"] == "warning"


def test_pictures_smaller_than_a_metric_needs(tmp_path, capsys):
    for name in ("a.png", "a_1.png", "a_2.png"):
        picture(tmp_path / "data" / name, 100, 8)
    configure(tmp_path, "x", pairs=PAIR, files=["a.png"], fr_metrics=["psnr", "ssim"])
    code, report = check(tmp_path, "x", capsys)
    found = only(report, "too-small")
    assert code == 1
    assert "ssim (11)" in found["message"]
    assert "psnr" not in found["message"]
    assert found["scores"] == 2


def test_deep_pictures_and_turned_ones_are_told(tmp_path, capsys):
    from PIL import Image

    picture(tmp_path / "data" / "a.png")
    Image.new("I;16", (200, 180)).save(tmp_path / "data" / "deep.png")
    Image.new("RGBA", (200, 180)).save(tmp_path / "data" / "clear.png")
    configure(tmp_path, "x", files=["a.png", "deep.png", "clear.png"], nr_metrics=["si"])
    _, report = check(tmp_path, "x", capsys)
    said = {one["where"]: one["severity"] for one in report["findings"]}
    assert said == {"deep.png": "warning", "clear.png": "note"}


def test_files_in_no_list_and_in_no_pair_are_noted(images, capsys):
    for name in ("left.png", ".DS_Store", "Thumbs.db"):
        (images / "data" / name).touch()
    picture(images / "data" / "elsewhere" / "unused.png")
    picture(images / "data" / "single.png")
    configure(
        images,
        "x",
        pairs=PAIR,
        files=["a.png", "single.png"],
        fr_metrics=["psnr"],
        nr_metrics=["si"],
    )
    code, report = check(images, "x", capsys)
    assert code == 0
    assert only(report, "file-unlisted")["where"] == "left.png"
    assert only(report, "file-in-no-pair")["where"] == "single.png"


def test_a_file_listed_twice_is_doubted(images, capsys):
    configure(images, "x", pairs={"a.png": ["a_1.png", "a_1.png"]}, fr_metrics=["psnr"])
    _, report = check(images, "x", capsys)
    assert only(report, "listed-twice")["severity"] == "warning"


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


def test_unknown_metric_beside_good_ones(images, capsys):
    configure(images, "x", pairs=PAIR, fr_metrics=["psnr", "ssimm"])
    code, report = check(images, "x", capsys)
    assert code == 1
    assert "ssim" in only(report, "unknown-metric")["hint"]


def test_unknown_key_is_a_note_and_costs_nothing(images, capsys):
    configure(images, "x", pairs=PAIR, fr_metrics=["psnr"], more="colour: red")
    code, report = check(images, "x", capsys)
    assert code == 0
    assert only(report, "unknown-key")["severity"] == "note"


def store_of(workspace, name, finish):
    """Write what a run would leave: scores by metric and file as ``finish`` says."""
    catalogue, _ = load_catalogue()
    dataset = load_dataset(workspace, name, catalogue)
    plan = make_plan(dataset, dataset.metrics, Identities())
    dataset.output.mkdir(exist_ok=True)
    store = Store(dataset.store)
    with store.transaction():
        store.begin_run({}, "")
        store.add_targets(plan.targets())
        for target, score in store.scores().items():
            ended = finish(target)
            if ended is not None:
                store.finish_score(score.id, provenance={}, seconds=0.1, **ended)
    store.close()


def done(value, scored=1, expected=1, problem=None):
    return {
        "value": value,
        "frames_scored": scored,
        "frames_expected": expected,
        "problem": problem,
    }


def test_what_the_last_run_left_is_told(images, capsys):
    lost = Problem("metric-failed", "It broke.", severity=Severity.ERROR)

    def finish(target):
        if target.file == "a_1.png":
            return done(30.0, 20, 30) if target.metric == "psnr" else done(None, 0, 1, lost)
        return None

    store_of(images, "x", finish)
    code, report = check(images, "x", capsys)
    assert code == 1
    assert "from 20 of 30 frames" in only(report, "last-run-flagged")["message"]
    assert only(report, "last-run-problem")["where"] == "a_1.png | a.png"
    unfinished = only(report, "unfinished")
    assert unfinished["message"].startswith("3 of 4 scores are not computed yet.")
    assert "omgui run x" in unfinished["hint"]
    assert report["scores_done"] == 1


def test_finished_dataset_has_nothing_left_to_compute(images, capsys):
    store_of(images, "x", lambda _target: done(30.0))
    assert main(["check", "x", "-C", str(images)]) == 0
    assert "Nothing is left to compute" in capsys.readouterr().out


def test_a_changed_file_is_open_again(images, capsys):
    store_of(images, "x", lambda _target: done(30.0))
    picture(images / "data" / "a_1.png", level=99)
    _, report = check(images, "x", capsys)
    assert report["scores_done"] == 2
    assert report["estimate"]["scores"] == 2


def test_problem_of_a_file_is_not_said_again_for_the_last_run(images, capsys):
    (images / "data" / "a_1.png").unlink()
    lost = Problem("file-missing", "The file does not exist.")
    store_of(
        images, "x", lambda target: done(None, 0, 1, lost) if "1" in target.file else done(1.0)
    )
    _, report = check(images, "x", capsys)
    assert kinds(report) == ["file-missing", "unfinished"]


def test_a_foreign_store_is_refused_in_words(images, capsys):
    (images / "results").mkdir()
    (images / "results" / "x.omgui").write_bytes(b"not a database, but long enough" * 100)
    code, report = check(images, "x", capsys)
    assert code == 1
    assert kinds(report) == ["store-unreadable"]


def test_names_with_markup_and_line_feeds_are_shown_as_they_are(tmp_path, capsys):
    configure(tmp_path, "x", files=["[red]a[/red].png", "line\nfeed.png"], nr_metrics=["si"])
    main(["check", "x", "-C", str(tmp_path)])
    out = capsys.readouterr().out
    assert "[red]a[/red].png: The file does not exist." in out
    assert "line\\x0afeed.png" in out


def test_output_folder_that_cannot_be_written(images, capsys, monkeypatch):
    monkeypatch.setattr("omgui.cli.checks.machine.os.access", lambda *_: False)
    code, report = check(images, "x", capsys)
    assert code == 1
    places = [one["where"] for one in report["findings"] if one["kind"] == "output-unwritable"]
    assert places == ["output", "logs_output"]


def test_the_check_loads_no_decoder_of_the_engine_and_no_torch(images):
    program = (
        "import sys; from omgui.cli.main import main; main(sys.argv[1:]);"
        "sys.exit(bool({'cv2', 'decord', 'torch'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "check", "x", "-C", str(images)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
