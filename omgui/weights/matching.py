"""Which checkpoint a file is, by its name, its folder, or its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from omgui.core.metric_spec import Checkpoint
from omgui.weights.checksums import expected_digits
from omgui.weights.places import hub_file, telling_names
from omgui.weights.sources import Entry

# What browsers and file managers put into the name of a second copy.
_COPY_MARK = re.compile(r" ?\(\d{1,3}\)(?=\.)|( - Copy| copy)(?=\.)")
_LEAST_SHARE = 0.4  # of an estimated size: half of it where numbers are kept in 16 bits
_MOST_SHARE = 4
_SPARE_BYTES = 5_000_000
_NEAR_SHARE = 0.03
_LEAST_DIGITS = 8
_BLOCK_BYTES = 1 << 20


class Matcher:
    """Knows the names and checksums of checkpoints.

    Args:
        checkpoints: Those that are looked for.
    """

    def __init__(self, checkpoints: Iterable[Checkpoint]) -> None:
        self._all = tuple(dict.fromkeys(checkpoints))
        self._by_name: dict[str, Checkpoint] = {}
        for own_name in (True, False):  # an official name goes before another's alias
            for one in self._all:
                for name in telling_names(one):
                    if (name == one.file) is own_name:
                        self._by_name.setdefault(name, one)

    def by_name(self, entry: Entry) -> Checkpoint | None:
        """Return the checkpoint that a file's name, or its folder, says it is."""
        for name in (entry.name, _COPY_MARK.sub("", entry.name)):
            if name in self._by_name:
                return self._by_name[name]
            named = [one for one in self._all if name in {one.file, *one.aliases}]
            for one in named:
                if _lies_in_folder_of(one, entry):
                    return one
            # A name such as model.pt says little; with the size of only one of them, enough.
            alike = [one for one in named if _is_nearly(one.size_bytes, entry.size_bytes)]
            if len(alike) == 1:
                return alike[0]
        return None

    def by_content(self, entry: Entry) -> Checkpoint | None:
        """Return the checkpoint whose published checksum a renamed file has.

        Raises:
            OSError: It cannot be read.
        """
        known = [one for one in self._all if _may_be(one, entry.size_bytes)]
        if not known:
            return None
        digest, done = hashlib.sha256(), 0
        with entry.open() as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
                done += len(block)
                if done > entry.size_bytes:
                    return None
        sha256 = digest.hexdigest()
        return next((one for one in known if sha256.startswith(expected_digits(one))), None)


def size_fault(checkpoint: Checkpoint, size_bytes: int) -> str:
    """Return what speaks against a size, empty where nothing does."""
    wanted = checkpoint.size_bytes
    if not size_bytes:
        return "it is empty"
    if not wanted:
        return ""
    if checkpoint.size_is_exact:
        if size_bytes != wanted:
            return f"it has {size_bytes} bytes instead of {wanted}"
    elif size_bytes < wanted * _LEAST_SHARE - _SPARE_BYTES:
        return f"it is too small: {size_bytes} bytes, where about {wanted} are expected"
    elif size_bytes > wanted * _MOST_SHARE + _SPARE_BYTES:
        return f"it is too large: {size_bytes} bytes, where about {wanted} are expected"
    return ""


def _may_be(checkpoint: Checkpoint, size_bytes: int) -> bool:
    is_likely = checkpoint.size_bytes > 0 and not size_fault(checkpoint, size_bytes)
    return is_likely and len(expected_digits(checkpoint)) >= _LEAST_DIGITS


def _is_nearly(wanted: int, size_bytes: int) -> bool:
    return abs(size_bytes - wanted) <= wanted * _NEAR_SHARE and wanted > 0


def _lies_in_folder_of(checkpoint: Checkpoint, entry: Entry) -> bool:
    """Whether a file lies where the tools keep this checkpoint; its name alone may mean several."""
    wanted = tuple(reversed(checkpoint.folder.split("/"))) if checkpoint.folder else ()
    if wanted and entry.parents[: len(wanted)] == wanted:
        return True
    found = hub_file(checkpoint.url)
    if found is None:
        return False
    # models--ORG--NAME/snapshots/REVISION/FILE of the Hugging Face cache.
    repository = f"models--{found.repository.replace('/', '--')}"
    return entry.name == found.file and repository in entry.parents[1:3]
