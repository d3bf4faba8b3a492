"""The packaged ``omgui-cli``: the command line, and every child process of ours by its name."""

import runpy
import sys

from start_common import prepare

from omgui.core.programs import MODULES, asked_for

if __name__ == "__main__":
    prepare()
    program, sys.argv[1:] = asked_for(sys.argv[1:])
    runpy.run_module(MODULES[program], run_name="__main__", alter_sys=True)
