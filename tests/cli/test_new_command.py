"""``omgui new`` makes of a folder what the wizard makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from omgui.cli.main import main
from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.core.pairing import PairingSettings
from omgui.core.seen_files import read_seen

FILES = [f"ref/{c}.png" for c in "abc"] + [f"dist/{c}_{q}.png" for c in "abc" for q in (1, 2)]


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    touch(tmp_path / "data", FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def touch(root: Path, files: list[str]) -> None:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def new(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main(["new", "x", "--data", "data", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_folder_becomes_a_dataset_that_can_be_run(workspace, capsys):
    code, out, err = new(capsys)
    assert (code, err) == (0, "")
    assert "3 references, 6 distorted, 0 left over. The folder 'ref' holds" in out
    dataset = load_dataset(workspace, "x", load_catalogue()[0])
    assert {(it.reference, it.distorted) for it in dataset.worklist.fr} == {
        (f"ref/{c}.png", f"dist/{c}_{q}.png") for c in "abc" for q in (1, 2)
    }
    assert dataset.config.dataset_pth == "data"
    assert dataset.config.fr_metrics == ("psnr", "ssim")
    settings = PairingSettings.from_config(dataset.config.omgui.pairing)
    assert settings.pair(FILES)[0].counts.distorted == 6


@pytest.mark.parametrize(
    "way",
    [
        ["--rule", "{c}_{q}.png -> ref/{c}.png"],
        ["--rule", "no{a}_{b} → {a}", "--rule", "dist/{C}_{q}.PNG -> REF/{C}.png", "--ignore-case"],
        ["--regex", r"(?P<c>.+)_\d\.png", "--reference", "ref/{c}.png"],
        ["--example", "dist/a_1.png=ref/a.png"],
        ["--example", "dist/a_1.png=ref/a.png", "--example", "dist/b_2.png=ref/b.png"],
        ["--recipe", "pipal", "--dry-run"],
    ],
)
def test_each_way_leads_to_the_pairs(workspace, capsys, way):
    code, out, err = new(capsys, "--json", *way)
    assert (code, err) == (1 if "--recipe" in way else 0, "")
    found = json.loads(out)
    if "--recipe" not in way:
        assert found["counts"]["distorted"] == 6
    assert found["is_written"] == ("--dry-run" not in way)
    assert (workspace / "datasets_configs").exists() == found["is_written"]


def test_leftovers_are_told_and_change_the_exit_code(workspace, capsys):
    touch(workspace / "data", [f"dist/z_{n:02}.png" for n in range(30)] + ["readme.txt"])
    rule = ["--rule", "{c}_{q}.png -> ref/{c}.png"]
    code, out, _ = new(capsys, *rule)
    assert code == 1
    assert "Left over:" in out
    assert "would be 'ref/z.png', which is not there" in out
    assert "… and 10 more (--json has all)" in out
    assert "Ignored:\n  readme.txt" in out
    code, out, _ = new(capsys, "--json", "--replace", *rule)
    found = json.loads(out)
    assert len(found["leftovers"]) == 30
    assert found["leftovers"][0]["code"] == "reference-missing"
    assert [it["path"] for it in found["ignored"]] == ["readme.txt"]


def test_all_files_can_be_taken_alone(workspace, capsys):
    code, out, _ = new(capsys, "--no-references", "--metrics", "piqe,entropy", "--output", "out/")
    assert code == 0
    assert "9 alone" in out
    dataset = load_dataset(workspace, "x", load_catalogue()[0])
    assert len(dataset.worklist.nr) == 9
    assert dataset.config.nr_metrics == ("piqe", "entropy")
    assert dataset.config.logs_output == "out/x.log"


def test_data_elsewhere_are_named_absolutely(workspace, capsys, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert main(["new", "x", "--data", str(workspace / "data"), "-C", str(elsewhere)]) == 0
    dataset = load_dataset(elsewhere, "x", load_catalogue()[0])
    assert dataset.root == workspace / "data"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rule", "{c_{q} -> x"], "  {c_{q}\n  ^\n"),
        (["--rule", "{c}_{q} -> x{"], "  x{\n   ^\n"),
        (["--rule", "{c}"], "  {c}\n  ^^^\n"),
        (["--regex", "(?P<c>.+", "--reference", "x"], "  (?P<c>.+\n  ^\n"),
        (["--regex", "(?P<c>.+)x", "--reference", "{"], "  {\n  ^\n"),
        (["--regex", "(?P<c>.+)x"], "belong together"),
        (["--reference", "x"], "belong together"),
        (["--example", "a"], "DISTORTED=REFERENCE"),
        (["--example", "gone.png=ref/a.png"], "'gone.png' is not among the files"),
        (["--recipe", "kadid"], "Did you mean 'kadid10k'?"),
        (["--metrics", "pnsr"], "Did you mean 'psnr'?"),
        (["--metrics", "vmaf"], "'vmaf' cannot score these files"),
        (["--metrics", "psnr", "--no-references"], "no pairs were found"),
        (["--type", "vid"], "There is no video in the folder"),
        (["--output", ""], "--output: '' is empty."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(workspace, capsys, arguments, said):
    code, out, err = new(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert not (workspace / "datasets_configs").exists()


def test_existing_dataset_is_not_replaced_unasked(workspace, capsys):
    assert new(capsys)[0] == 0
    code, _, err = new(capsys)
    assert code == 2
    assert "There is a dataset 'x' already" in err
    assert new(capsys, "--replace")[0] == 0


def test_name_that_cannot_be_used_is_refused(workspace, capsys):
    assert main(["new", "a/b", "--data", "data"]) == 2
    assert "contains '/'" in capsys.readouterr().err


def test_mixed_folder_asks_what_is_meant(workspace, capsys):
    touch(workspace / "data", ["v/a.mp4", "v/a_1.mp4"])
    code, _, err = new(capsys)
    assert code == 2
    assert "9 pictures and 2 videos" in err
    code, out, _ = new(capsys, "--type", "vid", "--dry-run")
    assert code == 0
    assert "1 references, 1 distorted" in out
    assert "Nothing was written" in out


def test_folder_without_media_is_refused(workspace, capsys):
    (workspace / "empty").mkdir()
    assert main(["new", "y", "--data", "empty"]) == 2
    assert "no picture and no video" in capsys.readouterr().err
    assert main(["new", "y", "--data", "gone"]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_interrupting_writes_nothing(workspace, capsys, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("omgui.cli.new.list_folder", interrupted)
    assert new(capsys)[0] == 130


def test_pairs_are_read_from_a_list(workspace, capsys):
    lines = [f"{c}_{q}.png,{c}.png,{q}.5" for c in "abc" for q in (1, 2)]
    (workspace / "data" / "mos.csv").write_text("\n".join(["name,original,mos", *lines]))
    code, out, err = new(capsys, "--pairs-from", "data/mos.csv")
    assert (code, err) == (0, "")
    assert "mos.csv (references in column 2, distorted files in column 1)" in out
    dataset = load_dataset(workspace, "x", load_catalogue()[0])
    assert len(dataset.worklist.fr) == 6
    assert dataset.config.omgui.pairing == {"lists": ["mos.csv"]}


def test_list_outside_the_folder_is_named_as_it_lies_and_lost_lines_are_told(workspace, capsys):
    (workspace / "few.txt").write_text("ref/a dist/a_1\nref/a dist/a_9\nref/a dist/a_2\n")
    code, out, _ = new(capsys, "--pairs-from", "few.txt", "--json")
    assert code == 1
    said = json.loads(out)
    assert [it["where"] for it in said["problems"]] == ["few.txt, line 2"]
    assert said["counts"]["distorted"] == 2
    assert {it["code"] for it in said["leftovers"]} == {"not-listed"}
    dataset = load_dataset(workspace, "x", load_catalogue()[0])
    assert dataset.config.omgui.pairing["lists"] == [str(workspace / "few.txt")]


def test_list_without_pairs_makes_no_dataset(workspace, capsys):
    (workspace / "notes.txt").write_text("nothing here\n")
    code, _, err = new(capsys, "--pairs-from", "notes.txt")
    assert code == 2
    assert "No two of its columns" in err
    assert not (workspace / "datasets_configs").exists()


def test_files_are_noted_as_they_were_seen(workspace, capsys):
    new(capsys)
    kept = read_seen(workspace / "datasets_configs" / "x_files.json")
    assert sorted(kept) == sorted(FILES)
