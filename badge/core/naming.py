"""Which criterion a written name means: its id, or the name that the document has for it, however it is spelled."""

from __future__ import annotations

from badge.core.criteria import Criteria

RESERVED = frozenset({"badge", "badges", "choose", "edit", "facts", "feed", "look", "permissions"})
"""Names of pages below a project: a level or series that is called so could not be reached by its address."""


def spelled_alike(name: str) -> str:
    """Give one spelling to both forms of a name: large letters with hyphens and dots, or small ones with _."""
    return name.casefold().replace("-", "_").replace(".", "_")


def criterion_named(name: str, criteria: Criteria) -> str:
    """Give the id that a name means, also of a criterion that is asked no more; empty where nothing is called so."""
    if name in criteria.ids():
        return name
    wanted = spelled_alike(name)
    known: dict[str, str] = {}
    for each in criteria.all():
        known.setdefault(spelled_alike(each.id), each.id)
        known.setdefault(spelled_alike(each.original), each.id)
    for own, original in former(criteria).items():
        known.setdefault(spelled_alike(own), own)
        known.setdefault(spelled_alike(original), own)
    return known.get(wanted, "") if wanted else ""


def former(criteria: Criteria) -> dict[str, str]:
    """Give every id that was asked once and is asked nowhere now, with its original name where it has one."""
    found = {each.id: each.original for series in criteria.series for each in series.retired}
    for series in criteria.earlier:
        for old in series.criteria():
            found[old.id] = found.get(old.id) or old.original
    return {own: original for own, original in found.items() if own not in criteria.ids()}
