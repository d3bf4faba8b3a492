"""The picker of a Russian window: descriptions, limits and reasons of all metrics."""

from __future__ import annotations

import pytest

from omgui.ui.languages import apply_language
from tests.ui.english import english_in, left_in


@pytest.fixture(params=["from the start", "chosen later"])
def page(open_page, request, qapp):
    if request.param == "from the start":
        apply_language("ru")
    made = open_page("clips")
    apply_language("ru")
    qapp.processEvents()
    return made


@pytest.fixture
def names(page):
    """Titles and papers are names: they stay as their authors wrote them."""
    specs = [row.spec for row in page.picker.rows if row.spec is not None]
    return sorted({name for spec in specs for name in (spec.title, spec.paper)}, key=len)[::-1]


def test_nothing_in_the_picker_is_english(page, names):
    assert left_in(page, names) == []


def test_details_of_every_metric_are_russian(page):
    for row in page.picker.rows:
        page.details.show_row(row, page.picker.weights_of(row))
        text = page.details.text.toPlainText()
        if row.spec is not None:
            text = text.replace(row.spec.title, "·").replace(row.spec.paper, "·")
        assert english_in(text) == "", (row.name, text)
