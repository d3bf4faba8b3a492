"""The window: Qt. Knows no torch, no decoder but the eye's, and of the engine only its events."""
