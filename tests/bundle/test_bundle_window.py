"""The packaged window opens and closes, and the processes that it needs do their work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from omgui.core.events import Finish, RunEvent, RunFinished
from omgui.core.run_folder import LineTail, Request, RunFolder, decode_line
from tests import media_files
from tests.bundle.conftest import Bundle
from tests.workspaces import Workspace

pytestmark = [
    pytest.mark.bundle,
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("no_child_is_left"),
]
WAIT_S = 120.0


def wait_for(is_true: Callable[[], object], process: subprocess.Popen[str] | None = None) -> None:
    end = time.monotonic() + WAIT_S
    while not is_true():
        assert time.monotonic() < end, "it never happened"
        assert process is None or process.poll() is None, process.stderr.read()
        time.sleep(0.05)


def remembered(home: Path) -> list[str]:
    """Return the workspaces that the window has opened, as its preferences say."""
    for path in home.rglob("preferences.json"):
        try:
            return list(json.loads(path.read_text("utf-8")).get("recent_workspaces", []))
        except ValueError:  # it is being written
            return []
    return []


def loaded_by(process: subprocess.Popen[str]) -> list[str] | None:
    """Return the libraries in a process; macOS does not tell."""
    if sys.platform == "darwin":
        return None
    return [each.path for each in psutil.Process(process.pid).memory_maps()]


def ask_to_close(process: subprocess.Popen[str]) -> None:
    if os.name == "nt":
        subprocess.run(["taskkill", "/PID", str(process.pid)], check=True)  # without force
    else:
        process.send_signal(signal.SIGTERM)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    from PIL import Image

    made = Workspace(tmp_path / "Мои данные")
    for level in (10, 20):
        Image.new("RGB", (64, 48), (level, level, level)).save(made.data / f"{level}.png")
    made.dataset("grey", "img", pairs={"10.png": ["20.png"]}, fr_metrics=["psnr"])
    return made


def test_the_window_opens_a_workspace_and_closes(
    bundle: Bundle, home: Path, workspace: Workspace
) -> None:
    started = time.monotonic()
    with subprocess.Popen(
        [str(bundle.window), "gui", str(workspace.folder)],
        env=dict(bundle.env),
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            wait_for(lambda: str(workspace.folder) in remembered(home), process)
            took_s = time.monotonic() - started
            loaded = loaded_by(process)
            ask_to_close(process)
            said = process.communicate(timeout=WAIT_S)[1]
        finally:
            process.kill()
    print(f"\nthe window had opened a workspace after {took_s:.2f} s")
    assert process.returncode == 0, said
    assert "Traceback" not in said
    if loaded is not None:
        assert any("Qt6Widgets" in path for path in loaded)
        assert not any("torch" in path for path in loaded), "the window computes nothing"


def test_the_windows_program_is_the_command_line_for_words(bundle: Bundle) -> None:
    if os.name == "nt":
        pytest.skip("it has no console there")
    asked = [str(bundle.window), "--version"]
    done = subprocess.run(asked, env=dict(bundle.env), capture_output=True, text=True, check=False)
    assert done.stdout.startswith("omgui ")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return media_files.make_clip(tmp_path, stem="клип")


@pytest.fixture
def packaged(bundle: Bundle, monkeypatch) -> Bundle:
    """This process takes itself for the packaged window, and starts what that would start."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(bundle.window))
    for name in set(os.environ) - set(bundle.env):
        monkeypatch.delenv(name)
    for name, value in bundle.env.items():
        monkeypatch.setenv(name, value)
    return bundle


@pytest.mark.usefixtures("packaged")
def test_the_window_starts_an_engine_that_scores(workspace: Workspace, tmp_path: Path) -> None:
    from omgui.ui.run.engine_process import start_engine

    request = Request(workspace=workspace.folder, datasets=("grey",))
    folder = RunFolder.create(tmp_path / "runs", request)
    start_engine(folder)
    events: list[RunEvent] = []
    tail = LineTail(folder.events)

    def has_ended() -> bool:
        events.extend(decode_line(line).event for line in tail.read() if line)
        return any(isinstance(event, RunFinished) for event in events)

    wait_for(has_ended)
    (end,) = (event for event in events if isinstance(event, RunFinished))
    assert end.finish is Finish.COMPLETED, folder.stderr.read_text("utf-8")
    assert workspace.table("grey", "psnr")[0][0] == "20.png"


@pytest.mark.usefixtures("packaged")
def test_an_error_map_is_computed() -> None:
    import numpy as np

    from omgui.ui.viewer.map_child import MapMaker

    maker = MapMaker()
    grey = np.full((64, 48, 3), 100, np.uint8)
    values = maker.map_of("ssim", grey, grey)
    maker.close()
    assert np.nanmin(values) == pytest.approx(np.nanmax(values))


@pytest.mark.usefixtures("packaged")
def test_files_are_looked_into_and_their_frames_shown(clip: Path) -> None:
    from omgui.media.child import Child, worker_command
    from omgui.media.frame_access import frame_of
    from omgui.media.frame_client import FrameClient

    child = Child(worker_command())
    request = {"job": "probe", "path": str(clip), "media": "vid"}
    answer = child.ask(request, WAIT_S, lambda: False)
    child.close()
    assert (answer["facts"]["width"], answer["facts"]["height"]) == (96, 72)

    client = FrameClient(lambda: None)
    client.turn_to(clip)
    client.want(5)
    wait_for(lambda: client.shot(5) is not None)
    shown = client.shot(5)
    client.close()
    assert shown is not None
    seen = shown.data[..., ::-1] if shown.is_bgr else shown.data
    assert (seen == frame_of(clip, 5)).all()
