"""Documents are found by name and place, and cut into prose, sections and sentences whatever their markup."""

from __future__ import annotations

import pytest

from badge.core.evidence import MemoryFiles
from badge.probes.facts import documents
from badge.probes.facts.documents import Document, Documents

LONG = "word " * 60


def gather(**texts: str | None) -> Documents:
    return documents.gather(MemoryFiles(texts))


def document(path: str, text: str) -> Document:
    return Document("readme", path, text, MemoryFiles({path: text}))


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("README", "readme"),
        ("readme.rst", "readme"),
        ("Read-Me.md", "readme"),
        ("README_en.md", "readme"),
        (".github/CONTRIBUTING.md", "contributing"),
        ("docs/contribute.adoc", "contributing"),
        ("HACKING", "development"),
        ("SECURITY.md", "security"),
        (".gitlab/security-policy.md", "security"),
        ("docs/VULN-DISCLOSURE-POLICY.md", "security"),
        (".well-known/security.txt", "security_txt"),
        ("ChangeLog", "changelog"),
        ("RELEASE-NOTES.txt", "changelog"),
        ("docs/source/changelog.rst", "changelog"),
        ("CODE_OF_CONDUCT.md", "conduct"),
        (".github/ISSUE_TEMPLATE/bug.yml", "issue_template"),
        (".gitlab/merge_request_templates/Default.md", "pull_request_template"),
        (".github/pull_request_template.md", "pull_request_template"),
        ("docs/BUGS.md", "bugs"),
        ("INSTALL", "install"),
    ],
)
def test_a_document_has_a_role_by_its_name_and_place(path: str, role: str) -> None:
    assert [each.path for each in gather(**{path: LONG}).all(role)] == [path]


class Linked(MemoryFiles):
    """Files of which README.md is a link."""

    def target(self, path: str) -> str:
        return {"README.md": "tool/README.md", "README.txt": "tool/README.md"}.get(path, "")


def test_a_link_gives_the_document_it_leads_to_once() -> None:
    texts = {"README.md": None, "README.txt": None, "README.rst": None, "tool/README.md": "# Tool\n"}
    assert [each.path for each in documents.gather(Linked(texts)).all("readme")] == ["tool/README.md"]


@pytest.mark.parametrize(
    "path",
    [
        "src/README.md",
        "vendor/lib/SECURITY.md",
        "README_zh-CN.md",
        "readme.py",
        "contributors.md",
        "news.json",
        "insecurity.md",
        "tests/CHANGELOG.md",
    ],
)
def test_look_alikes_have_no_role(path: str) -> None:
    assert gather(**{path: LONG}).by_role == {}


def test_nearly_empty_documents_do_not_count() -> None:
    assert gather(**{"CONTRIBUTING.md": "TODO"}).by_role == {}


def test_links_and_binary_files_are_not_read() -> None:
    assert gather(**{"README.md": None, "SECURITY.md": "\0" * 200}).by_role == {}


def test_earlier_folders_and_better_endings_come_first() -> None:
    found = gather(**{"docs/README.md": "c", "README": "b", "README.md": "a", ".github/README.md": "d"})
    assert [each.text for each in found.all("readme")] == ["a", "b", "d", "c"]
    first = found.first("changelog", "readme")
    assert first is not None
    assert first.path == "README.md"


def test_pages_of_documentation_are_listed_without_being_opened() -> None:
    files = MemoryFiles(
        {"docs/a/b.md": "", "doc/x.1": "", "docs/CMakeLists.txt": "", "src/a.md": ""}, unreadable=["docs/a/b.md"]
    )
    assert documents.gather(files).paths == ("doc/x.1", "docs/a/b.md")
    assert files.unread == {}


def test_a_place_pins_the_line_and_the_blob() -> None:
    files = MemoryFiles({"README.md": "one\ntwo\n"})
    readme = documents.gather(files).first("readme")
    assert readme is not None
    place = readme.place(2, "  two  ")
    assert (place.path, place.line, place.excerpt) == ("README.md", 2, "two")
    assert place.blob == files.entries["README.md"].blob


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.md", "# One\ntext\n## Two ##\n", [(1, "One"), (2, "Two")]),
        ("a.md", "One\n===\n\nTwo\n---\ntext\n", [(1, "One"), (2, "Two")]),
        ("a.md", "## [Linked](https://x.org) `code` :tada:\n", [(2, "Linked code")]),
        ("a.md", "## [1.2.0] - 2026-01-01\n", [(2, "[1.2.0] - 2026-01-01")]),
        ("a.md", '<h1 align="center">Name</h1>\n', [(1, "Name")]),
        ("a.md", "* item\n* item\n", []),
        ("a.md", "#hashtag\n\n---\n\n- item\n---\n", []),
        ("a.md", "---\ntitle: front matter\n---\n# One\n", [(1, "One")]),
        ("a.md", "```sh\n# not a title\n```\n# One\n", [(1, "One")]),
        ("a.md", "````\n```\n# no\n````\n# One\n", [(1, "One")]),
        ("a.md", "<!--\n# hidden\n-->\n# One\n", [(1, "One")]),
        ("a.md", "| a |\n|---|\n", []),
        (
            "a.rst",
            "=====\nTitle\n=====\n\nPart\n----\n\nSub\n~~~~\n\nPart 2\n------\n",
            [(1, "Title"), (2, "Part"), (3, "Sub"), (2, "Part 2")],
        ),
        ("a.rst", ".. code-block:: md\n\n   Not\n   ===\n\nTitle\n=====\n", [(1, "Title")]),
        ("a.rst", "Like this::\n\n   Not\n   ===\n\nTitle\n=====\n", [(1, "Title")]),
        ("a.rst", "# a comment in no heading\n", []),
        ("a.adoc", "= Title\n\n== Part\n\n----\n== code\n----\n\n=== Sub\n", [(1, "Title"), (2, "Part"), (3, "Sub")]),
        ("a.adoc", "Title\n=====\n\nPart\n----\ntext\n", [(1, "Title"), (2, "Part")]),
        (
            "a.org",
            "#+TITLE: Name\n* One\n** Two\n#+BEGIN_SRC sh\n* code\n#+END_SRC\n",
            [(0, "Name"), (1, "One"), (2, "Two")],
        ),
        ("CHANGELOG.1", "# -*- mode: org -*-\n* v1.0\n", [(1, "v1.0")]),
        ("a.html", "<h2>Use <em>it</em></h2>\n<pre>\n<h2>no</h2>\n</pre>\n", [(2, "Use it")]),
        ("a.rdoc", "= Title\n== Part\n", [(1, "Title"), (2, "Part")]),
        ("a.pod", "=head1 NAME\n\n=head2 Part\n", [(1, "NAME"), (2, "Part")]),
        ("a.textile", "h1. Title\n", [(1, "Title")]),
        ("README", "intro\n\nSECURITY PROBLEMS\n\ntext\n", [(7, "SECURITY PROBLEMS")]),
        ("README", "Title\n=====\n\nPart\n-----\n", [(1, "Title"), (2, "Part")]),
        ("a.yml", "# a comment\nname: x\n", []),
    ],
)
def test_headings_are_read_in_every_markup(path: str, text: str, expected: list[tuple[int, str]]) -> None:
    assert [(each.level, each.title) for each in document(path, text).sections] == expected


def test_a_section_ends_at_the_next_heading_of_its_rank() -> None:
    one, two, three = document("a.md", "# One\na\n## Two\nb\n# Three\nc\n").sections
    assert (one.line, one.text) == (1, "a\n## Two\nb")
    assert (two.line, two.text) == (3, "b")
    assert (three.line, three.text) == (5, "c\n")


def test_prose_has_no_code_and_no_comments_but_keeps_its_lines() -> None:
    text = "a\n```\ncode\n```\nb <!-- c --> d\n<!-- e\nf --> g\n~~~ x\ncode\n~~~\n`inline` ```here``` h\n"
    assert document("a.md", text).prose == "a\n\n\n\nb  d\n\n g\n\n\n\n`inline` ```here``` h\n"


def test_the_comments_of_a_template_are_read_since_people_see_them() -> None:
    text = "<!-- Add tests. -->\n"
    assert document("a.md", text).sentences == ()
    template = Document("pull_request_template", "a.md", text, MemoryFiles({"a.md": text}))
    assert [each.text for each in template.sentences] == ["Add tests."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One sentence. Two\nlines of one.\n", [(1, "One sentence."), (1, "Two lines of one.")]),
        ("First\nline. Second here.\n", [(1, "First line."), (2, "Second here.")]),
        ("Use it, e.g. so. Done.\n", [(1, "Use it, e.g. so."), (1, "Done.")]),
        ("- one\n- two\n  goes on\n", [(1, "- one"), (2, "- two goes on")]),
        ("Title\n=====\ntext\n", [(1, "Title"), (3, "text")]),
        ("\n\n", []),
    ],
)
def test_sentences_know_the_line_they_begin_on(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(each.line, each.text) for each in document("a.md", text).sentences] == expected


def test_the_lines_below_a_heading_can_be_asked_for() -> None:
    assert document("a.md", "# One\na\nb\n# Two\nc").lines_below("^two$") == {4, 5}


@pytest.mark.parametrize("ending", ["md", "rst", "adoc", "org", "html", "txt"])
def test_odd_documents_are_cut_without_a_fault(ending: str) -> None:
    for text in (
        "",
        "\n",
        "=",
        "===\n===\n===",
        "```",
        "<!--",
        "* ",
        "# ",
        "#" * 5000,
        "-" * 5000 + "\n" + "=" * 5000,
        "::\n\n",
        "----\n",
    ):
        odd = document(f"a.{ending}", text)
        assert odd.prose.count("\n") == text.count("\n")
        assert all(section.title or section.level for section in odd.sections)
        assert len(odd.sentences) <= 12
