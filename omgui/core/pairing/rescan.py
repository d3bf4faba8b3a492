"""What changed in a folder since it was listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from omgui.core.seen_files import Seen


@dataclass(frozen=True)
class ListingChange:
    """Files that came, went or changed, each in the order of its listing.

    Attributes:
        added: Only in the new listing.
        vanished: Only in the old one.
        changed: In both, with another size or time of change.
    """

    added: tuple[str, ...]
    vanished: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is any change."""
        return bool(self.added or self.vanished or self.changed)


def compare_listings(
    old: Mapping[str, Seen], new: Mapping[str, Seen], paths: Collection[str] | None = None
) -> ListingChange:
    """Compare two listings of a folder.

    Args:
        old: Every file by its path as it was.
        new: The same, later.
        paths: Which files of the new listing count; by default all.
    """
    there = new if paths is None else paths
    return ListingChange(
        added=tuple(path for path in there if path not in old),
        vanished=tuple(path for path in old if path not in new),
        changed=tuple(path for path in there if path in old and not new[path].is_as(old[path])),
    )
