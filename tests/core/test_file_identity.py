"""A file is known again by its size, its time, its beginning and its end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from omgui.core.file_identity import (
    MISSING,
    differs_in_time_only,
    file_facts,
    file_identity,
)

LONG = 3 << 16


def refuse(*_arguments):
    raise PermissionError


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"a" * LONG)
    return path


def test_copy_with_another_time_differs_in_time_only(file) -> None:
    before = file_facts(file)
    os.utime(file, ns=(1, 1))
    assert file_identity(file) != before.identity
    assert differs_in_time_only(file, before)


@pytest.mark.parametrize("content", [b"b" + b"a" * (LONG - 1), b"a" * (LONG - 1) + b"b", b"a"])
def test_other_content_is_told_from_another_time(file, content) -> None:
    before = file_facts(file)
    file.write_bytes(content)
    os.utime(file, ns=(1, 1))
    assert not differs_in_time_only(file, before)


def test_what_cannot_be_read_has_no_facts(file, tmp_path, monkeypatch) -> None:
    before = file_facts(file)
    assert file_facts(tmp_path) is None
    assert file_identity(tmp_path / "a\0b") == MISSING
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        assert file_facts(file) is None
    file.unlink()
    assert not differs_in_time_only(file, before)
