"""Official files in the weights folder, ``omgui run``, CSV: the models that are built here."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from omgui.core.catalogue import own_models
from omgui.core.events import ItemFinished
from tests import filled_weights, reference_inputs
from tests.workspaces import Finished, Workspace

GOLDENS = json.loads((filled_weights.DATA / "goldens_models.json").read_text("utf-8"))
MODELS = [row.name for row in own_models.ROWS]
COMPATIBLE = {"compatibility": "objective-metrics-1.2"}
PICTURES = (
    "check_256x256",
    "disks_401x299",
    "chelsea",
    "tex_512x384",
    "chelsea@blur3",
    "big_800x800",
    "tall_200x700",  # narrower than a patch of SPAQ
)
FEW = PICTURES[:1]
# Files that lie in the weights folder itself. UNIQUE's must then have the name under which pyiqa
# publishes it: "model.pt" says nothing outside its folder.
FLAT = {"spaq-mta": "MT-A_release.pt", "koncept512": "KonCept512.pth", "unique": "UNIQUE.pt"}
CLOSE = 1e-6
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # six models of full size


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A weights folder with stand-ins of the official files: some in folders, some not."""
    folder = tmp_path_factory.mktemp("weights")
    for name in MODELS:
        below, file = filled_weights.PLACES[name]
        _place(filled_weights.official_file(name), folder / FLAT.get(name, f"{below}/{file}"))
    yield folder
    shutil.rmtree(folder)


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another drive, or a file system without links
        shutil.copyfile(source, target)


def _save(workspace: Workspace, *names: str) -> None:
    from PIL import Image

    for name in names:
        pixels = reference_inputs.image(name)
        assert reference_inputs.sha(pixels) == GOLDENS["inputs"][name]
        Image.fromarray(pixels).save(workspace.data / f"{name}.png")


@pytest.fixture(scope="module")
def scored(weights, tmp_path_factory) -> tuple[Workspace, Finished]:
    """Both ways of counting, run once as a person would."""
    workspace = Workspace(tmp_path_factory.mktemp("journey") / "workspace")
    _save(workspace, *PICTURES)
    files = [f"{name}.png" for name in PICTURES]
    workspace.dataset("old", "img", files=files, nr_metrics=MODELS, omgui=COMPATIBLE)
    workspace.dataset(
        "new", "img", files=files[: len(FEW)], nr_metrics=["spaq-mta", "linearity", "unique"]
    )
    env = {"OMGUI_WEIGHTS": str(weights)}
    return workspace, workspace.run_as_command("old", "new", workers=2, env=env)


def values(workspace: Workspace, dataset: str, metric: str) -> dict[str, str]:
    return {file.removesuffix(".png"): value for file, value in workspace.table(dataset, metric)}


@pytest.mark.parametrize("metric", MODELS)
def test_csv_equals_the_older_tool(scored, metric) -> None:
    workspace, _ = scored
    found = values(workspace, "old", metric)
    assert list(found) == list(PICTURES)
    compared = 0
    for name, value in found.items():
        expected = GOLDENS["nr"][metric][name]
        if isinstance(expected, dict):
            assert value == "nan"
            continue
        compared += 1
        assert float(value) == pytest.approx(expected, rel=CLOSE), name
    assert compared >= 6


def test_too_small_picture_is_told_in_words_and_costs_nothing_else(scored) -> None:
    finished = scored[1]
    told = [e for e in finished.items if isinstance(e, ItemFinished) and e.problem is not None]
    assert {(e.metric, e.item.file) for e in told} == {
        (metric, "tall_200x700.png") for metric in ("spaq-bl", "spaq-mta", "spaq-mts")
    }
    for event in told:
        assert event.problem.code == "too-small"
        assert "200×700" in event.problem.message
        assert "224" in event.problem.message
    assert finished.code == 1


def test_default_counts_as_the_authors_do(scored) -> None:
    workspace, _ = scored
    for name in FEW:
        # With stand-in weights, quality of MT-A has the numbers of BL.
        quality = float(values(workspace, "new", "spaq-mta")[name])
        assert quality == pytest.approx(GOLDENS["nr"]["spaq-bl"][name], rel=CLOSE)
        output = (GOLDENS["nr"]["linearity"][name] - 20.0) / 5.0
        mapped = float(values(workspace, "new", "linearity")[name])
        assert mapped == pytest.approx(11.0 * output + 40.0, rel=CLOSE)
        same = float(values(workspace, "new", "unique")[name])
        assert same == pytest.approx(GOLDENS["nr"]["unique"][name], rel=CLOSE)


def test_wrong_file_stops_its_metric_alone(workspace, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "weights"
    # Somebody saved the file of MT-A under the name of BL.
    _place(filled_weights.official_file("spaq-mta"), folder / "SPAQ" / "BL_release.pt")
    _place(filled_weights.official_file("unique"), folder / "UNIQUE.pt")
    monkeypatch.setenv("OMGUI_WEIGHTS", str(folder))
    _save(workspace, "check_256x256")
    workspace.dataset(
        "p", "img", files=["check_256x256.png"], nr_metrics=["spaq-bl", "unique", "si"]
    )
    finished = workspace.run("p")
    assert finished.code == 1
    words = " ".join(
        [str(problem) for problem in finished.problems()]
        + [str(event.problem) for event in finished.items]
    )
    assert "BL_release.pt is not the checkpoint that it should be" in words
    assert "6×2048 instead of 1×2048" in words
    with (workspace.output("p") / "p_scores.csv").open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert float(row["unique"])
    assert float(row["si"])
    shutil.rmtree(folder)
