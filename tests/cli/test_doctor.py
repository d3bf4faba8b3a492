"""``omgui doctor`` finds what is wrong with an installation, and is calm where nothing is."""

from __future__ import annotations

import json

import pytest

from omgui.cli import doctor, selftest, trials
from omgui.cli.doctor import State
from omgui.cli.main import main
from omgui.core.catalogue import classic, descriptive
from omgui.core.metric_spec import Unit
from omgui.core.problems import Problem, ProblemError


@pytest.fixture
def quick(monkeypatch):
    """Answer at once for the processes that the doctor starts."""
    said = {"scores": dict(selftest.EXPECTED)}

    def start(what, *_arguments):
        return said.get(what, {"frames": 12, "digest": "same"})

    monkeypatch.setattr(doctor, "start_trial", start)
    return said


def report(capsys):
    code = main(["doctor", "--json"])
    said = json.loads(capsys.readouterr().out)
    return code, said, {(one["group"], one["name"]): one for one in said["checks"]}


def test_this_installation_is_well(capsys):
    code, said, checks = report(capsys)
    wrong = [one for one in said["checks"] if one["state"] == "problem"]
    assert wrong == []
    assert code == 0
    assert said["is_ok"]
    assert checks["decoders", "opencv"]["value"].endswith("12 frames, all as expected")
    assert checks["scores", "mad"]["state"] == "ok"


def test_a_quick_look_starts_no_trial_and_tells_what_forecasts_need(monkeypatch, capsys):
    monkeypatch.setattr(
        doctor, "start_trial", lambda *_arguments: pytest.fail("a trial was started")
    )
    assert main(["doctor", "--quick", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {one["group"] for one in said["checks"]} == {
        "versions", "devices", "folders", "weights", "ffmpeg",
    }  # fmt: skip
    assert said["machine"]["cores"] >= 1
    assert 0 < said["machine"]["available_bytes"] <= said["machine"]["total_bytes"]
    assert isinstance(said["machine"]["cuda_free_bytes"], list)


def test_every_built_in_metric_of_frames_has_an_expected_score():
    rows = (*classic.ROWS, *descriptive.ROWS)
    own = {row.name for row in rows if row.unit is not Unit.FILE and not row.checkpoints}
    assert set(selftest.EXPECTED) == own


def test_pictures_of_the_self_test_differ_and_stay_as_they_are():
    reference, distorted = selftest.pictures()
    assert reference.shape == distorted.shape == (selftest.SIDE, selftest.SIDE, 3)
    assert (int(reference.sum()), int(distorted.sum())) == (10425261, 10068768)


def test_a_wrong_score_is_a_problem(quick, capsys):
    quick["scores"]["ssim"] *= 1.0001
    code, said, checks = report(capsys)
    assert code == 1
    assert not said["is_ok"]
    assert "instead of" in checks["scores", "ssim"]["value"]
    assert [one["name"] for one in said["checks"] if one["state"] == "problem"] == ["ssim"]


def test_a_metric_that_raises_is_a_problem(quick, capsys):
    quick["scores"]["vif"] = "RuntimeError: no kernel"
    _, _, checks = report(capsys)
    assert checks["scores", "vif"]["state"] == "problem"
    assert checks["scores", "vif"]["value"] == "RuntimeError: no kernel"


def test_a_decoder_with_other_pixels_or_too_few_frames_is_a_problem(quick, capsys):
    quick["opencv"] = {"frames": 12, "digest": "other"}
    quick["ffmpeg"] = {"frames": 3, "digest": "same"}
    quick["pyav"] = "it crashed (signal 11)"
    code, _, checks = report(capsys)
    assert code == 1
    assert "not those of the other decoders" in checks["decoders", "opencv"]["value"]
    assert "3 of 12" in checks["decoders", "ffmpeg"]["value"]
    assert "signal 11" in checks["decoders", "pyav"]["value"]


def test_decord_may_be_missing(quick, capsys, monkeypatch):
    installed = doctor._version
    monkeypatch.setattr(
        doctor, "_version", lambda name: "" if name == "decord" else installed(name)
    )
    quick["decord"] = "ModuleNotFoundError: No module named 'decord'"
    code, _, checks = report(capsys)
    assert code == 0
    assert checks["versions", "decord"]["state"] == "note"
    assert checks["decoders", "decord"]["state"] == "note"


def test_a_missing_package_names_the_command_that_installs_it(quick, capsys, monkeypatch):
    installed = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: "" if name == "av" else installed(name))
    code, _, checks = report(capsys)
    assert code == 1
    assert "-m pip install av" in checks["versions", "av"]["hint"]


def test_without_ffmpeg_the_rest_is_still_looked_at(quick, capsys, monkeypatch):
    def missing():
        raise ProblemError(Problem("ffmpeg-missing", "No ffmpeg was found.", "Install it."))

    monkeypatch.setattr(doctor, "find_ffmpeg", missing)
    code, _, checks = report(capsys)
    assert code == 1
    assert checks["ffmpeg", "program"]["value"] == "No ffmpeg was found."
    assert checks["scores", "psnr"]["state"] == "ok"


def test_ffmpeg_without_libvmaf_is_a_problem(quick, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "has_libvmaf", lambda _path: False)
    _, _, checks = report(capsys)
    assert checks["ffmpeg", "libvmaf"]["state"] == "problem"


def test_a_folder_that_cannot_be_written_is_a_problem(quick, capsys, monkeypatch):
    def refuse(**_where):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    code, _, checks = report(capsys)
    assert code == 1
    assert "Permission denied" in checks["folders", "current"]["value"]


def test_the_screen_says_in_the_end_whether_all_is_well(quick, capsys):
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("All is well.")
    quick["scores"] = "it crashed (signal 9)"
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "it crashed (signal 9)" in out
    assert "found a problem." in out


def test_a_part_that_fails_is_told_in_words():
    said = trials.start_trial("opencv", "/nowhere.mp4")
    assert isinstance(said, str)
    assert said


def test_scores_that_are_missing_are_problems():
    assert doctor.score_check("psnr", {}).state is State.PROBLEM


def test_weights_and_their_folder_are_looked_at(monkeypatch, tmp_path):
    from tests.toy_metrics import write_weights

    monkeypatch.setenv("OMGUI_WEIGHTS", str(tmp_path))
    monkeypatch.setenv("OMGUI_OFFLINE", "1")
    said = {check.name: check for check in doctor._weights()}
    assert said["folders"].value == str(tmp_path)
    assert "OMGUI_OFFLINE" in said["network"].value
    assert said["metrics"].value.startswith("0 of the ")
    assert "omgui weights fetch" in said["metrics"].hint
    write_weights(tmp_path / "musiq_koniq_ckpt-e95806b9.pth", 1.0)
    (again,) = [check for check in doctor._weights() if check.name == "metrics"]
    assert again.value.startswith("1 of the ")
