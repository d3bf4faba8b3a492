"""The folder that a fetch writes to: full, read-only, locked, or shared with another process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from omgui.core.metric_spec import Checkpoint
from omgui.weights import files, places
from omgui.weights.checksums import Cancelled
from omgui.weights.fetch import fetch
from tests.weights import site as web
from tests.weights.fetching import BODY, NAME, checkpoint, only_file, problem_of


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
