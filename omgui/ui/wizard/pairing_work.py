"""From decisions and a list of files to pairs: what the wizard computes in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from omgui.core.metric_spec import Media
from omgui.core.pairing import (
    Contradiction,
    Leftover,
    LeftoverCode,
    Pairing,
    PairingRule,
    Proposal,
    RuleError,
    apply_rule,
    by_example,
    overrule,
    parse_rule,
    regex_rule,
)
from omgui.core.pairing.result import leftover
from omgui.core.problems import Problem
from omgui.ui.wizard.decisions import Chosen, Decisions, Way
from omgui.ui.wizard.opened import Opened, new_file, written_pairing
from omgui.ui.wizard.pairs_index import PairsIndex, Reason, by_reason


@dataclass(frozen=True)
class Question:
    """What pairs are to be computed from.

    Attributes:
        decisions: What the person decided.
        paths: The files of the folder.
        media: What they are.
        best: The proposal that counts where none was chosen.
        opened: The dataset as it was saved.
    """

    decisions: Decisions
    paths: tuple[str, ...]
    media: Media | None
    best: Chosen | None = None
    opened: Opened | None = None


@dataclass(frozen=True)
class RuleFault:
    """Where a typed rule cannot be understood.

    Attributes:
        problem: What is wrong.
        side: ``line`` for the typed lines, ``regex`` or ``reference`` in the expert's fields.
        line: Number of the line in the text, from 0.
        column: Place in that line, or in that field, from 0.
        length: How many characters it takes.
    """

    problem: Problem
    side: str
    line: int
    column: int
    length: int


@dataclass(frozen=True)
class Paired:
    """What the decisions come to.

    Attributes:
        pairing: Where every file landed.
        index: The same, for looking things up.
        left: What is in no group, by reason.
        rule: The rule in force; ``None`` where there is none.
        recipe: Name of the recipe it comes from, or empty.
        problems: What is wrong with moves made by hand.
        contradictions: What is wrong with the examples.
        fault: Why the typed rule cannot be understood; then everything is left over.
        added: Files that are in the folder and were not in the dataset when it was saved.
        vanished: Files that the saved dataset names and that are not in the folder.
    """

    pairing: Pairing
    index: PairsIndex = field(default_factory=PairsIndex)
    left: Mapping[Reason, tuple[Leftover, ...]] = field(default_factory=dict)
    rule: PairingRule | None = None
    recipe: str = ""
    problems: tuple[Problem, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    fault: RuleFault | None = None
    added: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


def pair(question: Question) -> Paired:
    """Compute what the decisions come to."""
    decisions, opened = question.decisions, question.opened
    added, vanished = _since_saved(question)
    held_back: tuple[str, ...] = ()
    if opened is not None and decisions.way is not Way.WRITTEN and not decisions.is_adding_new:
        wanted = set(decisions.overrules.moves)
        held_back = tuple(path for path in added if path not in wanted)
        out = set(held_back)
        question = replace(question, paths=tuple(p for p in question.paths if p not in out))
    found = _WAYS[decisions.way](question)
    pairing = found.pairing
    problems: tuple[Problem, ...] = ()
    if decisions.overrules.moves:
        mode = found.rule.mode if found.rule is not None else None
        pairing, problems = overrule(
            pairing, decisions.overrules, question.paths, mode, question.media
        )
    if held_back:
        news = tuple(new_file(path) for path in held_back)
        pairing = replace(pairing, leftovers=(*pairing.leftovers, *news))
    # Both are kept by the pairing: asked for here, they cost the window nothing.
    _ = pairing.counts, pairing.field_names
    return replace(
        found,
        pairing=pairing,
        left=by_reason(pairing.leftovers),
        index=PairsIndex.of(pairing),
        problems=(*found.problems, *problems),
        added=added,
        vanished=vanished,
    )


def _since_saved(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    opened = question.opened
    if opened is None:
        return (), ()
    known = opened.paths
    if opened.settings is not None:
        known |= frozenset(opened.settings.overrules.moves)
    there = frozenset(question.paths)
    added = tuple(path for path in question.paths if path not in known)
    if added and opened.settings is not None:
        # What the saved rule leaves over may have been left over then already.
        as_saved, _ = opened.settings.pair(question.paths, question.media)
        left_over = {one.path for one in as_saved.leftovers}
        added = tuple(path for path in added if path not in left_over)
    return added, tuple(sorted(opened.paths - there))


def _by_proposal(question: Question) -> Paired:
    chosen = question.decisions.chosen or question.best or Chosen(None)
    pairing = apply_rule(chosen.rule, question.paths, question.media)
    return Paired(pairing, rule=chosen.rule, recipe=chosen.recipe)


def _by_example(question: Question) -> Paired:
    examples = question.decisions.examples
    if not examples:
        return Paired(_all_left_over(question.paths))
    found = by_example(examples, question.paths, question.media)
    return Paired(found.pairing, rule=found.rule, contradictions=found.contradictions)


def _by_rule(question: Question) -> Paired:
    decisions = question.decisions
    try:
        rule = _typed(decisions)
    except RuleError as error:
        return Paired(_all_left_over(question.paths), fault=_fault(error, decisions))
    if rule is None:
        return Paired(_all_left_over(question.paths))
    rule = rule.model_copy(update={"mode": decisions.mode})
    return Paired(apply_rule(rule, question.paths, question.media), rule=rule)


def _as_written(question: Question) -> Paired:
    if question.opened is None:
        return Paired(_all_left_over(question.paths))
    return Paired(written_pairing(question.opened, question.paths))


_WAYS = {
    Way.PROPOSAL: _by_proposal,
    Way.EXAMPLE: _by_example,
    Way.RULE: _by_rule,
    Way.WRITTEN: _as_written,
}


def _all_left_over(paths: Sequence[str]) -> Pairing:
    return Pairing(leftovers=tuple(leftover(path, LeftoverCode.NO_RULE) for path in paths))


def _typed(decisions: Decisions) -> PairingRule | None:
    """Read what was typed; ``None`` where that is nothing.

    Raises:
        RuleError: It cannot be understood.
    """
    if decisions.is_expert:
        if not decisions.regex and not decisions.regex_reference:
            return None
        reference = decisions.regex_reference
        return regex_rule(decisions.regex, reference, ignore_case=decisions.ignore_case)
    lines = [line for line in decisions.lines.splitlines() if line.strip()]
    return parse_rule(lines, ignore_case=decisions.ignore_case) if lines else None


def _fault(error: RuleError, decisions: Decisions) -> RuleFault:
    if decisions.is_expert:
        side = "reference" if error.side == "reference" else "regex"
        return RuleFault(error.problem, side, 0, error.column, error.length)
    all_lines = decisions.lines.splitlines()
    numbers = [number for number, line in enumerate(all_lines) if line.strip()]
    number = numbers[min(error.line, len(numbers) - 1)]
    column = error.column + _side_start(all_lines[number], error.side)
    return RuleFault(error.problem, "line", number, column, error.length)


def _side_start(line: str, side: str) -> int:
    """Return where one side of a rule begins, behind the spaces before it."""
    if side == "rule":
        return 0
    start = 0
    if side == "reference":
        arrow = max(line.find("->") + 2, line.find("→") + 1)
        start = max(arrow, 0)
    return start + len(line[start:]) - len(line[start:].lstrip())


def chosen_of(proposal: Proposal) -> Chosen:
    """Return a proposal as a decision."""
    recipe = proposal.recipe
    name = getattr(recipe, "name", recipe) or ""
    return Chosen(proposal.rule, str(name))
