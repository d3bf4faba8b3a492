"""pyiqa 0.1.16, imported piece by piece: what a metric needs, without noise.

``import pyiqa`` loads transformers, its datasets and its training code: ten seconds. Here the
package is entered without running its ``__init__``, so that an architecture costs its own imports
only. Whoever imports pyiqa afterwards still finds its public functions.
"""

from __future__ import annotations

import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from torch import nn

from omgui.core.problems import Problem, ProblemError
from omgui.engine.libraries import vision  # noqa: F401  # torchvision can be imported from here on
from omgui.engine.libraries.lean_import import without_compiler

PROVEN_VERSION = "0.1.16"
_PUBLIC = ("create_metric", "list_models", "get_dataset_info")
_lock = threading.RLock()


def default_options(name: str) -> dict[str, Any]:
    """Return what pyiqa builds the metric of this name with; ``type`` names the architecture.

    Raises:
        ProblemError: ``package-missing`` when pyiqa 0.1.16 is not there.
        KeyError: pyiqa has no metric of this name.
    """
    with _lock:
        configs = _module("pyiqa.default_model_configs").DEFAULT_CONFIGS
    return dict(configs[name]["metric_opts"])


def architecture(kind: str) -> Callable[..., nn.Module]:
    """Return the class of networks that pyiqa knows under this name.

    Raises:
        ProblemError: ``package-missing`` when pyiqa 0.1.16, or a package that this architecture
            needs, is not there.
    """
    with _lock:
        _enter()
        create: Callable[..., nn.Module] = getattr(_module(f"pyiqa.archs.{_file_of(kind)}"), kind)
    return create


def _module(name: str) -> ModuleType:
    _enter()
    try:
        with without_compiler(), _package_of_clip(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about its authors' syntax, nothing of a person's
            return import_module(name)
    except ModuleNotFoundError as error:
        raise _missing(error.name or name) from error


@cache
def _enter() -> None:
    """Make ``pyiqa.…`` importable without running ``pyiqa/__init__.py``."""
    _require_proven_version()
    spec = find_spec("pyiqa")
    if spec is None:
        raise _missing("pyiqa")
    if "pyiqa" not in sys.modules:
        package = module_from_spec(spec)
        vars(package)["__getattr__"] = _public_function
        vars(package)["__version__"] = PROVEN_VERSION
        sys.modules["pyiqa"] = package


def _public_function(name: str) -> Any:  # noqa: ANN401  # whatever pyiqa offers
    if name in _PUBLIC:
        return getattr(import_module("pyiqa.api_helpers"), name)
    if name == "load_dataset":
        return import_module("pyiqa.data.dataset_api").load_dataset
    raise AttributeError(f"module 'pyiqa' has no attribute {name!r}")


def _require_proven_version() -> None:
    try:
        installed = version("pyiqa")
    except PackageNotFoundError:
        raise _missing("pyiqa") from None
    if installed != PROVEN_VERSION:
        raise ProblemError(
            Problem(
                "package-missing",
                f"pyiqa {installed} is installed, but scores were proven with pyiqa "
                f"{PROVEN_VERSION} only; other versions give other numbers.",
                f"Install it: `pip install pyiqa=={PROVEN_VERSION}`.",
            )
        )


def _missing(package: str) -> ProblemError:
    top = package.partition(".")[0]
    offered_as = {
        "pyiqa": f"pyiqa=={PROVEN_VERSION}",
        "clip": "openai-clip",
        "cv2": "opencv-python-headless",
    }
    return ProblemError(
        Problem(
            "package-missing",
            f"The Python package {top}, which this metric needs, is not installed.",
            f"Install it: `pip install {offered_as.get(top, top)}`.",
        )
    )


@contextmanager
def _package_of_clip() -> Iterator[None]:
    """Lend openai-clip the ``pkg_resources`` that newer setuptools no longer have."""
    if find_spec("pkg_resources") is not None:
        yield
        return
    lent = ModuleType("pkg_resources")
    import_module("packaging.version")
    vars(lent)["packaging"] = import_module("packaging")
    sys.modules["pkg_resources"] = lent
    try:
        yield
    finally:
        sys.modules.pop("pkg_resources", None)


@cache
def _file_of(kind: str) -> str:
    """Find the module of an architecture by reading, where pyiqa itself imports them all."""
    folder = Path(next(iter(sys.modules["pyiqa"].__path__))) / "archs"
    declared = re.compile(rf"^class {re.escape(kind)}\(", re.MULTILINE)
    for source in sorted(folder.glob("*_arch.py")):
        if declared.search(source.read_text("utf-8")):
            return source.stem
    raise KeyError(kind)
