"""The questionnaire in a browser without scripts: what it shows, what it keeps, what it refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import pytest

from badge.core.answers import LONGEST, Answer, Origin, Status
from badge.core.findings import Confidence, Finding, Outcome, Place, met, unknown, unmet
from badge.core.messages import Message
from badge.i18n import Catalog
from badge.services.asking import load_criteria
from badge.storage import answers as sheets
from badge.storage import standings
from badge.web.forms import asked
from tests.data.markup_corpus import GOOD, HOSTILE
from tests.web.ground import COMMIT, TWO_LEVELS, Ground, Seen, Visit, build

EDIT = "/en/projects/1/tidy/edit"
CLEAN = Message("The file %(path)s says how it is swept.", {"path": "FLOOR.md"})
SWEPT = met("swept", CLEAN, Confidence.DIRECT, Place("FLOOR.md", 3, "b10b", "We sweep <daily> & well."))
PLANTS = met("plants", Message("There are pots."), Confidence.PARTIAL)
SENTENCE = f"The file FLOOR.md says how it is swept. https://github.com/owner/house/blob/{COMMIT}/FLOOR.md#L3"


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return build(tmp_path)


@pytest.fixture
def found(ground: Ground) -> Ground:
    ground.found(SWEPT, PLANTS, unknown("aired", Message("No window was found.")))
    return ground


def checked(seen: Seen, criterion: str) -> str:
    return seen.fields()[f"project[{criterion}_status]"]


def typed(seen: Seen, criterion: str) -> str:
    return seen.fields()[f"project[{criterion}_justification]"].replace("\r\n", "\n")


# --- what is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/en/projects/1/edit", EDIT, f"{EDIT}?left=1", f"{EDIT}?left=x&y=z"])
def test_the_form_is_shown_at_once(ground: Ground, address: str) -> None:
    assert ground.client.get(address).status_code == 200


def test_an_address_without_a_language_leads_to_the_readers_own(ground: Ground) -> None:
    answer = ground.client.get("/projects/1/tidy/edit?left=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{EDIT}?left=1")


@pytest.mark.parametrize("address", ["/en/projects/2/edit", "/en/projects/2/tidy/edit", "/en/projects/1/dusty/edit"])
def test_what_is_not_there_is_not_found(ground: Ground, address: str) -> None:
    assert ground.client.get(address).status_code == 404


def test_the_page_holds_what_scripted_clients_read(ground: Ground) -> None:
    page = ground.client.get(EDIT).get_data(as_text=True)
    assert re.search(r'<meta name="csrf-token" content="[^"]+"', page)
    assert re.search(r'<input type="hidden" name="authenticity_token" value="[^"]+">', page)
    assert 'name="project[lock_version]"' in page
    assert 'name="project[swept_status]"' in page
    assert 'name="project[swept_justification]"' in page
    assert 'name="continue"' in page


def test_a_question_says_what_is_asked(ground: Ground) -> None:
    seen = Visit(ground).seen
    text = " ".join(seen.text.split())
    for expected in (
        "The floor MUST be swept.",
        "Look into the corners.",
        "Dust makes people cough.",
        "Take a broom.",
        "Met needs a reason with a link",
        "Unmet needs a reason.",
        "Example for Met: See https://house.example/floor.",
    ):
        assert expected in text
    assert {"href": "#swept"}.items() <= next(each for each in seen.all("a") if each["href"] == "#swept").items()


def test_only_allowed_answers_are_offered(ground: Ground) -> None:
    offered: dict[str, list[str]] = {}
    for each in Visit(ground).seen.controls:
        if each.attributes.get("type") == "radio":
            offered.setdefault(each.attributes["name"], []).append(each.attributes["value"])
    assert offered == {
        "project[swept_status]": ["Met", "Unmet", "?"],
        "project[aired_status]": ["Met", "Unmet", "N/A", "?"],
        "project[plants_status]": ["Met", "Unmet", "?"],
    }


def test_keyboard_and_screen_reader_find_their_way(found: Ground) -> None:
    found.answer(aired=Answer(Status.UNMET, "No."))
    seen = Visit(found).seen
    ids = [each["id"] for _, each in seen.elements if "id" in each]
    assert len(ids) == len(set(ids))
    for _, each in seen.elements:
        for attribute in ("for", "aria-labelledby", "aria-describedby"):
            assert set(each.get(attribute, "").split()) <= set(ids), each
        if each.get("href", "").startswith("#icon-") or each.get("href", "").startswith("#"):
            assert each["href"][1:] in ids
    labelled = {each["for"] for each in seen.all("label")}
    fields = {
        each.attributes["id"]
        for each in seen.controls
        if each.tag == "textarea" or each.attributes.get("type") == "radio"
    }
    assert fields
    assert fields <= labelled
    assert len(seen.all("fieldset")) == len(seen.all("legend")) == 3
    headings = [int(tag[1]) for tag, _ in seen.elements if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1


def test_nothing_is_inline(found: Ground) -> None:
    for tag, attributes in Visit(found).seen.elements:
        assert tag != "style"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "script" and attributes.get("type") != "application/json":
            assert attributes["src"].startswith("/static/")


def test_enter_saves_and_never_accepts(found: Ground) -> None:
    """A browser presses the first submit button of a form when somebody presses Enter in a field."""
    buttons = [each.attributes for each in Visit(found).seen.controls if each.attributes.get("type") == "submit"]
    assert (buttons[0]["name"], buttons[0]["value"]) == ("continue", "left")


def test_a_proposal_is_shown_with_its_evidence_and_is_no_answer(found: Ground) -> None:
    seen = Visit(found).seen
    text = " ".join(seen.text.split())
    assert "The file FLOOR.md says how it is swept." in text
    assert "shown directly" in text
    assert "We sweep <daily> & well." in text
    assert "FLOOR.md:3" in text
    assert f"https://github.com/owner/house/blob/{COMMIT}/FLOOR.md#L3" in [each.get("href") for each in seen.all("a")]
    assert checked(seen, "swept") == "?"
    assert typed(seen, "swept") == ""
    assert "0%" in text
    assert "No window was found." in text
    assert "Looked at, nothing concluded" in text


def test_a_conflict_stands_beside_the_answer(found: Ground) -> None:
    found.answer(swept=Answer(Status.UNMET))
    seen = Visit(found).seen
    assert "The repository says otherwise" in seen.text
    assert checked(seen, "swept") == "Unmet"


def test_an_answer_that_is_not_enough_says_why(ground: Ground) -> None:
    ground.answer(swept=Answer(Status.MET, "Trust me."))
    seen = Visit(ground).seen
    assert "hidden" not in seen.by_id("swept-blocker")
    assert "The reason needs a link that begins with https:// or http://." in seen.text
    assert "hidden" in seen.by_id("aired-blocker")


def test_without_a_look_the_page_says_what_to_do(ground: Ground) -> None:
    seen = Visit(ground).seen
    assert "Nobody has looked at the repository yet" in seen.text
    assert "/en/projects/1/look" in [each.get("href") for each in seen.all("a")]


def test_only_what_is_left_is_shown_when_asked(found: Ground) -> None:
    found.answer(swept=Answer(Status.MET, "See https://house.example/"), plants=Answer(Status.UNMET))
    seen = Visit(found, f"{EDIT}?left=1").seen
    assert {each["id"] for each in seen.all("article")} == {"aired"}
    assert "group-2" not in [each.get("id") for each in seen.all("details")]
    found.answer(aired=Answer(Status.NA))
    assert "Nothing is left to answer here" in Visit(found, f"{EDIT}?left=1").seen.text


# --- saving -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "place"),
    [
        ("left", "/en/projects/1/tidy/edit#aired"),
        ("group-2", "/en/projects/1/tidy/edit#group-2"),
        ("plants", "/en/projects/1/tidy/edit#plants"),
        ("leave", "/en/projects/1/tidy"),
        ("", "/en/projects/1/tidy"),
        ("https://evil.example/", "/en/projects/1/tidy/edit"),
        ("group-9", "/en/projects/1/tidy/edit"),
    ],
)
def test_saving_leads_on(ground: Ground, button: str, place: str) -> None:
    answer = Visit(ground).press("continue", button, swept="Met", swept_because="See https://house.example/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"http://localhost{place}"
    assert ground.kept() == {"swept": Answer(Status.MET, "See https://house.example/")}


def test_the_choice_to_see_only_what_is_left_stays(ground: Ground) -> None:
    answer = Visit(ground, f"{EDIT}?left=1").press("continue", "group-2", plants="Met")
    assert answer.headers["Location"] == "http://localhost/en/projects/1/tidy/edit?left=1#group-2"


def test_only_what_was_sent_changes(ground: Ground) -> None:
    ground.answer(swept=Answer(Status.UNMET, "Not yet."), plants=Answer(Status.MET, "Cacti."))
    visit = Visit(ground)
    token = visit.seen.fields()["authenticity_token"]
    data = {"authenticity_token": token, "project[plants_status]": "Unmet", "project[nothing_status]": "Met"}
    assert visit.client.post("/en/projects/1/tidy", data=data).status_code == 302
    assert ground.kept() == {
        "swept": Answer(Status.UNMET, "Not yet."),
        "plants": Answer(Status.UNMET, "Cacti."),
    }


def test_a_question_can_be_left_unanswered_again(ground: Ground) -> None:
    ground.answer(swept=Answer(Status.UNMET, "Not yet."))
    Visit(ground).press(swept="?", swept_because="")
    assert ground.kept() == {}


def test_three_answers_reach_the_level(ground: Ground) -> None:
    visit = Visit(ground)
    visit.press(swept="Met", swept_because="https://house.example/", aired="N/A", plants="Unmet")
    seen = Visit(ground).seen
    assert "100%" in seen.text
    assert "Nothing is left" in seen.text
    with ground.site.database.reading() as session:
        assert standings.of_project(session, 1)["house"].level == "tidy"


def test_without_its_token_a_form_is_refused(ground: Ground) -> None:
    data = {"project[swept_status]": "Met", "project[lock_version]": "1"}
    assert ground.client.post("/en/projects/1/tidy", data=data).status_code == 400
    assert ground.kept() == {}


def test_sending_the_same_twice_is_no_conflict(ground: Ground) -> None:
    visit = Visit(ground)
    data = visit.seen.fields() | {"project[swept_status]": "Met", "continue": "leave"}
    for _ in range(2):
        assert visit.client.post("/en/projects/1/tidy", data=data).status_code == 302
    assert ground.version() == 2


# --- accepting --------------------------------------------------------------------------------------------------------


def test_accepting_one_keeps_the_rest_of_the_form_too(found: Ground) -> None:
    answer = Visit(found).press("accept", "swept", aired="Unmet", aired_because="The windows are stuck.")
    assert answer.headers["Location"] == "http://localhost/en/projects/1/tidy/edit#swept"
    assert found.kept() == {
        "swept": Answer(Status.MET, SENTENCE, Origin.PROPOSAL),
        "aired": Answer(Status.UNMET, "The windows are stuck."),
    }
    with found.site.database.reading() as session:
        kept = sheets.sheet(session, 1)["swept"]
    assert (kept.commit, kept.places) == (COMMIT, SWEPT.places)
    assert "This agrees with the answer" in Visit(found).seen.text


def test_accepting_keeps_a_text_that_somebody_has_written(found: Ground) -> None:
    Visit(found).press("accept", "swept", swept_because="I did it myself.")
    assert found.kept()["swept"] == Answer(Status.MET, f"I did it myself.\n\n{SENTENCE}")


def test_all_sure_ones_are_accepted_and_no_other(found: Ground) -> None:
    found.found(SWEPT, PLANTS, met("aired", Message("It smells fresh."), Confidence.GOOD))
    assert "Accept all sure ones (2)" in Visit(found).seen.text
    answer = Visit(found).press("accept_all", "sure", aired="Unmet", aired_because="The windows are stuck.")
    assert answer.headers["Location"] == "http://localhost/en/projects/1/tidy/edit"
    assert found.kept() == {
        "swept": Answer(Status.MET, SENTENCE, Origin.PROPOSAL),
        "aired": Answer(Status.UNMET, "The windows are stuck."),
    }
    assert "Accept all sure ones" not in Visit(found).seen.text


@pytest.mark.parametrize("name", ["nothing", "aired", "", "swept "])
def test_accepting_what_is_not_proposed_changes_nothing(found: Ground, name: str) -> None:
    Visit(found).press("accept", name)
    assert found.kept() == {}


def test_an_accepted_reason_speaks_the_projects_language(tmp_path: Path) -> None:
    swahili = Catalog("sw", {CLEAN.text: "Faili %(path)s linaeleza usafi.", "Reason": "Sababu"})
    ground = build(tmp_path, language="sw", extra=[swahili])
    ground.found(SWEPT)
    visit = Visit(ground)
    assert "The file FLOOR.md says how it is swept." in visit.seen.text
    assert visit.seen.by_id("swept-reason")["lang"] == "sw"
    visit.press("accept", "swept")
    assert ground.kept()["swept"].justification.startswith("Faili FLOOR.md linaeleza usafi. https://")
    assert ground.kept()["swept"].origin is Origin.PROPOSAL
    assert "Sababu" in Visit(ground, "/sw/projects/1/tidy/edit").seen.text
    assert "Sababu" not in Visit(ground).seen.text


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("criterion", "status", "text", "said"),
    [
        ("swept", "N/A", "", "N/A is not allowed here. Answer Met or Unmet."),
        ("plants", "Perhaps", "", "Choose one of the answers that are offered."),
        ("plants", "Met", "x" * (LONGEST + 1), "Shorten it to 8,192."),
        ("plants", "Met", "a\x1bb", "characters that cannot be kept (U+001B)"),
    ],
)
def test_what_cannot_be_kept_is_shown_again_with_the_reason(
    ground: Ground, criterion: str, status: str, text: str, said: str
) -> None:
    visit = Visit(ground)
    typing = {criterion: status, f"{criterion}_because": text, "aired": "Unmet", "aired_because": "Stuck."}
    assert visit.press("continue", "left", **typing).status_code == 400
    assert ground.kept() == {}
    assert visit.seen.text.count(said) == 2  # on top and at the field
    assert f"#{criterion}" in [each.get("href") for each in visit.seen.all("a")]
    assert visit.seen.by_id(f"{criterion}-reason")["aria-invalid"] == "true"
    assert typed(visit.seen, criterion) == text
    assert (checked(visit.seen, "aired"), typed(visit.seen, "aired")) == ("Unmet", "Stuck.")
    again = {criterion: "Unmet", f"{criterion}_because": "Fine."}
    assert visit.press("continue", "leave", **again).status_code == 302
    assert ground.kept() == {criterion: Answer(Status.UNMET, "Fine."), "aired": Answer(Status.UNMET, "Stuck.")}


def test_a_refused_form_that_showed_only_what_is_left_shows_all_that_was_typed(ground: Ground) -> None:
    visit = Visit(ground, f"{EDIT}?left=1")
    visit.press("continue", "left", plants="Met", aired="N/A", swept_because="\x1b")
    assert visit.answer.status_code == 400
    assert (checked(visit.seen, "plants"), checked(visit.seen, "aired")) == ("Met", "N/A")


def test_two_tabs_the_later_one_loses_nothing(ground: Ground) -> None:
    ground.answer(plants=Answer(Status.MET, "Cacti."))
    late = Visit(ground)
    Visit(ground).press(swept="Met", swept_because="See https://first.example/", plants="Unmet")
    refused = late.press(swept="Unmet", swept_because="Second & <last>.", aired="N/A")
    assert refused.status_code == 409
    # What is kept goes along, so that a script knows what of it is not saved.
    kept = late.seen.by_id("swept")
    assert (kept["data-kept-status"], kept["data-kept-reason"]) == ("Met", "See https://first.example/")
    assert "data-kept-status" not in late.seen.by_id("plants")
    assert (checked(late.seen, "swept"), typed(late.seen, "swept")) == ("Unmet", "Second & <last>.")
    assert checked(late.seen, "aired") == "N/A"
    assert "somebody else has saved in the meantime" in late.seen.text
    assert late.seen.text.count("See https://first.example/") == 2  # in the list of changes, and at the question
    # What the later one had left alone takes the newer answer, so that saving again takes nothing back.
    assert (checked(late.seen, "plants"), typed(late.seen, "plants")) == ("Unmet", "Cacti.")
    assert ground.kept()["swept"] == Answer(Status.MET, "See https://first.example/")
    assert late.press("continue", "leave").status_code == 302
    assert ground.kept() == {
        "swept": Answer(Status.UNMET, "Second & <last>."),
        "plants": Answer(Status.UNMET, "Cacti."),
        "aired": Answer(Status.NA),
    }


def test_a_third_save_in_between_is_told_too(ground: Ground) -> None:
    late = Visit(ground)
    ground.answer(plants=Answer(Status.MET, "One."))
    assert late.press(swept="Unmet").status_code == 409
    ground.answer(plants=Answer(Status.MET, "Two."))
    assert late.press().status_code == 409
    assert typed(late.seen, "plants") == "Two."
    assert checked(late.seen, "swept") == "Unmet"


def test_a_version_that_nobody_can_read_is_stale(ground: Ground) -> None:
    visit = Visit(ground)
    data = visit.seen.fields() | {"project[lock_version]": "newest", "project[swept_status]": "Met"}
    answer = visit.client.post("/en/projects/1/tidy", data=data)
    assert answer.status_code == 409
    assert checked(visit.read(answer), "swept") == "Met"


def test_an_accepted_proposal_survives_a_conflict(found: Ground) -> None:
    late = Visit(found)
    found.answer(plants=Answer(Status.MET))
    assert late.press("accept", "swept").status_code == 409
    assert (checked(late.seen, "swept"), typed(late.seen, "swept")) == ("Met", SENTENCE)


def test_full_forms_fit_and_larger_ones_are_refused(tmp_path: Path) -> None:
    ground = build(tmp_path, load_criteria())
    level = ground.site.criteria.series[0].levels[0]
    visit = Visit(ground)
    names = [each.id for each in asked(level)]
    longest = _reasons(dict.fromkeys(names, "\u4e00" * LONGEST))
    assert visit.press("continue", "leave", **longest).status_code == 302
    assert set(ground.kept()) == set(names)
    page = Visit(ground)
    assert typed(page.seen, names[0]) == "\u4e00" * LONGEST
    data = page.seen.fields() | {"more": "x" * 20_000_000}
    assert page.client.post(f"/en/projects/1/{level.id}", data=data).status_code == 413


# --- hostile texts ----------------------------------------------------------------------------------------------------


def test_hostile_reasons_are_kept_and_shown_as_text(tmp_path: Path) -> None:
    ground = build(tmp_path, load_criteria())
    level = ground.site.criteria.series[0].levels[0]
    names = [each.id for each in asked(level)]
    harmless = _dangers(Visit(ground).seen)
    # A browser sends no half of a surrogate pair.
    texts = iter(dict.fromkeys(each.encode("utf-8", "replace").decode() for each in (*HOSTILE, *GOOD)))
    kept = refused = 0
    while batch := dict(zip(names, islice(texts, len(names)), strict=False)):
        visit = Visit(ground)
        answer = visit.press("continue", "left", **_reasons(batch))
        wrong = {
            each["id"].removesuffix("-error") for each in visit.seen.all("p") if each.get("class") == "field-error"
        }
        assert answer.status_code == (400 if wrong else 302)
        if wrong:
            assert _dangers(visit.seen) == harmless
            _assert_typed(visit.seen, batch)
            assert visit.press("continue", "left", **_reasons(dict.fromkeys(wrong, ""))).status_code == 302
        refused += len(wrong)
        kept += len(batch) - len(wrong)
        shown = Visit(ground).seen
        assert _dangers(shown) == harmless
        _assert_typed(shown, {name: text for name, text in batch.items() if name not in wrong})
        readers = ground.client.get(f"/en/projects/1/{level.id}")
        assert readers.status_code == 200
        assert not {each for each in _dangers(Seen(readers.get_data(as_text=True))) if each[1]}
        Visit(ground).press("continue", "left", **_reasons(dict.fromkeys(names, "")))
        assert ground.kept() == {}
    assert kept >= 200
    assert refused


def _reasons(texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_because": text for name, text in texts.items()}


def _dangers(seen: Seen) -> set[tuple[str, str, str]]:
    """Give what could run: elements that load something, and handlers and styles on whatever element."""
    found = set()
    for tag, each in seen.elements:
        handlers = " ".join(sorted(name for name in each if name.startswith("on") or name in {"style", "srcdoc"}))
        source = "" if each.get("src", "").startswith("data:image/svg+xml;base64,") else each.get("src", "")
        if handlers or source or tag in {"script", "style", "iframe", "object", "embed", "base", "math", "form"}:
            found.add((tag, handlers, source))
    return found


def _assert_typed(seen: Seen, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        sent = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        assert typed(seen, name).replace("\0", "\ufffd").strip() == sent.strip(), name


# --- two levels -------------------------------------------------------------------------------------------------------


def test_what_is_computed_is_not_asked(tmp_path: Path) -> None:
    ground = build(tmp_path, TWO_LEVELS)
    visit = Visit(ground, "/en/projects/1/shiny/edit")
    assert "project[is_tidy_status]" not in visit.seen.fields()
    assert "it is counted as met when the level below is reached" in visit.seen.text
    assert "hidden" not in visit.seen.by_id("is_tidy-blocker")
    visit.press("continue", "left", is_tidy="Met")
    assert ground.kept() == {}


def test_not_applicable_of_another_level_survives_a_save(tmp_path: Path) -> None:
    """One answer serves both levels; the second one does not offer N/A, but does not lose it either."""
    ground = build(tmp_path, TWO_LEVELS)
    ground.answer(aired=Answer(Status.NA, "No rooms."))
    visit = Visit(ground, "/en/projects/1/shiny/edit")
    assert checked(visit.seen, "aired") == "N/A"
    assert "N/A is not allowed here." in visit.seen.text
    assert visit.press("continue", "leave", aired_because="There are no rooms.").status_code == 302
    assert ground.kept() == {"aired": Answer(Status.NA, "There are no rooms.")}


# --- with a script ----------------------------------------------------------------------------------------------------


def test_a_preview_says_where_a_draft_leads_and_keeps_nothing(found: Ground) -> None:
    visit = Visit(found)
    data = visit.seen.fields() | {"project[swept_status]": "Met", "project[plants_status]": "Met"}
    answer = visit.client.post("/en/projects/1/tidy/preview", data=data)
    text = visit.read(answer).text
    assert answer.status_code == 200
    assert "<html" not in answer.get_data(as_text=True)
    assert "33%" in text
    assert "The reason needs a link" in text
    assert found.kept() == {}
    assert found.version() == 1


@pytest.mark.parametrize("sent", [{"project[swept_status]": "N/A"}, {"project[swept_justification]": "\0" * 9000}, {}])
def test_a_preview_of_what_cannot_be_kept_is_shown_all_the_same(ground: Ground, sent: dict[str, str]) -> None:
    visit = Visit(ground)
    data = {"authenticity_token": visit.seen.fields()["authenticity_token"]} | sent
    assert visit.client.post("/en/projects/1/tidy/preview", data=data).status_code == 200


def test_a_script_gets_the_summary_and_the_new_version(ground: Ground) -> None:
    visit = Visit(ground)
    data = visit.seen.fields() | {"project[plants_status]": "Met"}
    answer = visit.client.post("/en/projects/1/tidy", data=data, headers={"Badge-Fragment": "1"})
    assert answer.status_code == 200
    assert visit.read(answer).by_id("the-standing")["data-version"] == "2"
    assert ground.kept() == {"plants": Answer(Status.MET)}


def test_a_browser_that_goes_back_may_keep_what_was_typed(ground: Ground) -> None:
    assert ground.client.get(EDIT).headers["Cache-Control"] == "private, no-cache"


def test_cheap_questions_come_first(found: Ground) -> None:
    found.answer(swept=Answer(Status.MET, "Trust me."))
    seen = Visit(found).seen
    order = [each["data-blocker"] for each in seen.all("li") if "data-blocker" in each]
    assert order == ["swept", "plants", "aired"]


def test_findings_beyond_two_are_folded(ground: Ground) -> None:
    ground.found(
        *(Finding("aired", Outcome.UNKNOWN, Message(f"Window {number}.")) for number in range(4)),
        unmet("aired", Message("It is stuffy."), Confidence.CUE),
    )
    text = Visit(ground).seen.text
    assert "Show 3 more findings" in text
    assert "It is stuffy." in text
