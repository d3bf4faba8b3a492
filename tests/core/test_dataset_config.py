"""What a configuration may say, and writing it back."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from omgui.core.dataset_config import DatasetConfig, OmguiSettings, dump_config, metric_key
from omgui.core.metric_spec import Media
from tests.core.config_folder import KNOWN, ConfigFolder

plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=5,
)


def test_settings_of_omgui_are_read(workspace: ConfigFolder) -> None:
    added = (
        "omgui:\n  compatibility: objective-metrics-1.2\n  device: cuda:0\n  workers: 2\n"
        "  damaged_videos: score\n"
    )
    config = workspace.load_images(added=added).config
    assert config.omgui == OmguiSettings(
        compatibility="objective-metrics-1.2", device="cuda:0", workers=2, damaged_videos="score"
    )
    assert config.omgui.is_compatible


@pytest.mark.parametrize("added", ["omgui:\n", "omgui: {device: , workers: auto}\n"])
def test_settings_without_a_value_keep_their_default(workspace: ConfigFolder, added: str) -> None:
    assert workspace.load_images(added=added).config.omgui.damaged_videos == "refuse"


@pytest.mark.parametrize(
    "name",
    [
        "a/b",
        "a\\\\b",
        "a:b",
        "what?",
        "a\\tb",
        "",
        "  ",
        "\\ud800",
        "x" * 151,
        "con",
        "NUL.a",
        "LPT¹",
    ],
)
def test_name_that_some_system_cannot_write_is_refused(workspace: ConfigFolder, name: str) -> None:
    error = workspace.error(("dataset_name: kadid", f'dataset_name: "{name}"'))
    assert error.code == "value-unusable"
    assert error.where == "datasets_configs/set.yaml, line 3, key dataset_name"


@pytest.mark.parametrize("name", ["content", "LIVE-WC VQD (2021)", "ü", "x" * 150, "v1.0"])
def test_ordinary_names_are_accepted(workspace: ConfigFolder, name: str) -> None:
    dataset = workspace.load_images(("dataset_name: kadid", f'dataset_name: "{name}"'))
    assert dataset.config.dataset_name == name


@pytest.mark.parametrize("path", ["", " ", "a\\0b", "\\udc80"])
def test_path_that_no_system_has_is_refused(workspace: ConfigFolder, path: str) -> None:
    error = workspace.error(("dataset_pth: /data/kadid", f'dataset_pth: "{path}"'))
    assert error.code == "value-unusable"


@pytest.mark.parametrize(
    ("name", "media", "key"),
    [
        ("psnr", Media.IMAGE, "fr_metrics"),
        ("psnr", Media.VIDEO, "fr_iqa_metrics"),
        ("vmaf", Media.VIDEO, "fr_vqa_metrics"),
        ("ti", Media.VIDEO, "nr_vqa_metrics"),
        ("ti", Media.IMAGE, None),
        ("still", Media.VIDEO, None),
    ],
)
def test_metric_knows_the_key_it_belongs_under(name: str, media: Media, key: str | None) -> None:
    assert metric_key(KNOWN[name], media) == key


def test_configuration_survives_writing_back(workspace: ConfigFolder) -> None:
    added = (
        "omgui:\n  workers: auto\n  damaged_videos: refuse\n  later: [1, {a: b}]\n"
        "name_rules: {ref: '*.png'}\n1: 2024-05-06\n"
    )
    config = workspace.load_images(("dataset_name: kadid", "dataset_name: '2013'"), added=added)
    text = dump_config(config.config)
    workspace.write("set.yaml", text)
    again = workspace.load().config
    assert again == config.config
    assert dump_config(again) == text
    assert list(yaml.safe_load(text)) == [
        *("type", "dataset_pth", "dataset_name", "output", "logs_output"),
        *("fr_metrics", "nr_metrics", "omgui", "name_rules", 1),
    ]
    assert "damaged_videos: refuse" in text


def test_empty_lists_and_untouched_settings_are_not_written(workspace: ConfigFolder) -> None:
    config = workspace.load_images(("fr_metrics: [psnr, ssim]", "fr_metrics: []")).config
    assert set(yaml.safe_load(dump_config(config))) == {
        *("type", "dataset_pth", "dataset_name", "output", "logs_output", "nr_metrics")
    }


def test_configuration_cannot_be_changed_or_made_unusable() -> None:
    good: dict[str, Any] = {
        "type": "img",
        "dataset_pth": ".",
        "dataset_name": "a",
        "output": "o",
        "logs_output": "l",
    }
    config = DatasetConfig(**good)
    with pytest.raises(ValidationError):
        config.dataset_name = "b"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        DatasetConfig(**{**good, "dataset_name": "a/b"})
    with pytest.raises(ValidationError):
        DatasetConfig(**{**good, "unheard_of": 1})


@given(
    names=st.lists(plain),
    unknown=st.dictionaries(plain, yaml_values),
    folder=plain.filter(str.strip),
    workers=st.none() | st.just("auto") | st.integers(1, 64),
)
def test_any_configuration_is_read_back_as_it_was_written(
    names: list[str], unknown: dict[str, Any], folder: str, workers: Any
) -> None:
    unknown = {
        key: value for key, value in unknown.items() if key not in DatasetConfig.model_fields
    }
    config = DatasetConfig(
        type=Media.VIDEO,
        dataset_pth=folder,
        dataset_name="n",
        output=folder,
        logs_output="l",
        nr_iqa_metrics=tuple(names),
        omgui=OmguiSettings(workers=workers, unknown={"later": 1}),
        unknown=unknown,
    )
    values = yaml.safe_load(dump_config(config))
    assert values["dataset_pth"] == values["output"] == folder
    assert values.get("nr_iqa_metrics", []) == names
    assert values["omgui"] == {"workers": workers, "later": 1}
    assert {key: values[key] for key in unknown} == unknown
