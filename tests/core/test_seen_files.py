"""What files were like when a dataset was saved, and what that tells later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from omgui.core.pairing import compare_listings
from omgui.core.seen_files import Seen, read_seen, seen_text

FILES = {"ref/é.png": Seen(12, 1_700_000_000_123), 'a"b.png': Seen(0, -5)}


def test_files_read_back_equal_and_lie_on_lines_of_their_own(tmp_path: Path) -> None:
    for number, files in enumerate((FILES, {})):
        path = tmp_path / f"{number}.json"
        path.write_text(seen_text(files), encoding="utf-8")
        assert read_seen(path) == files
        assert len(path.read_text(encoding="utf-8").splitlines()) == 2 + len(files)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "5",
        '{"version": 2, "files": {"a": [1, 2]}}',
        '{"version": 1}',
        '{"version": 1, "files": [1]}',
        '{"version": 1, "files": {"a": [1]}}',
        '{"version": 1, "files": {"a": ["x", 2]}}',
        '{"version": 1, "files": {"a": [1, 1e999]}}',
        '{"version": 1, "files": {"a": null}}',
        '{"version": 1, "files": ' + "[" * 100_000,
    ],
)
def test_what_cannot_be_understood_counts_as_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "n_files.json"
    path.write_text(text, encoding="utf-8")
    assert read_seen(path) == {}


def test_file_that_is_not_there_counts_as_nothing(tmp_path: Path) -> None:
    assert read_seen(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Seen(5, 10_000), True),
        (Seen(5, 12_000), True),  # to the two seconds that some disks know
        (Seen(5, 12_001), False),
        (Seen(5, 7_000), False),
        (Seen(6, 10_000), False),
    ],
)
def test_size_or_time_tells_another_content(other: Seen, is_same: bool) -> None:
    assert Seen(5, 10_000).is_as(other) is is_same


def test_listings_are_compared() -> None:
    old = {"a": Seen(1, 0), "b": Seen(2, 0), "c": Seen(3, 0)}
    new = {"b": Seen(3, 0), "c": Seen(3, 0), "d": Seen(1, 0)}
    change = compare_listings(old, new)
    assert (change.added, change.vanished, change.changed) == (("d",), ("a",), ("b",))
    assert change
    assert not compare_listings(old, old)
    few = compare_listings(old, new, ["c", "d"])
    assert (few.added, few.vanished, few.changed) == (("d",), ("a",), ())


def test_text_is_json() -> None:
    assert json.loads(seen_text(FILES))["files"]['a"b.png'] == [0, -5]
