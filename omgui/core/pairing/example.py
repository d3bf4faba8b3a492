"""Rules from examples: a distorted file and its reference, shown by a person."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from omgui.core.metric_spec import Media
from omgui.core.pairing.alignment import align
from omgui.core.pairing.applying import apply_rule
from omgui.core.pairing.cancelling import IsCancelled, never, watched
from omgui.core.pairing.result import Pairing
from omgui.core.pairing.rule import PairingRule
from omgui.core.pairing.sketch import Sketch
from omgui.core.pairing.synthesis import Freedom, synthesise

_TRIED_ON = 5000
Example = tuple[str, str]


@dataclass(frozen=True)
class Contradiction:
    """Why examples cannot all be right, or lead to no rule.

    Attributes:
        code: ``same-file``, ``two-references``, ``both-roles``, ``not-listed``,
            ``nothing-in-common`` or ``not-reproduced``.
        message: One sentence.
        hint: What to do about it.
        examples: Which examples it concerns, from 0.
    """

    code: str
    message: str
    hint: str
    examples: tuple[int, ...]


@dataclass(frozen=True)
class Generalisation:
    """What examples lead to.

    Attributes:
        rule: The rule; ``None`` where the examples lead to none.
        pairing: Where it puts every file.
        contradictions: What is wrong with the examples.
    """

    rule: PairingRule | None
    pairing: Pairing
    contradictions: tuple[Contradiction, ...] = ()


def by_example(
    examples: Sequence[Example],
    paths: Sequence[str],
    media: Media | None = None,
    is_cancelled: IsCancelled = never,
) -> Generalisation:
    """Find the rule that examples stand for.

    What the examples leave open is decided by the other files: of the rules that fit the examples,
    the one is taken that pairs most of them, and of those the narrowest.

    Args:
        examples: Pairs of distorted file and reference.
        paths: All files of the dataset.
        media: What the dataset consists of; pictures have no modes.
        is_cancelled: Asked now and then.

    Raises:
        PairingCancelled: It is wanted no more.
    """

    def applied(rule: PairingRule | None, files: Sequence[str]) -> Pairing:
        return apply_rule(rule, files, media, is_cancelled)

    contradictions = _contradictions(examples, set(paths))
    wrong = {index for found in contradictions for index in found.examples}
    usable = [example for index, example in enumerate(examples) if index not in wrong]
    if not usable:
        pairing = applied(None, paths)
        return Generalisation(None, pairing, tuple(contradictions))
    tried = _tried_on(usable, paths, is_cancelled)
    rule = max(_candidates(usable), key=lambda it: _score(it, usable, applied(it, tried)))
    pairing = applied(rule, paths)
    plainer = _plainer(rule, pairing, is_cancelled)
    if plainer != rule:
        again = applied(plainer, paths)
        if again.reference_of == pairing.reference_of:
            rule, pairing = plainer, again
    contradictions += _not_reproduced(examples, wrong, pairing)
    return Generalisation(rule, pairing, tuple(contradictions))


def _tried_on(
    examples: Sequence[Example], paths: Sequence[str], is_cancelled: IsCancelled
) -> list[str]:
    """Return files to try rules on: all of a small dataset, else those most like the examples."""
    if len(paths) <= _TRIED_ON:
        return list(paths)
    step = len(paths) // _TRIED_ON + 1
    shown = [path for example in examples for path in example]
    references = {Sketch(reference).folders for _, reference in examples}
    all_paths = watched(paths, is_cancelled)
    near = [path for path in all_paths if Sketch(path).folders in references][:_TRIED_ON]
    return list(dict.fromkeys([*shown, *near, *paths[::step]]))


def _candidates(examples: Sequence[Example]) -> list[PairingRule]:
    """Return rules for examples, the narrow ones first."""
    found: dict[PairingRule, None] = {}
    for choices in product((False, True), repeat=3):
        lines, ignore_case = synthesise(examples, Freedom(*choices))
        for fold in (ignore_case, True):
            found[PairingRule(lines=tuple(lines), ignore_case=fold)] = None
    return list(found)


def _score(rule: PairingRule, examples: Sequence[Example], pairing: Pairing) -> tuple[int, ...]:
    """Judge a rule: examples first, then what it pairs, what it confuses, how wide it is."""
    counts = pairing.counts
    right = sum(pairing.reference_of.get(path) == reference for path, reference in examples)
    return (
        right,
        counts.distorted - counts.ambiguous,
        -counts.unused_references,
        -int(rule.ignore_case),
    )


def _plainer(rule: PairingRule, pairing: Pairing, is_cancelled: IsCancelled) -> PairingRule:
    """Return the rule with everything written out that is the same for all pairs."""
    pairs = list(pairing.reference_of.items())
    if len(pairs) > _TRIED_ON:
        pairs = random.Random(0).sample(pairs, _TRIED_ON)
    lines, ignore_case = synthesise(watched(pairs, is_cancelled))
    return PairingRule(lines=tuple(lines), ignore_case=ignore_case) if lines else rule


def _contradictions(examples: Sequence[Example], paths: set[str]) -> list[Contradiction]:
    found: list[Contradiction] = []
    by_distorted: dict[str, list[int]] = {}
    for index, (distorted, reference) in enumerate(examples):
        by_distorted.setdefault(distorted, []).append(index)
        missing = [path for path in (distorted, reference) if path not in paths]
        if distorted == reference:
            found.append(_found("same-file", (index,), distorted))
        elif missing:
            found.append(_found("not-listed", (index,), missing[0]))
        elif not align(Sketch(distorted), Sketch(reference)).has_shared:
            found.append(_found("nothing-in-common", (index,), distorted, reference))
    references = {reference: index for index, (_, reference) in enumerate(examples)}
    for distorted, indices in by_distorted.items():
        if len({examples[index][1] for index in indices}) > 1:
            found.append(_found("two-references", tuple(indices), distorted))
        if distorted in references and distorted != examples[indices[0]][1]:
            both = tuple(sorted({*indices, references[distorted]}))
            found.append(_found("both-roles", both, distorted))
    return found


def _not_reproduced(
    examples: Sequence[Example], wrong: set[int], pairing: Pairing
) -> list[Contradiction]:
    return [
        _found("not-reproduced", (index,), distorted, reference)
        for index, (distorted, reference) in enumerate(examples)
        if index not in wrong and pairing.reference_of.get(distorted) != reference
    ]


def _found(code: str, examples: tuple[int, ...], *names: str) -> Contradiction:
    message, hint = _WORDS[code]
    return Contradiction(code, message.format(*names), hint, examples)


_WORDS = {
    "same-file": (
        "'{0}' cannot be its own reference.",
        "Choose another file as the reference.",
    ),
    "not-listed": (
        "'{0}' is not among the files.",
        "Take the example back, or list the folder again.",
    ),
    "nothing-in-common": (
        "The names of '{0}' and '{1}' have nothing in common from which a rule could follow.",
        "Pair them by hand.",
    ),
    "two-references": (
        "'{0}' is shown with different references.",
        "Take all but one of these examples back.",
    ),
    "both-roles": (
        "'{0}' is shown as a distorted file and as a reference.",
        "Take one of these examples back.",
    ),
    "not-reproduced": (
        "No rule was found that fits the other examples and gives '{0}' the reference '{1}'.",
        "Pair it by hand, or write a rule.",
    ),
}
