"""From two frames to what is painted: differences and maps come from the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from omgui.media.frame_shots import Shot
from omgui.ui.viewer.frame_canvas import Arrangement, Cell, FrameCanvas, Scene
from omgui.ui.viewer.frame_composing import Compared
from omgui.ui.viewer.frame_feed import ShownPair, Side
from omgui.ui.viewer.frame_layers import Layer
from omgui.ui.viewer.frame_map import FrameMap
from omgui.ui.viewer.frame_source import FrameSource
from omgui.ui.viewer.frame_words import FrameWords
from omgui.ui.viewer.frame_work import LatestWork, difference_layer, map_layer


@dataclass(frozen=True)
class Look:
    """How two frames are compared.

    Attributes:
        arrangement: Beside, over, instead of each other, or as their difference.
        gain: By how much a difference is amplified.
        is_signed: Whether a difference has a sign.
        opacity: Of a map, 0 to 1.
        is_reference_peeked: Whether the reference is shown in the place of the distorted picture.
        is_reference_turn: The same for a moment, while both are shown by turns.
    """

    arrangement: Arrangement = Arrangement.SIDE
    gain: int = 8
    is_signed: bool = False
    opacity: float = 0.6
    is_reference_peeked: bool = False
    is_reference_turn: bool = False


class FrameStage(QObject):
    """Puts scenes on a canvas.

    Attributes:
        turn: Number of the source that is shown.

    Signals:
        shown(object): Everything of this :class:`ShownPair` is on the canvas.
        map_shown(object): Another :class:`FrameMap` lies over the picture; ``None`` for none.
    """

    shown = Signal(object)
    map_shown = Signal(object)

    def __init__(self, canvas: FrameCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._words = FrameWords(self)
        self._source: FrameSource | None = None
        self._look = Look()
        self._pair: ShownPair | None = None
        self._layers: dict[bool, tuple[Shot, Layer]] = {}
        self._difference: tuple[object, Layer] | None = None
        self._map: tuple[FrameMap, Layer] | None = None
        self._awaited: FrameMap | None = None
        self.turn = 0
        self._differences = LatestWork(self)
        self._maps = LatestWork(self)
        self._differences.done.connect(self._on_difference)
        self._maps.done.connect(self._on_map)
        self._preparing = LatestWork(self)
        self._preparing.done.connect(self._on_prepared)

    @property
    def pair(self) -> ShownPair | None:
        """What was put on the canvas last."""
        return self._pair

    @property
    def reference(self) -> Layer | None:
        """The reference's picture."""
        return self._layer(is_reference=True)

    @property
    def distorted(self) -> Layer | None:
        """The distorted picture, or that of a file alone."""
        return self._layer(is_reference=False)

    def turn_to(self, source: FrameSource | None) -> None:
        """Clear the canvas for another source."""
        self._source = source
        self._pair = None
        self._layers.clear()
        self._difference = None
        self._map = self._awaited = None
        self.turn += 1
        self.map_shown.emit(None)
        words = self._words.empty() if source is None else self._words.waiting()
        self._canvas.show_scene(Scene(cells=(Cell(None, "", words),)))

    def say(self, words: str) -> None:
        """Put words on the canvas in the place of pictures."""
        self._canvas.show_scene(Scene(cells=(Cell(None, "", words),)))

    def set_look(self, look: Look) -> None:
        """Compare in another way from now on."""
        self._look = look
        if self._pair is not None:
            self.show_pair(self._pair)

    def show_pair(self, pair: ShownPair) -> None:
        """Put two frames on the canvas, now or as soon as their difference is there."""
        self._pair = pair
        for is_reference, side in ((True, pair.reference), (False, pair.distorted)):
            self._take(side, is_reference=is_reference)
        key = self._difference_key()
        if key is not None and (self._difference is None or self._difference[0] != key):
            self._ask_difference(key)
            return
        layers = [layer for _, layer in self._layers.values()]
        size = self._seen_size()
        if any(layer.is_coarse(*size) for layer in layers):
            self._preparing.ask(pair, partial(_refine, layers, size))
        else:
            self._paint()

    def set_map(self, shown: FrameMap | None) -> None:
        """Lay a map over the distorted picture; ``None`` for none."""
        if shown is None:
            self._map = self._awaited = None
            if self._pair is not None:
                self._paint()
        elif self._is_of(shown):
            self._awaited = shown
            self._maps.ask(shown, lambda: map_layer(shown))

    def _is_of(self, shown: FrameMap) -> bool:
        """Whether a map is of the frame that is shown, and of the same files."""
        is_same = self._pair is not None and shown.frame == self._pair.numbers.frame
        return is_same and shown.turn in {None, self.turn}

    @property
    def map(self) -> FrameMap | None:
        """The error map of the frame that is shown, if it has come."""
        return self._map[0] if self._map is not None and self._has_map() else None

    def compared(self) -> Compared:
        """Return all that a picture of what is compared is made of."""
        look, has_map = self._look, self._map is not None and self._has_map()
        shown, colours = self._map if has_map and self._map is not None else (None, None)
        return Compared(
            self.reference,
            self.distorted,
            self._difference[1] if self._difference is not None else None,
            look.arrangement,
            self._canvas.split,
            look.is_reference_peeked,
            shown,
            colours,
            look.opacity,
        )

    def close(self) -> None:
        """Wait for what is being computed."""
        self._canvas.close_canvas()
        self._preparing.close()
        self._differences.close()
        self._maps.close()

    def _layer(self, *, is_reference: bool) -> Layer | None:
        found = self._layers.get(is_reference)
        return None if found is None else found[1]

    def _take(self, side: Side | None, *, is_reference: bool) -> None:
        """Make an image of a shot, unless that was done already."""
        shot = None if side is None else side.shot
        if shot is None:
            self._layers.pop(is_reference, None)
            return
        kept = self._layers.get(is_reference)
        if kept is None or kept[0] is not shot:
            self._layers[is_reference] = (shot, Layer(shot.data, is_bgr=shot.is_bgr))

    def _difference_key(self) -> object | None:
        """Return what the difference depends on; ``None`` where none is to be shown."""
        if self._look.arrangement is not Arrangement.DIFFERENCE or len(self._layers) < 2:
            return None
        shots = tuple(id(self._layers[which][0]) for which in (True, False))
        return (*shots, self._look.gain, self._look.is_signed)

    def _ask_difference(self, key: object) -> None:
        reference, distorted = self.reference, self.distorted
        if reference is None or distorted is None:
            return
        gain, is_signed, size = self._look.gain, self._look.is_signed, self._seen_size()
        # The shots are kept by the function, so that their ids stay theirs.
        self._differences.ask(
            (key, self._pair, dict(self._layers)),
            lambda: _refined(
                difference_layer(reference, distorted, gain, is_signed=is_signed), size
            ),
        )

    @Slot(object, object)
    def _on_difference(self, known_by: tuple[object, ShownPair, object], layer: Layer) -> None:
        key, pair, _ = known_by
        self._difference = (key, layer)
        if pair is self._pair or key == self._difference_key():
            self._paint()

    @Slot(object, object)
    def _on_prepared(self, _pair: ShownPair, _none: object) -> None:
        # Also where another pair has come meanwhile: frames may follow each other faster than they
        # are made smaller.
        self._paint()

    def _seen_size(self) -> tuple[int, int]:
        first = self.reference or self.distorted
        return self._canvas.seen_size(first.size) if first is not None else (1, 1)

    @Slot(object, object)
    def _on_map(self, shown: FrameMap, layer: Layer) -> None:
        if shown is not self._awaited:  # the map was switched off, or another file is shown
            return
        self._map = (shown, layer)
        if self._pair is not None:
            self._paint()

    def _paint(self) -> None:
        pair, source = self._pair, self._source
        if pair is None or source is None:
            return
        reference, distorted = self.reference, self.distorted
        first = reference or distorted
        scene = Scene(
            cells=self._cells(source, pair),
            is_wiped=self._look.arrangement is Arrangement.WIPE
            and reference is not None
            and distorted is not None,
            size=first.size if first is not None else (16, 9),
            opacity=self._look.opacity,
        )
        self._canvas.show_scene(scene)
        self.map_shown.emit(self.map)
        self.shown.emit(pair)

    def _cells(self, source: FrameSource, pair: ShownPair) -> tuple[Cell, ...]:
        distorted = self._cell(source, pair.distorted, is_reference=False)
        if pair.reference is None:
            return (distorted,)
        reference = self._cell(source, pair.reference, is_reference=True)
        look = self._look
        if look.arrangement in {Arrangement.SIDE, Arrangement.WIPE}:
            return reference, distorted
        if look.arrangement is Arrangement.FLICKER:
            is_reference = look.is_reference_peeked or look.is_reference_turn
            return (reference if is_reference else distorted,)
        if self._difference is None or len(self._layers) < 2:
            # There is nothing to subtract: what is missing says why.
            return (reference if self.reference is None else distorted,)
        caption = self._words.difference(look.gain, is_signed=look.is_signed)
        return (Cell(self._difference[1], caption),)

    def _cell(self, source: FrameSource, side: Side, *, is_reference: bool) -> Cell:
        caption = self._words.side(source, is_reference=is_reference)
        layer = self._layer(is_reference=is_reference)
        if layer is None:
            return Cell(None, caption, self._words.trouble(side))
        over = None if is_reference or not self._has_map() else self._map
        return Cell(layer, caption, over=over[1] if over is not None else None)

    def _has_map(self) -> bool:
        return (
            self._map is not None
            and self._pair is not None
            and self._map[0].frame == self._pair.numbers.frame
        )


def _refine(layers: Sequence[Layer], size: tuple[int, int]) -> None:
    for layer in layers:
        layer.refine(*size)


def _refined(layer: Layer, size: tuple[int, int]) -> Layer:
    layer.refine(*size)
    return layer
