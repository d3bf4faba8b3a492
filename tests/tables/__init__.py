"""Tests of tables as files."""
