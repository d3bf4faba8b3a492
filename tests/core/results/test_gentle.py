"""Sorting in pieces gives what sorting at once gives."""

from __future__ import annotations

import random

import pytest

from omgui.core.results.gentle import gentle_sorted


@pytest.mark.parametrize("count", [0, 1, 4096, 20_000])
@pytest.mark.parametrize("is_descending", [False, True])
def test_long_and_short_lists_are_sorted_and_equal_ones_keep_their_order(count, is_descending):
    chance = random.Random(count)
    values = [(chance.randrange(50), place) for place in range(count)]

    def first(value):
        return value[0]

    found = gentle_sorted(values, first, is_descending=is_descending)
    assert found == sorted(values, key=first, reverse=is_descending)
