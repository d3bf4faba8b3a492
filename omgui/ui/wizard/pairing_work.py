"""From decisions and a list of files to pairs: what the wizard computes in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from omgui.core.metric_spec import Media
from omgui.core.pairing import (
    Contradiction,
    IsCancelled,
    Leftover,
    LeftoverCode,
    ListingChange,
    Pairing,
    PairingRule,
    Proposal,
    RuleError,
    apply_rule,
    by_example,
    compare_listings,
    never,
    overrule,
    pair_by_lists,
    parse_rule,
    regex_rule,
    watched,
)
from omgui.core.pairing.cancelling import WatchedList
from omgui.core.pairing.result import leftover
from omgui.core.problems import Problem, ProblemError
from omgui.core.seen_files import Seen
from omgui.ui.wizard.decisions import Chosen, Decisions, Way
from omgui.ui.wizard.opened import Opened, new_file, written_pairing
from omgui.ui.wizard.pairs_index import PairsIndex, Reason, by_reason


@dataclass(frozen=True)
class Question:
    """What pairs are to be computed from.

    Attributes:
        decisions: What the person decided.
        root: The folder of the files.
        paths: The files of the folder.
        media: What they are.
        best: The proposal that counts where none was chosen.
        opened: The dataset as it was saved.
        seen: Returns what the files of the folder are like.
        is_cancelled: Asked now and then; then the work raises `PairingCancelled`.
    """

    decisions: Decisions
    root: Path
    paths: tuple[str, ...]
    media: Media | None
    best: Chosen | None = None
    opened: Opened | None = None
    seen: Callable[[], Mapping[str, Seen]] = dict
    is_cancelled: IsCancelled = never


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
        lists: Files of text in force instead of a rule.
        columns: Of each of them: its name, the columns of references and of distorted files.
        problems: What is wrong with moves made by hand, or with lists.
        contradictions: What is wrong with the examples.
        fault: Why the typed rule cannot be understood; then everything is left over.
        added: Files that are in the folder and were not in the dataset when it was saved.
        vanished: Files that the saved dataset names and that are not in the folder.
        changed: Files that it names and that have another size or time of change since.
    """

    pairing: Pairing
    index: PairsIndex = field(default_factory=PairsIndex)
    left: Mapping[Reason, tuple[Leftover, ...]] = field(default_factory=dict)
    rule: PairingRule | None = None
    recipe: str = ""
    lists: tuple[str, ...] = ()
    columns: tuple[tuple[str, int, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    fault: RuleFault | None = None
    added: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def pair(question: Question) -> Paired:
    """Compute what the decisions come to.

    Raises:
        PairingCancelled: It is wanted no more.
    """
    decisions, opened, is_cancelled = question.decisions, question.opened, question.is_cancelled
    since = _since_saved(question)
    held_back: tuple[str, ...] = ()
    if opened is not None and decisions.way is not Way.WRITTEN and not decisions.is_adding_new:
        wanted = set(decisions.overrules.moves)
        held_back = tuple(path for path in since.added if path not in wanted)
        out = set(held_back)
        question = replace(question, paths=tuple(p for p in question.paths if p not in out))
    found = _WAYS[decisions.way](question)
    pairing = found.pairing
    problems: tuple[Problem, ...] = ()
    if decisions.overrules.moves:
        mode = found.rule.mode if found.rule is not None else None
        pairing, problems = overrule(
            pairing, decisions.overrules, question.paths, mode, question.media, is_cancelled
        )
    if held_back:
        news = tuple(new_file(path) for path in held_back)
        pairing = replace(pairing, leftovers=(*pairing.leftovers, *news))
    # Both are kept by the pairing: asked for here, they cost the window nothing.
    _ = pairing.counts, pairing.field_names
    return replace(
        found,
        pairing=pairing,
        left=by_reason(pairing.leftovers, is_cancelled),
        index=PairsIndex.of(pairing, is_cancelled),
        problems=(*found.problems, *problems),
        added=since.added,
        vanished=since.vanished,
        changed=since.changed,
    )


def _since_saved(question: Question) -> ListingChange:
    """Return what changed in the folder, as far as it concerns the dataset."""
    opened = question.opened
    if opened is None:
        return ListingChange((), (), ())
    named = opened.paths
    vanished = tuple(sorted(named - frozenset(question.paths)))
    paths = WatchedList(question.paths, question.is_cancelled)
    if opened.seen:
        change = compare_listings(opened.seen, question.seen(), paths)
        added = tuple(path for path in change.added if path not in named)
        return ListingChange(added, vanished, tuple(it for it in change.changed if it in named))
    # Of a dataset of an earlier version or of the older tool, only the names are known.
    known = named
    if opened.settings is not None:
        known |= frozenset(opened.settings.overrules.moves)
    added = tuple(path for path in paths if path not in known)
    if added and opened.settings is not None and not opened.settings.lists:
        # What the saved rule leaves over may have been left over then already.
        as_saved, _ = opened.settings.pair(question.paths, question.media, question.is_cancelled)
        left_over = {one.path for one in as_saved.leftovers}
        added = tuple(path for path in added if path not in left_over)
    return ListingChange(added, vanished, ())


def _by_proposal(question: Question) -> Paired:
    chosen = question.decisions.chosen or question.best or Chosen(None)
    if chosen.lists:
        return replace(_listed(chosen.lists, question), recipe=chosen.recipe)
    pairing = _applied(chosen.rule, question)
    return Paired(pairing, rule=chosen.rule, recipe=chosen.recipe)


def _by_list(question: Question) -> Paired:
    lists = question.decisions.lists
    return _listed(lists, question) if lists else Paired(_all_left_over(question))


def _listed(lists: tuple[str, ...], question: Question) -> Paired:
    try:
        found = pair_by_lists(
            question.root, lists, question.paths, question.media, question.is_cancelled
        )
    except ProblemError as error:
        return Paired(_all_left_over(question), lists=lists, problems=(error.problem,))
    return Paired(found.pairing, lists=lists, columns=found.columns, problems=found.problems)


def _by_example(question: Question) -> Paired:
    examples = question.decisions.examples
    if not examples:
        return Paired(_all_left_over(question))
    found = by_example(examples, question.paths, question.media, question.is_cancelled)
    # Files are scored without reference where a person wants that, never for want of a rule.
    pairing = found.pairing if found.rule is not None else _all_left_over(question)
    return Paired(pairing, rule=found.rule, contradictions=found.contradictions)


def _by_rule(question: Question) -> Paired:
    decisions = question.decisions
    try:
        rule = _typed(decisions)
    except RuleError as error:
        return Paired(_all_left_over(question), fault=_fault(error, decisions))
    if rule is None:
        return Paired(_all_left_over(question))
    rule = rule.model_copy(update={"mode": decisions.mode})
    return Paired(_applied(rule, question), rule=rule)


def _as_written(question: Question) -> Paired:
    if question.opened is None:
        return Paired(_all_left_over(question))
    return Paired(written_pairing(question.opened, question.paths, question.is_cancelled))


_WAYS = {
    Way.PROPOSAL: _by_proposal,
    Way.EXAMPLE: _by_example,
    Way.RULE: _by_rule,
    Way.LIST: _by_list,
    Way.WRITTEN: _as_written,
}


def _applied(rule: PairingRule | None, question: Question) -> Pairing:
    return apply_rule(rule, question.paths, question.media, question.is_cancelled)


def _all_left_over(question: Question) -> Pairing:
    paths = watched(question.paths, question.is_cancelled)
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
    return Chosen(proposal.rule, str(name), proposal.lists)
