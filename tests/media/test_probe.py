"""Facts of files are those that decoding them shows, and every broken file has a plain reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from omgui.core.problems import ProblemError
from omgui.engine.ffmpeg import find_ffmpeg
from omgui.media.image_probe import probe_image
from omgui.media.video_probe import probe_video


def make(path: Path, *options: str, source: str = "testsrc=size=96x64:rate=30:duration=1") -> Path:
    """Make a clip with ffmpeg: 30 frames of 96×64 at 30 frames per second."""
    inputs = ["-f", "lavfi", "-i", source] if "=" in source else ["-i", source]
    command = [str(find_ffmpeg()), "-v", "error", "-y", *inputs, *options, str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("clips") / "clip.mp4", "-pix_fmt", "yuv420p")


def code_of(path: Path, probe=probe_video) -> str:
    with pytest.raises(ProblemError) as caught:
        probe(path)
    problem = caught.value.problem
    assert problem.message.endswith(".")
    assert problem.where == str(path)
    return problem.code


def test_facts_of_an_ordinary_clip(clip):
    facts = probe_video(clip)
    assert (facts.width, facts.height, facts.frames, facts.declared_frames) == (96, 64, 30, 30)
    assert facts.fps == pytest.approx(30)
    assert facts.duration_s == pytest.approx(1)
    assert (facts.codec, facts.pixel_format, facts.rotation) == ("h264", "yuv420p", 0)
    assert not facts.is_variable_rate


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.avi", ("-c:v", "mpeg4")),
        ("a.ts", ("-c:v", "mpeg2video")),
        ("a.y4m", ("-pix_fmt", "yuv420p")),
        ("a.mkv", ("-r", "30000/1001", "-pix_fmt", "yuv420p")),
        ("vp8.webm", ("-c:v", "libvpx", "-auto-alt-ref", "1", "-lag-in-frames", "16")),
        ("vp9.webm", ("-c:v", "libvpx-vp9", "-cpu-used", "8")),
    ],
)
def test_frames_are_counted_in_every_container(tmp_path, name, options):
    facts = probe_video(make(tmp_path / name, *options))
    assert facts.frames == 30
    assert not facts.is_variable_rate


def test_frames_cut_away_by_an_edit_list_are_not_counted(tmp_path, clip):
    cut = make(tmp_path / "cut.mp4", "-c", "copy", source=f"{clip}")
    assert probe_video(cut).frames == 30
    command = [str(find_ffmpeg()), "-v", "error", "-y", "-ss", "0.35", "-i", str(clip)]
    subprocess.run([*command, "-c", "copy", str(cut)], check=True, stdin=subprocess.DEVNULL)
    facts = probe_video(cut)
    assert facts.frames == facts.declared_frames == 19


def test_a_turned_video_has_the_size_it_is_shown_in(tmp_path, clip):
    turned = tmp_path / "turned.mp4"
    command = [str(find_ffmpeg()), "-v", "error", "-y", "-display_rotation", "90", "-i", str(clip)]
    subprocess.run([*command, "-c", "copy", str(turned)], check=True, stdin=subprocess.DEVNULL)
    facts = probe_video(turned)
    assert (facts.width, facts.height) == (64, 96)
    assert facts.rotation == 90


def test_dropped_frames_make_a_variable_rate(tmp_path):
    uneven = ("-vf", "select='not(mod(n,3))+not(mod(n,4))'", "-fps_mode", "vfr")
    assert probe_video(
        make(tmp_path / "uneven.mp4", *uneven, "-pix_fmt", "yuv420p")
    ).is_variable_rate


def test_a_cut_off_video_has_fewer_frames_than_it_promises(tmp_path):
    noise = "nullsrc=size=96x64:rate=30:duration=1,geq=random(1)*255:128:128"
    options = ("-movflags", "+faststart", "-pix_fmt", "yuv420p")
    whole = make(tmp_path / "whole.mp4", *options, source=noise)
    part = tmp_path / "part.mp4"
    part.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    facts = probe_video(part)
    assert facts.declared_frames == 30
    assert 5 < facts.frames < 25


def test_what_is_no_video_is_refused_with_a_reason(tmp_path, clip):
    empty = tmp_path / "empty.mp4"
    empty.touch()
    text = tmp_path / "text.mp4"
    text.write_text("#EXTM3U\nhttp://example.org/a.ts\n")
    junk = tmp_path / "junk.mp4"
    junk.write_bytes(bytes(range(256)) * 20)
    headless = tmp_path / "headless.mp4"
    headless.write_bytes(clip.read_bytes()[:3000])
    picture = tmp_path / "picture.mp4"
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    sound = make(tmp_path / "sound.m4a", source="sine=duration=1")
    cases = {
        tmp_path / "nowhere.mp4": "file-missing",
        tmp_path: "file-unreadable",
        empty: "file-empty",
        text: "not-a-video",
        junk: "not-a-video",
        picture: "not-a-video",
        headless: "video-incomplete",
        sound: "no-video-stream",
    }
    assert {path: code_of(path) for path in cases} == cases


def test_song_with_a_cover_picture_is_no_video(tmp_path):
    cover = tmp_path / "cover.png"
    Image.new("RGB", (20, 20), "red").save(cover)
    options = ("-i", str(cover), "-map", "0", "-map", "1:v", "-disposition:v", "attached_pic")
    song = make(tmp_path / "song.mp3", *options, source="sine=duration=1")
    assert code_of(song) == "no-video-stream"


def test_awkward_names_are_opened(tmp_path, clip):
    for name in (
        "-i.mp4",
        "concat:a|b.mp4",
        "a%03d.mp4",
        "имя 'with \"quotes.mp4",
        "line\nfeed.mp4",
    ):
        path = tmp_path / name
        path.write_bytes(clip.read_bytes())
        assert probe_video(path).frames == 30, name


def test_facts_of_pictures(tmp_path):
    png, jpeg, gif = tmp_path / "a.png", tmp_path / "a.jpg", tmp_path / "a.gif"
    Image.new("I;16", (30, 20)).save(png)
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (30, 20)).save(jpeg, exif=exif)
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    frames[0].save(gif, save_all=True, append_images=frames[1:])
    deep, turned, moving = probe_image(png), probe_image(jpeg), probe_image(gif)
    assert (deep.width, deep.height, deep.mode, deep.format) == (30, 20, "I;16", "PNG")
    assert (turned.width, turned.height, turned.is_turned) == (30, 20, True)
    assert (deep.is_turned, deep.frames, moving.frames) == (False, 1, 3)
    assert (deep.is_cut_off, turned.is_cut_off) == (False, False)


def test_a_cut_off_picture_is_known_without_decoding(tmp_path):
    whole, part = tmp_path / "whole.jpg", tmp_path / "part.jpg"
    Image.effect_noise((200, 200), 50).save(whole)
    part.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert probe_image(part).is_cut_off


def test_what_is_no_picture_is_refused_with_a_reason(tmp_path, clip):
    empty = tmp_path / "empty.png"
    empty.touch()
    text = tmp_path / "text.png"
    text.write_text("not a picture")
    assert code_of(empty, probe_image) == "file-empty"
    assert code_of(text, probe_image) == "not-an-image"
    assert code_of(clip, probe_image) == "not-an-image"
    assert code_of(tmp_path / "nowhere.png", probe_image) == "file-missing"


def test_probing_a_picture_needs_no_video_decoder(tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    program = (
        "import sys; from pathlib import Path; from omgui.media.image_probe import probe_image;"
        "probe_image(Path(sys.argv[1])); sys.exit(bool({'av', 'cv2', 'decord'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "a.png")], check=True)


def test_probing_a_picture_does_not_decode_it(tmp_path, monkeypatch):
    def decode(_image):
        raise AssertionError("the pixels were decoded")

    for name in ("a.png", "a.jpg", "a.tif", "a.webp"):
        Image.effect_noise((64, 48), 50).convert("RGB").save(tmp_path / name)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    for path in tmp_path.iterdir():
        assert probe_image(path).width == 64
