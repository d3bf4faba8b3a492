"""The text of the details panel: everything the catalogue knows of a metric."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import quote_plus

from PySide6.QtCore import QObject

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import MetricSpec
from omgui.ui.metrics.rows import Files, MetricRow
from omgui.ui.metrics.words import Words
from omgui.ui.problem_words import spoken
from omgui.weights.checksums import State
from omgui.weights.inventory import FileStatus, MetricWeights
from omgui.weights.places import weights_folders
from omgui.weights.words import size_text

_ARXIV = re.compile(r"arXiv (\d{4}\.\d{4,5})")


def paper_address(spec: MetricSpec) -> str:
    """Return where a paper is found: on arXiv where its number is known, else a search for it."""
    number = _ARXIV.search(spec.paper)
    if number:
        return f"https://arxiv.org/abs/{number[1]}"
    return f"https://scholar.google.com/scholar?q={quote_plus(f'{spec.title} {spec.paper}')}"


class AboutHtml(QObject):
    """Builds the text of the details panel."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = Words(self)

    def of(self, row: MetricRow, weights: MetricWeights | None) -> str:
        """Return what is known of a metric as rich text; colours are those of the palette."""
        return "".join(self._parts(row, weights))

    def _parts(self, row: MetricRow, weights: MetricWeights | None) -> Iterator[str]:
        spec = row.spec
        title = row.name if spec is None else spec.title
        yield f"<h3 style='margin-bottom:2px'>{escape(title)}</h3>"
        if spec is not None:
            yield f"<p style='margin-top:0'><code>{escape(row.name)}</code></p>"
        if row.reason is not None:
            head = self.tr("Cannot run here")
            said = escape(f"{row.reason.text} {row.reason.hint}".strip())
            yield f"<p><b>{escape(head)}:</b> {said}</p>"
        if row.remark:
            head = self.tr("Note")
            yield f"<p><b>{escape(head)}:</b> {escape(row.remark)}</p>"
        if spec is not None:
            if spec.about:
                yield f"<p>{escape(spoken(spec.about))}</p>"
            yield self._table(spec)
            yield from self._files(row, spec, weights)

    def _table(self, spec: MetricSpec) -> str:
        rows = [
            (self.tr("Better"), escape(self._words.better(spec))),
            (self.tr("Range"), escape(self._words.range(spec))),
            (self.tr("Sees"), escape(spec.channel)),
            (self.tr("Looks at"), escape(self._words.looks_at(spec))),
            *self._also_given(spec),
            (self.tr("Limits"), escape(self._limits(spec))),
            (self.tr("Paper"), f'<a href="{escape(paper_address(spec))}">{escape(spec.paper)}</a>'),
            (self.tr("Program"), escape(spoken(spec.code))),
            (self.tr("Licence"), self._licence(spec.licence)),
        ]
        cells = "".join(
            f"<tr><td style='padding-right:10px'><b>{escape(name)}</b></td><td>{value}</td></tr>"
            for name, value in rows
        )
        return f"<table>{cells}</table>"

    def _also_given(self, spec: MetricSpec) -> list[tuple[str, str]]:
        """Return the line that says which parts of the score are columns of their own."""
        parts = [one.name for one in load_catalogue()[0].values() if one.part_of == spec.name]
        if spec.part_of:
            said = self.tr("comes with {metric} by itself").format(metric=spec.part_of)
            return [(self.tr("Part"), escape(said))]
        return [(self.tr("Gives also"), escape(", ".join(parts)))] if parts else []

    def _limits(self, spec: MetricSpec) -> str:
        said: list[str] = []
        if spec.min_side > 1:
            said.append(self.tr("shortest side at least %n pixel(s)", "", spec.min_side))
        if spec.min_frames > 1:
            said.append(self.tr("at least %n frame(s)", "", spec.min_frames))
        if spec.undefined_when:
            said.append(self.tr("no score when {case}").format(case=spoken(spec.undefined_when)))
        return "; ".join(said) or self.tr("none")

    def _licence(self, licence: str) -> str:
        text = escape(spoken(licence))
        if "noncommercial" not in licence.lower():
            return text
        limit = self.tr("not for commercial use")
        return f"{text}<br><b>⚠ {escape(limit)}</b>"

    def _files(
        self, row: MetricRow, spec: MetricSpec, weights: MetricWeights | None
    ) -> Iterator[str]:
        if not spec.checkpoints:
            return
        head = self.tr("Files of weights")
        yield f"<h4 style='margin-bottom:2px'>{escape(head)}</h4>"
        for one in weights.files if weights is not None else ():
            size = spoken(size_text(one.size_bytes))
            line = f"{one.checkpoint.file}, {size}: {self._state(one)}"
            yield f"<p style='margin:0 0 4px 0'>{escape(line)}"
            if one.path is not None:
                yield f"<br><small>{escape(str(one.path.parent))}</small>"
            if one.checkpoint.licence:
                terms = self.tr("Terms: {terms}").format(terms=spoken(one.checkpoint.licence))
                yield f"<br><small>{escape(terms)}</small>"
            yield "</p>"
        folder = weights_folders()[0]
        said = self.tr("New files go to {folder}.").format(folder=folder)
        yield f"<p><small>{escape(said)}</small></p>"
        if row.files.said and row.files.state is not Files.FAILED:  # said above the buttons
            yield f"<p><b>{escape(row.files.said)}</b></p>"

    def _state(self, one: FileStatus) -> str:
        words = {
            State.VERIFIED: self.tr("there, checksum right"),
            State.UNREAD: self.tr("there"),
            State.UNCHECKED: self.tr("there, no checksum published"),
            State.WRONG_SIZE: self.tr("there, but of the wrong size"),
            State.WRONG_CHECKSUM: self.tr("there, but with a wrong checksum"),
            State.UNREADABLE: self.tr("there, but cannot be read"),
            State.NO_CHECKPOINT: self.tr("there, but cannot be read"),
            State.MISSING: self.tr("missing"),
        }
        return words[one.state]
