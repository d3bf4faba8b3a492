"""Writing TorchScript archives, the format that CLIP and some regressors were published in."""

import warnings
from pathlib import Path

import torch
from torch import nn


def save_archive(network: nn.Module, path: Path, *inputs: torch.Tensor) -> Path:
    """Write a network with its code: as it is written, or as it treats ``inputs`` if given."""
    with warnings.catch_warnings():
        # The format is on its way out: which category says so depends on the version of torch.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        archive = torch.jit.trace(network, inputs) if inputs else torch.jit.script(network)
        torch.jit.save(archive, str(path))
    return path
