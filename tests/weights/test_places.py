"""Where checkpoints are looked for: our folders, layouts that people have, caches of libraries."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from omgui.core.metric_spec import Checkpoint
from omgui.weights import places
from omgui.weights.checksums import State
from omgui.weights.inventory import find

PYIQA = Checkpoint(
    "musiq-e95806b9.pth",
    "https://huggingface.co/chaofengc/W/resolve/main/musiq-e95806b9.pth",
    aliases=("musiq.pth",),
)
UNIQUE = Checkpoint("model.pt", "gdrive:abc", folder="UNIQUE", aliases=("UNIQUE.pt", "best.pt"))
TIMM = Checkpoint(
    "resnet50.a1.safetensors",
    "https://huggingface.co/timm/resnet50.a1/resolve/main/model.safetensors",
    folder="timm/resnet50.a1",
    aliases=("model.safetensors",),
)
REVISION = "0123456789abcdef0123456789abcdef01234567"


def put(path, content=b"weights"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def hub_cache(base, revision=REVISION, snapshot=REVISION):
    """Make the layout of the Hugging Face cache."""
    repository = base / "models--timm--resnet50.a1"
    put(repository / "refs" / "main", revision.encode())
    return put(repository / "snapshots" / snapshot / "model.safetensors")


@pytest.mark.parametrize(
    ("checkpoint", "place"),
    [
        (PYIQA, "musiq-e95806b9.pth"),
        (PYIQA, "musiq.pth"),
        (PYIQA, "hub/pyiqa/musiq-e95806b9.pth"),
        (PYIQA, "hub/checkpoints/musiq-e95806b9.pth"),
        (PYIQA, "pyiqa/musiq-e95806b9.pth"),
        (PYIQA, "checkpoints/musiq-e95806b9.pth"),
        (PYIQA, "clip/musiq-e95806b9.pth"),
        (UNIQUE, "UNIQUE/model.pt"),
        (UNIQUE, "UNIQUE/best.pt"),
        (UNIQUE, "checkpoints/UNIQUE/model.pt"),
        (UNIQUE, "model.pt"),
        (UNIQUE, "UNIQUE.pt"),
        (TIMM, "timm/resnet50.a1/resnet50.a1.safetensors"),
        (TIMM, "timm/resnet50.a1/model.safetensors"),
        (TIMM, "resnet50.a1.safetensors"),
    ],
)
def test_found_in_the_weights_folder(folder, checkpoint, place):
    path = put(folder / place)
    assert find(checkpoint).path == path


@pytest.mark.parametrize(
    ("checkpoint", "place"),
    [
        (UNIQUE, "best.pt"),  # says nothing without its folder
        (UNIQUE, "pyiqa/model.pt"),
        (UNIQUE, "OTHER/model.pt"),
        (TIMM, "model.safetensors"),
        (PYIQA, "musiq-e95806b9.pth.part"),
        (PYIQA, "MUSIQ-e95806b9.pth"),
        (PYIQA, "sub/musiq-e95806b9.pth"),
    ],
)
def test_not_taken_for_a_checkpoint(folder, checkpoint, place):
    put(folder / place)
    assert find(checkpoint).state is State.MISSING


def test_other_case_is_another_name_wherever_the_file_system_says_otherwise(folder, monkeypatch):
    put(folder / "MUSIQ-E95806B9.PTH")
    real = Path.stat

    def forgiving(path, **options):
        return real(path.with_name(path.name.upper()), **options)

    monkeypatch.setattr(Path, "stat", forgiving)
    assert not places.is_checkpoint_file(folder / "musiq-e95806b9.pth")


def test_empty_file_folder_and_pipe_are_none(folder):
    put(folder / "musiq-e95806b9.pth", b"")
    assert find(PYIQA).state is State.MISSING
    (folder / "pyiqa" / "musiq-e95806b9.pth").mkdir(parents=True)
    assert find(PYIQA).state is State.MISSING
    if hasattr(os, "mkfifo"):
        (folder / "clip").mkdir()
        os.mkfifo(folder / "clip" / "musiq-e95806b9.pth")
        assert find(PYIQA).state is State.MISSING


def test_caches_of_other_tools_are_read(home, folder):
    cache = home / ".cache"
    older = put(cache / "objective_metrics" / "checkpoints" / "UNIQUE" / "model.pt")
    assert find(UNIQUE).path == older
    for place in ("clip", "torch/hub/clip", "torch/hub/checkpoints", "torch/hub/pyiqa"):
        path = put(cache / place / "musiq-e95806b9.pth")
        assert find(PYIQA).path == path
    assert find(TIMM).path is None
    snapshot = hub_cache(cache / "huggingface" / "hub")
    assert find(TIMM).path == snapshot


def test_torch_and_hugging_face_folders_follow_their_variables(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    path = put(tmp_path / "xdg" / "torch" / "hub" / "pyiqa" / "musiq-e95806b9.pth")
    assert find(PYIQA).path == path
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    assert find(PYIQA).path is None
    path = put(tmp_path / "torch" / "hub" / "pyiqa" / "musiq-e95806b9.pth")
    assert find(PYIQA).path == path
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    assert find(TIMM).path is None
    snapshot = hub_cache(tmp_path / "hf" / "hub")
    assert find(TIMM).path == snapshot
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "elsewhere"))
    assert find(TIMM).path is None


def test_copied_hugging_face_cache_is_read(folder):
    assert find(TIMM).path is None
    snapshot = hub_cache(folder)
    assert find(TIMM).path == snapshot


@pytest.mark.parametrize("said", ["../../../evil", "main", "", "0" * 39, "0" * 41, "\x00" * 40])
def test_revision_that_is_no_commit_leads_nowhere(folder, said):
    put(folder / "evil" / "model.safetensors")
    hub_cache(folder, revision=said)
    assert find(TIMM).path is None


def test_our_folder_goes_before_the_caches(home, folder):
    put(home / ".cache" / "torch" / "hub" / "pyiqa" / "musiq-e95806b9.pth")
    own = put(folder / "musiq-e95806b9.pth")
    assert find(PYIQA).path == own


def test_several_folders_are_searched_in_order(tmp_path, monkeypatch):
    first, second = tmp_path / "first", tmp_path / "second"
    said = os.pathsep.join((f" {first} ", "", str(second), str(second)))
    monkeypatch.setenv("OMGUI_WEIGHTS", said)
    assert places.weights_folders() == (first, second)
    assert places.first_writable() == first
    path = put(second / "musiq.pth")
    assert find(PYIQA).path == path
    path = put(first / "musiq.pth")
    assert find(PYIQA).path == path


def test_without_a_setting_the_folder_is_below_the_home(home, monkeypatch):
    monkeypatch.setenv("OMGUI_WEIGHTS", " ")
    (folder,) = places.weights_folders()
    assert folder.is_relative_to(home)
    assert folder.name == "weights"


def test_relative_folder_and_tilde_are_understood(home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OMGUI_WEIGHTS", os.pathsep.join(("own", "~/lab")))
    assert places.weights_folders() == (tmp_path / "own", home / "lab")


def test_right_file_goes_before_a_wrong_one_found_earlier(folder):
    exact = Checkpoint("net.pth", "https://x.org/net.pth", 7, size_is_exact=True)
    put(folder / "net.pth", b"\x80 half")
    assert find(exact).state is State.WRONG_SIZE
    whole = put(folder / "pyiqa" / "net.pth", b"\x80weight")
    assert find(exact).path == whole


def test_row_that_would_leave_the_folder_finds_nothing(folder):
    put(folder.parent / "evil.pth")
    assert find(Checkpoint("../evil.pth", "")).state is State.MISSING
    assert find(Checkpoint("net.pth", "", aliases=("../evil.pth",))).state is State.MISSING
