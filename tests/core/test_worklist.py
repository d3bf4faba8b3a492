from __future__ import annotations

import json
import ntpath
import os
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core import worklist_json
from omgui.core.findings import Findings
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, Severity
from omgui.core.worklist import FrItem, NrItem, csv_name
from omgui.core.worklist_files import read_list, read_pairs

# Excerpts of lists made by hand for public data sets by the author of the older tool.
CVD2014_LIST = [
    "videos/Test1/.DS_Store",
    "videos/Test1/City/Test01_City_D01.avi",
    "videos/Test1/City/Test01_City_D02.avi",
]
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


class Folder:
    """Writes a file, reads it back as a worklist and keeps what was found."""

    def __init__(self, path: Path) -> None:
        self.path = path / "a.json"
        self.findings = Findings()

    def _write(self, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.path.write_text(text, encoding="utf-8")

    def listed(self, content: object) -> tuple[NrItem, ...]:
        self._write(content)
        return read_list(self.path, "a.json", self.findings)

    def paired(self, content: object, media: Media = Media.VIDEO) -> tuple[FrItem, ...]:
        self._write(content)
        return read_pairs(self.path, "a.json", media, self.findings)

    def only_error(self) -> Problem:
        assert not self.findings.warnings
        (error,) = self.findings.errors
        return error

    def only_warning(self) -> Problem:
        assert not self.findings.errors
        (warning,) = self.findings.warnings
        assert warning.severity is Severity.WARNING
        return warning


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_list_keeps_every_entry_in_its_row(folder: Folder) -> None:
    items = folder.listed(["b.png", "a.png"])
    assert items == (NrItem("b.png", 0), NrItem("a.png", 1))
    assert folder.findings == Findings()


def test_file_listed_twice_keeps_both_rows_and_is_computed_once(folder: Folder) -> None:
    items = folder.listed(["a.png", "b.png", "a.png"])
    assert [item.row for item in items] == [0, 1, 2]
    assert Counter(item.identity for item in items) == {("a.png",): 2, ("b.png",): 1}
    warning = folder.only_warning()
    assert warning.code == "listed-twice"
    assert warning.where == "a.json, list[2]"
    assert "list[0]" in warning.message


def test_system_file_in_a_real_list_is_named(folder: Folder) -> None:
    assert len(folder.listed(CVD2014_LIST)) == 3
    warning = folder.only_warning()
    assert warning.code == "system-file"
    assert "videos/Test1/.DS_Store" in warning.message


@pytest.mark.parametrize("name", ["Thumbs.db", "a/thumbs.DB", "a/desktop.ini", "a/._b.png"])
def test_files_that_systems_leave_behind_are_named(folder: Folder, name: str) -> None:
    folder.listed([name])
    assert folder.only_warning().code == "system-file"


def test_ordinary_names_with_dots_are_not_taken_for_system_files(folder: Folder) -> None:
    folder.listed(["../other/a.png", "/abs/b.png", ".hidden.png", "Thumbs.db/a.png", "ü/x y.png"])
    assert folder.findings == Findings()


def test_backslashes_are_warned_about_but_kept(folder: Folder) -> None:
    (item,) = folder.listed(["a\\b.png"])
    assert item.file == "a\\b.png"
    assert folder.only_warning().code == "path-backslash"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (7, "entry-not-text"),
        (None, "entry-not-text"),
        (["a.png"], "entry-not-text"),
        ("", "path-empty"),
        ("a\0.png", "path-unusable"),
        ("a\udcff.png", "path-unusable"),
    ],
)
def test_entry_that_is_no_path_is_an_error_with_its_place(
    folder: Folder, entry: object, code: str
) -> None:
    folder.listed(["a.png", entry])
    error = folder.only_error()
    assert error.code == code
    assert error.where == "a.json, list[1]"


def test_all_wrong_entries_are_reported_together(folder: Folder) -> None:
    folder.listed([1, "a.png", ""])
    assert [error.where for error in folder.findings.errors] == [
        "a.json, list[0]",
        "a.json, list[2]",
    ]


def test_report_of_a_file_full_of_errors_stays_readable(folder: Folder) -> None:
    folder.listed(list(range(5000)))
    *errors, last = folder.findings.errors
    assert len(errors) == 100
    assert last.message == "4900 more entries are wrong."


def test_list_must_be_an_array(folder: Folder) -> None:
    assert folder.listed({"a.png": []}) == ()
    assert folder.only_error().code == "list-shape"


@pytest.mark.parametrize("content", ["[]", "{}"])
def test_worklist_without_entries_is_warned_about(folder: Folder, content: str) -> None:
    read = folder.listed if content == "[]" else folder.paired
    assert read(content) == ()
    assert folder.only_warning().code == "list-empty"


def test_byte_order_mark_is_tolerated(folder: Folder) -> None:
    assert folder.listed('\ufeff["a.png"]') == (NrItem("a.png", 0),)


def test_json_error_is_placed_to_the_character(folder: Folder) -> None:
    folder.listed('["a.png",\n "b.png"\n "c.png"]')
    error = folder.only_error()
    assert error.code == "json-invalid"
    assert error.where == "a.json, line 3, column 2"


@pytest.mark.parametrize("content", ["[" * 100_000, "[" + "9" * 5000 + "]"])
def test_json_made_to_harm_is_refused(folder: Folder, content: str) -> None:
    assert folder.listed(content) == ()
    assert folder.only_error().code == "json-invalid"


def test_file_that_is_not_utf_8_is_refused_with_its_line(folder: Folder) -> None:
    folder.path.write_bytes(b'["a.png",\n"\xe4.png"]')
    assert read_list(folder.path, "a.json", folder.findings) == ()
    error = folder.only_error()
    assert (error.code, error.where) == ("file-not-utf-8", "a.json, line 2")


def test_missing_file_is_a_problem(folder: Folder) -> None:
    assert read_pairs(folder.path, "a.json", Media.IMAGE, folder.findings) == ()
    assert folder.only_error().code == "file-missing"


def test_too_large_file_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist_json, "JSON_LIMIT_BYTES", 10)
    folder.listed(["a.png", "b.png"])
    assert folder.only_error().code == "file-too-large"


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


VIDEO = FrItem("r.mp4", "./sub//a.mp4", Mode.SAME, 0, 0)


def test_names_of_video_pairs_are_normalised_as_in_the_older_tool(tmp_path: Path) -> None:
    assert csv_name(VIDEO, Media.VIDEO, tmp_path) == "sub/a.mp4"


def test_names_of_files_outside_the_folder_are_relative_to_it(tmp_path: Path) -> None:
    elsewhere = FrItem("r.mp4", str(tmp_path / "b" / "a.mp4"), Mode.SAME, 0, 0)
    assert csv_name(elsewhere, Media.VIDEO, tmp_path / "data" / "set") == "../../b/a.mp4"
    through = FrItem("r.mp4", "../set/a.mp4", Mode.SAME, 0, 0)
    assert csv_name(through, Media.VIDEO, tmp_path / "set") == "a.mp4"


def test_names_of_images_and_of_files_without_reference_are_those_listed(tmp_path: Path) -> None:
    image = FrItem("r.png", "./sub//a.png", None, 0, 0)
    assert csv_name(image, Media.IMAGE, tmp_path) == "./sub//a.png"
    assert csv_name(NrItem("./a.mp4", 0), Media.VIDEO, tmp_path) == "./a.mp4"


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("./sub\\a.mp4", "sub/a.mp4"),
        ("C:\\data\\set\\sub\\a.mp4", "sub/a.mp4"),
        ("D:/x/../a.mp4", "D:/a.mp4"),
    ],
)
def test_names_on_windows_have_forward_slashes(
    monkeypatch: pytest.MonkeyPatch, listed: str, name: str
) -> None:
    monkeypatch.setattr(os, "path", ntpath)
    monkeypatch.setattr(os, "sep", "\\")
    item = FrItem("r.mp4", listed, Mode.SAME, 0, 0)
    assert csv_name(item, Media.VIDEO, "C:\\data\\set") == name


names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(
    pairs=st.dictionaries(
        names,
        st.lists(st.tuples(st.lists(names), st.sampled_from(["same", "sane", None]))),
        max_size=5,
    )
)
def test_every_listed_pair_has_exactly_one_row(
    tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, list[tuple[list[str], str | None]]]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("pairs"))
    items = folder.paired(pairs)
    listed = [
        (reference, distorted)
        for reference, groups in pairs.items()
        for files, _ in groups
        for distorted in files
    ]
    rows = {item.row: (item.reference, item.distorted) for item in items}
    for lost in folder.findings.item_problems:
        for offset, distorted in enumerate(lost.distorted):
            assert lost.row + offset not in rows
            rows[lost.row + offset] = (lost.reference, distorted)
    assert [rows[row] for row in sorted(rows)] == listed
    assert sorted(rows) == list(range(len(listed)))
    assert not folder.findings.errors


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(content=json_values, media=st.sampled_from(Media))
def test_no_content_breaks_the_readers(
    tmp_path_factory: pytest.TempPathFactory, content: object, media: Media
) -> None:
    folder = Folder(tmp_path_factory.mktemp("any"))
    text = json.dumps(content)
    items: tuple[object, ...] = folder.listed(text)
    items += folder.paired(text, media)
    found = folder.findings
    assert items or found.errors or found.item_problems or found.warnings
    for problem in [*found.errors, *found.warnings]:
        assert problem.where.startswith("a.json")


def test_hundred_thousand_entries_are_read_in_seconds(folder: Folder) -> None:
    sets = {
        f"ref/{r}.mp4": [[[f"dist/some folder/{r}_{d}.mp4" for d in range(100)], "same"]]
        for r in range(1000)
    }
    start_s = time.process_time()
    assert len(folder.paired(sets)) == 100_000
    assert time.process_time() - start_s < 5  # half a second, on a quiet machine
    assert folder.findings == Findings()
