"""What the last run left is told, and what is still to be computed."""

from __future__ import annotations

import os

from omgui.cli.main import main
from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.core.problems import Problem, Severity
from omgui.engine.identity import Identities
from omgui.engine.plan import make_plan
from omgui.engine.store import Store
from tests.cli.check.reports import check, kinds, only
from tests.cli.workspaces import picture


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
    assert unfinished["message"].startswith("2 of 4 scores are not computed yet. 1 other could")
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
    assert kinds(report) == ["file-missing"]


def test_scores_that_a_finished_run_could_not_compute_are_not_called_open(images, capsys):
    lost = Problem("metric-failed", "It broke.")
    store_of(
        images, "x", lambda target: done(None, 0, 1, lost) if "1" in target.file else done(1.0)
    )
    _, report = check(images, "x", capsys)
    assert kinds(report) == ["last-run-problem"]


def test_stored_scores_that_a_run_would_not_use_are_told_with_the_reason(images, capsys):
    store_of(images, "x", lambda _target: done(30.0))
    for path in (images / "data").iterdir():
        os.utime(path, (1e9, 1e9))
    _, report = check(images, "x", capsys)
    found = only(report, "scores-unused")
    assert found["severity"] == "note"
    assert found["message"].startswith(
        "4 stored scores are not used: the time of change or the size of a file is another one"
    )
    assert "cp -a" in found["message"]


def test_store_under_an_earlier_name_of_the_dataset_is_told(images, capsys):
    store_of(images, "x", lambda _target: done(30.0))
    config = images / "datasets_configs" / "x.yaml"
    config.write_text(config.read_text().replace("dataset_name: x", "dataset_name: y"))
    _, report = check(images, "x", capsys)
    assert "x.omgui" in only(report, "scores-unused")["message"]
    assert "'dataset_name: x'" in only(report, "scores-unused")["message"]


def test_a_foreign_store_is_refused_in_words(images, capsys):
    (images / "results").mkdir()
    (images / "results" / "x.omgui").write_bytes(b"not a database, but long enough" * 100)
    code, report = check(images, "x", capsys)
    assert code == 1
    assert kinds(report) == ["store-unreadable"]
