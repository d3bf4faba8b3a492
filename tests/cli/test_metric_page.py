"""The page of all metrics is what the catalogue says, and costs are of metrics that exist."""

from __future__ import annotations

from pathlib import Path

from omgui.cli.main import main
from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import measured_costs
from omgui.core.metric_spec import Unit

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


def test_costs_are_of_metrics_of_the_catalogue_and_cover_all_that_need_no_weights() -> None:
    catalogue = load_catalogue()[0]
    measured = measured_costs().by_metric
    assert set(measured) <= set(catalogue)
    free = {row.name for row in catalogue.values() if not row.checkpoints}
    assert free - set(measured) == {r.name for r in catalogue.values() if r.unit is Unit.FILE}
    assert all(cost.ms_720p > 0 for cost in measured.values())
