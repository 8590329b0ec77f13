"""What a badge shows of a project, read for the present request; the doors for its forms share it."""

from __future__ import annotations

from flask import current_app, request

from badge.api.answering import parts
from badge.core.criteria import Series
from badge.core.errors import NotFoundError
from badge.services.picturing import Shown, showing
from badge.services.proof import Proofs
from badge.services.wishes import Wishes, wishes_of
from badge.storage import projects, standings

UNKNOWN = "There is no such project."


def wishes() -> Wishes:
    """Read how the badge shall look. Only the address says it, never a cookie or the reader's browser."""
    return wishes_of(request.args, parts().criteria, parts().shelf)


def chosen() -> Series:
    """Give the series that is wished for, else the first."""
    wanted = wishes().series
    every = parts().criteria.series
    return next((each for each in every if each.id == wanted), every[0])


def shown(series: Series, project_id: int) -> Shown | None:
    """Read what is shown of a project in a series; None where there is no such project."""
    proofs: Proofs = current_app.extensions.setdefault("badge.proofs", Proofs(parts().criteria))
    with parts().database.reading() as session:
        try:
            project = projects.find(session, project_id)
        except NotFoundError:
            return None
        standing = standings.of_project(session, project_id).get(series.id)
        proof = proofs.of(session, project_id).get(series.id)
    return showing(project, standing, series, proof, parts().clock())
