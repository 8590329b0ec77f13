"""The automated tests of a project: files that can run, the usual way to run them, and where documents say how."""

# ruff: noqa: E501  # a row of the tables is a line

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from badge.core.evidence import Files, Kind
from badge.core.findings import Place
from badge.probes.facts.cues import Cues
from badge.probes.facts.documents import Document, Documents
from badge.probes.facts.languages import Languages, is_others, language_of
from badge.probes.facts.rows import Rows
from badge.probes.facts.tools import NO_TESTS, TEST_ACTIONS, TEST_COMMANDS
from badge.probes.facts.vocabulary import NARROW, Cue
from badge.probes.facts.workflows import Run, Workflows
from badge.probes.patterns import compiled, every, first, found

MOST_FILES = 400
"""Test files that are read."""

MOST_BYTES = 8 * 1024 * 1024
"""Bytes of them that are read."""

LARGEST = 512 * 1024
"""Bytes of a test file, or of a build file, that is read."""

_CALLS = r"\b(?:describe|context|it|test|tests|suite|expect|assert\w*|should|t\.\w+|ok|is|equal\w*|deepEqual)\s*[.(]"

# What makes a file of a language a test that can run; "" is for languages without a row.
RUNS: Mapping[str, str] = {
    "Python": r"^[ \t]*(?:async )?def test|\bunittest\b|^[ \t]*assert\b|\bpytest\b|doctest",
    "JavaScript": _CALLS, "TypeScript": _CALLS, "Vue": _CALLS, "Svelte": _CALLS,
    "Go": r"^func (?:Test|Fuzz|Example|Benchmark)\w*\(|\bginkgo\b",
    "Rust": r"#\[(?:\w+::)*\w*test\w*|#\[cfg\(test|fn main|assert\w*!|\w*test\w*!\s*[({]",
    "Java": r"@(?:\w+\.)?(?:Test|ParameterizedTest|Property|FuzzTest|Given)\b|extends \w*(?:TestCase|Test\w*|Spec)\b|\bassert",
    "Kotlin": r"@(?:\w+\.)?Test\b|: \w*(?:Spec|TestCase)\b|\bassert\w*|shouldBe",
    "Scala": r"extends \w*(?:Suite|Spec\w*|Flat\w*|Properties)|@Test\b|\btest\(|in \{|should",
    "Groovy": r"extends \w*(?:Specification|TestCase)|@Test\b|\bassert",
    "Clojure": r"\(deftest|\(is\b|\(fact", "C#": r"\[(?:\w+\.)?(?:Fact|Theory|Test\w*|DataTestMethod|Property|Benchmark)\b|Assert\.",
    "F#": r"\[<(?:\w+\.)?(?:Fact|Theory|Test\w*|Property)|testCase|testList|Assert\.", "Visual Basic": r"<(?:Test\w*|Fact)",
    "Ruby": r"\b(?:describe|context|it|specify|feature|scenario|test|should)\b.*(?:\bdo\b|\{)|\bdef test_|< .*Test|\bassert|expect\(",
    "PHP": r"extends \w*(?:TestCase|Test\w*|Spec|Cest)|function test|@test\b|#\[(?:\w+\\)*Test|\b(?:it|test|describe|assert\w*)\s*\(|--TEST--",
    "Perl": r"^[ \t]*use Test|Test2|^[ \t]*(?:ok|is|is_deeply|like|plan|cmp_ok)\s*\(|done_testing",
    "Shell": r"@test\b|assert|\btest_\w+|\bfail\w*|exit 1|\bok\b|set -e|diff |cmp |test ",
    "PowerShell": r"\b(?:describe|it|context|should)\b", "Elixir": r"^[ \t]*(?:test|property|describe) |use \w*(?:ExUnit|Case)\b|ExUnit|assert",
    "Erlang": r"_test_?\(\)|eunit|ct\.hrl|init_per_|prop_|-module\(\w+_SUITE", "Haskell": r"hspec|testCase|quickCheck|Test\.|testGroup|prop_|describe|tasty|assert|main\s*=",
    "Elm": r"\b(?:test|describe|fuzz)\b \"", "OCaml": r"Alcotest|OUnit|let%|assert|QCheck|test|Printf|let \(\)",
    "Lua": r"\b(?:describe|it|test)\s*\(|\bassert|new_set|luaunit|MiniTest", "Emacs Lisp": r"ert-deftest|\(describe |\(it |buttercup|\(expect |\(should",
    "Swift": r"XCTestCase|@Test\b|XCTAssert|#expect|describe\(|func test", "Objective-C": r"XCTestCase|XCTAssert|- \(void\)test|SpecBegin|describe\(|TEST",
    "Dart": r"\b(?:test|testWidgets|group|expect)\s*\(", "R": r"test_that|expect_|testthat|test_check|stopifnot|checkEquals|tinytest",
    "Julia": r"@test|@testset|TestItem", "Crystal": r"\b(?:describe|it|context)\b.*\bdo\b|assert|spec", "Nim": r"^[ \t]*(?:suite|test) \"|\bcheck\b|doAssert|unittest|assert",
    "D": r"unittest|assert", "Zig": r"^[ \t]*test\b|expect", "Solidity": r"function (?:test|invariant|echidna)\w*|assert",
    "Fortran": r"assert|error stop|call (?:check|test)|stop 1|@test|program", "Ada": r"Assert|AUnit|Test", "Tcl": r"^[ \t]*test |tcltest|assert",
    "VHDL": r"assert|check|vunit", "Haxe": r"utest|@Test|Assert|extends \w*Test", "V": r"fn test_|assert", "Vala": r"Test\.|assert",
    "Pascal": r"TTestCase|Check\w*\(|Assert", "Racket": r"rackunit|check-|test-", "Scheme": r"test|assert|check", "Common Lisp": r"deftest|\(test |fiveam|\(is |assert|rove|parachute",
    "Nix": r"testScript|nixosTest|assert|runTests|expected",
    "C": r"\b(?:TEST\w*|START_TEST|ASSERT\w*|EXPECT\w*|assert\w*|CHECK\w*|REQUIRE\w*|plan|ok|g_test_\w+|QTEST\w*|cmocka\w*|cm_\w+|CU_\w+|UNITTEST\w*|mu_\w+|munit_\w+|fail_unless|verify\w*|test\w*|LLVMFuzzerTestOneInput|main)\s*\(",
    "C++": r"\b(?:\w*TEST\w*|ASSERT\w*|EXPECT\w*|assert\w*|CHECK\w*|REQUIRE\w*|SCENARIO|QVERIFY\w*|QCOMPARE\w*|LLVMFuzzerTestOneInput|\w*_test\w*|test\w*|main)\s*\(|_test\b",
    "Assembly": r"\bassert|\btest_", "": r"\btest|assert|expect|check",
}  # fmt: skip

OTHER_TESTS = compiled(
    r"(?:\A|/)(?:[^/]+\.(?:bats|phpt|robot|feature|hurl|exp|tape|cram|shtest|zunit|test\.md)|test\d+(?:\.\w+)?|[^/]+\.t|[^/]*\.test)\z"
)
"""Test files that have no language of their own; in a folder of tests, or by an ending nobody else uses."""

_EMPTY = (
    r"no tests? (?:specified|yet|defined|configured|implemented)|:[ \t]*\"(?:echo\b[^&|;]*|true|:|exit 0)?\"[ \t,}]*$"
)
"""What stands where a package has no tests."""

_AROUND = r"(?:^|/)(?:conftest|\w*test[-_]?helpers?|\w*testcase|spec_helper|rails_helper|__init__|setup\w*|bootstrap|package)\.\w+$"
"""Files that serve the tests beside them."""

_FUZZ = r"(?:^|/)[^/]*fuzz[^/]*(?:/|\.\w+$)"
MOST_FUZZERS = 20
"""Files besides the tests that are looked into for the entry of a fuzzer."""

_DATA = r"(?:^|/)(?:fixtures?|test-?data|data|snapshots?|__snapshots__|examples?|resources|inputs?|samples?)/"
"""Folders of what tests read; a file there is no test."""

# The usual ways to run tests: name, its file, what must stand in the file, and a test file that must be there.
ENTRIES: tuple[tuple[str, str, str, str], ...] = (
    ("pytest", r"pytest\.ini|\.pytest\.ini|pytest\.toml|(?:.*/)?conftest\.py", "", r"\.py$"),
    ("pytest", r"pyproject\.toml", r"^\[tool\.pytest", r"\.py$"),
    ("pytest", r"setup\.cfg|tox\.ini", r"^\[(?:tool:)?pytest\]", r"\.py$"),
    ("tox", r"tox\.ini", r"^\[testenv", r"\.py$"),
    ("tox", r"pyproject\.toml", r"^\[tool\.tox", r"\.py$"),
    ("nox", r"noxfile\.py", r"pytest|unittest|test", r"\.py$"),
    ("Django's tests", r"(?:[\w-]+/)?manage\.py", "", r"tests?(?:/.*|_\w+)?\.py$"),
    ("npm test", r"package\.json", r"^[ \t{]*\"test\"\s*:\s*\"", ""),
    ("deno test", r"deno\.jsonc?", "", r"(?:_test|\.test|/test)\.(?:ts|js|tsx|mjs)$"),
    ("go test", r"(?:[\w.-]+/)?go\.mod", "", r"_test\.go$"),
    ("cargo test", r"(?:[\w.-]+/)?Cargo\.toml", "", r"\.rs$"),
    ("Make", r"(?:src/)?(?:gnu)?makefile(?:\.in)?", r"^(?:[\w.-]+ )*(?:check|tests?)(?: [\w.-]+)*\s*::?(?:[^=]|$)", ""),
    ("Make", r"(?:.*/)?makefile\.am", r"^(?:TESTS|check_PROGRAMS|check-local|check_SCRIPTS|SUBDIRS\b.*\btests?)\b", ""),
    ("mvn test", r"pom\.xml", "", r"src/test/"),
    ("gradle test", r"(?:build|settings)\.gradle(?:\.kts)?", "", r"src/(?:\w*[tT]est|test)/"),
    ("ant test", r"build\.xml", r"<target[^>]+name=\"(?:test|check|junit)", ""),
    ("CTest", r"(?:tests?/|src/|unit-?tests?/)?cmakelists\.txt", r"\benable_testing\s*\(|\badd_test\s*\(|include\s*\(\s*CTest|_discover_tests\s*\(", ""),
    ("meson test", r"(?:tests?/|src/)?meson\.build", r"^[ \t]*test\s*\(", ""),
    ("bazel test", r"(?:.*/)?build(?:\.bazel)?", r"\b\w+_test\s*\(", ""),
    ("rake", r"rakefile(?:\.rb)?", r"TestTask|RSpec::Core::RakeTask|Cucumber::Rake|task\s+:?[\"']?(?:test|spec)\b|RakeTask", ""),
    ("RSpec", r"\.rspec", "", r"_spec\.rb$"),
    ("rails test", r"bin/rails", "", r"test/.*_test\.rb$"),
    ("mix test", r"mix\.exs", "", r"test/.*_test\.exs$"),
    ("rebar3 eunit", r"rebar\.config", "", r"\.erl$"),
    ("gleam test", r"gleam\.toml", "", r"test/"),
    ("PHPUnit", r"phpunit\.xml(?:\.dist)?|phpunit\.dist\.xml|tests/pest\.php", "", r"\.php$"),
    ("composer test", r"composer\.json", r"^[ \t]*\"test\"\s*:", r"\.php$|\.phpt$"),
    ("Behat", r"behat\.(?:ya?ml|php)(?:\.dist)?", "", r"\.feature$"),
    ("dotnet test", r"(?:.*/)?[^/]*tests?[^/]*\.(?:cs|fs|vb)proj", "", ""),
    ("swift test", r"package\.swift", r"\.testTarget\s*\(", ""),
    ("sbt test", r"build\.sbt", "", r"src/test/|test/src/"),
    ("mill test", r"build\.(?:sc|mill)", r"test", ""),
    ("lein test", r"project\.clj", "", r"test/.*\.clj"),
    ("clj -X:test", r"deps\.edn", r":test\b", r"test/.*\.clj"),
    ("cabal test", r"(?:[\w-]+/)?[\w-]+\.cabal", r"^[ \t]*test-suite\b", ""),
    ("stack test", r"(?:[\w-]+/)?package\.yaml", r"^tests:", ""),
    ("dune test", r"(?:test|tests)/(?:.*/)?dune", r"\(tests?\b|\(rule|inline_tests", ""),
    ("elm-test", r"elm\.json", "", r"tests/.*\.elm$"),
    ("busted", r"\.busted|[\w.-]+\.rockspec", r"busted|return|test", r"_spec\.lua$|spec/"),
    ("prove", r"makefile\.pl|build\.pl|dist\.ini|cpanfile|minil\.toml", "", r"(?:^|/)t/.*\.t$"),
    ("R CMD check", r"description", "", r"tests/.*\.[rR]$"),
    ("Pkg.test", r"project\.toml", "", r"test/runtests\.jl$"),
    ("dart test", r"(?:packages/\w+/)?pubspec\.yaml", "", r"_test\.dart$"),
    ("crystal spec", r"shard\.yml", "", r"spec/.*_spec\.cr$"),
    ("nimble test", r"[\w-]+\.nimble", "", r"tests/.*\.nim$"),
    ("dub test", r"dub\.(?:json|sdl)", "", r"\.d$"),
    ("zig build test", r"build\.zig", r"addTest\s*\(|\"test\"", ""),
    ("alr test", r"alire\.toml", "", r"tests?/"),
    ("fpm test", r"fpm\.toml", "", r"test/"),
    ("raco test", r"info\.rkt", "", r"\.rkt$"),
    ("eask test", r"eask", r"test", r"\.el$"),
    ("make test of Emacs Lisp", r"eldev|cask|keg", "", r"\.el$"),
    ("forge test", r"foundry\.toml", "", r"\.t\.sol$"),
    ("hardhat test", r"hardhat\.config\.\w+", "", r"test/"),
    ("Molecule", r"(?:.*/)?molecule/[\w-]+/molecule\.ya?ml", "", ""),
)  # fmt: skip


class Testing(NamedTuple):
    """What is known of the tests.

    `proven` files hold a test that can run; `named` ones only look like tests. `entries` are the usual ways to run
    them, `told` the lines of documents that say how, `runs` what continuous integration runs.
    """

    proven: tuple[Place, ...]
    named: tuple[str, ...]
    inline: tuple[Place, ...]
    entries: tuple[tuple[str, Place], ...]
    told: tuple[tuple[str, Place], ...]
    runs: tuple[tuple[str, Run], ...]
    ready_made: tuple[Place, ...]
    fuzzed: tuple[Place, ...] = ()
    whole: bool = True

    @property
    def exists(self) -> bool:
        """Tell whether there is a test that can run."""
        return bool(self.proven or self.inline)

    @property
    def places(self) -> tuple[Place, ...]:
        """Give a few places of tests."""
        return (*self.proven, *self.inline)[:3]


def gather(files: Files, languages: Languages, cues: Cues, documents: Documents, workflows: Workflows) -> Testing:
    """Look into the test files, the build files and the documents."""
    candidates = [*languages.tests, *_others(files)]
    proven, fuzzed, whole = _read(files, candidates, [path for path in languages.sources if found(_FUZZ, path)])
    ready_made = tuple(
        workflows.place(step)
        for _, _, step in workflows.steps
        if step.uses and found(TEST_ACTIONS, f"{step.uses} {' '.join(step.inputs.values())}")
    )
    inline = cues.places(Cue.INLINE_TEST)
    tests = [*candidates, *(each.path for each in inline)]
    return Testing(
        proven,
        tuple(candidates),
        inline,
        tuple(sorted(_entries(files, tests), key=lambda each: each[1].path.count("/"))),
        tuple(_told(documents)),
        tuple((name, run) for run in workflows.runs if (name := test_command(run.command.text))),
        ready_made,
        fuzzed,
        whole,
    )


@lru_cache(maxsize=1)
def _commands() -> tuple[Any, Rows[str]]:
    """Give one pattern for any command that runs tests, and the rows."""
    some = "|".join(words for _, words in TEST_COMMANDS)
    return compiled(_word(some)), Rows(TEST_COMMANDS, _word)


def _word(pattern: str) -> str:
    return rf"(?:^|[\s/'\"=(`])(?:{pattern})(?:$|[\s'\");:,>|`])"


@lru_cache(maxsize=4096)
def test_command(text: str) -> str:
    """Name what a command runs tests with, or nothing where it runs none."""
    some, each = _commands()
    if not some.occurs(text) or found(NO_TESTS, text):
        return ""
    return next(each.of(text), "")


def _others(files: Files) -> Iterator[str]:
    for path, entry in files.entries.items():
        if entry.kind is Kind.FILE and not language_of(path) and OTHER_TESTS.occurs(path) and not is_others(path):
            name = path.rpartition("/")[2]
            if name.endswith((".bats", ".phpt", ".robot", ".feature", ".hurl")) or found(
                r"(?:^|/)(?:tests?|t|spec)/", path
            ):
                yield path


def _read(files: Files, candidates: list[str], fuzzers: list[str]) -> tuple[tuple[Place, ...], tuple[Place, ...], bool]:
    """Find tests that can run, and entries of fuzzers, in the test files, as far as the limits go."""
    fuzz = next(pattern for cue, pattern in NARROW if cue is Cue.FUZZ)
    proven: list[Place] = []
    fuzzed: list[Place] = []
    budget, whole = MOST_BYTES, True
    for number, path in enumerate([*fuzzers[:MOST_FUZZERS], *sorted(candidates, key=_likeliest)]):
        size = files.entries[path].size or 0
        if number >= MOST_FILES or size > min(LARGEST, budget):
            whole = False
            continue
        text = files.text(path)
        if text is None:
            whole = whole and files.content(path) is not None
            continue
        budget -= len(text)
        if len(proven) < 5 and path not in fuzzers and not found(_DATA, path):
            pattern = RUNS.get(language_of(path), RUNS[""])
            hit = first(pattern, text) or (
                first(r"\S", text) if path.endswith((".bats", ".phpt", ".feature", ".robot", ".t")) else None
            )
            if hit:
                proven.append(files.place(path, hit.line, hit.text))
        if len(fuzzed) < 5 and (hit := first(fuzz, text)):
            fuzzed.append(files.place(path, hit.line, hit.text))
    return tuple(proven), tuple(fuzzed), whole


def _is_comment(line: str) -> bool:
    bare = line.lstrip()
    return bare.startswith(("#", "//", "* ", "/*", ";", "--")) and not bare.startswith(("#[", "--TEST--"))


def _likeliest(path: str) -> tuple[bool, bool, bool, int, str]:
    """Put files that are named like tests and lie among tests first, and data last."""
    by_name, in_folder = found(r"(?:test|spec)[^/]*$", path), found(r"(?:^|/)(?:\w*tests?|t|spec)/", path)
    return found(_DATA, path) or found(_AROUND, path), not (by_name and in_folder), not in_folder, path.count("/"), path


def _entries(files: Files, tests: list[str]) -> Iterator[tuple[str, Place]]:
    """Find the usual ways to run tests."""
    some = compiled(rf"\A(?:{'|'.join(dict.fromkeys(name for _, name, _, _ in ENTRIES))})\z")
    wanted = [path for path, entry in files.entries.items()
              if entry.kind is Kind.FILE and path.count("/") <= 3 and some.opens(path) and not is_others(path)]  # fmt: skip
    texts: dict[str, str] = {}
    for name, names, needs, test in ENTRIES:
        path = next((each for each in wanted if compiled(rf"\A(?:{names})\z").opens(each)), None)
        if path is None or (test and not any(found(test, each) for each in tests)):
            continue
        if not needs:
            yield name, files.place(path)
            continue
        for each in (each for each in wanted if compiled(rf"\A(?:{names})\z").opens(each)):
            if each not in texts:
                entry = files.entries[each]
                texts[each] = (files.text(each) or "") if (entry.size or 0) <= LARGEST else ""
            hit = first(needs, texts[each])
            if hit and not found(_EMPTY, hit.text):
                yield name, files.place(each, hit.line, hit.text)
                break


_TESTING_TITLE = r"\b(?:test|develop|contribut|hack|build|compil|pull request|quick ?start|run|setup|setting up|local)"


def _told(documents: Documents) -> Iterator[tuple[str, Place]]:
    """Find where documents say how to run the tests."""
    for role in ("contributing", "development", "readme", "install"):
        for document in documents.all(role):
            lines = document.lines_below(_TESTING_TITLE) if role == "readme" else None
            yield from _commands_in(document, lines)


def _commands_in(document: Document, lines: frozenset[int] | None) -> Iterator[tuple[str, Place]]:
    some, _ = _commands()
    for number, line in enumerate(document.text.split("\n"), 1):
        if (lines is not None and number not in lines) or len(line) > 400 or not some.occurs(line):
            continue
        for hit in every(r"`+([^`]+)`+", line):
            if name := test_command(hit.groups[0].strip("$ ")):
                yield name, document.place(number, line)
                break
        else:
            bare = line.strip().lstrip("$>%#* ").strip()
            prose = found(r"^[A-Z][\w']* \w+ .*[.:,]$|`", bare) or (
                line[:1].isalpha() and found(r"\b(?:the|to|you|is|are|we)\b", bare)
            )
            if not prose and (name := test_command(bare)):
                yield name, document.place(number, line)
