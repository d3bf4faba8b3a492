"""Decode, score, store. No Qt."""
