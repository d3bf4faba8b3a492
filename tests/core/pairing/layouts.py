"""How datasets that people use lie in their folders: made-up files under real naming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LAYOUTS: dict[str, Layout] = {}


@dataclass
class Layout:
    """Files of a dataset, and what pairing must come to.

    Attributes:
        pairs: Reference → distorted files.
        others: Files that are left over, or scored alone where there are no pairs.
        modes: Mode of each distorted file, where names tell it.
    """

    pairs: dict[str, list[str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    modes: dict[str, str] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        found = [*self.others]
        for reference, distorted in self.pairs.items():
            found += [reference, *distorted]
        return sorted(set(found))


def _add(name: str, pairs: dict[str, list[str]], **more: object) -> None:
    LAYOUTS[name] = Layout(pairs, **more)  # type: ignore[arg-type]


def _each(texts: Sequence[str], **fields: object) -> Iterator[str]:
    for text in texts:
        yield text.format(**fields)


CONTENTS = ["BigBuckBunny", "crowd_run", "crowd", "OldTownCross", "Sintel-2", "park_joy_2"]
SCENES = ["GOPR0372_07_00", "GOPR0372_07_01", "GOPR0384_11_00"]

_add(
    "tid2013",
    {
        f"reference_images/I{n:02}.BMP": [
            f"distorted_images/i{n:02}_{kind:02}_{level}.bmp"
            for kind in range(1, 25)
            for level in range(1, 6)
        ]
        for n in range(1, 26)
    },
)
_add(
    "csiq",
    {
        f"src_imgs/{name}.png": [
            f"dst_imgs/{folder}/{name}.{kind}.{level}.png"
            for folder, kind in (
                ("awgn", "AWGN"),
                ("blur", "BLUR"),
                ("contrast", "contrast"),
                ("fnoise", "fnoise"),
                ("jpeg", "JPEG"),
                ("jpeg2000", "jpeg2000"),
            )
            for level in range(1, 6)
        ]
        for name in ["1600", "aerial_city", "boston", "bridge", "butter_flower", "cactus"]
    },
)
_add(
    "pipal",
    {
        f"Train_Ref/A{n:04}.bmp": [
            f"Distortion_{1 + kind % 4}/A{n:04}_{kind:02}_{level:02}.bmp"
            for kind in range(6)
            for level in range(10)
        ]
        for n in range(1, 30)
    },
)
_add(
    "kadis",
    {
        f"ref_imgs/{n}.png": [
            f"dist_imgs/{n}_{kind:02}_0{level}.bmp" for kind in range(1, 4) for level in range(1, 6)
        ]
        for n in (100, 1000, 10004, 10, 1)
    },
)
_add(
    "csiq video",
    {
        f"{name}_832x480_ref.yuv": [f"{name}_832x480_dst_{n:02}.yuv" for n in range(1, 19)]
        for name in ["BasketballDrive", "BQMall", "BQTerrace", "Cactus", "Carving"]
    },
)
_add(
    "netflix public",
    {
        f"ref/{name}_{fps}fps.yuv": [
            f"dis/{name}_{level}_{height}_{rate}.yuv"
            for level, height, rate in ((20, 288, 375), (30, 384, 550), (50, 480, 1050))
        ]
        for name, fps in (
            ("BigBuckBunny", 25),
            ("BirdsInCage", 30),
            ("CrowdRun", 25),
            ("ElFuente1", 30),
            ("ElFuente2", 30),
            ("FoxBird", 25),
            ("OldTownCross", 25),
            ("Seeking", 25),
            ("Tennis", 24),
        )
    },
)
_add(
    "mcl-jcv",
    {
        f"videoSRC{n:02}_1920x1080_30.yuv": [
            f"videoSRC{n:02}_1920x1080_30_qp_{qp:02}.264" for qp in range(1, 52)
        ]
        for n in range(1, 5)
    },
)
_add(
    "videoset",
    {
        f"videoSRC{n:03}/{size}/videoSRC{n:03}_{size}_30_qp_00.264": [
            f"videoSRC{n:03}/{size}/videoSRC{n:03}_{size}_30_qp_{qp:02}.264" for qp in range(1, 20)
        ]
        for n in range(1, 4)
        for size in ("1920x1080", "1280x720")
    },
)
_add(
    "ntia",
    {
        f"{test}_src{src}_hrc00_525.avi": [
            f"{test}_src{src}_hrc{hrc:02}_525.avi" for hrc in range(1, 9)
        ]
        for test in ("t1", "t2")
        for src in range(1, 11)
    },
)
_add(
    "vqeg hdtv",
    {
        f"vqeghd1/vqeghd1_src{src:02}_hrc00.avi": [
            f"vqeghd1/vqeghd1_src{src:02}_hrc{hrc:02}.avi" for hrc in range(1, 17)
        ]
        for src in range(1, 10)
    },
)
_add(
    "itu style in folders",
    {
        f"SRC/SRC{src:03}.avi": [f"PVS/SRC{src:03}_HRC{hrc:03}.avi" for hrc in range(1, 9)]
        for src in range(1, 9)
    },
)
_add(
    "p.1204 style",
    {
        f"srcVid/P2SXM00_SRC{src:03}.mkv": [
            f"pvs/P2SXM00_SRC{src:03}_HRC{hrc:03}.mp4" for hrc in range(1, 9)
        ]
        for src in range(1, 9)
    },
)
_add(
    "avt-vqdb-uhd-1",
    {
        f"src_videos/{name}.mkv": [
            f"segments/{name}_{rate}_{height}_59.94fps_{codec}.mp4"
            for rate, height in (
                ("15000kbps", "1080p"),
                ("200kbps", "360p"),
                ("40000kbps", "2160p"),
            )
            for codec in ("h264", "hevc", "vp9")
        ]
        for name in [
            "bigbuck_bunny_8bit",
            "cutting_orange_tuil",
            "vegetables_tuil",
            "Sparks_cut_13",
        ]
    },
)
_add(
    "waterloo ivc 4k",
    {
        f"reference/{n:02}.avi": [
            f"distorted/{codec}/{n:02}_{codec}_{size}_{level}.mp4"
            for codec in ("HEVC", "H264", "AV1")
            for size in ("960x540", "3840x2160")
            for level in range(1, 4)
        ]
        for n in range(1, 8)
    },
)
_add(
    "content folders, ref",
    {
        f"content{n}/ref.png": [f"content{n}/jpeg_{q}.png" for q in (10, 30, 50)]
        for n in range(1, 12)
    },
)
_add(
    "content folders, original of another ending",
    {
        f"clips/{name}/original.mov": [
            *(f"clips/{name}/x264_crf{crf}.mp4" for crf in (20, 30)),
            f"clips/{name}/av1.mp4",
        ]
        for name in CONTENTS
    },
)
_add(
    "gopro",
    {
        f"{split}/{scene}/sharp/{n:06}.png": [f"{split}/{scene}/blur/{n:06}.png"]
        for split in ("train", "test")
        for scene in SCENES
        for n in range(1, 20)
    },
)
_add(
    "gopro with gamma",
    {
        f"{scene}/sharp/{n:06}.png": [
            f"{scene}/blur/{n:06}.png",
            f"{scene}/blur_gamma/{n:06}.png",
        ]
        for scene in SCENES
        for n in range(1, 20)
    },
)
_add(
    "reds",
    {
        f"{split}_sharp/{clip:03}/{n:08}.png": [f"{split}_blur/{clip:03}/{n:08}.png"]
        for split in ("train", "val")
        for clip in range(4)
        for n in range(10)
    },
)
_add(
    "reds, one split",
    {
        f"train_sharp/{clip:03}/{n:08}.png": [f"train_blur/{clip:03}/{n:08}.png"]
        for clip in range(4)
        for n in range(10)
    },
)
_add(
    "restoration outputs",
    {
        f"gt/{n:04}.png": [f"{method}/{n:04}.png" for method in ("SwinIR", "NAFNet", "Restormer-2")]
        for n in range(30)
    },
)
_add(
    "restoration outputs below results",
    {
        f"GT/{n:04}.png": [f"results/{method}/{n:04}_out.png" for method in ("SwinIR", "NAFNet")]
        for n in range(30)
    },
)
_add(
    "div2k lr",
    {
        f"DIV2K_train_HR/{n:04}.png": [
            f"DIV2K_train_LR_bicubic/X{scale}/{n:04}x{scale}.png" for scale in (2, 3, 4)
        ]
        for n in range(1, 40)
    },
)
_add(
    "div2k one scale",
    {f"HR/{n:04}.png": [f"LR/{n:04}x4.png"] for n in range(1, 40)},
)
_add(
    "set5 in one folder",
    {
        f"img_{n:03}_SRF_4_HR.png": [
            f"img_{n:03}_SRF_4_{way}.png" for way in ("LR", "bicubic", "SRCNN")
        ]
        for n in range(1, 6)
    },
)
_add(
    "suffix -original",
    {
        f"{name}-original.mp4": [
            f"{name}-{codec}-{crf}.mp4" for codec in ("x264", "x265") for crf in (20, 30)
        ]
        for name in ("beach", "forest_walk", "city", "snow")
    },
)
_add(
    "suffix _ref in another folder",
    {
        f"videos/refs/{name}_ref.mp4": [f"videos/dist/{name}_dist{n}.mp4" for n in range(1, 6)]
        for name in ("beach", "forest_walk", "forest", "city", "snow")
    },
)
_add("prefix gt_", {f"gt_{n}.png": [f"pred_{n}.png"] for n in range(30)})
_add(
    "prefixes in folders",
    {f"norain/norain-{n:03}.png": [f"rain/rain-{n:03}.png"] for n in range(1, 30)},
)
_add(
    "pristine",
    {
        f"pristine_images/{n:05}.bmp": [
            f"distorted_images/jpeg/{n:05}_{q}.jpg" for q in range(1, 5)
        ]
        for n in range(1, 20)
    },
)
_add(
    "sidd",
    {
        f"0{n:03}_001_S6/{n:04}_GT_SRGB_010.PNG": [f"0{n:03}_001_S6/{n:04}_NOISY_SRGB_010.PNG"]
        for n in range(1, 30)
    },
)
_add(
    "lol",
    {
        f"{split}/high/{n}.png": [f"{split}/low/{n}.png"]
        for split, numbers in (("our485", range(2, 60)), ("eval15", range(60, 75)))
        for n in numbers
    },
)
_add(
    "reside",
    {
        f"clear/{n:04}.png": [f"hazy/{n:04}_0.8{k}_0.{k}.jpg" for k in range(1, 6)]
        for n in range(1, 20)
    },
)
_add(
    "longer names in an unnamed folder",
    {f"one/{name}.png": [f"two/{name}_{n}.png" for n in range(1, 5)] for name in CONTENTS},
)
_add(
    "content with underscores in one folder",
    {
        f"{name}.mp4": [
            f"{name}_{codec}_{crf}.mp4" for codec in ("x264", "x265") for crf in (22, 37)
        ]
        for name in CONTENTS
    },
)
_add(
    "non-latin",
    {
        f"исходные/ref/{name}.png": [f"исходные/dist/{name}_{q}.jpg" for q in (10, 50, 90)]
        for name in ("кот", "собака", "北京", "été", "naïve_2")
    },
)
_add(
    "spaces and brackets",
    {
        f"Original videos/{name} (source).mov": [
            f"Encodes [2024]/{name} - {codec} {rate}k.mp4"
            for codec in ("H.264", "HEVC")
            for rate in (500, 4000)
        ]
        for name in ("My clip", "Beach (day)", "Beach", "100% real")
    },
)
_add(
    "live-yt-hfr like",
    {
        f"ref/{name}_120fps.mp4": [
            f"dist/{name}_{fps}fps_crf{crf}.mp4" for fps in (24, 30, 60, 120) for crf in (10, 30)
        ]
        for name in ("bobblehead", "books", "hamster", "1Runner_2")
    },
    modes={
        f"dist/{name}_{fps}fps_crf{crf}.mp4": "same" if fps == 120 else "repeat_each"
        for name in ("bobblehead", "books", "hamster", "1Runner_2")
        for fps in (24, 30, 60, 120)
        for crf in (10, 30)
    },
)
_add(
    "highest rate without words",
    {
        f"{name}_120fps.mp4": [f"{name}_{fps}fps.mp4" for fps in (30, 60)]
        for name in ("bobblehead", "books", "hamster")
    },
    modes={
        f"{name}_{fps}fps.mp4": "repeat_each"
        for name in ("bobblehead", "books", "hamster")
        for fps in (30, 60)
    },
)
_add(
    "tum",
    {
        f"reference/{name}.mp4": [
            f"processed/{name}_{codec}_{n}.mp4" for codec in ("avc", "hevc") for n in range(1, 5)
        ]
        for name in ("CrowdRun", "ParkJoy", "InToTree", "OldTownCross")
    },
)
_add(
    "bvi-hd like",
    {
        f"ORIG/{name}_1920x1080_60fps_8bit_420.yuv": [
            f"DIST/{name}_1920x1080_60fps_8bit_420_{codec}_QP{qp}.yuv"
            for codec in ("HM", "SYN")
            for qp in (22, 27, 32, 37)
        ]
        for name in ("AlarmClock", "Books", "ChurchPark", "Fountain_2")
    },
)
_add(
    "size of the reference in its name",
    {
        f"ref/{name}_1920x1080.mp4": [
            f"dist/{name}_{size}_{rate}.mp4"
            for size in ("640x360", "1280x720")
            for rate in (300, 900)
        ]
        for name in ("beach", "forest", "city", "snow")
    },
)
_add(
    "references with a hash",
    {
        f"ref/{name}_{hash_}.mp4": [f"dist/{name}_{n}.mp4" for n in range(1, 6)]
        for name, hash_ in (("a", "77fe"), ("b", "01ab"), ("c", "9c0d"), ("dd", "b4e1"))
    },
)
_add(
    "some left over",
    {f"ref/{n:02}.png": [f"dist/{n:02}_{q}.png" for q in range(1, 5)] for n in range(1, 12)},
    others=["dist/99_1.png", "dist/98_1.png", "ref/50.png", "preview.png"],
)

# No references.
_add(
    "koniq",
    {},
    others=[f"{size}/{n}.jpg" for size in ("1024x768", "512x384") for n in range(1000, 1040)],
)
_add("live-vqc", {}, others=[f"Video/A{n:03}.mp4" for n in range(1, 60)])
_add("konvid-1k", {}, others=[f"KoNViD_1k_videos/{n * 7919 % 10**10}.mp4" for n in range(1, 60)])
_add(
    "youtube-ugc",
    {},
    others=[
        f"original_videos/{kind}/{height}P/{kind}_{height}P-{n:04x}.mkv"
        for kind in ("Gaming", "Sports", "Vlog")
        for height in (360, 720, 1080)
        for n in range(9)
    ],
)
_add("spaq", {}, others=[f"TestImage/{n:05}.jpg" for n in range(1, 60)])
_add("clive", {}, others=[f"Images/{n}.bmp" for n in range(1, 60)])
_add(
    "lsvq",
    {},
    others=[f"{group}/{n:05}.mp4" for group in ("ia-batch1", "yfcc-batch2") for n in range(40)],
)
_add(
    "methods without ground truth",
    {},
    others=[f"{method}/{n:04}.png" for method in ("SwinIR", "NAFNet") for n in range(20)],
)
_add(
    "few accidental prefixes",
    {},
    others=[*(f"clips/holiday{n}.mp4" for n in range(30)), "clips/a.mp4", "clips/a_1.mp4"],
)
