"""What lies in a folder or zip archive that somebody carried over, one entry after the other."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from omgui.core.problems import Problem, ProblemError
from omgui.weights.words import system_words

_ENDINGS = frozenset({".pt", ".pth", ".pkl", ".bin", ".ckpt", ".tar", ".safetensors", ".mat"})
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Entry:
    """A file that may be a checkpoint.

    Attributes:
        shown: Its name for people: relative to what it was found in.
        parents: Names of the folders it lies in, the nearest first.
        name: Its own name.
        size_bytes: Its size, as far as its container tells the truth.
        open: Opens it for reading.
        fault: Why it must not be read, empty if it may.
    """

    shown: str
    parents: tuple[str, ...]
    name: str
    size_bytes: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    fault: str = ""

    @property
    def is_likely(self) -> bool:
        """Whether its ending is one that checkpoints have."""
        return PurePosixPath(self.name).suffix.lower() in _ENDINGS


def entries(source: Path) -> Iterator[Entry]:
    """Yield what a folder (with all folders in it), a zip archive, or a single file holds.

    Links that lead out of the folder, and entries of an archive that are links, encrypted, or
    would leave it, carry a fault. Archives in a folder are looked into; archives in archives are
    not.

    Raises:
        ProblemError: ``import-missing`` or ``import-unreadable``.
    """
    try:
        if source.is_dir():
            yield from _in_folder(source)
        elif is_archive(source):
            yield from _in_archive(source, source.name)
        elif source.exists():
            yield _of_file(source, source.parent, source.name)
        else:
            message = f"There is no '{source}'."
            hint = "Name the folder, zip archive or file that holds the checkpoints."
            raise ProblemError(Problem("import-missing", message, hint))
    except OSError as error:
        raise ProblemError(
            Problem(
                "import-unreadable",
                f"'{source}' cannot be read: {system_words(error)}.",
                "Look whether the drive is still there, and whether you may read it.",
            )
        ) from error


def is_archive(path: Path) -> bool:
    """Whether a file is an archive for people; PyTorch's own files are zip archives, too."""
    return path.suffix.lower() == ".zip" and path.is_file()


def _in_folder(folder: Path) -> Iterator[Entry]:
    for base, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = Path(base) / name
            if is_archive(path):
                try:
                    yield from _in_archive(path, path.relative_to(folder).as_posix())
                except ProblemError as error:
                    yield _refused(path.relative_to(folder).as_posix(), error.problem.message)
                continue
            yield _of_file(path, folder, path.relative_to(folder).as_posix())


def _of_file(path: Path, folder: Path, shown: str) -> Entry:
    parents = tuple(reversed(Path(os.path.abspath(path)).parent.parts))  # noqa: PTH100  # as it is named, not where links lead
    fault, size_bytes = "", 0
    try:
        status = path.stat()
        size_bytes = status.st_size
        if not stat.S_ISREG(status.st_mode):
            fault = "it is not an ordinary file"
        elif path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            fault = "it is a link that leads out of the folder"
    except OSError as error:
        fault = f"it cannot be read: {system_words(error)}"
    return Entry(shown, parents, path.name, size_bytes, lambda: path.open("rb"), fault)


def _in_archive(path: Path, shown: str) -> Iterator[Entry]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield _of_member(archive, member, shown)
    # zipfile raises NotImplementedError for archives of a later version of the format.
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ProblemError(
            Problem(
                "import-unreadable",
                f"'{shown}' is not a whole zip archive.",
                "Copy it again, or unpack it and import the folder.",
            )
        ) from error


def _of_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> Entry:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    fault = ""
    if not path.name or ".." in path.parts or path.is_absolute() or ":" in path.parts[0]:
        fault = "its path would leave the archive"
    elif stat.S_ISLNK(member.external_attr >> 16):
        fault = "it is a link, not a file"
    elif member.flag_bits & _ENCRYPTED:
        fault = "it is encrypted; unpack the archive and import the folder"
    parents = tuple(reversed((PurePosixPath(shown).stem, *path.parts[:-1])))
    return Entry(
        f"{shown}/{path}", parents, path.name, member.file_size, lambda: archive.open(member), fault
    )


def _refused(shown: str, fault: str) -> Entry:
    def nothing() -> IO[bytes]:
        raise OSError(fault)

    name = PurePosixPath(shown).name
    return Entry(shown, (), name, 0, nothing, fault)
