"""Whose work the package contains: a text with every licence, and a list for machines (SBOM).

Made of what was really put in: the analysis of PyInstaller names every module and file, the
installed packages say to whom those belong. What their metadata does not tell, such as the FFmpeg
inside a wheel, stands in ``inside_packages.json``.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
Entry = tuple[str, str, str]
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_LICENCE_FOLDER = re.compile(r"\.dist-info/licenses/[^/]+")
_LINE = "=" * 80


@dataclass
class Component:
    """Something by others that the package contains."""

    name: str
    version: str
    licence: str
    home: str
    kind: str = "pypi"
    texts: list[str] = field(default_factory=list)


def components(pure: list[Entry], binaries: list[Entry], datas: list[Entry]) -> list[Component]:
    """Return everything by others that is put in.

    Args:
        pure: Modules, as PyInstaller lists them.
        binaries: Libraries.
        datas: Other files.
    """
    found = {each.name: each for each in packages(pure, [*binaries, *datas])}
    ordered = sorted(found.values(), key=lambda each: each.name.lower())
    return [python(), *ordered, *system_packages(binaries)]


def write(folder: Path, components: list[Component], version: str) -> list[Path]:
    """Write ``THIRD_PARTY.txt`` and ``sbom.cdx.json``.

    Args:
        folder: Where they go.
        components: What is put in.
        version: Of omgui.

    Returns:
        Both files.
    """
    text, listed = folder / "THIRD_PARTY.txt", folder / "sbom.cdx.json"
    text.write_text("\n".join(_text(components, version)), encoding="utf-8")
    listed.write_text(json.dumps(sbom(components, version), indent=1), encoding="utf-8")
    return [text, listed]


def python() -> Component:
    """Return Python itself."""
    places = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    found = [path for place in places for name in ("LICENSE.txt", "LICENSE")
             if (path := place / name).is_file()]  # fmt: skip
    texts = [path.read_text("utf-8", "replace") for path in found[:1]]
    number = ".".join(map(str, sys.version_info[:3]))
    return Component("Python", number, "PSF-2.0", "https://www.python.org", "generic", texts)


def packages(pure: Iterable[Entry], files: Iterable[Entry]) -> Iterator[Component]:
    """Yield the Python packages of which something is contained."""
    tops = {name.partition(".")[0] for name, _, _ in pure}
    tops |= {Path(name).as_posix().partition("/")[0].removesuffix(".libs") for name, _, _ in files}
    owners = packages_distributions()
    names = {owner for top in tops for owner in owners.get(top, ())} - {"omgui"}
    # The folder of packages itself, not what setuptools keeps inside for its own use.
    for found in distributions(path=[sysconfig.get_path("purelib")]):
        if found.name in names:
            meta = found.metadata
            home = meta["Home-page"] or next(iter(meta.get_all("Project-URL") or ("",)))
            yield Component(
                found.name,
                found.version,
                licence_of(found),
                home.rpartition(", ")[2],
                texts=list(_texts(found)),
            )


def licence_of(found: Distribution) -> str:
    """Return what a package says of its licence, in one line."""
    meta = found.metadata
    said = meta["License-Expression"] or (meta["License"] or "").strip()
    if said and "\n" not in said and len(said) < 100:
        return str(said)
    kinds = [each.rpartition(" :: ")[2] for each in meta.get_all("Classifier") or ()
             if each.startswith("License :: ")]  # fmt: skip
    return ", ".join(kinds) or "see its text"


def _texts(found: Distribution) -> Iterator[str]:
    for file in found.files or ():
        place = file.as_posix()
        if not (_LICENCE_FILE.search(place) or _LICENCE_FOLDER.search(place)):
            continue
        path = Path(str(found.locate_file(file)))
        if path.is_file() and path.suffix not in {".py", ".pyc", ".so", ".json"}:
            yield f"--- {place}\n{path.read_text('utf-8', 'replace').strip()}"


def system_packages(binaries: Iterable[Entry]) -> list[Component]:
    """Return the packages of this Debian whose libraries are contained."""
    if not shutil.which("dpkg-query"):
        return []
    outside = {str(Path(path).resolve()) for _, path, _ in binaries if path.startswith(("/usr/lib", "/lib"))}  # fmt: skip # noqa: E501
    found: dict[str, Component] = {}
    for path in sorted(outside):
        for place in (path, path.removeprefix("/usr")):
            said = _ask("dpkg-query", "-S", place).partition(": ")[0]
            name = said.partition(":")[0].strip()
            if name and name not in found:
                found[name] = _system_package(name)
                break
    return list(found.values())


def _system_package(name: str) -> Component:
    paper = Path("/usr/share/doc") / name / "copyright"
    texts = [paper.read_text("utf-8", "replace")] if paper.is_file() else []
    version = _ask("dpkg-query", "-W", "-f", "${Version}", name)
    home = f"https://packages.debian.org/source/{name}"
    return Component(name, version, "see its text", home, "deb", texts)


def _ask(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _text(components: list[Component], version: str) -> Iterator[str]:
    inside = json.loads((HERE / "inside_packages.json").read_text("utf-8"))
    yield f"omgui {version} is under the MIT licence. This package contains work of others:\n"
    for each in components:
        yield f"  {each.name} {each.version}: {each.licence}"
    yield "\nInside some of these packages there is more than their metadata tells:\n"
    for row in inside:
        yield f"  {row['name']} (in {row['package']})\n    {row['licence']}\n    {row['source']}"
    yield "\nThe libraries lie as single files in the folder _internal and may be replaced.\n"
    for each in components:
        if each.texts:
            yield f"{_LINE}\n{each.name} {each.version}   {each.home}\n{_LINE}\n"
            yield "\n\n".join(each.texts) + "\n"
    for path in sorted((HERE / "licences").glob("*.txt")):
        yield f"{_LINE}\n{path.stem}\n{_LINE}\n\n{path.read_text('utf-8')}"


def sbom(components: Iterable[Component], version: str) -> dict[str, object]:
    """Return the list for machines, in the form of CycloneDX 1.5."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "omgui", "version": version}},
        "components": [
            {
                "type": "library",
                "name": each.name,
                "version": each.version,
                "purl": f"pkg:{each.kind}/{each.name.lower()}@{each.version}",
                "licenses": [{"license": {"name": each.licence}}],
                "externalReferences": [{"type": "website", "url": each.home}] if each.home else [],
            }
            for each in components
        ],
    }
