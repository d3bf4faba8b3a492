"""Videos of every kind, whole and broken, through the reader chain."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from omgui.core.problems import Problem, ProblemError
from omgui.engine.decode import decoder_log
from omgui.engine.decode import video as video_module
from omgui.engine.decode.container import Container, kind_of, read_container
from omgui.engine.decode.decoder_log import (
    DecoderLogWatch,
    capture_stderr,
    is_decoder_error,
)
from omgui.engine.decode.decord_reader import DecordReader
from omgui.engine.decode.ffmpeg_reader import FfmpegReader
from omgui.engine.decode.opencv_reader import OpenCvReader
from omgui.engine.decode.prefetch import Prefetched
from omgui.engine.decode.reader import ReaderFailedError
from omgui.engine.decode.verify import verify_with_ffmpeg
from omgui.engine.decode.video import ChainedReader, open_video, reader_order
from tests import media_files, reference_clips, reference_inputs

READERS = {"decord": DecordReader, "opencv": OpenCvReader, "ffmpeg": FfmpegReader}


def has_decord():
    try:
        import decord  # noqa: F401
    except ImportError:
        return False
    return True


needs_decord = pytest.mark.skipif(not has_decord(), reason="decord has no wheel for this machine")


def read_all(reader):
    frames = []
    while (frame := reader.read()) is not None:
        assert frame.dtype == np.uint8
        assert frame.flags.c_contiguous
        frames.append(frame)
    reader.close()
    return frames


def decode(path, name):
    return read_all(READERS[name](path.absolute()))


def assert_same(frames, others):
    assert len(frames) == len(others)
    for index, (frame, other) in enumerate(zip(frames, others, strict=True)):
        assert frame.shape == other.shape, index
        assert np.array_equal(frame, other), index


def problem_of(path, **options) -> Problem:
    with pytest.raises(ProblemError) as caught:
        open_video(path, env=options.pop("env", {}), **options)
    assert caught.value.problem.message.endswith(".")
    assert caught.value.problem.hint
    assert caught.value.problem.where == str(path)
    return caught.value.problem


class FakeReader:
    """Delivers numbered frames, then ends or fails."""

    declared_frames = None
    fps = 25.0
    width, height = 8, 8

    def __init__(self, name, count, fails=False, shift=0):
        self.name, self.count, self.fails, self.shift = name, count, fails, shift
        self.position = 0
        self.is_closed = False

    def read(self):
        if self.position == self.count:
            if self.fails:
                raise ReaderFailedError("broken")
            return None
        self.position += 1
        return np.full((8, 8, 3), self.position + self.shift, np.uint8)

    def close(self):
        self.is_closed = True


def chain(*readers, facts=None):
    facts = facts or video_module.ContainerFacts(Container.OTHER)
    candidates = [video_module._Candidate(each.name, lambda each=each: each) for each in readers]
    return ChainedReader(Path("clip.mkv"), facts, candidates)


# The same frames from every reader


@needs_decord
@pytest.mark.parametrize(
    "codec",
    ["h264", "h264-444", "h264-bt709", "h264-full-range", "h265", "vp9", "mpeg4", "mjpeg", "ffv1"],
)
def test_readers_agree_on_every_bit_of_8_bit_video(tmp_path, codec):
    path = media_files.make_clip(tmp_path, codec, 10)
    frames = decode(path, "opencv")
    assert len(frames) == 10
    assert_same(frames, decode(path, "decord"))
    assert_same(frames, decode(path, "ffmpeg"))


@pytest.mark.parametrize("name", ["opencv", "ffmpeg", pytest.param("decord", marks=needs_decord)])
def test_lossless_rgb_comes_back_exactly(tmp_path, name):
    frames = reference_clips.clip("ref6")
    path = media_files.encode(tmp_path / "a.mkv", frames, "lossless")
    assert_same(decode(path, name), frames)


@needs_decord
@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 2), (4, 6), (10, 4), (72, 96), (97, 71)])
def test_narrow_and_odd_frames_are_the_same_in_every_reader(tmp_path, width, height):
    canvas = reference_inputs.texture(96, 97, 0)
    frames = [np.ascontiguousarray(np.roll(canvas, t, 1)[:height, :width]) for t in range(3)]
    path = media_files.encode(tmp_path / "a.mkv", frames, "lossless")
    for name in READERS:
        assert_same(decode(path, name), frames)


@needs_decord
@pytest.mark.parametrize("degrees", ["90", "180", "270"])
def test_rotation_tag_is_obeyed_alike_by_every_reader(tmp_path, degrees):
    upright = media_files.make_clip(tmp_path, "h264", 4)
    path = media_files.remuxed(
        upright, tmp_path / "turned.mp4", before=("-display_rotation", degrees)
    )
    plain = decode(upright, "opencv")
    turned = decode(path, "opencv")
    assert not np.array_equal(turned[0], plain[0])
    turns = int(degrees) // 90
    for frame, original in zip(turned, plain, strict=True):
        # The tag counts anti-clockwise, as numpy does.
        assert np.abs(frame.astype(int) - np.rot90(original, turns)).max() <= 40
    assert_same(turned, decode(path, "decord"))
    assert_same(turned, decode(path, "ffmpeg"))


@needs_decord
@pytest.mark.parametrize(("codec", "size"), [("h264-10bit", (72, 96)), ("ffv1", (71, 97))])
def test_10_bit_and_odd_420_differ_between_readers_only_in_chroma_rounding(tmp_path, codec, size):
    # Not bit-identical: docs/images_and_videos.md says so, and this keeps it honest.
    canvas = reference_inputs.texture(*size, 0)
    path = media_files.encode(tmp_path / f"a{media_files.CODECS[codec][0]}", [canvas] * 3, codec)
    opencv, decord = decode(path, "opencv"), decode(path, "decord")
    for one, other in zip(opencv, decord, strict=True):
        difference = np.abs(one.astype(int) - other)
        assert 0 < difference.mean() < 4


def test_interlaced_video_is_never_taken_from_a_reader_that_cannot_convert_it(tmp_path):
    path = media_files.make_clip(tmp_path, "h264-interlaced", 6)
    reader = open_video(path, env={})
    frames = read_all(reader)
    assert_same(frames, decode(path, "ffmpeg"))
    # The content, not memory that a failed conversion left: chroma smears, luma stays.
    for frame, original in zip(frames, reference_clips.clip("ref6"), strict=True):
        assert np.abs(frame.astype(int) - original).mean() < 12


def test_codec_that_opencv_lacks_is_not_taken_for_damage(tmp_path):
    path = media_files.make_clip(tmp_path, "av1", 2)
    with DecoderLogWatch() as watch:
        assert len(read_all(open_video(path, env={}))) == 2
        assert watch.error_count() == 0


def test_a_conversion_that_fails_later_is_never_scored_silently(tmp_path):
    progressive = media_files.make_clip(tmp_path, "h264-ts", 6, stem="a")
    interlaced = tmp_path / "b.mp4"
    media_files.encode(interlaced, reference_clips.clip("ref12")[6:], "h264-interlaced")
    media_files.remuxed(interlaced, tmp_path / "b.ts")
    path = tmp_path / "both.ts"
    path.write_bytes(progressive.read_bytes() + (tmp_path / "b.ts").read_bytes())
    reader = open_video(path, env={})
    frames = [reader.read() for _ in range(6)]
    for frame, original in zip(frames, reference_clips.clip("ref6"), strict=True):
        assert np.abs(frame.astype(int) - original).mean() < 12
    with pytest.raises(ProblemError, match="differently"):
        read_all(reader)


def test_av1_is_decoded(tmp_path):
    path = media_files.make_clip(tmp_path, "av1", 3)
    frames = read_all(open_video(path, env={}))
    assert len(frames) == 3
    for frame, original in zip(frames, reference_clips.clip("ref3"), strict=True):
        assert np.abs(frame.astype(int) - original).mean() < 15


@pytest.mark.parametrize("codec", ["mpeg2-ts", "h264-ts"])
@pytest.mark.parametrize("as_older_tool", [False, True])
def test_transport_stream_starts_at_its_first_frame(tmp_path, codec, as_older_tool):
    path = media_files.make_clip(tmp_path, codec, 30)
    reader = open_video(path, env={}, as_older_tool=as_older_tool)
    frames = read_all(reader)
    assert len(frames) == 30
    first = reference_clips.clip("ref1")[0].astype(int)
    assert np.abs(frames[0] - first).mean() < 12
    assert reader.name != "decord"


def test_variable_frame_rate_gives_every_stored_frame_once(tmp_path):
    path = tmp_path / "a.mkv"
    timing = ("-vf", "setpts=N*N*0.1/25/TB", "-fps_mode", "vfr", "-enc_time_base", "1/1000")
    media_files.encode(path, reference_clips.clip("ref10"), "lossless", extra=timing)
    reader = open_video(path, env={})
    frames = read_all(reader)
    assert_same(frames, decode(path, "ffmpeg"))
    assert reader.damage is None  # although OpenCV's count, from the duration, is another


def test_frames_cut_away_by_an_edit_list_are_not_damage(tmp_path):
    whole = media_files.make_clip(tmp_path, "h264", 36)
    path = media_files.remuxed(whole, tmp_path / "cut.mp4", before=("-ss", "0.6"))
    for as_older_tool in (False, True):
        reader = open_video(path, env={}, as_older_tool=as_older_tool)
        frames = read_all(reader)
        assert 20 <= len(frames) <= 22
        assert reader.damage is None
        assert_same(frames, decode(path, "ffmpeg"))


def test_picture_size_that_changes_is_a_problem(tmp_path):
    reader = chain(FakeReader("opencv", 3))
    assert reader.read() is not None
    reader._reader.read = lambda: np.zeros((4, 6, 3), np.uint8)
    with pytest.raises(ProblemError, match=r"8×8 to 6×4 at frame 1") as caught:
        reader.read()
    assert caught.value.problem.code == "frame-size-changes"


# Which reader


def test_environment_chooses_the_reader():
    assert reader_order({}) == ("opencv", "ffmpeg", "decord")
    assert reader_order({}, as_older_tool=True) == ("decord", "opencv", "ffmpeg")
    assert reader_order({"USE_CV2": "0", "DECORD_GPU": "1"}) == ("opencv",)
    assert reader_order({"DECORD_GPU": "false"})[:2] == ("decord-gpu", "decord")
    assert reader_order({"USE_CV2": "", "DECORD_GPU": ""}) == reader_order({})


@needs_decord
def test_without_a_gpu_decord_falls_to_the_cpu_and_says_why(tmp_path):
    path = media_files.make_clip(tmp_path, "h264", 4)
    reader = open_video(path, env={"DECORD_GPU": "1"})
    assert len(read_all(reader)) == 4
    assert reader.name in {"decord-gpu", "decord"}
    if reader.name == "decord":
        assert reader.passed_over[0].startswith("decord-gpu: ")


def test_missing_decord_means_opencv(tmp_path, monkeypatch):
    path = media_files.make_clip(tmp_path, "h264", 4)
    monkeypatch.setitem(sys.modules, "decord", None)
    reader = open_video(path, env={}, as_older_tool=True)
    assert reader.name == "opencv"
    assert "not available" in reader.passed_over[0]
    assert len(read_all(reader)) == 4


def test_reader_tells_size_rate_and_length(tmp_path):
    reader = open_video(media_files.make_clip(tmp_path, "h264", 7), env={})
    assert (reader.width, reader.height, reader.fps) == (96, 72, 25.0)
    assert reader.declared_frames == 7
    assert reader.frames_read == 0
    read_all(reader)
    assert reader.frames_read == 7
    assert reader.damage is None
    assert reader.read() is None


def test_chain_goes_on_where_a_reader_breaks():
    first, second = FakeReader("decord", 3, fails=True), FakeReader("opencv", 6)
    reader = chain(first, second)
    values = [int(frame[0, 0, 0]) for frame in read_all(reader)]
    assert values == [1, 2, 3, 4, 5, 6]
    assert reader.name == "opencv"
    assert first.is_closed
    assert reader.passed_over == ["decord: failed at frame 3: broken"]
    assert reader.damage == "a decoder failed at frame 3; 6 frames can be decoded"


def test_chain_refuses_to_mix_decoders_that_disagree():
    reader = chain(FakeReader("decord", 3, fails=True), FakeReader("opencv", 6, shift=1))
    for _ in range(3):
        reader.read()
    with pytest.raises(ProblemError) as caught:
        reader.read()
    assert caught.value.problem.code == "decoders-disagree"


def test_chain_without_another_reader_names_the_frame():
    reader = chain(FakeReader("decord", 3, fails=True), FakeReader("opencv", 2))
    for _ in range(3):
        reader.read()
    with pytest.raises(ProblemError, match="from frame 3 on") as caught:
        reader.read()
    assert caught.value.problem.code == "decode-failed"


# Broken files


@pytest.mark.parametrize("name", ["decord", "opencv"])
def test_mp4_cut_after_its_index_says_how_many_frames_are_left(tmp_path, name):
    whole = media_files.encode(
        tmp_path / "a.mp4", media_files.large_frames(30), extra=("-movflags", "+faststart")
    )
    path = media_files.truncated(whole, tmp_path / "b.mp4")
    reader = open_video(path, env={"USE_CV2": "1"} if name == "opencv" else {}, as_older_tool=True)
    frames = read_all(reader)
    assert 5 < len(frames) < 30
    assert reader.frames_read == len(frames)
    assert reader.damage == f"only {len(frames)} of 30 frames can be decoded"
    assert_same(frames, decode(whole, "opencv")[: len(frames)])


def test_avi_that_ends_early_says_how_many_frames_are_left(tmp_path):
    whole = media_files.encode(tmp_path / "a.avi", media_files.large_frames(20), "mpeg4")
    reader = open_video(media_files.truncated(whole, tmp_path / "b.avi"), env={})
    count = len(read_all(reader))
    assert reader.damage == f"only {count} of 20 frames can be decoded"


def test_damage_is_unknown_before_the_end(tmp_path):
    whole = media_files.encode(tmp_path / "a.avi", media_files.large_frames(20), "mpeg4")
    reader = open_video(media_files.truncated(whole, tmp_path / "b.avi"), env={})
    reader.read()
    assert reader.damage is None
    reader.close()


def test_every_unusable_file_is_a_problem_with_its_own_code(tmp_path):
    clip = media_files.make_clip(tmp_path, "h264", 12)
    text = tmp_path / "text.mp4"
    text.write_text("this is not a video\n" * 50, encoding="utf-8")
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(np.random.default_rng(1).bytes(5000))
    empty = tmp_path / "empty.mp4"
    empty.touch()
    playlist = tmp_path / "playlist.mp4"
    playlist.write_text(f"ffconcat version 1.0\nfile '{clip}'\n", encoding="utf-8")
    folder = tmp_path / "folder.mp4"
    folder.mkdir()
    codes = {
        text: "not-a-video",
        noise: "not-a-video",
        playlist: "not-a-video",
        empty: "file-empty",
        folder: "file-unreadable",
        tmp_path / "missing.mp4": "file-missing",
        clip / "inside.mp4": "file-unreadable",
        media_files.audio_only(tmp_path / "sound.mp4"): "no-video-stream",
        media_files.audio_only(tmp_path / "sound.mkv"): "no-video-stream",
        media_files.truncated(clip, tmp_path / "no_index.mp4"): "video-incomplete",
    }
    assert {path: problem_of(path).code for path in codes} == codes


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_a_problem(tmp_path):
    path = media_files.make_clip(tmp_path)
    path.chmod(0)
    assert problem_of(path).code == "file-unreadable"


def test_refused_permission_is_said_in_words(tmp_path, monkeypatch):
    path = media_files.make_clip(tmp_path, "h264", 2)

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    found = problem_of(path)
    assert found.code == "file-unreadable"
    assert "permission" in found.message


def test_codec_that_no_decoder_knows_is_a_problem_without_their_jargon(tmp_path):
    path = media_files.make_clip(tmp_path, "h264", 3)
    data = path.read_bytes().replace(b"avc1", b"zzz1").replace(b"avcC", b"zzzC")
    path.write_bytes(data)
    found = problem_of(path)
    assert found.code == "video-undecodable"
    assert "Convert it" in found.hint
    assert "0x" not in found.hint
    assert "USE_CV2" in problem_of(path, env={"USE_CV2": "1"}).hint


def test_video_without_frames_is_a_problem(tmp_path):
    path = tmp_path / "a.avi"
    media_files.encode(path, reference_clips.clip("ref2"), "mjpeg", extra=("-frames:v", "0"))
    assert problem_of(path).code == "no-frames"


@pytest.mark.parametrize("codec", ["h264", "vp9", "mpeg4"])
def test_random_damage_never_crashes_or_hangs(tmp_path, codec):
    whole = media_files.make_clip(tmp_path, codec, 12)
    data = whole.read_bytes()
    chance = np.random.default_rng(7)
    path = tmp_path / f"broken{whole.suffix}"
    for _ in range(6):
        broken = bytearray(data)
        for place in chance.integers(0, len(data), 20):
            broken[place] = int(chance.integers(256))
        path.write_bytes(broken[: int(chance.integers(len(data) // 3, len(data) + 1))])
        try:
            reader = open_video(path, env={}, as_older_tool=has_decord())
            frames = read_all(reader)
        except ProblemError:
            continue
        assert frames
        assert len({frame.shape for frame in frames}) == 1


# Paths


@pytest.mark.parametrize(
    "name",
    [
        "видео 図.mp4",
        'it\'s "quoted" $(touch x) `y`.mp4',
        "line\nbreak.mp4",
        "-i.mp4",
        "100%03d.mp4",
        "a:b?c#d.mp4",
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
def test_any_file_name_works_in_every_reader(tmp_path, name, monkeypatch):
    made = media_files.make_clip(tmp_path, "h264", 2)
    made.rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for env, older in (({}, False), ({}, has_decord()), ({"USE_CV2": "1"}, False)):
        reader = open_video(Path(name), env=env, as_older_tool=older)
        assert reader.passed_over == []
        assert len(read_all(reader)) == 2
    assert len(read_all(FfmpegReader(Path(name).absolute()))) == 2
    assert verify_with_ffmpeg(Path(name), media_files.ffmpeg_exe()) is None
    assert sorted(os.listdir(tmp_path)) == [name]  # noqa: PTH208 - nothing was executed


def test_very_long_path_works(tmp_path):
    folder = tmp_path / ("a" * 120) / ("b" * 120) / ("c" * 60)
    folder.mkdir(parents=True)
    path = media_files.make_clip(folder, "h264", 2)
    assert len(read_all(open_video(path, env={}))) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8")
def test_name_that_is_not_utf8_is_read_or_refused_in_words(tmp_path):
    path = media_files.make_clip(tmp_path, "h264", 2)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp4"))
    path.rename(odd)
    reader = open_video(odd, env={}, as_older_tool=has_decord())
    assert len(read_all(reader)) == 2


# The header


def test_header_counts_frames_that_the_decoder_delivers(tmp_path):
    for codec, count in (("h264", 9), ("h265", 8), ("mpeg4", 7), ("mjpeg", 6)):
        path = media_files.make_clip(tmp_path, codec, count, stem=codec)
        assert read_container(path, path.read_bytes()[:512]).promised_frames == count


def test_nonsense_headers_are_survived(tmp_path):
    data = media_files.make_clip(tmp_path, "h264", 4).read_bytes()
    moov = data.index(b"moov")
    chance = np.random.default_rng(3)
    path = tmp_path / "broken.mp4"
    for _ in range(200):
        broken = bytearray(data)
        for place in chance.integers(moov, len(data), 6):
            broken[place] = int(chance.integers(256))
        path.write_bytes(broken)
        facts = read_container(path, bytes(broken[:512]))
        assert facts.promised_frames is None or facts.promised_frames >= 0


def test_kind_of_file_is_known_by_its_first_bytes():
    assert kind_of(b"\x1aE\xdf\xa3rest") is Container.MATROSKA
    assert kind_of(b"RIFF....AVI LIST") is Container.AVI
    assert kind_of(b"RIFF....WAVEfmt ") is Container.AUDIO
    assert kind_of(b"\x00\x00\x00\x20ftypisom") is Container.MP4
    assert kind_of(b"YUV4MPEG2 W96 H72\n") is Container.OTHER
    assert kind_of(b"#EXTM3U\nhttp://example.org/a.ts\n") is Container.TEXT


# The decoder's log


def damaged_video(tmp_path):
    whole = media_files.encode(tmp_path / "whole.mp4", media_files.large_frames(24))
    return whole, media_files.overwritten_middle(whole, tmp_path / "damaged.mp4", size=3000)


def test_damage_in_the_middle_is_found_although_every_frame_arrives(tmp_path):
    whole, damaged = damaged_video(tmp_path)
    with DecoderLogWatch() as watch:
        assert watch.is_watching
        assert len(read_all(open_video(whole, env={}))) == 24
        assert watch.error_count() == 0
        read_all(open_video(damaged, env={}))
        assert watch.error_count() > 0
    assert verify_with_ffmpeg(whole, media_files.ffmpeg_exe()) is None
    words = verify_with_ffmpeg(damaged, media_files.ffmpeg_exe())
    assert words is not None
    assert words.startswith("the video data are damaged (")


@needs_decord
def test_decord_tells_the_watch_of_damage_too(tmp_path):
    _, damaged = damaged_video(tmp_path)
    with DecoderLogWatch() as watch:
        reader = DecordReader(damaged)
        try:
            read_all(reader)
        except ReaderFailedError:
            reader.close()
        assert watch.error_count() > 0


def test_watch_passes_everything_on_in_order_and_gives_stderr_back():
    script = (
        "import os, sys\n"
        "from omgui.engine.decode.decoder_log import DecoderLogWatch, capture_stderr\n"
        "os.write(2, b'before\\n')\n"
        "with DecoderLogWatch() as watch:\n"
        "    print('from Python', file=sys.stderr, flush=True)\n"
        "    with capture_stderr() as log:\n"
        "        os.write(2, b'[h264 @ 0x55aa] error while decoding MB 1 2\\n')\n"
        "    assert 'MB 1 2' in log.text\n"
        "    assert watch.error_count() == 1, watch.error_count()\n"
        "    os.write(2, b'no newline')\n"
        "os.write(2, b' after\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().splitlines() == [
        "before",
        "from Python",
        "[h264 @ 0x55aa] error while decoding MB 1 2",
        "no newline after",
    ]


def test_watch_keeps_counting_when_its_file_grows_large(monkeypatch, capfd):
    monkeypatch.setattr(decoder_log, "_ROTATE_BYTES", 1000)
    monkeypatch.setattr(decoder_log, "_POLL_S", 0.001)
    with DecoderLogWatch() as watch:
        for _ in range(300):
            os.write(2, b"[h264 @ 0x1] Invalid NAL unit size\n")
            time.sleep(0.0005)
        assert watch.error_count() == 300
        assert len(watch._spools) == 2
    assert capfd.readouterr().err.count("Invalid NAL") == 300


def test_watch_stops_while_another_thread_captures(monkeypatch, capfd):
    monkeypatch.setattr(decoder_log, "_ROTATE_BYTES", 10)
    monkeypatch.setattr(decoder_log, "_POLL_S", 0.001)
    with capture_stderr() as log, DecoderLogWatch() as watch:
        os.write(2, b"[h264 @ 0x1] Invalid NAL unit size\n" * 3)
        time.sleep(0.05)
        assert watch.error_count() == 3
    assert log.text.count("Invalid NAL") == 3


def test_only_complaints_of_decoders_count():
    assert is_decoder_error(b"[h264 @ 0x55f6b065ba80] concealing 120 DC, 120 AC errors in P frame")
    assert is_decoder_error(b"[mpeg4 @ 0x5573a5df9e80] ac-tex damaged at 8 4")
    assert is_decoder_error(b"[hevc @ 000001] Invalid NAL unit 40")
    assert not is_decoder_error(b"2026-11-22 17:25:21,020 - ERROR - corrupt settings")
    assert not is_decoder_error(b"[swscaler @ 0x55] deprecated pixel format used")


def test_check_for_damage_gives_up_in_time(tmp_path):
    path = media_files.encode(tmp_path / "a.mp4", media_files.large_frames(60))
    words = verify_with_ffmpeg(path, media_files.ffmpeg_exe(), timeout_s=0.001)
    assert words == "the check for damage did not finish within 0.001 seconds"


def test_check_for_damage_without_ffmpeg_is_a_problem(tmp_path):
    with pytest.raises(ProblemError) as caught:
        verify_with_ffmpeg(tmp_path / "a.mp4", tmp_path / "no_such_ffmpeg")
    assert caught.value.problem.code == "ffmpeg-missing"


# Reading ahead


def test_prefetched_frames_are_the_frames(tmp_path):
    path = media_files.make_clip(tmp_path, "h264", 20)
    with Prefetched(open_video(path, env={}), depth=3) as reader:
        assert (reader.name, reader.width, reader.height) == ("opencv", 96, 72)
        frames = read_all(reader)
    assert_same(frames, decode(path, "opencv"))


def test_prefetching_stops_at_its_depth():
    source = FakeReader("opencv", 1000)
    reader = Prefetched(source, depth=4)
    deadline = time.monotonic() + 5
    while source.position < 4 and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(0.05)
    assert source.position == 4
    reader.close()
    assert source.is_closed


def test_failure_reaches_the_consumer_after_the_frames_before_it():
    reader = Prefetched(chain(FakeReader("opencv", 3, fails=True)), depth=8)
    for _ in range(3):
        assert reader.read() is not None
    for _ in range(2):
        with pytest.raises(ProblemError):
            reader.read()
    reader.close()


@pytest.mark.parametrize("reads", [0, 1, 5])
def test_consumer_may_stop_early(reads):
    before = threading.active_count()
    for _ in range(20):
        reader = Prefetched(FakeReader("opencv", 1000), depth=2)
        for _ in range(reads):
            assert reader.read() is not None
        started = time.monotonic()
        reader.close()
        reader.close()
        assert time.monotonic() - started < 1
        assert reader.read() is None
    assert threading.active_count() == before


def test_closing_wakes_a_waiting_consumer():
    source = FakeReader("opencv", 10)
    gate = threading.Event()
    source.read = lambda: gate.wait(5) and None
    reader = Prefetched(source)
    waiting = threading.Thread(target=reader.read)
    waiting.start()
    threading.Timer(0.05, gate.set).start()
    reader.close()
    waiting.join(5)
    assert not waiting.is_alive()


def test_depth_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Prefetched(FakeReader("opencv", 1), depth=0)


# Memory and processes


def test_memory_does_not_grow_with_the_length(tmp_path):
    frames = media_files.large_frames(64)
    short = media_files.encode(tmp_path / "short.mp4", frames * 5, extra=("-preset", "ultrafast"))
    path = media_files.remuxed(short, tmp_path / "long.mp4", before=("-stream_loop", "8"))
    process = psutil.Process()
    reader = Prefetched(open_video(path, env={}), depth=8)
    count, marks = 0, {}
    while reader.read() is not None:
        count += 1
        if count in {300, 2800}:
            marks[count] = process.memory_info().rss
    reader.close()
    assert count == 64 * 5 * 9
    assert marks[2800] - marks[300] < 16 * 2**20  # one frame is 0.19 MB: 2,500 would be 460 MB


def test_slow_consumer_does_not_pile_up_frames(tmp_path):
    path = media_files.encode(
        tmp_path / "a.mp4", media_files.large_frames(400, 288, 352), extra=("-preset", "ultrafast")
    )
    process = psutil.Process()
    reader = open_video(path, env={})
    reader.read()
    before = process.memory_info().rss
    time.sleep(0.5)
    assert process.memory_info().rss - before < 16 * 2**20  # the 400 frames are 120 MB
    reader.close()


def test_closing_early_leaves_no_ffmpeg_behind(tmp_path):
    path = media_files.encode(tmp_path / "a.mp4", media_files.large_frames(60))
    reader = FfmpegReader(path)
    reader.read()
    children = psutil.Process().children()
    assert children
    reader.close()
    reader.close()
    assert not any(child.is_running() for child in children)


def test_importing_the_chain_loads_no_decoder():
    code = (
        "import sys, omgui.engine.decode.video; "
        "sys.exit(any(m in sys.modules for m in ('decord', 'cv2', 'av', 'torch')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
