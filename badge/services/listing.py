"""Listing all that is asked as data: flags, versions, texts, positions, and which answer implies which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badge.core.answers import Quality
from badge.core.criteria import Criteria, Criterion, Flag, Level, Series
from badge.core.outcomes import table
from badge.core.profile import Question
from badge.core.tokens import Kind, written
from badge.i18n import Catalog
from badge.i18n.criteria import criterion_parts, criterion_plain, group_name, level_text, link_title, plain, series_text

SCHEMA = "/api/criteria.schema.json"


def listed(criteria: Criteria, catalog: Catalog, level_id: str = "") -> dict[str, Any]:
    """Give all series, or one level of one series in the same form; texts in the catalogue's language."""
    titles = {each.id: criterion_plain(each, "title", catalog) for each in reversed(tuple(criteria.all()))}
    asked = {each.id for each in criteria.all() if level_id in ("", each.level)}

    def described(every: tuple[Series, ...]) -> list[dict[str, Any]]:
        wanted = [each for each in every if not level_id or each.level(level_id)]
        return [_series(each, catalog, level_id, titles) for each in wanted]

    return {
        "$schema": SCHEMA,
        "series": described(criteria.series),
        "earlier": described(criteria.earlier),
        "crosswalk": [
            {
                "from": each.source,
                "to": each.target,
                "leads": {
                    str(given): {"status": str(implied), "confidence": int(sure)}
                    for given, (implied, sure) in each.leads.items()
                },
            }
            for each in criteria.crosswalk
            if each.source in asked or each.target in asked
        ],
        "profile": [_question(each, catalog) for each in criteria.profile],
    }


def _series(series: Series, catalog: Catalog, level_id: str, titles: Mapping[str, str]) -> dict[str, Any]:
    verdicts = {**table(series), "texts": [each.name.lower() for each in Quality]}
    if level_id:
        verdicts["levels"] = [each for each in verdicts["levels"] if each["id"] == level_id]
    return {
        "id": series.id,
        "family": series.family,
        "version": series.version,
        "title": series_text(series, "title", catalog),
        "summary": series_text(series, "summary", catalog),
        "label": series.label,
        "order": series.order,
        "cumulative": series.cumulative,
        "retired": [{"id": each.id, "original": each.original} for each in series.retired],
        "levels": [
            _level(series, each, catalog, titles) for each in series.levels if level_id in ("", each.id)
        ],
        "verdicts": verdicts,
    }  # fmt: skip


def _level(series: Series, level: Level, catalog: Catalog, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": level.id,
        "title": level_text(series, level, "title", catalog),
        "summary": level_text(series, level, "summary", catalog),
        "color": level.color,
        "ink": level.ink,
        "requires": level.requires,
        "requires_criterion": level.requires_criterion,
        "former": list(level.former),
        "criteria": [_criterion(each, series.positions, catalog, titles) for each in level.criteria],
    }


def _criterion(
    criterion: Criterion, positions: Mapping[str, int], catalog: Catalog, titles: Mapping[str, str]
) -> dict[str, Any]:
    def refer(name: str) -> tuple[str, str] | None:
        return ("", titles[name]) if name in titles else None

    def text(field: str) -> dict[str, str]:
        parts = criterion_parts(criterion, field, catalog)
        named.update(each.text for each in parts if each.kind is Kind.LINK)
        raw = "".join(written(each) for each in parts)
        return {"text": plain(parts, catalog, criterion.links, refer), "raw": raw}

    named: set[str] = set()
    texts = {field: text(field) for field in ("title", "text", "details", "why")}
    how = [text(f"how.{number}") for number in range(1, len(criterion.how) + 1)]

    return {
        "id": criterion.id,
        "original": criterion.original,
        "position": positions[criterion.id],
        "category": str(criterion.category),
        "flags": [str(each) for each in Flag if each in criterion.flags],
        "active": criterion.active,
        "people": criterion.people,
        "group": group_name(criterion.group, catalog),
        "section": group_name(criterion.section, catalog),
        **texts,
        "how": how,
        "placeholders": {name: text(f"placeholder.{name}")["text"] for name in criterion.placeholders},
        "links": {
            name: {"title": link_title(each, catalog), "url": each.url}
            for name, each in criterion.links.items()
            if name in named
        },
    }


def _question(question: Question, catalog: Catalog) -> dict[str, Any]:
    own = f"profile.{question.id}"
    return {
        "id": question.id,
        "title": catalog.pgettext(f"{own}.title", question.title),
        "help": catalog.pgettext(f"{own}.help", question.help) if question.help else "",
        "options": [
            {
                "id": option.id,
                "title": catalog.pgettext(f"{own}.{option.id}.title", option.title),
                "people": option.people,
                "excuses": [
                    {
                        "reason": catalog.pgettext(f"{own}.{option.id}.excuse.{number}", excuse.reason),
                        "criteria": list(excuse.criteria),
                    }
                    for number, excuse in enumerate(option.excuses, 1)
                ],
            }
            for option in question.options
        ],
    }
