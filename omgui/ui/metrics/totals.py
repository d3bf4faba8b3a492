"""What the ticked metrics come to, in sentences below the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject

from omgui.core.estimates import duration_words, memory_words
from omgui.ui.device_words import device_text
from omgui.ui.metrics.forecast import Forecast, Place
from omgui.ui.metrics.rows import Files, MetricRow
from omgui.ui.problem_words import spoken

_LACKING = {Files.MISSING, Files.FAILED, Files.QUEUED, Files.FETCHING}


def lacking_files(rows: Sequence[MetricRow]) -> list[MetricRow]:
    """Return the ticked metrics that can run as soon as their files are fetched."""
    return [
        row for row in rows if row.is_ticked and row.reason is None and row.files.state in _LACKING
    ]


class Totals(QObject):
    """Sums up what is ticked."""

    def count(self, rows: Sequence[MetricRow]) -> str:
        """Return how many metrics are ticked."""
        ticked = sum(row.is_ticked for row in rows)
        return self.tr("%n metric(s) ticked", "", ticked)

    def summary(self, forecast: Forecast, *, is_sampled: bool) -> str:
        """Return scores, time and memory in one sentence."""
        guess = forecast.estimate
        if not guess.scores and forecast.stored:
            return self.tr("Every score of these metrics is stored already.")
        if not guess.scores:
            return self.tr("Tick what is to be computed, or choose a preset.")
        scores = self.tr("%n score(s)", "", guess.scores)
        if forecast.stored:
            scores = f"{scores} ({self.tr('%n more stored already', '', forecast.stored)})"
        if not is_sampled:
            return self.tr("{scores}; looking at the files to tell the time…").format(scores=scores)
        if not guess.seconds:
            return self.tr("{scores}; the time is not known, as no file could be looked at").format(
                scores=scores
            )
        place = forecast.place
        is_guessed = place.device != "cpu" and bool(guess.unmeasured)
        time = spoken(duration_words(guess.seconds))
        when = self.tr("time unknown") if is_guessed else self.tr("about {time}").format(time=time)
        workers = self.tr("%n worker(s)", "", place.workers)
        return self.tr("{scores}, {when} on {device} with {workers}, {memory} of memory").format(
            scores=scores,
            when=when,
            device=_device(place),
            workers=workers,
            memory=spoken(memory_words(guess.memory_bytes)),
        )

    def warnings(self, forecast: Forecast, rows: Sequence[MetricRow]) -> list[str]:
        """Return what a person should know before the run, most important first."""
        return list(self._warnings(forecast, rows))

    def _warnings(self, forecast: Forecast, rows: Sequence[MetricRow]) -> Iterator[str]:
        barred = [row.name for row in rows if row.is_ticked and row.reason is not None]
        if barred:
            yield self.tr("Ticked, but cannot run here: {names}.").format(names=_listed(barred))
        lacking = [row.name for row in lacking_files(rows)]
        if lacking:
            yield self.tr("Checkpoints are missing for {names}.").format(names=_listed(lacking))
        yield from _failures(rows)
        place = forecast.place
        if len(forecast.passes) > 1 and place.room_bytes is not None:
            yield self.tr(
                "The models need {need}, and each worker on {device} has room for {room}: the "
                "files will be gone through %n time(s).",
                "",
                len(forecast.passes),
            ).format(
                need=spoken(memory_words(forecast.model_bytes)),
                device=_device(place),
                room=spoken(memory_words(place.room_bytes)),
            )
        if forecast.too_large:
            yield self.tr(
                "Too large for this room by themselves, and may fall back to smaller steps or to "
                "the CPU: {names}."
            ).format(names=_listed(list(forecast.too_large)))
        memory = forecast.estimate.memory_bytes
        if place.device == "cpu" and place.free_bytes is not None and memory > place.free_bytes:
            yield self.tr(
                "This may need {need} of memory, and {free} are free. Close other programs, or "
                "choose fewer workers on the Run tab."
            ).format(need=spoken(memory_words(memory)), free=spoken(memory_words(place.free_bytes)))
        if forecast.estimate.unmeasured:
            names = _listed(list(forecast.estimate.unmeasured))
            yield self.tr(
                "Their speed is not known, which makes the time a guess: {names}."
            ).format(names=names)

    def passes(self, forecast: Forecast) -> str:
        """Return which metrics each pass computes; empty where there is one pass."""
        if len(forecast.passes) < 2:
            return ""
        return "\n".join(
            self.tr("Pass {number}: {names}").format(number=number, names=", ".join(names))
            for number, names in enumerate(forecast.passes, start=1)
        )


def _failures(rows: Sequence[MetricRow]) -> Iterator[str]:
    """Yield why files could not be fetched, once for all metrics with the same reason."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row.files.state is Files.FAILED:
            names.setdefault(row.files.said, []).append(row.name)
    for said, of in names.items():
        yield f"{_listed(of)}: {said}"


def _device(place: Place) -> str:
    return device_text(place.device)


def _listed(names: list[str], most: int = 6) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} … (+{len(names) - most})" if len(names) > most else shown
