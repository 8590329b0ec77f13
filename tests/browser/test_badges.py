"""Choosing a badge: at once with a script, by a button without one, with the keyboard, and as wide as a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, look_at

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(browser: Browser, server: Server) -> str:
    """Look at a project of our own, and give the address of its page of badges."""
    page = browser.new_page()
    look_at(page, server, "en", "tagine")
    found = re.search(r".*/projects/\d+", page.url)
    page.close()
    assert found
    return f"{found[0]}/badges"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Open a window that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def drawn(page: Page) -> int:
    """Count the images that the browser could draw; every one has to be."""
    expect(page.locator("main img")).to_have_count(7)
    page.wait_for_function("[...document.querySelectorAll('main img')].every((each) => each.complete)")
    found: int = page.evaluate("[...document.querySelectorAll('main img')].filter((each) => each.naturalWidth).length")
    return found


def edge(page: Page, ground: str) -> bytes:
    """Take a picture of some pixels of the label before its first letter."""
    box = page.locator(f".ground-{ground} img").bounding_box()
    assert box
    return page.screenshot(clip={"x": int(box["x"]) + 2, "y": int(box["y"]) + 5, "width": 2, "height": 8})


def test_a_choice_changes_the_badge_and_the_texts_at_once(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("summary", has_text="AsciiDoc").click()
    page.get_by_label("for-the-badge").check()
    page.get_by_label("Dark pages").check()
    page.fill("#label", "a_b & <c>")
    expect(page.locator("#snippet-markdown")).to_contain_text("badge?style=for-the-badge&theme=dark&label=a%5Fb%20%26")
    expect(page.locator("#snippet-asciidoc")).to_be_visible()
    expect(page.locator("#label")).to_be_focused()
    expect(page.locator(".ground-dark img")).to_have_attribute("src", re.compile("label=a%5Fb"))
    expect(page.locator("#style-social")).to_have_attribute("src", re.compile("style=social&theme=dark&label=a%5Fb"))
    expect(page.locator("#the-news")).to_have_text("The badge and the texts to paste are changed.")
    assert drawn(page) == 7
    assert page.url.startswith(f"{address}?style=for-the-badge&theme=dark&label=")
    expect(page.locator(".languages a[lang=sw]")).to_have_attribute("href", re.compile("style=for-the-badge"))
    assert Axe().run(page).violations_count == 0


def test_what_is_copied_is_what_was_chosen(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_label("plastic").check()
    expect(page.locator("#snippet-markdown")).to_contain_text("style=plastic")
    page.locator("button[data-copy=snippet-markdown]").click()
    expect(page.locator("button[data-copy=snippet-markdown]")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#snippet-markdown").text_content()


def test_a_series_is_chosen_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#series").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#snippet-html")).to_contain_text("/baseline-1")
    expect(page.locator("#the-command")).to_contain_text("--series baseline")


def test_a_server_that_does_not_answer_is_said(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.route("**/badges?*", lambda route: route.abort())
    page.get_by_label("plastic").check()
    expect(page.locator("#the-news")).to_have_text("The server did not answer. Press the button to try again.")
    page.close()


def test_the_button_does_the_same_without_a_script(plain: Page, address: str) -> None:
    plain.goto(address)
    plain.get_by_label("social").check()
    plain.get_by_label("Say how many answers are verified").check()
    plain.get_by_role("button", name="Show this badge").click()
    assert "style=social" in plain.url
    expect(plain.locator("#snippet-markdown")).to_contain_text("badge?style=social&show=proof")
    expect(plain.get_by_label("social")).to_be_checked()
    expect(plain.locator("button.copy").first).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_a_slip_is_said_and_a_long_label_does_not_stick_out(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]  # a plain str here
    page = context.new_page()
    for query, status in (("style=round&label=a%0Ab&lang=tlh", 400), (f"label={'W' * 64}&style=for-the-badge", 200)):
        answer = page.goto(f"{address}?{query}")
        assert answer is not None
        assert answer.status == status
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
    context.close()


@pytest.mark.parametrize(("theme", "alike"), [("light", True), ("auto", False)])
def test_an_image_for_both_follows_the_ground_it_stands_on(page: Page, address: str, theme: str, alike: bool) -> None:
    page.goto(f"{address}?theme={theme}&style=flat-square")
    assert drawn(page) == 7
    light, dark = (edge(page, name) for name in ("light", "dark"))
    assert (light == dark) is alike
