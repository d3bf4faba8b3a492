"""Pairs from files of text that come with a dataset: ``info.txt``, a table of ratings.

Which of its columns name the references and which the distorted files is found out from the files
that are there: nobody has to describe the format. Names count with or without folders, with or
without their ending, relative to the list or to the folder of the dataset.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from omgui.core.metric_spec import Media
from omgui.core.pairing.applying import group
from omgui.core.pairing.cancelling import IsCancelled, never, watched
from omgui.core.pairing.ignored import why_ignored
from omgui.core.pairing.list_reading import Find, read_pair_list
from omgui.core.pairing.result import Leftover, LeftoverCode, Pairing, leftover
from omgui.core.problems import Problem, Severity

LIST_ENDINGS = ("txt", "csv", "tsv", "lst")
_CELL_LIMIT = 1024


@dataclass(frozen=True)
class ListedPairs:
    """What several lists come to.

    Attributes:
        pairing: Where every file landed.
        columns: Of each list: its name, the columns of references and of distorted files.
        problems: Lines that lead to no pair.
    """

    pairing: Pairing
    columns: tuple[tuple[str, int, int], ...]
    problems: tuple[Problem, ...]


def pair_by_lists(
    root: Path,
    lists: Sequence[str],
    paths: Sequence[str],
    media: Media | None = None,
    is_cancelled: IsCancelled = never,
) -> ListedPairs:
    """Pair files as lists say.

    Args:
        root: The folder of the dataset.
        lists: Paths of the lists, relative to it or absolute.
        paths: The files of the dataset, relative with '/'.
        media: What the dataset consists of.
        is_cancelled: Asked now and then.

    Raises:
        ProblemError: A list cannot be read, or names no pair.
        PairingCancelled: They are wanted no more.
    """
    files = list(dict.fromkeys(watched(paths, is_cancelled)))
    usable = [path for path in watched(files, is_cancelled) if why_ignored(path) is None]
    names = _Names(usable)
    said: dict[str, dict[str, str]] = {}  # distorted → its references, with the place of the line
    columns: list[tuple[str, int, int]] = []
    problems: list[Problem] = []
    for name in lists:
        found = read_pair_list(root / name, names.finder(_folder_of(root, name)), is_cancelled)
        columns.append((name, found.reference, found.distorted))
        problems += found.problems
        for line, distorted, reference in found.pairs:
            said.setdefault(distorted, {}).setdefault(reference, f"{name}, line {line}")
    pairing = _pairing(said, files, media, is_cancelled)
    return ListedPairs(pairing, tuple(columns), tuple(problems))


def find_lists(root: Path, paths: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """Return the lists with one of these names that lie beside files of a dataset."""
    folders = dict.fromkeys(path.rpartition("/")[0] for path in paths)
    places = (f"{folder}/{name}" if folder else name for folder in folders for name in names)
    return tuple(place for place in places if (root / place).is_file())


def _folder_of(root: Path, name: str) -> str:
    """Return the folder of a list as paths of the dataset begin with it; empty for elsewhere."""
    folder = (root / name).parent
    try:
        return folder.relative_to(root).as_posix().removeprefix(".")
    except ValueError:
        return ""


class _Names:
    """Finds files by what a list calls them."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._by_stem: dict[str, list[str]] = {}
        for path in paths:
            name = path.rpartition("/")[2].casefold()
            self._by_name.setdefault(name, []).append(path)
            self._by_stem.setdefault(name.rpartition(".")[0], []).append(path)

    def finder(self, folder: str) -> Find:
        """Return what finds the files that a list in a folder names."""
        return lambda text: self._find(text, folder)

    def _find(self, text: str, folder: str) -> str | None:
        wanted = text.replace("\\", "/").casefold().removeprefix("./").lstrip("/")
        if not wanted or len(wanted) > _CELL_LIMIT:
            return None
        name = wanted.rpartition("/")[2]
        named = self._by_name.get(name)
        if named is not None:
            return _nearest([it for it in named if _ends_with(it.casefold(), wanted)], folder)
        # A number is rather a rating than the name of a file without its ending.
        if name.replace(".", "").replace("-", "").isdecimal():
            return None
        stems = self._by_stem.get(name, ())
        fitting = (it for it in stems if _ends_with(it.casefold().rpartition(".")[0], wanted))
        return _nearest(list(fitting), folder)


def _ends_with(path: str, wanted: str) -> bool:
    return path == wanted or path.endswith(f"/{wanted}")


def _nearest(paths: Sequence[str], folder: str) -> str | None:
    """Return the only file, or the only one beside the list."""
    if len(paths) > 1:
        paths = [path for path in paths if path.rpartition("/")[0] == folder]
    return paths[0] if len(paths) == 1 else None


def _pairing(
    said: dict[str, dict[str, str]],
    files: Sequence[str],
    media: Media | None,
    is_cancelled: IsCancelled,
) -> Pairing:
    used = {reference for references in said.values() for reference in references}
    reference_of: dict[str, str] = {}
    left: dict[str, Leftover] = {}
    notes: list[Problem] = []
    for path in watched(files, is_cancelled):
        ignored = why_ignored(path)
        references = said.get(path, {})
        if ignored is not None:
            left[path] = Leftover(path, ignored)
        elif path in used:
            continue
        elif len(references) > 1:
            left[path] = leftover(path, LeftoverCode.AMBIGUOUS, tuple(references))
        elif references:
            reference_of[path] = next(iter(references))
        else:
            left[path] = leftover(path, LeftoverCode.NOT_LISTED)
    kept = set(reference_of.values())
    for path in used:
        references = said.get(path, {})
        if path in kept and references:
            notes.append(_also_distorted(path, references))
        elif path not in kept:
            code = LeftoverCode.BOTH_ROLES if references else LeftoverCode.REFERENCE_UNUSED
            left[path] = leftover(path, code, tuple(references))
    return Pairing(
        groups=group(reference_of, None, media, files, is_cancelled),
        leftovers=tuple(left[path] for path in files if path in left),
        notes=tuple(sorted(notes, key=lambda note: note.where)),
    )


def _also_distorted(path: str, references: dict[str, str]) -> Problem:
    reference, where = next(iter(references.items()))
    message = f"It is the reference of other files, and {where} compares it with '{reference}'."
    hint = "It is used as a reference only. Correct the list if that is wrong."
    return Problem("also-distorted", message, hint, path, Severity.WARNING)
