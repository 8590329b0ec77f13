"""Style guides and formatters of each language, and where a project names, configures or enforces them."""

# ruff: noqa: E501  # a row of the table is a line

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from badge.core.evidence import Files
from badge.core.findings import Place
from badge.probes.facts import tools
from badge.probes.facts.ci.model import ON_CHANGES, Job
from badge.probes.facts.rows import Rows
from badge.probes.facts.usage import How, Usage
from badge.probes.facts.workflows import Workflows
from badge.probes.patterns import compiled, every


class Style(NamedTuple):
    """A style guide or a formatter that stands for one: how prose names it, and for which languages it is.

    `enforced` is the command or action that stops on wrong style, `hooks` the ids of hooks, `files` its configuration.
    """

    name: str
    languages: frozenset[str]
    named: str
    enforced: str = ""
    hooks: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    guide: bool = False


def _style(
    name: str, languages: str, named: str, enforced: str = "", hooks: str = "", files: str = "", *, guide: bool = False
) -> Style:
    return Style(
        name,
        frozenset(each.replace("_", " ") for each in languages.split()),
        named,
        enforced,
        frozenset(hooks.split()),
        frozenset(files.split()),
        guide,
    )


_C = "C C++ Objective-C"
_JS = "JavaScript TypeScript Vue Svelte"

STYLES: tuple[Style, ...] = (
    # Published style guides, which people follow
    _style("PEP 8", "Python", r"\bPEP[ -]?0*8\b", guide=True),
    _style("Google style guides", f"Python Java {_C} {_JS} Go Shell Kotlin Swift", r"\bgoogle(?:'s)? (?:[\w+#]+ )?(?:coding |code )?style(?: ?guide)?|google\.github\.io/styleguide|google-java-format", guide=True),
    _style("Airbnb style guide", _JS, r"\bairbnb(?:'s)? (?:javascript |base )?style|airbnb/javascript", guide=True),
    _style("JavaScript Standard Style", _JS, r"\bstandard ?js\b|javascript standard style|standardjs\.com|feross/standard|standard/standard", r"\A(?:npx |yarn |pnpm )?(?:ts-)?standardx?(?:\s|\z)", guide=True),
    _style("LLVM coding standards", _C, r"\bllvm (?:coding )?(?:style|standards?)\b|llvm\.org/docs/codingstandards", guide=True),
    _style("Linux kernel coding style", "C", r"\blinux(?: kernel)?(?:'s)? (?:coding )?style\b|kernel\.org/doc/\S*coding-?style|\bkernel (?:coding )?style\b|\bCodingStyle\b", r"checkpatch(?:\.pl)?", guide=True),
    _style("GNU coding standards", _C, r"\bGNU coding (?:standards?|style|conventions)\b|gnu\.org/prep/standards", guide=True),
    _style("C++ Core Guidelines", "C++", r"\bC\+\+ core guidelines\b", guide=True),
    _style("Effective Go", "Go", r"\beffective[ _-]?go\b|CodeReviewComments|go code review comments|uber go style", guide=True),
    _style("PSR", "PHP", r"\bPSR[- ]?(?:1|2|12)\b|per coding style|symfony coding standards|symfony\.com/doc/\S*standards|wordpress coding standards", guide=True),
    _style("Ruby style guide", "Ruby", r"\bruby style ?guide\b|rubystyle\.guide|bbatsov/ruby-style-guide|rubocop/ruby-style-guide", guide=True),
    _style("Kotlin coding conventions", "Kotlin", r"\bkotlin (?:coding conventions|style guide)\b", guide=True),
    _style("Scala style guide", "Scala", r"\bscala style guide\b|docs\.scala-lang\.org/style", guide=True),
    _style("Elixir style guide", "Elixir", r"\belixir style guide\b", guide=True),
    _style("tidyverse style guide", "R", r"\btidyverse style\b|style\.tidyverse\.org", guide=True),
    _style("Oracle code conventions", "Java", r"\b(?:oracle|sun)(?:'s)? (?:java )?(?:code|coding) (?:conventions|style)\b", guide=True),
    _style(".NET coding conventions", "C# F# Visual_Basic", r"\b(?:c#|\.net|dotnet|microsoft|corefx) cod(?:e|ing)[ -](?:style|conventions|guidelines)\b", guide=True),
    _style("Emacs Lisp conventions", "Emacs_Lisp", r"\bemacs lisp (?:coding )?conventions\b|bbatsov/emacs-lisp-style-guide", guide=True),
    _style("Clojure style guide", "Clojure", r"\bclojure style guide\b|clojure-style-guide|guide\.clojure\.style", guide=True),
    _style("BlueStyle", "Julia", r"\bblue ?style\b|\bsciml ?style\b|julia style guide", guide=True),
    # Formatters; who runs one follows its style
    _style("Black", "Python", r"\bblack\b[`\"')\]]|psf/black|[`(\[]black\b|\bblack (?:code|formatter|style)", r"black\s+(?:\S+\s+)*?--(?:check|diff)\b|psf/black", "black black-jupyter black-pre-commit-mirror", "pyproject.toml#tool.black"),
    _style("Ruff's formatter", "Python", r"\bruff format", r"ruff\s+(?:\S+\s+)*?format\s+(?:\S+\s+)*?--(?:check|diff)", "ruff-format"),
    _style("YAPF", "Python", r"\byapf\b", r"yapf\s+(?:\S+\s+)*?(?:-d|--diff|-q)", "yapf", ".style.yapf"),
    _style("autopep8", "Python", r"\bautopep8\b", r"autopep8\s+(?:\S+\s+)*?(?:--diff|--exit-code)", "autopep8"),
    _style("Prettier", _JS, r"\bprettier\b", r"prettier\s+(?:\S+\s+)*?(?:--check|-c|-l|--list-different)\b|prettier_action|oxfmt --check", "prettier", ".prettierrc .prettierrc.json .prettierrc.js .prettierrc.yml .prettierrc.yaml .prettierrc.toml prettier.config.js prettier.config.mjs package.json#prettier"),
    _style("Biome", _JS, r"\bbiome\b", r"biome\s+(?:ci|check|format)\b|setup-biome", "biome-check biome-ci biome-format", "biome.json biome.jsonc"),
    _style("dprint", _JS, r"\bdprint\b", r"dprint\s+check|dprint/check", "", "dprint.json"),
    _style("deno fmt", _JS, r"\bdeno fmt\b", r"deno\s+fmt\s+(?:\S+\s+)*?--check"),
    _style("gofmt", "Go", r"\bgofmt\b|\bgo fmt\b|\bgofumpt\b|\bgoimports\b", r"gofmt\s+(?:\S+\s+)*?-(?:l|d)\b|gofumpt\s+(?:\S+\s+)*?-(?:l|d)\b|goimports\s+(?:\S+\s+)*?-(?:l|d)\b|golangci-lint fmt", "gofmt go-fmt gofumpt goimports go-imports"),
    _style("rustfmt", "Rust", r"\brustfmt\b|\bcargo fmt\b", r"cargo\s+(?:\+\S+\s+)?fmt\s+(?:\S+\s+)*?--check|rustfmt\s+(?:\S+\s+)*?--check|actions-rust-lang/rustfmt", "fmt rustfmt cargo-fmt", "rustfmt.toml .rustfmt.toml"),
    _style("clang-format", _C, r"\bclang-format\b", r"clang-format\S*\s+(?:\S+\s+)*?(?:-n|--dry-run|-Werror|--Werror)\b|git-clang-format\s.*--diff|clang-format-check|clang-format-action|run-clang-format|check-format", "clang-format", ".clang-format _clang-format"),
    _style("Uncrustify", f"{_C} Java C# D Vala", r"\buncrustify\b", r"uncrustify\s+(?:\S+\s+)*?--check", "uncrustify", "uncrustify.cfg .uncrustify.cfg"),
    _style("Artistic Style", f"{_C} Java C#", r"\bastyle\b", r"astyle\s+(?:\S+\s+)*?--dry-run", "astyle", ".astylerc"),
    _style("checksrc", "C", r"\bchecksrc\b", r"checksrc(?:-all)?(?:\.pl)?", "", ""),
    _style("google-java-format", "Java", r"\bgoogle-java-format\b", r"google-java-format|spotless:check|spotlesscheck|fmt-maven-plugin:check|formatter:validate", "google-java-format"),
    _style("Spotless", "Java Kotlin Groovy Scala", r"\bspotless\b", r"spotless:check|spotlesscheck|gradlew?\s.*spotlesscheck"),
    _style("ktlint", "Kotlin", r"\bktlint\b", r"ktlint(?:check)?\b|ktfmtcheck|ktfmt\s.*--dry-run", "ktlint"),
    _style("Scalafmt", "Scala", r"\bscalafmt\b", r"scalafmtCheck\w*|scalafmt\s+(?:\S+\s+)*?--(?:test|check|list)|checkFormat\b", "scalafmt", ".scalafmt.conf"),
    _style("Ormolu", "Haskell", r"\b(?:f?ourmolu|ormolu|stylish-haskell)\b", r"(?:ormolu|fourmolu)\s+(?:\S+\s+)*?(?:--mode[ =]check|-m check|-c)|(?:ormolu|fourmolu)-action|haskell-actions/run-(?:f?o\w+)", "ormolu fourmolu", "fourmolu.yaml .stylish-haskell.yaml"),
    _style("ocamlformat", "OCaml", r"\bocamlformat\b|\bdune (?:fmt|build @fmt)\b", r"dune\s+build\s+(?:\S+\s+)*?@(?:\S*/)?fmt|dune\s+fmt\b|ocaml/setup-ocaml/lint-fmt|ocamlformat\s+--check", "", ".ocamlformat"),
    _style("mix format", "Elixir", r"\bmix format\b", r"mix\s+format\s+(?:\S+\s+)*?--check-formatted|mix\s+format\s+--dry-run", "mix-format", ".formatter.exs"),
    _style("erlfmt", "Erlang", r"\berlfmt\b", r"erlfmt\s+(?:\S+\s+)*?(?:--check|-c)|rebar3 fmt --check"),
    _style("PHP-CS-Fixer", "PHP", r"\bphp-cs-fixer\b|\bpint\b|\bstyleci\b", r"php-cs-fixer\s+(?:\S+\s+)*?(?:--dry-run|check)|pint\s+(?:\S+\s+)*?--test|phpcs\b|friendsofphp/php-cs-fixer|laravel-pint", "php-cs-fixer phpcs", ".php-cs-fixer.php .php-cs-fixer.dist.php .styleci.yml pint.json phpcs.xml phpcs.xml.dist"),
    _style("Standard Ruby", "Ruby", r"\bstandardrb\b", r"standardrb\b|rake standard\b", "standardrb", ".standard.yml"),
    _style("RuboCop", "Ruby", r"\brubocop\b", r"rubocop\b", "rubocop", ".rubocop.yml"),
    _style("swift-format", "Swift", r"\bswift-?format\b", r"swift-format\s+lint|swift format lint|swiftformat\s+(?:\S+\s+)*?--lint", "swiftformat swift-format", ".swiftformat .swift-format"),
    _style("dart format", "Dart", r"\bdart format\b|\bdartfmt\b", r"(?:dart|flutter)\s+format\s+(?:\S+\s+)*?(?:--set-exit-if-changed|-n)"),
    _style("dotnet format", "C# F# Visual_Basic", r"\bdotnet format\b|\bstylecop\b|\bcsharpier\b|\bfantomas\b", r"dotnet\s+format\s+(?:\S+\s+)*?--verify-no-changes|csharpier\s+(?:\S+\s+)*?(?:--check|check)|fantomas\s+(?:\S+\s+)*?--check", "dotnet-format csharpier", "stylecop.json"),
    _style("StyLua", "Lua", r"\bstylua\b", r"stylua\s+(?:\S+\s+)*?--check|stylua-action", "stylua stylua-github stylua-system", "stylua.toml .stylua.toml"),
    _style("zig fmt", "Zig", r"\bzig fmt\b", r"zig\s+fmt\s+(?:\S+\s+)*?--check"),
    _style("shfmt", "Shell", r"\bshfmt\b", r"shfmt\s+(?:\S+\s+)*?(?:-d|-l|--diff|--list)\b", "shfmt shfmt-src"),
    _style("Perltidy", "Perl", r"\bperl(?:::)?tidy\b", r"perltidy\s.*--assert-tidy|tidyall\s.*--check", "perltidy", ".perltidyrc"),
    _style("JuliaFormatter", "Julia", r"\bjuliaformatter\b|\brunic\b", r"julia-format|juliaformatter|runic-action|runic\s.*--check", "runic julia-formatter", ".JuliaFormatter.toml"),
    _style("styler", "R", r"\bstyler\b", r"styler::style_\w+\(.*dry", "style-files"),
    _style("nixfmt", "Nix", r"\b(?:nixfmt|alejandra|nixpkgs-fmt)\b", r"(?:nixfmt|alejandra|nixpkgs-fmt)\s+(?:\S+\s+)*?(?:--check|-c)|nix\s+fmt\s.*--(?:ci|fail)", "nixfmt alejandra nixpkgs-fmt"),
    _style("cljfmt", "Clojure", r"\bcljfmt\b|\bzprint\b", r"cljfmt\s+check|lein cljfmt check", "cljfmt", ".cljfmt.edn"),
    _style("elm-format", "Elm", r"\belm-format\b", r"elm-format\s+(?:\S+\s+)*?--validate"),
    _style("fprettify", "Fortran", r"\bfprettify\b|\bfindent\b", r"fprettify\s+(?:\S+\s+)*?(?:--diff|-d)", "fprettify", ".fprettify.rc"),
    _style("Crystal's formatter", "Crystal", r"\bcrystal tool format\b", r"crystal\s+tool\s+format\s+(?:\S+\s+)*?--check"),
    _style("forge fmt", "Solidity", r"\bforge fmt\b", r"forge\s+fmt\s+(?:\S+\s+)*?--check"),
)  # fmt: skip

LINTERS = frozenset(
    {
        "Ruff", "Flake8", "pycodestyle", "Pylint", "ESLint", "Biome", "StandardJS", "XO", "golangci-lint", "revive", "RuboCop",
        "Standard Ruby", "Checkstyle", "ktlint", "detekt", "Scalafix", "Scalastyle", "PHP_CodeSniffer", "SwiftLint", "Credo",
        "Perl::Critic", "lintr", "cpplint", "Ameba", "D-Scanner", "Luacheck", "selene", "HLint", "Solhint", "Fortitude",
    }
)  # fmt: skip
"""Linters, by their names in the table of tools, among whose rules style has a large part."""

HOOK_CONFIG = (".pre-commit-config.yaml", ".pre-commit-config.yml")
_STOPS = r"\bgit diff (?:\S+ )*?--(?:exit-code|quiet)\b|\bgit diff-(?:index|files) (?:\S+ )*?--quiet\b"
_RUNS_HOOKS = r"(?:^|[\s/=])(?:pre-commit|prek)(?:\s+run|\b.*--all-files)|pre-commit/action|prek-action"


class Enforced(NamedTuple):
    """A style that is looked after: how near to every change, where, and for which languages."""

    name: str
    how: How
    place: Place
    languages: frozenset[str]
    on_changes: bool = False
    tolerated: bool = False
    formatter: bool = True


class Styles(NamedTuple):
    """All that look after style, those nearest to every change first."""

    all: tuple[Enforced, ...]

    def of(self, language: str) -> tuple[Enforced, ...]:
        """Give those for one language."""
        return tuple(each for each in self.all if language in each.languages)


def gather(files: Files, workflows: Workflows, usage: Usage) -> Styles:
    """Look into continuous integration, hooks and configuration."""
    found = [*_in_ci(workflows), *_in_hooks(files, workflows), *_configured(files), *_linters(usage)]
    unique = {(each.name, each.how): each for each in reversed(found)}
    return Styles(
        tuple(
            sorted(
                unique.values(),
                key=lambda each: (-each.how, not each.on_changes, each.tolerated, not each.formatter, each.name),
            )
        )
    )


def _in_ci(workflows: Workflows) -> Iterator[Enforced]:
    some = compiled(_word("|".join(each.enforced for each in STYLES if each.enforced)))
    rows = Rows(((each, each.enforced) for each in STYLES if each.enforced), _word)
    seen: list[tuple[str, Job, Place, bool]] = [
        (run.command.text, run.job, workflows.place(run.command), run.command.tolerated)
        for run in workflows.runs
        if run.sure and some.occurs(run.command.text)
    ]
    seen += [
        (step.uses, job, workflows.place(step), step.tolerated)
        for _, job, step in workflows.steps
        if step.uses and some.occurs(step.uses)
    ]
    yield from _rewritten(workflows)
    for text, job, place, tolerated in seen:
        lenient = tolerated or compiled(tools.LENIENT).search(text) is not None
        for style in rows.of(text):
            changes = not job.triggers.isdisjoint(ON_CHANGES)
            yield Enforced(style.name, How.CI, place, style.languages, changes, lenient)


def _rewritten(workflows: Workflows) -> Iterator[Enforced]:
    """Find steps that run a formatter over everything, and stop if that changed a file."""
    stops = compiled(_STOPS)
    for _, job, step in workflows.steps:
        if not step.script or not stops.search(step.script):
            continue
        for style in STYLES:
            if not style.guide and compiled(style.named).search(step.script):
                changes = not job.triggers.isdisjoint(ON_CHANGES)
                yield Enforced(style.name, How.CI, workflows.place(step), style.languages, changes, step.tolerated)


def _word(pattern: str) -> str:
    return rf"(?:^|[\s/'\"=(@:])(?:{pattern})(?:$|[\s'\");:@,])"


def _in_hooks(files: Files, workflows: Workflows) -> Iterator[Enforced]:
    """Read the ids of pre-commit's hooks; where CI or the hooks' own service runs them, they count as CI."""
    path = next((each for each in HOOK_CONFIG if each in files.entries), "")
    text = files.text(path) if path else None
    if text is None:
        return
    runs = [run.job for run in workflows.runs if compiled(_RUNS_HOOKS).search(run.command.text)]
    runs += [job for _, job, step in workflows.steps if compiled(_RUNS_HOOKS).search(step.uses)]
    in_ci = any(not job.triggers.isdisjoint(ON_CHANGES) for job in runs) or compiled(r"^ci:").search(text) is not None
    by_hook: Mapping[str, Style] = {hook: style for style in STYLES for hook in style.hooks}
    for hit in every(r"^[ \t-]*id:[ \t]*['\"]?([\w.-]+)", text):
        if style := by_hook.get(hit.groups[0]):
            how = How.CI if in_ci else How.HOOK
            yield Enforced(style.name, how, files.place(path, hit.line, hit.text), style.languages, in_ci)


def _configured(files: Files) -> Iterator[Enforced]:
    for style in STYLES:
        for name in sorted(style.files):
            path, _, key = name.partition("#")
            if path not in files.entries:
                continue
            if not key or (
                (text := files.text(path)) and (f"[{key}" in text if path.endswith(".toml") else f'"{key}"' in text)
            ):
                yield Enforced(style.name, How.CONFIGURED, files.place(path), style.languages)


def _linters(usage: Usage) -> Iterator[Enforced]:
    """Take the linters with rules of style that are for this product's languages."""
    for use in usage.best(tools.Kind.LINT):
        if use.tool.name in LINTERS and use.sure:
            languages = frozenset(name for name, share in usage.shares.items() if share > 0)
            yield Enforced(use.tool.name, use.how, use.place, languages, use.on_changes, use.tolerated, formatter=False)
