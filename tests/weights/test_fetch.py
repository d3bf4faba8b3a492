"""Fetching: whatever the network does, the right file arrives or a sentence says why not."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import ProblemError
from omgui.weights import files, network, places
from omgui.weights.checksums import Cancelled, State
from omgui.weights.fetch import fetch, fetch_all, wanted_by
from omgui.weights.inventory import find
from omgui.weights.stream import Answer, Stream
from tests.weights import site as web
from tests.weights.samples import metric, sha256, torch_file

BODY = torch_file(900_000)
NAME = "net_koniq-12345678.pth"


def checkpoint(url, name=NAME, **more):
    return Checkpoint(name, url, more.pop("size_bytes", len(BODY)), **more)


def problem_of(wanted, **options):
    with pytest.raises(ProblemError) as caught:
        fetch(wanted, "net", **options)
    problem = caught.value.problem
    assert problem.hint
    assert "Errno" not in str(problem)
    assert "object at 0x" not in str(problem)
    return problem


def only_file(folder):
    """Return the names in a folder, without the lock that stays."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


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


def test_checksum_that_the_hub_tells_is_obeyed(site, folder):
    target = site.put("/cdn/net.pth", BODY)
    wrong = web.send_to(target, X_Linked_ETag=f'"{"0" * 64}"')
    right = web.send_to(target, X_Linked_ETag=f'"{sha256(BODY)}"')
    url = site.put("/net.pth", b"", wrong, right)
    assert "checksum" in problem_of(checkpoint(url)).message
    assert fetch(checkpoint(url), "net").read_bytes() == BODY


def test_silent_host_is_named_and_not_asked_again(folder):
    rows = [
        metric("one", checkpoint("http://127.0.0.1:9/a", "a.pth")),
        metric("two", checkpoint("http://127.0.0.1:9/b", "b.pth")),
    ]
    first, second = fetch_all(wanted_by(rows))
    words = "could not reach 127.0.0.1:9: the connection was refused"
    assert words in first.problem.message
    assert words in second.problem.message
    assert second.problem.message.startswith("Metric two needs b.pth")


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


@pytest.mark.parametrize("variable", ["OMGUI_OFFLINE", "HF_HUB_OFFLINE"])
def test_offline_nothing_is_asked_of_the_network(folder, monkeypatch, no_socket, variable):
    monkeypatch.setenv(variable, "1")
    for url in ("https://huggingface.co/x/y/resolve/main/net.pth", "gdrive:abc"):
        problem = problem_of(checkpoint(url))
        assert problem.code == "weights-offline"
        assert f"{variable}=1" not in problem.hint
        assert variable in problem.message
        assert f"not in {folder}" in problem.message


def test_mirror_stands_for_every_host(site, folder, monkeypatch):
    monkeypatch.setenv("OMGUI_MIRROR", f"http://{site.host}/mirror/")
    site.put("/mirror/chaofengc/W/resolve/main/a%2B.pth", BODY)
    site.put("/mirror/SPAQ/b.pt", BODY)
    hub = checkpoint("https://huggingface.co/chaofengc/W/resolve/main/a%2B.pth", "a+.pth")
    drive = checkpoint("gdrive:abc", "b.pt", folder="SPAQ")
    assert fetch(hub, "net").read_bytes() == BODY
    assert fetch(drive, "net").read_bytes() == BODY


def test_hf_endpoint_stands_for_the_hub_only(site, folder, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", f"http://{site.host}")
    site.put("/x/y/resolve/main/net.pth", BODY)
    hub = checkpoint("https://huggingface.co/x/y/resolve/main/net.pth")
    assert fetch(hub, "net").read_bytes() == BODY
    torch = checkpoint("https://download.pytorch.org/models/net.pth")
    assert network.address(torch) == torch.url


def test_mirror_that_is_no_address_is_said(folder, monkeypatch):
    monkeypatch.setenv("OMGUI_MIRROR", "/mnt/lab")
    problem = problem_of(checkpoint("https://x.org/net.pth"))
    assert "OMGUI_MIRROR is not a web address: '/mnt/lab'" in problem.message


def test_file_that_nobody_offers_is_said(folder):
    assert "Nobody offers net.pth" in problem_of(checkpoint("", "net.pth")).message


def test_too_little_room_is_said_before_the_download(site, folder, monkeypatch):
    url = site.put("/net.pth", BODY)
    usage = type("Usage", (), {"free": 150_000})
    monkeypatch.setattr(files.shutil, "disk_usage", lambda path: usage)
    problem = problem_of(checkpoint(url))
    assert problem.code == "disk-full"
    assert "only 150 kB is free" in problem.message


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_disk_that_fills_up_is_said(site, folder, monkeypatch):
    url = site.put("/net.pth", BODY)
    real = Path.open

    def full(path, mode="r", *arguments, **options):
        is_part = path.name.endswith(".part") and "a" in mode
        return real(Path("/dev/full") if is_part else path, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", full)
    problem = problem_of(checkpoint(url))
    assert problem.code == "disk-full"
    assert "the disk is full" in problem.message


def test_read_only_folders_are_read_and_not_written(site, tmp_path, monkeypatch):
    lab, own = tmp_path / "lab", tmp_path / "own"
    lab.mkdir()
    (lab / "there.pth").write_bytes(BODY)
    monkeypatch.setenv("OMGUI_WEIGHTS", os.pathsep.join((str(lab), str(own))))
    real = places._try_to_write

    def refuse(folder):
        if folder == lab:
            raise PermissionError(13, "Permission denied")
        real(folder)

    monkeypatch.setattr(places, "_try_to_write", refuse)
    assert fetch(checkpoint("http://127.0.0.1:9/x", "there.pth"), "net") == lab / "there.pth"
    assert fetch(checkpoint(site.put("/net.pth", BODY)), "net") == own / NAME
    assert only_file(lab) == ["there.pth"]


def test_no_folder_to_write_to_is_said(site, tmp_path, monkeypatch):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    monkeypatch.setenv("OMGUI_WEIGHTS", str(in_the_way / "weights"))
    problem = problem_of(checkpoint(site.put("/net.pth", BODY)))
    assert problem.code == "weights-folder-unwritable"
    assert "a part of its path is a file" in problem.message
    assert site.asked == []


def test_plug_in_cannot_write_outside_the_folder(site, folder):
    url = site.put("/net.pth", BODY)
    for name, below in (("../evil.pth", ""), ("a.pth", "../.."), ("C:evil.pth", "")):
        problem = problem_of(Checkpoint(name, url, folder=below))
        assert problem.code == "weights-name-wrong"
    assert site.asked == []


def test_two_processes_fetch_a_file_once(site, folder):
    url = site.put("/net.pth", BODY, web.slowly(1.0))
    program = (
        "import sys; from omgui.core.metric_spec import Checkpoint\n"
        "from omgui.weights.fetch import fetch\n"
        f"print(fetch(Checkpoint({NAME!r}, {url!r}), 'net'))"
    )
    command = [sys.executable, "-c", program]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=60)[0].strip() for process in both]
    assert said == [str(folder / NAME)] * 2
    assert (folder / NAME).read_bytes() == BODY
    assert len(site.asked) == 1


def test_folder_without_locks_is_said(site, folder, monkeypatch):
    def refuse(*arguments, **options):
        raise NotImplementedError  # as filelock does on file systems without locks

    monkeypatch.setattr(files.FileLock, "acquire", refuse)
    problem = problem_of(checkpoint(site.put("/net.pth", BODY)))
    assert "files cannot be locked there" in problem.message


def test_waiting_for_another_process_can_be_cancelled(site, folder):
    wanted = checkpoint(site.put("/net.pth", BODY))
    folder.mkdir()
    cancel = threading.Event()
    with files.only_one(folder / NAME, threading.Event(), lambda: None):
        threading.Timer(0.3, cancel.set).start()
        with pytest.raises(Cancelled):
            fetch(wanted, "net", cancel=cancel)


def test_errors_of_the_network_are_put_in_words():
    def wrapped(cause):
        error = requests.ConnectionError("HTTPSConnectionPool(host='x')")
        error.__cause__ = cause
        return error

    said = {
        requests.exceptions.SSLError("bad"): "REQUESTS_CA_BUNDLE",
        requests.exceptions.ProxyError("bad"): "the proxy",
        requests.exceptions.ConnectTimeout("slow"): "no answer in time",
        wrapped(OSError(101, "Network is unreachable")): "network is unreachable",
        wrapped(ConnectionResetError(104, "reset")): "the connection was cut",
        requests.ConnectionError("x"): "the connection was cut",
        requests.exceptions.ChunkedEncodingError("x"): "the connection was cut",
        ValueError("odd"): "ValueError: odd",
    }
    for error, words in said.items():
        assert words in network.refusal_words(error)
    assert network.refusal_words(wrapped(network.socket.gaierror(-2, "Name"))).startswith(
        "its name is not known here"
    )


def test_unknown_host_is_given_up_at_once(folder, monkeypatch):
    def unknown(*arguments, **options):
        raise network.socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(network.socket, "getaddrinfo", unknown)
    problem = problem_of(checkpoint("https://huggingface.co/x/y/resolve/main/net.pth"))
    assert "could not reach huggingface.co: its name is not known here" in problem.message


def test_proxy_of_the_environment_is_used(site, folder, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://{site.host}")
    monkeypatch.setenv("http_proxy", f"http://{site.host}")
    site.put("http://weights.invalid/net.pth", BODY)
    assert fetch(checkpoint("http://weights.invalid/net.pth"), "net").read_bytes() == BODY


def test_protected_address_never_becomes_an_unprotected_one(folder, monkeypatch):
    plain = Answer("http://cdn.example.org/net.pth", 200, {"Content-Length": "5"}, ())
    monkeypatch.setattr(Stream, "answer", lambda self: plain)
    monkeypatch.setattr(Stream, "_read", lambda self: None)
    problem = problem_of(checkpoint("https://example.org/net.pth"))
    assert "it sends to an unprotected address of cdn.example.org" in problem.message


def test_any_sequence_of_breaks_gives_the_whole_file(site, folder):
    for seed in range(5):
        draw = random.Random(seed)
        breaks = [web.drop_after(draw.randrange(len(BODY))) for _ in range(3)]
        draw.shuffle(breaks)
        name = f"net{seed}.pth"
        url = site.put(f"/{name}", BODY, *breaks)
        assert fetch(checkpoint(url, name), "net").read_bytes() == BODY
