"""The eye: probing files and exact access to a frame. No torch, no Qt."""
