"""What is fetched is the right file, whole, and alone in its folder."""

from __future__ import annotations

import pytest

from omgui.weights.checksums import State
from omgui.weights.fetch import fetch
from omgui.weights.inventory import find
from tests.weights import site as web
from tests.weights.fetching import BODY, NAME, checkpoint, only_file, problem_of
from tests.weights.samples import sha256


def test_fetched_file_is_whole_and_alone_in_its_folder(site, folder):
    wanted = checkpoint(site.put("/a/net.pth", BODY), folder="NET")
    seen = []
    path = fetch(wanted, "net", seen.append)
    assert path == folder / "NET" / NAME
    assert path.read_bytes() == BODY
    assert only_file(path.parent) == [NAME]
    assert [one.done_bytes for one in seen] == sorted(one.done_bytes for one in seen)
    assert (seen[-1].done_bytes, seen[-1].total_bytes) == (len(BODY), len(BODY))


def test_file_that_is_there_is_not_asked_for(site, folder, no_socket):
    folder.mkdir()
    (folder / NAME).write_bytes(BODY)
    assert fetch(checkpoint("http://127.0.0.1:1/x"), "net") == folder / NAME


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/octet-stream"])
def test_sign_in_page_of_a_hotel_is_no_checkpoint(site, folder, kind):
    url = site.put("/net.pth", BODY, web.page_of_text(kind))
    problem = problem_of(checkpoint(url))
    assert "web page" in problem.message
    assert find(checkpoint(url)).state is State.MISSING
    assert fetch(checkpoint(url), "net").read_bytes() == BODY  # signed in


def test_wrong_checksum_is_refused_and_not_continued(site, folder):
    url = site.put("/net.pth", BODY)
    wanted = checkpoint(url, sha256="0" * 64)
    assert "checksum" in problem_of(wanted).message
    assert only_file(folder) == []


def test_right_checksum_makes_a_file_verified(site, folder):
    wanted = checkpoint(site.put("/net.pth", BODY), sha256=sha256(BODY))
    fetch(wanted, "net")
    assert find(wanted).state is State.VERIFIED


def test_wrong_size_is_refused_before_a_byte_is_kept(site, folder):
    url = site.put("/net.pth", BODY)
    wanted = checkpoint(url, size_bytes=len(BODY) + 1, size_is_exact=True)
    assert f"not of {len(BODY) + 1}" in problem_of(wanted).message
    assert only_file(folder) == []


def test_file_cut_off_by_its_publisher_is_refused(site, folder):
    url = site.put("/net.pth", BODY[:-500])
    assert "its end is missing" in problem_of(checkpoint(url)).message


def test_wrong_file_in_the_folder_is_replaced(site, folder):
    folder.mkdir()
    (folder / NAME).write_bytes(b"PK\x03\x04 half a file")
    wanted = checkpoint(site.put("/net.pth", BODY), size_is_exact=True)
    assert fetch(wanted, "net").read_bytes() == BODY


def test_checksum_that_the_hub_tells_is_obeyed(site, folder):
    target = site.put("/cdn/net.pth", BODY)
    wrong = web.send_to(target, X_Linked_ETag=f'"{"0" * 64}"')
    right = web.send_to(target, X_Linked_ETag=f'"{sha256(BODY)}"')
    url = site.put("/net.pth", b"", wrong, right)
    assert "checksum" in problem_of(checkpoint(url)).message
    assert fetch(checkpoint(url), "net").read_bytes() == BODY


def test_file_that_nobody_offers_is_said(folder):
    assert "Nobody offers net.pth" in problem_of(checkpoint("", "net.pth")).message
