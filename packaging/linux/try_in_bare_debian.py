"""Try the Debian package as a stranger would: bare Debian, no Python, no network, odd home.

    python3 packaging/linux/try_in_bare_debian.py dist/omgui_0.1.0_amd64.deb --root FOLDER

It proves that the package names all that it needs and brings no Python into the system, that an
ordinary user whose home has spaces and letters of three scripts can check it, score the demo and
open the window without a network, that the window ends well when it is told to, and that nothing
stays after its removal but what is the user's and what apt remembers.

It needs root, ``unshare``, Xvfb, 3 GB of disk, a mirror of Debian, and debootstrap unless
``--base`` names a bare root to copy. The window's picture is read from Xvfb's own memory, so no
program for screenshots is needed. All mounts are in a namespace of this process: they are gone
when it is, however it ends, and no other process ever sees them.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

USER, HOME = "olga", "/home/Дом Ольги Ø 家"
RUNTIME = "/run/user/olga"  # what a login makes; without it Qt makes a folder in /tmp
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SOCKETS, KEYRINGS = "tmp/.X11-unix", "/usr/share/keyrings"
APT_OWN = ("var/cache/apt/", "var/lib/apt/", "var/lib/dpkg/", "var/log/apt/", "var/log/dpkg.log")
_PYTHON = re.compile(r"(?!usr/lib/omgui/|usr/share/)(.*/)?(lib)?python[\d.]*(\.so.*)?")
_DRAWN_BYTES = 15_000  # of a PNG; a bare screen or an empty frame has less than 5000
_WINDOW_S, _SETTLED_S, _END_S = 180, 5, 30


class TryProblem(Exception):  # noqa: N818 - a problem in words, not a fault of the code
    """What was to be proven is not so, or could not be tried."""


@contextmanager
def step(words: str) -> Iterator[None]:
    """Print what is done, and how long it took."""
    started, word = time.monotonic(), "FAILED: "
    try:
        yield
        word = ""
    finally:
        print(f"{time.monotonic() - started:7.1f} s  {word}{words}", flush=True)  # noqa: T201


def call(*command: str | Path) -> None:
    """Run a program, and stop with what it printed where it fails."""
    done = subprocess.run(command, check=False, capture_output=True)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).decode(errors="replace")[-4000:]
        raise TryProblem(f"{' '.join(map(str, command))} gave {done.returncode}:\n{said}")


def make_root(root: Path, base: Path | None, suite: str, mirror: str | None) -> None:
    """Make the bare system beside its place, and move it there when it is whole."""
    new = root.with_name(f"{root.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    if base is not None:
        call("cp", "--archive", "--one-file-system", base, new)
    else:
        call("debootstrap", "--variant=minbase", suite, new, *([mirror] if mirror else []))
        if mirror is None:
            _take_apt_settings(new, suite)
    new.rename(root)


def _take_apt_settings(root: Path, suite: str) -> None:
    taken = ["apt.conf.d"]
    # The sources of another release would turn the root into that one, half of it.
    if platform.freedesktop_os_release().get("VERSION_CODENAME") == suite:
        (root / "etc/apt/sources.list").unlink(missing_ok=True)
        taken += ["sources.list", "sources.list.d", "keyrings", "trusted.gpg.d", KEYRINGS]
    for source in (Path("/etc/apt", name) for name in taken):
        if source.is_dir():
            shutil.copytree(source, root / source.relative_to("/"), dirs_exist_ok=True)
        elif source.exists():
            shutil.copy2(source, root / source.relative_to("/"))


def in_root(root: Path, *command: str) -> None:
    """Run a command as root in the bare system, with the network that is here."""
    values = [f"{name}={value}" for name, value in os.environ.items() if "_proxy" in name.lower()]
    values += [PATH, "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive"]
    call("chroot", root, "env", "-i", *values, *command)


def as_user(root: Path, *command: str) -> list[str]:
    """Return the command that becomes another, run as the user, at home, without a network."""
    place = ["chroot", f"--userspec={USER}:{USER}", str(root), "env", "-i", f"--chdir={HOME}"]
    values = [PATH, f"HOME={HOME}", f"USER={USER}", f"XDG_RUNTIME_DIR={RUNTIME}", "LANG=C.UTF-8"]
    return ["unshare", "--net", *place, *values, *command]


def files(root: Path) -> dict[str, str]:
    """Return kind, rights, owner and target of all that is in the root but not mounted there."""
    found = {}
    for folder, folders, names in os.walk(root):
        for path in (Path(folder, name) for name in (*folders, *names)):
            facts, target = path.lstat(), path.readlink() if path.is_symlink() else ""
            about = f"{stat.filemode(facts.st_mode)} {facts.st_uid}:{facts.st_gid} {target}"
            found[str(path.relative_to(root))] = about
        here = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if str(here / name) not in ("proc", SOCKETS)]
    return found


def compare(before: dict[str, str], after: dict[str, str]) -> None:
    """Stop where anything differs that is neither the user's nor apt's own."""
    own = (*APT_OWN, f"{HOME[1:]}/", f"{RUNTIME[1:]}/")
    wrong = sorted({path for path, _ in before.items() ^ after.items() if not path.startswith(own)})
    lines = [f"  {path}: {before.get(path, '-')} | {after.get(path, '-')}" for path in wrong[:40]]
    if wrong:
        raise TryProblem("\n".join([f"{len(wrong)} paths differ (before | after):", *lines]))


@contextmanager
def running(command: list[str], stderr: int) -> Iterator[subprocess.Popen[str]]:
    """Start a program, and see to it that it is gone at the end."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_END_S)
            process.kill()


def png(dump: bytes) -> bytes:
    """Return a screen of Xvfb as a picture; ``XWDFile.h`` says how it is kept."""
    head = struct.unpack(">25I", dump[:100])
    width, height, line_bytes, first = head[4], head[5], head[12], head[0] + 12 * head[19]
    rows = bytearray()
    for start in range(first, first + height * line_bytes, line_bytes):
        line, row = dump[start : start + 4 * width], bytearray(3 * width)
        row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
        rows += b"\0" + row
    made = b"\x89PNG\r\n\x1a\n"
    size = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    for part in (b"IHDR" + size, b"IDAT" + zlib.compress(rows), b"IEND"):
        made += struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
    return made


def try_window(root: Path, screenshot: Path) -> None:
    """Open the window, keep its picture, and end it as a session does that closes."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ends:
        xvfb = ["Xvfb", "-displayfd", "1", "-fbdir", folder, "-screen", "0", "1280x800x24", "-ac"]
        server = ends.enter_context(running(xvfb, subprocess.DEVNULL))
        display = f"DISPLAY=:{server.stdout.readline().strip() if server.stdout else ''}"
        call("mount", "--bind", Path("/", SOCKETS), root / SOCKETS)
        ends.callback(call, "umount", "--lazy", root / SOCKETS)
        started, frame = time.monotonic(), Path(folder, "Xvfb_screen0")
        omgui = as_user(root, "env", display, "omgui")
        window = ends.enter_context(running(omgui, subprocess.STDOUT))
        while len(png(frame.read_bytes())) < _DRAWN_BYTES:
            if window.poll() is not None or time.monotonic() - started > _WINDOW_S:
                raise TryProblem(f"There is no window ({window.returncode}).")
            time.sleep(0.2)
        time.sleep(_SETTLED_S)
        screenshot.write_bytes(png(frame.read_bytes()))
        window.terminate()
        window.wait(_END_S)
        if window.returncode != 0:
            raise TryProblem(f"The window answered SIGTERM with {window.returncode}.")
        if "Traceback" in (said := window.stdout.read() if window.stdout else ""):
            raise TryProblem(f"The window printed:\n{said}")


def try_package(package: Path, root: Path, screenshot: Path) -> None:
    """Install, use, remove and compare."""
    call("mount", "-t", "proc", "proc", root / "proc")
    with step("the root is brought up to date"):
        in_root(root, "apt-get", "update")
        in_root(root, "apt-get", "upgrade", "--yes")
    with step(f"the user {USER} with the home {HOME}"):
        if f"\n{USER}:" not in (root / "etc/passwd").read_text(encoding="utf-8"):
            in_root(root, "useradd", "--create-home", "--home-dir", HOME, USER)
        in_root(root, "install", "-d", "-m", "700", "-o", USER, "-g", USER, RUNTIME)
        (root / SOCKETS).mkdir(exist_ok=True)
        before = files(root)
    with step("installed, with nothing but what it depends on, and no Python among that"):
        shutil.copyfile(package, root / "mnt/omgui.deb")
        install = ["install", "--yes", "--no-install-recommends", "/mnt/omgui.deb"]
        in_root(root, "apt-get", *install)
        (root / "mnt/omgui.deb").unlink()
        if found := [path for path in files(root) if _PYTHON.fullmatch(path)]:
            raise TryProblem(f"There is a Python: {', '.join(found)}")
    for words in ("doctor", "demo"):
        with step(f"omgui-cli {words}, as {USER}, without a network"):
            call(*as_user(root, "omgui-cli", words))
    with step(f"the window, without a network, seen in {screenshot}, ended by SIGTERM with 0"):
        try_window(root, screenshot)
    with step("the installed files are as they were packed"):
        in_root(root, "md5sum", "--check", "--quiet", "/var/lib/dpkg/info/omgui.md5sums")
    with step("purged, with what came with it; nothing left but the user's and apt's own"):
        in_root(root, "apt-get", "purge", "--yes", "omgui")
        in_root(root, "apt-get", "autoremove", "--purge", "--yes")
        compare(before, files(root))


def main() -> int:
    """Try the package, and return 0 where all was proven."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path, help="the .deb")
    parser.add_argument("--root", type=Path, required=True, help="folder of the bare system")
    parser.add_argument("--base", type=Path, help="bare root to copy, instead of debootstrap")
    parser.add_argument("--suite", default="bookworm", help="of Debian (default: %(default)s)")
    parser.add_argument("--mirror", help="of Debian; without it, this system's apt settings")
    parser.add_argument("--screenshot", type=Path, default=Path("window.png"))
    asked = parser.parse_args()
    if os.geteuid() != 0 or asked.root.resolve() == Path("/"):
        parser.error("this needs root's rights, and a folder of its own")
    if (asked.root / "usr/lib/omgui").exists():
        parser.error("a try in that root has failed before; delete the folder")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        if not asked.root.exists():
            with step(f"a bare root in {asked.root}"):
                make_root(asked.root, asked.base, asked.suite, asked.mirror)
        try_package(asked.package, asked.root, asked.screenshot)
    except (TryProblem, OSError, subprocess.TimeoutExpired) as problem:
        print(f"Not proven. {problem}")  # noqa: T201
        return 1
    print("All is proven.")  # noqa: T201
    return 0


if __name__ == "__main__":
    if os.environ.pop("_TRY_HAS_OWN_MOUNTS", "") != "yes" and os.geteuid() == 0:
        os.environ["_TRY_HAS_OWN_MOUNTS"] = "yes"
        own = ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv]
        os.execvp(own[0], own)
    sys.exit(main())
