"""What to compute on, and how the work is shared out."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from omgui.core.problems import ProblemError
from omgui.engine import devices
from omgui.engine.devices import Accelerators, lay_out, resolve_devices


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch):
    """Pretend to be a machine."""

    def pretend(found: Accelerators, cores: int = 8, memory: int = 64 << 30) -> None:
        monkeypatch.setattr(devices, "may_have_accelerator", lambda _env: found != Accelerators())
        monkeypatch.setattr(devices, "probe_accelerators", lambda: found)
        monkeypatch.setattr(devices, "available_cores", lambda: cores)
        monkeypatch.setattr(
            devices.psutil, "virtual_memory", lambda: SimpleNamespace(available=memory)
        )

    return pretend


@pytest.mark.parametrize(
    ("wish", "found", "expected"),
    [
        ("auto", Accelerators(), ("cpu",)),
        ("auto", Accelerators(cuda=2), ("cuda:0",)),
        ("auto", Accelerators(mps=True), ("mps",)),
        ("cpu", Accelerators(cuda=2), ("cpu",)),
        ("cuda", Accelerators(cuda=1), ("cuda:0",)),
        ("cuda:0, cuda:1", Accelerators(cuda=2), ("cuda:0", "cuda:1")),
        ("mps", Accelerators(mps=True), ("mps",)),
    ],
)
def test_wish_becomes_devices(machine, wish, found, expected) -> None:
    machine(found)
    assert resolve_devices(wish, {}) == expected


@pytest.mark.parametrize("wish", ["", "gpu", "cuda:", "cuda:x", "cpu,quantum"])
def test_word_that_is_no_device_is_refused_with_the_right_ones(machine, wish) -> None:
    machine(Accelerators())
    with pytest.raises(ProblemError) as caught:
        resolve_devices(wish, {})
    assert caught.value.problem.code == "bad-device"
    assert "cuda:0" in caught.value.problem.hint


@pytest.mark.parametrize("wish", ["cuda", "cuda:1", "mps"])
def test_device_that_is_not_there_is_a_problem(machine, wish) -> None:
    machine(Accelerators(cuda=1) if wish == "cuda:1" else Accelerators())
    with pytest.raises(ProblemError) as caught:
        resolve_devices(wish, {})
    assert caught.value.problem.code == "no-such-device"


def test_cuda_visible_devices_keeps_the_older_tools_meaning() -> None:
    assert not devices.may_have_accelerator({"CUDA_VISIBLE_DEVICES": "-1"})
    assert resolve_devices("auto", {"CUDA_VISIBLE_DEVICES": "-1"}) == ("cpu",)


@pytest.fixture
def unasked() -> Iterator[None]:
    """Torch has not been asked yet, and what it said here is forgotten afterwards."""
    devices.probe_accelerators.cache_clear()
    yield
    devices.probe_accelerators.cache_clear()


@pytest.mark.usefixtures("unasked")
def test_probe_that_fails_means_no_accelerator(monkeypatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise subprocess.TimeoutExpired("python", 1)

    monkeypatch.setattr(devices.subprocess, "run", fail)
    assert devices.probe_accelerators() == Accelerators()


@pytest.mark.usefixtures("unasked")
def test_probe_asks_torch() -> None:
    found = devices.probe_accelerators()
    assert found.cuda >= 0
    assert isinstance(found.mps, bool)


def test_many_groups_get_a_worker_per_core(machine) -> None:
    machine(Accelerators())
    layout = lay_out(("cpu",), None, groups=100)
    assert (len(layout.devices), layout.threads) == (8, 1)


def test_few_groups_get_the_cores_as_threads(machine) -> None:
    machine(Accelerators())
    layout = lay_out(("cpu",), None, groups=2)
    assert (len(layout.devices), layout.threads) == (2, 4)


def test_little_memory_means_fewer_workers(machine) -> None:
    machine(Accelerators(), memory=4 << 30)
    assert len(lay_out(("cpu",), None, groups=100).devices) == 2


def test_large_models_mean_fewer_workers_on_the_cpu(machine) -> None:
    machine(Accelerators(), memory=12 << 30)
    small = lay_out(("cpu",), None, groups=100)
    large = lay_out(("cpu",), None, groups=100, largest_model=4 << 30)
    assert (len(small.devices), len(large.devices)) == (8, 2)
    assert large.model_bytes == 3 << 30, "half of the memory, shared between two"


def test_models_share_the_free_memory_of_their_accelerator(machine) -> None:
    machine(Accelerators(cuda=2, free_bytes=(80 << 30, 20 << 30)))
    assert lay_out(("cuda:0",), None, groups=9).model_bytes == 40 << 30
    assert lay_out(("cuda:0",), 2, groups=9).model_bytes == 20 << 30
    assert lay_out(("cuda:0", "cuda:1"), None, groups=9).model_bytes == 10 << 30
    machine(Accelerators(mps=True))
    assert lay_out(("mps",), None, groups=9).model_bytes is None


def test_one_worker_means_one_busy_core(machine) -> None:
    machine(Accelerators())
    layout = lay_out(("cpu",), 1, groups=100)
    assert (len(layout.devices), layout.threads) == (1, 1)


def test_accelerators_get_a_worker_each(machine) -> None:
    machine(Accelerators(cuda=2))
    layout = lay_out(("cuda:0", "cuda:1"), None, groups=1)
    assert layout.devices == ("cuda:0", "cuda:1")
    assert str(layout) == "cuda:0, cuda:1"
    assert len(lay_out(("cuda:0",), 3, groups=9).devices) == 3
