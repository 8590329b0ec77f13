"""Criteria files are read whole, or every slip in them is named with its file, line, criterion and field."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from badge.core.answers import Answer, Origin, Status
from badge.core.criteria import Category, Flag, Link
from badge.core.evidence import Repository
from badge.core.findings import Confidence, met, unmet
from badge.core.look import Look
from badge.core.marks import pack, standing_of
from badge.core.messages import Message
from badge.core.reading import read_criteria
from badge.core.slips import CriteriaError
from badge.resources import data_folder
from badge.services.asking import append_positions, criteria_files, load_criteria
from badge.services.assess import assess

ROOT = Path(__file__).parents[2]
SERIES = """\
series: house
version: "1"
title: House standard
label: our house
levels:
  - id: wood
    title: Wood
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
        text: The project {MUST} have a name.
        details: See {link:guide} and {criterion:has_color}.
        why: Nobody finds it otherwise.
        how: [Think of a name., "Write it into {code:README}."]
        placeholders: {met: "https://example.org/ shows the name."}
      - id: has_color
        category: SHOULD
        title: A colour
        text: The project {SHOULD} have a colour.
  - title: Second
    criteria:
      - id: has_pet
        category: SUGGESTED
        flags: [na_allowed]
        title: A pet
        text: It is {SUGGESTED} to have a pet.
"""
POSITIONS = "# register\nhas_name\nhas_color\nhas_pet\n"
GOOD = {"house/series.yml": SERIES, "house/wood/1-all.yml": GROUP, "house/positions.txt": POSITIONS}
SCHEMA = jsonschema.Draft202012Validator(json.loads((data_folder("criteria") / "schema.json").read_text("utf-8")))


def slips(files: Mapping[str, str]) -> list[tuple[str, int, str, str, str]]:
    """Give (file, line, criterion, field, what is wrong) for each slip."""
    try:
        read_criteria(files)
    except CriteriaError as error:
        return [(each.file, each.line, each.criterion, each.field, str(each.wrong)) for each in error.slips]
    return []


def changed(file: str, old: str, new: str) -> dict[str, str]:
    assert GOOD[file].count(old) == 1, old
    return {**GOOD, file: GOOD[file].replace(old, new)}


def test_a_good_series_is_read_whole() -> None:
    [series] = read_criteria(GOOD).series
    assert (series.id, series.version, series.title, series.label) == ("house", "1", "House standard", "our house")
    [level] = series.levels
    assert list(level.groups()) == ["All"]
    assert [list(found) for found in level.groups().values()] == [["First", "Second"]]
    first = level.criteria[0]
    assert (first.id, first.category, first.flags) == ("has_name", Category.MUST, frozenset({Flag.MET_URL_REQUIRED}))
    assert first.how == ("Think of a name.", "Write it into {code:README}.")
    assert first.links == {"guide": Link("a guide", "https://example.org/guide")}
    assert first.context("how.2") == "house.wood.has_name.how.2"
    assert dict(first.texts())["placeholder.met"] == "https://example.org/ shows the name."
    assert series.positions == {"has_name": 0, "has_color": 1, "has_pet": 2}


G, S, P = "house/wood/1-all.yml", "house/series.yml", "house/positions.txt"
SLIPS: list[tuple[str, str, str, int, str, str, str]] = [
    # file, old, new, line, criterion, field, and a part of what is said
    (S, "series: house", "series: home", 1, "", "series", "named like its folder, house"),
    (S, "label: our house\n", "", 1, "", "label", "missing"),
    (S, "label: our house", "label: ''", 4, "", "label", "A text is needed"),
    (S, "label: our house", "label: [a]", 4, "", "label", "A text is needed"),
    (S, "label: our house", "label: our house\ncolour: red", 5, "", "colour", "not known"),
    (S, "- id: wood", "- id: Wood", 6, "", "id", "small letters"),
    (S, "    title: Wood", "    title: Wood\n    color: red", 6, "", "color", "#4c1"),
    (S, "    title: Wood", "    title: Wood\n    requires: stone", 6, "", "requires", "no level stone below"),
    (S, "    title: Wood", "    title: Wood\n    requires_criterion: x", 6, "", "requires_criterion", "requires"),
    (S, "  - id: wood\n    title: Wood", "  - id: wood", 6, "", "title", "missing"),
    (S, "levels:\n  - id: wood\n    title: Wood\n", "levels: wood\n", 5, "", "levels", "A list is needed"),
    (S, "levels:\n  - id: wood\n    title: Wood\n", "levels: []\n", 5, "", "levels", "A list is needed"),
    (S, "    title: Wood", "    title: Wood\n  - plain", 8, "", "", "mapping of fields"),
    (S, "    title: Wood", "    title: Wood\n  - {id: iron, title: Iron}", 8, "", "id", "no criteria"),
    (S, "title: House standard", "title: [", 5, "", "", "not valid YAML"),
    (G, "group: All", "gruppe: All", 1, "", "gruppe", "not known"),
    (G, "group: All", "group:", 1, "", "group", "A text is needed"),
    (G, 'url: "https://', 'url: "http://', 3, "", "links.guide", "https://"),
    (G, "  guide: {title: a guide, url:", "  guide: {url:", 3, "", "title", "missing"),
    (G, "  - title: Second\n    criteria:", "  - title: Second\n    items:", 22, "", "items", "not known"),
    (G, "      - id: has_color", "      - id: Has-Color", 16, "Has-Color", "id", "begins with a small letter"),
    (G, "      - id: has_color", "      - id: has_name", 16, "has_name", "id", "twice"),
    (G, "        category: SHOULD", "        category: MIGHT", 17, "has_color", "category", "one of MUST, SHOULD"),
    (G, "        category: SHOULD", "        category: yes", 17, "has_color", "category", "A text is needed"),
    (G, "        category: SHOULD\n", "", 16, "has_color", "category", "missing"),
    (G, "        title: A colour", "        titel: A colour", 18, "has_color", "titel", "not known"),
    (G, "[met_url_required]", "[met_url]", 9, "has_name", "flags", "met_url is not known"),
    (G, "[met_url_required]", "met_url_required", 9, "has_name", "flags", "A list is needed"),
    (G, "[met_url_required]", "[na_justification_required]", 9, "has_name", "flags", "N/A is not allowed"),
    (G, "how: [Think of a name., ", "how: ['', ", 14, "has_name", "how", "list of texts"),
    (G, 'how: [Think of a name., "Write it into {code:README}."]', "how: x", 14, "has_name", "how", "A list is needed"),
    (G, "placeholders: {met:", "placeholders: {done:", 15, "has_name", "done", "not known"),
    (G, "placeholders: {met:", "placeholders: {na:", 15, "has_name", "placeholders.na", "N/A is not allowed"),
    (G, "{link:guide}", "{link:gide}", 7, "has_name", "details", "The link gide is not defined"),
    (G, "{criterion:has_color}", "{criterion:has_size}", 7, "has_name", "details", "no criterion has_size"),
    (G, "{SHOULD}", "SHOULD", 16, "has_color", "text", "Write {SHOULD} as a token"),
    (G, "{SHOULD}", "{MUST}", 16, "has_color", "text", "token {SHOULD}, as its category says"),
    (G, "{SHOULD}", "{SHOULD} and {MUST}", 16, "has_color", "text", "no other obligation"),
    (G, "{SHOULD} have", "{SHOULD have", 16, "has_color", "text", "no closing brace"),
    (G, "a colour.", "a <b>colour</b>.", 16, "has_color", "text", "no markup"),
    (G, "why: Nobody", "why: '**Nobody**' #", 7, "has_name", "why", "no markup"),
    (G, "  - title: First", "  - title: First\n    title: Again", 6, "", "", "the key title stands here twice"),
    (G, "title: A colour", "title: *name", 18, "", "", "alias"),
    (G, "title: A colour", "title: !shout A colour", 18, "", "", "tag !shout is not allowed"),
    (G, "title: A colour", "title: !!python/name:os.system A", 18, "", "", "not allowed"),
    (G, "title: A colour", "? [a, b]\n        : c", 18, "", "", "a key has to be a plain word"),
    (P, "has_pet\n", "", 1, "", "", "no position yet: has_pet"),
    (P, "has_pet\n", "has_pet\nhas_name\n", 5, "", "", "has a position already"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "criterion", "field", "said"), SLIPS)
def test_a_slip_is_named_with_its_place(
    file: str, old: str, new: str, line: int, criterion: str, field: str, said: str
) -> None:
    found = slips(changed(file, old, new))
    assert [each for each in found if each[:4] == (file, line, criterion, field) and said in each[4]], found


def test_all_slips_of_all_files_are_named_at_once() -> None:
    files = {
        "house/series.yml": SERIES.replace("label: our house\n", ""),
        "house/wood/1-all.yml": GROUP.replace("SUGGESTED\n", "MAY\n").replace("{link:guide}", "{link:no}"),
        "house/positions.txt": "has_name\n",
        "garden/wood/1.yml": "group: [",
    }
    found = slips(files)
    assert {each[0] for each in found} == {
        "garden/series.yml", "house/series.yml", "house/wood/1-all.yml", "house/positions.txt",
    }  # fmt: skip
    assert {(each[2], each[3]) for each in found if each[0] == "house/wood/1-all.yml"} >= {
        ("has_name", "details"), ("has_pet", "category"),
    }  # fmt: skip


def test_the_error_counts_and_each_slip_speaks_for_itself() -> None:
    with pytest.raises(CriteriaError, match="have 2 slips") as caught:
        read_criteria(changed(G, "[met_url_required]", "[one, two]"))
    assert str(caught.value.slips[0].message).startswith(f"{G}, line 9, criterion has_name, field flags: The flag one")


def test_no_series_at_all_is_a_slip() -> None:
    assert "A series is a folder" in slips({})[0][4]


def test_a_level_id_is_unique_among_all_series() -> None:
    other = {
        name.replace("house/", "garden/"): text.replace("series: house", "series: garden")
        for name, text in GOOD.items()
    }
    assert [each[4] for each in slips({**GOOD, **other})] == [
        "The level wood is in the series garden too. A level's id is unique among all series."
    ]


@pytest.mark.parametrize("retired", [False, True])
def test_a_level_and_a_criterion_may_not_share_an_id(retired: bool) -> None:
    series = SERIES.replace("  - id: wood\n", "  - id: has_name\n") + ("retired: [{id: has_name}]\n" if retired else "")
    group = GROUP.replace("has_name", "named") if retired else GROUP
    files = {S: series, "house/has_name/1-all.yml": group, P: POSITIONS + "named\n"}
    assert slips(files) == [
        (S, 1, "", "levels", "The level has_name is called like a criterion of the series house. Rename one of them.")
    ]


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "a: &a {x: 1}\nb:\n" + "".join("  <<: [*a, *a]\n" for _ in range(40)),
        "[" * 5000,
        "[" * 900_000,
        "- " * 400_000,
        "{a: " * 5000,
        "- " * 5000 + "a",
        "group: All\n" + "x" * 1_000_001,
        "\x00",
        "\t\tgroup: x",
        "a: b\n---\nc: d\n",
        "group: &x All\nsections: *x\n",
        "%YAML 9.9\n---\na: b",
        "a: '",
    ],
)
def test_hostile_yaml_is_refused_at_once(text: str) -> None:
    start = time.monotonic()
    found = slips({**GOOD, G: text})
    assert [each for each in found if each[0] == G and "not valid YAML" in each[4]], found
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("text", ["", "# nothing", "just words", "- a\n- b", "42", "null"])
def test_a_file_that_holds_no_mapping_is_a_slip(text: str) -> None:
    for file in (S, G):
        assert [each for each in slips({**GOOD, file: text}) if each[0] == file and "mapping" in each[4]]


def test_the_computed_criterion_has_to_be_one_of_its_level() -> None:
    levels = SERIES + "  - {id: iron, title: Iron, requires: wood, requires_criterion: achieve_wood}\n"
    iron = GROUP.replace("has_name", "achieve_wood")
    good = {**GOOD, S: levels, "house/iron/1.yml": iron, P: POSITIONS + "achieve_wood\n"}
    assert not slips(good)
    [found] = slips({**good, S: levels.replace("achieve_wood", "achieve_wod")})
    assert found[3:] == ("requires_criterion", "There is no criterion achieve_wod in this level.")


# --- the schema and the loader agree ---------------------------------------------------------------------------------


def errors_of_schema(files: Mapping[str, str]) -> list[str]:
    texts = [text for name, text in files.items() if name.endswith(".yml")]
    return [error.message for text in texts for error in SCHEMA.iter_errors(yaml.safe_load(text))]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)


def test_schema_and_loader_accept_what_is_good() -> None:
    assert not slips(GOOD)
    assert not errors_of_schema(GOOD)
    assert not errors_of_schema(criteria_files(data_folder("criteria")))


SHAPES = [
    each
    for each in SLIPS
    if each[0] != P
    and each[4:6] not in {("has_name", "details"), ("has_color", "text"), ("has_name", "why")}
    and "named like its folder" not in each[6]
    and "no level stone" not in each[6]
    and "no criteria" not in each[6]
    and "not valid YAML" not in each[6]
    and "twice" not in each[6]
    and each[5] != ""
]
"""The slips that one file shows by its shape alone; a schema cannot know folders, other files or tokens."""


def test_there_are_enough_broken_samples() -> None:
    assert len(SHAPES) >= 15


@pytest.mark.parametrize(("file", "old", "new"), [each[:3] for each in SHAPES])
def test_schema_and_loader_refuse_what_is_broken(file: str, old: str, new: str) -> None:
    broken = changed(file, old, new)
    assert slips(broken)
    assert errors_of_schema(broken)


def test_every_criteria_file_names_the_schema_for_editors() -> None:
    folder = data_folder("criteria")
    for path in folder.glob("*/**/*.yml"):
        first = path.read_text("utf-8").partition("\n")[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == folder / "schema.json", path


# --- the whole journey with a series of one's own --------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in GOOD.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "own"


def test_a_series_of_ones_own_goes_the_whole_way(folder: Path) -> None:
    criteria = load_criteria(folder)
    findings = [
        met("has_color", Message("It is %(color)s.", {"color": "blue"}), Confidence.CERTAIN),
        unmet("has_pet", Message("There is no dog."), Confidence.GOOD),
        met("licence_of_another_series", Message("Not asked here."), Confidence.CERTAIN),
    ]
    declared = {"has_name": Answer(Status.MET, "It is called so.", Origin.DECLARED)}
    look = Look(Repository("c" * 40), datetime(2026, 1, 1, tzinfo=UTC), findings, declared=declared)
    assessment = assess(look, criteria, str)
    own = assessment.standings["house"]
    assert own.levels["wood"].percentage == 67
    assert [(each.criterion, each.reason) for each in own.levels["wood"].blockers] == [("has_name", "url_required")]
    assert set(assessment.proposed) == {"has_color", "has_pet"}
    assert assessment.counted["has_color"].justification == "It is blue."
    better = {**assessment.counted, "has_name": Answer(Status.MET, "See https://example.org/")}
    [series] = criteria.series
    marks = pack(series, better)
    assert marks == "xmu"
    assert standing_of(series, marks).level == "wood"


def test_new_ids_get_the_next_positions_and_old_ones_keep_theirs(folder: Path) -> None:
    (folder / "house" / "positions.txt").write_text("# register\nhas_pet\n")
    assert append_positions(folder) == 2
    assert append_positions(folder) == 0
    assert load_criteria(folder).series[0].positions == {"has_pet": 0, "has_name": 1, "has_color": 2}


# --- nothing in the code knows these names ---------------------------------------------------------------------------


def source_files() -> list[Path]:
    found = [path for ending in ("py", "html") for path in (ROOT / "badge").glob(f"**/*.{ending}")]
    return [path for path in found if (ROOT / "badge" / "probes") not in path.parents and "_data" not in path.parts]


def test_the_code_names_no_criterion_and_no_level() -> None:
    criteria = load_criteria()
    ids = sorted(criteria.ids())
    assert len(ids) >= 67
    long = [each for each in ids if "_" in each]
    # Words of the language, too: only as a whole string are they ids. "build" is also a command of ours.
    short = [each for each in ids if "_" not in each and each != "build"]
    levels = [level.id for series in criteria.series for level in series.levels]
    pattern = re.compile(rf"\b({'|'.join(long)})\b|[\"']({'|'.join([*short, *levels])})[\"']")
    named: dict[str, Any] = {}
    for path in source_files():
        if found := pattern.findall(path.read_text("utf-8")):
            named[str(path.relative_to(ROOT))] = found
    assert not named
    assert pattern.search('x = "passing"')
    assert pattern.search("floss_license")


def test_a_slip_in_a_text_names_its_line_however_the_criterion_is_written() -> None:
    files = {
        "tiny/series.yml": "series: tiny\nversion: '1'\ntitle: T\nlabel: t\nlevels:\n  - {id: one, title: One}\n",
        "tiny/positions.txt": "a\n",
        "tiny/one/1.yml": "group: G\nsections:\n  - title: S\n    criteria:\n"
        '      - {id: a, category: MUST, title: T, text: "It {MUST} {link:none} be."}\n',
    }
    assert [(file, line, field) for file, line, _, field, _ in slips(files)] == [("tiny/one/1.yml", 5, "text")]
