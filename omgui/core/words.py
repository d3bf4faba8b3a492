"""Words for people that several parts of the program need."""

from __future__ import annotations

# Each character that breaks a line or cannot be seen, and the picture that Unicode has of it.
_PICTURES = {code: 0x2400 + code for code in range(0x20)}
_PICTURES |= {0x7F: 0x2421, 0x85: 0x240A, 0x2028: 0x240A, 0x2029: 0x240A}


def counted(number: int, word: str, words: str = "") -> str:
    """Return ``1 score`` or ``2 scores``.

    Args:
        number: How many.
        word: For one.
        words: For several, where an ``s`` at the end is not enough.
    """
    return f"{number} {word if number == 1 else words or f'{word}s'}"


def sentence(words: str) -> str:
    """Return words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def one_line(name: str) -> str:
    """Return the name of a file as one line of a table; line breaks in it are shown as ``␊``."""
    return name if name.isprintable() else name.translate(_PICTURES)
