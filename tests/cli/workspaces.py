"""Small workspaces for the tests of commands."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from omgui.engine.ffmpeg import find_ffmpeg


def picture(path: Path, width: int = 200, height: int = 180, *, level: int = 40) -> Path:
    """Save a picture of noise; equal arguments, equal file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn = np.random.default_rng(level).normal(128, level, (height, width, 3))
    Image.fromarray(np.clip(drawn, 0, 255).astype(np.uint8)).save(path)
    return path


def clip(path: Path, *, frames: int = 30, fps: float = 30, size: str = "192x176") -> Path:
    """Encode a clip of the test picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    source = f"testsrc=size={size}:rate={fps}"
    command = [str(find_ffmpeg()), "-v", "error", "-y", "-f", "lavfi", "-i", source]
    command += ["-frames:v", str(frames), "-pix_fmt", "yuv420p", f"file:{path}"]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


def configure(  # the keys of a dataset
    workspace: Path,
    name: str,
    *,
    media: str = "img",
    pairs: Mapping[str, object] | None = None,
    files: Sequence[str] | None = None,
    more: str = "",
    **metrics: Sequence[str],
) -> None:
    """Write NAME.yaml and the lists; metrics under their keys."""
    folder = workspace / "datasets_configs"
    folder.mkdir(parents=True, exist_ok=True)
    (workspace / "data").mkdir(exist_ok=True)
    if pairs is not None:
        (folder / f"{name}_pairs.json").write_text(json.dumps(pairs), encoding="utf-8")
    if files is not None:
        (folder / f"{name}_list.json").write_text(json.dumps(files), encoding="utf-8")
    lines = [
        f"type: {media}",
        "dataset_pth: data",
        f"dataset_name: {name}",
        "output: results",
        f"logs_output: logs/{name}.log",
        *(f"{key}: [{', '.join(names)}]" for key, names in metrics.items()),
        more,
    ]
    (folder / f"{name}.yaml").write_text("\n".join(lines), encoding="utf-8")
