"""Broken and unusual videos, and a study with these among healthy ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.workspaces import NAN, Workspace

FR_FRAMES = ("psnr", "ssim")
FR = (*FR_FRAMES, "vmaf")
NR = ("si", "cf", "ti")
KEYS = {
    "fr_iqa_metrics": FR_FRAMES,
    "fr_vqa_metrics": ("vmaf",),
    "nr_iqa_metrics": ("si", "cf"),
    "nr_vqa_metrics": ("ti",),
}
Maker = Callable[[Path, Path], None]


def truncated(good: Path, target: Path) -> None:
    from tests import media_files

    media_files.truncated(good, target, keep=0.9)


def _cut_in_the_first_frame(good: Path, target: Path) -> None:
    from tests import media_files

    media_files.truncated(good, target, keep=0.6)


def _truncated_without_index(good: Path, target: Path) -> None:
    from tests import media_files

    whole = target.with_name(f"whole_{target.name}")
    media_files.remuxed(good, whole)  # the index at the end
    media_files.truncated(whole, target)
    whole.unlink()


def _corrupt(good: Path, target: Path) -> None:
    from tests import media_files

    media_files.overwritten_middle(good, target)


def _empty(_good: Path, target: Path) -> None:
    target.write_bytes(b"")


def _text(_good: Path, target: Path) -> None:
    target.write_text("The videos are on the other drive.\n" * 50)


def _audio(_good: Path, target: Path) -> None:
    from tests import media_files

    media_files.audio_only(target)


def _folder(_good: Path, target: Path) -> None:
    target.mkdir()


def _picture(_good: Path, target: Path) -> None:
    from PIL import Image

    Image.new("RGB", (96, 72), (10, 200, 30)).save(target, "PNG")


# What is broken: how it is made, and the code of its problem. None: there is nothing at all.
BROKEN: dict[str, tuple[Maker | None, str]] = {
    "truncated.mp4": (truncated, "video-damaged"),
    "cut_early.mp4": (_cut_in_the_first_frame, "no-frames"),
    "no_index.mp4": (_truncated_without_index, "video-incomplete"),
    "corrupt.mp4": (_corrupt, "video-damaged"),
    "empty.mp4": (_empty, "file-empty"),
    "text.mp4": (_text, "not-a-video"),
    "audio.mp4": (_audio, "no-video-stream"),
    "missing.mp4": (None, "file-missing"),
    "folder.mp4": (_folder, "file-unreadable"),
    "picture.mp4": (_picture, "not-a-video"),
}


def _variable_rate(good: Path, target: Path) -> None:
    """The same packets at uneven times."""
    from tests import media_files

    uneven = "setts=ts='if(lt(N,4),N,3*N-8)*512'"
    media_files.remuxed(good, target, after=("-bsf:v", uneven))


def _one_pixel(_good: Path, target: Path) -> None:
    import numpy as np

    from tests import media_files

    shades = [np.full((1, 1, 3), 100 + 5 * k, dtype=np.uint8) for k in range(12)]
    media_files.encode(target, shades, "lossless")


def _odd(_good: Path, target: Path) -> None:
    from tests import media_files, reference_clips

    frames = [frame[:71, :95] for frame in reference_clips.clip("ref12")]
    media_files.encode(target, frames, "lossless")


class Study:
    """The same clips scored twice: with the faults among them, and without."""

    def __init__(self, workspace: Workspace, clips: Path) -> None:
        self.workspace = workspace
        workspace.add(*clips.glob("*.mp4"))
        good = clips / "good1.mp4"
        for name, (make, _) in BROKEN.items():
            if make is not None:
                make(good, workspace.data / name)
        _variable_rate(good, workspace.data / "variable.mp4")
        _one_pixel(good, workspace.data / "one_pixel.mkv")
        _odd(good, workspace.data / "odd.mkv")
        faulty = list(BROKEN)
        self.sets: dict[str, list[tuple[list[str], str]]] = {
            "ref.mp4": [
                (["good1.mp4", *faulty[:5], "good2.mp4", *faulty[5:]], "same"),
                (["good1.mp4"], "sume"),
                ([], "same"),
                (["missing.mp4", "good1.mp4", "truncated.mp4"], "repeat_each"),
                (["short.mp4", "variable.mp4", "odd.mkv"], "same"),
                (["short.mp4"], "repeat_last"),
                (["good1.mp4", "good1.mp4"], "same"),
            ],
            "text.mp4": [(["good1.mp4"], "same")],
            "missing_ref.mp4": [(["good2.mp4"], "same"), (["good1.mp4"], "repeat_each")],
            "good1.mp4": [(["good2.mp4"], "same")],
            "odd.mkv": [(["odd.mkv"], "same")],
            "one_pixel.mkv": [(["one_pixel.mkv"], "same")],
        }
        self.healthy_sets: dict[str, list[tuple[list[str], str]]] = {
            "ref.mp4": [
                (["good1.mp4", "good2.mp4", "short.mp4", "variable.mp4", "odd.mkv"], "same"),
                (["good1.mp4"], "repeat_each"),
                (["short.mp4"], "repeat_last"),
            ],
            "good1.mp4": [(["good2.mp4"], "same")],
            "odd.mkv": [(["odd.mkv"], "same")],
        }
        self.files = ["good1.mp4", *faulty, "one_pixel.mkv", "odd.mkv", "variable.mp4", "good2.mp4"]
        healthy_files = ["good1.mp4", "odd.mkv", "variable.mp4", "good2.mp4"]
        workspace.dataset("faulty", "vid", pairs=self.sets, files=self.files, **KEYS)
        workspace.dataset("healthy", "vid", pairs=self.healthy_sets, files=healthy_files, **KEYS)
        self.run = workspace.run_as_command("faulty", workers=2)
        self.control = workspace.run("healthy")
        self.healthy = {
            (e.item.reference, e.item.file, e.item.mode, e.metric): NAN
            if e.score is None
            else repr(e.score)
            for e in self.control.items
        }

    def rows(self) -> Iterator[tuple[str, str, str]]:
        for reference, sets in self.sets.items():
            for names, mode in sets:
                for name in names:
                    yield reference, name, mode
