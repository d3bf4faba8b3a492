"""Preferences are kept, and no state of their file stops the start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from omgui.core.preferences import (
    RECENT_LIMIT,
    Preferences,
    load_preferences,
    save_preferences,
)


def test_without_a_file_the_usual_preferences_are_in_force(tmp_path):
    assert load_preferences(tmp_path / "none.json") == (Preferences(), None)


def test_what_is_saved_is_read_again_with_what_newer_versions_added(tmp_path):
    path = tmp_path / "deep" / "preferences.json"
    liked = Preferences(theme="dark", recent_workspaces=("/a", "/b"), size_of_text=14)
    save_preferences(path, liked)
    again, problem = load_preferences(path)
    assert (again, problem) == (liked, None)
    assert json.loads(path.read_text(encoding="utf-8"))["size_of_text"] == 14
    assert [one.name for one in path.parent.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "[" * 100_000])
def test_damaged_file_is_put_aside(tmp_path, text):
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    preferences, problem = load_preferences(path)
    assert preferences == Preferences()
    assert "damaged" in problem.message
    assert (tmp_path / "preferences.json.unreadable").read_text(encoding="utf-8") == text
    assert load_preferences(path)[1] is None


def test_file_that_is_no_text_stays_where_it_is(tmp_path):
    path = tmp_path / "preferences.json"
    path.write_bytes(b"\xff\xfe\xff")
    preferences, problem = load_preferences(path)
    assert preferences == Preferences()
    assert "cannot be read" in problem.message


def test_folder_in_the_place_of_the_file_does_not_stop_the_start(tmp_path):
    preferences, problem = load_preferences(tmp_path)
    assert preferences == Preferences()
    assert problem.code == "preferences-damaged"


def test_one_value_without_meaning_costs_only_itself(tmp_path):
    path = tmp_path / "preferences.json"
    path.write_text('{"theme": "purple", "language": "ru", "recent_workspaces": 3}')
    preferences, problem = load_preferences(path)
    assert preferences == Preferences(language="ru")
    assert "recent_workspaces, theme" in problem.message


def test_newest_workspace_comes_first_and_once():
    preferences = Preferences()
    for name in [*map(str, range(20)), "15"]:
        preferences = preferences.with_recent(name)
    assert preferences.recent_workspaces[:3] == ("15", "19", "18")
    assert len(preferences.recent_workspaces) == RECENT_LIMIT
    assert "15" not in preferences.without_recent("15").recent_workspaces


def test_change_to_a_value_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        Preferences().with_changes(theme="purple")


def test_failed_save_keeps_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "preferences.json"
    save_preferences(path, Preferences(theme="dark"))

    def full(_self, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save_preferences(path, Preferences(theme="light"))
    assert load_preferences(path)[0].theme == "dark"
    assert [one.name for one in tmp_path.iterdir()] == ["preferences.json"]
