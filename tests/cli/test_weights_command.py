"""``omgui weights`` on a small catalogue, against a server on this machine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys

import pytest

from omgui.cli import weights, weights_table
from omgui.cli.main import main
from omgui.core.catalogue import Catalogue
from omgui.core.metric_spec import Checkpoint
from omgui.weights import inventory
from tests.cli.workspaces import configure
from tests.weights import site as web
from tests.weights.samples import metric, sha256, torch_file

BODY = torch_file()
DIGITS = sha256(BODY)[:8]


@pytest.fixture
def site():
    with web.running() as one:
        yield one


@pytest.fixture
def folder(home, tmp_path, monkeypatch):
    path = tmp_path / "weights"
    monkeypatch.setenv("OMGUI_WEIGHTS", str(path))
    for name in ("OMGUI_OFFLINE", "OMGUI_MIRROR", "HF_ENDPOINT", "HF_HUB_OFFLINE", "TORCH_HOME"):
        monkeypatch.delenv(name, raising=False)
    return path


@pytest.fixture
def catalogue(site, folder, monkeypatch):
    """Three metrics: one without files, two that share one."""
    own = Checkpoint("lin.pth", site.put("/lin.pth", BODY), 12_000)
    trunk = Checkpoint("trunk.pth", site.put("/trunk.pth", BODY), len(BODY), DIGITS, backbone=True)
    rows = Catalogue((metric("psnr"), metric("lpips", own, trunk), metric("dists", trunk)))
    for module in (weights, inventory):
        monkeypatch.setattr(module, "load_catalogue", lambda: (rows, ()))
    return rows


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_list_shows_files_sizes_states_and_the_folder(catalogue, folder, capsys):
    folder.mkdir()
    (folder / "lin.pth").write_bytes(BODY)
    assert main(["weights", "list"]) == 0
    said = capsys.readouterr().out
    lin = next(line for line in said.splitlines() if "lin.pth" in line)
    assert "there, no checksum to compare" in lin
    assert str(folder) in lin
    trunk = next(line for line in said.splitlines() if "trunk.pth" in line)
    assert "60 kB" in trunk
    assert "missing" in trunk
    assert "psnr" not in said
    assert "1 of 2 files is missing, at least 60 kB." in said


def test_list_of_named_metrics_answers_by_its_exit_code(catalogue, folder, capsys):
    assert main(["weights", "list", "psnr"]) == 0
    assert "No files are needed." in capsys.readouterr().out
    assert main(["weights", "list", "dists"]) == 1
    folder.mkdir()
    (folder / "trunk.pth").write_bytes(BODY)
    assert main(["weights", "list", "dists"]) == 0
    assert "The file is there." in capsys.readouterr().out


def test_list_as_json_holds_everything_a_window_needs(catalogue, folder, capsys):
    assert main(["weights", "list", "lpips", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["folders"] == [str(folder)]
    (row,) = said["metrics"]
    assert row["metric"] == "lpips"
    assert row["is_complete"] is False
    trunk = row["files"][1]
    assert trunk["state"] == "missing"
    assert trunk["size_bytes"] == len(BODY)
    assert trunk["is_backbone"] is True
    assert trunk["also_used_by"] == ["dists"]


def test_list_of_a_dataset_shows_what_it_needs(catalogue, workspace_of_dists, capsys):
    assert main(["weights", "list", "--dataset", "d", "-C", str(workspace_of_dists), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [row["metric"] for row in said["metrics"]] == ["dists"]
    assert main(["weights", "list", "--dataset", "gone", "-C", str(workspace_of_dists)]) == 2
    assert "There is no dataset 'gone'" in capsys.readouterr().err


@pytest.fixture
def workspace_of_dists(tmp_path):
    configure(tmp_path / "ws", "d", files=["a.png"], nr_metrics=["dists"])
    return tmp_path / "ws"


def test_fetch_gets_what_is_missing_once(catalogue, folder, site, capsys):
    assert main(["weights", "fetch", "lpips", "dists"]) == 0
    said = capsys.readouterr().out
    assert f"lin.pth fetched: {folder / 'lin.pth'}" in said
    assert len(site.asked) == 2
    assert main(["weights", "fetch", "lpips"]) == 0
    assert "trunk.pth was there already" in capsys.readouterr().out
    assert len(site.asked) == 2


def test_fetch_without_a_metric_explains_and_fetches_nothing(catalogue, site, capsys):
    assert main(["weights", "fetch"]) == 2
    said = capsys.readouterr().err
    assert "omgui weights fetch --all" in said
    assert "2 files are missing" in said
    assert site.asked == []


def test_fetch_all_and_of_a_dataset(catalogue, folder, workspace_of_dists, capsys):
    command = ["weights", "fetch", "--dataset", "d", "-C", str(workspace_of_dists)]
    assert main(command) == 0
    assert not (folder / "lin.pth").exists()
    assert main(["weights", "fetch", "--all"]) == 0
    assert (folder / "lin.pth").read_bytes() == BODY


def test_fetch_of_a_metric_without_files_says_so(catalogue, capsys):
    assert main(["weights", "fetch", "psnr"]) == 0
    assert "no files are needed" in capsys.readouterr().out


def test_unknown_metric_is_refused_with_a_guess(catalogue, capsys):
    assert main(["weights", "fetch", "lpipps"]) == 2
    said = capsys.readouterr().err
    assert "There is no metric 'lpipps'" in said
    assert "lpips" in said.replace("lpipps", "")


def test_fetch_that_fails_costs_the_exit_code_and_names_the_reason(catalogue, site, capsys):
    del site.pages["/trunk.pth"]
    assert main(["weights", "fetch", "lpips"]) == 1
    said = capsys.readouterr().out
    assert "lin.pth fetched" in said
    assert "it does not have the file (status 404)" in said
    assert "omgui weights import" in said


def test_fetch_as_json_is_a_line_for_each_event(catalogue, folder, site, capsys):
    site.pages["/lin.pth"].behaviours = [web.slowly(0.5)]
    del site.pages["/trunk.pth"]
    assert main(["weights", "fetch", "lpips", "--json"]) == 1
    said = lines(capsys.readouterr().out)
    progress = [one for one in said if one["type"] == "progress"]
    assert progress[-1]["done_bytes"] == progress[-1]["total_bytes"] == len(BODY)
    done, failed = (one for one in said if one["type"] != "progress")
    assert (done["type"], done["path"]) == ("fetched", str(folder / "lin.pth"))
    assert (failed["type"], failed["problem"]["code"]) == ("not-fetched", "weights-not-fetched")


def test_import_says_what_became_of_each_file(catalogue, folder, tmp_path, capsys):
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "lin.pth").write_bytes(BODY)
    assert main(["weights", "import", str(stick)]) == 0
    assert f"lin.pth: imported as {folder / 'lin.pth'}" in capsys.readouterr().out
    (stick / "trunk.pth").write_bytes(torch_file(seed=1))
    (stick / "yolo.pt").write_bytes(b"\x80 something")
    assert main(["weights", "import", str(stick)]) == 1
    said = capsys.readouterr().out
    assert "lin.pth was there already" in said
    assert "refused as trunk.pth: its checksum is not" in said
    assert "yolo.pt: no checkpoint that any metric needs" in said
    assert main(["weights", "import", str(stick), "--json"]) == 1
    said = {one["source"]: one for one in lines(capsys.readouterr().out) if "source" in one}
    assert said["trunk.pth"]["type"] == "refused"
    assert "checksum" in said["trunk.pth"]["reason"]


def test_import_of_nothing_says_so(catalogue, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["weights", "import", str(tmp_path / "empty")]) == 1
    assert "No checkpoint of any metric was found" in capsys.readouterr().out
    assert main(["weights", "import", str(tmp_path / "gone")]) == 2
    assert "There is no" in capsys.readouterr().err


def test_verify_reads_and_judges(catalogue, folder, capsys):
    folder.mkdir()
    (folder / "trunk.pth").write_bytes(BODY)
    assert main(["weights", "verify"]) == 0
    assert "trunk.pth: verified" in capsys.readouterr().out
    assert main(["weights", "verify", "lpips"]) == 1
    assert "lin.pth: missing" in capsys.readouterr().out
    (folder / "trunk.pth").write_bytes(torch_file(seed=1))
    assert main(["weights", "verify"]) == 1
    said = capsys.readouterr().out
    assert "trunk.pth: wrong checksum" in said
    assert "Delete it and fetch it again" in said
    assert main(["weights", "verify", "--json"]) == 1
    (found,) = [one for one in lines(capsys.readouterr().out) if one["type"] == "verified"]
    assert found["state"] == "wrong-checksum"


def test_bar_is_shown_in_a_terminal(catalogue, folder, site, monkeypatch, capsys):
    site.pages["/lin.pth"].behaviours = [web.slowly(0.5)]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert main(["weights", "fetch", "lpips"]) == 0
    said = capsys.readouterr().out
    assert "/s" in said
    assert "lin.pth" in said


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_ctrl_c_keeps_the_part(site, folder):
    body = torch_file(500_000)
    url = site.put("/net.pth", body, web.stall_after(300_000, 20))
    program = (
        # A background job of a shell starts with Ctrl-C switched off, and hands that on.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sys; from omgui.cli import weights; from omgui.cli.main import main\n"
        "from omgui.core.catalogue import Catalogue\n"
        "from omgui.core.metric_spec import Checkpoint\n"
        "from tests.weights.samples import metric\n"
        f"rows = Catalogue((metric('net', Checkpoint('net.pth', {url!r})),))\n"
        "weights.load_catalogue = lambda: (rows, ())\n"
        "sys.exit(main(['weights', 'fetch', 'net', '--json']))"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout:
            if json.loads(line)["done_bytes"]:
                break
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "cancelled" in errors
    assert "Traceback" not in errors
    assert (folder / "net.pth.part").stat().st_size > 0
    assert not (folder / "net.pth").exists()


def test_every_state_has_words():
    assert set(weights_table.STATES) == set(inventory.State)


def test_a_page_in_the_place_of_weights_is_told_by_list_verify_and_fetch(catalogue, folder, capsys):
    folder.mkdir()
    (folder / "trunk.pth").write_bytes(b"<html>Sign in</html>")
    assert main(["weights", "list", "dists"]) == 1
    said = capsys.readouterr().out
    assert "not a checkpoint" in said
    assert "1 of 1 file is not usable." in said
    assert main(["weights", "verify"]) == 1
    said = capsys.readouterr().out
    assert "trunk.pth: not a checkpoint" in said
    assert "it is a web page" in said
    assert main(["weights", "fetch", "dists"]) == 0
    assert (folder / "trunk.pth").read_bytes() == BODY


def test_verify_with_nothing_there_says_so(catalogue, capsys):
    assert main(["weights", "verify"]) == 1
    assert "none of the files is there" in capsys.readouterr().out
    assert main(["weights", "verify", "psnr"]) == 0
    assert "no files are needed" in capsys.readouterr().out


def test_folder_in_which_nothing_arrived_is_not_left_behind(catalogue, folder, site, capsys):
    del site.pages["/trunk.pth"]
    assert main(["weights", "fetch", "dists"]) == 1
    assert not folder.exists()
    assert main(["weights", "fetch", "lpips"]) == 1
    assert (folder / "lin.pth").exists()


def test_list_is_readable_on_a_narrow_terminal(catalogue, folder, monkeypatch, capsys):
    folder.mkdir()
    (folder / "lin.pth").write_bytes(BODY)
    for name, value in (("FORCE_COLOR", "1"), ("COLUMNS", "80"), ("NO_COLOR", "1")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["weights", "list"]) == 0
    said = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert max(map(len, said.splitlines())) <= 80
    assert "there, no checksum to compare" in said
    assert "trunk.pth" in said
    assert not said.endswith("\n\n")
