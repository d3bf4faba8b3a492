"""What a release feed says is understood, and nothing else is taken for a newer version."""

from __future__ import annotations

import json

import pytest

from omgui.core.releases import Release, is_newer, is_web_address, read_release

PAGE = "https://example.org/omgui/0.2.0"


@pytest.mark.parametrize(
    "said",
    [
        {"tag_name": "v0.2.0", "html_url": PAGE, "body": "much"},
        {"info": {"version": "0.2.0", "release_url": PAGE}},
    ],
)
def test_feeds_of_github_and_pypi_are_understood(said):
    assert read_release(json.dumps(said)) == Release("0.2.0", PAGE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>Please sign in to FreeWifi</html>",
        "[" * 100_000,
        "[]",
        "{}",
        '{"info": {}}',
        '{"info": "0.2.0"}',
        json.dumps({"tag_name": 2, "html_url": PAGE}),
        json.dumps({"tag_name": "v0.2.0", "html_url": None}),
        json.dumps({"tag_name": "nightly", "html_url": PAGE}),
        json.dumps({"tag_name": "v" + "1" * 70, "html_url": PAGE}),
        json.dumps({"tag_name": "v0.2.0", "html_url": "file:///etc/passwd"}),
        json.dumps({"tag_name": "v0.2.0", "html_url": "http://example.org/omgui"}),
    ],
)
def test_anything_else_names_no_release(text):
    assert read_release(text) is None


@pytest.mark.parametrize(
    ("version", "own"),
    [
        ("0.2.0", "0.1.0"),
        ("v0.1.1", "0.1"),
        ("0.10", "0.9.5"),
        ("1", "0.99.99"),
        ("0.2.0", "0.2.0.dev1"),
        ("0.2.0", "0.2.0rc1"),
    ],
)
def test_newer_releases_are_newer(version, own):
    assert is_newer(version, own)
    assert not is_newer(own, version)


@pytest.mark.parametrize(
    ("version", "own"),
    [
        ("0.1.0", "0.1.0"),
        ("0.1", "0.1.0"),
        ("0.3.0rc1", "0.2.0"),
        ("0.2.0-beta.2", "0.1.0"),
        ("latest", "0.1.0"),
        ("0.2.0", "built by hand"),
    ],
)
def test_equal_versions_previews_and_nonsense_are_not_newer(version, own):
    assert not is_newer(version, own)


@pytest.mark.parametrize(
    "address",
    [PAGE, "https://example.org:8443/feed?x=1", "http://127.0.0.1:8000/feed", "http://localhost/"],
)
def test_encrypted_addresses_and_this_machine_may_be_asked(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "http://example.org/feed",
        "ftp://example.org/feed",
        "https://",
        "https://me:secret@example.org/feed",
        "https://example.org/a b",
        "https://example.org/\n",
        "https://example.org:port/",
        "https://[::1/",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_other_addresses_may_not(address):
    assert not is_web_address(address)
