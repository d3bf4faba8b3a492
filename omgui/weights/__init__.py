"""Checkpoints: where they lie, whether they are the right ones, and how they get there.

Needs neither torch nor Qt: the command line, the window and the engine share it.
"""
