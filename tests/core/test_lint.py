"""Lint names what contradicts itself or is dead, with its place, and leaves everything else in peace."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from badge.core.contradictions import contradictions
from badge.core.criteria import Category, Criterion, Flag
from badge.core.lint import lint
from badge.core.reading import read_criteria
from badge.core.slips import CriteriaError
from badge.resources import data_folder
from badge.services.asking import criteria_files

SERIES = """\
series: {family}
version: "{version}"
title: House
label: house
levels:
  - {{id: {level}, title: Wood}}
retired: [{{id: has_gone}}]
"""
GROUP = """\
group: All
links:
  guide: {title: a guide, url: "https://example.org/guide"}
sections:
  - title: First
    criteria:
      - id: has_name
        category: MUST
        flags: [met_url_required]
        title: A name
        text: >-
          The project {MUST} have a name.
        details: >-
          See the {link:guide}.
          N/A is not possible.
        how:
          - Think of a name.
          - Write it down.
        placeholders:
          met: https://example.org/ shows the name.
      - id: has_color
        category: SHOULD
        flags: [na_allowed]
        title: A colour
        text: The project {SHOULD} have a colour.
        details: N/A is right if there is nothing to see.
"""
GOOD = {
    "house/series.yml": SERIES.format(family="house", version="2", level="wood"),
    "house/wood/1-all.yml": GROUP,
    "house/positions.txt": "has_name\nhas_gone\nhas_color\n",
}
G = "house/wood/1-all.yml"


def found(files: Mapping[str, str]) -> list[tuple[str, int, str, str, str]]:
    return [(each.file, each.line, each.criterion, each.field, str(each.wrong)) for each in lint(files)]


def test_nothing_is_wrong_with_what_is_good() -> None:
    assert found(GOOD) == []


def test_nothing_is_wrong_with_what_comes_with_badge() -> None:
    assert found(criteria_files(data_folder("criteria"))) == []


SLIPS = [
    # old, new, line, criterion, field, and a part of what is said
    ("{SHOULD} have a colour", "{SHOULD} have a colour, and it must be red", 25, "has_color", "text", "say 'must'"),
    ("{SHOULD} have a colour", "{SHOULD} have a colour; one is required", 25, "has_color", "text", "'is required'"),
    ("title: A colour", "title: A colour is mandatory", 24, "has_color", "title", "'is mandatory'"),
    ("{MUST} have a name", "{MUST} have a name; a long one is optional", 11, "has_name", "text", "'is optional'"),
    ("details: N/A is right", "details: It {MUST} be seen. N/A is right", 26, "has_color", "details", "{MUST}"),
    ("N/A is not possible.", "Choose N/A if there is no name.", 13, "has_name", "details", "N/A is refused"),
    ("- Think of a name.", "- Without one, answer N/A.", 17, "has_name", "how.1", "N/A is refused"),
    ("- Write it down.", "- Use the one of another, or N/A.", 18, "has_name", "how.2", "N/A is refused"),
    ("N/A is right if there is nothing to see", "N/A is not possible", 26, "has_color", "details", "allows it"),
    ("https://example.org/ shows", "The README shows", 20, "has_name", "placeholders.met", "wants an address"),
    ("See the {link:guide}.", "See it.", 3, "", "links.guide", "No text of this file names the link guide"),
    ("{link:guide}", "{link:gide}", 7, "has_name", "details", "The link gide is not defined"),
    ("See the", "See {code:} in the", 7, "has_name", "details", "{code:} is not a token"),
    ("See the", "See {criterion:has_gone} in the", 7, "has_name", "details", "has_gone is asked no more"),
    ("See the", "See {criterion:has_size} in the", 7, "has_name", "details", "no criterion has_size"),
]


@pytest.mark.parametrize(("old", "new", "line", "criterion", "field", "said"), SLIPS)
def test_a_slip_is_named_with_its_place(old: str, new: str, line: int, criterion: str, field: str, said: str) -> None:
    assert GROUP.count(old) == 1
    slips = found({**GOOD, G: GROUP.replace(old, new)})
    assert [each for each in slips if each[:4] == (G, line, criterion, field) and said in each[4]], slips


def test_what_only_lint_finds_does_not_keep_the_series_from_being_used() -> None:
    files = {**GOOD, G: GROUP.replace("{SHOULD} have", "{SHOULD} have, and must have,")}
    assert found(files)
    assert read_criteria(files).ids() == {"has_name", "has_color"}


def test_slips_of_both_kinds_are_named_at_once_and_in_order() -> None:
    group = GROUP.replace("title: A name", "titel: A name").replace("{SHOULD} have", "{SHOULD} and must have")
    assert [each[1:4] for each in found({**GOOD, G: group})] == [
        (7, "has_name", "title"), (10, "has_name", "titel"), (25, "has_color", "text"),
    ]  # fmt: skip


def test_a_wrong_flag_is_not_named_a_second_time_for_what_follows_from_it() -> None:
    group = GROUP.replace("[na_allowed]", "[na_alowed]").replace("N/A is right if there", "Choose N/A if there")
    assert [each[3] for each in found({**GOOD, G: group})] == ["flags"]


@pytest.mark.parametrize("text", ["group: [", "", "- a", "sections: {a: b}", "sections: [{criteria: [a, {id: [b]}]}]"])
def test_a_file_that_cannot_be_read_is_a_slip_and_no_crash(text: str) -> None:
    assert {each[0] for each in found({**GOOD, G: text})} >= {G}


def test_a_folder_without_a_series_is_a_slip() -> None:
    assert "There is no series here" in found({})[0][4]


# --- versions of one series side by side -----------------------------------------------------------------------------


def versions(earlier: str, present: str) -> dict[str, str]:
    """Give version 1 beside version 2, each with its register."""
    old = {name.replace("house/", "house@1/"): text for name, text in GOOD.items()}
    old["house@1/series.yml"] = SERIES.format(family="house", version="1", level="wood")
    return {**GOOD, **old, "house@1/positions.txt": earlier, "house/positions.txt": present}


@pytest.mark.parametrize(
    "present", ["has_name\nhas_gone\nhas_color\n", "# new\nhas_name\nhas_gone\nhas_color\nhas_more\n"]
)
def test_registers_of_two_versions_agree(present: str) -> None:
    assert found(versions("has_name\nhas_gone\nhas_color\n", present)) == []


@pytest.mark.parametrize(
    ("present", "slips"),
    [
        ("has_gone\nhas_name\nhas_color\n", {"has_name": "Put it back, and", "has_gone": "Put it back, and"}),
        ("has_name\nhas_color\n", {"has_gone": "missing here", "has_color": "is at place 3 in version 1"}),
        ("has_name\nhas_new\nhas_color\n", {"has_gone": "at place 2 in version 1, and missing here"}),
    ],
)  # fmt: skip
def test_registers_that_clash_are_slips_that_keep_the_series_from_being_used(
    present: str, slips: dict[str, str]
) -> None:
    files = versions("has_name\nhas_gone\nhas_color\n", present)
    said = {each[2]: each[4] for each in found(files) if each[0] == "house/positions.txt"}
    assert said.keys() == slips.keys()
    assert all(words in said[own] for own, words in slips.items()), said
    with pytest.raises(CriteriaError):
        read_criteria(files)


# --- the words -------------------------------------------------------------------------------------------------------


def of(category: Category, text: str, *flags: Flag, details: str = "") -> list[str]:
    return [field for field, _ in contradictions(
        Criterion("a", "s", "l", category, frozenset(flags), title="T", text=text, details=details)
    )]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Every release must {SHOULD} be signed.",
        "Releases {SHOULD} be signed. This IS REQUIRED.",
        "It is {SUGGESTED} that every release has to be signed.",
        "It is {SUGGESTED} that the build needs to succeed.",
        "Signing is mandatory and {SHOULD} be automatic.",
        "Releases {SHOULD} be signed, and their notes are required.",
        "Each release {SHOULD}\n  have notes and needs\n  to be signed.",
    ],
)
def test_words_that_oblige_do_not_fit_a_weaker_category(text: str) -> None:
    category = Category.SUGGESTED if "{SUGGESTED}" in text else Category.SHOULD
    assert of(category, text) == ["text"]


@pytest.mark.parametrize(
    "text",
    [
        "The guide {SHOULD} name what a contribution has to fulfil.",
        "The guide {SHOULD} say how a change must be written.",
        "There {SHOULD} be a list of tools that have to be installed.",
        "It is {SUGGESTED} that all licenses that the software requires are free.",
        "The project {SHOULD} list the required tools.",
        "The mustard {SHOULD} be hot.",
    ],
)
def test_words_that_oblige_somebody_else_are_fine(text: str) -> None:
    assert of(Category.SUGGESTED if "{SUGGESTED}" in text else Category.SHOULD, text) == []


@pytest.mark.parametrize("word", ["should", "ought to", "is recommended to", "Optional: it can"])
def test_words_that_only_advise_do_not_fit_a_must(word: str) -> None:
    assert of(Category.MUST, f"It {{MUST}} be hot. It {word} be red.") == ["text"]
    assert of(Category.SHOULD, f"It {{SHOULD}} be hot. It {word} be red.") == []


def test_a_weaker_token_outside_of_the_text_explains_and_a_stronger_one_demands() -> None:
    assert of(Category.SHOULD, "It {SHOULD} be.", details="What is {SUGGESTED} elsewhere {SHOULD} be here.") == []
    assert of(Category.SHOULD, "It {SHOULD} be.", details="It {MUST NOT} be blue.") == ["details"]


@pytest.mark.parametrize(
    ("promised", "details"),
    [
        (True, "Choose N/A if there are no releases."),
        (True, "If there are no releases, N/A is right."),
        (True, "N/A is right only when nobody uses it."),
        (True, "Met needs a link. Not applicable is fine for a library."),
        (True, "Answer Unmet or N/A."),
        (False, "N/A is not possible."),
        (False, "N/A isn't accepted."),
        (False, "N/A can never be chosen, even if there are no releases."),
        (False, "Met needs a link, and N/A is not possible here."),
        (False, "No project can choose N/A."),
        (False, "This level refuses N/A."),
        (False, "Answer Unmet instead of N/A."),
        (False, "The folder N/Archive holds it."),
    ],
)
def test_na_is_promised_or_not(promised: bool, details: str) -> None:
    assert of(Category.MUST, "It {MUST} be.", details=details) == (["details"] if promised else [])


@pytest.mark.parametrize(
    ("refused", "details"),
    [
        (True, "N/A is not possible."),
        (True, "N/A is never allowed, and Met needs a link."),
        (True, "N/A cannot be chosen."),
        (True, "Think well. N/A is refused."),
        (False, "N/A is practically never right."),
        (False, "N/A is not possible when there are releases."),
        (False, "N/A is not accepted at the level below."),
        (False, "N/A is right, and needs a reason."),
    ],
)
def test_na_is_refused_in_words_or_not(refused: bool, details: str) -> None:
    assert of(Category.MUST, "It {MUST} be.", Flag.NA_ALLOWED, details=details) == (["details"] if refused else [])


@pytest.mark.parametrize(
    ("family", "level", "line", "field"), [("feed", "wood", 1, "series"), ("house", "look", 6, "id")]
)
def test_a_name_that_is_a_page_of_every_project_is_named(family: str, level: str, line: int, field: str) -> None:
    series = SERIES.format(family=family, version="2", level=level)
    files = {f"{family}/series.yml": series, f"{family}/{level}/1-all.yml": GROUP}
    slips = found({**files, f"{family}/positions.txt": GOOD["house/positions.txt"]})
    [(file, where, _, what, said)] = slips
    assert (file, where, what) == (f"{family}/series.yml", line, field)
    assert f"A page of each project is called {family if field == 'series' else level}" in said
