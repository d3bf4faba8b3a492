"""A folder listed for a dataset: its pictures and videos, and what is left out and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from omgui.core.metric_spec import Media
from omgui.core.pairing.ignored import media_of, why_ignored
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.seen_files import Seen
from omgui.media.magic import HEAD_BYTES, is_text, media_of_bytes

_TOLD_EVERY = 200  # files
_PROBED_LIMIT = 2_000  # files of each ending that are opened one by one
_RAW = frozenset({"yuv", "raw"})  # samples only: their bytes say nothing
_DEPTH_LIMIT = 60


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A picture or a video.

    Attributes:
        path: Relative to the folder, with '/'.
        size_bytes: Its size.
        media: What it is.
        modified_ms: When it was changed last, in milliseconds of the epoch.
    """

    path: str
    size_bytes: int
    media: Media
    modified_ms: int = 0


@dataclass(frozen=True, slots=True)
class IgnoredFile:
    """A file that is left out.

    Attributes:
        path: Relative to the folder, with '/'. Of a folder that is not looked into it ends with it.
        problem: Why.
    """

    path: str
    problem: Problem


@dataclass(frozen=True)
class FolderListing:
    """What is in a folder.

    Attributes:
        root: The folder.
        files: Pictures and videos, in the order of their paths.
        ignored: What is left out, and why.
        problems: Folders that could not be read.
        is_cancelled: Whether the listing was cancelled, so that files are missing.
    """

    root: Path
    files: tuple[ListedFile, ...] = ()
    ignored: tuple[IgnoredFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_cancelled: bool = False

    @cached_property
    def images(self) -> int:
        """Number of pictures."""
        return len(self.files) - self.videos

    @cached_property
    def videos(self) -> int:
        """Number of videos."""
        return sum(file.media is Media.VIDEO for file in self.files)

    @property
    def media(self) -> Media | None:
        """What the dataset consists of; ``None`` where there is nothing, or some of each."""
        if bool(self.images) == bool(self.videos):
            return None
        return Media.IMAGE if self.images else Media.VIDEO

    def paths(self, media: Media | None = None) -> tuple[str, ...]:
        """Return the paths of all files, or of those of one kind."""
        return self._paths[media]

    @cached_property
    def _paths(self) -> dict[Media | None, tuple[str, ...]]:
        found: dict[Media | None, tuple[str, ...]] = {
            media: tuple(file.path for file in self.files if file.media is media) for media in Media
        }
        found[None] = tuple(file.path for file in self.files)
        return found

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """Size and time of change of every file by its path."""
        return {file.path: Seen(file.size_bytes, file.modified_ms) for file in self.files}


def list_folder(
    root: Path,
    on_progress: Callable[[int], None] = lambda files: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> FolderListing:
    """List a folder with everything below it.

    Names are kept as they are. Links to folders are followed, but no folder is entered twice.

    Args:
        root: The folder.
        on_progress: Told the number of files now and then.
        is_cancelled: Asked as often; then what was found is returned.

    Raises:
        ProblemError: ``folder-missing`` or ``folder-unreadable``.
    """
    _check(root)
    walk = _Walk(root, on_progress, is_cancelled)
    walk.run()
    return FolderListing(
        root,
        tuple(sorted(walk.files, key=lambda file: _natural(file.path))),
        tuple(sorted(walk.ignored, key=lambda file: file.path)),
        tuple(walk.problems),
        walk.is_stopped,
    )


def _natural(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


def _check(root: Path) -> None:
    try:
        with os.scandir(root):
            return
    except FileNotFoundError as error:
        message, hint = "The folder does not exist.", "Choose another, or connect its drive."
        raise ProblemError(Problem("folder-missing", message, hint, str(root))) from error
    except NotADirectoryError as error:
        message, hint = "This is a file, not a folder.", "Choose the folder that it is in."
        raise ProblemError(Problem("folder-unreadable", message, hint, str(root))) from error
    except (OSError, ValueError) as error:
        raise ProblemError(_unreadable(str(root), error)) from error


def _unreadable(where: str, error: Exception) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    message = f"The folder cannot be read: {reason}."
    hint = "Change its rights, or check the network drive. Its files are missing here."
    return Problem("folder-unreadable", message, hint, where)


@dataclass
class _Walk:
    """Goes through a folder."""

    root: Path
    on_progress: Callable[[int], None]
    is_cancelled: Callable[[], bool]
    files: list[ListedFile] = field(default_factory=list)
    ignored: list[IgnoredFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_stopped: bool = False

    def __post_init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        self._probed: dict[str, int] = {}
        self._count = 0

    def run(self) -> None:
        """List everything, until it is cancelled."""
        folders = [""]
        while folders and not self.is_stopped:
            folder = folders.pop()
            inner = [path for path in self._entries(folder) if path.count("/") < _DEPTH_LIMIT]
            folders += reversed(inner)
        self.on_progress(self._count)

    def _entries(self, folder: str) -> Iterator[str]:
        """Note the files of a folder and yield the folders in it."""
        try:
            if not self._is_new(self.root / folder):
                return
            with os.scandir(self.root / folder) as entries:
                for entry in sorted(entries, key=lambda it: it.name):
                    if self._is_told_to_stop():
                        return
                    path = f"{folder}/{entry.name}" if folder else entry.name
                    if self._is_folder(entry):
                        if self._note_ignored(f"{path}/"):
                            yield path
                    elif self._note_ignored(path):
                        self._note(entry, path)
        except OSError as error:
            self.problems.append(_unreadable(folder, error))

    def _is_new(self, folder: Path) -> bool:
        """Whether a folder has not been entered: links can lead round in circles."""
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in self._seen and identity[1]:
            return False
        self._seen.add(identity)
        return True

    def _is_told_to_stop(self) -> bool:
        self._count += 1
        if self._count % _TOLD_EVERY == 0:
            self.on_progress(self._count)
            self.is_stopped = self.is_cancelled()
        return self.is_stopped

    @staticmethod
    def _is_folder(entry: os.DirEntry[str]) -> bool:
        try:
            return entry.is_dir()
        except OSError:
            return False

    def _note_ignored(self, path: str) -> bool:
        """Return whether a path is of interest; note why it is not."""
        reason = why_ignored(path)
        if reason is None and any("\ud800" <= character <= "\udfff" for character in path):
            message = "Its name contains bytes that are not text."
            reason = Problem("path-unusable", message, "Rename it.", path, Severity.WARNING)
        if reason is not None:
            self.ignored.append(IgnoredFile(path, reason))
        return reason is None

    def _note(self, entry: os.DirEntry[str], path: str) -> None:
        """Note a file: what it is by its ending and its first bytes."""
        try:
            status = entry.stat()
            size, modified_ms = status.st_size, status.st_mtime_ns // 1_000_000
            # An empty file with the right ending belongs to the dataset; the check tells of it.
            media, reason = self._media(entry, path) if size else (media_of(path), _EMPTY)
        except OSError as error:
            message = f"The file cannot be read: {error.strerror}."
            reason = Problem("file-unreadable", message, "Check its rights.")
            media, size, modified_ms = None, 0, 0
        if media is None:
            self.ignored.append(IgnoredFile(path, reason.at(path)))
        else:
            self.files.append(ListedFile(path, size, media, modified_ms))

    def _media(self, entry: os.DirEntry[str], path: str) -> tuple[Media | None, Problem]:
        by_name = media_of(path)
        ending = path.rpartition(".")[2].casefold()
        if by_name is not None and ending in _RAW:
            return by_name, _UNKNOWN
        self._probed[ending] = self._probed.get(ending, 0) + 1
        if by_name is not None and self._probed[ending] > _PROBED_LIMIT:
            return by_name, _UNKNOWN
        with Path(entry.path).open("rb", buffering=0) as file:
            head = file.read(HEAD_BYTES)
        by_bytes = media_of_bytes(head)
        if by_bytes is not None:
            return by_bytes, _UNKNOWN
        if is_text(head):
            return None, _TEXT
        return by_name, _UNKNOWN


_EMPTY = Problem(
    "file-empty", "The file is empty (0 bytes).", "Copy it again.", severity=Severity.WARNING
)
_TEXT = Problem(
    "not-media",
    "It contains text, whatever its name says.",
    "Download or copy it again if it should be a picture or a video.",
    severity=Severity.WARNING,
)
_UNKNOWN = Problem(
    "not-media",
    "It is neither a picture nor a video, as far as its name and first bytes tell.",
    severity=Severity.WARNING,
)
