"""The start of a pass over a group of videos: files are opened, and their frames are mapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from omgui.core.frame_mapping import FrameMapping, Mode, Shift
from omgui.core.metric_spec import Unit
from omgui.core.problems import ProblemError
from omgui.engine import trouble
from omgui.engine.answers import Answers
from omgui.engine.clip_model import ClipShape
from omgui.engine.clip_sharing import clip_works, wanted_by, watcher_of
from omgui.engine.clip_work import ClipWork
from omgui.engine.scorer import Scorer
from omgui.engine.tasks import GroupTask, ScoreTask
from omgui.engine.track import Reading, Track, count_frames
from omgui.engine.video_work import PairWork, ScoreWork, SingleWork


class VideoOpening:
    """Opens the files of a group once each, whoever looks at them.

    Args:
        task: The group.
        scorer: Knows the metrics and the device.
        answers: Hears which items are begun.
        reading: How files are opened.
        counts: Verified frame counts by file, where an earlier pass found declared ones wrong.

    Attributes:
        tracks: The files, by index; whoever opened them closes them.
        pairs: The full-reference work.
        singles: The no-reference work on frames.
        clips: That on whole clips.
        counts: Frame counts that mappings rest on, by index.
    """

    def __init__(
        self,
        task: GroupTask,
        scorer: Scorer,
        answers: Answers,
        reading: Reading,
        counts: Mapping[int, int],
    ) -> None:
        self._task = task
        self._scorer = scorer
        self._answers = answers
        self._reading = reading
        self.tracks: dict[int, Track] = {}
        self.pairs: list[PairWork] = []
        self.singles: list[SingleWork] = []
        self.clips: list[ClipWork] = []
        self.counts = dict(counts)

    def open(self) -> None:
        """Open everything; what cannot be opened or scored has its problem afterwards."""
        task = self._task
        for pair in task.pairs:
            self.pairs.append(
                PairWork(
                    self._track(pair.file),
                    Mode(pair.mode),
                    self._works(pair.scores),
                    pair.set_files,
                    Shift(pair.offset),
                )
            )
        of_clips: list[tuple[int, list[ScoreWork]]] = []
        for alone in task.singles:
            works = self._works(alone.scores)
            by_frame = [work for work in works if work.spec.unit is not Unit.CLIP]
            if by_frame:
                self.singles.append(SingleWork(self._track(alone.file), by_frame))
            whole = [work for work in works if work.spec.unit is Unit.CLIP]
            if whole:
                of_clips.append((alone.file, whole))
        reference = self._track(task.reference) if task.reference is not None else None
        self._note_sole_users()
        for work in self.pairs:
            for score in work.scores:
                # The older tool may bring the reference to the size of the distorted video.
                turned = self._task.as_older_tool and score.spec.compat_resizes_reference
                self._check_size([score], work.track if turned else reference)
            if reference is not None and reference.is_open and work.track.is_open:
                work.mapping = self._mapping(work)
            declared = reference.declared_frames if reference is not None else None
            self._answers.began([s.task for s in work.scores], declared)
        for single in self.singles:
            self._check_size(single.scores, single.track)
            self._answers.began([s.task for s in single.scores], single.track.declared_frames)
        for file, scores in of_clips:
            self._open_clips(file, scores)
        self._start_decoding()

    def _start_decoding(self) -> None:
        """Let every file be decoded ahead; frames that nobody looks at are passed over."""
        for track in self.tracks.values():
            works = [work for work in self.clips if work.track is track]
            track.start(wanted_by(works) if self.is_for_clips_only(track) else None)

    def is_for_clips_only(self, track: Track) -> bool:
        """Whether nothing but metrics of whole clips looks at a file."""
        others = [pair.track for pair in self.pairs] + [single.track for single in self.singles]
        if self._task.reference is not None:
            others.append(self.tracks[self._task.reference])
        is_counted = any(
            track is self.tracks.get(file) for pair in self.pairs for file in pair.set_files
        )
        is_seen = any(work.track is track for work in self.clips)
        return is_seen and not is_counted and all(other is not track for other in others)

    def _open_clips(self, file: int, scores: list[ScoreWork]) -> None:
        """Prepare the metrics of whole clips that look at a file."""
        track = self._track(file)
        self._check_size(scores, track)
        self._answers.began([s.task for s in scores], track.declared_frames)
        if not track.is_open:
            for score in scores:
                score.problem = track.problem
            nothing = ClipShape(0, 0, 0)
            self.clips.append(ClipWork(track, scores, nothing, self._scorer, self._answers))
            return
        # Where nothing could be counted, reading the file tells that it was another number.
        shape = ClipShape(max(1, self._count(file)), *track.size)
        works = clip_works(
            track,
            scores,
            shape,
            scorer=self._scorer,
            answers=self._answers,
            threads=self._task.threads,
        )
        self.clips += works
        track.watch(watcher_of(works))

    def _works(self, scores: Iterable[ScoreTask]) -> list[ScoreWork]:
        return [ScoreWork(score, self._scorer.spec(score)) for score in scores]

    def _track(self, file: int) -> Track:
        if file not in self.tracks:
            self.tracks[file] = Track(
                self._task.files[file],
                reading=self._reading,
                device=self._scorer.device,
            )
        return self.tracks[file]

    def _note_sole_users(self) -> None:
        users = Counter(id(pair.track) for pair in self.pairs)
        users.update(id(single.track) for single in self.singles)
        if self._task.reference is not None:  # which may be compared with itself
            users[id(self.tracks[self._task.reference])] += 1
        for pair in self.pairs:
            pair.is_sole = users[id(pair.track)] == 1

    @staticmethod
    def _check_size(scores: list[ScoreWork], track: Track | None) -> None:
        if track is None or not track.is_open:
            return
        for score in scores:
            score.problem = trouble.too_small(score.spec, *track.size)

    def _mapping(self, work: PairWork) -> FrameMapping | None:
        """Return the mapping where it depends on counts, which are then checked at the end."""
        if work.mode is not Mode.REPEAT_EACH and len(work.set_files) < 2:
            return None
        reference = self._count(self._task.reference or 0)
        lengths = [count for count in map(self._count, work.set_files) if count > 0]
        try:
            return FrameMapping(work.mode, reference, min(lengths, default=0))
        except ProblemError as error:
            for score in work.scores:
                score.problem = score.problem or error.problem
            return None

    def _count(self, file: int) -> int:
        if file not in self.counts:
            track = self.tracks.get(file)
            declared = track.declared_frames if track is not None else None
            self.counts[file] = declared or count_frames(
                self._task.files[file], self._reading, self._answers.checkpoint
            )
        return self.counts[file]
