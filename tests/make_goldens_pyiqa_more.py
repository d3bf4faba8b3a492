"""Write tests/data/goldens_pyiqa_more.json: what pyiqa itself makes of the stand-in files.

Two steps, from the root of the project: the first with omgui's own environment, the second beside
an untouched pyiqa 0.1.16 (torch, torchvision and timm without any file of theirs)::

    python -m tests.make_goldens_pyiqa_more write FOLDER
    python -m tests.make_goldens_pyiqa_more score FOLDER
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.reference_inputs import distort, image, texture

GOLDENS = Path(__file__).parent / "data" / "goldens_pyiqa_more.json"
# Name of the case: reference and distorted picture.
CASES = {
    "texture 256x320, noise": lambda: (
        texture(256, 320, 2),
        distort(texture(256, 320, 2), "noise12"),
    ),
    "disks 299x401, blur": lambda: (image("disks_401x299"), image("disks_401x299@blur1")),
}
FIRST = next(iter(CASES))
FULL_REFERENCE = ("psnr", "psnry", "ssim", "ssimc", "ms_ssim", "cw_ssim")
# A few crops instead of twenty and fifty, by options of pyiqa.
FEWER = {
    "maniqa-pipal": {"test_sample": 1},
    "maniqa-kadid": {"test_sample": 1},
    "tres-flive": {"test_sample": 2},
}
# What pyiqa calls the rows that have another name.
PYIQA = {
    "pyiqa_psnr": "psnr",
    "pyiqa_ssim": "ssim",
    "pyiqa_ms_ssim": "ms_ssim",
    "pyiqa_cw_ssim": "cw_ssim",
    "unique_pyiqa": "unique",
}


def write(folder: Path) -> None:
    """Write every stand-in file where pyiqa looks for it, and a list of the rows."""
    from omgui.core.catalogue.pyiqa_more import ROWS
    from tests.filled_more import SMALL_CLIP, write_more

    places = folder / "hub/pyiqa", folder / "hub/checkpoints"
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
    names = {file.file for row in ROWS for file in row.checkpoints} | set(SMALL_CLIP)
    for name in sorted(names):
        path = write_more(name, places[0])
        # pyiqa keeps files under the name in the address, where a plus is written in hexadecimal.
        for other in {places[1] / name, places[0] / name.replace("+", "%2B")} - {path}:
            other.unlink(missing_ok=True)
            other.hardlink_to(path)
    (folder / "rows.json").write_text(json.dumps([row.name for row in ROWS]))


def score(folder: Path) -> None:
    """Score with pyiqa as it is, but for what it fetches to overwrite it."""
    os.environ["TORCH_HOME"] = str(folder)
    _keep_backbones_empty(folder / "hub/pyiqa")
    rows = json.loads((folder / "rows.json").read_text())
    scores = json.loads(GOLDENS.read_text("utf-8"))["scores"] if GOLDENS.exists() else {}
    for row in rows:
        if row in scores:
            continue
        scores[row] = _scores(row)
        print(row, scores[row], flush=True)
        document = {
            "library": "pyiqa 0.1.16",
            "call": "metric(distorted, reference)",
            "options": FEWER,
            "scores": scores,
        }
        GOLDENS.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _scores(row: str) -> dict[str, float]:
    import pyiqa
    import torch

    metric = pyiqa.create_metric(
        PYIQA.get(row, row), device=torch.device("cpu"), **FEWER.get(row, {})
    )
    scores = {}
    for case, pictures in CASES.items():
        if row == "afine_nr" and case != FIRST:
            continue  # pyiqa refuses sides that are no multiple of 32
        reference, distorted = (
            torch.from_numpy(picture.copy()).permute(2, 0, 1)[None].float().div(255.0)
            for picture in pictures()
        )
        given = (distorted, reference) if PYIQA.get(row, row) in FULL_REFERENCE else (distorted,)
        with torch.no_grad():
            scores[case] = metric(*given).item()
    return scores


def _keep_backbones_empty(folder: Path) -> None:
    import timm
    import torch
    from torchvision.models import WeightsEnum

    class Nothing(dict[str, Any]):
        pass

    fill = torch.nn.Module.load_state_dict

    def load(self: Any, state: Any, *args: Any, **kwargs: Any) -> Any:
        return None if isinstance(state, Nothing) else fill(self, state, *args, **kwargs)

    torch.nn.Module.load_state_dict = load
    WeightsEnum.get_state_dict = lambda *_, **__: Nothing()
    create = timm.create_model
    timm.create_model = lambda name, pretrained=False, **more: create(name, **more)

    import clip
    import facexlib.utils.face_restoration_helper as faces
    import pyiqa.archs.afineclip_model as afine
    import pyiqa.archs.clip_model as models
    import pyiqa.archs.topiq_swin as swin

    files = {"RN50": "RN50.pt", "ViT-B/32": "ViT-B-32.pt", "ViT-L/14": "ViT-L-14.pt"}

    def state_of(name: str) -> dict[str, Any]:
        return dict(torch.load(folder / files[name], weights_only=True))

    models.load = lambda name, *_, **__: models.build_model(state_of(name)).float().eval()
    clip.load = lambda name, *_, **__: (
        clip.model.build_model(state_of(name)).float().eval(),
        None,
    )
    afine.load = lambda *_, **__: (
        afine.AFINECLIP(512, 224, 12, 768, 32, 77, 49408, 512, 8, 12),
        None,
    )
    create_swin = swin.create_swin
    swin.create_swin = lambda name, **more: create_swin(name, **{**more, "pretrained": False})
    faces.init_parsing_model = lambda *_, **__: None  # not used for a score
    _suppress_plainly()
    _pretend_cuda()


def _suppress_plainly() -> None:
    """Stand in for torchvision's compiled operator, where its wheel does not fit torch."""
    import torch
    import torchvision

    def nms(boxes: torch.Tensor, scores: torch.Tensor, iou_threshold: float) -> torch.Tensor:
        kept: list[int] = []
        for at in scores.argsort(descending=True, stable=True).tolist():
            overlaps = torchvision.ops.box_iou(boxes[at : at + 1], boxes[kept])
            if not (overlaps > iou_threshold).any():
                kept.append(at)
        return torch.tensor(kept)

    torchvision.ops.nms = nms


def _pretend_cuda() -> None:
    """Let MACLIP, which moves its pictures to CUDA whatever it is told, run on the CPU."""
    import torch

    move = torch.Tensor.to
    torch.Tensor.cuda = lambda self, *_, **__: self
    torch.Tensor.to = lambda self, *args, **kwargs: (
        self if args == ("cuda",) else move(self, *args, **kwargs)
    )


if __name__ == "__main__":
    {"write": write, "score": score}[sys.argv[1]](Path(sys.argv[2]))
