"""Presets: named choices of metrics that nothing can lose."""

from __future__ import annotations

import json

import pytest

from omgui.core.catalogue import load_catalogue
from omgui.core.presets import OwnPresets, built_in_presets, presets_file
from omgui.core.problems import ProblemError

KNOWN, _ = load_catalogue()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings" / "presets.json"


def names(own: OwnPresets) -> list[str]:
    return [preset.name for preset in own]


def code_of(action) -> str:
    with pytest.raises(ProblemError) as caught:
        action()
    assert caught.value.problem.message.endswith((".", "'"))
    return caught.value.problem.code


def test_every_built_in_preset_names_metrics_of_the_catalogue_once():
    presets = built_in_presets(KNOWN)
    assert len({preset.name for preset in presets}) == len(presets)
    for preset in presets:
        assert preset.metrics
        assert set(preset.metrics) <= set(KNOWN)
        assert len(set(preset.metrics)) == len(preset.metrics)
        assert not preset.is_own


def test_all_without_weights_needs_no_checkpoint():
    plain = next(one for one in built_in_presets(KNOWN) if one.name == "All without weights")
    assert not [name for name in plain.metrics if KNOWN[name].checkpoints]
    assert {"psnr", "vmaf", "ti"} <= set(plain.metrics)
    assert "piq_psnr" not in plain.metrics


def test_presets_are_kept_in_the_settings_of_the_person(monkeypatch, tmp_path):
    monkeypatch.setattr("omgui.core.presets.user_config_dir", lambda *_a, **_k: str(tmp_path))
    assert presets_file() == tmp_path / "presets.json"


def test_a_saved_preset_is_there_at_the_next_start(path):
    OwnPresets(path).save("  My   codecs ", ["psnr", "vmaf", "psnr"])
    (again,) = OwnPresets(path)
    assert (again.name, again.metrics, again.is_own) == ("My codecs", ("psnr", "vmaf"), True)


def test_saving_under_the_same_name_replaces_the_preset(path):
    own = OwnPresets(path)
    own.save("a", ["psnr"])
    own.save("a", ["ssim"])
    assert [preset.metrics for preset in OwnPresets(path)] == [("ssim",)]


def test_a_renamed_preset_keeps_its_place_and_its_metrics(path):
    own = OwnPresets(path)
    for name in ("a", "b", "c"):
        own.save(name, [f"metric of {name}"])
    assert own.rename("b", "B").metrics == ("metric of b",)
    assert names(OwnPresets(path)) == ["a", "B", "c"]
    assert own.rename("B", "B").name == "B"


def test_no_preset_is_lost_by_renaming_another_one(path):
    own = OwnPresets(path)
    own.save("a", ["psnr"])
    own.save("b", ["ssim"])
    assert code_of(lambda: own.rename("a", "b")) == "preset-exists"
    assert names(OwnPresets(path)) == ["a", "b"]


def test_a_deleted_preset_is_gone(path):
    own = OwnPresets(path)
    own.save("a", ["psnr"])
    own.save("b", ["ssim"])
    own.delete("a")
    assert names(OwnPresets(path)) == ["b"]
    assert code_of(lambda: own.delete("a")) == "preset-missing"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x07b"])
def test_what_cannot_be_a_name_is_refused(path, name):
    own = OwnPresets(path)
    assert code_of(lambda: own.save(name, ["psnr"])) == "preset-name"
    assert not path.exists()


def test_an_empty_preset_is_refused(path):
    assert code_of(lambda: OwnPresets(path).save("a", [])) == "preset-empty"


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 1, "presets": [{"name": 3}]}'])
def test_a_damaged_file_is_put_aside_when_something_is_saved(path, text):
    path.parent.mkdir()
    path.write_text(text)
    own = OwnPresets(path)
    assert names(own) == []
    assert own.problem is not None
    assert own.problem.code == "presets-unreadable"
    own.save("a", ["psnr"])
    assert own.problem is None
    assert path.with_name("presets.json.unreadable").read_text() == text
    assert names(OwnPresets(path)) == ["a"]


def test_a_file_that_is_no_text_never_stops_the_start(path):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe\x00")
    assert OwnPresets(path).problem.code == "presets-unreadable"


def test_a_file_of_a_newer_omgui_is_left_as_it_is(path):
    path.parent.mkdir()
    text = json.dumps({"version": 2, "presets": []})
    path.write_text(text)
    own = OwnPresets(path)
    assert own.problem.code == "preset-file-newer"
    assert code_of(lambda: own.save("a", ["psnr"])) == "preset-file-newer"
    assert path.read_text() == text


def test_what_cannot_be_written_changes_nothing(path, monkeypatch):
    own = OwnPresets(path)
    own.save("a", ["psnr"])

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    assert code_of(lambda: own.save("b", ["ssim"])) == "file-unwritable"
    assert names(own) == ["a"]
    assert [file.name for file in path.parent.iterdir()] == ["presets.json"]


def test_a_damaged_file_that_cannot_be_put_aside_is_not_overwritten(path, monkeypatch):
    path.parent.mkdir()
    path.write_text("{")
    own = OwnPresets(path)

    def refuse(*_arguments):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    assert code_of(lambda: own.save("a", ["psnr"])) == "file-unwritable"
    assert path.read_text() == "{"
