"""Where users report bugs and discuss: the way, the tracker, the archive, and open discussion."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Repository
from badge.core.findings import Confidence, Finding, Outcome, Place, met, unknown
from badge.core.messages import Message
from badge.probes.facts.documents import Documents
from badge.probes.facts.links import Link, Links
from badge.probes.facts.wording import ADDRESS, MAIL
from badge.probes.patterns import found
from badge.probes.probe import probe

NEAR = 2
"""Lines within which an address belongs to a sentence."""

_BUG = r"\b(?:bugs?|issues?|problems?|defects?|errors?)\b"
_REPORT = (
    r"\b(?:report|reporting|file|filing|open|opening|submit|submitting|create|raise|tracker|e-?mail|send|post"
    r"|let us know|contact)\b"
)
_SECURITY = r"\bsecur|\bvulnerab"
_SPOKEN_TRACKER = (
    r"/issues\b|/discussions\b|\b(?:issue|bug)[- ]?trackers?\b|\b(?:github|gitlab|gitea|codeberg) issues?\b"
    r"|\b(?:open|file|create|raise|submit)\w* (?:an? |any |the |new )*(?:issues?|tickets?)\b|\[issues?\]"
)
_TRACKER = (
    r"/(?:-/)?issues(?:/new(?:/choose)?)?/?(?:\?[^#]*)?(?:#.*)?$|/(?:show_bug|enter_bug|buglist"
    r"|describecomponents)\.cgi|://bugzilla\.|://bugs\."
    r"|\.atlassian\.net/|://(?:issues?|jira|trac|tracker|mantis|redmine)\.|/jira/|/mantis(?:bt)?/"
    r"|/projects/[\w-]+/issues|/newticket|/report/\d+$"
    r"|bugs\.launchpad\.net|todo\.sr\.ht|/bugs/?$|youtrack"
)
_ARCHIVE = (
    r"lists\.sr\.ht|mail-archive\.com|mailman|://(?:www\.)?lists?\.|/pipermail|/mailman3?/|hyperkitty"
    r"|groups\.google\.com|lore\.kernel\.org"
    r"|groups\.io|marc\.info|/mail(?:ing)?(?:[-_]?lists?)?/?$|/mailing[-_]lists?|lists\.debian\.org|freelists\.org"
    r"|librelist|sympa|/ml/?$"
)
_FORUM = (
    r"/discussions(?:/|$)|://(?:discourse|forums?|discuss|community|talk)\.|/forum|zulipchat\.com|\.zulip\."
    r"|stackoverflow\.com/questions/tagged"
)
_THREAD = r"/t\d+\.html|/t/[^/]+/\d+|/(?:show|view)?(?:topic|thread)s?(?:\.php)?[/?-]|/discussions/\d"
"""One single conversation, which says nothing about where to begin another."""

_CHAT = (
    r"discord\.(?:gg|com)|slack\.com|gitter\.im|irc://|webchat|libera\.chat|matrix\.to|t\.me/|telegram|\bIRC\b"
    r"|\bslack\b|\bdiscord\b"
)
_CLOSED = (
    r"\b(?:not|n't|no longer) (?:\w+ ){0,3}(?:accept(?:ing)?|open|monitor(?:ed|ing)?|use|file"
    r"|report)\b.{0,40}\bissues?\b|\bissues? (?:are|is) (?:disabled|closed)"
)


@probe("report_process", echoes={"report_process": ("osps_do_02_01",)})
def process(documents: Documents, repository: Repository, links: Links) -> Iterator[Finding]:
    """Find how users report a bug: a template, a sentence with an address, or the tracker named in a manifest."""
    if template := _template(documents):
        because = Message("The form %(path)s leads people who report something.", {"path": template.path})
        yield met("report_process", because, Confidence.GOOD, template)
        yield _of_guide(documents, because, template)
    elif place := _asked(documents):
        because = Message("%(path)s says where to report a bug.", {"path": place.path})
        yield met("report_process", because, Confidence.GOOD, place)
    elif tracker := _declared(links):
        because = Message(
            "%(path)s declares an address for bug reports: %(address)s",
            {"path": tracker.place.path, "address": tracker.address},
        )
        yield met("report_process", because, Confidence.PARTIAL, tracker.place)
        yield unknown("osps_do_02_01", because, tracker.place)  # it asks for a guide in the documentation
    else:
        by_forge = _by_forge("report_process", documents, repository, links)
        yield by_forge
        yield unknown("osps_do_02_01", by_forge.because, *by_forge.places)


def _of_guide(documents: Documents, because: Message, template: Place) -> Finding:
    """Say of a form whether it is a guide on how defects are reported; a sentence in a document is a better one."""
    if place := _asked(documents):
        return met(
            "osps_do_02_01",
            Message("%(path)s says where to report a bug.", {"path": place.path}),
            Confidence.GOOD,
            place,
        )
    if found(_BUG, template.path.rpartition("/")[2].replace("_", " ")):
        return met("osps_do_02_01", because, Confidence.PARTIAL, template)
    return unknown("osps_do_02_01", because, template)


@probe("report_tracker")
def tracker(documents: Documents, repository: Repository, links: Links) -> Iterator[Finding]:
    """Find the tracker in which each issue has its own place."""
    if named := _tracker(links):
        because = Message(
            "%(path)s names the issue tracker: %(address)s", {"path": named.place.path, "address": named.address}
        )
        yield met("report_tracker", because, Confidence.GOOD, named.place)
    elif template := _template(documents):
        because = Message("The form %(path)s is for the issue tracker of the forge.", {"path": template.path})
        yield met("report_tracker", because, Confidence.GOOD, template)
    else:
        yield _by_forge("report_tracker", documents, repository, links)


@probe("report_archive")
def archive(documents: Documents, repository: Repository, links: Links) -> Iterator[Finding]:
    """Find a public archive of reports and replies: a tracker, or the archive of a list."""
    named = _tracker(links)
    listed = next((link for link in links.all if _is_list(link)), None)
    if named and (links.is_own(named) or links.forge):
        because = Message(
            "%(path)s names the issue tracker, which keeps reports and replies: %(address)s",
            {"path": named.place.path, "address": named.address},
        )
        yield met("report_archive", because, Confidence.GOOD if links.forge else Confidence.PARTIAL, named.place)
    elif (template := _template(documents)) and links.forge:
        because = Message(
            "The form %(path)s is for the issue tracker of %(forge)s, which keeps reports and replies: %(web)s",
            {"path": template.path, "forge": links.forge, "web": f"{repository.web}/issues"},
        )
        yield met("report_archive", because, Confidence.GOOD, template)
    elif either := named or listed:
        because = Message(
            "%(path)s names a place that keeps reports and replies: %(address)s",
            {"path": either.place.path, "address": either.address},
        )
        yield met("report_archive", because, Confidence.PARTIAL, either.place)
    else:
        yield _by_forge("report_archive", documents, repository, links)


@probe("discussion", echoes={"discussion": ("osps_gv_02_01",)})
def discussion(documents: Documents, repository: Repository, links: Links) -> Iterator[Finding]:
    """Find a place for discussion whose messages can be searched and linked."""
    named = _tracker(links)
    template = _template(documents)
    meeting = next((link for link in links.all if _is_list(link) or _is_forum(link, links)), None)
    if links.forge and (place := named.place if named else template):
        because = Message(
            "The issue tracker on %(forge)s is a place for discussion that can be searched and linked.",
            {"forge": links.forge},
        )
        yield met("discussion", because, Confidence.GOOD, place)
    elif link := meeting or named:
        because = Message(
            "%(path)s names a place for discussion: %(address)s", {"path": link.place.path, "address": link.address}
        )
        yield met("discussion", because, Confidence.PARTIAL, link.place)
    elif not links.forge and (chat := next((link for link in links.all if found(_CHAT, link.address)), None)):
        because = Message(
            "%(path)s names a chat only; it counts if its messages can be searched and linked: %(address)s",
            {"path": chat.place.path, "address": chat.address},
        )
        yield unknown("discussion", because, chat.place)
        because = Message(
            "%(path)s names a place for discussion: %(address)s", {"path": chat.place.path, "address": chat.address}
        )
        yield met("osps_gv_02_01", because, Confidence.PARTIAL, chat.place)  # here a public chat is enough
    else:
        yield _by_forge("discussion", documents, repository, links)


def _by_forge(criterion: str, documents: Documents, repository: Repository, links: Links) -> Finding:
    """Conclude from the forge alone: it has a tracker, unless somebody turned it off or says not to use it."""
    for document in documents.all("readme", "contributing", "support"):
        said = next((each for each in document.sentences if found(_CLOSED, each.text)), None)
        if said:
            because = Message("%(path)s seems to say that issues are not to be opened here.", {"path": document.path})
            return unknown(criterion, because, document.place(said.line, said.text))
    if links.forge and (place := _by_mail_only(documents)):
        because = Message(
            "%(path)s asks for reports by mail; whether the tracker of %(forge)s is used is for you to say.",
            {"path": place.path, "forge": links.forge},
        )
        return unknown(criterion, because, place)
    if links.forge:
        because = Message(
            "The project is on %(forge)s, which has a public issue tracker: %(web)s",
            {"forge": links.forge, "web": f"{repository.web}/issues"},
        )
        return Finding(criterion, Outcome.MET, because, Confidence.PARTIAL, by_absence=True)
    if links.is_mirror:
        return unknown(
            criterion,
            Message("This repository is a mirror, and the documents name no place for reports or discussion."),
        )
    return unknown(criterion, Message("The documents and manifests name no place for reports or discussion."))


def _by_mail_only(documents: Documents) -> Place | None:
    """Find the sentence that asks for reports by mail, where no document speaks of a tracker: often of a mirror."""
    read = list(documents.all("readme", "contributing", "support", "bugs"))
    if any(found(_SPOKEN_TRACKER, document.text) for document in read):
        return None
    for document in read:
        near = document.prose.split("\n")
        for sentence in document.sentences:
            around = "\n".join([sentence.text, *near[max(0, sentence.line - 1) : sentence.line + NEAR]])
            if (
                found(_BUG, sentence.text)
                and found(_REPORT, sentence.text)
                and not found(_SECURITY, sentence.text)
                and found(MAIL, around)
            ):
                return document.place(sentence.line, sentence.text)
    return None


def _template(documents: Documents) -> Place | None:
    """Find a form for reports; a mere configuration of forms is none."""
    templates = [each for each in documents.all("issue_template") if not found(r"/config\.ya?ml$", each.path)]
    first = min(templates, key=lambda each: "bug" not in each.path.lower(), default=None)
    return first.place() if first else None


def _asked(documents: Documents) -> Place | None:
    """Find a sentence that asks for bug reports, with an address near it."""
    for document in documents.all("readme", "contributing", "support", "bugs"):
        near = document.prose.split("\n")
        for sentence in document.sentences:
            if (
                found(_BUG, sentence.text)
                and found(_REPORT, sentence.text)
                and not found(f"{_SECURITY}|{_CLOSED}", sentence.text)
            ):
                around = "\n".join([sentence.text, *near[max(0, sentence.line - 1) : sentence.line + NEAR]])
                if found(rf"{MAIL}|{_TRACKER}|/issues\b|/discussions\b|{_ARCHIVE}", _without_single_issues(around)):
                    return document.place(sentence.line, sentence.text)
    return None


def _without_single_issues(text: str) -> str:
    """Keep the lines whose addresses are not those of one single issue, which says nothing about reporting."""
    return "\n".join(line for line in text.split("\n") if not found(rf"{ADDRESS}/(?:issues|pull)/\d", line))


def _declared(links: Links) -> Link | None:
    return next(iter(links.of_kind("issues")), None)


def _tracker(links: Links) -> Link | None:
    """Find the project's own tracker: declared in a manifest, on its forge, or named so in a sentence about reports."""
    for link in links.all:
        if link.kind == "issues":
            return link
        if link.kind or not found(_TRACKER, link.address):
            continue
        if links.is_own(link):
            return link
        names_it = found(_BUG, link.context) and found(_REPORT, link.context) and not found(_SECURITY, link.context)
        if names_it and (not links.forge or link.host != links.forge):
            return link
    return None


def _is_list(link: Link) -> bool:
    return found(_ARCHIVE, link.address) and found(r"\blists?\b|\bgroup\b|\bmail", link.context)


def _is_forum(link: Link, links: Links) -> bool:
    if "/discussions" in link.address:
        return links.is_own(link)
    return found(_FORUM, link.address) and not found(_THREAD, link.address) and link.role != "issue_template"
