"""The whole journey, from a repository to a badge, as people make it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Server, look_at, to_the_questions

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("path", "lang", "checkout"), [("en", "en", "kettle"), ("zh-CN", "zh-Hans", "teapot"), ("sw", "sw", "samovar")]
)
def test_from_a_repository_to_a_badge(page: Page, server: Server, path: str, lang: str, checkout: str) -> None:
    look_at(page, server, path, checkout)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    before = _percentage(page)
    page.locator("[name=accept_all]").click()
    page.wait_for_timeout(200)
    page.locator("button[name=continue]").first.click()
    state = page.locator("#the-state")
    expect(state).to_have_text(state.get_attribute("data-saved") or "?")
    page.reload()
    assert _percentage(page) > before + 20
    page.locator("input[name='project[know_secure_design_status]'][value=Met]").check()
    page.locator("button[name=continue][value=leave]").first.click()
    page.wait_for_url(re.compile(r"/projects/\d+(/\w+)?$"))
    project = re.search(r"/projects/(\d+)", page.url)
    assert project
    answer = page.request.get(f"{server.url}/projects/{project[1]}/badge")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert re.search(r"in progress \d+%", answer.text())
    data = page.request.get(f"{server.url}/projects/{project[1]}.json").json()
    assert data["know_secure_design_status"] == "Met"
    assert data["license_location_status"] == "Met"


def test_the_journey_by_keyboard_only(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/en")
    _tab_to(page, "#where")
    page.keyboard.type("cauldron")
    page.keyboard.press("Enter")
    page.wait_for_url("**/facts", timeout=60_000)
    _tab_to(page, "#skip")
    page.keyboard.press("Enter")
    page.wait_for_url("**/choose/edit")
    _tab_to(page, "#begin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/passing/edit")
    _tab_to(page, "[name=accept_all]")
    page.keyboard.press("Enter")
    _tab_to(page, "input[name='project[know_secure_design_status]']", most=2000)
    met = page.locator("input[name='project[know_secure_design_status]'][value=Met]")
    for _ in range(4):  # the arrow keys go round the answers, whatever their order
        if not met.is_checked():
            page.keyboard.press("ArrowRight")
    expect(page.locator("input[name='project[know_secure_design_status]'][value=Met]")).to_be_checked()
    _tab_to(page, "button[value=leave]", most=3000)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/projects/\d+(/\w+)?$"))
    expect(page.locator("h1")).to_contain_text("cauldron")


def test_the_journey_without_javascript(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/en")
    page.fill("#where", "pan")
    page.click("form:has(#where) button[type=submit]")
    page.wait_for_url("**/facts", timeout=60_000)
    to_the_questions(page)
    page.locator("[name=accept_all]").click()
    assert _percentage(page) > 20
    page.locator("input[name='project[know_secure_design_status]'][value=Met]").check()
    _reason(page, "know_secure_design").fill("I read the *book*.")
    page.locator("button[value=leave]").first.click()
    page.wait_for_url(re.compile(r"/projects/\d+(/\w+)?$"))
    assert "I read the <em>book</em>." in page.content()
    context.close()


def test_two_tabs_and_nothing_typed_is_lost(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    first, second = context.new_page(), context.new_page()
    look_at_without_script(first, server, "wok")
    second.goto(first.url)
    for page, text in ((first, "from the first tab"), (second, "from the second tab")):
        _reason(page, "test_policy").fill(text)
    first.locator("button[name=continue]").first.click()
    with second.expect_response(lambda response: response.request.method == "POST") as saved:
        second.locator("button[name=continue]").first.click()
    assert saved.value.status == 409
    expect(second.locator("textarea[name='project[test_policy_justification]']")).to_have_value("from the second tab")
    assert "from the first tab" in second.content()
    second.locator("button[name=continue]").first.click()
    second.goto(first.url)
    expect(second.locator("textarea[name='project[test_policy_justification]']")).to_have_value("from the second tab")
    context.close()


def _reason(page: Page, criterion: str) -> Locator:
    """Unfold the reason of a question, and give its field."""
    field = page.locator(f"textarea[name='project[{criterion}_justification]']")
    if not field.is_visible():
        page.locator(f"#{criterion} .reason-fold > summary").click()
    return field


def look_at_without_script(page: Page, server: Server, checkout: str) -> None:
    page.goto(f"{server.url}/en")
    page.fill("#where", checkout)
    page.click("form:has(#where) button[type=submit]")
    page.wait_for_url("**/facts", timeout=60_000)
    to_the_questions(page)


def _percentage(page: Page) -> int:
    found = re.search(r"(\d+)", page.locator(".summary-bar").inner_text().replace("\n", " ").partition("%")[0][-4:])
    assert found
    return int(found[1])


def _tab_to(page: Page, selector: str, most: int = 400) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key never reaches {selector}")
