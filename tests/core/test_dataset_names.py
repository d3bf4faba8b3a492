"""Names that datasets can have, and names that are proposed."""

from __future__ import annotations

import pytest

from omgui.core.dataset_names import check_name, name_problem, proposed_name
from omgui.core.problems import ProblemError


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "dataset-name-unusable"),
        ("a/b", "dataset-name-unusable"),
        (".hidden", "dataset-name-unusable"),
        ("dot.", "dataset-name-unusable"),
        (" space", "dataset-name-unusable"),
        ("NUL", "dataset-name-unusable"),
        ("TAKEN", "dataset-exists"),
    ],
)
def test_unusable_names_are_said(name, code):
    assert name_problem(name, ["taken"]).code == code


def test_usable_names_and_the_own_one_are_no_problem():
    assert name_problem("Мой набор 1", ["taken"]) is None
    assert name_problem("taken", ["taken"], "taken") is None


def test_proposed_names_are_free_and_usable(tmp_path):
    assert proposed_name(tmp_path / "KADID 10k", []) == "KADID_10k"
    assert proposed_name(tmp_path / "a", ["A", "a_2"]) == "a_3"
    assert proposed_name(tmp_path / "con", []) == "dataset_con"
    assert proposed_name(tmp_path / "???", []) == "dataset"


def test_refused_name_is_named():
    check_name("fine")
    with pytest.raises(ProblemError) as caught:
        check_name("a:b")
    assert caught.value.problem.where == "a:b"
