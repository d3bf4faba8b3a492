"""Networks of pyiqa's metrics, built from files that we hand over and nothing else."""

from __future__ import annotations

import random
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from omgui.core.problems import ProblemError
from omgui.engine.libraries.checkpoint_reader import missing_file, wrong_file
from omgui.engine.libraries.pyiqa_import import architecture, default_options
from omgui.engine.libraries.pyiqa_routes import Routes, led_by

_lock = threading.RLock()


def build(
    name: str,
    files: Mapping[str, Path],
    device: torch.device,
    **options: Any,  # noqa: ANN401  # pyiqa's own
) -> nn.Module:
    """Return the network that ``pyiqa.create_metric(name)`` would hold.

    In evaluation mode, without gradients. Every number in it comes from ``files``; a backbone that
    the library fetches only to overwrite it need not be among them. The network is always used
    offline, nothing is written, and no random state is touched. May be called from any thread.

    Args:
        name: pyiqa's name of the metric.
        files: Official file name to path.
        device: Where the network goes.
        **options: What differs from pyiqa's defaults for this metric.

    Raises:
        ProblemError: ``package-missing``; ``weights-missing`` when a file is wanted that was not
            handed over; ``weights-wrong`` when one is not what it should be.
    """
    settings = {**default_options(name), **options}
    create = architecture(settings.pop("type"))
    routes = Routes(files)
    with _lock, _quiet(), _same_random_state(), led_by(routes):
        try:
            net = create(**settings)
        except (ProblemError, MemoryError):
            raise
        except Exception as error:
            if not routes.last_file:
                raise
            # Whatever trips over a file's content, the file is to blame.
            raise wrong_file(routes.last_file, f"{type(error).__name__}: {error}") from error
    _require_numbers(net, routes)
    return net.eval().requires_grad_(False).to(device)


def _require_numbers(net: nn.Module, routes: Routes) -> None:
    """Make sure that nothing is left of what should have been overwritten."""
    for tensor in _tensors_of(net):
        gaps = tensor.isnan()
        if not gaps.any():
            continue
        # What nobody overwrote is NaN throughout; what a file filled need not be.
        if routes.skipped and (gaps.all() or not routes.last_file):
            raise missing_file(routes.skipped[-1])
        raise wrong_file(routes.last_file, "it holds values that are not numbers")


def _tensors_of(net: nn.Module) -> Iterator[Tensor]:
    """All tensors, also of networks that are kept in lists to be out of ``state_dict``."""
    yield from net.parameters()
    yield from net.buffers()
    for module in net.modules():
        for value in vars(module).values():
            if isinstance(value, Tensor):
                yield value
            for part in value if isinstance(value, (list, tuple)) else ():
                if isinstance(part, nn.Module):
                    yield from _tensors_of(part)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' remarks about loading out of the output."""
    with redirect_stdout(StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _same_random_state() -> Iterator[None]:
    """Constructors fill networks at random first: nobody else's numbers may depend on that."""
    states = random.getstate(), np.random.get_state()
    try:
        with torch.random.fork_rng(devices=[]):
            yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])
