"""``omgui scores`` as a table: exactly the scores of the wide CSV, filtered, grouped, compared."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import closing

import numpy as np
import pyarrow.parquet as pq
import pytest

from omgui.cli.main import main
from omgui.core.problems import Problem
from omgui.engine.store import ScoreTarget, Store
from tests.cli.workspaces import configure

NAMES = ("a_x264_23", "a_x265_23", "b_x264_37", "b_x265_37")
PAIRING = "omgui: {pairing: {rule: {lines: ['d/{content}_{codec}_{crf}.mp4 -> {content}.mp4']}}}"


def study(workspace, name="v", shift=0.0, folder="d"):
    """Four videos; the last has no psnr, the third only one of two frames."""
    files = [f"{folder}/{one}.mp4" for one in NAMES]
    pairs = {"a.mp4": [[files[:2], "same"]], "b.mp4": [[files[2:], "same"]]}
    more = PAIRING if folder == "d" else ""
    configure(workspace, name, media="vid", pairs=pairs, fr_iqa_metrics=["psnr", "gmsd"], more=more)
    (workspace / "results").mkdir(exist_ok=True)
    lost = Problem("file-missing", "The file does not exist.")
    with closing(Store(workspace / "results" / f"{name}.omgui")) as store, store.transaction():
        for number, file in enumerate(files):
            reference = f"{file.split('/')[1][0]}.mp4"
            for metric, base in (("psnr", 30.0 + shift), ("gmsd", 0.1)):
                target = ScoreTarget(reference, file, "same", metric, f"{number}{metric}")
                store.add_targets([target])
                score = store.scores()[target].id
                frames = np.array([base + number, base + number + 2.0])
                is_lost = number == 3 and metric == "psnr"
                store.append_frames(score, 0, frames)
                store.finish_score(
                    score,
                    value=None if is_lost else float(frames.mean()),
                    frames_scored=1 if number == 2 else 2,
                    frames_expected=2,
                    problem=lost if is_lost else None,
                    provenance={"reader": "x"},
                    seconds=1.0,
                )
    return workspace


@pytest.fixture
def workspace(tmp_path):
    return study(tmp_path)


def said(workspace, capsysbinary, *options) -> str:
    assert main(["scores", "v", "-C", str(workspace), *options]) == 0
    return capsysbinary.readouterr().out.decode("utf-8")


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def refusal(workspace, capsysbinary, *options):
    code = main(["scores", "v", "-C", str(workspace), *options])
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    return code, captured.err.decode("utf-8")


def test_wide_table_has_a_row_for_each_item(workspace, capsysbinary) -> None:
    rows = table(said(workspace, capsysbinary, "--wide"))
    assert [row["psnr"] for row in rows] == ["31.0", "32.0", "33.0", "nan"]
    assert [row["codec"] for row in rows] == ["x264", "x265"] * 2
    assert rows[3]["flags"] == "psnr: file-missing"
    assert [row["frames_scored"] for row in rows] == ["2", "2", "1", "2"]


def test_worst_frames_follow_the_direction_of_each_metric(workspace, capsysbinary) -> None:
    rows = table(said(workspace, capsysbinary, "--pooling", "min"))
    assert [row["psnr (min)"] for row in rows] == ["30.0", "31.0", "32.0", "nan"]
    assert [row["gmsd (max)"] for row in rows][:2] == ["2.1", "3.1"]


def test_rows_are_filtered_and_sorted(workspace, capsysbinary) -> None:
    text = said(workspace, capsysbinary, "--filter", "psnr<33", "--sort=-psnr,file")
    assert [row["psnr"] for row in table(text)] == ["32.0", "31.0"]


def test_groups_have_mean_and_spread(workspace, capsysbinary) -> None:
    rows = table(said(workspace, capsysbinary, "--group-by", "codec", "--metric", "psnr"))
    assert [row["codec"] for row in rows] == ["x264", "x265"]
    assert rows[0]["psnr mean"] == "32.0"
    assert float(rows[0]["psnr std"]) == pytest.approx(2**0.5)
    assert (rows[1]["psnr missing"], rows[1]["psnr std"]) == ("1", "")


def test_two_datasets_are_compared(workspace, capsysbinary) -> None:
    study(workspace, "w", shift=1.0, folder="e")
    assert main(["scores", "v", "-C", str(workspace), "--compare", "w"]) == 0
    captured = capsysbinary.readouterr()
    assert b"files of the same name are compared" in captured.err
    rows = table(captured.out.decode())
    assert [row["psnr difference"] for row in rows] == ["1.0", "1.0", "1.0", ""]
    assert {row["side"] for row in rows} == {"both"}
    grouped = table(said(workspace, capsysbinary, "--compare", "w", "--group-by", "codec"))
    assert grouped[0]["psnr difference mean"] == "1.0"


def test_dataset_is_compared_with_an_older_table(workspace, tmp_path, capsysbinary) -> None:
    old = tmp_path / "old.csv"
    old.write_text("reference,filename,mode,psnr\na.mp4,d/a_x264_23.mp4,same,30.5\n")
    rows = table(said(workspace, capsysbinary, "--compare", str(old)))
    assert rows[0]["psnr difference"] == "-0.5"
    assert rows[1]["side"] == "first only"
    old.write_text("filename,vif\nd/a_x264_23.mp4,1\n")
    code, words = refusal(workspace, capsysbinary, "--compare", str(old))
    assert (code, "no metric that both" in words) == (1, True)


def test_dataset_is_compared_with_a_store_of_an_earlier_run(workspace, capsysbinary) -> None:
    kept = workspace / "results" / "v.omgui.before-fresh"
    (workspace / "results" / "v.omgui").rename(kept)
    study(workspace, shift=2.0)
    rows = table(said(workspace, capsysbinary, "--compare", str(kept), "--pooling", "min"))
    assert rows[0]["psnr (min) difference"] == "-2.0"
    assert rows[0]["gmsd (max) difference"] == "0.0"


def test_formats_for_papers_and_spreadsheets(workspace, tmp_path, capsysbinary) -> None:
    latex = said(workspace, capsysbinary, "--format", "latex", "--group-by", "codec")
    assert "\\toprule" in latex
    assert "\\textbf{2.100}" in latex  # gmsd, of which less is better
    assert "\\underline{3.100}" in latex
    assert said(workspace, capsysbinary, "--format", "markdown").startswith("| reference |")
    assert said(workspace, capsysbinary, "--format", "tsv").startswith("reference\tfilename\t")
    rows = json.loads(said(workspace, capsysbinary, "--format", "json", "--wide"))["rows"]
    assert rows[0]["psnr"] == 31.0
    path = tmp_path / "t.xlsx"
    said(workspace, capsysbinary, "--format", "xlsx", "--filter", "codec=x264", "-o", str(path))
    made = zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml").decode()
    assert ">codec=x264<" in made
    assert ">reader<" in made


def test_parquet_of_the_table_has_types_and_provenance(workspace, tmp_path, capsysbinary) -> None:
    path = tmp_path / "t.parquet"
    said(workspace, capsysbinary, "--format", "parquet", "--wide", "-o", str(path))
    found = pq.read_table(path)
    assert found.column("psnr").to_pylist() == [31.0, 32.0, 33.0, None]
    assert found.column("frames_scored").to_pylist() == [2, 2, 1, 2]
    facts = json.loads(found.schema.metadata[b"omgui"])
    assert {"of": "psnr", "key": "reader", "value": "x"} in facts


def test_frames_are_written_in_any_format(workspace, capsysbinary) -> None:
    name = "d/a_x264_23.mp4"
    text = said(workspace, capsysbinary, "--frames", name, "--format", "markdown")
    assert text.splitlines()[2] == "| 0 | 30.00 | 0.100 |"


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--filter", "codek=x"], 1, "Did you mean 'codec'?"),
        (["--group-by", "codek"], 1, "Did you mean 'codec'?"),
        (["--sort", "psnrr"], 1, "Did you mean 'psnr'?"),
        (["--wide", "--metric", "vif"], 1, "does not ask for the metric"),
        (["--wide", "--frames", "x"], 2, "--frames goes with"),
        (["--wide", "--all"], 2, "--all goes with"),
        (["--compare", "none"], 1, "There is no dataset 'none'"),
    ],
)
def test_mistakes_are_answered_in_words(workspace, capsysbinary, options, code, words) -> None:
    found, text = refusal(workspace, capsysbinary, *options)
    assert found == code
    assert words in text


def test_scores_of_other_settings_are_told(workspace, capsysbinary) -> None:
    with closing(Store(workspace / "results" / "v.omgui")) as store, store.transaction():
        store.begin_run({"compatibility": "objective-metrics-1.2"}, "")
    assert main(["scores", "v", "-C", str(workspace), "--wide"]) == 0
    assert b"settings of the dataset were changed" in capsysbinary.readouterr().err


def test_score_that_the_last_run_wanted_anew_is_left_out(workspace, capsysbinary) -> None:
    path = workspace / "results" / "v.omgui"
    new = ScoreTarget("a.mp4", "d/a_x264_23.mp4", "same", "psnr", "new")
    with closing(Store(path)) as store, store.transaction():
        store.mark_asked([new])
    assert main(["scores", "v", "-C", str(workspace)]) == 0
    captured = capsysbinary.readouterr()
    assert len(table(captured.out.decode())) == 7
    assert b"or of other settings, is left out" in captured.err
    assert table(said(workspace, capsysbinary, "--wide"))[0]["psnr"] == ""
    with closing(Store(path)) as store, store.transaction():
        store.add_targets([new])
        store.mark_asked([ScoreTarget("a.mp4", "d/a_x264_23.mp4", "same", "psnr", "0psnr")])
    assert table(said(workspace, capsysbinary, "--wide"))[0]["psnr"] == "31.0"
    assert len(table(said(workspace, capsysbinary))) == 8
