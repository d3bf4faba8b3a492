"""The folder by which a window and an engine talk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core import run_folder
from omgui.core.events import Counts, Finish, Notice, RunEvent, RunFinished
from omgui.core.problems import ProblemError
from omgui.core.run_folder import (
    Command,
    EngineMark,
    LineTail,
    Request,
    RunFolder,
    TimedEvent,
    decode_line,
    encode_line,
    find_runs,
    last_events,
    read_commands,
    write_then_replace,
)

REQUEST = Request(workspace=Path("/w"), datasets=("a",), metrics=("psnr",), workers=2)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs", REQUEST)


def test_request_is_read_as_it_was_written(folder: RunFolder) -> None:
    assert folder.request() == REQUEST
    assert [path.name for path in folder.path.iterdir()] == ["request.json"]
    names = {path.name for path in (folder.lock, folder.heartbeat, folder.events, folder.stderr)}
    assert names == {"alive.lock", "heartbeat", "events.jsonl", "stderr.txt"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"workspace": "/w"}', "\0", '{"x": 1}'])
def test_request_that_makes_no_sense_is_a_problem_in_words(folder: RunFolder, text: str) -> None:
    (folder.path / "request.json").write_text(text)
    with pytest.raises(ProblemError) as caught:
        folder.request()
    assert caught.value.problem.code == "bad-request"


def test_folders_sort_by_the_time_of_their_runs(tmp_path: Path) -> None:
    made = [RunFolder.create(tmp_path, REQUEST).id for _ in range(3)]
    assert made == [folder.id for folder in find_runs(tmp_path)]
    (tmp_path / "a file").touch()
    assert len(find_runs(tmp_path)) == 3
    assert find_runs(tmp_path / "nowhere") == []


def test_engine_leaves_a_mark_of_its_process(folder: RunFolder) -> None:
    assert folder.mark is None
    mark = EngineMark(pid=7, started_s=1.5, version="1")
    folder.set_mark(mark)
    assert folder.mark == mark


def test_commands_arrive_in_their_order_and_unknown_ones_are_left_out(folder: RunFolder) -> None:
    tail = LineTail(folder.commands)
    assert tail.read() == []
    folder.tell(Command(word="pause"))
    folder.tell(Command(word="then", folder="x"))
    with folder.commands.open("a") as stream:
        stream.write('{"word": "explode"}\nnonsense\n{"word": "cancel", "newer": 1}\n')
    words = [(command.word, command.folder) for command in read_commands(tail.read())]
    assert words == [("pause", ""), ("then", "x"), ("cancel", "")]
    assert tail.read() == []


def test_only_one_claims_a_run_that_waits(folder: RunFolder) -> None:
    assert not folder.is_waiting
    assert not folder.claim()
    folder.put_to_wait()
    assert folder.is_waiting
    assert folder.claim()
    assert not folder.claim()
    assert not folder.is_waiting


def test_last_words_are_the_end_of_what_was_printed(folder: RunFolder) -> None:
    assert folder.last_words() == ""
    folder.stderr.write_bytes(b"x" * 5000 + b"\nthe \xff end\n")
    assert folder.last_words().endswith("the \ufffd end")
    assert len(folder.last_words()) <= 4000


EVENT: RunEvent = Notice("a", "Look: é\n")


def test_event_lines_carry_their_time() -> None:
    line = encode_line(TimedEvent(12.3456, EVENT))
    assert line.startswith("12.346 {")
    assert decode_line(line) == TimedEvent(12.346, EVENT)


@pytest.mark.parametrize("line", ["", "1.0", "1.0 {}", '{"event":"Notice"}', "x y", "1 [2]"])
def test_line_that_is_no_event_is_a_problem(line: str) -> None:
    with pytest.raises(ProblemError):
        decode_line(line)


def test_last_events_are_found_behind_half_lines_and_nonsense(folder: RunFolder) -> None:
    assert last_events(folder) == []
    end = RunFinished(Finish.COMPLETED, Counts())
    lines = [encode_line(TimedEvent(k, EVENT)) for k in range(2000)]
    lines += ["nonsense", "", encode_line(TimedEvent(1, end)), '2.0 {"event":"No']
    folder.events.write_text("\n".join(lines), encoding="utf-8")
    found = last_events(folder)
    assert found[-1] == end
    assert 1 < len(found) < 2000


def test_line_is_read_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "grows"
    tail = LineTail(path)
    assert tail.read() == []
    path.write_bytes(b"on")
    assert tail.read() == []
    with path.open("ab") as stream:
        stream.write(b"e\r\ntwo\n\xffthr")
    assert tail.read() == ["one", "two"]
    with path.open("ab") as stream:
        stream.write(b"ee\n")
    assert tail.read() == ["\ufffdthree"]


def test_large_file_is_read_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "large"
    lines = [f"line {k}" for k in range(100)]
    path.write_text("\n".join([*lines, ""]))
    tail = LineTail(path)
    found = tail.read(64)
    assert tail.is_behind
    while tail.is_behind:
        found += tail.read(64)
    assert found == lines


def test_file_that_became_shorter_is_read_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text("one\ntwo\n")
    tail = LineTail(path)
    tail.read()
    path.write_text("new\n")
    assert tail.read() == ["new"]


@given(st.integers(1, 9), st.integers(1, 40))
def test_line_without_end_is_left_out_and_the_next_one_is_read(part: int, length: int) -> None:
    import tempfile

    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(run_folder, "_LINE_LIMIT_BYTES", 10)
        path = Path(folder) / "babble"
        path.write_bytes(b"ok\n" + b"x" * length + b"\nlast\n")
        tail = LineTail(path)
        found = tail.read(part)
        while tail.is_behind:
            found += tail.read(part)
        assert [line for line in found if not line.startswith("x")] == ["ok", "last"]
        assert tail.overlong in {0, 1}
        if length > 10 + part:
            assert tail.overlong == 1


def test_file_is_replaced_complete_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_then_replace(path, "one\n")
    assert path.read_bytes() == b"one\n"
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_then_replace(tmp_path / "folder", "two")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "folder"]
    with pytest.raises(OSError, match="nowhere"):
        write_then_replace(tmp_path / "nowhere" / "a", "x")
