"""Fixtures of the tests of ``omgui check``."""

from __future__ import annotations

import pytest

from tests.cli.check.reports import PAIR
from tests.cli.workspaces import configure, picture


@pytest.fixture
def images(tmp_path):
    for level, name in enumerate(("a.png", "a_1.png", "a_2.png")):
        picture(tmp_path / "data" / name, level=20 + 10 * level)
    configure(tmp_path, "x", pairs=PAIR, files=[], fr_metrics=["psnr", "ssim"])
    return tmp_path
