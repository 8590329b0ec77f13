"""The forms of a level: what they offer, what they read, what they refuse."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from badge.core.answers import LONGEST, Answer, Status
from badge.core.criteria import Category, Criterion, Flag, Level
from badge.core.errors import InvalidAnswersError
from badge.web.forms import STALE, AnswersForm, asked, choices, fill, form_class

MET, UNMET, NA, UNKNOWN = Status.MET, Status.UNMET, Status.NA, Status.UNKNOWN


def criterion(name: str, *flags: Flag) -> Criterion:
    return Criterion(name, "house", "tidy", Category.MUST, frozenset(flags))


LEVEL = Level(
    "tidy",
    "Tidy",
    (
        criterion("swept"),
        criterion("aired", Flag.NA_ALLOWED),
        criterion("below"),
        criterion("candles", Flag.OBSOLETE),
        criterion("robots", Flag.FUTURE),
    ),
    requires="clean",
    requires_criterion="below",
)
FORM = form_class(LEVEL)


def filled(kept: dict[str, Answer] | None = None, **sent: str) -> AnswersForm:
    return read(sent, kept)


def read(sent: dict[str, str], kept: dict[str, Answer] | None = None) -> AnswersForm:
    return fill(FORM, MultiDict({f"project[{name}]": text for name, text in sent.items()}), kept or {})


def refused(form: AnswersForm) -> dict[str, str]:
    with pytest.raises(InvalidAnswersError) as error:
        form.must_be_right()
    return {name: str(message) for name, message in error.value.fields.items()}


def test_only_what_a_person_answers_is_asked() -> None:
    assert [each.id for each in asked(LEVEL)] == ["swept", "aired", "robots"]


@pytest.mark.parametrize(
    ("flags", "kept", "offered"),
    [
        ((), UNKNOWN, (MET, UNMET, UNKNOWN)),
        ((Flag.NA_ALLOWED,), UNKNOWN, (MET, UNMET, NA, UNKNOWN)),
        ((), NA, (MET, UNMET, NA, UNKNOWN)),
        ((), MET, (MET, UNMET, UNKNOWN)),
    ],
)
def test_a_criterion_offers_what_it_allows(flags: tuple[Flag, ...], kept: Status, offered: tuple[Status, ...]) -> None:
    assert choices(criterion("x", *flags), kept) == offered


def test_what_was_sent_is_read() -> None:
    form = filled(swept_status="Met", swept_justification="With a broom.", aired_status="N/A")
    form.must_be_right()
    assert form.sent() == {"swept": Answer(MET, "With a broom."), "aired": Answer(NA)}


def test_what_was_not_sent_stays() -> None:
    kept = {"swept": Answer(MET, "With a broom."), "aired": Answer(UNMET, "No windows.")}
    assert filled(kept, swept_status="Unmet").sent() == {"swept": Answer(UNMET, "With a broom.")}
    assert filled(kept, swept_justification="").sent() == {"swept": Answer(MET, "")}
    assert filled(kept).sent() == {}


@pytest.mark.parametrize("name", ["nothing_status", "below_status", "candles_status", "name", "", "swept", "__class__"])
def test_fields_that_are_not_asked_are_ignored(name: str) -> None:
    form = read({name: "Met"})
    form.must_be_right()
    assert form.sent() == {}


@pytest.mark.parametrize("text", ["met", "MET", " Met", "", "Yes", "Met\0", "N/A", "?x", "\u202eMet"])
def test_a_status_that_is_not_offered_is_refused(text: str) -> None:
    form = filled({"swept": Answer(UNMET)}, swept_status=text, swept_justification="Typed.")
    assert list(refused(form)) == ["swept"]
    assert form.sent() == {"swept": Answer(UNMET, "Typed.")}


def test_not_applicable_is_refused_with_the_reason() -> None:
    assert refused(filled(swept_status="N/A")) == {"swept": "N/A is not allowed here. Answer Met or Unmet."}


def test_not_applicable_that_is_kept_already_may_stay() -> None:
    form = filled({"swept": Answer(NA)}, swept_status="N/A")
    form.must_be_right()
    assert form.sent() == {"swept": Answer(NA)}


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "\u4e00" * (LONGEST + 1), "a\0b", "\x1b[31m", "a\x85b"])
def test_a_reason_that_cannot_be_kept_is_refused(text: str) -> None:
    form = filled(swept_justification=text)
    assert list(refused(form)) == ["swept"]
    assert form.sent()["swept"].justification == text


@pytest.mark.parametrize(
    "text",
    [
        "x" * LONGEST,
        "\r\n".join("x" for _ in range(LONGEST // 2)),  # a browser sends two characters for a line break
        " " * 20 + "x" * LONGEST + "\r\n",  # blanks around a text are not kept
        "tab\tand\nline",
        "\U0001f600 \u202e",
        "",
    ],
)
def test_a_reason_that_can_be_kept_is_not(text: str) -> None:
    filled(swept_justification=text).must_be_right()


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert set(refused(filled(swept_status="No", aired_justification="\0", robots_status="N/A"))) == {
        "swept",
        "aired",
        "robots",
    }


@pytest.mark.parametrize(
    ("sent", "version"),
    [({}, 7), ({"lock_version": "3"}, 3), ({"lock_version": "x"}, STALE), ({"lock_version": ""}, STALE)],
)
def test_the_version_is_read(sent: dict[str, str], version: int) -> None:
    assert read(sent).version(7) == version
