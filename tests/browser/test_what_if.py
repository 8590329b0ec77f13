"""The rules in a browser say what the engine says; and what the form promises is what a save gives."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from badge.core.answers import Answer, Answers, Quality, Status, quality
from badge.core.criteria import Series
from badge.core.outcomes import STATUSES, table
from badge.core.scoring import blocker, percentage, standing
from badge.services.asking import load_criteria
from tests.browser.conftest import Server
from tests.core.building import answers, criterion, series
from tests.core.test_scoring_sheets import IDS, TEXTS, sheet

pytestmark = pytest.mark.browser

VECTORS = yaml.safe_load((Path(__file__).parents[1] / "data" / "scoring_vectors.yml").read_text("utf-8"))
SHEETS = 2_000
JUDGE = """async ({table, sheets, texts, ids}) => {
    const { judge, quality } = await import("/static/scoring.js");
    return sheets.map((sheet) => {
        const given = new Map(ids.map((id, place) => {
            const code = sheet.codePointAt(place) - 32;
            return [id, [table.statuses[code % 4], quality(texts[Math.floor(code / 4)])]];
        }));
        const { level, tiered, levels } = judge(table, (id) => given.get(id));
        const brief = Object.entries(levels).map(([id, each]) =>
            [id, each.percentage, ...each.blockers.flatMap(({ criterion, reason }) => [criterion, reason])].join(" "));
        return [level, tiered, ...brief].join("; ");
    });
}"""


@pytest.fixture(scope="module")
def scoring(browser: Browser, server: Server) -> Iterator[Page]:
    """Open a page of the site: its rules for scripts hold for the module too."""
    page = browser.new_page()
    page.goto(f"{server.url}/en")
    yield page
    page.close()


def judged(asked: Series, given: Answers) -> str:
    """Write what the engine says as the script above does."""
    found = standing(asked, given)
    brief = (
        " ".join([name, str(each.percentage), *(f"{one.criterion} {one.reason}" for one in each.blockers)])
        for name, each in found.levels.items()
    )
    return "; ".join([found.level, str(found.tiered_percentage), *brief])


def by_script(page: Page, asked: Series, given: list[Mapping[str, tuple[str, str]]]) -> list[str]:
    """Judge sheets in the browser; each travels as one character per criterion."""
    ids = sorted({name for each in given for name in each})
    texts = sorted({text for each in given for _, text in each.values()})
    code = {(status, text): chr(32 + STATUSES.index(Status(status)) + 4 * texts.index(text))
            for each in given for status, text in each.values()}  # fmt: skip
    sheets = ["".join(code[each.get(name, ("?", texts[0]))] for name in ids) for each in given]
    found: list[str] = page.evaluate(JUDGE, {"table": table(asked), "sheets": sheets, "texts": texts, "ids": ids})
    return found


# --- the same rules ---------------------------------------------------------------------------------------------------


def test_a_text_has_the_quality_the_rules_give_it(scoring: Page) -> None:
    texts = [*TEXTS, *(text for some in VECTORS["texts"].values() for text in some)]
    odd = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x11000), 0x1F600, 0x10FFFF)]
    texts += (
        [f"https://a{each}b.c" for each in odd]
        + [f"https://a.{each}" for each in odd]
        + [f"four{each}" for each in odd]
    )
    texts += [each * 4 for each in odd[-300:]]
    found = scoring.evaluate(
        "async (texts) => { const { quality } = await import('/static/scoring.js'); return texts.map(quality); }", texts
    )
    assert {text: Quality(each) for text, each in zip(texts, found, strict=True)} == {
        each: quality(each) for each in texts
    }


def test_a_text_is_tidied_as_it_is_when_it_is_kept(scoring: Page) -> None:
    odd = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x11000), 0x1F600)]
    texts = [f"{each}a{each}\r\n{each}b{each}" for each in odd] + [" \t\r\n", "", "\u3000// a\n"]
    found = scoring.evaluate(
        "async (texts) => { const { tidy } = await import('/static/scoring.js'); return texts.map(tidy); }", texts
    )
    assert found == [each.replace("\r\n", "\n").strip() for each in texts]


def test_percentages_round_alike(scoring: Page) -> None:
    pairs = [(enough, active) for active in range(210) for enough in range(active + 1)]
    pairs += [(enough, active) for enough, active, _ in VECTORS["percentages"]]
    found = scoring.evaluate(
        """async (pairs) => {
            const { percentage } = await import("/static/scoring.js");
            return pairs.map((each) => percentage(...each));
        }""",
        pairs,
    )
    assert found == [percentage(*each) for each in pairs]


def test_every_kind_of_criterion_is_judged_alike(scoring: Page) -> None:
    texts = {Quality.NONE: "", Quality.GOOD: "A good reason.", Quality.ADDRESS: "See https://example.org/page"}
    given: list[Mapping[str, tuple[str, str]]] = [{"a": (each, text)} for each in STATUSES for text in texts.values()]
    for words in VECTORS["table"]:
        asked = series({"one": {"a": words}})
        wanted = [blocker(criterion("a", words), each, worth) for each in STATUSES for worth in texts]
        assert by_script(scoring, asked, given) == [
            f"; 0; one 0 a {each}" if each else "one; 100; one 100" for each in wanted
        ]


@pytest.mark.parametrize("vector", VECTORS["standings"], ids=[each["name"] for each in VECTORS["standings"]])
def test_a_shared_sheet_comes_to_its_standing(scoring: Page, vector: dict[str, Any]) -> None:
    given = answers(vector["answers"])
    for cumulative in (True, False):
        asked = replace(series(vector["levels"], vector.get("requires")), cumulative=cumulative)
        [found] = by_script(scoring, asked, [{name: (each.status, each.justification) for name, each in given.items()}])
        assert found == judged(asked, given)
        if cumulative:
            level, tiered, *levels = found.split("; ")
            assert (level, int(tiered)) == (vector["level"], vector["tiered"])
            assert {each.split(" ")[0]: int(each.split(" ")[1]) for each in levels} == vector["wanted"]


def test_thousands_of_random_sheets_are_judged_alike(scoring: Page) -> None:
    rolls = random.Random(20260301)
    sheets = [sheet(rolls) for _ in range(SHEETS)]
    given = [{name: Answer(Status(status), text) for name, (status, text) in each.items()} for each in sheets]
    for asked in load_criteria().series:
        own = {each.id for each in asked.criteria()}
        assert own <= set(IDS)
        found = by_script(scoring, asked, [{name: each[name] for name in own} for each in sheets])
        assert found == [judged(asked, each) for each in given]
        assert {each.partition(";")[0] for each in found} == {"", *(level.id for level in asked.levels)}


# --- in the form ------------------------------------------------------------------------------------------------------


def open_questions(page: Page, server: Server, checkout: str, *, at_once: bool = False) -> None:
    """Register a checkout, and open the questions as soon as they have proposals, or without waiting for the look."""
    page.goto(f"{server.url}/en")
    page.fill("#where", checkout)
    page.click("form:has(#where) button[type=submit]")
    page.wait_for_url(re.compile(r"/projects/\d+"))
    found = re.search(r".*/projects/\d+", page.url)
    assert found
    if not at_once:
        page.wait_for_url(re.compile(r"/(facts|edit)$"), timeout=60_000)  # the look leads on by itself
    page.goto(f"{found[0]}/edit")


def test_what_the_form_promises_is_what_a_save_gives(page: Page, server: Server) -> None:
    open_questions(page, server, "skillet")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/preview*", hold)  # the server does not answer, so whatever is seen is the script's own
    box = page.locator("#the-what-if")
    saved = _columns(box)
    expect(box).not_to_have_attribute("data-differs", "")
    page.locator("[name=accept_all]").click()
    expect(box).to_have_attribute("data-differs", "")
    promised = _columns(box)
    assert promised.keys() == saved.keys()
    assert [each[0] for each in promised.values()] == [each[0] for each in saved.values()]
    first = next(iter(promised))
    assert _number(promised[first][1]) > _number(promised[first][0]) + 20
    assert page.locator("#the-standing .standing-percent").inner_text() == promised[first][1]
    assert box.locator("[data-ways=gone] a").count() == 3
    expect(page.locator("#the-what-if-said")).to_contain_text(f"{first} would be at {promised[first][1]}.")

    local = box.evaluate("each => each.outerHTML")
    assert held
    page.unroute("**/preview*")
    with page.expect_response("**/preview*") as answer:
        _reason(page, "know_secure_design").press_sequentially(" ")
    assert _bare(local) in _bare(answer.value.text()), "the script and the server say the same, to the letter"

    page.locator("button[name=continue]").first.click()
    expect(page.locator("#the-state")).to_have_text("Saved.")
    expect(box).not_to_have_attribute("data-differs", "")
    assert {name: each[0] for name, each in _columns(box).items()} == {name: each[1] for name, each in promised.items()}
    page.reload()
    assert {name: each[0] for name, each in _columns(box).items()} == {name: each[1] for name, each in promised.items()}

    page.locator("input[name='project[license_location_status]'][value=Unmet]").check()
    expect(box.locator("[data-ways=new] a")).to_have_count(1)
    assert _number(_columns(box)[first][1]) < _number(_columns(box)[first][0])
    assert Axe().run(page).violations_count == 0
    page.locator("input[name='project[license_location_status]'][value=Met]").check()
    expect(box).not_to_have_attribute("data-differs", "")
    page.locator("#the-discard").dispatch_event("click")


def test_the_servers_figures_win(page: Page, server: Server) -> None:
    open_questions(page, server, "griddle")

    def other(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"<td>\d+%</td></tr>", "<td>77%</td></tr>", answer.text()))

    page.route("**/preview*", other)
    page.locator("[name=accept_all]").click()
    expect(page.locator("#the-what-if tbody tr").first.locator("td").last).to_have_text("77%")
    expect(page.locator("#the-what-if-said")).to_contain_text("77%")
    page.unroute("**/preview*")
    page.locator("button[name=continue]").first.click()
    expect(page.locator("#the-state")).to_have_text("Saved.")


def test_without_javascript_a_button_shows_it_and_saves_nothing(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_questions(page, server, "crucible")
    edit = page.url
    before = _columns(page.locator("#the-what-if"))
    page.locator("input[name='project[know_secure_design_status]'][value=Met]").check()
    _reason(page, "know_secure_design").fill("We read the book.")
    page.locator("button[name=what_if]").click()
    page.wait_for_url("**/preview*")
    box = page.locator("#the-what-if")
    first = next(iter(before))
    assert _number(_columns(box)[first][1]) == _number(before[first][0]) + 1
    expect(box.locator("[data-ways=gone] a")).to_have_count(1)
    expect(_reason(page, "know_secure_design")).to_have_value("We read the book.")
    other = context.new_page()
    other.goto(edit)
    assert _columns(other.locator("#the-what-if")) == before
    page.locator("button[name=continue]").first.click()
    page.wait_for_url("**/edit*")
    assert _number(_columns(box)[first][0]) == _number(before[first][0]) + 1
    context.close()


def test_the_page_that_the_button_shows_is_readable_by_all(page: Page, server: Server) -> None:
    open_questions(page, server, "tagine", at_once=True)
    with page.expect_navigation():
        page.evaluate("""() => {
            const form = document.getElementById("the-form");
            const asked = document.createElement("input");
            form.append(Object.assign(asked, { type: "hidden", name: "what_if", value: "page" }));
            form.action = form.dataset.preview;
            form.submit(); // as a browser without scripts does it
        }""")
    expect(page.locator("#the-trial")).to_be_visible()
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


def _columns(box: Locator) -> dict[str, tuple[str, str]]:
    """Give level -> what is saved, what would be."""
    rows = (each.locator("th, td").all_text_contents() for each in box.locator("tbody tr").all())
    return {level: (saved, would) for level, saved, would in rows}


def _number(text: str) -> int:
    return int(text.removesuffix("%"))


def _bare(html: str) -> str:
    return re.sub(r"\s+", " ", html.replace('=""', ""))


def _reason(page: Page, name: str) -> Locator:
    """Unfold the reason of a question, and give its field."""
    field = page.locator(f"textarea[name='project[{name}_justification]']")
    if not field.is_visible():
        page.locator(f"#{name} .reason-fold > summary").click()
    return field
