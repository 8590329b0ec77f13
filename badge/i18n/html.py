"""The texts of criteria as HTML: escaped, with markup made from tokens and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from badge.core.criteria import Criterion, Link
from badge.core.tokens import Kind, Part
from badge.i18n.catalogs import Catalog
from badge.i18n.criteria import Refer, criterion_parts, link_title, obligation, with_openings
from badge.i18n.formats import figure

_CODE = Markup("<code>{}</code>")
_OBLIGATION = Markup('<strong class="obligation">{}</strong>')
_OUTSIDE = Markup('<a href="{}" rel="noopener noreferrer">{}</a>')
_INSIDE = Markup('<a href="{}">{}</a>')


def html(parts: tuple[Part, ...], catalog: Catalog, links: Mapping[str, Link], refer: Refer | None = None) -> Markup:
    """Write parts as HTML."""
    return Markup("").join(
        _OBLIGATION.format(obligation(part.text, catalog, opening=opening)) if part.kind is Kind.OBLIGATION
        else _html(part, catalog, links, refer)
        for part, opening in with_openings(parts)
    )  # fmt: skip


def criterion_html(criterion: Criterion, field: str, catalog: Catalog, refer: Refer | None = None) -> Markup:
    """Give a text of a criterion as HTML."""
    return html(criterion_parts(criterion, field, catalog), catalog, criterion.links, refer)


def _html(part: Part, catalog: Catalog, links: Mapping[str, Link], refer: Refer | None) -> Markup:
    match part.kind:
        case Kind.PLAIN:
            return escape(part.text)
        case Kind.NUMBER:
            return escape(figure(part.text, catalog.language))
        case Kind.LINK if (link := links.get(part.text)) and link.url.startswith(("https://", "http://")):
            return _OUTSIDE.format(link.url, link_title(link, catalog))
        case Kind.CRITERION if refer and (found := refer(part.text)):
            return _INSIDE.format(*found)
    return _CODE.format(part.text)
