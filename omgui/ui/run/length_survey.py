"""Finds out beside the window how large the files of a run are, for a better time left."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from omgui.core.events import ItemName
from omgui.core.item_sizes import ItemFacts
from omgui.ui.background import Background
from omgui.ui.run.lengths import survey_lengths
from omgui.ui.run.run_state import RunState

Facts = dict[ItemName, ItemFacts]


class LengthSurvey:
    """One look after the other, each given up when the window closes.

    Args:
        tell: Gets the id of a run, and what was found.
        parent: Owner of the threads.
    """

    def __init__(self, tell: Callable[[str, Facts], None], parent: QObject) -> None:
        self._tell = tell
        self._is_closing = threading.Event()
        self._background = Background(parent, threads=1)

    def start(self, state: RunState) -> None:
        """Look at the files of a run."""
        look = partial(survey_lengths, *state.key, self._is_closing.is_set)
        self._background.start(look, partial(self._tell, state.id), _raise)

    def close(self) -> None:
        """Give up what is going on, and wait for its end."""
        self._is_closing.set()
        self._background.close()


def _raise(error: Exception) -> None:
    raise error  # a defect of ours; whatever is wrong with files has been dealt with
