"""Files that lie beside those of a dataset and are never scored, told by their names."""

from __future__ import annotations

import re

from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, Severity

_WORD = re.compile(r"\w+")
IMAGE_ENDINGS = frozenset(
    _WORD.findall(
        """apng avif bmp cr2 dib dng exr gif hdr heic heif hif j2c j2k jfif jls jp2 jpe jpeg jpf jpg
        jpx jxl jxr nef pbm pcx pfm pgm png pnm ppm psd qoi raw sgi tga tif tiff webp wp2"""
    )
)
VIDEO_ENDINGS = frozenset(
    _WORD.findall(
        """264 265 266 3gp asf av1 avi divx dv f4v flv h264 h265 h266 hevc ivf m1v m2ts m2v m4v
        mjpeg mjpg mkv mov mp4 mpe mpeg mpg mts mxf nut obu ogm ogv qt rm rmvb ts vob vvc webm wmv
        y4m yuv"""
    )
)
_SYSTEM = re.compile(
    r"(?:^|/)(?:\.[^/]*|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r|__MACOSX|@eaDir|\$RECYCLE\.BIN"
    r"|System Volume Information|lost\+found|~\$[^/]*)(?:/|$)",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?:\.omgui|\.omgui-journal|\.unfinished|_list\.json|_pairs\.json)$")
_KINDS = {
    "text": "asc bib cfg csv doc docx htm html ini json log m mat md npy npz odt pdf pkl py rst rtf"
    " srt sub tex tsv txt url xls xlsx xml yaml yml c cpp h sh bat",
    "archive": "7z bz2 gz rar tar tgz xz zip zst z01 z02",
    "audio": "aac ac3 flac m4a mp3 oga ogg opus wav wma",
    "checksum": "md5 par2 sfv sha1 sha256",
    "program": "dll dylib exe jar so",
}
_KIND_OF = {ending: kind for kind, endings in _KINDS.items() for ending in _WORD.findall(endings)}
_WORDS = {
    "text": "a text, table or document",
    "archive": "an archive",
    "audio": "a sound file",
    "checksum": "a list of checksums",
    "program": "a program",
}


def ending_of(path: str) -> str:
    """Return the ending of a name in small letters, without the dot."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return ending.casefold() if dot and stem else ""


def media_of(path: str) -> Media | None:
    """Return what a file is by its ending; ``None`` where that does not tell."""
    ending = ending_of(path)
    if ending in VIDEO_ENDINGS:
        return Media.VIDEO
    return Media.IMAGE if ending in IMAGE_ENDINGS else None


def why_ignored(path: str) -> Problem | None:
    """Return why a file is left out by its name alone; ``None`` where it is not."""
    if _SYSTEM.search(path):
        message = "A hidden file or folder, or one of the operating system."
        return Problem("system-file", message, "", path, Severity.WARNING)
    if _OWN.search(path):
        message = "It was written by omgui or the objective-metrics tool."
        return Problem("own-file", message, "", path, Severity.WARNING)
    kind = _KIND_OF.get(ending_of(path))
    if kind is None:
        return None
    message = f"By its ending it is {_WORDS[kind]}, not a picture or a video."
    return Problem("not-media", message, "", path, Severity.WARNING)
