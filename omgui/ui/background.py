"""Work off the GUI thread whose outcome comes back to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from typing_extensions import override

_CLOSING_MS = 5000


class _Outcome(QObject):
    came = Signal(int, object, object)


class _Work(QRunnable):
    def __init__(self, number: int, function: Callable[[], Any], outcome: _Outcome) -> None:
        super().__init__()
        self._number = number
        self._function = function
        self._outcome = outcome

    @override
    def run(self) -> None:
        result: Any = None
        problem: BaseException | None = None
        try:
            result = self._function()
        except BaseException as error:  # noqa: BLE001 - goes to whoever asked, in their thread
            problem = error
        self._outcome.came.emit(self._number, result, problem)


class Background(QObject):
    """Runs functions in threads of its own, and calls back in the thread it lives in.

    Args:
        parent: What it belongs to.
        threads: How many functions may run at once.
    """

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._outcome = _Outcome()  # no parent: lives as long as the last work needs it
        self._outcome.came.connect(self._on_came)
        self._number = 0
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}

    def start(
        self,
        function: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> int:
        """Run a function in a thread.

        Args:
            function: Touches no widget.
            then: Gets what the function returned.
            failed: Gets what the function raised.

        Returns:
            A number for :meth:`forget`.
        """
        self._number += 1
        self._waiting[self._number] = (then, failed)
        self._pool.start(_Work(self._number, function, self._outcome))
        return self._number

    def forget(self, number: int) -> None:
        """Want the outcome of a work no more; it may still be going on."""
        self._waiting.pop(number, None)

    @property
    def is_busy(self) -> bool:
        """Whether an outcome is still awaited."""
        return bool(self._waiting)

    def close(self) -> None:
        """Take no more outcomes, and wait for what is going on."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone(_CLOSING_MS)

    def finish(self) -> None:
        """Let everything be done that was started, as what is written must be; then close."""
        self._pool.waitForDone(_CLOSING_MS)
        self.close()

    @Slot(int, object, object)
    def _on_came(self, number: int, result: object, problem: object) -> None:
        then, failed = self._waiting.pop(number, (None, None))
        if isinstance(problem, Exception):
            if failed is not None:
                failed(problem)
        elif isinstance(problem, BaseException):
            raise problem
        elif then is not None:
            then(result)
