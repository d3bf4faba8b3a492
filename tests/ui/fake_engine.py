"""An engine that behaves as a test wants: ``python fake_engine.py MANNER RUNDIR``.

Manners: ``steady`` obeys every command; ``quick`` finishes at once; ``crash`` dies after some
frames; ``mute`` hears nothing; ``babble`` prints nonsense between its events; ``newer`` speaks a
newer protocol; ``stillborn`` dies before it says anything; ``half`` dies within a line.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import psutil
from filelock import FileLock

from omgui.core.events import (
    PROTOCOL,
    Counts,
    DatasetFinished,
    DatasetStarted,
    Finish,
    FrameSpan,
    FramesReached,
    ItemFinished,
    ItemName,
    ItemStarted,
    RunEvent,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
)
from omgui.core.problems import Problem
from omgui.core.run_folder import (
    EngineMark,
    LineTail,
    RunFolder,
    TimedEvent,
    encode_line,
    read_commands,
)

LOST = Problem("file-missing", "The file does not exist.", "Put it back.")


class Engine:
    """What all manners have in common."""

    def __init__(self, manner: str, folder: RunFolder) -> None:
        self.manner = manner
        self.folder = folder
        self.dataset = folder.request().datasets[0]
        self.commands = LineTail(folder.commands)
        self.began = time.monotonic()
        self.is_paused = False
        self.is_cancelled = False

    def write(self, text: str) -> None:
        with self.folder.events.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)

    def tell(self, event: RunEvent) -> None:
        self.write(f"{encode_line(TimedEvent(time.monotonic() - self.began, event))}\n")

    def listen(self) -> None:
        if self.manner == "mute":
            return
        self.folder.heartbeat.touch()
        for command in read_commands(self.commands.read()):
            if command.word in {"pause", "resume"}:
                self.is_paused = command.word == "pause"
                self.tell(RunPaused() if self.is_paused else RunResumed())
            self.is_cancelled |= command.word == "cancel"

    def serve(self) -> None:
        protocol = PROTOCOL + 1 if self.manner == "newer" else PROTOCOL
        self.tell(RunStarted((self.dataset,), "99.0", protocol))
        self.tell(DatasetStarted(self.dataset, ("psnr",), 2, 2, 0, "cpu", 1))
        item = ItemName("d.mp4", "r.mp4", "same")
        self.tell(ItemStarted(self.dataset, item, 500))
        frames = 0
        last = {"quick": 5, "newer": 5, "babble": 5, "crash": 5, "half": 5}.get(self.manner, 10**9)
        while frames < last and not self.is_cancelled:
            self.listen()
            if not self.is_paused:
                self.tell(FramesReached(self.dataset, item, (FrameSpan("psnr", frames, 1),)))
                frames += 1
            if self.manner == "babble":
                self.write('\0\xff nonsense\n{"half": \n[1, 2]\n\n7.0 {"event":"Unheard","x":1}\n')
            time.sleep(0.02)
        if self.manner == "crash":
            sys.stderr.write("Fatal Python error: Segmentation fault\n")
            sys.stderr.flush()
            os._exit(139)
        if self.manner == "half":
            self.write('3.5 {"event":"RunFin')
            os._exit(9)
        self.end(item, frames)

    def end(self, item: ItemName, frames: int) -> None:
        counts = Counts(2)
        finish = Finish.CANCELLED
        if not self.is_cancelled:
            finish = Finish.COMPLETED
            counts = Counts(2, computed=1, problems=1)
            self.tell(ItemFinished(self.dataset, item, "psnr", 30.0, frames, frames, None, 0.1))
            lost = ItemName("lost.mp4", "r.mp4", "same")
            self.tell(ItemFinished(self.dataset, lost, "psnr", None, 0, 0, LOST, 0.0))
        self.tell(DatasetFinished(self.dataset, finish, counts, ()))
        self.tell(RunFinished(finish, counts))


def main() -> None:
    manner, folder = sys.argv[1], RunFolder(Path(sys.argv[2]))
    if manner == "stillborn":
        sys.exit("ImportError: No module named 'torch'")
    with FileLock(folder.lock):
        me = psutil.Process()
        folder.set_mark(EngineMark(pid=me.pid, started_s=me.create_time()))
        Engine(manner, folder).serve()


if __name__ == "__main__":
    main()
