"""Configurations that are wrong in part or in whole: said all at once, and nobody else pays."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from omgui.core.events import DatasetStarted, ProblemFound, RunEvent
from omgui.core.problems import Problem
from tests.faults.common import assert_plain, assert_table
from tests.workspaces import OMGUI, Finished, Workspace


@pytest.fixture
def ready(workspace: Workspace, pictures: Path) -> Workspace:
    """A workspace with one good dataset of two scores."""
    workspace.add(*pictures.glob("*.png"))
    _good(workspace, "good")
    return workspace


def _good(workspace: Workspace, name: str, **keys: object) -> None:
    values = {"fr_metrics": ["psnr"], "nr_metrics": ["cf"], **keys}
    workspace.dataset(name, "img", pairs={"ref.png": ["good1.png"]}, files=["ref.png"], **values)


def _yaml(workspace: Workspace, name: str) -> Path:
    return workspace.configs / f"{name}.yaml"


def _corrupt_yaml(workspace: Workspace) -> None:
    _good(workspace, "bad")
    _yaml(workspace, "bad").write_text("type: img\ndataset_pth: [data\n", encoding="utf-8")


def _binary_yaml(workspace: Workspace) -> None:
    _good(workspace, "bad")
    _yaml(workspace, "bad").write_bytes(b"\xff\xfe\x00type")


def _corrupt_pairs(workspace: Workspace) -> None:
    _good(workspace, "bad")
    (workspace.configs / "bad_pairs.json").write_text('{\n "ref.png": ["good1.png",]\n}')


def _corrupt_list(workspace: Workspace) -> None:
    _good(workspace, "bad")
    (workspace.configs / "bad_list.json").write_text('["ref.png"')


def _empty_list_file(workspace: Workspace) -> None:
    _good(workspace, "bad")
    (workspace.configs / "bad_list.json").write_bytes(b"")


def _missing_pairs(workspace: Workspace) -> None:
    _good(workspace, "bad")
    (workspace.configs / "bad_pairs.json").unlink()


def _missing_list(workspace: Workspace) -> None:
    _good(workspace, "bad")
    (workspace.configs / "bad_list.json").unlink()


def _only_unknown_metrics(workspace: Workspace) -> None:
    _good(workspace, "bad", fr_metrics=["psnrr"], nr_metrics=["niqqe"])


def _no_metrics(workspace: Workspace) -> None:
    _good(workspace, "bad", fr_metrics=[], nr_metrics=None)


def _output_is_a_file(workspace: Workspace) -> None:
    _good(workspace, "bad")
    workspace.output("bad").write_text("I was here first")


def _nothing(_workspace: Workspace) -> None:
    """There is no such dataset."""


# What is wrong: how it is made, the code, and where the message must point to.
BAD: dict[str, tuple[Callable[[Workspace], None], str, str]] = {
    "corrupt yaml": (_corrupt_yaml, "yaml-invalid", "bad.yaml, line 3"),
    "binary yaml": (_binary_yaml, "file-not-utf-8", "bad.yaml"),
    "corrupt pairs": (_corrupt_pairs, "json-invalid", "bad_pairs.json, line 2"),
    "corrupt list": (_corrupt_list, "json-invalid", "bad_list.json, line 1"),
    "empty list file": (_empty_list_file, "json-invalid", "bad_list.json, line 1"),
    "missing pairs": (_missing_pairs, "pairs-missing", "bad.yaml, line 6, key fr_metrics"),
    "missing list": (_missing_list, "list-missing", "bad.yaml, line 7, key nr_metrics"),
    "only unknown metrics": (_only_unknown_metrics, "unknown-metric", "bad.yaml, line 6"),
    "no metrics": (_no_metrics, "no-metrics", "bad.yaml"),
    "output is a file": (_output_is_a_file, "output-unusable", "bad.yaml, line 4, key output"),
    "no such dataset": (_nothing, "dataset-missing", "bad.yaml"),
}


def _problem(done: Finished, dataset: str, code: str) -> Problem:
    found = [problem for problem in done.problems(dataset) if problem.code == code]
    assert found, done.codes(dataset)
    return found[0]


@pytest.mark.parametrize("what", BAD)
def test_a_bad_configuration_alone_ends_with_2_and_runs_nothing(
    ready: Workspace, what: str
) -> None:
    make, code, where = BAD[what]
    make(ready)
    done = ready.run("bad")
    assert done.code == 2
    problem = _problem(done, "bad", code)
    assert_plain(problem, code)
    assert problem.where.startswith("datasets_configs/")
    assert where in problem.where
    assert not any(isinstance(event, DatasetStarted) for event in done.events)
    assert done.ends["bad"].finish.value == "failed"
    assert done.end.finish.value == "failed"
    assert not ready.store("bad").exists()


def test_all_errors_of_a_configuration_are_said_at_once(ready: Workspace) -> None:
    _good(ready, "bad", fr_metrics=["psnrr"])
    (ready.configs / "bad_list.json").write_text('["ref.png"')
    path = _yaml(ready, "bad")
    path.write_text(path.read_text().replace('output: "results_bad"\n', "output: 7\n"))
    done = ready.run("bad")
    assert done.code == 2
    assert {"unknown-metric", "json-invalid", "wrong-type"} <= set(done.codes("bad"))


def test_bad_datasets_do_not_stop_the_good_one_of_the_same_command(ready: Workspace) -> None:
    _corrupt_yaml(ready)
    _good(ready, "other")
    (ready.configs / "other_pairs.json").unlink()
    done = ready.run_as_command("bad", "other", "good")
    assert done.code == 1
    assert {name: end.finish.value for name, end in done.ends.items()} == {
        "bad": "failed",
        "other": "failed",
        "good": "completed",
    }
    assert [name for name, _ in ready.table("good", "psnr")] == ["good1.png"]
    assert done.ends["good"].counts.problems == 0


def test_bad_datasets_alone_end_a_command_with_2(ready: Workspace) -> None:
    _corrupt_yaml(ready)
    done = ready.run_as_command("bad", "missing")
    assert done.code == 2


def test_a_misspelt_name_among_others_runs_nothing_and_writes_nothing(ready: Workspace) -> None:
    before = sorted(ready.folder.rglob("*"))
    done = ready.run_as_command("good", "typo")
    assert done.code == 2
    assert done.codes() == ["dataset-missing"]
    assert {name: end.finish.value for name, end in done.ends.items()} == {
        "good": "failed",
        "typo": "failed",
    }
    assert sorted(ready.folder.rglob("*")) == before


def test_a_workspace_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    command = [*OMGUI, "run", "any", "-C", str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "does not exist" in done.stdout
    assert "any was not started." in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("device", "code"), [("gpu", "bad-device"), ("cuda:99", "no-such-device")])
def test_a_device_that_nobody_has_runs_nothing(ready: Workspace, device: str, code: str) -> None:
    from omgui.cli.run import exit_code
    from omgui.engine.runner import Runner, RunRequest

    events: list[RunEvent] = []
    request = RunRequest(ready.folder, ("good",), device=device)
    outcome = Runner(request, events.append).run()
    assert exit_code(outcome, request) == 2
    assert [event.problem.code for event in events if isinstance(event, ProblemFound)] == [code]
    assert not any(isinstance(event, DatasetStarted) for event in events)


def test_a_metric_that_is_misspelt_on_the_command_line_is_guessed(ready: Workspace) -> None:
    done = ready.run("good", metrics=("psnrr",))
    assert "Did you mean 'psnr'?" in done.problems("good")[0].hint


def test_metrics_that_cannot_be_scored_cost_themselves_only(ready: Workspace) -> None:
    _good(ready, "mixed", fr_metrics=["psnrr", "cf", "psnr", "vmaf"], nr_metrics=["ssim", "si"])
    done = ready.run("mixed")
    assert done.code == 1
    found = {problem.message: problem for problem in done.problems("mixed")}
    unknown = next(p for p in found.values() if p.code == "unknown-metric")
    assert_plain(unknown, "unknown-metric")
    assert "Did you mean 'psnr'?" in unknown.hint
    wrong = [problem for problem in found.values() if problem.code == "metric-wrong-list"]
    assert {("'cf'" in p.message, "'nr_metrics'" in p.hint) for p in wrong} == {
        (True, True),
        (False, False),
    }
    for problem in wrong:
        assert_plain(problem, "metric-wrong-list")
    assert "metric-not-for-media" in done.codes("mixed")
    control = ready.run("good")
    assert control.code == 0
    score = control.of("good1.png", "psnr", "ref.png").score
    assert_table(ready, "mixed", "psnr", [("good1.png", repr(score))])
    assert ready.column("mixed", "si") != ["nan"]
    assert sorted(path.name for path in ready.output("mixed").glob("*.csv")) == [
        "mixed_psnr.csv",
        "mixed_scores.csv",
        "mixed_si.csv",
    ]


def test_an_unknown_device_is_said_before_anything_is_scored(ready: Workspace) -> None:
    _good(ready, "elsewhere", omgui={"device": "gpu7"})
    from omgui.cli.run import exit_code
    from omgui.engine.runner import Runner, RunRequest

    events: list[object] = []
    request = RunRequest(ready.folder, ("elsewhere",))
    outcome = Runner(request, events.append).run()
    assert exit_code(outcome, request) == 1
    codes = [event.problem.code for event in events if hasattr(event, "problem")]
    assert codes == ["bad-device"]


def test_a_metric_that_the_dataset_does_not_ask_for_cannot_be_chosen(ready: Workspace) -> None:
    done = ready.run("good", metrics=("ssim",))
    assert done.code == 2
    assert_plain(done.problems("good")[0], "metric-not-in-dataset")


def test_a_list_of_nothing_and_a_reference_without_files_leave_the_rest_alone(
    ready: Workspace,
) -> None:
    pairs = {"ref2.png": [], "ref.png": ["good1.png"]}
    _good(ready, "sparse")
    (ready.configs / "sparse_pairs.json").write_text(json.dumps(pairs))
    (ready.configs / "sparse_list.json").write_text("[]")
    done = ready.run("sparse")
    assert done.code == 0
    assert [name for name, _ in ready.table("sparse", "psnr")] == ["good1.png"]
    assert ready.table("sparse", "cf") == []
    assert {"set-empty", "list-empty"} <= set(done.codes("sparse"))
