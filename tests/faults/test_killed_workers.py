"""Workers that die, hang or talk nonsense: one retry, then one item, and never the run."""

from __future__ import annotations

import queue
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from omgui.core.events import FramesScored, ItemFinished, RunEvent
from tests.faults.common import assert_plain, assert_unscored
from tests.faults.conftest import Steady
from tests.studies import IMAGE_FR
from tests.workspaces import Workspace


def _workers() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children()
        if "omgui.engine.worker" in " ".join(child.cmdline())
    ]


def test_a_worker_killed_once_changes_no_score_and_no_frame_is_scored_twice(
    disturbed: Workspace, steady: Steady, assert_undisturbed: Callable[..., None]
) -> None:
    killed: set[str] = set()
    frames: dict[tuple[object, str], list[int]] = {}

    def kill(event: RunEvent) -> None:
        if isinstance(event, FramesScored):
            known = frames.setdefault((event.item, event.metric), [])
            known += range(event.first_frame, event.first_frame + len(event.scores))
        kind = {"img": ItemFinished, "vid": FramesScored}.get(getattr(event, "dataset", ""))
        if kind is not None and isinstance(event, kind) and event.dataset not in killed:
            killed.add(event.dataset)
            for worker in _workers():
                worker.kill()

    done = disturbed.run("img", "vid", on_event=kill)
    assert killed == {"img", "vid"}
    found = [problem for problem in done.problems() if problem.code == "worker-died"]
    assert len(found) == 2
    for problem in found:
        assert_plain(problem, "worker-died")
    assert_undisturbed(disturbed)
    for known in frames.values():  # in order, without gap, none twice
        assert known == list(range(known[0], known[0] + len(known)))
    told = {(e.item, e.metric) for e in done.items}
    assert len(told) == len(done.items) == steady.scores
    assert done.end.counts.problems == 0
    assert done.code == 0, "every score was computed"


# -- workers that are not the real ones: instant to start, so that they may die often --------------

FAKE_HEAD = """
import json, os, sys, time
def say(**message):
    sys.stdout.write(json.dumps(message) + "\\n"); sys.stdout.flush()
def ids(group):
    return [s["id"] for w in (*group["pairs"], *group["singles"]) for s in w["scores"]]
"""
SCORE_EACH = """
say(type="ready")
for line in sys.stdin:
    group = json.loads(line)
    if group["type"] == "control":
        break
    for work in (*group["pairs"], *group["singles"]):
        name = group["files"][work["file"]]["name"]
        {misbehaviour}
        for score in work["scores"]:
            say(type="done", score=score["id"], value=float(score["id"]))
    say(type="group_done", id=group["id"])
"""


def _fake(tmp_path: Path, body: str) -> Callable[..., object]:
    from omgui.engine.worker_process import WorkerProcess

    script = tmp_path / "fake_worker.py"
    script.write_text(FAKE_HEAD + textwrap.dedent(body))

    def start(number: int, inbox: queue.Queue) -> WorkerProcess:
        return WorkerProcess(number, inbox, argv=(sys.executable, "-S", str(script)))

    return start


def _misbehaving(tmp_path: Path, misbehaviour: str) -> Callable[..., object]:
    return _fake(tmp_path, SCORE_EACH.replace("{misbehaviour}", misbehaviour))


BAD = "noise03.png"
MISBEHAVIOURS = {
    "dies": f"if name == {BAD!r}: os.abort()",
    "exits calmly": f"if name == {BAD!r}: sys.exit(0)",
    "dies within a line": (
        f"""if name == {BAD!r}: sys.stdout.write('{{"type":"done","sc'); sys.stdout.flush(); """
        "os._exit(1)"
    ),
    "talks nonsense and lives on": f"if name == {BAD!r}: print('hello', flush=True); "
    "time.sleep(3600)",
    "hangs": f"if name == {BAD!r}: time.sleep(3600)",
}


@pytest.mark.parametrize("misbehaviour", MISBEHAVIOURS)
def test_an_item_on_which_every_worker_fails_is_given_up_alone(
    disturbed: Workspace,
    tmp_path: Path,
    misbehaviour: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMGUI_STALL_S", "1.0")
    start = _misbehaving(tmp_path, MISBEHAVIOURS[misbehaviour])
    started = time.monotonic()
    done = disturbed.run("img", start=start)
    assert time.monotonic() - started < 30
    assert done.code == 1
    assert done.ends["img"].finish.value == "completed"
    for metric in IMAGE_FR:
        event = done.of(BAD, metric, "ref.png")
        assert_unscored(event, "item-kills-worker")
        values = disturbed.table("img", metric)
        assert [name for name, value in values if value == "nan"] == [BAD]
    missing = [event for event in done.items if event.score is None]
    assert {event.item.file for event in missing} == {BAD}
    assert len(done.items) == done.end.counts.total


def test_a_worker_that_forgets_a_score_is_found_out(disturbed: Workspace, tmp_path: Path) -> None:
    done = disturbed.run("img", start=_misbehaving(tmp_path, f"if name == {BAD!r}: continue"))
    assert done.code == 1
    counts = done.end.counts
    assert counts.total == counts.computed + counts.problems == len(done.items)
    for metric in IMAGE_FR:
        event = done.of(BAD, metric, "ref.png")
        assert event.score is None
        assert event.problem is not None


def test_workers_that_die_at_their_start_end_the_dataset_in_words(
    disturbed: Workspace, tmp_path: Path
) -> None:
    start = _fake(tmp_path, "sys.stderr.write('no such library'); sys.exit(1)")
    done = disturbed.run("img", "vid", start=start)
    assert done.code == 1
    for name in ("img", "vid"):
        assert done.ends[name].finish.value == "failed"
        problem = next(p for p in done.problems(name) if p.code == "engine-broken")
        assert "omgui doctor" in problem.hint
        assert "no such library" in problem.message


def test_a_worker_that_cannot_be_started_ends_the_dataset_in_words(
    disturbed: Workspace, tmp_path: Path
) -> None:
    from omgui.engine.worker_process import WorkerProcess

    def start(number: int, inbox: queue.Queue) -> WorkerProcess:
        return WorkerProcess(number, inbox, argv=(str(tmp_path / "no_such_python"),))

    done = disturbed.run("img", start=start)
    assert done.code == 1
    assert done.ends["img"].finish.value == "failed"
    assert done.problems("img")[-1].code == "engine-broken"
