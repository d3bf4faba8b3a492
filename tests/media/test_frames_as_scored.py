"""What a person sees of a frame is, bit for bit, what the engine scored."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from omgui.core.problems import ProblemError
from omgui.media.frame_access import FrameAccess
from omgui.media.frame_colour import Colours
from omgui.media.frame_finder import FrameFinder
from omgui.media.frame_index import read_index
from omgui.media.picture_file import read_picture
from tests import media_files

pytest.importorskip("cv2")
from omgui.engine.decode.image import load_image
from omgui.engine.decode.video import open_video

Frames = list[NDArray[np.uint8]]
X264 = "-c:v libx264 -pix_fmt yuv420p -threads 1"
OPEN_GOP = "-x264-params open-gop=1:keyint=12:min-keyint=12:scenecut=0"
SIZES = ((96, 72), (100, 51), (97, 71))
FORMATS = (
    *("yuv420p", "yuvj420p", "yuv422p", "yuv444p", "yuv410p", "gray", "gbrp", "bgr0"),
    *("yuv420p10le", "yuv422p10le", "yuv444p10le"),
)
# name → options of the encoder
CLIPS = {
    "b_frames.mp4": f"{X264} -g 24 -bf 3",
    "open_gop.mp4": f"{X264} -bf 3 {OPEN_GOP}",
    "open_gop.ts": f"{X264} -bf 3 {OPEN_GOP}",
    "intra_refresh.ts": f"{X264} -g 20 -x264-params intra-refresh=1",
    "raw.h264": f"{X264} -g 12 -bf 2",
    "one_key.mkv": f"{X264} -g 999 -bf 3",
    "interlaced.mp4": f"{X264} -flags +ildct+ilme -x264-params tff=1",
    "interlaced.ts": "-c:v mpeg2video -q:v 3 -flags +ildct+ilme",
    "ten_bit.mp4": "-c:v libx264 -pix_fmt yuv420p10le -threads 1 -bf 2 -g 20",
    "open_hevc.mp4": "-c:v libx265 -pix_fmt yuv420p -x265-params log-level=none:keyint=16",
    "ten_bit_hevc.mkv": "-c:v libx265 -pix_fmt yuv420p10le -x265-params log-level=none:keyint=16",
    "vp8.webm": "-c:v libvpx -auto-alt-ref 1 -lag-in-frames 16 -g 20",
    "vp9.webm": "-c:v libvpx-vp9 -cpu-used 8 -g 20 -auto-alt-ref 1 -lag-in-frames 16",
    "av1.webm": "-c:v libsvtav1 -pix_fmt yuv420p10le -preset 12 -g 20",
    "mpeg4.avi": "-c:v mpeg4 -q:v 3 -bf 2",
    "mpeg2.mpg": "-c:v mpeg2video -q:v 3 -bf 2 -g 12",
    "full.avi": "-c:v mjpeg -q:v 3 -pix_fmt yuvj420p",
    "raw.y4m": "-pix_fmt yuv420p",
    "prores.mov": "-c:v prores_ks -pix_fmt yuv422p10le",
    "varying.mkv": f"{X264} -g 15 -bf 2 -vf setpts=N*N*0.1/25/TB -fps_mode vfr "
    "-enc_time_base 1/1000",
}


def scored(path: Path) -> tuple[str, Frames]:
    """Return the reader that the engine takes, and the frames that it scores."""
    reader = open_video(path, env={})
    frames: Frames = []
    while (frame := reader.read()) is not None:
        frames.append(frame)
    name = reader.name
    reader.close()
    return name, frames


def assert_shown_as_scored(path: Path) -> None:
    name, frames = scored(path)
    assert frames
    order = list(range(len(frames)))
    random.Random(1).shuffle(order)
    order = [*order[:16], *range(min(4, len(order))), *range(len(order) - 1, len(order) // 2, -3)]
    with FrameAccess(path, name, len(frames)) as shown:
        assert shown.count == len(frames)
        for index in order:
            assert np.array_equal(shown.frame(index), frames[index]), index
    # As in the window: several threads, frames kept, and no reader named before the first run.
    finder, colours = FrameFinder(path, threads=2, kept_bytes=10**6), Colours()
    finder.times = read_index(path, len(frames))
    for step, index in enumerate(order):
        found = finder.find(index, max(0, index - 5) if step % 2 else None)
        assert found is not None
        assert np.array_equal(colours.rgb(found, finder.codec), frames[index]), index
    finder.close()


def clip(folder: Path, name: str, options: str, count: int = 50) -> Path:
    frames = media_files.large_frames(count, 96, 128)
    return encode(folder / name, frames, options)


def encode(path: Path, frames: Frames, options: str) -> Path:
    height, width = frames[0].shape[:2]
    raw = b"".join(frame.tobytes() for frame in frames)
    source = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", "25")
    media_files.run_ffmpeg(*source, "-i", "pipe:0", *options.split(), path, stdin=raw)
    return path


@pytest.mark.parametrize("name", list(CLIPS))
def test_frames_of_every_kind_of_video_are_those_scored(tmp_path, name) -> None:
    assert_shown_as_scored(clip(tmp_path, name, CLIPS[name]))


@pytest.mark.parametrize("size", SIZES)
def test_colours_of_every_pixel_format_are_those_scored(tmp_path, size) -> None:
    frames = media_files.large_frames(2, size[1], size[0])
    for pixels in FORMATS:
        codec = "ffvhuff" if pixels == "yuvj420p" else "ffv1"
        if pixels == "yuvj420p" and size[0] % 2:
            continue  # FFmpeg makes none
        path = encode(tmp_path / f"{pixels}.mkv", frames, f"-c:v {codec} -pix_fmt {pixels}")
        assert_shown_as_scored(path)


@pytest.mark.parametrize("pixels", ["yuv420p", "yuv420p10le"])
@pytest.mark.parametrize(
    ("matrix", "space"), [("bt709", "bt709"), ("bt601", "smpte170m"), ("bt2020", "bt2020nc")]
)
def test_colours_of_every_matrix_and_range_are_those_scored(
    tmp_path, matrix, space, pixels
) -> None:
    frames = media_files.large_frames(2, 72, 96)
    for levels in ("tv", "pc"):
        options = f"-vf scale=out_color_matrix={matrix}:out_range={levels} -c:v libx264"
        tags = f"-pix_fmt {pixels} -colorspace {space} -color_range {levels}"
        assert_shown_as_scored(encode(tmp_path / f"{levels}.mp4", frames, f"{options} {tags}"))


def test_turned_and_cut_videos_are_shown_as_scored(tmp_path) -> None:
    whole = clip(tmp_path, "whole.mp4", f"{X264} -g 24 -bf 3")
    for name, before, after in (
        ("turned.mp4", ("-display_rotation", "90"), ()),
        ("mirrored.mp4", ("-display_hflip",), ()),
        ("edited.mp4", ("-ss", "0.7"), ()),
        ("early.mkv", ("-itsoffset", "-0.5"), ()),
        ("fragments.mp4", (), ("-movflags", "+frag_keyframe+empty_moov")),
    ):
        path = media_files.remuxed(whole, tmp_path / name, before=before, after=after)
        assert_shown_as_scored(path)


def test_stream_without_its_first_key_frame_is_counted_as_scored(tmp_path) -> None:
    data = clip(tmp_path, "whole.ts", f"{X264} -g 24 -bf 3").read_bytes()
    packets = len(data) // 188
    late = tmp_path / "late.ts"
    late.write_bytes(data[188 * (packets // 5) :])
    assert_shown_as_scored(late)
    twice = tmp_path / "twice.ts"  # times begin anew in the middle
    twice.write_bytes(data + data)
    assert_shown_as_scored(twice)


@pytest.mark.parametrize("name", ["a.mp4", "a.ts", "a.avi", "a.webm"])
def test_what_is_left_of_a_damaged_video_is_shown_as_scored(tmp_path, name) -> None:
    options = {"a.avi": CLIPS["mpeg4.avi"], "a.webm": CLIPS["vp9.webm"]}
    whole = clip(tmp_path, name, options.get(name, f"{X264} -g 24 -bf 3"))
    assert_shown_as_scored(media_files.overwritten_middle(whole, tmp_path / f"hurt_{name}"))
    if name != "a.mp4":  # whose index is behind the frames
        assert_shown_as_scored(media_files.truncated(whole, tmp_path / f"short_{name}", 0.7))


def test_frames_that_the_engine_did_not_reach_are_none(tmp_path) -> None:
    whole = clip(tmp_path, "a.mp4", f"{X264} -g 24 -movflags +faststart")
    path = media_files.truncated(whole, tmp_path / "b.mp4", 0.7)
    _, frames = scored(path)
    assert 5 < len(frames) < 50
    assert_shown_as_scored(path)
    with FrameAccess(path, "opencv", len(frames)) as shown, pytest.raises(IndexError):
        shown.frame(len(frames))


def test_colours_follow_the_reader_that_scored(tmp_path) -> None:
    frames = media_files.large_frames(2, 72, 96)
    path = encode(tmp_path / "a.mkv", frames, "-c:v ffv1 -pix_fmt yuv420p10le")
    shown = {}
    for reader in ("opencv", "ffmpeg", "decord"):
        with FrameAccess(path, reader) as access:
            shown[reader] = access.frame(0)
    from omgui.engine.decode.ffmpeg_reader import FfmpegReader

    by_program = FfmpegReader(path)
    assert np.array_equal(shown["ffmpeg"], by_program.read())
    by_program.close()
    assert np.array_equal(shown["opencv"], scored(path)[1][0])
    assert not np.array_equal(shown["opencv"], shown["ffmpeg"])
    finder = FrameFinder(path)
    frame = finder.find(0)
    assert frame is not None
    assert "Decord" in Colours("decord").remark(frame)
    assert Colours("opencv").remark(frame) == ""
    finder.close()


def pictures(folder: Path) -> dict[Path, str]:
    """Write pictures of many kinds; return what is remarked on each."""
    noise = np.random.default_rng(3).integers(0, 256, (31, 45, 4), np.uint8)
    colour = Image.fromarray(noise[..., :3])
    turned = Image.Exif()
    turned[0x0112] = 6
    deep = Image.fromarray(noise[..., 0].astype(np.uint16) * 257)
    made: dict[Path, str] = {}

    def save(image: Image.Image, name: str, remark: str = "", **options: object) -> None:
        image.save(folder / name, **options)
        made[folder / name] = remark

    save(colour, "rgb.png")
    save(deep, "deep.png", "bits")
    save(Image.fromarray(noise, "RGBA"), "alpha.png", "transparency")
    save(colour.quantize(17), "palette.png")
    save(colour.convert("L"), "grey.png")
    save(colour.convert("1"), "bits.png")
    save(colour, "turned.jpg", "turned", exif=turned, quality=90)
    save(colour.convert("CMYK"), "cmyk.jpg")
    save(colour, "plain.jpg", quality=40, subsampling=2)
    save(colour, "a.tiff", compression="tiff_lzw")
    save(deep, "deep.tiff", "bits")
    save(colour, "a.webp", quality=60)
    save(Image.fromarray(noise, "RGBA"), "alpha.webp", "transparency", lossless=True)
    save(colour, "a.bmp")
    save(colour.quantize(9), "a.gif")
    return made


@pytest.mark.filterwarnings("ignore:'mode' parameter is deprecated")
def test_pictures_are_shown_as_scored(tmp_path) -> None:
    for path, remark in pictures(tmp_path).items():
        pixels, said = read_picture(path)
        assert np.array_equal(pixels, load_image(path).pixels), path.name
        assert remark in said, path.name
        assert bool(remark) == bool(said), path.name


def test_pictures_that_cannot_be_scored_cannot_be_seen_either(tmp_path) -> None:
    good = tmp_path / "good.png"
    Image.fromarray(np.zeros((40, 40, 3), np.uint8)).save(good)
    cut = tmp_path / "cut.png"
    cut.write_bytes(good.read_bytes()[:60])
    text = tmp_path / "text.png"
    text.write_text("no picture", encoding="utf-8")
    for path in (cut, text, tmp_path / "missing.png"):
        with pytest.raises(ProblemError) as seen:
            read_picture(path)
        with pytest.raises(ProblemError) as refused:
            load_image(path)
        assert seen.value.problem.code == refused.value.problem.code
