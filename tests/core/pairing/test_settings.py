"""Moves by hand, what is kept in the YAML file, recipes, and what changed since."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from omgui.core.metric_spec import Media
from omgui.core.pairing import (
    LeftoverCode,
    Move,
    Overrules,
    PairingSettings,
    Place,
    RuleError,
    apply_rule,
    find_recipe,
    load_recipes,
    overrule,
    parse_rule,
    recognise,
    regex_rule,
)
from omgui.core.pairing.ignored import media_of, why_ignored
from omgui.core.pairing.recipes import read_recipe
from omgui.core.problems import ProblemError
from tests.core.pairing.worklists import assert_everything_has_one_place

FILES = ["ref/a.png", "ref/b.png", "d/a_1.png", "d/a_2.png", "d/b_1.png", "odd.png"]
RULE = parse_rule(["d/{c}_{q}.png -> ref/{c}.png"])


def moved(overrules: Overrules, files: list[str] | None = None):
    files = FILES if files is None else files
    pairing, problems = PairingSettings(rule=RULE, overrules=overrules).pair(files)
    assert_everything_has_one_place(pairing, files)
    return pairing, problems


def test_file_moved_to_a_reference_stays_there() -> None:
    hand = Overrules().with_reference("odd.png", "ref/b.png")
    pairing, problems = moved(hand.with_reference("d/a_1.png", "ref/b.png"))
    assert pairing.reference_of["odd.png"] == "ref/b.png"
    assert pairing.reference_of["d/a_1.png"] == "ref/b.png"
    assert pairing.fields["d/a_1.png"] == {"c": "a", "q": "1"}
    assert pairing.fields["odd.png"] == {}
    assert not problems
    other = PairingSettings(rule=parse_rule(["x_{c} -> {c}"]), overrules=hand).pair(FILES)[0]
    assert other.reference_of == {"odd.png": "ref/b.png"}


def test_file_can_be_left_out_or_scored_alone() -> None:
    pairing, _ = moved(Overrules().with_leftover("d/a_1.png").with_alone("odd.png"))
    assert pairing.alone == ("odd.png",)
    assert [it.path for it in pairing.of(LeftoverCode.BY_HAND)] == ["d/a_1.png"]
    alone, _ = PairingSettings(overrules=Overrules().with_leftover("odd.png")).pair(FILES)
    assert len(alone.alone) == 5


def test_distorted_file_can_become_a_reference() -> None:
    pairing, _ = moved(Overrules().with_reference("d/a_2.png", "d/a_1.png"))
    assert pairing.reference_of["d/a_2.png"] == "d/a_1.png"
    assert "d/a_1.png" in pairing.references
    assert [it.path for it in pairing.unused_references] == ["ref/a.png"]


def test_files_of_a_moved_reference_are_told() -> None:
    pairing, _ = moved(Overrules().with_leftover("ref/a.png"))
    found = pairing.of(LeftoverCode.REFERENCE_MOVED)
    assert [it.path for it in found] == ["d/a_1.png", "d/a_2.png"]
    assert found[0].candidates == ("ref/a.png",)


def test_moves_of_vanished_files_are_kept_and_told() -> None:
    hand = Overrules().with_leftover("gone.png").with_reference("odd.png", "gone.png")
    pairing, problems = moved(hand)
    assert [it.code for it in problems] == ["moved-file-missing", "moved-reference-missing"]
    assert pairing.counts.leftovers == 1
    back, problems = moved(hand, [*FILES, "gone.png"])
    assert not problems
    assert back.of(LeftoverCode.BY_HAND)[0].path == "gone.png"


def test_move_can_be_taken_back() -> None:
    hand = Overrules().with_leftover("d/a_1.png")
    assert hand.without("d/a_1.png") == Overrules()
    assert hand.without("other") == hand


def test_note_about_a_file_that_is_no_reference_any_more_is_dropped() -> None:
    files = ["a.png", "a_b.png", "a_b_1.png"]
    pairing = apply_rule(parse_rule(["{c}_{q}.png -> {c}.png"]), files)
    assert pairing.notes
    hand = Overrules().with_leftover("a_b_1.png")
    assert overrule(pairing, hand, files)[0].notes == ()


names = st.sampled_from([*FILES, "gone.png"])
moves = st.builds(lambda it: Move(to=Place.GROUP, reference=it), names) | st.sampled_from(
    [Move(to=Place.ALONE), Move(to=Place.LEFTOVER)]
)


@given(st.dictionaries(names, moves))
@settings(deadline=None)
def test_whatever_is_moved_every_file_has_one_place(hand: dict[str, Move]) -> None:
    moved(Overrules(moves=hand))


def test_move_to_a_group_needs_a_reference() -> None:
    with pytest.raises(ValidationError):
        Move(to=Place.GROUP)
    with pytest.raises(ValidationError):
        Move(to=Place.ALONE, reference="x")


def test_settings_survive_being_written() -> None:
    kept = PairingSettings(
        rule=RULE,
        overrules=Overrules().with_reference("a", "b").with_alone("c"),
        examples=(("a", "b"),),
        recipe="csiq",
    )
    written = kept.to_config()
    assert written["rule"] == {"lines": ["d/{c}_{q}.png -> ref/{c}.png"]}
    assert PairingSettings.from_config(written) == kept
    regex = PairingSettings(rule=regex_rule("(?P<a>.+)_x", "{a}", ignore_case=True))
    assert PairingSettings.from_config(regex.to_config()) == regex
    assert PairingSettings().to_config() == {}


def test_unusable_settings_are_told() -> None:
    with pytest.raises(ProblemError, match=r"rule\.lines"):
        PairingSettings.from_config({"rule": {"lines": []}})
    with pytest.raises(RuleError):
        PairingSettings.from_config({"rule": {"lines": ["{a -> b"]}})


def test_leftovers_are_kept_as_long_as_they_are_few() -> None:
    files = [*FILES, ".DS_Store"]
    kept = PairingSettings(rule=RULE).with_leftovers(apply_rule(RULE, files))
    assert kept.left_over == ("odd.png",)
    many = [f"{n:0200}.png" for n in range(1100)]
    assert PairingSettings().with_leftovers(apply_rule(RULE, many)).left_over == ()


@pytest.mark.parametrize("recipe", load_recipes(), ids=lambda it: it.name)
def test_recipe_is_complete(recipe) -> None:
    assert find_recipe(recipe.name) is recipe
    assert recipe.title
    assert recipe.about.endswith(".")
    assert recipe.rule is None or recipe.rule.texts
    assert not recipe.fits(["other.png"] * 20)
    assert not recipe.fits([f"other{n}.png" for n in range(400)])


SAMPLES = {
    "tid2008": [
        *(f"reference_images/I{n:02}.BMP" for n in range(1, 26)),
        *(
            f"distorted_images/I{n:02}_{k:02}_{q}.bmp"
            for n in range(1, 26)
            for k in range(1, 18)
            for q in range(1, 5)
        ),
    ],
    "live-iqa": [
        *(f"refimgs/{name}.bmp" for name in ("bikes", "caps", "house", "lighthouse", "ocean")),
        *(f"{kind}/img{n}.bmp" for kind in ("jp2k", "wn", "gblur") for n in range(1, 40)),
    ],
    "live-vqa": [
        f"liveVideo/{name}_Folder/{name}{n}_{fps}fps.yuv"
        for name, fps in (("pa", 25), ("rb", 25), ("mc", 50), ("sf", 25), ("tr", 25), ("st", 25))
        for n in range(1, 17)
    ],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_public_dataset_is_recognised(name: str) -> None:
    files = SAMPLES[name]
    assert [it.name for it in recognise(files)] == [name]
    recipe = find_recipe(name)
    assert recipe is not None
    pairing = apply_rule(recipe.rule, files, recipe.media)
    assert not pairing.leftovers
    sizes = {len(group.distorted) for group in pairing.groups}
    assert sizes == {"tid2008": {68}, "live-iqa": set(), "live-vqa": {15}}[name]


def test_nothing_is_recognised_in_nothing() -> None:
    assert recognise([]) == ()
    assert recognise(["notes.txt"]) == ()
    assert find_recipe("no such") is None


def test_recipe_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        read_recipe("x", "title: X\nmedia: img\nabout: X.\nrecognise: {names: [x]}\nwrong: 1\n")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("a/.DS_Store", "system-file"),
        (".git/config.png", "system-file"),
        ("__MACOSX/a.png", "system-file"),
        ("a/Thumbs.db", "system-file"),
        ("a/._x.png", "system-file"),
        ("x.csv", "not-media"),
        ("x.zip", "not-media"),
        ("x.omgui", "own-file"),
        ("a.png", None),
        ("noending", None),
        ("a.b/c", None),
    ],
)
def test_names_tell_what_is_ignored(path: str, code: str | None) -> None:
    found = why_ignored(path)
    assert (found.code if found else None) == code


def test_endings_tell_the_media() -> None:
    assert media_of("A.PNG") is Media.IMAGE
    assert media_of("a.mp4") is Media.VIDEO
    assert media_of("a.dat") is None
    assert media_of(".png") is None
