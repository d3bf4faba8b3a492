"""A dataset is written whole or not at all, and reads back equal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from omgui.core.dataset import load_dataset
from omgui.core.dataset_config import DatasetConfig, OmguiSettings
from omgui.core.dataset_writer import dataset_files, listed_files, write_dataset
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.pairing import PairGroup, Pairing, PairingSettings, apply_rule, parse_rule
from omgui.core.problems import ProblemError
from tests.core.config_folder import KNOWN

RULE = parse_rule(["d/{c}_{q}.mp4 -> r/{c}.mp4"])
GROUPS = (
    PairGroup("r/a.mp4", ("d/a_1.mp4", "d/a_2.mp4")),
    PairGroup("r/a.mp4", ("d/a_3.mp4",), Mode.REPEAT_EACH),
    PairGroup("r/é.mp4", ("d/é_1.mp4",), Mode.SAME),
)
PAIRING = Pairing(GROUPS, alone=("x.mp4",))


def config(media: Media = Media.VIDEO, **more: object) -> DatasetConfig:
    metrics = {"fr_metrics": ("psnr",)} if media is Media.IMAGE else {"fr_iqa_metrics": ("psnr",)}
    values = {"dataset_pth": "data", "dataset_name": "n", "output": "out", "logs_output": "n.log"}
    return DatasetConfig(type=media, **values, **(metrics | more))


def test_written_dataset_reads_back_equal(tmp_path: Path) -> None:
    settings = PairingSettings(rule=RULE)
    kept = config(
        omgui=OmguiSettings(pairing=settings.to_config(), unknown={"later": 1}),
        unknown={"other_tool": [1, 2]},
        nr_iqa_metrics=("niqe",),
    )
    written = write_dataset(tmp_path, "n", kept, PAIRING)
    assert {path.name for path in written} == {"n.yaml", "n_list.json", "n_pairs.json"}
    dataset = load_dataset(tmp_path, "n", KNOWN)
    assert dataset.config == kept
    assert PairingSettings.from_config(dataset.config.omgui.pairing) == settings
    assert [(it.reference, it.distorted, it.mode, it.group) for it in dataset.worklist.fr] == [
        ("r/a.mp4", "d/a_1.mp4", Mode.SAME, 0),
        ("r/a.mp4", "d/a_2.mp4", Mode.SAME, 0),
        ("r/a.mp4", "d/a_3.mp4", Mode.REPEAT_EACH, 1),
        ("r/é.mp4", "d/é_1.mp4", Mode.SAME, 0),
    ]
    assert tuple(it.file for it in dataset.worklist.nr) == listed_files(PAIRING)
    assert not list(tmp_path.glob("datasets_configs/.*"))


def test_pairs_of_pictures_have_no_modes(tmp_path: Path) -> None:
    pairing = apply_rule(parse_rule(["{c}_{q}.png -> {c}.png"]), ["a.png", "a_1.png", "a_2.png"])
    write_dataset(tmp_path, "n", config(Media.IMAGE), pairing)
    text = (tmp_path / "datasets_configs/n_pairs.json").read_text(encoding="utf-8")
    assert json.loads(text) == {"a.png": ["a_1.png", "a_2.png"]}
    assert [it.mode for it in load_dataset(tmp_path, "n", KNOWN).worklist.fr] == [None, None]


def test_preview_writes_nothing(tmp_path: Path) -> None:
    files = dataset_files(tmp_path, "n", config(), PAIRING, listed=["only.mp4"])
    assert [file.path.name for file in files] == ["n_list.json", "n_pairs.json", "n.yaml"]
    assert json.loads(files[0].text or "") == ["only.mp4"]
    assert not any(tmp_path.iterdir())


def test_existing_dataset_is_replaced_only_when_asked(tmp_path: Path) -> None:
    write_dataset(tmp_path, "n", config(), PAIRING)
    before = {path: path.read_bytes() for path in (tmp_path / "datasets_configs").iterdir()}
    alone = Pairing(alone=("x.mp4",))
    with pytest.raises(ProblemError) as caught:
        write_dataset(tmp_path, "n", config(), alone)
    assert caught.value.problem.code == "dataset-exists"
    assert before == {path: path.read_bytes() for path in before}
    written = write_dataset(tmp_path, "n", config(), alone, replace=True)
    assert {path.name for path in written} == {"n.yaml", "n_list.json"}
    left = {path.name for path in (tmp_path / "datasets_configs").iterdir()}
    assert left == {"n.yaml", "n_list.json"}


def test_folder_that_is_in_use_is_used(tmp_path: Path) -> None:
    (tmp_path / "dataset_configs").mkdir()
    assert dataset_files(tmp_path, "n", config(), PAIRING)[0].path.parent.name == "dataset_configs"
    write_dataset(tmp_path, "n", config(), PAIRING)
    (tmp_path / "datasets_configs").mkdir()
    assert dataset_files(tmp_path, "n", config(), PAIRING)[0].path.parent.name == "dataset_configs"
    assert dataset_files(tmp_path, "m", config(), PAIRING)[0].path.parent.name == "datasets_configs"


@pytest.mark.parametrize("name", ["a/b", "", ".hidden", "-x", "x.", " x", "con", "a" * 151])
def test_name_that_some_system_cannot_keep_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        write_dataset(tmp_path, name, config(), PAIRING)
    assert caught.value.problem.code == "dataset-name-unusable"


def test_name_of_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        write_dataset(tmp_path, "n", config(), Pairing(alone=("\udcff.mp4",)))
    assert caught.value.problem.code == "path-unusable"
    assert not list((tmp_path / "datasets_configs").iterdir())


def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "datasets_configs").write_text("a file", encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        write_dataset(tmp_path, "n", config(), PAIRING)
    assert caught.value.problem.code == "dataset-unwritable"
    assert "Everything is as it was" in caught.value.problem.message


@pytest.mark.parametrize("fails_at", range(1, 7))
def test_failure_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """Three files are put aside and three into place: whichever fails, all is as before."""
    write_dataset(tmp_path, "n", config(), PAIRING)
    folder = tmp_path / "datasets_configs"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    real = Path.replace
    calls = []

    def failing(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == fails_at:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    changed = Pairing((PairGroup("r/b.mp4", ("d/b_1.mp4",)),))
    with pytest.raises(ProblemError, match="No space left on device"):
        write_dataset(tmp_path, "n", config(), changed, replace=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_new_dataset_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.suffix == ".yaml":
            raise OSError
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ProblemError, match="OSError"):
        write_dataset(tmp_path, "n", config(), PAIRING)
    assert not list((tmp_path / "datasets_configs").iterdir())


def test_pairing_that_holds_no_keys_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pairing"):
        OmguiSettings(pairing="text")
