"""Whether the project has several repositories, and where they are listed."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, Kind, Repository
from badge.core.findings import Confidence, Finding, met, unknown
from badge.core.messages import Message, counted
from badge.probes.facts.documents import Documents
from badge.probes.facts.links import Links, host_of
from badge.probes.facts.papers import Papers
from badge.probes.patterns import compiled, found
from badge.probes.probe import probe

_TITLE = (
    r"\b(?:our |related |other |official |all |project )?(?:(?:sub-?)?repositories|repos|sub-?projects"
    r"|code ?bases)\b|\b(?:ecosystem|packages|sister projects|related projects|components"
    r"|organi[sz]ation)\b"
)
_CLEAR = r"\b(?:repositories|repos|sub-?projects|code ?bases)\b"
_ADDRESS = r"https?://([\w.-]+)/([\w~-][\w.~-]*(?:/[\w.~-]+)*)"
_NO_NAME = frozenset(
    "issues pulls pull wiki blob tree releases actions discussions security commits graphs sponsors".split()
)


@probe("osps_qa_04_01", "osps_qa_04_02")
def listed(
    documents: Documents, papers: Papers, links: Links, repository: Repository, files: Files
) -> Iterator[Finding]:
    """Look for a list of the project's repositories; whether there are several is mostly not visible in one of them."""
    host = host_of(repository.web)
    owner, name = links.owner_and_name
    submodules = tuple(path for path, entry in files.entries.items() if entry.kind is Kind.SUBMODULE)
    for document in (*papers.on("repositories"), *documents.all("readme", "contributing", "governance", "development")):
        for section in document.sections if owner else ():
            if not found(_TITLE, section.title):
                continue
            others = {each for each in _of_owner(section.text, host, owner) if each != name}
            if len(others) >= 2 and found(_CLEAR, section.title):
                because = counted(
                    "A section of %(path)s lists %(count)s other repository of the same owner; "
                    "whether that is all of them is for you to say.",
                    (
                        "A section of %(path)s lists %(count)s other repositories of the same owner; "
                        "whether that is all of them is for you to say."
                    ),
                    len(others),
                    path=document.path,
                )
                place = document.place(section.line, section.title)
                yield met("osps_qa_04_01", because, Confidence.PARTIAL, place)
                yield unknown("osps_qa_04_02", because, place)
                return
    named = (
        {each for link in links.all for each in _of_owner(f"{link.address} ", host, owner)} - {name} if owner else set()
    )
    if submodules:
        because = Message(
            "%(path)s is a repository of its own; whether it belongs to the project is for you to say.",
            {"path": submodules[0]},
        )
        place = files.place(submodules[0])
        yield unknown("osps_qa_04_01", because, place)
        yield unknown("osps_qa_04_02", because, place)
    elif named:
        because = Message(
            "Documents name other repositories of the same owner: %(names)s. Whether they belong to "
            "the project is for you to say.",
            {"names": tuple(sorted(named)[:5])},
        )
        yield unknown("osps_qa_04_01", because)
        yield unknown("osps_qa_04_02", because)
    else:
        because = Message("No other repository of the project is named. If there is only this one, N/A fits.")
        yield unknown("osps_qa_04_01", because)
        yield unknown("osps_qa_04_02", because)


def _of_owner(text: str, host: str, owner: str) -> Iterator[str]:
    """Yield the names of repositories of this owner that a text links to."""
    for match in compiled(_ADDRESS).finditer(text):
        if match.group(1).lower().removeprefix("www.") != host:
            continue
        path = match.group(2).lower().strip("/")
        if path.startswith(f"{owner}/"):
            rest = path[len(owner) + 1 :].split("/")[0]
            if rest and rest not in _NO_NAME:
                yield rest.removesuffix(".git")
