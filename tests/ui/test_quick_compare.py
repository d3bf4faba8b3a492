"""Quick compare, clicked through with real widgets and real small files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import ImageFacts, VideoFacts
from omgui.core.metric_spec import Media
from omgui.core.mismatch import Weight
from omgui.core.problems import Problem
from omgui.ui.metrics import machine
from omgui.ui.quick_compare import QuickCompare
from omgui.ui.quick_compare.checks import Blocker
from omgui.ui.quick_compare.files import (
    NOT_MEDIA,
    ComparedFile,
    Why,
    common_folder,
    propose_reference,
)
from omgui.ui.quick_compare.metrics import Asked, Limits, MetricsModel
from omgui.ui.quick_compare.model import FILE, FOLDER, REFERENCE, REMARK, CompareModel
from omgui.ui.quick_compare.plan import name_fault, unique_name
from omgui.ui.session import Session

WAIT_MS = 20_000
Opener = Callable[..., QuickCompare]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def _no_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask nobody what the machine has: that takes seconds, and has tests of its own."""
    monkeypatch.setattr(machine.MachineProbe, "start", lambda _self: None)


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Session:
    """A session with an empty workspace."""
    (tmp_path / "shop" / "datasets_configs").mkdir(parents=True)
    assert session.open_workspace(tmp_path / "shop")
    return session


@pytest.fixture
def compare(qtbot: QtBot, opened: Session) -> Iterator[Opener]:
    """Opens the dialog on files and waits until they are known."""
    made: list[QuickCompare] = []

    def open_dialog(*files: Path, session: Session = opened) -> QuickCompare:
        dialog = QuickCompare(session, files)
        made.append(dialog)
        dialog.open()
        settle(qtbot, dialog, len(files))
        return dialog

    yield open_dialog
    for dialog in made:
        dialog.reject()
        dialog.deleteLater()


def settle(qtbot: QtBot, dialog: QuickCompare, count: int) -> None:
    """Wait until that many files are known, and which metrics are ready."""

    def look() -> None:
        assert len(dialog.model.files) == count
        assert all(file.is_known for file in dialog.model.files)
        assert not dialog.metrics.is_seeking

    qtbot.waitUntil(look, timeout=WAIT_MS)


def press(qtbot: QtBot, dialog: QuickCompare, *, run: bool = True) -> Dataset:
    """Press Score or Save Only; return the dataset as it was saved."""
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.score if run else dialog.save_only, LEFT)
    assert dialog.is_run_wanted is run
    return load_dataset(dialog.workspace, dialog.saved_name, load_catalogue()[0])


def pairs_of(dataset: Dataset) -> list[tuple[str, str, Mode | None]]:
    return [(item.reference, item.distorted, item.mode) for item in dataset.worklist.fr]


def tick(dialog: QuickCompare, name: str, *, is_wanted: bool = True) -> None:
    """Tick a metric after searching for it."""
    dialog.metrics.search.setText(name)
    dialog.metrics._on_search()
    model = dialog.metrics.model
    rows = [row for row in range(model.rowCount()) if f"[{name}]" in str(model.index(row).data())]
    state = Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
    assert model.setData(model.index(rows[0]), state, Qt.ItemDataRole.CheckStateRole)


# -- from files to a dataset ---------------------------------------------------------------------


def test_two_images_become_a_dataset_that_can_be_run(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "good1.png", pictures / "ref.png")
    assert dialog.model.reference == 1
    assert dialog.model.why is Why.NAME
    dataset = press(qtbot, dialog)
    assert dataset.name == "ref"
    assert dataset.root == pictures
    assert pairs_of(dataset) == [("ref.png", "good1.png", None)]
    assert [metric.name for metric in dataset.metrics] == ["psnr", "ssim"]
    assert dataset.warnings == ()


def test_three_videos_are_compared_with_the_one_that_is_chosen(
    qtbot: QtBot, compare: Opener, clips: Path
) -> None:
    dialog = compare(clips / "good1.mp4", clips / "good2.mp4", clips / "short.mp4")
    cell = dialog.table.visualRect(dialog.model.index(1, REFERENCE)).center()
    qtbot.mouseClick(dialog.table.viewport(), LEFT, pos=cell)
    assert dialog.model.reference == 1
    assert dialog.model.why is None
    tick(dialog, "vmaf", is_wanted=False)
    dataset = press(qtbot, dialog, run=False)
    assert dataset.config.type is Media.VIDEO
    assert pairs_of(dataset) == [
        ("good2.mp4", "good1.mp4", Mode.SAME),
        ("good2.mp4", "short.mp4", Mode.SAME),
    ]
    assert [item.group for item in dataset.worklist.fr] == [0, 1], "another length, another set"


def test_short_video_is_pointed_out_in_its_row(compare: Opener, clips: Path) -> None:
    dialog = compare(clips / "ref.mp4", clips / "short.mp4")
    remark = dialog.model.remark(1)
    assert remark.weight is Weight.WARNING
    assert "7 of 12 frames" in remark.text
    dialog.table.selectRow(1)
    assert dialog.details.text() == remark.details
    assert dialog.score.isEnabled(), "a warning forbids nothing"


def test_files_without_reference_are_scored_by_themselves(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "good1.png", pictures / "good2.png")
    dialog.alone.click()
    assert dialog.model.reference is None
    assert dialog.model.remark(0).text.startswith("Scored by itself")
    dataset = press(qtbot, dialog)
    assert [item.file for item in dataset.worklist.nr] == ["good1.png", "good2.png"]
    assert dataset.worklist.fr == ()
    assert {metric.name for metric in dataset.metrics} >= {"si", "cf"}


def test_no_reference_metrics_score_the_files_of_a_comparison_too(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    tick(dialog, "si")
    dataset = press(qtbot, dialog)
    assert [metric.name for metric in dataset.metrics] == ["psnr", "ssim", "si"]
    assert {item.file for item in dataset.worklist.nr} >= {"good1.png"}


def test_files_of_equal_name_keep_their_folders(
    qtbot: QtBot, compare: Opener, pictures: Path, tmp_path: Path
) -> None:
    for folder, source in (("original", "ref"), ("mine", "good1"), ("yours", "good2")):
        (tmp_path / folder).mkdir()
        shutil.copy(pictures / f"{source}.png", tmp_path / folder / "shot.png")
    dialog = compare(*(tmp_path / name / "shot.png" for name in ("mine", "original", "yours")))
    assert dialog.model.why is Why.FOLDER
    shown = [dialog.model.index(row, FOLDER).data() for row in range(3)]
    assert shown == ["…/mine", "…/original", "…/yours"]
    dataset = press(qtbot, dialog)
    assert dataset.name == "shot"
    assert dataset.root == tmp_path
    assert [pair[:2] for pair in pairs_of(dataset)] == [
        ("original/shot.png", "mine/shot.png"),
        ("original/shot.png", "yours/shot.png"),
    ]


def test_files_inside_the_workspace_are_named_relative_to_it(
    qtbot: QtBot, compare: Opener, opened: Session, pictures: Path
) -> None:
    assert opened.workspace is not None
    data = opened.workspace / "data"
    shutil.copytree(pictures, data)
    dialog = compare(data / "ref.png", data / "good1.png")
    assert press(qtbot, dialog).config.dataset_pth == "data"


def test_name_is_another_one_where_a_dataset_has_it(
    qtbot: QtBot, compare: Opener, opened: Session, pictures: Path
) -> None:
    files = pictures / "ref.png", pictures / "good1.png"
    press(qtbot, compare(*files))
    opened.reload()
    second = compare(*files)
    assert second.name.text() == "ref-2"
    second.name.selectAll()
    qtbot.keyClicks(second.name, "REF")
    assert not second.score.isEnabled()
    assert "already" in second.status.text()
    qtbot.keyClicks(second.name, " again")
    assert press(qtbot, second).name == "REF again"


def test_without_a_workspace_the_dataset_goes_to_the_documents(
    qtbot: QtBot, compare: Opener, pictures: Path, monkeypatch, tmp_path: Path
) -> None:
    from omgui.ui import places

    monkeypatch.setattr(places, "default_workspace", lambda: tmp_path / "documents" / "omgui")
    other = Session()
    try:
        dialog = compare(pictures / "ref.png", pictures / "good1.png", session=other)
        dataset = press(qtbot, dialog)
        assert dataset.workspace == tmp_path / "documents" / "omgui"
        assert other.workspace == dataset.workspace
    finally:
        other.close()


# -- what does not fit ---------------------------------------------------------------------------


def test_pictures_and_videos_together_are_refused_and_one_press_mends_it(
    qtbot: QtBot, compare: Opener, pictures: Path, clips: Path
) -> None:
    dialog = compare(
        pictures / "ref.png", clips / "good1.mp4", pictures / "good1.png", clips / "good2.mp4"
    )
    assert not dialog.score.isEnabled()
    assert "cannot be compared with each other" in dialog.status.text()
    qtbot.mouseClick(dialog.remove_videos, LEFT)
    assert [file.path.name for file in dialog.model.files] == ["ref.png", "good1.png"]
    assert dialog.score.isEnabled()
    assert not dialog.remove_videos.isVisible()
    assert pairs_of(press(qtbot, dialog)) == [("ref.png", "good1.png", None)]


def test_broken_file_is_told_in_its_row_and_the_others_go_on(
    qtbot: QtBot, compare: Opener, pictures: Path, tmp_path: Path
) -> None:
    for name in ("ref.png", "good1.png"):
        shutil.copy(pictures / name, tmp_path / name)
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no picture")
    dialog = compare(
        *(tmp_path / name for name in ("empty.png", "notes.txt", "ref.png", "good1.png"))
    )
    empty, notes = dialog.model.remark(0), dialog.model.remark(1)
    assert "empty" in empty.text
    assert "stays in the dataset" in empty.details
    assert notes.weight is Weight.ERROR
    assert "neither a picture nor a video" in notes.text
    can_be_reference = dialog.model.flags(dialog.model.index(0, REFERENCE))
    assert not can_be_reference & Qt.ItemFlag.ItemIsUserCheckable
    assert "left out" in dialog.status.text()
    dataset = press(qtbot, dialog)
    assert [pair[:2] for pair in pairs_of(dataset)] == [
        ("ref.png", "empty.png"),
        ("ref.png", "good1.png"),
    ]


def test_wrong_ending_does_not_matter(compare: Opener, pictures: Path, tmp_path: Path) -> None:
    shutil.copy(pictures / "ref.png", tmp_path / "ref.mp4")
    shutil.copy(pictures / "good1.png", tmp_path / "good1.dat")
    dialog = compare(tmp_path / "ref.mp4", tmp_path / "good1.dat")
    assert {file.media for file in dialog.model.files} == {Media.IMAGE}
    assert dialog.score.isEnabled()


def test_missing_file_is_told_and_one_file_is_too_few(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png")
    assert not dialog.score.isEnabled()
    assert "Add a file to compare" in dialog.status.text()
    gone = compare(pictures / "gone.png", pictures / "lost.png")
    assert "does not exist" in gone.model.remark(0).text
    assert "None of these files can be used" in gone.status.text()


def test_nothing_ticked_cannot_be_saved(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    for name in ("psnr", "ssim"):
        tick(dialog, name, is_wanted=False)
    assert not dialog.save_only.isEnabled()
    assert dialog.status.text() == "Tick at least one metric."


def test_failed_saving_is_told_in_place_and_can_be_tried_again(
    qtbot: QtBot, compare: Opener, pictures: Path, monkeypatch
) -> None:
    from omgui.core.problems import ProblemError
    from omgui.ui.quick_compare import dialog as module

    real = module.save_plan

    def full(*_arguments: object) -> None:
        raise ProblemError(Problem("file-unwritable", "The disk is full.", "Make room."))

    monkeypatch.setattr(module, "save_plan", full)
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    qtbot.mouseClick(dialog.score, LEFT)
    qtbot.waitUntil(lambda: "The disk is full. Make room." in dialog.status.text())
    assert dialog.isVisible()
    assert dialog.saved_name == ""
    monkeypatch.setattr(module, "save_plan", real)
    assert press(qtbot, dialog).name == "ref"


# -- files come and go ---------------------------------------------------------------------------


def test_more_files_are_dropped_and_taken_out(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "good1.png")
    data = QMimeData()
    names = ("ref.png", "good1.png", "good2.png")
    data.setUrls([QUrl.fromLocalFile(str(pictures / name)) for name in names])
    data.setUrls([*data.urls(), QUrl.fromLocalFile(str(pictures))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
    settle(qtbot, dialog, 3)
    assert [file.path.name for file in dialog.model.files] == ["good1.png", "ref.png", "good2.png"]
    assert dialog.model.reference == 1
    assert "A folder is left out" in dialog.status.text()
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.remove, LEFT)
    assert [file.path.name for file in dialog.model.files] == ["ref.png", "good2.png"]
    assert dialog.model.reference == 0


def test_chosen_reference_stays_when_files_come_and_go(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    names = ("good1.png", "good2.png", "ref.png")
    dialog = compare(*(pictures / name for name in names))
    dialog.model.choose_reference(1)
    dialog.model.remove([0])
    assert dialog.model.files[dialog.model.reference or 0].path.name == "good2.png"
    dialog.model.remove([0])
    assert dialog.model.why is Why.FIRST, "another one is proposed when it goes"
    dialog.model.remove([0])
    assert dialog.model.reference is None
    assert "Drop two or more" in dialog.status.text()


def test_everything_is_done_by_keyboard(qtbot: QtBot, compare: Opener, pictures: Path) -> None:
    names = ("ref.png", "good1.png", "good2.png", "good3.png")
    dialog = compare(*(pictures / name for name in names))
    dialog.activateWindow()
    table = dialog.table
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert dialog.model.reference == 1
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [file.path.name for file in dialog.model.files] == ["ref.png", "good1.png", "good3.png"]
    order, widget = [], table.nextInFocusChain()
    while widget is not table:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(dialog):
            order.append(widget)
        widget = widget.nextInFocusChain()
    reached = set(order)
    assert {dialog.add, dialog.alone, dialog.metrics.list, dialog.name, dialog.score} <= reached
    metrics = dialog.metrics.list
    metrics.setFocus()
    metrics.setCurrentIndex(dialog.metrics.model.index(0))
    qtbot.keyClick(metrics, Qt.Key.Key_Space)
    assert [spec.name for spec in dialog.metrics.model.chosen] == ["ssim"]
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.is_run_wanted
    assert dialog.saved_name == "good1"


def test_every_control_says_what_it_is(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    for button in (dialog.add, dialog.make_reference, dialog.remove, dialog.alone, dialog.score):
        assert "&" in button.text()
    for view in (dialog.table, dialog.metrics.list, dialog.metrics.search):
        assert view.accessibleName()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert dialog.model.index(0, REFERENCE).data(spoken) == "reference"
    assert dialog.model.index(1, REFERENCE).data(spoken) == "not the reference"


def test_first_frames_are_shown(qtbot: QtBot, compare: Opener, pictures: Path, clips: Path) -> None:
    for files in ((pictures / "ref.png", pictures / "good1.png"), (clips / "ref.mp4",)):
        dialog = compare(*files)
        icon_role = Qt.ItemDataRole.DecorationRole
        first = dialog.model.index(0, FILE)

        def is_picture() -> bool:
            return not first.data(icon_role).pixmap(32).toImage().hasAlphaChannel()  # noqa: B023

        qtbot.waitUntil(is_picture, timeout=WAIT_MS)


def test_cancelled_dialog_writes_nothing_and_leaves_nothing_running(
    qtbot: QtBot, opened: Session, clips: Path
) -> None:
    dialog = QuickCompare(opened, [clips / "ref.mp4", clips / "good1.mp4"])
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.model.files) == 2)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.saved_name == ""
    assert opened.workspace is not None
    assert list((opened.workspace / "datasets_configs").iterdir()) == []
    dialog.deleteLater()


# -- plain parts ---------------------------------------------------------------------------------


def picture(name: str, size: int = 1000, form: str = "JPEG") -> ComparedFile:
    return ComparedFile(Path(name), size, ImageFacts(64, 48, "RGB", form, 1, False, False))


def video(name: str, size: int = 1000, codec: str = "h264") -> ComparedFile:
    facts = VideoFacts(64, 48, 25.0, 50, None, 2.0, codec, "yuv420p", 0, False)
    return ComparedFile(Path(name), size, facts)


@pytest.mark.parametrize(
    ("files", "row", "why"),
    [
        ([picture("/a/x.jpg"), picture("/a/x_gt.jpg")], 1, Why.NAME),
        ([picture("/dist/x.jpg"), picture("/src/x.jpg")], 1, Why.FOLDER),
        (
            [video("/a/clip_crf30.mp4"), video("/a/clip.mp4"), video("/a/clip_crf40.mp4")],
            1,
            Why.BEGINNING,
        ),
        ([video("/a/p.mkv"), video("/a/q.mkv", codec="ffv1")], 1, Why.LOSSLESS),
        ([picture("/a/p.jpg"), picture("/a/q.png", form="PNG")], 1, Why.LOSSLESS),
        ([video("/a/p.mkv", 1000), video("/a/q.mkv", 2000)], 1, Why.RATE),
        ([video("/a/p.mkv", 1000), video("/a/q.mkv", 1010)], 0, Why.FIRST),
        ([picture("/a/ref1.jpg"), picture("/a/ref2.jpg")], 0, Why.FIRST),
    ],
)
def test_reference_is_proposed_by_what_tells_it_apart(
    files: list[ComparedFile], row: int, why: Why
) -> None:
    assert propose_reference(files) == (row, why)


def test_unusable_file_is_never_proposed_as_the_reference() -> None:
    broken = ComparedFile(Path("/a/ref.png"), 0, None, Problem("file-empty", "Empty."))
    assert propose_reference([broken]) is None
    assert propose_reference([broken, picture("/a/b.png")]) == (1, Why.FIRST)


def test_files_on_different_drives_share_no_folder() -> None:
    files = [PureWindowsPath(r"C:\a\x.png"), PureWindowsPath(r"D:\a\y.png")]
    assert common_folder(files) is None
    beside = [PureWindowsPath(r"C:\A\x.png"), PureWindowsPath(r"c:\a\b\y.png")]
    assert common_folder(beside) == PureWindowsPath(r"C:\a")


def test_different_drives_are_told_with_what_to_do(
    compare: Opener, pictures: Path, monkeypatch
) -> None:
    from omgui.ui.quick_compare import checks

    monkeypatch.setattr(checks, "common_folder", lambda _paths: None)
    monkeypatch.setattr(checks, "drives", lambda _paths: ("C:", "D:"))
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    found = dialog._missing()
    assert found is not None
    assert found[0] is Blocker.DRIVES
    assert "C:, D:" in dialog.status.text()
    assert not dialog.score.isEnabled()


@pytest.mark.parametrize("name", ["", " a", "a.", "a/b", "NUL", "x" * 300, "a\nb"])
def test_name_that_no_dataset_can_have_is_refused(name: str) -> None:
    assert name_fault(name)


def test_unusual_names_are_allowed_and_made_unique() -> None:
    assert name_fault("Größe 4:2:0".replace(":", "-")) == ""
    assert unique_name("Ref", {"ref", "REF-2"}) == "Ref-3"


def test_model_of_files_keeps_the_rules_of_models(qapp: object) -> None:
    model = CompareModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add([picture("/a/ref.jpg"), picture("/a/b.jpg"), picture("/a/c/b.jpg")])
    model.add([picture("/a/b.jpg")])
    assert model.rowCount() == 3
    model.tell([("/a/b.jpg", Problem(NOT_MEDIA, "No.", "", "/a/b.jpg"))])
    model.choose_reference(1)
    assert model.reference == 0, "what cannot be used is no reference"
    model.score_alone(True)
    assert model.index(2, REMARK).data() == "Scored by itself"
    model.remove([0, 2])
    assert model.rowCount() == 1


def test_model_of_metrics_keeps_ticks_for_each_kind_of_question(qapp: object) -> None:
    known, _ = load_catalogue()
    model = MetricsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ready([known[name] for name in ("psnr", "ssim", "vmaf", "si", "cf", "mad")])
    videos = Asked(Media.VIDEO, has_reference=True)
    model.set_asked(videos, Limits(64, 50))
    assert [spec.name for spec in model.chosen] == ["psnr", "ssim", "vmaf"]
    model.set_vmaf_fault("this ffmpeg has no libvmaf")
    assert [spec.name for spec in model.chosen] == ["psnr", "ssim"]
    lines = [str(model.index(row).data()) for row in range(model.rowCount())]
    assert any("[vmaf]" in line and "no libvmaf" in line for line in lines)
    assert not any("[mad]" in line for line in lines), "not among the usual ones"
    assert model.hidden == 1
    model.set_search("apparent")
    assert model.setData(model.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.set_search("")
    assert [spec.name for spec in model.chosen] == ["psnr", "ssim", "mad"]
    model.set_asked(Asked(Media.VIDEO, has_reference=False), Limits(64, 50))
    assert {spec.name for spec in model.chosen} == {"si", "cf"}
    model.set_asked(videos, Limits(4, 50))
    assert "ssim" not in {spec.name for spec in model.chosen}, "too small for it"


def test_files_to_add_are_pictures_and_videos_unless_all_are_wanted(
    compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    dialog.add.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    media, every = chooser.nameFilters()
    assert "*.png" in media
    assert "*.mkv" in media
    assert "*.txt" not in media
    assert every == "All files (*)"
    chooser.reject()


def test_list_of_metrics_grows_with_the_window(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    before = dialog.metrics.list.height()
    dialog.resize(dialog.width(), dialog.height() + 300)
    QApplication.processEvents()
    assert dialog.metrics.list.height() > before + 100
