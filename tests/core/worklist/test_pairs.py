"""Pairs keep order, groups and modes; what is wrong in them costs the least."""

from __future__ import annotations

import pytest

from omgui.core.findings import Findings
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Severity
from omgui.core.worklist import FrItem
from tests.core.worklist.worklist_folder import Folder

# Excerpts of lists made by hand for public datasets by the author of the older tool.
KADID10K_PAIRS = {
    "images/I81.png": ["images/I81_25_05.png", "images/I81_25_03.png"],
    "images/I80.png": ["images/I80_25_05.png"],
}
_BVI = "videos/Source Sequences - 120 Hz/bobblehead-120fps-360-1920x1080.mp4"
BVI_HFR_PAIRS = {
    _BVI: [
        [["videos/15 Hz/bobblehead-15fps-360-1920x1080.mp4"], "repeat_each"],
        [["videos/30 Hz/bobblehead-30fps-360-1920x1080.mp4"], "repeat_each"],
    ]
}
_HEROES = "DistortedVideos/HeroesOfTheStorm_30fps_30sec_Part{}_1280x720_{}_x264.mp4"
GAMING_PAIRS = {
    f"ReferenceVideos/HeroesOfTheStorm_30fps_30sec_Part{part}.mp4": [
        [[_HEROES.format(1, 1200), _HEROES.format(2, 1200)], "same"]
    ]
    for part in (1, 2)
}


def test_image_pairs_keep_the_order_of_the_file(folder: Folder) -> None:
    items = folder.paired(KADID10K_PAIRS, Media.IMAGE)
    assert items == (
        FrItem("images/I81.png", "images/I81_25_05.png", None, 0, 0),
        FrItem("images/I81.png", "images/I81_25_03.png", None, 0, 1),
        FrItem("images/I80.png", "images/I80_25_05.png", None, 0, 2),
    )
    assert items[0].identity == ("images/I81.png", "images/I81_25_05.png", "")
    assert folder.findings == Findings()


def test_video_pairs_keep_groups_and_modes(folder: Folder) -> None:
    first, second = folder.paired(BVI_HFR_PAIRS)
    assert (first.reference, first.mode, first.group, first.row) == (_BVI, Mode.REPEAT_EACH, 0, 0)
    assert (second.group, second.row) == (1, 1)
    assert second.identity == (_BVI, second.distorted, "repeat_each")
    assert folder.findings == Findings()


def test_distorted_file_under_two_references_is_found_in_a_real_list(folder: Folder) -> None:
    items = folder.paired(GAMING_PAIRS)
    assert len(items) == 4
    assert [warning.code for warning in folder.findings.warnings] == ["two-references"] * 2
    assert "2 references" in folder.findings.warnings[0].message
    assert "Part1.mp4' and 'ReferenceVideos" in folder.findings.warnings[0].message


def test_distorted_file_under_three_references_is_reported_once(folder: Folder) -> None:
    folder.paired({"r1": ["d"], "r2": ["d", "d"], "r3": ["d"]}, Media.IMAGE)
    codes = [warning.code for warning in folder.findings.warnings]
    assert codes == ["listed-twice", "two-references"]
    assert "'r1' and 'r2' and 'r3'" in folder.findings.warnings[1].message


def test_same_pair_in_two_groups_is_a_repetition(folder: Folder) -> None:
    items = folder.paired({"r": [[["d"], "same"], [["d"], "same"]]})
    assert items[0].identity == items[1].identity
    assert folder.only_warning().code == "listed-twice"


def test_same_pair_in_two_modes_is_no_repetition(folder: Folder) -> None:
    items = folder.paired({"r": [[["d"], "same"], [["d"], "repeat_last"]]})
    assert items[0].identity != items[1].identity
    assert folder.findings == Findings()


def test_unknown_mode_costs_its_set_only(folder: Folder) -> None:
    items = folder.paired({"r": [[["a"], "same"], [["b", "c"], "repeat-each"], [["d"], "same"]]})
    assert [(item.distorted, item.group, item.row) for item in items] == [
        ("a", 0, 0),
        ("d", 2, 3),  # rows 1 and 2 stay free for the set without scores
    ]
    (lost,) = folder.findings.item_problems
    assert (lost.reference, lost.distorted, lost.group, lost.row) == ("r", ("b", "c"), 1, 1)
    assert lost.problem.code == "unknown-mode"
    assert lost.problem.severity is Severity.ERROR
    assert "Did you mean 'repeat_each'?" in lost.problem.hint
    assert lost.problem.where == "a.json, line 1, pairs['r'][1]"
    assert not folder.findings.errors


@pytest.mark.parametrize("mode", [None, 3, [], "xyz"])
def test_mode_like_nothing_known_lists_the_modes(folder: Folder, mode: object) -> None:
    folder.paired({"r": [[["a"], mode]]})
    (lost,) = folder.findings.item_problems
    assert lost.problem.hint == "Modes are: same, repeat_each, repeat_last."


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ({"r": []}, Media.IMAGE),
        ({"r": []}, Media.VIDEO),
        ({"r": [[[], "same"]]}, Media.VIDEO),
        ({"r": [[[], "typo"]]}, Media.VIDEO),
    ],
)
def test_empty_set_is_noted_and_the_rest_goes_on(
    folder: Folder, content: dict[str, object], media: Media
) -> None:
    rest = ["d"] if media is Media.IMAGE else [[["d"], "same"]]
    items = folder.paired({**content, "r2": rest}, media)
    assert [(item.reference, item.row) for item in items] == [("r2", 0)]
    (empty,) = folder.findings.item_problems
    assert (empty.problem.code, empty.distorted) == ("set-empty", ())
    assert empty.problem.severity is Severity.WARNING  # no score is missing
    assert not folder.findings.errors


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ({"r": ["d.mp4"]}, Media.VIDEO),
        ({"r": "d.mp4"}, Media.VIDEO),
        ({"r": [["d.mp4"], "same"]}, Media.VIDEO),
        ({"r": [["d.mp4", "same"]]}, Media.VIDEO),
        ({"r": [[["d.mp4"]]]}, Media.VIDEO),
        ({"r": "d.png"}, Media.IMAGE),
        ({"r": {"d.png": 1}}, Media.IMAGE),
        ({"r": [[["d.png"], "same"]]}, Media.IMAGE),
        (["r", "d"], Media.VIDEO),
        ("null", Media.IMAGE),
    ],
)
def test_pairs_in_the_wrong_form_are_shown_the_right_one(
    folder: Folder, content: object, media: Media
) -> None:
    assert folder.paired(content, media) == ()
    error = folder.only_error()
    assert error.code == "pairs-shape"
    assert ('[[["distorted"' in error.hint) == (media is Media.VIDEO)
    assert len(str(error)) < 400


def test_reference_listed_twice_is_an_error_with_both_lines(folder: Folder) -> None:
    text = '{\n"r\\u00e4": ["a", "rä"],\n"b": ["c"],\n\n"rä": ["d"]}'
    folder.paired(text, Media.IMAGE)
    error = folder.only_error()
    assert error.code == "reference-repeated"
    assert "'rä'" in error.message
    assert "lines 2 and 5" in error.message


def test_wrong_entry_of_a_pair_is_placed_with_line_and_path(folder: Folder) -> None:
    folder.paired('{"x: {": ["y"],\n"r": ["a",\n ""], "": ["b"]}', Media.IMAGE)
    assert [error.where for error in folder.findings.errors] == [
        "a.json, line 2, pairs['r'][1]",
        "a.json, line 3, pairs['']",
    ]
    folder.findings.errors.clear()
    folder.paired({"r": [[["a", 5], "same"]]})
    assert folder.only_error().where == "a.json, line 1, pairs['r'][0][0][1]"
