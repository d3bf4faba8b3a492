"""How metrics of whole clips are asked, on the page of the run and in the YAML file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omgui.core.dataset_config import OmguiSettings
from omgui.ui.run.options import RunOptions, Settings, read_settings, write_options
from omgui.ui.run.options_panel import OptionsPanel
from omgui.ui.run.page import RunPage
from tests.ui.access import nameless, on_page, repeated
from tests.ui.run_page.parts import FakeSession, click
from tests.ui.run_windows import WAIT_MS, Windows
from tests.workspaces import Workspace

PLAIN = "type: {media}\ndataset_pth: d\ndataset_name: s\noutput: o\nlogs_output: l\n"
VIDEO = PLAIN.format(media="vid") + "nr_vqa_metrics: [dover]\n"


def written(workspace: Workspace, text: str) -> Path:
    path = workspace.configs / "s.yaml"
    path.write_text(text)
    return path


def settings_of(workspace: Workspace, text: str) -> Settings:
    written(workspace, text)
    return read_settings(workspace.folder, "s")


@pytest.mark.parametrize(
    ("lists", "has_clips", "has_draws"),
    [
        ("nr_vqa_metrics: [dover, mdtvsfa]", True, True),
        ("nr_vqa_metrics: [mdtvsfa]", True, False),
        ("nr_iqa_metrics: [FAST-VQA]", True, True),
        ("nr_vqa_metrics: [ti, nobody-knows]\nfr_iqa_metrics: [psnr]", False, False),
    ],
)
def test_settings_say_whether_metrics_of_whole_clips_are_asked(
    workspace: Workspace, lists: str, has_clips: bool, has_draws: bool
) -> None:
    settings = settings_of(workspace, f"{PLAIN.format(media='vid')}{lists}\n")
    assert (settings.has_clips, settings.has_draws) == (has_clips, has_draws)


def test_images_have_no_metrics_of_clips(workspace: Workspace) -> None:
    text = f"{PLAIN.format(media='img')}nr_metrics: [dover]\nnr_vqa_metrics: [dover]\n"
    assert not settings_of(workspace, text).has_clips


@pytest.mark.parametrize(
    ("clips", "read"),
    [
        ("", (1, None, None)),
        ("{repeats: 4}", (4, None, None)),
        ("{window: 8s, stride: 2 s}", (1, 8.0, 2.0)),
        ("{window: 500ms}", (1, 0.5, 0.125)),
        ("{stride: 3s}", (1, None, None)),
    ],
)
def test_what_the_file_says_of_clips_is_read(
    workspace: Workspace, clips: str, read: tuple[int, float | None, float | None]
) -> None:
    options = settings_of(workspace, f"{VIDEO}omgui: {{clips: {clips}}}\n").options
    assert (options.repeats, options.window_s, options.stride_s) == read


def test_chosen_draws_and_windows_are_written_and_the_rest_of_the_file_stays(
    workspace: Workspace,
) -> None:
    before = "omgui:\n  clips: {later: [1]}\n  views: []\n"
    path = written(workspace, f"# mine\n{VIDEO}{before}# the end\n")
    options = RunOptions(repeats=4, window_s=8.0, stride_s=0.5)
    write_options(workspace.folder, "s", options)
    text = path.read_text()
    assert text.startswith("# mine\n")
    assert text.endswith("# the end\n")
    assert yaml.safe_load(text)["omgui"]["clips"] == {
        "repeats": 4,
        "window": "8s",
        "stride": "0.5s",
        "later": [1],
    }
    assert read_settings(workspace.folder, "s").options == options
    write_options(workspace.folder, "s", RunOptions())
    assert yaml.safe_load(path.read_text())["omgui"]["clips"] == {"later": [1]}


def test_stride_that_was_a_quarter_stays_when_only_the_window_changes(workspace: Workspace) -> None:
    written(workspace, f"{VIDEO}omgui: {{clips: {{window: 8s}}}}\n")
    write_options(workspace.folder, "s", RunOptions(window_s=4.0, stride_s=2.0))
    assert read_settings(workspace.folder, "s").options == RunOptions(window_s=4.0, stride_s=2.0)


def test_clips_stay_as_they_are_where_something_else_is_chosen(workspace: Workspace) -> None:
    path = written(workspace, f"{VIDEO}omgui:\n  clips:\n    window: 8s\n    repeats: 1\n")
    write_options(workspace.folder, "s", RunOptions("cpu", window_s=8.0, stride_s=2.0))
    kept = yaml.safe_load(path.read_text())["omgui"]
    assert kept == {"clips": {"window": "8s", "repeats": 1}, "device": "cpu"}


def test_nothing_asked_of_clips_leaves_no_key(workspace: Workspace) -> None:
    path = written(workspace, VIDEO)
    write_options(workspace.folder, "s", RunOptions(repeats=2))
    write_options(workspace.folder, "s", RunOptions())
    assert "omgui" not in path.read_text()
    assert OmguiSettings().clips.repeats == 1


@pytest.fixture
def panel(qtbot: QtBot) -> OptionsPanel:
    made = OptionsPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def shown_for(panel: OptionsPanel, workspace: Workspace, text: str) -> OptionsPanel:
    panel.show_settings(settings_of(workspace, text))
    return panel


def test_line_is_shown_where_a_metric_of_clips_is_asked(
    panel: OptionsPanel, workspace: Workspace
) -> None:
    assert not panel.clips.isVisible()
    assert shown_for(panel, workspace, VIDEO).clips.draws.isVisible()
    shown_for(panel, workspace, VIDEO.replace("dover", "mdtvsfa"))
    assert panel.clips.over_time.isVisible()
    assert not panel.clips.draws.isVisible()
    shown_for(panel, workspace, VIDEO.replace("dover", "ti"))
    assert not panel.clips.isVisible()


def test_windows_can_be_set_once_a_score_over_time_is_wanted(
    panel: OptionsPanel, workspace: Workspace, qtbot: QtBot
) -> None:
    clips = shown_for(panel, workspace, VIDEO).clips
    assert not clips.window_s.isEnabled()
    with qtbot.waitSignal(panel.changed):
        click(clips.over_time)
    assert clips.window_s.isEnabled()
    assert panel.options() == RunOptions(window_s=8.0, stride_s=2.0)
    with qtbot.waitSignal(panel.changed):
        clips.stride_s.setValue(0.5)
    with qtbot.waitSignal(panel.changed):
        clips.draws.setValue(4)
    assert panel.options() == RunOptions(repeats=4, window_s=8.0, stride_s=0.5)
    assert clips.window_s.text() == "8 s"
    assert clips.stride_s.text() == "0.5 s"


def test_showing_options_tells_nobody_and_changes_no_digit(
    panel: OptionsPanel, workspace: Workspace, qtbot: QtBot
) -> None:
    third = 1 / 3
    with qtbot.assertNotEmitted(panel.changed):
        panel.show_options(RunOptions(repeats=4, window_s=third, stride_s=1.0))
    assert panel.options() == RunOptions(repeats=4, window_s=third, stride_s=1.0)
    panel.clips.window_s.setValue(5.0)
    assert panel.options().window_s == 5.0


def test_number_that_is_only_typed_counts_for_the_run(windows: Windows, qtbot: QtBot) -> None:
    config = windows.workspace / "datasets_configs" / "clips.yaml"
    config.write_text(VIDEO)
    page = RunPage(FakeSession(windows.workspace, windows.open()), "clips")
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.options.clips.isVisible, timeout=WAIT_MS)
    field = page.options.clips.draws
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "7")
    assert page.options.options().repeats == 1, "nobody has confirmed it"
    page.start_run()
    windows.until_frames(windows.opened[-1], "clips")
    assert read_settings(windows.workspace, "clips").options.repeats == 7
    assert not page.options.clips.draws.isEnabled(), "locked while it is used"
    page.close_page()


def test_every_control_of_the_line_can_be_named_and_reached(
    panel: OptionsPanel, workspace: Workspace
) -> None:
    shown_for(panel, workspace, VIDEO)
    assert nameless(panel) == []
    assert repeated(on_page(panel)) == []
    clips = panel.clips
    for box in (clips.draws, clips.window_s, clips.stride_s, clips.over_time):
        assert box.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert box.toolTip()
