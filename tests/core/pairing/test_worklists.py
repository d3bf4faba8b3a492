"""The datasets that researchers use every day pair as they should."""

from __future__ import annotations

import pytest

from omgui.core.frame_mapping import Mode
from omgui.core.pairing import Source, apply_rule, by_example, parse_rule, propose
from tests.core.pairing.worklists import (
    WITH_PAIRS,
    WITHOUT,
    assert_everything_has_one_place,
    pairs_of,
    worklist,
)

TYPED = {
    "kadid10k": "images/{content}_{type}_{level}.png -> images/{content}.png",
    "live-wcvqd": "{content}-{height}p-{crf}-1080p.mp4 -> {content}.mp4",
    "mcl-v": "{content}_{codec}_{level}.mp4 → reference_videos/{content}[_{rate}fps].mp4",
    "bvi-hfr": "videos/{rate} Hz/{name}-{fps}fps-{rest}.mp4"
    " -> videos/Source Sequences - 120 Hz/{name}-120fps-{rest}.mp4",
    "kugvd": "{content}_{size}_{bitrate}_{codec}.mp4 -> ReferenceVideos/{content}.mp4",
    "gaming": "{content}_{size}_{bitrate}_x264.mp4 -> ReferenceVideos/{content}.mp4",
}


@pytest.mark.parametrize("name", WITH_PAIRS)
@pytest.mark.parametrize("with_recipes", [True, False])
def test_first_proposal_has_the_right_pairs(name: str, with_recipes: bool) -> None:
    known = worklist(name)
    best = propose(known.files, with_recipes=with_recipes)[0]
    assert pairs_of(best.pairing) == known.pairs
    assert not best.pairing.leftovers
    assert_everything_has_one_place(best.pairing, known.files)
    assert (best.evidence.source is Source.RECIPE) == with_recipes
    assert f"{len(known.pairs)} references" in best.sentence


@pytest.mark.parametrize("name", WITHOUT)
@pytest.mark.parametrize("with_recipes", [True, False])
def test_lists_without_references_are_not_paired(name: str, with_recipes: bool) -> None:
    files = worklist(name).files
    best = propose(files, with_recipes=with_recipes)[0]
    assert best.rule is None
    assert not best.pairing.groups
    ignored = {it.path for it in best.pairing.ignored}
    assert ignored == {path for path in files if path.endswith(".DS_Store")}
    assert_everything_has_one_place(best.pairing, files)
    assert best.sentence.startswith("No references: ")


@pytest.mark.parametrize("name", WITH_PAIRS)
def test_one_typed_rule_has_the_right_pairs(name: str) -> None:
    known = worklist(name)
    pairing = apply_rule(parse_rule([TYPED[name]]), known.files)
    assert pairs_of(pairing) == known.pairs
    assert not pairing.leftovers


@pytest.mark.parametrize("name", WITH_PAIRS)
def test_one_example_has_the_right_pairs(name: str) -> None:
    known = worklist(name)
    reference = min(known.pairs)
    distorted = min(file for file, _ in known.pairs[reference])
    found = by_example([(distorted, reference)], known.files)
    assert pairs_of(found.pairing) == known.pairs
    assert not found.contradictions


def test_each_frame_rate_is_a_group_of_its_own() -> None:
    groups = propose(worklist("bvi-hfr").files)[0].pairing.groups
    assert len(groups) == 66
    assert all(len(group.distorted) == 1 for group in groups)
    assert {(group.mode, group.mode_reason) for group in groups} == {
        (Mode.REPEAT_EACH, "fps-in-names")
    }
    neighbours = [group.reference for group in groups]
    assert neighbours == sorted(neighbours, key=neighbours.index)


def test_fields_of_names_are_kept() -> None:
    files = worklist("gaming").files
    pairing = apply_rule(parse_rule([TYPED["gaming"]]), files)
    name = "DistortedVideos/ProjectCar_30FPS_30Sec_Part2_1280x720_1200_x264.mp4"
    assert pairing.reference_of[name].endswith("ProjectCar_30FPS_30Sec_Part2.mp4")
    assert pairing.fields[name] == {
        "content": "ProjectCar_30FPS_30Sec_Part2",
        "size": "1280x720",
        "bitrate": "1200",
    }
    assert pairing.field_names == ("content", "size", "bitrate")
