"""The vocabulary: plain values and rules. Standard library, pydantic, PyYAML."""
