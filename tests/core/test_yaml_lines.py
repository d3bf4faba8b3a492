"""YAML files: read with the lines of their keys, or refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from omgui.core import yaml_lines
from omgui.core.problems import ProblemsError
from tests.core.config_folder import IMAGES, ConfigFolder


def test_folder_in_place_of_the_file_is_refused(workspace: ConfigFolder) -> None:
    (workspace.folder / "set.yaml").unlink()
    (workspace.folder / "set.yaml").mkdir()
    with pytest.raises(ProblemsError, match="not a file"):
        workspace.load()


def test_file_that_may_not_be_read_is_refused(
    workspace: ConfigFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ProblemsError, match="cannot be read: Permission denied"):
        workspace.load()


def test_yaml_error_is_placed_to_the_character(workspace: ConfigFolder) -> None:
    error = workspace.error(("type: img", "type: [img"))
    assert error.code == "yaml-invalid"
    assert error.where == "datasets_configs/set.yaml, line 2, column 12"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "yaml-not-a-mapping", "empty"),
        ("- a\n", "yaml-not-a-mapping", "not a list of keys"),
        ("a: 1\nb: \x07\n", "yaml-invalid", "U+0007"),
        ("a: !!python/object/apply:os.getcwd []\n", "yaml-invalid", "python/object"),
        ("a: 2024-13-45\n", "yaml-invalid", "month must be"),
        ('a: !!int "-"\n', "yaml-invalid", "cannot be read"),
        ("a: !!bool perhaps\n", "yaml-invalid", "perhaps"),
        ("? [a, b]\n: 1\n", "yaml-invalid", "unhashable"),
        ("a: &a [*a]\n", "yaml-too-complex", "aliases"),
        ("a: " + "[" * 5000, "yaml-too-complex", "nested"),
        ("a: 1\n---\nb: 2\n", "yaml-invalid", "document"),
        ("a: " + "x" * yaml_lines.YAML_LIMIT_BYTES, "file-too-large", "1 MiB"),
    ],
)
def test_yaml_that_cannot_be_a_data_set_is_refused_in_words(
    workspace: ConfigFolder, text: str, code: str, words: str
) -> None:
    workspace.write("set.yaml", text)
    with pytest.raises(ProblemsError) as caught:
        workspace.load()
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.message
    assert problem.where.startswith("datasets_configs/set.yaml")


def test_forbidden_character_is_placed_to_the_line(workspace: ConfigFolder) -> None:
    assert workspace.error(("results", "res\x07ults")).where == "datasets_configs/set.yaml, line 4"


def test_yaml_bomb_is_refused_before_it_goes_off(workspace: ConfigFolder) -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    error = workspace.error(added="\n".join(["a0: &a0 [lol]", *levels]))
    assert error.code == "yaml-too-complex"


def test_anchors_and_merge_keys_of_ordinary_files_work(workspace: ConfigFolder) -> None:
    text = IMAGES.replace("fr_metrics: [psnr, ssim]", "fr_metrics: &names [psnr]")
    workspace.write("set.yaml", text + "omgui: {<<: &more {device: cpu}, workers: 1}\n")
    assert workspace.load().config.omgui.device == "cpu"


def test_key_given_twice_is_warned_about_with_both_lines(workspace: ConfigFolder) -> None:
    warning = workspace.warning(added="output: elsewhere\n")
    assert warning.code == "key-repeated"
    assert "lines 4 and 9" in warning.message
