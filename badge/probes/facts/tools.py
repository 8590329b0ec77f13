"""Tools that look at code, as data: linters, static analysers, fuzzers, sanitizers, test runners, and their traces.

One more tool is one more row. Names in a row are divided by blanks; `command` and `uses` are patterns.
"""

# ruff: noqa: E501  # a row of these tables is a line

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a tool is good for."""

    LINT = "lint"
    """It warns of doubtful code: a linter, a type checker, a compiler's own analysis."""
    BUGS = "bugs"
    """A linter that follows what code does and finds faults, not only style."""
    STATIC = "static"
    """A static analyser in the narrow sense."""
    SECURITY = "security"
    """A static analyser that knows common vulnerabilities."""
    FUZZ = "fuzz"
    """It runs the program with varied inputs."""
    PROPERTY = "property"
    """It varies the inputs of tests."""
    SCAN = "scan"
    """It attacks a running service."""
    MEMORY = "memory"
    """It watches memory while the program runs."""


class Tool(NamedTuple):
    """A tool and how its use shows: commands, actions, configuration files, keys in shared ones, hooks, packages.

    A key is `file#dotted.name`, a package `ecosystem:name`; MANIFESTS says where an ecosystem's packages are named.
    """

    name: str
    kinds: frozenset[Kind]
    command: str = ""
    files: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()
    uses: str = ""
    hooks: frozenset[str] = frozenset()
    packages: tuple[str, ...] = ()


MANIFESTS: dict[str, tuple[str, str]] = {
    "cargo": (r"Cargo\.toml", r"^[ \t]*(?:\[(?:\w+-)?dependencies\.)?(NAMES)(?:\s*=|\.workspace|\])"),
    "composer": (r"composer\.json", r"\"(NAMES)\"\s*:"),
    "cpp": (r"CMakeLists\.txt|conanfile\.(?:py|txt)|vcpkg\.json|meson\.build", r"\b(NAMES)\b"),
    "crystal": (r"shard\.yml", r"^[ \t]+(NAMES):"),
    "gem": (r"Gemfile|.*\.gemspec", r"^[ \t]*(?:gem|\w+\.add\w*_dependency)[ (]+[\"'](NAMES)(?:-\w+)*[\"']"),
    "go": (r"go\.mod", r"^[ \t]*(?:require\s+)?(NAMES)\s"),
    "hackage": (r".*\.cabal|package\.yaml", r"(?:^|[ \t,-])(NAMES)(?:$|[\s,<>=^])"),
    "hex": (r"mix\.exs|rebar\.config", r"\{[ \t]*:?(NAMES)\s*[,}]"),
    "julia": (r"Project\.toml", r"^(NAMES)\s*="),
    "jvm": (
        r"pom\.xml|.*\.gradle(?:\.kts)?|libs\.versions\.toml|plugins\.sbt|build\.sbt|project\.clj|deps\.edn",
        r"(?:^|[ \t\"'<>(\[.:/`])(NAMES)(?:$|[\s\"'<>):/,\]])",
    ),
    "npm": (r"package\.json", r"\"(NAMES)\"\s*:"),
    "nuget": (r".*\.(?:cs|fs|vb)proj|Directory\.\w+\.props|packages\.config", r"[\"'<](NAMES)[\"'>]"),
    "opam": (r"dune-project|.*\.opam", r"(?:^|[ \t(\"])(NAMES)[)\"\s]"),
    "pypi": (
        r"pyproject\.toml|setup\.(?:py|cfg)|[\w.-]*requirements[\w.-]*\.(?:txt|in)|requirements/.*|Pipfile|environment\.ya?ml",
        r"(?:^|[ \t\"'])(NAMES)(?:$|[\s\"'=<>~!,;\[])",
    ),
}
"""Where each ecosystem names its packages: the files, and a pattern in which NAMES stands for the names."""

IN_THE_BUILD = frozenset({"jvm", "nuget"})
"""Ecosystems where naming a tool in the build makes the build run it."""


def _tool(name: str, kinds: str, command: str = "", **traces: str) -> Tool:
    lists = {trace: traces.get(trace, "").split() for trace in ("files", "keys", "hooks", "packages")}
    return Tool(
        name,
        frozenset(Kind(each) for each in kinds.split()),
        command,
        frozenset(lists["files"]),
        tuple(lists["keys"]),
        traces.get("uses", ""),
        frozenset(lists["hooks"]),
        tuple(lists["packages"]),
    )


TOOLS: tuple[Tool, ...] = (
    # Several languages
    _tool("CodeQL", "static security", r"codeql (?:database|github|analyze).*", files="codeql-config.yml", uses=r"codeql-action/(?:init|analyze|autobuild)|workflows/[\w.-]*codeql"),
    _tool("Semgrep", "static security", r"(?:semgrep|opengrep)", files=".semgrep.yml .semgrep.yaml semgrep.yml .semgrepignore", uses=r"semgrep|opengrep", hooks="semgrep semgrep-ci"),
    _tool("SonarQube", "static security lint", r"sonar-scanner|sonar:sonar|sonarqube|sonar", files="sonar-project.properties .sonarcloud.properties", uses=r"sonar(source|cloud|qube)|\bsonar", packages="jvm:org.sonarqube jvm:sonar-maven-plugin"),
    _tool("Coverity", "static security", r"cov-build|cov-analyze", files="coverity.yaml", uses=r"coverity"),
    _tool("Snyk Code", "static security", r"snyk code(?: test)?", uses=r"snyk.*(code|sast)"),
    _tool("DeepSource", "static", files=".deepsource.toml"),
    _tool("Codacy", "static security", r"codacy-analysis-cli|codacy-analysis-cli\.sh", files=".codacy.yml .codacy.yaml", uses=r"codacy/codacy-analysis"),
    _tool("Qodana", "static", r"qodana", files="qodana.yaml qodana.yml", uses=r"qodana"),
    _tool("Infer", "static", r"infer run", files=".inferconfig", uses=r"setup-infer|infer-action"),
    _tool("GitLab SAST", "static security", uses=r"(template:.*|component:.*/)\bsast\b"),
    _tool("DevSkim", "static security", r"devskim", uses=r"devskim"),
    _tool("Trunk", "lint", r"trunk check", files=".trunk/trunk.yaml", uses=r"trunk-io/trunk-action"),
    _tool("MegaLinter", "lint bugs", r"mega-linter-runner", files=".mega-linter.yml .megalinter.yml", uses=r"(mega-?linter|oxsecurity/megalinter)"),
    _tool("Super-Linter", "lint bugs", uses=r"super-linter"),
    _tool("Horusec", "static security", r"horusec", uses=r"horusec"),
    _tool("Bearer", "static security", r"bearer scan", uses=r"bearer/bearer-action"),
    _tool("Fortify", "static security", r"sourceanalyzer", uses=r"fortify"),
    _tool("Veracode", "static security", uses=r"veracode"),
    _tool("Checkmarx", "static security", uses=r"checkmarx"),
    # Python
    _tool("Ruff", "lint bugs", r"ruff(?:\s+-\S+)*\s+(?:check|linter|\.|\S*/\S*)|ruff\z", files="ruff.toml .ruff.toml", keys="pyproject.toml#tool.ruff", uses=r"ruff-action|/action-ruff", hooks="ruff ruff-check"),
    _tool("Ruff S", "static security", r"ruff\b.*(?:--select|--extend-select)[ =]\S*\bS\b"),
    _tool("Flake8", "lint bugs", r"flake8|pflake8", files=".flake8", keys="setup.cfg#flake8 tox.ini#flake8 pyproject.toml#tool.flake8", uses=r"flake8", hooks="flake8"),
    _tool("Pylint", "lint bugs", r"pylint", files=".pylintrc pylintrc .pylintrc.toml", keys="pyproject.toml#tool.pylint setup.cfg#pylint", uses=r"pylint", hooks="pylint"),
    _tool("pycodestyle", "lint", r"pycodestyle|pep8", keys="setup.cfg#pycodestyle tox.ini#pycodestyle", hooks="pycodestyle"),
    _tool("Pyflakes", "lint bugs", r"pyflakes", hooks="pyflakes"),
    _tool("mypy", "lint", r"d?mypy(?:\s+run)?", files="mypy.ini .mypy.ini", keys="pyproject.toml#tool.mypy setup.cfg#mypy", uses=r"mypy", hooks="mypy"),
    _tool("Pyright", "lint", r"(?:based)?pyright", files="pyrightconfig.json", keys="pyproject.toml#tool.pyright pyproject.toml#tool.basedpyright", uses=r"pyright", hooks="pyright basedpyright"),
    _tool("Pyre", "lint", r"pyre(?:fly)?(?: check)?", files=".pyre_configuration pyrefly.toml", keys="pyproject.toml#tool.pyrefly", hooks="pyrefly-check"),
    _tool("ty", "lint", r"ty check", files="ty.toml", keys="pyproject.toml#tool.ty", hooks="ty"),
    _tool("pytype", "lint", r"pytype", files="pytype.cfg", keys="setup.cfg#pytype pyproject.toml#tool.pytype"),
    _tool("Prospector", "lint bugs", r"prospector", files=".prospector.yaml .prospector.yml", hooks="prospector"),
    _tool("Bandit", "static security", r"bandit", files=".bandit bandit.yaml bandit.yml", keys="pyproject.toml#tool.bandit", uses=r"\bbandit", hooks="bandit"),
    _tool("Pysa", "static security", r"pyre analyze|pysa", uses=r"pysa-action"),
    _tool("Atheris", "fuzz", packages="pypi:atheris"),
    _tool("Hypothesis", "property", packages="pypi:hypothesis", keys="pyproject.toml#tool.hypothesis"),
    _tool("Schemathesis", "fuzz", r"schemathesis|st run", uses=r"schemathesis/action", packages="pypi:schemathesis"),
    # JavaScript and TypeScript
    _tool("ESLint", "lint bugs", r"eslint|next lint|ng lint|expo lint|vue-cli-service lint|react-scripts lint|wp-scripts lint-js|neostandard", files=".eslintrc .eslintrc.js .eslintrc.cjs .eslintrc.mjs .eslintrc.json .eslintrc.yml .eslintrc.yaml eslint.config.js eslint.config.mjs eslint.config.cjs eslint.config.ts eslint.config.mts", keys="package.json#eslintConfig", uses=r"eslint", hooks="eslint", packages="npm:eslint"),
    _tool("Biome", "lint bugs", r"biome (?:check|lint|ci)|rome (?:check|ci)", files="biome.json biome.jsonc rome.json", hooks="biome-check biome-ci biome-lint"),
    _tool("oxlint", "lint bugs", r"oxlint", files=".oxlintrc.json oxlintrc.json", hooks="oxlint"),
    _tool("StandardJS", "lint bugs", r"\A(?:npx |yarn |pnpm )?(?:ts-)?standardx?|semistandard", keys="package.json#standard", packages="npm:standard npm:semistandard npm:ts-standard"),
    _tool("XO", "lint bugs", r"\A(?:npx |yarn )?xo", files=".xo-config.json .xo-config.js xo.config.js", keys="package.json#xo", packages="npm:xo"),
    _tool("JSHint", "lint bugs", r"jshint", files=".jshintrc", keys="package.json#jshintConfig", packages="npm:jshint"),
    _tool("TSLint", "lint bugs", r"tslint", files="tslint.json"),
    _tool("Deno lint", "lint bugs", r"deno lint"),
    _tool("TypeScript", "lint", r"(?:vue-)?tsc", files="tsconfig.json"),
    _tool("Flow", "lint", r"flow (?:check|status)", files=".flowconfig"),
    _tool("svelte-check", "lint", r"svelte-check"),
    _tool("eslint-plugin-security", "static security", packages="npm:eslint-plugin-security npm:eslint-plugin-no-unsanitized npm:eslint-plugin-security-node npm:@microsoft/eslint-plugin-sdl"),
    _tool("njsscan", "static security", r"njsscan", files=".njsscan", uses=r"njsscan", hooks="njsscan"),
    _tool("Jazzer.js", "fuzz", r"jazzer", packages="npm:@jazzer.js/core npm:@jazzer.js/jest-runner npm:jsfuzz"),
    _tool("fast-check", "property", packages="npm:fast-check npm:@fast-check/vitest npm:jsverify npm:testcheck"),
    # Go
    _tool("golangci-lint", "lint bugs", r"golangci-lint(?:-v2)?(?:\s+run)?", files=".golangci.yml .golangci.yaml .golangci.toml .golangci.json", uses=r"golangci-lint", hooks="golangci-lint golangci-lint-full"),
    _tool("go vet", "lint bugs", r"go (?:tool )?vet", hooks="go-vet go-vet-mod go-vet-pkg"),
    _tool("Staticcheck", "static lint", r"staticcheck", files="staticcheck.conf", uses=r"staticcheck-action", hooks="staticcheck go-staticcheck"),
    _tool("revive", "lint", r"revive", files="revive.toml .revive.toml", uses=r"revive"),
    _tool("gosec", "static security", r"gosec", uses=r"gosec", hooks="gosec go-sec"),
    _tool("NilAway", "static", r"nilaway"),
    _tool("Go fuzzing", "fuzz", r"go test\b.*\s-?-fuzz[= ]\S+|go-fuzz(?:-build)?"),
    _tool("rapid", "property", packages="go:pgregory.net/rapid go:github.com/leanovate/gopter"),
    # Rust
    _tool("Clippy", "lint bugs", r"cargo(?:\s+\+\S+|\s+-\S+)*\s+(?:hack\s+(?:\S+\s+)*)?clippy|cargo-clippy", files="clippy.toml .clippy.toml", keys="Cargo.toml#lints.clippy Cargo.toml#workspace.lints.clippy", uses=r"clippy", hooks="clippy cargo-clippy"),
    _tool("Miri", "memory", r"cargo(?:\s+\+\S+|\s+-\S+)*\s+miri"),
    _tool("cargo-careful", "memory", r"cargo(?:\s+\+\S+)?\s+careful"),
    _tool("cargo-fuzz", "fuzz", r"cargo(?:\s+\+\S+)?\s+(?:fuzz|hfuzz|afl|bolero)", packages="cargo:libfuzzer-sys cargo:honggfuzz cargo:bolero"),
    _tool("proptest", "property", packages="cargo:proptest"),
    _tool("quickcheck for Rust", "property", packages="cargo:quickcheck"),
    _tool("arbtest", "property", packages="cargo:arbtest"),
    _tool("Kani", "static", r"cargo kani", uses=r"kani"),
    _tool("MIRAI", "static", r"cargo mirai"),
    # C, C++, Objective-C
    _tool("clang-tidy", "lint bugs static", r"(?:run-)?clang-tidy(?:-[\w.]+)?(?:\.py)?|--enable-clang-tidy", files=".clang-tidy", uses=r"clang-tidy|cpp-linter", hooks="clang-tidy"),
    _tool("Cppcheck", "static lint bugs", r"cppcheck", files=".cppcheck cppcheck.suppressions", uses=r"cppcheck", hooks="cppcheck"),
    _tool("cpplint", "lint", r"cpplint(?:\.py)?", files="CPPLINT.cfg", uses=r"cpplint", hooks="cpplint"),
    _tool("Clang Static Analyzer", "static", r"scan-build(?:-[\d.]+)?|analyze-build|clang(?:\+\+)? .*--analyze|CodeChecker", uses=r"scan-build|clang-analyzer|codechecker"),
    _tool("GCC -fanalyzer", "static", r".*-fanalyzer"),
    _tool("Flawfinder", "static security", r"flawfinder", uses=r"flawfinder", hooks="flawfinder"),
    _tool("PVS-Studio", "static security", r"pvs-studio(?:-analyzer)?|plog-converter", uses=r"pvs-studio", files=".pvs-suppress"),
    _tool("OCLint", "lint bugs", r"oclint(?:-json-compilation-database)?", files=".oclint"),
    _tool("include-what-you-use", "lint", r"iwyu_tool(?:\.py)?|include-what-you-use"),
    _tool("clazy", "static lint", r"clazy(?:-standalone)?"),
    _tool("Sparse", "static lint", r"sparse|make\b.*\bC=[12]\b"),
    _tool("Frama-C", "static", r"frama-c"),
    _tool("MSVC analysis", "static", r"msbuild\b.*runcodeanalysis=true|cl\b.*/analyze", uses=r"msvc-code-analysis"),
    _tool("AddressSanitizer and its kin", "memory", r".*-fsanitize=\S*(?:address|memory|undefined|thread|leak|hwaddress).*|.*-Z ?sanitizer=.*|.*\b-?-?D?\w*(?:asan|ubsan|msan|tsan|sanitiz\w*)\w*(?:=(?:on|1|true|yes|address|undefined|memory|thread|leak)\b.*)|(?:.*\s)?--?enable-\w*(?:asan|ubsan|sanitiz\w*).*|.*--config[= ](?:asan|ubsan|msan|tsan).*|.*-enable(?:Address|Thread|UndefinedBehavior)Sanitizer YES.*|.*--preset[= ]\S*(?:asan|ubsan|msan|tsan|sanitiz)\S*.*|.*(?:make|ninja)\b.*\b(?:asan|ubsan|msan|sanitize)\b.*"),
    _tool("Valgrind", "memory", r"valgrind|.*--enable-valgrind.*|.*(?:check|test)[-_]valgrind.*|.*ctest\b.*memcheck.*|.*valgrind.*", uses=r"valgrind"),
    _tool("Dr. Memory", "memory", r"drmemory"),
    _tool("libFuzzer", "fuzz", r".*-fsanitize=\S*fuzzer.*|.*--config[= ]\S*fuzz\S*.*"),
    _tool("AFL", "fuzz", r"afl-(?:fuzz|clang|gcc)\S*|py-afl-fuzz|american fuzzy lop"),
    _tool("Honggfuzz", "fuzz", r"honggfuzz|hfuzz\S*"),
    _tool("OSS-Fuzz in CI", "fuzz", uses=r"google/oss-fuzz/infra/cifuzz|cifuzz"),
    _tool("ClusterFuzzLite", "fuzz", files=".clusterfuzzlite/build.sh .clusterfuzzlite/Dockerfile .clusterfuzzlite/project.yaml", uses=r"clusterfuzzlite"),
    _tool("RapidCheck", "property", packages="cpp:rapidcheck"),
    # Java, Kotlin, Groovy, Scala, Clojure
    _tool("Checkstyle", "lint", r"checkstyle(?::check)?|.*checkstyle(?:main|test)?", files="checkstyle.xml checkstyle-rules.xml", uses=r"checkstyle", packages="jvm:maven-checkstyle-plugin jvm:checkstyle"),
    _tool("PMD", "static lint bugs", r"pmd(?::check)?|.*\bpmd(?:main|test)\b", files="pmd.xml pmd-ruleset.xml", uses=r"\bpmd", packages="jvm:maven-pmd-plugin jvm:pmd"),
    _tool("SpotBugs", "static lint bugs", r"spotbugs(?::check)?|.*spotbugs(?:main|test)|findbugs(?::check)?", files="spotbugs-exclude.xml findbugs-exclude.xml spotbugs.xml", uses=r"spotbugs|findbugs", packages="jvm:spotbugs-maven-plugin jvm:com.github.spotbugs jvm:findbugs-maven-plugin"),
    _tool("Find Security Bugs", "static security", packages="jvm:findsecbugs-plugin"),
    _tool("Error Prone", "static lint bugs", packages="jvm:error_prone_core jvm:net.ltgt.errorprone jvm:nullaway"),
    _tool("ktlint", "lint", r"ktlint|.*ktlintcheck|.*lintkotlin", packages="jvm:org.jlleitschuh.gradle.ktlint jvm:ktlint-gradle jvm:kotlinter"),
    _tool("detekt", "static lint bugs", r"detekt\w*", files="detekt.yml detekt-config.yml", uses=r"detekt", hooks="detekt", packages="jvm:io.gitlab.arturbosch.detekt jvm:dev.detekt"),
    _tool("Android lint", "lint bugs", r".*gradlew?\b.*\blint(?:debug|release|vital\w*)?", files="lint.xml"),
    _tool("CodeNarc", "static lint", r"codenarc|npm-groovy-lint|.*codenarcmain", files=".groovylintrc.json codenarc.groovy", packages="jvm:codenarc"),
    _tool("Scalafix", "lint", r"scalafix(?:all)?\b.*|.*scalafixall.*", files=".scalafix.conf"),
    _tool("Scalastyle", "lint", r"scalastyle", files="scalastyle-config.xml scalastyle_config.xml"),
    _tool("WartRemover", "static lint bugs", packages="jvm:wartremover jvm:sbt-wartremover jvm:scapegoat jvm:sbt-scapegoat"),
    _tool("clj-kondo", "lint bugs", r"clj-kondo|.*clj-kondo.*", files=".clj-kondo/config.edn", uses=r"clj-kondo", hooks="clj-kondo"),
    _tool("Eastwood", "lint bugs", r"lein eastwood|.*eastwood.*", packages="jvm:jonase/eastwood"),
    _tool("Jazzer", "fuzz", packages="jvm:com.code-intelligence jvm:jazzer-junit"),
    _tool("jqwik", "property", packages="jvm:jqwik jvm:junit-quickcheck jvm:kotest-property jvm:scalacheck jvm:hedgehog jvm:test.check jvm:zio-test"),
    # .NET
    _tool(".NET analysers", "lint bugs", r"dotnet format analyzers", files=".globalconfig stylecop.json", packages="nuget:stylecop.analyzers nuget:microsoft.codeanalysis.netanalyzers nuget:roslynator.analyzers nuget:meziantou.analyzer nuget:enablenetanalyzers nuget:analysislevel nuget:analysismode"),
    _tool("Security Code Scan", "static security", packages="nuget:securitycodescan.vs2019 nuget:securitycodescan nuget:puma.security.rules"),
    _tool("Sonar analyser for C#", "static security", packages="nuget:sonaranalyzer.csharp"),
    _tool("FSharpLint", "lint", r"dotnet[- ]fsharplint", files="fsharplint.json"),
    _tool("SharpFuzz", "fuzz", packages="nuget:sharpfuzz"),
    _tool("FsCheck", "property", packages="nuget:fscheck nuget:fscheck.xunit nuget:csCheck"),
    # Ruby
    _tool("RuboCop", "lint bugs", r"rubocop|rake rubocop", files=".rubocop.yml", uses=r"rubocop", hooks="rubocop", packages="gem:rubocop"),
    _tool("Standard Ruby", "lint bugs", r"standardrb|rake standard(?::fix)?", files=".standard.yml", uses=r"standard-ruby", hooks="standardrb", packages="gem:standardrb"),
    _tool("Reek", "lint", r"reek", files=".reek.yml .reek"),
    _tool("Sorbet", "lint", r"srb tc|sorbet|steep check", files="sorbet/config Steepfile"),
    _tool("Brakeman", "static security", r"brakeman|bin/brakeman", files="brakeman.yml brakeman.ignore", uses=r"brakeman", packages="gem:brakeman"),
    # PHP
    _tool("PHPStan", "static lint bugs", r"phpstan(?:\.phar)?(?: analy[sz]e)?", files="phpstan.neon phpstan.neon.dist phpstan.dist.neon", uses=r"phpstan", packages="composer:phpstan/phpstan composer:larastan/larastan composer:nunomaduro/larastan"),
    _tool("Psalm", "static lint bugs", r"psalm(?:\.phar)?", files="psalm.xml psalm.xml.dist", uses=r"psalm", packages="composer:vimeo/psalm"),
    _tool("Psalm taint analysis", "static security", r"psalm\b.*--taint-analysis.*"),
    _tool("Phan", "static lint bugs", r"phan", files=".phan/config.php", packages="composer:phan/phan"),
    _tool("PHP_CodeSniffer", "lint", r"phpcs", files="phpcs.xml phpcs.xml.dist .phpcs.xml .phpcs.xml.dist ruleset.xml", uses=r"phpcs", packages="composer:squizlabs/php_codesniffer"),
    _tool("PHPMD", "static lint", r"phpmd", files="phpmd.xml phpmd.xml.dist", packages="composer:phpmd/phpmd"),
    _tool("progpilot", "static security", r"progpilot"),
    # Swift
    _tool("SwiftLint", "lint bugs", r"swiftlint", files=".swiftlint.yml", uses=r"swiftlint", hooks="swiftlint"),
    # Functional languages
    _tool("HLint", "lint", r"hlint", files=".hlint.yaml HLint.hs", uses=r"hlint", hooks="hlint"),
    _tool("Stan", "static lint bugs", r"stan report|stan", files=".stan.toml", uses=r"stan-action"),
    _tool("QuickCheck", "property", packages="hackage:QuickCheck hackage:hedgehog hackage:tasty-quickcheck"),
    _tool("Credo", "lint bugs", r"mix credo", files=".credo.exs", packages="hex:credo"),
    _tool("Dialyzer", "static lint bugs", r"mix dialyzer|rebar3(?: \S+)* dialyzer|dialyzer|make\b.*\bdialyze", packages="hex:dialyxir"),
    _tool("Sobelow", "static security", r"mix sobelow", files=".sobelow-conf", packages="hex:sobelow"),
    _tool("Elvis", "lint", r"elvis rock|rebar3(?: \S+)* lint", files="elvis.config"),
    _tool("xref", "lint bugs", r"rebar3(?: \S+)* xref|mix xref\b.*"),
    _tool("StreamData", "property", packages="hex:stream_data hex:propcheck hex:proper hex:proper"),
    _tool("elm-review", "lint bugs", r"elm-review|elm-analyse", files="review/elm.json elm-analyse.json"),
    _tool("Zanuda", "lint", r"zanuda|ocaml-lint"),
    _tool("QCheck", "property", packages="opam:qcheck opam:crowbar opam:qcheck-core"),
    # Lua, Perl, R, Julia, Dart, Crystal, Nim, D, Zig, Tcl, Emacs Lisp, Vim
    _tool("Luacheck", "lint bugs", r"luacheck", files=".luacheckrc", uses=r"luacheck", hooks="luacheck"),
    _tool("selene", "lint bugs", r"selene", files="selene.toml", uses=r"selene", hooks="selene"),
    _tool("Lua language server", "lint", r"lua-language-server\b.*--check|lua-typecheck\S*|emmylua_check|llscheck", uses=r"lua-typecheck|nvim-typecheck-action|lua-language-server|luals|llscheck|emmylua"),
    _tool("Perl::Critic", "lint bugs", r"perlcritic", files=".perlcriticrc perlcritic.rc", uses=r"perlcritic", hooks="perlcritic perl-critic"),
    _tool("lintr", "lint bugs", r".*lintr::.*|.*lint_package\(.*|.*lint_dir\(.*", files=".lintr", hooks="lintr"),
    _tool("goodpractice", "static", r".*goodpractice::.*"),
    _tool("JET", "static lint bugs", r".*\bJET\b.*", packages="julia:JET julia:Aqua"),
    _tool("Dart analyser", "lint bugs", r"(?:dart|flutter) analyze|dartanalyzer", files="analysis_options.yaml analysis_options.yml", uses=r"dart-analyze"),
    _tool("Ameba", "lint bugs", r"(?:bin/)?ameba", files=".ameba.yml", uses=r"ameba", packages="crystal:ameba"),
    _tool("D-Scanner", "lint bugs", r"dscanner|dub lint|dub run dscanner\b.*", files="dscanner.ini"),
    _tool("Zlint", "lint", r"zlint|ziglint", files="zlint.json"),
    _tool("Nagelfar", "lint", r"nagelfar(?:\.tcl)?"),
    _tool("Emacs Lisp lint", "lint", r".*(?:byte-compile-error-on-warn|checkdoc|package-lint|elisp-lint|relint|elint-).*|(?:eask|eldev) (?:-\S+ )*lint\b.*|makem(?:\.sh)?\b.*\blint\b.*", files=".elisp-lint", uses=r"melpazoid|package-lint|makem|elisp-check"),
    _tool("vint", "lint", r"vint", files=".vintrc.yaml .vintrc.yml .vintrc", uses=r"vint\b", hooks="vint"),
    # Shells, containers, infrastructure, data
    _tool("ShellCheck", "lint bugs", r"shellcheck|.*\bxargs\b.*\bshellcheck", files=".shellcheckrc", uses=r"shellcheck", hooks="shellcheck"),
    _tool("PSScriptAnalyzer", "lint bugs", r".*invoke-scriptanalyzer.*", files="PSScriptAnalyzerSettings.psd1", uses=r"psscriptanalyzer"),
    _tool("Hadolint", "lint", r"hadolint", files=".hadolint.yaml .hadolint.yml", uses=r"hadolint", hooks="hadolint hadolint-docker"),
    _tool("TFLint", "lint", r"tflint", files=".tflint.hcl", uses=r"tflint", hooks="terraform_tflint tflint"),
    _tool("Checkov", "static security", r"checkov", files=".checkov.yml .checkov.yaml", uses=r"checkov", hooks="checkov terraform_checkov"),
    _tool("tfsec", "static security", r"tfsec|trivy config", uses=r"tfsec", hooks="terraform_tfsec terraform_trivy"),
    _tool("ansible-lint", "lint", r"ansible-lint", files=".ansible-lint .ansible-lint.yml", uses=r"ansible-lint", hooks="ansible-lint"),
    _tool("SQLFluff", "lint", r"sqlfluff lint", files=".sqlfluff", uses=r"sqlfluff", hooks="sqlfluff-lint"),
    _tool("statix", "lint", r"statix check|deadnix", hooks="statix deadnix"),
    _tool("Stylelint", "lint", r"stylelint", files=".stylelintrc .stylelintrc.json .stylelintrc.js .stylelintrc.cjs stylelint.config.js stylelint.config.mjs", hooks="stylelint"),
    _tool("Buf", "lint", r"buf lint", files="buf.yaml", uses=r"buf-lint|bufbuild/buf-action"),
    # Scientific, hardware and safety-critical languages
    _tool("Fortitude", "lint bugs", r"fortitude check", files="fortitude.toml .fortitude.toml", hooks="fortitude"),
    _tool("GNATcheck", "static lint bugs", r"gnatcheck|codepeer|gnatsas"),
    _tool("GNATprove", "static", r"gnatprove|alr gnatprove"),
    _tool("Verilator lint", "lint bugs", r"verilator\b.*--lint-only|verible-verilog-lint|svlint", files=".rules.verible_lint", uses=r"verible-linter"),
    _tool("VSG", "lint", r"vsg"),
    # Contracts
    _tool("Slither", "static security", r"slither", files="slither.config.json", uses=r"slither-action"),
    _tool("Solhint", "lint bugs", r"solhint", files=".solhint.json"),
    _tool("Aderyn", "static security", r"aderyn", uses=r"aderyn"),
    _tool("Mythril", "static security", r"myth analyze", uses=r"mythril|mythx"),
    _tool("Echidna", "fuzz", r"echidna(?:-test)?|medusa fuzz", files="echidna.yaml medusa.json", uses=r"echidna-action"),
    _tool("Foundry fuzzing", "property", r"forge test", files="foundry.toml"),
    # Running services
    _tool("OWASP ZAP", "scan", r"zap-(?:baseline|full-scan|api-scan)\.py|zaproxy|.*zap-(?:baseline|full-scan|api-scan)\.py.*", uses=r"zaproxy/action|template:.*dast"),
    _tool("Nuclei", "scan", r"nuclei", uses=r"nuclei-action"),
    _tool("Dastardly", "scan", uses=r"dastardly"),
    _tool("Wapiti", "scan", r"wapiti"),
    _tool("Nikto", "scan", r"nikto(?:\.pl)?"),
)  # fmt: skip

# The languages that a tool is for; one without a row is for many.
FOR: dict[str, str] = {
    "Ruff; Ruff S; Flake8; Pylint; pycodestyle; Pyflakes; mypy; Pyright; Pyre; ty; pytype; Prospector; Bandit; Pysa": "Python",
    "ESLint; Biome; oxlint; StandardJS; XO; JSHint; TSLint; Deno lint; TypeScript; Flow; svelte-check; njsscan; eslint-plugin-security": "JavaScript TypeScript Vue Svelte",
    "golangci-lint; go vet; Staticcheck; revive; gosec; NilAway": "Go",
    "Clippy; Miri; cargo-careful; Kani; MIRAI": "Rust",
    "clang-tidy; Cppcheck; cpplint; Clang Static Analyzer; GCC -fanalyzer; Flawfinder; PVS-Studio; OCLint; include-what-you-use; clazy; Sparse; Frama-C; MSVC analysis": "C C++ Objective-C",
    "Checkstyle; PMD; SpotBugs; Find Security Bugs; Error Prone; ktlint; detekt; Android lint; CodeNarc": "Java Kotlin Groovy Scala",
    "Scalafix; Scalastyle; WartRemover": "Scala", "clj-kondo; Eastwood": "Clojure",
    ".NET analysers; Security Code Scan; Sonar analyser for C#; FSharpLint": "C# F# Visual|Basic",
    "RuboCop; Standard Ruby; Reek; Sorbet; Brakeman": "Ruby",
    "PHPStan; Psalm; Psalm taint analysis; Phan; PHP_CodeSniffer; PHPMD; progpilot": "PHP",
    "SwiftLint": "Swift", "HLint; Stan": "Haskell", "Credo; Sobelow": "Elixir", "Dialyzer; Elvis; xref": "Elixir Erlang",
    "elm-review": "Elm", "Zanuda": "OCaml", "Luacheck; selene; Lua language server": "Lua", "Perl::Critic": "Perl",
    "lintr; goodpractice": "R", "JET": "Julia", "Dart analyser": "Dart", "Ameba": "Crystal", "D-Scanner": "D", "Zlint": "Zig",
    "Nagelfar": "Tcl", "Emacs Lisp lint": "Emacs|Lisp", "ShellCheck": "Shell", "PSScriptAnalyzer": "PowerShell",
    "Fortitude": "Fortran", "GNATcheck; GNATprove": "Ada", "Verilator lint; VSG": "VHDL", "statix": "Nix",
    "Slither; Solhint; Aderyn; Mythril": "Solidity",
    "Hadolint; TFLint; Checkov; tfsec; ansible-lint; SQLFluff; Stylelint; Buf; vint": "",
}  # fmt: skip

LENIENT = r"--exit-zero\b|--exit-code[ =]0\b|--soft-fail\b|--no-fail\b|--issues-exit-code[ =]0\b|--no-error-on-unmatched\b.*--quiet"
"""Options with which a tool finds what it finds and the run goes on."""

# The words by which a command runs tests. The name is what a person is told.
TEST_COMMANDS: tuple[tuple[str, str], ...] = (
    ("pytest", r"py\.?test(?:-\d[\d.]*)?|pytest-3|nose2|nosetests|zope-testrunner|stestr|behave|\A(?:.*(?:-m|run) )?(?:green|ward|trial) \S+"),
    ("unittest", r"python[\d.]*(?: -\w+)* -m (?:unittest|doctest|test|coverage run|trial|nose2?)|coverage run|python[\d.]* setup\.py test"),
    ("tox", r"tox(?:\.ini)?|detox"),
    ("nox", r"nox"),
    ("Django's tests", r"(?:python[\d.]* )?(?:\S*/)?(?:manage|runtests)\.py(?: test)?|runtests\.py|django-admin test"),
    ("hatch", r"(?:hatch|uv|poetry|pdm|rye|pixi|pipenv) (?:-\S+ )*(?:run )?(?:-\S+ )*(?:\S+:)?(?:test\w*|cov|check-tests)"),
    ("go test", r"go (?:-C \S+ )?test|gotestsum|ginkgo|richgo test|gotest"),
    ("cargo test", r"(?:cargo|cross|\S*cargo\S*)(?: \+\S+| -\S+)* (?:test|nextest|llvm-cov|tarpaulin|hack\b.*\btest|all-features test|insta test|careful test|miri test|xtask test\S*)|\S*cargo\S* test"),
    ("npm test", r"(?:npm|yarn|pnpm|bun|cnpm)(?: -\S+(?: ?[^-\s]\S*)?)*(?: run| run-script| workspace \S+| workspaces foreach\b.*| exec)?(?: -\S+)* (?:tst|t|test|tests|unit|e2e|coverage|spec)(?:[:\-.]\S*)?|(?:npm|yarn|pnpm|bun)(?: run)? (?:\w+[:\-])+tests?(?:[:\-]\S*)?"),
    ("a JavaScript test runner", r"jest|vitest|_?mocha|jasmine|karma start\b.*|playwright test|cypress run|wdio|qunit|testem ci|ember test|ng test|web-test-runner|wtr|bun test|\A(?:(?:npx|yarn|pnpm|bunx|c8|nyc) )*(?:ava|tape|tap|uvu|lab|c8|nyc|borp|tsd)|deno(?: task)? test\S*|node --test|node(?: \S+)* \S*test\S*\.[cm]?js|wp-scripts test-\S+|react-scripts test|turbo(?: run)? test|nx (?:affected|run-many)\b.*\btest|lerna run test|rush test|grunt test|gulp test|aegir test"),
    ("Maven", r"(?:\S*/)?mvnw?(?:d|\.cmd)?\b.*\b(?:test|verify|install|package|deploy|integration-test)"),
    ("Gradle", r"(?:\S*/)?gradlew?(?:\.bat)?\b.*\b(?:\S*test\w*|check|build|\S*:check|\S*:test)"),
    ("Make", r"(?:\S*/)?[gbn]?make\b.*\s(?:(?:\S+[-_/])?(?:tests?|check)|test[-_]?(?:all|unit|ci|full|coverage|race|short|integration|go|python|e2e)|tests?[-_/]\S*|check[-_]?(?:all|full|unit|world|local|serial|valgrind|am)|spec|distcheck|installcheck|runtests?)|ninja\b.*\s(?:\S*[-_])?(?:test|check)|nmake\b.*\b(?:test|check)"),
    ("CTest", r"ctest|cmake --build\b.*(?:--target|-t) (?:test|check\S*|RUN_TESTS)|cmake --workflow\b.*|cmake --build --preset\b.*test.*"),
    ("meson test", r"meson test|muon test"),
    ("bazel test", r"(?:bazel|bazelisk|buck2?|pants|please|plz)(?: -\S+)* (?:test|coverage)|b test"),
    ("rake", r"rake(?: -\S+)*(?: (?:test\S*|spec\S*|ci\S*|default|cucumber))?|appraisal(?: \S+)? (?:rake|rspec)|rails test\S*|bin/test|bin/ci"),
    ("RSpec", r"rspec|cucumber|minitest|mtest|m \.|ruby(?: -\S+)* \S*test\S*\.rb|turbo_tests|parallel_rspec"),
    ("PHPUnit", r"(?:simple-)?phpunit(?:\.phar|\.bat)?|paratest|pest|codecept(?:ion)? run|phpspec run|behat|kahlan|atoum|\A(?:php )?(?:vendor/bin/)?tester|php artisan test|php bin/phpunit|run-tests\.php|phpt"),
    ("Composer's test script", r"composer(?: -\S+)*(?: run| run-script)?(?: -\S+)* (?:test\S*|phpunit|unit\S*|pest)"),
    ("dotnet test", r"dotnet(?: \S+)* (?:test|vstest)|dotnet test|nunit\S*-console|xunit\.console\S*|vstest\.console\S*|mstest(?:\.exe)?|dotnet run\b.*\btests?\S*"),
    ("swift test", r"swift(?: -\S+)* (?:test)|xcodebuild\b.*\btest(?:-without-building)?|fastlane (?:\S+ )?(?:test|scan|tests)|set -o pipefail\b.*xcodebuild\b.*test"),
    ("mix test", r"mix(?: do)?(?: \S+,)? (?:test\S*|coveralls\S*|espec)"),
    ("rebar3", r"rebar3?(?: as \S+)?(?: do)?(?: \S+,?)* (?:eunit|ct|proper|cover)\S*|make\b.*\beunit|gleam test"),
    ("sbt test", r"sbt\b.*\b(?:\S*test\S*|validate|ci\S*)\b.*|\S*mill\S*\b.*\.test\b.*|scala-cli test|scala test"),
    ("lein test", r"lein(?: \S+)* (?:test\S*|midje|kaocha|check-all)|clj(?:ojure)?\b.*(?:-[XMT]+\S*test\S*|kaocha|test-runner)\b.*|bb (?:run )?\S*test\S*|bin/kaocha"),
    ("prove", r"prove|yath(?: test)?|(?:dzil|minil|mbtiny|cpanm|dist-zilla) test|\./Build test|perl Build test|dzil test\b.*|prove6|zef test|raku\b.* t\b"),
    ("cabal test", r"(?:stack|cabal)(?: -\S+(?: \S+)?)* (?:test|new-test|v2-test|run\b.*test\S*)|stack build\b.*--test|nix flake check|nix build\b.*checks\b.*"),
    ("R CMD check", r"R(?:script)?(?:\.exe)? CMD check|R CMD check|.*\b(?:rcmdcheck::rcmdcheck|devtools::(?:check|test)|testthat::test_\w+|test_check|tinytest::\w+|covr::\w+)\b.*|.*rcmdcheck.*"),
    ("dart test", r"(?:dart|flutter)(?: \S+)? test|dart run (?:test|build_runner test)\b.*|pub run test|melos (?:run )?test\S*|very_good test"),
    ("zig build test", r"zig (?:build(?: \S+)* test\S*|test)"),
    ("bats", r"(?:\S*/)?bats(?:-core)?|shunit2|shellspec|roundup|bats\b.*|sharness|prove\b.*\.sh"),
    ("busted", r"busted|luarocks test|vusted|nlua|.*PlenaryBusted.*|nvim\b.*(?:MiniTest|plenary|busted|minitest|run_tests|test).*|l3build check|lunit\S*|luaunit"),
    ("Emacs Lisp tests", r"ert-runner|buttercup|ecukes|eask (?:run )?(?:-\S+ )*test\b.*|eldev(?: -\S+)* test|emacs\b.*(?:ert-run-tests|buttercup-run|-batch-and-exit).*|makem(?:\.sh)?\b.*\btests?|keg (?:ert|buttercup)\S*"),
    ("Julia's tests", r"julia\b.*(?:Pkg\.test|runtests|test_args|\btest\b).*"),
    ("crystal spec", r"(?:crystal|shards) spec|crystal spec\b.*"),
    ("nimble test", r"nimble(?: -\S+)* (?:test\S*|c -r \S*test\S*)|testament\b.*|nim(?: -\S+)* c(?:pp)?\b.*-r\b.*test\S*"),
    ("dub test", r"dub(?: -\S+)* test|rdmd\b.*-unittest\b.*|dmd\b.*-unittest\b.*"),
    ("dune test", r"(?:opam exec -- )?dune (?:runtest|test|build\b.*@(?:runtest|all-tests|check))|opam install\b.*(?:-t|--with-test)\b.*"),
    ("elm-test", r"elm-test(?:-rs)?"),
    ("raco test", r"raco(?: -\S+)* (?:test|cover|make-and-test)"),
    ("forge test", r"forge (?:test|coverage)|(?:npx )?hardhat (?:test|coverage)|truffle test|brownie test|ape test|anchor test"),
    ("alr test", r"alr (?:test|exec -- \S*test\S*)|gnattest"),
    ("fpm test", r"fpm test"),
    ("PowerShell tests", r".*invoke-pester.*"),
    ("VUnit", r"cocotb-test|vunit|nvc\b.*|.*\bcocotb\b.*"),
    ("Molecule", r"molecule (?:test|converge|verify)|kitchen (?:test|verify)|inspec exec|terraform test|terratest|helm unittest|ct (?:lint-and-)?install|conftest verify|ansible-test \w+"),
    ("Robot Framework", r"\A(?:.*(?:-m|run) )?robot|pabot|locust --headless|newman run|k6 run|hurl --test|karate|venom run|bruno run"),
    ("Tcl's tests", r"tclsh\S* \S*(?:all|test)\S*\.tcl|runtest|\./runtest"),
    ("prysk", r"\A(?:prysk|cram|scrut|lit)|llvm-lit|FileCheck|runtest\.py|test-driver|\S*run[-_]?tests?(?:\.\w+)?|\S*runtests(?:\.pl|\.sh|\.py)?"),
    ("a test script", r"(?:\S*/)?(?:bin|scripts?|ci|tools?|tests?|t|dev|\.ci|build|hack|util|misc|\.)/(?:\S*/)?\S*(?:tests?|check|spec)(?:[-_.]\S*)?(?:\.(?:sh|py|pl|rb|js|mjs|cmd|bat|ps1|bash|tcl|php|lua|fish))?|\./(?:run_?)?(?:\S*_)?tests?(?:\.\w+)?|\./test_\S+|\./check(?:\.\w+)?|just (?:\S+ )*\S*test\S*|task \S*test\S*|(?:inv|invoke) \S*test\S*|earthly\b.*\+\S*test\S*|(?:earth|dagger)\b.*test\S*|nix-build\b.*test\S*|mise run \S*test\S*|moon (?:run \S*:test|ci|check)|docker[- ]compose\b.*\btest\S*|build\.(?:sh|cmd|ps1)\b.*-?test\S*"),
)  # fmt: skip

NO_TESTS = r"\b(?:tox|nox)\b.*(?:\s-[es]|--env|--session)[ =]?(?:lint\w*|typ\w*|docs?\w*|style\w*|format\w*|mypy|pyright|flake8|pylint|pre-?commit\w*|build\w*|release\w*|black|isort|pep\d+|ruff|static\w*|security|bandit|package|check-?manifest|check-?formatting|spell\w*|audit|licen[sc]e\w*|readme|update-\w+)(?:\s|$)|\btests?[:.-](?:types?|type-?check|tsc|dts|lint\w*|format|style)(?:\s|$)|\b(?:clean|build|bench|speed|bloat|lint|compile)[-_]\S*tests?\b|-DskipTests\b|-Dmaven\.test\.skip|-DskipITs=true.*-DskipUTs|\s-x (?::\S+:)?(?:test|check)\b|--no-run\b|--collect-only\b|--list\b|--exclude-task test|--dry-run\b|--version\b|--help\b|--without-tests?\b|\b(?:pip[\d.]*|pipx|uv tool|conda|mamba|brew|apt|apt-get)\s(?:\S+\s+)*?install\s"
"""Options with which such a command runs no test."""

# Actions and tasks that run tests by themselves.
TEST_ACTIONS = (
    r"cypress-io/github-action|xcode-test|swift-test|r-lib/actions/check-r-package|rcmdcheck|julia-actions/julia-runtest"
    r"|rspec|phpunit|phpstorm|go-test|maven-test|test-runner|pytest|vstest@|dotnetcorecli@.*\btest\b|visualstudiotest"
    r"|dart-lang/.*test|coactions/setup-xvfb|reactivecircus/android-emulator-runner|ansible-test|ansible-community/.*test"
    r"|elixir.*test|molecule|nvim-busted|lunarmodules/busted|nvim-neorocks/nvim-busted-action|plenary|bats|pester|gut"
    r"|maven@.*\b(?:test|verify|install|package)\b|gradle@.*\b(?:build|check|test)\b|tox-gh|helm/chart-testing|ct-install"
    r"|mlugg/.*test|catkin|ros-tooling/action-ros-ci|industrial_ci|ansible/ansible-content-actions|golemcloud|docker-bats"
)
