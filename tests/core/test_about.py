"""Every metric says in plain words what it measures."""

from __future__ import annotations

import re

import pytest

from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.about import ABOUT

KNOWN, _ = load_catalogue()


def test_texts_and_metrics_belong_to_each_other():
    assert set(ABOUT) == set(KNOWN)


@pytest.mark.parametrize("name", list(KNOWN))
def test_a_metric_is_explained_in_two_or_three_sentences(name):
    text = KNOWN[name].about
    assert 2 <= len(re.findall(r"\.(?= |$)", text)) <= 3
    assert "{" not in text
    assert 80 <= len(text) <= 330
