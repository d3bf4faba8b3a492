"""Words for people."""

from __future__ import annotations

import pytest

from omgui.core.words import counted, distinct_parts, one_line, sentence, without_common_folder


def test_things_are_counted_in_words() -> None:
    assert [counted(n, "score") for n in (0, 1, 2)] == ["0 scores", "1 score", "2 scores"]
    assert [counted(n, "file is", "files are") for n in (1, 3)] == ["1 file is", "3 files are"]


def test_words_become_a_sentence() -> None:
    assert sentence("the video breaks off") == "The video breaks off."
    assert sentence("ffmpeg says so.") == "Ffmpeg says so."
    assert sentence("") == "."


def test_name_of_a_file_stays_on_one_line() -> None:
    assert one_line("I01 übung 😀.png") == "I01 übung 😀.png"
    assert one_line("new\nline\t1.mp4") == "new↵line→1.mp4"
    assert one_line("a\u2028b\x7fc\xa0d") == "a↵b\N{REPLACEMENT CHARACTER}c\xa0d"


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        ([], []),
        (["a/b/x.png"], ["x.png"]),
        (["x.png", "a/y.png"], ["x.png", "a/y.png"]),
        (["a/b/x.png", "a/b/y.png"], ["x.png", "y.png"]),
        (["a/b/x.png", "a/c/x.png", "a/c/d/z.png"], ["b/x.png", "c/x.png", "c/d/z.png"]),
        (["ab/x.png", "a/y.png"], ["ab/x.png", "a/y.png"]),
    ],
)
def test_folders_that_all_paths_share_are_left_out(paths, shown):
    assert without_common_folder(paths) == shown


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        ([], []),
        (["a/film_crf23.mp4"], ["film_crf23.mp4"]),
        (["a/film_crf23.mp4", "a/film_crf45.mp4", "a/film_half.mp4"], ["crf23", "crf45", "half"]),
        (["x264/film.mp4", "x265/film.mp4"], ["x264", "x265"]),
        (["noise10.png", "noise11.png"], ["noise10", "noise11"]),
        (["a_q10.jpg", "a_q40.png"], ["q10.jpg", "q40.png"]),
        (["film.mp4", "film_2.mp4"], ["film", "film_2"]),
        (["film_.mp4", "film_2.mp4"], ["film_.mp4", "film_2.mp4"]),
        (["x.mp4", "x.mp4"], ["x.mp4", "x.mp4"]),
        (["one", "two"], ["one", "two"]),
    ],
)
def test_names_are_shortened_to_what_tells_them_apart(paths, shown):
    assert distinct_parts(paths) == shown
