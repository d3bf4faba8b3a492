"""What several commands say and write: problems and texts to a screen, tables to a file."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from omgui.core.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console


def say_problem(problem: Problem) -> None:
    """Write a problem to the error stream."""
    say(str(problem))


def say(text: str) -> None:
    """Write a sentence to the error stream; on a terminal with breaks between words."""
    said = f"omgui: {one_line(text)}"
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        said = textwrap.fill(said, width, break_long_words=False, break_on_hyphens=False)
    sys.stderr.write(f"{said}\n")
    sys.stderr.flush()


def one_line(text: str) -> str:
    """Keep a name with a line feed, or worse, from changing the screen."""
    return "".join(one if one.isprintable() else _escaped(one) for one in text)


def _escaped(character: str) -> str:
    number = ord(character)
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    return short or (f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}")


def print_text(console: Console, text: str, style: str = "", *, indent: int = 0) -> None:
    """Print a sentence: on a terminal with breaks between words, in a pipe as one line.

    Args:
        console: Where to.
        text: What; nothing in it is markup, and no name in it can break a line.
        style: In rich's words.
        indent: Spaces before every line.
    """
    from rich.padding import Padding
    from rich.text import Text

    said = Text(one_line(text), style=style)
    if console.is_terminal:
        console.print(Padding.indent(said, indent))
    else:
        console.print(Text(" " * indent), said, sep="", soft_wrap=True)


def write_stdout(content: bytes) -> None:
    """Write to the standard output; a reader that has seen enough is no error."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python would complain once more when it flushes at its end.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
