"""omgui: objective image and video quality assessment over whole datasets."""

__version__ = "0.1.0"
