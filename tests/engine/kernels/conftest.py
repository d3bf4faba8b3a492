"""Fixtures of the tests of kernels."""

from omgui.engine.libraries import vision  # noqa: F401  # the libraries import torchvision
import pytest
import torch


@pytest.fixture
def inference():
    """The whole test without gradients."""
    with torch.inference_mode():
        yield
