"""Workers may die at any moment: the group is tried again, then each item alone."""

from __future__ import annotations

import queue
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from omgui.core.problems import Problem
from omgui.engine.devices import Layout
from omgui.engine.dispatch import Dispatcher, EngineBrokenError, drain
from omgui.engine.tasks import (
    Control,
    Done,
    FileTask,
    GroupTask,
    PairTask,
    ScoreTask,
    SingleTask,
)
from omgui.engine.worker_process import Heard, WorkerProcess

# A worker that needs no torch: it dies when a file's name says so, and answers else.
FAKE = """
import json, os, signal, sys, time
say = lambda **m: print(json.dumps(m), flush=True)
say(type="ready")
for line in sys.stdin:
    task = json.loads(line)
    if task["type"] == "control":
        if task["word"] == "stop":
            break
        continue
    for kind in ("pairs", "singles"):
        for work in task[kind]:
            name = task["files"][work["file"]]["name"]
            if name.startswith("kill"):
                os.kill(os.getpid(), signal.SIGKILL)
            if name.startswith("once") and not os.path.exists(name):
                open(name, "w").close()
                sys.stdout.write('{"type": "done", "sc')  # half a line
                sys.stdout.flush()
                os._exit(7)
            if name.startswith("hang"):
                time.sleep(600)
            if name.startswith("slow"):
                for _ in range(15):
                    time.sleep(0.1)
                    say(type="alive")
            for score in work["scores"]:
                say(type="done", score=score["id"], value=1.0)
    say(type="group_done", id=task["id"])
"""


@dataclass
class FakeRun:
    """What a dispatcher asks of a dataset."""

    done: dict[int, Done] = field(default_factory=dict)
    given_up: dict[int, Problem] = field(default_factory=dict)
    log: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(fail=lambda _text: None))

    def unanswered(self, group: GroupTask) -> GroupTask:
        return group.narrowed(lambda s: None if s.id in self.done else s)

    def give_up(self, scores, problem: Problem) -> None:
        self.given_up.update(dict.fromkeys(scores, problem))


@pytest.fixture
def work(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "fake_worker.py"
    script.write_text(FAKE)

    def start(number: int, inbox: queue.Queue[Heard]) -> WorkerProcess:
        return WorkerProcess(number, inbox, argv=(sys.executable, str(script)))

    def run(groups: list[GroupTask], workers: int = 2, starter: Callable | None = None) -> FakeRun:
        seen = FakeRun()
        inbox: queue.Queue[Heard] = queue.Queue()
        layout = Layout(("cpu",) * workers, 1)
        warned: list[Problem] = []
        dispatcher = Dispatcher(seen, layout, inbox, starter or start, warned.append)
        dispatcher.add(groups)
        try:
            while dispatcher.is_busy:
                dispatcher.feed()
                for heard in drain(inbox, 0.1, 100):
                    if isinstance(heard.message, Done):
                        assert heard.message.score not in seen.done, "answered twice"
                        seen.done[heard.message.score] = heard.message
                    dispatcher.heard(heard)
                dispatcher.kill_stalled()
        finally:
            dispatcher.close(grace_s=2.0)
        return seen

    return run


def group(number: int, *names: str) -> GroupTask:
    files = tuple(FileTask(name=name, path=name) for name in ("ref", *names))
    pairs = tuple(
        PairTask(file=k, mode="same", scores=(ScoreTask(id=100 * number + k, metric="psnr"),))
        for k in range(1, len(files))
    )
    alone = SingleTask(file=0, scores=(ScoreTask(id=100 * number, metric="si"),))
    return GroupTask(
        id=number, media="vid", files=files, reference=0, pairs=pairs, singles=(alone,)
    )


def test_all_groups_are_answered_once(work) -> None:
    seen = work([group(k, "a", "b") for k in range(7)])
    assert sorted(seen.done) == sorted(100 * k + j for k in range(7) for j in range(3))


def test_death_costs_one_retry_and_nothing_is_lost(work) -> None:
    seen = work([group(0, "a", "once", "b"), group(1, "c")])
    assert sorted(seen.done) == [0, 1, 2, 3, 100, 101]
    assert seen.given_up == {}


def test_item_that_kills_every_worker_is_given_up_alone(work) -> None:
    seen = work([group(0, "a", "kill", "b"), group(1, "c"), group(2, "d")])
    assert list(seen.given_up) == [2]
    assert seen.given_up[2].code == "item-kills-worker"
    assert "signal 9" in seen.given_up[2].message
    assert sorted(seen.done) == [0, 1, 3, 100, 101, 200, 201]


def test_worker_that_says_nothing_for_too_long_is_replaced(work, monkeypatch) -> None:
    monkeypatch.setenv("OMGUI_STALL_S", "0.5")
    seen = work([group(0, "hang"), group(1, "a")])
    assert list(seen.given_up) == [1]
    assert sorted(seen.done) == [0, 100, 101]


def test_worker_that_gives_signs_of_life_may_take_as_long_as_it_needs(work, monkeypatch) -> None:
    monkeypatch.setenv("OMGUI_STALL_S", "0.75")
    started: list[int] = []

    def start(number: int, inbox: queue.Queue[Heard]) -> WorkerProcess:
        started.append(number)
        return WorkerProcess(number, inbox, argv=(sys.executable, "fake_worker.py"))

    seen = work([group(0, "slow")], workers=1, starter=start)
    assert sorted(seen.done) == [0, 1]
    assert seen.given_up == {}
    assert started == [0], "it was not replaced"


def test_workers_that_cannot_start_end_the_run(work, tmp_path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('No module named torch')")

    def start(number: int, inbox: queue.Queue[Heard]) -> WorkerProcess:
        return WorkerProcess(number, inbox, argv=(sys.executable, str(broken)))

    with pytest.raises(EngineBrokenError, match="No module named torch"):
        work([group(0, "a")], starter=start)


def test_worker_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    inbox: queue.Queue[Heard] = queue.Queue()
    worker = WorkerProcess(0, inbox)
    assert worker._process.stdin is not None
    worker._process.stdin.close()
    assert worker.wait(10)
    worker.close()


def test_paused_worker_stops_when_told(tmp_path: Path) -> None:
    inbox: queue.Queue[Heard] = queue.Queue()
    worker = WorkerProcess(0, inbox)
    worker.tell(Control(word="pause"))
    worker.tell(Control(word="stop"))
    assert worker.wait(10)
    worker.close()


def test_death_beside_a_finished_group_loses_neither(tmp_path: Path) -> None:
    """What a living worker finished is heard although another died in the same breath."""
    from omgui.engine.dataset_job import DatasetJob
    from omgui.engine.tasks import GroupDone

    inbox: queue.Queue[Heard] = queue.Queue()
    heard: list[Heard] = []
    living, dead = SimpleNamespace(in_hand=[1]), SimpleNamespace(in_hand=[2])
    inbox.put(Heard(living, GroupDone(id=1)))
    inbox.put(Heard(dead, None))
    job = DatasetJob.__new__(DatasetJob)
    job._inbox = inbox
    dispatcher = SimpleNamespace(heard=heard.append, feed=lambda: None, is_busy=True, workers=[])
    gathered = job._gather(dispatcher)
    assert len(gathered) == 2
    assert [one.message for one in heard] == [GroupDone(id=1)]
