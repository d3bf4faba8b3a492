"""Offsets of a configuration: read, checked against the pairs, written back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.dataset import Dataset
from omgui.core.dataset_config import dump_config
from omgui.core.frame_mapping import FrameMapping, Mode, Shift
from omgui.core.frame_offsets import offset_refusal
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.worklist import FrItem, NrItem, csv_name
from tests.core.config_folder import VIDEOS, ConfigFolder

PAIRS = {
    "r.mp4": [[["a.mp4", "b.mp4"], "same"], [["c.mp4"], "repeat_each"], [["d.mp4"], "sme"]],
    "s.mp4": [[["e.mp4"], "repeat_last"]],
}


@pytest.fixture
def folder(tmp_path: Path) -> ConfigFolder:
    made = ConfigFolder(tmp_path)
    made.videos()
    made.write("set_pairs.json", PAIRS)
    return made


def load(folder: ConfigFolder, offsets: str, yaml: str = VIDEOS) -> Dataset:
    folder.write("set.yaml", f"{yaml}omgui:\n  offsets:\n{offsets}")
    return folder.load()


def entry(reference: str, distorted: str, frames: object) -> str:
    return f"    - {{reference: {reference}, distorted: {distorted}, frames: {frames}}}\n"


def refused(folder: ConfigFolder, offsets: str, yaml: str = VIDEOS) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        load(folder, offsets, yaml)
    problems = [p for p in caught.value.problems if p.code != "unknown-mode"]
    assert len(problems) == 1, problems
    assert problems[0].where.startswith("datasets_configs/set.yaml, line ")
    assert problems[0].hint
    return problems[0]


def test_offset_belongs_to_its_pair_alone(folder: ConfigFolder) -> None:
    dataset = load(folder, entry("r.mp4", "a.mp4", 3) + entry("s.mp4", "e.mp4", -12))
    offsets = {(item.reference, item.distorted): item.offset for item in dataset.worklist.fr}
    assert offsets == {
        ("r.mp4", "a.mp4"): 3,
        ("r.mp4", "b.mp4"): 0,
        ("r.mp4", "c.mp4"): 0,
        ("s.mp4", "e.mp4"): -12,
    }
    assert [item.how for item in dataset.worklist.fr] == [
        "same+3",
        "same",
        "repeat_each",
        "repeat_last-12",
    ]


def test_offset_changes_the_identity_and_not_the_name_of_a_row() -> None:
    plain = FrItem("r.mp4", "a.mp4", Mode.SAME, 0, 0)
    shifted = FrItem("r.mp4", "a.mp4", Mode.SAME, 0, 0, offset=3)
    assert plain.identity != shifted.identity
    assert csv_name(plain, Media.VIDEO, "data") == csv_name(shifted, Media.VIDEO, "data")
    assert FrItem("r.png", "a.png", None, 0, 0).how == ""


def test_offset_of_zero_says_only_that_somebody_looked(folder: ConfigFolder) -> None:
    dataset = load(folder, entry("r.mp4", "a.mp4", 0) + entry("r.mp4", "c.mp4", 0))
    assert {item.offset for item in dataset.worklist.fr} == {0}
    assert len(dataset.config.omgui.offsets) == 2


def test_file_without_offsets_is_read_as_before(folder: ConfigFolder) -> None:
    folder.write("set.yaml", VIDEOS + "omgui: {device: cpu}\n")
    assert {item.offset for item in folder.load().worklist.fr} == {0}


def test_offsets_survive_writing_and_reading(folder: ConfigFolder) -> None:
    offsets = entry("r.mp4", "a.mp4", 3).replace("frames: 3", "frames: 3, by: eye")
    first = load(folder, offsets)
    text = dump_config(first.config)
    folder.write("set.yaml", text)
    again = folder.load()
    assert again.config == first.config
    assert "by: eye" in text, "what another version keeps there stays"
    assert again.worklist == first.worklist


@pytest.mark.parametrize(
    ("offsets", "code", "said"),
    [
        (entry("r.mp4", "a.mp4", "3.5"), "offset-unusable", "3.5 is not a number of frames"),
        (entry("r.mp4", "a.mp4", "yes"), "offset-unusable", "True is not a number of frames"),
        (entry("r.mp4", "a.mp4", "'3'"), "offset-unusable", "'3' is not a number of frames"),
        (entry("r.mp4", "a.mp4", 2_000_000), "offset-unusable", "2000000 is not"),
        (entry("r.mp4", "7", 3), "offset-unusable", "7 is not the name of a file"),
        (entry("r.mp4", "''", 3), "offset-unusable", "'' is not the name of a file"),
        ("    - {reference: r.mp4, frames: 3}\n", "offset-unusable", "'distorted' of an offset"),
        ("    - 3\n", "offset-unusable", "3 is not an offset"),
        ("    r.mp4: 3\n", "offset-unusable", "must be a list"),
        (entry("r.mp4", "c.mp4", 3), "offset-repeat-each", "repeat_each"),
        (entry("r.mp4", "aa.mp4", 3), "offset-unmatched", "'aa.mp4' beside 'r.mp4'"),
        (entry("rr.mp4", "a.mp4", 3), "offset-unmatched", "'a.mp4' beside 'rr.mp4'"),
        (entry("r.mp4", "a.mp4", 3) + entry("r.mp4", "a.mp4", 4), "offset-twice", "3 and 4"),
    ],
)
def test_offset_that_cannot_be_honoured_is_refused_in_words(
    folder: ConfigFolder, offsets: str, code: str, said: str
) -> None:
    problem = refused(folder, offsets)
    assert problem.code == code
    assert said in problem.message


def test_problem_of_an_offset_names_its_line(folder: ConfigFolder) -> None:
    offsets = "".join(entry("r.mp4", name, 3) for name in ("a.mp4", "b.mp4", "q.mp4"))
    line = VIDEOS.count("\n") + 5
    assert f"line {line}" in refused(folder, offsets).where
    broken = entry("r.mp4", "a.mp4", 3) + "    - reference: r.mp4\n      frames: 3\n"
    assert f"line {line - 1}" in refused(folder, broken).where


def test_name_that_was_meant_is_named(folder: ConfigFolder) -> None:
    assert "Did you mean 'a.mp4'?" in refused(folder, entry("r.mp4", "aa.mp4", 3)).hint
    assert "Did you mean 'r.mp4'?" in refused(folder, entry("rr.mp4", "a.mp4", 3)).hint


def test_names_are_guessed_only_for_the_first_of_many(folder: ConfigFolder) -> None:
    offsets = "".join(entry("r.mp4", f"a{k}.mp4", 3) for k in range(30))
    with pytest.raises(ProblemsError) as caught:
        load(folder, offsets)
    hints = [p.hint for p in caught.value.problems if p.code == "offset-unmatched"]
    assert len(hints) == 30
    assert sum("Did you mean" in hint for hint in hints) == 20


def test_same_offset_twice_is_only_a_warning(folder: ConfigFolder) -> None:
    dataset = load(folder, entry("r.mp4", "a.mp4", 3) * 2)
    assert [problem.code for problem in dataset.warnings] == ["offset-twice"]
    assert dataset.worklist.fr[0].offset == 3


def test_offset_of_a_set_that_cannot_be_scored_is_no_further_trouble(folder: ConfigFolder) -> None:
    dataset = load(folder, entry("r.mp4", "d.mp4", 3))
    assert [found.problem.code for found in dataset.item_problems] == ["unknown-mode"]
    assert not dataset.warnings


def test_offset_and_the_older_tool_exclude_each_other(folder: ConfigFolder) -> None:
    compatible = "  compatibility: objective-metrics-1.2\n"
    problem = refused(folder, entry("r.mp4", "a.mp4", 3) + compatible)
    assert problem.code == "offset-compatible"
    load(folder, entry("r.mp4", "a.mp4", 0) + compatible)


def test_offset_of_a_picture_is_refused(tmp_path: Path) -> None:
    folder = ConfigFolder(tmp_path)
    added = "omgui:\n  offsets:\n" + entry("r.png", "a.png", 3)
    assert folder.error(added=added).code == "offset-of-image"


def test_offsets_wait_where_no_metric_needs_the_pairs(folder: ConfigFolder) -> None:
    yaml = "\n".join(line for line in VIDEOS.splitlines() if not line.startswith("fr_")) + "\n"
    dataset = load(folder, entry("r.mp4", "q.mp4", 3), yaml)
    assert dataset.worklist.fr == ()
    assert dataset.worklist.nr == (NrItem("a.png", 0),)


@pytest.mark.parametrize(
    ("mode", "is_compatible", "code"),
    [
        (Mode.SAME, False, None),
        (Mode.REPEAT_LAST, False, None),
        (Mode.REPEAT_EACH, False, "offset-repeat-each"),
        (Mode.SAME, True, "offset-compatible"),
        (None, False, "offset-of-image"),
    ],
)
def test_who_may_have_an_offset(mode: Mode | None, is_compatible: bool, code: str | None) -> None:
    problem = offset_refusal(mode, is_compatible=is_compatible)
    assert (problem.code if problem else None) == code


counts = st.integers(1, 60)
modes = st.sampled_from([Mode.SAME, Mode.REPEAT_LAST])


@given(modes, counts, counts, st.integers(-70, 70))
def test_an_offset_pairs_frames_as_cutting_the_videos_does(
    mode: Mode, reference: int, distorted: int, offset: int
) -> None:
    references = list(range(reference))[max(0, -offset) :]
    frames = list(range(distorted))[max(0, offset) :]
    if not references or not frames:
        with pytest.raises(ProblemError) as caught:
            FrameMapping(mode, reference, distorted, offset)
        assert caught.value.problem.code == "no-overlap"
        return
    mapping = FrameMapping(mode, reference, distorted, offset)
    cut = FrameMapping(mode, len(references), len(frames))
    assert len(mapping) == len(cut)
    assert list(mapping.reference_frames) == references[: len(cut)]
    paired = [mapping.distorted_frame(i) for i in mapping.reference_frames]
    assert paired == [frames[cut.distorted_frame(i)] for i in range(len(cut))]
    assert len(mapping) <= mapping.frames_expected <= cut.frames_expected
    if mode is Mode.SAME and distorted >= reference and offset > 0:
        assert mapping.frames_expected == len(mapping), "what the offset pushed out is no loss"
    for outside in (mapping.reference_frames.start - 1, mapping.reference_frames.stop):
        with pytest.raises(IndexError):
            mapping.distorted_frame(outside)


def test_offset_has_no_meaning_where_frames_are_repeated() -> None:
    with pytest.raises(ValueError, match="repeat_each"):
        FrameMapping(Mode.REPEAT_EACH, 10, 5, 1)


def test_nothing_is_expected_where_nothing_overlaps() -> None:
    assert Shift(-20).expected(Mode.SAME, 10, 10) == 0
    assert Shift(20).expected(Mode.SAME, 10, 10) == 0
