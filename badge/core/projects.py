"""A project, and the one form in which the address of a repository is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from badge.core.errors import WrongUseError
from badge.core.messages import Message

# Hosts where the owner's and the repository's name mean the same in any case of letters.
_ANY_CASE = frozenset({"github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "gitee.com"})
_LONGEST = 254


@dataclass(frozen=True)
class Project:
    """A project as it is kept. `repository` is an https address, `checkout` the name of a folder; one is empty."""

    id: int
    name: str
    repository: str
    checkout: str
    description: str
    homepage: str
    language: str
    version: int
    created_at: datetime
    updated_at: datetime
    circumstances: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Facts that a person has told about it: id of the question -> id of the option."""


def canonical(address: str) -> str:
    """Give the one spelling of a repository's address: https, small host, no .git, no slash at the end.

    Raises WrongUseError with what to write instead.
    """
    text = address.strip()
    if "://" not in text and "@" in text and ":" in text:  # git@host:owner/name.git
        host, _, path = text.partition("@")[2].partition(":")
        text = f"https://{host}/{path}"
    elif "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower().removesuffix("."), parts.port
    except ValueError as error:
        raise WrongUseError(_not_an_address()) from error
    last = host.rpartition(".")[2]
    if parts.scheme not in {"https", "http", "ssh", "git"} or host == last or not last or last[0].isdigit():
        raise WrongUseError(_not_an_address())
    if any(each.isspace() or not each.isprintable() for each in text):
        raise WrongUseError(_not_an_address())
    path = re.sub(r"/{2,}", "/", parts.path).rstrip("/")
    host = host.removeprefix("www.")
    if host in _ANY_CASE:
        path = "/".join(path.lower().split("/")[:3]) if host != "gitlab.com" else path.lower().partition("/-/")[0]
    path = path.removesuffix(".git").rstrip("/")
    if not path:
        raise WrongUseError(Message("The address names a host, but no repository. Add the path of the repository."))
    found = f"https://{host}{f':{port}' if port and parts.scheme == 'https' and port != 443 else ''}{path}"
    if len(found) > _LONGEST:
        raise WrongUseError(Message("The address is too long. It may have %(most)s characters.", {"most": _LONGEST}))
    return found


def name_of(address: str) -> str:
    """Suggest a project's name: the last part of its address or path."""
    return address.rstrip("/").rpartition("/")[2] or address


def _not_an_address() -> Message:
    return Message("This is not the address of a git repository. Write it like https://git.example.org/owner/name.")
