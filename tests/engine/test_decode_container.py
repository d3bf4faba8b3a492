"""The header of a video file: its kind, and how many frames it promises."""

from __future__ import annotations

import numpy as np

from omgui.engine.decode.container import Container, kind_of, read_container
from tests import media_files


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
