"""Files of Google Drive, by the package gdown."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

import requests

from omgui.weights.checksums import Cancelled
from omgui.weights.download import Meter, NotGotError
from omgui.weights.files import discard, is_left_by_gdown, require_space
from omgui.weights.network import DRIVE_FILE, DRIVE_FOLDER, refusal_words

_SILENCE_S = 30.0
_RETRIES = 3


def download_from_drive(  # the parts of a download
    url: str, part: Path, meter: Meter, cancel: threading.Event, likely_bytes: int
) -> None:
    """Bring a file of Google Drive.

    Args:
        url: ``gdrive:ID`` or ``gdrive-folder:ID/NAME``.
        part: Where it goes; what gdown left beside it of an earlier try is continued.
        meter: Told how far it is.
        cancel: Set by whoever wants to stop.
        likely_bytes: Its size, perhaps estimated; 0 where unknown.

    Raises:
        Cancelled: Somebody wished it.
        NotGotError: gdown is not installed, or Google does not give the file.
        ProblemError: ``disk-full``.
        OSError: It cannot be written.
    """
    try:
        import gdown  # noqa: PLC0415  # optional, and slow to import
        from gdown.exceptions import DownloadCancelled  # noqa: PLC0415
    except ImportError as error:
        reason = (
            "for Google Drive the Python package gdown, version 6 or newer, has to be installed"
        )
        raise NotGotError(reason, is_unreachable=True) from error
    require_space(part.parent, likely_bytes, part.stem)
    _keep_one_try(part)
    part.unlink(missing_ok=True)
    try:
        gdown.download(
            id=_file_id(url),
            output=str(part),
            quiet=True,
            use_cookies=False,
            resume=True,
            timeout=_SILENCE_S,
            retries=_RETRIES,
            cancel=cancel,
            progress=lambda done, total: meter.at(done, total or 0),
        )
    except DownloadCancelled as error:
        raise Cancelled from error
    except requests.RequestException as error:
        raise NotGotError(refusal_words(error), is_unreachable=True) from error
    except gdown.DownloadError as error:
        raise NotGotError(_refusal(error)) from error


def _file_id(url: str) -> str:
    """Return the number of a file, looked up by its name where it lies in a shared folder."""
    if url.startswith(DRIVE_FILE):
        return url[len(DRIVE_FILE) :]
    import gdown  # noqa: PLC0415

    folder, _, name = url[len(DRIVE_FOLDER) :].partition("/")
    found = gdown.download_folder(
        id=folder, quiet=True, use_cookies=False, skip_download=True, timeout=_SILENCE_S
    )
    for one in found or ():
        path = getattr(one, "path", "")
        if path == name or path.endswith(f"/{name}"):
            return str(one.id)  # type: ignore[union-attr]  # skip_download gives no plain texts
    raise NotGotError(f"there is no {name} in the shared folder any more")


def _refusal(error: Exception) -> str:
    if isinstance(error.__cause__, requests.RequestException):
        return refusal_words(error.__cause__)
    return (
        "it does not hand the file out to programs just now, mostly because of the day's quota; "
        "a browser may get it, or the same tomorrow"
    )


def _keep_one_try(part: Path) -> None:
    """Remove all but nothing or one unfinished file: of several, gdown continues none."""
    with suppress(OSError):
        left = [one for one in part.parent.iterdir() if is_left_by_gdown(one, part)]
        if len(left) > 1:
            discard(part)
