"""The packaged engine gives the very numbers that the unpackaged one gives."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests import filled_weights, reference_inputs
from tests.bundle.conftest import Bundle
from tests.workspaces import Workspace

pytestmark = [pytest.mark.bundle, pytest.mark.slow, pytest.mark.timeout(1500)]

_SCORES = (
    "SELECT reference, file, mode, metric, state, value, score_key FROM score ORDER BY 1,2,3,4"
)
_FRAMES = """
    SELECT reference, file, mode, metric, first_frame, count, scores
    FROM frames JOIN score ON score.id = score_id ORDER BY 1, 2, 3, 4, 5
"""


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def stored(store: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store)) as connection:
        return [*connection.execute(_SCORES), *connection.execute(_FRAMES)]


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
    }


@pytest.fixture(scope="module")
def demo(bundle: Bundle, home: Path) -> Path:
    """The demo, made and scored by the packaged program, which writes nothing beside itself."""
    before = contents(bundle.folder)
    done = bundle.call("demo", "пример demo", cwd=home)
    assert done.returncode == 0, done.stderr + done.stdout
    assert contents(bundle.folder) == before
    return home / "пример demo"


def test_the_demo_has_the_scores_of_the_unpackaged_program(
    bundle: Bundle, demo: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    shutil.copytree(demo, again, ignore=shutil.ignore_patterns("results", "logs"))
    names = sorted(path.stem for path in (again / "datasets_configs").glob("*.yaml"))
    done = bundle.call_unpackaged("run", *names, "-C", again)
    assert done.returncode == 0, done.stderr
    assert len(names) == 2
    assert tables(again / "results") == tables(demo / "results")
    for name in names:
        ours = stored(demo / "results" / f"{name}.omgui")
        assert ours == stored(again / "results" / f"{name}.omgui")
        assert len(ours) > 100
        assert all(row[4] != "problem" for row in ours)


def test_the_demo_has_vmaf(demo: Path) -> None:
    assert any(name.endswith("_vmaf.csv") for name in tables(demo / "results"))


def test_scores_are_exported_in_every_form(bundle: Bundle, demo: Path, tmp_path: Path) -> None:
    name = next((demo / "datasets_configs").glob("*.yaml")).stem
    for form in ("csv", "parquet", "xlsx", "latex"):
        target = tmp_path / f"scores.{form}"
        done = bundle.call("scores", name, "-C", demo, "--format", form, "-o", target)
        assert done.returncode == 0, done.stderr
        assert target.stat().st_size > 500


def test_learned_metrics_have_the_scores_of_the_unpackaged_program(
    bundle: Bundle, tmp_path: Path
) -> None:
    from PIL import Image

    weights = tmp_path / "weights"
    for name in ("spaq-bl", "linearity"):
        below, file = filled_weights.PLACES[name]
        (weights / below).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(filled_weights.official_file(name), weights / below / file)
    workspace = Workspace(tmp_path / "workspace")
    Image.fromarray(reference_inputs.image("chelsea")).save(workspace.data / "a.png")
    # Two networks of our own, and one that is called in pyiqa and has no file.
    metrics = ["spaq-bl", "linearity", "piqe"]
    workspace.dataset("learned", "img", files=["a.png"], nr_metrics=metrics)
    found = []
    for call in (bundle.call, bundle.call_unpackaged):
        shutil.rmtree(workspace.output("learned"), ignore_errors=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OMGUI_WEIGHTS", str(weights))
            patch.setitem(bundle.env, "OMGUI_WEIGHTS", str(weights))  # type: ignore[arg-type]
            done = call("run", "learned", "-C", workspace.folder, "--fresh")
        assert done.returncode == 0, done.stderr + done.stdout
        found.append(workspace.tables("learned"))
    assert found[0] == found[1]
    assert all(b"nan" not in table for table in found[0].values())


def test_the_doctor_finds_nothing_wrong(bundle: Bundle) -> None:
    done = bundle.call("doctor", "--json")
    said = json.loads(done.stdout)
    wrong = [check for check in said["checks"] if check["state"] == "problem"]
    assert wrong == []
    assert done.returncode == 0
    assert {"decoders", "scores", "ffmpeg"} <= {check["group"] for check in said["checks"]}
