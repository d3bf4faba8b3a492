"""``omgui scores`` reads what is stored, exactly, whatever the run is doing."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import numpy as np
import pytest

from omgui.cli.main import main
from omgui.core.problems import Problem, Severity
from omgui.engine.store import ScoreTarget, Store
from tests.cli.workspaces import configure

THIRD = 1 / 3


def target(file, metric, *, reference="ref.mp4", mode="same", key="k"):
    return ScoreTarget(reference, file, mode, metric, key)


def put(store, wanted, **ended):
    with store.transaction():
        store.add_targets([wanted])
        number = store.scores()[wanted].id
        if ended:
            frames = ended.pop("frames", None)
            if frames is not None:
                store.append_frames(number, ended.pop("first", 0), np.array(frames))
            defaults = {"frames_scored": 2, "frames_expected": 2, "problem": None, "seconds": 0.5}
            store.finish_score(number, **{**defaults, "provenance": {"reader": "x"}, **ended})


@pytest.fixture
def workspace(tmp_path):
    configure(
        tmp_path,
        "v",
        media="vid",
        pairs={"ref.mp4": [[["d/a.mp4", "d/b.mp4"], "same"]]},
        files=["d/a.mp4"],
        fr_iqa_metrics=["psnr", "ssim"],
        nr_vqa_metrics=["ti"],
    )
    (tmp_path / "results").mkdir()
    lost = Problem("file-missing", "The file does not exist.", "Look, for it.")
    few = Problem("frames-lost", "Too few.", severity=Severity.WARNING)
    with closing(Store(tmp_path / "results" / "v.omgui")) as store:
        put(store, target("d/a.mp4", "psnr"), value=THIRD, frames=[THIRD, float("nan"), 0.5])
        put(store, target("d/a.mp4", "ssim"), value=0.9, frames_scored=1, problem=few)
        put(store, target("d/b.mp4", "psnr"), value=None, frames_scored=0, problem=lost)
        put(store, target("d/b.mp4", "ssim"))
        put(store, target("d/a.mp4", "ti", reference="", mode=""), value=7.0, frames=[7.0], first=1)
    return tmp_path


def scores(workspace, capsysbinary, *options):
    assert main(["scores", "v", "-C", str(workspace), *options]) == 0
    return capsysbinary.readouterr().out.decode("utf-8")


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def refusal(workspace, capsysbinary, *options):
    code = main(["scores", "v", "-C", str(workspace), *options])
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    return code, captured.err.decode("utf-8")


def test_table_has_every_score_with_all_digits(workspace, capsysbinary):
    text = scores(workspace, capsysbinary)
    assert text.splitlines()[0] == (
        "reference,file,mode,metric,score,frames_scored,frames_expected,problem"
    )
    rows = table(text)
    assert len(rows) == 5
    assert float(rows[0]["score"]) == THIRD
    assert rows[1]["problem"] == "frames-lost: Too few."
    assert (rows[1]["frames_scored"], rows[1]["frames_expected"]) == ("1", "2")


def test_lost_scores_and_untried_ones_are_told_apart(workspace, capsysbinary):
    rows = table(scores(workspace, capsysbinary))
    assert [row["score"] for row in rows[3:]] == ["nan", ""]
    said = json.loads(scores(workspace, capsysbinary, "--format", "json"))["scores"]
    assert [row["state"] for row in said[3:]] == ["problem", "open"]
    assert [row["score"] for row in said[3:]] == [None, None]


def test_json_has_the_provenance(workspace, capsysbinary):
    said = json.loads(scores(workspace, capsysbinary, "--format", "json"))
    assert said["dataset"] == "v"
    assert said["scores"][0]["provenance"] == {"reader": "x"}
    assert said["scores"][3]["problem"]["code"] == "file-missing"
    assert said["scores"][2]["reference"] is None


def test_scores_of_frames_have_a_column_for_each_metric(workspace, capsysbinary):
    rows = table(scores(workspace, capsysbinary, "--frames", "d/a.mp4"))
    assert [row["frame"] for row in rows] == ["0", "1", "2"]
    assert [row["psnr"] for row in rows] == [repr(THIRD), "", "0.5"]
    assert [row["ti"] for row in rows] == ["", "7.0", ""]


def test_file_may_be_named_by_the_end_of_its_path(workspace, capsysbinary):
    assert table(scores(workspace, capsysbinary, "--frames", "a.mp4"))


def test_frames_as_json_are_null_where_undefined(workspace, capsysbinary):
    said = json.loads(scores(workspace, capsysbinary, "--frames", "a.mp4", "--format", "json"))
    assert said["scores"][0]["frames"] == [THIRD, None, 0.5]
    assert said["scores"][1]["first_frame"] == 1


def test_two_references_of_one_file_get_columns_of_their_own(workspace, capsysbinary):
    with closing(Store(workspace / "results" / "v.omgui")) as store:
        other = target("d/a.mp4", "psnr", reference="other.mp4", mode="repeat_last")
        put(store, other, value=1.0, frames=[1.0, 1.0, 1.0])
    wanted = ("--all", "--frames", "d/a.mp4", "--metric", "psnr")
    rows = table(scores(workspace, capsysbinary, *wanted))
    assert list(rows[0]) == ["frame", "psnr | ref.mp4 (same)", "psnr | other.mp4 (repeat_last)"]


def test_one_metric_can_be_chosen(workspace, capsysbinary):
    rows = table(scores(workspace, capsysbinary, "--metric", "ssim"))
    assert {row["metric"] for row in rows} == {"ssim"}
    code, said = refusal(workspace, capsysbinary, "--metric", "ssimm")
    assert code == 1
    assert "Did you mean 'ssim'?" in said


def test_of_several_keys_the_newest_is_shown(workspace, capsysbinary):
    with closing(Store(workspace / "results" / "v.omgui")) as store:
        put(store, target("d/a.mp4", "psnr", key="newer"), value=44.0)
    rows = table(scores(workspace, capsysbinary, "--metric", "psnr"))
    assert [row["score"] for row in rows] == ["44.0", "nan"]


def test_unknown_files_are_refused_with_the_nearest_name(workspace, capsysbinary):
    code, said = refusal(workspace, capsysbinary, "--frames", "d/aa.mp4")
    assert code == 1
    assert "Did you mean 'd/a.mp4'?" in said
    code, said = refusal(workspace, capsysbinary, "--frames", "b.mp4")
    assert code == 1
    assert "No scores of single frames" in said


def test_dataset_that_is_not_there_or_was_never_run(workspace, capsysbinary):
    assert main(["scores", "w", "-C", str(workspace)]) == 2
    (workspace / "results" / "v.omgui").unlink()
    code, said = refusal(workspace, capsysbinary)
    assert code == 1
    assert "There are no stored scores yet." in said


def test_scores_are_read_although_the_lists_are_broken(workspace, capsysbinary):
    (workspace / "datasets_configs" / "v_pairs.json").write_text("{broken")
    assert main(["scores", "v", "-C", str(workspace)]) == 0
    captured = capsysbinary.readouterr()
    assert len(table(captured.out.decode())) == 5
    assert b"everything that is stored is shown" in captured.err
    assert b"v_pairs.json" in captured.err


def test_rows_and_metrics_come_in_the_order_of_the_lists(workspace, capsysbinary):
    def order():
        rows = table(scores(workspace, capsysbinary))
        return [(row["file"], row["metric"]) for row in rows]

    first = [("d/a.mp4", "psnr"), ("d/a.mp4", "ssim"), ("d/a.mp4", "ti")]
    assert order() == [*first, ("d/b.mp4", "psnr"), ("d/b.mp4", "ssim")]
    pairs = {"ref.mp4": [[["d/b.mp4", "d/a.mp4"], "same"]]}
    (workspace / "datasets_configs" / "v_pairs.json").write_text(json.dumps(pairs))
    assert order() == [("d/b.mp4", "psnr"), ("d/b.mp4", "ssim"), *first]


def test_what_is_no_longer_listed_is_shown_only_on_request_and_marked(workspace, capsysbinary):
    pairs = {"ref.mp4": [[["d/b.mp4"], "same"]]}
    (workspace / "datasets_configs" / "v_pairs.json").write_text(json.dumps(pairs))
    assert main(["scores", "v", "-C", str(workspace)]) == 0
    captured = capsysbinary.readouterr()
    rows = table(captured.out.decode())
    assert {row["file"] for row in rows if row["metric"] != "ti"} == {"d/b.mp4"}
    assert b"2 stored scores" in captured.err
    assert b"--all shows them too" in captured.err
    rows = table(scores(workspace, capsysbinary, "--all"))
    marks = {(row["file"], row["metric"]): row["listed"] for row in rows}
    assert len(marks) == 5
    assert [place for place, mark in marks.items() if mark == "no"] == [
        ("d/a.mp4", "psnr"),
        ("d/a.mp4", "ssim"),
    ]
    said = json.loads(scores(workspace, capsysbinary, "--all", "--format", "json"))["scores"]
    assert [one["is_listed"] for one in said] == [True, True, True, False, False]


def test_several_metrics_can_be_chosen(workspace, capsysbinary):
    rows = table(scores(workspace, capsysbinary, "--metric", "ti,ssim"))
    assert {row["metric"] for row in rows} == {"ti", "ssim"}
    again = table(scores(workspace, capsysbinary, "--metric", "ti", "--metric", "ssim"))
    assert again == rows


@pytest.mark.parametrize("place", [".", ".."])
def test_folder_is_refused_as_a_place_for_scores(workspace, capsysbinary, monkeypatch, place):
    monkeypatch.chdir(workspace)
    code, said = refusal(workspace, capsysbinary, "-o", place)
    assert code == 1
    assert "it is a folder" in said


def test_file_is_written_whole_or_not_at_all(workspace, capsysbinary, monkeypatch):
    out = workspace / "out.csv"
    assert scores(workspace, capsysbinary, "-o", str(out)) == ""
    before = out.read_bytes()
    assert len(table(before.decode())) == 5

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("omgui.cli.output.os.fsync", full)
    code, said = refusal(workspace, capsysbinary, "--metric", "ssim", "-o", str(out))
    assert code == 1
    assert "No space left on device" in said
    assert out.read_bytes() == before
    assert [path.name for path in workspace.glob("*out.csv*")] == ["out.csv"]


def test_parquet_without_pyarrow_names_the_command(workspace, capsysbinary, monkeypatch):
    monkeypatch.setattr("omgui.tables.parquet.importlib.util.find_spec", lambda _name: None)
    code, said = refusal(workspace, capsysbinary, "--format", "parquet")
    assert code == 1
    assert f"{sys.executable} -m pip install pyarrow" in said


def test_parquet_holds_the_same_table(workspace, capsysbinary):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = workspace / "out.parquet"
    scores(workspace, capsysbinary, "--format", "parquet", "-o", str(out))
    rows = parquet.read_table(out).to_pylist()
    assert rows[0]["score"] == THIRD
    assert rows[3]["score"] is None


def test_scores_are_readable_while_a_run_is_writing(workspace, capsysbinary):
    with closing(Store(workspace / "results" / "v.omgui")) as store, store.transaction():
        store.add_targets([target("d/c.mp4", "psnr")])
        assert len(table(scores(workspace, capsysbinary))) == 5


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_scores_are_readable_after_a_run_was_killed_while_writing(workspace, capsysbinary):
    path = workspace / "results" / "v.omgui"
    program = (
        "import sys, time; from pathlib import Path; from omgui.engine.store import *\n"
        "store = Store(Path(sys.argv[1]))\n"
        "store._db.execute('PRAGMA cache_size = 1')\n"
        "with store.transaction():\n"
        "    many = [ScoreTarget('r' * 500, f'{n}', '', 'psnr', 'k') for n in range(5000)]\n"
        "    store.add_targets(many)\n"
        "    sys.stdout.write('half'); sys.stdout.flush(); time.sleep(60)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout.read(4) == b"half"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    time.sleep(0.1)
    assert path.with_name("v.omgui-journal").stat().st_size > 0
    assert len(table(scores(workspace, capsysbinary))) == 5


def test_a_reader_that_has_seen_enough_is_no_error(workspace):
    with closing(Store(workspace / "results" / "v.omgui")) as store, store.transaction():
        store.add_targets([target("x" * 200 + f"{n}.mp4", "psnr") for n in range(2000)])
    command = [sys.executable, "-m", "omgui.cli.main", "scores", "v", "--all", "-C", str(workspace)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reader:
        reader.stdout.read(10)
        reader.stdout.close()
        assert reader.stderr.read() == b""
        assert reader.wait() == 0
