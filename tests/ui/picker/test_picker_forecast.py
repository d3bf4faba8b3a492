"""What the ticked metrics will take: time by figures or by earlier runs, memory, passes."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace

import pytest
from PIL import Image

from omgui.core.catalogue import load_catalogue
from omgui.core.estimates import FileSize
from omgui.core.measured_times import MeasuredTime
from omgui.core.metric_choice import read_choice
from omgui.engine.devices import CPU as ENGINE_CPU
from omgui.engine.devices import Accelerators, lay_out
from omgui.ui.metrics import facts as facts_module
from omgui.ui.metrics import machine as machine_module
from omgui.ui.metrics.facts import DatasetFacts, Sample, read_facts
from omgui.ui.metrics.forecast import Basis, forecast, place_of, time_of
from omgui.ui.metrics.machine import Machine, MachineProbe, read_report
from omgui.ui.metrics.rows import Files, FileState, MetricRow, Reason
from omgui.ui.metrics.sampling import Sampling
from omgui.ui.metrics.totals import Totals
from tests.workspaces import Workspace

KNOWN, _ = load_catalogue()
CPU = Machine(4, 16 << 30)
GPU = replace(CPU, cuda_free_bytes=(24 << 30,))
CLIP = Sample((FileSize(1280, 720, 100, is_video=True),) * 4, is_complete=True)


@pytest.fixture
def shop(tmp_path):
    found = Workspace(tmp_path / "shop")
    found.dataset(
        "clips",
        "vid",
        pairs={f"r{k}.mp4": [[[f"d{k}.mp4", f"e{k}.mp4"], "same"]] for k in range(40)},
        files=["d1.mp4", "d2.mp4", "d1.mp4"],
        fr_iqa_metrics=["psnr"],
    )
    return found


@pytest.fixture
def clips(shop):
    return read_facts(shop.folder, "clips")


def specs(*names: str):
    return [KNOWN[name] for name in names]


def test_lists_are_counted_once_and_sampled_evenly(clips):
    assert (clips.pairs, clips.singles, clips.references, clips.files) == (80, 2, 40, 120)
    assert len(clips.sample) == facts_module._SAMPLE
    assert clips.sample[0] == "r0.mp4"
    assert "r37.mp4" in clips.sample
    assert (clips.items_of(KNOWN["psnr"]), clips.items_of(KNOWN["si"])) == (80, 2)


def test_a_typical_file_costs_what_the_sample_costs_on_average():
    sample = Sample(
        (FileSize(1920, 1080, 10, is_video=True), FileSize(640, 360, 30, is_video=True))
    )
    typical = sample.typical
    mean = (1920 * 1080 * 10 + 640 * 360 * 30) / 2
    assert typical.width * typical.height * typical.frames == pytest.approx(mean, rel=0.01)
    assert Sample().typical is None


def test_time_is_estimated_from_figures_until_a_run_has_measured_it(clips):
    place = place_of(clips, CPU, specs("psnr"))
    guessed, basis = time_of(KNOWN["psnr"], clips, CLIP, place)
    assert basis is Basis.ESTIMATED
    measured = replace(clips, times={"psnr": MeasuredTime(2.0, 10, "cpu")})
    found, basis = time_of(KNOWN["psnr"], measured, CLIP, place)
    assert (found, basis) == (2.0 * 80 / (place.workers * place.threads), Basis.MEASURED)
    assert guessed != found
    assert time_of(replace(KNOWN["psnr"], name="of_a_plug_in"), clips, CLIP, place) == (
        None,
        Basis.UNKNOWN,
    )
    assert time_of(KNOWN["psnr"], clips, Sample(), place) == (None, Basis.UNKNOWN)


def test_what_was_measured_on_another_device_is_not_taken_for_this_one(clips):
    measured = replace(clips, times={"psnr": MeasuredTime(2.0, 10, "cuda:0")})
    _, basis = time_of(KNOWN["psnr"], measured, CLIP, place_of(measured, CPU, ()))
    assert basis is Basis.ESTIMATED
    _, basis = time_of(KNOWN["psnr"], measured, CLIP, place_of(measured, GPU, ()))
    assert basis is Basis.MEASURED
    _, basis = time_of(KNOWN["ssim"], measured, CLIP, place_of(measured, GPU, ()))
    assert basis is Basis.UNKNOWN, "figures of the CPU say nothing of an accelerator"


def test_times_of_earlier_runs_come_from_the_store(shop):
    shop.output("clips").mkdir()
    with closing(sqlite3.connect(shop.store("clips"))) as store:
        store.execute("CREATE TABLE score (metric, state, provenance, seconds)")
        made = json.dumps({"device": "cpu"})
        store.execute("INSERT INTO score VALUES ('psnr', 'done', ?, 4.0)", (made,))
        store.commit()
    assert read_facts(shop.folder, "clips").times["psnr"] == MeasuredTime(4.0, 1, "cpu")


@pytest.mark.parametrize("wanted", [None, 1, 3])
@pytest.mark.parametrize("largest", ["psnr", "tres"])
def test_workers_are_those_that_the_engine_would_start(shop, monkeypatch, wanted, largest):
    clips = read_facts(shop.folder, "clips")
    settings = clips.config.omgui.model_copy(update={"workers": wanted})
    config = clips.config.model_copy(update={"omgui": settings})
    clips = replace(clips, config=config)
    monkeypatch.setattr("omgui.engine.devices.available_cores", lambda: CPU.cores)

    class Memory:
        available = CPU.available_bytes

    monkeypatch.setattr("omgui.engine.devices.psutil.virtual_memory", Memory)
    spec = KNOWN[largest]
    layout = lay_out((ENGINE_CPU,), wanted, clips.references, spec.model_bytes)
    place = place_of(clips, CPU, [spec])
    assert (place.workers, place.threads) == (len(layout.devices), layout.threads)
    assert place.room_bytes == layout.model_bytes


@pytest.mark.parametrize(
    ("device", "workers"), [(None, None), ("cuda:0,cuda:1", None), ("cuda", 2)]
)
def test_accelerators_are_shared_as_the_engine_shares_them(shop, monkeypatch, device, workers):
    machine = replace(CPU, cuda_free_bytes=(24 << 30, 20 << 30))
    clips = read_facts(shop.folder, "clips")
    update = {"workers": workers, "device": device}
    settings = clips.config.omgui.model_copy(update=update)
    clips = replace(clips, config=clips.config.model_copy(update={"omgui": settings}))
    monkeypatch.setattr(
        "omgui.engine.devices.probe_accelerators",
        lambda: Accelerators(2, free_bytes=machine.cuda_free_bytes),
    )
    names = {None: ("cuda:0",), "cuda": ("cuda:0",)}.get(device, ("cuda:0", "cuda:1"))
    layout = lay_out(names, workers, 9)
    place = place_of(clips, machine, ())
    assert (place.device, place.workers) == (", ".join(names), len(layout.devices))
    assert place.room_bytes == layout.model_bytes


def test_apples_accelerator_says_nothing_of_its_memory(clips):
    place = place_of(clips, replace(CPU, has_mps=True), ())
    assert (place.device, place.room_bytes) == ("mps", None)


def test_models_that_do_not_fit_are_computed_in_passes(clips):
    small = replace(CPU, cuda_free_bytes=(2 << 30,))
    chosen = specs("tres", "lpips", "dists", "psnr")
    found = forecast(chosen, clips, CLIP, small)
    assert len(found.passes) == 2
    assert found.passes == (("tres", "lpips", "psnr"), ("dists",))
    rows = [MetricRow(spec.name, spec, is_ticked=True) for spec in chosen]
    said = "\n".join(Totals().warnings(found, rows))
    assert "The models need 1.4 GB" in said
    assert "has room for 1.1 GB" in said
    assert Totals().passes(found).startswith("Pass 1: ")
    assert forecast(chosen, clips, CLIP, GPU).passes == (("tres", "dists", "lpips", "psnr"),)


def test_a_model_that_is_too_large_by_itself_is_named(clips):
    tiny = replace(CPU, cuda_free_bytes=(1 << 30,))
    found = forecast(specs("tres", "psnr"), clips, CLIP, tiny)
    assert found.too_large == ("tres",)
    assert "tres" in "\n".join(Totals().warnings(found, []))


def test_memory_that_is_not_there_is_warned_of(clips):
    poor = Machine(1, 300_000_000)
    found = forecast(specs("psnr", "ssim"), clips, CLIP, poor)
    assert "300 MB are free" in "\n".join(Totals().warnings(found, []))


def test_the_summary_says_scores_time_device_and_memory(clips):
    found = forecast(specs("psnr"), clips, CLIP, CPU)
    said = Totals().summary(found, is_sampled=True)
    assert "80 score" in said
    assert "about " in said
    assert "on CPU with 4 worker" in said
    assert "memory" in said
    assert "looking at the files" in Totals().summary(found, is_sampled=False)
    nothing = forecast((), clips, CLIP, CPU)
    assert Totals().summary(nothing, is_sampled=True).startswith("Tick what is to be computed")
    blind = forecast(specs("psnr"), clips, Sample((), is_complete=True), CPU)
    assert "time is not known" in Totals().summary(blind, is_sampled=True)
    assert "time unknown" in Totals().summary(
        forecast(specs("psnr"), clips, CLIP, GPU), is_sampled=True
    )


def test_stored_scores_cost_nothing(clips):
    half = replace(clips, stored={"psnr": 40})
    before, after = (forecast(specs("psnr"), one, CLIP, CPU) for one in (clips, half))
    assert (after.estimate.scores, after.stored) == (40, 40)
    assert after.estimate.seconds - 3 == pytest.approx((before.estimate.seconds - 3) / 2)
    said = Totals().summary(after, is_sampled=True)
    assert said.startswith("40 score")
    assert "(40 more stored already)" in said
    done = forecast(specs("psnr"), replace(clips, stored={"psnr": 99}), CLIP, CPU)
    assert (done.estimate.scores, done.estimate.seconds, done.stored) == (0, 0.0, 80)
    assert "stored already" in Totals().summary(done, is_sampled=True)


def test_ticked_metrics_that_cannot_run_are_named(clips):
    rows = [
        MetricRow("vmaf", KNOWN["vmaf"], is_ticked=True, reason=Reason("r", "t")),
        MetricRow("lpips", KNOWN["lpips"], is_ticked=True, files=FileState(Files.MISSING)),
    ]
    said = Totals().warnings(forecast((), clips, CLIP, CPU), rows)
    assert said[0] == "Ticked, but cannot run here: vmaf."
    assert said[1] == "Checkpoints are missing for lpips."


# -- what is looked at in processes of their own ---------------------------------------------------


def test_real_files_are_looked_at_in_a_process_of_its_own(qtbot, tmp_path):
    from omgui.core.metric_spec import Media

    Image.new("RGB", (64, 48)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("no picture")
    looking = Sampling()
    with qtbot.waitSignal(
        looking.changed, timeout=20_000, check_params_cb=lambda s: s.is_complete
    ) as got:
        looking.start(tmp_path, ["a.png", "b.png", "missing.png"], Media.IMAGE)
    assert got.args[0].sizes == (FileSize(64, 48),)
    looking.close()


def test_looking_can_be_stopped_at_once(qtbot, tmp_path):
    from omgui.core.metric_spec import Media

    looking = Sampling()
    looking.start(tmp_path, [f"{k}.png" for k in range(16)], Media.IMAGE)
    looking.close()
    with qtbot.assertNotEmitted(looking.changed, wait=300):
        pass


def test_the_doctor_tells_what_the_machine_has(qtbot, monkeypatch):
    monkeypatch.setattr(machine_module._Kept, "machine", None)
    probe = MachineProbe()
    with qtbot.waitSignal(probe.answered, timeout=60_000) as got:
        probe.start()
    assert got.args[0].is_asked
    assert got.args[0].cores == machine_module.plain_machine().cores
    assert probe.known == got.args[0]
    second = MachineProbe()
    second.start()
    assert second._process is None, "the answer is known"
    second.close()
    probe.close()


def test_a_doctor_that_is_still_at_work_is_ended_with_the_page(qtbot, monkeypatch):
    monkeypatch.setattr(machine_module._Kept, "machine", None)
    monkeypatch.setattr(
        machine_module,
        "doctor_command",
        lambda: (sys.executable, ["-c", "import time; time.sleep(60)"]),
    )
    probe = MachineProbe()
    probe.start()
    qtbot.waitUntil(lambda: probe._process.processId() > 0)
    probe.close()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"machine": {}}', '{"machine": null, "checks": 3}']
)
def test_a_report_that_makes_no_sense_is_no_report(text):
    assert read_report(text) is None


def test_a_report_without_libvmaf_says_so():
    report = {
        "machine": {"cores": 2, "available_bytes": 5, "cuda_free_bytes": [7], "mps": False},
        "checks": [
            {"group": "ffmpeg", "name": "libvmaf", "state": "problem", "value": "no", "hint": "do"}
        ],
    }
    found = read_report(json.dumps(report))
    assert (found.vmaf_fault, found.vmaf_hint, found.cuda_free_bytes) == ("no", "do", (7,))


def test_facts_need_only_a_file_that_can_be_read(shop):
    path, config = read_choice(shop.folder, "clips")
    for what in ("pairs", "list"):
        path.with_name(f"clips_{what}.json").unlink()
    found = read_facts(shop.folder, "clips")
    assert replace(found, stamp=()) == DatasetFacts(config, shop.data)


def test_lists_are_read_again_only_when_they_changed(shop, clips, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(facts_module, "read_pairs", None)
        again = read_facts(shop.folder, "clips", clips)
        assert again == clips
    path = shop.configs / "clips_pairs.json"
    path.write_text('{"r1.mp4": [[["d1.mp4"], "same"]]}', "utf-8")
    assert read_facts(shop.folder, "clips", again).pairs == 1
