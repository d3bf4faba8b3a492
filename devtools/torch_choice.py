"""Where PyTorch comes from: its builds differ by a factor of ten in size."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from devtools.pip_settings import PipSettings, find_links_options, uv_options

SMALL = "cpu"


@dataclass(frozen=True)
class Attempt:
    """One way to get PyTorch.

    Attributes:
        title: What it is, for the person.
        options: Options for ``uv pip install``.
        is_last: Whether nothing is left to try after it.
    """

    title: str
    options: tuple[str, ...]
    is_last: bool = False


def has_nvidia_gpu() -> bool:
    """Tell whether an NVIDIA driver is installed."""
    return shutil.which("nvidia-smi") is not None


def build_options(build: str) -> tuple[str, ...]:
    """Return uv's options that keep to one build, also for what is made against PyTorch.

    Args:
        build: See ``torch_attempts``.
    """
    return () if build in ("", SMALL) else (f"--torch-backend={build}",)


def torch_attempts(
    settings: PipSettings, system: str, has_gpu: bool | None = None, build: str = ""
) -> list[Attempt]:
    """List the ways to get PyTorch, best first.

    Args:
        settings: Where pip looks.
        system: ``sys.platform``.
        has_gpu: Whether there is an NVIDIA GPU; found out where not given.
        build: The one that is wanted, whatever there is here: ``cu128`` and the like, or ``cpu``,
            which not every place has under this name.
    """
    everywhere = tuple(uv_options(settings))
    if build == SMALL:
        has_gpu = False
    elif build:
        return [Attempt(f"the build {build}", (*everywhere, *build_options(build)), is_last=True)]
    has_gpu = has_nvidia_gpu() if has_gpu is None else has_gpu
    local = tuple(find_links_options(settings))
    attempts = [Attempt("installed already", ("--no-index", "--no-deps"))]
    if local and not has_gpu:  # a wheel laid down here is most likely the small one without CUDA
        attempts.append(Attempt("a wheel on this machine", ("--no-index", "--no-deps", *local)))
    if not settings.is_offline and system != "darwin":
        backend = "auto" if has_gpu else "cpu"
        title = "the build for this GPU" if has_gpu else "the small build without CUDA"
        attempts.append(Attempt(title, (*everywhere, f"--torch-backend={backend}")))
    big = system == "linux" and not settings.is_offline
    note = " (PyTorch's own is out of reach, so this may fetch 3 GB of CUDA)" if big else ""
    attempts.append(Attempt(f"the package index{note}", everywhere, is_last=True))
    return attempts
