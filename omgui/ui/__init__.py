"""The window: Qt. Knows no torch, no decoder but the eye's, nothing of the engine but its files and events."""
