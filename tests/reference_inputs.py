"""Deterministic pictures and pairs whose scores by the reference tool are known.

Origin: the input formulas published with the golden numbers in tests/data; integer arithmetic,
Pillow for JPEG and scikit-image for the photos. ``sha`` identifies an array.
"""

import hashlib
import io
from functools import lru_cache

import numpy as np


def sha(a):
    return hashlib.sha256(str(a.shape).encode() + np.ascontiguousarray(a).tobytes()).hexdigest()


def grid(h, w):
    y, x = np.mgrid[0:h, 0:w]
    return y.astype(np.int64), x.astype(np.int64)


def hash_noise(h, w, c=3, seed=0):
    """uint8 white noise by integer mixing only (no RNG library)."""
    i = np.arange(h * w * c, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15 * (seed + 1) % 2**64)
    with np.errstate(over="ignore"):
        i = (i ^ (i >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        i = (i ^ (i >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    i = i ^ (i >> np.uint64(31))
    return (i & np.uint64(255)).astype(np.uint8).reshape(h, w, c)


def u8(a):
    return np.clip(np.floor(a + 0.5), 0, 255).astype(np.uint8)


def texture(h, w, seed=0):
    """Coloured sum of four waves plus a little noise."""
    y, x = (g.astype(np.float64) for g in grid(h, w))
    out = np.empty((h, w, 3))
    for c in range(3):
        out[..., c] = (
            128
            + 45 * np.sin((x * (3 + c) + y * 2) * 0.021 + seed)
            + 30 * np.sin((x * 5 - y * (7 - c)) * 0.043)
            + 20 * np.cos(x * 0.31 + c) * np.cos(y * 0.23)
            + 12 * np.sin((x * x + y * y) * 0.0007)
        )
    return u8(out + (hash_noise(h, w, 3, seed).astype(np.float64) - 127.5) * 0.06)


def gradient(h, w):
    y, x = grid(h, w)
    r = x * 255 // max(w - 1, 1)
    g = y * 255 // max(h - 1, 1)
    return np.stack([r, g, 255 - (r + g) // 2], -1).astype(np.uint8)


def checker(h, w, n=8):
    y, x = grid(h, w)
    k = ((y // n + x // n) % 2).astype(np.uint8)
    return np.stack([k * 235 + 10, k * 200 + 20, 240 - k * 190], -1).astype(np.uint8)


def constant(h, w, rgb=(120, 120, 120)):
    return np.broadcast_to(np.array(rgb, np.uint8), (h, w, 3)).copy()


def disks(h, w):
    """Flat coloured disks on a ramp: sharp edges, flat areas."""
    y, x = grid(h, w)
    out = gradient(h, w).astype(np.int64) // 2 + 40
    for k in range(12):
        cy, cx = (k * 7919 + 31) % h, (k * 104729 + 17) % w
        r = 6 + (k * 37) % max(min(h, w) // 6, 7)
        m = (y - cy) ** 2 + (x - cx) ** 2 < r * r
        out[m] = [(k * 53) % 256, (k * 97 + 60) % 256, (k * 151 + 120) % 256]
    return out.astype(np.uint8)


def gray(h, w):
    t = texture(h, w, 3)[..., :1]
    return np.repeat(t, 3, 2)


def photo(name):
    import skimage.data

    a = getattr(skimage.data, name)()
    return np.ascontiguousarray(a[..., :3]).astype(np.uint8)


@lru_cache(maxsize=64)
def image(name):
    f = {
        "tex_64x64": lambda: texture(64, 64),
        "tex_127x93": lambda: texture(93, 127, 1),
        "tex_512x384": lambda: texture(384, 512, 2),
        "tex_1080p": lambda: texture(1080, 1920, 4),
        "grad_320x240": lambda: gradient(240, 320),
        "check_256x256": lambda: checker(256, 256),
        "const_200x150": lambda: constant(150, 200),
        "black_96x96": lambda: constant(96, 96, (0, 0, 0)),
        "noise_224x224": lambda: hash_noise(224, 224, 3, 7),
        "disks_401x299": lambda: disks(299, 401),
        "gray_333x257": lambda: gray(257, 333),
        "tall_200x700": lambda: texture(700, 200, 5),
        "wide_900x160": lambda: disks(160, 900),
        "tiny_16x16": lambda: texture(16, 16, 6),
        "tiny_7x5": lambda: texture(5, 7, 8),
        "big_800x800": lambda: disks(800, 800),
        "astronaut": lambda: photo("astronaut"),
        "coffee": lambda: photo("coffee"),
        "chelsea": lambda: photo("chelsea"),
        "rocket": lambda: photo("rocket"),
    }
    if name in f:
        return f[name]()
    base, op = name.rsplit("@", 1)
    return distort(image(base), op)


def box_blur(a, r):
    p = np.pad(a.astype(np.int64), ((r, r), (r, r), (0, 0)), mode="edge")
    n = 2 * r + 1
    s = p.cumsum(0)
    s = np.concatenate([s[n - 1 : n], s[n:] - s[:-n]], 0)
    s = s.cumsum(1)
    s = np.concatenate([s[:, n - 1 : n], s[:, n:] - s[:, :-n]], 1)
    return ((2 * s + n * n) // (2 * n * n)).astype(np.uint8)


def distort(a, op):
    if op.startswith("blur"):
        return box_blur(a, int(op[4:]))
    if op.startswith("noise"):
        n = hash_noise(*a.shape, seed=11).astype(np.int64) - 128
        return np.clip(a.astype(np.int64) + (n * int(op[5:])) // 128, 0, 255).astype(np.uint8)
    if op.startswith("block"):  # 8x8 block means mixed in, then quantised
        q = int(op[5:])
        h, w, _ = a.shape
        p = np.pad(a, ((0, -h % 8), (0, -w % 8), (0, 0)), mode="edge").astype(np.int64)
        m = p.reshape(p.shape[0] // 8, 8, p.shape[1] // 8, 8, 3).sum((1, 3), keepdims=True) // 64
        b = np.broadcast_to(m, (p.shape[0] // 8, 8, p.shape[1] // 8, 8, 3)).reshape(p.shape)
        o = b + ((p - b) // q) * q + q // 2
        return np.clip(o[:h, :w], 0, 255).astype(np.uint8)
    if op.startswith("contrast"):  # per cent
        k = int(op[8:])
        return np.clip(((a.astype(np.int64) - 128) * k) // 100 + 128, 0, 255).astype(np.uint8)
    if op.startswith("shift"):  # cyclic shift to the right and down
        k = int(op[5:])
        return np.roll(a, (k, k), (0, 1))
    if op.startswith("bright"):
        return np.clip(a.astype(np.int64) + int(op[6:]), 0, 255).astype(np.uint8)
    if op.startswith("jpeg"):
        from PIL import Image

        b = io.BytesIO()
        Image.fromarray(a).save(b, "JPEG", quality=int(op[4:]))
        b.seek(0)
        return np.array(Image.open(b).convert("RGB"))
    if op.startswith("half"):  # 2x2 mean: a distorted image of another size
        h, w = a.shape[0] // 2 * 2, a.shape[1] // 2 * 2
        s = a[:h, :w].astype(np.int64).reshape(h // 2, 2, w // 2, 2, 3).sum((1, 3))
        return ((s + 2) // 4).astype(np.uint8)
    if op == "same":
        return a.copy()
    raise ValueError(op)


IMAGES = [
    "tex_64x64",
    "tex_127x93",
    "tex_512x384",
    "grad_320x240",
    "check_256x256",
    "const_200x150",
    "black_96x96",
    "noise_224x224",
    "disks_401x299",
    "gray_333x257",
    "tall_200x700",
    "wide_900x160",
    "tiny_16x16",
    "tiny_7x5",
    "big_800x800",
    "tex_1080p",
    "astronaut",
    "coffee",
    "chelsea",
    "rocket",
    "astronaut@jpeg10",
    "coffee@jpeg40",
    "chelsea@blur3",
    "rocket@noise40",
]

PAIRS = [
    f"{b}|{b}@{o}"
    for b, o in [
        ("tex_64x64", "blur1"),
        ("tex_64x64", "noise30"),
        ("tex_127x93", "block16"),
        ("tex_127x93", "contrast60"),
        ("tex_512x384", "blur2"),
        ("tex_512x384", "shift1"),
        ("grad_320x240", "block24"),
        ("grad_320x240", "noise12"),
        ("check_256x256", "blur1"),
        ("check_256x256", "contrast80"),
        ("noise_224x224", "blur1"),
        ("noise_224x224", "bright20"),
        ("disks_401x299", "noise20"),
        ("disks_401x299", "blur4"),
        ("gray_333x257", "block12"),
        ("gray_333x257", "contrast130"),
        ("tall_200x700", "noise50"),
        ("wide_900x160", "blur3"),
        ("tiny_16x16", "noise30"),
        ("tiny_7x5", "noise30"),
        ("astronaut", "jpeg10"),
        ("astronaut", "jpeg80"),
        ("coffee", "jpeg10"),
        ("coffee", "jpeg40"),
        ("chelsea", "jpeg40"),
        ("chelsea", "jpeg80"),
        ("rocket", "jpeg10"),
        ("rocket", "jpeg80"),
        ("astronaut", "same"),
        ("tex_512x384", "same"),
        ("coffee", "half2"),
        ("disks_401x299", "half2"),
        ("astronaut", "contrast70"),
        ("chelsea", "blur2"),
        ("rocket", "shift2"),
        ("big_800x800", "noise25"),
        ("tex_1080p", "blur1"),
        ("tex_1080p", "block20"),
    ]
] + [
    "const_200x150|const_200x150@noise20",
    "const_200x150|const_200x150@bright30",
    "black_96x96|black_96x96@noise20",
    "black_96x96|black_96x96@same",
]

IMAGES_DEV, IMAGES_HELD = IMAGES[0::2], IMAGES[1::2]
PAIRS_DEV, PAIRS_HELD = PAIRS[0::2], PAIRS[1::2]


def pair(name):
    a, b = name.split("|")
    return image(a), image(b)
