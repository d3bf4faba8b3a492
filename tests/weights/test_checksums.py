"""Checksums are right, read once, and believed only as far as publishers promise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.metric_spec import Checkpoint
from omgui.weights import checksums
from omgui.weights.checksums import State, glance, judge, known_sha256, remember, sha256_of, verify
from tests.weights.samples import sha256

CONTENT = b"\x80\x02" + bytes(range(256)) * 8
DIGITS = sha256(CONTENT)
LONG_AGO = 1_500_000_000


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "net.pth"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def _settled(monkeypatch):
    """Files just written count as settled."""
    monkeypatch.setattr(checksums, "_RACY_NS", 0)


def forbid_reading(monkeypatch):
    monkeypatch.setattr(checksums.hashlib, "sha256", lambda: pytest.fail("it was read again"))


@pytest.mark.usefixtures("_settled")
def test_file_is_read_once(path, monkeypatch):
    assert sha256_of(path) == DIGITS
    forbid_reading(monkeypatch)
    assert sha256_of(path) == DIGITS


@pytest.mark.usefixtures("_settled")
def test_changed_file_is_read_again_even_with_its_old_time_and_size(path):
    assert sha256_of(path) == DIGITS
    status = path.stat()
    changed = bytes(reversed(CONTENT))
    path.write_bytes(changed)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert sha256_of(path) == sha256(changed)


def test_file_changed_a_moment_ago_is_not_remembered(path):
    # A clock with coarse ticks would not show the next change.
    assert sha256_of(path) == DIGITS
    assert known_sha256(path) == ""


@given(damage=st.binary(max_size=80) | st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
).map(lambda said: json.dumps(said).encode()))  # fmt: skip
def test_damaged_cache_is_as_good_as_none(tmp_path_factory, damage):
    path = tmp_path_factory.mktemp("sums") / "net.pth"
    path.write_bytes(CONTENT)
    cache = checksums._cache_file()
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(damage)
    assert sha256_of(path) == DIGITS
    remember(path, DIGITS)
    assert known_sha256(path) == DIGITS


def test_cache_that_cannot_be_written_costs_time_only(path, home, monkeypatch):
    in_the_way = home / "file"
    in_the_way.write_text("x")
    monkeypatch.setattr(checksums, "_cache_file", lambda: in_the_way / "sums.json")
    remember(path, DIGITS)
    assert sha256_of(path) == DIGITS


def test_processes_do_not_lose_each_others_checksums(tmp_path):
    paths = [tmp_path / f"{number}.pth" for number in range(40)]
    for path in paths:
        path.write_bytes(CONTENT)
    program = (
        "import sys; from pathlib import Path; from omgui.weights.checksums import remember\n"
        f"for name in sys.argv[1:]: remember(Path(name), {DIGITS!r})"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", program, *map(str, half)])
        for half in (paths[:20], paths[20:])
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    assert [known_sha256(path) for path in paths] == [DIGITS] * 40


def test_cache_forgets_the_oldest(path, tmp_path, monkeypatch):
    monkeypatch.setattr(checksums, "_MOST_ENTRIES", 2)
    others = [tmp_path / "a", tmp_path / "b"]
    remember(path, DIGITS)
    for other in others:
        other.write_bytes(b"x")
        remember(other, DIGITS)
    assert known_sha256(path) == ""
    assert known_sha256(others[1]) == DIGITS


TORCH = "https://download.pytorch.org/models/net.pth"
HUB = "https://huggingface.co/x/y/resolve/main/net.pth"


@pytest.mark.parametrize(
    ("checkpoint", "state"),
    [
        (Checkpoint("net.pth", HUB), State.UNCHECKED),
        (Checkpoint("net.pth", HUB, sha256=DIGITS), State.VERIFIED),
        (Checkpoint("net.pth", HUB, sha256=DIGITS[:8].upper()), State.VERIFIED),
        (Checkpoint("net.pth", HUB, sha256="0" * 8), State.WRONG_CHECKSUM),
        (Checkpoint(f"net-{DIGITS[:8]}.pth", HUB), State.VERIFIED),
        (Checkpoint("net-00000000.pth", HUB), State.UNCHECKED),  # looks alike, promises nothing
        (Checkpoint("net-00000000.pth", TORCH), State.WRONG_CHECKSUM),  # a published convention
        (Checkpoint("net.pth", HUB, len(CONTENT), size_is_exact=True), State.UNCHECKED),
        (Checkpoint("net.pth", HUB, 5, size_is_exact=True), State.WRONG_SIZE),
        (Checkpoint("net.pth", HUB, 5), State.UNCHECKED),  # an estimate
        (Checkpoint("net.pth", HUB, 5, DIGITS, size_is_exact=True), State.VERIFIED),
    ],
)
def test_state_is_what_the_publisher_allows_to_say(path, checkpoint, state):
    assert verify(checkpoint, path) is state
    assert judge(checkpoint, len(CONTENT), DIGITS) is state


def test_glance_reads_no_more_than_the_ends(path, monkeypatch):
    monkeypatch.setattr(checksums.hashlib, "sha256", lambda: pytest.fail("it was read whole"))
    assert glance(Checkpoint("net.pth", HUB, sha256=DIGITS), path) is State.UNREAD
    assert glance(Checkpoint("net.pth", HUB), path) is State.UNCHECKED
    remember(path, DIGITS)
    assert glance(Checkpoint("net.pth", HUB, sha256=DIGITS), path) is State.VERIFIED


def test_what_cannot_be_a_checkpoint_is_told_at_a_glance(path):
    wanted = Checkpoint("net.pth", HUB)
    for content in (b"<html>Sign in</html>", b"Nothing of anybody's."):
        path.write_bytes(content)
        assert glance(wanted, path) is State.NO_CHECKPOINT
        assert verify(wanted, path) is State.NO_CHECKPOINT
    path.write_bytes(CONTENT)
    assert glance(wanted, path) is State.UNCHECKED, "the file was put right"
    assert checksums.fault_of(wanted, path) == ""


def test_file_that_is_gone_or_closed_is_a_state(path, monkeypatch):
    wanted = Checkpoint("net.pth", HUB)
    assert verify(wanted, path.with_name("gone.pth")) is State.MISSING
    assert glance(wanted, path.with_name("gone.pth")) is State.MISSING
    monkeypatch.setattr(checksums.os, "access", lambda path, mode: False)
    assert glance(wanted, path) is State.UNREADABLE

    def refuse(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert verify(wanted, path) is State.UNREADABLE


def test_progress_of_reading_is_told(path):
    seen = []
    sha256_of(path, seen.append)
    assert seen == [len(CONTENT)]
