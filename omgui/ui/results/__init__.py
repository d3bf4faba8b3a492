"""The Results page: a table of scores to sort, filter, group, compare and hand in."""
