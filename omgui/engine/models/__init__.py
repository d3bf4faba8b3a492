"""Learned metrics that no library provides in the older tool's form, built here from papers."""
