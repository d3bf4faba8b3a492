"""A rule applied to a list of files: every file gets one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.pairing.cancelling import IsCancelled, WatchedList, never, watched
from omgui.core.pairing.ignored import why_ignored
from omgui.core.pairing.matching import Values
from omgui.core.pairing.names import frame_rate
from omgui.core.pairing.result import Leftover, LeftoverCode, PairGroup, Pairing, leftover
from omgui.core.pairing.rule import CompiledLine, Key, PairingRule, public
from omgui.core.problems import Problem, Severity

_SAME_RATE = 0.01  # 29.97 and 30 are one rate in names


def apply_rule(
    rule: PairingRule | None,
    paths: Iterable[str],
    media: Media | None = None,
    is_cancelled: IsCancelled = never,
) -> Pairing:
    """Give every file its place.

    Args:
        rule: What leads from a distorted file to its reference; ``None`` where there are no
            references and every file is scored alone.
        paths: Relative paths with '/'; a path given twice counts once.
        media: What the dataset consists of; pictures have no modes.
        is_cancelled: Asked now and then.

    Raises:
        PairingCancelled: It is wanted no more.
    """
    files: list[str] = []
    leftovers: list[Leftover] = []
    for path in watched(dict.fromkeys(paths), is_cancelled):
        reason = why_ignored(path)
        if reason is None:
            files.append(path)
        else:
            leftovers.append(Leftover(path, reason))
    if rule is None:
        return Pairing(alone=tuple(files), leftovers=tuple(leftovers))
    files = WatchedList(files, is_cancelled)
    assignment = _Assignment(_compiled(rule), files)
    assignment.settle_double_roles()
    leftovers += assignment.leftovers()
    return Pairing(
        groups=group(assignment.reference_of, rule.mode, media, files, is_cancelled),
        leftovers=tuple(leftovers),
        notes=tuple(assignment.notes),
        fields={path: assignment.fields[path] for path in assignment.reference_of},
    )


def fields_of(rule: PairingRule | None, path: str) -> dict[str, str]:
    """Return what a rule finds in the name of a distorted file, without looking at the others.

    A name that can be read in several ways is read in the likeliest; :attr:`Pairing.fields` knows
    better, since it has seen which references there are.
    """
    for line in _compiled(rule) if rule else ():
        for values in line.readings(path):
            return public(values)
    return {}


def group(
    reference_of: dict[str, str],
    mode: Mode | None,
    media: Media | None,
    order: Iterable[str],
    is_cancelled: IsCancelled = never,
) -> tuple[PairGroup, ...]:
    """Put distorted files together that have one reference and whose frames are mapped alike.

    Args:
        reference_of: The reference of every distorted file, in the order of the files.
        mode: The mode of all of them; ``None`` to tell it by the frame rates in their names.
        media: Pictures have no modes.
        order: Paths in the order in which references are to come.
        is_cancelled: Asked now and then.

    Raises:
        PairingCancelled: It is wanted no more.
    """
    sets: dict[str, dict[tuple[Mode | None, str, float | None], list[str]]] = {}
    for distorted, reference in watched(reference_of.items(), is_cancelled):
        kind = _mode(reference, distorted, mode, media)
        sets.setdefault(reference, {}).setdefault(kind, []).append(distorted)
    return tuple(
        PairGroup(reference, tuple(distorted), kind, reason)
        for reference in order
        if reference in sets
        for (kind, reason, _), distorted in sets[reference].items()
    )


def _mode(
    reference: str, distorted: str, mode: Mode | None, media: Media | None
) -> tuple[Mode | None, str, float | None]:
    """Return the mode of a pair, the reason, and what else keeps it apart from other pairs."""
    if media is Media.IMAGE:
        return None, "", None
    rate = frame_rate(distorted)
    if mode is not None:
        return mode, "rule", rate if mode is Mode.REPEAT_EACH else None
    full = frame_rate(reference)
    if rate is None or full is None or rate > full * (1 + _SAME_RATE):
        return None, "", None
    if rate >= full * (1 - _SAME_RATE):
        return Mode.SAME, "fps-in-names", None
    return Mode.REPEAT_EACH, "fps-in-names", rate


@lru_cache(maxsize=32)
def _compiled(rule: PairingRule) -> tuple[CompiledLine, ...]:
    return tuple(CompiledLine(line, ignore_case=rule.ignore_case) for line in rule.lines)


@dataclass
class _Assignment:
    """Who belongs to whom, on the way."""

    lines: tuple[CompiledLine, ...]
    files: list[str]
    reference_of: dict[str, str] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reasons: dict[str, Leftover] = {}
        self._index = [self._references(line) for line in self.lines]
        self._fit_as_reference = {
            path: line
            for line, index in zip(self.lines, self._index, strict=True)
            for paths in index.values()
            for path in paths
        }
        for path in self.files:
            self._place(path)

    def _references(self, line: CompiledLine) -> dict[Key, list[str]]:
        index: dict[Key, list[str]] = {}
        for path in self.files:
            for key in line.reference_keys(path):
                known = index.setdefault(key, [])
                if not known or known[-1] != path:
                    known.append(path)
        return index

    def _place(self, path: str) -> None:
        """Find the reference of a file, or note why there is none."""
        missing: tuple[CompiledLine, Values] | None = None
        for line, index in zip(self.lines, self._index, strict=True):
            for values in line.readings(path):
                found = index.get(line.key(values), [])
                candidates = [other for other in found if other != path]
                if len(candidates) > 1:
                    fitting = tuple(candidates)
                    self._reasons[path] = leftover(path, LeftoverCode.AMBIGUOUS, fitting)
                    return
                if candidates:
                    self.reference_of[path] = candidates[0]
                    self.fields[path] = public(values)
                    return
                if not found and missing is None:
                    missing = line, values
        role = self._fit_as_reference.get(path)
        if role is not None and (missing is None or role.is_told_by_folder):
            return
        if missing is not None:
            expected = missing[0].expected(missing[1])
            reason = leftover(path, LeftoverCode.REFERENCE_MISSING, expected=expected)
        else:
            reason = leftover(path, LeftoverCode.NO_RULE)
        self._reasons[path] = reason

    def settle_double_roles(self) -> None:
        """Keep a file that is reference and distorted at once for the role that is surer."""
        used = set(self.reference_of.values())
        double = [path for path in self.reference_of if path in used]
        for path in double:
            other = self.reference_of[path]
            if self.reference_of.get(other) == path:
                self._reasons[path] = leftover(path, LeftoverCode.BOTH_ROLES, (other,))
        confused = {path for path in double if path in self._reasons}
        for path, reference in list(self.reference_of.items()):
            if path in confused:
                del self.reference_of[path]
            elif reference in confused:
                del self.reference_of[path]
                self._reasons[path] = leftover(path, LeftoverCode.BOTH_ROLES, (reference,))
            elif path in used:
                del self.reference_of[path]
                self._note_also_distorted(path, reference)

    def _note_also_distorted(self, path: str, reference: str) -> None:
        message = f"It is the reference of other files, and would fit as distorted '{reference}'."
        hint = "It is used as a reference only. Make the rule more exact if that is wrong."
        problem = Problem("also-distorted", message, hint, path, Severity.WARNING)
        self.notes.append(problem)

    def leftovers(self) -> list[Leftover]:
        """Return the files without a place, with the reason."""
        used = set(self.reference_of.values())
        return [
            self._reasons.get(path) or leftover(path, LeftoverCode.REFERENCE_UNUSED)
            for path in self.files
            if path not in used and path not in self.reference_of
        ]
