"""Write tests/data/goldens_piq.json: what piq itself makes of the stand-in files.

Run once beside an untouched piq 0.8.0 and torchvision, from the root of the project::

    python -m tests.make_goldens_piq
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

CASES = (
    "disks_401x299|disks_401x299@noise20",
    "gray_333x257|gray_333x257@block12",
    "tall_200x700|tall_200x700@blur2",
)
GOLDENS = Path(__file__).parent / "data" / "goldens_piq.json"


def main() -> None:
    """Put the stand-ins where piq's own downloads would lie, and score."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["HOME"], os.environ["TORCH_HOME"] = folder, str(home / "torch")
        places = home / "torch/hub/checkpoints", home / ".cache/clip"
        for place in places:
            place.mkdir(parents=True)
        from tests.filled_piq import CLIP, write_piq, write_small_clip

        for name, path in write_piq(places[0]).items():
            (places[1] / name).symlink_to(path)
        write_small_clip(places[0] / CLIP)
        scores = {case: _scores(case) for case in CASES}
    document = {"library": "piq 0.8.0", "call": "metric(distorted, reference)", "scores": scores}
    GOLDENS.write_text(json.dumps(document, indent=1) + "\n", "utf-8")


def _scores(case: str) -> dict[str, float]:
    import piq
    import torch

    from tests.reference_inputs import pair

    reference, distorted = (
        torch.from_numpy(picture.copy()).permute(2, 0, 1)[None].float().div(255.0)
        for picture in pair(case)
    )
    both = {
        "piq_psnr": piq.psnr,
        "piq_ssim": piq.ssim,
        "piq_ms_ssim": piq.multi_scale_ssim,
        "piq_iw_ssim": piq.information_weighted_ssim,
        "piq_vif_p": piq.vif_p,
        "piq_fsim": piq.fsim,
        "piq_vsi": piq.vsi,
        "piq_gmsd": piq.gmsd,
        "piq_srsim_c": lambda x, y: piq.srsim(x, y, chromatic=True),
        "piq_msgmsd_c": lambda x, y: piq.multi_scale_gmsd(x, y, chromatic=True),
        "piq_mdsi_mult": lambda x, y: piq.mdsi(x, y, combination="mult"),
        "piq_lpips": piq.LPIPS(),
        "piq_dists": piq.DISTS(),
        "piq_content": piq.ContentLoss(),
        "piq_style": piq.StyleLoss(),
        "piq_pieapp": piq.PieAPP(),
    }
    one = {
        "piq_tv": piq.total_variation,
        "piq_brisque": piq.brisque,
        "piq_clipiqa": piq.CLIPIQA(),
    }
    with torch.inference_mode():
        scores = {name: metric(distorted, reference).item() for name, metric in both.items()}
        return scores | {name: metric(distorted).item() for name, metric in one.items()}


if __name__ == "__main__":
    main()
