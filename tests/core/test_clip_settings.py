"""How metrics of whole clips are asked: repeats, and windows for a score over time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.catalogue import load_catalogue
from omgui.core.clip_settings import ClipSettings
from omgui.core.clip_windows import windows_of
from omgui.core.dataset_config import OmguiSettings, dump_config
from tests.core.config_folder import ConfigFolder

CATALOGUE = load_catalogue()[0]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("8s", 8.0), ("8 s", 8.0), ("500ms", 0.5), ("1.5 min", 90.0), ("2.5", 2.5), ("4", 4.0)],
)
def test_durations_are_read_as_people_write_them(
    workspace: ConfigFolder, written: str, seconds: float
) -> None:
    dataset = workspace.load_images(added=f"omgui:\n  clips: {{window: {written}}}\n")
    assert dataset.config.omgui.clips.window == seconds


@pytest.mark.parametrize(
    ("setting", "message", "hint"),
    [
        ("clips: 4", "'clips' must hold keys of its own, and not 4.", "Write clips: {repeats"),
        ("clips: {repeats: 0}", "0 is not a number of repeats.", "from 1 to 100"),
        ("clips: {repeats: 2.5}", "2.5 is not a number of repeats.", "from 1 to 100"),
        ("clips: {window: long}", "'long' is not a duration", "e.g. window: 8s"),
        ("clips: {window: true}", "True is not a duration", "e.g. window: 8s"),
        ("clips: {stride: -1}", "-1 is not a duration", "e.g. stride: 2s"),
        ("clips: {stride: 0s}", "'0s' is not a duration", "e.g. stride: 2s"),
        ("clips: {window: 25000min}", "'25000min' is not a duration", "up to 86400, e.g. window"),
        ("clips: {window: [8]}", "[8] is not a duration", "e.g. window: 8s"),
    ],
)
def test_setting_that_cannot_be_used_is_an_error_with_the_fix(
    workspace: ConfigFolder, setting: str, message: str, hint: str
) -> None:
    error = workspace.error(added=f"omgui:\n  {setting}\n")
    assert error.code == "clips-unusable"
    assert message in error.message
    assert hint in error.hint
    assert "key omgui.clips" in error.where


def test_empty_keys_stand_for_their_defaults(workspace: ConfigFolder) -> None:
    dataset = workspace.load_images(added="omgui:\n  clips: {repeats: , window: }\n")
    assert dataset.config.omgui.clips == ClipSettings()


@pytest.mark.parametrize(
    ("written", "said", "hint"),
    [
        ("{windw: 8s}", "The key 'windw' is not known", "Did you mean 'window'?"),
        ("{repeats: 2, 4: 4}", "The key 4 is not known", ""),
        ("{stride: 2s}", "'stride' does nothing without 'window'.", "Write window: 8s"),
    ],
)
def test_key_that_does_nothing_is_warned_about(
    workspace: ConfigFolder, written: str, said: str, hint: str
) -> None:
    (warning,) = workspace.load_images(added=f"omgui:\n  clips: {written}\n").warnings
    assert said in warning.message
    assert hint in warning.hint
    assert "key omgui.clips." in warning.where


def test_stride_beside_a_window_is_nothing_to_warn_about(workspace: ConfigFolder) -> None:
    clips = "omgui:\n  clips: {window: 8s, stride: 2s}\n"
    assert not workspace.load_images(added=clips).warnings


def test_keys_of_other_versions_are_kept(workspace: ConfigFolder) -> None:
    first = workspace.load_images(added="omgui:\n  clips: {window: 8s, later: 3}\n")
    text = dump_config(first.config)
    assert "later: 3" in text
    workspace.write("set.yaml", text)
    assert workspace.load().config.omgui.clips == first.config.omgui.clips


def test_only_metrics_of_whole_clips_are_asked_so() -> None:
    settings = OmguiSettings(clips=ClipSettings(repeats=4, window=8.0, stride=2.0))
    asked = {"repeats": 4, "window_s": 8.0, "stride_s": 2.0}
    assert settings.options(CATALOGUE["dover"]) == asked
    assert settings.options(CATALOGUE["dover-aesthetic"]) == asked
    assert settings.options(CATALOGUE["psnr"]) == dict(CATALOGUE["psnr"].options)
    assert settings.options(CATALOGUE["ti"]) == dict(CATALOGUE["ti"].options)


def test_repeats_are_for_metrics_that_draw() -> None:
    settings = OmguiSettings(clips=ClipSettings(repeats=4))
    assert settings.options(CATALOGUE["mdtvsfa"]) == {}


def test_default_asks_for_nothing_so_that_stored_scores_are_kept() -> None:
    assert OmguiSettings().options(CATALOGUE["dover"]) == {}


def test_windows_overlap_by_three_quarters_where_nothing_is_said() -> None:
    assert ClipSettings(window=8.0).options(CATALOGUE["mdtvsfa"])["stride_s"] == 2.0


def test_windows_begin_a_stride_apart_and_show_their_middle() -> None:
    windows = windows_of(30, 25.0, 0.4, 0.2)
    assert [(one.start, one.stop) for one in windows] == [
        (0, 10),
        (5, 15),
        (10, 20),
        (15, 25),
        (20, 30),
    ]
    assert [one.shown_from for one in windows] == [0, 7, 12, 17, 22]


def test_stride_below_a_frame_gives_each_window_once() -> None:
    windows = windows_of(12, 10.0, 1.0, 0.01)
    assert [one.start for one in windows] == [0, 1, 2]


@given(
    frames=st.integers(1, 2000),
    fps=st.floats(0.5, 240.0),
    window_s=st.floats(0.01, 30.0),
    stride_s=st.floats(0.01, 30.0),
)
def test_every_frame_is_given_one_window(
    frames: int, fps: float, window_s: float, stride_s: float
) -> None:
    windows = windows_of(frames, fps, window_s, stride_s)
    shown = [frame for one in windows for frame in range(one.shown_from, one.shown_until)]
    assert shown == list(range(frames))
    assert len({one.frames for one in windows}) == 1
    for one in windows:
        assert 0 <= one.start < one.stop <= frames
