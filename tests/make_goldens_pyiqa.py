"""Scores of pyiqa itself for tests/engine/test_pyiqa_nr.py; run where pyiqa 0.1.16 is untouched.

    PYTHONPATH=. python tests/make_goldens_pyiqa.py tests/data/goldens_pyiqa_nr.json

Each metric is built by ``pyiqa.create_metric`` in a process of its own, with stand-ins of the
official files in the library's caches, no network, and nothing of it replaced but CLIP's check of
its checksum, which no stand-in can pass, and the backbones that are overwritten anyway: those are
filled at random here.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = (
    *("hyperiqa", "cnniqa", "paq2piq", "clipiqa", "clipiqa+", "maniqa", "tres", "musiq", "pi"),
    *("dbcnn", "nima", "nrqm", "ilniqe", "brisque", "niqe", "topiq_nr"),
)


def main() -> None:
    if len(sys.argv) == 4:
        print("SCORES " + json.dumps(scores_of(sys.argv[2], Path(sys.argv[3]))))
        return
    target = Path(sys.argv[1])
    scores = {name: in_own_process(name) for name in NAMES}
    target.write_text(json.dumps({"made_by": "pyiqa 0.1.16", "scores": scores}, indent=1) + "\n")


def in_own_process(name: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TORCH_HOME": f"{folder}/torch",
            "HF_HOME": f"{folder}/hf",
            "HF_HUB_OFFLINE": "1",
        }
        answer = subprocess.run(
            [sys.executable, __file__, "one", name, folder],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
    line = next(line for line in answer.stdout.splitlines() if line.startswith("SCORES "))
    print(name, line, flush=True)
    return json.loads(line.removeprefix("SCORES "))


def scores_of(name: str, folder: Path) -> dict[str, float]:
    import numpy as np
    import torch

    from tests import pyiqa_pictures

    torch.set_num_threads(1)
    place_files(name, folder)
    metric = untouched(name)
    scores = {}
    for picture, pixels in pyiqa_pictures.pictures(name).items():
        frame = torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1)[None] / 255.0
        scores[picture] = metric(frame).item()
    return scores


def place_files(name: str, folder: Path) -> None:
    """Write the stand-ins, in a process that has not seen pyiqa: this one must import it whole."""
    code = (
        "import sys; from pathlib import Path\n"
        "from omgui.core.catalogue import pyiqa_nr\n"
        "from tests.filled_checkpoints import write_stand_in\n"
        "row = next(row for row in pyiqa_nr.ROWS if row.name == sys.argv[1])\n"
        "for file in row.checkpoints:\n"
        "    path = write_stand_in(file.file, Path(sys.argv[2]))\n"
        "    for alias in file.aliases: path.rename(path.with_name(alias))\n"
    )
    hub = folder / "torch" / "hub" / "pyiqa"
    subprocess.run([sys.executable, "-c", code, name, str(hub)], check=True)


def untouched(name: str):
    import types

    import packaging.version

    # Where torchvision's compiled operators do not load, this gives roi_pool in plain torch.
    import omgui.engine.libraries.vision  # noqa: F401

    stub = types.ModuleType("pkg_resources")
    stub.packaging = packaging
    sys.modules.setdefault("pkg_resources", stub)
    import pyiqa
    import timm
    import torch
    import torchvision
    from pyiqa.archs import clip_model, dbcnn_arch

    from tests.pyiqa_pictures import FEWER_CROPS

    hub = Path(torch.hub.get_dir())
    clip_model._download = lambda url, root: str(hub / "pyiqa" / url.rpartition("/")[2])
    create = timm.create_model
    timm.create_model = lambda model, pretrained=False, **by: create(model, **by)
    torchvision.models._api.WeightsEnum.get_state_dict = lambda weights, *a, **by: {
        key: value
        for model in (weights.name and weights.__class__.__name__.removesuffix("_Weights").lower(),)
        for key, value in torchvision.models.get_model(model).state_dict().items()
    }
    torch.save(dbcnn_arch.SCNN().state_dict(), hub / "pyiqa" / "DBCNN_scnn-7ea73d75.pth")
    return pyiqa.create_metric(name, device=torch.device("cpu"), **FEWER_CROPS.get(name, {}))


if __name__ == "__main__":
    main()
