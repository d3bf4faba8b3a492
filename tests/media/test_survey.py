"""Files are looked into in child processes: what one of them does costs that file alone."""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path

import psutil
import pytest
from PIL import Image

from omgui.core.media_facts import ImageFacts, VideoFacts
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, ProblemError
from omgui.media import survey_worker
from omgui.media.alignment_survey import AlignmentSurvey
from omgui.media.background_jobs import BackgroundJobs, Job
from omgui.media.child import worker_command
from omgui.media.frame_pictures import FramePictures
from omgui.media.survey import Survey, Surveyed
from tests.media.test_frame_access import make

WAIT_S = 60.0


def finished(survey) -> list:
    """Pull until the end, as a front end does."""
    survey.start()
    found: list = []
    end = time.monotonic() + WAIT_S
    while not survey.is_finished and time.monotonic() < end:
        found += survey.poll()
        time.sleep(0.02)
    assert survey.join()
    return found + survey.poll()


def living_children() -> list[psutil.Process]:
    """Return child processes that have not ended; a dead one may be another test's."""
    children = psutil.Process().children()
    return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]


def fake(tmp_path: Path, body: str) -> list[str]:
    """Return the command of a child that does as ``body`` says with each ``request``."""
    script = tmp_path / "fake_child.py"
    script.write_text(
        "import json, os, sys, time\n"
        "def say(answer):\n"
        "    print(json.dumps(answer), flush=True)\n"
        'say({"ready": True})\n'
        "for line in sys.stdin:\n"
        "    request = json.loads(line)\n"
        '    name = request["path"]\n' + body
    )
    return [sys.executable, str(script)]


PICTURE = (
    '    say({"facts": dict(width=1, height=1, mode="L", format="PNG", frames=1,'
    " is_turned=False, is_cut_off=False)})\n"
)


def pictures(tmp_path: Path, names: list[str], body: str, **options) -> dict[str, object]:
    survey = Survey(Path(), names, Media.IMAGE, command=fake(tmp_path, body), **options)
    found = finished(survey)
    assert survey.done == survey.total == len(names)
    return {one.name: one.found for one in found}


@pytest.fixture(scope="module")
def clips(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    make(folder / "a.mp4", "-c:v", "libx264", "-pix_fmt", "yuv420p")
    make(folder / "ten.mp4", "-c:v", "libx264", "-pix_fmt", "yuv420p10le")
    pq = ("-vf", "setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc")
    make(folder / "hdr.mp4", "-c:v", "libx264", "-pix_fmt", "yuv420p10le", *pq)
    make(folder / "wide.mp4", "-vf", "setsar=4/3", "-c:v", "libx264", "-pix_fmt", "yuv420p")
    (folder / "text.mp4").write_text("hello")
    (folder / "empty.mp4").touch()
    return folder


def test_videos_are_probed_and_broken_ones_have_a_reason(clips) -> None:
    names = ["a.mp4", "ten.mp4", "hdr.mp4", "wide.mp4", "text.mp4", "empty.mp4", "gone.mp4"]
    found = {one.name: one.found for one in finished(Survey(clips, names, Media.VIDEO))}
    assert list(sorted(found)) == sorted(names)
    assert isinstance(found["a.mp4"], VideoFacts)
    assert (found["a.mp4"].bit_depth, found["ten.mp4"].bit_depth) == (8, 10)
    assert (found["ten.mp4"].transfer, found["hdr.mp4"].transfer) == ("", "pq")
    assert found["wide.mp4"].sample_aspect == pytest.approx(4 / 3)
    codes = {name: found[name].code for name in names[4:]}
    assert codes == {
        "text.mp4": "not-a-video",
        "empty.mp4": "file-empty",
        "gone.mp4": "file-missing",
    }
    assert all(found[name].where == name for name in names[4:])


def test_pictures_are_probed(tmp_path) -> None:
    Image.new("RGB", (5, 4)).save(tmp_path / "ä b.png")
    (found,) = finished(Survey(tmp_path, ["ä b.png", "ä b.png"], Media.IMAGE))
    assert isinstance(found.found, ImageFacts)
    assert (found.found.width, found.found.height) == (5, 4)


def test_survey_of_nothing_is_finished_at_once(tmp_path) -> None:
    survey = Survey(tmp_path, [], Media.IMAGE)
    assert finished(survey) == []
    assert survey.total == 0


def test_file_that_crashes_the_decoder_costs_itself_alone(tmp_path) -> None:
    names = [f"{k}.png" for k in range(12)]
    body = '    if name in ("3.png", "7.png"): os.abort()\n' + PICTURE
    found = pictures(tmp_path, names, body, workers=2)
    killers = {name for name, what in found.items() if isinstance(what, Problem)}
    assert killers == {"3.png", "7.png"}
    problem = found["3.png"]
    assert problem.code == "file-kills-decoder"
    assert problem.where == "3.png"


def test_file_that_hangs_is_given_up(tmp_path) -> None:
    body = '    if name == "1.png": time.sleep(600)\n' + PICTURE
    begun = time.monotonic()
    found = pictures(tmp_path, ["0.png", "1.png", "2.png"], body, workers=1, time_limit_s=1.0)
    assert time.monotonic() - begun < 30
    assert found["1.png"].code == "file-hangs"
    assert isinstance(found["0.png"], ImageFacts)
    assert isinstance(found["2.png"], ImageFacts)


def test_file_that_takes_long_but_goes_on_is_waited_for(tmp_path) -> None:
    body = (
        '    for _ in range(8):\n        time.sleep(0.25)\n        say({"alive": True})\n'
    ) + PICTURE
    found = pictures(tmp_path, ["0.png"], body, workers=1, time_limit_s=1.5)
    assert isinstance(found["0.png"], ImageFacts)


def test_worker_gives_signs_of_life_on_a_large_file(clips, monkeypatch) -> None:
    monkeypatch.setattr(survey_worker, "_SIGN_OF_LIFE_S", 0.0)
    said = io.BytesIO()
    worker = survey_worker.Worker(survey_worker._SignsOfLife(said))
    request = {"job": "probe", "media": "vid", "path": str(clips / "a.mp4")}
    assert worker.answer(request)["facts"]["frames"] == 90
    assert said.getvalue().count(b"alive") >= 90
    said.truncate(0)
    pair = {"job": "align", "reference": str(clips / "a.mp4"), "distorted": str(clips / "a.mp4")}
    assert worker.answer(pair)["alignment"]["frames"] == 0
    assert b"alive" in said.getvalue()


def test_nonsense_costs_the_file(tmp_path) -> None:
    body = '    if name == "1.png": print("oops", flush=True)\n    else:\n    ' + PICTURE
    found = pictures(tmp_path, ["0.png", "1.png", "2.png"], body, workers=1)
    assert found["1.png"].code == "file-kills-decoder"
    assert isinstance(found["2.png"], ImageFacts)


@pytest.mark.parametrize("is_there", [True, False])
def test_child_that_never_starts_is_said_of_every_file(tmp_path, is_there) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no module named av')"]
    command = command if is_there else [str(tmp_path / "no such program")]
    survey = Survey(tmp_path, ["a.png", "b.png", "c.png"], Media.IMAGE, command=command)
    found = finished(survey)
    assert {one.found.code for one in found} == {"survey-broken"}
    assert len(found) == 3
    if is_there:
        assert "no module named av" in found[0].found.message


def test_cancelling_ends_everything_soon(tmp_path) -> None:
    body = '    if name != "0.png": time.sleep(600)\n' + PICTURE
    survey = Survey(
        Path(), [f"{k}.png" for k in range(500)], Media.IMAGE, workers=3,
        command=fake(tmp_path, body),
    )  # fmt: skip
    survey.start()
    found: list[Surveyed] = []
    end = time.monotonic() + WAIT_S
    while not found and time.monotonic() < end:
        found += survey.poll()
        time.sleep(0.01)
    assert [one.name for one in found] == ["0.png"]
    assert not survey.is_finished
    begun = time.monotonic()
    survey.cancel()
    assert time.monotonic() - begun < 0.05, "the window must not wait"
    assert survey.join(10)
    assert survey.is_finished
    assert survey.poll() == []
    assert living_children() == []


def test_starting_a_large_survey_costs_the_window_nothing(tmp_path) -> None:
    survey = Survey(
        tmp_path, [f"{k}.png" for k in range(200_000)], Media.IMAGE, command=fake(tmp_path, PICTURE)
    )
    begun = time.thread_time()
    survey.start()
    assert time.thread_time() - begun < 0.05
    assert survey.total == 200_000
    survey.cancel()
    assert survey.join(10)
    assert survey.done < survey.total


def test_starting_twice_starts_once(clips) -> None:
    survey = Survey(clips, ["a.mp4"], Media.VIDEO)
    survey.start()
    assert len(finished(survey)) == 1


def test_worker_ends_when_nobody_asks_any_more(clips) -> None:
    process = psutil.Popen(worker_command(), stdin=-1, stdout=-1)
    try:
        process.stdin.write(json.dumps({"job": "nonsense"}).encode() + b"\n")
        process.stdin.close()
        said = [json.loads(line) for line in process.stdout]
        assert process.wait(20) == 0
    finally:
        process.stdout.close()
    assert said[0] == {"ready": True}
    assert said[1]["problem"]["code"] == "file-unreadable"


def test_pairs_are_aligned_and_missing_files_named(clips, tmp_path) -> None:
    make(tmp_path / "r.mp4", "-vf", "trim=start_frame=4,setpts=PTS-STARTPTS")
    make(tmp_path / "d.mp4", "-crf", "35")
    pairs = [("r.mp4", "d.mp4"), ("d.mp4", "r.mp4"), ("r.mp4", "r.mp4"), ("r.mp4", "gone.mp4")]
    survey = AlignmentSurvey(tmp_path, pairs, workers=2)
    found = {(one.reference, one.distorted): one.found for one in finished(survey)}
    assert survey.done == survey.total == 4
    assert found[pairs[0]].frames == 4
    assert found[pairs[0]].verdict.value == "shifted"
    assert found[pairs[1]].frames == -4
    assert found[pairs[2]].verdict.value == "in-step"
    assert found[pairs[3]].code == "file-missing"
    assert found[pairs[3]].where == "gone.mp4 | r.mp4"
    survey.cancel()


def test_single_frames_come_from_a_child(clips) -> None:
    pictures = FramePictures()
    try:
        assert pictures.frame(clips / "a.mp4", 30).shape == (120, 160, 3)
        assert pictures.frame(clips / "a.mp4", 0, max_side=80).shape == (60, 80, 3)
        for index, name in ((10_000, "a.mp4"), (0, "text.mp4")):
            with pytest.raises(ProblemError) as caught:
                pictures.frame(clips / name, index)
            assert caught.value.problem.where == str(clips / name)
    finally:
        pictures.close()
    assert living_children() == []


def test_frame_of_a_file_that_crashes_is_a_problem_and_the_next_is_shown(tmp_path) -> None:
    body = '    if name == "bad": os.abort()\n    say({"width": 1, "height": 1, "data": "AQID"})\n'
    pictures = FramePictures(command=fake(tmp_path, body))
    try:
        with pytest.raises(ProblemError, match="crashed") as caught:
            pictures.frame(Path("bad"), 0)
        assert caught.value.problem.code == "decode-failed"
        assert pictures.frame(Path("good"), 0).tolist() == [[[1, 2, 3]]]
    finally:
        pictures.close()


def test_frame_asked_for_after_closing_starts_no_child(tmp_path) -> None:
    pictures = FramePictures(
        command=fake(tmp_path, '    say({"width": 1, "height": 1, "data": "AQID"})\n')
    )
    assert pictures.frame(Path("a"), 0).shape == (1, 1, 3)
    pictures.close()
    with pytest.raises(ProblemError):
        pictures.frame(Path("a"), 0)  # as a request does that waited for its turn
    assert living_children() == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_defect_in_what_is_made_of_an_answer_leaves_no_child_and_ends(tmp_path) -> None:
    def broken(name: str, answer: object) -> None:
        raise ZeroDivisionError(name)

    jobs = BackgroundJobs(
        [Job(name, {"path": name}, name) for name in "abc"], 3, broken,
        workers=1, time_limit_s=WAIT_S, command=fake(tmp_path, PICTURE),
    )  # fmt: skip
    assert finished(jobs) == []
    assert jobs.is_finished
    assert living_children() == []
