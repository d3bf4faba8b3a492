"""Events as JSON lines: what ``omgui run --json`` prints and the window reads."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from omgui.core.events import EVENT_TYPES, RunEvent
from omgui.core.problems import Problem, ProblemError

_BY_NAME: dict[str, type[RunEvent]] = {kind.__name__: kind for kind in EVENT_TYPES}


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def encode(event: RunEvent) -> str:
    """Return the event as one line of JSON without its line end.

    The key ``event`` names the type, the others are its fields. No value is ever NaN or infinite.
    """
    body = _adapter(type(event)).dump_json(event).decode("utf-8")
    name = type(event).__name__
    return f'{{"event":"{name}",{body[1:]}' if body != "{}" else f'{{"event":"{name}"}}'


def decode(line: str) -> RunEvent:
    """Return the event that a line tells of.

    Raises:
        ProblemError: ``bad-event`` when the line is no event of this protocol.
    """
    try:
        fields = _adapter(dict[str, Any]).validate_json(line)
        kind = _BY_NAME[fields.pop("event")]
        event: RunEvent = _adapter(kind).validate_python(fields)
    except (ValidationError, KeyError, TypeError) as error:
        raise ProblemError(
            Problem(
                "bad-event",
                f"The engine sent a line that is no event: {line[:200]!r}.",
                "Check that the engine and the window are of the same version.",
            )
        ) from error
    return event
