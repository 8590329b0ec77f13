"""Every page, in every language, on a desk and on a phone, light and dark: readable by all, and nothing sticks out."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Server, look_at

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "projects",
    "projects?q=steamer&level=none:metal&verified=0",
    "projects?q=unicorns&language=Go",
    "project_stats",
    "organisations",
    "organisations/codeberg.org/cook",
    "criteria",
    "criteria?q=OpenPGP",
    "criteria?q=unicorns",
    "criteria/passing",
    "criteria/gold?details=true",
    "criteria/baseline-3",
    "criteria/bus_factor",
    "criteria/osps_qa_07_01",
    "criteria/osps_br_01_02",
    "{project}/look",
    "{project}/facts",
    "{project}/badges",
    "{project}/badges?style=for-the-badge&theme=auto&lang=zh-CN&show=proof&label=steam",
    "{project}/choose",
    "{project}/choose/edit",
    "{project}/passing",
    "{project}/passing/edit",
    "{project}/baseline-2",
    "{project}/silver/edit",
    "{project}/baseline-3/edit",
)
LANGUAGES = ("en", "zh-CN", "sw")


@pytest.fixture(scope="module")
def project(browser: Browser, server: Server) -> str:
    """Look at a project of our own, and give its place: `projects/NUMBER`."""
    page = browser.new_page()
    look_at(page, server, "en", "steamer")
    found = re.search(r"projects/\d+", page.url)
    page.close()
    assert found
    return found[0]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, server: Server, project: str, address: str, language: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]  # a plain str here
    page = context.new_page()
    answer = page.goto(f"{server.url}/{language}/{address.format(project=project)}".rstrip("/"))
    assert answer is not None
    assert answer.status == 200
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"the page is {wider} px wider than the window"
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    context.close()


def test_an_unknown_page_says_what_to_do(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    answer = page.goto(f"{server.url}/sw/projects/999")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").inner_text()
    assert Axe().run(page).violations_count == 0
    page.close()
