"""Broken and unusual pictures, and a study with these among healthy ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.workspaces import NAN, Workspace

FR = ("psnr", "ssim", "vif")
NR = ("si", "cf")
Maker = Callable[[Path, Path], None]


def _empty(_good: Path, target: Path) -> None:
    target.write_bytes(b"")


def _text(_good: Path, target: Path) -> None:
    target.write_text("Dear reviewer, the pictures are in the other folder.\n" * 20)


def _folder(_good: Path, target: Path) -> None:
    target.mkdir()


def _cut_jpeg(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").save(target, "JPEG", quality=90)
    data = target.read_bytes()
    target.write_bytes(data[: len(data) // 2])


def _cut_png(good: Path, target: Path) -> None:
    data = good.read_bytes()
    target.write_bytes(data[: len(data) // 2])


def _overwritten_png(good: Path, target: Path) -> None:
    data = bytearray(good.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    target.write_bytes(data)


def _video(_good: Path, target: Path) -> None:
    from tests import media_files

    media_files.audio_only(target.with_suffix(".mp4"))
    target.with_suffix(".mp4").rename(target)


# What is broken: how it is made, and the code of its problem. None: there is nothing at all.
BROKEN: dict[str, tuple[Maker | None, str]] = {
    "missing.png": (None, "file-missing"),
    "empty.png": (_empty, "file-empty"),
    "text.png": (_text, "not-an-image"),
    "folder.png": (_folder, "file-unreadable"),
    "cut.jpg": (_cut_jpeg, "image-truncated"),
    "cut.png": (_cut_png, "image-truncated"),
    "overwritten.png": (_overwritten_png, "image-truncated"),
    "sound.png": (_video, "not-an-image"),
}


def _rgba(good: Path, target: Path) -> None:
    from PIL import Image

    picture = Image.open(good).convert("RGB")
    picture.putalpha(77)
    picture.save(target)


def _palette(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").quantize(64).save(target)


def _cmyk(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").convert("CMYK").save(target, "JPEG", quality=95)


def _gray16(good: Path, target: Path) -> None:
    import numpy as np
    from PIL import Image

    gray = np.asarray(Image.open(good).convert("L")).astype(np.uint16)
    Image.fromarray(gray * 257).save(target)


def _gray(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("L").save(target)


def _rotated(good: Path, target: Path) -> None:
    from PIL import Image

    picture = Image.open(good).convert("RGB")
    exif = picture.getexif()
    exif[0x0112] = 6  # turn by 90 degrees to see it upright
    picture.save(target, "JPEG", quality=95, exif=exif)


def _smaller(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").resize((32, 24), Image.Resampling.BICUBIC).save(target)


def _one_pixel(_good: Path, target: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1, 1), (90, 120, 30)).save(target)


def _as_rgb(picture: Path, target: Path) -> None:
    from PIL import Image

    with Image.open(picture) as image:
        image.convert("RGB").save(target)


def _odd(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").crop((0, 0, 63, 47)).save(target)


# What is unusual but has a score: how it is made, and how the score is flagged.
UNUSUAL: dict[str, tuple[Maker, str | None]] = {
    "rgba.png": (_rgba, "pixels-changed"),
    "palette.png": (_palette, None),
    "cmyk.jpg": (_cmyk, "pixels-changed"),
    "gray16.png": (_gray16, "pixels-changed"),
    "gray.png": (_gray, None),
    "rotated.jpg": (_rotated, "pixels-changed"),
    "smaller.png": (_smaller, None),
    "one_pixel.png": (_one_pixel, None),
    "odd.png": (_odd, None),
}


AS_RGB = ("palette.png", "gray.png", "cmyk.jpg", "rgba.png")


class Study:
    """The same pictures scored twice: with the faults among them, and without."""

    def __init__(self, workspace: Workspace, pictures: Path) -> None:
        self.workspace = workspace
        workspace.add(*pictures.glob("*.png"))
        good = pictures / "good1.png"
        for name, (make, _) in BROKEN.items():
            if make is not None:
                make(good, workspace.data / name)
        for name, (make_unusual, _) in UNUSUAL.items():
            make_unusual(good, workspace.data / name)
        for name in AS_RGB:
            _as_rgb(workspace.data / name, workspace.data / f"{name}.rgb.png")
        workspace.place(pictures / "ref.png", "ref_too.png")
        _odd(pictures / "ref.png", workspace.data / "odd_ref.png")
        _one_pixel(good, workspace.data / "one_pixel_ref.png")
        # The healthy between the faulty, so that a row that slips is seen.
        faulty = list(BROKEN)
        self.pairs: dict[str, list[str]] = {
            "ref.png": [
                "good1.png",
                *faulty[:3],
                "good2.png",
                *faulty[3:],
                *UNUSUAL,
                "good3.png",
                "good1.png",
            ],
            "absent_ref.png": ["good1.png", "good2.png"],
            "text.png": ["good3.png"],
            "ref2.png": ["ref2_good1.png", "ref2_good2.png"],
            "ref_too.png": [f"{name}.rgb.png" for name in AS_RGB],
            "odd_ref.png": ["odd.png", "good1.png"],
            "one_pixel_ref.png": ["one_pixel.png", "good1.png"],
        }
        self.files = [
            "ref.png",
            *faulty,
            "good1.png",
            "one_pixel.png",
            *(name for name in UNUSUAL if name != "one_pixel.png"),
            "good1.png",
            "ref2.png",
        ]
        self.healthy_pairs = {
            "ref.png": ["good1.png", "good2.png", *UNUSUAL, "good3.png"],
            "ref2.png": ["ref2_good1.png", "ref2_good2.png"],
            "ref_too.png": [f"{name}.rgb.png" for name in AS_RGB],
            "odd_ref.png": ["odd.png", "good1.png"],
        }
        self.healthy_files = ["ref.png", "good1.png", *UNUSUAL, "ref2.png"]
        keys = {"fr_metrics": FR, "nr_metrics": NR}
        workspace.dataset("faulty", "img", pairs=self.pairs, files=self.files, **keys)
        workspace.dataset(
            "healthy", "img", pairs=self.healthy_pairs, files=self.healthy_files, **keys
        )
        self.run = workspace.run_as_command("faulty")
        self.control = workspace.run("healthy")

    def healthy_scores(self, metric: str) -> dict[tuple[str | None, str], str]:
        return {
            (event.item.reference, event.item.file): NAN
            if event.score is None
            else repr(event.score)
            for event in self.control.items
            if event.metric == metric
        }
