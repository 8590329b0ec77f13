"""Addresses of a repository and of places in it, by the page forms of the usual forges; made by rule, never fetched."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from badge.core.evidence import Repository
from badge.core.findings import Place

# Host -> how a file at a commit is addressed. Own installations follow the name of the software in their host's name.
_FORMS: Mapping[str, str] = {
    "github.com": "{web}/blob/{commit}/{path}{line}",
    "gitlab.com": "{web}/-/blob/{commit}/{path}{line}",
    "codeberg.org": "{web}/src/commit/{commit}/{path}{line}",
    "git.sr.ht": "{web}/tree/{commit}/item/{path}{line}",
    "bitbucket.org": "{web}/src/{commit}/{path}",
    "gitee.com": "{web}/blob/{commit}/{path}{line}",
}
_BY_WORD = (
    ("github", "github.com"), ("gitlab", "gitlab.com"), ("salsa.debian.org", "gitlab.com"),
    ("invent.kde.org", "gitlab.com"), ("forgejo", "codeberg.org"), ("gitea", "codeberg.org"),
)  # fmt: skip
_CGIT = ("git.kernel.org", "git.savannah.gnu.org", "cgit.")


def address(repository: Repository, place: Place) -> str:
    """Give the page of a place at the commit that was read, or nothing where the forge's form is not known."""
    form = _form(urlsplit(repository.web).hostname or "")  # `web` was made by web_address, so it can be split
    if not form or not repository.commit or not place.path:
        return ""
    return form.format(
        web=repository.web,
        commit=repository.commit,
        path=quote(place.path),
        line=f"#L{place.line}" if place.line else "",
        cgit_line=f"#n{place.line}" if place.line else "",
    )


def web_address(remote: str) -> str:
    """Make the https page address of a repository from the address git uses, or nothing where none can be made."""
    text = remote.strip()
    if "://" not in text and ":" in text and "/" not in text.partition(":")[0]:
        user_host, _, path = text.partition(":")  # scp form: git@host:owner/name.git
        text = f"ssh://{user_host}/{path.lstrip('/')}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"https", "http", "ssh", "git", "git+ssh", "git+https"} or not parts.hostname:
        return ""
    if "." not in parts.hostname:
        return ""
    path = parts.path.rstrip("/").removesuffix(".git")
    scheme = "http" if parts.scheme == "http" else "https"  # an http address is a fact that a probe must see
    own = f":{port}" if port and parts.scheme in {"http", "https"} and port not in {80, 443} else ""
    return f"{scheme}://{parts.hostname}{own}{path}" if path else ""


def _form(host: str) -> str:
    if host in _FORMS:
        return _FORMS[host]
    if any(host == each or host.startswith(each) for each in _CGIT):
        return "{web}/tree/{path}?id={commit}{cgit_line}"
    return next((_FORMS[known] for word, known in _BY_WORD if word in host), "")
