"""Offline, mirrors, proxies and silent hosts: obeyed, or named in plain words."""

from __future__ import annotations

import pytest
import requests

from omgui.weights import network
from omgui.weights.fetch import fetch, fetch_all, wanted_by
from tests.weights.fetching import BODY, checkpoint, problem_of
from tests.weights.samples import metric


def test_silent_host_is_named_and_not_asked_again(folder):
    rows = [
        metric("one", checkpoint("http://127.0.0.1:9/a", "a.pth")),
        metric("two", checkpoint("http://127.0.0.1:9/b", "b.pth")),
    ]
    first, second = fetch_all(wanted_by(rows))
    words = "could not reach 127.0.0.1:9: the connection was refused"
    assert words in first.problem.message
    assert words in second.problem.message
    assert second.problem.message.startswith("Metric two needs b.pth")


@pytest.mark.parametrize("variable", ["OMGUI_OFFLINE", "HF_HUB_OFFLINE"])
def test_offline_nothing_is_asked_of_the_network(folder, monkeypatch, no_socket, variable):
    monkeypatch.setenv(variable, "1")
    for url in ("https://huggingface.co/x/y/resolve/main/net.pth", "gdrive:abc"):
        problem = problem_of(checkpoint(url))
        assert problem.code == "weights-offline"
        assert f"{variable}=1" not in problem.hint
        assert variable in problem.message
        assert f"not in {folder}" in problem.message


def test_mirror_stands_for_every_host(site, folder, monkeypatch):
    monkeypatch.setenv("OMGUI_MIRROR", f"http://{site.host}/mirror/")
    site.put("/mirror/chaofengc/W/resolve/main/a%2B.pth", BODY)
    site.put("/mirror/SPAQ/b.pt", BODY)
    hub = checkpoint("https://huggingface.co/chaofengc/W/resolve/main/a%2B.pth", "a+.pth")
    drive = checkpoint("gdrive:abc", "b.pt", folder="SPAQ")
    assert fetch(hub, "net").read_bytes() == BODY
    assert fetch(drive, "net").read_bytes() == BODY


def test_hf_endpoint_stands_for_the_hub_only(site, folder, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", f"http://{site.host}")
    site.put("/x/y/resolve/main/net.pth", BODY)
    hub = checkpoint("https://huggingface.co/x/y/resolve/main/net.pth")
    assert fetch(hub, "net").read_bytes() == BODY
    torch = checkpoint("https://download.pytorch.org/models/net.pth")
    assert network.address(torch) == torch.url


def test_mirror_that_is_no_address_is_said(folder, monkeypatch):
    monkeypatch.setenv("OMGUI_MIRROR", "/mnt/lab")
    problem = problem_of(checkpoint("https://x.org/net.pth"))
    assert "OMGUI_MIRROR is not a web address: '/mnt/lab'" in problem.message


def test_errors_of_the_network_are_put_in_words():
    def wrapped(cause):
        error = requests.ConnectionError("HTTPSConnectionPool(host='x')")
        error.__cause__ = cause
        return error

    said = {
        requests.exceptions.SSLError("bad"): "REQUESTS_CA_BUNDLE",
        requests.exceptions.ProxyError("bad"): "the proxy",
        requests.exceptions.ConnectTimeout("slow"): "no answer in time",
        wrapped(OSError(101, "Network is unreachable")): "network is unreachable",
        wrapped(ConnectionResetError(104, "reset")): "the connection was cut",
        requests.ConnectionError("x"): "the connection was cut",
        requests.exceptions.ChunkedEncodingError("x"): "the connection was cut",
        ValueError("odd"): "ValueError: odd",
    }
    for error, words in said.items():
        assert words in network.refusal_words(error)
    assert network.refusal_words(wrapped(network.socket.gaierror(-2, "Name"))).startswith(
        "its name is not known here"
    )


def test_unknown_host_is_given_up_at_once(folder, monkeypatch):
    def unknown(*arguments, **options):
        raise network.socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(network.socket, "getaddrinfo", unknown)
    problem = problem_of(checkpoint("https://huggingface.co/x/y/resolve/main/net.pth"))
    assert "could not reach huggingface.co: its name is not known here" in problem.message


def test_proxy_of_the_environment_is_used(site, folder, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://{site.host}")
    monkeypatch.setenv("http_proxy", f"http://{site.host}")
    site.put("http://weights.invalid/net.pth", BODY)
    assert fetch(checkpoint("http://weights.invalid/net.pth"), "net").read_bytes() == BODY
