"""Events as JSON lines: what ``omgui run --json`` prints and the window reads."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from omgui.core.events import EVENT_TYPES, RunEvent
from omgui.core.problems import Problem, ProblemError

_BY_NAME: dict[str, type[RunEvent]] = {kind.__name__: kind for kind in EVENT_TYPES}
_FIELDS = TypeAdapter(dict[str, Any])


@cache
def _adapter(name: str) -> TypeAdapter[RunEvent]:
    return TypeAdapter(_BY_NAME[name])


def encode(event: RunEvent) -> str:
    """Return the event as one line of JSON without its line end.

    The key ``event`` names the type, the others are its fields. No value is ever NaN or infinite.
    """
    name = type(event).__name__
    body = _adapter(name).dump_json(event).decode("utf-8")
    comma = "," if body != "{}" else ""
    return f'{{"event":"{name}"{comma}{body[1:]}'


def decode(line: str) -> RunEvent:
    """Return the event that a line tells of.

    Raises:
        ProblemError: ``bad-event`` when the line is no event of this protocol.
    """
    try:
        fields = _FIELDS.validate_json(line)
        event = _adapter(fields.pop("event")).validate_python(fields)
    except (ValidationError, KeyError, TypeError) as error:
        raise ProblemError(
            Problem(
                "bad-event",
                f"The engine sent a line that is no event: {line[:200]!r}.",
                "Check that the engine and the window are of the same version.",
            )
        ) from error
    return event
