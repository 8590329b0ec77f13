"""What the software is made of: whether a machine can read the list, who watches it, and how copies are kept."""

# a row of a table is a line

from __future__ import annotations

from collections.abc import Iterator

from badge.core.evidence import Files, History
from badge.core.findings import Confidence, Finding, Outcome, met, not_applicable, unknown
from badge.core.messages import Message, counted
from badge.probes.facts.components import ASIDE, Components
from badge.probes.facts.languages import Languages, in_tests
from badge.probes.facts.manifests import Manifests
from badge.probes.facts.people import is_robot
from badge.probes.facts.watchers import Watchers
from badge.probes.patterns import compiled, found
from badge.probes.probe import probe

NATIVE = frozenset({"C", "C++", "Assembly", "Fortran", "Objective-C", "Ada"})
MOSTLY = 0.5

# Files that a robot changes when it renews a dependency, and the languages whose software they are about.
RENEWED: tuple[tuple[str, str], ...] = (
    (r"package(?:-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?", "JavaScript TypeScript Vue Svelte"),
    ((
        r"[\w-]*requirements[\w-]*\.(?:txt|in)|pyproject\.toml|poetry\.lock|uv\.lock|pdm\.lock"
        r"|pipfile(?:\.lock)?|setup\.(?:py|cfg)"
    ), "Python"),
    (r"cargo\.(?:toml|lock)", "Rust"),
    (r"go\.(?:mod|sum)", "Go"),
    (r"gemfile(?:\.lock)?|[\w-]+\.gemspec", "Ruby"),
    (r"composer\.(?:json|lock)", "PHP"),
    (r"pom\.xml|[\w-]+\.gradle(?:\.kts)?|libs\.versions\.toml|gradle\.properties", "Java Kotlin Scala Groovy"),
    (r"build\.sbt|plugins\.sbt|dependencies\.scala|build\.(?:sc|mill)", "Scala Java"),
    (r"[\w.-]+\.(?:cs|fs|vb)proj|directory\.packages\.props|packages\.lock\.json", "C# F# Visual-Basic"),
    (r"mix\.(?:exs|lock)", "Elixir"),
    (r"rebar\.(?:config|lock)", "Erlang"),
    (r"pubspec\.(?:ya?ml|lock)", "Dart"),
    (r"package\.(?:swift|resolved)", "Swift Objective-C"),
    (r"elm\.json", "Elm"),
    (r"(?:julia)?project\.toml", "Julia"),
    (r"vcpkg\.json|conanfile\.(?:txt|py)", "C C++"),
)  # fmt: skip
_UPDATE_BOT = r"\bdependabot\b|\brenovate\b|\bscala-steward\b|\bpyup\b|\bsnyk\b|\bdepfu\b"


@probe("external_dependencies", echoes={"external_dependencies": ("osps_qa_02_01",)})
def listed(components: Components, manifests: Manifests, languages: Languages) -> Iterator[Finding]:
    """Look for a list of dependencies that speaks for the main language."""
    criterion = "external_dependencies"
    if place := components.listed:
        if components.names:
            because = Message(
                "%(path)s lists the dependencies in a form that a machine can read.", {"path": place.path}
            )
            yield met(criterion, because, Confidence.DIRECT, place)
        else:
            because = Message(
                "%(path)s is where dependencies are listed, and it names none that the software needs.",
                {"path": place.path},
            )
            yield met(criterion, because, Confidence.PARTIAL, place)
    elif native := components.native:
        because = Message("The build reads from %(path)s what the software needs.", {"path": native.path})
        yield met(criterion, because, Confidence.PARTIAL, native)
    elif manifests.all:
        because = Message(
            "%(path)s lists dependencies, but not of the main language, %(language)s.",
            {"path": manifests.all[0].path, "language": languages.main},
        )
        yield unknown(criterion, because, manifests.files.place(manifests.all[0].path))
    else:
        because = Message("No list of dependencies that a machine can read was found. If there are none, N/A fits.")
        yield unknown(criterion, because)


@probe("dependency_monitoring")
def watched(watchers: Watchers, components: Components) -> Iterator[Finding]:
    """Look for tools that compare the dependencies with known vulnerabilities, or keep them new."""
    criterion = "dependency_monitoring"
    regular = [each for each in watchers.audits if not each.tolerated]
    of_software = [each for each in watchers.updates if not each.narrow]
    if seen := next(iter([*regular, *of_software]), None):
        because = Message(
            "%(tool)s watches the dependencies (%(path)s); whether what it finds is fixed is for you to say.",
            {"tool": seen.name, "path": seen.place.path},
        )
        yield met(criterion, because, Confidence.GOOD, seen.place)
    elif seen := next(iter([*watchers.audits, *watchers.updates]), None):
        because = Message(
            "%(tool)s watches only what builds the software, or its failure does not count (%(path)s).",
            {"tool": seen.name, "path": seen.place.path},
        )
        yield unknown(criterion, because, seen.place)
    else:
        place = components.listed
        if place and not components.names and not components.copies and not components.single:
            because = Message(
                "%(path)s names no dependency, and no folder with copies of foreign code was found.",
                {"path": place.path},
            )
            yield not_applicable(criterion, because, Confidence.PARTIAL, place)
        else:
            because = Message(
                "No tool that watches dependencies was found; alerts that a forge is asked to send cannot be seen here."
            )
            yield unknown(criterion, because)


@probe("dependency_monitoring")
def updated(history: History, languages: Languages) -> Iterator[Finding]:
    """Look for changes of the last year with which a robot renewed a dependency of the software."""
    criterion = "dependency_monitoring"
    count = 0
    for commit in history.commits:
        if (
            commit.paths
            and is_robot(commit.author, commit.email)
            and found(_UPDATE_BOT, f"{commit.author} {commit.email}")
        ):
            count += any(_renews(path, languages) for path in commit.paths)
    if count:
        because = counted(
            "In the last twelve months a robot renewed a dependency in %(count)s change; whether "
            "vulnerable ones are fixed is for you to say.",
            (
                "In the last twelve months a robot renewed dependencies in %(count)s changes; whether "
                "vulnerable ones are fixed is for you to say."
            ),
            count,
        )
        yield met(criterion, because, Confidence.GOOD if count >= 3 else Confidence.PARTIAL)
    else:
        yield unknown(criterion, Message("No robot renewed a dependency of the software in the last twelve months."))


def _renews(path: str, languages: Languages) -> bool:
    """Tell whether a changed file lists or fixes the dependencies of the product."""
    *folders, name = path.lower().split("/")
    main = languages.main.replace(" ", "-")
    return ASIDE.isdisjoint(folders) and not in_tests(path) and any(
        main in spoken.split() and compiled(rf"\A(?:{names})\z").match(name) for names, spoken in RENEWED
    )  # fmt: skip


@probe("updateable_reused_components")
def updateable(components: Components, languages: Languages, files: Files) -> Iterator[Finding]:
    """Look for copies of foreign code, and for what says where they come from."""
    criterion = "updateable_reused_components"
    copies, single, seen = components.copies, components.single, components.listed
    bare = [folder for folder, recorded in copies.items() if not recorded]
    if bare:
        because = Message(
            "%(path)s seems to hold a copy of foreign code, and no file in it tells where it comes "
            "from and which version it is.",
            {"path": bare[0]},
        )
        yield unknown(criterion, because, files.place(bare[0]))
    elif single:
        because = Message("%(path)s seems to be a copy of foreign code.", {"path": single})
        yield unknown(criterion, because, files.place(single))
    elif copies:
        folder = next(iter(copies))
        because = Message(
            "Copies of foreign code such as %(path)s have a record of where they come from.", {"path": folder}
        )
        yield met(criterion, because, Confidence.PARTIAL, files.place(folder))
    elif seen and components.names and languages.share(*NATIVE) < MOSTLY:
        because = Message(
            "%(path)s lists the dependencies for a package manager, and no copy of foreign code was found.",
            {"path": seen.path},
        )
        yield Finding(criterion, Outcome.MET, because, Confidence.GOOD, (seen,), by_absence=True)
    elif seen and not components.names:
        because = Message(
            "%(path)s names no dependency, and no folder with copies of foreign code was found.", {"path": seen.path}
        )
        yield not_applicable(criterion, because, Confidence.PARTIAL, seen)
    else:
        yield unknown(criterion, Message("No copy of foreign code and no list of dependencies was recognised."))
