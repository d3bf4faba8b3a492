"""What changed in a folder since it was listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ListingChange:
    """Files that came, went or changed, each in the order of its listing.

    Attributes:
        added: Only in the new listing.
        vanished: Only in the old one.
        changed: In both, with another size.
    """

    added: tuple[str, ...]
    vanished: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is any change."""
        return bool(self.added or self.vanished or self.changed)


def compare_listings(old: Mapping[str, int | None], new: Mapping[str, int | None]) -> ListingChange:
    """Compare two listings of a folder.

    Args:
        old: Size in bytes of every file by its path; ``None`` where it is not known.
        new: The same, later.
    """
    return ListingChange(
        added=tuple(path for path in new if path not in old),
        vanished=tuple(path for path in old if path not in new),
        changed=tuple(
            path
            for path, size in new.items()
            if path in old and None not in {size, old[path]} and size != old[path]
        ),
    )
