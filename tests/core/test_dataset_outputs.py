"""Where results and log go."""

from __future__ import annotations

from tests.core.config_folder import IMAGES, VIDEOS, ConfigFolder


def test_results_folder_that_is_a_file_is_refused(workspace: ConfigFolder) -> None:
    (workspace.root / "results").write_text("")
    (workspace.root / "logs/kadid.log").mkdir(parents=True)
    assert [(error.code, error.where.split()[-1]) for error in workspace.errors()] == [
        ("output-unusable", "output"),
        ("output-unusable", "logs_output"),
    ]


def test_existing_results_are_no_problem(workspace: ConfigFolder) -> None:
    (workspace.root / "results").mkdir()
    assert workspace.load().warnings == ()


def test_path_too_long_for_the_system_is_left_to_the_run(workspace: ConfigFolder) -> None:
    assert workspace.load_images(("output: results", f"output: {'x' * 5000}")).warnings == ()


def test_log_in_the_place_of_a_result_is_warned_about(workspace: ConfigFolder) -> None:
    warning = workspace.warning(("logs/kadid.log", "./results/KADID_psnr.csv"))
    assert warning.code == "output-collision"
    assert warning.where.endswith("key logs_output")


def test_data_sets_with_the_same_results_are_warned_about(workspace: ConfigFolder) -> None:
    workspace.write("twin.yaml", IMAGES.replace("output: results", "output: ./results/"))
    workspace.write("other.yaml", VIDEOS)
    workspace.write("broken.yaml", "[")
    warning = workspace.warning()
    assert warning.code == "output-collision"
    assert "twin.yaml" in warning.message
