"""How the software is installed and removed, where its files go, and how somebody gets ready to change it."""

# ruff: noqa: E501  # a row of the table is a line

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from badge.core.evidence import Files
from badge.core.findings import Confidence, Finding, Place, met, not_applicable, unknown, unmet
from badge.core.messages import Message
from badge.probes.documentation import nothing_to_run
from badge.probes.facts.builders import Builders
from badge.probes.facts.documents import Documents
from badge.probes.facts.languages import Languages
from badge.probes.facts.links import Links
from badge.probes.facts.makefiles import Makefile, Makefiles
from badge.probes.facts.manifests import Manifest, Manifests
from badge.probes.facts.wording import OBTAIN_COMMAND
from badge.probes.patterns import Hit, compiled, every, first, found
from badge.probes.probe import probe

PACKAGED = frozenset(
    "pypi npm cargo rubygems composer hex nuget maven cran hackage opam pub julia luarocks go swift cpan deno conda elpa shard nimble dub alire".split()
)
"""Ecosystems whose manager installs and removes packages."""

_NO_REGISTRY = r"\bgit +clone\b|\bmake +install\b|\bninja\b|\bmeson +install\b|\bcmake\b|\./configure|\bsetup\.py\b|\binstall +(?:-\S+ +)*[\"']?\.(?:[\[/\s\"']|$)|\b(?:npm|yarn|pnpm|bun|bundle) +(?:install|i|ci)\s*$|\bcurl\b|\bwget\b|\./install"
_MANAGER = r"\b(?:pip3?|pipx|uv|conda|mamba|poetry|pdm|gem|cpanm?|opam|luarocks|brew|apt|apt-get|dnf|yum|zypper|apk|snap|flatpak|port|scoop|choco|winget|helm|nix-env|cargo|npm|pnpm|yarn|bun|go|composer|dotnet|docker|podman|pacman|emerge|pkg|cabal|stack|vcpkg|conan|deno|raco|julia|asdf|mise|xbps-install|guix|paru|yay)\b|Install-Package|package-install|use-package|install\.packages|Pkg\.add|<dependency>|^\s*gem +|\{:\w+, *[\"']~>|implementation|libraryDependencies|\.package\(url"
_INSTALLS = r"(?:^|[\s;&@])(?:install|cp|ln|mkdir|\$[({]INSTALL\w*[)}])\s"
_FIXED = r"\s(?:/usr(?:/local)?|/opt|/etc|/bin|/lib)/?\S*"
_DEVELOP = r"\b(?:contribut\w*|develop\w*|hacking|build(?:ing)?|(?:running )?(?:the )?tests?|testing|from source)\b"
_REGISTRY = r"(?:pypi\.org/project|npmjs\.(?:com|org)/package|crates\.io/crates|rubygems\.org/gems|packagist\.org/packages|hex\.pm/packages|nuget\.org/packages|central\.sonatype\.com/artifact|mvnrepository\.com/artifact|search\.maven\.org|maven-central|cran\.r-project\.org/package=|hackage\.haskell\.org/package|luarocks\.org/modules|metacpan\.org|pub\.dev/packages|repology\.org/project|formulae\.brew\.sh|pkg\.go\.dev|hub\.docker\.com/r|melpa\.org/#|juliahub\.com/ui/packages|badge\.fury\.io)\S*"


class Ready(NamedTuple):
    """One way in which everything for a change is installed: its name, the command, and the files it needs."""

    name: str
    command: str
    needs: str
    alone: bool = False


READY: tuple[Ready, ...] = (
    # `alone`: the files by themselves say enough, even where no document names them.
    Ready("a development container", r"\bdev ?containers?\b|\bcodespaces?\b", r"\.devcontainer(?:/(?:[\w-]+/)?devcontainer)?\.json|\.devcontainer/.*", alone=True),
    Ready("Nix", r"\bnix (?:develop|shell|build)\b|\bnix-shell\b|\bdirenv allow\b", r"flake\.nix|shell\.nix|default\.nix", alone=True),
    Ready("uv", r"\buv sync\b|\buv run\b", r"pyproject\.toml"),
    Ready("Poetry", r"\bpoetry (?:install|sync)\b", r"pyproject\.toml"),
    Ready("PDM", r"\bpdm (?:install|sync)\b", r"pyproject\.toml"),
    Ready("Hatch", r"\bhatch (?:run|shell|env|test)\b", r"pyproject\.toml|hatch\.toml"),
    Ready("tox", r"\btox\b", r"tox\.ini|tox\.toml|pyproject\.toml"),
    Ready("nox", r"\bnox\b", r"noxfile\.py"),
    Ready("pip", r"\bpip3? install (?:-\S+ )*(?:-e|--editable) ?[\"']?\.\[[\w,-]+\]|\bpip3? install (?:-\S+ )*[\"']?\.\[[\w,-]*(?:dev|test)[\w,-]*\]|\bpip3? install -r \S*(?:dev|test)\S*", r"pyproject\.toml|setup\.(?:py|cfg)|[\w/-]*requirements[\w/.-]*"),
    Ready("npm", r"\b(?:npm (?:install|i|ci)|yarn(?: install)?|pnpm (?:install|i)|bun install)\s*(?:$|[`\"'.,;&)#]|--)", r"package\.json"),
    Ready("Bundler", r"\bbundle(?: install)?\s*(?:$|[`\"'.,;&)])|\bbin/setup\b", r"gemfile"),
    Ready("Cargo", r"\bcargo (?:\S+ )?(?:build|test|xtask|nextest)\b", r"cargo\.toml"),
    Ready("Go", r"\bgo (?:build|test|mod download)\b", r"go\.mod"),
    Ready("Mix", r"\bmix (?:deps\.get|setup|test)\b", r"mix\.exs"),
    Ready("Composer", r"\bcomposer install\b", r"composer\.json"),
    Ready("Maven", r"\b(?:mvn|mvnw)\b.{0,40}\b(?:test|verify|install|package)\b", r"pom\.xml"),
    Ready("Gradle", r"\bgradlew?(?:\.bat)?\s+\S*(?:build|test|check)\b", r"(?:build|settings)\.gradle(?:\.kts)?"),
    Ready(".NET", r"\bdotnet (?:restore|build|test)\b", r"[\w.-]+\.(?:sln|slnx|csproj|fsproj)"),
    Ready("Stack or Cabal", r"\b(?:stack|cabal) (?:build|test|install)\b", r"stack\.yaml|cabal\.project|[\w-]+\.cabal"),
    Ready("opam", r"\bopam (?:install|switch)\b.*(?:--deps-only|--with-test|\s\.)|\bmake dev-deps\b", r"[\w-]+\.opam|dune-project"),
    Ready("sbt", r"\bsbt (?:test|compile)\b", r"build\.sbt"),
    Ready("Swift", r"\bswift (?:build|test)\b", r"package\.swift"),
    Ready("Dart", r"\b(?:dart|flutter) pub get\b", r"pubspec\.yaml"),
    Ready("conda", r"\b(?:conda|mamba) env create\b", r"environment[\w-]*\.ya?ml"),
    Ready("Docker Compose", r"\bdocker[- ]compose (?:-\S+ \S+ )*(?:up|run|build)\b", r"(?:docker-)?compose[\w.-]*\.ya?ml"),
    Ready("mise", r"\b(?:mise|asdf) install\b", r"\.?mise\.toml|\.tool-versions"),
    Ready("a script", r"\b(?:script|scripts|bin)/(?:setup|bootstrap|dev-?setup)\b|\./(?:setup|bootstrap)(?:\.sh)?\b", r"(?:scripts?|bin)/(?:setup|bootstrap|dev-?setup)[\w.-]*|(?:setup|bootstrap)(?:\.sh)?"),
    Ready("make", r"\bmake (?:setup|dev|bootstrap|deps|install-dev|dev-deps|develop|venv|init|tools)\b", r"makefile|gnumakefile"),
    Ready("just", r"\bjust (?:setup|dev|bootstrap|install|init)\b", r"\.?justfile"),
)  # fmt: skip
"""Ways to get ready; one more is one more row."""

RUNNERS = frozenset({"tox", "nox"})
"""Those that set up an environment for tests only."""


@probe("installation_common")
def common(
    files: Files, manifests: Manifests, makefiles: Makefiles, builders: Builders, documents: Documents, links: Links
) -> Iterator[Finding]:
    """Look for a package that a manager installs and removes, or for targets that do both."""
    criterion = "installation_common"
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    names = _names(manifests, links)
    if told := _command(documents, names):
        because = Message("%(path)s says how a package manager installs the software.", {"path": told.path})
        yield met(criterion, because, Confidence.GOOD, told)
    elif place := _registered(documents, names):
        because = Message("%(path)s links to the software in a registry of packages.", {"path": place.path})
        yield met(criterion, because, Confidence.PARTIAL, place)
    else:
        yield _by_target(criterion, makefiles, builders, files) or _by_package(criterion, manifests, makefiles)


def _names(manifests: Manifests, links: Links) -> set[str]:
    """Give the names that a package of this software may have."""
    names = {each.name.rpartition("/")[2].rpartition(":")[2] for each in manifests.top if not each.private}
    names.add(links.owner_and_name[1])
    short = {_squeezed(each) for each in names} - {"", "v2", "v3", "app", "core", "main", "cli"}
    around = (("", ""), ("lib", ""), ("lib", "dev"), ("", "dev"), ("python3", ""), ("node", ""), ("", "cli"))
    return {before + each + after for each in short for before, after in around}


def _command(documents: Documents, names: set[str]) -> Place | None:
    """Find a command of a package manager that names a package of this software."""
    for document in documents.all("readme", "install"):
        for hit in every(OBTAIN_COMMAND, document.text):
            if found(_NO_REGISTRY, hit.text):
                continue
            manager = compiled(_MANAGER).search(hit.text)
            if manager and not names.isdisjoint(_tokens(hit.text[manager.end() :])):
                return document.place(hit.line, hit.text)
    return None


def _tokens(text: str) -> set[str]:
    return {_squeezed(each) for each in compiled(r"[A-Za-z0-9][\w.-]*").findall(text)}


def _by_target(criterion: str, makefiles: Makefiles, builders: Builders, files: Files) -> Finding | None:
    """Look for targets that install and uninstall."""
    both = next((each for each in makefiles.top if each.has_target("install") and each.has_target("uninstall")), None)
    if both and found(r"\bDESTDIR\b", both.text):
        because = Message("%(path)s has targets to install and to uninstall, and takes DESTDIR.", {"path": both.path})
        return met(criterion, because, Confidence.GOOD, both.place(0))
    for used in builders.used:
        if used.top and used.tool.name == "GNU Autotools":
            values = {"tool": used.tool.name, "path": used.path}
            because = Message("%(tool)s (%(path)s) makes targets to install and to uninstall.", values)
            return met(criterion, because, Confidence.PARTIAL, files.place(used.path))
    return None


def _by_package(criterion: str, manifests: Manifests, makefiles: Makefiles) -> Finding:
    """Say what else was seen; none of it is enough."""
    if package := _package(manifests):
        because = Message(
            "%(path)s describes a package named %(name)s; whether it is published cannot be seen here.",
            {"path": package.path, "name": package.name},
        )
        return unknown(criterion, because, manifests.place(package, "name"))
    if target := next((each for each in makefiles.top if each.has_target("install")), None):
        because = Message("%(path)s has a target to install, but none to uninstall was found.", {"path": target.path})
        return unknown(criterion, because, target.place(0))
    because = Message("No package, no instructions for a package manager and no target to install were found.")
    return unknown(criterion, because)


def _registered(documents: Documents, names: set[str]) -> Place | None:
    """Find a link in the readme to a package of that name in a registry."""
    for document in documents.all("readme"):
        for match in compiled(_REGISTRY).finditer(document.text):
            last = match.group(0).partition("?")[0].partition(")")[0].partition('"')[0]
            if not names.isdisjoint(_tokens(last.replace("%3A", "/"))):
                line = document.text.count("\n", 0, match.start()) + 1
                return document.place(line, match.group(0))
    return None


def _squeezed(text: str) -> str:
    return text.lower().replace("-", "").replace("_", "").replace(".", "")


def _package(manifests: Manifests) -> Manifest | None:
    return next((each for each in manifests.top if each.name and not each.private), None)


@probe("installation_standard_variables")
def places(
    files: Files, makefiles: Makefiles, builders: Builders, manifests: Manifests, languages: Languages
) -> Iterator[Finding]:
    """See whether people can choose where the files of an installation go."""
    criterion = "installation_standard_variables"
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    for used in builders.used:
        if used.top and used.tool.name in {"GNU Autotools", "Meson"}:
            because = Message(
                "%(tool)s (%(path)s) installs where the usual variables say.",
                {"tool": used.tool.name, "path": used.path},
            )
            yield met(criterion, because, Confidence.PARTIAL, files.place(used.path))
            return
        if used.top and used.tool.name == "CMake" and (text := files.text(used.path)):
            hit = first(r"GNUInstallDirs|CMAKE_INSTALL_(?:BINDIR|LIBDIR|FULL_\w+)", text)
            if hit:
                because = Message(
                    "%(tool)s (%(path)s) installs where the usual variables say.",
                    {"tool": used.tool.name, "path": used.path},
                )
                yield met(criterion, because, Confidence.PARTIAL, files.place(used.path, hit.line, hit.text))
                return
    for makefile in makefiles.top:
        if steps := _steps(makefile):
            yield _of_steps(criterion, makefile, steps)
            return
    package = next((each for each in manifests.top if each.kind in PACKAGED and each.name and not each.private), None)
    if package and not languages.share("C", "C++") > 0.5:
        because = Message(
            "%(path)s describes a package, and its manager lets people choose where it goes.", {"path": package.path}
        )
        yield met(criterion, because, Confidence.PARTIAL, manifests.place(package, "name"))
    else:
        because = Message("No step was found that installs files. If there is no installation system, N/A fits.")
        yield unknown(criterion, because)


def _steps(makefile: Makefile) -> list[tuple[int, str]]:
    """Give the commands of the target `install` that put files somewhere."""
    return [
        (line, text)
        for line, target, text in makefile.recipes
        if found(r"(?:^|\s)install(?:-(?:bin|lib|man|data|headers))?(?:\s|$)", target) and found(_INSTALLS, text)
    ]


def _of_steps(criterion: str, makefile: Makefile, steps: list[tuple[int, str]]) -> Finding:
    values = {"path": makefile.path}
    place = makefile.place(*steps[0])
    staged = found(r"\$[({]?DESTDIR\b", makefile.text)
    if all("DESTDIR" in text for _, text in steps):
        because = Message("The target to install in %(path)s respects DESTDIR.", values)
        return met(criterion, because, Confidence.GOOD, place)
    if staged:
        because = Message("The target to install in %(path)s uses DESTDIR, but not in every step.", values)
        return met(criterion, because, Confidence.PARTIAL, place)
    fixed = next(((line, text) for line, text in steps if found(_FIXED, text) and "$" not in text), None)
    if fixed and not found(r"\bprefix\b", makefile.text):
        because = Message("The target to install in %(path)s writes to a fixed folder.", values)
        return unmet(criterion, because, Confidence.PARTIAL, makefile.place(*fixed))
    because = Message("The target to install in %(path)s does not use DESTDIR.", values)
    return unknown(criterion, because, place)


@probe("installation_development_quick")
def ready(files: Files, documents: Documents) -> Iterator[Finding]:
    """Look for one command, or one container, that installs all that is needed to change the software."""
    criterion = "installation_development_quick"
    if nothing_to_run(files):
        because = Message("The repository holds documents and pictures only, no software.")
        yield not_applicable(criterion, because, Confidence.PARTIAL)
        return
    some = compiled("|".join(rf"\A(?:{way.needs})\z" for way in READY))
    top = [path for path in files.entries if path.count("/") <= 1 or path.startswith(".devcontainer/")]
    top = [path for path in top if some.match(path)]
    there = [(way, path) for way in READY if (path := _of(top, way.needs))]
    for document in documents.all("contributing", "development", "readme"):
        told = _told(
            document.text,
            [way for way, _ in there],
            document.lines_below(_DEVELOP) if document.role == "readme" else None,
        )
        if told:
            way, hit = told
            because = Message(
                "%(path)s says how to get ready for changes with %(way)s.", {"path": document.path, "way": way.name}
            )
            sure = Confidence.PARTIAL if document.role == "readme" or way.name in RUNNERS else Confidence.GOOD
            yield met(criterion, because, sure, document.place(hit.line, hit.text))
            return
    alone = [(way, path) for way, path in there if way.alone]
    if alone:
        because = Message("%(path)s sets up an environment for changes.", {"path": alone[0][1]})
        yield met(criterion, because, Confidence.PARTIAL, files.place(alone[0][1]))
    elif there:
        because = Message(
            "%(path)s may be enough to get ready for changes, but no document for contributors says so.",
            {"path": there[0][1]},
        )
        yield unknown(criterion, because, files.place(there[0][1]))
    else:
        because = Message("Nothing was found with which new developers install all that they need.")
        yield unknown(criterion, because)


def _of(paths: list[str], names: str) -> str:
    pattern = compiled(rf"\A(?:{names})\z")
    return next((path for path in paths if pattern.match(path)), "")


def _told(text: str, ways: list[Ready], allowed: frozenset[int] | None) -> tuple[Ready, Hit] | None:
    for way in ways:
        for hit in every(way.command, text):
            if allowed is None or hit.line in allowed:
                return way, hit
    return None
