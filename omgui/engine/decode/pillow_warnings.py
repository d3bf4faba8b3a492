"""Collecting Pillow's warnings per picture, while other threads decode other pictures."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_PILLOW_OR_ITS_CALLER = r"PIL\.|omgui\.engine\.decode\.image"


class _Collector:
    """Sends warnings to the list of the thread that caused them.

    ``warnings.catch_warnings`` changes the whole process and mixes up threads that overlap; here
    the first thread in changes it and the last one out changes it back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._own = threading.local()
        self._show_others: Callable[..., Any] = warnings.showwarning
        self._added: list[Any] = []

    @contextmanager
    def collecting(self) -> Iterator[list[Warning]]:
        collected: list[Warning] = []
        self._own.warnings = collected
        with self._lock:
            if self._users == 0:
                self._install()
            self._users += 1
        try:
            yield collected
        finally:
            self._own.warnings = None
            with self._lock:
                self._users -= 1
                if self._users == 0:
                    self._remove()

    def _install(self) -> None:
        before = list(warnings.filters)
        warnings.filterwarnings("always", module=_PILLOW_OR_ITS_CALLER)
        self._added = [entry for entry in warnings.filters if entry not in before]
        self._show_others = warnings.showwarning
        warnings.showwarning = self._show

    def _remove(self) -> None:
        # Something may have put back its own list of filters meanwhile, as pytest does.
        if isinstance(warnings.filters, list):
            warnings.filters[:] = [e for e in warnings.filters if e not in self._added]
        if warnings.showwarning == self._show:
            warnings.showwarning = self._show_others

    def _show(  # noqa: PLR0913, PLR0917 - the signature of warnings.showwarning
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        collected: list[Warning] | None = getattr(self._own, "warnings", None)
        if collected is not None and isinstance(message, Warning):
            collected.append(message)
        else:
            self._show_others(message, category, filename, lineno, file, line)


pillow_warnings = _Collector().collecting
"""Context manager: the list of warnings that Pillow gives to this thread inside it."""
