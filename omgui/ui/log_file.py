"""The window's own log: Qt's messages, our warnings, and the traces of crashes."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from omgui import __version__

LOG_NAME = "window.log"
TRACE_NAME = "native_crash.txt"
KEPT_TRACE_NAME = "native_crash_last.txt"
_SIZE_LIMIT = 1_000_000
_TRACE_LIMIT = 200_000
# Each by the name of its package; none of them is imported.
_PACKAGES = {"Qt for Python": "PySide6-Essentials", "PyAV": "av", "torch": "torch"}
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger("omgui.window")
_open: list[tuple[logging.Handler, IO[str] | None]] = []


def start_log(folder: Path) -> str:
    """Write what happens from now on to a file.

    Args:
        folder: Is made if it is not there. Where it cannot be written, there is no log, and
            everything else goes on.

    Returns:
        The trace of a crash of the last time, which was in native code; empty without one. It
        stays in the folder, as the newest of its kind.
    """
    trace = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / LOG_NAME, maxBytes=_SIZE_LIMIT, backupCount=2, encoding="utf-8"
        )
        trace = _take_trace(folder / TRACE_NAME)
        traces = (folder / TRACE_NAME).open("w", encoding="utf-8")
    except OSError:
        return trace
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("omgui")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    faulthandler.enable(traces)
    qInstallMessageHandler(_on_qt_message)
    _open.append((handler, traces))
    _log.info("%s", versions().replace("\n", ", "))
    return trace


def stop_log() -> None:
    """Close the log, as at the end of the program."""
    qInstallMessageHandler(None)
    while _open:
        handler, traces = _open.pop()
        logging.getLogger("omgui").removeHandler(handler)
        handler.close()
        faulthandler.disable()
        if traces is not None:
            traces.close()
            with contextlib.suppress(OSError):
                Path(traces.name).unlink()


def versions() -> str:
    """Return what a report should say of this installation, a line each."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    own = f"omgui {__version__}\nPython {platform.python_version()}\nQt {qVersion()}"
    packages = (f"{name} {_version(package)}" for name, package in _PACKAGES.items())
    return "\n".join((own, *packages, system))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"


def _take_trace(path: Path) -> str:
    """Return the trace that a crash left; a clean end has removed the file."""
    try:
        trace = path.read_text(encoding="utf-8", errors="replace").strip()
        if trace:
            path.replace(path.with_name(KEPT_TRACE_NAME))
    except OSError:
        return ""
    return trace[:_TRACE_LIMIT]


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = getattr(context, "category", None) or "default"
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", category, message)
    if kind is QtMsgType.QtFatalMsg:  # Qt ends the program now; the trace will say nothing of this
        for _, traces in _open:
            if traces is not None:
                traces.write(f"Qt {category}: {message}\n")
                traces.flush()
