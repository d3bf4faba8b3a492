"""What is another in a dataset than in its last run, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.results.file_changes import FileChange
from omgui.ui.problem_words import spoken

_NAMED = 3
_LETTERS = 40  # of a name within a sentence: a line breaks at spaces only, and names have none


def shortened(name: str) -> str:
    """Return a name that makes no window wider; its ends tell it from others."""
    if len(name) <= _LETTERS:
        return name
    half = _LETTERS // 2
    return f"{name[: half - 1]}…{name[-half:]}"


class ChangeWords(QObject):
    """Speaks of changes."""

    def about_file(self, change: FileChange) -> str:
        """Return what became of a file since it was scored."""
        return {
            FileChange.GONE: self.tr("The file is not there any more."),
            FileChange.ABSENT: self.tr("The file is not there."),
            FileChange.CONTENT: self.tr(
                "The file was changed after it was scored: the score is that of the earlier file. "
                "Run the dataset again."
            ),
            FileChange.TIME: self.tr(
                "The file has another time than when it was scored, as copies have; its size, "
                "beginning and end are the same. A run would score it again."
            ),
            FileChange.NEWER: self.tr(
                "The file is newer than its score: it was changed or copied since. A run would "
                "score it again."
            ),
        }[change]

    def mark(self, change: FileChange) -> str:
        """Return a few words to stand behind the name of a file."""
        return {
            FileChange.GONE: self.tr("not found"),
            FileChange.ABSENT: self.tr("not found"),
            FileChange.CONTENT: self.tr("changed since it was scored"),
            FileChange.TIME: self.tr("other time than when it was scored"),
            FileChange.NEWER: self.tr("newer than its score"),
        }[change]

    def lines(self, changes: DatasetChanges, *, is_whole: bool = False) -> list[str]:
        """Return a sentence for each kind of change.

        Args:
            changes: What changed.
            is_whole: Whether names are long where they are, as a tool tip has them.
        """
        lines = []
        if changes.metrics:
            count = len(changes.metrics)
            words = self.tr("%n metric(s) without scores so far: {names}.", "", count)
            lines.append(self._with_names(words, changes.metrics, is_whole=is_whole))
        if changes.items:
            count = len(changes.items)
            words = self.tr("%n file(s) without scores so far: {names}.", "", count)
            lines.append(self._with_names(words, changes.items, is_whole=is_whole))
        for why, metrics in changes.settings.items():
            words = self.tr("{why} It concerns {names}.").replace("{why}", spoken(why))
            lines.append(self._with_names(words, metrics, is_whole=is_whole))
        return lines + self._file_lines(changes.files, is_whole=is_whole)

    def _file_lines(self, files: Mapping[str, FileChange], *, is_whole: bool) -> list[str]:
        lines = []
        found: dict[FileChange, list[str]] = {change: [] for change in FileChange}
        for name, change in files.items():
            found[FileChange.GONE if change is FileChange.ABSENT else change].append(name)
        for change, names in found.items():
            if names:
                words = self._about_files(change, len(names))
                lines.append(self._with_names(words, names, is_whole=is_whole))
        return lines

    def _about_files(self, change: FileChange, count: int) -> str:
        if change is FileChange.GONE:
            return self.tr("%n file(s) not found: {names}.", "", count)
        if change is FileChange.CONTENT:
            return self.tr(
                "%n file(s) changed after being scored: {names}. A run would score again.",
                "",
                count,
            )
        if change is FileChange.TIME:
            return self.tr(
                "%n file(s) with another time than when scored, as copies have: {names}. The "
                "scores are right where only the time differs, but a run would score again.",
                "",
                count,
            )
        return self.tr(
            "%n file(s) newer than the last run, changed or copied since: {names}. A run would "
            "score again.",
            "",
            count,
        )

    def _with_names(self, words: str, names: Sequence[str], *, is_whole: bool) -> str:
        some = ", ".join(name if is_whole else shortened(name) for name in names[:_NAMED])
        if len(names) > _NAMED:
            more = self.tr("{names} and %n more", "", len(names) - _NAMED)
            some = more.replace("{names}", some)
        return words.replace("{names}", some)
