"""Every file gets one place, and a reason where it is left over."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.pairing import (
    LeftoverCode,
    PairingRule,
    apply_rule,
    by_example,
    parse_rule,
    propose,
)
from omgui.core.problems import Severity
from tests.core.pairing.worklists import assert_everything_has_one_place

PLAIN = "{content}_{level}.png -> {content}.png"
IN_REF = "{content}_{level}.png -> ref/{content}.png"


def reasons(rule: str, *files: str, **more: bool) -> dict[str, LeftoverCode]:
    pairing = apply_rule(parse_rule([rule], **more), files)
    assert_everything_has_one_place(pairing, files)
    return {it.path: it.code for it in pairing.leftovers}


def test_files_of_one_folder_stay_together() -> None:
    files = ["a/x.png", "a/x_1.png", "b/x.png", "b/x_1.png", "c/x_1.png"]
    pairing = apply_rule(parse_rule([PLAIN]), files)
    assert dict(pairing.reference_of) == {"a/x_1.png": "a/x.png", "b/x_1.png": "b/x.png"}
    assert pairing.unmatched[0].problem.message == (
        "Its reference would be 'c/x.png', which is not there."
    )


def test_two_fitting_references_are_told() -> None:
    rule = "{content}_{level}.png -> ref/{content}.*"
    pairing = apply_rule(parse_rule([rule]), ["ref/a.png", "ref/a.bmp", "d/a_1.png"])
    (found,) = pairing.ambiguous
    assert (found.path, found.code) == ("d/a_1.png", LeftoverCode.AMBIGUOUS)
    assert found.candidates == ("ref/a.png", "ref/a.bmp")
    assert found.problem.severity is Severity.ERROR
    assert "'ref/a.png' and 'ref/a.bmp'" in found.problem.message
    assert {it.path for it in pairing.unused_references} == {"ref/a.png", "ref/a.bmp"}
    many = [f"ref/a.{ending}" for ending in ("png", "bmp", "gif", "tif", "jpg")]
    found = apply_rule(parse_rule([rule]), [*many, "d/a_1.png"]).ambiguous[0]
    assert "and 2 more" in found.problem.message


def test_reference_that_fits_in_two_ways_is_one_reference() -> None:
    rule = parse_rule(["d/{content}_{level}.png -> ref/*{content}*.png"])
    pairing = apply_rule(rule, ["ref/aa.png", "d/a_1.png"])
    assert dict(pairing.reference_of) == {"d/a_1.png": "ref/aa.png"}


def test_longest_name_of_a_reference_wins() -> None:
    files = ["crowd.png", "crowd_run.png", "crowd_1.png", "crowd_run_1.png"]
    rule = "{content}_{level:number}.png -> {content}.png"
    assert dict(apply_rule(parse_rule([rule]), files).reference_of) == {
        "crowd_1.png": "crowd.png",
        "crowd_run_1.png": "crowd_run.png",
    }


def test_reference_that_would_also_be_distorted_is_noted() -> None:
    files = ["crowd.png", "crowd_run.png", "crowd_1.png", "crowd_run_1.png"]
    pairing = apply_rule(parse_rule([PLAIN]), files)
    assert pairing.references == ("crowd.png", "crowd_run.png")
    (note,) = pairing.notes
    assert (note.code, note.where) == ("also-distorted", "crowd_run.png")
    assert not pairing.leftovers


def test_references_of_each_other_are_confused() -> None:
    found = reasons("{folder}/{n}.png -> {other}/{n}.png", "a/1.png", "b/1.png")
    assert set(found.values()) == {LeftoverCode.BOTH_ROLES}
    rule = PairingRule(
        lines=(
            {"distorted": "a/{n}.png", "reference": "b/{n}.png"},
            {"distorted": "b/{n}.png", "reference": "a/{n}.png"},
            {"distorted": "c/{n}.png", "reference": "a/{n}.png"},
        )
    )
    pairing = apply_rule(rule, ["a/1.png", "b/1.png", "c/1.png"])
    assert len(pairing.of(LeftoverCode.BOTH_ROLES)) == 3


def test_reasons_say_why() -> None:
    assert reasons(IN_REF, "ref/a_b.png", "d/a_1.png", "x.jpg") == {
        "ref/a_b.png": LeftoverCode.REFERENCE_UNUSED,
        "d/a_1.png": LeftoverCode.REFERENCE_MISSING,
        "x.jpg": LeftoverCode.NO_RULE,
    }
    assert reasons(PLAIN, "a.png", ".DS_Store", "list.csv", "x_pairs.json") == {
        "a.png": LeftoverCode.REFERENCE_UNUSED,
        ".DS_Store": LeftoverCode.SYSTEM_FILE,
        "list.csv": LeftoverCode.NOT_MEDIA,
        "x_pairs.json": LeftoverCode.OWN_FILE,
    }


def test_expected_reference_shows_what_is_not_known() -> None:
    rule = "{a}_{q}.png -> **/ref*/{a}[_{fps}fps].png"
    pairing = apply_rule(parse_rule([rule]), ["d/x_1.png"])
    assert "'**/ref*/x.png'" in pairing.leftovers[0].problem.message
    rule = "{a}_{q}.png -> ref/{a}_{size}.png"
    pairing = apply_rule(parse_rule([rule]), ["d/x_1.png"])
    assert "'ref/x_*.png'" in pairing.leftovers[0].problem.message


def test_one_reference_for_everything() -> None:
    pairing = apply_rule(parse_rule(["{q}.mp4 -> original.mov"]), ["a/1.mp4", "a/original.mov"])
    assert pairing.references == ("a/original.mov",)


def test_case_is_ignored_only_where_that_is_said() -> None:
    files = ["ref/I01.BMP", "d/i01_1.bmp"]
    rule = "d/{c}_{q}.bmp -> ref/{c}.bmp"
    assert LeftoverCode.REFERENCE_MISSING in reasons(rule, *files).values()
    pairing = apply_rule(parse_rule([rule], ignore_case=True), files)
    assert pairing.fields["d/i01_1.bmp"] == {"c": "i01", "q": "1"}


def test_names_pair_however_their_accents_are_written() -> None:
    decomposed = unicodedata.normalize("NFD", "été")
    files = ["ref/été.png", f"d/{decomposed}_1.png"]
    assert apply_rule(parse_rule([IN_REF]), files).reference_of[files[1]] == files[0]


def test_rules_are_tried_in_their_order() -> None:
    rule = parse_rule(["{c}_{q:number}.png -> a/{c}.png", "{c}_{q}.png -> b/{c}.png"])
    pairing = apply_rule(rule, ["a/x.png", "b/x.png", "x_1.png", "x_y.png"])
    assert dict(pairing.reference_of) == {"x_1.png": "a/x.png", "x_y.png": "b/x.png"}


def test_mode_of_a_rule_counts_more_than_names() -> None:
    rule = parse_rule(["{c}_{q}.mp4 -> r/{c}.mp4"])
    files = ["r/x.mp4", "d/x_a30fps.mp4", "d/x_b30fps.mp4", "d/x_60fps.mp4"]
    (group,) = apply_rule(rule, files).groups
    assert (group.mode, group.mode_reason) == (None, "")
    for mode, count in ((Mode.REPEAT_EACH, 2), (Mode.REPEAT_LAST, 1)):
        forced = rule.model_copy(update={"mode": mode})
        groups = apply_rule(forced, files).groups
        assert {(it.mode, it.mode_reason) for it in groups} == {(mode, "rule")}
        assert len(groups) == count
    assert [it.mode for it in apply_rule(forced, files, Media.IMAGE).groups] == [None]


@pytest.mark.parametrize(
    ("reference", "distorted", "mode"),
    [
        ("60fps", "30fps", Mode.REPEAT_EACH),
        ("30fps", "29.97fps", Mode.SAME),
        ("30fps", "60fps", None),
        ("fps60", "30 Hz", Mode.REPEAT_EACH),
        ("60fpsx", "30fps", None),
    ],
)
def test_mode_follows_from_rates_in_names(reference: str, distorted: str, mode: Mode) -> None:
    rule = parse_rule(["d/{c}_{x} -> r/{c}_{y}"])
    files = [f"r/x_{reference}", f"d/x_{distorted}"]
    assert apply_rule(rule, files).groups[0].mode is mode


def test_file_given_twice_has_one_place() -> None:
    pairing = apply_rule(parse_rule([PLAIN]), ["x.png", "x_1.png", "x_1.png"])
    assert pairing.counts.distorted == 1


def test_guess_that_pairs_nothing_is_not_offered() -> None:
    proposals = propose(["x_x.png", "ref/x_2_x.png", "a/x_x.png"])
    offered = [proposal.pairing.counts.distorted for proposal in proposals if proposal.rule]
    assert all(offered)
    assert any(proposal.rule is None for proposal in proposals)


name = st.text(alphabet="ab_1.", min_size=1, max_size=6).filter(lambda text: text.strip("."))
path = st.builds("/".join, st.lists(name, min_size=1, max_size=3))
rules = st.sampled_from(
    [
        "{a}_{b} -> {a}",
        "{a}_{b} -> a/{a}",
        "{x}/{a} -> {y}/{a}",
        "{x}/{a} -> a/{a}",
        "*{a:number}* -> **/{a}[_{b}]*",
        "{a:folders}/{b} -> {a}/a",
        "{b} -> a",
    ]
)


@given(st.lists(path, max_size=25), st.lists(rules, min_size=1, max_size=3), st.booleans())
@settings(max_examples=100, deadline=None)
def test_every_file_has_exactly_one_place(
    paths: list[str], texts: list[str], ignore_case: bool
) -> None:
    pairing = apply_rule(parse_rule(texts, ignore_case=ignore_case), paths)
    assert_everything_has_one_place(pairing, paths)
    assert set(pairing.fields) == set(pairing.distorted)
    assert all(group.distorted for group in pairing.groups)
    assert set(pairing.references).isdisjoint(pairing.distorted)


@given(st.lists(path, min_size=2, max_size=25, unique=True), st.data())
@settings(max_examples=30, deadline=None)
def test_proposals_and_examples_lose_no_file(paths: list[str], data: st.DataObject) -> None:
    for proposal in propose(paths):
        assert_everything_has_one_place(proposal.pairing, paths)
        assert proposal.sentence
    pair = st.tuples(st.sampled_from(paths), st.sampled_from(paths))
    examples = data.draw(st.lists(pair, min_size=1, max_size=3))
    found = by_example(examples, paths)
    assert_everything_has_one_place(found.pairing, paths)
    wrong = {index for it in found.contradictions for index in it.examples}
    for index, (distorted, reference) in enumerate(examples):
        assert index in wrong or found.pairing.reference_of[distorted] == reference
