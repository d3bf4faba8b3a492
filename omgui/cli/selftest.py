"""What ``omgui doctor`` starts in other processes: scores of a built-in pair, frames of a decoder.

They run apart because torch is slow to import, because two decoders in one process can collide,
and because what crashes here must not take the doctor with it.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIDE = 176  # enough for every metric of the catalogue
SCORES = "scores"
TOLERANCE = 1e-5  # relative; other processors and versions of torch differ in the last digits
TOLERANCES: Mapping[str, float] = {"vif": 1e-3}  # inverts matrices that are nearly singular

# Scores of the pair below: those of pyiqa 0.1.16 and piq 0.8.0 within 2e-6, vif within 7e-4.
EXPECTED: Mapping[str, float] = {
    "psnr": 32.43207775,
    "ssim": 0.8764861634,
    "ms_ssim": 0.9757026821,
    "cw_ssim": 0.9964933695,
    "fsim": 0.8912244105,
    "vif": 0.5839969134,
    "gmsd": 0.08167446933,
    "nlpd": 0.224074065,
    "vsi": 0.9676569967,
    "mad": 61.03617655,
    "srsim": 0.9396415765,
    "dss": 0.7072071441,
    "haarpsi": 0.842760438,
    "mdsi": 0.3629543483,
    "msgmsd": 0.07714118013,
    "si": 37.70104945,
    "cf": 28.0797318,
    "ti": 5.982290504,
}


def main() -> int:
    """Do what the first argument names, and print what came out as JSON."""
    what, *arguments = sys.argv[1:]
    said = scores() if what == SCORES else frames(what, Path(arguments[0]))
    sys.stdout.write(f"{json.dumps(said)}\n")
    return 0


def is_expected(name: str, score: float | str) -> bool:
    """Whether a score is what it was where this program was made."""
    if isinstance(score, str):
        return False
    return math.isclose(score, EXPECTED[name], rel_tol=TOLERANCES.get(name, TOLERANCE))


def pictures() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return reference and distorted, H×W×3 uint8 RGB, the same bytes on every machine."""
    import numpy as np

    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.int64)
    channels = []
    for c in range(3):
        slow = abs((x + 2 * y + 9 * c) % 300 - 150)
        fast = abs((3 * x - y) % 46 - 23) * 3 * (x > SIDE // 2)
        grain = (x * 7919 + y * 104729 + x * y * 31 + c * 17) % 31 // (1 + 4 * (y < SIDE // 2))
        channels.append(np.clip(slow + fast + grain + 15 * c, 0, 255))
    reference = np.stack(channels, axis=-1)
    smooth = (2 * reference + np.roll(reference, 1, 0) + np.roll(reference, 1, 1)) // 4
    distorted = np.clip(smooth // 24 * 24 + 8, 0, 255)
    return reference.astype(np.uint8), distorted.astype(np.uint8)


def scores() -> dict[str, float | str]:
    """Return the score of every built-in metric of frames, or why there is none."""
    import torch

    from omgui.core.catalogue import classic, descriptive
    from omgui.core.metric_spec import Unit

    torch.set_num_threads(1)
    found: dict[str, float | str] = {}
    with torch.inference_mode():
        for row in (*classic.ROWS, *descriptive.ROWS):
            if row.unit is Unit.FILE or row.checkpoints:
                continue
            try:
                found[row.name] = _score(row)
            except Exception as error:  # noqa: BLE001  # anything may be broken on this machine
                found[row.name] = f"{type(error).__name__}: {error}"
    return found


def _score(row: Any) -> float:  # noqa: ANN401  # its module is only imported in this process
    import torch

    from omgui.core.metric_spec import Kind, Unit
    from omgui.engine.kernels.planes import Pair, Planes
    from omgui.engine.metric import LoadedMetric

    reference, distorted = (Planes(torch.from_numpy(one)[None]) for one in pictures())
    metric = LoadedMetric(row, row.options_for(is_compatible=False), torch.device("cpu"))
    if row.kind is Kind.FR:
        return float(metric.score_pair(Pair(reference, distorted))[0])
    previous = reference if row.unit is Unit.STEP else None
    return float(metric.score_frames(distorted, previous)[0])


def frames(reader: str, path: Path) -> dict[str, object]:
    """Return how many frames a decoder delivers, and a digest of their pixels."""
    digest = hashlib.sha256()
    count = 0
    for frame in _decoded(reader, path):
        digest.update(frame.tobytes())
        count += 1
    return {"frames": count, "digest": digest.hexdigest()}


def _decoded(reader: str, path: Path) -> Iterable[NDArray[np.uint8]]:
    if reader == "pyav":
        import av

        with av.open(str(path)) as container:
            for frame in container.decode(video=0):
                yield frame.to_ndarray(format="rgb24")
        return
    source = _reader(reader, path)
    while (pixels := source.read()) is not None:
        yield pixels
    source.close()


def _reader(name: str, path: Path) -> Any:  # noqa: ANN401  # one of three classes with one protocol
    if name == "opencv":
        from omgui.engine.decode.opencv_reader import OpenCvReader

        return OpenCvReader(path, num_threads=1)
    if name == "decord":
        from omgui.engine.decode.decord_reader import DecordReader

        return DecordReader(path, num_threads=1)
    from omgui.engine.decode.ffmpeg_reader import FfmpegReader

    return FfmpegReader(path, num_threads=1)


if __name__ == "__main__":
    sys.exit(main())
