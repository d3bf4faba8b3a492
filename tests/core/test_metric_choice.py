"""Ticks in a dataset's file: only the lists of metrics change, all else stays."""

from __future__ import annotations

import pytest
import yaml

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_choice import (
    home_of,
    keys_of,
    lists_of,
    names_in,
    read_choice,
    save_choice,
    with_chosen,
)
from omgui.core.metric_spec import Media
from omgui.core.problems import ProblemError, ProblemsError
from tests.workspaces import Workspace

KNOWN, _ = load_catalogue()
VIDEO = Media.VIDEO


def said(workspace, name: str = "d") -> dict:
    return yaml.safe_load((workspace.configs / f"{name}.yaml").read_text("utf-8"))


@pytest.fixture
def clips(tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    workspace.dataset(
        "d",
        "vid",
        fr_iqa_metrics=["psnr", "of_a_plugin"],
        nr_vqa_metrics=["ti"],
        fr_metrics=["kept as it is"],
        their_key={"a": [1, 2]},
        omgui={"workers": 2, "of_a_newer_version": True},
    )
    return workspace


@pytest.mark.parametrize(
    ("name", "media", "key"),
    [
        ("psnr", Media.IMAGE, "fr_metrics"),
        ("niqe", Media.IMAGE, "nr_metrics"),
        ("psnr", VIDEO, "fr_iqa_metrics"),
        ("vmaf", VIDEO, "fr_vqa_metrics"),
        ("vmaf", Media.IMAGE, None),
        ("inception_v3", VIDEO, "image_feature_extractors"),
        ("inception_v3", Media.IMAGE, "feature_extractors"),
    ],
)
def test_every_metric_has_its_list(name, media, key):
    assert home_of(KNOWN[name], media) == key
    assert key is None or key in keys_of(media)


def test_a_tick_changes_nothing_but_its_list(clips):
    before = said(clips)
    _, config = read_choice(clips.folder, "d")
    lists = with_chosen(lists_of(config), {*names_in(lists_of(config)), "ssim"}, VIDEO, KNOWN)
    save_choice(clips.folder, "d", lists)
    after = said(clips)
    assert after.pop("fr_iqa_metrics") == ["psnr", "of_a_plugin", "ssim"]
    before.pop("fr_iqa_metrics")
    assert after == before


def test_what_nobody_knows_keeps_its_place_until_it_is_unticked(clips):
    _, config = read_choice(clips.folder, "d")
    lists = lists_of(config)
    assert names_in(lists) == ("psnr", "of_a_plugin", "ti")
    kept = with_chosen(lists, {"of_a_plugin"}, VIDEO, KNOWN)
    assert names_in(kept) == ("of_a_plugin",)
    assert names_in(with_chosen(lists, {"psnr"}, VIDEO, KNOWN)) == ("psnr",)


def test_new_metrics_come_in_the_order_of_the_catalogue():
    lists = dict.fromkeys(keys_of(VIDEO), ())
    found = with_chosen(lists, ["vmaf", "ssim", "psnr", "niqe"], VIDEO, KNOWN)
    assert found["fr_iqa_metrics"] == ("psnr", "ssim")
    assert found["fr_vqa_metrics"] == ("vmaf",)
    assert found["nr_iqa_metrics"] == ("niqe",)


def test_a_metric_of_the_other_media_is_left_out():
    lists = dict.fromkeys(keys_of(Media.IMAGE), ())
    assert names_in(with_chosen(lists, ["vmaf", "psnr"], Media.IMAGE, KNOWN)) == ("psnr",)


def test_unticking_everything_leaves_a_file_that_can_be_ticked_again(clips):
    _, config = read_choice(clips.folder, "d")
    empty = with_chosen(lists_of(config), (), VIDEO, KNOWN)
    save_choice(clips.folder, "d", empty)
    assert "fr_iqa_metrics" not in said(clips)
    save_choice(clips.folder, "d", with_chosen(empty, ["psnr"], VIDEO, KNOWN))
    assert said(clips)["fr_iqa_metrics"] == ["psnr"]


def test_what_somebody_else_wrote_meanwhile_stays(clips):
    _, config = read_choice(clips.folder, "d")
    lists = with_chosen(lists_of(config), ["ssim"], VIDEO, KNOWN)
    path = clips.configs / "d.yaml"
    path.write_text(path.read_text("utf-8").replace('"workers": 2', '"workers": 7'), "utf-8")
    save_choice(clips.folder, "d", lists)
    assert said(clips)["omgui"] == {"workers": 7, "of_a_newer_version": True}


def test_a_file_that_says_it_already_is_not_touched(clips):
    path = clips.configs / "d.yaml"
    text = "# a comment of the person\n" + path.read_text("utf-8")
    path.write_text(text, "utf-8")
    _, config = read_choice(clips.folder, "d")
    save_choice(clips.folder, "d", lists_of(config))
    assert path.read_text("utf-8") == text


def test_a_file_that_cannot_be_understood_is_told_and_left(clips):
    path = clips.configs / "d.yaml"
    path.write_text("type: nothing\n", "utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_choice(clips.folder, "d")
    assert {"unknown-type", "key-missing"} <= {problem.code for problem in caught.value.problems}
    with pytest.raises(ProblemError, match="no dataset"):
        read_choice(clips.folder, "nowhere")


def test_a_disk_that_is_full_costs_nothing_that_was_there(clips, monkeypatch):
    path = clips.configs / "d.yaml"
    before = path.read_text("utf-8")

    def refuse(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("omgui.core.written_files.os.fsync", refuse)
    with pytest.raises(ProblemError) as caught:
        save_choice(clips.folder, "d", dict.fromkeys(keys_of(VIDEO), ()))
    assert caught.value.problem.code == "file-unwritable"
    assert "No space left" in caught.value.problem.message
    assert path.read_text("utf-8") == before
    assert not list(clips.configs.glob("*.part"))
