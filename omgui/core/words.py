"""Words for people that several parts of the program need."""

from __future__ import annotations


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
