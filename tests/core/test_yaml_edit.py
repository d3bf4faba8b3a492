"""One setting changed in a YAML file: comments and everything else stay."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from omgui.core import yaml_edit
from omgui.core.problems import ProblemError
from omgui.core.yaml_edit import with_setting

PATH = ("omgui", "views")
VIEWS = [{"name": "Worst", "filter": "psnr<30"}]
WRITTEN = "  views:\n  - name: Worst\n    filter: psnr<30\n"
PLAIN = "# my study\ntype: vid  # videos\nlist: [a, b]\n"


def test_setting_is_added_at_the_end_where_its_key_is_missing() -> None:
    assert with_setting(PLAIN, "x", PATH, VIEWS) == f"{PLAIN}omgui:\n{WRITTEN}"
    assert with_setting("a: 1", "x", PATH, VIEWS) == f"a: 1\nomgui:\n{WRITTEN}"


def test_setting_is_added_to_its_key_and_comments_stay() -> None:
    before = f"{PLAIN}omgui:\n  device: cpu  # slow\n  # a remark\n\nother: 1\n"
    after = with_setting(before, "x", PATH, VIEWS)
    start = f"{PLAIN}omgui:\n  device: cpu  # slow\n"
    assert after == f"{start}{WRITTEN}  # a remark\n\nother: 1\n"


def test_setting_is_replaced_and_removed_in_its_place() -> None:
    before = f"omgui:\n  device: cpu\n{WRITTEN}  # after\n  workers: 2\n# end\n"
    other = [{"name": "Best"}]
    after = with_setting(before, "x", PATH, other)
    assert (
        after == "omgui:\n  device: cpu\n  views:\n  - name: Best\n  # after\n  workers: 2\n# end\n"
    )
    gone = with_setting(before, "x", PATH, None)
    assert gone == "omgui:\n  device: cpu\n  # after\n  workers: 2\n# end\n"


def test_key_that_holds_nothing_else_goes_with_its_setting() -> None:
    text = f"{PLAIN}omgui:\n{WRITTEN}"
    assert with_setting(text, "x", PATH, None) == PLAIN
    assert with_setting(PLAIN, "x", PATH, None) == PLAIN


def test_indent_and_the_last_of_two_equal_keys_are_kept() -> None:
    before = "omgui:\n    device: cpu\n    views: []\nend: 1"
    after = with_setting(before, "x", PATH, [1])
    assert after == "omgui:\n    device: cpu\n    views:\n    - 1\nend: 1\n"


@pytest.mark.parametrize(
    "before",
    [
        "{type: vid}",
        "omgui: {device: cpu}\n",
        "omgui: nothing\ntype: vid\n",
        "omgui:\ntype: vid\n",
        "base: &b {device: cpu}\nomgui:\n  <<: *b\n",
        "omgui: {}\n",
    ],
)
def test_text_without_a_place_for_it_is_written_anew(before) -> None:
    after = yaml.safe_load(with_setting(before, "x", PATH, VIEWS))
    wanted = yaml.safe_load(before)
    below = wanted.get("omgui") if isinstance(wanted.get("omgui"), dict) else {}
    assert after == {**wanted, "omgui": {**below, "views": VIEWS}}


def test_nothing_is_removed_where_there_is_nothing() -> None:
    for text in ("omgui: 3\n", "omgui: {a: 1}\n", "a: 1\n"):
        assert with_setting(text, "x", PATH, None) == text


def test_value_that_is_as_it_was_changes_nothing() -> None:
    odd = "omgui: {views: [1], device: cpu}\n"
    assert with_setting(odd, "x", PATH, [1]) == odd


def test_text_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        with_setting("[1", "x", PATH, VIEWS)
    assert caught.value.problem.code == "yaml-invalid"


def test_edit_that_does_not_say_what_is_wanted_is_not_used(monkeypatch) -> None:
    for wrong in ("omgui: 1\n", "[", None):
        monkeypatch.setattr(yaml_edit, "_edited", lambda *_, wrong=wrong: wrong)
        after = with_setting(PLAIN, "x", PATH, VIEWS)
        assert yaml.safe_load(after) == {**yaml.safe_load(PLAIN), "omgui": {"views": VIEWS}}


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("text", [PLAIN, "{type: img}\n"])
@pytest.mark.parametrize("name", ["a\x85b", "\u2028", "\r\n", "\ufeff"])
def test_rare_ends_of_lines_are_kept(text, name) -> None:
    after = with_setting(text, "x", PATH, {name: name})
    assert yaml.safe_load(after)["omgui"]["views"] == {name: name}


@given(
    st.dictionaries(st.sampled_from(["type", "omgui", "z"]), plain, min_size=1),
    plain,
    st.sampled_from([None, False, True]),
)
def test_any_file_says_afterwards_what_is_wanted(values, value, style) -> None:
    text = yaml.safe_dump(values, default_flow_style=style, sort_keys=False)
    after = yaml.safe_load(with_setting(text, "x", PATH, value))
    below = values.get("omgui") if isinstance(values.get("omgui"), dict) else {}
    if value is not None:
        assert after == {**values, "omgui": {**below, "views": value}}
    elif "views" not in below:
        assert after == values
    elif len(below) > 1:
        assert "views" not in after["omgui"]
    else:
        assert "omgui" not in (after or {})
