"""What the metrics of pyiqa are tried on: small, because some of them take seconds a frame."""

import numpy as np

from tests.reference_inputs import distort, image

# An official option of pyiqa; the crops themselves are scored like all others.
FEWER_CROPS = {
    "hyperiqa": {"num_crop": 4},
    "maniqa": {"test_sample": 2},
    "tres": {"test_sample": 2},
}
_SLOW = {"maniqa", "ilniqe"}
_STATISTICAL = {"pi", "nrqm", "niqe", "brisque"}


def pictures(name: str) -> dict[str, np.ndarray]:
    """Return H×W×3 uint8 pictures by name: larger than a crop and smaller, even sides and odd."""
    cat = image("chelsea")
    if name in _STATISTICAL:
        return {
            "cat 120×104": cat[40:160, 100:204],
            "blocks 197×131": distort(cat, "block20")[:197, :131],
        }
    if name in _SLOW:
        return {"cat 233×250": cat[20:253, 30:280]}
    return {
        "cat 233×250": cat[20:253, 30:280],
        "blocks 256×256": distort(cat[:256, :256], "block20"),
        "small 97×61": cat[100:197, 150:211],
    }
