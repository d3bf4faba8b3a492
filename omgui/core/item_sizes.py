"""How large the items of a run are, as far as that is known before they are scored."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from omgui.core.events import ItemName

AREA_720P = 1280 * 720 / 1e6


@dataclass(frozen=True)
class ItemFacts:
    """What is known of an item before it begins.

    Attributes:
        frames: Of what is scored; 1 for a picture.
        area: Megapixels of a frame; ``None`` where that is not known.
        clips: How many clips of it metrics of whole clips score: draws and windows.
    """

    frames: int
    area: float | None = None
    clips: int = 1


class ItemSizes:
    """How large items are, on average, for metrics of any slope; pairs and single files apart."""

    def __init__(self) -> None:
        self._facts: dict[bool, dict[ItemName, ItemFacts]] = {True: {}, False: {}}
        self._sums: dict[tuple[bool, float], float] = {}
        self.area = AREA_720P

    def add(self, facts: Mapping[ItemName, ItemFacts]) -> None:
        """Take what is found out of items; what is known of them already stays."""
        for name, fact in facts.items():
            self._facts[name.reference is not None].setdefault(name, fact)
        areas = [fact.area for fact in facts.values() if fact.area is not None]
        if areas:
            self.area = sum(areas) / len(areas)
        self._sums.clear()

    def note(self, name: ItemName, fact: ItemFacts) -> None:
        """Take the size of an item that has begun."""
        kind = name.reference is not None
        self._facts[kind][name] = fact
        for of_pairs, slope in self._sums:
            if of_pairs is kind:
                units = max(1, fact.frames) * scale(fact.area or self.area, slope)
                self._sums[of_pairs, slope] += units

    def of(self, name: ItemName) -> ItemFacts | None:
        """Return what is known of an item."""
        return self._facts[name.reference is not None].get(name)

    def area_of(self, name: ItemName) -> float:
        """Return megapixels of an item, or what is usual."""
        fact = self.of(name)
        return self.area if fact is None or fact.area is None else fact.area

    def clips_of(self, name: ItemName) -> int:
        """Return how many clips of an item are scored."""
        fact = self.of(name)
        return 1 if fact is None else fact.clips

    def usual_clips(self) -> float:
        """Return how many clips of an item are scored on average."""
        counts = [fact.clips for facts in self._facts.values() for fact in facts.values()]
        return sum(counts) / len(counts) if counts else 1.0

    def usual(self, kind: bool | None, slope: float, taken: float, count: int) -> float:
        """Return the mean size of items that a metric has not begun.

        Args:
            kind: Whether it is one of pairs; ``None`` where that is not known.
            slope: By which power of the area its cost grows.
            taken: Units of the items that it has begun.
            count: Their number.
        """
        if kind is None or not self._facts[kind]:
            kind = bool(self._facts[True])
        number = len(self._facts[kind])
        if not number:
            return 1.0
        total = self._sum(kind, slope)
        if number > count and total > taken:
            return (total - taken) / (number - count)
        return total / number

    def _sum(self, kind: bool, slope: float) -> float:
        if (kind, slope) not in self._sums:
            facts = self._facts[kind]
            units = (
                max(1, fact.frames) * scale(self.area if fact.area is None else fact.area, slope)
                for fact in facts.values()
            )
            self._sums[kind, slope] = math.fsum(units)
        return self._sums[kind, slope]


def scale(area: float, slope: float) -> float:
    """Return how much dearer a frame of so many megapixels is than one of 720p."""
    return float((area / AREA_720P) ** slope)
