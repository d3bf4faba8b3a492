"""Recipes: what is known of public datasets, one file each in ``omgui/resources/recipes``."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from omgui.core.metric_spec import Media
from omgui.core.pairing.cancelling import IsCancelled, WatchedList, never
from omgui.core.pairing.ignored import why_ignored
from omgui.core.pairing.matching import Matcher
from omgui.core.pairing.rule import PairingRule
from omgui.core.pairing.template import AnyFolders, Atoms, parse_template

_ROOT = "omgui.resources"
_SAMPLE = 300  # files that are looked at before all are
_SURELY_BELOW = 0.8


class MosFile(BaseModel):
    """The file of people's ratings that comes with a dataset, as its authors publish it.

    Attributes:
        file: Its name.
        name_column: The column with the names of the distorted files; counted from 1 or by name.
        mos_column: The column with the rating.
        separator: What stands between columns; ``space`` for any run of spaces.
        has_header: Whether the first line names the columns.
        better: Whether a higher number is a better rating, or a lower one (DMOS).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    name_column: int | str
    mos_column: int | str
    separator: str = ","
    has_header: bool = True
    better: str = Field("higher", pattern="^(higher|lower)$")


class Recognition(BaseModel):
    """How the files of a dataset are recognised.

    Attributes:
        names: Templates of all its files, from the end of the path.
        share: The share of the files of a folder that must fit one of them.
        needs: The number of files that must fit each of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: Annotated[tuple[str, ...], Field(min_length=1)]
    share: float = Field(0.9, ge=0.5, le=1)
    needs: int = Field(5, ge=1)


class Recipe(BaseModel):
    """What is known of a public dataset.

    Attributes:
        name: Short name, that of its file.
        title: Its name as its authors write it.
        media: Pictures or videos.
        about: What it is, in a sentence.
        url: Where it is published.
        recognise: How its files are recognised.
        rule: What leads to the references; ``None`` where there are none, or lists say it.
        pair_lists: Names of files of text beside the files, which name the pairs.
        note: What a user should know about the pairs; may be empty.
        mos: The file of ratings, if its form is known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    media: Media
    about: str
    url: str = ""
    recognise: Recognition
    rule: PairingRule | None = None
    pair_lists: tuple[str, ...] = ()
    note: str = ""
    mos: MosFile | None = None

    def fits(self, files: Sequence[str]) -> bool:
        """Whether files are those of this dataset, by their names."""
        if len(files) > _SAMPLE:
            some = self._counts(random.Random(0).sample(files, _SAMPLE))
            if sum(some) < _SURELY_BELOW * self.recognise.share * _SAMPLE:
                return False
        counts = self._counts(files)
        is_enough = min(counts) >= self.recognise.needs
        return is_enough and sum(counts) >= self.recognise.share * len(files)

    def _counts(self, files: Sequence[str]) -> list[int]:
        """Return how many files fit each of the names; a file counts for the first."""
        matchers = _matchers(self.recognise.names)
        counts = [0] * len(matchers)
        for path in files:
            for index, alternatives in enumerate(matchers):
                if any(next(matcher.all(path), None) is not None for matcher in alternatives):
                    counts[index] += 1
                    break
        return counts


@lru_cache(maxsize=256)
def _matchers(names: tuple[str, ...]) -> tuple[tuple[Matcher, ...], ...]:
    found: list[tuple[Matcher, ...]] = []
    for name in names:
        variants: list[Atoms] = [(AnyFolders(), *it) for it in parse_template(name).variants]
        found.append(tuple(Matcher(it, frozenset(), ignore_case=False) for it in variants))
    return tuple(found)


@lru_cache(maxsize=1)
def load_recipes() -> tuple[Recipe, ...]:
    """Return all recipes by name."""
    folder = resources.files(_ROOT) / "recipes"
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in files}
    return tuple(read_recipe(name.removesuffix(".yaml"), text) for name, text in texts.items())


def read_recipe(name: str, text: str) -> Recipe:
    """Read one recipe.

    Args:
        name: Its name.
        text: YAML; the key ``rule`` holds ``lines`` as text, ``a -> b``.
    """
    values: Mapping[str, object] = yaml.safe_load(text)
    return Recipe.model_validate({"name": name, **values})


def find_recipe(name: str) -> Recipe | None:
    """Return the recipe with a name."""
    return next((recipe for recipe in load_recipes() if recipe.name == name), None)


def recognise(paths: Sequence[str], is_cancelled: IsCancelled = never) -> tuple[Recipe, ...]:
    """Return the recipes of datasets whose files these could be.

    Raises:
        PairingCancelled: They are wanted no more.
    """
    files = WatchedList((path for path in paths if why_ignored(path) is None), is_cancelled)
    if not files:
        return ()
    return tuple(recipe for recipe in load_recipes() if recipe.fits(files))
