"""A newer version is asked for by those who want it, once a day, without saying who asks."""

from __future__ import annotations

import json
import threading
import time

import pytest
from PySide6.QtGui import QDesktopServices

from omgui.core.releases import Release
from omgui.ui import places, update_asking, updates
from omgui.ui.languages import apply_language
from omgui.ui.main_window import MainWindow
from omgui.ui.notice_bar import NoticeBar
from omgui.ui.session import Session
from omgui.ui.update_asking import Asked, ask, load_asked, save_asked
from omgui.ui.update_box import UpdateBox
from omgui.ui.window_dialogs import PreferencesDialog
from tests.weights import site as sites

PAGE = "https://example.org/omgui/9.0"
FEED = json.dumps({"tag_name": "v9.0.0", "html_url": PAGE}).encode()
DAY_S = 86_400


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    """Leave the machine's own proxy alone: the server of these tests is on this machine."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def site():
    with sites.running() as running:
        yield running


@pytest.fixture
def feed(site):
    return site.put("/feed", FEED)


@pytest.fixture
def asking(session, feed):
    """A session whose person wants to know of newer versions."""
    session.change_preferences(is_asking_for_updates=True, updates_address=feed)
    return session


def ask_now(address, **options):
    return ask(address, 1.0, threading.Event(), **options)


def test_newest_release_is_read(feed):
    assert ask_now(feed) == Asked(feed, 1.0, "9.0.0", PAGE)
    assert ask_now(feed).release == Release("9.0.0", PAGE)


def test_question_says_nothing_of_who_asks(site, feed, home, monkeypatch):
    (home / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    (home / ".netrc").chmod(0o600)
    ask_now(feed)
    ((path, headers),) = site.asked
    assert path == "/feed"
    assert {name.casefold(): value for name, value in headers.items()} == {
        "host": site.host,
        "user-agent": "omgui",
        "accept": "application/json",
        "accept-encoding": "identity",
        "connection": "keep-alive",
    }


def test_where_the_feed_sends_us_we_do_not_go(site, feed):
    elsewhere = site.put("/moved", b"", sites.send_to(feed))
    assert "status 302" in ask_now(elsewhere).fault
    assert [path for path, _ in site.asked] == ["/moved"]


def test_proxy_of_the_system_is_used(site, feed, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://{site.host}")
    site.put("http://feed.example/latest", FEED)
    assert ask_now("http://feed.example/latest").version == "9.0.0"


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (sites.status(404), "status 404"),
        (sites.status(503), "it is in trouble"),
        (sites.page_of_text("text/html"), "the answer names no release"),
        (sites.drop_after(10), "connection"),
    ],
)
def test_no_answer_has_a_reason_in_words(site, behaviour, words):
    address = site.put("/feed", FEED, behaviour)
    asked = ask_now(address)
    assert words in asked.fault
    assert asked.release is None


def test_silent_server_is_given_up_in_time(site):
    address = site.put("/feed", FEED, sites.stall_after(1, 1.0))
    started = time.monotonic()
    assert ask_now(address, limit_s=0.2).fault == "no answer in time"
    assert time.monotonic() - started < 0.9


def test_endless_answer_is_given_up(site, monkeypatch):
    monkeypatch.setattr(update_asking, "_LONGEST_ANSWER", 10)
    assert ask_now(site.put("/feed", FEED)).fault == "the answer names no release"


def test_what_came_of_asking_is_kept(tmp_path):
    path = tmp_path / "deep" / "updates.json"
    asked = Asked("https://example.org", 5.0, "9.0.0", PAGE)
    save_asked(path, asked)
    assert load_asked(path) == asked


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"address": "", "at_s": "soon", "version": "", "page": "", "fault": ""}'],
)
def test_damaged_record_is_no_record(tmp_path, text):
    (tmp_path / "updates.json").write_text(text)
    assert load_asked(tmp_path / "updates.json") is None


def test_record_cannot_send_a_person_to_a_program(tmp_path):
    save_asked(tmp_path / "updates.json", Asked("https://a.example", 5.0, "9.0", "file:///bin/sh"))
    assert load_asked(tmp_path / "updates.json") is None


def test_nothing_is_asked_unless_the_person_wants_it(session, feed, site, qtbot):
    session.change_preferences(updates_address=feed)
    session.updates.start()
    session.updates.look()
    qtbot.wait(20)
    assert not session.background.is_busy
    assert site.asked == []
    assert not places.updates_file().exists()


def test_wish_is_fulfilled_at_once_and_then_once_a_day(session, feed, site, qtbot, monkeypatch):
    session.updates.start()
    session.change_preferences(updates_address=feed)
    with qtbot.waitSignal(session.updates.newer_found) as found:
        session.change_preferences(is_asking_for_updates=True)
    assert found.args == [Release("9.0.0", PAGE)]
    session.updates.look()
    assert not session.background.is_busy
    again = Session()
    again.updates.look()
    assert not again.background.is_busy, "another start on the same day asks again"
    now = time.time()
    for moment in (now + DAY_S + 5, now - DAY_S):  # a day later; the clock was put back
        monkeypatch.setattr(updates.time, "time", lambda moment=moment: moment)
        with qtbot.waitSignal(again.updates.newer_found):
            again.updates.look()
    again.close()
    assert len(site.asked) == 3


def test_other_feed_is_asked_at_once(asking, site, qtbot):
    with qtbot.waitSignal(asking.updates.asked):
        asking.updates.look()
    asking.change_preferences(updates_address=site.put("/other", FEED))
    with qtbot.waitSignal(asking.updates.asked):
        asking.updates.look()
    assert [path for path, _ in site.asked] == ["/feed", "/other"]


def test_failed_question_is_not_repeated_on_the_same_day(asking, site, qtbot):
    site.pages.clear()
    with qtbot.waitSignal(asking.updates.asked), qtbot.assertNotEmitted(asking.updates.newer_found):
        asking.updates.look()
    asking.updates.look()
    assert not asking.background.is_busy
    assert len(site.asked) == 1


def test_record_that_cannot_be_kept_costs_nothing(asking, site, qtbot, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(places, "updates_file", lambda: tmp_path / "file" / "updates.json")
    with qtbot.waitSignal(asking.updates.newer_found):
        asking.updates.look()
    asking.updates.look()
    assert len(site.asked) == 1


@pytest.mark.parametrize("address", ["http://example.org/feed", "example.org", ""])
def test_unsafe_or_missing_address_is_never_asked(session, address):
    session.change_preferences(is_asking_for_updates=True, updates_address=address)
    session.updates.look()
    assert not session.background.is_busy


def test_offline_mode_asks_nobody(asking, monkeypatch):
    monkeypatch.setenv("OMGUI_OFFLINE", "1")
    asking.updates.look()
    assert not asking.background.is_busy


def test_closing_does_not_wait_for_a_silent_server(asking, site):
    asking.change_preferences(updates_address=site.put("/slow", FEED, sites.stall_after(1, 2.0)))
    asking.updates.look()
    started = time.monotonic()
    asking.close()
    assert time.monotonic() - started < 1.0
    asking.updates.look()


def test_feed_of_the_project_is_the_usual_one(monkeypatch):
    links = {
        "Project-URL": ["Homepage, https://a.example", "Release feed, https://b.example/latest"]
    }

    class Metadata:
        def get_all(self, name):
            return links[name]

    for wanted in ("https://b.example/latest", ""):
        update_asking.project_feed.cache_clear()
        monkeypatch.setattr(update_asking, "metadata", lambda _name: Metadata())
        assert update_asking.project_feed() == wanted
        links["Project-URL"] = None
    update_asking.project_feed.cache_clear()


@pytest.fixture
def no_feed(monkeypatch):
    monkeypatch.setattr(updates, "project_feed", lambda: "")


def write(box, text):
    box.address.setText(text)
    box.address.editingFinished.emit()


def test_box_is_off_and_says_why_as_long_as_nobody_can_be_asked(
    session, qtbot, no_feed, monkeypatch
):
    box = UpdateBox(session)
    qtbot.addWidget(box)
    assert not box.asking.isChecked()
    assert not box.asking.isEnabled()
    assert "names no address" in box.reason.text()
    write(box, "http://example.org/feed")
    assert not box.asking.isEnabled()
    assert "begins with https" in box.reason.text()
    write(box, " https://example.org/feed ")
    assert box.asking.isEnabled()
    assert box.reason.isHidden()
    box.asking.click()
    likes = session.preferences
    assert (likes.is_asking_for_updates, likes.updates_address) == (
        True,
        "https://example.org/feed",
    )
    monkeypatch.setenv("OMGUI_OFFLINE", "1")
    box.retranslate()
    assert "Offline mode" in box.reason.text()
    assert box.asking.isEnabled(), "what was turned on can be turned off"
    box.asking.click()
    assert not session.preferences.is_asking_for_updates
    assert not box.asking.isEnabled()


def test_box_says_what_came_of_asking(asking, site, qtbot):
    box = UpdateBox(asking)
    qtbot.addWidget(box)
    asking.updates.look()
    qtbot.waitUntil(lambda: "9.0.0 is available" in box.reason.text())
    old = json.dumps({"tag_name": "v0.0.1", "html_url": PAGE}).encode()
    for name, body, words in (
        ("/old", old, "no newer version"),
        ("/nothing", b"{}", "no answer: the answer names no release."),
    ):
        write(box, site.put(name, body))
        asking.updates.look()
        qtbot.waitUntil(lambda words=words: words in box.reason.text())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_line_of_the_preferences_is_cut(session, qtbot, no_feed, language):
    apply_language(language)
    dialog = PreferencesDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    for width, address in ((520, ""), (900, "nonsense"), (520, "nonsense")):
        dialog.resize(width, 1)
        write(dialog.updates, address)
        qtbot.wait(1)
        for label in (dialog.updates.reason, dialog.updates.promise):
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_newer_version_is_told_quietly_with_its_page(session, qtbot, monkeypatch):
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    opened = []
    answers = iter([True, False])
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or next(answers)
    )
    for _ in range(2):  # a day later it is told again: once is enough
        session.updates.newer_found.emit(Release("9.0.0", PAGE))
    window.notices.say_newer(Release("9.1.0", PAGE))
    bars = [bar for bar in window.findChildren(NoticeBar) if bar.isVisible()]
    assert sorted(bar.words.text()[:11] for bar in bars) == ["omgui 9.0.0", "omgui 9.1.0"]
    for bar in bars:
        bar.button.click()
        assert not bar.isVisible()
    assert opened == [PAGE, PAGE]
    assert PAGE in window.statusBar().currentMessage()
    window.close()
