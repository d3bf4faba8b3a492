"""Fixtures of all tests. No torch, cv2, decord or numpy at the top: core tests run without them."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import psutil
import pydantic.types  # noqa: F401  # loads lazily, which fails once pytest-qt has loaded Qt
import pytest

from tests.workspaces import Workspace

# Before anything imports torch: as in a worker, one thread computes one frame.
os.environ.setdefault("OMP_NUM_THREADS", "1")

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}
# What would change scores, readers or places if the person at the keyboard had set it.
_OWN_VARIABLES = (
    "CUDA_VISIBLE_DEVICES",
    "DECORD_GPU",
    "USE_CV2",
    "VMAF_N_THREADS",
    "DEBUG_VIDEO",
    "OMGUI_WEIGHTS",
    "OMGUI_FFMPEG",
    "OMGUI_STALL_S",
    "OMGUI_OFFLINE",
    "OMGUI_MIRROR",
    "HF_ENDPOINT",
    "HF_HOME",
    "HF_HUB_CACHE",
    "HF_HUB_OFFLINE",
    "HUGGINGFACE_HUB_CACHE",
    "TORCH_HOME",
)
_CHILD_GRACE_S = 5.0

# No floor of coverage concerns the window, and measuring makes its tests take twice the time.
_UNMEASURED = Path(__file__).with_name("ui")
_MEASURE_CHILDREN = "COVERAGE_PROCESS_CONFIG"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    measuring = item.config.pluginmanager.getplugin("_cov")
    controller = getattr(measuring, "cov_controller", None)
    if controller is None or _UNMEASURED not in item.path.parents:
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(_MEASURE_CHILDREN, raising=False)
        controller.pause()
        try:
            return (yield)
        finally:
            controller.resume()


def _isolate(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name, below in _HOME_VARIABLES.items():
        folder = home / below
        folder.mkdir(parents=True, exist_ok=True)
        patch.setenv(name, str(folder))


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures that live longer than a test out of the real home, too."""
    with pytest.MonkeyPatch.context() as patch:
        _isolate(patch, tmp_path_factory.mktemp("home"))
        for name in _OWN_VARIABLES:
            if name != "CUDA_VISIBLE_DEVICES":  # tests marked gpu need what the machine says
                patch.delenv(name, raising=False)
        yield


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder for one test."""
    folder = tmp_path_factory.mktemp("home")
    _isolate(monkeypatch, folder)
    return folder


@pytest.fixture(autouse=True)
def _no_child_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves child processes behind, and end them.

    Tests that are marked ``shares_children`` use those of a fixture of their module, which may
    replace one at any time; that fixture checks, by ``children_end``, that none is left.
    """
    if request.node.get_closest_marker("shares_children") is not None:
        yield
        return
    yield from _ended_children(request.node.nodeid)


@pytest.fixture(scope="module")
def children_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail if child processes are left behind when a module ends."""
    yield from _ended_children(request.node.nodeid)


def _ended_children(name: str) -> Iterator[None]:
    me = psutil.Process()
    before = set(me.children(recursive=True))
    yield
    end = time.monotonic() + _CHILD_GRACE_S
    while (left := _living(set(me.children(recursive=True)) - before)) and (time.monotonic() < end):
        time.sleep(0.05)
    if left:
        for process, _ in left:
            process.kill()
        commands = "; ".join(command for _, command in left)
        pytest.fail(f"{name} left child processes behind: {commands}")


def _living(children: set[psutil.Process]) -> list[tuple[psutil.Process, str]]:
    found = []
    for process in children:
        try:
            command = " ".join(process.cmdline())
            is_helper = "multiprocessing.resource_tracker" in command  # Python's own, harmless
            if process.status() != psutil.STATUS_ZOMBIE and not is_helper:
                found.append((process, command))
        except psutil.Error:
            continue
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace to put datasets and files into."""
    return Workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small pictures: ref.png and ref2.png, each with good1 to good3 beside it."""
    from PIL import Image

    from tests import reference_inputs

    folder = tmp_path_factory.mktemp("pictures")
    for seed, reference in enumerate(("ref", "ref2")):
        pixels = reference_inputs.texture(48, 64, seed)
        Image.fromarray(pixels).save(folder / f"{reference}.png")
        for number, strength in enumerate(("jpeg40", "jpeg10", "blur2"), start=1):
            name = f"good{number}.png" if reference == "ref" else f"{reference}_good{number}.png"
            Image.fromarray(reference_inputs.distort(pixels, strength)).save(folder / name)
    return folder


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 96×72 clips: ref.mp4 (12 frames), good1.mp4 and good2.mp4, short.mp4 (7)."""
    from tests import media_files, reference_clips

    folder = tmp_path_factory.mktemp("clips")
    frames = reference_clips.clip("ref12")
    for name, quality in (("ref", 8), ("good1", 28), ("good2", 40)):
        # No B-frames: decoding order is showing order, so that times can be changed afterwards.
        extra = ("-crf", str(quality), "-bf", "0", "-movflags", "+faststart")
        media_files.encode(folder / f"{name}.mp4", frames, extra=extra)
    media_files.encode(folder / "short.mp4", frames[:7], extra=("-crf", "28"))
    return folder


@pytest.fixture(scope="session")
def is_root() -> bool:
    """Whether permission bits mean nothing to this process."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
