"""The catalogue: rows that tests, picker and planner read."""

from __future__ import annotations

import importlib.metadata
from types import SimpleNamespace

import pytest

from omgui.core import catalogue
from omgui.core.catalogue import Catalogue, load_catalogue
from omgui.core.metric_spec import Better, Kind, Media, MetricSpec, Unit

OLD_FR = {"psnr", "ssim", "ms_ssim", "cw_ssim", "fsim", "vif", "gmsd", "nlpd", "vsi", "mad"}
OLD_FR |= {"srsim", "dss", "haarpsi", "mdsi", "msgmsd", "vmaf"}
OLD_NAMES = OLD_FR | {"si", "cf", "ti"}
ROWS = list(load_catalogue()[0].values())


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch):
    """Let entry points be what a test says."""

    def install(**found: object) -> tuple[Catalogue, tuple]:
        def load(value: object) -> object:
            if isinstance(value, Exception):
                raise value
            return value

        points = [
            SimpleNamespace(name=name, load=lambda value=value: load(value))
            for name, value in found.items()
        ]
        monkeypatch.setattr(catalogue, "entry_points", lambda **_group: points)
        load_catalogue.cache_clear()
        return load_catalogue()

    yield install
    load_catalogue.cache_clear()


def row(name: str) -> MetricSpec:
    return MetricSpec(name, name, Kind.FR, "m:f", Better.HIGHER, (0, 1), "paper", "code", "MIT")


def test_names_of_the_older_tool_are_the_names_here() -> None:
    assert OLD_NAMES.issubset(spec.name for spec in ROWS)


@pytest.mark.parametrize("spec", ROWS, ids=lambda s: s.name)
def test_row_is_complete(spec: MetricSpec) -> None:
    assert spec.title
    assert spec.paper
    assert spec.code
    assert spec.licence
    assert ":" in spec.factory
    assert spec.media
    low, high = spec.range
    assert low is None or high is None or low < high
    if spec.kind is Kind.FR and spec.unit is Unit.FRAME and not spec.checkpoints:
        assert spec.ideal is not None
    if spec.unit is not Unit.FRAME:
        assert spec.media == (Media.VIDEO,)
    assert set(spec.compat_options) <= set(spec.options), "an option of unknown default"


def test_plugin_adds_its_rows(plugins) -> None:
    found, problems = plugins(one=row("mine"), many=[row("yours"), row("theirs")])
    assert {"mine", "yours", "theirs"} <= set(found)
    assert problems == ()


def test_broken_plugin_costs_only_itself(plugins) -> None:
    found, problems = plugins(bad=ImportError("no module"), clash=row("psnr"), good=row("mine"))
    assert "mine" in found
    assert found["psnr"].title == "PSNR (Y)"
    assert [problem.code for problem in problems] == ["plugin-broken"] * 2


def test_two_rows_with_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        Catalogue((row("a"), row("a")))


def test_compatibility_changes_only_what_it_says() -> None:
    vif = load_catalogue()[0]["vif"]
    assert vif.options_for(is_compatible=False) == {"order": "distorted_first"}
    assert vif.options_for(is_compatible=True) == {"order": "reference_first"}


def test_catalogue_is_found_without_installed_plugins() -> None:
    assert importlib.metadata.version("omgui")
    assert len(load_catalogue()[0]) >= len(OLD_NAMES)
