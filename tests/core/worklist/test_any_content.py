"""Whatever a worklist contains and however long it is, no row is lost."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.findings import Findings
from omgui.core.metric_spec import Media
from tests.core.worklist.worklist_folder import Folder

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(
    pairs=st.dictionaries(
        names,
        st.lists(st.tuples(st.lists(names), st.sampled_from(["same", "sane", None]))),
        max_size=5,
    )
)
def test_every_listed_pair_has_exactly_one_row(
    tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, list[tuple[list[str], str | None]]]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("pairs"))
    items = folder.paired(pairs)
    listed = [
        (reference, distorted)
        for reference, groups in pairs.items()
        for files, _ in groups
        for distorted in files
    ]
    rows = {item.row: (item.reference, item.distorted) for item in items}
    for lost in folder.findings.item_problems:
        for offset, distorted in enumerate(lost.distorted):
            assert lost.row + offset not in rows
            rows[lost.row + offset] = (lost.reference, distorted)
    assert [rows[row] for row in sorted(rows)] == listed
    assert sorted(rows) == list(range(len(listed)))
    assert not folder.findings.errors


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(content=json_values, media=st.sampled_from(Media))
def test_no_content_breaks_the_readers(
    tmp_path_factory: pytest.TempPathFactory, content: object, media: Media
) -> None:
    folder = Folder(tmp_path_factory.mktemp("any"))
    text = json.dumps(content)
    items: tuple[object, ...] = folder.listed(text)
    items += folder.paired(text, media)
    found = folder.findings
    assert items or found.errors or found.item_problems or found.warnings
    for problem in [*found.errors, *found.warnings]:
        assert problem.where.startswith("a.json")


def test_hundred_thousand_entries_are_read_in_seconds(folder: Folder) -> None:
    sets = {
        f"ref/{r}.mp4": [[[f"dist/some folder/{r}_{d}.mp4" for d in range(100)], "same"]]
        for r in range(1000)
    }
    start_s = time.process_time()
    assert len(folder.paired(sets)) == 100_000
    assert time.process_time() - start_s < 5  # half a second, on a quiet machine
    assert folder.findings == Findings()
