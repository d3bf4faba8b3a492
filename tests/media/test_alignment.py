"""The offset of two videos is found by their content, or nothing is claimed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from omgui.media.alignment import Alignment, Verdict
from omgui.media.offset_search import MOST_FRAMES, align, compare
from omgui.media.thumbnails import HEIGHT, WIDTH, ThumbnailCache, Thumbnails
from tests import media_files, reference_inputs

COUNT = 130


def moving(count: int = COUNT, seed: int = 0, step: float = 0.5) -> np.ndarray:
    """A texture under which the camera moves, as small grey pictures."""
    canvas = reference_inputs.texture(HEIGHT + 200, WIDTH + 200, seed)[..., 1].astype(np.float32)
    places = [int(t * step) for t in range(count)]
    return np.stack([canvas[k : k + HEIGHT, k : k + WIDTH] for k in places])


def shifted(film: np.ndarray, offset: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a reference and a distorted film: distorted frame i + offset is reference frame i."""
    return film[max(0, offset) :], film[max(0, -offset) :]


def noisy(film: np.ndarray, spread: float, seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, spread, film.shape)
    return (film + noise).astype(np.float32)


@pytest.mark.parametrize("offset", [-60, -17, -3, -1, 0, 1, 2, 9, 33, 60])
def test_offset_of_a_moving_film_is_found(offset: int) -> None:
    first, second = shifted(moving(), offset)
    found = compare(first, noisy(0.7 * second + 30, 3.0))
    assert found.verdict is (Verdict.SHIFTED if offset else Verdict.IN_STEP)
    assert found.frames == found.best == offset
    assert found.confidence > 0.9
    assert found.agreeing > 0.8 * found.informative
    assert found.is_zero_possible is (offset == 0)
    assert found.reason.endswith(".")


def test_offset_is_that_of_the_configuration() -> None:
    first, second = shifted(moving(), 7)
    found = compare(first, second)
    assert np.array_equal(second[found.frames], first[0])
    assert "7 extra frames" in found.reason
    first, second = shifted(moving(), -7)
    found = compare(first, second)
    assert np.array_equal(second[0], first[-found.frames])
    assert "lacks 7 frames" in found.reason


@pytest.mark.parametrize("offset", [1, 12, 50])
@pytest.mark.parametrize("level", [0.0, 16.0])
def test_black_frames_before_the_film_are_counted(offset: int, level: float) -> None:
    first, second = shifted(moving(), offset)
    second = second.copy()
    second[:offset] = level
    assert compare(first, second).frames == offset


def test_still_title_is_passed_over() -> None:
    film = moving()
    film = np.concatenate([np.repeat(film[:1], 40, axis=0), film])
    for offset in (-25, 0, 13):
        first, second = shifted(film, offset)
        assert compare(first, noisy(second, 2.0)).frames == offset


def test_frames_that_stand_still_here_and_there_do_not_mislead() -> None:
    first, second = shifted(moving(step=1.0), 5)
    frozen = second.copy()
    for t in range(7, len(frozen), 9):
        frozen[t] = frozen[t - 1]
    assert compare(first, frozen).frames == 5


def test_cuts_are_no_trouble() -> None:
    film = np.concatenate([moving(30, seed) for seed in range(5)])
    for offset in (-31, 0, 44):
        assert compare(*shifted(film, offset)).frames == offset


@pytest.mark.parametrize("spread", [0.0, 2.0])
def test_nothing_is_claimed_of_a_still_picture(spread: float) -> None:
    still = np.repeat(moving(1), 100, axis=0)
    found = compare(noisy(still, spread, 2), noisy(still, spread, 3))
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.frames == 0
    assert found.is_zero_possible


def test_nothing_is_claimed_of_black() -> None:
    black = np.zeros((100, HEIGHT, WIDTH), np.float32)
    found = compare(black, black)
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.is_zero_possible


def test_nothing_is_claimed_of_what_repeats_itself() -> None:
    film = np.concatenate([moving(12, step=2.0)] * 10)
    first, second = shifted(film, 5)
    found = compare(first, second)
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.best is not None
    assert (found.best - 5) % 12 == 0
    assert "repeats itself" in found.reason


def test_offset_beyond_reach_is_not_mistaken_for_the_nearest() -> None:
    found = compare(*shifted(moving(200), MOST_FRAMES + 20))
    assert found.verdict is not Verdict.SHIFTED
    assert found.frames == 0


def test_unrelated_films_are_called_different() -> None:
    clouds = np.random.default_rng(5).uniform(0, 255, (COUNT, HEIGHT // 6, WIDTH // 8))
    other = clouds.repeat(6, axis=1).repeat(8, axis=2).astype(np.float32)
    found = compare(moving(), other)
    assert found.verdict is Verdict.DIFFERENT
    assert "belong together" in found.reason


@pytest.mark.parametrize("count", [0, 1, 13])
def test_too_short_clips_are_left_alone(count: int) -> None:
    found = compare(moving(), moving()[:count])
    assert found.verdict is Verdict.CANNOT_TELL
    assert f"Only {count} frame" in found.reason
    assert found.best is None


def test_short_clips_are_compared_as_far_as_they_go() -> None:
    first, second = shifted(moving(30, step=1.0), 3)
    assert compare(first, second).frames == 3


# -- files -------------------------------------------------------------------------------------


def encoded(path: Path, film: np.ndarray, *extra: str, fps: int = 25) -> Path:
    colour = np.repeat(film[..., None], 3, axis=3).clip(0, 255).astype(np.uint8)
    large = colour.repeat(4, axis=1).repeat(4, axis=2)
    return media_files.encode(path, list(large), extra=extra, fps=fps)


def aligned(reference: Path, distorted: Path) -> Alignment:
    cache = ThumbnailCache()
    return align(cache.of(reference), cache.of(distorted))


@pytest.mark.parametrize(
    "extra",
    [
        ("-crf", "23"),
        ("-crf", "38", "-bf", "3"),
        ("-vf", "scale=iw/2:ih/2", "-crf", "30"),
        ("-vf", "eq=brightness=0.1:contrast=0.8", "-crf", "28"),
        ("-vf", "gblur=sigma=4", "-crf", "28"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("offset", [-21, 0, 4])
def test_offset_survives_compression(tmp_path: Path, extra: tuple[str, ...], offset: int) -> None:
    first, second = shifted(moving(90, step=1.0), offset)
    reference = encoded(tmp_path / "r.mp4", first, "-crf", "10")
    found = aligned(reference, encoded(tmp_path / "d.mp4", second, *extra))
    assert found.frames == offset
    assert found.verdict is (Verdict.SHIFTED if offset else Verdict.IN_STEP)


def test_with_other_frame_rates_the_offset_is_told_in_time_alone(tmp_path: Path) -> None:
    first, second = shifted(moving(130, step=1.0), 20)
    reference = encoded(tmp_path / "r.mp4", first, fps=50)
    found = aligned(reference, encoded(tmp_path / "d.mp4", second[::2], fps=25))
    assert found.verdict is Verdict.SHIFTED
    assert found.frames == 0
    assert found.seconds == pytest.approx(0.4, abs=0.02)
    assert "0.40 seconds later" in found.reason
    earlier = aligned(tmp_path / "d.mp4", reference)
    assert earlier.seconds == pytest.approx(-0.4, abs=0.05)
    assert "earlier" in earlier.reason


def test_only_as_much_is_decoded_as_is_needed(tmp_path: Path) -> None:
    path = encoded(tmp_path / "r.mp4", moving(130, step=1.0))
    first, second = Thumbnails(path), Thumbnails(path)
    assert align(first, second).verdict is Verdict.IN_STEP
    assert not first.has_ended
    first.close()
    second.close()


def test_turned_video_is_compared_as_it_is_shown(tmp_path: Path) -> None:
    first, second = shifted(moving(90, step=1.0), 4)
    reference = encoded(tmp_path / "r.mp4", first)
    turned = encoded(tmp_path / "t.mp4", np.rot90(second, axes=(1, 2)))
    tagged = media_files.remuxed(turned, tmp_path / "d.mp4", before=("-display_rotation", "-90"))
    assert aligned(reference, tagged).frames == 4


def test_cache_lets_go_of_what_was_looked_at_long_ago(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.mp4", moving(20))
    paths = [path]
    for k in range(4):
        paths.append(tmp_path / f"{k}.mp4")
        paths[-1].write_bytes(path.read_bytes())
    cache = ThumbnailCache()
    first = cache.of(paths[0])
    assert cache.of(paths[0]) is first
    assert first.first(3).shape == (3, HEIGHT, WIDTH)
    for other in paths[1:]:
        cache.of(other)
    assert cache.of(paths[0]) is not first
