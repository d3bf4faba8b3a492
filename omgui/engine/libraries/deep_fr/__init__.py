"""Learned full-reference metrics whose work on the reference is done once per reference frame."""
