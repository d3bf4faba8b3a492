"""What this machine has to compute on, asked of ``omgui doctor`` in a process of its own."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass

import psutil
from PySide6.QtCore import QObject, QProcess, Signal, Slot

from omgui.core.programs import Program, command_of

_KEPT_S = 600.0
_KILL_MS = 2000


@dataclass(frozen=True)
class Machine:
    """What this machine has to compute on.

    Attributes:
        cores: Of the CPU that this program may use.
        available_bytes: Free memory.
        cuda_free_bytes: Free memory of each CUDA device.
        has_mps: Whether there is Apple's accelerator.
        vmaf_fault: Why VMAF cannot be computed; empty where it can, or nobody knows yet.
        vmaf_hint: What to do about it.
        is_asked: Whether accelerators and ffmpeg were asked for.
    """

    cores: int
    available_bytes: int
    cuda_free_bytes: tuple[int, ...] = ()
    has_mps: bool = False
    vmaf_fault: str = ""
    vmaf_hint: str = ""
    is_asked: bool = False


def plain_machine() -> Machine:
    """Return what is known at once, without asking torch or ffmpeg."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return Machine(cores, psutil.virtual_memory().available)


def read_report(text: str) -> Machine | None:
    """Return what a report of ``omgui doctor --quick --json`` says; ``None`` for anything else."""
    try:
        said = json.loads(text)
        machine = said["machine"]
        faults = [
            (str(check["value"]), str(check["hint"]))
            for check in said["checks"]
            if check["group"] == "ffmpeg" and check["state"] == "problem"
        ]
        fault, hint = faults[0] if faults else ("", "")
        return Machine(
            int(machine["cores"]),
            int(machine["available_bytes"]),
            tuple(int(count) for count in machine["cuda_free_bytes"]),
            bool(machine["mps"]),
            fault,
            hint,
            is_asked=True,
        )
    except (ValueError, KeyError, TypeError):
        return None


def doctor_command() -> tuple[str, list[str]]:
    """Return the program that reports on the machine, and its arguments."""
    program, *arguments = command_of(Program.COMMAND_LINE, "doctor", "--quick", "--json")
    return program, arguments


class _Kept:
    """The last report of this process, since torch takes seconds to answer."""

    machine: Machine | None = None
    at = 0.0


class MachineProbe(QObject):
    """Asks what this machine has, once in ten minutes for all pages.

    Signals:
        answered(Machine): What it has. Not emitted where the child process fails.
        failed(): The child process gave no answer.
    """

    answered = Signal(object)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None

    @property
    def known(self) -> Machine:
        """What is known now."""
        is_fresh = time.monotonic() - _Kept.at < _KEPT_S
        return _Kept.machine if _Kept.machine is not None and is_fresh else plain_machine()

    def start(self) -> None:
        """Ask, unless the answer is known or on its way."""
        if self._process is not None or self.known.is_asked:
            return
        program, arguments = doctor_command()
        self._process = QProcess(self)
        self._process.setProgram(program)
        self._process.setArguments(arguments)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._process.start(QProcess.OpenModeFlag.ReadOnly)

    def close(self) -> None:
        """End the child process, if it is still at work."""
        process, self._process = self._process, None
        if process is not None and process.state() is not QProcess.ProcessState.NotRunning:
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.kill()
            process.waitForFinished(_KILL_MS)

    @Slot()
    def _on_finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        text = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace")
        machine = read_report(text)
        process.deleteLater()
        if machine is not None:
            _Kept.machine, _Kept.at = machine, time.monotonic()
            self.answered.emit(machine)
        else:
            self.failed.emit()

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process.deleteLater()
            self._process = None
            self.failed.emit()
