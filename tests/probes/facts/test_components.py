"""Lists of dependencies are found for the main language, and copies of foreign code with or without a record."""

from __future__ import annotations

import pytest

from badge.core.evidence import Evidence, MemoryFiles
from badge.probes.facts import Facts
from badge.probes.facts.components import Components

CODE = "x = 1\n" * 20


def components(texts: dict[str, str]) -> Components:
    found: Components = Facts(Evidence(MemoryFiles(texts))).get("components")
    return found


@pytest.mark.parametrize(
    ("texts", "path"),
    [
        ({"a.py": CODE, "pyproject.toml": "[project]\nname = 'a'\ndependencies = ['b']\n"}, "pyproject.toml"),
        ({"a.py": CODE, "requirements.txt": "b==1\n"}, "requirements.txt"),
        ({"a.rb": CODE, "Gemfile": "gem 'rails'\n"}, "Gemfile"),
        ({"a.el": ';; Package-Requires: ((emacs "28"))\n' + CODE}, "a.el"),
        ({"a.go": CODE, "go.mod": "module a\n\nrequire example.org/b v1.0.0\n"}, "go.mod"),
        ({"a.hs": CODE, "a.cabal": "name: a\nlibrary\n  build-depends: base\n"}, "a.cabal"),
    ],
)
def test_a_list_of_the_main_language_is_found(texts: dict[str, str], path: str) -> None:
    found = components(texts)
    assert found.listed is not None
    assert (found.listed.path, found.names) == (path, True)


@pytest.mark.parametrize(
    "texts",
    [
        {"a.c": CODE, "package.json": '{"dependencies": {"x": "1"}}'},
        {"a.py": CODE, "docs/requirements.txt": "sphinx\n"},
        {"a.jl": CODE, "docs/Project.toml": '[deps]\nDocumenter = "1"\n'},
        {"a.py": CODE},
    ],
)
def test_a_list_of_another_language_or_of_the_documentation_is_none(texts: dict[str, str]) -> None:
    assert components(texts).listed is None


def test_an_empty_list_is_a_list() -> None:
    found = components({"a.js": CODE, "package.json": '{"name": "a", "dependencies": {}}'})
    assert found.listed is not None
    assert not found.names


def test_a_native_build_names_what_it_needs() -> None:
    found = components(
        {"a.c": CODE, "meson.build": "z = dependency('zlib')\n", "test/meson.build": "dependency('x')\n"}
    )
    assert found.native is not None
    assert found.native.path == "meson.build"


@pytest.mark.parametrize(
    ("texts", "copies"),
    [
        ({"vendor/a/a.c": CODE}, {"vendor/a": False}),
        ({"vendor/a/a.c": CODE, "vendor/a/VERSION": "1"}, {"vendor/a": True}),
        ({"vendor/modules.txt": "# x", "vendor/example.org/b/b.go": CODE}, {"vendor/example.org": True}),
        ({"third_party/z/deep/z.c": CODE, "third_party/README.md": "z 1.2"}, {"third_party/z": True}),
        ({"vendor/a/notes.txt": "x"}, {}),
        ({"tests/vendor/a/a.c": CODE}, {}),
        ({"src/vendors.c": CODE}, {}),
    ],
)
def test_copies_are_told_by_their_folder_and_their_record(texts: dict[str, str], copies: dict[str, bool]) -> None:
    assert components(texts).copies == copies


@pytest.mark.parametrize(
    ("path", "is_copy"),
    [
        ("static/jquery-3.6.0.min.js", True),
        ("src/sqlite3.c", True),
        ("src/vue-helper.ts", False),
        ("tests/catch.hpp", False),
    ],
)
def test_single_files_that_everybody_copies_are_known(path: str, is_copy: bool) -> None:
    assert bool(components({path: CODE}).single) is is_copy
