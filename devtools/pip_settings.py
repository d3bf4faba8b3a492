"""What the person told pip about indexes, certificates and proxies, said again to uv.

uv is fast and can leave a dependency out, but it reads none of pip's settings. A machine behind a
company's mirror or proxy has them, and nothing would install without.
"""

from __future__ import annotations

import ast
import ssl
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname


@dataclass(frozen=True)
class PipSettings:
    """The settings of pip that decide where packages come from."""

    index_url: str = ""
    extra_index_urls: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    is_offline: bool = False
    trusted_hosts: tuple[str, ...] = ()
    certificates: str = ""
    proxy: str = ""
    timeout_s: str = ""
    ignored: tuple[str, ...] = field(default=())


def read_settings(listing: str) -> PipSettings:
    """Read what ``pip config list`` prints.

    Args:
        listing: Lines ``section.key='value'``; ``:env:`` is the environment and wins over
            ``install``, which wins over ``global``. Lines of any other form are skipped.
    """
    values: dict[str, str] = {}
    for section in ("global", "install", ":env:"):
        for line in listing.splitlines():
            name, equals, written = line.strip().partition("=")
            if equals and name.startswith(f"{section}."):
                key = name[len(section) + 1 :].replace("_", "-")
                values[key.removeprefix("default-")] = _unquoted(written)
    places = {key: values.get(key, "").split() for key in ("extra-index-url", "find-links")}
    missing = [place for listed in places.values() for place in listed if not _is_there(place)]
    return PipSettings(
        index_url=values.get("index-url", ""),
        extra_index_urls=tuple(p for p in places["extra-index-url"] if p not in missing),
        find_links=tuple(p for p in places["find-links"] if p not in missing),
        is_offline=values.get("no-index", "").lower() in {"1", "true", "yes", "on"},
        trusted_hosts=tuple(values.get("trusted-host", "").split()),
        certificates=values.get("cert", ""),
        proxy=values.get("proxy", ""),
        timeout_s=values.get("timeout", ""),
        ignored=tuple(missing),
    )


def _unquoted(written: str) -> str:
    try:
        return str(ast.literal_eval(written))
    except (SyntaxError, ValueError):
        return written


def _is_there(place: str) -> bool:
    """Tell whether a place can be asked; pip passes over a missing folder, uv stops at it."""
    url = urlparse(place)
    if url.scheme == "file":
        return Path(url2pathname(url.path)).exists()
    return "://" in place or Path(place).exists()


def uv_options(settings: PipSettings) -> list[str]:
    """Return the options that make uv look where pip looks."""
    options: list[str] = []
    if has_system_certificates():
        options.append("--system-certs")
    if settings.is_offline:
        options.append("--no-index")
    elif settings.index_url:
        options += ["--default-index", settings.index_url]
    if not settings.is_offline:
        for url in settings.extra_index_urls:
            options += ["--index", url]
    if settings.extra_index_urls:
        # pip takes the best version of all indexes; uv by default stops at the first with the name.
        options += ["--index-strategy", "unsafe-best-match"]
    for host in settings.trusted_hosts:
        options += ["--allow-insecure-host", host]
    return options + find_links_options(settings)


def find_links_options(settings: PipSettings) -> list[str]:
    """Return the options that offer uv the wheels that lie on this machine."""
    return [part for place in settings.find_links for part in ("--find-links", place)]


def uv_environment(settings: PipSettings, environment: Mapping[str, str]) -> dict[str, str]:
    """Return environment variables to add for uv; what is set already stays."""
    wanted = {
        "SSL_CERT_FILE": settings.certificates,
        "HTTPS_PROXY": settings.proxy,
        "HTTP_PROXY": settings.proxy,
        "UV_HTTP_TIMEOUT": settings.timeout_s,
    }
    lower = {name.lower() for name in environment}
    return {name: value for name, value in wanted.items() if value and name.lower() not in lower}


def has_system_certificates(paths: Sequence[str | None] | None = None) -> bool:
    """Tell whether this system has a store of certificates; a bare container has none.

    Args:
        paths: Where the store could be; by default where Python's ssl looks.
    """
    if paths is None:
        if sys.platform in {"win32", "darwin"}:
            return True
        found = ssl.get_default_verify_paths()
        paths = (found.cafile, found.openssl_cafile, found.capath)
    return any(_holds_something(Path(path)) for path in paths if path)


def _holds_something(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and any(path.iterdir()))
