"""NAME_list.json and NAME_pairs.json, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from omgui.core.findings import Findings
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, Severity
from omgui.core.worklist import FrItem, ItemProblem, NrItem
from omgui.core.worklist_json import JsonFile, is_suspect
from omgui.core.yaml_lines import did_you_mean, shown

_MODES = ", ".join(mode.value for mode in Mode)
_SHAPES = {
    Media.IMAGE: 'Write {"reference": ["distorted", …]}, or set the type to vid.',
    Media.VIDEO: 'Write {"reference": [[["distorted", …], "same"], …]}, or set the type to img.',
}


def read_list(path: Path, place: str, findings: Findings) -> tuple[NrItem, ...]:
    """Read the files that no-reference metrics score.

    Args:
        path: NAME_list.json, a JSON array of paths.
        place: What the file is called in problems.
        findings: Takes what is wrong with it; the answer counts only where there is no error.

    Returns:
        One item per entry. A file listed twice is two items with one identity.
    """
    source = JsonFile.read(path, place, findings)
    if source is None:
        return ()
    if not isinstance(source.content, list):
        source.error("list-shape", "This is not a list of files.", 'Write ["file", …].', "")
        return ()
    first: dict[str, int] = {}
    items: list[NrItem] = []
    for row, entry in enumerate(source.content):
        if is_suspect(entry):
            source.judge_entry(entry, f"list[{row}]")
        if not isinstance(entry, str):
            continue
        if first.setdefault(entry, row) != row:
            source.findings.warn(
                "listed-twice",
                f"'{entry}' is listed twice, first as list[{first[entry]}].",
                "It is computed once and gets two rows. Remove one.",
                source.where(f"list[{row}]"),
            )
        items.append(NrItem(entry, row))
    if not source.content:
        findings.warn("list-empty", "The list names no file.", "Add the files to score.", place)
    source.close()
    return tuple(items)


def read_pairs(path: Path, place: str, media: Media, findings: Findings) -> tuple[FrItem, ...]:
    """Read the pairs that full-reference metrics score.

    Args:
        path: NAME_pairs.json: ``{"ref": ["dist", …]}`` for images,
            ``{"ref": [[["dist", …], mode], …]}`` for videos.
        place: What the file is called in problems.
        media: Which of the two shapes it has.
        findings: Takes what is wrong with it; the answer counts only where there is no error.

    Returns:
        One item per distorted file of every set that can be scored, with the row it has when the
        others are counted too.
    """
    source = JsonFile.read(path, place, findings)
    if source is None:
        return ()
    if not isinstance(source.content, dict):
        source.error("pairs-shape", "This is not a mapping of references.", _SHAPES[media], "")
        return ()
    if not source.content:
        findings.warn("list-empty", "The file names no pair.", "Add the pairs to score.", place)
    source.report_repeated_references()
    items = tuple(_PairsReader(source, media).items(source.content))
    source.close()
    return items


class _PairsReader:
    """Turns the content of NAME_pairs.json into items."""

    def __init__(self, source: JsonFile, media: Media) -> None:
        self._source = source
        self._media = media
        self._row = 0
        self._reference_of: dict[str, str] = {}
        self._shared: dict[str, list[str]] = {}

    def items(self, content: dict[str, object]) -> Iterator[FrItem]:
        """Yield every item in order, noting what is wrong on the way."""
        for reference, sets in content.items():
            path = f"pairs[{reference!r}]"
            if is_suspect(reference):
                self._source.judge_entry(reference, path, reference)
            yield from self._of_reference(reference, sets, path)
        for distorted, references in self._shared.items():
            named = " and ".join(f"'{name}'" for name in references)
            self._source.findings.warn(
                "two-references",
                f"'{distorted}' is listed under {len(references)} references: {named}.",
                "Rows of the result files name the distorted file only. Keep the right one.",
                self._source.where(f"pairs[{references[-1]!r}]", references[-1]),
            )

    def _of_reference(self, reference: str, sets: object, path: str) -> Iterator[FrItem]:
        groups = self._groups(reference, sets, path)
        if not groups and groups is not None:
            problem = _empty("The reference has no distorted files.")
            self._unscored(reference, (), problem.at(self._source.where(path, reference)), 0)
        seen: set[tuple[str, str]] = set()
        for group, (entries, written_mode) in enumerate(groups or ()):
            is_video = self._media is Media.VIDEO
            set_path = f"{path}[{group}]" if is_video else path
            entries_path = f"{set_path}[0]" if is_video else path
            files = self._files(reference, entries, entries_path)
            self._note_repeats(reference, files, str(written_mode), seen, entries_path)
            mode = _mode(written_mode) if is_video else None
            if not files:
                mode = _empty("The set has no distorted files.")
            if isinstance(mode, Problem):
                problem = mode.at(self._source.where(set_path, reference))
                self._unscored(reference, files, problem, group)
                continue
            for file in files:
                yield FrItem(reference, file, mode, group, self._row)
                self._row += 1

    def _unscored(
        self, reference: str, files: tuple[str, ...], problem: Problem, group: int
    ) -> None:
        item_problem = ItemProblem(reference, files, problem, group, self._row)
        self._source.findings.item_problems.append(item_problem)
        self._row += len(files)

    def _groups(
        self, reference: str, sets: object, path: str
    ) -> list[tuple[list[object], object]] | None:
        """Return the entries and the mode of every set; ``None`` where the shape is wrong."""
        if self._media is Media.IMAGE:
            if isinstance(sets, list) and not any(isinstance(entry, list) for entry in sets):
                return [(sets, None)] if sets else []
        elif isinstance(sets, list) and all(_is_set(entry) for entry in sets):
            return [(entry[0], entry[1]) for entry in sets]
        message = f"What stands for '{reference}' has the wrong form: {shown(sets)}."
        self._source.error("pairs-shape", message, _SHAPES[self._media], path, reference)
        return None

    def _files(self, reference: str, entries: list[object], path: str) -> tuple[str, ...]:
        files: list[str] = []
        for index, entry in enumerate(entries):
            if is_suspect(entry):
                self._source.judge_entry(entry, f"{path}[{index}]", reference)
            if isinstance(entry, str):
                files.append(entry)
                first = self._reference_of.setdefault(entry, reference)
                if first != reference:
                    references = self._shared.setdefault(entry, [first])
                    if reference not in references:
                        references.append(reference)
        return tuple(files)

    def _note_repeats(
        self,
        reference: str,
        files: tuple[str, ...],
        mode: str,
        seen: set[tuple[str, str]],
        path: str,
    ) -> None:
        for file in files:
            if (file, mode) in seen:
                self._source.findings.warn(
                    "listed-twice",
                    f"'{file}' is listed twice under '{reference}'.",
                    "It is computed once and gets two rows. Remove one.",
                    self._source.where(path, reference),
                )
            seen.add((file, mode))


def _is_set(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], list)


def _empty(message: str) -> Problem:
    hint = "Add the files, or remove it."
    return Problem("set-empty", message, hint, severity=Severity.WARNING)


def _mode(written: object) -> Mode | Problem:
    try:
        return Mode(written)
    except ValueError:
        hint = f"{did_you_mean(written, [mode.value for mode in Mode])} Modes are: {_MODES}."
        message = f"{shown(written)} is not a mode, so this set is not scored."
        return Problem("unknown-mode", message, hint.strip())
