"""Tools that build software, and the files that say a project uses them. One more tool is one more row."""

# ruff: noqa: E501  # a row of the table is a line

from __future__ import annotations

from typing import NamedTuple

from badge.core.evidence import Files, Kind
from badge.probes.facts.languages import COMPILED, Languages, in_tests, is_others
from badge.probes.patterns import compiled, first

MOSTLY = 0.5
"""Share of sources in compiled languages from which any target of a general tool builds."""

DEEPEST = 3
"""Folders above a file of a build tool that still counts."""


class Tool(NamedTuple):
    """A build tool: the pattern of its file's name (any case), what must occur in the file, and what it is.

    `common` tools are known to everybody of their language, `free` ones are free software, and a `general` one also
    runs tests or makes documents only, so that a target for building has to be there.
    """

    name: str
    names: str
    needs: str = ""
    common: bool = True
    free: bool = True
    general: bool = False


TOOLS: tuple[Tool, ...] = (
    Tool("GNU Autotools", r"configure\.(ac|in)|makefile\.am"),
    Tool("Make", r"(gnu|bsd)?makefile(\.in|\.unix|\.mk)?", r"^(build|compile|dist|package|install|bin|lib|bundle|\$\([\w.]+\)|%\.o|[\w./$()-]+\.(o|so|a|exe|elf|bin|js|jar|wasm))\b[^\n=]*:([^=]|$)", general=True),
    Tool("CMake", r"cmakelists\.txt"),
    Tool("Meson", r"meson\.build"),
    Tool("Bazel", r"(build|workspace|module)\.bazel|workspace(\.bzlmod)?"),
    Tool("Buck", r"\.buckconfig"),
    Tool("Maven", r"pom\.xml"),
    Tool("Gradle", r"(build|settings)\.gradle(\.kts)?"),
    Tool("Ant", r"build\.xml"),
    Tool("sbt", r"build\.sbt"),
    Tool("Mill", r"build\.(sc|mill)"),
    Tool(".NET SDK", r"[\w. -]+\.(csproj|fsproj|vbproj)"),
    Tool("Cargo", r"cargo\.toml"),
    Tool("Go", r"go\.mod"),
    Tool("Swift Package Manager", r"package\.swift"),
    Tool("Python build", r"pyproject\.toml", r"^\[build-system\]|^\[tool\.(poetry|flit|hatch\.build|pdm\.build|setuptools)\b"),
    Tool("setuptools", r"setup\.py", r"\bsetup\s*\(|setuptools|distutils"),
    Tool("npm scripts", r"package\.json", r"\"(build|compile|bundle|dist|prepack|prepublishOnly|prepublish|make|package)(:[\w-]+)?\"\s*:"),
    Tool("Deno", r"deno\.jsonc?", r"\"(build|compile|bundle)\"\s*:"),
    Tool("RubyGems", r"[\w.-]+\.gemspec"),
    Tool("Rake", r"rakefile(\.rb)?", r"^\s*task\s+:?[\"']?(build|compile|package|install|dist)|gem_tasks|rubygems/package_task", general=True),
    Tool("Dune", "dune-project"),
    Tool("Stack", r"stack\.yaml"),
    Tool("Cabal", r"[\w-]+\.cabal|cabal\.project"),
    Tool("Mix", r"mix\.exs"),
    Tool("Rebar", r"rebar\.config"),
    Tool("Erlang.mk", r"erlang\.mk"),
    Tool("SCons", "sconstruct"),
    Tool("Waf", "wscript"),
    Tool("Just", r"\.?justfile", r"^(build|compile|dist|package|release|install|bundle)\b[^\n]*:", general=True),
    Tool("Task", r"taskfile(\.dist)?\.ya?ml", r"^\s+(build|compile|dist|package|release|install|bundle)[\w:-]*:", general=True),
    Tool("Zig", r"build\.zig"),
    Tool("Nix", r"flake\.nix|default\.nix"),
    Tool("xmake", r"xmake\.lua"),
    Tool("Premake", r"premake[45]?\.lua"),
    Tool("qmake", r"[\w.-]+\.pro", r"^\s*(TEMPLATE|SOURCES|QT)\s*[+=]"),
    Tool("Leiningen", r"project\.clj"),
    Tool("Clojure tools.build", r"build\.clj"),
    Tool("Dart", r"pubspec\.ya?ml"),
    Tool("DUB", r"dub\.(json|sdl)"),
    Tool("Nimble", r"[\w-]+\.nimble"),
    Tool("Shards", r"shard\.yml"),
    Tool("Elm", r"elm\.json"),
    Tool("Spago", r"spago\.(dhall|yaml)"),
    Tool("Alire", r"alire\.toml"),
    Tool("GPRbuild", r"[\w-]+\.gpr"),
    Tool("fpm", r"fpm\.toml"),
    Tool("ExtUtils::MakeMaker", r"makefile\.pl"),
    Tool("Module::Build", r"build\.pl"),
    Tool("R CMD build", "DESCRIPTION", r"^Package:\s*\w"),
    Tool("ASDF", r"[\w.+-]+\.asd"),
    Tool("Eldev or Cask", "eldev|cask|easkfile?"),
    Tool("LuaRocks", r"[\w.-]+\.rockspec", r"\bbuild\s*="),
    Tool("Hardhat", r"hardhat\.config\.[jt]s"),
    Tool("Foundry", r"foundry\.toml"),
    Tool("PlatformIO", r"platformio\.ini"),
    Tool("West", r"west\.yml"),
    Tool("Kbuild", "kbuild"),
    Tool("Visual Studio", r"[\w. -]+\.(vcxproj|vcproj|dsp)", free=False),
    Tool("Xcode", r"project\.pbxproj", free=False),
    Tool("MATLAB", r"[\w. -]+\.(prj|mlappinstall)|buildfile\.m", common=False, free=False),
    Tool("LabVIEW", r"[\w. -]+\.lvproj", common=False, free=False),
    Tool("IAR Embedded Workbench", r"[\w. -]+\.ewp", common=False, free=False),
    Tool("Keil", r"[\w. -]+\.uvprojx?", common=False, free=False),
    Tool("Vivado", r"[\w. -]+\.xpr", common=False, free=False),
    Tool("Quartus", r"[\w. -]+\.qpf", common=False, free=False),
    Tool("GameMaker", r"[\w. -]+\.yyp", common=False, free=False),
    Tool("Delphi", r"[\w. -]+\.dproj", common=False, free=False),
)  # fmt: skip

_ANY_TARGET = r"^[\w.$%/()-]+[^\n=:]*:([^=]|$)"

SCRIPT = r"(build|compile|make|install|bootstrap)(-all)?\.(sh|bash|bat|cmd|ps1|py|rb|pl)"


class Used(NamedTuple):
    """A build tool that the repository uses, and the file that shows it."""

    tool: Tool
    path: str
    line: int = 0

    @property
    def top(self) -> bool:
        """Tell whether it stands at the top of the tree."""
        return "/" not in self.path


class Builders(NamedTuple):
    """The build tools of a repository, one entry per tool, nearest to the top first; and its own build scripts."""

    used: tuple[Used, ...]
    scripts: tuple[str, ...]


def gather(files: Files, languages: Languages) -> Builders:
    """Find the files of build tools; open only those whose content decides."""
    places: list[tuple[int, str, Tool]] = []
    scripts = []
    any_name = compiled("|".join(f"({tool.names})" for tool in TOOLS))
    for path, entry in files.entries.items():
        folders, _, name = path.rpartition("/")
        depth = path.count("/")
        if depth > DEEPEST or entry.kind is not Kind.FILE or (depth and (is_others(path) or in_tests(path))):
            continue
        if not folders and compiled(SCRIPT).fits(name):
            scripts.append(path)
        if any_name.fits(name):
            places += [(depth, path, tool) for tool in TOOLS if compiled(tool.names).fits(name)]
    used: dict[str, Used] = {}
    tried: dict[str, int] = {}
    for _, path, tool in sorted(places, key=lambda each: each[:2]):
        if tool.name in used or tried.get(tool.name, 0) >= 5:
            continue
        tried[tool.name] = tried.get(tool.name, 0) + 1
        if found := _uses(files, path, tool, languages):
            used[tool.name] = found
    return Builders(
        tuple(sorted(used.values(), key=lambda each: (not each.top, TOOLS.index(each.tool)))), tuple(scripts)
    )


def _uses(files: Files, path: str, tool: Tool, languages: Languages) -> Used | None:
    if not tool.needs:
        return Used(tool, path)
    text = files.text(path)
    needs = _ANY_TARGET if tool.general and languages.share(*COMPILED) >= MOSTLY else tool.needs
    hit = first(needs, text) if text is not None else None
    return Used(tool, path, hit.line) if hit else None
