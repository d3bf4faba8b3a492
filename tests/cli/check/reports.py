"""What ``omgui check`` reports about a dataset, for its tests."""

from __future__ import annotations

import json

from omgui.cli.main import main

PAIR = {"a.png": ["a_1.png", "a_2.png"]}


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
