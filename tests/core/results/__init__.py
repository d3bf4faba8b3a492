"""Tests of scores as data."""
