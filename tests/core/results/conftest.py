"""Fixtures: a study, its store, its table."""

from __future__ import annotations

import pytest

from omgui.core.dataset import Dataset
from omgui.core.results.live import ResultSource
from omgui.core.results.result_table import ResultTable
from tests.core.results.made import A23, A37, A65, ALONE, B9, B23, LOST, MadeStore, configure


@pytest.fixture
def dataset(tmp_path) -> Dataset:
    return configure(tmp_path)


@pytest.fixture
def store(dataset: Dataset):
    made = MadeStore(dataset.store)
    made.run()
    yield made
    made.close()


@pytest.fixture
def table(dataset: Dataset, store: MadeStore) -> ResultTable:
    """psnr of all but one, which is lost; lpips of some; niqe of one."""
    store.put(A23, "psnr", 40.0)
    store.put(A37, "psnr", 30.0, frames=(1, 2))
    store.put(A65, "psnr", 35.0, problem=LOST)
    store.put(B23, "psnr", None, state="problem", frames=(0, 0), problem=LOST)
    store.put(B9, "psnr", 30.0)
    store.put(A23, "lpips", 0.1)
    store.put(A37, "lpips", 0.5)
    store.put(B23, "lpips", state="open", frames=(0, 0))
    store.put(ALONE, "niqe", 4.0)
    return ResultSource(dataset).load()
