"""Addresses are collected from manifests and documents, with their labels; the forge is known by its host."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles, Repository
from badge.probes.facts import Facts
from badge.probes.facts.links import Links

HERE = Repository(web="https://github.com/example/tool")


def gather(texts: dict[str, str], repository: Repository = HERE) -> Links:
    links = Facts(Evidence(MemoryFiles(texts), repository=repository)).get("links")
    assert isinstance(links, Links)
    return links


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("See [the list](https://x.org/a).", "the list"),
        ("[list]: https://x.org/a", "list"),
        ('<a class="x" href="https://x.org/a">list</a>', "list"),
        ("Go to https://x.org/a.", ""),
        ("<https://x.org/a>", ""),
    ],
)
def test_an_address_has_the_label_it_stands_with(line: str, label: str) -> None:
    [link] = gather({"README.md": f"\n{line}\n"}).all
    assert (link.address, link.label, link.place.line, link.role) == ("https://x.org/a", label, 2, "readme")


def test_several_addresses_on_a_line_are_all_read() -> None:
    assert [each.host for each in gather({"README.md": "[a](https://www.a.org) and [b](http://b.org/x)"}).all] == [
        "a.org",
        "b.org",
    ]


def test_code_and_comments_hold_no_links() -> None:
    assert gather({"README.md": "```\nhttps://x.org\n```\n<!-- https://y.org -->\n"}).all == ()


def test_manifest_addresses_have_a_kind() -> None:
    manifest = '{"homepage": "https://x.org", "repository": {"url": "git+https://github.com/example/tool.git"}, "bugs": "https://b.org/bugs"}'
    found = {link.kind: link.address for link in gather({"package.json": manifest}).all}
    assert found == {
        "homepage": "https://x.org",
        "repository": "https://github.com/example/tool",
        "issues": "https://b.org/bugs",
    }


@pytest.mark.parametrize(
    ("web", "readme", "forge"),
    [
        ("https://github.com/example/tool", "A tool.", "github.com"),
        ("https://codeberg.org/example/tool", "A tool.", "codeberg.org"),
        ("https://git.example.org/tool", "A tool.", ""),
        ("", "A tool.", ""),
        ("https://github.com/example/tool", "This is a read-only mirror of something.", ""),
    ],
)
def test_a_public_forge_is_known_by_its_host_unless_this_is_a_mirror(web: str, readme: str, forge: str) -> None:
    assert gather({"README.md": readme}, Repository(web=web)).forge == forge


def test_a_copy_left_behind_has_no_forge() -> None:
    moved = {"package.json": '{"repository": "https://codeberg.org/example/tool"}'}
    assert gather(moved).forge == ""
    assert gather(moved, Repository(web="https://codeberg.org/example/tool")).forge == "codeberg.org"


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("https://github.com/example/tool/issues", True),
        ("https://github.com/Example/Other/issues", True),
        ("https://github.com/someone/tool/issues", True),
        ("https://github.com/someone/other/issues", False),
        ("https://gitlab.com/example/tool", False),
    ],
)
def test_own_addresses_are_told_from_those_of_others(address: str, own: bool) -> None:
    links = gather({"README.md": address})
    assert links.is_own(links.all[0]) is own


@pytest.mark.parametrize("manifest", ["{", "[]", '{"bugs": 3, "repository": null, "homepage": ["x"]}', "[" * 100_000])
def test_broken_manifests_declare_nothing(manifest: str) -> None:
    assert gather({"package.json": manifest}).all == ()
