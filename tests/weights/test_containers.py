"""What is no checkpoint is told from its bytes, before anything is loaded."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.weights.containers import fault
from tests.weights.samples import matlab_file, safetensors_file, torch_file


def said_of(tmp_path, name, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    return fault(path, name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pth", torch_file()),
        ("a.pt", b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."),
        ("a.pth", b"\0" * 0 + b"name".ljust(257, b"\0") + b"ustar" + bytes(300)),
        ("a.safetensors", safetensors_file()),
        ("a.mat", matlab_file()),
        ("a.mat", b"\x89HDF\r\n\x1a\n" + bytes(20)),
        ("a.unheard-of", b"\x01\x02\x03"),
    ],
)
def test_containers_are_accepted(tmp_path, name, content):
    assert said_of(tmp_path, name, content) == ""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pth", b"", "empty"),
        ("a.pth", b"\xef\xbb\xbf\n <!DOCTYPE HTML><html>", "web page"),
        ("a.mat", b"<html lang='en'>", "web page"),
        ("a.pth", b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS"),
        ("a.pth", b'{"error": "Repository not found"}', "explains an error"),
        ("a.unheard-of", b"\0" * 9000, "zeros"),
        ("a.pth", torch_file()[:-3000], "end is missing"),
        ("a.pth", b"GIF89a", "not a file of PyTorch"),
        ("a.safetensors", torch_file(), "not a file of safetensors"),
        ("a.safetensors", b"\x05", "not a file of safetensors"),
        ("a.safetensors", b"\x04" + bytes(7) + b"null", "not a file of safetensors"),
        ("a.mat", torch_file(), "not a file of MATLAB"),
        ("a.mat", matlab_file()[:-1], "end is missing"),
    ],
)
def test_impostors_are_named(tmp_path, name, content, words):
    assert words in said_of(tmp_path, name, content)


@given(cut=st.integers(1, 399))
def test_cut_off_safetensors_are_noticed(tmp_path_factory, cut):
    content = safetensors_file()[:-cut]
    assert "end is missing" in said_of(tmp_path_factory.mktemp("cut"), "a.safetensors", content)


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.pth", "a.safetensors", "a.mat"]))
def test_no_bytes_raise(tmp_path_factory, content, name):
    assert isinstance(said_of(tmp_path_factory.mktemp("any"), name, content), str)


def test_files_of_the_real_writers_are_accepted(tmp_path):
    torch = pytest.importorskip("torch")
    scipy = pytest.importorskip("scipy.io")
    for is_zip in (True, False):
        out = io.BytesIO()
        torch.save({"a": torch.zeros(50)}, out, _use_new_zipfile_serialization=is_zip)
        assert said_of(tmp_path, "a.pth", out.getvalue()) == ""
    for is_small in (True, False):
        out = io.BytesIO()
        values = {"mu": [[1.0] * 37], "cov": [[0.5] * 36], "name": "NIQE"}
        scipy.savemat(out, values, do_compression=is_small)
        assert said_of(tmp_path, "a.mat", out.getvalue()) == ""
        assert "end is missing" in said_of(tmp_path, "a.mat", out.getvalue()[:-9])
