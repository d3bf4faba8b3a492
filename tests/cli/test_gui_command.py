"""``omgui`` without words shows the window where there is one to show, and says why not."""

from __future__ import annotations

import pytest

from omgui.cli import gui
from omgui.cli.main import main


@pytest.fixture(autouse=True)
def _no_screen(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(gui.sys, "platform", "linux")


@pytest.fixture
def shown(monkeypatch):
    """Put a note in the place of the window."""
    pytest.importorskip("PySide6")
    said = []
    monkeypatch.setattr("omgui.ui.app.run_window", lambda paths: said.append(paths) or 0)
    return said


def test_without_a_screen_the_help_and_the_reason_are_printed(capsys):
    assert main([]) == 2
    out = capsys.readouterr()
    assert "no screen" in out.err
    assert "omgui" in out.out


def test_window_asked_for_without_a_screen_is_refused_in_words(capsys):
    assert main(["gui"]) == 2
    assert "no screen" in capsys.readouterr().err


def test_with_a_screen_no_word_is_needed(monkeypatch, shown):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert main([]) == 0
    assert shown == [[]]


def test_pictures_of_the_window_are_made_only_where_it_is_asked_for(monkeypatch, shown):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main([]) == 2
    assert main(["gui"]) == 0
    assert shown == [[]]


def test_paths_alone_mean_the_window(monkeypatch, shown, tmp_path):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert main([str(tmp_path)]) == 0
    assert main(["gui", str(tmp_path), str(tmp_path)]) == 0
    assert shown == [[tmp_path], [tmp_path, tmp_path]]


def test_a_command_is_a_command_although_a_file_has_its_name(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "run").mkdir()
    assert not gui.is_wanted(["run"], {"run"})
    assert gui.is_wanted(["run"], {"check"})


def test_mistyped_command_stays_an_error(capsys):
    with pytest.raises(SystemExit):
        main(["rnu"])
    assert "rnu" in capsys.readouterr().err


def test_missing_qt_is_told_with_the_command_to_install_it(monkeypatch, capsys):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(gui, "find_spec", lambda _name: None)
    assert main(["gui"]) == 2
    assert 'pip install "omgui[gui]"' in capsys.readouterr().err


def test_missing_library_of_x11_is_told_before_qt_ends_the_process(monkeypatch):
    pytest.importorskip("PySide6")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(gui, "_CURSOR_LIBRARY", "libno-such-thing.so.0")
    problem = gui.what_is_missing()
    assert problem.code == "no-xcb-cursor"
    assert "apt install libxcb-cursor0" in problem.hint
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert gui.what_is_missing() is None


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_a_screen(monkeypatch, system):
    monkeypatch.setattr(gui.sys, "platform", system)
    monkeypatch.setattr(gui, "find_spec", lambda _name: object())
    assert gui.what_is_missing() is None
