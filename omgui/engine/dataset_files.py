"""What a run has to itself while it scores a dataset: the lock on its results, and the store."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from filelock import FileLock, Timeout

from omgui.core.dataset import Dataset
from omgui.core.problems import Problem, ProblemError
from omgui.engine import disk
from omgui.engine.store import Store


@contextlib.contextmanager
def locked(dataset: Dataset) -> Iterator[None]:
    """Keep two runs from writing the same results.

    The lock is the operating system's and goes with the process, however it ends.

    Raises:
        ProblemError: ``dataset-busy``.
    """
    output = dataset.output
    output.mkdir(parents=True, exist_ok=True)
    lock = FileLock(output / f".{dataset.config.dataset_name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ProblemError(
            Problem(
                "dataset-busy",
                "Another run is writing the results of this dataset.",
                "Wait for it, or end it.",
                str(output),
            )
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def opened_store(dataset: Dataset, metrics: Iterable[str], *, is_fresh: bool) -> Iterator[Store]:
    """Open the store of a dataset; tables that are not ours are put aside.

    Args:
        dataset: The dataset.
        metrics: Names of those that are to be computed.
        is_fresh: Whether what is stored is put aside, too.
    """
    path = dataset.store
    if path.exists() and is_fresh:
        Store(path).close()  # refuses what is not ours, and ends what a crash has left open
        path.rename(disk.free_name(path, ".before-fresh"))
    store = Store(path)
    try:
        known = store.metrics()
        foreign = [name for name in metrics if name not in known]
        if not is_fresh:
            disk.keep_foreign_tables(dataset, foreign if known else [*foreign, "scores"])
        yield store
    finally:
        store.close()
