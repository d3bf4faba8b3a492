"""Metrics of whole clips: each looks at chosen frames of a video and gives one score."""
