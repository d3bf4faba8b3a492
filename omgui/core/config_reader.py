"""From the keys of a YAML file to a configuration, or to words for what is wrong with them."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from omgui.core.clip_settings import LONGEST_S, MOST_REPEATS, ClipSettings
from omgui.core.dataset_config import (
    CONFIG_KEYS,
    MANDATORY_KEYS,
    OFFSET_LIMIT,
    OMGUI_KEY,
    OMGUI_KEYS,
    DatasetConfig,
)
from omgui.core.findings import Findings
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem
from omgui.core.yaml_lines import YamlFile, did_you_mean, shown

_OFFSETS = (OMGUI_KEY, "offsets")
_CLIPS = (OMGUI_KEY, "clips")
_OFFSET_FORM = "Write offsets: [{reference: R.mp4, distorted: D.mp4, frames: 3}]"


def note_keys(source: YamlFile, findings: Findings) -> None:
    """Warn about keys that are not known or given twice."""
    settings = _mapping(source.values.get(OMGUI_KEY))
    clips = _mapping(settings.get(_CLIPS[-1]))
    levels = (
        ((), source.values, CONFIG_KEYS),
        ((OMGUI_KEY,), settings, OMGUI_KEYS),
        (_CLIPS, clips, tuple(ClipSettings.model_fields)),
    )
    for path, values, keys in levels:
        for key in values:
            if key not in keys:
                findings.warn(
                    "unknown-key",
                    f"The key {shown(key)} is not known and is ignored.",
                    did_you_mean(key, keys),
                    source.where(*path, str(key)),
                )
    if clips.get("stride") is not None and clips.get("window") is None:
        findings.warn(
            "setting-unused",
            "'stride' does nothing without 'window'.",
            "Write window: 8s beside it, or remove it.",
            source.where(*_CLIPS, "stride"),
        )
    for repeated, first, last in source.repeated:
        findings.warn(
            "key-repeated",
            f"The key is given twice, in lines {first} and {last}; the last one counts.",
            "Remove one.",
            source.where(*repeated),
        )


def _mapping(value: object) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def read_media(source: YamlFile) -> Media | None:
    """Return what the dataset consists of; ``None`` where the file does not say."""
    try:
        return Media(source.values.get("type"))
    except ValueError:
        return None


def _split(values: dict[Any, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Put unknown keys aside, and leave out keys without a value, as the older tool does."""
    known = {key: values[key] for key in keys if values.get(key) is not None}
    return {**known, "unknown": {key: values[key] for key in values if key not in keys}}


def read_config(source: YamlFile, findings: Findings) -> DatasetConfig | None:
    """Return the configuration; ``None`` where the findings now say what is wrong with it."""
    values = _split(source.values, CONFIG_KEYS)
    if isinstance(values.get(OMGUI_KEY), dict):
        values[OMGUI_KEY] = _split(values[OMGUI_KEY], OMGUI_KEYS)
    written = values.get("dataset_name")
    if written is not None and not isinstance(written, str | list | dict):
        values["dataset_name"] = str(written)  # 2013 is a name to the older tool
        findings.warn(
            "name-not-text",
            f"YAML does not take this for text. The name is read as '{written}'.",
            "Put it in quotes.",
            source.where("dataset_name"),
        )
    try:
        return DatasetConfig(**values)
    except ValidationError as error:
        found = {_place(details): details for details in error.errors(include_url=False)}
        findings.errors.extend(_explained(details, source) for details in found.values())
        return None


def _place(details: ErrorDetails) -> tuple[int | str, ...]:
    """Return where a person put what is wrong; steps beyond are pydantic's own."""
    path = details["loc"]
    if path[: len(_CLIPS)] == _CLIPS:
        return path[: len(_CLIPS) + 1]
    return path[: len(_OFFSETS) + 2] if path[: len(_OFFSETS)] == _OFFSETS else path[:2]


def _explained(details: ErrorDetails, source: YamlFile) -> Problem:
    """Put pydantic's finding into words."""
    if details["loc"][: len(_OFFSETS)] == _OFFSETS:
        return _wrong_offset(details, source)
    if details["loc"][: len(_CLIPS)] == _CLIPS:
        return _wrong_clips(details, source)
    key = str(details["loc"][0])
    where = source.where(*details["loc"][:2])
    written = details["input"]
    if details["type"] == "missing":
        similar = did_you_mean(
            key, [str(other) for other in source.values if other not in CONFIG_KEYS]
        )
        hint = similar or f"Add a line '{key}: …'."
        return Problem("key-missing", f"The key '{key}' is missing.", hint, source.where(key))
    if details["type"] == "value_error":
        message, hint = details["ctx"]["error"].args
        return Problem("value-unusable", f"'{key}' {message}.", hint, where)
    if key == "type":
        hint = f"{did_you_mean(written, ['img', 'vid'])} Write img for images or vid for videos."
        return Problem("unknown-type", f"{shown(written)} is not a type.", hint.strip(), where)
    message, hint = _wrong_type(details, key, written)
    return Problem("wrong-type", message, hint, where)


def _wrong_offset(details: ErrorDetails, source: YamlFile) -> Problem:
    """Say what is wrong with 'offsets', or with one entry of it."""
    path = details["loc"]
    where = source.where(*path)
    written = shown(details["input"])
    if len(path) == len(_OFFSETS):
        message = f"'offsets' must be a list of pairs, and not {written}."
    elif len(path) == len(_OFFSETS) + 1:
        message = f"{written} is not an offset."
    elif details["type"] == "missing":
        message = f"The key '{path[-1]}' of an offset is missing."
    elif path[-1] == "frames":
        message = f"{written} is not a number of frames."
        hint = f"Write a whole number from {-OFFSET_LIMIT} to {OFFSET_LIMIT}, e.g. frames: 3"
        return Problem("offset-unusable", message, hint, where)
    else:
        message = f"{written} is not the name of a file."
    return Problem("offset-unusable", message, _OFFSET_FORM, where)


def _wrong_clips(details: ErrorDetails, source: YamlFile) -> Problem:
    """Say what is wrong with 'clips', or with one key of it."""
    path = _place(details)
    written = shown(details["input"])
    if len(path) == len(_CLIPS):
        message = f"'clips' must hold keys of its own, and not {written}."
        hint = "Write clips: {repeats: 4, window: 8s, stride: 2s}"
    elif path[-1] == "repeats":
        message = f"{written} is not a number of repeats."
        hint = f"Write a whole number from 1 to {MOST_REPEATS}, e.g. repeats: 4"
    else:
        message = f"{written} is not a duration, as '{path[-1]}' must be."
        example = "8s" if path[-1] == "window" else "2s"
        hint = f"Write seconds, above 0 and up to {LONGEST_S:.0f}, e.g. {path[-1]}: {example}"
    return Problem("clips-unusable", message, hint, source.where(*path))


def _wrong_type(details: ErrorDetails, key: str, written: object) -> tuple[str, str]:
    path = details["loc"]
    if key == OMGUI_KEY:
        return _wrong_setting(path, written)
    if key not in MANDATORY_KEYS and len(path) == 1:
        example = written if isinstance(written, str) else "name, name"
        return f"'{key}' must be a list.", f"Write {key}: [{example}]"
    if len(path) > 1:
        message = f"{shown(written)} is not text, as an entry of '{key}' must be."
    else:
        message = f"{shown(written)} is not text, as '{key}' must be."
    return message, "Put it in quotes."


def _wrong_setting(path: tuple[int | str, ...], written: object) -> tuple[str, str]:
    if len(path) == 1:
        return "'omgui' must hold keys of its own.", "Write them below it, indented."
    setting = str(path[1])
    choices = {
        "compatibility": ["objective-metrics-1.2"],
        "workers": ["auto"],
        "damaged_videos": ["refuse", "score"],
    }.get(setting, [])
    allowed = [*choices, *(["a whole number from 1"] if setting == "workers" else [])]
    hint = f"Write {' or '.join(allowed)}." if allowed else "Put it in quotes."
    message = f"{shown(written)} is not a value of '{setting}'."
    return message, f"{did_you_mean(written, choices)} {hint}".strip()
