"""Words for people."""

from __future__ import annotations

from omgui.core.words import counted, sentence


def test_things_are_counted_in_words() -> None:
    assert [counted(n, "score") for n in (0, 1, 2)] == ["0 scores", "1 score", "2 scores"]
    assert [counted(n, "file is", "files are") for n in (1, 3)] == ["1 file is", "3 files are"]


def test_words_become_a_sentence() -> None:
    assert sentence("the video breaks off") == "The video breaks off."
    assert sentence("ffmpeg says so.") == "Ffmpeg says so."
    assert sentence("") == "."
