"""A folder is listed whole: what is in the dataset, and why the rest is not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from omgui.core.metric_spec import Media
from omgui.core.problems import ProblemError
from omgui.media.listing import list_folder
from omgui.media.magic import media_of_bytes

MP4 = b"\x00\x00\x00\x20ftypisom" + bytes(40)


def write(root: Path, **files: bytes) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def ignored(root: Path) -> dict[str, str]:
    return {it.path: it.problem.code for it in list_folder(root).ignored}


def test_pictures_and_videos_are_told_apart_by_their_bytes(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    Image.new("RGB", (4, 4)).save(tmp_path / "hidden.dat", format="JPEG")
    write(
        tmp_path,
        **{
            "clips/b.mp4": MP4,
            "c.mp4": b"<html>Not found</html>",
            "d.yuv": b"plain words may be samples",
            "e.bmp": b"\xff\x00\xfe" * 30,
            "f": b"\x01\x02\x03" * 30,
            "g.txt": b"words",
            "sub/.DS_Store": b"x",
        },
    )
    listing = list_folder(tmp_path)
    assert {it.path: it.media for it in listing.files} == {
        "a.png": Media.IMAGE,
        "clips/b.mp4": Media.VIDEO,
        "d.yuv": Media.VIDEO,
        "e.bmp": Media.IMAGE,
        "hidden.dat": Media.IMAGE,
    }
    assert ignored(tmp_path) == {
        "c.mp4": "not-media",
        "f": "not-media",
        "g.txt": "not-media",
        "sub/.DS_Store": "system-file",
    }
    assert (listing.images, listing.videos, listing.media) == (3, 2, None)
    assert listing.paths(Media.VIDEO) == ("clips/b.mp4", "d.yuv")
    assert listing.seen["clips/b.mp4"].size_bytes == len(MP4)
    at_ms = (tmp_path / "clips/b.mp4").stat().st_mtime * 1000
    assert abs(listing.seen["clips/b.mp4"].modified_ms - at_ms) <= 1
    assert all(it.problem.where == it.path for it in listing.ignored)


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"RIFF\0\0\0\0WEBPVP8 ", Media.IMAGE),
        (b"RIFF\0\0\0\0AVI LIST", Media.VIDEO),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"\0\0\0\x1cftypavif", Media.IMAGE),
        (b"\0\0\0\x1cftypqt  ", Media.VIDEO),
        (b"\0\0\0\x08wide\0\0\0\0mdat", Media.VIDEO),
        (b"BM\x36\0\0\0\0\0\0\0", Media.IMAGE),
        (b"BMW is a car, not a bitmap", None),
        (b"P5\n4 4\n255\n", Media.IMAGE),
        (b"P5 is no picture"[:2], None),
        (b"YUV4MPEG2 W4 H4", Media.VIDEO),
        (b"\x1a\x45\xdf\xa3\x01", Media.VIDEO),
        (b"\x47\x40\0\x10" + bytes(20), Media.VIDEO),
        (b"G is a letter of text", None),
        (b"\0\0\0\x01\x67\x64", Media.VIDEO),
        (b"", None),
    ],
)
def test_first_bytes_tell_the_media(head: bytes, media: Media | None) -> None:
    assert media_of_bytes(head) is media


def test_empty_files_are_taken_by_their_ending(tmp_path: Path) -> None:
    write(tmp_path, **{"a.png": b"", "b": b""})
    assert list_folder(tmp_path).paths() == ("a.png",)
    assert ignored(tmp_path) == {"b": "file-empty"}
    assert list_folder(tmp_path).media is Media.IMAGE


def test_hidden_folders_are_named_and_not_entered(tmp_path: Path) -> None:
    write(tmp_path, **{".cache/a.png": b"", "__MACOSX/b.png": b"", "x.zip/c.png": b""})
    assert list_folder(tmp_path).paths() == ("x.zip/c.png",)
    assert ignored(tmp_path) == {".cache/": "system-file", "__MACOSX/": "system-file"}


def test_names_are_kept_as_they_are(tmp_path: Path) -> None:
    names = {"Ünï cödé/北京 (1).PNG", "ümlaut.Png", "a b/c'd.png"}
    write(tmp_path, **dict.fromkeys(names, b""))
    found = list_folder(tmp_path).paths()
    assert set(found) <= {str(it.relative_to(tmp_path).as_posix()) for it in tmp_path.rglob("*")}
    assert len(found) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_that_go_round_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path, **{"a/x.png": b""})
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.png").symlink_to(tmp_path / "self.png")
    listing = list_folder(tmp_path)
    assert listing.paths() == ("a/x.png",)
    assert [it.path for it in listing.ignored] == ["gone.png", "self.png"]
    assert not listing.problems


@pytest.mark.skipif(sys.platform != "linux", reason="only there names may be no text")
def test_name_that_is_no_text_is_left_out_and_told(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.png"))).write_bytes(b"x")
    listing = list_folder(tmp_path)
    assert not listing.files
    assert [it.problem.code for it in listing.ignored] == ["path-unusable"]


def test_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, **{"a.png": b"", "locked/b.png": b"", "c.png": b"x"})
    real_scan, real_open = os.scandir, Path.open

    def scan(path: object) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return real_scan(path)  # type: ignore[call-overload]

    def opened(self: Path, *more: object, **named: object) -> object:
        if self.name == "c.png":
            raise PermissionError(13, "Permission denied")
        return real_open(self, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(Path, "open", opened)
    listing = list_folder(tmp_path)
    assert listing.paths() == ("a.png",)
    assert [(it.code, it.where) for it in listing.problems] == [("folder-unreadable", "locked")]
    assert [(it.path, it.problem.code) for it in listing.ignored] == [("c.png", "file-unreadable")]


def test_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path, **{"a.png": b""})
    for path, code in (
        (tmp_path / "gone", "folder-missing"),
        (tmp_path / "a.png", "folder-unreadable"),
        (Path("a\0b"), "folder-unreadable"),
    ):
        with pytest.raises(ProblemError) as caught:
            list_folder(path)
        assert caught.value.problem.code == code


def test_listing_tells_progress_and_can_be_cancelled(tmp_path: Path) -> None:
    for name in range(450):
        (tmp_path / f"{name}.png").touch()
    told: list[int] = []
    whole = list_folder(tmp_path, told.append)
    assert told == [200, 400, 450]
    assert not whole.is_cancelled
    part = list_folder(tmp_path, is_cancelled=lambda: True)
    assert part.is_cancelled
    assert 0 < len(part.files) < 450


def test_of_very_many_files_only_some_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omgui.media.listing._PROBED_LIMIT", 2)
    for name in "abc":
        (tmp_path / f"{name}.png").write_bytes(b"words")
    assert list_folder(tmp_path).paths() == ("c.png",)
