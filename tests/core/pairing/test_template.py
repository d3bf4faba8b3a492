"""Templates are understood, and faults are shown where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.pairing import PairingRule, RuleError, apply_rule, fields_of, parse_rule, regex_rule
from omgui.core.pairing.matching import Matcher
from omgui.core.pairing.rule import CompiledLine, RuleLine
from omgui.core.pairing.template import parse_template


def reads(template: str, path: str, *, keys: str = "", ignore_case: bool = False) -> list[dict]:
    """All ways to read a path, without repetitions, in their order."""
    found: list[dict] = []
    for atoms in parse_template(template).variants:
        matcher = Matcher(atoms, frozenset(keys.split()), ignore_case=ignore_case)
        found += [values for values in matcher.all(path) if values not in found]
    return found


@pytest.mark.parametrize(
    ("template", "path", "values"),
    [
        ("{a}.png", "x.png", {"a": "x"}),
        ("{a}/{b}.png", "x/y.png", {"a": "x", "b": "y"}),
        ("{a}.png", "x/y.png", None),
        ("{a:folders}/{b}.png", "x/y/z.png", {"a": "x/y", "b": "z"}),
        ("**/{b}.png", "x/y/z.png", {"b": "z"}),
        ("**/{b}.png", "z.png", {"b": "z"}),
        ("a/**/{b}.png", "a/z.png", {"b": "z"}),
        ("{a:number}.png", "10.5.png", {"a": "10.5"}),
        ("{a:number}.png", "x.png", None),
        ("{a:number}.png", "٣.png", None),
        ("{a:word}.png", "x1.png", {"a": "x1"}),
        ("{a:word}.png", "x_1.png", None),
        ("{a:jpeg|jp}_*", "jpeg_1", {"a": "jpeg"}),
        ("{a:jpeg|jp}_*", "png_1", None),
        ("{a}_{a}.png", "x_x.png", {"a": "x"}),
        ("{a}_{a}.png", "x_y.png", None),
        ("{a}(.png|.bmp)", "x.bmp", {"a": "x"}),
        ("{a}.*", "x.y.z", {"a": "x"}),
        (r"\{a\}\[\]\(\)\|\*\\", "{a}[]()|*\\", {}),
        ("{name}[(x|y)[{b:number}]]", "q", {"name": "q"}),
        ("plain.png", "plain.png", {}),
        ("{a}{b:x|xy}", "1xy", {"a": "1", "b": "xy"}),
        ("plain.png", "other.png", None),
        ("{été}.png", "x.png", {"été": "x"}),
        ("x*y", "xy", {}),
        ("x*", "x", {}),
        ("{a:number}{b:word}", "1ab", {"a": "1", "b": "ab"}),
    ],
)
def test_template_reads_paths(template: str, path: str, values: dict | None) -> None:
    found = reads(template, path)
    assert found[0] == values if values is not None else not found


def test_longest_key_comes_first() -> None:
    found = reads("{content}_{codec}_{crf}", "crowd_run_x_30", keys="content")
    assert [it["content"] for it in found] == ["crowd_run", "crowd", "crowd"]
    found = reads("{rest}_{content}", "a_b_c", keys="content")
    assert [it["content"] for it in found] == ["b_c", "c"]
    found = reads("{content}_{rest}", "a_b_c", keys="content")
    assert [it["content"] for it in found] == ["a_b", "a"]
    assert reads("x/{content}_{rest}", "x/a_/b", keys="content") == []
    assert reads("{content}-_{rest}", "a-_b-_c", keys="content")[1]["content"] == "a"


def test_optional_part_is_tried_with_and_without() -> None:
    found = reads("{a}[_{fps}fps].mp4", "x_25fps.mp4", keys="a")
    assert found == [{"a": "x", "fps": "25"}, {"a": "x_25fps"}]


def test_case_of_names_is_kept_where_case_is_ignored() -> None:
    assert reads("REF_{a}.PNG", "ref_Abc.png", ignore_case=True) == [{"a": "Abc"}]
    assert reads("{a:JPEG|PNG}_{b}", "jpeg_İ", ignore_case=True)[0]["a"] == "jpeg"
    assert reads("{b}_{c}_{d}", "A_B_C", ignore_case=True)[0]["d"] == "C"
    assert reads("{b}_{d}", "İ_B_C", keys="b", ignore_case=True)[0]["d"] == "c"
    assert reads("{b}", "İ", ignore_case=True) == [{"b": "i̇"}]


def test_no_name_takes_long_to_match() -> None:
    template = "".join(f"{{f{n}}}_" for n in range(15)) + "x"
    assert reads(template, "_a" * 120 + "y") == []
    assert reads("{a}_{a}_" + "{b}_{c}_{d}_{e}x", "_a" * 120 + "y") == []
    many = parse_template("*a*a*a*a*a*a*a*b").variants[0]
    assert Matcher(many, frozenset(), ignore_case=False).first("a" * 200) is None
    assert reads("*a*a*a*a*a*a*a*b", "a" * 200) == []
    assert reads("*a*a*a*a*a*a*a*b*", "a" * 200 + "b" + "c" * 100)


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("ab{c", 2, "never closed"),
        ("ab}c", 2, "no '{'"),
        ("ab]c", 2, "no '['"),
        ("ab)c", 2, "no '('"),
        ("ab[c", 2, "never closed"),
        ("ab(c", 2, "never closed"),
        ("ab[]", 2, "nothing between"),
        ("a|b", 1, "not inside"),
        ("x{}", 1, "no name"),
        ("x{a b}", 1, "no name of a field"),
        ("x_{a_{b}.mp4", 2, "never closed"),
        ("x{__folder}", 1, "no name of a field"),
        ("x{a:float}", 1, "not what a field can be"),
        ("x{a:|}", 1, "not what a field can be"),
        ("{a:number}_{a:word}", 11, "two different"),
        ("a**b", 1, "whole folders"),
        ("a**/b", 1, "whole folders"),
        ("a\\b", 1, "backslash"),
        ("a\\", 1, "backslash"),
        ("[a][b][c][d][e][f][g]", 20, "too many optional"),
        ("a" * 501, 500, "longer than"),
        ("[" * 30, 21, "too deeply"),
        ("".join(f"{{f{n}}}/" for n in range(21)), 0, "more than 20 fields"),
    ],
)
def test_fault_is_said_where_it_is(text: str, column: int, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_template(text)
    assert caught.value.column == column
    assert said in caught.value.problem.message
    assert caught.value.problem.hint
    assert caught.value.length >= 1


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        template = parse_template(text)
    except RuleError as error:
        assert 0 <= error.column <= len(text)  # noqa: PT017  # both outcomes are right
    else:
        assert template.variants


@given(st.text(alphabet=st.characters(exclude_characters="\\{}[]()|*/"), min_size=1, max_size=30))
def test_plain_text_stands_for_itself(text: str) -> None:
    if text.strip():
        assert reads(text, text) == [{}]


parts = st.sampled_from(
    ["{a}", "{b:number}", "{c:word}", "[_{d}]", "(x|y)", "*", "_", "-", "lit", "{e:p|q}", r"\["]
)


@given(st.lists(parts, min_size=1, max_size=6), st.lists(parts, min_size=1, max_size=6))
def test_rule_is_read_back_as_it_was_written(left: list[str], right: list[str]) -> None:
    rule = parse_rule([f"x/{'_'.join(left)} -> y/{'-'.join(right)}"], ignore_case=True)
    assert PairingRule.model_validate(rule.model_dump(mode="json")) == rule
    assert parse_rule(rule.texts, ignore_case=True) == rule


@pytest.mark.parametrize(
    ("text", "side", "line", "column"),
    [
        ("{a}.mp4", "rule", 1, 0),
        ("{a} -> {b} -> {c}", "rule", 1, 0),
        ("{a -> {b}", "distorted", 1, 0),
        ("{a} -> x{b", "reference", 1, 1),
    ],
)
def test_fault_of_a_rule_names_side_and_line(text: str, side: str, line: int, column: int) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(["{a}_{b} -> {a}", text])
    assert (caught.value.side, caught.value.line, caught.value.column) == (side, line, column)


def test_number_of_rules_is_limited() -> None:
    with pytest.raises(RuleError, match="There is no rule"):
        parse_rule([])
    with pytest.raises(RuleError, match="more than 50"):
        parse_rule(["{a}_{b} -> {a}"] * 51)


def test_rule_with_an_arrow_in_it_is_kept_in_two_parts() -> None:
    line = RuleLine(distorted="{a}->{b}", reference="{a}")
    assert line.model_dump() == {"distorted": "{a}->{b}", "reference": "{a}"}
    assert RuleLine.model_validate(line.model_dump()) == line


def test_rule_needs_exactly_one_side_for_distorted_files() -> None:
    with pytest.raises(ValueError, match="either"):
        RuleLine(reference="x")
    with pytest.raises(RuleError):
        RuleLine(distorted="{", reference="x")


@pytest.mark.parametrize(
    ("regex", "said"),
    [
        ("(?P<a>.+", "not a regular expression"),
        ("(?P<a>x{99999999999})", "not a regular expression"),
        ("abc", "no named group"),
        ("(?P<__a>x)", "may not begin"),
        ("(?P<a>x)(.+)+", "may not itself repeat"),
        ("(?P<a>x)(?:a|a)*", "may not itself repeat"),
        ("(?P<a>x)((b?)c)+", "may not itself repeat"),
        ("(?P<a>.+).+.+.+x", "same text"),
        ("(?P<a>.*)(.*)(.*)(.*)_", "same text"),
        ("(?P<a>x)(.+){3}", "may not itself repeat"),
        ("(?P<a>.+)(x)(.+)(y)(.+)(z).+z", "same text"),
        ("(?P<a>x)(ab)*(cd)*(ef)*(gh)*", "same text"),
        ("(?P<a>" + "x" * 500 + ")", "longer than"),
    ],
)
def test_expression_that_could_run_for_ever_is_refused(regex: str, said: str) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        regex_rule(regex, "{a}")
    assert caught.value.side == "regex"


@pytest.mark.parametrize(
    "regex",
    [
        r"(?P<content>.+)_(?P<codec>[^_]+)_(?P<crf>\d+)\.mp4",
        r"(?P<content>[a-z]+)_(?:jpeg|jp2k)_[0-9]{2}\.png",
        r"(?P<content>.+)_(?i:x264)(?P<c>(?:_a)?)\.(?:mp4|mkv)",
        r"(?P<content>.+)[_\-](?#why).{1,3}(?=p)p(?P=content)?",
        r"(?P<content>.+)_(?:[0-9]{2}_){3}[0-9]{2}\.png",
        r"ref_(?P<content>.+)",
        r"(?P<content>.)\1+y",
        r"[]a]+_(?P<content>\w+?)_x",
    ],
)
def test_usual_expressions_are_accepted(regex: str) -> None:
    assert regex_rule(regex, "ref/{content}.mp4").lines[0].regex == regex


def test_expression_pairs_by_its_groups() -> None:
    rule = regex_rule(r"(?P<content>.+)_(?P<q>\d+)\.jpg", "{content}.png")
    files = ["a/x.png", "a/x_1.jpg", "b/x.png", "b/x_2.jpg", "b/x_x.jpg"]
    pairing = apply_rule(rule, files)
    assert dict(pairing.reference_of) == {"a/x_1.jpg": "a/x.png", "b/x_2.jpg": "b/x.png"}
    assert pairing.fields["a/x_1.jpg"] == {"content": "x", "q": "1"}
    assert PairingRule.model_validate(rule.model_dump(mode="json")) == rule
    whole = regex_rule(r"d/(?P<content>.+)_\d+\.jpg", "r/{content}.png", ignore_case=True)
    assert dict(apply_rule(whole, ["D/X_1.JPG", "r/x.PNG"]).reference_of) == {
        "D/X_1.JPG": "r/x.PNG"
    }
    assert apply_rule(whole, ["d/" + "x" * 400 + "_1.jpg"]).leftovers[0].code == "no-rule-matches"


def test_fault_in_the_reference_of_an_expression_is_said() -> None:
    with pytest.raises(RuleError) as caught:
        regex_rule("(?P<a>.+)_x", "ref/{a")
    assert (caught.value.side, caught.value.column) == ("reference", 4)


def test_fields_of_one_name_can_be_asked_for() -> None:
    rule = parse_rule(["{a}_{b:number}.png -> {a}.png"])
    assert fields_of(rule, "d/x_y_3.png") == {"a": "x_y", "b": "3"}
    assert fields_of(rule, "none.png") == {}
    assert fields_of(None, "x_1.png") == {}


def test_path_that_is_too_long_is_no_match() -> None:
    line = CompiledLine(RuleLine(distorted="{a}_{b}", reference="{a}"), ignore_case=False)
    long = "x_" * 600
    assert list(line.readings(long)) == []
    assert list(line.reference_keys(long)) == []


def test_fields_that_only_references_have_are_told() -> None:
    texts = ["{a}_{b}.png -> {a}.png", "{c}.png -> {d}/{c}_{e}.png", "{c}.bmp -> {d}/{c}.bmp"]
    assert parse_rule(texts).only_of_references == ("d", "e")
    expression = regex_rule(r"(?P<c>\w+)\.png", "{c}_{x}.png")
    assert expression.only_of_references == ("x",)
