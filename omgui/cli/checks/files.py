"""Every listed file, looked at once: is it there, what is it, what is odd about it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from omgui.cli.checks.findings import Finding, Weight
from omgui.core.dataset import Dataset
from omgui.core.media_facts import FileFacts
from omgui.core.metric_spec import Kind, Media
from omgui.core.oddities import file_oddities
from omgui.core.problems import Problem, ProblemError
from omgui.engine.identity import Identities
from omgui.engine.plan import Plan
from omgui.media.image_probe import probe_image
from omgui.media.video_probe import probe_video

Facts = FileFacts
_THREADS = 8  # most of the time goes into waiting for disks
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_UNLISTED_SHOWN = 1000  # also in JSON: a wrong folder can hold millions


def listed_files(dataset: Dataset) -> list[str]:
    """Return every file that a list names, once."""
    pairs = [name for item in dataset.worklist.fr for name in (item.reference, item.distorted)]
    return list(dict.fromkeys([*pairs, *(item.file for item in dataset.worklist.nr)]))


def probe_files(
    dataset: Dataset, names: Sequence[str], identities: Identities, on_done: Callable[[], None]
) -> dict[str, Facts | Problem]:
    """Look at files, several at a time.

    Args:
        dataset: Their dataset.
        names: Their names as listed.
        identities: Filled on the way, since each file is open anyway.
        on_done: Called after each.

    Returns:
        By name, what each is or why it cannot be used.
    """
    probe = probe_image if dataset.config.type is Media.IMAGE else probe_video

    def look(name: str) -> Facts | Problem:
        path = dataset.root / name
        try:
            facts = probe(path)
        except ProblemError as error:
            return replace(error.problem, hint=_better_hint(path, error.problem), where=name)
        identities[path]  # remembers it
        return facts

    found: dict[str, Facts | Problem] = {}
    with ThreadPoolExecutor(_THREADS) as pool:
        jobs = {pool.submit(look, name): name for name in names}
        try:
            for job in as_completed(jobs):
                found[jobs[job]] = job.result()
                on_done()
        except BaseException:  # Ctrl-C should not wait for a network drive
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {name: found[name] for name in names}


def _better_hint(path: Path, problem: Problem) -> str:
    """Name the file that was meant, where only letter case or accents are written differently."""
    if problem.code != "file-missing":
        return problem.hint
    try:
        beside = [other.name for other in path.parent.iterdir()]
    except OSError:
        return f"The folder '{path.parent}' cannot be opened. Check 'dataset_pth' and the path."
    same = [name for name in beside if _alike(name) == _alike(path.name)]
    return f"There is '{same[0]}', which is written differently." if same else problem.hint


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def scores_by_file(plan: Plan) -> Counter[str]:
    """Return how many scores need each file."""
    needs: Counter[str] = Counter()
    for target in plan.targets():
        needs[target.file] += 1
        if target.reference:
            needs[target.reference] += 1
    return needs


def file_findings(
    dataset: Dataset, facts: Mapping[str, Facts | Problem], needs: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield what is wrong with, or odd about, single files."""
    refuses = dataset.config.omgui.damaged_videos == "refuse"
    for name, found in facts.items():
        scores = needs.get(name, 0)
        if isinstance(found, Problem):
            yield Finding.of(found, scores=scores)
            continue
        for oddity in file_oddities(found, refuses_damaged=refuses):
            yield Finding.of_mismatch(oddity, where=name, scores=scores)


def not_refused(
    dataset: Dataset, facts: Mapping[str, Facts | Problem]
) -> dict[str, Facts | Problem]:
    """Return what is known of files that a run will score; of the others, enough was said."""
    refuses = dataset.config.omgui.damaged_videos == "refuse"
    return {
        name: found
        for name, found in facts.items()
        if isinstance(found, Problem)
        or all(
            oddity.weight is not Weight.ERROR
            for oddity in file_oddities(found, refuses_damaged=refuses)
        )
    }


def unlisted_findings(dataset: Dataset, names: Sequence[str]) -> Iterator[Finding]:
    """Yield files in the folders of listed files that are in no list, and listed ones in no pair.

    Args:
        dataset: The dataset.
        names: Every listed file.
    """
    listed = {_alike(str(dataset.root / name)) for name in names}
    folders = dict.fromkeys((dataset.root / name).parent for name in names)
    left = 0
    for folder in folders:
        for path in _files_of(folder):
            if _alike(str(path)) not in listed and path != dataset.log:
                left += 1
                if left <= _UNLISTED_SHOWN:
                    where = _relative(path, dataset.root)
                    yield Finding("file-unlisted", Weight.NOTE, "It is in no list.", "", where)
    if left > _UNLISTED_SHOWN:
        message = f"{left - _UNLISTED_SHOWN} more files are in no list."
        yield Finding("file-unlisted", Weight.NOTE, message, "", str(dataset.root))
    if dataset.worklist.fr and any(spec.kind is Kind.FR for spec in dataset.metrics):
        paired = {name for item in dataset.worklist.fr for name in (item.reference, item.distorted)}
        for item in dataset.worklist.nr:
            if item.file not in paired:
                message = "It is listed, but in no pair."
                yield Finding("file-in-no-pair", Weight.NOTE, message, "", item.file)


def _files_of(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        path
        for path in entries
        if not path.name.startswith(".")
        and path.name.lower() not in _SYSTEM_FILES
        and path.is_file()
    ]


def _relative(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)
