"""What earlier runs left in the store: problems, flagged scores, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from omgui.cli.checks.files import Facts
from omgui.cli.checks.findings import Finding, Weight
from omgui.cli.stored import reading
from omgui.core.dataset import Dataset
from omgui.core.problems import Problem, ProblemError
from omgui.core.words import counted
from omgui.engine.identity import Identities
from omgui.engine.plan import Plan
from omgui.engine.store import ScoreTarget, StoredScore
from omgui.engine.unused_scores import unused_scores


@dataclass(frozen=True)
class History:
    """What is known from earlier runs.

    Attributes:
        open: Scores that a run would compute.
        done: Scores that a run would keep.
        findings: What they left to be said.
    """

    open: tuple[ScoreTarget, ...]
    done: int
    findings: tuple[Finding, ...]


def weights_used(dataset: Dataset) -> dict[str, dict[str, str]]:
    """Return the weights of the newest stored score of each metric; nothing without a store."""
    try:
        with reading(dataset.store) as store:
            return store.checkpoints_used()
    except ProblemError:  # history() says it
        return {}


def history(
    dataset: Dataset,
    plan: Plan,
    facts: Mapping[str, Facts | Problem],
    identities: Identities,
) -> History:
    """Read the store, if there is one, and compare it with what a run would ask for.

    Args:
        dataset: The dataset.
        plan: Every score that a run would ask for, under its present key.
        facts: What is known of the files; a problem that they still have is not said twice.
        identities: Of the files.
    """
    targets = plan.targets()
    if not dataset.store.exists():
        return History(tuple(targets), 0, _unused(unused_scores(dataset, plan, None, identities)))
    try:
        with reading(dataset.store) as store:
            stored, runs = store.scores(), store.runs()
            unused = unused_scores(dataset, plan, store, identities)
    except ProblemError as error:
        return History(tuple(targets), 0, (Finding.of(error.problem),))
    known = {target: stored[target] for target in targets if target in stored}
    left = tuple(
        target for target in targets if target not in known or known[target].state != "done"
    )
    able = {t: score for t, score in known.items() if t.metric not in plan.unavailable}
    findings = [*_problems(able, facts), *_flagged(known), *_unused(unused)]
    has_ended = not runs or runs[-1][2] == "completed"
    done = len(targets) - len(left)
    failed = sum(target in known and known[target].state == "problem" for target in left)
    if len(left) > failed and (done or failed or not has_ended):
        untried = len(left) - failed
        finding = _unfinished(dataset, untried, failed, len(targets), has_ended=has_ended)
        findings.append(finding)
    return History(left, done, tuple(findings))


def _problems(
    known: Mapping[ScoreTarget, StoredScore], facts: Mapping[str, Facts | Problem]
) -> Iterator[Finding]:
    """Yield what the last run could not compute, all metrics of an item in one finding."""
    metrics: dict[tuple[str, Problem], list[str]] = {}
    for target, score in known.items():
        if score.state != "problem" or score.problem is None:
            continue
        seen = (facts.get(target.file), facts.get(target.reference))
        if score.problem.code not in [one.code for one in seen if isinstance(one, Problem)]:
            metrics.setdefault((_item(target), score.problem.at("")), []).append(target.metric)
    for (item, problem), names in metrics.items():
        yield Finding(
            "last-run-problem",
            Weight.ERROR,
            f"{', '.join(names)}: {problem.message}",
            "The next run tries them again.",
            item,
            len(names),
        )


def _flagged(known: Mapping[ScoreTarget, StoredScore]) -> Iterator[Finding]:
    """Yield scores from fewer frames than expected, or with a warning."""
    metrics: dict[tuple[str, str], list[str]] = {}
    for target, score in known.items():
        if score.state != "done":
            continue
        said = [] if score.problem is None else [score.problem.message]
        if score.frames_scored < score.frames_expected:
            said.insert(0, f"from {score.frames_scored} of {score.frames_expected} frames.")
        if said:
            metrics.setdefault((_item(target), " ".join(said)), []).append(target.metric)
    for (item, said_of_it), names in metrics.items():
        message = f"{', '.join(names)}: {said_of_it}"
        yield Finding("last-run-flagged", Weight.WARNING, message, "", item, len(names))


def _unused(said: tuple[str, ...]) -> tuple[Finding, ...]:
    return tuple(Finding("scores-unused", Weight.NOTE, text) for text in said)


def _unfinished(
    dataset: Dataset, untried: int, failed: int, total: int, *, has_ended: bool
) -> Finding:
    others = f" {counted(failed, 'other')} could not be computed." if failed else ""
    reason = "" if has_ended else " The last run did not come to its end, or is still going on."
    return Finding(
        "unfinished",
        Weight.NOTE,
        f"{untried} of {counted(total, 'score')} {'is' if untried == 1 else 'are'} not computed "
        f"yet.{others}{reason}",
        f"`omgui run {dataset.name}` continues.",
        "",
        untried,
    )


def _item(target: ScoreTarget) -> str:
    if not target.reference:
        return target.file
    mode = f" ({target.mode})" if target.mode else ""
    return f"{target.file} | {target.reference}{mode}"
