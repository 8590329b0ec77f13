"""Whether documents tell how to build the software and what that needs, and when and how its tests are run."""

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.builders import Builders
from badge.probes.facts.documents import Document, Documents, Section
from badge.probes.facts.languages import COMPILED, Languages
from badge.probes.facts.testing import Testing
from badge.probes.patterns import compiled, every, first, found
from badge.probes.probe import probe

HARDLY = 0.05

_TITLE = (
    r"\b(?:build(?:ing)?|compil(?:e|ing|ation)|from (?:the )?source(?:s| code)?|source install\w*"
    r"|develop(?:ment|ing|er)?(?: set-?up| environment| guide)?|set(?:ting)? ?up|hacking"
    r"|local development)\b"
)
_STRONG = r"\b(?:build(?:ing)?|compil(?:e|ing|ation)|from (?:the )?sources?(?: code)?)\b"
_NO_TITLE = (
    r"\b(?:build (?:status|badge|server|artifacts?)|built with|building blocks|(?:sub)?builds? (?:on|with)|nightly)\b"
)
_COMMAND = (
    r"(?:^(?:\d+[.)] )?[ \t]*[$%>#]?[ \t]*|`[$%]? ?|&& |; ?)(?-i:\./configure|\./autogen\.sh"
    r"|\./bootstrap|\./build\S*|\./gradlew|\./mvnw|g?make(?:[ \t]+[-\w./=]+){0,3}[ \t]*(?:$|`|&|;|#)"
    r"|cmake[ \t]+[-.\w]|ninja(?:\s|$|`)|meson (?:setup|compile|build)|cargo (?:build|run|install)"
    r"|go (?:build|install|generate|run)"
    r"|npm (?:install|ci|run|i)\b|yarn(?: install| build|\s*$|`)|pnpm (?:install|build|i|run)"
    r"|bun (?:install|run)|mvn[ \t]+[-\w]|gradle[ \t]+\w|sbt[ \t]+\w|mill[ \t]+\w|dotnet build|msbuild"
    r"|bazel(?:isk)? build|dune build|opam install|cabal (?:build|install)|stack (?:build|install)"
    r"|pip3? install (?:-e|--editable|\.)|python3? (?:-m build|setup\.py)|uv (?:sync|build|pip)"
    r"|poetry (?:install|build)|hatch build|tox\b|nox\b|mix (?:compile|deps\.get)|rebar3 compile"
    r"|rake\b|bundle install|composer install|swift build|xcodebuild|zig build"
    r"|nimble build|shards build|crystal build|raco make|nix(?:-| )build|docker build|scons\b|just \w+"
    r"|perl Makefile\.PL|R CMD (?:build|INSTALL)|julia --project|lein \w+|elm make|flutter build"
    r"|dart pub get|fpm build|alr build|waf\b|premake)"
)
_NO_COMMAND = (
    r"\bmake (?:sure|use|it|a|an|the|your|any|changes?|sense|them|this|that|these|some|no)\b"
    r"|^\W*make\b\W*\w+ (?:is|and|or|to)\b"
)
_NEEDS = (
    r"\b(?:requir(?:e|es|ed|ements?|ing)|prerequisites?|dependenc(?:y|ies)|depends? on|need(?:s|ed)?"
    r"|you(?:'ll| will| must| should)? (?:need|have)|install(?:ed|ing)? (?:the )?(?:following|rust|go"
    r"|node|python|java|jdk|cmake|gcc|clang|libraries|toolchain)|toolchain|compiler|SDK|JDK"
    r"|at least version|version \d|[-\w]+-dev\b|>= ?\d)\b"
    r"|\b(?:apt(?:-get)?|dnf|yum|brew|pacman|apk|zypper|choco|vcpkg|opam|npm|pip3?|bundle|poetry|uv"
    r"|yarn|pnpm|composer) (?:-\S+ )*(?:install|add|sync|ci|-S\w*|i)\b"
)
_WHEN = (
    r"\b(?:(?:before|prior to) (?:you )?(?:submit\w*|open\w*|send\w*|creat\w*|push\w*|commit\w*|mak\w+"
    r"|a pull|your|the (?:pull|merge)|merg\w*|each|every|any|releas\w*)|(?:every|each|on|for|all|any"
    r"|your|the|when(?:ever)?|after|of) (?:\w+ ){0,4}(?:pull requests?|PRs?|merge requests?|commits?"
    r"|push(?:es|ed)?|changes?|patch(?:es)?|releases?|merge[sd]?)"
    r"|continuous integration|\bCI\b|nightly|pull request is (?:opened|made|created)|github actions"
    r"|gitlab ci|pre-?commit|automatically)\b"
)
_RUN = (
    r"\b(?:run|runs|running|pass|passes|passing|execut\w+)\b.{0,60}\b(?:tests?|test[- ]suite)\b"
    r"|\b(?:tests?|test[- ]suite|testing)\b.{0,60}\b(?:run|runs|running|pass|passes|passing|execut\w+)\b"
)
_TESTS = r"\b(?:tests?|test[- ]suite|testing|specs)\b"


@probe("osps_do_07_01")
def build(documents: Documents, builders: Builders, languages: Languages, files: Files) -> Iterator[Finding]:
    """Look for the steps of a build, and for what has to be there before."""
    criterion = "osps_do_07_01"
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    steps: Place | None = None
    for document, section in _sections(documents):
        hit = next((each for each in every(_COMMAND, section.text) if not found(_NO_COMMAND, each.text)), None)
        if not hit:
            continue
        place = document.place(section.line + hit.line, hit.text)
        steps = steps or place
        needs = first(_NEEDS, section.text) or next(
            (each for other in document.sections if found(r"\b(?:requirements|prerequisites?|dependenc)", other.title)
             and (each := first(r"\S", other.text))), None)  # fmt: skip
        if needs and found(_STRONG, section.title):
            because = Message("%(path)s tells how to build the software and what that needs.", {"path": document.path})
            yield met(criterion, because, Confidence.PARTIAL, place)
            return
    if steps:
        because = Message(
            "%(path)s has steps of a build; whether it names everything that the build needs was not recognised.",
            {"path": steps.path},
        )
        yield unknown(criterion, because, steps)
    elif not builders.used and not builders.scripts and languages.sources and languages.share(*COMPILED) <= HARDLY:
        because = Message("The sources need no building, and no file of a build tool was found.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
    else:
        yield unknown(criterion, Message("No document was found that tells how to build the software."))


def _sections(documents: Documents) -> Iterator[tuple[Document, Section]]:
    for document in documents.all("install", "readme", "contributing", "development"):
        for section in document.sections:
            if found(_TITLE, section.title) and not found(_NO_TITLE, section.title) and len(section.text) <= 40_000:
                yield document, section


@probe("osps_qa_06_02")
def tests(testing: Testing, documents: Documents) -> Iterator[Finding]:
    """Look for the command that runs the tests, and for words that say when they are run."""
    criterion = "osps_qa_06_02"
    if not testing.told:
        if testing.exists:
            because = Message("There are tests, but no document was found that says how to run them.")
        else:
            because = Message("No document was found that says how tests are run.")
        yield unknown(criterion, because)
        return
    by_path = {
        document.path: document for document in documents.all("contributing", "development", "readme", "install")
    }
    for name, how in testing.told:
        document = by_path.get(how.path)
        if document is None:
            continue
        if when := _when(document):
            because = Message(
                "%(path)s says how to run the tests (%(tool)s), and when they are run.",
                {"path": how.path, "tool": name},
            )
            yield met(criterion, because, Confidence.PARTIAL, how, when)
            return
    name, how = testing.told[0]
    because = Message(
        "%(path)s says how to run the tests (%(tool)s), but not when they are run.", {"path": how.path, "tool": name}
    )
    yield unknown(criterion, because, how)


def _when(document: Document) -> Place | None:
    """Find a sentence on tests that names an occasion."""
    both = compiled(_TESTS)
    for sentence in document.sentences:
        if (
            both.search(sentence.text)
            and found(_RUN, sentence.text)
            and found(_WHEN, sentence.text)
            and len(sentence.text) <= 400
        ):
            return document.place(sentence.line, sentence.text)
    return None
