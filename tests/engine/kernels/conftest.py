"""Fixtures of the tests of kernels."""

import pytest
import torch


@pytest.fixture
def inference():
    """The whole test without gradients."""
    with torch.inference_mode():
        yield
