"""The one form of an address, however somebody writes it: the same function to keep it and to look it up."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from badge.core.errors import WrongUseError
from badge.core.messages import Message

LONGEST = 254

# Hosts where the owner's and the repository's name mean the same in any case of letters.
_ANY_CASE = frozenset({"github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "gitee.com"})
_GROUPS_IN_GROUPS = "gitlab.com"
# Where forges listen for SSH on the port of https.
_SSH_DOORS = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}
_SCHEMES = frozenset({"https", "http", "ssh", "git"})
# Written before the real scheme by package managers: git+https://, scm:git:ssh://.
_BEFORE = re.compile(r"^(?:scm:)?(?:git\+|git:(?!//))?", re.IGNORECASE)
_SCP = re.compile(r"(?:[^@/:\s]+@)?([^@/:\s]+\.[^@/:\s.]+):(?!\d+(?:/|$))(.+)")
# A branch, a tag or a file behind the repository: /-/tree/main, /tree/main, /src/branch/main.
_INSIDE = re.compile(r"((?:/[^/]+){2,}?)/(?:(?:tree|blob)|src/(?:branch|commit|tag))/.*", re.DOTALL)


def canonical(address: str) -> str:
    """Give the one spelling of a repository's address: https, small host, no .git, no branch, no slash at the end.

    Raises WrongUseError with what to write instead.
    """
    host, path, port = _parts(address)
    path = _of_repository(host, path)
    if not path:
        raise WrongUseError(Message("The address names a host, but no repository. Add the path of the repository."))
    found = f"https://{host}{port}{path}"
    if len(found) > LONGEST:
        raise WrongUseError(Message("The address is too long. It may have %(most)s characters.", {"most": LONGEST}))
    return found


def key_of(address: str) -> str:
    """Give the form in which the address of any page is compared; empty for what is no address."""
    try:
        return canonical(address)
    except WrongUseError:
        pass
    try:
        host, path, port = _parts(address)
    except WrongUseError:
        return ""
    found = f"https://{host}{port}{path.rstrip('/')}"
    return found if len(found) <= LONGEST else ""


def beginning(text: str) -> str:
    """Give what the canonical addresses begin with that somebody means who has typed the beginning of one."""
    scheme, separator, rest = text.strip().partition("://")
    if separator and scheme.lower() not in _SCHEMES:
        return ""
    host, slash, path = (rest if separator else scheme).partition("/")
    host = host.lower().removeprefix("www.")
    path = path.lower() if host in _ANY_CASE else path
    return f"https://{host}{slash}{path.removesuffix('.git')}"


def linkable(address: str) -> str:
    """Give an address as somebody wrote it, where a page may link to it as it is; else empty."""
    text = address.strip()
    try:
        _parts(text)
        parts = urlsplit(text)
    except (WrongUseError, ValueError):
        return ""
    good = parts.scheme in {"http", "https"} and not parts.username and not parts.password
    return text if good and len(text) <= LONGEST else ""


def name_of(address: str) -> str:
    """Suggest a project's name: the last part of its address or path."""
    return address.rstrip("/").rpartition("/")[2] or address


def _parts(address: str) -> tuple[str, str, str]:
    """Give host, path and `:port` of an address in any spelling."""
    text = _BEFORE.sub("", address.strip())
    if "://" not in text:
        scp = _SCP.fullmatch(text)
        text = f"ssh://{scp[1]}/{scp[2]}" if scp else f"https://{text}"
    if any(each.isspace() or not each.isprintable() for each in text):
        raise WrongUseError(_not_an_address())
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower().removesuffix("."), parts.port
    except ValueError as error:
        raise WrongUseError(_not_an_address()) from error
    last = host.rpartition(".")[2]
    if parts.scheme not in _SCHEMES or host == last or not last or last[0].isdigit():
        raise WrongUseError(_not_an_address())
    host = _SSH_DOORS.get(host, host).removeprefix("www.")
    if "." not in host:
        raise WrongUseError(_not_an_address())
    return host, re.sub(r"/{2,}", "/", parts.path).replace("%7E", "~").replace("%7e", "~"), _port(parts, port)


def _port(parts: SplitResult, port: int | None) -> str:
    return f":{port}" if port and parts.scheme == "https" and port != 443 else ""


def _of_repository(host: str, path: str) -> str:
    """Cut a path behind the repository. What is left is cut no further, so that the result has one form."""
    path = path.rstrip("/")
    if host in _ANY_CASE:
        path = path.lower()
        if host != _GROUPS_IN_GROUPS:
            path = "/".join(path.split("/")[:3])
    while (shorter := _cut(path)) != path:
        path = shorter
    return path


def _cut(path: str) -> str:
    path = re.sub(r"\.git/.*", "", path, flags=re.DOTALL).partition("/-/")[0]
    inside = _INSIDE.fullmatch(path)
    return (inside[1] if inside else path).removesuffix("/-").removesuffix(".git").rstrip("/")


def _not_an_address() -> Message:
    return Message("This is not the address of a git repository. Write it like https://git.example.org/owner/name.")
