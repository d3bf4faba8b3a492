"""Making the demo in a child process, so that the window stays free and can stop it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal, Slot

from omgui.core.programs import Program, command_of

_KILL_MS = 2000


class DemoMaker(QObject):
    """Makes the demo's workspace by the command line.

    Signals:
        made(Path): The workspace is there.
        failed(str): Why it is not; empty where the person stopped it.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._process: QProcess | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the demo is being made."""
        return self._process is not None

    def command(self, folder: Path) -> list[str]:
        """Return the command that makes the demo without scoring it."""
        return command_of(Program.COMMAND_LINE, "demo", str(folder), "--no-run")

    def start(self, folder: Path) -> None:
        """Make the demo; what is there already is kept."""
        if self._process is not None:
            return
        self._folder = folder
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        program, *arguments = self.command(folder)
        process.start(program, arguments)

    @Slot()
    def stop(self) -> None:
        """Stop making it; files that are finished stay."""
        process = self._process
        if process is not None:
            self._process = None
            process.kill()
            process.waitForFinished(_KILL_MS)
            process.deleteLater()
            self.failed.emit("")

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        process = self._process
        if process is not None and error is QProcess.ProcessError.FailedToStart:
            self._process = None
            self.failed.emit(process.errorString())
            process.deleteLater()

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        self._process = None
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if code == 0:
            self.made.emit(self._folder)
        else:
            self.failed.emit(said.splitlines()[-1] if said else f"exit code {code}")
