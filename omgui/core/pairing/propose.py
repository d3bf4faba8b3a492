"""Proposals: rules found in the names of the files alone, with what speaks for them."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from omgui.core.metric_spec import Media
from omgui.core.pairing.applying import apply_rule
from omgui.core.pairing.cancelling import (
    IsCancelled,
    PairingCancelled,
    WatchedList,
    never,
    stop_if,
)
from omgui.core.pairing.hypotheses import Hypothesis, Source, hypotheses
from omgui.core.pairing.ignored import why_ignored
from omgui.core.pairing.linking import link
from omgui.core.pairing.pair_lists import find_lists, pair_by_lists
from omgui.core.pairing.recipes import Recipe, recognise
from omgui.core.pairing.result import Pairing
from omgui.core.pairing.rule import PairingRule
from omgui.core.pairing.sketch import Sketch
from omgui.core.pairing.synthesis import synthesise
from omgui.core.problems import ProblemError

_SAMPLE = 600
_TRIED_ON = 3000  # files; the best are then tried on all
_FINALISTS = 4
_WORTH_SHARE = 0.3
_ALONE_CONFIDENCE = 0.5
_PRIORS = {
    Source.REFERENCE_FOLDER: 1.0,
    Source.REFERENCE_WORD: 0.97,
    Source.PREFIX: 0.96,
    Source.FRAME_RATE: 0.9,
    Source.ZERO: 0.85,
    Source.OTHER_FOLDER: 0.45,
}
_LONGER_NAMES_PRIOR = 0.8


@dataclass(frozen=True)
class Evidence:
    """What speaks for a proposal, in numbers.

    Attributes:
        source: What it stands on.
        word: The folder, word or frame rate that tells references, or the name of the dataset.
        references: References with distorted files.
        distorted: Distorted files that found their reference.
        alone: Files to be scored without reference.
        left_over: Files that would not be scored, without the ignored ones.
        fewest: Smallest number of distorted files of a reference; 0 where there are none.
        most: Largest number of distorted files of a reference.
        note: What a recipe says besides.
    """

    source: Source
    word: str
    references: int
    distorted: int
    alone: int
    left_over: int
    fewest: int
    most: int
    note: str = ""


@dataclass(frozen=True)
class Proposal:
    """A rule that fits, and what it comes to.

    Attributes:
        rule: The rule; ``None`` where there seem to be no references.
        pairing: Where it puts every file.
        evidence: What speaks for it.
        confidence: 0 to 1; from 0.5 on it is worth more than taking all files as they are.
        recipe: Name of the recipe that it comes from, or empty.
        lists: Files of text that say it instead of a rule, relative to the folder.
    """

    rule: PairingRule | None
    pairing: Pairing
    evidence: Evidence
    confidence: float
    recipe: str = ""
    lists: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What speaks for it, in words."""
        return sentence(self.evidence)


def propose(
    paths: Sequence[str],
    media: Media | None = None,
    is_cancelled: IsCancelled = never,
    *,
    with_recipes: bool = True,
    root: Path | None = None,
) -> list[Proposal]:
    """Find rules in the names of files.

    Args:
        paths: Relative paths with '/'.
        media: What the dataset consists of; pictures have no modes.
        is_cancelled: Asked now and then; what was found until then is returned.
        with_recipes: Whether public datasets are recognised.
        root: The folder that paths are relative to, for lists of pairs that known datasets have.

    Returns:
        The best first. That there are no references is always among them, unless cancelled.
    """
    search = _Search(paths, media, is_cancelled, root)
    with contextlib.suppress(PairingCancelled):
        search.run(with_recipes=with_recipes)
    return sorted(search.proposals, key=lambda proposal: -proposal.confidence)


@dataclass
class _Search:
    """Looks for proposals; those found until it is cancelled are kept."""

    paths: Sequence[str]
    media: Media | None
    is_cancelled: IsCancelled
    root: Path | None = None
    proposals: list[Proposal] = field(default_factory=list)

    def run(self, *, with_recipes: bool) -> None:
        """Find them all.

        Raises:
            PairingCancelled: They are wanted no more.
        """
        if with_recipes:
            self._note_recipes()
        self.proposals.append(no_references(self.paths, self.media, self.is_cancelled))
        known = {frozenset(it.pairing.reference_of.items()) for it in self.proposals}
        for hypothesis, rule in self._best():
            pairing = self._applied(rule, self.paths)
            if frozenset(pairing.reference_of.items()) in known:
                continue
            stop_if(self.is_cancelled)
            confidence = _confidence(hypothesis, pairing)
            stop_if(self.is_cancelled)
            evidence = evidence_of(pairing, hypothesis.source, hypothesis.word)
            self.proposals.append(Proposal(rule, pairing, evidence, confidence))

    def _applied(self, rule: PairingRule | None, paths: Sequence[str]) -> Pairing:
        return apply_rule(rule, paths, self.media, self.is_cancelled)

    def _note_recipes(self) -> None:
        """Note what is known of the public datasets that these could be."""
        for recipe in recognise(self.paths, self.is_cancelled):
            if self.media in {None, recipe.media}:
                lists, pairing = self._listed(recipe)
                pairing = pairing or self._applied(recipe.rule, self.paths)
                evidence = evidence_of(pairing, Source.RECIPE, recipe.title, recipe.note)
                share = _coverage(pairing) if recipe.rule is not None or lists else 1.0
                self.proposals.append(
                    Proposal(recipe.rule, pairing, evidence, share, recipe.name, lists)
                )

    def _listed(self, recipe: Recipe) -> tuple[tuple[str, ...], Pairing | None]:
        """Return the lists that come with a dataset, and what they come to."""
        if self.root is None or not recipe.pair_lists:
            return (), None
        lists = find_lists(self.root, self.paths, recipe.pair_lists)
        try:
            found = pair_by_lists(self.root, lists, self.paths, self.media, self.is_cancelled)
        except ProblemError:  # without them it is what it was before: files without references
            return (), None
        return (lists, found.pairing) if found.pairing.groups else ((), None)

    def _best(self) -> list[tuple[Hypothesis, PairingRule]]:
        """Return the best rules, as tried on some of the files."""
        names = (path for path in dict.fromkeys(self.paths) if why_ignored(path) is None)
        sketches = WatchedList(map(Sketch, names), self.is_cancelled)
        found: dict[tuple[object, ...], tuple[float, Hypothesis, PairingRule]] = {}
        for hypothesis in hypotheses(sketches):
            for rule, subset in _rules(hypothesis):
                pairing = self._applied(rule, subset)
                score = _confidence(hypothesis, pairing)
                key = tuple(sorted(pairing.reference_of.items()))
                if score > 0.05 and (key not in found or found[key][0] < score):
                    found[key] = (score, hypothesis, rule)
        best = sorted(found.values(), key=lambda item: -item[0])[:_FINALISTS]
        return [(hypothesis, rule) for _, hypothesis, rule in best]


def no_references(
    paths: Sequence[str], media: Media | None = None, is_cancelled: IsCancelled = never
) -> Proposal:
    """Return the proposal to score every file alone.

    Raises:
        PairingCancelled: It is wanted no more.
    """
    pairing = apply_rule(None, paths, media, is_cancelled)
    evidence = evidence_of(pairing, Source.NO_REFERENCES, "")
    return Proposal(None, pairing, evidence, _ALONE_CONFIDENCE)


def evidence_of(pairing: Pairing, source: Source, word: str, note: str = "") -> Evidence:
    """Return what speaks for a pairing."""
    sizes: dict[str, int] = {}
    for group in pairing.groups:
        sizes[group.reference] = sizes.get(group.reference, 0) + len(group.distorted)
    counts = pairing.counts
    return Evidence(
        source=source,
        word=word,
        references=counts.references,
        distorted=counts.distorted,
        alone=counts.alone,
        left_over=counts.leftovers,
        fewest=min(sizes.values(), default=0),
        most=max(sizes.values(), default=0),
        note=note,
    )


def _rules(hypothesis: Hypothesis) -> list[tuple[PairingRule, list[str]]]:
    """Return rules for a guess, each with the files on which it is to be tried."""
    sample = _sample(hypothesis.others, _SAMPLE)
    pairs = link(hypothesis, sample)
    if len(pairs) < _WORTH_SHARE * len(sample):
        return []
    lines, ignore_case = synthesise(pairs)
    if len(hypothesis.others) > _TRIED_ON:
        # Which references are unused cannot be told from some of the distorted files: of those
        # that are tried, only their own references come along. All files count in the end.
        tried = _sample(hypothesis.others, _TRIED_ON)
        used = {reference for _, reference in (*pairs, *link(hypothesis, tried))}
    else:
        used = {reference for _, reference in pairs}
        unused = [it for it in hypothesis.references if it.path not in used]
        tried = [*hypothesis.others, *_sample(unused, _TRIED_ON)]
    subset = [*used, *(it.path for it in tried)]
    rules = [PairingRule(lines=tuple(lines[:count]), ignore_case=ignore_case) for count in (1, 6)]
    return [(rule, subset) for rule in dict.fromkeys(rules)]


def _sample(sketches: Sequence[Sketch], count: int) -> Sequence[Sketch]:
    """Choose some, always the same, but not at equal distances: names come in regular order."""
    if len(sketches) <= count:
        return sketches
    return random.Random(count).sample(sketches, count)


def _confidence(hypothesis: Hypothesis, pairing: Pairing) -> float:
    prior = _PRIORS[hypothesis.source]
    if hypothesis.source is Source.OTHER_FOLDER and _has_longer_names(pairing):
        prior = _LONGER_NAMES_PRIOR
    return hypothesis.weight * prior * _coverage(pairing)


def _coverage(pairing: Pairing) -> float:
    """Return 0 to 1: how many files a rule accounts for."""
    counts = pairing.counts
    if not counts.distorted:
        return 0.0
    lost = counts.leftovers - counts.unused_references
    used = counts.references / (counts.references + counts.unused_references)
    return counts.distorted / (counts.distorted + lost) * (0.4 + 0.6 * used)


def _has_longer_names(pairing: Pairing) -> bool:
    """Whether something is added to the name of the reference in those of its distorted files."""
    return all(
        len(Sketch(distorted).stem) > len(Sketch(reference).stem)
        for distorted, reference in pairing.reference_of.items()
    )


def sentence(evidence: Evidence) -> str:
    """Say in words what speaks for a proposal."""
    numbers = (
        f"{evidence.references:,} references, {evidence.distorted:,} distorted,"
        f" {evidence.left_over:,} left over."
    )
    if not evidence.references:
        numbers = f"No references: {evidence.alone:,} files, each scored by itself."
    because = _BECAUSE[evidence.source].format(word=evidence.word)
    return " ".join(part for part in (numbers, because, evidence.note) if part)


_BECAUSE = {
    Source.RECIPE: "The names are those of {word}.",
    Source.REFERENCE_FOLDER: "The folder '{word}' holds the references.",
    Source.REFERENCE_WORD: "'{word}' in the name marks the references.",
    Source.PREFIX: "Names of distorted files begin with that of their reference.",
    Source.FRAME_RATE: "References have the highest frame rate, {word} a second.",
    Source.ZERO: "'{word}' in the name marks what was left as it is.",
    Source.NO_REFERENCES: "",
    Source.OTHER_FOLDER: "Names in '{word}' come back in the other folders.",
}
