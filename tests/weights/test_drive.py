"""Google Drive, through gdown, with what it does on good and bad days."""

from __future__ import annotations

import sys
import threading
from types import SimpleNamespace

import pytest
import requests

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import ProblemError
from omgui.weights.checksums import Cancelled
from omgui.weights.fetch import fetch
from tests.weights.samples import torch_file

gdown = pytest.importorskip("gdown", minversion="6")
BODY = torch_file()
WANTED = Checkpoint("BL_release.pt", "gdrive:abc123", len(BODY), folder="SPAQ")


def problem_of(wanted=WANTED):
    with pytest.raises(ProblemError) as caught:
        fetch(wanted, "spaq-bl")
    return caught.value.problem


@pytest.fixture
def drive(monkeypatch):
    """Google Drive with one file; what was asked for is in ``asked``."""
    drive = SimpleNamespace(asked=[], content=BODY, error=None)

    def download(*, id, output, progress, cancel, **options):
        drive.asked.append(id)
        if drive.error is not None:
            raise drive.error
        progress(len(drive.content), None)
        with open(output, "wb") as out:  # noqa: PTH123  # as gdown does
            out.write(drive.content)

    listing = [SimpleNamespace(id="of-model", path="UNIQUE/model.pt")]
    monkeypatch.setattr(gdown, "download", download)
    monkeypatch.setattr(gdown, "download_folder", lambda **options: listing)
    return drive


def test_file_arrives_where_it_belongs(drive, folder):
    assert fetch(WANTED, "spaq-bl") == folder / "SPAQ" / "BL_release.pt"
    assert (folder / "SPAQ" / "BL_release.pt").read_bytes() == BODY
    assert drive.asked == ["abc123"]


def test_file_of_a_shared_folder_is_found_by_its_name(drive, folder):
    wanted = Checkpoint("model.pt", "gdrive-folder:xyz/model.pt", folder="UNIQUE")
    assert fetch(wanted, "unique").read_bytes() == BODY
    assert drive.asked == ["of-model"]
    gone = Checkpoint("other.pt", "gdrive-folder:xyz/other.pt")
    assert "there is no other.pt in the shared folder any more" in problem_of(gone).message


def test_quota_is_explained_with_a_link_for_the_browser(drive, folder):
    drive.error = gdown.FileURLRetrievalError("Too many users have viewed this file")
    problem = problem_of()
    assert "nothing from drive.google.com" in problem.message
    assert "quota" in problem.message
    assert "https://drive.google.com/file/d/abc123/view" in problem.hint


def test_quota_page_under_the_name_of_the_file_is_refused(drive, folder):
    drive.content = b"<!DOCTYPE html><html>Quota exceeded</html>"
    assert "web page" in problem_of().message
    assert not (folder / "SPAQ" / "BL_release.pt").exists()
    drive.content = BODY
    assert fetch(WANTED, "spaq-bl").read_bytes() == BODY


def test_no_network_is_said(drive, folder):
    drive.error = requests.ConnectionError("no")
    assert "could not reach drive.google.com: the connection was cut" in problem_of().message
    error = gdown.DownloadError("Download failed after 3 retries")
    error.__cause__ = requests.ReadTimeout("slow")
    drive.error = error
    assert "it stopped answering" in problem_of().message


def test_cancel_is_passed_on(drive, folder):
    drive.error = gdown.DownloadCancelled()
    with pytest.raises(Cancelled):
        fetch(WANTED, "spaq-bl", cancel=threading.Event())


def test_missing_package_is_said(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "gdown", None)
    problem = problem_of()
    assert "the Python package gdown, version 6 or newer, has to be installed" in problem.message
    assert "drive.google.com" in problem.hint


def test_leftovers_that_gdown_cannot_choose_between_are_removed(drive, folder):
    place = folder / "SPAQ"
    place.mkdir(parents=True)
    for letters in ("abcdefgh", "ijklmnop"):
        (place / f"BL_release.pt.part{letters}.part").write_bytes(b"half")
    fetch(WANTED, "spaq-bl")
    names = {path.name for path in place.iterdir() if not path.name.endswith(".lock")}
    assert names == {"BL_release.pt"}
