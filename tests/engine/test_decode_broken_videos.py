"""Broken videos: every one is a problem in plain words, or says how many frames are left."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from omgui.core.problems import Problem, ProblemError
from omgui.engine.decode.video import open_video
from tests import media_files, reference_clips
from tests.engine.videos import assert_same, decode, has_decord, read_all


def problem_of(path, **options) -> Problem:
    with pytest.raises(ProblemError) as caught:
        open_video(path, env=options.pop("env", {}), **options)
    assert caught.value.problem.message.endswith(".")
    assert caught.value.problem.hint
    assert caught.value.problem.where == str(path)
    return caught.value.problem


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


def test_number_of_frames_is_certain_only_by_the_index_of_a_whole_file(tmp_path):
    frames = media_files.large_frames(30)
    fast = ("-movflags", "+faststart")
    whole = {
        "mp4": media_files.encode(tmp_path / "a.mp4", frames, extra=fast),
        "avi": media_files.encode(tmp_path / "a.avi", frames, "mpeg4"),
        "mkv": media_files.encode(tmp_path / "a.mkv", frames),
    }
    cut = [media_files.truncated(path, tmp_path / f"b.{name}") for name, path in whole.items()]

    def certain(path):
        reader = open_video(path, env={})
        reader.close()
        return reader.is_count_certain

    assert {name: certain(path) for name, path in whole.items()} == {
        "mp4": True,
        "avi": False,  # its header says as much when it is cut off
        "mkv": False,
    }
    assert not any(map(certain, cut))


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
