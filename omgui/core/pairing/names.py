"""What names of files tell people who make datasets: rates, sizes, codecs, which is a reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_FPS = re.compile(
    r"(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,3})?)[ _-]?(?:fps|hz)(?![a-z])"
    r"|(?<![a-z])fps[_-]?([0-9]{1,3}(?:\.[0-9]{1,3})?)(?![0-9])",
    re.IGNORECASE,
)
_REFERENCE_WORDS = frozenset(
    re.findall(
        r"\w+",
        """clean clear ground groundtruth gt gts high hq hr lossless master masters norain org orig
        original originals origs pristine pristines raw ref refer reference references refimage
        refimages refimg refimgs refs refvideos refvids sharp source sources src srcs target
        targets truth uncompressed undistorted""",
    )
)
_DISTORTED_WORDS = frozenset(
    re.findall(
        r"\w+",
        """bitstream blur blurred blurry compressed deg degradation degraded degs dis dist distort
        distorted distortion distortions dists dst encoded encodes hazy input low lq lr noise noisy
        output outputs pred preds processed rain rainy restored result results test tests""",
    )
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_]+")
_LEVEL_WORDS = frozenset({"crf", "dist", "distortion", "hrc", "level", "lvl", "q", "qp"})
_ZERO = re.compile(r"(crf|dist|hrc|level|lvl|qp|q)?0+")
_BRACKETS = "()[]{}"
_REMEMBERED = 1 << 14  # tokens of names, of which a dataset repeats the same few
ATTRIBUTES = (
    ("fps", re.compile(r"([0-9]+(?:\.[0-9]+)?)(fps|hz)", re.I)),
    ("fps", re.compile(r"(fps)([0-9]+(?:\.[0-9]+)?)", re.I)),
    ("size", re.compile(r"([0-9]{2,5}x[0-9]{2,5})", re.I)),
    ("height", re.compile(r"([0-9]{3,4})(p|i)", re.I)),
    ("bitrate", re.compile(r"([0-9]+(?:\.[0-9]+)?)(k|kb|kbps|kbits|m|mb|mbps)", re.I)),
    ("crf", re.compile(r"(crf)([0-9]+)", re.I)),
    ("qp", re.compile(r"(qp|q)([0-9]+)", re.I)),
    ("hrc", re.compile(r"(hrc)([0-9]+)", re.I)),
    ("duration", re.compile(r"([0-9]+)(s|sec|secs|seconds)", re.I)),
    ("frames", re.compile(r"([0-9]+)(frames|f)", re.I)),
    ("bits", re.compile(r"([0-9]{1,2})(bit|bits)", re.I)),
    ("chroma", re.compile(r"(?:yuv)?(4[0-4][0-4])(?:p(?:10|12)?(?:le|be)?)?", re.I)),
)
CODECS = re.compile(
    r"(?:x26[456]|[sd]*h\.?26[3456](?:hd)?|hevc|avc|vvc|vp[89]|(?:lib)?(?:svt)?av1|aom|svtav1|mpeg[124]"
    r"|jpe?g|jp2k?|j2k|jpeg2000|jpegxl|jxl|webp|avif|heic|bpg|prores|dnxhd|theora|evc|vtm|hm|vc1)",
    re.I,
)


def frame_rate(path: str) -> float | None:
    """Return the frame rate that a name tells, or else its folders, the nearest first."""
    for part in reversed(path.split("/")):
        found = [number or other for number, other in _FPS.findall(part)]
        if found:
            return float(found[-1])
    return None


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in small letters: ``refImgs-2`` → ``ref``, ``imgs``, ``2``."""
    return tuple(word.casefold() for word in _WORD.findall(name))


def says_reference(folder: str) -> bool:
    """Whether the name of a folder says that it holds references."""
    found = words(folder)
    return not _REFERENCE_WORDS.isdisjoint(found) or folder.casefold() in _REFERENCE_WORDS


def says_distorted(folder: str) -> bool:
    """Whether the name of a folder says that it holds distorted files."""
    return not _DISTORTED_WORDS.isdisjoint(words(folder))


@lru_cache(maxsize=_REMEMBERED)
def is_reference_token(token: str) -> bool:
    """Whether a part of a name, in small letters, says that the file is a reference."""
    return token.strip(_BRACKETS) in _REFERENCE_WORDS


def is_zero_token(tokens: Sequence[str], index: int) -> bool:
    """Whether a part of a name says that nothing was done to the file: ``hrc00``, ``qp_0``.

    A bare zero is too often a plain number to say anything.
    """
    match = _ZERO.fullmatch(tokens[index])
    if match is None:
        return False
    return match[1] is not None or (index > 0 and tokens[index - 1] in _LEVEL_WORDS)


@lru_cache(maxsize=_REMEMBERED)
def is_attribute(token: str) -> bool:
    """Whether a part of a name says something technical, such as ``25fps`` or ``1920x1080``."""
    return any(pattern.fullmatch(token.strip(_BRACKETS)) for _, pattern in ATTRIBUTES)
