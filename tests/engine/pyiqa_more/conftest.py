"""Metrics built of stand-ins, once for a module."""

import socket

import pytest

from tests.engine.pyiqa_more.parts import DROPPED_AT_BYTES, Built, files_of, refuse, seed


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pyiqa")


@pytest.fixture(scope="module")
def make(folder):
    """Build a row under a seed, with every way to the network and to the home barred."""

    def make(name):
        files = files_of(name, folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket.socket, "connect", refuse)
            patch.setattr(socket, "getaddrinfo", refuse)
            seed(1)
            built = Built(name, files)
        for path in folder.iterdir():
            if path.stat().st_size > DROPPED_AT_BYTES:
                path.unlink()
        return built

    return make
