"""Examples that cannot be right are named; those that are lead to a rule at once."""

from __future__ import annotations

import pytest

from omgui.core.pairing import by_example, parse_rule

FILES = [f"ref/{c}.png" for c in "abc"] + [f"dist/{c}_{q}.png" for c in "abc" for q in (1, 2)]


@pytest.mark.parametrize(
    ("examples", "codes"),
    [
        ([("ref/a.png", "ref/a.png")], {"same-file": (0,)}),
        ([("dist/a_1.png", "gone.png")], {"not-listed": (0,)}),
        ([("dist/a_1.png", "y")], {"not-listed": (0,)}),
        ([("x", "y/z.png")], {"nothing-in-common": (0,)}),
        (
            [("dist/a_1.png", "ref/a.png"), ("dist/a_1.png", "ref/b.png")],
            {"two-references": (0, 1)},
        ),
        (
            [("dist/a_1.png", "ref/a.png"), ("ref/a.png", "ref/b.png")],
            {"both-roles": (0, 1)},
        ),
        ([("dist/a_1.png", "ref/a.png"), ("dist/a_2.png", "ref/b.png")], {}),
    ],
)
def test_contradictions_are_named(
    examples: list[tuple[str, str]], codes: dict[str, tuple[int, ...]]
) -> None:
    found = by_example(examples, [*FILES, "x", "y/z.png"])
    named = {it.code: it.examples for it in found.contradictions}
    for code, indices in codes.items():
        assert named[code] == indices
    if not codes:
        assert set(named) <= {"not-reproduced", "nothing-in-common"}
        assert named
    assert all(it.message and it.hint for it in found.contradictions)


def test_wrong_example_does_not_spoil_the_right_one() -> None:
    examples = [("dist/a_1.png", "ref/a.png"), ("dist/b_1.png", "gone.png")]
    found = by_example(examples, FILES)
    assert found.rule is not None
    assert found.pairing.counts.distorted == 6
    assert [it.code for it in found.contradictions] == ["not-listed"]


def test_repeated_example_is_no_contradiction() -> None:
    found = by_example([("dist/a_1.png", "ref/a.png")] * 2, FILES)
    assert not found.contradictions
    assert found.pairing.counts.distorted == 6


def test_without_a_usable_example_there_is_no_rule() -> None:
    found = by_example([("x", "x")], ["x"])
    assert found.rule is None
    assert found.pairing.alone == ("x",)


def test_rule_is_written_out_where_that_changes_nothing() -> None:
    found = by_example([("dist/a_1.png", "ref/a.png")], FILES)
    assert found.rule is not None
    assert found.rule.texts == ("dist/{content}_{level}.png -> ref/{content}.png",)


def test_large_datasets_are_generalised_from_some_of_their_files() -> None:
    files = [f"ref/{c:03}.png" for c in range(120)]
    files += [f"dist/{c:03}_{q}.png" for c in range(120) for q in range(50)]
    found = by_example([("dist/007_3.png", "ref/007.png")], files)
    assert found.pairing.counts.distorted == 6000


def test_parts_that_some_names_lack_need_an_example_more() -> None:
    files = ["r/a_25fps.mp4", "r/b.mp4", "d/a_x_1.mp4", "d/b_x_1.mp4", "d/b_y.mp4"]
    examples = [("d/a_x_1.mp4", "r/a_25fps.mp4"), ("d/b_y.mp4", "r/b.mp4")]
    found = by_example(examples, files)
    assert found.pairing.counts.distorted == 3


def test_rule_stays_wide_where_writing_it_out_would_change_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = parse_rule(["dist/a_{level}.png -> ref/a.png"])
    monkeypatch.setattr("omgui.core.pairing.example._plainer", lambda rule, pairing, stop: other)
    found = by_example([("dist/a_1.png", "ref/a.png")], FILES)
    assert found.pairing.counts.distorted == 6
    assert found.rule != other
