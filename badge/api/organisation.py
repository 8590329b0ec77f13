"""All projects of an organisation, with what keeps each from its next level, as a table and as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, request

from badge.api.answering import data, finished, parts, problem
from badge.api.tables import table
from badge.core.facets import owner_of
from badge.services import organisations
from badge.services.organisations import MOST_ADDRESSES, Organisation

blueprint = Blueprint("organisation", __name__)

_ASK = "Ask with owner=git.example.org/owner, or with addresses= and up to %d addresses of repositories."


@blueprint.get("/organisations.csv")
def as_csv() -> Response:
    """Give a row for each project."""
    found = _found()
    if found is None:
        return problem(400, _ASK % MOST_ADDRESSES)
    now = parts().clock()
    rows = [organisations.as_row(each, now) for each in found.members]
    answer = finished(table(organisations.columns(parts().criteria), rows), "text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="organisation.csv"'
    return answer


@blueprint.get("/organisations.json")
def as_json() -> Response:
    """Give the same as data; `more` tells that there are others that are not listed."""
    found = _found()
    if found is None:
        return problem(400, _ASK % MOST_ADDRESSES)
    now = parts().clock()
    rows = [organisations.as_row(each, now) for each in found.members]
    return data({"projects": rows, "more": found.more, "missing": list(found.missing)})


def _found() -> Organisation | None:
    owner = owner_of(request.args.get("owner", "")[:300])
    addresses = organisations.addresses_of(request.args.get("addresses", ""))
    if not owner and not 0 < len(addresses) <= MOST_ADDRESSES:
        return None
    with parts().database.reading() as session:
        if owner:
            return organisations.below(session, owner, parts().criteria, parts().clock())
        return organisations.at(session, addresses, parts().criteria, parts().clock())
