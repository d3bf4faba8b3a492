"""Pictures of every kind, whole and broken."""

from __future__ import annotations

import struct
import threading
import warnings
import zlib

import numpy as np
import pytest
from PIL import Image

from omgui.core.problems import ProblemError
from omgui.engine.decode.image import LoadedImage, load_image
from omgui.engine.decode.resize import resize_like_pil
from tests import reference_inputs

PHOTO = reference_inputs.texture(40, 60, 0)
FORMATS = {
    "png": {},
    "jpg": {"quality": 90},
    "bmp": {},
    "tif": {},
    "webp": {"lossless": True},
    "gif": {},
    "ppm": {},
    "tga": {},
    "jp2": {},
}


def save(path, picture, **options):
    picture = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    picture.save(path, **options)
    return path


def notes_of(path):
    return "\n".join(load_image(path).notes)


def code_of(path):
    with pytest.raises(ProblemError) as caught:
        load_image(path)
    problem = caught.value.problem
    assert problem.where == str(path)
    assert problem.message.endswith(".")
    assert problem.hint
    return problem.code


# What comes out


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_gives_what_pillow_gives(tmp_path, extension):
    path = save(tmp_path / f"a.{extension}", PHOTO, **FORMATS[extension])
    loaded = load_image(path)
    with Image.open(path) as image:
        assert np.array_equal(loaded.pixels, np.asarray(image.convert("RGB")))
    assert loaded.pixels.dtype == np.uint8
    assert loaded.pixels.flags.c_contiguous
    assert loaded.pixels.flags.writeable
    assert loaded.size == (60, 40)
    assert loaded.notes == ()


def test_lossless_pictures_come_back_exactly(tmp_path):
    for extension in ("png", "bmp", "tif", "webp", "ppm"):
        path = save(tmp_path / f"a.{extension}", PHOTO, **FORMATS[extension])
        assert np.array_equal(load_image(path).pixels, PHOTO), extension


def test_transparency_is_dropped_and_noted(tmp_path):
    alpha = np.dstack([PHOTO, np.arange(2400, dtype=np.uint16).reshape(40, 60).astype(np.uint8)])
    path = save(tmp_path / "a.png", alpha)
    assert np.array_equal(load_image(path).pixels, PHOTO)
    assert "transparency was dropped" in notes_of(path)


def test_transparent_palette_is_noted_too(tmp_path):
    picture = Image.fromarray(PHOTO).quantize(16)
    path = save(tmp_path / "a.png", picture, transparency=3)
    assert "transparency was dropped" in notes_of(path)


def test_gray_becomes_equal_channels(tmp_path):
    gray = PHOTO[..., 0]
    loaded = load_image(save(tmp_path / "a.png", gray))
    for channel in range(3):
        assert np.array_equal(loaded.pixels[..., channel], gray)
    assert loaded.notes == ()


@pytest.mark.parametrize("extension", ["png", "tif"])
def test_16_bit_gray_turns_white_above_255_as_in_the_older_tool(tmp_path, extension):
    path = save(tmp_path / f"a.{extension}", np.array([[0, 7, 255, 256, 65535]], np.uint16))
    assert load_image(path).pixels[0, :, 0].tolist() == [0, 7, 255, 255, 255]
    assert "16-bit gray" in notes_of(path)


def test_16_bit_colour_keeps_the_high_byte(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(png_16_bit_rgb(np.array([[[0, 255, 256], [4660, 40000, 65535]]], np.uint16)))
    assert load_image(path).pixels[0].tolist() == [[0, 0, 1], [18, 156, 255]]


def png_16_bit_rgb(samples):
    """Write the PNG by hand: Pillow cannot."""
    height, width = samples.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(kind, body) for kind, body in chunks)


def png_chunk(kind, body):
    checksum = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + checksum


def test_floating_point_gray_is_cut_and_noted(tmp_path):
    path = save(tmp_path / "a.tif", np.array([[-3.0, 0.9, 100.7, 300.0]], np.float32))
    assert load_image(path).pixels[0, :, 0].tolist() == [0, 0, 100, 255]
    assert "floating-point" in notes_of(path)


def test_cmyk_is_converted_without_a_profile_and_noted(tmp_path):
    picture = Image.fromarray(PHOTO).convert("CMYK")
    path = save(tmp_path / "a.tif", picture)
    assert np.array_equal(load_image(path).pixels, np.asarray(picture.convert("RGB")))
    assert "CMYK" in notes_of(path)


def test_orientation_tag_is_ignored_and_noted(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    path = save(tmp_path / "a.png", PHOTO, exif=exif)
    assert np.array_equal(load_image(path).pixels, PHOTO)
    assert "orientation tag" in notes_of(path)


def test_colour_profile_is_ignored_and_noted(tmp_path):
    path = save(tmp_path / "a.png", PHOTO, icc_profile=b"not really a profile")
    assert np.array_equal(load_image(path).pixels, PHOTO)
    assert "colour profile" in notes_of(path)


@pytest.mark.parametrize("extension", ["gif", "tif", "webp"])
def test_of_an_animation_the_first_picture_is_taken_and_noted(tmp_path, extension):
    frames = [Image.fromarray(np.roll(PHOTO, 7 * k, 1)) for k in range(3)]
    path = tmp_path / f"a.{extension}"
    frames[0].save(path, save_all=True, append_images=frames[1:], **FORMATS[extension])
    loaded = load_image(path)
    with Image.open(path) as image:
        assert np.array_equal(loaded.pixels, np.asarray(image.convert("RGB")))
    assert "the first of 3 pictures" in notes_of(path)


def test_one_pixel_is_a_picture(tmp_path):
    assert load_image(save(tmp_path / "a.png", PHOTO[:1, :1])).size == (1, 1)


@pytest.mark.parametrize("name", ["видео 図.png", "it's $(x) `y`.png", "-i.png", "100%d.png"])
def test_any_file_name_works(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(tmp_path / name, PHOTO)
    assert np.array_equal(load_image(tmp_path.__class__(name)).pixels, PHOTO)


# Broken files


def test_every_unusable_file_is_a_problem_with_its_own_code(tmp_path):
    text = tmp_path / "text.png"
    text.write_text("this is not a picture\n", encoding="utf-8")
    (tmp_path / "empty.png").touch()
    (tmp_path / "folder.png").mkdir()
    cut = tmp_path / "cut.png"
    cut.write_bytes(save(tmp_path / "a.png", PHOTO).read_bytes()[:1500])
    codes = {
        text: "not-an-image",
        tmp_path / "missing.png": "file-missing",
        tmp_path / "empty.png": "file-empty",
        tmp_path / "folder.png": "file-unreadable",
        cut: "image-truncated",
    }
    assert {path: code_of(path) for path in codes} == codes


@pytest.mark.parametrize("extension", ["png", "jpg", "tif", "webp", "bmp", "gif"])
def test_half_a_picture_is_never_scored(tmp_path, extension):
    whole = save(tmp_path / f"a.{extension}", PHOTO, **FORMATS[extension]).read_bytes()
    path = tmp_path / f"half.{extension}"
    path.write_bytes(whole[: len(whole) // 2])
    assert code_of(path) in {"image-truncated", "not-an-image"}


@pytest.mark.parametrize("extension", FORMATS)
def test_damaged_pictures_give_a_picture_or_a_problem(tmp_path, extension):
    whole = save(tmp_path / f"a.{extension}", PHOTO, **FORMATS[extension]).read_bytes()
    chance = np.random.default_rng(len(extension) + whole[0])
    path = tmp_path / f"broken.{extension}"
    outcomes = set()
    for attempt in range(80):
        broken = bytearray(whole)
        for place in chance.integers(0, min(len(whole), 10 ** (1 + attempt % 4)), 1 + attempt % 8):
            broken[place] = int(chance.integers(256))
        size = len(whole) if attempt % 2 else int(chance.integers(1, len(whole)))
        path.write_bytes(broken[:size])
        try:
            outcomes.add(type(load_image(path)))
        except ProblemError as error:
            outcomes.add(error.problem.code)
    assert outcomes & {"image-truncated", "not-an-image"}
    assert outcomes <= {LoadedImage, "image-truncated", "not-an-image", "image-too-large"}


def test_a_picture_beyond_the_limit_is_refused_before_it_is_unpacked(tmp_path):
    header = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", b""))
    assert code_of(path) == "image-too-large"


def test_pictures_that_pillow_alone_would_refuse_are_within_the_limit(tmp_path):
    # 200 megapixels; cut off, so that it costs no memory: it is the damage that is reported.
    header = struct.pack(">IIBBBBB", 20000, 10000, 8, 2, 0, 0, 0)
    path = tmp_path / "large.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", b""))
    assert code_of(path) == "image-truncated"


def test_lack_of_memory_is_a_problem(tmp_path, monkeypatch):
    path = save(tmp_path / "a.png", PHOTO)

    def fail(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(Image.Image, "convert", fail)
    assert code_of(path) == "out-of-memory"


# Warnings


def test_warnings_of_pillow_become_notes(tmp_path):
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\1" * 8
    path = save(tmp_path / "a.png", PHOTO, exif=exif)
    assert "the decoder warned: " in notes_of(path)


def test_warnings_stay_with_the_thread_whose_picture_caused_them(tmp_path):
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\1" * 8
    odd = save(tmp_path / "odd.png", PHOTO, exif=exif)
    plain = save(tmp_path / "plain.png", PHOTO)
    filters = list(warnings.filters)
    seen = {odd: set(), plain: set()}

    def load_many(path):
        for _ in range(25):
            seen[path].add(load_image(path).notes)

    threads = [threading.Thread(target=load_many, args=(path,)) for path in (odd, plain) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen[plain] == {()}
    assert len(seen[odd]) == 1
    assert "the decoder warned" in next(iter(seen[odd]))[0]
    assert warnings.filters == filters


# Resizing


@pytest.mark.parametrize("size", [(30, 20), (59, 41), (120, 80), (1, 1), (7, 200)])
def test_resizing_is_pillows_bicubic(size):
    expected = np.asarray(Image.fromarray(PHOTO).resize(size, Image.Resampling.BICUBIC))
    resized = resize_like_pil(PHOTO, *size)
    assert np.array_equal(resized, expected)
    assert resized.flags.c_contiguous


def test_resizing_smooths_when_it_shrinks():
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 255
    middle = resize_like_pil(stripes, 8, 8)[2:-2, 2:-2].astype(int)
    assert np.abs(middle - 127).max() < 12


def test_frame_of_the_right_size_is_left_alone():
    assert resize_like_pil(PHOTO, 60, 40) is PHOTO


def test_frames_that_are_views_are_resized_alike():
    assert np.array_equal(
        resize_like_pil(PHOTO[::2, ::-1], 30, 30), resize_like_pil(PHOTO[::2, ::-1].copy(), 30, 30)
    )


def test_what_is_no_rgb_frame_is_refused():
    with pytest.raises(ValueError, match="H×W×3 uint8"):
        resize_like_pil(PHOTO[..., 0], 10, 10)
    with pytest.raises(ValueError, match="no pixels"):
        resize_like_pil(PHOTO, 0, 10)
