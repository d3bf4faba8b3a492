"""A download that broke off is continued where it broke, and never glued to another file."""

from __future__ import annotations

import random
import threading
import time

import pytest

from omgui.weights import files
from omgui.weights.checksums import Cancelled, State
from omgui.weights.fetch import fetch
from omgui.weights.inventory import find
from tests.weights import site as web
from tests.weights.fetching import BODY, NAME, checkpoint, only_file
from tests.weights.samples import torch_file


def test_broken_download_continues_where_it_broke(site, folder):
    url = site.put("/net.pth", BODY, web.drop_after(400_000))
    assert fetch(checkpoint(url), "net").read_bytes() == BODY
    first, second = site.ranges()
    assert first is None
    start = int(second.removeprefix("bytes=").removesuffix("-"))
    assert 0 < start <= 400_000
    assert site.asked[1][1]["If-Range"] == '"one"'


def test_cancelled_download_is_continued_by_the_next_try(site, folder):
    url = site.put("/net.pth", BODY, web.stall_after(500_000, 3))
    cancel = threading.Event()

    def stop(progress):
        if progress.done_bytes:
            cancel.set()

    with pytest.raises(Cancelled):
        fetch(checkpoint(url), "net", stop, cancel)
    assert not (folder / NAME).exists()
    assert find(checkpoint(url)).state is State.MISSING
    assert fetch(checkpoint(url), "net").read_bytes() == BODY
    assert site.ranges()[-1] is not None


def test_cancel_does_not_wait_for_a_silent_server(site, folder):
    url = site.put("/net.pth", BODY, lambda handler, page: time.sleep(3))
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    before = time.monotonic()
    with pytest.raises(Cancelled):
        fetch(checkpoint(url), "net", cancel=cancel)
    assert time.monotonic() - before < 2.5


def test_stalled_download_is_taken_up_again(site, folder):
    url = site.put("/net.pth", BODY, web.stall_after(300_000, 2))
    assert fetch(checkpoint(url), "net").read_bytes() == BODY
    assert len(site.asked) == 2


def test_server_that_ignores_ranges_sends_all_again(site, folder):
    url = site.put("/net.pth", BODY, web.drop_after(400_000), web.ignore_range)
    assert fetch(checkpoint(url), "net").read_bytes() == BODY


def test_file_that_changed_meanwhile_is_not_glued_to_its_old_beginning(site, folder):
    other = torch_file(900_000, seed=1)

    def drop_and_change(handler, page):
        web.drop_after(400_000)(handler, page)
        page.body, page.etag = other, '"two"'

    url = site.put("/net.pth", BODY, drop_and_change)
    assert fetch(checkpoint(url), "net").read_bytes() == other


def test_wrong_part_is_thrown_away(site, folder):
    url = site.put("/net.pth", BODY, web.drop_after(400_000), web.another_part)
    assert fetch(checkpoint(url), "net").read_bytes() == BODY
    assert site.ranges()[2] is None


def test_part_that_is_complete_already_is_used(site, folder):
    url = site.put("/net.pth", BODY)
    folder.mkdir()
    part = files.part_of(folder / NAME)
    part.write_bytes(BODY)
    files.write_note(part, {"url": url, "validator": '"one"', "total": len(BODY)})
    assert fetch(checkpoint(url), "net").read_bytes() == BODY
    assert only_file(folder) == [NAME]


def test_part_that_is_longer_than_the_file_became_is_thrown_away(site, folder):
    url = site.put("/net.pth", BODY)
    folder.mkdir()
    part = files.part_of(folder / NAME)
    part.write_bytes(BODY + b"more")
    files.write_note(part, {"url": url, "validator": '"one"', "total": len(BODY) + 9})
    assert fetch(checkpoint(url), "net").read_bytes() == BODY
    assert site.ranges() == [f"bytes={len(BODY) + 4}-", None]


@pytest.mark.parametrize("note", [b"", b"[]", b"{", b'{"url": 5, "total": "x"}', b"\xff"])
def test_part_of_unknown_origin_is_not_continued(site, folder, note):
    url = site.put("/net.pth", BODY)
    folder.mkdir()
    part = files.part_of(folder / NAME)
    part.write_bytes(b"PK\x03\x04something else")
    files.note_of(part).write_bytes(note)
    assert fetch(checkpoint(url), "net").read_bytes() == BODY
    assert site.ranges() == [None]


def test_any_sequence_of_breaks_gives_the_whole_file(site, folder):
    for seed in range(5):
        draw = random.Random(seed)
        breaks = [web.drop_after(draw.randrange(len(BODY))) for _ in range(3)]
        draw.shuffle(breaks)
        name = f"net{seed}.pth"
        url = site.put(f"/{name}", BODY, *breaks)
        assert fetch(checkpoint(url, name), "net").read_bytes() == BODY
