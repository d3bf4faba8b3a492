"""What servers answer: trouble is waited for, refusals are named, redirects stay in the web."""

from __future__ import annotations

import pytest

from omgui.weights.fetch import fetch, fetch_all, wanted_by
from omgui.weights.stream import Answer, Stream
from tests.weights import site as web
from tests.weights.fetching import BODY, NAME, checkpoint, problem_of
from tests.weights.samples import metric


def test_answer_without_a_length_is_taken(site, folder):
    url = site.put("/net.pth", BODY, web.without_length)
    assert fetch(checkpoint(url), "net").read_bytes() == BODY


def test_passing_trouble_of_the_server_is_waited_for(site, folder):
    url = site.put("/net.pth", BODY, web.status(503), web.status(429, Retry_After="1"))
    assert fetch(checkpoint(url), "net").read_bytes() == BODY


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (web.status(403), "it refuses access (status 403)"),
        (web.status(404), "it does not have the file (status 404)"),
        (web.status(418), "it refuses (status 418)"),
    ],
)
def test_refusal_names_host_and_reason_and_is_not_repeated(site, folder, behaviour, words):
    wanted = checkpoint(site.put("/net.pth", BODY, *[behaviour] * 9), size_bytes=109_000_000)
    problem = problem_of(wanted)
    assert problem.message == (
        f"Metric net needs {NAME}, 109 MB; not in {folder}; nothing from {site.host}: {words}."
    )
    assert wanted.url in problem.hint
    assert "omgui weights import" in problem.hint
    assert len(site.asked) == 1


def test_server_that_stays_in_trouble_is_given_up(site, folder):
    url = site.put("/net.pth", BODY, *[web.status(500)] * 99)
    assert "it is in trouble (status 500)" in problem_of(checkpoint(url)).message
    assert len(site.asked) < 10


def test_server_that_always_breaks_off_is_given_up(site, folder):
    url = site.put("/net.pth", BODY, *[web.drop_after(300_000)] * 99)
    assert "the connection was cut" in problem_of(checkpoint(url)).message
    assert not (folder / NAME).exists()


def test_redirects_are_followed(site, folder):
    target = site.put("/cdn/net.pth", BODY)
    url = site.put("/net.pth", b"", web.send_to(target))
    assert fetch(checkpoint(url), "net").read_bytes() == BODY


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_redirect_out_of_the_web_is_refused(site, folder, target):
    url = site.put("/net.pth", b"", web.send_to(target))
    assert "an address that is not of the web" in problem_of(checkpoint(url)).message


def test_redirect_without_end_is_refused(site, folder):
    url = site.put("/net.pth", b"", *[web.send_to("/net.pth")] * 99)
    assert "without end" in problem_of(checkpoint(url)).message


def test_one_refused_file_keeps_none_from_the_others(site, folder):
    good = checkpoint(site.put("/good", BODY), "good.pth")
    bad = checkpoint(f"http://{site.host}/gone", "bad.pth")
    shared = checkpoint(site.put("/shared", BODY), "shared.pth")
    rows = [metric("one", bad, shared), metric("two", good, shared)]
    done = {one.checkpoint.file: one for one in fetch_all(wanted_by(rows))}
    assert done["bad.pth"].problem is not None
    assert done["good.pth"].path == folder / "good.pth"
    assert done["shared.pth"].metrics == ("one", "two")
    assert len(site.asked) == 3


def test_protected_address_never_becomes_an_unprotected_one(folder, monkeypatch):
    plain = Answer("http://cdn.example.org/net.pth", 200, {"Content-Length": "5"}, ())
    monkeypatch.setattr(Stream, "answer", lambda self: plain)
    monkeypatch.setattr(Stream, "_read", lambda self: None)
    problem = problem_of(checkpoint("https://example.org/net.pth"))
    assert "it sends to an unprotected address of cdn.example.org" in problem.message
