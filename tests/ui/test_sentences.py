"""English sentences of the other rooms in the language of the window."""

from __future__ import annotations

import errno
import json
import os
import random
import re
import time
from dataclasses import replace

import pytest

from devtools import sentences as collector
from omgui.core.catalogue import load_catalogue
from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import ImageFacts, VideoFacts
from omgui.core.mismatch import pair_mismatches
from omgui.core.mode_proposal import propose_mode
from omgui.core.oddities import file_oddities
from omgui.core.pairing.ignored import why_ignored
from omgui.core.pairing.result import LeftoverCode, leftover
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.yaml_lines import parse_yaml
from omgui.media import alignment
from omgui.ui.languages import apply_language, in_force
from omgui.ui.problem_words import (
    both,
    error_text,
    in_window_words,
    problem_text,
    spoken,
    why_not_fetched,
)
from omgui.ui.sentences import Sentences, russian_form, sentences_of
from omgui.weights.inventory import folders_text, missing_problem
from omgui.weights.words import size_text
from tests.ui.english import english_in

_FIELD = re.compile(r"\{\{|\}\}|\{(\w+)\}|⟨([^⟩]*)⟩")
_SLOT = re.compile(r"\{\{|\}\}|\{(\w+)(&?)((?:\|[^{}|]*)*)\}")
_BY_NAME = {LeftoverCode.SYSTEM_FILE, LeftoverCode.OWN_FILE, LeftoverCode.NOT_MEDIA}
_LEFT_OVER = [code for code in LeftoverCode if code not in _BY_NAME]
_CLIP = VideoFacts(320, 180, 25.0, 100, 100, 4.0, "h264", "yuv420p", 0, False)
_PICTURE = ImageFacts(320, 180, "RGB", "PNG", 1, False, False)


@pytest.fixture
def russian():
    apply_language("ru")


def translations(part="sentences"):
    return json.loads(collector.resource("ru").read_text("utf-8"))[part]


def filled(template):
    """Return a sentence of a template, with words that nobody knows filled in."""
    names: dict[str, str] = {}

    def fill(match):
        if match[1]:
            return names.setdefault(match[1], f"Q{len(names)}z")
        return match[0][0] if match[2] is None else match[2].split("|")[-1]

    return _FIELD.sub(fill, template), names


def expected(translation, names):
    def slot(match):
        if match[1] is None:
            return match[0][0]
        return match[3].split("|")[-1] if match[3] else names[match[1]]

    return _SLOT.sub(slot, translation)


def test_every_sentence_of_the_source_is_translated_and_no_other():
    assert collector.missing("ru") == []
    assert collector.stale("ru") == []


def test_texts_that_are_not_shown_are_still_in_the_source():
    rooms = [collector.ROOT / "omgui" / room for room in collector.ROOMS]
    sources = [path for room in rooms for path in room.rglob("*.py")]
    found = {template for path in sources for template in collector.templates_of(path)}
    assert sorted(collector.not_shown() - found) == []


@pytest.mark.parametrize("part", ["sentences", "pieces"])
def test_translations_fill_in_what_the_sentence_does(part):
    for template, translation in translations(part).items():
        wanted = {match[1] for match in _FIELD.finditer(template) if match[1]}
        slots = [match for match in _SLOT.finditer(translation) if match[1]]
        assert {match[1] for match in slots} <= wanted, template
        if part == "sentences":
            assert wanted == {match[1] for match in slots}, template
        forms = [match[3].count("|") for match in slots if match[3]]
        assert set(forms) <= {3}, template
        assert re.search("[а-яё]", translation) or part == "pieces" or "{" in template, template


def test_each_sentence_is_recognised_as_what_it_is():
    known = sentences_of("ru")
    for template, translation in translations().items():
        text, names = filled(template)
        said = known.translated(text)
        assert said is not None, template
        assert said.casefold() == expected(translation, names).casefold()


def real_sentences():
    """Yield what the rooms really say, with the arguments they really have."""
    short = replace(_CLIP, frames=50, declared_frames=100)
    others = (
        short,
        replace(_CLIP, fps=50.0, frames=200),
        replace(_CLIP, fps=12.5, frames=50),
        replace(_CLIP, fps=10.0, frames=41, declared_frames=41),
        replace(_CLIP, fps=None, duration_s=None, frames=25),
        replace(_CLIP, frames=120, declared_frames=120, width=640, transfer="pq"),
        replace(_CLIP, is_variable_rate=True, sample_aspect=2.0, bit_depth=10, width=640),
    )
    for other in others:
        for one, two in ((_CLIP, other), (other, _CLIP)):
            yield propose_mode(one, two).reason
            for mode in (*Mode, None):
                for offset in (0, 3, -500):
                    found = pair_mismatches(one, two, mode, offset)
                    yield from (text for each in found for text in (each.message, each.hint))
        yield from (text for each in file_oddities(other) for text in (each.message, each.hint))
    pictures = [_PICTURE, ImageFacts(9, 9, "I;16", "TIFF", 3, True, True)]
    pictures += [replace(_PICTURE, mode=mode) for mode in ("RGBA", "CMYK")]
    for picture in pictures:
        found = [*file_oddities(picture), *pair_mismatches(_CLIP, picture)]
        yield from (text for each in found for text in (each.message, each.hint))
    for path in (".DS_Store", "read me.txt", "a.zip", "a.wav", "a.md5", "a.exe", "x_psnr.csv"):
        problem = why_ignored(path)
        yield problem.message if problem is not None else ""
    for code in _LEFT_OVER:
        problem = leftover("a b.png", code, ("x y.png", "b.png", "c.png", "d.png"), "e.png").problem
        yield from (problem.message, problem.hint)
    yield from (alignment.FAR.format(60), alignment.DIFFERENT)
    yield from (alignment.unsure(0, 3), alignment.unsure(21, -4), alignment.too_short(1).reason)
    yield from map(alignment.said, (0, 1, 5, -3))
    yield from (size_text(size) for size in (0, 5, 1000, 2_500_000, 10**10))


def test_real_sentences_leave_no_english(russian):
    for text in filter(None, real_sentences()):
        said = spoken(text)
        assert re.search("[а-яёБ]", said), text
        assert english_in(said) == "", (text, said)


def test_descriptions_of_all_metrics_leave_no_english(russian):
    metrics, _ = load_catalogue()
    for name, spec in metrics.items():
        for text in filter(None, (spec.about, spec.undefined_when)):
            assert re.search("[а-яё]", spoken(text)), name
            assert english_in(spoken(text)) == "", (name, spoken(text))


def test_broken_files_are_explained_without_english(russian):
    for text in ("a: [1, 2\nb: 3", "a: b: c", "\tx: 1", "a: 'x", "%", "- a", "", "*x", "a\x07"):
        with pytest.raises(ProblemError) as caught:
            parse_yaml(text, "n.yaml")
        words = in_window_words(caught.value.problem)
        assert english_in(words.message) == "", words.message
        assert english_in(words.hint) == ""
        assert "line" not in words.where


def test_the_system_complains_in_the_language_of_the_window(russian):
    for number in (errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EIO):
        said = error_text(OSError(number, os.strerror(number), "/x"))
        assert english_in(said) == "", said
        assert english_in(spoken(f"The folder cannot be read: {os.strerror(number)}.")) == ""


def test_words_agree_with_their_number(russian):
    assert [russian_form(number) for number in (1, 2, 5, 11, 21, 104, 112, 0.5)] == [
        *(0, 1, 2, 2),
        *(0, 1, 2, 1),
    ]
    said = [spoken(alignment.said(frames)).partition(":")[0] for frames in (1, 3, 11)]
    assert [text.rpartition(" ")[0][-3:] + text[-7:] for text in said] != [said[0]] * 3
    assert "1 лишний кадр" in said[0]
    assert "3 лишних кадра" in said[1]
    assert "11 лишних кадров" in said[2]


def test_a_sentence_within_a_sentence_is_translated_too(russian):
    text = "The distorted video cannot be used: Only 3 of 10 frames are in the file."
    assert spoken(text) == "Искажённое видео: использовать нельзя. В файле только 3 из 10 кадров."
    text = "The reference cannot be used: The video data are damaged (2 decoder errors, first: x)."
    assert english_in(spoken(text)) == ""


def test_names_are_never_translated(russian):
    assert spoken("'video' is not among the files.") == "Файла «video» среди файлов нет."
    assert spoken("It and 'text' would be the reference of each other.").count("'text'") == 1
    assert in_window_words(Problem("x", "The file does not exist.", where="video")).where == "video"


def test_several_sentences_are_translated_one_by_one(russian):
    text = "The picture is cut off or damaged. Nobody translated this. Copy or export it again."
    assert spoken(text) == (
        "Изображение обрезано или повреждено. Nobody translated this. "
        "Скопируйте или экспортируйте его заново."
    )


@pytest.mark.parametrize(
    "text", ["", "12", "Nobody translated this.", "«Уже по-русски».", "'x' y."]
)
def test_what_is_not_known_stays_as_it_is(russian, text):
    assert spoken(text) == text


def test_english_stays_english_to_the_letter():
    assert in_force() == "en"
    assert all(spoken(text) == text for text in real_sentences())
    assert sentences_of("xx").said("The file does not exist.") == "The file does not exist."


def test_case_and_full_stop_are_those_of_the_sentence():
    known = Sentences({"It is empty.": "Пусто.", "it is odd": "странно"})
    assert known.said("it is empty") == "пусто"
    assert known.said("It is odd.") == "Странно."


def test_a_word_that_follows_no_number_takes_its_last_form():
    known = Sentences({"{n} ⟨file|files⟩ left": "{n} {n|файл|файла|файлов}"})
    assert known.said("many files left") == "many файлов"
    assert known.said("1 file left") == "1 файл"


def test_lists_are_joined_in_the_language(russian):
    said = spoken("It fits several references: 'a.png' and 'b.png'.")
    assert said == "Ему подходят несколько эталонов: 'a.png' и 'b.png'."


def test_problems_are_translated_with_their_hints(russian):
    problem = Problem("file-missing", "The file does not exist.", "Copy it again.", "a.png")
    assert problem_text(problem) == "a.png: Файла не существует. Скопируйте его заново."
    assert both(problem.message, "") == "Файла не существует."
    assert error_text(ProblemError(problem)) == problem_text(problem)
    assert error_text(ProblemsError([problem, problem])).count("Файла не существует.") == 2


@pytest.mark.parametrize("language", ["en", "ru"])
def test_hints_for_the_terminal_are_said_for_the_window(language):
    apply_language(language)
    for hint in collector.collected():
        if re.search(r"'omgui [a-z]|.--|command line", hint):  # --metrics is asked for there only
            said = in_window_words(Problem("x", "y", filled(hint)[0])).hint
            assert not re.search(r"'omgui |«omgui [a-z]|--|command|команд", said), said
            assert both("", filled(hint)[0]) == said or "`omgui " in hint


def test_lacking_checkpoints_are_told_with_their_size(russian):
    metrics, _ = load_catalogue()
    found = missing_problem("lpips", metrics["lpips"].checkpoints)
    words = in_window_words(found)
    assert "МБ" in words.message
    assert " and " not in words.message
    assert "omgui weights" not in words.hint
    failed = replace(
        found, message=f"x; not in {folders_text()}; could not reach a.org: it refuses."
    )
    assert why_not_fetched(failed) == "нет связи с a.org: сервер отказывает"


def test_a_thousand_sentences_are_translated_in_no_time():
    known = Sentences({**translations(), **translations("pieces")})
    texts = [filled(template)[0] for template in translations()]
    for text in texts:
        known.translated(text)  # patterns are made once
    fresh = [texts[i % len(texts)].replace("Q0z", f"{i}") for i in range(1000)]
    start = time.perf_counter()
    for text in fresh:
        known.translated(text)
    assert time.perf_counter() - start < 0.25  # 10 ms on an idle machine


def test_what_is_remembered_has_a_limit(monkeypatch):
    monkeypatch.setattr("omgui.ui.sentences._CACHED", 2)
    known = Sentences({"{n} files": "Файлов: {n}"})
    assert [known.said(f"{n} files") for n in range(5)] == [f"Файлов: {n}" for n in range(5)]
    assert len(known._known) <= 2


def test_sentences_within_sentences_have_an_end(russian):
    deep = "The reference cannot be used: " * 12 + "The file is empty."
    assert spoken(deep).startswith("Эталон: использовать нельзя.")
    words = [word for template in collector.collected() for word in template.split()]
    draw = random.Random(7)
    for _ in range(20):
        text = " ".join(draw.choice(words) for _ in range(120)).replace("{", "").replace("}", "")
        start = time.perf_counter()
        assert spoken(text)
        assert time.perf_counter() - start < 1
    assert spoken("The file is empty. " * 400).startswith("The file")  # nobody reads that
