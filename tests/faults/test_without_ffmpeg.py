"""Without a working ffmpeg only VMAF is missing, and the reason is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.common import assert_plain, assert_unscored
from tests.workspaces import Workspace


def test_without_a_working_ffmpeg_only_vmaf_is_missing(
    workspace: Workspace, clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = workspace.folder / "my_ffmpeg"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("OMGUI_FFMPEG", str(program))
    workspace.add(clips / "ref.mp4", clips / "good1.mp4")
    pairs = {"ref.mp4": [[["good1.mp4"], "same"]]}
    keys = {"fr_iqa_metrics": ["psnr"], "fr_vqa_metrics": ["vmaf"]}
    workspace.dataset("bare", "vid", pairs=pairs, **keys)
    done = workspace.run("bare")
    assert done.code == 1
    event = done.of("good1.mp4", "vmaf", "ref.mp4")
    assert_unscored(event, "vmaf-unavailable")
    assert str(program) in str(event.problem)
    assert done.of("good1.mp4", "psnr", "ref.mp4").problem is None


def test_an_ffmpeg_that_is_named_but_missing_is_not_replaced_silently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omgui.core.problems import ProblemError
    from omgui.engine.ffmpeg import find_ffmpeg

    monkeypatch.setenv("OMGUI_FFMPEG", str(tmp_path / "no_such_ffmpeg"))
    find_ffmpeg.cache_clear()
    try:
        with pytest.raises(ProblemError) as caught:
            find_ffmpeg()
    finally:
        find_ffmpeg.cache_clear()
    assert_plain(caught.value.problem, "ffmpeg-missing")
    assert "no_such_ffmpeg" in str(caught.value.problem)
