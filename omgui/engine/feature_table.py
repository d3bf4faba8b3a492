"""The file of a feature extractor: one array for each file of the list."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from omgui.core.written_files import whole_file
from omgui.engine.plan import Row
from omgui.engine.store import ScoreTarget

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is written


class FeatureTable:
    """``{dataset_name}_{extractor}-features.npz``, as ``numpy.load`` reads it.

    The array of a file is float32 and is named as the list names the file; where the features
    could not be computed it is a single NaN, as in the older tool. The store keeps the features
    while a run goes on, so this file is only ever replaced by a whole one.

    Args:
        path: Where it is.
        extractor: Name of the extractor.
        rows: All rows in worklist order.
        vector_of: Reads the features of a finished file from the store.
    """

    def __init__(
        self,
        path: Path,
        extractor: str,
        rows: Sequence[Row],
        vector_of: Callable[[ScoreTarget], NDArray[np.float32] | None],
    ) -> None:
        self.path = path
        self._extractor = extractor
        self._rows = rows
        self._vector_of = vector_of

    def rewrite(self, scores: Mapping[ScoreTarget, float | None], *, is_complete: bool) -> None:
        """Write what is known, in worklist order.

        Args:
            scores: Finished files; ``None`` where the features could not be computed.
            is_complete: Whether files without features are written as NaN, or left out.

        Raises:
            OSError: The disk is full or gone; what was there before still is.
        """
        with whole_file(self.path) as out:
            self._write(out, scores, is_complete=is_complete)

    def _write(
        self, out: IO[bytes], scores: Mapping[ScoreTarget, float | None], *, is_complete: bool
    ) -> None:
        seen: set[str] = set()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            for row in self._rows:
                target = row.targets[self._extractor]
                # A name that is no text cannot be written into the archive as it is.
                name = target.file.encode("utf-8", "backslashreplace").decode("utf-8")
                if name in seen or not (target in scores or is_complete):
                    continue
                seen.add(name)
                vector = self._vector_of(target) if scores.get(target) is not None else None
                array = np.array(np.nan) if vector is None else vector
                entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
                with archive.open(entry, "w", force_zip64=True) as member:
                    np.lib.format.write_array(member, array, allow_pickle=False)

    def append(self, target: ScoreTarget, value: float | None) -> None:
        """Do nothing: the store has the features, and the file is written as a whole."""
