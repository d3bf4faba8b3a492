"""The command line over core, media and engine."""
