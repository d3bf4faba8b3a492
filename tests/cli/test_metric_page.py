"""The page of all metrics is what the catalogue says, and costs are of metrics that exist."""

from __future__ import annotations

from pathlib import Path

from omgui.cli.main import main
from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import measured_costs

PAGE = Path(__file__).parent.parent.parent / "docs" / "metrics.md"


def test_page_of_metrics_is_what_the_catalogue_says(capsys) -> None:
    assert main(["metrics", "--markdown"]) == 0
    made = capsys.readouterr().out
    assert made == PAGE.read_text(encoding="utf-8"), (
        "run `omgui metrics --markdown > docs/metrics.md`"
    )


def test_every_metric_is_on_the_page_with_its_files_and_licence() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for row in load_catalogue()[0].values():
        assert f"| `{row.name}` |" in page
        assert row.licence in page
        for checkpoint in row.checkpoints:
            assert f"`{checkpoint.file}`" in page


def test_costs_of_every_metric_are_measured() -> None:
    measured = measured_costs().by_metric
    assert set(measured) == set(load_catalogue()[0])
    assert all(cost.ms_720p > 0 for cost in measured.values())
