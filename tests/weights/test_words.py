"""Sizes, lists and complaints of the system read well."""

from __future__ import annotations

import pytest

from omgui.weights.words import listed, size_text, system_words


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [
        (0, "unknown size"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (9_960, "10 kB"),
        (999_700, "1.0 MB"),
        (109_000_000, "109 MB"),
        (1_069_100_000, "1.1 GB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_sizes_have_two_or_three_digits_and_a_unit(size_bytes, text):
    assert size_text(size_bytes) == text


def test_lists_stay_short():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_system_errors_have_no_numbers_or_paths():
    assert system_words(OSError(28, "No space left on device", "/x")) == "the disk is full"
    assert system_words(OSError(13, "Permission denied")) == "you have no right to do that there"
    assert system_words(OSError(30, "Read-only")) == "it is on a disk that can only be read"
    assert system_words(OSError(5, "Input/output error.", "/x")) == "input/output error"
    assert system_words(OSError("odd")) == "oserror"
