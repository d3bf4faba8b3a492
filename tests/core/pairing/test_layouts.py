"""Proposals and examples for the many ways in which people lay out datasets."""

from __future__ import annotations

import pytest

from omgui.core.metric_spec import Media
from omgui.core.pairing import (
    Overrules,
    PairingCancelled,
    Source,
    apply_rule,
    by_example,
    overrule,
    propose,
    recognise,
)
from omgui.core.pairing.synthesis import synthesise
from tests.core.pairing.layouts import LAYOUTS, Layout
from tests.core.pairing.worklists import assert_everything_has_one_place

NAMES = list(LAYOUTS)
PAIRED = [name for name, layout in LAYOUTS.items() if layout.pairs]
SEVERAL_EXAMPLES = {"live-yt-hfr like", "references with a hash"}
RECIPES = {
    "tid2013": "tid2013",
    "csiq": "csiq",
    "pipal": "pipal",
    "csiq video": "csiq-video",
    "netflix public": "netflix-public",
}


def reference_of(layout: Layout) -> dict[str, str]:
    return {file: reference for reference, files in layout.pairs.items() for file in files}


@pytest.mark.parametrize("name", NAMES)
def test_first_proposal_is_right(name: str) -> None:
    layout = LAYOUTS[name]
    best = propose(layout.files, with_recipes=False)[0]
    assert dict(best.pairing.reference_of) == reference_of(layout)
    assert_everything_has_one_place(best.pairing, layout.files)
    assert (best.rule is None) == (not layout.pairs)
    modes = {
        file: group.mode.value if group.mode else None
        for group in best.pairing.groups
        for file in group.distorted
    }
    assert {file: modes[file] for file in layout.modes} == layout.modes


@pytest.mark.parametrize("name", PAIRED)
def test_few_examples_are_enough(name: str) -> None:
    layout = LAYOUTS[name]
    wanted = reference_of(layout)
    examples = [min(wanted.items())]
    found = by_example(examples, layout.files)
    if name in SEVERAL_EXAMPLES:
        wrong = {file for file in wanted if found.pairing.reference_of.get(file) != wanted[file]}
        examples.append((min(wrong), wanted[min(wrong)]))
        found = by_example(examples, layout.files)
    assert dict(found.pairing.reference_of) == wanted
    assert not found.contradictions
    assert_everything_has_one_place(found.pairing, layout.files)


@pytest.mark.parametrize("name", NAMES)
def test_only_known_datasets_are_recognised(name: str) -> None:
    layout = LAYOUTS[name]
    found = recognise(layout.files)
    assert [recipe.name for recipe in found] == ([RECIPES[name]] if name in RECIPES else [])
    for recipe in found:
        pairing = apply_rule(recipe.rule, layout.files, recipe.media)
        assert dict(pairing.reference_of) == reference_of(layout)


def test_proposal_says_what_it_stands_on() -> None:
    files = LAYOUTS["some left over"].files
    best = propose(files)[0]
    assert best.evidence.source is Source.REFERENCE_FOLDER
    assert best.sentence == (
        "11 references, 44 distorted, 4 left over. The folder 'ref' holds the references."
    )
    assert (best.evidence.fewest, best.evidence.most) == (4, 4)
    assert {it.path: it.code.value for it in best.pairing.leftovers} == {
        "dist/98_1.png": "reference-missing",
        "dist/99_1.png": "reference-missing",
        "ref/50.png": "reference-unused",
        "preview.png": "no-rule-matches",
    }


def test_taking_all_files_alone_is_always_offered() -> None:
    proposals = propose(LAYOUTS["gopro"].files)
    assert [it.rule for it in proposals].count(None) == 1
    assert proposals[0].confidence > 0.5


def test_cancelled_proposal_ends_early() -> None:
    files = LAYOUTS["gopro"].files
    assert propose(files, is_cancelled=lambda: True) == []
    found = []
    for number in range(0, 60, 6):
        answers = iter([False] * number)
        found.append(len(propose(files, is_cancelled=lambda it=answers: next(it, True))))
    assert found == sorted(found)  # what was found until then is returned
    assert 1 in found


@pytest.mark.parametrize("number", [0, 1, 4])
def test_cancelled_pairing_raises_wherever_it_is(number: int) -> None:
    files = LAYOUTS["gopro"].files
    best = propose(files)[0]
    pairing = best.pairing
    distorted, reference = next(iter(pairing.reference_of.items()))
    moves = Overrules().with_alone(distorted)
    for work in (
        lambda stop: apply_rule(best.rule, files, None, stop),
        lambda stop: by_example([(distorted, reference)], files, None, stop),
        lambda stop: overrule(pairing, moves, files, None, None, stop),
    ):
        answers = iter([False] * number)
        with pytest.raises(PairingCancelled):
            work(lambda it=answers: next(it, True))


def test_nothing_is_proposed_for_no_files() -> None:
    assert [it.evidence.source for it in propose([])] == [Source.NO_REFERENCES]
    assert propose(["notes.txt"])[0].pairing.counts.ignored == 1


def test_recipe_of_the_other_media_is_not_offered() -> None:
    files = LAYOUTS["tid2013"].files
    assert propose(files, Media.IMAGE)[0].recipe == "tid2013"
    assert not any(it.recipe for it in propose(files, Media.VIDEO))


def test_pictures_have_no_modes() -> None:
    files = [f"{n}_{rate}fps.png" for n in "abc" for rate in (30, 60)]
    groups = propose(files, Media.IMAGE)[0].pairing.groups
    assert groups
    assert {group.mode for group in groups} == {None}
    groups = propose(files, Media.VIDEO)[0].pairing.groups
    assert {group.mode.value for group in groups if group.mode} == {"repeat_each"}


def test_rare_shapes_of_names_are_found_by_looking_again() -> None:
    """Of many files a sample is looked at; what it missed must not be left over."""
    files = [f"ref/{n:04}.png" for n in range(40)]
    files += [f"dist/{n:04}_{q:03}.png" for n in range(40) for q in range(100)]
    best = propose(files)[0]
    assert best.pairing.counts.distorted == 4000
    assert best.pairing.counts.leftovers == 0


def test_word_that_leads_to_nothing_is_not_proposed() -> None:
    files = ["x_ref.png", "a.png", "b.png", "c.png", "d.png"]
    assert propose(files)[0].rule is None


def test_unit_that_is_written_in_several_ways_is_part_of_the_field() -> None:
    files = [f"ref/{c}.mp4" for c in "abc"]
    files += [f"d/{c}_{rate}.mp4" for c in "abc" for rate in ("30fps", "60FPS")]
    best = propose(files)[0]
    assert best.rule is not None
    assert best.rule.texts == ("d/{content}_{fps}.mp4 -> ref/{content}.mp4",)


def test_each_kind_of_ending_is_told() -> None:
    endings = ("", ".a", ".b", ".k", ".d", ".e", ".f", ".g")
    for count, written in ((2, "*"), (8, "*")):
        files = [f"ref/c{n}.png" for n in range(9)]
        files += [f"d/c{n}_{q}{endings[q % count]}" for n in range(9) for q in range(16)]
        best = propose(files)[0]
        assert best.rule is not None
        assert best.rule.texts[0].startswith("d/{content}_{level}" + written)
    files = [f"ref/c{n}.png" for n in range(9)]
    files += [f"d/c{n}_{q}{endings[1 + q % 7]}" for n in range(9) for q in range(14)]
    assert ".* -> " in propose(files)[0].rule.texts[0]  # type: ignore[union-attr]


def test_rare_and_repeated_shapes_make_no_rules_of_their_own() -> None:
    pairs = [(f"d/{n:04}_1.png", f"ref/{n:04}.png") for n in range(600)]
    lines, _ = synthesise([*pairs, ("d/sub/x_1.png", "ref/x.png")])
    assert [line.text for line in lines] == ["d/{content}_1.png -> ref/{content}.png"]
    twice = [("d/a_1.png", "r/a.png"), ("d/1_a.png", "r/a.png"), ("a_1/d.png", "a/r.png")]
    assert len(synthesise(twice)[0]) == 3
