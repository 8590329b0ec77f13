"""Package metadata of many ecosystems."""

from __future__ import annotations

import pytest

from badge.core.evidence import MemoryFiles
from badge.probes.facts.ecosystems import ECOSYSTEMS
from badge.probes.facts.manifests import Manifest, gather

POM = """<project xmlns="urn:m"><artifactId>a</artifactId><version>1</version>
<licenses><license><name>MIT</name></license></licenses></project>"""
CSPROJ = """<Project><PropertyGroup><PackageId>a</PackageId></PropertyGroup><PropertyGroup><Version>1</Version>
<PackageLicenseExpression>MIT</PackageLicenseExpression></PropertyGroup></Project>"""

CASES: list[tuple[str, str, str, str]] = [
    ("pyproject.toml", '[project]\nname = "a"\nversion = "1.2"\nlicense = "MIT"\n', "pypi", "a 1.2 MIT"),
    ("pyproject.toml", '[project]\nname = "a"\nversion = "1"\nlicense = {text = "MIT"}\n', "pypi", "a 1 MIT"),
    (
        "pyproject.toml",
        '[project]\nname = "a"\nclassifiers = ["License :: OSI Approved :: MIT License", "Topic :: Utilities"]\n',
        "pypi",
        "a  MIT License",
    ),
    ("pyproject.toml", '[tool.poetry]\nname = "a"\nversion = "1"\nlicense = "MIT"\n', "pypi", "a 1 MIT"),
    ("setup.cfg", "[metadata]\nname = a\nversion = 1\nlicense = MIT\n", "pypi", "a 1 MIT"),
    ("setup.py", "setup(name='a', version='1', license='MIT')", "pypi", "a 1 MIT"),
    ("package.json", '{"name": "a", "version": "1", "license": "MIT"}', "npm", "a 1 MIT"),
    (
        "package.json",
        '{"name": "a", "version": "1", "licenses": [{"type": "MIT"}, {"type": "ISC"}]}',
        "npm",
        "a 1 MIT OR ISC",
    ),
    ("Cargo.toml", '[package]\nname = "a"\nversion = "1"\nlicense = "MIT"\n', "cargo", "a 1 MIT"),
    ("Cargo.toml", '[workspace.package]\nversion = "1"\nlicense = "MIT"\n', "cargo", " 1 MIT"),
    ("a.gemspec", 'spec.name = "a"\nspec.version = "1"\nspec.licenses = ["MIT"]\n', "rubygems", "a 1 MIT"),
    ("composer.json", '{"name": "v/a", "license": ["MIT", "ISC"]}', "composer", "v/a  MIT OR ISC"),
    ("pom.xml", POM, "maven", "a 1 MIT"),
    ("build.gradle.kts", 'version = "1"\n', "gradle", " 1 "),
    ("A.csproj", CSPROJ, "nuget", "a 1 MIT"),
    ("go.mod", "module example.org/a\n\nrequire (\n\texample.org/b v1.0.0\n)\n", "go", "example.org/a  "),
    ("mix.exs", 'app: :a, version: "1", licenses: ["MIT"]', "hex", "a 1 MIT"),
    ("src/a.app.src", '{application, a, [{vsn, "1"}, {licenses, ["MIT"]}]}.', "hex", "a 1 MIT"),
    ("pubspec.yaml", "name: a\nversion: 1.0\n", "pub", "a 1.0 "),
    ("a.cabal", "name: a\nversion: 1\nlicense: MIT\nsynopsis:\n  A tool\n", "hackage", "a 1 MIT"),
    ("DESCRIPTION", "Package: a\nVersion: 1\nLicense: GPL (>= 3)\n", "cran", "a 1 GPL (>= 3)"),
    ("META.json", '{"name": "a", "version": "1", "license": ["perl_5"]}', "cpan", "a 1 perl_5"),
    ("Makefile.PL", "WriteMakefile(NAME => 'a', VERSION => '1', LICENSE => 'mit');", "cpan", "a 1 mit"),
    ("a-1-1.rockspec", 'package = "a"\nversion = "1-1"\ndescription = {license = "MIT"}', "luarocks", "a 1-1 MIT"),
    ("a.opam", 'name: "a"\nversion: "1"\nlicense: "MIT"\n', "opam", "a 1 MIT"),
    ("dune-project", "(lang dune 3.0)\n(name a)\n(version 1)\n(license MIT)\n", "opam", "a 1 MIT"),
    ("Package.swift", 'let package = Package(\n  name: "a")', "swift", "a  "),
    ("A.podspec", "s.name = 'a'\ns.version = '1'\ns.license = { :type => 'MIT' }", "cocoapods", "a 1 MIT"),
    ("Project.toml", 'name = "a"\nversion = "1"\n', "julia", "a 1 "),
    ("a.nimble", 'version = "1"\nlicense = "MIT"\n', "nimble", " 1 MIT"),
    ("shard.yml", "name: a\nversion: 1.0\nlicense: MIT\n", "shards", "a 1.0 MIT"),
    ("elm.json", '{"name": "v/a", "version": "1", "license": "MIT"}', "elm", "v/a 1 MIT"),
    ("dub.json", '{"name": "a", "license": "MIT"}', "dub", "a  MIT"),
    ("dub.sdl", 'name "a"\nlicense "MIT"\n', "dub", "a  MIT"),
    ("project.clj", '(defproject a "1" :license {:name "MIT"})', "clojars", "a 1 MIT"),
    ("build.sbt", 'name := "a"\nversion := "1"\n', "sbt", "a 1 "),
    (
        "conanfile.py",
        'class A(ConanFile):\n    name = "a"\n    version = "1"\n    license = "MIT"\n',
        "conan",
        "a 1 MIT",
    ),
    ("vcpkg.json", '{"name": "a", "version": "1", "license": "MIT"}', "vcpkg", "a 1 MIT"),
    ("Chart.yaml", "name: a\nversion: 1.0.0\n", "helm", "a 1.0.0 "),
    ("haxelib.json", '{"name": "a", "version": "1", "license": "MIT"}', "haxelib", "a 1 MIT"),
    ("meson.build", "project('a', 'c',\n  version : '1',\n  license : 'MIT')\n", "meson", "a 1 MIT"),
    ("CMakeLists.txt", 'project(a VERSION 1.0 DESCRIPTION "A tool")\n', "cmake", "a 1.0 "),
    ("configure.ac", "AC_INIT([a], [1.0], [bugs@example.org])\n", "autoconf", "a 1.0 "),
    ("MODULE.bazel", 'module(name = "a", version = "1")\n', "bazel", "a 1 "),
    ("build.zig.zon", '.{ .name = "a", .version = "1" }', "zig", "a 1 "),
    ("deno.json", '{"name": "@v/a", "version": "1"} // comment', "deno", "@v/a 1 "),
]


def read(path: str, text: str) -> Manifest:
    [manifest] = gather(MemoryFiles({path: text})).all
    return manifest


@pytest.mark.parametrize(("path", "text", "kind", "expected"), CASES)
def test_a_manifest_is_read(path: str, text: str, kind: str, expected: str) -> None:
    manifest = read(path, text)
    assert manifest.kind == kind
    assert f"{manifest.name} {manifest.version} {manifest.licence}" == expected


def test_every_ecosystem_of_the_table_has_a_case() -> None:
    assert {each.kind for each in ECOSYSTEMS} == {kind for _, _, kind, _ in CASES}


def test_addresses_scripts_and_dependencies_are_read() -> None:
    npm = read(
        "package.json",
        """{"description": "A tool",
        "homepage": "https://a.example", "repository": {"url": "git+https://f.example/a.git"},
        "bugs": {"url": "https://f.example/a/issues"}, "scripts": {"test": "t"},
        "dependencies": {"b": "1", "c": "2"}}""",
    )
    assert (npm.description, npm.homepage) == ("A tool", "https://a.example")
    assert (npm.repository, npm.bugs) == ("git+https://f.example/a.git", "https://f.example/a/issues")
    assert (dict(npm.scripts), npm.dependencies) == ({"test": "t"}, 2)
    assert npm.lines["homepage"] == 2


def test_names_of_addresses_are_read_in_any_case() -> None:
    urls = '"Source Code" = "https://f.example/a"\n"Bug Tracker" = "https://f.example/i"\n'
    manifest = read("pyproject.toml", '[project]\nname = "a"\n[project.urls]\n' + urls)
    assert (manifest.repository, manifest.bugs) == ("https://f.example/a", "https://f.example/i")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package.json", "{broken"),
        ("package.json", "[" * 100_000),
        ("pyproject.toml", "= ="),
        ("pom.xml", "<project><a></project>"),
        ("pom.xml", '<!DOCTYPE p [<!ENTITY a "b">]><project><artifactId>&a;</artifactId></project>'),
        ("pubspec.yaml", "a: [1"),
        ("a.cabal", "\n" * 1000),
        ("package.json", '{"name": ["a"], "version": {"x": 1}, "license": 7, "scripts": []}'),
    ],
)
def test_a_broken_manifest_gives_nothing_and_breaks_nothing(path: str, text: str) -> None:
    assert read(path, text).version == ""


@pytest.mark.parametrize(
    "path", ["node_modules/a/package.json", "tests/data/package.json", "a/b/c/d/package.json", "doc/description"]
)
def test_manifests_of_others_and_of_tests_are_left_alone(path: str) -> None:
    assert gather(MemoryFiles({path: '{"name": "a"}'})).all == ()


def test_those_at_the_top_come_first() -> None:
    manifests = gather(MemoryFiles({"a/package.json": '{"name": "b"}', "package.json": '{"name": "a"}'}))
    assert [each.name for each in manifests.all] == ["a", "b"]
    assert [each.name for each in manifests.top] == ["a"]
