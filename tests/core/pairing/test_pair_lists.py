"""Pairs from files of text: which columns name what is found out, and rubbish does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from omgui.core.metric_spec import Media
from omgui.core.pairing import (
    LeftoverCode,
    PairingCancelled,
    find_recipe,
    list_reading,
    pair_by_lists,
    propose,
)
from omgui.core.problems import ProblemError

FILES = ("ref/a.png", "ref/b.png", "d/a_1.png", "d/a_2.png", "d/b_1.png", "d/b_2.png")
PAIRS = {path: f"ref/{path[2]}.png" for path in FILES if path.startswith("d/")}


def listed(folder: Path, text: str | bytes, files=FILES, name: str = "list.txt"):
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return pair_by_lists(folder, [name], files, Media.IMAGE)


def code(folder: Path, text: str | bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        listed(folder, text)
    return caught.value.problem.code


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("ref/a.png d/a_1.png 3.5\nref/a.png d/a_2.png 1\nref/b.png d/b_1.png 5\n", (1, 2)),
        ("a.png,a_1.png\na.png,a_2.png\nb.png,b_1.png\n", (1, 2)),
        ("dist_img,ref_img,dmos\na_1.png,a.png,1\na_2.png,a.png,2\nb_1.png,b.png,3\n", (2, 1)),
        ('"4,1";"a_1.png";"a.png"\n"2";"a_2.png";"a.png"\n1;b_1.png;b.png\n', (3, 2)),
        ("a\ta_1\na\ta_2\nb\tb_1\n", (1, 2)),
        (".\\ref\\A.PNG d\\a_1.png\r\n./ref/a.png d/a_2.png\r\nb.png b_1.png\r\n", (1, 2)),
        ("# a comment\n\n  a.png   a_1.png\na.png a_2.png\nb.png b_1.png", (1, 2)),
        (b"\xef\xbb\xbfa.png a_1.png\na.png a_2.png\nb.png b_1.png", (1, 2)),
        ("a.png a_1.png\na.png a_2.png\nb.png b_1.png".encode("utf-16"), (1, 2)),
        (b"a.png a_1.png caf\xe9\na.png a_2.png x\nb.png b_1.png x", (1, 2)),
    ],
)
def test_columns_are_found_in_every_usual_form(tmp_path: Path, text, columns) -> None:
    found = listed(tmp_path, text)
    expected = {path: it for path, it in PAIRS.items() if path != "d/b_2.png"}
    assert found.pairing.reference_of == expected
    assert found.columns == (("list.txt", *columns),)
    assert found.problems == ()
    (left,) = found.pairing.leftovers
    assert (left.path, left.code) == ("d/b_2.png", LeftoverCode.NOT_LISTED)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("original,coded\na_1.png,b_1.png\n", "d/a_1.png"),
        ("coded,original\na_1.png,b_1.png\n", "d/b_1.png"),
        ("distorted,x\na_1.png,b_1.png\n", "d/b_1.png"),
        ("x,distorted\na_1.png,b_1.png\n", "d/a_1.png"),
        ("a_1.png,ref/b.png\n", "ref/b.png"),
        ("ref/b.png,a_1.png\n", "ref/b.png"),
        ("a_1.png,b_1.png\n", "d/a_1.png"),
    ],
)
def test_of_pairs_one_to_one_words_tell_the_reference(tmp_path: Path, text, reference) -> None:
    assert listed(tmp_path, text).pairing.references == (reference,)


def test_lines_without_a_pair_are_told_with_their_number(tmp_path: Path) -> None:
    found = listed(tmp_path, "ref dist\na a_1\na nowhere\na a\nx y\na a_2\na\nb b_1\nb b_2\n")
    assert found.pairing.reference_of == PAIRS
    assert [problem.where for problem in found.problems] == [
        "list.txt, line 3",
        "list.txt, line 5",
        "list.txt, line 7",
    ]
    assert "'y' and 'x'" in found.problems[1].message


def test_contradictions_are_left_over_and_never_decided_silently(tmp_path: Path) -> None:
    files = ("r.png", "s.png", "a.png", "b.png", "c.png", "e.png", "f.png", ".hidden.png")
    text = "r a\ns a\nr b\nb c\nr r\ne f\nf e\nr d\ns s\n"
    found = listed(tmp_path, text, files)
    left = {one.path: one.code.value for one in found.pairing.leftovers}
    assert left == {
        "a.png": "two-references",
        "e.png": "both-roles",
        "f.png": "both-roles",
        "r.png": "reference-unused",
        "s.png": "reference-unused",
        ".hidden.png": "system-file",
    }
    assert found.pairing.reference_of == {"c.png": "b.png"}
    (note,) = found.pairing.notes
    assert note.where == "b.png"
    assert "line 3" in note.message


def test_names_that_could_be_several_files_are_told(tmp_path: Path) -> None:
    files = ("ref/a.png", "x/1/a_1.png", "x/2/a_1.png", "x/1/a_2.png")
    found = listed(tmp_path, "a.png a_1.png\na.png a_2.png\n", files)
    assert found.pairing.reference_of == {"x/1/a_2.png": "ref/a.png"}
    assert len(found.problems) == 1
    beside = listed(tmp_path, "a.png a_1.png\na.png a_2.png\n", files, "x/1/list.txt")
    assert beside.pairing.reference_of == dict.fromkeys(["x/1/a_1.png", "x/1/a_2.png"], "ref/a.png")
    assert beside.problems == ()


def test_ratings_are_not_taken_for_names_of_numbered_files(tmp_path: Path) -> None:
    files = ("1.png", "2.png", "3.png", "a/1_x.png", "a/2_x.png")
    found = listed(tmp_path, "1.png 1_x.png 3\n1.png 2_x.png 2\n", files)
    assert found.pairing.reference_of == dict.fromkeys(["a/1_x.png", "a/2_x.png"], "1.png")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "pair-list-without-pairs"),
        ("# nothing\n\n", "pair-list-without-pairs"),
        ("one\ntwo\nthree\n", "pair-list-without-pairs"),
        ("x y\n" * 50 + "a.png a_1.png\n", "pair-list-without-pairs"),
        ("a.png a.png\n", "pair-list-without-pairs"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "pair-list-unreadable"),
        ("a" * 200_000 + ",b\n", "pair-list-without-pairs"),
        ('"a.png;a_1.png\n', "pair-list-without-pairs"),
        (",;\t ,;\n" * 30, "pair-list-without-pairs"),
    ],
)
def test_rubbish_is_refused_in_words(tmp_path: Path, text, expected: str) -> None:
    assert code(tmp_path, text) == expected


def test_file_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(ProblemError) as caught:
        pair_by_lists(tmp_path, ["none.txt"], FILES)
    assert caught.value.problem.code == "pair-list-unreadable"
    with pytest.raises(ProblemError, match="ValueError"):
        pair_by_lists(tmp_path, ["a\0b"], FILES)
    monkeypatch.setattr(list_reading, "LIST_LIMIT_BYTES", 10)
    assert code(tmp_path, "a.png a_1.png\n") == "pair-list-unreadable"


def test_several_lists_anywhere_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("a a_1\na a_2\n")
    data = tmp_path / "data"
    data.mkdir()
    (data / "two.txt").write_text("b b_1\nb b_2\n")
    found = pair_by_lists(data, [str(tmp_path / "one.txt"), "two.txt"], FILES)
    assert found.pairing.reference_of == PAIRS
    assert len(found.columns) == 2


def test_pairing_that_is_wanted_no_more_ends(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("a a_1\n")
    for number in range(5):
        answers = iter([False] * number)
        with pytest.raises(PairingCancelled):
            pair_by_lists(tmp_path, ["list.txt"], FILES, None, lambda it=answers: next(it, True))


# -- LIVE IQA, whose names do not tell the references ------------------------------------------


@pytest.fixture
def live(tmp_path: Path) -> list[str]:
    """Files named as those of LIVE IQA, with made-up lists."""
    contents = ("bikes", "ocean", "sailing1", "caps", "house")
    files = [f"refimgs/{name}.bmp" for name in contents]
    for folder in ("jp2k", "jpeg", "wn", "gblur", "fastfading"):
        (tmp_path / folder).mkdir()
        lines = []
        for number in range(1, 10):
            files.append(f"{folder}/img{number}.bmp")
            lines.append(f"{contents[number % 5]}.bmp img{number}.bmp {number / 8:.4f}\n")
        (tmp_path / folder / "info.txt").write_text("".join(lines))
    return files


def test_live_iqa_is_proposed_with_its_own_lists(live: list[str], tmp_path: Path) -> None:
    best = propose(live, Media.IMAGE, root=tmp_path)[0]
    assert (best.recipe, best.rule, len(best.lists)) == ("live-iqa", None, 5)
    assert best.pairing.counts.distorted == 45
    assert best.pairing.counts.leftovers == 0
    assert best.pairing.reference_of["wn/img6.bmp"] == "refimgs/ocean.bmp"
    assert best.confidence > 0.9
    assert find_recipe("live-iqa").pair_lists == ("info.txt",)


def test_live_iqa_without_usable_lists_is_as_before(live: list[str], tmp_path: Path) -> None:
    assert propose(live, Media.IMAGE)[0].lists == ()
    (tmp_path / "wn" / "info.txt").write_bytes(b"\0rubbish")
    assert propose(live, Media.IMAGE, root=tmp_path)[0].lists == ()
    for path in tmp_path.glob("*/info.txt"):
        path.unlink()
    best = propose(live, Media.IMAGE, root=tmp_path)[0]
    assert (best.recipe, best.lists, best.pairing.counts.alone) == ("live-iqa", (), 50)
