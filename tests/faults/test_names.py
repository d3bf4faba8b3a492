"""Names that break other tools: each file is scored under exactly its own name, nothing is run."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.faults.common import POSIX
from tests.workspaces import NAN, Finished, Workspace

_EVERYWHERE = (
    "two words",
    "it's",
    "$(touch pwned)",
    "`touch pwned`",
    "-rf",
    "--help",
    "-",
    "%d",
    "frame_%05d",
    "100%",
    "名前 Ünïcödé",
    unicodedata.normalize("NFD", "café"),
    unicodedata.normalize("NFC", "café"),
    "emoji 🙂",
    "اسم",
    "comma, semi; and [x]{y}",
    "#hash & ampersand",
    "= formula",
    "nan",
    "~",
)
_POSIX_ONLY = (
    'say "hi"',
    "line\nfeed",
    "carriage\rreturn",
    "tab\there",
    "pipe | star * question ? <angle>",
    "colon: and file:",
    "trailing space ",
)
STEMS = (*_EVERYWHERE, *(_POSIX_ONLY if POSIX else ()))
_DEEP = f"{'a' * 100}/{'b' * 100}/{'c' * 95}"  # 300 characters with the suffix


def names(suffix: str) -> list[str]:
    return [f"{stem}{suffix}" for stem in STEMS]


def _place_all(workspace: Workspace, good: Path, suffix: str) -> dict[str, str]:
    """Copy one file under every name and path; return the paths as listed and as in the CSV."""
    listed = {name: name for name in names(suffix)}
    deep = f"{_DEEP}{suffix}"
    assert len(deep) >= 300
    listed[deep] = deep
    for name in listed:
        workspace.place(good, name)
    workspace.place(good, f"../outside/away{suffix}")
    listed[f"../outside/away{suffix}"] = f"../outside/away{suffix}"
    listed[f"sub/../../outside/away{suffix}"] = f"../outside/away{suffix}"
    (workspace.data / "sub").mkdir()
    listed[str(workspace.data / f"it's{suffix}")] = f"it's{suffix}"
    return listed


class Study:
    """A dataset whose reference and distorted files have all these names."""

    def __init__(self, workspace: Workspace, source: Path, suffix: str, media: str) -> None:
        self.workspace = workspace
        self.suffix = suffix
        self.plain = f"plain{suffix}"
        self.media = media
        workspace.place(source / f"ref{suffix}", f"ref{suffix}")
        workspace.place(source / f"good1{suffix}", self.plain)
        self.listed = _place_all(workspace, source / f"good1{suffix}", suffix)
        # The awkward names as references, too: there the file is the distorted one.
        awkward = names(suffix)[:8] if media == "vid" else names(suffix)
        self.references = {name: [self.plain] for name in awkward}
        entries = [self.plain, *self.listed]
        pairs: dict[str, object] = {f"ref{suffix}": entries, **self.references}
        keys = {"fr_metrics": ["psnr"], "nr_metrics": ["cf"]}
        if media == "vid":
            pairs = {reference: [[files, "same"]] for reference, files in pairs.items()}
            keys = {
                "fr_iqa_metrics": ["psnr"],
                "nr_iqa_metrics": ["cf"],
                "fr_vqa_metrics": ["vmaf"],
            }
        workspace.dataset("names", media, pairs=pairs, files=entries, **keys)
        self.run: Finished = workspace.run_as_command("names", cwd=workspace.folder)


@pytest.fixture(scope="module", params=["img", "vid"])
def study(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    pictures: Path,
    clips: Path,
) -> Study:
    workspace = Workspace(tmp_path_factory.mktemp("names") / "workspace")
    if request.param == "img":
        return Study(workspace, pictures, ".png", "img")
    return Study(workspace, clips, ".mp4", "vid")


def _metrics(study: Study) -> tuple[str, ...]:
    return ("psnr", "vmaf") if study.media == "vid" else ("psnr",)


def test_every_file_scores_like_the_same_file_under_a_plain_name(study: Study) -> None:
    for metric in _metrics(study):
        rows = study.workspace.table("names", metric)[: len(study.listed) + 1]
        assert rows[0][0] == study.plain
        assert rows[0][1] != NAN
        wrong = [row for row in rows if row[1] != rows[0][1]]
        assert wrong == [], metric
    values = study.workspace.column("names", "cf")
    assert set(values) == {values[0]}
    assert values[0] != NAN


def test_every_row_has_exactly_the_name_that_is_listed(study: Study) -> None:
    expected = list(study.listed)
    if study.media == "vid":  # pairs of videos have normalised names, as in the older tool
        expected = list(study.listed.values())
    rows = study.workspace.table("names", "psnr")[1 : len(expected) + 1]
    assert [name for name, _ in rows] == expected
    listed = [name for name, _ in study.workspace.table("names", "cf")]
    assert listed == [study.plain, *study.listed]


def test_an_awkward_name_as_reference_scores_too(study: Study) -> None:
    for metric in _metrics(study):
        rows = study.workspace.table("names", metric)[len(study.listed) + 1 :]
        assert len(rows) == len(study.references)
        scores = {
            study.run.of(study.plain, metric, reference).score for reference in study.references
        }
        assert len(scores) == 1
        assert None not in scores


def test_no_name_is_run_as_a_command(study: Study) -> None:
    for folder in (study.workspace.folder, study.workspace.data, Path.cwd()):
        assert not list(folder.glob("*pwned"))


def test_no_name_breaks_the_log_into_lines_of_its_own(study: Study) -> None:
    for line in study.workspace.log("names").splitlines():
        assert line[:4].isdigit(), line


def test_all_scores_are_there_and_the_exit_code_says_so(study: Study) -> None:
    assert study.run.ends["names"].counts.problems == 0
    assert study.run.code == 0


@pytest.mark.skipif(not POSIX, reason="the shell of POSIX")
@pytest.mark.parametrize("name", ["$(touch pwned)", "two words", "日本"])
def test_a_dataset_may_have_an_awkward_name_itself(
    workspace: Workspace, pictures: Path, name: str
) -> None:
    """Without a run: reading, and the places that results would go to."""
    from omgui.core.catalogue import load_catalogue
    from omgui.core.dataset import load_dataset

    workspace.add(pictures / "ref.png")
    workspace.dataset(name, "img", files=["ref.png"], nr_metrics=["cf"])
    dataset = load_dataset(workspace.folder, name, load_catalogue()[0])
    assert dataset.store == workspace.store(name)
