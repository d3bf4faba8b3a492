"""What is another in a dataset than in its last run, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.results.file_changes import FileChange
from omgui.ui.problem_words import spoken

_NAMED = 3


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

    def lines(self, changes: DatasetChanges) -> list[str]:
        """Return a sentence for each kind of change."""
        lines = []
        if changes.metrics:
            count = len(changes.metrics)
            words = self.tr("%n metric(s) without scores so far: {names}.", "", count)
            lines.append(self._with_names(words, changes.metrics))
        if changes.items:
            count = len(changes.items)
            words = self.tr("%n file(s) without scores so far: {names}.", "", count)
            lines.append(self._with_names(words, changes.items))
        for why, metrics in changes.settings.items():
            words = self.tr("{why} It concerns {names}.").replace("{why}", spoken(why))
            lines.append(self._with_names(words, metrics))
        return lines + self.file_lines(changes.files)

    def file_lines(self, files: Mapping[str, FileChange]) -> list[str]:
        """Return a sentence for each kind of change of files, with names."""
        lines = []
        found: dict[FileChange, list[str]] = {change: [] for change in FileChange}
        for name, change in files.items():
            found[FileChange.GONE if change is FileChange.ABSENT else change].append(name)
        for change, names in found.items():
            if names:
                lines.append(self._with_names(self._about_files(change, len(names)), names))
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

    def _with_names(self, words: str, names: Sequence[str]) -> str:
        some = ", ".join(names[:_NAMED])
        if len(names) > _NAMED:
            more = self.tr("{names} and %n more", "", len(names) - _NAMED)
            some = more.replace("{names}", some)
        return words.replace("{names}", some)
