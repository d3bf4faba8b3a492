"""``omgui-engine``: a run whose front end sits at the other end of a pipe.

The first line of stdin is the request as JSON; further lines are ``pause``, ``resume`` and
``cancel``. Events leave on stdout, one JSON line each. When stdin ends, the front end is gone:
the run is cancelled, what is finished stays.

``omgui-engine --folder RUNDIR`` serves a run that outlives its front end; see ``serve_folder``.
``omgui-engine --maps`` computes error maps of frames that it is given; see ``serve_maps``.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import threading
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from omgui.core import wire
from omgui.core.events import Finish, RunEvent
from omgui.core.run_folder import Request
from omgui.engine.runner import Runner, RunRequest


def main() -> int:
    """Serve a run by a folder, or by the pipes of this process."""
    parser = argparse.ArgumentParser(prog="omgui-engine", description=__doc__)
    parser.add_argument("--folder", type=Path, help="folder of a run that outlives its front end")
    parser.add_argument("--maps", action="store_true", help="compute error maps of frames")
    chosen = parser.parse_args()
    folder = chosen.folder
    if chosen.maps:
        from omgui.engine.serve_maps import serve_pipes  # noqa: PLC0415  # as below

        serve_pipes()
        return 0
    if folder is None:
        return _serve_pipes()
    from omgui.engine.serve_folder import serve_folders  # noqa: PLC0415  # front ends wait for pipes

    faulthandler.enable()
    return serve_folders(folder.absolute())


def _serve_pipes() -> int:
    # C libraries print to file descriptor 1; only events may.
    stream = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    source = os.fdopen(os.dup(0), encoding="utf-8")
    try:
        request = Request.model_validate_json(source.readline())
    except ValidationError as error:
        sys.stderr.write(f"omgui-engine: the request is not valid: {error}\n")
        return 2

    def emit(event: RunEvent) -> None:
        stream.write(f"{wire.encode(event)}\n")
        stream.flush()

    runner = Runner(RunRequest(**request.model_dump()), emit)
    threading.Thread(target=_listen, args=(source, runner), daemon=True).start()
    outcome = runner.run()
    return 130 if outcome.finish is Finish.CANCELLED else int(outcome.has_problems)


def _listen(source: TextIO, runner: Runner) -> None:
    words = {"pause": runner.pause, "resume": runner.resume, "cancel": runner.cancel}
    for line in source:
        act = words.get(line.strip())
        if act is not None:
            act()
    runner.cancel()


if __name__ == "__main__":
    sys.exit(main())
