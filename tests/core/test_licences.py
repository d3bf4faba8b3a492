"""Licences are those of what the program is made of, in the packages' own words."""

from __future__ import annotations

import sys

import pytest

from omgui.core.licences import Licence, all_licences, bundle_notices, licence_text


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A place of installed packages, and nothing else."""

    def put(name, *, files=(), **said):
        folder = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        folder.mkdir()
        lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0"]
        for key, values in said.items():
            for value in [values] if isinstance(values, str) else values:
                lines.append(f"{key.replace('_', '-')}: {value}")
        (folder / "METADATA").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
        listed = []
        for file, text in files:
            listed.append(f"{folder.name}/{file},,")
            if text is not None:
                (folder / file).parent.mkdir(exist_ok=True)
                (folder / file).write_text(text, encoding="utf-8")
        if listed:
            (folder / "RECORD").write_text("\n".join(listed) + "\n", encoding="utf-8")

    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return put


def test_what_the_program_needs_is_listed_and_nothing_else(shelf):
    shelf(
        "omgui",
        License_Expression="MIT",
        Requires_Dist=[
            "Zeta>=1",
            "beta",
            "not-there",
            "alpha; extra == 'gui'",
            "aid; extra=='test'",
        ],
    )
    shelf("Zeta", License="BSD", Requires_Dist=["deep_one ; python_version>'3'", "odd; extra=='x'"])
    shelf("beta", Requires_Dist=["zeta", "(nonsense)"])
    shelf("alpha")
    for name in ("deep-one", "odd", "aid", "bystander"):
        shelf(name)
    assert [one.package for one in all_licences()] == ["omgui", "alpha", "beta", "deep-one", "Zeta"]


def test_without_an_installation_nothing_is_listed(shelf):
    assert all_licences() == ()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"License_Expression": "MIT OR 0BSD", "License": "other"}, "MIT OR 0BSD"),
        ({"License": "BSD 3-Clause"}, "BSD 3-Clause"),
        (
            {"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: MIT License"},
            "MIT License",
        ),
        ({"License": "Copyright me\n        All rights"}, ""),
        ({"License": "x" * 100, "Classifier": "License :: OSI Approved"}, ""),
        ({"Classifier": ["Topic :: Video", "License :: A :: One", "License :: Two"]}, "One, Two"),
        ({}, ""),
    ],
)
def test_licence_has_the_short_name_that_the_package_gives(shelf, said, name):
    shelf("omgui", **said)
    assert all_licences() == (Licence("omgui", "1.0", name),)


def test_texts_of_a_package_are_read_once_each(shelf):
    shelf(
        "alpha",
        files=[
            ("LICENSE", "May be used.\n"),
            ("COPYING.txt", "May be used."),
            ("licenses/NOTICE", "By us."),
            ("AUTHORS.md", None),
            ("licence.py", "print()"),
            ("README.md", "Read."),
        ],
    )
    assert licence_text("alpha") == "May be used.\n\n\nBy us."


def test_package_without_texts_has_none(shelf):
    shelf("alpha")
    assert licence_text("alpha") == ""
    assert licence_text("not-there") == ""


def test_packaged_program_names_the_file_of_all_notices(tmp_path, monkeypatch):
    inside = tmp_path / "_internal"
    inside.mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "omgui"))
    (inside / "THIRD_PARTY.txt").write_text("all")
    assert bundle_notices() is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert bundle_notices() is None
    monkeypatch.setattr(sys, "_MEIPASS", str(inside), raising=False)
    assert bundle_notices() == inside / "THIRD_PARTY.txt"
    (tmp_path / "THIRD_PARTY.txt").write_text("all")
    assert bundle_notices() == tmp_path / "THIRD_PARTY.txt"
