"""Fixtures of the tests of the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.config_folder import ConfigFolder


@pytest.fixture
def workspace(tmp_path: Path) -> ConfigFolder:
    """A workspace with one dataset that is in order."""
    return ConfigFolder(tmp_path)
