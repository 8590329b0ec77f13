"""Reading a request strictly: a parameter that is not known, stands twice or cannot be read is an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from badge.api.answering import Parts
from badge.api.v1.parameters import CURSOR, LIMIT, USUAL_LIMIT, Parameter, UnfitError
from badge.storage.paging import After

LONGEST_QUERY = 8192


class WrongRequestError(Exception):
    """What was asked cannot be answered; a sentence, and which parameter it is about."""

    def __init__(self, sentence: str, parameter: str = "", known: Sequence[str] = ()) -> None:
        """Keep what a problem tells."""
        super().__init__(sentence)
        self.parameter, self.known = parameter, tuple(known)


@dataclass(frozen=True)
class Asked:
    """A request that could be read. `values` holds the parameters that were given."""

    parts: Parts
    values: Mapping[str, Any] = field(default_factory=dict)
    project: int = 0
    name: str = ""

    def get(self, parameter: Parameter) -> Any:  # noqa: ANN401 - each parameter has a type of its own
        """Give the value of a parameter, or None where it was not given."""
        return self.values.get(parameter.name)

    @property
    def limit(self) -> int:
        """Give how many items a page has."""
        found: int = self.values.get(LIMIT.name, USUAL_LIMIT)
        return found

    @property
    def after(self) -> After | None:
        """Give the last row of the page before."""
        return self.values.get(CURSOR.name)


def read_query(query: bytes, known: Sequence[Parameter], parts: Parts) -> dict[str, Any]:
    """Read the parameters of an address; raises WrongRequestError."""
    names = {each.name: each for each in known}
    values: dict[str, Any] = {}
    for name, text in _pairs(query):
        if name not in names:
            said = f"There is no parameter {name[:40]!r} here. The key `known` lists those that there are."
            raise WrongRequestError(said, name[:100], tuple(names))
        if name in values:
            raise WrongRequestError(f"The parameter {name} is given twice. Give it once.", name)
        try:
            values[name] = names[name].value(text, parts)
        except UnfitError as error:
            raise WrongRequestError(str(error), name, error.known) from error
    return values


def _pairs(query: bytes) -> list[tuple[str, str]]:
    if len(query) > LONGEST_QUERY:
        raise WrongRequestError(f"The parameters are too long. They may have {LONGEST_QUERY} bytes.")
    try:
        return parse_qsl(query.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except UnicodeDecodeError:
        raise WrongRequestError("The parameters are not in UTF-8. Write other characters as UTF-8, escaped.") from None
    except ValueError:
        raise WrongRequestError("There are too many parameters. Leave out what is not needed.") from None
