"""Packages, PyTorch too, come from where pip would take them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from devtools import console, environment
from devtools.pip_settings import (
    PipSettings,
    has_system_certificates,
    read_settings,
    uv_environment,
    uv_options,
)
from devtools.torch_choice import torch_attempts


def test_settings_of_pip_are_read_with_the_environment_on_top(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    settings = read_settings(
        "global.index-url='https://mirror.example/simple'\n"
        "install.index-url='https://install.example/simple'\n"
        f":env:.find-links='{wheels}'\n"
        "global.find-links='/nowhere/at/all'\n"
        ":env:.default-timeout='180'\n"
        "global.cert='/etc/company.pem'\n"
        "WARNING: something else\n"
    )
    assert settings == PipSettings(
        index_url="https://install.example/simple",
        find_links=(str(wheels),),
        certificates="/etc/company.pem",
        timeout_s="180",
    )


def test_places_that_do_not_exist_are_left_out_and_named(tmp_path: Path) -> None:
    gone = (tmp_path / "gone").as_uri()
    settings = read_settings(f"global.extra-index-url='{gone} https://more.example/simple'\n")
    assert settings.extra_index_urls == ("https://more.example/simple",)
    assert settings.ignored == (gone,)


def test_uv_is_told_what_pip_knows() -> None:
    settings = PipSettings(
        index_url="https://mirror.example/simple",
        extra_index_urls=("https://more.example/simple",),
        find_links=("/wheels",),
        trusted_hosts=("mirror.example",),
        proxy="http://proxy.example:3128",
        certificates="/etc/company.pem",
    )
    options = " ".join(uv_options(settings))
    assert "--default-index https://mirror.example/simple" in options
    assert "--index https://more.example/simple" in options
    assert "--index-strategy unsafe-best-match" in options  # as pip: the best of all indexes
    assert "--find-links /wheels" in options
    assert "--allow-insecure-host mirror.example" in options
    assert uv_environment(settings, {"https_proxy": "http://own.example"}) == {
        "SSL_CERT_FILE": "/etc/company.pem",
        "HTTP_PROXY": "http://proxy.example:3128",
    }


def test_offline_settings_ask_no_index() -> None:
    settings = replace(
        read_settings("global.no-index='true'\nglobal.index-url='https://mirror.example'\n"),
        find_links=("/wheels",),
    )
    options = uv_options(settings)
    assert "--no-index" in options
    assert "--default-index" not in options
    assert all("backend" not in " ".join(a.options) for a in torch_attempts(settings, "linux"))


def test_system_certificates_are_used_only_where_there_are_any(tmp_path: Path) -> None:
    empty = tmp_path / "certs"
    empty.mkdir()
    assert not has_system_certificates([None, str(empty), str(tmp_path / "none.pem")])
    (empty / "a.pem").touch()
    assert has_system_certificates([str(empty)])


def test_small_torch_is_preferred_where_there_is_no_gpu() -> None:
    attempts = torch_attempts(PipSettings(find_links=("/wheels",)), "linux", has_gpu=False)
    ways = [" ".join(attempt.options) for attempt in attempts]
    assert ways[0] == "--no-index --no-deps"  # what is installed already stays
    assert ways[1] == "--no-index --no-deps --find-links /wheels"
    assert "--torch-backend=cpu" in ways[2]
    assert "backend" not in ways[3]
    assert [attempt.is_last for attempt in attempts] == [False, False, False, True]


def test_gpu_gets_its_own_torch_and_no_small_wheel() -> None:
    attempts = torch_attempts(PipSettings(find_links=("/wheels",)), "linux", has_gpu=True)
    ways = [" ".join(attempt.options) for attempt in attempts[1:]]
    assert "--torch-backend=auto" in ways[0]
    assert not any("--no-deps" in way for way in ways)


def test_mac_takes_torch_from_the_package_index() -> None:
    attempts = torch_attempts(PipSettings(), "darwin", has_gpu=False)
    assert [attempt.title for attempt in attempts] == ["installed already", "the package index"]


def test_requirement_is_read_from_the_project() -> None:
    text = 'dependencies = [\n "torchvision>=0.1",\n "torch>=2.4",\n "decord>=0.6; x == \'y\'",\n]'
    assert environment.requirement("torch", text) == "torch>=2.4"
    assert environment.requirement("decord", text) == "decord>=0.6"
    with pytest.raises(console.SetupProblem, match="does not name scipy"):
        environment.requirement("scipy", text)


def test_what_the_torchless_environment_leaves_out_is_a_real_dependency() -> None:
    pyproject = (console.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert set(environment.NOT_FOR_SCORING) <= set(environment.WITHOUT_TORCH.without)
    for name in set(environment.WITHOUT_TORCH.without) - set(environment.NOT_FOR_SCORING):
        assert environment.requirement(name, pyproject).startswith(name)
    overrides = environment.overrides_for(("torch", "decord"))
    assert overrides == "torch ; sys_platform == 'never'\ndecord ; sys_platform == 'never'\n"
