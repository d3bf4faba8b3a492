"""From a dataset to groups, and from scores to tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.file_identity import MISSING, file_identity
from omgui.core.metric_spec import Checkpoint, MetricSpec
from omgui.core.problems import Problem
from omgui.core.results.spreads import draws_asked
from omgui.engine.identity import Identities, score_key
from omgui.engine.known_weights import KnownWeights
from omgui.engine.plan import Plan, make_plan
from omgui.engine.planner import Grouper
from omgui.engine.store import ScoreTarget, StoredScore
from omgui.engine.tables import MetricTable, csv_line, number, wide_lines, write_then_rename
from omgui.engine.tasks import GroupTask

CATALOGUE = load_catalogue()[0]
VIDEO = "type: vid\ndataset_pth: data\ndataset_name: v\noutput: out\nlogs_output: v.log\n"
IMAGE = VIDEO.replace("vid", "img")


@pytest.fixture
def dataset(tmp_path: Path):
    def make(yaml: str, pairs: str = "{}", listed: str = "[]") -> Dataset:
        folder = tmp_path / "datasets_configs"
        folder.mkdir(exist_ok=True)
        (folder / "v.yaml").write_text(yaml)
        (folder / "v_pairs.json").write_text(pairs)
        (folder / "v_list.json").write_text(listed)
        return load_dataset(tmp_path, "v", CATALOGUE)

    return make


def planned(dataset: Dataset) -> Plan:
    return make_plan(dataset, dataset.metrics, Identities())


def groups_of(
    dataset: Dataset,
    plan: Plan,
    done: Iterable[ScoreTarget] = (),
    workers: int = 1,
    *,
    model_bytes: int | None = None,
) -> list[GroupTask]:
    finished = set(done)
    stored = {
        target: StoredScore(k, "done" if target in finished else "open", 1.0, 1, 1, None, {}, 0.0)
        for k, target in enumerate(plan.targets())
    }
    metrics = {spec.name: spec for spec in dataset.metrics}
    return Grouper(dataset, metrics, plan, stored, {}).groups(workers, model_bytes)


def test_reference_with_all_its_files_and_their_single_scores_is_one_group(dataset) -> None:
    found = dataset(
        VIDEO + "fr_iqa_metrics: [psnr, ssim]\nnr_iqa_metrics: [si]\nnr_vqa_metrics: [ti]\n",
        '{"r.mp4": [[["a.mp4", "b.mp4"], "same"], [["c.mp4"], "repeat_each"]]}',
        '["r.mp4", "b.mp4", "x.mp4"]',
    )
    first, second = groups_of(found, planned(found))
    assert [file.name for file in first.files] == ["r.mp4", "a.mp4", "b.mp4", "c.mp4"]
    assert [pair.mode for pair in first.pairs] == ["same", "same", "repeat_each"]
    assert {first.files[work.file].name for work in first.singles} == {"r.mp4", "b.mp4"}
    assert [file.name for file in second.files] == ["x.mp4"]
    assert second.reference is None


def test_no_score_is_asked_twice_and_none_is_left_out(dataset) -> None:
    found = dataset(
        VIDEO + "fr_iqa_metrics: [psnr]\nnr_iqa_metrics: [si]\nfr_vqa_metrics: [vmaf]\n",
        '{"r.mp4": [[["a.mp4", "a.mp4"], "same"], [["a.mp4"], "same"]],'
        ' "q.mp4": [[["a.mp4"], "same"]]}',
        '["a.mp4", "a.mp4", "r.mp4"]',
    )
    plan = planned(found)
    asked = [one for group in groups_of(found, plan) for one in group.score_ids()]
    assert len(asked) == len(set(asked)) == len(plan.targets()) == 6


def test_vmaf_shares_the_decode_of_a_reference_apart_from_the_frame_metrics(dataset) -> None:
    found = dataset(
        VIDEO + "fr_iqa_metrics: [psnr]\nfr_vqa_metrics: [vmaf]\n",
        '{"r.mp4": [[["a.mp4", "b.mp4"], "same"]], "q.mp4": [[["a.mp4"], "same"]]}',
    )
    groups = groups_of(found, planned(found))
    metrics = [{s.metric for pair in group.pairs for s in pair.scores} for group in groups]
    assert metrics == [{"psnr"}, {"psnr"}, {"vmaf"}, {"vmaf"}]
    assert [len(group.pairs) for group in groups] == [2, 1, 2, 1]


def test_open_decoders_are_bounded(dataset) -> None:
    names = ", ".join(f'"{k}.mp4"' for k in range(50))
    found = dataset(VIDEO + "fr_iqa_metrics: [psnr]\n", f'{{"r.mp4": [[[{names}], "same"]]}}')
    groups = groups_of(found, planned(found))
    assert max(len(group.files) for group in groups) <= 7
    assert sum(len(group.pairs) for group in groups) == 50


def test_images_of_one_reference_are_shared_between_workers(dataset) -> None:
    names = ", ".join(f'"{k}.png"' for k in range(64))
    found = dataset(IMAGE + "fr_metrics: [psnr]\n", f'{{"r.png": [{names}]}}')
    assert len(groups_of(found, planned(found), workers=4)) >= 4


def test_finished_scores_are_left_out(dataset) -> None:
    found = dataset(IMAGE + "fr_metrics: [psnr, ssim]\n", '{"r.png": ["a.png", "b.png"]}')
    plan = planned(found)
    done = [target for target in plan.targets() if target.file == "a.png"]
    (group,) = groups_of(found, plan, done)
    assert [group.files[pair.file].name for pair in group.pairs] == ["b.png"]
    assert groups_of(found, plan, plan.targets()) == []


def test_key_changes_with_the_file_the_mode_and_the_compatibility(dataset, tmp_path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "r.mp4").write_bytes(b"r")
    (data / "a.mp4").write_bytes(b"a")
    pairs = '{"r.mp4": [[["a.mp4"], "same"], [["a.mp4"], "repeat_each"]]}'
    yaml = VIDEO + "fr_iqa_metrics: [vif]\n"
    same, each = planned(dataset(yaml, pairs)).targets()
    assert same.score_key != each.score_key
    again = planned(dataset(yaml, pairs)).targets()
    assert [same, each] == again
    old = planned(dataset(yaml + "omgui: {compatibility: objective-metrics-1.2}\n", pairs))
    assert old.targets()[0].score_key != same.score_key
    (data / "a.mp4").write_bytes(b"b")
    assert planned(dataset(yaml, pairs)).targets()[0].score_key != same.score_key


def test_older_tool_measures_a_set_by_its_shortest_file(dataset) -> None:
    yaml = VIDEO + "fr_iqa_metrics: [psnr]\nomgui: {compatibility: objective-metrics-1.2}\n"
    found = dataset(yaml, '{"r.mp4": [[["a.mp4", "b.mp4"], "repeat_last"]]}')
    (group,) = groups_of(found, planned(found))
    assert all(len(pair.set_files) == 2 for pair in group.pairs)


def test_sets_that_cannot_be_scored_keep_their_rows(dataset) -> None:
    found = dataset(
        VIDEO + "fr_iqa_metrics: [psnr]\n",
        '{"r.mp4": [[["a.mp4"], "sume"], [["b.mp4"], "same"]]}',
    )
    plan = planned(found)
    assert [row.name for row in plan.fr_rows] == ["a.mp4", "b.mp4"]
    assert [problem.code for problem in plan.refused.values()] == ["unknown-mode"]
    (group,) = groups_of(found, plan)
    assert [group.files[pair.file].name for pair in group.pairs] == ["b.mp4"]


def test_identity_sees_a_change_anywhere_it_looks(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 300_000)
    first = file_identity(path)
    assert file_identity(path) == first
    with path.open("r+b") as stream:
        stream.seek(-1, 2)
        stream.write(b"y")
    assert file_identity(path) != first
    assert file_identity(tmp_path / "none") == MISSING
    assert file_identity(Path("a\0b")) == MISSING


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans(), max_size=4))
def test_key_does_not_depend_on_the_order_of_facts(facts: Mapping[str, object]) -> None:
    assert score_key(facts) == score_key(dict(reversed(list(facts.items()))))


NAME = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)


@given(st.lists(st.tuples(NAME, st.none() | st.floats()), max_size=5))
def test_csv_comes_back_as_it_was_written(rows) -> None:
    text = "".join(csv_line([name, number(value)]) for name, value in rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [name for name, _ in read] == [name for name, _ in rows]
    for (_, shown), (_, value) in zip(read, rows, strict=True):
        assert shown == ("nan" if value is None else repr(value))


def table_of(dataset: Dataset, folder: Path) -> tuple[MetricTable, list[ScoreTarget]]:
    plan = planned(dataset)
    spec = dataset.metrics[0]
    return MetricTable(folder / "v_psnr.csv", spec, plan.rows(spec)), plan.targets()


def test_table_grows_and_is_put_into_worklist_order(dataset, tmp_path) -> None:
    found = dataset(IMAGE + "fr_metrics: [psnr]\n", '{"r.png": ["a.png", "b.png", "a.png"]}')
    table, (a, b) = table_of(found, tmp_path)
    table.rewrite({}, is_complete=False)
    table.append(b, 2.0)
    assert table.path.read_bytes() == b"filename,psnr\nb.png,2.0\n"
    table.append(a, 1.0)
    table.rewrite({a: 1.0, b: 2.0}, is_complete=True)
    assert table.path.read_bytes() == b"filename,psnr\na.png,1.0\nb.png,2.0\na.png,1.0\n"


def test_unfinished_rows_are_left_out_until_the_end(dataset, tmp_path) -> None:
    found = dataset(IMAGE + "fr_metrics: [psnr]\n", '{"r.png": ["a.png", "b.png"]}')
    table, (a, _) = table_of(found, tmp_path)
    table.rewrite({a: None}, is_complete=False)
    assert table.path.read_text() == "filename,psnr\na.png,nan\n"
    table.rewrite({a: None}, is_complete=True)
    assert table.path.read_text() == "filename,psnr\na.png,nan\nb.png,nan\n"


def test_failed_write_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_then_rename(path, ["old\n"])

    def lines():
        yield "new\n"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_then_rename(path, lines())
    assert path.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_wide_table_joins_both_kinds_and_shows_lost_frames(dataset) -> None:
    found = dataset(
        VIDEO + "fr_iqa_metrics: [psnr]\nnr_iqa_metrics: [si]\n",
        '{"r.mp4": [[["a.mp4"], "same"]]}',
        '["a.mp4", "r.mp4"]',
    )
    plan = planned(found)
    few = Problem("fewer-frames", "Only 5 of 9.")
    stored = {
        target: StoredScore(
            k,
            "done",
            float(k),
            5 if target.metric == "psnr" else 9,
            9,
            few if target.metric == "psnr" else None,
            {},
            0.0,
        )
        for k, target in enumerate(plan.targets())
    }
    rows = list(csv.DictReader(io.StringIO("".join(wide_lines(plan, found.metrics, stored)))))
    assert [(row["reference"], row["filename"], row["mode"]) for row in rows] == [
        ("r.mp4", "a.mp4", "same"),
        ("", "r.mp4", ""),
    ]
    assert (rows[0]["psnr"], rows[0]["si"], rows[1]["psnr"]) == ("0.0", "1.0", "")
    assert (rows[0]["frames_scored"], rows[0]["frames_expected"]) == ("5", "9")
    assert rows[0]["flags"] == "psnr: fewer-frames"
    assert rows[1]["flags"] == ""


def test_wide_table_has_a_spread_behind_each_metric_of_several_draws(dataset) -> None:
    found = dataset(
        VIDEO + "nr_vqa_metrics: [dover, mdtvsfa]\nomgui: {clips: {repeats: 4}}\n",
        listed='["a.mp4", "b.mp4"]',
    )
    plan = planned(found)
    stored = {
        target: StoredScore(k, "done", 0.5, 9, 9, None, {"spread": 0.012}, 0.0)
        for k, target in enumerate(plan.targets())
        if target.file == "a.mp4"
    }
    text = "".join(wide_lines(plan, found.metrics, stored, draws_asked(found)))
    rows = list(csv.DictReader(io.StringIO(text)))
    names = [row.name for row in found.metrics if row.part_of or row.name == "dover"]
    expected = [column for name in names for column in (name, f"{name}_spread")]
    ends = ["mdtvsfa", "frames_scored", "frames_expected", "flags"]
    assert list(rows[0]) == ["reference", "filename", "mode", *expected, *ends]
    assert [row["dover-technical_spread"] for row in rows] == ["0.012", ""]
    assert [row["mdtvsfa"] for row in rows] == ["0.5", ""]
    plain = "".join(wide_lines(plan, found.metrics, stored)).splitlines()[0]
    assert "spread" not in plain


def test_same_file_in_two_modes_is_read_twice_so_that_no_frames_pile_up(dataset) -> None:
    found = dataset(
        VIDEO + "fr_iqa_metrics: [psnr]\n",
        '{"r.mp4": [[["a.mp4", "b.mp4"], "same"], [["a.mp4"], "repeat_each"]]}',
    )
    groups = groups_of(found, planned(found))
    assert [[pair.mode for pair in group.pairs] for group in groups] == [
        ["same", "same"],
        ["repeat_each"],
    ]


def _with_models(dataset: Dataset, sizes: Mapping[str, int]) -> Dataset:
    """Give metrics models of so many bytes."""
    metrics = tuple(
        replace(spec, checkpoints=(Checkpoint("m.pt", "", sizes.get(spec.name, 0)),))
        for spec in dataset.metrics
    )
    return replace(dataset, metrics=metrics)


def _available(dataset: Dataset) -> Plan:
    class Everything(KnownWeights):
        def problem(self, spec: MetricSpec) -> None:
            return None

        def identity(self, spec: MetricSpec) -> tuple[str, ...]:
            return ("0" * 64,) * len(spec.checkpoints)

    return make_plan(dataset, dataset.metrics, Identities(), Everything())


@given(
    sizes=st.lists(st.integers(0, 9), min_size=5, max_size=5),
    room=st.none() | st.integers(0, 30),
    workers=st.integers(1, 3),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_models_that_do_not_fit_together_are_parted_and_every_score_is_computed_once(
    dataset, sizes: list[int], room: int | None, workers: int
) -> None:
    names = ["psnr", "ssim", "gmsd", "si", "cf"]
    found = dataset(
        IMAGE + f"fr_metrics: {names[:3]}\nnr_metrics: {names[3:]}\n",
        '{"r.png": ["a.png", "b.png"], "s.png": ["a.png"]}',
        '["r.png", "a.png"]',
    )
    weighed = dict(zip(names, sizes, strict=True))
    found = _with_models(found, weighed)
    plan = _available(found)
    groups = groups_of(found, plan, workers=workers, model_bytes=room)
    ids = [score for group in groups for score in group.score_ids()]
    assert sorted(ids) == list(range(len(plan.targets())))
    passes = dict.fromkeys(group.pass_metrics for group in groups)
    if room is None or sum(sizes) <= room:
        assert list(passes) == [()], "one pass, in which nothing is forgotten"
        return
    for metrics in passes:
        together = sum(weighed[name] for name in metrics)
        alone = [name for name in metrics if weighed[name]]
        assert together <= room or len(alone) == 1 or not metrics
    for group in groups:
        in_group = {s.metric for work in (*group.pairs, *group.singles) for s in work.scores}
        assert in_group <= set(group.pass_metrics) or not group.pass_metrics


def test_a_metric_that_cannot_start_is_in_no_group_and_its_scores_are_refused(dataset) -> None:
    found = dataset(IMAGE + "nr_metrics: [si, cf]\n", listed='["a.png", "b.png"]')
    reason = Problem("weights-missing", "No weights.")

    class NoWeights(KnownWeights):
        def problem(self, spec: MetricSpec) -> Problem | None:
            return reason if spec.name == "cf" else None

    plan = make_plan(found, found.metrics, Identities(), NoWeights())
    assert {target.metric for target in plan.refused} == {"cf"}
    assert set(plan.refused.values()) == {reason}
    (group,) = groups_of(found, plan)
    assert [score.metric for work in group.singles for score in work.scores] == ["si", "si"]
