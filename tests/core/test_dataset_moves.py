"""Datasets are renamed and deleted without losing anything on the way."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from omgui.core import dataset_moves
from omgui.core.dataset_moves import belongings, discard, rename_dataset
from omgui.core.problems import ProblemError

YAML = "type: img\ndataset_pth: data\ndataset_name: {}\noutput: out\nlogs_output: {}\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with the dataset 'one', its results, and a file that is scored."""
    make(tmp_path, "one")
    for name in ("one.omgui", "one_scores.csv", "one_psnr.csv", "one_own.csv", ".one.lock"):
        put(tmp_path / "out" / name)
    for name in ("one.omgui.before-fresh", "one.omgui.before-fresh1", "one_notes.csv"):
        put(tmp_path / "out" / name)
    put(tmp_path / "one.log")
    put(tmp_path / "data" / "a.png")
    return tmp_path


def put(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def make(workspace: Path, name: str, prefix: str = "", log: str = "", more: str = "") -> Path:
    folder = workspace / "datasets_configs"
    text = YAML.format(prefix or name, log or f"{name}.log") + (more or "fr_metrics: [own]\n")
    for ending in ("_list.json", "_pairs.json", "_files.json"):
        put(folder / f"{name}{ending}", f"{name}{ending}")
    return put(folder / f"{name}.yaml", text)


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def code(call) -> str:
    with pytest.raises(ProblemError) as caught:
        call()
    return caught.value.problem.code


# -- which files -----------------------------------------------------------------------------------


def test_files_of_a_dataset_are_told_and_its_media_are_not_among_them(shop: Path) -> None:
    found = belongings(shop, "one")
    names = [path.name for path in found.configuration]
    assert names == ["one_list.json", "one_pairs.json", "one_files.json", "one.yaml"]
    assert {path.name for path in found.results} == {
        *("one.omgui", "one_scores.csv", "one_psnr.csv", "one_own.csv", ".one.lock", "one.log"),
        *("one.omgui.before-fresh", "one.omgui.before-fresh1"),
    }
    assert found.lock == shop / "out" / ".one.lock"


def test_what_another_dataset_writes_too_is_not_among_them(shop: Path) -> None:
    make(shop, "two", prefix="one", log="one.log")
    assert belongings(shop, "one").results == ()
    (shop / "datasets_configs" / "two.yaml").write_text("- no\n")
    put(shop / "datasets_configs" / "three.yaml", "output: 5\n")
    assert len(belongings(shop, "one").results) == 8


def test_table_that_two_prefixes_could_mean_stays(shop: Path) -> None:
    make(shop, "one_ms", log="other.log")
    put(shop / "out" / "one_ms_ssim.csv")
    names = {path.name for path in belongings(shop, "one").results}
    assert "one_ms_ssim.csv" not in names
    assert "one_psnr.csv" in names


@pytest.mark.parametrize("log", ["data/a.png", "datasets_configs/two.yaml", '"a\\0b"', "[1]"])
def test_log_that_cannot_be_one_is_left_alone(shop: Path, log: str) -> None:
    make(shop, "two", log="two.log")
    make(shop, "one", log=log)
    assert not any(path.suffix in {".png", ".yaml"} for path in belongings(shop, "one").results)


@pytest.mark.parametrize(
    "text",
    [
        "- no\n",
        "output: 5\n",
        "output: out\ndataset_name: a/b\n",
        'output: "o\\0"\ndataset_name: n\n',
    ],
)
def test_of_a_configuration_that_says_nothing_no_results_are_known(shop: Path, text: str) -> None:
    put(shop / "datasets_configs" / "one.yaml", text)
    found = belongings(shop, "one")
    assert found.results == ()
    assert found.lock is None
    assert len(found.configuration) == 4


def test_lists_of_something_else_than_names_are_passed_over(shop: Path) -> None:
    make(shop, "one", more="fr_metrics: [5, '../evil', own]\nnr_metrics: si\noutput_: 1\n")
    assert "one_own.csv" in {path.name for path in belongings(shop, "one").results}


def test_dataset_without_results_has_none(shop: Path) -> None:
    make(shop, "new", log="new.log")
    put(
        shop / "datasets_configs" / "new.yaml",
        YAML.format("new", "new.log").replace("out\n", "nowhere\n"),
    )
    assert belongings(shop, "new").results == ()
    assert code(lambda: belongings(shop, "none")) == "dataset-missing"


# -- renaming --------------------------------------------------------------------------------------


def test_renamed_dataset_has_all_its_files_and_says_the_same(shop: Path) -> None:
    before = tree(shop)
    config = shop / "datasets_configs" / "one_pairs.json"
    os.utime(config, (1_000_000, 1_000_000))
    assert rename_dataset(shop, "one", "uno").name == "uno.yaml"
    folder = "datasets_configs/"
    expected = {name.replace(f"{folder}one", f"{folder}uno"): text for name, text in before.items()}
    assert tree(shop) == expected
    assert config.with_name("uno_pairs.json").stat().st_mtime == 1_000_000
    assert len(belongings(shop, "uno").results) == 8


def test_same_name_changes_nothing(shop: Path) -> None:
    before = tree(shop)
    rename_dataset(shop, "one", "one")
    assert tree(shop) == before


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TWO", "dataset-exists"),
        ("free", "dataset-exists"),
        ("CON", "dataset-name-unusable"),
        ("a:b", "dataset-name-unusable"),
        (".a", "dataset-name-unusable"),
        ("", "dataset-name-unusable"),
    ],
)
def test_name_that_is_taken_or_unusable_is_refused(shop: Path, name: str, expected: str) -> None:
    make(shop, "two")
    put(shop / "datasets_configs" / "free_list.json", "somebody's")
    before = tree(shop)
    assert code(lambda: rename_dataset(shop, "one", name)) == expected
    assert tree(shop) == before


def test_name_in_the_other_folder_is_taken(shop: Path) -> None:
    put(shop / "dataset_configs" / "two.yaml", "type: img\n")
    assert code(lambda: rename_dataset(shop, "one", "two")) == "dataset-exists"


def test_only_the_case_of_a_name_can_be_changed(shop: Path) -> None:
    before = tree(shop)
    rename_dataset(shop, "one", "One")
    assert sorted(tree(shop)) == sorted(
        name.replace("configs/one", "configs/One") for name in before
    )


def test_case_is_changed_where_the_disk_ignores_it(shop: Path, monkeypatch) -> None:
    monkeypatch.setattr(
        dataset_moves, "_is_same", lambda one, other: str(one).lower() == str(other).lower()
    )
    rename_dataset(shop, "one", "One")
    names = {path.name for path in (shop / "datasets_configs").iterdir()}
    assert names == {"One.yaml", "One_list.json", "One_pairs.json", "One_files.json"}


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(9))
def test_whenever_it_is_killed_one_whole_dataset_is_left_and_a_new_try_ends_it(
    shop: Path, monkeypatch, step: int
) -> None:
    before = tree(shop)
    left = [step]

    def counting(name: str):
        real = getattr(Path, name)

        def call(self: Path, *arguments, **more):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return real(self, *arguments, **more)

        return call

    with monkeypatch.context() as patch:
        for name in ("replace", "rename", "unlink"):
            patch.setattr(Path, name, counting(name))
        with contextlib.suppress(Killed):
            rename_dataset(shop, "one", "uno")
    name = "one" if (shop / "datasets_configs" / "one.yaml").exists() else "uno"
    texts = [path.read_text("utf-8") for path in belongings(shop, name).configuration]
    assert texts == [
        before[f"datasets_configs/one{end}"]
        for end in ("_list.json", "_pairs.json", "_files.json", ".yaml")
    ]
    rename_dataset(shop, name, "uno")
    rename_dataset(shop, "uno", "one")
    after = {path: text for path, text in tree(shop).items() if not path.endswith("unfinished")}
    leftover = {path for path in after if "configs/uno" in path}
    assert {path: text for path, text in after.items() if path not in leftover} == before


def test_trouble_on_the_way_leaves_everything_as_it_was(shop: Path, monkeypatch) -> None:
    before = tree(shop)

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    assert code(lambda: rename_dataset(shop, "one", "uno")) == "dataset-unwritable"
    assert tree(shop) == before


def test_copies_that_cannot_be_taken_back_are_left(shop: Path, monkeypatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert code(lambda: rename_dataset(shop, "one", "uno")) == "dataset-unwritable"
    monkeypatch.undo()
    rename_dataset(shop, "one", "uno")
    assert not list((shop / "datasets_configs").glob("one*"))


def test_old_lists_that_cannot_be_removed_do_no_harm(shop: Path, monkeypatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError("busy")

    monkeypatch.setattr(Path, "unlink", refuse)
    rename_dataset(shop, "one", "uno")
    assert (shop / "datasets_configs" / "uno.yaml").exists()
    assert len(belongings(shop, "uno").configuration) == 4


# -- deleting --------------------------------------------------------------------------------------


def remove(path: Path) -> bool:
    path.unlink()
    return True


def test_files_are_put_away_in_order_and_what_is_gone_is_passed_over(shop: Path) -> None:
    found = belongings(shop, "one")
    found.results[0].unlink()
    discard((*found.results, *found.configuration), remove)
    assert sorted(tree(shop)) == ["data/a.png", "out/one_notes.csv"]


def test_file_that_stays_is_named_and_the_dataset_can_be_deleted_again(shop: Path) -> None:
    found = belongings(shop, "one").configuration
    with pytest.raises(ProblemError) as caught:
        discard(found, lambda path: not path.name.endswith("pairs.json") and remove(path))
    assert caught.value.problem.code == "file-undeletable"
    assert caught.value.problem.message == (
        "'one_pairs.json' cannot be removed. 1 of 4 files are gone already."
    )
    discard(belongings(shop, "one").configuration, remove)
    assert "datasets_configs/one.yaml" not in tree(shop)


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "Denied"), "cannot be removed: Denied."), (OSError(), ": OSError.")],
)
def test_reason_of_the_system_is_said(shop: Path, error: OSError, words: str) -> None:
    def refuse(_path: Path) -> bool:
        raise error

    with pytest.raises(ProblemError) as caught:
        discard(belongings(shop, "one").configuration, refuse)
    assert words in caught.value.problem.message
