"""The metric picker: what can be ticked, what it costs, and its checkpoints."""
