"""Write tests/data/goldens_deep_fr.json: what pyiqa itself makes of the stand-in files.

Run once beside an untouched pyiqa 0.1.16, from the root of the project::

    python -m tests.make_goldens_deep_fr

pyiqa loads the files by its own code from its own caches, with two exceptions: CLIP, whose checksum
no stand-in can have, is built empty for A-FINE, which overwrites all of it; and where the operators
of torchvision cannot be loaded, ours stand in for deformable convolution (AHIQ).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.filled_deep_fr import StandIns

GOLDENS = Path(__file__).parent / "data" / "goldens_deep_fr.json"
# Pictures are cut to the upper left; pyiqa's A-FINE wants multiples of 32.
CASES = ("disks_401x299@noise20", "tall_200x700@block16")
HEIGHT, WIDTH = 160, 192
OPTIONS = {"ahiq": {"num_crop": 2}}  # of 20, which would take a minute
_REVISION = "0" * 40


def cut(case: str) -> tuple[Any, Any]:
    """Return reference and distorted picture of a case, H×W×3 uint8."""
    from tests.reference_inputs import image

    return tuple(image(name)[:HEIGHT, :WIDTH].copy() for name in (case.partition("@")[0], case))


def main() -> None:
    """Put the stand-ins where pyiqa's own downloads would lie, and score."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ |= {
            "HOME": folder,
            "TORCH_HOME": str(home / "torch"),
            "HF_HOME": str(home / "hf"),
            "HF_HUB_OFFLINE": "1",
        }
        scores = _scores(home)
    document = {
        "library": "pyiqa 0.1.16",
        "weights": "tests/filled_deep_fr.py",
        "size": [HEIGHT, WIDTH],
        "order": "metric(distorted, reference); swapped: metric(reference, distorted)",
        "scores": scores,
    }
    GOLDENS.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _scores(home: Path) -> dict[str, dict[str, float]]:
    import torch

    from tests.filled_deep_fr import NAMES, StandIns

    torch.set_num_threads(1)
    stand_ins = StandIns(home)
    pairs = [tuple(map(_tensor, cut(case))) for case in CASES]
    scores: dict[str, dict[str, float]] = {}
    for name in NAMES:
        _place({**stand_ins.of(name), **_overwritten(name, stand_ins)}, home)
        metric = _metric(name)
        found: dict[str, float] = {}
        for case, (reference, distorted) in zip(CASES, pairs, strict=True):
            found[case] = metric(distorted.clone(), reference.clone()).item()
        reference, distorted = pairs[0]
        found["swapped"] = metric(reference.clone(), distorted.clone()).item()
        scores[name] = found
        print(name, found, file=sys.stderr, flush=True)
    return scores


def _tensor(picture: Any) -> Any:
    import torch

    return torch.from_numpy(picture).permute(2, 0, 1)[None].float().div(255.0).contiguous()


def _overwritten(name: str, stand_ins: StandIns) -> dict[str, Path]:
    """Return files that pyiqa fetches only to overwrite all that they hold."""
    if name.startswith("topiq"):
        return stand_ins.timm("resnet50")
    if name == "ckdn":
        return stand_ins.torchvision("resnet50-19c8e357.pth")
    return {}


def _place(files: dict[str, Path], home: Path) -> None:
    for name, path in files.items():
        if name.endswith(".safetensors"):
            tag = name.removesuffix(".safetensors")
            model = home / "hf/hub" / f"models--timm--{tag}"
            link = model / "snapshots" / _REVISION / "model.safetensors"
            (model / "refs").mkdir(parents=True, exist_ok=True)
            (model / "refs/main").write_text(_REVISION)
        else:
            is_torchvision = name.startswith(("alexnet", "vgg16-", "vgg19-", "resnet50-"))
            place = "checkpoints" if is_torchvision else "pyiqa"
            link = home / "torch/hub" / place / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(path)


def _metric(name: str) -> Any:
    import pyiqa
    import torch

    if name.startswith("afine"):
        from pyiqa.archs import afine_arch, afineclip_model

        from tests.filled_deep_fr import VIT_B32

        afine_arch.load = lambda *_, **__: (afineclip_model.AFINECLIP(*VIT_B32), None)
    options = OPTIONS.get(name, {})
    metric = pyiqa.create_metric(name, device=torch.device("cpu"), **options)
    return lambda first, second: metric(first, second).flatten()


if __name__ == "__main__":
    main()
