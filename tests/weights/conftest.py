"""No weights, no network, no settings of the person at the keyboard."""

from __future__ import annotations

import socket

import pytest

from omgui.weights import download, stream
from tests.weights import site as web

_VARIABLES = (
    "OMGUI_WEIGHTS", "OMGUI_OFFLINE", "OMGUI_MIRROR", "HF_HUB_OFFLINE", "HF_ENDPOINT", "HF_HOME",
    "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "TORCH_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _clean(home, monkeypatch):
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(download, "_LONGEST_WAIT_S", 0.01)
    monkeypatch.setattr(stream, "SILENCE_S", 1.0)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The one weights folder, not made yet."""
    path = tmp_path / "weights"
    monkeypatch.setenv("OMGUI_WEIGHTS", str(path))
    return path


@pytest.fixture
def site():
    with web.running() as one:
        yield one


@pytest.fixture
def no_socket(monkeypatch):
    """Any attempt to open a socket, or to ask for a name, fails the test."""

    def refuse(*arguments, **options):
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def _nothing_left(request, tmp_path):
    """No test leaves an unfinished copy without a name of its own behind."""
    yield
    assert not list(tmp_path.rglob(".omgui-*.trial"))
