"""A Russian wizard says everything in Russian, also what other rooms found out."""

from __future__ import annotations

from omgui.core.catalogue import load_catalogue
from omgui.ui.languages import apply_language
from omgui.ui.wizard.decisions import Way
from omgui.ui.wizard.dialog import PAIRS, SAVE
from tests.ui.english import left_in
from tests.ui.wizard.test_checking import checked, choose, films  # noqa: F401  # fixtures

_TITLES = sorted((spec.title for spec in load_catalogue()[0].values()), key=len)[::-1]


def test_no_page_shows_english(drive, kadid, qapp):
    apply_language("ru")
    (kadid / "Thumbs.db").write_bytes(b"x")
    (kadid / "notes.zip").write_bytes(b"x")
    (kadid / "text.png").write_text("no picture at all")
    (kadid / "nothing.png").write_bytes(b"")
    driver = drive(kadid)
    wizard = driver.wizard
    assert left_in(wizard.folder_page) == []
    wizard.show_page(PAIRS)
    for way in Way:
        wizard.pairs_page.ways[way].click()
        driver.settle()
        assert left_in(wizard.pairs_page) == [], way
    wizard.pairs_page.ways[Way.RULE].click()
    rules = wizard.pairs_page.contents[Way.RULE]
    for text in ("{a", "", "{a}.png -> {a", "x -> y -> z", "**x -> y", "(a -> b", "{1} -> b"):
        rules.lines.setPlainText(text)
        driver.settle()
        assert left_in(wizard.pairs_page) == [], text
    wizard.show_page(SAVE)
    assert left_in(wizard.save_page, _TITLES) == []


def test_checks_are_told_in_russian_also_when_it_is_chosen_later(checked, qapp):  # noqa: F811
    page = checked.wizard.check_page
    choose(checked, "walk_2.mkv")
    for language in ("ru", "en", "ru"):
        apply_language(language)
        qapp.processEvents()
    for name in ("walk_1.mkv", "walk_2.mkv", "walk_3.mkv", "walk_4.mkv"):
        choose(checked, name)
        assert left_in(page) == [], name
    checked.wizard.show_page(SAVE)
    assert left_in(checked.wizard, _TITLES) == []
