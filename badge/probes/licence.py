"""The licence: that its text stands where people look for it, and that it is free and open source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, unknown, unmet
from badge.core.messages import Message, Value
from badge.probes.facts import approval
from badge.probes.facts.approval import every, some
from badge.probes.facts.documents import Documents
from badge.probes.facts.licences import Declared, LicenceFile, Licences
from badge.probes.patterns import first, found
from badge.probes.probe import probe

_TOLD = frozenset(
    "BUSL-1.1 Elastic-2.0 FSL-1.1-ALv2 FSL-1.1-MIT PolyForm-Noncommercial-1.0.0 PolyForm-Small-Business-1.0.0 SSPL-1.0 "
    "SUL-1.0".split()
)
"""Licences that are not free and that nobody changes into a free one: a text near them is one of them."""

_NEAR = 0.5
_ALIKE = 0.9

_LICENCE_TITLE = r"^(the )?((mit|bsd|isc|apache|gnu|gpl).{0,20} )?licen[cs](e|ing)( .{0,20})?$"
_LICENCE_WORDS = r"\blicen[cs]ed? under\b|\blicen[cs]e:? +\S|\blicen[cs]ing\b"
_FULL_TEXT = 60
_NAMED_PLACES = r"^(?:license|copying)(?:[-._].*)?$|^licenses?/"
"""The places that the Baseline names; others may be as good, which a person should say."""

_BEGINNING = 3_000
_RESTRICTED = (
    r"\battribution[- ]non-?commercial\b|\bCC[- ]BY-N[CD]\b|\bCC[- ]BY-NC-|\bno-?derivatives\b"
    r"|creativecommons\.org/licenses/by-n[cd]"
)
_FREE_TOO = r"\b(?:MIT|BSD|Apache|GPL\w*|LGPL\w*|AGPL\w*|MPL|ISC|CC0|Unlicense|zlib)\b"
_GRANT = r"^\W*permission is hereby granted, free of charge|^\W*redistribution and use in source and binary forms"


@probe("license_location", echoes={"license_location": ("osps_le_03_01",)})
def location(licences: Licences, documents: Documents, files: Files) -> Iterator[Finding]:
    """Find the text of the licence at the top of the repository or in its folder of licences."""
    usual = [each for each in licences.own if each.usual and not each.small and not each.remark]
    if usual:
        paths = tuple(each.path for each in usual[:4])
        because = Message("The text of the license stands in %(paths)s.", {"paths": paths})
        sure = Confidence.GOOD if all(each.link or each.unread for each in usual) else Confidence.DIRECT
        places = [files.place(path) for path in paths]
        yield met("license_location", because, sure, *places)
        if not any(found(_NAMED_PLACES, path) for path in paths):
            yield met("osps_le_03_01", because, Confidence.PARTIAL, *places)
        return
    if licences.files:
        each = licences.files[0]
        because = Message("%(path)s is there, but it does not seem to hold the text of a license.", {"path": each.path})
        yield unknown("license_location", because, files.place(each.path))
    elif licences.elsewhere:
        because = Message(
            "No license stands at the top of the repository; %(path)s is in a folder.", {"path": licences.elsewhere[0]}
        )
        yield unknown("license_location", because, files.place(licences.elsewhere[0]))
    elif place := _in_a_document(documents):
        because = Message(
            "%(path)s speaks of the license, but no file of its own holds the text.", {"path": place.path}
        )
        yield unmet("license_location", because, Confidence.PARTIAL, place, by_absence=True)
    elif licences.declared:
        said = licences.declared[0]
        because = Message(
            "%(path)s names the license %(licence)s, but no file holds its text.",
            {"path": said.place.path, "licence": said.text},
        )
        yield unmet("license_location", because, Confidence.PARTIAL, said.place, by_absence=True)
    else:
        because = Message("No file LICENSE or COPYING and no folder LICENSES stands at the top of the repository.")
        yield unmet("license_location", because, Confidence.DIRECT, by_absence=True)


@probe("floss_license", echoes={"floss_license": ("osps_le_02_01",)})
def free(licences: Licences, documents: Documents, files: Files) -> Iterator[Finding]:
    """Recognise the licence and see whether it is free and open source software by any of the known lists."""
    yield from _judged("floss_license", licences, documents, files, approval.free)


@probe("floss_license_osi")
def osi(licences: Licences, documents: Documents, files: Files) -> Iterator[Finding]:
    """Recognise the licence and see whether the Open Source Initiative has approved it."""
    yield from _judged("floss_license_osi", licences, documents, files, approval.osi_approved)


def _judged(
    criterion: str, licences: Licences, documents: Documents, files: Files, question: Callable[[str], bool | None]
) -> Iterator[Finding]:
    """Answer from the texts; from what packages declare where there is no text; else say what was looked at."""
    texts = [each for each in licences.own if not each.remark and not each.small and not each.link]
    # An exception only permits more than the licence beside it, in whatever words exactly.
    texts = [each for each in texts if not _is_exception(each)] or texts
    ids = tuple(dict.fromkeys(name for each in texts for name in each.ids))
    places = tuple(files.place(each.path, each.line, each.text.excerpt) for each in texts[:4])
    if closed := _closed(criterion, texts, ids, files):
        yield closed
    elif odd := next((each for each in texts if not each.exact), None):
        yield unknown(criterion, _doubt(odd), files.place(odd.path, odd.text.line, odd.text.excerpt))
    elif ids:
        yield _of_texts(criterion, licences, ids, places, question)
    elif closed := _not_for_all(criterion, licences, documents, files):
        yield closed
    elif denial := next((each for each in licences.own if each.denies), None):
        because = Message("%(path)s grants no rights.", {"path": denial.path})
        yield unmet(criterion, because, Confidence.GOOD, files.place(denial.path, denial.line))
    elif licences.declared:
        yield _of_declared(criterion, licences.declared, question)
    else:
        place = _in_a_document(documents)
        because = (
            Message("%(path)s speaks of a license, but no text of one was recognised.", {"path": place.path})
            if place
            else Message("No text of a license was recognised and no package names one.")
        )
        yield unknown(criterion, because, *([place] if place else []))


def _is_exception(each: LicenceFile) -> bool:
    return not each.exact and "exception" in each.text.nearest.lower() and each.text.score >= _ALIKE


def _closed(criterion: str, texts: Sequence[LicenceFile], ids: tuple[str, ...], files: Files) -> Finding | None:
    """Say no where the only licence is one that is known not to be free, even if its blanks are filled in."""
    if len(texts) != 1:
        return None
    [only] = texts
    rider = "LicenseRef-Commons-Clause"
    if rider in ids:
        because = Message(
            "%(path)s adds the Commons Clause to its license, which then is not a free license.", {"path": only.path}
        )
        return unmet(criterion, because, Confidence.GOOD, files.place(only.path, only.text.line, only.text.excerpt))
    name = ids[0] if ids else only.text.nearest
    told = name in _TOLD and only.text.score >= _NEAR
    if any(approval.free(each) is not False for each in ids) or not (only.exact or told):
        return None
    because = Message(
        "%(path)s holds the license %(licence)s, which is not a free license.", {"path": only.path, "licence": name}
    )
    sure = Confidence.DIRECT if only.exact else Confidence.GOOD
    return unmet(criterion, because, sure, files.place(only.path, only.line))


def _not_for_all(criterion: str, licences: Licences, documents: Documents, files: Files) -> Finding | None:
    """Say no where the only words on the licence name one of Creative Commons that forbids commerce or changes."""
    because = "%(path)s names a license that forbids commercial use or changes, which is not a free license."
    for each in licences.own:
        text = (files.text(each.path) or "")[:_BEGINNING]
        if (hit := first(_RESTRICTED, text)) and not found(_FREE_TOO, text):
            place = files.place(each.path, hit.line, hit.text)
            return unmet(criterion, Message(because, {"path": each.path}), Confidence.GOOD, place)
    for readme in documents.all("readme") if not licences.files else ():
        for section in readme.sections:
            closed = found(_LICENCE_TITLE, section.title) and not found(_FREE_TOO, section.text)
            if closed and (hit := first(_RESTRICTED, section.text)):
                place = readme.place(section.line + hit.line, hit.text)
                return unmet(criterion, Message(because, {"path": readme.path}), Confidence.PARTIAL, place)
    return None


def _doubt(odd: LicenceFile) -> Message:
    """Say how a text departs from the licences that are known."""
    values: dict[str, Value] = {
        "path": odd.path,
        "line": odd.text.line,
        "licence": odd.text.nearest,
        "words": odd.text.words,
    }
    text = Message("The text in %(path)s is none of the known licenses.", values)
    if odd.unread:
        text = Message("The license in %(path)s could not be read.", values)
    elif odd.text.departs == "added" and len(odd.ids) > 1:
        values["licences"] = odd.ids
        text = Message(
            "%(path)s holds the licenses %(licences)s and other text, which begins at line %(line)s.", values
        )
    elif odd.text.departs == "added":
        text = Message(
            "%(path)s holds the license %(licence)s and other text that may change it, which begins at line %(line)s.",
            values,
        )
    elif odd.text.departs == "missing":
        text = Message("%(path)s is near the license %(licence)s, but departs from its text at line %(line)s.", values)
    return text


def _of_texts(
    criterion: str,
    licences: Licences,
    ids: tuple[str, ...],
    places: tuple[Place, ...],
    question: Callable[[str], bool | None],
) -> Finding:
    """Judge texts that were all recognised word for word."""
    values = {"paths": tuple(each.path for each in places), "licences": ids}
    answers = [question(name) for name in ids]
    declared = [each.expression for each in licences.declared if each.expression]
    agrees = not declared or any(
        _family(name) in {_family(one) for one in ids} for each in declared for name in each.ids
    )
    if every(answers):
        sure = Confidence.CERTAIN if len(ids) == 1 else Confidence.DIRECT
        if (
            any(name.startswith(approval.FOR_OTHER_WORKS) for name in ids)
            or not agrees
            or any(f.remark or _is_exception(f) for f in licences.own)
        ):
            sure = Confidence.GOOD
        return met(criterion, _yes(criterion, values), sure, *places)
    if some(answers) is False:
        sure = Confidence.DIRECT if criterion == "floss_license" and len(ids) == 1 else Confidence.GOOD
        return unmet(criterion, _no(criterion, values), sure, *places)
    said = [each.holds(question) for each in declared]
    known = {_family(one) for one in ids}
    if said and every(said) and all(_family(name) in known for each in declared for name in each.ids if question(name)):
        values["licences"] = tuple(each.text for each in licences.declared)
        values["paths"] = tuple(each.place.path for each in licences.declared)
        return met(criterion, _yes(criterion, values), Confidence.PARTIAL, *places)
    because = Message(
        "%(paths)s hold the licenses %(licences)s, and not all of them are known to be approved; "
        "whether one may choose among them is not known.",
        values,
    )
    return unknown(criterion, because, *places)


def _of_declared(criterion: str, declared: Sequence[Declared], question: Callable[[str], bool | None]) -> Finding:
    """Judge what packages say, where no text was recognised."""
    answers = [each.expression.holds(question) if each.expression else None for each in declared]
    values = {"paths": tuple(each.place.path for each in declared), "licences": tuple(each.text for each in declared)}
    places = [each.place for each in declared[:4]]
    if every(answers):
        return met(criterion, _yes(criterion, values), Confidence.PARTIAL, *places)
    if some(answers) is False:
        return unmet(criterion, _no(criterion, values), Confidence.PARTIAL, *places)
    because = Message("%(paths)s name the license %(licences)s, which is on no list of free licenses.", values)
    return unknown(criterion, because, *places)


def _yes(criterion: str, values: dict[str, tuple[str, ...]]) -> Message:
    if criterion == "floss_license":
        return Message("The license is %(licences)s (%(paths)s), which is free and open source software.", values)
    return Message("The license is %(licences)s (%(paths)s), which the Open Source Initiative has approved.", values)


def _no(criterion: str, values: dict[str, tuple[str, ...]]) -> Message:
    if criterion == "floss_license":
        return Message("The license is %(licences)s (%(paths)s), which is not a free license.", values)
    return Message(
        "The license is %(licences)s (%(paths)s), which the Open Source Initiative has not approved.", values
    )


def _family(name: str) -> str:
    """Give the name without what the text cannot tell: only this version, or later ones."""
    return name.lower().removesuffix("+").removesuffix("-only").removesuffix("-or-later")


def _in_a_document(documents: Documents) -> Place | None:
    """Find a section on the licence in the readme."""
    for readme in documents.all("readme"):
        for section in readme.sections:
            if found(_LICENCE_TITLE, section.title) and (
                found(_LICENCE_WORDS, section.text) or len(section.text.split()) >= _FULL_TEXT
            ):
                return readme.place(section.line, section.title)
        if hit := first(_GRANT, readme.text):
            return readme.place(hit.line, hit.text)
    return None
