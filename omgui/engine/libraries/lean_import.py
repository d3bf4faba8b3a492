"""Importing torchvision and timm without torch's compiler, which neither needs to score a frame.

Both touch ``torch._dynamo`` while they are imported, for one decorator and one question; that costs
seconds and tens of megabytes in every worker, and nothing here is ever compiled.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_COMPILER = "torch._dynamo"
_UTILITIES = f"{_COMPILER}.utils"


@contextmanager
def without_compiler() -> Iterator[None]:
    """Let modules be imported that only look at torch's compiler, without loading it.

    Whoever asks for the compiler afterwards gets the real one. Does nothing where it is loaded.
    """
    if _COMPILER in sys.modules:
        yield
        return
    compiler, utilities = ModuleType(_COMPILER), ModuleType(_UTILITIES)
    compiler.__path__ = []
    vars(compiler)["disable"] = _leave_uncompiled
    vars(utilities)["is_compile_supported"] = _is_compile_supported
    sys.modules.update({_COMPILER: compiler, _UTILITIES: utilities})
    try:
        yield
    finally:
        for name, ours in ((_COMPILER, compiler), (_UTILITIES, utilities)):
            if sys.modules.get(name) is ours:
                del sys.modules[name]


def _leave_uncompiled(function: Callable[..., Any] | None = None, *_: object, **__: object) -> Any:  # noqa: ANN401  # a decorator with and without arguments
    return (lambda decorated: decorated) if function is None else function


def _is_compile_supported(device_type: str) -> bool:
    from torch._dynamo.utils import is_compile_supported  # noqa: PLC0415  # only when asked

    return bool(is_compile_supported(device_type))
