"""What is known of a file before it is scored: plain values, whoever found them out."""

from __future__ import annotations

from dataclasses import dataclass

# Transfer characteristics by the names of ITU-T H.273, as far as they mean high dynamic range.
HDR_TRANSFERS = {"pq": "HDR, PQ", "hlg": "HDR, HLG"}


@dataclass(frozen=True)
class ImageFacts:
    """One picture, by its header.

    Attributes:
        width: Width in pixels as stored.
        height: Height in pixels as stored.
        mode: Pillow's name of the samples, e.g. ``RGB`` or ``I;16``.
        format: ``PNG``, ``JPEG`` …
        frames: Pictures in the file.
        is_turned: Whether EXIF asks to show it turned or mirrored.
        is_cut_off: Whether the end that its format asks for is missing.
    """

    width: int
    height: int
    mode: str
    format: str
    frames: int
    is_turned: bool
    is_cut_off: bool


@dataclass(frozen=True)
class VideoFacts:
    """One video, by its container and its first frame.

    Attributes:
        width: Width in pixels as shown, after rotation.
        height: Height in pixels as shown, after rotation.
        fps: Average frames per second; ``None`` where the container does not say.
        frames: Shown frames of the first video stream, counted packet by packet.
        declared_frames: Shown frames by the header, more than ``frames`` where the file is cut off;
            ``None`` where it does not say.
        duration_s: Seconds; ``None`` where the container does not say.
        codec: Name of the codec, e.g. ``h264``.
        pixel_format: Layout of the samples, e.g. ``yuv420p``.
        rotation: Degrees by which the stored picture is turned for showing: 0, 90, 180 or 270.
        is_variable_rate: Whether some frames stand clearly longer than others.
        sample_aspect: Width of a pixel divided by its height; 1 where the file does not say.
        transfer: ``pq`` or ``hlg`` for high dynamic range, else empty.
        bit_depth: Bits of a sample; 0 where it is not known.
    """

    width: int
    height: int
    fps: float | None
    frames: int
    declared_frames: int | None
    duration_s: float | None
    codec: str
    pixel_format: str
    rotation: int
    is_variable_rate: bool
    sample_aspect: float = 1.0
    transfer: str = ""
    bit_depth: int = 0

    @property
    def seconds(self) -> float | None:
        """How long its frames are shown; ``None`` where that is not known."""
        return self.frames / self.fps if self.fps else self.duration_s


FileFacts = VideoFacts | ImageFacts
