"""The page of all metrics is what the catalogue says, and costs are of metrics that exist."""

from __future__ import annotations

from pathlib import Path

from omgui.cli.main import main
from omgui.cli.metric_page import metric_page
from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import Cost, Costs, measured_costs

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
    rows = load_catalogue()[0].values()
    assert set(measured) == {row.name for row in rows if not row.part_of}
    assert all(cost.ms_720p > 0 or cost.ms_clip > 0 for cost in measured.values())


def test_metrics_of_whole_clips_say_what_a_clip_takes_and_their_parts_say_nothing() -> None:
    rows = load_catalogue()[0]
    costs = Costs("a machine", {"dover": Cost(0.0, 0.0, 1, 36_400.0), "mdtvsfa": Cost(9.0, 20.2)})
    page = metric_page(rows, costs).splitlines()

    def cell(name: str) -> str:
        line = next(line for line in page if line.startswith(f"| `{name}` |"))
        return line.split(" | ")[6]

    assert cell("dover") == "36 s a clip"
    assert cell("dover-technical") == "with `dover`"
    assert cell("mdtvsfa") == "20"
    assert cell("FAST-VQA") == "–"
