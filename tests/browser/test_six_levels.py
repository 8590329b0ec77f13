"""From a few facts to the levels of two series, as a person who works alone makes the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser


def test_facts_first_then_a_level_then_the_next_series(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/en")
    page.fill("#where", "saucepan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/facts", timeout=60_000)
    for label in ("One person", "No, the source is used as it is"):
        page.get_by_label(label).check()
    page.locator("#fact-cryptography").get_by_label("No", exact=False).first.check()
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url("**/choose/edit")
    expect(page.locator("main")).to_contain_text("Alone, you can come as far as Silver")
    expect(page.get_by_role("link", name="Review by a second person")).to_have_attribute(
        "href", re.compile(r"/gold/edit#two_person_review$")
    )
    page.click("#begin")
    page.wait_for_url("**/passing/edit")
    card = page.locator("#crypto_published")
    expect(card).to_contain_text("From your answer to: Does the software use cryptography?")
    page.locator("[name=accept_all]").click()
    expect(card.locator("input[value='N/A']")).to_be_checked()
    page.locator("button[name=continue]").first.click()
    state = page.locator("#the-state")
    expect(state).to_have_text(state.get_attribute("data-saved") or "?")
    page.get_by_role("navigation", name="Levels").get_by_role("link", name="Baseline 1").click()
    page.wait_for_url("**/baseline-1/edit")
    follows = page.locator(".found", has_text="From your answer to:").first
    expect(follows).to_be_visible()
    follows.get_by_role("link").click()
    page.wait_for_url("**/passing/edit#*")
    project = re.search(r"/projects/\d+", page.url)
    assert project
    said = page.request.get(f"{server.url}{project[0]}/baseline").text()
    assert re.search(r'aria-label="openssf baseline v[\d.]+: \d+%"', said)
    page.goto(f"{server.url}/en{project[0]}/bronze")
    assert page.url.endswith(f"{project[0]}/passing")
    expect(page.locator("#facts ~ dl")).to_contain_text("One person")
