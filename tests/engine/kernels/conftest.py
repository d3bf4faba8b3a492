"""Fixtures of the tests of kernels."""

import pytest
import torch

from omgui.engine.libraries import vision  # noqa: F401  # the libraries import torchvision


@pytest.fixture
def inference():
    """The whole test without gradients."""
    with torch.inference_mode():
        yield
