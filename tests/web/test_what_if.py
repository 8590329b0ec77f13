"""What if: the page carries the rules and the marks, and the server says where answers would lead."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from badge.core.answers import Answer, Quality, Status
from badge.core.outcomes import table
from badge.core.scoring import judge, standing
from badge.services.asking import load_criteria
from badge.web.what_if import marks, rules, what_if
from tests.core.building import answers, series
from tests.web.building import words
from tests.web.ground import TWO_LEVELS, Ground, Visit, build

ADDRESS = "https://house.example/floor"
EDIT = "/en/projects/1/tidy/edit"
PREVIEW = "/en/projects/1/tidy/preview"


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return build(tmp_path, TWO_LEVELS)


def rules_in(page: str) -> dict[str, Any]:
    """Read the data that the page's script reads."""
    found = re.search(r'<script type="application/json" id="the-rules" data-scoring="([^"]+)">(.*?)</script>', page)
    assert found
    data: dict[str, Any] = json.loads(found[2])
    return data | {"scoring": found[1]}


def figures(page: str) -> dict[str, tuple[str, str]]:
    """Give level -> the two percentages in the table."""
    rows = re.findall(r'<tr data-level="([\w-]+)".*?<td>(.*?)</td><td>(.*?)</td></tr>', page)
    return {level: (saved, would) for level, saved, would in rows}


def ways(page: str, kind: str) -> list[str]:
    """Give the questions that are named as gone or new."""
    found = re.search(rf'data-ways="{kind}"( hidden)?>(.*?)</div>', page)
    assert found
    named = [unescape(each) for each in re.findall(r"<dd[^>]*>(?:<a[^>]*>)?([^<]*)", found[2])]
    assert bool(found[1]) is not bool(named)
    return named


def preview(ground: Ground, address: str = PREVIEW, /, **typed: str) -> str:
    """Ask as the page's script does."""
    visit = Visit(ground, f"{address.removesuffix('/preview')}/edit")
    sent = {f"project[{name}_status]": text for name, text in typed.items() if not name.endswith("_because")}
    sent |= {
        f"project[{name.removesuffix('_because')}_justification]": text
        for name, text in typed.items()
        if name.endswith("_because")
    }
    answer = visit.client.post(address, data=visit.seen.fields() | sent)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


# --- what the page carries --------------------------------------------------------------------------------------------


def test_the_page_carries_the_engines_own_table(ground: Ground) -> None:
    page = ground.client.get(EDIT).get_data(as_text=True)
    rules = rules_in(page)
    assert rules["table"] == table(ground.site.criteria.series[0])
    assert list(rules["table"]["levels"][1]["verdicts"]) == ["is_tidy", "aired"], "in the order of the level"
    with ground.client.get(rules["scoring"]) as answer:
        assert answer.mimetype == "text/javascript"
        assert "export function judge" in answer.get_data(as_text=True)


def test_the_marks_say_what_is_kept_for_every_level(ground: Ground) -> None:
    ground.answer(swept=Answer(Status.MET, f"See {ADDRESS}"), aired=Answer(Status.UNMET, "No <b>windows</b>."))
    visit = Visit(ground)
    assert visit.seen.by_id("the-what-if")["data-marks"] == "xu??"
    data = rules_in(visit.answer.get_data(as_text=True))
    assert data["alphabet"].index("x") == 3 * data["table"]["statuses"].index("Met") + Quality.ADDRESS
    assert data["alphabet"].index("u") == 3 * data["table"]["statuses"].index("Unmet") + Quality.GOOD


def test_marks_are_enough_to_judge_the_series() -> None:
    given = answers({"a": "Met", "b": "N/A a good reason", "c": "Unmet https://example.org", "old": "Met"})
    asked = series(
        {
            "one": {"b": "MUST na_allowed", "old": "MUST obsolete", "a": "MUST met_url_required"},
            "two": {"c": "SHOULD", "a": "MUST"},
        }
    )
    packed = dict(zip(("b", "a", "c"), marks(asked, given), strict=True))
    assert packed == {"b": "n", "a": "M", "c": "v"}
    letters = {"?": "?ab", "Unmet": "Uuv", "N/A": "Nno", "Met": "Mmx"}
    order = {each: (Status(status), Quality(row.index(each))) for status, row in letters.items() for each in row}
    assert judge(asked, lambda each: order[packed[each.id]]) == standing(asked, given)


def test_nothing_in_the_data_can_end_it(ground: Ground) -> None:
    evil = replace(ground.site.criteria.series[0], id="</script><script>alert(1)</script>&'")
    with ground.app.app_context():
        made = rules(evil)
    assert not set(made) & {"<", ">", "&", "'"}
    assert json.loads(made)["table"]["series"] == evil.id


def test_the_page_says_the_same_for_every_project_and_stays_small(tmp_path: Path) -> None:
    ground = build(tmp_path, load_criteria())
    for each in ground.site.criteria.series:
        page = ground.client.get(f"/en/projects/1/{each.levels[0].id}/edit").get_data(as_text=True)
        data = re.search(r'id="the-rules"[^>]*>(.*?)</script>', page)
        assert data
        assert len(data[1]) < 60 * len(list(each.criteria()))
        assert list(figures(page)) == [level.id for level in each.levels]


# --- what the server says ---------------------------------------------------------------------------------------------


def test_nothing_differs_from_itself(ground: Ground) -> None:
    page = ground.client.get(EDIT).get_data(as_text=True)
    assert figures(page) == {"tidy": ("0%", "0%"), "shiny": ("0%", "0%")}
    assert "data-differs" not in page
    assert ways(page, "gone") == ways(page, "new") == []


def test_a_draft_moves_every_level_that_asks_for_it(ground: Ground) -> None:
    page = preview(ground, aired="Met")
    assert figures(page) == {"tidy": ("0%", "33%"), "shiny": ("0%", "50%")}
    assert "data-differs" in page
    assert ways(page, "gone") == ["Aired"]
    assert "These answers would" not in page
    assert ground.kept() == {}


def test_a_level_is_reached(ground: Ground) -> None:
    page = preview(ground, swept="Met", swept_because=ADDRESS, aired="Met", plants="Unmet")
    assert figures(page) == {"tidy": ("0%", "100%"), "shiny": ("0%", "100%")}
    assert "These answers would reach Shiny." in page
    assert ways(page, "gone") == ["Swept", "Aired", "Plants"]


def test_a_level_is_lost(ground: Ground) -> None:
    ground.answer(swept=Answer(Status.MET, ADDRESS), aired=Answer(Status.MET), plants=Answer(Status.MET))
    page = preview(ground, aired="N/A")
    assert figures(page) == {"tidy": ("100%", "100%"), "shiny": ("100%", "50%")}
    assert "These answers would lose Shiny and give Tidy." in page
    page = preview(ground, swept="?")
    assert figures(page) == {"tidy": ("100%", "67%"), "shiny": ("100%", "50%")}
    assert "These answers would lose Shiny, and no level would be reached." in page
    assert (ways(page, "gone"), ways(page, "new")) == ([], ["Swept"])


def test_a_level_of_another_page_is_missed_through_this_one(ground: Ground) -> None:
    ground.answer(swept=Answer(Status.MET, ADDRESS), aired=Answer(Status.MET), plants=Answer(Status.MET))
    page = preview(ground, "/en/projects/1/shiny/preview", aired="Unmet")
    assert ways(page, "new") == ["Tidy first", "Aired daily"]


def test_more_than_three_questions_are_counted() -> None:
    asked = series({"one": dict.fromkeys("abcdef", "MUST")})
    found = what_if(
        asked,
        asked.levels[0],
        {},
        standing(asked, answers(dict.fromkeys("abcde", "Met"))),
        dict.fromkeys("abcdef", "X"),
    )
    assert [each.criterion for each in found.gone] == list("abcde")
    assert (found.new, found.turn, found.differs) == ((), "", True)


def test_more_than_three_questions_are_shown_as_a_number(tmp_path: Path) -> None:
    ground = build(tmp_path, load_criteria())
    own = ground.site.criteria.series[0].levels[0]
    simple = [each.id for each in own.criteria if not each.flags][:5]
    page = preview(ground, f"/en/projects/1/{own.id}/preview", **dict.fromkeys(simple, "Met"))
    assert len(ways(page, "gone")) == 4
    assert ways(page, "gone")[-1] == "+2"


def test_a_text_counts_as_it_would_be_kept(ground: Ground) -> None:
    """Blanks around a text are not kept, so that they make no reason, and hide no comment."""
    for text in ("       ", "  // see https://house.example/floor"):
        assert figures(preview(ground, swept="Met", swept_because=text))["tidy"] == ("0%", "0%")


def test_a_save_brings_the_new_marks(ground: Ground) -> None:
    visit = Visit(ground)
    data = visit.seen.fields() | {"project[plants_status]": "Met"}
    answer = visit.client.post("/en/projects/1/tidy", data=data, headers={"Badge-Fragment": "1"})
    assert figures(answer.get_data(as_text=True))["tidy"] == ("33%", "33%")
    assert visit.read(answer).by_id("the-what-if")["data-marks"] == "??M?"


def test_levels_that_stand_by_themselves_turn_by_themselves() -> None:
    asked = replace(series({"one": {"a": "MUST"}, "two": {"b": "MUST"}}), cumulative=False)
    titles = {"a": "A", "b": "B"}

    def turn(before: dict[str, str], after: dict[str, str]) -> str:
        return what_if(asked, asked.levels[0], answers(before), standing(asked, answers(after)), titles).turn

    assert turn({}, {"b": "Met"}) == "reach"
    assert turn({"a": "Met"}, {"b": "Met"}) == "reach"
    assert turn({"b": "Met"}, {"a": "Met"}) == "fall"
    assert turn({"b": "Met"}, {}) == "none"
    assert turn({"b": "Met"}, {"a": "Met", "b": "Met"}) == ""


# --- without a script -------------------------------------------------------------------------------------------------


def ask(visit: Visit, **typed: str) -> str:
    """Press the button that asks where the answers lead."""
    [button] = [each.attributes for each in visit.seen.controls if each.attributes.get("name") == "what_if"]
    data = visit.seen.fields() | {f"project[{name}_status]": text for name, text in typed.items()}
    answer = visit.client.post(button["formaction"], data=data | {"what_if": button["value"]})
    assert answer.status_code == 200
    visit.read(answer)
    return answer.get_data(as_text=True)


def test_a_button_shows_the_form_again_and_saves_nothing(ground: Ground) -> None:
    visit = Visit(ground)
    page = ask(visit, aired="Met")
    assert figures(page)["tidy"] == ("0%", "33%")
    assert visit.seen.fields()["project[aired_status]"] == "Met"
    assert "Nothing is saved yet." in visit.seen.text
    assert (ground.kept(), ground.version()) == ({}, 1)
    assert visit.press("continue", "left").status_code == 302
    assert ground.kept() == {"aired": Answer(Status.MET)}


def test_answers_that_change_nothing_are_said_to(ground: Ground) -> None:
    visit = Visit(ground)
    assert "The percentages would stay" not in visit.seen.text
    assert "The percentages would stay" not in words(ask(visit, aired="Met"))
    assert "The percentages would stay as they are saved." in words(ask(Visit(ground), swept="Met"))


def test_asking_does_not_hide_what_others_saved_meanwhile(ground: Ground) -> None:
    visit = Visit(ground)
    ground.answer(plants=Answer(Status.UNMET))
    ask(visit, aired="Met")
    assert visit.press("continue", "left").status_code == 409
    assert ground.kept() == {"plants": Answer(Status.UNMET)}


def test_the_button_keeps_to_what_is_left(ground: Ground) -> None:
    ground.answer(plants=Answer(Status.MET))
    visit = Visit(ground, f"{EDIT}?left=1")
    page = ask(visit, aired="Met")
    assert 'id="plants"' not in page
    assert visit.seen.fields()["project[aired_status]"] == "Met"


@pytest.mark.parametrize("query", ["", "?left=1"])
def test_who_comes_back_to_the_address_of_a_preview_finds_the_questions(ground: Ground, query: str) -> None:
    answer = ground.client.get(PREVIEW + query)
    assert (answer.status_code, answer.headers["Location"]) == (302, EDIT + query)
    assert ground.client.get("/en/projects/1/dusty/preview").status_code == 404
