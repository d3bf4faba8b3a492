"""The packaged ``omgui``: the window; on a terminal its words are the command line's."""

import os
import sys

from start_common import prepare

from omgui.cli.main import is_for_window, main
from omgui.core.programs import Program, command_of


def start(words: list[str]) -> int:
    """Show the window, or become the command line, which alone contains what computes scores."""
    if os.name == "posix" and not is_for_window(words):
        command = command_of(Program.COMMAND_LINE, *words)
        os.execv(command[0], command)
    return main(words if words[:1] == ["gui"] else ["gui", *words])


if __name__ == "__main__":
    prepare()
    sys.exit(start(sys.argv[1:]))
