"""Every text of every page can be translated: in a language of accents, no plain English is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from badge.api import BLUEPRINTS
from badge.core.criteria import Criteria
from badge.core.findings import Confidence, Place, unmet
from badge.core.messages import Message
from badge.core.reading import read_criteria
from badge.i18n import Shelf
from badge.i18n.pseudo import pseudo
from badge.services.translating import gather
from badge.web import create_app
from tests.web.building import ADDRESS, COMMIT, FILES, Kitchen

ROOT = Path(__file__).parents[2]
WORDS = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    "badge", "English", "Markdown", "HTML", "reStructuredText", "AsciiDoc", "MIT", "CC", "BY", "UTC", "AM", "PM",
    "Mar", "soup", "salad", "kitchen", "docs", "README", "md", "clean", "tidy", "sharp",
    *re.findall(r"[A-Za-z]+", ADDRESS), *re.findall(r"[a-z]+", COMMIT[:10]),
}  # fmt: skip
"""What is called the same in every language."""


def texts(criteria: Criteria) -> Iterator[tuple[str, str, str]]:
    """Give everything that is marked, as (context, text, plural), and the texts of the tiny series."""
    for each in gather(ROOT).texts:
        yield each.context, each.text, each.plural
    for series in criteria.series:
        yield f"{series.id}.title", series.title, ""
        yield f"{series.id}.summary", series.summary, ""
        for level in series.levels:
            yield f"{series.id}.{level.id}.title", level.title, ""
            yield f"{series.id}.{level.id}.summary", level.summary, ""
        for criterion in series.criteria():
            yield "group", criterion.group, ""
            yield "group", criterion.section, ""
            yield from ((criterion.context(field), text, "") for field, text in criterion.texts())
            yield from (("link", link.title, "") for link in criterion.links.values())


@pytest.fixture
def accented(kitchen: Kitchen) -> FlaskClient:
    """Give a client of a site that speaks the language of accents."""
    shelf = Shelf([], [pseudo(texts(read_criteria(FILES)))])
    return create_app(replace(kitchen.site, shelf=shelf), "secret", BLUEPRINTS).test_client()


def plain(page: str) -> list[str]:
    """Give the words of a page that stayed English, in texts and in what is read aloud."""
    page = re.sub(r'<img\b[^>]*\blang="en"[^>]*>|https?://[^\s<"]*', " ", page)
    page = re.sub(r"<(script|style|svg|pre|code|time)\b.*?</\1>", " ", page, flags=re.DOTALL)
    spoken = re.findall(r'\s(?:aria-label|title|alt|placeholder|data-done|data-marked)="([^"]*)"', page)
    read = re.sub(r"<[^>]*>", " ", page)
    return [word for text in [read, *spoken] for word in WORDS.findall(unescape(text)) if word not in NAMES]


@pytest.mark.parametrize(
    "path",
    ["", "/projects", "/projects?q=soup&level=warm&after=9", "/project_stats", "/organisations",
     "/organisations/github.com/cook", "/projects/1/warm", "/projects/1/hot", "/projects/1/look",
     "/projects/2/look", "/projects/3/look", "/projects/2/warm", "/criteria", "/criteria/warm",
     "/criteria/hot", "/criteria/clean", "/criteria/be_warm", "/criteria?q=%C3%A9", "/criteria?q=9",
     "/nothing", "/projects/9/warm"],
)  # fmt: skip
def test_every_text_of_a_page_can_be_translated(accented: FlaskClient, kitchen: Kitchen, path: str) -> None:
    kitchen.answer(kitchen.register(), clean="Met https://kitchen/", tidy="Unmet", sharp="Met")
    kitchen.register("soup")
    kitchen.look(
        kitchen.register("salad"),
        unmet("clean", Message("This is not answered yet."), Confidence.CERTAIN, Place("docs/README.md", 3)),
    )
    page = accented.get(f"/en-XA{path}").text
    assert '<html lang="en-XA"' in page
    assert plain(page.partition("<title>")[2]) == []


@pytest.mark.parametrize("where", ["", "no address"])
def test_a_slip_can_be_translated(accented: FlaskClient, where: str) -> None:
    accented.application.config["WTF_CSRF_ENABLED"] = False
    page = accented.post("/en-XA/projects", data={"where": where}).text
    assert plain(page.partition("<title>")[2]) == []
