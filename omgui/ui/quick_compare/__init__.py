"""Quick compare: a few files dropped together become a small dataset."""

from omgui.ui.quick_compare.dialog import QuickCompare

__all__ = ["QuickCompare"]
