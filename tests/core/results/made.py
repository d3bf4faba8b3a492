"""A small study of videos, and its store as the engine would have written it."""

from __future__ import annotations

import json
import sqlite3
from array import array
from dataclasses import replace
from pathlib import Path

from omgui.core.dataset import Dataset, load_dataset
from omgui.core.metric_spec import Better, Kind, Media, MetricSpec
from omgui.core.problems import Problem
from omgui.core.results import store_schema
from omgui.core.results.stored import problem_to_json

NAN = float("nan")


def spec(name: str, kind: Kind = Kind.FR, better: Better = Better.HIGHER, **more) -> MetricSpec:
    values = {"media": (Media.IMAGE, Media.VIDEO), **more}
    return MetricSpec(
        name, name.upper(), kind, "no:thing", better, (0, None), "P", "C", "L", **values
    )


KNOWN = {
    row.name: row
    for row in (
        spec("psnr", score_unit="dB"),
        spec("lpips", better=Better.LOWER),
        spec("niqe", Kind.NR, Better.LOWER),
        spec("si", Kind.NR, Better.NEITHER),
        replace(spec("resnet", Kind.NR), features=8),
    )
}
RULE = "{content}_{codec}_{crf}.mp4 -> ref/{content}.mp4"
YAML = f"""\
type: vid
dataset_pth: data
dataset_name: clips
output: results
logs_output: clips.log
fr_iqa_metrics: [psnr, lpips]
nr_iqa_metrics: [niqe]
image_feature_extractors: [resnet]
omgui:
  pairing:
    rule: {{lines: ['{RULE}']}}
"""
PAIRS = {
    "ref/a.mp4": [[["a_x264_23.mp4", "a_x264_37.mp4", "a_x265_37.mp4"], "same"]],
    "ref/b.mp4": [[["b_x264_23.mp4"], "repeat_last"], [["b_x265_9.mp4"], "odd"]],
}
LISTED = ["a_x264_23.mp4", "a_x265_37.mp4", "ref/a.mp4", "ref/a.mp4"]


def configure(
    root: Path, yaml: str = YAML, pairs: object = PAIRS, listed: object = LISTED, name: str = "set"
) -> Dataset:
    folder = root / "datasets_configs"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(yaml, encoding="utf-8")
    (folder / f"{name}_pairs.json").write_text(json.dumps(pairs))
    (folder / f"{name}_list.json").write_text(json.dumps(listed))
    return load_dataset(root, name, KNOWN)


class MadeStore:
    """A store that tests write to as the engine does."""

    def __init__(self, path: Path, version: int = store_schema.VERSION) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA synchronous = OFF")
        store_schema.create(self.database)
        older = {
            4: ["DROP TABLE file"],
            3: [
                "DROP TABLE note",
                "DROP INDEX score_changed",
                "ALTER TABLE score DROP COLUMN changed",
                "ALTER TABLE score DROP COLUMN superseded",
            ],
        }
        for number, statements in older.items():
            for statement in statements if version < number else ():
                self.database.execute(statement)
        self.database.execute(f"PRAGMA user_version = {version}")

    def put(
        self,
        place: tuple[str, str, str],
        metric: str,
        value: float | None = None,
        *,
        state: str = "done",
        frames: tuple[int, int] = (2, 2),
        problem: Problem | None = None,
        key: str = "k",
        made: dict[str, object] | None = None,
    ) -> int:
        """Put a score in; one of the same key is changed."""
        known = self.database.execute("PRAGMA user_version").fetchone()[0] >= 3
        said = None if problem is None else problem_to_json(problem)
        provenance = None if made is None else json.dumps(made)
        self.database.execute(
            "INSERT OR IGNORE INTO score (reference, file, mode, metric, score_key, state) "
            "VALUES (?, ?, ?, ?, ?, 'open')",
            (*place, metric, key),
        )
        number = self.database.execute(
            "SELECT id FROM score WHERE (reference, file, mode, metric, score_key) "
            "= (?, ?, ?, ?, ?)",
            (*place, metric, key),
        ).fetchone()[0]
        news = ", changed = (SELECT max(changed) + 1 FROM score)" if known else ""
        self.database.execute(
            "UPDATE score SET state = ?, value = ?, frames_scored = ?, frames_expected = ?, "
            f"problem = ?, provenance = ?, seconds = 0.5{news} WHERE id = ?",
            (state, value, *frames, said, provenance, number),
        )
        return number

    def supersede(self, number: int, *, is_so: bool = True) -> None:
        self.database.execute(
            "UPDATE score SET superseded = ?, changed = (SELECT max(changed) + 1 FROM score) "
            "WHERE id = ?",
            (is_so, number),
        )

    def frames(self, number: int, scores: list[float], first: int = 0) -> None:
        self.database.execute(
            "INSERT OR REPLACE INTO frames VALUES (?, ?, ?, ?)",
            (number, first, len(scores), array("d", scores).tobytes()),
        )

    def run(self, started: str = "2026-01-01", **settings: object) -> None:
        self.database.execute(
            "INSERT INTO run (started, settings, worklist) VALUES (?, ?, '')",
            (started, json.dumps(settings)),
        )

    def close(self) -> None:
        self.database.close()


A23 = ("ref/a.mp4", "a_x264_23.mp4", "same")
A37 = ("ref/a.mp4", "a_x264_37.mp4", "same")
A65 = ("ref/a.mp4", "a_x265_37.mp4", "same")
B23 = ("ref/b.mp4", "b_x264_23.mp4", "repeat_last")
B9 = ("ref/b.mp4", "b_x265_9.mp4", "")
ALONE = ("", "a_x264_23.mp4", "")
REF = ("", "ref/a.mp4", "")
LOST = Problem("file-missing", "The file does not exist.", "Look.")
