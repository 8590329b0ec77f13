"""Everything that can be asked below /api/v1, written once: the routes and the document are both made of this list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from badge.api.v1 import parameters, views
from badge.api.v1.asking import Asked
from badge.api.v1.parameters import (
    CRITERION,
    CURSOR,
    LANG,
    LEVEL,
    LIMIT,
    OUTCOME,
    REPOSITORY,
    SERIES,
    STATUS,
    Parameter,
)
from badge.api.v1.schemas import Schema, keys_of, ref
from badge.api.v1.views import Item, Items

_LOOK: Schema = {"anyOf": [ref("Look"), {"type": "null"}], "description": "Null where nobody has looked yet."}


class Shape(Enum):
    """How an answer is built."""

    ONE = "one object"
    LIST = "all items"
    PAGE = "a page of items"


@dataclass(frozen=True)
class Operation:
    """One address. `item` is the schema of the answer, or of what its list holds; `beside` stands beside the items."""

    path: str
    name: str
    summary: str
    about: str
    shape: Shape
    item: str
    view: Callable[[Asked], Item | Items]
    own: tuple[Parameter, ...] = ()
    beside: dict[str, Schema] = field(default_factory=dict)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Give all parameters: its own, those of pages, and the choice of keys."""
        paging = (LIMIT, CURSOR) if self.shape is Shape.PAGE else ()
        return (*self.own, *paging, parameters.fields(keys_of(self.item)))

    @property
    def pages(self) -> bool:
        """Tell whether the answer is one page of several."""
        return self.shape is Shape.PAGE

    @property
    def of_project(self) -> bool:
        """Tell whether the path holds the number of a project."""
        return "{project}" in self.path

    @property
    def of_criterion(self) -> bool:
        """Tell whether the path holds the id of a criterion."""
        return "{criterion}" in self.path


def _operation(path: str, name: str, summary: str, about: str, shape: Shape, item: str, **more: Any) -> Operation:  # noqa: ANN401
    return Operation(path, name, summary, about, shape, item, getattr(views, name), **more)


OPERATIONS: tuple[Operation, ...] = (
    _operation("", "start", "Where everything is", "Lists the paths.", Shape.ONE, "Start"),
    _operation(
        "/projects", "projects", "List projects",
        "By number; with `updated_since` by the time of the last save, the oldest first, so that a copy can be kept up "
        "to date: ask again with the `updated_at` of the last project that was read.",
        Shape.PAGE, "Project", own=(parameters.UPDATED_SINCE, REPOSITORY),
    ),
    _operation("/projects/{project}", "project", "Give one project", "With a short form of its standings.",
               Shape.ONE, "Project"),
    _operation("/projects/{project}/standing", "standing", "Where a project stands",
               "In each series: levels, percentages, times, and what keeps each level away.",
               Shape.LIST, "Standing", own=(SERIES,)),
    _operation("/projects/{project}/answers", "answers", "What a project answered",
               "In the order of the criteria. What is computed from other levels is not among the answers.",
               Shape.LIST, "Answer", own=(SERIES, LEVEL, STATUS, CRITERION)),
    _operation("/projects/{project}/findings", "findings", "What the last look found",
               "What probes say about the repository, with the place of each piece of evidence.",
               Shape.LIST, "Finding", own=(CRITERION, OUTCOME), beside={"look": _LOOK}),
    _operation("/projects/{project}/events", "events_of_project", "What happened to a project", "The oldest first.",
               Shape.PAGE, "Event"),
    _operation("/projects/{project}/badges", "badges", "What the badges of a project say",
               "And the addresses of each badge in every form.", Shape.LIST, "Badge", own=(SERIES,)),
    _operation("/events", "events", "What happened to all projects",
               "The oldest first. Whoever keeps the last `cursor` goes on where the reading stopped.", Shape.PAGE,
               "Event"),
    _operation("/series", "series", "List the series", "With their levels.", Shape.LIST, "Series", own=(LANG,)),
    _operation("/criteria", "criteria", "List the criteria", "One item for each criterion at each of its levels.",
               Shape.LIST, "Criterion", own=(SERIES, LEVEL, LANG)),
    _operation("/criteria/{criterion}", "criterion", "Give one criterion", "One item for each of its levels.",
               Shape.LIST, "Criterion", own=(LANG,)),
    _operation("/dumps", "dumps", "List the dumps", "Everything that is public in a few files; the newest first.",
               Shape.LIST, "Dump"),
)  # fmt: skip
