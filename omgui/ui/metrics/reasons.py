"""Why a metric cannot run on a dataset, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from omgui.core.metric_spec import Kind, Media, MetricSpec
from omgui.core.problems import Problem
from omgui.core.yaml_lines import did_you_mean
from omgui.ui.metrics.facts import DatasetFacts, Sample
from omgui.ui.metrics.machine import Machine
from omgui.ui.metrics.rows import Reason
from omgui.ui.problem_words import spoken


class Reasons(QObject):
    """Finds reasons and puts them into words."""

    def unknown(self, name: str, known: Mapping[str, MetricSpec]) -> Reason:
        """Return the reason of a name that the catalogue does not have."""
        meant = did_you_mean(name, known)
        text = self.tr("The catalogue has no metric of this name, so it is not computed.")
        hint = self.tr(
            "It stays in the file as long as it is ticked. Install the plug-in that brings it, "
            "or untick it."
        )
        return Reason("unknown-metric", text, f"{spoken(meant)} {hint}".strip())

    def of(
        self,
        spec: MetricSpec,
        facts: DatasetFacts,
        sample: Sample,
        machine: Machine,
        package: Problem | None,
    ) -> Reason | None:
        """Return why a metric cannot run; ``None`` where nothing is known against it.

        Args:
            spec: The metric.
            facts: Of the dataset.
            sample: Sizes of some of its files.
            machine: What this machine has.
            package: Which Python package it lacks, if it does.
        """
        return (
            self._of_media(spec, facts)
            or self._of_lists(spec, facts)
            or self._of_machine(spec, machine, package)
            or self._of_sizes(spec, sample)
        )

    def remark(self, spec: MetricSpec, sample: Sample) -> str:
        """Return what is to be expected of a metric that can run; empty where all is well."""
        seen = len(sample.sizes)
        small, short = sample.too_small_for(spec), sample.too_short_for(spec)
        if small:
            return self.tr(
                "{count} of {seen} files looked at have a side shorter than {side} pixels; they "
                "will get no score."
            ).format(count=small, seen=seen, side=spec.min_side)
        if short:
            return self.tr(
                "{count} of {seen} videos looked at have fewer than {frames} frames; they will "
                "get no score."
            ).format(count=short, seen=seen, frames=spec.min_frames)
        return ""

    def _of_media(self, spec: MetricSpec, facts: DatasetFacts) -> Reason | None:
        if facts.media in spec.media:
            return None
        if facts.media is Media.IMAGE:
            text = self.tr("It scores videos, and this dataset has pictures.")
        else:
            text = self.tr("It scores pictures, and this dataset has videos.")
        return Reason("other-media", text, self.tr("Tick it in a dataset of the other kind."))

    def _of_lists(self, spec: MetricSpec, facts: DatasetFacts) -> Reason | None:
        if facts.items_of(spec):
            return None
        if spec.kind is Kind.FR:
            text = self.tr("It compares with a reference, and this dataset has no pairs.")
            hint = self.tr("Make pairs on the Data tab with “Edit pairs…”.")
            return Reason("no-pairs", text, hint)
        text = self.tr("It scores files by themselves, and this dataset lists none for that.")
        hint = self.tr("Save the dataset again from “Edit pairs…” on the Data tab to list them.")
        return Reason("no-list", text, hint)

    def _of_machine(
        self, spec: MetricSpec, machine: Machine, package: Problem | None
    ) -> Reason | None:
        if package is not None:
            return Reason(package.code, spoken(package.message), spoken(package.hint))
        if spec.name == "vmaf" and machine.vmaf_fault:
            text = self.tr("It is computed by ffmpeg with libvmaf: {fault}.").format(
                fault=spoken(machine.vmaf_fault).rstrip(".")
            )
            return Reason("no-libvmaf", text, spoken(machine.vmaf_hint))
        return None

    def _of_sizes(self, spec: MetricSpec, sample: Sample) -> Reason | None:
        seen = len(sample.sizes)
        if not seen or not sample.is_complete:
            return None
        if sample.too_small_for(spec) == seen:
            text = self.tr(
                "The files are too small: it needs sides of at least {side} pixels."
            ).format(side=spec.min_side)
            return Reason("too-small", text, self.tr("Use larger files, or another metric."))
        if sample.too_short_for(spec) == seen:
            text = self.tr("The videos are too short: it needs at least {frames} frames.").format(
                frames=spec.min_frames
            )
            return Reason("too-short", text, self.tr("Use longer videos, or another metric."))
        return None
