"""What is kept of each dataset between two sessions."""

from __future__ import annotations

from pathlib import Path

import pytest

from omgui.core.problems import Problem, ProblemError
from omgui.ui import kept_by_dataset
from omgui.ui.kept_by_dataset import KeptByDataset

HERE, THERE = Path("/a"), Path("/b")


@pytest.fixture
def kept(tmp_path) -> KeptByDataset:
    return KeptByDataset("", tmp_path / "kept.json")


def test_each_dataset_of_each_workspace_has_its_own(kept) -> None:
    assert kept.find(HERE, "vid") is None
    for place, values in ((HERE, [1]), (THERE, {"x": "ü"})):
        kept.keep(place, "vid", values)
    assert (kept.find(HERE, "vid"), kept.find(THERE, "vid")) == ([1], {"x": "ü"})
    kept.keep(HERE, "vid", None)
    assert (kept.find(HERE, "vid"), kept.find(THERE, "vid")) == (None, {"x": "ü"})


def test_what_was_left_longest_ago_is_forgotten_first(kept, monkeypatch) -> None:
    monkeypatch.setattr(kept_by_dataset, "_MOST", 2)
    for number, name in enumerate("abac"):
        kept.keep(HERE, name, number)
    assert [kept.find(HERE, name) for name in "abc"] == [2, None, 3]


@pytest.mark.parametrize("content", ["", "[]", "nonsense", '{"a": ', "[" * 100_000])
def test_damaged_file_is_as_good_as_none(kept, tmp_path, content) -> None:
    (tmp_path / "kept.json").write_text(content)
    assert kept.find(HERE, "vid") is None
    kept.keep(HERE, "vid", 1)
    assert kept.find(HERE, "vid") == 1


def test_full_disk_loses_what_was_to_be_kept_and_nothing_else(kept, monkeypatch) -> None:
    kept.keep(HERE, "vid", 1)

    def full(_path, _text) -> None:
        raise ProblemError(Problem("disk-full", "There is no room."))

    monkeypatch.setattr(kept_by_dataset, "replace_text", full)
    kept.keep(HERE, "vid", 2)
    assert kept.find(HERE, "vid") == 1
