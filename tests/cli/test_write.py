"""`badge write` draws the badge of a checkout, and `badge check` finds the badges that say something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from badge.cli.check import check
from badge.cli.entry import run
from badge.cli.write import STYLES, THEMES, write
from badge.svg import STYLES as ALL_STYLES
from badge.svg import THEMES as ALL_THEMES
from tests.sources.building import Building, small_repository

Run = Callable[..., tuple[int, str, str]]

HOUSE = {
    "house/series.yml": "series: house\nversion: '1'\ntitle: House\nlabel: house\nlevels:\n"
    "  - {id: wood, title: Wood}\n  - {id: iron, title: Iron, requires: wood, requires_criterion: has_wood}\n",
    "house/positions.txt": "has_name\nhas_wood\nhas_door\n",
    "house/wood/1.yml": "group: All\nsections:\n  - title: S\n    criteria:\n      - {id: has_name, category: MUST,"
    " title: A name, text: 'It {MUST} have a name.'}\n",
    "house/iron/1.yml": "group: All\nsections:\n  - title: S\n    criteria:\n      - {id: has_wood, category: MUST,"
    " title: Wood first, text: 'It {MUST} be of wood.'}\n      - {id: has_door, category: MUST, title: A door,"
    " text: 'It {MUST} have a door.'}\n",
}
DAY = ("--as-of", "2026-01-02")


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Building:
    found = small_repository(tmp_path / "work")
    found.commit({".bestpractices.json": '{"has_name_status": "Met"}'})
    return found


@pytest.fixture
def badge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    for name, text in HOUSE.items():
        (tmp_path / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / name).write_text(text)

    def go(name: str, *words: str) -> tuple[int, str, str]:
        code = run([name, "--criteria", str(tmp_path / "own"), *words])
        out, err = capsys.readouterr()
        return code, out, err

    return go


def image(checkout: Building, name: str = "docs/badge.svg") -> bytes:
    return (checkout.folder / name).read_bytes()


def test_the_choices_are_all_that_can_be_drawn() -> None:
    assert tuple(ALL_STYLES) == STYLES
    assert ALL_THEMES == THEMES
    assert (write.name, check.name) == ("write", "check")


def test_the_badge_of_a_checkout_is_drawn_without_a_server(badge: Run, checkout: Building) -> None:
    code, said, _ = badge("write", *DAY, str(checkout.folder))
    root = fromstring(image(checkout))
    assert (code, "docs/badge.svg" in said) == (0, True)
    assert root.get("aria-label") == "house: wood"
    assert root.findtext("{*}title") == "house: wood, and 50% of the level iron"
    assert root.findtext("{*}desc") == "As of 2026-01-02, by version 1 of the criteria. Of 1 answer, 0 is verified."


def test_the_day_alone_changes_no_file(badge: Run, checkout: Building) -> None:
    badge("write", *DAY, str(checkout.folder))
    before = image(checkout)
    assert "is up to date" in badge("write", "--as-of", "2026-05-05", str(checkout.folder))[1]
    assert image(checkout) == before
    checkout.commit({".bestpractices.json": '{"has_name_status": "Met", "has_door_status": "Met"}'})
    assert "Written" in badge("write", "--as-of", "2026-05-05", str(checkout.folder))[1]
    assert b"house: iron" in image(checkout)
    assert b"2026-05-05" in image(checkout)


def test_a_file_with_a_day_that_is_none_is_drawn_anew(badge: Run, checkout: Building) -> None:
    path = checkout.folder / "badge.svg"
    path.write_text("<desc>2026-99-99</desc>")
    assert badge("write", *DAY, "--output", "badge.svg", str(checkout.folder))[0] == 0
    assert path.read_bytes().startswith(b"<svg")


def test_it_is_drawn_as_it_is_wished_for(badge: Run, checkout: Building) -> None:
    words = ("--style", "for-the-badge", "--theme", "dark", "--label", "our house", "--series", "house", "--proof")
    assert badge("write", *words, "--output", "b.svg", str(checkout.folder))[0] == 0
    root = fromstring(image(checkout, "b.svg"))
    assert (root.get("height"), root.get("aria-label")) == ("28", "our house: wood, 0 of 1 verified")


def test_it_speaks_the_language_that_is_wished_for(badge: Run, checkout: Building) -> None:
    checkout.commit({".bestpractices.json": "{}"})
    assert badge("write", "--lang", "sw", str(checkout.folder))[0] == 0
    assert "inaendelea 0%" in image(checkout).decode()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--series", "metal"], 2, "There is no series metal. Series: house"),
        (["--label", "x" * 65], 2, "64 characters"),
        (["--style", "wavy"], 2, "for-the-badge"),
        (["nowhere"], 2, "does not exist"),
    ],
)
def test_wrong_use_is_said(badge: Run, checkout: Building, words: list[str], code: int, said: str) -> None:
    where = [] if words == ["nowhere"] else [str(checkout.folder)]
    found, _, err = badge("write", *words, *where)
    assert found == code
    assert said in err


def test_what_cannot_be_written_is_said(badge: Run, checkout: Building) -> None:
    (checkout.folder / "docs").write_text("a file")
    code, _, err = badge("write", str(checkout.folder))
    assert code == 3
    assert "could not be written" in err


def test_what_is_no_repository_is_said(badge: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert badge("write", str(tmp_path / "empty"))[0] == 3


README = """# A house
[![house](https://badges.example/projects/12/badge)](https://badges.example/projects/12) and
![fixed](https://badges.example/badge_static/{value}) <img src="docs/badge.svg">
"""


def document(checkout: Building, text: str, name: str = "README.md") -> str:
    (checkout.folder / name).write_text(text)
    return str(checkout.folder / name)


def test_badges_that_say_what_is_reached_are_in_order(badge: Run, checkout: Building) -> None:
    badge("write", *DAY, str(checkout.folder))
    code, said, err = badge("check", document(checkout, README.format(value="wood")))
    assert (code, err) == (0, "")
    lines = [line.partition("README.md:")[2] for line in said.splitlines()]
    assert lines == [
        "2: https://badges.example/projects/12/badge is drawn by its server; this checkout reaches “wood”.",
        "3: https://badges.example/badge_static/wood says “wood”, as this checkout reaches.",
        "3: docs/badge.svg says “wood”, as this checkout reaches.",
    ]


def test_a_badge_that_says_something_else_is_found(badge: Run, checkout: Building) -> None:
    badge("write", *DAY, str(checkout.folder))
    checkout.commit({".bestpractices.json": "{}"})
    code, said, err = badge("check", document(checkout, README.format(value="iron")))
    assert code == 1
    assert "badge_static/iron says “iron”, but this checkout reaches “in progress 0%”." in said
    assert "docs/badge.svg says “wood”, but this checkout reaches “in progress 0%”. Draw it again" in said
    assert "2 badges say something else." in err


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("No badge. https://badges.example/projects/12", 0, "embeds no badge"),
        ("![](https://x.org/badge_static/platinum)", 1, "shows “platinum”, which no series has"),
        ("![](https://x.org/badge_static/7)", 1, "“in progress 7%”"),
        ("![](https://x.org/badge_static/house-pct-200)", 1, "which no series has"),
        ("![](https://x.org/en/projects/3/house.png?style=flat&amp;series=x)", 0, "drawn by its server"),
        ("![](https://x.org/badge?repo=https%3A%2F%2Fx.org%2Fa)", 0, "drawn by its server"),
        ("![](https://x.org/projects/3/iron)", 0, "embeds no badge"),
        ("![](https://[x.org/projects/3/badge)", 0, "embeds no badge"),
        ("![](../outside.svg) ![](nothing.svg) ![](docs) ![](LICENSE) ![](a%00b.svg)", 0, "embeds no badge"),
        ("[b]: docs/badge.svg\n\n![x][b]", 0, "README.md:1: docs/badge.svg says “wood”"),
        (".. image:: docs/badge.svg\n   :alt: x", 0, "says “wood”"),
        (".. |b| image:: docs/badge.svg", 0, "says “wood”"),
        ("image::docs/badge.svg[x]", 0, "says “wood”"),
        ("image:/docs/badge.svg[x]", 0, "says “wood”"),
        ("<picture><source srcset='./docs/badge.svg?raw=1'></picture>", 0, "says “wood”"),
    ],
)
def test_badges_are_found_in_every_markup(badge: Run, checkout: Building, text: str, code: int, said: str) -> None:
    badge("write", *DAY, str(checkout.folder))
    (checkout.folder.parent / "outside.svg").write_bytes(image(checkout))
    found, out, _ = badge("check", document(checkout, text))
    assert (found, said in out) == (code, True), out


def test_an_image_that_is_no_badge_of_ours_is_left_alone(badge: Run, checkout: Building) -> None:
    (checkout.folder / "logo.svg").write_text("<svg><title>gold</title></svg>")
    assert "embeds no badge" in badge("check", document(checkout, "![](logo.svg)"))[1]


def test_the_checkout_may_be_named(badge: Run, checkout: Building, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text("![](https://x.org/badge_static/wood)")
    path = str(tmp_path / "elsewhere.md")
    assert badge("check", path)[0] == 3
    assert badge("check", "--checkout", str(checkout.folder), path)[0] == 0


def test_what_cannot_be_read_is_said(badge: Run, checkout: Building, tmp_path: Path) -> None:
    assert badge("check", str(tmp_path / "nothing.md"))[0] == 2
    assert badge("check", str(checkout.folder))[0] == 2


def test_the_report_is_in_the_readers_language(badge: Run, checkout: Building) -> None:
    checkout.commit({".bestpractices.json": "{}"})
    path = document(checkout, "![](https://x.org/badge_static/wood)")
    assert "inaendelea 0%" in badge("check", "--lang", "sw", path)[1]
