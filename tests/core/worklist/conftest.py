"""Fixtures of the tests of worklists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.worklist.worklist_folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
