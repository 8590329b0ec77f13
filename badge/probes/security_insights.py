"""What a project declares about itself in security-insights.yml: a claim that programs can read, never more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from badge.core.findings import Confidence, Finding, Outcome, unknown
from badge.core.messages import Message, Value, counted
from badge.probes.facts.insights import Declared, Insights, day_of, first_text
from badge.probes.facts.structured import dig
from badge.probes.patterns import found
from badge.probes.probe import probe

_CUE = Confidence.CUE
_PARTLY = Confidence.PARTIAL
_WELL = Confidence.GOOD

_NOT_FILLED_IN = r"REPLACE[-_ ]?ME|PLACEHOLDER|\bTODO\b|^<[^>]*>$|\bfoo\.bar\b|://(?:www\.)?example\.(?:com|org|net)\b"
_YEARS_OF_A_REVIEW = 5


class Says(NamedTuple):
    """What a value under a key says of some criteria, and how sure that makes it.

    `values`: only these (in small letters) count; without them any filled-in value does. `item`: the field of each
    object of a list that is looked at; `part` is enough of it. `every`: each of them has to begin so. `also`: another
    field of the same object that has to be true. `least`: so many items are needed. `dated`: only with a day of the
    last years.
    """

    key: str
    outcome: Outcome
    sure: Mapping[str, Confidence]
    values: tuple[str, ...] = ()
    item: str = ""
    part: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    also: str = ""
    least: int = 1
    dated: str = ""


_MET = Outcome.MET
_UNMET = Outcome.UNMET
_NA = Outcome.NA
_HINT = Outcome.UNKNOWN

_REPORTING = "project.vulnerability-reporting"
REPORTING = {
    "2": (
        Says(f"{_REPORTING}.reports-accepted", _MET, {"vulnerability_report_process": _PARTLY}, values=("true",)),
        Says(
            f"{_REPORTING}.reports-accepted",
            _UNMET,
            {"vulnerability_report_process": _PARTLY, "osps_vm_03_01": _PARTLY},
            values=("false",),
        ),
        Says(f"{_REPORTING}.policy", _MET, {"vulnerability_report_process": _PARTLY, "osps_vm_01_01": _CUE}),
        Says(f"{_REPORTING}.security-policy", _MET, {"vulnerability_report_process": _PARTLY, "osps_vm_01_01": _CUE}),
        Says(
            "repository.documentation.security-policy",
            _MET,
            {"vulnerability_report_process": _PARTLY, "osps_vm_01_01": _CUE},
        ),
        Says(f"{_REPORTING}.contact", _MET, {"osps_vm_02_01": _WELL}),
        Says(f"{_REPORTING}.pgp-key", _MET, {"vulnerability_report_private": _PARTLY, "osps_vm_03_01": _PARTLY}),
    ),
    "1": (
        Says(
            "vulnerability-reporting.accepts-vulnerability-reports",
            _MET,
            {"vulnerability_report_process": _PARTLY},
            values=("true",),
        ),
        Says(
            "vulnerability-reporting.accepts-vulnerability-reports",
            _UNMET,
            {"vulnerability_report_process": _PARTLY},
            values=("false",),
        ),
        Says("security-contacts", _MET, {"osps_vm_02_01": _PARTLY}, item="value"),
    ),
}

_ENDED = ("abandoned", "inactive", "suspended", "unsupported")
_BETWEEN = ("concept", "wip", "moved")
_ACTIVE = {"maintained": _PARTLY}
STATE = {
    "2": (
        Says("repository.status", _MET, _ACTIVE, values=("active",)),
        Says("repository.status", _UNMET, {"maintained": _WELL}, values=_ENDED),
        Says("repository.status", _HINT, _ACTIVE, values=_BETWEEN),
        Says("project.administrators", _MET, {"osps_gv_01_01": _PARTLY}, item="name"),
        Says("repository.core-team", _MET, {"osps_gv_01_01": _PARTLY}, item="name"),
        Says("project.administrators", _HINT, {"access_continuity": _CUE}, item="name", least=2),
        Says("project.repositories", _MET, {"osps_qa_04_01": _PARTLY}, item="url", least=2),
    ),
    "1": tuple(
        Says(f"project-lifecycle.{key}", outcome, sure, values=values)
        for key in ("status", "stage")
        for outcome, sure, values in (
            (_MET, _ACTIVE, ("active",)),
            (_UNMET, {"maintained": _PARTLY}, (*_ENDED, "archived")),
            (_HINT, _ACTIVE, _BETWEEN),
        )
    ),
}

_PROJECT, _REPOSITORY = "project.documentation", "repository.documentation"
DOCUMENTS = {
    "2": (
        Says(f"{_PROJECT}.code-of-conduct", _MET, {"code_of_conduct": _PARTLY}),
        Says(f"{_PROJECT}.quickstart-guide", _MET, {"documentation_quick_start": _PARTLY}),
        Says(f"{_PROJECT}.detailed-guide", _MET, {"documentation_basics": _PARTLY, "osps_do_01_01": _PARTLY}),
        Says(f"{_PROJECT}.design", _MET, {"documentation_architecture": _PARTLY, "osps_sa_01_01": _PARTLY}),
        Says(f"{_PROJECT}.support-policy", _MET, {"osps_do_04_01": _PARTLY, "maintenance_or_update": _PARTLY}),
        Says(f"{_PROJECT}.signature-verification", _MET, {"osps_do_03_01": _PARTLY}),
        Says("project.roadmap", _MET, {"documentation_roadmap": _PARTLY}),
        Says(f"{_REPOSITORY}.contributing-guide", _MET, {"contribution": _PARTLY, "osps_gv_03_01": _PARTLY}),
        Says(f"{_REPOSITORY}.governance", _MET, {"governance": _PARTLY, "osps_gv_01_02": _CUE}),
        Says(f"{_REPOSITORY}.review-policy", _MET, {"code_review_standards": _PARTLY}),
        Says(f"{_REPOSITORY}.dependency-management-policy", _MET, {"osps_do_06_01": _PARTLY}),
    ),
    "1": (),
}

_ATTESTED, _TYPE = "repository.release.attestations", "repository.security.tools"
RELEASES = {
    "2": (
        Says("repository.release.changelog", _MET, {"release_notes": _PARTLY, "osps_br_04_01": _PARTLY}),
        Says(
            "repository.release.distribution-points",
            _MET,
            {"delivery_mitm": _PARTLY, "osps_br_03_02": _PARTLY},
            item="uri",
            every=("https://", "pkg:"),
        ),
        Says(_ATTESTED, _MET, {"osps_br_06_01": _PARTLY}, item="predicate-uri", part=("slsa", "in-toto")),
        Says(_ATTESTED, _MET, {"osps_qa_02_02": _PARTLY}, item="predicate-uri", part=("spdx", "cyclonedx")),
        Says(_ATTESTED, _MET, {"osps_vm_04_02": _PARTLY}, item="predicate-uri", part=("vex",)),
        Says(
            "repository.no-third-party-packages",
            _NA,
            {"external_dependencies": _PARTLY, "dependency_monitoring": _PARTLY},
            values=("true",),
        ),
    ),
    "1": (),
}

_TOOLS = (
    ("sast", {"static_analysis": _PARTLY, "osps_vm_06_02": _PARTLY}),
    ("sca", {"dependency_monitoring": _PARTLY, "osps_vm_05_03": _PARTLY}),
    ("fuzzing", {"dynamic_analysis": _PARTLY}),
    ("secret", {"osps_br_07_01": _PARTLY}),
)
_SELF, _OTHERS = "repository.security.assessments.self.evidence", "repository.security.assessments.third-party"
ASSURANCE = {
    "2": (
        *(Says(_TYPE, _MET, sure, values=(name,), item="type", also="integration.ci") for name, sure in _TOOLS),
        *(Says(_TYPE, _MET, dict.fromkeys(sure, _CUE), values=(name,), item="type") for name, sure in _TOOLS),
        Says(_SELF, _MET, {"osps_sa_03_01": _PARTLY, "security_review": _CUE}),
        Says(_OTHERS, _MET, {"security_review": _PARTLY}, item="evidence", dated="date"),
    ),
    "1": (),
}


@probe(
    "vulnerability_report_process", "vulnerability_report_private", "osps_vm_01_01", "osps_vm_02_01", "osps_vm_03_01"
)
def reporting(insights: Insights, as_of: datetime) -> Iterator[Finding]:
    """Read what the security-insights file declares about reports of vulnerabilities."""
    yield from _declared(insights, as_of, REPORTING)


@probe("maintained", "osps_gv_01_01", "access_continuity", "osps_qa_04_01")
def state(insights: Insights, as_of: datetime) -> Iterator[Finding]:
    """Read what the security-insights file declares about the state of the project and who looks after it."""
    yield from _declared(insights, as_of, STATE)


@probe(
    "code_of_conduct", "documentation_quick_start", "documentation_basics", "osps_do_01_01",
    "documentation_architecture", "osps_sa_01_01", "osps_do_04_01", "maintenance_or_update", "osps_do_03_01",
    "documentation_roadmap", "contribution", "osps_gv_03_01", "governance", "osps_gv_01_02", "code_review_standards",
    "osps_do_06_01",
)  # fmt: skip
def documents(insights: Insights, as_of: datetime) -> Iterator[Finding]:
    """Read which documents the security-insights file names."""
    yield from _declared(insights, as_of, DOCUMENTS)


@probe(
    "release_notes", "osps_br_04_01", "delivery_mitm", "osps_br_03_02", "osps_br_06_01", "osps_qa_02_02",
    "osps_vm_04_02", "external_dependencies", "dependency_monitoring",
)  # fmt: skip
def releases(insights: Insights, as_of: datetime) -> Iterator[Finding]:
    """Read what the security-insights file declares about releases and dependencies."""
    yield from _declared(insights, as_of, RELEASES)


@probe(
    "static_analysis", "osps_vm_06_02", "dependency_monitoring", "osps_vm_05_03", "dynamic_analysis", "osps_br_07_01",
    "osps_sa_03_01", "security_review",
)  # fmt: skip
def assurance(insights: Insights, as_of: datetime) -> Iterator[Finding]:
    """Read which tools and reviews the security-insights file declares."""
    yield from _declared(insights, as_of, ASSURANCE)


def says_of(probe_name: str) -> Iterator[tuple[str, Outcome, Confidence]]:
    """Give what a probe of this family can say, since it stands in tables: criterion, outcome, confidence at most."""
    tables = {
        "reporting": REPORTING,
        "state": STATE,
        "documents": DOCUMENTS,
        "releases": RELEASES,
        "assurance": ASSURANCE,
    }
    for says in (each for rows in tables[probe_name].values() for each in rows):
        yield from ((criterion, says.outcome, sure) for criterion, sure in says.sure.items())


def _declared(insights: Insights, as_of: datetime, table: Mapping[str, tuple[Says, ...]]) -> Iterator[Finding]:
    """Yield what the file says, the surest for each criterion and outcome; without a file there is nothing to say."""
    if insights.problem is not None or not insights.path:
        return
    best: dict[tuple[str, Outcome], Finding] = {}
    for each in table[insights.schema]:
        for finding in _findings(each, insights, as_of):
            key = finding.criterion, finding.outcome
            if key not in best or finding.confidence > best[key].confidence:
                best[key] = finding
    yield from best.values()


def _findings(says: Says, insights: Insights, as_of: datetime) -> Iterator[Finding]:
    seen = _seen(says, insights, as_of)
    if len(seen) < says.least:
        return
    stale = insights.stale(as_of)
    place = insights.place(seen[0].line, f"{says.key}: {seen[0].value}")
    if example := next((each for each in seen if found(_NOT_FILLED_IN, each.value)), None):
        because = Message(
            "%(path)s still holds the example %(value)s under %(key)s.",
            {"path": insights.path, "value": example.value, "key": says.key},
        )
        yield from (replace(unknown(criterion, because, place), declared=True) for criterion in says.sure)
        return
    because = _because(seen, insights.path, says.key, stale=stale)
    for criterion, sure in says.sure.items():
        lower = stale or says.outcome is Outcome.UNKNOWN
        least = Confidence(max(Confidence.CUE, sure - 1)) if lower else sure
        yield Finding(criterion, says.outcome, because, least, (place,), declared=True)


def _because(seen: list[Declared], path: str, key: str, *, stale: bool) -> Message:
    """Say it with the value first, so that an address in it does not end in a full stop."""
    values: dict[str, Value] = {"path": path, "key": key, "value": seen[0].value}
    if len(seen) > 1:
        return counted(
            "%(path)s declares %(count)s item under %(key)s; the first is %(value)s.",
            "%(path)s declares %(count)s items under %(key)s; the first is %(value)s.",
            len(seen),
            **values,
        )
    if stale:
        return Message(
            "%(value)s is what %(path)s declares as %(key)s, but nobody has reviewed that file for a year.", values
        )
    return Message("%(value)s is what %(path)s declares as %(key)s.", values)


def _seen(says: Says, insights: Insights, as_of: datetime) -> list[Declared]:
    """Collect the values under a key that count; nothing where one that has to fit does not."""
    if not says.item:
        return list(_fitting([insights.value(says.key)], says))
    items = [each for each in insights.items(says.key) if _is_right(each, says, as_of)]
    named = [dig(each, says.item) if isinstance(each, Mapping) else each for each in items]
    if says.every and not all(str(each).startswith(says.every) for each in named):
        return []
    return list(_fitting(named, says))


def _is_right(item: object, says: Says, as_of: datetime) -> bool:
    if says.also and dig(item, *says.also.split(".")) is not True:
        return False
    if says.dated:
        day = day_of(dig(item, says.dated))
        return day is not None and 0 <= (as_of.date() - day).days <= _YEARS_OF_A_REVIEW * 365
    return True


def _fitting(values: Iterable[object], says: Says) -> Iterator[Declared]:
    for each in values:
        text = first_text(each)
        if text is None:
            continue
        plain = " ".join(str(text).split())[:200]
        if says.values and plain.lower() not in says.values:
            continue
        if says.part and not any(part in plain.lower() for part in says.part):
            continue
        yield Declared(says.key, plain, text.line)
