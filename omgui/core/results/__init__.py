"""Scores as data: read from the store, as tables to sort, filter, group, compare and hand in."""
