"""Mistakes in the configuration, the worklists and the machine are found before the run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

import omgui
from omgui.cli.checks.headings import HEADINGS
from omgui.cli.main import main
from tests.cli.check.reports import PAIR, check, kinds, only
from tests.cli.workspaces import configure


def test_nothing_is_found_where_nothing_is_wrong(images, capsys):
    code, report = check(images, "x", capsys)
    assert code == 0
    assert report["findings"] == []
    assert (report["files"], report["items"], report["estimate"]["scores"]) == (3, 2, 4)
    assert report["estimate"]["seconds"] > 0


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


def test_a_file_listed_twice_is_doubted(images, capsys):
    configure(images, "x", pairs={"a.png": ["a_1.png", "a_1.png"]}, fr_metrics=["psnr"])
    _, report = check(images, "x", capsys)
    assert only(report, "listed-twice")["severity"] == "warning"


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


def test_names_with_markup_and_line_feeds_are_shown_as_they_are(tmp_path, capsys):
    configure(tmp_path, "x", files=["[red]a[/red].png", "line\nfeed.png"], nr_metrics=["si"])
    main(["check", "x", "-C", str(tmp_path)])
    out = capsys.readouterr().out
    assert "[red]a[/red].png: The file does not exist." in out
    assert "line\\nfeed.png" in out


def test_output_folder_that_cannot_be_written(images, capsys, monkeypatch):
    monkeypatch.setattr("omgui.cli.checks.machine.os.access", lambda *_: False)
    code, report = check(images, "x", capsys)
    assert code == 1
    assert only(report, "output-unwritable")["where"] == "output"
    log = only(report, "log-unwritable")
    assert (log["where"], log["severity"]) == ("logs_output", "warning")
    assert "the scores are not concerned" in log["message"]


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="not known on Windows")
def test_disk_that_can_only_be_read_is_told_from_missing_rights(images, capsys, monkeypatch):
    monkeypatch.setattr("omgui.cli.checks.machine.os.access", lambda *_: False)
    read_only = types.SimpleNamespace(f_flag=os.ST_RDONLY)
    monkeypatch.setattr("omgui.cli.checks.machine.os.statvfs", lambda _: read_only)
    _, report = check(images, "x", capsys)
    found = only(report, "output-unwritable")
    assert "can only be read" in found["message"]
    assert "on another disk" in found["hint"]


def test_the_check_loads_no_decoder_of_the_engine_and_no_torch(images):
    program = (
        "import sys; from omgui.cli.main import main; main(sys.argv[1:]);"
        "sys.exit(bool({'cv2', 'decord', 'torch'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "check", "x", "-C", str(images)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def test_every_kind_of_finding_has_a_heading_in_words():
    package = Path(omgui.__file__).parent
    sources = [*package.glob("cli/checks/*.py")]
    for name in ("config_reader", "dataset*", "frame_offsets", "mismatch", "oddities", "worklist*"):
        sources += package.glob(f"core/{name}.py")
    writers = {"dataset_writer.py", "dataset_moves.py", "dataset_names.py"}  # these check nothing
    said = "".join(path.read_text("utf-8") for path in sources if path.name not in writers)
    calls = r"(?:Problem|Mismatch|Finding|warn|error)"
    kinds = re.findall(rf'{calls}\(\s*(?:code=)?"([a-z0-9]+(?:-[a-z0-9]+)+)"', said)
    assert len(set(kinds)) > 40
    assert set(kinds) <= set(HEADINGS)
