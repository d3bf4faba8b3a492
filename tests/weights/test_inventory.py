"""What is missing is known before anything is built, and said in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import ProblemError, Severity
from omgui.weights import checksums, inventory
from omgui.weights.checksums import State
from omgui.weights.places import place_in
from tests.weights.samples import metric, sha256

HUB = "https://huggingface.co/chaofengc/W/resolve/main"
MUSIQ = Checkpoint("musiq_koniq_ckpt-e95806b9.pth", f"{HUB}/musiq", 109_000_000)
ALEX = Checkpoint("alexnet-owt-7be5be79.pth", "https://download.pytorch.org/models/a", 244_000_000)
LINEAR = Checkpoint("LPIPS_v0.1_alex-df73285e.pth", f"{HUB}/lpips", 10_000)
SMALL = Checkpoint("niqe.mat", f"{HUB}/niqe")


def put(folder, checkpoint, content=b"\x80 weights"):
    path = place_in(folder, checkpoint)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_missing_file_is_said_with_size_folder_and_remedy(folder, no_socket):
    problem = inventory.problem_for(metric("musiq", MUSIQ))
    assert problem.code == "weights-missing"
    assert problem.message == (
        f"Metric musiq needs musiq_koniq_ckpt-e95806b9.pth, 109 MB; not in {folder}."
    )
    assert "`omgui weights fetch musiq`" in problem.hint
    assert "`omgui weights import FOLDER`" in problem.hint


def test_several_missing_files_are_said_together(folder):
    problem = inventory.problem_for(metric("lpips", LINEAR, ALEX))
    assert f"{LINEAR.file} and {ALEX.file}, 244 MB; not in" in problem.message
    unknown = inventory.problem_for(metric("niqe", SMALL))
    assert "needs niqe.mat; not in" in unknown.message


def test_part_of_a_score_lacks_the_files_of_its_metric_in_the_same_words(folder):
    whole = metric("dover", ALEX)
    part = replace(metric("dover-technical", ALEX), part_of="dover")
    assert inventory.problem_for(part) == inventory.problem_for(whole)
    put(folder, ALEX, b"no checkpoint")
    assert inventory.problem_for(part) == inventory.problem_for(whole)
    assert inventory.problem_for(whole).code == "weights-no-checkpoint"
    put(folder, ALEX)  # of another size than its publisher's
    exact = (replace(ALEX, size_is_exact=True),)
    first, second = (inventory.suspicions(replace(one, checkpoints=exact)) for one in (whole, part))
    assert first == second
    assert "Metric dover:" in first[0].message


def test_only_what_is_absent_counts(folder):
    spec = metric("lpips", LINEAR, ALEX)
    put(folder, LINEAR)
    assert inventory.missing(spec) == (ALEX,)
    with pytest.raises(ProblemError, match="alexnet"):
        inventory.files_of(spec)
    with pytest.raises(ProblemError, match="alexnet"):
        inventory.identity(spec)


def test_complete_metric_has_paths_and_identity(folder):
    spec = metric("lpips", LINEAR, ALEX)
    first, second = put(folder, LINEAR, b"\x80 one"), put(folder, ALEX, b"\x80 two")
    assert inventory.problem_for(spec) is None
    assert inventory.missing(spec) == ()
    assert inventory.files_of(spec) == {LINEAR.file: first, ALEX.file: second}
    assert inventory.identity(spec) == (sha256(b"\x80 one"), sha256(b"\x80 two"))


def test_metric_without_files_needs_nothing():
    spec = metric("psnr")
    assert inventory.problem_for(spec) is None
    assert inventory.files_of(spec) == {}
    assert inventory.identity(spec) == ()


def test_other_weights_are_another_identity(folder):
    spec = metric("musiq", MUSIQ)
    put(folder, MUSIQ, b"\x80 one")
    before = inventory.identity(spec)
    put(folder, MUSIQ, b"\x80 two")
    assert inventory.identity(spec) != before


def test_file_of_another_checksum_is_used_and_told(folder):
    # Weights that somebody trained himself carry the official name, too.
    spec = metric("lpips", ALEX)
    path = put(folder, ALEX)
    assert inventory.suspicions(spec) == ()
    checksums.remember(path, sha256(b"\x80 weights"))
    assert inventory.files_of(spec) == {ALEX.file: path}
    (warning,) = inventory.suspicions(spec)
    assert warning.severity is Severity.WARNING
    assert warning.where == str(path)
    assert "is not the official file" in warning.message


def test_file_of_another_size_is_told(folder):
    exact = Checkpoint("net.pth", f"{HUB}/net", 5_000_000, size_is_exact=True)
    put(folder, exact)
    (warning,) = inventory.suspicions(metric("net", exact))
    assert "9 bytes instead of 5000000" in warning.message


def test_inventory_tells_states_and_sharing(folder):
    lpips, piq = metric("lpips", LINEAR, ALEX), metric("piq_lpips", ALEX)
    path = put(folder, LINEAR)
    found = inventory.inventory(lpips, {row.name: row for row in (lpips, piq)})
    assert not found.is_complete
    assert found.missing_bytes == 244_000_000
    linear, alex = found.files
    assert (linear.path, linear.size_bytes, linear.state) == (path, 9, State.UNREAD)
    assert (alex.path, alex.state, alex.also_used_by) == (None, State.MISSING, ("piq_lpips",))


def test_something_else_under_the_name_of_a_file_keeps_the_metric_from_starting(folder):
    spec = metric("musiq", MUSIQ)
    path = put(folder, MUSIQ, b"<html>Sign in</html>")
    problem = inventory.problem_for(spec)
    assert problem.code == "weights-no-checkpoint"
    assert problem.severity is Severity.ERROR
    assert problem.where == str(path)
    assert "musiq cannot use its file" in problem.message
    assert "it is a web page" in problem.message
    assert "`omgui weights fetch musiq`" in problem.hint
    assert not inventory.inventory(spec, {}).is_complete
    with pytest.raises(ProblemError, match="web page"):
        inventory.identity(spec)


def test_file_of_another_checksum_goes_before_no_checkpoint_at_all(folder):
    put(folder, ALEX, b"<html>Sign in</html>")
    other = folder / "pyiqa" / ALEX.file
    other.parent.mkdir()
    other.write_bytes(b"\x80 weights")
    checksums.remember(other, sha256(b"\x80 weights"))
    found = inventory.find(ALEX)
    assert (found.path, found.state) == (other, State.WRONG_CHECKSUM)


def test_file_that_may_not_be_opened_is_no_missing_file(folder, monkeypatch):
    spec = metric("musiq", MUSIQ)
    put(folder, MUSIQ)
    monkeypatch.setattr(checksums.os, "access", lambda path, mode: False)
    problem = inventory.problem_for(spec)
    assert problem.code == "weights-unreadable"
    assert "no right to read" in problem.message
    assert inventory.missing(spec) == ()


def test_nothing_is_read_to_know_what_is_missing(folder, monkeypatch, no_socket):
    spec = metric("musiq", MUSIQ)
    put(folder, MUSIQ)
    monkeypatch.setattr(checksums, "sha256_of", lambda *rest: pytest.fail("it was read"))
    inventory.inventory(spec)
    inventory.problem_for(spec)
    inventory.files_of(spec)


def test_every_row_of_the_catalogue_can_be_looked_up(folder, no_socket):
    catalogue, _ = load_catalogue()
    places = {}
    for spec in catalogue.values():
        for checkpoint in spec.checkpoints:
            place = str(place_in(folder, checkpoint)).casefold()
            # One place for two files would be a mess on systems that ignore case.
            assert places.setdefault(place, (checkpoint.url, checkpoint.file)) == (
                checkpoint.url,
                checkpoint.file,
            )
        found = inventory.inventory(spec)
        assert len(found.files) == len(spec.checkpoints)
        assert (inventory.problem_for(spec) is None) == found.is_complete
        assert len({one.file for one in spec.checkpoints}) == len(spec.checkpoints)
