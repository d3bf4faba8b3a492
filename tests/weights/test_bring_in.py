"""Importing from a stick: what is right arrives, what is wrong is refused with the reason."""

from __future__ import annotations

import os
import stat
import struct
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import ProblemError
from omgui.weights import bring_in as importing
from omgui.weights import files, places
from omgui.weights.bring_in import Outcome, bring_in
from omgui.weights.checksums import Cancelled, State
from omgui.weights.inventory import find
from tests.weights.samples import matlab_file, safetensors_file, sha256, torch_file

HUB = "https://huggingface.co/chaofengc/W/resolve/main"
NET, OTHER, TENSORS = torch_file(), torch_file(seed=1), safetensors_file(2000)
MUSIQ = Checkpoint("musiq.pth", f"{HUB}/musiq.pth", len(NET), aliases=("musiq_koniq.pth",))
UNIQUE = Checkpoint("model.pt", "gdrive:abc", len(NET), folder="UNIQUE")
ALEX = Checkpoint(
    f"alexnet-{sha256(NET)[:8]}.pth",
    f"https://download.pytorch.org/models/alexnet-{sha256(NET)[:8]}.pth",
    len(NET),
    sha256(NET)[:8],
)
TIMM = Checkpoint(
    "resnet50.a1.safetensors",
    "https://huggingface.co/timm/resnet50.a1/resolve/main/model.safetensors",
    len(TENSORS),
    folder="timm/resnet50.a1",
    aliases=("model.safetensors",),
)
ALL = (MUSIQ, UNIQUE, ALEX, TIMM)


@pytest.fixture
def stick(tmp_path):
    """What somebody brought."""
    path = tmp_path / "stick"
    path.mkdir()
    return path


def put(path, content=NET):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def archive(path, members, **options):
    with zipfile.ZipFile(path, "w", **options) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


def only(source, checkpoints=ALL, **options):
    (brought,) = bring_in(source, checkpoints, **options)
    return brought


def refused(source, checkpoints=ALL):
    brought = only(source, checkpoints)
    assert brought.outcome is Outcome.REFUSED
    assert brought.path is None
    return brought.reason


def names_below(folder):
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("place", "checkpoint"),
    [
        ("musiq.pth", MUSIQ),
        ("deep/in/folders/musiq.pth", MUSIQ),
        ("musiq_koniq.pth", MUSIQ),
        ("musiq (1).pth", MUSIQ),
        ("musiq - Copy.pth", MUSIQ),
        ("UNIQUE/model.pt", UNIQUE),
        (ALEX.file, ALEX),
        ("renamed by me.pth", ALEX),
        ("timm/resnet50.a1/model.safetensors", TIMM),
        (f"models--timm--resnet50.a1/snapshots/{'0' * 40}/model.safetensors", TIMM),
        ("whatever/model.safetensors", TIMM),
    ],
)
def test_checkpoint_is_recognised_and_put_where_it_is_found(folder, stick, place, checkpoint):
    content = TENSORS if checkpoint is TIMM else NET
    put(stick / place, content)
    for source in (stick, archive(stick.with_suffix(".zip"), {place: content})):
        known = [checkpoint, ALEX] if checkpoint is not ALEX else [ALEX, UNIQUE]
        brought = only(source, known)
        assert brought.outcome is Outcome.IMPORTED
        assert brought.checkpoint == checkpoint
        assert brought.path == folder / checkpoint.folder / checkpoint.file
        assert brought.path.read_bytes() == content
        assert names_below(folder) == {checkpoint.file}
        brought.path.unlink()


def test_single_file_is_a_source(folder, stick):
    path = put(stick / "musiq.pth")
    assert only(path).path == folder / "musiq.pth"


def test_archive_in_a_folder_is_looked_into(folder, stick):
    archive(stick / "all.zip", {"weights/musiq.pth": NET, "readme.txt": "hello"})
    brought = only(stick)
    assert brought.source == "all.zip/weights/musiq.pth"
    assert brought.outcome is Outcome.IMPORTED


def test_verified_file_is_known_as_such_at_once(folder, stick):
    put(stick / ALEX.file)
    only(stick)
    assert find(ALEX).state is State.VERIFIED


def test_second_import_changes_nothing(folder, stick):
    put(stick / "musiq.pth")
    put(stick / ALEX.file)
    list(bring_in(stick, ALL))
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {one.outcome for one in bring_in(stick, ALL)} == {Outcome.ALREADY_THERE}
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_strangers_are_named_only_if_they_look_like_checkpoints(folder, stick):
    put(stick / "yolo.pt", OTHER)
    put(stick / "holiday.jpg", b"photo")
    brought = only(stick)
    assert (brought.source, brought.outcome) == ("yolo.pt", Outcome.UNKNOWN)
    assert not folder.exists()


def test_generic_name_without_folder_or_size_is_nobodys(folder, stick):
    put(stick / "model.pt", torch_file(200_000))
    assert only(stick).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"<!doctype html><html>quota exceeded" + bytes(50_000), "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n" * 1000, "Git LFS"),
        (NET[:-5000], "its end is missing"),
        (b"just some words " * 4000, "not a file of PyTorch"),
    ],
)
def test_impostor_is_refused_with_the_reason(folder, stick, content, words):
    put(stick / "musiq.pth", content)
    assert words in refused(stick)
    assert not folder.exists() or names_below(folder) == set()


def test_file_of_implausible_size_is_refused(folder, stick):
    big = Checkpoint("big.pth", f"{HUB}/big.pth", 100_000_000)
    small = Checkpoint("big.pth", f"{HUB}/big.pth", 100_000_000)
    put(stick / "big.pth")
    assert "too small" in refused(stick, [small])
    with (stick / "big.pth").open("wb") as out:
        out.truncate(500_000_000)
    assert "too large" in refused(stick, [big])


def test_exact_size_is_required_where_it_is_known(folder, stick):
    put(stick / "net.pth")
    exact = Checkpoint("net.pth", f"{HUB}/net.pth", len(NET) + 1, size_is_exact=True)
    assert f"instead of {len(NET) + 1}" in refused(stick, [exact])


def test_wrong_checksum_is_refused(folder, stick):
    put(stick / ALEX.file, OTHER)
    assert "checksum" in refused(stick)


def test_two_different_files_of_one_name_are_a_question_for_a_person(folder, stick):
    put(folder / "musiq.pth", OTHER)
    put(stick / "musiq.pth", NET)
    assert f"another file of this name is there already, {folder / 'musiq.pth'}" in refused(stick)
    assert (folder / "musiq.pth").read_bytes() == OTHER


def test_official_file_replaces_another_one(folder, stick):
    put(folder / ALEX.file, OTHER)
    put(stick / ALEX.file, NET)
    assert only(stick).outcome is Outcome.IMPORTED
    assert (folder / ALEX.file).read_bytes() == NET


@pytest.mark.parametrize(
    "name", ["../musiq.pth", "a/../../musiq.pth", "/musiq.pth", "C:\\musiq.pth"]
)
def test_archive_that_would_leave_its_folder_is_refused(folder, stick, name):
    source = archive(stick / "evil.zip", {name: NET})
    assert "would leave the archive" in refused(source)
    assert names_below(stick.parent) == {"evil.zip"}


def test_link_in_an_archive_is_refused(folder, stick):
    link = zipfile.ZipInfo("musiq.pth")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(stick / "links.zip", "w") as out:
        out.writestr(link, "/etc/passwd")
    assert "it is a link" in refused(stick)


def test_encrypted_archive_is_refused(folder, stick):
    source = archive(stick / "secret.zip", {"musiq.pth": NET})
    content = bytearray(source.read_bytes())
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(content)
    assert "encrypted" in refused(source)


def test_archive_that_unpacks_without_end_is_refused(folder, stick):
    bomb = archive(stick / "bomb.zip", {"musiq.pth": bytes(60_000_000)}, compression=8)
    assert "too large" in refused(bomb)


def test_archive_that_understates_a_size_is_refused(folder, stick):
    source = archive(stick / "lie.zip", {"musiq.pth": NET + bytes(9_000_000)}, compression=8)
    content = bytearray(source.read_bytes())
    true = struct.pack("<I", len(NET) + 9_000_000)
    content = content.replace(true, struct.pack("<I", len(NET)))
    source.write_bytes(content)
    assert refused(source)
    assert not folder.exists() or names_below(folder) == set()


def test_damaged_archive_is_refused(folder, stick):
    source = archive(stick / "bad.zip", {"musiq.pth": NET})
    content = bytearray(source.read_bytes())
    content[5000:5100] = bytes(100)
    source.write_bytes(content)
    assert "damaged" in refused(source)
    source.write_bytes(content[:3000])
    assert "is not a whole zip archive" in refused(stick)
    with pytest.raises(ProblemError, match="not a whole zip archive"):
        list(bring_in(source, ALL))


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")
def test_links_count_only_inside_the_folder(folder, stick, tmp_path):
    outside = put(tmp_path / "outside.pth")
    (stick / "musiq.pth").symlink_to(outside)
    assert "leads out of the folder" in refused(stick)
    (stick / "musiq.pth").unlink()
    put(stick / "blobs" / "0123")
    (stick / "musiq.pth").symlink_to(Path("blobs") / "0123")
    assert only(stick).outcome is Outcome.IMPORTED
    assert not (folder / "musiq.pth").is_symlink()


def test_loop_of_links_ends(folder, stick):
    (stick / "loop").symlink_to(stick)
    (stick / "musiq.pth").symlink_to(stick / "musiq.pth")
    assert refused(stick)


def test_source_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ProblemError, match="There is no"):
        list(bring_in(tmp_path / "gone", ALL))


def test_cancelled_import_leaves_nothing_half(folder, stick):
    put(stick / "musiq.pth", torch_file(5_000_000))
    cancel = threading.Event()
    roomy = Checkpoint("musiq.pth", MUSIQ.url)
    with pytest.raises(Cancelled):
        list(bring_in(stick, [roomy], lambda progress: cancel.set(), cancel))
    assert names_below(folder) == set()


def test_full_disk_ends_the_import_in_words(folder, stick, monkeypatch):
    put(stick / "musiq.pth")
    usage = type("Usage", (), {"free": 0})
    monkeypatch.setattr(files.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(ProblemError) as caught:
        list(bring_in(stick, ALL))
    assert caught.value.problem.code == "disk-full"
    assert "nothing is free" in caught.value.problem.message


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_disk_that_fills_up_is_the_disks_fault_not_the_sticks(folder, stick, monkeypatch):
    put(stick / "musiq.pth")
    real = Path.open

    def full(path, mode="r", *arguments, **options):
        return real(Path("/dev/full") if mode == "wb" else path, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(ProblemError) as caught:
        list(bring_in(stick, ALL))
    assert caught.value.problem.code == "disk-full"
    assert "Errno" not in str(caught.value.problem)


def test_stick_that_is_pulled_out_is_said(folder, stick, monkeypatch):
    put(stick / "musiq.pth")

    def gone(*arguments):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(importing, "_copy", gone)
    assert "input/output error" in refused(stick)


def test_lab_folder_is_not_written_to(stick, tmp_path, monkeypatch):
    lab, own = tmp_path / "lab", tmp_path / "own"
    put(lab / ALEX.file)
    monkeypatch.setenv("OMGUI_WEIGHTS", os.pathsep.join((str(lab), str(own))))
    real = places._try_to_write

    def refuse(folder):
        if folder == lab:
            raise OSError(30, "Read-only file system")
        real(folder)

    monkeypatch.setattr(places, "_try_to_write", refuse)
    put(stick / "musiq.pth")
    assert only(stick).path == own / "musiq.pth"


def test_matlab_files_are_taken(folder, stick):
    niqe = Checkpoint("niqe_modelparameters.mat", f"{HUB}/niqe_modelparameters.mat")
    put(stick / niqe.file, matlab_file())
    assert only(stick, [niqe]).outcome is Outcome.IMPORTED


NAMES = (
    st.lists(
        st.sampled_from(["..", ".", "", "a", "UNIQUE", "C:", "musiq.pth", "model.pt", "x\\y", "é"]),
        min_size=1,
        max_size=5,
    )
    .map("/".join)
    .filter(bool)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(names=st.lists(NAMES, max_size=4, unique=True))
def test_no_archive_writes_anywhere_but_to_its_places(tmp_path_factory, monkeypatch, names):
    base = tmp_path_factory.mktemp("zip")
    monkeypatch.setenv("OMGUI_WEIGHTS", str(base / "weights"))
    archive(base / "any.zip", dict.fromkeys(names, NET))
    for brought in bring_in(base / "any.zip", ALL):
        assert brought.path is None or brought.path.is_relative_to(base / "weights")
    allowed = {base / "weights" / one.folder / one.file for one in ALL} | {base / "any.zip"}
    assert {path for path in base.rglob("*") if path.is_file()} <= allowed
