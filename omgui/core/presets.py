"""Presets: named choices of metrics, those of the program and those that a person saves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_dir
from pydantic import BaseModel, ConfigDict, ValidationError

from omgui.core.metric_spec import Family, MetricSpec
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.written_files import replace_text

_VERSION = 1
_LONGEST_NAME = 60

_FAST = ("psnr", "ssim", "ms_ssim", "gmsd", "mdsi", "haarpsi")
_CODEC = ("psnr", "ssim", "ms_ssim", "vif", "vmaf")
_RESTORATION = ("psnr", "ssim", "lpips", "dists")
_NO_REFERENCE = ("niqe", "brisque", "musiq", "topiq_nr", "clipiqa+")
_CONTENT = ("si", "ti", "cf", "entropy")


@dataclass(frozen=True)
class Preset:
    """A choice of metrics.

    Attributes:
        name: For people; of a built-in one its English name, by which front ends translate it.
        metrics: Names, in the order of the catalogue.
        is_own: Whether a person saved it.
    """

    name: str
    metrics: tuple[str, ...]
    is_own: bool = False


def built_in_presets(known: Mapping[str, MetricSpec]) -> tuple[Preset, ...]:
    """Return the presets of the program.

    Args:
        known: The catalogue by name. "All without weights" leaves other libraries' versions of a
            metric out: they would be the same curve twice.
    """
    plain = (
        row.name
        for row in known.values()
        if not row.checkpoints and not row.features and row.family is not Family.VARIANT
    )
    return (
        Preset("Fast classics", _FAST),
        Preset("Codec comparison", _CODEC),
        Preset("Image restoration", _RESTORATION),
        Preset("No reference", _NO_REFERENCE),
        Preset("Describe the content", _CONTENT),
        Preset("All without weights", tuple(plain)),
    )


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    metrics: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True)

    version: int
    presets: tuple[_Entry, ...]


def presets_file() -> Path:
    """Return where a person's presets are kept."""
    return Path(user_config_dir("omgui", appauthor=False)) / "presets.json"


class OwnPresets:
    """Presets that a person saved.

    A file that cannot be read never stops the start; it is put aside before a new one is written,
    and one of a newer version is not touched at all.

    Args:
        path: Where they are kept.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._presets: dict[str, Preset] = {}
        self.problem: Problem | None = None
        self._is_newer = False
        self._load()

    def __iter__(self) -> Iterator[Preset]:
        return iter(self._presets.values())

    def save(self, name: str, metrics: Iterable[str]) -> Preset:
        """Keep a choice under a name, in place of one that may have it.

        Raises:
            ProblemError: ``preset-name`` for a name that cannot be one, ``preset-empty``,
                ``preset-file-newer``, ``file-unwritable``. Nothing is changed then.
        """
        preset = Preset(_usable(name), tuple(dict.fromkeys(metrics)), is_own=True)
        if not preset.metrics:
            raise ProblemError(
                Problem("preset-empty", "No metric is ticked.", "Tick what the preset is to hold.")
            )
        self._write({**self._presets, preset.name: preset})
        return preset

    def rename(self, old: str, new: str) -> Preset:
        """Give a preset another name, which no other one may have.

        Raises:
            ProblemError: As `save`; ``preset-exists``, ``preset-missing``.
        """
        there = self._get(old)
        name = _usable(new)
        if name != old and name in self._presets:
            raise ProblemError(
                Problem(
                    "preset-exists",
                    f"There is a preset '{name}' already.",
                    "Choose another name, or delete that one first.",
                )
            )
        renamed = Preset(name, there.metrics, is_own=True)
        self._write(
            {
                one.name: one
                for one in (renamed if one is there else one for one in self._presets.values())
            }
        )
        return renamed

    def delete(self, name: str) -> None:
        """Forget a preset.

        Raises:
            ProblemError: ``preset-missing``, ``preset-file-newer``, ``file-unwritable``.
        """
        there = self._get(name)
        self._write({key: one for key, one in self._presets.items() if one is not there})

    def _get(self, name: str) -> Preset:
        if name not in self._presets:
            raise ProblemError(Problem("preset-missing", f"There is no preset '{name}'."))
        return self._presets[name]

    def _load(self) -> None:
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.problem = self._unreadable(type(error).__name__)
            return
        try:
            said = _File.model_validate_json(text)
        except ValidationError:
            self.problem = self._unreadable("it is damaged")
            return
        if said.version > _VERSION:
            self._is_newer = True
            self.problem = _newer(self._path)
            return
        self._presets = {
            one.name: Preset(one.name, one.metrics, is_own=True) for one in said.presets
        }

    def _unreadable(self, reason: str) -> Problem:
        return Problem(
            "presets-unreadable",
            f"Your presets cannot be read: {reason}.",
            f"The file is put aside as {self._aside.name} when a preset is saved.",
            str(self._path),
            Severity.WARNING,
        )

    @property
    def _aside(self) -> Path:
        return self._path.with_name(f"{self._path.name}.unreadable")

    def _write(self, presets: dict[str, Preset]) -> None:
        if self._is_newer:
            raise ProblemError(_newer(self._path))
        said = _File(
            version=_VERSION,
            presets=tuple(_Entry(name=one.name, metrics=one.metrics) for one in presets.values()),
        )
        if self.problem is not None:
            self._put_aside()
        replace_text(self._path, f"{said.model_dump_json(indent=1)}\n")
        self.problem = None
        self._presets = presets

    def _put_aside(self) -> None:
        try:
            self._path.replace(self._aside)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ProblemError(
                Problem(
                    "file-unwritable",
                    f"'{self._path}' cannot be put aside: {reason}.",
                    "Change the rights on its folder.",
                    self._path.name,
                )
            ) from error


def _usable(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > _LONGEST_NAME or not plain.isprintable():
        raise ProblemError(
            Problem(
                "preset-name",
                f"This cannot be the name of a preset: {plain[:_LONGEST_NAME]!r}.",
                f"Write one to {_LONGEST_NAME} letters.",
            )
        )
    return plain


def _newer(path: Path) -> Problem:
    return Problem(
        "preset-file-newer",
        "Your presets were written by a newer omgui.",
        "Update omgui to use them; the file is left as it is.",
        str(path),
        Severity.WARNING,
    )
