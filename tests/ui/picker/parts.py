"""What the tests of the metric picker share: a page on a small dataset, and waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import yaml
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omgui.core.catalogue import Catalogue, load_catalogue
from omgui.core.metric_spec import Checkpoint, MetricSpec
from omgui.ui.metrics.page import MetricsPage
from omgui.ui.metrics.rows import MetricRow
from tests.weights.samples import metric


class FakeSurvey:
    """Says of every file that it has one size, as soon as it is asked."""

    def __init__(self, width: int, height: int, frames: int, names: list[str]) -> None:
        self._facts = SimpleNamespace(width=width, height=height, frames=frames)
        self._names = names

    def start(self) -> None:
        pass

    @property
    def is_finished(self) -> bool:
        return not self._names

    def poll(self) -> list[SimpleNamespace]:
        came = [SimpleNamespace(name=name, found=self._facts) for name in self._names]
        self._names = []
        return came

    def cancel(self) -> None:
        self._names = []

    def join(self, _timeout_s: float) -> bool:
        return True


def sizes(width: int = 1280, height: int = 720, frames: int = 100) -> Callable[..., FakeSurvey]:
    """Return what makes surveys that find this size everywhere."""
    return lambda _root, names, _media: FakeSurvey(width, height, frames, list(names))


def said(workspace, name: str) -> dict:
    return yaml.safe_load((workspace.configs / f"{name}.yaml").read_text("utf-8"))


def row(page: MetricsPage, name: str) -> MetricRow:
    (found,) = [one for one in page.picker.rows if one.name == name]
    return found


def needing(name: str, url: str, content: bytes, **changes: object) -> MetricSpec:
    """Return a metric that needs one file, which a site has."""
    checkpoint = Checkpoint(f"{name}.pth", url, len(content), size_is_exact=True)
    return replace(metric(name, checkpoint), about="For tests. Only.", **changes)


def with_rows(monkeypatch, *rows: MetricSpec) -> None:
    """Let the catalogue have these metrics beside its own formulas."""
    own = load_catalogue()[0]
    plain = [own[name] for name in ("psnr", "ssim", "vmaf", "ti", "si", "ms_ssim")]
    found = Catalogue((*plain, *rows))
    monkeypatch.setattr("omgui.ui.metrics.picker.load_catalogue", lambda: (found, ()))


def press_space(page: MetricsPage, name: str) -> None:
    page.table.setCurrentIndex(page.model.index_of(name))
    QTest.keyClick(page.table, Qt.Key.Key_Space)


def wait_for(qtbot, shop, name: str, key: str, names: list[str] | None) -> None:
    qtbot.waitUntil(lambda: said(shop, name).get(key) == names)
