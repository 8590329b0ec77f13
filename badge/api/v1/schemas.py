"""The JSON Schema of every answer below /api/v1: strict, so that a key that is not described here is a fault."""

from __future__ import annotations

from typing import Any, TypeAlias

from badge.core.answers import Origin, Status
from badge.core.criteria import Category, Flag
from badge.core.findings import Outcome
from badge.core.scoring import Reason
from badge.core.support import Support

Schema: TypeAlias = dict[str, Any]


def strict(about: str, **fields: Schema) -> Schema:
    """Describe an object that has all of these keys, and no other."""
    return {
        "type": "object", "description": about, "properties": fields, "required": list(fields),
        "additionalProperties": False,
    }  # fmt: skip


def part_of(whole: Schema) -> Schema:
    """Describe the same object when `fields` has chosen some of its keys."""
    return {
        "type": "object", "description": "The keys that `fields` names.", "properties": whole["properties"],
        "minProperties": 1, "additionalProperties": False,
    }  # fmt: skip


def _text(about: str) -> Schema:
    return {"type": "string", "description": about}


def _maybe(about: str, **more: Any) -> Schema:  # noqa: ANN401 - a schema holds anything
    return {"type": ["string", "null"], "description": about, **more}


def _moment(about: str) -> Schema:
    return {"type": "string", "format": "date-time", "description": about}


def _perhaps_moment(about: str) -> Schema:
    return {"type": ["string", "null"], "format": "date-time", "description": about}


def _number(about: str, least: int = 0, most: int | None = None) -> Schema:
    found = {"type": "integer", "minimum": least, "description": about}
    return found if most is None else found | {"maximum": most}


def _truth(about: str) -> Schema:
    return {"type": "boolean", "description": about}


def _one_of(about: str, *words: str | None) -> Schema:
    kind: Any = ["string", "null"] if None in words else "string"
    return {"type": kind, "enum": list(words), "description": about}


def _list(about: str, items: Schema) -> Schema:
    return {"type": "array", "description": about, "items": items}


def ref(name: str) -> Schema:
    """Point to a schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


_STATUSES = tuple(map(str, Status))
_NUMBER = _number("The number of the project.", 1)
_SHARES = {
    "type": "object", "description": "Level → whole per cent; 100 only where nothing is missing.",
    "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 100},
}  # fmt: skip

_STANDING = {
    "series": _text("The id of the series."),
    "version": _text("The version of the criteria that judged."),
    "level": _maybe("The level that badges show."),
    "level_by_answers": _maybe("The level that the answers give by the criteria of today."),
    "shown_until": _perhaps_moment("Until when `level` is shown on, where a change of the criteria took it."),
    "tiered_percentage": _number("The percentages up to and with the first level that is not complete, added up."),
    "percentages": _SHARES,
    "revision": _number("Grows with every change of this standing."),
    "updated_at": _perhaps_moment("When it last changed; null where nobody has answered since the series came."),
}

_PLACE = strict(
    "A place in the repository.",
    path=_text("The path from the top of the repository."),
    line={"type": ["integer", "null"], "minimum": 1, "description": "Counted from 1; null means the whole file."},
    blob=_text("The id of the file's content in git, or empty."),
    excerpt=_text("A short quote, or empty."),
)

_LEVEL = strict(
    "How far one level is.",
    level=_text("The id of the level."),
    percentage=_number("Whole per cent.", 0, 100),
    achieved_at=_perhaps_moment("When it was last reached."),
    first_achieved_at=_perhaps_moment("When it was first reached."),
    lost_at=_perhaps_moment("When it was last lost."),
    blockers=_list(
        "What keeps it away.",
        strict("A blocker.", criterion=_text("The id."), reason=_one_of("Why it is not enough.", *map(str, Reason))),
    ),
)

_BRIEF = strict("An answer.", status=_one_of("The status.", *_STATUSES), justification=_text("The text as written."))

_REASON = {
    "type": "object",
    "description": "The same as a sentence with placeholders, for translating it.",
    "properties": {
        "id": _text("The English sentence with its placeholders."),
        "values": {"type": "object", "description": "What goes into them."},
        "plural": _maybe("The sentence for more than one."),
        "context": _maybe("What tells equal sentences apart."),
    },
    "required": ["id", "values", "plural", "context"],
    "additionalProperties": False,
}

_TURN = {
    "series": _text("The id of the series."),
    "level": _text("The id of the level."),
    "because": _maybe("Null where a person's save did it."),
    "version": _maybe("The version of the criteria, where those did it."),
    "shown_until": _perhaps_moment("Until when a level that was lost by that is shown on."),
}

_DETAILS: dict[str, Schema] = {
    "registered": strict("Where it is.", repository=_maybe("The address, where it has one.")),
    "imported": strict(
        "Where it comes from.",
        former_id={"type": ["integer", "null"], "description": "The number that it had at the former service."},
    ),
    "moved": strict("Where it went.", **{"from": _maybe("The former address."), "to": _text("The new one.")}),
    "answered": strict(
        "What was saved.",
        answers=_list(
            "The answers that changed.",
            strict("A change.", criterion=_text("The id."), **{"from": _BRIEF, "to": _BRIEF}),
        ),
        version=_number("The version of the project after it."),
    ),
    "told": strict(
        "Facts about the project.",
        facts=_list(
            "The facts that changed.",
            strict(
                "A change.", question=_text("The id of the question."),
                **{"from": _text("The option before, or empty."), "to": _text("The option, or empty.")},
            ),
        ),
        version=_number("The version of the project after it."),
    ),
    "look asked for": strict("Nothing more."),
    "looked": strict(
        "What the look brought.", commit=_maybe("The commit."), findings=_number("How many findings."),
        complete=_truth("Whether everything could be read."),
    ),
    "look failed": strict("Nothing more."),
    "level reached": strict("Which level.", **_TURN),
    "level lost": strict("Which level.", **_TURN),
}  # fmt: skip


def _event(kind: str) -> Schema:
    return strict(
        "Something that happened.",
        id=_number("Grows with time.", 1),
        project=_NUMBER,
        at=_moment("When."),
        kind={"type": "string", "const": kind, "description": "What happened."},
        actor=_one_of("Whether a person did it, or badge by itself. Nobody is named.", "person", "badge"),
        details=_DETAILS[kind],
        previous=_maybe("The hash of the event before it in the same project."),
        hash=_text("Holds the event and all before it: SHA-256 over what is kept, which is more than is shown here."),
    )


PROJECT = strict(
    "A project, with a short form of its standings.",
    id=_NUMBER,
    name=_text("Its name."),
    description=_text("What it is."),
    homepage=_maybe("The address of its homepage."),
    repository=_maybe("The address of its repository; null for a checkout that only this server has."),
    addresses=_list("Every canonical address under which it is found, former ones included.", _text("An address.")),
    license=_maybe("An SPDX expression."),
    implementation_languages=_list("Programming languages.", _text("A language.")),
    cpe=_maybe("Its name in advisories."),
    comments=_text("General comments."),
    language=_text("The language of its texts, as a BCP 47 tag."),
    version=_number("Grows with every save.", 1),
    created_at=_moment("When it came here, or to the service that it was brought in from."),
    updated_at=_moment("When somebody last saved it."),
    looked_at=_perhaps_moment("When its repository was last looked at."),
    data_license=_text("The terms for its answers, as an SPDX expression, or NOASSERTION."),
    attribution=_text("Who is to be named."),
    standings=_list("One for each series.", strict("A standing in short.", **_STANDING)),
)

STANDING = strict(
    "Where a project stands in a series.",
    **_STANDING,
    levels=_list("Each level, the first one first.", _LEVEL),
    answered=_number("How many criteria of the series are answered."),
    verified=_number("With how many of these answers the last look agrees."),
)

ANSWER = strict(
    "An answer.",
    criterion=_text("The id of the criterion."),
    original=_maybe("Its id in the document that it comes from."),
    asked=_truth("Whether any series still asks it."),
    status=_one_of("The status.", *(each for each in _STATUSES if each != str(Status.UNKNOWN))),
    justification=_text("The reason as it was written."),
    html=_text("The reason, rendered and cleaned."),
    origin=_one_of("Where it comes from.", *map(str, Origin)),
    **{"class": _one_of("How well it is supported, computed from the last look.", *map(str, Support), None)},
    probe=_maybe("The probe whose proposal was accepted."),
    commit=_maybe("The commit at which it was accepted."),
    places=_list("What it was accepted with.", _PLACE),
    answered_at=_perhaps_moment("When it was given."),
)

FINDING = strict(
    "What a probe says about a criterion. It never changes an answer.",
    criterion=_text("The id of the criterion."),
    outcome=_one_of("What it ended in. `unknown` never means no.", *map(str, Outcome)),
    status=_one_of("The status that it speaks for.", *(s for s in _STATUSES if s != str(Status.UNKNOWN)), None),
    confidence=_number("1 is a cue, 5 is certain.", 1, 5),
    probe=_text("Which probe."),
    probe_version=_text("Which version of it."),
    text=_text("Why, in English."),
    reason=_REASON,
    declared=_truth("Whether the project only says so of itself."),
    by_absence=_truth("Whether it rests on something not being there."),
    places=_list("Where that stands.", _PLACE),
)

LOOK = strict(
    "The last look at the repository.",
    commit=_maybe("What was read."),
    as_of={"type": "string", "format": "date", "description": "The day from which time was counted back."},
    looked_at=_moment("When."),
    engine=_text("The version of badge that looked."),
    complete=_truth("Whether everything could be read."),
    limits=_list("What could not be read.", _text("A sentence.")),
    problems=_list("What is wrong with files of the project that badge reads.", _text("A sentence.")),
)

EVENT: Schema = {"oneOf": [_event(kind) for kind in _DETAILS]}
EVENT_KEYS = _event("registered")
"""The keys are the same for every kind."""

BADGE = strict(
    "What a badge says.",
    series=_text("The id of the series."),
    level=_maybe("The level that it shows."),
    label=_text("Its left part."),
    message=_text("Its right part."),
    color={"type": "string", "pattern": "^#[0-9a-f]{3}([0-9a-f]{3})?$", "description": "The colour of its right part."},
    title=_text("What a pointer that rests on it shows."),
    description=_text("What stands behind it."),
    markdown=_text("A line for a README."),
    images=strict(
        "Addresses.", svg=_text("The image."), json=_text("The same as data."),
        png=_text("As pixels, where the server has what it needs for that."),
        text=_text("In words."), shields=_text("For shields.io."),
    ),
    page=_text("The page of the project."),
)  # fmt: skip

CRITERION = strict(
    "A criterion at one level.",
    series=_text("The id of the series."),
    version=_text("The version of the series."),
    level=_text("The id of the level."),
    id=_text("Its id; the same id at several levels shares one answer."),
    original=_maybe("Its id in the document that it comes from."),
    position=_number("Its place in packed marks."),
    category=_one_of("How much it demands.", *map(str, Category)),
    flags=_list("What it allows or wants beyond its status.", _one_of("A flag.", *map(str, Flag))),
    active=_truth("Whether it counts today."),
    people=_number("How many people have to take part before it can be met.", 1),
    group=_text("Its group."),
    section=_text("Its section."),
    title=_text("In a few words."),
    text=_text("The obligation."),
    details=_text("More about it, or empty."),
    why=_text("Why it is asked, or empty."),
    how=_list("Steps towards it.", _text("A step.")),
)

SERIES = strict(
    "A series with its levels.",
    id=_text("Its id."),
    version=_text("Its version."),
    title=_text("Its title."),
    summary=_text("What it is about."),
    label=_text("The left part of its badges."),
    cumulative=_truth("Whether a level counts only with all before it."),
    levels=_list(
        "Its levels, the first one first.",
        strict(
            "A level.", id=_text("Its id."), title=_text("Its title."), summary=_text("What it stands for."),
            color=_text("The colour of its badge."),
            requires=_maybe("The level that it rests on."), criteria=_number("How many criteria it has."),
        ),
    ),
)  # fmt: skip

DUMP = strict(
    "A dump of everything that is public, as it was at one moment.",
    name=_text("Its name."),
    as_of=_moment("The moment."),
    badge_version=_text("The version of badge that wrote it."),
    projects=_number("How many projects are in it."),
    events=_number("How many events are in it."),
    files=_list(
        "Its files.",
        strict(
            "A file.", name=_text("Its name."), url=_text("Its address."), bytes=_number("Its size."),
            sha256={"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Its checksum."},
        ),
    ),
)  # fmt: skip

START = strict(
    "Where everything is.",
    badge_version=_text("The version of badge."),
    document=_text("The address of the OpenAPI document."),
    paths=_list("What can be asked.", _text("A path, with placeholders in braces.")),
)

PROBLEM: Schema = {
    "type": "object",
    "description": "What is wrong, as RFC 9457 says it.",
    "properties": {
        "type": _text("`about:blank`: the status says all about the kind."),
        "title": _text("The name of the status."),
        "status": {"type": "integer", "minimum": 400, "maximum": 599, "description": "The status."},
        "detail": _text("A sentence that says what to do."),
        "instance": _text("The path that was asked for."),
        "parameter": _text("The parameter that does not fit."),
        "known": _list("What is known instead.", _text("A word.")),
    },
    "required": ["type", "title", "status", "detail", "instance"],
    "additionalProperties": False,
}

ITEMS: dict[str, Schema] = {
    "Start": START, "Project": PROJECT, "Standing": STANDING, "Answer": ANSWER, "Finding": FINDING, "Look": LOOK,
    "Event": EVENT, "Badge": BADGE, "Series": SERIES, "Criterion": CRITERION, "Dump": DUMP,
}  # fmt: skip


def keys_of(name: str) -> tuple[str, ...]:
    """Name the keys of an answer, or of what its list holds: those that `fields` can choose."""
    return tuple((EVENT_KEYS if name == "Event" else ITEMS[name])["properties"])
