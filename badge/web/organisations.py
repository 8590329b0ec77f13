"""The page of an organisation: all projects below one owner, or at a list of addresses."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from badge.core.facets import owner_of
from badge.core.messages import Message
from badge.services import organisations
from badge.services.organisations import MOST, MOST_ADDRESSES, Member, Organisation
from badge.web import site
from badge.web.ladders import Ladder, ladders

blueprint = Blueprint("organisations", __name__)

LONGEST = 6_000
"""Characters of a list of addresses: an address of a page can hold them everywhere."""


@blueprint.get("/<locale>/organisations")
def ask() -> Response | tuple[str, int]:
    """Ask for an owner or for addresses; lead to the owner's page, or show the projects at the addresses."""
    owner, text = request.args.get("owner", "").strip(), request.args.get("addresses", "").strip()
    if owner:
        if found := owner_of(owner[:300]):
            return redirect(url_for("organisations.show", owner=found), 302)
        return _form(owner, text, {"owner": Message("Write the forge and the owner, like git.example.org/owner.")})
    if not text:
        return _form("", "", {})
    addresses = organisations.addresses_of(text)
    if len(text) > LONGEST or len(addresses) > MOST_ADDRESSES:
        most = Message("These are too many. Give at most %(most)s addresses.", {"most": MOST_ADDRESSES})
        return _form("", text[:LONGEST], {"addresses": most})
    with site().database.reading() as session:
        found_ = organisations.at(session, addresses, site().criteria, site().clock())
    return _page("", text, found_), 200


@blueprint.get("/<locale>/organisations/<path:owner>")
def show(owner: str) -> Response | tuple[str, int]:
    """Show all projects below an owner; another spelling leads to the one that counts."""
    plain = owner_of(owner[:300])
    if not plain:
        wrong = Message("Write the forge and the owner, like git.example.org/owner.")
        text, _ = _form(owner[:300], "", {"owner": wrong})
        return text, 404
    if plain != owner:
        return redirect(url_for("organisations.show", owner=plain), 301)
    with site().database.reading() as session:
        found = organisations.below(session, plain, site().criteria, site().clock())
    return _page(plain, "", found), 200


def _form(owner: str, addresses: str, wrong: dict[str, Message]) -> tuple[str, int]:
    text = render_template(
        "organisations/ask.html", owner=owner, addresses=addresses, wrong=wrong, most=MOST_ADDRESSES, longest=LONGEST
    )
    return text, 400 if wrong else 200


def _page(owner: str, addresses: str, found: Organisation) -> str:
    asked = {"owner": owner} if owner else {"addresses": addresses}
    return render_template(
        "organisations/show.html",
        owner=owner,
        addresses=addresses,
        found=found,
        most=MOST,
        data=urlencode(asked),
        rows=[(each, _ladders(each)) for each in found.members],
    )


def _ladders(member: Member) -> Sequence[Ladder]:
    return ladders(site().criteria, member.standings, site().clock())
