"""The demo makes real files, the same every time, and everything in it is scored."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from omgui.cli import demo, demo_data
from omgui.cli.check import examine
from omgui.cli.demo_configs import IMAGES, VIDEOS
from omgui.cli.main import main
from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.core.metric_spec import Family
from omgui.core.problems import Problem, ProblemError
from omgui.media.video_probe import probe_video


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    demo.make_demo(folder, Console(quiet=True))
    return folder


def files(folder: Path) -> dict[str, tuple[int, str]]:
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_datasets_are_clean(made):
    for name in (IMAGES, VIDEOS):
        report = examine(made, name)
        assert report.is_usable
        assert report.findings == ()


def test_every_metric_that_needs_nothing_else_is_asked_for(made):
    catalogue, _ = load_catalogue()
    asked = {
        name: {spec.name for spec in load_dataset(made, name, catalogue).metrics}
        for name in (IMAGES, VIDEOS)
    }
    plain = {
        row.name
        for row in catalogue.values()
        if not row.checkpoints and not row.packages and row.family is not Family.VARIANT
    }
    assert asked[IMAGES] | asked[VIDEOS] == plain
    assert "mad" not in asked[VIDEOS]


@pytest.mark.parametrize("is_there", [True, False])
def test_window_opens_on_the_demo_where_there_is_a_screen(tmp_path, monkeypatch, capsys, is_there):
    started = []
    missing = None if is_there else Problem("no-screen", "There is no screen.", "Get one.")
    monkeypatch.setattr(demo.gui, "what_is_missing", lambda: missing)
    monkeypatch.setattr(demo.subprocess, "Popen", lambda argv, **_: started.append(argv))
    assert demo.open_window(tmp_path, Console()) is is_there
    assert [argv[1:] for argv in started] == (
        [["-m", "omgui.cli.main", "gui", str(tmp_path)]] if is_there else []
    )
    assert ("window opens" in capsys.readouterr().out) is is_there


def test_pictures_are_distorted_at_several_strengths(made):
    pairs = json.loads((made / "datasets_configs" / f"{IMAGES}_pairs.json").read_text())
    assert len(pairs) == 4
    assert all(len(distorted) == 9 for distorted in pairs.values())


def test_half_rate_videos_have_half_the_frames(made):
    pairs = json.loads((made / "datasets_configs" / f"{VIDEOS}_pairs.json").read_text())
    assert len(pairs) == 3
    for reference, sets in pairs.items():
        assert [mode for _, mode in sets] == ["same", "repeat_each"]
        original = probe_video(made / "data" / "videos" / reference)
        half = probe_video(made / "data" / "videos" / sets[1][0][0])
        assert original.frames == 2 * half.frames == demo_data.FRAMES
        assert original.fps == pytest.approx(2 * half.fps)


def test_configuration_explains_itself(made):
    text = (made / "datasets_configs" / f"{VIDEOS}.yaml").read_text()
    assert yaml.safe_load(text)["dataset_pth"] == "data/videos"
    assert "# folder of the files" in text
    assert "fr_iqa_metrics:   # full reference, frame by frame" in text


def test_made_again_nothing_changes_and_edits_are_kept(made):
    edited = made / "datasets_configs" / f"{IMAGES}.yaml"
    text = edited.read_text()
    edited.write_text(text + "# mine\n")
    before = files(made)
    demo.make_demo(made, Console(quiet=True))
    assert files(made) == before
    edited.write_text(text)


def test_made_elsewhere_the_files_are_the_same(made, tmp_path):
    demo_data.make_images(tmp_path, lambda _name: None)
    here = {name: digest for name, (_, digest) in files(tmp_path).items()}
    there = {name: digest for name, (_, digest) in files(made / "data" / "images").items()}
    assert here == there


def test_interrupted_file_is_made_again(tmp_path, monkeypatch):
    def interrupted(_self, path, *_options, **_more):
        Path(path).write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("PIL.Image.Image.save", interrupted)
        with pytest.raises(KeyboardInterrupt):
            demo_data.make_images(tmp_path, lambda _name: None)
    assert files(tmp_path) == {}


def test_without_the_packages_the_command_to_install_them_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("omgui.cli.demo_data.importlib.util.find_spec", lambda _name: None)
    assert main(["demo", str(tmp_path / "d")]) == 1
    assert "-m pip install scikit-image" in capsys.readouterr().err


def test_an_encoder_that_fails_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(demo_data, "_CRFS", ("nonsense",))
    with pytest.raises(ProblemError, match="ffmpeg could not make a video"):
        demo_data.make_videos(tmp_path, lambda _name: None)


def test_files_can_be_made_without_a_run(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(demo, "make_demo", lambda folder, _console: made.append(folder))
    monkeypatch.setattr(demo, "perform", lambda *_: pytest.fail("a run was started"))
    assert main(["demo", str(tmp_path / "d"), "--no-run"]) == 0
    assert made == [tmp_path / "d"]


def test_demo_in_a_place_that_cannot_be_written(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["demo", str(tmp_path / "file" / "demo")]) == 1
    assert "The demo cannot be written" in capsys.readouterr().err


def test_numbers_of_a_column_are_rounded_alike():
    assert demo.rounded(["38.12789", "8.5", "nan", ""]) == ["38.13", "8.50", "nan", ""]
    assert demo.rounded(["0.0045451", "0.97"]) == ["0.0045", "0.9700"]
    assert demo.rounded(["189.2345", "54.91"]) == ["189.2", "54.9"]


def test_tables_fit_the_screen_and_lose_no_metric():
    names = ["psnr", "ssim", "ms_ssim", "cw_ssim", "fsim", "vif", "gmsd", "si"]
    row = {"reference": "r", "filename": "d/a_long_name_of_a_file.png", "mode": ""}
    rows = [{**row, **{name: "0.123456789" for name in names}, "flags": ""}]
    console = Console(width=70, record=True, quiet=False, file=_Nowhere())
    for table in demo.score_tables(rows, 70):
        console.print(table)
    text = console.export_text()
    assert max(map(len, text.splitlines())) <= 70
    assert all(name in text for name in names)
    assert text.count("0.1235") == len(names)
    assert "…" not in text


class _Nowhere:
    """A stream that keeps nothing."""

    def write(self, _text):
        return 0

    def flush(self):
        pass


@pytest.mark.slow
def test_demo_runs_and_every_cell_has_a_number(made, capsys):
    assert main(["demo", str(made)]) == 0
    out = capsys.readouterr().out
    assert f"{IMAGES} finished" in out
    assert "The demo in" in out
    assert "omgui scores" in out
    catalogue, _ = load_catalogue()
    for name in (IMAGES, VIDEOS):
        with (made / "results" / f"{name}_scores.csv").open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        asked = load_dataset(made, name, catalogue).metrics
        pairs = [row for row in rows if row["reference"]]
        assert len(pairs) == {IMAGES: 36, VIDEOS: 13}[name]
        for row in pairs:
            assert row["flags"] == ""
            assert all(float(row[spec.name]) >= 0 for spec in asked)
