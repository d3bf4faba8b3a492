"""The run as the terminal shows it."""

from __future__ import annotations

import io
import threading

from rich.console import Console

from omgui.cli.progress import ProgressScreen
from omgui.core.events import (
    Counts,
    DatasetFinished,
    DatasetStarted,
    Finish,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    Notice,
    ProblemFound,
    RunEvent,
    RunFinished,
    RunStarted,
)
from omgui.core.problems import Problem, Severity

ITEM = ItemName("[bold]d.mp4", "ref.mp4", "same")
MISSING = Problem("file-missing", "The file does not exist.", "Check the path.")


def shown(*events: RunEvent, is_terminal: bool = True, width: int = 140) -> str:
    text = io.StringIO()
    console = Console(file=text, force_terminal=is_terminal, width=width, color_system=None)
    with ProgressScreen(console) as screen:
        screen.show(RunStarted(("set",), "0"))
        for event in events:
            screen.show(event)
    return text.getvalue()


STARTED = DatasetStarted("set", ("psnr", "ssim"), 1, 2, 0, "cpu", 1)
END = (
    DatasetFinished("set", Finish.COMPLETED, Counts(2, 1, 0, 1, 0), ("/out/set_psnr.csv",)),
    RunFinished(Finish.COMPLETED, Counts(2, 1, 0, 1, 0)),
)


def test_end_says_what_became_of_the_scores_and_where_they_are() -> None:
    said = shown(STARTED, *END)
    assert "set finished: 1 score computed, 0 kept, 1 not possible, 0 flagged." in said
    assert "1 table in" in said


def test_trouble_of_an_item_is_said_once_for_all_its_metrics() -> None:
    lost = [
        ItemFinished("set", ITEM, metric, None, 0, 0, MISSING, 0.0) for metric in ("psnr", "ssim")
    ]
    said = shown(STARTED, *lost, *END)
    assert said.count("The file does not exist.") == 1
    assert "[bold]d.mp4 | ref.mp4 (same)" in said, "a name is never read as markup"


def test_frames_in_hand_move_the_bar_of_the_dataset() -> None:
    said = shown(
        STARTED,
        ItemStarted("set", ITEM, 10),
        FramesScored("set", ITEM, "psnr", 0, (1.0,) * 10),
        FramesScored("set", ITEM, "ssim", 0, (1.0,) * 5),
        *END,
    )
    bars = [line for line in said.splitlines() if "scores" in line and "/2" in line]
    assert bars
    assert all("0/2" in line for line in bars), "no score is finished yet"


def test_kept_scores_notices_and_problems_of_the_dataset_are_said() -> None:
    started = DatasetStarted("set", ("psnr",), 1, 2, 1, "cpu", 1)
    warning = Problem("unknown-key", "The key x is not known.", severity=Severity.WARNING)
    said = shown(started, Notice("set", "Old values."), ProblemFound("set", warning), *END)
    assert "1 of 2 scores are there already" in said
    assert "Old values." in said
    assert "The key x is not known." in said


def test_very_many_problems_do_not_flood_the_terminal() -> None:
    many = [ProblemFound("set", Problem("p", f"Trouble number {k}.")) for k in range(100)]
    said = shown(STARTED, *many, *END)
    assert "Trouble number 5." in said
    assert "Trouble number 99." not in said
    assert "More problems follow" in said


def test_what_is_wrong_with_a_metric_is_said_once_for_all_files() -> None:
    broken = Problem("metric-broken", "The metric niqe cannot be built.", "Fetch it again.")
    lost = [
        ItemFinished("set", ItemName(f"{k}.png"), "niqe", None, 0, 0, broken, 0.0) for k in range(3)
    ]
    assert shown(STARTED, *lost, *END).count("cannot be built") == 1


def test_dataset_that_was_not_begun_is_said_to_be_so() -> None:
    said = shown(DatasetFinished("set", Finish.FAILED, Counts(), ()))
    assert "set was not started." in said
    assert "computed" not in said


def test_names_with_line_feeds_stay_in_their_line() -> None:
    item = ItemName("a\nb.png")
    said = shown(STARTED, ItemFinished("set", item, "psnr", None, 0, 0, MISSING, 0.0), *END)
    assert r"a\nb.png: The file does not exist." in said


def test_messages_break_between_words_on_a_terminal_and_never_in_a_pipe() -> None:
    path = "/".join(["folder_of_some_length"] * 5)
    problem = Problem("p", "One two three four five six seven eight.", where=path)
    piped = shown(STARTED, ProblemFound("set", problem), *END, is_terminal=False, width=40)
    assert str(problem) in piped
    there = shown(STARTED, ProblemFound("set", problem), *END, width=40)
    words = {word for line in there.splitlines() for word in line.split()}
    assert {"three", "seven", "eight."} <= words


def test_what_ctrl_c_does_can_be_said_from_another_thread() -> None:
    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=80, color_system=None)
    with ProgressScreen(console) as screen:
        thread = threading.Thread(target=screen.say, args=("Stopping.",))
        thread.start()
        thread.join()
    assert "Stopping." in text.getvalue()
