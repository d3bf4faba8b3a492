"""From a guess at the references to pairs: which part of their names comes back in the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from omgui.core.pairing.hypotheses import Hypothesis
from omgui.core.pairing.names import is_attribute, is_reference_token, words
from omgui.core.pairing.sketch import Sketch

_GOOD = 0.98
_CUTS = 3
_HOPELESS_AFTER = 60
Key = tuple[str, str]  # what must stand at the place of the content, and behind it
KeyOf = Callable[[Sketch], Key | None]
Pair = tuple[str, str]


def link(hypothesis: Hypothesis, sample: Sequence[Sketch]) -> list[Pair]:
    """Return pairs of distorted file and reference, as many as can be found.

    Args:
        hypothesis: Which files are references.
        sample: Those of the others to be paired.
    """
    best: list[Pair] = []
    for key_of in _keys(hypothesis):
        for is_fine in (False, True):
            found = _linked(hypothesis, sample, key_of, is_fine=is_fine)
            if len(found) > len(best):
                best = found
            if len(best) >= _GOOD * len(sample):
                return best
    return best


def _keys(hypothesis: Hypothesis) -> Iterator[KeyOf]:
    """Yield ways to get from the name of a reference to what its distorted files share with it."""
    if hypothesis.role_token:
        yield lambda sketch: _around(sketch, hypothesis.role_token)
        return
    yield lambda sketch: (sketch.folded, "")
    yield _without_attributes
    yield _around_rate
    for count in range(1, _CUTS + 1):
        yield lambda sketch, count=count: _cut(sketch, count)  # type: ignore[misc]


def _around(sketch: Sketch, token: str) -> Key | None:
    index = max(at for at, text in enumerate(sketch.token_texts) if text == token)
    before = sketch.folded[: sketch.spans[index - 1][1]] if index else ""
    after = sketch.folded[sketch.spans[index + 1][0] :] if index + 1 < len(sketch.spans) else ""
    if not before and not after:
        return ("", "")
    return (before, after) if before else (after, "")


def _without_attributes(sketch: Sketch) -> Key | None:
    """Leave out what says fps, size or 'ref' at both ends of a name."""
    first, last = 0, len(sketch.spans)
    texts = sketch.token_texts
    while last > first and (is_attribute(texts[last - 1]) or is_reference_token(texts[last - 1])):
        last -= 1
    while first < last and is_reference_token(texts[first]):
        first += 1
    if first == last or last - first == len(texts):
        return None
    return (sketch.folded[sketch.spans[first][0] : sketch.spans[last - 1][1]], "")


def _around_rate(sketch: Sketch) -> Key | None:
    """Leave out what says the frame rate inside a name."""
    for index, text in enumerate(sketch.token_texts):
        if index and is_attribute(text):
            after = sketch.spans[index + 1 : index + 2]
            tail = sketch.folded[after[0][0] :] if after else ""
            return (sketch.folded[: sketch.spans[index - 1][1]], tail)
    return None


def _cut(sketch: Sketch, count: int) -> Key | None:
    spans = sketch.spans
    return (sketch.folded[: spans[-count - 1][1]], "") if len(spans) > count else None


def _linked(
    hypothesis: Hypothesis, sample: Sequence[Sketch], key_of: KeyOf, *, is_fine: bool
) -> list[Pair]:
    index: dict[Key, list[Sketch]] = {}
    for reference in hypothesis.references:
        key = key_of(reference)
        if key is not None:
            index.setdefault(key, []).append(reference)
    if not index:
        return []
    tails = {tail for _, tail in index if tail}
    needs_context = any(len(found) > 1 for found in index.values()) or ("", "") in index
    depth = hypothesis.role_depth
    pairs: list[Pair] = []
    for count, sketch in enumerate(sample):
        if count == _HOPELESS_AFTER and not pairs:
            break
        for key in _keys_of(sketch, tails, is_fine=is_fine):
            candidates: Sequence[Sketch] = index.get(key, ())
            if needs_context:
                candidates = _nearest(candidates, sketch, depth)
            if len(candidates) == 1:
                pairs.append((sketch.path, candidates[0].path))
                break
    return pairs


def _nearest(candidates: Sequence[Sketch], sketch: Sketch, depth: int | None) -> list[Sketch]:
    """Return the references whose folders fit; of several those whose telling folder fits best."""
    near = [reference for reference in candidates if _is_near(reference, sketch, depth)]
    if len(near) < 2 or depth is None or depth >= len(sketch.folders):
        return near
    own = set(words(sketch.folders[depth]))
    telling = [words("".join(reference.folders[depth : depth + 1])) for reference in near]
    common = [len(own.intersection(found)) for found in telling]
    most = max(common)
    return [reference for reference, count in zip(near, common, strict=True) if count == most]


def _keys_of(sketch: Sketch, tails: set[str], *, is_fine: bool) -> Iterator[Key]:
    fitting = sorted((tail for tail in tails if sketch.folded.endswith(tail)), key=len)
    for run in sketch.runs(is_fine=is_fine):
        for tail in reversed(fitting):
            if sketch.folded.startswith(run):
                yield (run, tail)
        yield (run, "")
    yield ("", "")


def _is_near(reference: Sketch, distorted: Sketch, role_depth: int | None) -> bool:
    """Whether all folders of a reference but the telling one come back in those of another file."""
    wanted = [
        name.casefold() for depth, name in enumerate(reference.folders) if depth != role_depth
    ]
    rest = iter(name.casefold() for name in distorted.folders)
    return all(any(name == other for other in rest) for name in wanted)
