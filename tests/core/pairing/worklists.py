"""The file lists of public datasets, and the pairs that are right."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from omgui.core.pairing import Pairing

FOLDER = Path(__file__).parents[2] / "data" / "worklists"
WITH_PAIRS = ("kadid10k", "live-wcvqd", "mcl-v", "bvi-hfr", "kugvd", "gaming")
WITHOUT = ("cid2013", "cvd2014", "live-apv-livestream")


@dataclass(frozen=True)
class Worklist:
    files: tuple[str, ...]
    pairs: dict[str, set[tuple[str, str]]]


@lru_cache
def worklist(name: str) -> Worklist:
    content = json.loads(gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes()))
    pairs = {
        reference: {(file, mode) for file, mode in sets}
        for reference, sets in content["pairs"].items()
    }
    return Worklist(tuple(content["files"]), pairs)


def pairs_of(pairing: Pairing) -> dict[str, set[tuple[str, str]]]:
    """Return the pairs as they are saved: a mode that nobody decided is ``same``."""
    found: dict[str, set[tuple[str, str]]] = {}
    for group in pairing.groups:
        mode = group.mode.value if group.mode else "same"
        found.setdefault(group.reference, set()).update((it, mode) for it in group.distorted)
    return found


def assert_everything_has_one_place(pairing: Pairing, files: object) -> None:
    """Every file is in exactly one of references, distorted, alone, leftovers."""
    places = [
        *pairing.references,
        *pairing.distorted,
        *pairing.alone,
        *(it.path for it in pairing.leftovers),
    ]
    assert len(places) == len(set(places))
    assert set(places) == set(files)  # type: ignore[call-overload]
