"""How a dataset was paired, as it is kept in its YAML file: ``omgui: {pairing: …}``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from omgui.core.metric_spec import Media
from omgui.core.pairing.applying import apply_rule
from omgui.core.pairing.cancelling import IsCancelled, never
from omgui.core.pairing.overrules import Overrules, overrule
from omgui.core.pairing.result import Pairing
from omgui.core.pairing.rule import PairingRule
from omgui.core.problems import Problem, ProblemError

_WHERE = "omgui: pairing"
_LEFT_OVER_LIMIT = 200_000  # characters; the YAML file must stay below 1 MiB


class PairingSettings(BaseModel):
    """How a dataset was paired.

    Attributes:
        rule: The rule; ``None`` where every file is scored alone.
        overrules: Moves made by hand.
        examples: Pairs of distorted file and reference from which the rule was made.
        recipe: Name of the recipe that the rule comes from, or empty.
        lists: Files of text that name the pairs instead of a rule, relative to the folder of the
            files or absolute.
        left_over: Files that were left over when the dataset was saved, to tell later which are
            new; empty where there were too many.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: PairingRule | None = None
    overrules: Overrules = Overrules()
    examples: tuple[tuple[str, str], ...] = ()
    recipe: str = ""
    lists: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()

    @classmethod
    def from_config(cls, values: Mapping[Any, Any]) -> PairingSettings:
        """Read them from the value of ``omgui: {pairing: …}``.

        Raises:
            ProblemError: ``pairing-invalid``; a rule that cannot be understood is a ``RuleError``.
        """
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            details = error.errors(include_url=False)[0]
            key = ".".join(str(step) for step in details["loc"])
            message = f"What is written under '{key}' cannot be used: {details['msg']}."
            hint = "Make the dataset anew with the wizard or 'omgui new', or remove 'pairing'."
            raise ProblemError(Problem("pairing-invalid", message, hint, _WHERE)) from error

    def with_leftovers(self, pairing: Pairing) -> PairingSettings:
        """Return them with the files that are left over."""
        ignored = {it.path for it in pairing.ignored}
        paths = tuple(it.path for it in pairing.leftovers if it.path not in ignored)
        is_small = sum(map(len, paths)) <= _LEFT_OVER_LIMIT
        return self.model_copy(update={"left_over": paths if is_small else ()})

    def to_config(self) -> dict[str, Any]:
        """Return what is written under ``omgui: {pairing: …}``: plain values."""
        values: dict[str, Any] = self.model_dump(mode="json", exclude_defaults=True)
        return values

    def pair(
        self,
        paths: Sequence[str],
        media: Media | None = None,
        is_cancelled: IsCancelled = never,
    ) -> tuple[Pairing, tuple[Problem, ...]]:
        """Give every file its place, by the rule and then by hand.

        Returns:
            The places, and what is to be said of moves that could not be made.

        Raises:
            PairingCancelled: They are wanted no more.
        """
        pairing = apply_rule(self.rule, paths, media, is_cancelled)
        if not self.overrules.moves:
            return pairing, ()
        mode = self.rule.mode if self.rule else None
        return overrule(pairing, self.overrules, paths, mode, media, is_cancelled)
