"""``omgui metrics`` shows the whole catalogue, quickly."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys

from rich.console import Console

from omgui.cli import metrics
from omgui.cli.main import main
from omgui.core.catalogue import Catalogue, load_catalogue
from omgui.core.metric_spec import Better, Checkpoint, Kind, MetricSpec
from omgui.core.problems import Problem


def test_json_holds_every_field_of_every_metric(capsys):
    assert main(["metrics", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    catalogue, _ = load_catalogue()
    fields = {field.name for field in dataclasses.fields(MetricSpec)}
    assert [row["name"] for row in said["metrics"]] == list(catalogue)
    assert all(set(row) == {*fields, "unavailable"} for row in said["metrics"])
    vif = next(row for row in said["metrics"] if row["name"] == "vif")
    assert vif["kind"] == "FR"
    assert vif["range"] == [0.0, None]
    assert vif["compat_options"] == {"order": "reference_first"}
    assert vif["unavailable"] is None
    musiq = next(row for row in said["metrics"] if row["name"] == "musiq")
    assert musiq["unavailable"]["code"] == "weights-missing"


def test_checkpoints_are_part_of_the_json():
    row = MetricSpec(
        "net", "Net", Kind.NR, "a:b", Better.HIGHER, (0, 1), "paper", "code", "MIT",
        checkpoints=(Checkpoint("net.pth", "https://example.org/net.pth", 5),),
    )  # fmt: skip
    said = json.loads(metrics.as_json(Catalogue((row,)), ()))
    assert said["metrics"][0]["checkpoints"][0]["file"] == "net.pth"


def test_table_shows_every_name_and_direction(capsys):
    assert main(["metrics"]) == 0
    lines = capsys.readouterr().out.splitlines()
    catalogue, _ = load_catalogue()
    rows = {line.split()[0]: line for line in lines if line.split()[:1]}
    for name, row in catalogue.items():
        assert row.kind.value in rows[name]
        assert row.better.value in rows[name]
    assert "0 … 80 dB" in rows["psnr"]
    assert "libvmaf" in rows["vmaf"]


def test_table_fits_a_narrow_terminal():
    catalogue, _ = load_catalogue()
    console = Console(width=80, record=True, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    console.print(metrics.metric_table(catalogue, 80))
    lines = console.export_text().splitlines()
    console.file.close()
    assert max(map(len, lines)) <= 80
    starts = {line.split()[0] for line in lines if line.split()}
    assert set(catalogue) <= starts


def test_broken_plug_in_is_named_and_costs_the_exit_code(monkeypatch, capsys):
    catalogue, _ = load_catalogue()
    broken = Problem("plugin-broken", "The metric plug-in [x] was left out: it raised.")
    monkeypatch.setattr(metrics, "load_catalogue", lambda: (catalogue, (broken,)))
    assert main(["metrics"]) == 1
    assert "The metric plug-in [x] was left out" in capsys.readouterr().out


def test_help_and_metrics_import_nothing_heavy():
    heavy = {"torch", "numpy", "pydantic", "cv2", "av", "decord", "PIL"}
    for arguments in (["--help"], ["metrics"], ["metrics", "--json"]):
        program = (
            "import sys, contextlib; from omgui.cli.main import main\n"
            "with contextlib.suppress(SystemExit): main(sys.argv[1:])\n"
            f"sys.exit(str({heavy!r} & set(sys.modules) or ''))"
        )
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr.strip() == "", arguments
