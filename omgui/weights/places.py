"""Which folders are searched for checkpoints, and where new ones go.

Everything is read from the environment at the time of the call.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_dir

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import Problem, ProblemError
from omgui.weights.words import system_words

VARIABLE = "OMGUI_WEIGHTS"
# Names that many publishers give to different files: they say nothing without their folder.
GENERIC_NAMES = frozenset(
    f"{stem}.{ending}"
    for stem in ("model", "checkpoint", "weights", "pytorch_model", "best", "latest", "best_model")
    for ending in ("pt", "pth", "bin", "safetensors", "pkl", "ckpt", "mat")
)
# Where torch hub, pyiqa and CLIP keep files below a folder that somebody copied as a whole.
_LAYOUTS = ("hub/pyiqa", "hub/checkpoints", "hub/clip", "pyiqa", "checkpoints", "clip")
_NEVER_IN_NAMES = frozenset('/\\:\0<>"|?*')
_OLDER_TOOL = "checkpoints"
_REVISION = re.compile(r"[0-9a-f]{40}")
_HUB_HOST = "huggingface.co"
_HUB_PATH_PARTS = 5  # ORG/NAME/resolve/REVISION/FILE


@dataclass(frozen=True)
class HubFile:
    """A file of the Hugging Face hub.

    Attributes:
        repository: ``ORG/NAME``.
        revision: Branch, tag or commit.
        file: Path in the repository.
    """

    repository: str
    revision: str
    file: str


def weights_folders() -> tuple[Path, ...]:
    """Return the folders of this program: those of ``OMGUI_WEIGHTS``, or the person's own one."""
    said = os.environ.get(VARIABLE, "").split(os.pathsep)
    named = [Path(one.strip()).expanduser() for one in said if one.strip()]
    chosen = named or [Path(user_data_dir("omgui", appauthor=False)) / "weights"]
    return tuple(dict.fromkeys(Path(os.path.abspath(folder)) for folder in chosen))  # noqa: PTH100  # resolve() would follow links, and a lab's folder is known by its name


def first_writable() -> Path:
    """Return the first of the folders that new files can be put into; made if it is not there.

    Raises:
        ProblemError: ``weights-folder-unwritable``: none of them can be written to.
    """
    reasons: list[str] = []
    folders = weights_folders()
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _try_to_write(folder)
        except OSError as error:
            reasons.append(f"{folder}: {system_words(error)}")
        else:
            return folder
    raise ProblemError(
        Problem(
            "weights-folder-unwritable",
            f"Checkpoints cannot be put anywhere ({'; '.join(reasons)}).",
            f"Name a folder of your own first in {VARIABLE}, for example "
            f"{VARIABLE}={os.pathsep.join(('FOLDER', *map(str, folders)))}; "
            "the others are still read.",
        )
    )


def _try_to_write(folder: Path) -> None:
    # Rights, read-only disks and network shares: only trying tells.
    trial = folder / f".omgui-{os.getpid()}.trial"
    with trial.open("xb"):
        pass
    trial.unlink()


def place_in(folder: Path, checkpoint: Checkpoint) -> Path:
    """Return where a checkpoint belongs in one of the folders.

    Raises:
        ProblemError: ``weights-name-wrong``: a row of a plug-in would leave the folder.
    """
    if not _has_plain_names(checkpoint):
        raise ProblemError(
            Problem(
                "weights-name-wrong",
                f"'{checkpoint.folder}/{checkpoint.file}' cannot be the name of a checkpoint.",
                "Update or remove the plug-in that the metric comes from.",
            )
        )
    return folder / checkpoint.folder / checkpoint.file


def _has_plain_names(checkpoint: Checkpoint) -> bool:
    folders = checkpoint.folder.split("/") if checkpoint.folder else []
    names = (checkpoint.file, *checkpoint.aliases, *folders)
    return not any(name in {"", ".", ".."} or set(name) & _NEVER_IN_NAMES for name in names)


def candidates(checkpoint: Checkpoint) -> Iterator[Path]:
    """Yield the files that may be this checkpoint, those of the best place first.

    Empty files and unfinished downloads are none. A name counts only as it is written, also where
    the file system would take another one for it.
    """
    if not _has_plain_names(checkpoint):
        return
    seen: set[Path] = set()
    for path in _places(checkpoint):
        if path not in seen and is_checkpoint_file(path):
            yield path
        seen.add(path)


def is_checkpoint_file(path: Path) -> bool:
    """Whether there is a file with something in it under exactly this name."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size == 0:
            return False
        return any(entry.name == path.name for entry in path.parent.iterdir())
    except PermissionError:
        return os.access(path, os.R_OK)  # a folder that may be used, but not listed
    except (OSError, ValueError):
        return False


def _places(checkpoint: Checkpoint) -> Iterator[Path]:
    for folder in weights_folders():
        yield from _in_own_folder(folder, checkpoint)
    yield from _in_caches(checkpoint)


def _in_own_folder(folder: Path, checkpoint: Checkpoint) -> Iterator[Path]:
    names = (checkpoint.file, *checkpoint.aliases)
    telling = telling_names(checkpoint)
    if checkpoint.folder:
        for base in (folder, folder / _OLDER_TOOL):
            yield from (base / checkpoint.folder / name for name in names)
    yield folder / checkpoint.file
    yield from (folder / name for name in telling)
    for layout in _LAYOUTS:
        yield from (folder / layout / name for name in telling)
    for base in (folder, folder / "hub"):
        yield from _in_hub_cache(base, checkpoint)


def _in_caches(checkpoint: Checkpoint) -> Iterator[Path]:
    cache = Path.home() / ".cache"
    if checkpoint.folder:
        older = cache / "objective_metrics" / _OLDER_TOOL / checkpoint.folder
        yield from (older / name for name in (checkpoint.file, *checkpoint.aliases))
    for folder in (
        *(torch_hub() / name for name in ("pyiqa", "checkpoints", "clip")),
        cache / "clip",
    ):
        yield from (folder / name for name in telling_names(checkpoint))
    yield from _in_hub_cache(hugging_face_cache(), checkpoint)


def telling_names(checkpoint: Checkpoint) -> tuple[str, ...]:
    """Return the names that identify a checkpoint wherever they are found."""
    names = (checkpoint.file, *checkpoint.aliases)
    return tuple(name for name in names if name.lower() not in GENERIC_NAMES)


def torch_hub() -> Path:
    """Return the folder of torch hub, by its own rules."""
    home = os.environ.get("TORCH_HOME")
    if home:
        return Path(home).expanduser() / "hub"
    return _user_cache() / "torch" / "hub"


def hugging_face_cache() -> Path:
    """Return the folder of the Hugging Face cache, by its own rules."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(name):
            return Path(os.environ[name]).expanduser()
    home = os.environ.get("HF_HOME")
    return (Path(home).expanduser() if home else _user_cache() / "huggingface") / "hub"


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()


def hub_file(url: str) -> HubFile | None:
    """Return which file of the Hugging Face hub an address leads to; None where to another host."""
    address = urlsplit(url)
    parts = unquote(address.path).strip("/").split("/")
    if address.hostname != _HUB_HOST or len(parts) < _HUB_PATH_PARTS or parts[2] != "resolve":
        return None
    return HubFile(f"{parts[0]}/{parts[1]}", parts[3], "/".join(parts[4:]))


def _in_hub_cache(cache: Path, checkpoint: Checkpoint) -> Iterator[Path]:
    wanted = hub_file(checkpoint.url)
    if wanted is None or ".." in wanted.file.split("/"):
        return
    repository = cache / f"models--{wanted.repository.replace('/', '--')}"
    revision = wanted.revision
    if not _REVISION.fullmatch(revision):
        revision = _revision_in(repository / "refs" / revision)
    if revision:
        yield repository / "snapshots" / revision / wanted.file


def _revision_in(path: Path) -> str:
    """Return the commit that a branch of the cache stands at; empty where that is not told.

    What the file says becomes part of a path, so nothing but a commit is believed.
    """
    try:
        with path.open("rb") as file:
            said = file.read(64).decode("ascii", "replace").strip()
    except (OSError, ValueError):
        return ""
    return said if _REVISION.fullmatch(said) else ""
