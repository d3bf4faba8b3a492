"""Where a picture lies in its place on the screen: zoomed, moved, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[float, float]
Point = tuple[float, float]
LEAST, MOST = 1 / 32, 64.0


@dataclass(frozen=True)
class Placement:
    """Where a picture lies, in pixels of the screen from the corner of its place.

    Attributes:
        left: Its left edge.
        top: Its upper edge.
        scale: Pixels of the screen for one of the picture.
    """

    left: float
    top: float
    scale: float

    def picture_point(self, point: Point) -> Point:
        """Return which place of the picture is at a place of the screen."""
        return (point[0] - self.left) / self.scale, (point[1] - self.top) / self.scale


@dataclass(frozen=True)
class Zoom:
    """What all pictures that are shown together have in common.

    Attributes:
        scale: Pixels of the screen for one of the picture; ``None`` to fit the picture in.
        x: Which place of the picture is in the middle, as a part of its width.
        y: The same of its height.
    """

    scale: float | None = None
    x: float = 0.5
    y: float = 0.5

    def placed(self, picture: Size, place: Size) -> Placement:
        """Return where a picture lies.

        Args:
            picture: Its width and height.
            place: Width and height of its place, in pixels of the screen.
        """
        scale = self.scale or fitting(picture, place)
        left = _edge(picture[0] * scale, place[0], self.x)
        top = _edge(picture[1] * scale, place[1], self.y)
        return Placement(left, top, scale)

    def at_scale(self, scale: float, picture: Size, place: Size, point: Point) -> Zoom:
        """Return the same with another scale: what is at a point of the screen stays there."""
        scale = min(max(scale, LEAST), MOST)
        x, y = self.placed(picture, place).picture_point(point)
        centre_x = x + (place[0] / 2 - point[0]) / scale
        centre_y = y + (place[1] / 2 - point[1]) / scale
        return Zoom(scale, *_inside(centre_x, centre_y, scale, picture, place))

    def moved(self, by: Size, picture: Size, place: Size) -> Zoom:
        """Return the same with the picture moved by so many pixels of the screen."""
        scale = self.scale or fitting(picture, place)
        centre_x = self.x * picture[0] - by[0] / scale
        centre_y = self.y * picture[1] - by[1] / scale
        x, y = _inside(centre_x, centre_y, scale, picture, place)
        return Zoom(self.scale, x, y)


def fitting(picture: Size, place: Size) -> float:
    """Return the scale at which the whole picture is seen."""
    return max(min(place[0] / picture[0], place[1] / picture[1]), LEAST / 8)


def _edge(length: float, place: float, centre: float) -> float:
    """Return where a picture begins: in the middle, or without a gap at either side."""
    if length <= place:
        return float(round((place - length) / 2))
    return float(round(min(0.0, max(place - length, place / 2 - centre * length))))


def _inside(x: float, y: float, scale: float, picture: Size, place: Size) -> Point:
    """Return the centre as parts of the picture, no nearer to an edge than can be seen."""
    parts = []
    for centre, length, room in zip((x, y), picture, place, strict=True):
        half = min(room / scale / 2, length / 2)
        parts.append(min(max(centre, half), length - half) / length)
    return parts[0], parts[1]
