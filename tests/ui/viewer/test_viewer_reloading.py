"""The dataset is changed while the Viewer shows it: rows of its table have other numbers then."""

from __future__ import annotations

import json

from omgui.ui.viewer.shown_files import key_of
from tests.ui.viewer.study import HIGH, LOW


def without_low(workspace) -> None:
    """Take the first file out of the dataset."""
    for path in workspace.configs.glob("vid_*.json"):
        text = path.read_text()
        said = json.loads(text)
        path.write_text(json.dumps(_without(said)))


def _without(said):
    if isinstance(said, list):
        return [_without(it) for it in said if it != "low.mp4"]
    if isinstance(said, dict):
        return {key: _without(it) for key, it in said.items()}
    return said


def test_curves_of_the_table_before_are_not_taken_for_those_of_other_files(
    opened, page, workspace
) -> None:
    told: list[list[str]] = []
    model, shown = page.parts.files.model, page.shown
    assert [key_of(shown.state.table.rows[row]) for row in shown.state.shown] == [LOW, HIGH]
    score = model.index(0, 1).data()

    def while_no_curves_are_made(_loaded) -> None:
        shown.cursor._on_ready()  # as when the frames of a file have been counted
        shown.show_curves()  # as when the language is changed
        told.append([model.index(row, 1).data() for row in range(model.rowCount())])

    page.reading.loaded.connect(while_no_curves_are_made)
    without_low(workspace)
    opened.session.reload()
    opened.until(lambda: bool(told))
    assert score not in told[0], "that was the score of another file"
    opened.until_curves(page, 1)
    assert [key_of(shown.state.table.rows[row]) for row in shown.state.shown] == [HIGH]
    assert model.index(0, 1).data() != score
