"""What ``omgui new`` says in the end: how the files pair, what is left over, what was written."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass

from omgui.core.metric_spec import Media
from omgui.core.pairing import Pairing, PairingSettings
from omgui.core.problems import Problem
from omgui.media.listing import FolderListing

_SHOWN = 20


@dataclass(frozen=True)
class Found:
    """How the files of a folder pair.

    Attributes:
        settings: The rule, to be kept with the dataset.
        pairing: Where it puts every file.
        because: What speaks for it, in words.
        problems: What should be looked at.
    """

    settings: PairingSettings
    pairing: Pairing
    because: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Report:
    """What is said in the end.

    Attributes:
        arguments: Of the command line.
        listing: What the folder holds.
        media: What the dataset consists of.
        found: How the files pair.
        files: What was written, or would be.
    """

    arguments: argparse.Namespace
    listing: FolderListing
    media: Media
    found: Found
    files: list[str]

    def show(self) -> None:
        """Say it, in words or as JSON."""
        if self.arguments.json:
            text = json.dumps(self._as_json(), ensure_ascii=False, indent=1)
            sys.stdout.write(f"{text}\n")
        else:
            sys.stdout.write("".join(f"{line}\n" for line in self._lines()))

    def _as_json(self) -> dict[str, object]:
        pairing = self.found.pairing
        rule = self.found.settings.rule
        others = [{"path": it.path, **_plain(it.problem)} for it in self.listing.ignored]
        return {
            "dataset": self.arguments.name,
            "type": self.media.value,
            "is_written": not self.arguments.dry_run,
            "files": self.files,
            "rule": list(rule.texts) if rule else [],
            "ignore_case": rule.ignore_case if rule else False,
            "because": self.found.because,
            "counts": vars(pairing.counts),
            "groups": [
                {
                    "reference": group.reference,
                    "distorted": list(group.distorted),
                    "mode": group.mode.value if group.mode else None,
                }
                for group in pairing.groups
            ],
            "alone": list(pairing.alone),
            "leftovers": [
                {"path": it.path, **_plain(it.problem), "candidates": list(it.candidates)}
                for it in pairing.leftovers
            ],
            "ignored": others,
            "problems": [
                {"where": it.where, **_plain(it)}
                for it in (*self.found.problems, *self.listing.problems, *pairing.notes)
            ],
        }

    def _lines(self) -> list[str]:
        pairing = self.found.pairing
        counts = pairing.counts
        rule = self.found.settings.rule
        lines = [self.found.because]
        if rule is not None:
            lines += [f"  {text}" for text in rule.texts]
            lines += ["  (upper and lower case alike)"] if rule.ignore_case else []
        lines.append(
            f"{counts.references:,} references, {counts.distorted:,} distorted,"
            f" {counts.alone:,} alone, {counts.leftovers:,} left over,"
            f" {len(self.listing.ignored):,} ignored"
        )
        lines += [f"  {it}" for it in self.found.problems]
        lines += [f"  {it}" for it in self.listing.problems]
        lines += self._some("Left over", [str(it.problem) for it in pairing.leftovers])
        lines += self._some("To look at", [str(note) for note in pairing.notes])
        lines += self._some("Ignored", [str(it.problem) for it in self.listing.ignored])
        name = self.arguments.name
        if self.arguments.dry_run:
            return [*lines, "Nothing was written (--dry-run)."]
        lines += [f"Written: {file}" for file in self.files]
        return [*lines, f"Next: omgui check {name}, then omgui run {name}"]

    @staticmethod
    def _some(title: str, texts: list[str]) -> list[str]:
        if not texts:
            return []
        more = [f"  … and {len(texts) - _SHOWN:,} more (--json has all)"]
        shown = [f"  {text}" for text in texts[:_SHOWN]]
        return [f"{title}:", *shown, *(more if len(texts) > _SHOWN else [])]


def _plain(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "message": problem.message, "hint": problem.hint}
